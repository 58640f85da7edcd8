/* Comments as they are written: begun, answered, published. */
#include <inttypes.h>
#include <stdlib.h>

#include "report/pin.h"

enum {
    BODY_MOST = 64 * 1024,    /* bytes of a comment: what is longer is a text of its own */
    LINE_MOST = 300,          /* bytes of the name of a body or of a copy */
};

struct commenting {
    const struct soan_comment *c;
    int64_t id, section, parent, figure;
    struct text author, body, behalf, copy, quote, before, after;
    struct text text;         /* of the section */
};

/* The text as it was when the words were read. */
static bool take_text(struct gate *g, struct commenting *w, struct error *e)
{
    struct soan_past p = {0};
    struct spot spot;
    if (!w->c->rev)
        return section_spot(g->r, w->section, &spot, e) && section_body(g->r, w->section, &w->text, e);
    bool ok = past_read(g->r, w->section, w->c->rev, &p, e);
    text_append(&w->text, text_view(&p.body));
    soan_past_free(&p);
    return ok;
}

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
    struct soan_comment c = {0};
    if (!soan_comment_get(g->r, w->c->parent, &c, e))
        return false;
    w->parent = c.parent ? c.parent : c.id;
    w->section = c.section;
    bool open = !c.withdrawn && (!c.draft || w->c->draft);
    soan_comment_free(&c);
    return open || error_set(e, SOAN_REFUSED,
                             _("%s: comment %" PRId64 " is withdrawn or not yet published; nobody would see the answer"),
                             g->r->path, w->parent);
}

static bool figure_of(struct gate *g, struct commenting *w, struct error *e)
{
    struct soan_figure f = {0};
    if (!w->c->figure.len)
        return true;
    bool ok = soan_figure_get(g->r, text_view(&w->c->figure), &f, e);
    w->figure = f.id;
    soan_figure_free(&f);
    return ok;
}

static bool store_anchor(struct gate *g, const struct commenting *w, struct error *e)
{
    struct query q = query(g->r, "INSERT INTO anchor (section, comment, start, stop)"
                                 " VALUES (:section, :comment, :start, :stop)");
    query_int(&q, ":section", w->section);
    query_int(&q, ":comment", w->id);
    query_int(&q, ":start", (int64_t)w->c->from);
    query_int(&q, ":stop", (int64_t)w->c->to);
    return query_run(&q, e);
}

/* What others see of a draft's history begins when it is published. */
static bool told(struct gate *g, int64_t id, int64_t section, bool reply, bool draft, struct error *e)
{
    struct journal_entry j = {
        .kind = draft ? "draft" : reply ? "reply" : "comment", .section = draft ? 0 : section, .comment = id};
    return journal_add(g, &j, NULL, e) && (draft || section_touch(g, section, e));
}

static bool insert(struct gate *g, struct commenting *w, struct error *e)
{
    const struct soan_comment *c = w->c;
    struct query q = query(g->r,
        "INSERT INTO comment (section, home, parent, member, author, at, kind, behalf, body, figure, quote, before, after,"
        " published, copy, page, line) VALUES (:section, :section, :parent, :member, :author, :at, :kind, :behalf, :body,"
        " :figure, :quote, :before, :after, :published, :copy, :page, :line)");
    query_int(&q, ":section", w->section);
    query_int(&q, ":parent", w->parent);
    query_int(&q, ":member", g->r->member_id);
    query_view(&q, ":author", text_view(&w->author));
    query_int(&q, ":at", g->at);
    query_view(&q, ":kind", text_view_of(soan_opinion_name(c->kind)));
    query_view(&q, ":behalf", text_view(&w->behalf));
    query_view(&q, ":body", text_view(&w->body));
    query_int(&q, ":figure", w->figure);
    query_view(&q, ":quote", text_view(&w->quote));
    query_view(&q, ":before", text_view(&w->before));
    query_view(&q, ":after", text_view(&w->after));
    query_int(&q, ":published", !c->draft);
    query_view(&q, ":copy", text_view(&w->copy));
    query_int(&q, ":page", c->page);
    query_int(&q, ":line", c->line);
    if (!query_run(&q, e))
        return false;
    w->id = sqlite3_last_insert_rowid(g->r->db);
    return (!w->quote.len || store_anchor(g, w, e)) && told(g, w->id, w->section, w->parent != 0, c->draft, e);
}

/* Blanks of any sort say nothing. */
static bool only_blanks(struct text_view v)
{
    for (size_t i = 0, next; i < v.len; i = next) {
        uint32_t cp = text_decode(v, i, &next);
        bool blank = cp <= 0x20 || cp == 0xA0 || cp == 0x1680 || (cp >= 0x2000 && cp <= 0x200A) || cp == 0x202F ||
                     cp == 0x205F || cp == 0x2800 || cp == 0x3000 || cp == 0x3164 || cp == 0xFFA0;
        if (!blank)
            return false;
    }
    return true;
}

static bool clean_words(struct gate *g, struct commenting *w, struct error *e)
{
    const struct soan_comment *c = w->c;
    text_clean_line(c->author.len ? text_view(&c->author) : text_view(&g->r->member), &w->author, NULL);
    text_clean_line(text_view_trim(text_view(&c->behalf)), &w->behalf, NULL);
    text_clean_line(text_view_trim(text_view(&c->copy)), &w->copy, NULL);
    text_clean(text_view_trim(text_view(&c->body)), &w->body, NULL);
    struct text_view body = text_view_trim(text_view(&w->body));
    if (only_blanks(body))
        return error_set(e, SOAN_REFUSED, _("%s: the comment is empty; write what you think"), g->r->path);
    if (body.len > BODY_MOST || w->behalf.len > LINE_MOST || w->copy.len > LINE_MOST)
        return error_set(e, SOAN_REFUSED,
                         _("%s: the comment is too long (%zu bytes, at most %d); say it shorter, or in several"),
                         g->r->path, body.len, BODY_MOST);
    return true;
}

static bool add(struct gate *g, void *arg, struct error *e)
{
    struct commenting *w = arg;
    const struct soan_comment *c = w->c;
    w->section = c->section;
    if (!clean_words(g, w, e))
        return false;
    if (c->parent)
        return thread_of(g, w, e) && insert(g, w, e);
    return take_text(g, w, e) && (!c->anchored || take_anchor(g, w, e)) && figure_of(g, w, e) && insert(g, w, e) &&
           (!c->rev || !c->anchored || pin_arrive(g, w->id, w->section, c, e));
}

bool soan_comment_add(struct soan_report *r, const struct soan_comment *c, int64_t *id, struct error *e)
{
    struct commenting w = {.c = c};
    bool ok = gate_write(r, SOAN_RIGHT_COMMENT, "comment", GATE_HISTORY, add, &w, e);
    if (ok && id)
        *id = w.id;
    struct text *owned[] = {&w.author, &w.body, &w.behalf, &w.copy, &w.quote, &w.before, &w.after, &w.text};
    for (size_t i = 0; i < SOAN_ARRAY_LEN(owned); i++)
        text_free(owned[i]);
    return ok;
}

/* ---- publishing ---- */

struct waiting { int64_t id, section; bool reply; };
struct publishing { struct waiting *item; size_t n, cap; };

static bool waiting(struct gate *g, struct publishing *p, struct error *e)
{
    struct query q = query(g->r, "SELECT id, section, parent <> 0 FROM comment WHERE member = :me AND published = 0"
                                 " AND withdrawn = 0 ORDER BY id");
    query_int(&q, ":me", g->r->member_id);
    while (query_row(&q)) {
        mem_grow((void **)&p->item, &p->cap, p->n + 1, sizeof *p->item);
        p->item[p->n++] = (struct waiting){query_get(&q, 0), query_get(&q, 1), query_flag(&q, 2)};
    }
    return query_end(&q, e);
}

static bool publish_one(struct gate *g, const struct waiting *w, struct error *e)
{
    struct query q = query(g->r, "UPDATE comment SET published = 1, at = :at WHERE id = :id");
    query_int(&q, ":at", g->at);
    query_int(&q, ":id", w->id);
    return query_run(&q, e) && told(g, w->id, w->section, w->reply, false, e);
}

static bool publish(struct gate *g, void *arg, struct error *e)
{
    struct publishing *p = arg;
    bool ok = waiting(g, p, e);
    for (size_t i = 0; ok && i < p->n; i++)
        ok = publish_one(g, &p->item[i], e);
    g->nothing = p->n == 0;
    return ok;
}

bool soan_comment_publish(struct soan_report *r, size_t *n, struct error *e)
{
    struct publishing p = {0};
    bool ok = gate_write(r, SOAN_RIGHT_COMMENT, "publish", GATE_HISTORY, publish, &p, e);
    if (ok)
        *n = p.n;
    free(p.item);
    return ok;
}
