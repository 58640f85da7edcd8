/*
 * What becomes of a comment: taken up, explained, asked about, closed, withdrawn, opened again.
 */
#include <stdlib.h>

#include "tui/comments.h"

enum way { WAY_ADOPTED, WAY_PARTLY, WAY_EXPLAINED, WAY_REFERRED, WAY_CLOSE, WAY_REOPEN, WAY_WITHDRAW, WAYS };

struct choosing {
    const struct soan_comment *c;
    enum way way[WAYS];
    size_t n;
    struct text about;
};

static void way_row(void *arg, size_t i, int cols, struct text *out)
{
    static const char *const rows[] = {
        [WAY_ADOPTED] = N_("Adopted"), [WAY_PARTLY] = N_("Adopted in part: a reason is needed"),
        [WAY_EXPLAINED] = N_("Explained, the text stays: a reason is needed"),
        [WAY_REFERRED] = N_("Referred to those who lead: a reason is needed"),
        [WAY_CLOSE] = N_("Closed, without an outcome"), [WAY_REOPEN] = N_("Open again"),
        [WAY_WITHDRAW] = N_("Withdraw it: it stays in the list as withdrawn"),
    };
    const struct choosing *x = arg;
    (void)cols;
    text_append_str(out, _(rows[x->way[i]]));
}

static void about(void *arg, size_t i, struct text *out)
{
    const struct choosing *x = arg;
    (void)i;
    text_append(out, text_view(&x->about));
}

/* ---- the edit that answers it ---- */

enum { STEPS_MOST = 500 };

struct edit { int64_t rev; struct text told; };
struct edits { struct edit *item; size_t n, cap; };

static bool add_edit(const struct soan_step *s, void *arg)
{
    struct edits *l = arg;

    if (s->kind != SOAN_STEP_TEXT && s->kind != SOAN_STEP_TITLE && s->kind != SOAN_STEP_RETURNED && s->kind != SOAN_STEP_ACCEPTED) {
        return true;
    }
    mem_grow((void **)&l->item, &l->cap, l->n + 1, sizeof(*l->item));
    struct edit *x = &l->item[l->n++];
    *x = (struct edit){.rev = s->rev};
    text_printf(&x->told, "#%lld ", (long long)s->rev);
    when_short(s->at, &x->told);
    text_printf(&x->told, " %.*s, ", (int)s->member.len, s->member.bytes);
    soan_step_tell(s, &x->told);
    return l->n < STEPS_MOST;
}

static void edit_row(void *arg, size_t i, int cols, struct text *out)
{
    const struct edits *l = arg;
    (void)cols;
    text_append(out, text_view(&l->item[i].told));
}

/* False: Esc. *rev: 0 if none is meant. */
static bool choose_edit(struct app *app, const struct soan_comment *c, int64_t *rev)
{
    struct edits edits = {0};
    struct error e = {0};
    bool chosen = true;

    *rev = 0;
    mem_grow((void **)&edits.item, &edits.cap, 1, sizeof(*edits.item));
    edits.item[edits.n++] = (struct edit){0};
    text_append_str(&edits.item[0].told, _("No edit in particular"));
    if (!soan_history_each(app->report, c->section, add_edit, &edits, &e)) {
        app_fail(app, &e);
        chosen = false;
    } else if (edits.n > 1) {
        struct list l = {.title = _("Which edit takes it up?"), .keys = _("Enter chooses  Esc goes back"), .n = edits.n,
                         .row = edit_row, .arg = &edits};
        chosen = list_run(app, &l);
        *rev = chosen ? edits.item[l.cursor].rev : 0;
    }
    for (size_t i = 0; i < edits.n; i++) {
        text_free(&edits.item[i].told);
    }
    mem_free(&edits.item);
    return chosen;
}

/* ---- taking up ---- */

struct settling {
    struct app *app;
    const struct soan_comment *c;
    struct soan_settlement how;
};

/* The report says what is wanting; the words stay to be mended. */
static bool accept(void *arg, struct text_view typed, struct error *e)
{
    struct settling *s = arg;
    s->how.reason = typed;
    return soan_comment_settle(s->app->report, s->c->id, &s->how, e);
}

static void settle(struct app *app, const struct soan_comment *c, enum soan_outcome outcome)
{
    struct settling s = {app, c, {.outcome = outcome}};
    bool changed_text = outcome == SOAN_OUTCOME_ADOPTED || outcome == SOAN_OUTCOME_PARTLY;
    struct text reason = text_copy(text_view(&c->reason));
    struct prompt p = {.title = _(soan_outcome_name(outcome)), .accept = accept, .arg = &s};

    p.about = text_view_of(outcome == SOAN_OUTCOME_ADOPTED
                               ? _("How it was taken up; printed in the table of opinions, and may be left out:")
                               : _("Why; printed in the table of opinions for those who made the comment:"));
    if ((!changed_text || choose_edit(app, c, &s.how.answer)) && dialog_prompt(app, &p, &reason)) {
        app_say(app, _("Decided: %s."), _(soan_outcome_name(outcome)));
    }
    text_free(&reason);
}

static void say_done(struct app *app, bool done, const char *said, struct error *e)
{
    if (done) {
        app_say(app, "%s", said);
    } else {
        app_fail(app, e);
    }
}

static void go_way(struct app *app, const struct soan_comment *c, enum way way)
{
    static const enum soan_outcome outcomes[] = {
        [WAY_ADOPTED] = SOAN_OUTCOME_ADOPTED, [WAY_PARTLY] = SOAN_OUTCOME_PARTLY, [WAY_EXPLAINED] = SOAN_OUTCOME_EXPLAINED,
        [WAY_REFERRED] = SOAN_OUTCOME_REFERRED,
    };
    struct error e = {0};

    switch (way) {
    case WAY_CLOSE:
        say_done(app, soan_comment_resolve(app->report, c->id, true, &e), _("Closed."), &e);
        break;
    case WAY_REOPEN:
        say_done(app, soan_comment_resolve(app->report, c->id, false, &e), _("Open again."), &e);
        break;
    case WAY_WITHDRAW:
        say_done(app, soan_comment_withdraw(app->report, c->id, &e), _("Withdrawn."), &e);
        break;
    case WAY_ADOPTED: case WAY_PARTLY: case WAY_EXPLAINED: case WAY_REFERRED:
        settle(app, c, outcomes[way]);
        break;
    case WAYS:
        break;
    }
    comment_changed(app);
}

/* What is not possible is not offered; what one has no right to is refused by the report, which says who has it. */
void comment_decide(struct app *app, const struct soan_comment *c)
{
    struct choosing x = {.c = c};
    struct list l = {.title = _("What becomes of it?"), .keys = _("Enter chooses  Esc closes"), .row = way_row, .detail = about,
                     .arg = &x};

    if (!app_may(app, SOAN_RIGHT_COMMENT)) {
        return;
    }
    if (c->resolved) {
        x.way[x.n++] = WAY_REOPEN;
    }
    if (!c->withdrawn && !c->draft && soan_role_may(app->role, SOAN_RIGHT_DECIDE)) {
        for (enum way w = WAY_ADOPTED; w <= WAY_REFERRED; w++) {
            x.way[x.n++] = w;
        }
    }
    if (!c->resolved && !c->draft) {
        x.way[x.n++] = WAY_CLOSE;
    }
    if (!c->withdrawn && (c->mine || soan_role_may(app->role, SOAN_RIGHT_WITHDRAW))) {
        x.way[x.n++] = WAY_WITHDRAW;
    }
    comment_who(c, &x.about);
    text_append_str(&x.about, ": ");
    text_append(&x.about, text_view(&c->body));
    l.n = x.n;
    if (list_run(app, &l)) {
        go_way(app, c, x.way[l.cursor]);
    }
    text_free(&x.about);
}
