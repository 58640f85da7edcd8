/* Words replaced at many places at once. The journal gets one row for the whole, of section 0, and behind it one for
 * each text and title, whose step it is. */
#include <stdlib.h>

#include "report/session.h"

struct replacing {
    int64_t base_rev, step;
    const struct soan_replacement *place;
    size_t n, done;
};

/* The place as it lies today; false if others wrote there. */
static bool carried(const struct soan_replacement *p, const struct text_changes *theirs, struct text_view today,
                    struct text_change *out)
{
    *out = (struct text_change){.pos = p->from, .removed = text_copy(p->was), .inserted = text_copy(p->with)};
    bool ok = true;
    for (size_t i = 0; ok && i < theirs->n; i++) {
        const struct text_change *t = &theirs->item[i];
        ok = text_change_rebase(out, t->pos, t->removed.len, t->inserted.len);
    }
    return ok && out->pos <= today.len && p->was.len <= today.len - out->pos &&
           text_view_equal(text_view_part(today, out->pos, out->pos + p->was.len), p->was);
}

/* From the last to the first, so that none moves another. */
static void changes_today(const struct soan_replacement *p, size_t n, const struct text_changes *theirs,
                          struct text_view today, struct text_changes *out)
{
    size_t end = today.len;
    while (n-- > 0) {
        struct text_change c;
        if (carried(&p[n], theirs, today, &c) && c.pos + c.removed.len <= end) {
            changes_append(out, c.pos, text_view(&c.removed), text_view(&c.inserted), 0);
            end = c.pos;
        }
        text_free(&c.removed);
        text_free(&c.inserted);
    }
}

static bool in_text(struct gate *g, struct replacing *x, const struct soan_replacement *p, size_t n, struct error *e)
{
    struct draft d;
    struct text_changes theirs = {0}, mine = {0};
    struct journal_entry j = {.kind = "replace", .step = x->step};
    bool barred = false;
    if (!lease_bars(g->r, p->section, &barred, e))
        return false;
    if (barred)
        return true;
    if (!draft_open(g->r, p->section, &d, e))
        return false;
    if (d.approved) { /* left as it was approved */
        draft_free(&d);
        return true;
    }
    bool ok = changes_since(g->r, p->section, x->base_rev, &theirs, e);
    if (ok)
        changes_today(p, n, &theirs, text_view(&d.body), &mine);
    if (ok && mine.n)
        ok = draft_change(g, &d, &j, mine.item, mine.n, e) && draft_close(g, &d, e);
    x->done += mine.n;
    text_changes_free(&theirs);
    text_changes_free(&mine);
    draft_free(&d);
    return ok;
}

static bool in_title(struct gate *g, struct replacing *x, const struct soan_replacement *p, size_t n, struct error *e)
{
    struct draft d;
    struct text_changes mine = {0}, none = {0};
    struct step as = {.kind = "rename", .step = x->step};
    if (!draft_open(g->r, p->section, &d, e))
        return false;
    if (d.approved) {
        draft_free(&d);
        return true;
    }
    changes_today(p, n, &none, text_view(&d.title), &mine);
    bool ok = changes_apply(&mine, &d.title) && step_rename(g, &as, p->section, text_view(&d.title), e);
    x->done += ok ? mine.n : 0;
    text_changes_free(&mine);
    draft_free(&d);
    return ok;
}

static bool replace(struct gate *g, void *arg, struct error *e)
{
    struct replacing *x = arg;
    struct journal_entry j = {.kind = "replace-all"};
    bool ok = journal_add(g, &j, &x->step, e);
    for (size_t i = 0, to; ok && i < x->n; i = to) {
        const struct soan_replacement *p = &x->place[i];
        for (to = i + 1; to < x->n && x->place[to].section == p->section && x->place[to].in_title == p->in_title; to++)
            continue;
        struct error why = {0};
        ok = (p->in_title ? in_title : in_text)(g, x, p, to - i, &why);
        if (!ok && (why.status == SOAN_REFUSED || why.status == SOAN_NO_INPUT)) {
            error_free(&why); /* in the bin: nothing was written there */
            ok = true;
        } else if (!ok) {
            *e = why;
        }
    }
    g->nothing = x->done == 0;
    return ok;
}

bool soan_replace_all(struct soan_report *r, int64_t base_rev, const struct soan_replacement *place, size_t n,
                      size_t *done, struct error *e)
{
    struct replacing x = {.base_rev = base_rev, .place = place, .n = n};
    if (!gate_write(r, SOAN_RIGHT_TEXT, "replace", GATE_HISTORY, replace, &x, e))
        return false;
    *done = x.done;
    return true;
}

/* ---- undo ---- */

struct undoing { bool redo; size_t done; };

static bool newest_step(struct soan_report *r, int64_t *step, struct error *e)
{
    int64_t row = 0, replaced = 0;
    struct query q = query(r, "SELECT id FROM journal WHERE member = :member ORDER BY id DESC LIMIT 1");
    query_int(&q, ":member", r->member_id);
    if (!query_single(&q, &row, 0, e) || !step_of(r, row, step, e))
        return false;
    q = query(r, "SELECT 1 FROM journal WHERE id = :step AND kind IN ('replace-all', 'accept-all')");
    query_int(&q, ":step", *step);
    if (!query_single(&q, &replaced, 0, e))
        return false;
    *step = replaced ? *step : 0;
    return true;
}

static bool undo(struct gate *g, void *arg, struct error *e)
{
    struct undoing *u = arg;
    int64_t step = 0;
    bool ok = newest_step(g->r, &step, e) && (!step || step_undo(g, step, 0, u->redo, &u->done, e));
    g->nothing = u->done == 0;
    return ok;
}

bool soan_replace_undo(struct soan_report *r, bool redo, size_t *done, struct error *e)
{
    struct undoing u = {.redo = redo};
    if (!gate_write(r, SOAN_RIGHT_TEXT, redo ? "redo" : "undo", GATE_HISTORY, undo, &u, e))
        return false;
    *done = u.done;
    return true;
}
