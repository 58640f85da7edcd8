/*
 * How far a section is, and who is to write it by when.
 */
#include <stdlib.h>
#include <time.h>

#include "tui/dialog.h"

/* ---- state ---- */

static const enum soan_state states[] = {SOAN_STATE_DRAFTING, SOAN_STATE_REVIEW, SOAN_STATE_TAKEN_UP};

static void state_row(void *arg, size_t i, int cols, struct text *out)
{
    static const char *const rows[] = {
        N_("drafting: it is being written"), N_("review: to be read by the others"),
        N_("taken up: their opinions are worked in, it can be approved"),
    };
    (void)cols;
    (void)arg;
    text_append_str(out, _(rows[i]));
}

void workflow_state(struct app *app)
{
    const struct soan_section *s = branch_subject(app);
    struct text path = {0};
    struct error e = {0};

    if (!s || !app_may(app, SOAN_RIGHT_STATUS) || !app_settle(app)) {
        return;
    }
    if (s->state == SOAN_STATE_APPROVED) {
        app_say(app, _("This section is approved; to change it, reopen it first: menu, Sign-off, Reopen."));
        return;
    }
    int64_t id = s->id;
    struct list l = {.title = _("How far is this section?"), .keys = _("Enter chooses  Esc closes"), .n = SOAN_ARRAY_LEN(states),
                     .row = state_row};
    while (l.cursor + 1 < l.n && states[l.cursor] < s->state) {
        l.cursor++;
    }
    if (list_run(app, &l)) {
        if (soan_section_path(app->report, id, &path, &e) && soan_status_set(app->report, id, states[l.cursor], &e)) {
            app_refresh(app);
            app_say(app, "%s: %s", text_str(&path), _(soan_state_name(states[l.cursor])));
        } else {
            app_fail(app, &e);
        }
    }
    text_free(&path);
}

/* ---- who ---- */

struct writers {
    struct text *name;
    size_t n, cap;
};

static bool add(const struct soan_member *m, void *arg)
{
    struct writers *w = arg;
    if (!m->gone && soan_role_may(m->role, SOAN_RIGHT_TEXT)) {
        mem_grow((void **)&w->name, &w->cap, w->n + 1, sizeof(*w->name));
        w->name[w->n++] = text_copy(text_view_of(m->name));
    }
    return true;
}

/* The last row is nobody. */
static void writer_row(void *arg, size_t i, int cols, struct text *out)
{
    const struct writers *w = arg;
    (void)cols;
    text_append_str(out, i < w->n ? text_str(&w->name[i]) : _("(nobody in particular)"));
}

static bool is_day(void *arg, struct text_view typed, struct error *e)
{
    int64_t *due = arg;
    *due = 0;
    return !typed.len || soan_due_parse(typed, due, e);
}

static bool ask_due(struct app *app, const struct soan_standing *now, int64_t *due)
{
    struct text day = {0};
    time_t at = (time_t)now->due;
    struct tm t;
    struct prompt p = {.title = _("Until when?"), .accept = is_day, .arg = due,
                       .about = text_view_of(_("Day/month/year, with 17:00 behind it if the hour matters; empty: no day."))};

    if (now->due && localtime_r(&at, &t)) {
        bool end_of_day = t.tm_hour == 23 && t.tm_min == 59;
        if (end_of_day) {
            when_day(now->due, &day);
        } else {
            when_full(now->due, &day);
        }
    }
    bool yes = dialog_prompt(app, &p, &day);
    text_free(&day);
    return yes;
}

static void assign(struct app *app, int64_t id, const struct soan_standing *now, const struct writers *w)
{
    struct text title = {0}, path = {0};
    struct error e = {0};
    int64_t due = 0;

    if (!soan_section_path(app->report, id, &path, &e)) {
        app_fail(app, &e);
        return;
    }
    text_printf(&title, _("Who is to write %s?"), text_str(&path));
    struct list l = {.title = text_str(&title), .keys = _("Enter chooses  Esc closes"), .n = w->n + 1, .row = writer_row,
                     .arg = (void *)(uintptr_t)w};
    while (now->assignee.len && l.cursor < w->n && !text_view_equal(text_view(&now->assignee), text_view(&w->name[l.cursor]))) {
        l.cursor++;
    }
    if (list_run(app, &l) && (l.cursor == w->n || ask_due(app, now, &due))) {
        struct text_view name = l.cursor < w->n ? text_view(&w->name[l.cursor]) : TEXT_LIT("");
        if (!soan_assign(app->report, id, name, due, &e)) {
            app_fail(app, &e);
        } else {
            app_refresh(app);
            app_say(app, name.len ? _("%s is written by %s.") : _("%s is written by nobody in particular."), text_str(&path),
                    text_str(&w->name[l.cursor < w->n ? l.cursor : 0]));
        }
    }
    text_free(&title);
    text_free(&path);
}

void workflow_assign(struct app *app)
{
    const struct soan_section *s = branch_subject(app);
    struct soan_standing now = {0};
    struct writers w = {0};
    struct error e = {0};

    if (!s || !app_may(app, SOAN_RIGHT_ASSIGN) || !app_settle(app)) {
        return;
    }
    if (soan_section_standing(app->report, s, &now, &e) && soan_member_each(app->report, add, &w, &e)) {
        assign(app, s->id, &now, &w);
    } else {
        app_fail(app, &e);
    }
    for (size_t i = 0; i < w.n; i++) {
        text_free(&w.name[i]);
    }
    mem_free(&w.name);
    soan_standing_free(&now);
}
