/*
 * The ledger on the screen: every figure, and where it stands.
 */
#include <stdlib.h>

#include "tui/figures.h"

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

bool figures_show_places(struct app *app, const struct soan_figure *f)
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
            figures_ask_value(app, text_view(&g.item[l.cursor].key));
        } else if (!done) {
            done = figures_show_places(app, &g.item[l.cursor]);
        }
    }
    ledger_free(&g);
}
