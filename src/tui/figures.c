/*
 * Figures in the text: the value at the cursor, an open mark made into a figure.
 */
#include <stdlib.h>
#include <string.h>

#include "tui/figures.h"

struct filling {
    struct app *app;
    const struct soan_figure *figure;
};

static bool accept_value(void *arg, struct text_view typed, struct error *e)
{
    struct filling *f = arg;
    struct soan_figure_change c = {.key = text_view(&f->figure->key), .what = SOAN_FIGURE_VALUE, .value = typed,
                                     .seen = &f->figure->value};

    if (!app_may(f->app, SOAN_RIGHT_FIGURES)) {
        return error_set(e, SOAN_NOT_PERMITTED, _("This report can only be read here."));
    }
    return effect_try(f->app, &c, e);
}

/* `5 tỷ` where triệu đồng is asked for: Tab takes 5.000. */
static bool mend_value(void *arg, struct text_view typed, struct text *out)
{
    const struct filling *f = arg;
    return f->figure->kind == SOAN_KIND_NUMBER && soan_value_convert(text_view(&f->figure->unit), typed, out);
}

static void describe(const struct soan_figure *fig, struct text *out)
{
    text_append_str(out, soan_figure_name(fig));
    if (fig->target.len) {
        text_printf(out, _("; target: %s"), text_str(&fig->target));
    }
    if (fig->formula.len) {
        text_printf(out, "; %s = %s", text_str(&fig->key), text_str(&fig->formula));
    }
    if (fig->reason.len) {
        text_printf(out, "; %s", text_str(&fig->reason));
    }
    text_printf(out, soan_ngettext(" (%s, shown in %lld place)", " (%s, shown in %lld places)",
                                   (unsigned long)fig->places), _(soan_figure_state(fig)), (long long)fig->places);
}

void figures_ask_value(struct app *app, struct text_view key)
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
    struct filling f = {.app = app, .figure = &fig};
    struct prompt p = {
        .title = _("Figure"), .about = text_view(&about), .unit = text_str(&fig.unit), .accept = accept_value,
        .mend = mend_value, .arg = &f,
    };
    if (dialog_prompt(app, &p, &value) && !text_view_equal(text_view(&value), text_view(&fig.value))) {
        struct soan_figure_change c = {text_view(&fig.key), SOAN_FIGURE_VALUE, text_view(&value), &fig.value};
        effect_change(app, &c, 1);
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
                figures_ask_value(app, text_view(&key));
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

/* The figure that begins at the cursor, holds it, or ends there. */
static bool figure_touches(struct app *app, struct soan_token *t)
{
    struct text_view text = text_view(&app->doc.ed.text);
    size_t cursor = app->doc.ed.cursor, from, to;

    if (cursor < text.len && soan_token_next(text, cursor, t) && t->kind == SOAN_TOKEN_FIGURE) {
        return true;
    }
    return cursor > 0 && app->doc.ed.atom && app->doc.ed.atom(text, cursor - 1, &from, &to) && to == cursor &&
           soan_token_next(text, from, t) && t->kind == SOAN_TOKEN_FIGURE;
}

bool figures_key_at_cursor(struct app *app, struct text *key)
{
    struct soan_token t;
    if (!app->doc.id || !figure_touches(app, &t)) {
        return false;
    }
    text_append(key, t.body);
    return true;
}

bool figures_at_cursor(struct app *app)
{
    struct soan_token t;

    if (!app->doc.id || app->focus != PANE_TEXT) {
        return false;
    }
    if (figure_touches(app, &t)) {
        struct text key = text_copy(t.body);
        if (app_settle(app)) {
            figures_ask_value(app, text_view(&key));
        }
        text_free(&key);
        return true;
    }
    return false;
}

bool figures_offer_words(struct app *app)
{
    struct soan_blank b = {0};
    size_t from, to;
    bool words = false;

    if (app->doc.id && app->focus == PANE_TEXT && mark_at_cursor(app, &b, &from, &to)) {
        words = b.what != SOAN_BLANK_VALUE;
        text_free(&b.key);
        text_free(&b.label);
        text_free(&b.unit);
    }
    if (words) {
        text_editor_select(&app->doc.ed, false);
        text_editor_goto(&app->doc.ed, to);
        text_editor_select(&app->doc.ed, true);
        text_editor_goto(&app->doc.ed, from);
        app->input.by_shift = true;
        app->dirty |= DIRTY_TEXT;
    }
    return words;
}

bool figures_mark_at_cursor(struct app *app)
{
    struct soan_blank b = {0};
    size_t from, to;

    if (!app->doc.id || app->focus != PANE_TEXT || !mark_at_cursor(app, &b, &from, &to)) {
        return false;
    }
    if (b.what == SOAN_BLANK_VALUE) {
        if (app_may(app, SOAN_RIGHT_FIGURES) && presence_may_type(app)) {
            make_figure(app, &b, from, to);
        }
    } else {
        figures_offer_words(app);
        app_say(app, _("This blank asks for words: type over it. F9, Figures, Ledger lists the values."));
    }
    text_free(&b.key);
    text_free(&b.label);
    text_free(&b.unit);
    return true;
}
