/*
 * Sign-off of a section: what is approved is shown first, approving it is a step of its own; what is approved is not typed in.
 */
#include <stdlib.h>

#include "soan/review.h"
#include "tui/history.h"

/* ---- approvals that were given ---- */

struct approval {
    int64_t at;
    bool holds;
    struct text told, shown;          /* who, code, why it ended; what was approved */
};

struct approvals {
    struct approval *item;
    size_t n, cap;
};

static bool add(const struct soan_approval *a, void *arg)
{
    struct approvals *l = arg;
    mem_grow((void **)&l->item, &l->cap, l->n + 1, sizeof(*l->item));
    struct approval *own = &l->item[l->n++];
    *own = (struct approval){.at = a->at, .holds = a->ended == 0, .shown = text_copy(a->shown)};
    when_day(a->at, &own->told);
    text_printf(&own->told, _(" by %.*s, code %.*s"), (int)a->member.len, a->member.bytes, (int)a->code.len, a->code.bytes);
    if (a->ended) {
        text_append_str(&own->told, _("; ended "));
        when_day(a->ended, &own->told);
        text_printf(&own->told, _(" by %.*s: %.*s"), (int)a->ended_by.len, a->ended_by.bytes, (int)a->reason.len,
                    a->reason.bytes);
    }
    return true;
}

static void approvals_free(struct approvals *l)
{
    for (size_t i = 0; i < l->n; i++) {
        text_free(&l->item[i].told);
        text_free(&l->item[i].shown);
    }
    mem_free(&l->item);
    l->n = l->cap = 0;
}

static void row(void *arg, size_t i, int cols, struct text *out)
{
    const struct approvals *l = arg;
    (void)cols;
    text_append_str(out, l->item[i].holds ? (term_ascii() ? "* " : "● ") : "  ");
    text_append(out, text_view(&l->item[i].told));
}

static void detail(void *arg, size_t i, struct text *out)
{
    const struct approvals *l = arg;
    text_append(out, text_view(&l->item[i].told));
}

void signoff_approvals(struct app *app)
{
    const struct soan_section *s = branch_subject(app);
    struct approvals l = {0};
    struct text shown = {0}, code = {0};
    struct error e = {0};

    if (!s || !app_settle(app)) {
        return;
    }
    if (!soan_approval_each(app->report, s->id, add, &l, &e) || !soan_section_content(app->report, s->id, &shown, &code, &e)) {
        app_fail(app, &e);
    } else if (!l.n) {
        app_say(app, _("This section was never approved."));
    }
    struct list list = {.title = _("Approvals"), .keys = _("Enter: what changed since then  Esc closes"), .n = l.n, .row = row,
                        .detail = detail, .arg = &l};
    while (l.n && list_run(app, &list)) {
        struct changes_view v = {.title = text_str(&l.item[list.cursor].told), .keys = _("Esc closes"),
                                 .old = text_view(&l.item[list.cursor].shown), .now = text_view(&shown)};
        changes_view_run(app, &v);
    }
    approvals_free(&l);
    text_free(&shown);
    text_free(&code);
}

/* ---- approving ---- */

struct signing {
    int64_t section, blanks, comments;
    struct text path, shown, code, title;
    struct approvals before;          /* the newest first */
};

static void signing_free(struct signing *s)
{
    approvals_free(&s->before);
    struct text *owned[] = {&s->path, &s->shown, &s->code, &s->title};
    for (size_t i = 0; i < SOAN_ARRAY_LEN(owned); i++) {
        text_free(owned[i]);
    }
}

static bool signing_load(struct app *app, struct signing *s, struct error *e)
{
    return soan_section_path(app->report, s->section, &s->path, e) &&
           soan_section_content(app->report, s->section, &s->shown, &s->code, e) &&
           soan_approval_each(app->report, s->section, add, &s->before, e);
}

static bool goes_on(const struct key_event *k)
{
    return k->key == K_INSERT || k->key == K_TAB;
}

/* True: it was read, and is to be approved. */
static bool read_it(struct app *app, const struct signing *s)
{
    const struct approval *last = s->before.n ? &s->before.item[0] : NULL;
    bool changed = last && !text_view_equal(text_view(&last->shown), text_view(&s->shown)), only_changes = changed;
    struct text title = {0};

    for (;;) {
        struct changes_view v = {.now = text_view(&s->shown), .old = text_view(last ? &last->shown : &s->shown),
                                 .whole = !only_changes, .other = goes_on};
        text_clear(&title);
        if (last) {
            text_printf(&title, last->holds ? _("Approved %s") : _("Was approved %s"), text_str(&last->told));
        } else {
            text_printf(&title, _("To be approved: %s, code %s"), text_str(&s->path), text_str(&s->code));
        }
        v.title = text_str(&title);
        v.keys = !changed       ? _("Ins: approve…  Esc closes")
                 : only_changes ? _("Ins: approve…  Tab: all of it  Esc closes")
                                : _("Ins: approve…  Tab: only what changed  Esc closes");
        bool closed = changes_view_run(app, &v);
        if (!closed || v.key.key == K_INSERT) {
            text_free(&title);
            return closed;
        }
        only_changes = changed && !only_changes;
    }
}

static void sign(struct app *app, const struct signing *s)
{
    struct text question = {0};
    struct error e = {0};

    text_printf(&question, _("You approve %s “%s” as it stands, code %s. Nobody can change its words then until it is reopened "
                             "with a reason."),
                text_str(&s->path), text_str(&s->title), text_str(&s->code));
    if (s->blanks || s->comments) {
        text_append_char(&question, '\n');
        text_printf(&question, _("Still open in it: blanks %lld, comments %lld."), (long long)s->blanks, (long long)s->comments);
    }
    if (!dialog_confirm(app, _("Approve?"), text_view(&question), _("approve"))) {
        app_say(app, _("Nothing was approved."));
    } else {
        struct soan_signing item = {s->section, text_view(&s->code)};
        if (soan_approve(app->report, &item, 1, &e)) {
            app_refresh(app);
            app_say(app, _("%s is approved, code %s."), text_str(&s->path), text_str(&s->code));
        } else {
            app_fail(app, &e);
        }
    }
    text_free(&question);
}

void signoff_approve(struct app *app)
{
    const struct soan_section *about = branch_subject(app);
    struct error e = {0};

    if (!about || !app_may(app, SOAN_RIGHT_APPROVE) || !app_settle(app)) {
        return;
    }
    struct signing s = {.section = about->id, .blanks = about->blanks, .comments = about->comments};
    treepane_title(app, about, &s.title);
    if (about->bytes == 0 && !about->children) {
        app_say(app, _("This section has no text yet that could be approved."));
    } else if (!signing_load(app, &s, &e)) {
        app_fail(app, &e);
    } else if (read_it(app, &s)) {
        sign(app, &s);
    }
    signing_free(&s);
}

/* ---- reopening ---- */

static bool has_reason(void *arg, struct text_view typed, struct error *e)
{
    (void)arg;
    return typed.len || error_set(e, SOAN_REFUSED, _("Reopening needs a reason; it is kept."));
}

static void reopen(struct app *app, const struct soan_section *s)
{
    struct text reason = {0}, path = {0};
    struct error e = {0};
    int64_t id = s->id;
    struct prompt p = {.title = _("Reopen"), .accept = has_reason,
                       .about = text_view_of(_("Why is it to be written again? The reason is kept, and whoever approved is told:"))};

    if (dialog_prompt(app, &p, &reason)) {
        if (soan_section_path(app->report, id, &path, &e) && soan_reopen(app->report, id, text_view(&reason), &e)) {
            app_refresh(app);
            app_say(app, _("%s can be written again."), text_str(&path));
        } else {
            app_fail(app, &e);
        }
    }
    text_free(&reason);
    text_free(&path);
}

void signoff_reopen(struct app *app)
{
    const struct soan_section *s = branch_subject(app);

    if (!s || !app_may(app, SOAN_RIGHT_REOPEN) || !app_settle(app)) {
        return;
    }
    if (s->state == SOAN_STATE_APPROVED) {
        reopen(app, s);
    } else {
        app_say(app, _("This section is not approved; there is nothing to reopen."));
    }
}

/* ---- typing where it is approved ---- */

enum way { WAY_REOPEN, WAY_COMMENT, WAY_SUGGEST, WAYS };

struct locked {
    struct app *app;
    enum way way[WAYS];
    size_t n;
};

static void way_row(void *arg, size_t i, int cols, struct text *out)
{
    static const char *const rows[] = {
        [WAY_REOPEN] = N_("Reopen it, with a reason"), [WAY_COMMENT] = N_("Leave a comment"),
        [WAY_SUGGEST] = N_("Suggest other words…"),
    };
    const struct locked *l = arg;
    (void)cols;
    text_append_str(out, _(rows[l->way[i]]));
}

static void tell_lock(void *arg, size_t i, struct text *out)
{
    const struct locked *l = arg;
    const struct soan_standing *s = &l->app->doc.standing;
    struct text day = {0};
    (void)i;

    when_day(s->approved_at, &day);
    text_printf(out, _("Approved by %s on %s. Owners and approvers can reopen it: menu, Sign-off, Reopen."),
                text_str(&s->approver), text_str(&day));
    text_free(&day);
}

bool signoff_locks(struct app *app)
{
    struct locked locked = {.app = app};

    if (!app->doc.id || app->doc.section.state != SOAN_STATE_APPROVED) {
        return false;
    }
    if (soan_role_may(app->role, SOAN_RIGHT_REOPEN)) {
        locked.way[locked.n++] = WAY_REOPEN;
    }
    locked.way[locked.n++] = WAY_COMMENT;
    locked.way[locked.n++] = WAY_SUGGEST;
    struct list l = {.title = _("This section is approved and locked"), .keys = _("Enter chooses  Esc reads on"), .n = locked.n,
                     .row = way_row, .detail = tell_lock, .arg = &locked};
    if (!list_run(app, &l)) {
        return true;
    }
    switch (locked.way[l.cursor]) {
    case WAY_REOPEN:
        reopen(app, &app->doc.section);
        break;
    case WAY_COMMENT:
        comments_open(app);
        break;
    case WAY_SUGGEST:
        suggest_ask(app, NULL);
        break;
    case WAYS:
        break;
    }
    return true;
}
