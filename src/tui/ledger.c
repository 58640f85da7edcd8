/*
 * The ledger on the screen: every figure, or those that are asked for, and where they stand.
 */
#include <stdlib.h>

#include "tui/figures.h"

enum ledger_view { VIEW_ALL, VIEW_MISSING, VIEW_SECTION, VIEW_SOURCE, VIEW_AWAITED, VIEWS };

struct ledger {
    struct app *app;
    struct soan_figure *item;
    size_t n, cap;
    size_t *shown;                    /* of item, those that view and words leave */
    enum ledger_view view;
    struct text words;
    int64_t rev;                      /* of the report when they were loaded */
};

static bool ledger_add(const struct soan_figure *f, void *arg)
{
    struct ledger *g = arg;
    mem_grow((void **)&g->item, &g->cap, g->n + 1, sizeof(*g->item));
    soan_figure_copy(&g->item[g->n++], f);
    return true;
}

static void ledger_free(struct ledger *g)
{
    for (size_t i = 0; i < g->n; i++) {
        soan_figure_free(&g->item[i]);
    }
    mem_free(&g->item);
    mem_free(&g->shown);
    g->n = g->cap = 0;
}

static bool is_here(const struct ledger *g, const struct soan_figure *f)
{
    struct text mark = {0};
    text_printf(&mark, "{%s}", text_str(&f->key));
    bool here = g->app->doc.id && text_view_find(text_view(&g->app->doc.ed.text), text_view(&mark), 0) != SIZE_MAX;
    text_free(&mark);
    return here;
}

static bool has_words(const struct soan_figure *f, struct text_view folded)
{
    struct text all = {0}, plain = {0};
    text_printf(&all, "%s %s %s %s %s", text_str(&f->label), text_str(&f->key), text_str(&f->unit), text_str(&f->source),
                text_str(&f->value));
    viet_fold(text_view(&all), VIET_FOLD_BLIND, &plain, NULL);
    bool found = text_view_find(text_view(&plain), folded, 0) != SIZE_MAX;
    text_free(&all);
    text_free(&plain);
    return found;
}

static bool in_view(const struct ledger *g, const struct soan_figure *f)
{
    switch (g->view) {
    case VIEW_MISSING:
        return f->value.len == 0;
    case VIEW_SECTION:
        return is_here(g, f);
    case VIEW_AWAITED:
        return f->value.len == 0 && f->formula.len == 0;
    case VIEW_ALL:
    case VIEW_SOURCE:
    case VIEWS:
        break;
    }
    return true;
}

/* In order of appearance within a department. */
static int by_source(const void *a, const void *b, void *arg)
{
    const struct ledger *g = arg;
    const size_t *x = a, *y = b;
    int c = text_view_compare(text_view(&g->item[*x].source), text_view(&g->item[*y].source));
    return c ? c : (*x > *y) - (*x < *y);
}

static void ledger_narrow(void *arg, struct list *l)
{
    struct ledger *g = arg;
    struct text folded = {0};

    viet_fold(text_view_trim(text_view(&g->words)), VIET_FOLD_BLIND, &folded, NULL);
    l->n = 0;
    for (size_t i = 0; i < g->n; i++) {
        if (in_view(g, &g->item[i]) && has_words(&g->item[i], text_view(&folded))) {
            g->shown[l->n++] = i;
        }
    }
    if ((g->view == VIEW_SOURCE || g->view == VIEW_AWAITED) && l->n > 1) {
        qsort_r(g->shown, l->n, sizeof(*g->shown), by_source, g);
    }
    text_free(&folded);
}

static const char *state_mark(const struct soan_figure *f)
{
    return f->locked ? "#" : f->confirmed ? "+" : f->formula.len ? "=" : " ";
}

static void ledger_row(void *arg, size_t i, int cols, struct text *out)
{
    const struct ledger *g = arg;
    const struct soan_figure *f = &g->item[g->shown[i]];
    struct text value = {0}, name = {0};
    int room = cols * 3 / 5;

    if (g->view == VIEW_SOURCE || g->view == VIEW_AWAITED) {
        text_printf(&name, "%s: ", f->source.len ? text_str(&f->source) : _("(no department)"));
    }
    text_append_str(&name, soan_figure_name(f));
    text_append(&value, text_view(f->value.len ? &f->value : &f->blank));
    if (f->unit.len) {
        text_printf(&value, "%s%s", text_view_equal(text_view(&f->unit), TEXT_LIT("%")) ? "" : " ", text_str(&f->unit));
    }
    text_ellipsize(text_view(&name), room, out);
    text_printf(out, "%*s ", room - text_width(text_view(out)), "");
    text_ellipsize(text_view(&value), cols - room - 7, out);
    int gap = cols - 6 - text_width(text_view(out));
    text_printf(out, "%*s %s%4lld", gap > 0 ? gap : 0, "", state_mark(f), (long long)f->places);
    text_free(&name);
    text_free(&value);
}

static bool ledger_other(const struct key_event *k)
{
    return k->key == K_RIGHT || k->key == K_TAB || figures_undo_key(k);
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

bool figures_go(struct app *app, int64_t section, const struct soan_figure *f)
{
    struct error e = {0};
    struct text mark = {0};

    if (!app_open_section(app, section, 0)) {
        return false;
    }
    text_printf(&mark, "{%s}", text_str(&f->key));
    size_t at = text_view_find(text_view(&app->doc.ed.text), text_view(&mark), 0);
    struct spot to = {section, at == SIZE_MAX, at == SIZE_MAX ? 0 : at, 0};
    to.to = to.from + (at == SIZE_MAX ? 0 : mark.len);
    bool went = app_go(app, &to);
    if (went && !tree_reveal(&app->tree, to.section, &e)) {
        error_free(&e);
    }
    text_free(&mark);
    return went;
}

bool figures_show_places(struct app *app, const struct soan_figure *f)
{
    struct places p = {.app = app};
    struct error e = {0};
    bool went = false;

    if (!soan_figure_sections(app->report, f->id, places_add, &p, &e)) {
        app_fail(app, &e);
    } else if (p.n) {
        struct list l = {.title = soan_figure_name(f), .keys = _("Enter goes there  Esc closes"), .n = p.n,
                         .row = places_row, .arg = &p};
        went = list_run(app, &l) && figures_go(app, p.id[l.cursor], f);
    } else {
        app_say(app, _("No section shows this figure."));
    }
    mem_free(&p.id);
    return went;
}

static const char *view_title(enum ledger_view view)
{
    static const char *const titles[VIEWS] = {
        [VIEW_ALL] = N_("Figures"), [VIEW_MISSING] = N_("Figures without a value"),
        [VIEW_SECTION] = N_("Figures of this section"), [VIEW_SOURCE] = N_("Figures by department"),
        [VIEW_AWAITED] = N_("What departments have not sent yet"),
    };
    return _(titles[view]);
}

static bool ledger_load(struct ledger *g)
{
    struct error e = {0};

    ledger_free(g);
    g->rev = g->app->rev;
    if (!soan_figure_each(g->app->report, ledger_add, g, &e)) {
        app_fail(g->app, &e);
        return false;
    }
    g->shown = mem_array(g->n + 1, sizeof(*g->shown));
    if (!g->n) {
        app_say(g->app, _("There are no figures yet: put the cursor on a blank (…) and press F4."));
    }
    return g->n > 0;
}

/* Others fill figures while the list is open. */
static void ledger_fresh(void *arg, struct list *l, int cols)
{
    struct ledger *g = arg;
    (void)cols;

    if (g->rev == g->app->rev) {
        return;
    }
    if (!ledger_load(g)) {
        g->n = 0;
    }
    ledger_narrow(g, l);
}

void figures_ledger(struct app *app)
{
    struct ledger g = {.app = app};
    struct list l = {.keys = _("Enter opens  → places  Tab other view  letters narrow  Esc closes"), .row = ledger_row,
                     .fresh = ledger_fresh, .other = ledger_other, .words = &g.words, .typed = ledger_narrow, .arg = &g};

    while (ledger_load(&g)) {
        l.title = view_title(g.view);
        ledger_narrow(&g, &l);
        bool chosen = list_run(app, &l);
        if (l.key.key == K_TAB) {
            g.view = (enum ledger_view)((g.view + 1) % VIEWS);
            l.cursor = l.top = 0;
            continue;
        }
        if (!chosen) {
            break;
        }
        if (figures_undo_key(&l.key)) {
            figures_undo(app, action_of_key(&l.key, IN_FIELD) == ACT_REDO);
            continue;
        }
        const struct soan_figure *f = &g.item[g.shown[l.cursor]];
        if (l.key.key == K_ENTER ? form_open(app, text_view(&f->key)) : figures_show_places(app, f)) {
            break;
        }
    }
    ledger_free(&g);
    text_free(&g.words);
}
