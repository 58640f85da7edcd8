/*
 * Figures on the screen: the value at the cursor, the ledger, an open mark made into a figure.
 */
#include <stdlib.h>
#include <string.h>

#include "tui/dialog.h"

struct filling {
    struct app *app;
    struct text_view key;
    int64_t places;
    bool changed;
};

static bool accept_value(void *arg, struct text_view typed, struct error *e)
{
    struct filling *f = arg;
    struct soan_fill fill = {.key = f->key, .value = typed};
    struct soan_filled *out = NULL;

    if (!app_may_write(f->app)) {
        return error_set(e, SOAN_NOT_PERMITTED, _("This report can only be read here."));
    }
    if (!soan_figures_fill(f->app->report, &fill, 1, false, &out, e)) {
        return false;
    }
    f->changed = !text_view_equal(text_view(&out[0].before), text_view(&out[0].after));
    f->places = out[0].places;
    soan_filled_free(&out, 1);
    return true;
}

static void describe(const struct soan_figure *fig, struct text *out)
{
    text_append(out, text_view(fig->label.len ? &fig->label : &fig->key));
    if (fig->target.len) {
        text_printf(out, _("; target: %s"), text_str(&fig->target));
    }
    text_printf(out, soan_ngettext(" (%s, shown in %lld place)", " (%s, shown in %lld places)",
                                   (unsigned long)fig->places), _(soan_figure_state(fig)), (long long)fig->places);
}

/* Asks for the value of a figure; empty makes it open again. */
static void ask_value(struct app *app, struct text_view key)
{
    struct soan_figure fig = {0};
    struct text about = {0}, value = {0};
    struct error e = {0};

    if (!soan_figure_get(app->report, key, &fig, &e)) {
        app_fail(app, &e);
        return;
    }
    describe(&fig, &about);
    text_append(&value, text_view(&fig.value));
    struct filling f = {.app = app, .key = text_view(&fig.key)};
    struct prompt p = {
        .title = _("Figure"), .about = text_view(&about), .unit = text_str(&fig.unit),
        .accept = accept_value, .arg = &f,
    };
    if (dialog_prompt(app, &p, &value)) {
        app_refresh(app);
        if (f.changed) {
            app_say(app, soan_ngettext("Set in %lld place.", "Set in %lld places.", (unsigned long)f.places),
                    (long long)f.places);
        }
    }
    text_free(&about);
    text_free(&value);
    soan_figure_free(&fig);
}

/* The open mark at the cursor, if it asks for a value; paragraph and mark as bytes of the text. */
static bool mark_at_cursor(struct app *app, struct soan_blank *out, size_t *from, size_t *to)
{
    struct text_view text = text_view(&app->doc.ed.text);
    const struct flow_paragraph *p = flow_at(&app->flow, text, app->doc.ed.cursor);
    struct soan_blanks blanks = {0};
    size_t at = app->doc.ed.cursor - p->from;
    bool found = false;

    soan_blanks_find(text_view_part(text, p->from, p->to), &blanks);
    for (size_t i = 0; i < blanks.n && !found; i++) {
        struct soan_blank *b = &blanks.item[i];
        if (b->from <= at && at <= b->to) {
            found = true;
            *from = p->from + b->from;
            *to = p->from + b->to;
            *out = *b;
            *b = (struct soan_blank){0};
        }
    }
    soan_blanks_free(&blanks);
    return found;
}

static void make_figure(struct app *app, struct soan_blank *b, size_t from, size_t to)
{
    struct soan_outline_figure fig = {.kind = b->what == SOAN_BLANK_VALUE ? b->kind : SOAN_KIND_TEXT};
    struct text key = {0}, source = {0}, question = {0};
    struct error e = {0};

    fig.key = text_take(&b->key);
    fig.label = text_take(&b->label);
    fig.unit = text_take(&b->unit);
    fig.blank = text_copy(text_view_part(text_view(&app->doc.ed.text), from, to));
    text_printf(&question, _("Make this blank a figure that is filled once and shown wherever it stands? %s"),
                text_str(&fig.label));
    uint64_t epoch = app->flow.epoch;
    if (dialog_confirm(app, _("Figure"), text_view(&question), _("make it a figure"))) {
        if (epoch != app->flow.epoch) {
            app_say(app, _("The text changed meanwhile: press F4 again."));
        } else if (!soan_figure_add(app->report, &fig, &key, &e)) {
            app_fail(app, &e);
        } else {
            text_printf(&source, "{%s}", text_str(&key));
            text_editor_break_group(&app->doc.ed);
            text_editor_replace(&app->doc.ed, from, to, text_view(&source));
            text_editor_goto(&app->doc.ed, from);
            document_touched(&app->doc, app_now());
            textpane_changed(app);
            if (app_settle(app)) {
                app_refresh(app);
                ask_value(app, text_view(&key));
            }
        }
    }
    text_free(&fig.key);
    text_free(&fig.label);
    text_free(&fig.unit);
    text_free(&fig.blank);
    text_free(&key);
    text_free(&source);
    text_free(&question);
}

bool figures_at_cursor(struct app *app)
{
    struct text_view text = text_view(&app->doc.ed.text);
    struct soan_token t;

    if (!app->doc.id || app->focus != PANE_TEXT) {
        return false;
    }
    if (app->doc.ed.cursor < text.len && soan_token_next(text, app->doc.ed.cursor, &t) && t.kind == SOAN_TOKEN_FIGURE) {
        struct text key = text_copy(t.body);
        if (app_settle(app)) {
            ask_value(app, text_view(&key));
        }
        text_free(&key);
        return true;
    }
    return false;
}

bool figures_mark_at_cursor(struct app *app)
{
    struct soan_blank b = {0};
    size_t from, to;

    if (!app->doc.id || app->focus != PANE_TEXT || !mark_at_cursor(app, &b, &from, &to)) {
        return false;
    }
    if (b.what == SOAN_BLANK_VALUE) {
        if (app_may_write(app)) {
            make_figure(app, &b, from, to);
        }
    } else {
        app_say(app, _("This blank asks for words: type over it. F9, Figures, Ledger lists the values."));
    }
    text_free(&b.key);
    text_free(&b.label);
    text_free(&b.unit);
    return true;
}

/* ---- the ledger ---- */

struct ledger {
    struct soan_figure *item;
    size_t n, cap;
};

static bool ledger_add(const struct soan_figure *f, void *arg)
{
    struct ledger *g = arg;
    mem_grow((void **)&g->item, &g->cap, g->n + 1, sizeof(*g->item));
    struct soan_figure *own = &g->item[g->n++];
    *own = *f;
    own->key = text_copy(text_view(&f->key));
    own->label = text_copy(text_view(&f->label));
    own->unit = text_copy(text_view(&f->unit));
    own->value = text_copy(text_view(&f->value));
    own->blank = text_copy(text_view(&f->blank));
    own->target = own->formula = own->source = (struct text){0};
    return true;
}

static void ledger_free(struct ledger *g)
{
    for (size_t i = 0; i < g->n; i++) {
        soan_figure_free(&g->item[i]);
    }
    mem_free(&g->item);
    *g = (struct ledger){0};
}

static void ledger_row(void *arg, size_t i, int cols, struct text *out)
{
    const struct soan_figure *f = &((struct ledger *)arg)->item[i];
    struct text value = {0};
    int room = cols * 3 / 5;

    text_append(&value, text_view(f->value.len ? &f->value : &f->blank));
    if (f->unit.len) {
        text_printf(&value, "%s%s", text_view_equal(text_view(&f->unit), TEXT_LIT("%")) ? "" : " ", text_str(&f->unit));
    }
    text_ellipsize(text_view(f->label.len ? &f->label : &f->key), room, out);
    text_printf(out, "%*s ", room - text_width(text_view(out)), "");
    text_ellipsize(text_view(&value), cols - room - 5, out);
    int gap = cols - 4 - text_width(text_view(out));
    text_printf(out, "%*s%4lld", gap > 0 ? gap : 0, "", (long long)f->places);
    text_free(&value);
}

static bool ledger_other(const struct key_event *k)
{
    return k->key == K_RIGHT;
}

struct places {
    struct app *app;
    int64_t *id;
    size_t n, cap;
};

static bool places_add(int64_t id, void *arg)
{
    struct places *p = arg;
    mem_grow((void **)&p->id, &p->cap, p->n + 1, sizeof(*p->id));
    p->id[p->n++] = id;
    return true;
}

static void places_row(void *arg, size_t i, int cols, struct text *out)
{
    struct places *p = arg;
    (void)cols;
    treepane_where(p->app, p->id[i], out);
}

/* True: went to one of the places. */
static bool show_places(struct app *app, const struct soan_figure *f)
{
    struct places p = {.app = app};
    struct error e = {0};
    bool went = false;

    if (!soan_figure_sections(app->report, f->id, places_add, &p, &e)) {
        app_fail(app, &e);
    } else if (p.n) {
        struct list l = {.title = text_str(&f->label), .keys = _("Enter goes there  Esc closes"), .n = p.n,
                         .row = places_row, .arg = &p};
        if (list_run(app, &l) && app_open_section(app, p.id[l.cursor], 0)) {
            struct text mark = {0};
            text_printf(&mark, "{%s}", text_str(&f->key));
            size_t at = text_view_find(text_view(&app->doc.ed.text), text_view(&mark), 0);
            struct spot to = {p.id[l.cursor], at == SIZE_MAX, at == SIZE_MAX ? 0 : at, 0};
            to.to = to.from + (at == SIZE_MAX ? 0 : mark.len);
            went = app_go(app, &to);
            if (went && !tree_reveal(&app->tree, to.section, &e)) {
                error_free(&e);
            }
            text_free(&mark);
        }
    } else {
        app_say(app, _("No section shows this figure."));
    }
    mem_free(&p.id);
    return went;
}

void figures_ledger(struct app *app)
{
    struct ledger g = {0};
    struct error e = {0};
    struct list l = {.title = _("Figures"), .keys = _("Enter sets the value  → shows where  Esc closes"),
                     .row = ledger_row, .other = ledger_other, .arg = &g};
    bool done = false;

    while (!done) {
        ledger_free(&g);
        if (!soan_figure_each(app->report, ledger_add, &g, &e)) {
            app_fail(app, &e);
            break;
        }
        if (!g.n) {
            app_say(app, _("There are no figures yet: put the cursor on a blank (…) and press F4."));
            break;
        }
        l.n = g.n;
        done = !list_run(app, &l);
        if (!done && l.key.key == K_ENTER) {
            ask_value(app, text_view(&g.item[l.cursor].key));
        } else if (!done) {
            done = show_places(app, &g.item[l.cursor]);
        }
    }
    ledger_free(&g);
}
