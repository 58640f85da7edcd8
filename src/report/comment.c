#include <inttypes.h>
#include <stdlib.h>

#include "report/private.h"

void soan_comment_free(struct soan_comment *c)
{
    text_free(&c->author);
    text_free(&c->quote);
    text_free(&c->body);
    *c = (struct soan_comment){0};
}

/* ---- reading ---- */

struct comments { struct soan_comment *item; size_t n, cap; };

static bool load(struct soan_report *r, int64_t section, struct comments *l, struct error *e)
{
    struct query q = query(r,
        "SELECT c.id, c.section, c.parent, c.author, c.quote, c.body, c.at, c.start, c.stop, c.anchored, c.resolved"
        " FROM comment c LEFT JOIN comment p ON p.id = c.parent WHERE c.section = :section"
        " ORDER BY coalesce(p.anchored, c.anchored), coalesce(p.start, c.start), coalesce(p.at, c.at),"
        " coalesce(p.id, c.id), c.parent <> 0, c.at, c.id");
    query_int(&q, ":section", section);
    while (query_row(&q)) {
        mem_grow((void **)&l->item, &l->cap, l->n + 1, sizeof *l->item);
        l->item[l->n++] = (struct soan_comment){
            .id = query_get(&q, 0),
            .section = query_get(&q, 1),
            .parent = query_get(&q, 2),
            .author = text_copy(query_text(&q, 3)),
            .quote = text_copy(query_text(&q, 4)),
            .body = text_copy(query_text(&q, 5)),
            .at = query_get(&q, 6),
            .from = (size_t)query_get(&q, 7),
            .to = (size_t)query_get(&q, 8),
            .anchored = query_flag(&q, 9),
            .resolved = query_flag(&q, 10),
        };
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

bool soan_comment_each(struct soan_report *r, int64_t section, soan_comment_fn *each, void *arg, struct error *e)
{
    struct ordered_list sections = {0};
    struct comments l = {0};
    if (!read_begin(r, e))
        return false;
    struct text none = {0};
    bool ok = true;
    if (section)
        ordered_add(&sections, section, 0, &none);
    else
        ok = commented_sections(r, &sections, e);
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

/* ---- writing ---- */

struct commenting {
    const struct soan_comment *c;
    int64_t id, section, parent;
    struct text author, body, quote, before, after;
    struct text text;         /* of the section */
};

static bool take_anchor(struct gate *g, struct commenting *w, struct error *e)
{
    struct text_view v = text_view(&w->text);
    size_t from = w->c->from, to = w->c->to;
    if (from >= to || !anchor_boundary(v, from) || !anchor_boundary(v, to))
        return error_set(e, SOAN_REFUSED,
                         _("%s: section #%" PRId64 " has no such words to comment on; select them again"), g->r->path,
                         w->section);
    text_append(&w->quote, text_view_part(v, from, to));
    anchor_context(v, from, to, &w->before, &w->after);
    return true;
}

/* A reply to a reply answers the comment both belong to. */
static bool thread_of(struct gate *g, struct commenting *w, struct error *e)
{
    int64_t root = 0, section = -1;
    struct query q =
        query(g->r, "SELECT CASE parent WHEN 0 THEN id ELSE parent END, section FROM comment WHERE id = :id");
    query_int(&q, ":id", w->c->parent);
    if (query_row(&q)) {
        root = query_get(&q, 0);
        section = query_get(&q, 1);
    }
    if (!query_end(&q, e))
        return false;
    if (section < 0)
        return error_set(e, SOAN_NO_INPUT, _("%s: has no comment %" PRId64 "; 'soan comments' lists them"), g->r->path,
                         w->c->parent);
    w->parent = root;
    w->section = section;
    return true;
}

static bool insert(struct gate *g, struct commenting *w, struct error *e)
{
    const struct soan_comment *c = w->c;
    bool anchored = c->anchored && !w->parent;
    struct query q = query(g->r,
        "INSERT INTO comment (section, home, parent, member, author, at, body, quote, before, after, anchored, start, stop)"
        " VALUES (:section, :section, :parent, :member, :author, :at, :body, :quote, :before, :after, :anchored, :start, :stop)");
    query_int(&q, ":section", w->section);
    query_int(&q, ":parent", w->parent);
    query_int(&q, ":member", g->r->member_id);
    query_view(&q, ":author", text_view(&w->author));
    query_int(&q, ":at", g->at);
    query_view(&q, ":body", text_view(&w->body));
    query_view(&q, ":quote", text_view(&w->quote));
    query_view(&q, ":before", text_view(&w->before));
    query_view(&q, ":after", text_view(&w->after));
    query_int(&q, ":anchored", anchored);
    query_int(&q, ":start", anchored ? (int64_t)c->from : 0);
    query_int(&q, ":stop", anchored ? (int64_t)c->to : 0);
    if (!query_run(&q, e))
        return false;
    w->id = sqlite3_last_insert_rowid(g->r->db);
    struct journal_entry j = {.kind = w->parent ? "reply" : "comment", .section = w->section, .comment = w->id};
    return journal_add(g, &j, NULL, e) && section_touch(g, w->section, e);
}

static bool add(struct gate *g, void *arg, struct error *e)
{
    struct commenting *w = arg;
    const struct soan_comment *c = w->c;
    struct spot spot;
    w->section = c->section;
    text_clean_line(c->author.len ? text_view(&c->author) : text_view(&g->r->member), &w->author, NULL);
    text_clean(text_view_trim(text_view(&c->body)), &w->body, NULL);
    struct text_view seen = text_view_trim(text_view(&w->body));
    if (seen.len == 0)
        return error_set(e, SOAN_REFUSED, _("%s: the comment is empty; write what you think"), g->r->path);
    if (c->parent)
        return thread_of(g, w, e) && insert(g, w, e);
    return section_spot(g->r, w->section, &spot, e) && section_body(g->r, w->section, &w->text, e) &&
           (!c->anchored || take_anchor(g, w, e)) && insert(g, w, e);
}

bool soan_comment_add(struct soan_report *r, const struct soan_comment *c, int64_t *id, struct error *e)
{
    struct commenting w = {.c = c};
    bool ok = gate_write(r, "comment", GATE_HISTORY, add, &w, e);
    if (ok && id)
        *id = w.id;
    text_free(&w.author);
    text_free(&w.body);
    text_free(&w.quote);
    text_free(&w.before);
    text_free(&w.after);
    text_free(&w.text);
    return ok;
}

struct resolving { int64_t id; bool resolved; };

static bool resolve(struct gate *g, void *arg, struct error *e)
{
    const struct resolving *w = arg;
    int64_t section = -1, was = 0;
    struct query q = query(g->r, "SELECT section, resolved FROM comment WHERE id = :id AND parent = 0");
    query_int(&q, ":id", w->id);
    if (query_row(&q)) {
        section = query_get(&q, 0);
        was = query_get(&q, 1);
    }
    if (!query_end(&q, e))
        return false;
    if (section < 0)
        return error_set(e, SOAN_NO_INPUT, _("%s: has no comment %" PRId64 " to resolve; 'soan comments' lists them"),
                         g->r->path, w->id);
    g->nothing = (was != 0) == w->resolved;
    if (g->nothing)
        return true;
    struct journal_entry j = {.kind = w->resolved ? "resolve" : "reopen", .section = section, .comment = w->id};
    struct query up = query(g->r, "UPDATE comment SET resolved = :resolved WHERE id = :id");
    query_int(&up, ":resolved", w->resolved);
    query_int(&up, ":id", w->id);
    return query_run(&up, e) && journal_add(g, &j, NULL, e) && section_touch(g, section, e);
}

bool soan_comment_resolve(struct soan_report *r, int64_t id, bool resolved, struct error *e)
{
    struct resolving w = {id, resolved};
    return gate_write(r, "resolve", GATE_HISTORY, resolve, &w, e);
}
