/* Named states of the whole report, each with its pages as they were printed then. Equal pages are kept once. */
#include "report/private.h"

struct naming {
    const struct soan_milestone_new *m;
    struct text name, note, sha256;
};

static bool is_taken(struct soan_report *r, struct text_view name, struct error *e)
{
    int64_t n = 0;
    struct query q = query(r, "SELECT count(*) FROM milestone WHERE name = :name");
    query_view(&q, ":name", name);
    if (!query_single(&q, &n, 0, e))
        return false;
    if (n || text_view_equal(name, TEXT_LIT("template")) || text_view_equal(name, TEXT_LIT("now")) ||
        text_view_starts(name, TEXT_LIT("#")))
        return error_set(e, SOAN_REFUSED, _("%s: the name '%.*s' is taken; 'soan milestone FILE' lists them; take another"),
                         r->path, (int)name.len, name.bytes);
    return true;
}

static bool kept(struct soan_report *r, struct text_view sha256, bool *there, struct error *e)
{
    int64_t n = 0;
    struct query q = query(r, "SELECT count(*) FROM milestone WHERE sha256 = :sha256 AND length(print) > 0");
    query_view(&q, ":sha256", sha256);
    bool ok = query_single(&q, &n, 0, e);
    *there = n > 0;
    return ok;
}

static bool name_state(struct gate *g, void *arg, struct error *e)
{
    struct naming *x = arg;
    bool there = false;
    struct journal_entry j = {.kind = "milestone", .after = text_view(&x->name)};
    int64_t newest = 0;
    if (!is_taken(g->r, text_view(&x->name), e) || !soan_report_rev(g->r, &newest, e))
        return false;
    if (newest != x->m->rev)
        return error_set(e, SOAN_BUSY, _("%s: was changed while its pages were laid out; try again"), g->r->path);
    if (!kept(g->r, text_view(&x->sha256), &there, e) || !journal_add(g, &j, NULL, e))
        return false;
    struct query q = query(g->r, "INSERT INTO milestone (name, at, member, rev, note, options, sha256, print)"
                                 " VALUES (:name, :at, :member, :rev, :note, :options, :sha256, :print)");
    query_view(&q, ":name", text_view(&x->name));
    query_int(&q, ":at", g->at);
    query_int(&q, ":member", g->r->member_id);
    query_int(&q, ":rev", g->row);
    query_view(&q, ":note", text_view(&x->note));
    query_view(&q, ":options", x->m->options);
    query_view(&q, ":sha256", text_view(&x->sha256));
    query_blob(&q, ":print", there ? TEXT_LIT("") : x->m->print);
    int64_t none;
    struct soan_printing_new p = {.rev = g->row, .map = x->m->map};
    return query_run(&q, e) && (!p.map || printing_add(g, &p, text_view(&x->name), &none, e));
}

bool soan_milestone_add(struct soan_report *r, const struct soan_milestone_new *m, struct error *e)
{
    struct naming x = {.m = m};
    text_clean_line(text_view_trim(m->name), &x.name, NULL);
    text_clean_line(text_view_trim(m->note), &x.note, NULL);
    sha256_hex(m->print, &x.sha256);
    bool ok = x.name.len > 0 || error_set(e, SOAN_USAGE, _("%s: the milestone has no name; give one"), r->path);
    ok = ok && gate_write(r, SOAN_RIGHT_MILESTONE, "milestone", GATE_HISTORY, name_state, &x, e);
    text_free(&x.name);
    text_free(&x.note);
    text_free(&x.sha256);
    return ok;
}

bool soan_milestone_each(struct soan_report *r, soan_milestone_fn *each, void *arg, struct error *e)
{
    struct query q = query(r, "SELECT s.name, s.at, m.name, s.rev, s.note, s.sha256 FROM milestone s"
                              " JOIN member m ON m.id = s.member ORDER BY s.id DESC");
    while (query_row(&q)) {
        struct soan_milestone m = {query_text(&q, 0), query_get(&q, 1), query_text(&q, 2),
                                   query_get(&q, 3),  query_text(&q, 4), query_text(&q, 5)};
        if (!each(&m, arg))
            break;
    }
    return query_end(&q, e);
}

bool soan_milestone_print(struct soan_report *r, struct text_view name, struct text *out, struct error *e)
{
    struct text sha = {0}, is = {0};
    bool found = false;
    struct query q = query(r, "SELECT p.print, p.sha256 FROM milestone m JOIN milestone p ON p.sha256 = m.sha256"
                              " WHERE m.name = :name ORDER BY length(p.print) DESC LIMIT 1");
    query_view(&q, ":name", name);
    text_clear(out);
    if (query_row(&q)) {
        found = true;
        text_append(out, query_text(&q, 0));
        text_append(&sha, query_text(&q, 1));
    }
    bool ok = query_end(&q, e);
    if (ok && !found)
        ok = error_set(e, SOAN_NO_INPUT, _("%s: has no milestone '%.*s'; 'soan milestone FILE' lists them"), r->path,
                       (int)name.len, name.bytes);
    sha256_hex(text_view(out), &is);
    if (ok && !text_view_equal(text_view(&sha), text_view(&is)))
        ok = error_set(e, SOAN_BAD_DATA, _("%s: the pages of '%.*s' are not those that were frozen; use a backup"), r->path,
                       (int)name.len, name.bytes);
    text_free(&sha);
    text_free(&is);
    return ok;
}
