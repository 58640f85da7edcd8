#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "report/pin.h"
#include "report/session.h"

void soan_written_free(struct soan_written *w)
{
    text_changes_free(&w->theirs);
    *w = (struct soan_written){0};
}

/* ---- a section opened for writing ---- */

void draft_free(struct draft *d)
{
    text_free(&d->title);
    text_free(&d->body);
    *d = (struct draft){0};
}

bool draft_open(struct soan_report *r, int64_t id, struct draft *d, struct error *e)
{
    int64_t removed = -1;
    *d = (struct draft){.id = id};
    struct query q = query(r, "SELECT s.rev, s.removed, s.title, t.body, s.state = 'approved' FROM section s"
                              " LEFT JOIN section_text t ON t.id = s.id WHERE s.id = :id");
    query_int(&q, ":id", id);
    if (query_row(&q)) {
        d->rev = query_get(&q, 0);
        removed = query_get(&q, 1);
        text_append(&d->title, query_text(&q, 2));
        text_append(&d->body, query_text(&q, 3));
        d->approved = query_flag(&q, 4);
    }
    bool ok = query_end(&q, e) && (removed >= 0 || no_section(r, id, e));
    if (ok && removed)
        ok = error_set(e, SOAN_REFUSED,
                       _("%s: section #%" PRId64 " was put into the bin; bring it back to write in it"), r->path, id);
    if (!ok)
        draft_free(d);
    return ok;
}

/* The first edit writes down what the text was before, so that the journal can be followed from there. */
static bool keep_origin(struct soan_report *r, const struct draft *d, struct error *e)
{
    struct query q = query(r, "INSERT OR IGNORE INTO section_origin (id, body) VALUES (:id, :body)");
    query_int(&q, ":id", d->id);
    query_view(&q, ":body", text_view(&d->body));
    return query_run(&q, e);
}

static bool store_body(struct soan_report *r, const struct draft *d, struct error *e)
{
    struct query q = query(r, "INSERT INTO section_text (id, body) VALUES (:id, :body)"
                              " ON CONFLICT (id) DO UPDATE SET body = excluded.body");
    query_int(&q, ":id", d->id);
    query_view(&q, ":body", text_view(&d->body));
    return query_run(&q, e);
}

static bool store_change(struct gate *g, struct draft *d, const struct text_change *c, int64_t seq, struct error *e)
{
    if (!text_change_apply(c, &d->body))
        return error_set(e, SOAN_BUSY,
                         _("%s: section #%" PRId64 " is not what was changed; nothing was written; open it anew"),
                         g->r->path, d->id);
    struct query q = query(g->r, "INSERT INTO edit (journal, seq, pos, removed, inserted)"
                                 " VALUES (:journal, :seq, :pos, :removed, :inserted)");
    query_int(&q, ":journal", g->row);
    query_int(&q, ":seq", seq);
    query_int(&q, ":pos", (int64_t)c->pos);
    query_view(&q, ":removed", text_view(&c->removed));
    query_view(&q, ":inserted", text_view(&c->inserted));
    return query_run(&q, e);
}

/* An approved text may be spaced and broken into lines anew, nothing else. */
static bool keeps_content(struct soan_report *r, const struct draft *d, const struct text_change *c, size_t n,
                          struct error *e)
{
    struct text after = text_copy(text_view(&d->body));
    bool same = true;
    for (size_t i = 0; same && i < n; i++)
        same = text_change_apply(&c[i], &after);
    same = same && content_same(text_view(&d->body), text_view(&after));
    text_free(&after);
    return same || approval_refuse(r, d->id, e);
}

bool draft_change(struct gate *g, struct draft *d, const struct journal_entry *kind, const struct text_change *c,
                  size_t n, struct error *e)
{
    struct journal_entry j = *kind;
    struct pins a = {0};
    j.section = d->id;
    bool ok = lease_use(g, d->id, LEASE_RESPECT, e) && (!d->approved || keeps_content(g->r, d, c, n, e)) && keep_origin(g->r, d, e) && journal_add(g, &j, NULL, e) &&
              pins_load(g->r, d->id, c, n, &a, e);
    for (size_t i = 0; ok && i < n; i++) {
        ok = store_change(g, d, &c[i], (int64_t)i, e);
        pins_map(&a, &c[i]);
    }
    struct row_changes w = {
        .section = d->id,
        .row = g->row,
        .body = text_view(&d->body),
        .c = c,
        .n = n,
        .typed = strcmp(kind->kind, "edit") == 0,
    };
    ok = ok && anchors_move(g->r, d->id, c, n, e) && pins_settle(g, &a, &w, e);
    pins_free(&a);
    return ok;
}

bool draft_close(struct gate *g, struct draft *d, struct error *e)
{
    if (!text_is_clean(text_view(&d->body)))
        return error_set(
            e, SOAN_BAD_DATA,
            _("%s: section #%" PRId64 " would hold characters that cannot be kept; nothing was written; open it anew"),
            g->r->path, d->id);
    return store_body(g->r, d, e) && section_recount(g, d->id, text_view(&d->title), text_view(&d->body), e);
}

/* ---- a burst of typing ---- */

struct burst_in {
    int64_t id, base_rev;
    const struct text_changes *changes;
    struct text_view body;    /* of a whole write */
    size_t cursor;
    struct soan_written out;
    struct burst last;
};

static bool check_base(struct soan_report *r, const struct draft *d, int64_t base_rev, struct error *e)
{
    int64_t newest = 0;
    if (!soan_report_rev(r, &newest, e))
        return false;
    return base_rev <= newest ||
           error_set(e, SOAN_REFUSED, _("%s: section #%" PRId64 " has no revision %" PRId64 "; the newest is %" PRId64),
                     r->path, d->id, base_rev, d->rev);
}

static bool newest_text_row(struct soan_report *r, int64_t section, int64_t *row, struct error *e)
{
    struct query q =
        query(r, "SELECT max(id) FROM journal WHERE section = :section AND kind IN " TEXT_KINDS);
    query_int(&q, ":section", section);
    return query_single(&q, row, 0, e);
}

/* One journal row for each undo step in the burst; the first may go on with the step of the burst before. */
static bool write_steps(struct gate *g, struct draft *d, struct burst_in *in, const struct text_changes *mine,
                        struct error *e)
{
    struct burst b = g->r->burst;
    int64_t newest = 0;
    bool ok = newest_text_row(g->r, d->id, &newest, e);
    if (b.section != d->id || b.row != newest || newest == 0)
        b = (struct burst){0};
    for (size_t from = 0, to; ok && from < mine->n; from = to) {
        uint64_t group = mine->item[from].group;
        for (to = from + 1; to < mine->n && mine->item[to].group == group; to++)
            continue;
        bool goes_on = from == 0 && b.section && b.group == group;
        struct journal_entry j = {.kind = "edit", .step = goes_on ? b.step : 0};
        ok = draft_change(g, d, &j, mine->item + from, to - from, e);
        b = (struct burst){d->id, group, g->row, goes_on ? b.step : g->row};
    }
    in->last = b;
    return ok;
}

static bool merge(struct soan_report *r, const struct draft *d, int64_t base_rev, struct text_changes *mine,
                  struct text_changes *theirs, struct error *e)
{
    if (!changes_since(r, d->id, base_rev, theirs, e))
        return false;
    return changes_rebase(mine, theirs) ||
           error_set(e, SOAN_BUSY, _("%s: someone else has just changed the same words of section #%" PRId64
                                     "; nothing was written; look at theirs and write again"), r->path, d->id);
}

static bool edit(struct gate *g, void *arg, struct error *e)
{
    struct burst_in *in = arg;
    struct draft d;
    struct text_changes mine = {0};
    if (!draft_open(g->r, in->id, &d, e))
        return false;
    changes_copy(&mine, in->changes);
    bool ok = check_base(g->r, &d, in->base_rev, e) && lease_use(g, in->id, LEASE_BURST, e) && merge(g->r, &d, in->base_rev, &mine, &in->out.theirs, e) &&
              write_steps(g, &d, in, &mine, e) && draft_close(g, &d, e);
    for (size_t i = 0; ok && i < in->out.theirs.n; i++) {
        const struct text_change *t = &in->out.theirs.item[i];
        in->cursor = text_map_position(in->cursor, t->pos, t->removed.len, t->inserted.len, TEXT_GRAVITY_RIGHT);
    }
    if (in->cursor > d.body.len)
        in->cursor = d.body.len;
    ok = ok && stand_move(g, in->id, in->cursor, e);
    in->out.rev = g->row;
    text_changes_free(&mine);
    draft_free(&d);
    return ok;
}

/* Hands the result over, or drops it. */
static bool finish(bool ok, struct soan_written *result, struct soan_written *out)
{
    if (ok && out)
        *out = *result;
    else
        soan_written_free(result);
    return ok;
}

bool soan_section_edit(struct soan_report *r, int64_t id, int64_t base_rev, const struct text_changes *changes,
                       size_t cursor, struct soan_written *out, struct error *e)
{
    struct burst_in in = {.id = id, .base_rev = base_rev, .changes = changes, .cursor = cursor};
    bool ok = changes->n ? gate_write(r, SOAN_RIGHT_TEXT, "edit", GATE_HISTORY, edit, &in, e)
                         : soan_section_changes_since(r, id, base_rev, &in.out.theirs, &in.out.rev, e);
    if (ok && changes->n)
        r->burst = in.last;
    return finish(ok, &in.out, out);
}

bool soan_section_changes_since(struct soan_report *r, int64_t id, int64_t base_rev, struct text_changes *out,
                                int64_t *rev, struct error *e)
{
    struct text_changes c = {0};
    int64_t newest = -1;
    if (!read_begin(r, e))
        return false;
    struct query q = query(r, "SELECT rev FROM section WHERE id = :id");
    query_int(&q, ":id", id);
    bool ok = query_single(&q, &newest, -1, e) && (newest >= 0 || no_section(r, id, e)) &&
              changes_since(r, id, base_rev, &c, e);
    read_end(r);
    if (!ok) {
        text_changes_free(&c);
        return false;
    }
    text_changes_free(out);
    *out = c;
    *rev = newest;
    return true;
}

/* ---- the whole text ---- */

void body_clean(struct text_view in, struct text *out)
{
    text_clean(in, out, NULL);
    while (out->len && out->bytes[out->len - 1] == '\n')
        out->bytes[--out->len] = '\0';
}

static bool write_whole(struct gate *g, void *arg, struct error *e)
{
    struct burst_in *in = arg;
    struct draft d;
    struct text clean = {0};
    struct text_changes mine = {0};
    if (!draft_open(g->r, in->id, &d, e))
        return false;
    body_clean(in->body, &clean);
    bool ok = check_base(g->r, &d, in->base_rev, e) &&
              (in->base_rev == 0 || changes_since(g->r, in->id, in->base_rev, &in->out.theirs, e));
    if (ok && in->out.theirs.n)
        ok = error_set(e, SOAN_BUSY,
                       _("%s: section #%" PRId64 " was changed since revision %" PRId64 " (now %" PRId64
                         "); nothing was written; read it again first"),
                       g->r->path, in->id, in->base_rev, d.rev);
    changes_between(text_view(&d.body), text_view(&clean), &mine);
    g->nothing = mine.n == 0;
    in->out.rev = d.rev;
    struct journal_entry j = {.kind = "write"};
    if (ok && mine.n) {
        ok = draft_change(g, &d, &j, mine.item, mine.n, e) && draft_close(g, &d, e);
        in->out.rev = g->row;
    }
    text_changes_free(&mine);
    text_free(&clean);
    draft_free(&d);
    return ok;
}

bool soan_section_write(struct soan_report *r, int64_t id, int64_t base_rev, struct text_view body,
                        struct soan_written *out, struct error *e)
{
    struct burst_in in = {.id = id, .base_rev = base_rev, .body = body};
    return finish(gate_write(r, SOAN_RIGHT_TEXT, "write", GATE_HISTORY, write_whole, &in, e), &in.out, out);
}
