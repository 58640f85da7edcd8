/* Undo and redo out of the journal: the newest own step that still stands is inverted and carried past what came after
 * it. */
#include <inttypes.h>
#include <stdlib.h>

#include "report/session.h"

/* One undo step, or one undo or redo, with all its changes. */
struct segment {
    int64_t first, of;
    struct text_changes changes;
};
struct segments { struct segment *item; size_t n, cap; };

static void segment_drop(struct segments *l, size_t at)
{
    text_changes_free(&l->item[at].changes);
    l->n--;
    for (size_t i = at; i < l->n; i++)
        l->item[i] = l->item[i + 1];
}

static void segments_free(struct segments *l)
{
    while (l->n)
        segment_drop(l, l->n - 1);
    free(l->item);
}

bool text_next(struct soan_report *r, int64_t section, bool redo, int64_t *first, struct error *e)
{
    int64_t same;
    /* Bursts after the first go on with an older row. */
    struct query q = query(r, "SELECT id, kind, of, section FROM journal WHERE section = :section AND member = :member"
                              " AND kind IN " TEXT_KINDS " AND NOT (kind = 'edit' AND step <> 0) ORDER BY id DESC");
    query_int(&q, ":section", section);
    query_int(&q, ":member", r->member_id);
    return undo_next(&q, redo, first, &same, e);
}

/* Takes a step and what undid it out of the list, if what lies between can be carried to where neither happened. */
static void cancel(struct segments *l, size_t at, size_t by)
{
    struct text_changes back = {0};
    struct text_changes *moved = mem_array(by - at, sizeof *moved);
    changes_invert(&back, &l->item[at].changes);
    bool ok = true;
    for (size_t i = at + 1; ok && i < by; i++) {
        changes_copy(&moved[i - at - 1], &l->item[i].changes);
        ok = changes_rebase(&moved[i - at - 1], &back);
    }
    ok = ok && changes_equal(&back, &l->item[by].changes);
    for (size_t i = at + 1; i < by; i++) {
        struct text_changes *keep = &l->item[i].changes;
        if (ok) {
            text_changes_free(keep);
            *keep = moved[i - at - 1];
        } else {
            text_changes_free(&moved[i - at - 1]);
        }
    }
    free(moved);
    text_changes_free(&back);
    if (ok) {
        segment_drop(l, by);
        segment_drop(l, at);
    }
}

/* The step `first` and all text steps of the section behind it, without those that cancel each other. */
static bool load_segments(struct soan_report *r, int64_t section, int64_t first, struct segments *l, struct error *e)
{
    bool ok = true;
    struct query q = query(r, "SELECT id, step, of FROM journal WHERE section = :section AND id >= :first"
                              " AND kind IN " TEXT_KINDS " ORDER BY id");
    query_int(&q, ":section", section);
    query_int(&q, ":first", first);
    while (ok && query_row(&q)) {
        int64_t id = query_get(&q, 0), step = query_get(&q, 1), of = query_get(&q, 2);
        if (!step || l->n == 0 || l->item[l->n - 1].first != step) {
            mem_grow((void **)&l->item, &l->cap, l->n + 1, sizeof *l->item);
            l->item[l->n++] = (struct segment){.first = id, .of = of};
        }
        ok = changes_of(r, id, &l->item[l->n - 1].changes, e);
        for (size_t i = 1; ok && of && i + 1 < l->n; i++) {
            if (l->item[i].first == of) {
                cancel(l, i, l->n - 1);
                break;
            }
        }
    }
    return query_end(&q, ok ? e : NULL) && ok;
}

struct undoing {
    int64_t id, base_rev;
    bool redo;
    struct text_changes done;
    struct soan_written out;
};

static bool invert_step(struct soan_report *r, int64_t section, int64_t first, struct text_changes *back,
                        struct error *e)
{
    struct segments l = {0};
    bool ok = load_segments(r, section, first, &l, e);
    if (ok)
        changes_invert(back, &l.item[0].changes);
    for (size_t i = 1; ok && i < l.n; i++) {
        ok = changes_rebase(back, &l.item[i].changes);
        if (!ok)
            error_set(e, SOAN_REFUSED,
                      _("%s: section #%" PRId64 ": someone else has rewritten these words since; change them by hand"),
                      r->path, section);
    }
    segments_free(&l);
    return ok;
}

bool text_row_back(struct gate *g, struct draft *d, int64_t row, bool redo, struct text_changes *done, struct error *e)
{
    struct journal_entry j = {.kind = redo ? "redo" : "undo", .of = row};
    struct suggestions_undone u = {0};
    bool ok = invert_step(g->r, d->id, row, done, e) && suggestions_undone_load(g->r, row, &u, e) &&
              draft_change(g, d, &j, done->item, done->n, e) && draft_close(g, d, e) &&
              suggestions_undone_store(g->r, &u, done, text_view(&d->body), redo, e);
    suggestions_undone_free(&u);
    return ok;
}

static bool undo(struct gate *g, void *arg, struct error *e)
{
    struct undoing *u = arg;
    struct soan_report *r = g->r;
    struct draft d;
    int64_t first = 0, step = 0;
    if (!draft_open(r, u->id, &d, e))
        return false;
    bool ok = lease_use(g, u->id, LEASE_TYPE, e) && changes_since(r, u->id, u->base_rev, &u->out.theirs, e) &&
              text_next(r, u->id, u->redo, &first, e);
    if (ok && !first)
        ok = error_set(e, SOAN_REFUSED,
                       u->redo ? _("nothing to redo in this section") : _("nothing to undo in this section"));
    ok = ok && text_row_back(g, &d, first, u->redo, &u->done, e);
    u->out.rev = g->row;
    ok = ok && step_of(r, first, &step, e) && step_undo(g, step, u->id, u->redo, &u->out.elsewhere, e);
    draft_free(&d);
    return ok;
}

bool soan_section_undo(struct soan_report *r, int64_t id, int64_t base_rev, bool redo, struct text_changes *done,
                       struct soan_written *out, struct error *e)
{
    struct undoing u = {.id = id, .base_rev = base_rev, .redo = redo};
    bool ok = gate_write(r, SOAN_RIGHT_TEXT, redo ? "redo" : "undo", GATE_HISTORY, undo, &u, e);
    if (!ok) {
        text_changes_free(&u.done);
        soan_written_free(&u.out);
        return false;
    }
    text_changes_free(done);
    *done = u.done;
    *out = u.out;
    return true;
}
