/* What a change of figures touches: shown before it is made, with one question. */
#include <stdlib.h>
#include <time.h>

#include "tui/figures.h"

struct effect_view {
    struct app *app;
    const struct soan_effect *effect;
    struct text *line;
    size_t n, cap;
    int cols;
};

static void add_line(struct effect_view *v, struct text_view s)
{
    mem_grow((void **)&v->line, &v->cap, v->n + 1, sizeof(*v->line));
    v->line[v->n++] = text_copy(s);
}

/* Wrapped, the further lines set in under the first. */
static void add_wrapped(struct effect_view *v, const char *mark, struct text_view s)
{
    struct text_wrap w = {.width = v->cols - 2};
    struct text_lines lines = {0};

    text_wrap(s, &w, &lines);
    for (size_t i = 0; i < lines.n; i++) {
        struct text line = {0};
        size_t end = i + 1 < lines.n ? lines.start[i + 1] : s.len;
        text_append_str(&line, i ? "  " : mark);
        text_append(&line, text_view_trim(text_view_part(s, lines.start[i], end))); /* the space at its end has no room */
        add_line(v, text_view(&line));
        text_free(&line);
    }
    text_lines_free(&lines);
}

static void add_figure(struct effect_view *v, const struct soan_effect_figure *f)
{
    struct text line = {0};

    text_printf(&line, "%s: %s → %s", text_str(f->label.len ? &f->label : &f->key), f->before.len ? f->before.bytes : "…",
                f->after.len ? f->after.bytes : "…");
    if (f->unit.len) {
        text_printf(&line, " %s", text_str(&f->unit));
    }
    if (f->dropped.len) {
        text_printf(&line, _("; “%s” is left out: it stands before each place already"), text_str(&f->dropped));
    }
    if (f->computed) {
        text_printf(&line, "; %s", _("computed"));
    }
    if (f->confirmed) {
        text_printf(&line, "; %s", _("was confirmed"));
    }
    if (f->leaps) {
        text_printf(&line, "; %s", _("a hundred times more or less: is the mark in its place?"));
    }
    if (f->is_met != f->was_met && f->is_met) {
        text_printf(&line, _("; target now: %s"), _(soan_met_name(f->is_met)));
    }
    if (f->reason.len) {
        text_printf(&line, "; %s", text_str(&f->reason));
    }
    add_wrapped(v, f->computed ? "= " : "", text_view(&line));
    text_free(&line);
}

static void add_place(struct effect_view *v, const struct soan_effect_place *p)
{
    struct text path = {0};

    if (soan_section_path(v->app->report, p->section, &path, NULL)) {
        add_line(v, text_view(&path));
    }
    add_wrapped(v, "- ", text_view(&p->before));
    add_wrapped(v, "+ ", text_view(&p->after));
    text_free(&path);
}

static void add_touched(struct effect_view *v, const struct soan_effect *x)
{
    struct text line = {0};

    for (size_t i = 0; i < x->approvals; i++) {
        struct text path = {0};
        text_clear(&line);
        if (soan_section_path(v->app->report, x->approval[i].section, &path, NULL)) {
            text_printf(&line, _("%s: the approval by %s ends"), text_str(&path), text_str(&x->approval[i].members));
            add_wrapped(v, "! ", text_view(&line));
        }
        text_free(&path);
    }
    for (size_t i = 0; i < x->milestones; i++) {
        time_t at = (time_t)x->milestone[i].at;
        struct tm t;
        localtime_r(&at, &t);
        text_clear(&line);
        text_printf(&line, _("milestone “%s” of %02d/%02d/%04d says the old value"), text_str(&x->milestone[i].name), t.tm_mday,
                    t.tm_mon + 1, t.tm_year + 1900);
        add_wrapped(v, "! ", text_view(&line));
    }
    text_free(&line);
}

static void row(void *arg, size_t i, int cols, struct text *out)
{
    const struct effect_view *v = arg;
    (void)cols;
    text_append(out, text_view(&v->line[i]));
}

static bool says_yes(const struct key_event *k)
{
    return k->key == K_ENTER;
}

static void clear(struct effect_view *v)
{
    for (size_t i = 0; i < v->n; i++) {
        text_free(&v->line[i]);
    }
    mem_free(&v->line);
    v->n = v->cap = 0;
}

/* Wrapped anew when the window has another width. */
static void lay_out(void *arg, struct list *l, int cols)
{
    struct effect_view *v = arg;

    if (v->cols == cols) {
        return;
    }
    clear(v);
    v->cols = cols;
    for (size_t i = 0; i < v->effect->figures; i++) {
        add_figure(v, &v->effect->figure[i]);
    }
    add_touched(v, v->effect);
    for (size_t i = 0; i < v->effect->places; i++) {
        add_place(v, &v->effect->place[i]);
    }
    l->n = v->n;
}

static bool asks(struct app *app, const struct soan_effect *x)
{
    struct effect_view v = {.app = app, .effect = x};
    struct text title = {0};

    text_printf(&title, soan_ngettext("This changes %zu sentence", "This changes %zu sentences", (unsigned long)x->places),
                x->places);
    struct list l = {.title = text_str(&title), .keys = _("Enter changes all of it  Esc changes nothing"),
                     .row = row, .fresh = lay_out, .reading = true, .other = says_yes, .arg = &v};
    bool yes = list_run(app, &l);
    clear(&v);
    text_free(&title);
    return yes;
}

static bool worth_asking(const struct soan_effect *x)
{
    bool leaps = false;
    for (size_t i = 0; i < x->figures; i++) {
        leaps = leaps || x->figure[i].leaps;
    }
    return leaps || soan_effect_weighs(x) || x->places > 1 || x->figures > 1;
}

static void tell(struct app *app, const struct soan_effect *x)
{
    int64_t places = 0;
    for (size_t i = 0; i < x->figures; i++) {
        places += x->figure[i].places;
    }
    if (x->figures == 1 && x->figure[0].dropped.len) {
        app_say(app, _("Set without “%s”, which stands before each place already."), text_str(&x->figure[0].dropped));
    } else if (x->figures && !places) {
        app_say(app, _("The figure is set."));
    } else if (x->figures) {
        app_say(app, soan_ngettext("Set in %lld place.", "Set in %lld places.", (unsigned long)places), (long long)places);
    }
}

bool effect_change(struct app *app, const struct soan_figure_change *change, size_t n)
{
    struct soan_effect x = {0};
    struct error e = {0};
    bool done = false;

    if (!app_may(app, SOAN_RIGHT_FIGURES)) {
        return false;
    }
    if (!soan_figures_change(app->report, change, n, NULL, true, &x, &e)) {
        app_fail(app, &e);
        return false;
    }
    bool wanted = !worth_asking(&x) || asks(app, &x);
    soan_effect_free(&x);
    if (wanted && soan_figures_change(app->report, change, n, NULL, false, &x, &e)) {
        done = true;
        app_refresh(app);
        tell(app, &x);
    } else if (wanted) {
        app_fail(app, &e);
    } else {
        app_say(app, _("Nothing was changed."));
    }
    soan_effect_free(&x);
    return done;
}

bool effect_try(struct app *app, const struct soan_figure_change *change, struct error *e)
{
    struct text key = {0};

    if (soan_figures_change(app->report, change, 1, NULL, true, NULL, e)) {
        return true;
    }
    text_printf(&key, "%.*s: ", (int)change->key.len, change->key.bytes);
    if (text_view_starts(text_view(&e->message), text_view(&key))) {
        text_replace(&e->message, 0, key.len, TEXT_LIT(""));
    }
    text_free(&key);
    return false;
}

static void tell_back(struct app *app, bool redo, const struct soan_effect *x)
{
    const struct soan_effect_figure *f = x->figure;
    size_t named = 0;
    for (size_t i = 0; i < x->figures; i++) {
        named += !x->figure[i].computed;
    }
    if (named == 1) {
        struct text value = text_copy(f->after.len ? text_view(&f->after) : TEXT_LIT("…"));
        if (f->unit.len) {
            text_printf(&value, " %s", text_str(&f->unit));
        }
        app_say(app, redo ? _("Set again: %s: %s") : _("Taken back: %s: %s  (^Y sets it again)"),
                text_str(f->label.len ? &f->label : &f->key), text_str(&value));
        text_free(&value);
    } else if (named) {
        app_say(app, redo ? _("Set again: %zu figures.") : _("Taken back: %zu figures. ^Y sets them again."), named);
    } else {
        app_say(app, redo ? _("The change of a figure is made again.") : _("The change of a figure is taken back."));
    }
}

/* Said once; the same key goes on to the step before it. */
static void pass(struct app *app, int64_t section, bool redo, struct error *why)
{
    struct error e = {0};
    bool passed = why->status == SOAN_REFUSED && soan_figures_pass(app->report, section, redo, &e);
    if (passed) {
        text_append_str(&why->message, redo ? _("; ^Y goes on") : _("; ^Z goes on to what was before"));
    }
    app_fail(app, why);
    error_free(&e);
}

bool figures_undo(struct app *app, bool redo)
{
    struct soan_effect x = {0};
    struct error e = {0};
    bool done = false;

    if (!app_may(app, SOAN_RIGHT_FIGURES)) {
        return true;
    }
    int64_t section = app->focus == PANE_TEXT ? app->doc.id : 0;
    if (!soan_figures_undo(app->report, section, redo, true, &done, &x, &e)) {
        pass(app, section, redo, &e);
        return true;
    }
    bool asked = done && (x.approvals || x.milestones);
    if (asked && !asks(app, &x)) {
        app_say(app, _("Nothing was changed."));
        soan_effect_free(&x);
        return true;
    }
    soan_effect_free(&x);
    if (done && !soan_figures_undo(app->report, section, redo, false, &done, &x, &e)) {
        app_fail(app, &e);
        return true;
    }
    if (done) {
        app_refresh(app);
        tell_back(app, redo, &x);
    }
    soan_effect_free(&x);
    return done;
}

bool figures_undo_key(const struct key_event *k)
{
    enum action a = action_of_key(k, IN_FIELD);
    return a == ACT_UNDO || a == ACT_REDO;
}
