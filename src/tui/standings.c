/*
 * All sections with whose they are, until when, and how far: what is late first.
 */
#include <stdlib.h>
#include <time.h>

#include "tui/dialog.h"

enum show { SHOW_LATE, SHOW_MINE, SHOW_OPEN, SHOW_ALL, SHOWS };

struct standing {
    int64_t section, due;
    enum soan_state state;
    bool late;
    struct text where, assignee, approver;
};

struct standings {
    struct app *app;
    enum show show;
    struct standing *item;
    size_t n, cap;
    size_t count[SHOWS];
};

static void standings_free(struct standings *l)
{
    for (size_t i = 0; i < l->n; i++) {
        text_free(&l->item[i].where);
        text_free(&l->item[i].assignee);
        text_free(&l->item[i].approver);
    }
    mem_free(&l->item);
    l->n = l->cap = 0;
}

static bool belongs(const struct standings *l, const struct soan_status *s, enum show show)
{
    switch (show) {
    case SHOW_LATE:
        return s->late;
    case SHOW_MINE:
        return text_view_equal(text_view_of(s->assignee), text_view_of(soan_report_member(l->app->report)));
    case SHOW_OPEN:
        return s->section->state != SOAN_STATE_APPROVED;
    case SHOW_ALL:
    case SHOWS:
        break;
    }
    return true;
}

static bool add(const struct soan_status *s, void *arg)
{
    struct standings *l = arg;

    for (enum show show = SHOW_LATE; show < SHOWS; show++) {
        l->count[show] += belongs(l, s, show);
    }
    if (!belongs(l, s, l->show)) {
        return true;
    }
    mem_grow((void **)&l->item, &l->cap, l->n + 1, sizeof(*l->item));
    struct standing *x = &l->item[l->n++];
    *x = (struct standing){.section = s->section->id, .due = s->due, .state = s->section->state, .late = s->late};
    text_printf(&x->where, "%s  ", text_str(&s->section->path));
    treepane_title(l->app, s->section, &x->where);
    text_append_str(&x->assignee, s->assignee);
    text_append_str(&x->approver, s->approver);
    return true;
}

static bool load(struct standings *l, struct error *e)
{
    standings_free(l);
    for (enum show show = SHOW_LATE; show < SHOWS; show++) {
        l->count[show] = 0;
    }
    return soan_status_each(l->app->report, add, l, e);
}

/* Path and title on the left; on the right who, until when, how far. */
static void row(void *arg, size_t i, int cols, struct text *out)
{
    const struct standings *l = arg;
    const struct standing *x = &l->item[i];
    struct text tail = {0};
    time_t at = (time_t)x->due;
    struct tm t;

    text_printf(&tail, "  %s", text_str(x->approver.len ? &x->approver : &x->assignee));
    if (x->due && !x->approver.len && localtime_r(&at, &t)) {
        text_printf(&tail, " %s%02d/%02d", x->late ? "!" : "", t.tm_mday, t.tm_mon + 1);
    }
    text_printf(&tail, "  %s", _(soan_state_name(x->state)));
    int room = cols - text_width(text_view(&tail));
    text_ellipsize(text_view(&x->where), room > 8 ? room : 8, out);
    text_printf(out, "%*s", room - text_width(text_view(out)) > 0 ? room - text_width(text_view(out)) : 0, "");
    text_append(out, text_view(&tail));
    text_free(&tail);
}

static bool turns(const struct key_event *k)
{
    return k->key == K_TAB;
}

static void title_of(const struct standings *l, struct text *out)
{
    static const char *const titles[] = {
        [SHOW_LATE] = N_("Late"), [SHOW_MINE] = N_("Yours"), [SHOW_OPEN] = N_("Not approved yet"), [SHOW_ALL] = N_("All sections"),
    };
    text_clear(out);
    text_printf(out, "%s: %zu", _(titles[l->show]), l->n);
}

void standings_open(struct app *app)
{
    struct standings l = {.app = app, .show = SHOW_LATE};
    struct text title = {0};
    struct error e = {0};
    struct list list = {.keys = _("Tab: late, yours, not approved, all  Enter goes there  Esc closes"), .full = true, .row = row,
                        .other = turns, .empty = true, .arg = &l};
    bool chosen = false;

    if (!app_settle(app)) {
        return;
    }
    bool ok = load(&l, &e);
    if (ok && !l.n) {
        l.show = l.count[SHOW_MINE] ? SHOW_MINE : SHOW_OPEN;
        ok = load(&l, &e);
    }
    while (ok) {
        title_of(&l, &title);
        list.title = text_str(&title);
        list.n = l.n;
        chosen = list_run(app, &list);
        if (!chosen || list.key.key != K_TAB) {
            break;
        }
        l.show = (l.show + 1) % SHOWS;
        list.cursor = list.top = 0;
        ok = load(&l, &e);
    }
    if (!ok) {
        app_fail(app, &e);
    } else if (chosen && list.cursor < l.n) {
        app_go(app, &(struct spot){.section = l.item[list.cursor].section});
    }
    standings_free(&l);
    text_free(&title);
}
