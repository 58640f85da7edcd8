/* Comments as they are read. Drafts are their author's alone. */
#include <inttypes.h>
#include <stdlib.h>

#include "report/private.h"

void soan_comment_free(struct soan_comment *c)
{
    struct text *owned[] = {&c->author, &c->quote, &c->body, &c->behalf, &c->figure, &c->reason, &c->decided_by, &c->copy};
    for (size_t i = 0; i < SOAN_ARRAY_LEN(owned); i++)
        text_free(owned[i]);
    *c = (struct soan_comment){0};
}

void soan_comment_copy(struct soan_comment *to, const struct soan_comment *from)
{
    *to = *from;
    struct text *owned[] = {&to->author, &to->quote,  &to->body,       &to->behalf,
                            &to->figure, &to->reason, &to->decided_by, &to->copy};
    for (size_t i = 0; i < SOAN_ARRAY_LEN(owned); i++)
        *owned[i] = text_copy(text_view(owned[i]));
}

/* Those of :me, and of the others what is published. */
#define COMMENT_ROWS \
    "SELECT c.id, c.section, c.parent, c.home, c.author, c.quote, c.body, c.behalf, coalesce(f.key, ''), c.kind, c.at," \
    " a.start, a.stop, a.comment IS NOT NULL, a.whole, a.moved, a.lost, s.removed > 0, c.published, c.member = :me," \
    " c.resolved, c.withdrawn, c.outcome, c.reason, coalesce(d.name, ''), c.decided_at, c.answer, c.copy, c.page, c.line" \
    " FROM comment c LEFT JOIN comment p ON p.id = c.parent" \
    " LEFT JOIN anchor a ON a.section = c.section AND a.comment = c.id" \
    " LEFT JOIN anchor b ON b.section = c.section AND b.comment = c.parent" \
    " LEFT JOIN section s ON s.id = c.section LEFT JOIN figure f ON f.id = c.figure LEFT JOIN member d ON d.id = c.decided_by" \
    " WHERE (c.published = 1 OR c.member = :me) AND (p.id IS NULL OR p.published = 1 OR p.member = :me)"

static void read_row(struct query *q, struct soan_comment *c)
{
    *c = (struct soan_comment){
        .id = query_get(q, 0),
        .section = query_get(q, 1),
        .parent = query_get(q, 2),
        .home = query_get(q, 3),
        .author = text_copy(query_text(q, 4)),
        .quote = text_copy(query_text(q, 5)),
        .body = text_copy(query_text(q, 6)),
        .behalf = text_copy(query_text(q, 7)),
        .figure = text_copy(query_text(q, 8)),
        .at = query_get(q, 10),
        .from = (size_t)query_get(q, 11),
        .to = (size_t)query_get(q, 12),
        .anchored = query_flag(q, 13),
        .whole = query_flag(q, 14),
        .moved = query_flag(q, 15),
        .lost = query_get(q, 16),
        .binned = query_flag(q, 17),
        .draft = !query_flag(q, 18),
        .mine = query_flag(q, 19),
        .resolved = query_flag(q, 20),
        .withdrawn = query_flag(q, 21),
        .reason = text_copy(query_text(q, 23)),
        .decided_by = text_copy(query_text(q, 24)),
        .decided_at = query_get(q, 25),
        .answer = query_get(q, 26),
        .copy = text_copy(query_text(q, 27)),
        .page = query_get(q, 28),
        .line = query_get(q, 29),
    };
    if (!soan_opinion_by_name(query_text(q, 9), &c->kind))
        c->kind = SOAN_OPINION_OTHER;
    if (!soan_outcome_by_name(query_text(q, 22), &c->outcome))
        c->outcome = SOAN_OUTCOME_NONE;
}

struct comments { struct soan_comment *item; size_t n, cap; };

static bool load(struct soan_report *r, int64_t section, struct comments *l, struct error *e)
{
    struct query q = query(r, COMMENT_ROWS " AND c.section = :section"
                              " ORDER BY coalesce(b.start, a.start, -1), coalesce(p.at, c.at), coalesce(p.id, c.id),"
                              " c.parent <> 0, c.at, c.id");
    query_int(&q, ":me", r->member_id);
    query_int(&q, ":section", section);
    while (query_row(&q)) {
        mem_grow((void **)&l->item, &l->cap, l->n + 1, sizeof *l->item);
        read_row(&q, &l->item[l->n++]);
    }
    return query_end(&q, e);
}

static bool commented_sections(struct soan_report *r, struct ordered_list *l, struct error *e)
{
    bool ok = true;
    struct query q = query(r, "SELECT DISTINCT section FROM comment");
    while (ok && query_row(&q)) {
        struct text key = {0};
        ok = section_order(r, query_get(&q, 0), &key, e);
        ordered_add(l, query_get(&q, 0), 0, &key);
    }
    ordered_sort(l);
    return query_end(&q, ok ? e : NULL) && ok;
}

/* The section, or all that have comments in reading order. */
static bool sections_of(struct soan_report *r, int64_t section, struct ordered_list *l, struct error *e)
{
    struct text none = {0};
    if (!section)
        return commented_sections(r, l, e);
    ordered_add(l, section, 0, &none);
    return true;
}

bool soan_comment_each(struct soan_report *r, int64_t section, soan_comment_fn *each, void *arg, struct error *e)
{
    struct ordered_list sections = {0};
    struct comments l = {0};
    if (!read_begin(r, e))
        return false;
    bool ok = sections_of(r, section, &sections, e);
    for (size_t i = 0; ok && i < sections.n; i++)
        ok = load(r, sections.item[i].id, &l, e);
    read_end(r);
    for (size_t i = 0; ok && i < l.n; i++)
        if (!each(&l.item[i], arg))
            break;
    for (size_t i = 0; i < l.n; i++)
        soan_comment_free(&l.item[i]);
    free(l.item);
    ordered_free(&sections);
    return ok;
}

struct spots { struct soan_comment_spot *item; size_t n, cap; };

/* `parent <> 0` lets the index of replies be used. */
static bool load_spots(struct soan_report *r, int64_t section, int64_t also, struct spots *l, struct error *e)
{
    struct query q = query(r, "SELECT c.id, a.start, a.stop, a.comment IS NOT NULL, s.removed > 0,"
                              " (SELECT count(*) FROM comment p WHERE p.parent = c.id AND p.parent <> 0 AND p.withdrawn = 0"
                              " AND (p.published = 1 OR p.member = :me))"
                              " FROM comment c LEFT JOIN anchor a ON a.section = c.section AND a.comment = c.id"
                              " LEFT JOIN section s ON s.id = c.section WHERE c.section = :section AND c.parent = 0"
                              " AND (c.resolved = 0 OR c.id = :also) AND (c.published = 1 OR c.member = :me)"
                              " ORDER BY coalesce(a.start, -1), c.at, c.id");
    query_int(&q, ":me", r->member_id);
    query_int(&q, ":section", section);
    query_int(&q, ":also", also);
    while (query_row(&q)) {
        mem_grow((void **)&l->item, &l->cap, l->n + 1, sizeof *l->item);
        l->item[l->n++] = (struct soan_comment_spot){
            .id = query_get(&q, 0), .section = section, .from = (size_t)query_get(&q, 1), .to = (size_t)query_get(&q, 2),
            .anchored = query_flag(&q, 3), .binned = query_flag(&q, 4), .replies = (unsigned)query_get(&q, 5)};
    }
    return query_end(&q, e);
}

bool soan_comment_spots(struct soan_report *r, int64_t section, int64_t also, soan_comment_spot_fn *each, void *arg,
                        struct error *e)
{
    struct ordered_list sections = {0};
    struct spots l = {0};
    if (!read_begin(r, e))
        return false;
    bool ok = sections_of(r, section, &sections, e);
    for (size_t i = 0; ok && i < sections.n; i++)
        ok = load_spots(r, sections.item[i].id, also, &l, e);
    read_end(r);
    for (size_t i = 0; ok && i < l.n; i++)
        if (!each(&l.item[i], arg))
            break;
    free(l.item);
    ordered_free(&sections);
    return ok;
}

bool soan_comment_get(struct soan_report *r, int64_t id, struct soan_comment *out, struct error *e)
{
    struct soan_comment c = {0};
    struct query q = query(r, COMMENT_ROWS " AND c.id = :id");
    query_int(&q, ":me", r->member_id);
    query_int(&q, ":id", id);
    if (query_row(&q))
        read_row(&q, &c);
    if (!query_end(&q, e) || (!c.id && !no_comment(r, id, e))) {
        soan_comment_free(&c);
        return false;
    }
    *out = c;
    return true;
}

bool no_comment(struct soan_report *r, int64_t id, struct error *e)
{
    return error_set(e, SOAN_NO_INPUT, _("%s: has no comment %" PRId64 "; 'soan comments' lists them"), r->path, id);
}

bool soan_comment_drafts(struct soan_report *r, size_t *n, struct error *e)
{
    int64_t drafts = 0;
    struct query q = query(r, "SELECT count(*) FROM comment WHERE member = :me AND published = 0 AND withdrawn = 0");
    query_int(&q, ":me", r->member_id);
    if (!query_single(&q, &drafts, 0, e))
        return false;
    *n = (size_t)drafts;
    return true;
}
