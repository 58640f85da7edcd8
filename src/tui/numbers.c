/*
 * Numbers that somebody typed into the text: bound to a figure, one by one or from a list of all of them.
 */
#include <stdlib.h>
#include <string.h>

#include "tui/figures.h"

static bool digit(struct text_view v, size_t i)
{
    return i < v.len && v.bytes[i] >= '0' && v.bytes[i] <= '9';
}

/* `94`, `1.234,5` or `8/8` in v; *slashes: how many of them. */
static bool find_number(struct text_view v, size_t *from, size_t *to, int *slashes)
{
    size_t i = 0;
    while (i < v.len && !digit(v, i)) {
        i++;
    }
    *from = i;
    *slashes = 0;
    while (digit(v, i) || (i < v.len && strchr(".,/", v.bytes[i]) && digit(v, i + 1))) {
        *slashes += v.bytes[i] == '/';
        i++;
    }
    *to = i;
    return i > *from && *slashes <= 1;
}

/* What the open mark in its place would be called. */
static void name_number(struct text_view paragraph, size_t from, size_t to, bool ratio, struct soan_outline_figure *out)
{
    struct text open = {0};
    struct soan_blanks blanks = {0};

    text_append(&open, text_view_part(paragraph, 0, from));
    text_append_str(&open, ratio ? "…/…" : "…");
    text_append(&open, text_view_part(paragraph, to, paragraph.len));
    soan_blanks_find(text_view(&open), &blanks);
    for (size_t i = 0; i < blanks.n; i++) {
        struct soan_blank *b = &blanks.item[i];
        if (b->from == from) {
            out->key = text_take(&b->key);
            out->label = text_take(&b->label);
            out->unit = text_take(&b->unit);
        }
    }
    out->kind = ratio ? SOAN_KIND_RATIO : SOAN_KIND_NUMBER;
    out->blank = text_copy(ratio ? TEXT_LIT("…/…") : TEXT_LIT("…"));
    if (!out->unit.len) {
        struct text_view behind = text_view_trim(text_view_part(paragraph, to, paragraph.len));
        soan_unit_canonical(text_view_part(behind, 0, soan_unit_match(behind)), &out->unit);
    }
    soan_blanks_free(&blanks);
    text_free(&open);
}

struct choice {
    const struct soan_outline_figure *made;
    struct text_view number;
    struct soan_figure *item;         /* those it could be */
    size_t n, cap;
    size_t *shown;
    struct text words;
};

static bool take_like(const struct soan_figure *f, void *arg)
{
    struct choice *c = arg;
    bool units = text_view_equal(text_view(&f->unit), text_view(&c->made->unit));

    if (f->kind == c->made->kind && (units || text_view_equal(text_view(&f->value), c->number))) {
        mem_grow((void **)&c->item, &c->cap, c->n + 1, sizeof(*c->item));
        soan_figure_copy(&c->item[c->n++], f);
    }
    return true;
}

static void choice_narrow(void *arg, struct list *l)
{
    struct choice *c = arg;
    struct text folded = {0}, label = {0};

    viet_fold(text_view_trim(text_view(&c->words)), VIET_FOLD_BLIND, &folded, NULL);
    l->n = 1;
    for (size_t i = 0; i < c->n; i++) {
        text_clear(&label);
        viet_fold(text_view(&c->item[i].label), VIET_FOLD_BLIND, &label, NULL);
        if (text_view_find(text_view(&label), text_view(&folded), 0) != SIZE_MAX) {
            c->shown[l->n++ - 1] = i;
        }
    }
    text_free(&folded);
    text_free(&label);
}

static void choice_row(void *arg, size_t i, int cols, struct text *out)
{
    const struct choice *c = arg;
    (void)cols;
    if (i == 0) {
        text_printf(out, _("A new figure: %s"), c->made->label.len ? text_str(&c->made->label) : "?");
    } else {
        const struct soan_figure *f = &c->item[c->shown[i - 1]];
        text_printf(out, "%s = %s", text_str(&f->label), f->value.len ? f->value.bytes : "…");
    }
    if (c->made->unit.len) {
        text_printf(out, " %s", text_str(&c->made->unit));
    }
}

/* Which figure it is to be: its key, made if it is new and filled if it is empty. */
static bool settle_figure(struct app *app, struct choice *c, size_t chosen, struct text *key)
{
    struct error e = {0};
    struct text question = {0};
    bool filled = false, ok = true;

    if (chosen == 0) {
        struct text value = {0};
        /* A number that cannot be taken leaves no figure behind. */
        ok = soan_value_parse(c->made->kind, text_view(&c->made->unit), c->number, &value, &e);
        text_free(&value);
        if (!ok || !soan_figure_add(app->report, c->made, key, &e)) {
            app_fail(app, &e);
            return false;
        }
    } else {
        const struct soan_figure *f = &c->item[c->shown[chosen - 1]];
        text_append(key, text_view(&f->key));
        filled = f->value.len > 0;
        if (filled && !text_view_equal(text_view(&f->value), c->number)) {
            text_printf(&question, _("The figure is %s: the text then shows this instead of %.*s."), text_str(&f->value),
                        (int)c->number.len, c->number.bytes);
            ok = dialog_confirm(app, _("Figure"), text_view(&question), _("show the figure"));
            text_free(&question);
        }
    }
    struct soan_figure_change change = {text_view(key), SOAN_FIGURE_VALUE, c->number, NULL};
    return ok && (filled || effect_change(app, &change, 1));
}

static bool choose(struct app *app, struct choice *c, struct text *key)
{
    struct error e = {0};
    struct list l = {.title = _("Which figure is it"), .keys = _("Enter takes it  letters narrow  Esc leaves the text as it is"),
                     .row = choice_row, .words = &c->words, .typed = choice_narrow, .arg = c};
    bool ok = false;

    if (!soan_figure_each(app->report, take_like, c, &e)) {
        app_fail(app, &e);
    } else {
        c->shown = mem_array(c->n + 1, sizeof(*c->shown));
        choice_narrow(c, &l);
        ok = list_run(app, &l) && settle_figure(app, c, l.cursor, key);
    }
    for (size_t i = 0; i < c->n; i++) {
        soan_figure_free(&c->item[i]);
    }
    mem_free(&c->item);
    mem_free(&c->shown);
    text_free(&c->words);
    return ok;
}

/* [from, to) of the text is the number itself. */
static bool bind(struct app *app, size_t from, size_t to, bool ratio)
{
    struct text_view text = text_view(&app->doc.ed.text);
    const struct flow_paragraph *p = flow_at(&app->flow, text, from);
    struct soan_outline_figure made = {0};
    struct text number = text_copy(text_view_part(text, from, to)), key = {0};
    int64_t section = app->doc.id;
    bool done = false;

    name_number(text_view_part(text, p->from, p->to), from - p->from, to - p->from, ratio, &made);
    struct choice c = {.made = &made, .number = text_view(&number)};
    if (choose(app, &c, &key)) {
        /* Values drawn anew are no change of the text; another's words before it are. */
        if (section != app->doc.id ||
            !text_view_equal(text_view_part(text_view(&app->doc.ed.text), from, to), text_view(&number))) {
            app_say(app, _("The text changed meanwhile: press F4 again."));
        } else {
            struct text source = {0};
            text_printf(&source, "{%s}", text_str(&key));
            text_editor_break_group(&app->doc.ed);
            text_editor_select(&app->doc.ed, false);
            text_editor_replace(&app->doc.ed, from, to, text_view(&source));
            text_editor_goto(&app->doc.ed, from);
            document_touched(&app->doc, app_now());
            textpane_changed(app);
            done = app_settle(app);
            app_refresh(app);
            text_free(&source);
        }
    }
    text_free(&made.key);
    text_free(&made.label);
    text_free(&made.unit);
    text_free(&made.blank);
    text_free(&number);
    text_free(&key);
    return done;
}

bool figures_bind_selection(struct app *app)
{
    size_t from, to, first, last;
    int slashes;

    if (!app->doc.id || app->focus != PANE_TEXT || !text_editor_selection(&app->doc.ed, &from, &to)) {
        return false;
    }
    struct text_view chosen = text_view_part(text_view(&app->doc.ed.text), from, to);
    if (text_view_find(chosen, TEXT_LIT("{"), 0) != SIZE_MAX || text_view_find(chosen, TEXT_LIT("\n"), 0) != SIZE_MAX ||
        !find_number(chosen, &first, &last, &slashes)) {
        app_say(app, _("Select one number that was typed, such as 8/8, to make it a figure."));
    } else if (app_may(app, SOAN_RIGHT_FIGURES) && presence_may_type(app)) {
        bind(app, from + first, from + last, slashes == 1);
    }
    return true;
}

/* ---- all of them ---- */

struct number { int64_t section; size_t from, to; struct text path, words; };

struct numbers {
    struct app *app;
    struct number *item;
    size_t n, cap;
    struct soan_projection shown;
    struct soan_claims claims;
    struct soan_claim_figure *figure;
    size_t figures, figure_cap;
    struct error e;
    bool failed;
};

static void numbers_clear(struct numbers *x)
{
    for (size_t i = 0; i < x->n; i++) {
        text_free(&x->item[i].path);
        text_free(&x->item[i].words);
    }
    mem_free(&x->item);
    x->n = x->cap = 0;
}

static void figures_of(struct numbers *x)
{
    x->figures = 0;
    for (size_t i = 0; i < x->shown.n; i++) {
        const struct soan_span *s = &x->shown.span[i];
        if (s->kind == SOAN_TOKEN_FIGURE) {
            mem_grow((void **)&x->figure, &x->figure_cap, x->figures + 1, sizeof(*x->figure));
            x->figure[x->figures++] = (struct soan_claim_figure){.from = s->out_from, .to = s->out_to, .kind = SOAN_KIND_TEXT,
                                                                 .open = s->open};
        }
    }
}

static void take_numbers(struct numbers *x, const struct soan_section *s, struct text_view paragraph, size_t at)
{
    enum { AROUND = 40 };

    soan_project(paragraph, soan_values_lookup, x->app->values, &x->shown);
    struct text_view v = text_view(&x->shown.out);
    figures_of(x);
    soan_claims_read(v, x->figure, x->figures, &x->claims);
    for (size_t i = 0; i < x->claims.quantities; i++) {
        const struct soan_quantity *q = &x->claims.quantity[i];
        if (q->figure != SIZE_MAX || q->open || q->form == SOAN_QUANTITY_RANGE) {
            continue;
        }
        mem_grow((void **)&x->item, &x->cap, x->n + 1, sizeof(*x->item));
        struct number *n = &x->item[x->n++];
        *n = (struct number){.section = s->id, .from = at + soan_projection_to_src(&x->shown, q->from),
                             .to = at + soan_projection_to_src(&x->shown, q->number_to), .path = text_copy(text_view(&s->path))};
        size_t from = q->from > AROUND ? q->from - AROUND : 0;
        while (from < q->from && v.bytes[from] != ' ' && from > 0) {
            from++;
        }
        size_t to = q->to + AROUND < v.len ? q->to + AROUND : v.len;
        while (to > q->to && to < v.len && v.bytes[to] != ' ') {
            to--;
        }
        text_printf(&n->words, "%.*s  |%.*s|", (int)(q->to - q->from), v.bytes + q->from, (int)(to - from), v.bytes + from);
    }
}

static bool take_section(const struct soan_section *s, void *arg)
{
    struct numbers *x = arg;
    struct text body = {0};

    x->failed = s->bytes > 0 && !soan_section_text(x->app->report, s->id, &body, NULL, &x->e);
    for (size_t from = 0, to; !x->failed && from < body.len; from = to + 1) {
        to = text_view_find(text_view(&body), TEXT_LIT("\n"), from);
        to = to == SIZE_MAX ? body.len : to;
        take_numbers(x, s, text_view_part(text_view(&body), from, to), from);
    }
    text_free(&body);
    return !x->failed;
}

static bool to_the_right(const struct key_event *k)
{
    return k->key == K_RIGHT;
}

static void number_row(void *arg, size_t i, int cols, struct text *out)
{
    const struct numbers *x = arg;
    (void)cols;
    text_printf(out, "%s  %s", text_str(&x->item[i].path), text_str(&x->item[i].words));
}

/* Goes to the number, selects it, asks which figure it is. */
static void bind_item(struct app *app, const struct number *n)
{
    struct spot to = {n->section, false, n->from, n->to};
    struct error e = {0};

    if (!app_open_section(app, n->section, n->from) || !app_go(app, &to)) {
        return;
    }
    if (!tree_reveal(&app->tree, n->section, &e)) {
        error_free(&e);
    }
    struct text_view v = text_view_part(text_view(&app->doc.ed.text), n->from, n->to);
    if (digit(v, 0) && presence_may_type(app)) {
        bind(app, n->from, n->to, text_view_find(v, TEXT_LIT("/"), 0) != SIZE_MAX);
    }
}

void figures_unbound(struct app *app)
{
    struct numbers x = {.app = app};
    struct list l = {.title = _("Numbers in the text that are no figures"), .keys = _("Enter makes it a figure  → goes there  Esc closes"),
                     .row = number_row, .other = to_the_right, .arg = &x};
    bool on = true;

    while (on) {
        numbers_clear(&x);
        if (!soan_section_walk(app->report, 0, take_section, &x, &x.e) || x.failed) {
            app_fail(app, &x.e);
            break;
        }
        l.n = x.n;
        if (!x.n) {
            app_say(app, _("Every number in the text is a figure."));
            break;
        }
        on = list_run(app, &l);
        if (on && l.key.key == K_ENTER) {
            if (app_may(app, SOAN_RIGHT_FIGURES)) {
                bind_item(app, &x.item[l.cursor]);
            }
        } else if (on) {
            struct spot to = {x.item[l.cursor].section, false, x.item[l.cursor].from, x.item[l.cursor].to};
            on = !app_go(app, &to);
        }
    }
    numbers_clear(&x);
    soan_projection_free(&x.shown);
    soan_claims_free(&x.claims);
    mem_free(&x.figure);
}
