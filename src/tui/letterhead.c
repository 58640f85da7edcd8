/*
 * What the report says of itself: its letterhead, its title, its page style. Enter on a row changes it.
 */
#include <stdlib.h>
#include <string.h>

#include "soan/print.h"
#include "tui/dialog.h"

enum { LABEL_COLUMNS = 26, STYLES_MOST = 20 };

struct letterhead {
    struct app *app;
    struct text *value;               /* of each property */
    size_t n;
};

static bool load(struct letterhead *l, struct error *e)
{
    bool ok = true;
    for (size_t i = 0; ok && i < l->n; i++) {
        ok = soan_report_get(l->app->report, soan_properties[i].name, &l->value[i], e);
        if (!l->value[i].len) {
            text_append_str(&l->value[i], soan_properties[i].absent);
        }
    }
    return ok;
}

static void row(void *arg, size_t i, int cols, struct text *out)
{
    const struct letterhead *l = arg;
    (void)cols;
    text_append_str(out, _(soan_properties[i].label));
    text_printf(out, "%*s", LABEL_COLUMNS - text_width(text_view(out)) > 0 ? LABEL_COLUMNS - text_width(text_view(out)) : 1,
                "");
    text_append(out, text_view(&l->value[i]));
}

static void detail(void *arg, size_t i, struct text *out)
{
    (void)arg;
    text_append_str(out, _(soan_properties[i].accepts));
}

/* ---- page styles ---- */

struct styles {
    struct { const char *name; struct text_view label; } item[STYLES_MOST];
    size_t n;
};

static void add_style(const char *name, struct text_view label, void *arg)
{
    struct styles *s = arg;
    if (s->n < STYLES_MOST) {
        s->item[s->n].name = name;
        s->item[s->n++].label = label;
    }
}

static void style_row(void *arg, size_t i, int cols, struct text *out)
{
    const struct styles *s = arg;
    (void)cols;
    text_printf(out, "%-14s %.*s", s->item[i].name, (int)s->item[i].label.len, s->item[i].label.bytes);
}

static bool choose_style(struct app *app, struct text *value)
{
    struct styles s = {0};
    struct list l = {.title = _("Page style"), .keys = _("Enter chooses  Esc closes"), .row = style_row, .arg = &s};

    soan_page_style_each(add_style, &s);
    l.n = s.n;
    for (size_t i = 0; i < s.n; i++) {
        if (text_view_equal(text_view(value), text_view_of(s.item[i].name))) {
            l.cursor = i;
        }
    }
    if (!list_run(app, &l)) {
        return false;
    }
    text_clear(value);
    text_append_str(value, s.item[l.cursor].name);
    return true;
}

/* ---- changing ---- */

static bool accept(void *arg, struct text_view typed, struct error *e)
{
    return soan_property_check(arg, text_view_trim(typed), e);
}

static void change(struct letterhead *l, size_t i)
{
    const struct soan_property *p = &soan_properties[i];
    struct text value = text_copy(text_view(&l->value[i])), about = {0};
    struct error e = {0};

    text_printf(&about, "%s:", _(p->accepts));
    struct prompt ask = {.title = _(p->label), .about = text_view(&about), .accept = accept, .arg = (void *)(uintptr_t)p};
    bool chosen = strcmp(p->name, "page-style") == 0 ? choose_style(l->app, &value)
                                                      : dialog_prompt(l->app, &ask, &value);
    if (chosen && (!soan_property_set(l->app->report, p, text_view_trim(text_view(&value)), &e) ||
                   !app_load_title(l->app, &e) || !typing_load_style(l->app, &e))) {
        app_fail(l->app, &e);
    }
    text_free(&value);
    text_free(&about);
}

void letterhead_open(struct app *app)
{
    struct letterhead l = {.app = app};
    struct error e = {0};
    struct list rows = {.title = _("Letterhead and title"), .keys = _("Enter changes it  Esc closes"), .row = row,
                        .detail = detail, .arg = &l};

    while (soan_properties[l.n].name) {
        l.n++;
    }
    rows.n = l.n;
    l.value = mem_array(l.n, sizeof(*l.value));
    for (;;) {
        if (!load(&l, &e)) {
            app_fail(app, &e);
            break;
        }
        if (!list_run(app, &rows)) {
            break;
        }
        if (app_may(app, SOAN_RIGHT_PROPERTY)) {
            change(&l, rows.cursor);
        }
    }
    for (size_t i = 0; i < l.n; i++) {
        text_free(&l.value[i]);
    }
    mem_free(&l.value);
}
