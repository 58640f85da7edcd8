/*
 * Milestones: named states of the whole report with their pages. Made, listed, compared, printed.
 */
#include <stdlib.h>

#include "soan/print.h"
#include "soan/review.h"
#include "tui/history.h"

struct milestone {
    int64_t rev;
    struct text name, told;
};

struct milestones {
    struct milestone *item;           /* the newest first */
    size_t n, cap;
};

static void milestones_free(struct milestones *l)
{
    for (size_t i = 0; i < l->n; i++) {
        text_free(&l->item[i].name);
        text_free(&l->item[i].told);
    }
    mem_free(&l->item);
    l->n = l->cap = 0;
}

static bool add(const struct soan_milestone *m, void *arg)
{
    struct milestones *l = arg;
    mem_grow((void **)&l->item, &l->cap, l->n + 1, sizeof(*l->item));
    struct milestone *x = &l->item[l->n++];
    *x = (struct milestone){.rev = m->rev, .name = text_copy(m->name)};
    when_full(m->at, &x->told);
    text_printf(&x->told, "  %s  %.*s", text_str(&x->name), (int)m->member.len, m->member.bytes);
    if (m->note.len) {
        text_append_str(&x->told, ": ");
        text_append(&x->told, m->note);
    }
    return true;
}

static void row(void *arg, size_t i, int cols, struct text *out)
{
    const struct milestones *l = arg;
    (void)cols;
    text_append(out, text_view(&l->item[i].told));
}

static bool other(const struct key_event *k)
{
    return k->key == K_INSERT;
}

static bool is_name(void *arg, struct text_view typed, struct error *e)
{
    (void)arg;
    return typed.len || error_set(e, SOAN_USAGE, _("A milestone needs a name, as “Dự thảo lần 1”."));
}

static void set_milestone(struct app *app, size_t number)
{
    struct text name = {0}, note = {0}, pages = {0};
    struct error e = {0};
    struct prompt p = {.title = _("New milestone"), .accept = is_name,
                       .about = text_view_of(_("Keeps the whole report with its pages as it stands now. Its name, given once:"))};
    struct prompt why = {.title = _("New milestone"), .about = text_view_of(_("What is it for? May be left out:"))};

    if (!app_may(app, SOAN_RIGHT_MILESTONE)) {
        return;
    }
    text_printf(&name, _("Draft %zu"), number);
    if (dialog_prompt(app, &p, &name) && dialog_prompt(app, &why, &note)) {
        if (soan_print_freeze(app->report, &SOAN_PRINT_DEFAULT, text_view(&name), text_view(&note), &pages, &e)) {
            app_say(app, _("Milestone: %s"), text_str(&name));
        } else {
            app_fail(app, &e);
        }
    }
    text_free(&name);
    text_free(&note);
    text_free(&pages);
}

/* What changed from one state to another in the whole report. */
static void compare(struct app *app, int64_t from, int64_t to, const char *title)
{
    struct soan_marked m = {0};
    struct error e = {0};

    if (!soan_mark_report(app->report, from, to, (struct soan_marking){.signs = true}, &m, &e)) {
        app_fail(app, &e);
    } else {
        struct changes_view v = {.title = title, .keys = _("Esc closes"), .marked = &m};
        changes_view_run(app, &v);
    }
    soan_marked_free(&m);
}

enum way { WAY_SINCE, WAY_BEFORE, WAY_PAGES, WAYS };

static void way_row(void *arg, size_t i, int cols, struct text *out)
{
    static const char *const rows[] = {
        [WAY_SINCE] = N_("What changed since then"), [WAY_BEFORE] = N_("What changed on the way to it, from another milestone…"),
        [WAY_PAGES] = N_("Its pages into a file…"),
    };
    (void)arg;
    (void)cols;
    text_append_str(out, _(rows[i]));
}

/* Behind the milestones stands the template. */
static void from_row(void *arg, size_t i, int cols, struct text *out)
{
    const struct milestones *l = arg;
    if (i < l->n) {
        row(arg, i, cols, out);
    } else {
        text_append_str(out, _("(as it was imported)"));
    }
}

static void compare_two(struct app *app, struct milestones *l, size_t i)
{
    struct text title = {0};
    struct list from = {.title = _("Compare with"), .keys = _("Enter chooses  Esc closes"), .n = l->n + 1, .cursor = i + 1,
                        .row = from_row, .arg = l};

    if (list_run(app, &from)) {
        bool template = from.cursor == l->n;
        text_printf(&title, "%s → %s", template ? _("(as it was imported)") : text_str(&l->item[from.cursor].name),
                    text_str(&l->item[i].name));
        compare(app, template ? 1 : l->item[from.cursor].rev, l->item[i].rev, text_str(&title));
    }
    text_free(&title);
}

static void act(struct app *app, struct milestones *l, size_t i)
{
    struct text title = {0}, pages = {0};
    struct error e = {0};
    struct list ways = {.title = text_str(&l->item[i].name), .keys = _("Enter chooses  Esc closes"), .n = WAYS, .row = way_row};

    if (!list_run(app, &ways)) {
        return;
    }
    if (ways.cursor == WAY_SINCE) {
        text_printf(&title, _("Changes since %s"), text_str(&l->item[i].name));
        compare(app, l->item[i].rev, INT64_MAX, text_str(&title));
    } else if (ways.cursor == WAY_BEFORE) {
        compare_two(app, l, i);
    } else if (soan_milestone_print(app->report, text_view(&l->item[i].name), &pages, &e)) {
        output_pages(app, text_view(&pages));
    } else {
        app_fail(app, &e);
    }
    text_free(&title);
    text_free(&pages);
}

void milestones_open(struct app *app)
{
    struct milestones l = {0};
    struct error e = {0};
    struct list list = {.title = _("Milestones"), .keys = _("Enter: compare, print…  Ins: new  Esc closes"), .row = row,
                        .other = other, .empty = true, .arg = &l};
    bool again = app_settle(app);

    while (again) {
        milestones_free(&l);
        if (!soan_milestone_each(app->report, add, &l, &e)) {
            app_fail(app, &e);
            break;
        }
        list.n = l.n;
        again = list_run(app, &list);
        if (again && list.key.key == K_INSERT) {
            set_milestone(app, l.n + 1);
            again = !app->message_bad;
        } else if (again && list.cursor < l.n) {
            act(app, &l, list.cursor);
        }
    }
    milestones_free(&l);
}
