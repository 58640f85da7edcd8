/*
 * One figure with all that is known of it. Enter on a row changes it, on a place goes there.
 */
#include <stdlib.h>

#include "tui/figures.h"

enum row_kind { ROW_PROPERTY, ROW_STATE, ROW_PLACE, ROW_NOTE };

struct form_row {
    enum row_kind kind;
    enum soan_figure_property what;
    int64_t section;
    struct text line;
};

struct form {
    struct app *app;
    struct soan_figure figure;
    struct form_row *row;
    size_t n, cap;
    int64_t rev;                      /* of the report when it was loaded */
};

static const struct { enum soan_figure_property what; const char *name; } fields[] = {
    {SOAN_FIGURE_VALUE, N_("Value")},         {SOAN_FIGURE_LABEL, N_("Name")},
    {SOAN_FIGURE_KIND, N_("Kind")},           {SOAN_FIGURE_UNIT, N_("Unit")},
    {SOAN_FIGURE_DECIMALS, N_("Decimals")},   {SOAN_FIGURE_TARGET, N_("Target")},
    {SOAN_FIGURE_PREVIOUS, N_("Last term")},  {SOAN_FIGURE_FORMULA, N_("Formula")},
    {SOAN_FIGURE_SOURCE, N_("Department")},   {SOAN_FIGURE_PAPER, N_("Document")},
    {SOAN_FIGURE_DATED, N_("Its date")},      {SOAN_FIGURE_NOTE, N_("Note")},
};

static struct form_row *add_row(struct form *f, enum row_kind kind)
{
    mem_grow((void **)&f->row, &f->cap, f->n + 1, sizeof(*f->row));
    f->row[f->n] = (struct form_row){.kind = kind};
    return &f->row[f->n++];
}

static void form_free(struct form *f)
{
    for (size_t i = 0; i < f->n; i++) {
        text_free(&f->row[i].line);
    }
    mem_free(&f->row);
    soan_figure_free(&f->figure);
    f->n = f->cap = 0;
}

static void property_text(const struct soan_figure *x, enum soan_figure_property what, struct text *out)
{
    switch (what) {
    case SOAN_FIGURE_VALUE: text_append(out, text_view(&x->value)); break;
    case SOAN_FIGURE_LABEL: text_append(out, text_view(&x->label)); break;
    case SOAN_FIGURE_KIND: text_append_str(out, soan_kind_name(x->kind)); break;
    case SOAN_FIGURE_UNIT: text_append(out, text_view(&x->unit)); break;
    case SOAN_FIGURE_DECIMALS:
        if (x->decimals >= 0) {
            text_printf(out, "%d", x->decimals);
        }
        break;
    case SOAN_FIGURE_TARGET: text_append(out, text_view(&x->target)); break;
    case SOAN_FIGURE_PREVIOUS: text_append(out, text_view(&x->previous)); break;
    case SOAN_FIGURE_FORMULA: text_append(out, text_view(&x->formula)); break;
    case SOAN_FIGURE_SOURCE: text_append(out, text_view(&x->source)); break;
    case SOAN_FIGURE_PAPER: text_append(out, text_view(&x->paper)); break;
    case SOAN_FIGURE_DATED: text_append(out, text_view(&x->dated)); break;
    case SOAN_FIGURE_NOTE: text_append(out, text_view(&x->note)); break;
    case SOAN_FIGURE_CONFIRM: case SOAN_FIGURE_DRAFT: case SOAN_FIGURE_LOCK: case SOAN_FIGURE_UNLOCK:
    case SOAN_FIGURE_PROPERTIES_:
        break;
    }
}

static void put_name(const char *name, struct text *out)
{
    enum { NAME = 16 };
    text_append_str(out, name);
    text_printf(out, "%*s", NAME - text_width(text_view(out)) > 0 ? NAME - text_width(text_view(out)) : 1, "");
}

static void add_field(struct form *f, size_t i)
{
    const struct soan_figure *x = &f->figure;
    struct form_row *row = add_row(f, ROW_PROPERTY);

    row->what = fields[i].what;
    put_name(_(fields[i].name), &row->line);
    if (row->what == SOAN_FIGURE_KIND) {
        text_append_str(&row->line, _(soan_kind_name(x->kind)));
    } else {
        property_text(x, row->what, &row->line);
    }
    if (row->what == SOAN_FIGURE_VALUE && x->value.len && x->unit.len) {
        text_printf(&row->line, " %s", text_str(&x->unit));
    }
    if (row->what == SOAN_FIGURE_VALUE && x->reason.len) {
        text_printf(&row->line, "… (%s)", text_str(&x->reason));
    }
    enum soan_met met = row->what == SOAN_FIGURE_TARGET ? soan_met(text_view(&x->target), text_view(&x->value)) : 0;
    if (met) {
        text_printf(&row->line, "  (%s)", _(soan_met_name(met)));
    }
}

static bool add_place(int64_t id, void *arg)
{
    struct form *f = arg;
    struct form_row *row = add_row(f, ROW_PLACE);

    row->section = id;
    struct text where = {0};
    treepane_where(f->app, id, &where);
    put_name(_("Shown in"), &row->line);
    text_append(&row->line, text_view(&where));
    text_free(&where);
    return true;
}

static bool add_event(const struct soan_figure_event *x, void *arg)
{
    struct form_row *row = add_row(arg, ROW_NOTE);
    struct text what = text_copy(x->what);

    when_full(x->at, &row->line);
    text_printf(&row->line, " %.*s  %s", (int)x->member.len, x->member.bytes, what.len ? _(text_str(&what)) : "");
    text_free(&what);
    if (x->before.len || x->after.len) {
        text_printf(&row->line, ": %.*s → %.*s", (int)x->before.len, x->before.bytes, (int)x->after.len, x->after.bytes);
    }
    if (x->file.len) {
        text_printf(&row->line, " (%.*s %.*s)", (int)x->file.len, x->file.bytes, (int)x->sender.len, x->sender.bytes);
    }
    return true;
}

static bool form_load(struct form *f, struct text_view key, struct error *e)
{
    form_free(f);
    f->rev = f->app->rev;
    if (!soan_figure_get(f->app->report, key, &f->figure, e)) {
        return false;
    }
    for (size_t i = 0; i < SOAN_ARRAY_LEN(fields); i++) {
        add_field(f, i);
    }
    struct form_row *state = add_row(f, ROW_STATE);
    put_name(_("State"), &state->line);
    text_append_str(&state->line, _(soan_figure_state(&f->figure)));
    if (!soan_figure_sections(f->app->report, f->figure.id, add_place, f, e)) {
        return false;
    }
    struct form_row *named = add_row(f, ROW_NOTE);
    put_name(_("In formulas"), &named->line);
    text_append(&named->line, text_view(&f->figure.key));
    return soan_figure_history(f->app->report, f->figure.id, add_event, f, e);
}

/* Others change it while it is looked at. */
static void form_fresh(void *arg, struct list *l, int cols)
{
    struct form *f = arg;
    struct error e = {0};
    (void)cols;

    if (f->rev == f->app->rev) {
        return;
    }
    struct text key = text_copy(text_view(&f->figure.key));
    if (!form_load(f, text_view(&key), &e)) {
        app_fail(f->app, &e);
    }
    l->n = f->n;
    l->title = soan_figure_name(&f->figure);
    text_free(&key);
}

static void form_line(void *arg, size_t i, int cols, struct text *out)
{
    const struct form *f = arg;
    (void)cols;
    text_append(out, text_view(&f->row[i].line));
}

/* ---- changing ---- */

struct asking { struct form *form; enum soan_figure_property what; };

static bool accept(void *arg, struct text_view typed, struct error *e)
{
    const struct asking *a = arg;
    struct soan_figure_change c = {text_view(&a->form->figure.key), a->what, typed, &a->form->figure.value};
    return effect_try(a->form->app, &c, e);
}

static void ask(struct form *f, enum soan_figure_property what, const char *about)
{
    struct text value = {0};
    struct asking a = {f, what};
    struct prompt p = {.title = soan_figure_name(&f->figure), .about = text_view_of(about), .accept = accept, .arg = &a};

    property_text(&f->figure, what, &value);
    if (app_may(f->app, SOAN_RIGHT_FIGURES) && dialog_prompt(f->app, &p, &value)) {
        struct soan_figure_change c = {text_view(&f->figure.key), what, text_view(&value), &f->figure.value};
        effect_change(f->app, &c, 1);
    }
    text_free(&value);
}

static void change_property(struct form *f, enum soan_figure_property what)
{
    if (what == SOAN_FIGURE_VALUE && !f->figure.formula.len) {
        figures_ask_value(f->app, text_view(&f->figure.key));
    } else if (what == SOAN_FIGURE_VALUE) {
        app_say(f->app, _("This figure is computed: change what it is computed from, or take the formula away."));
    } else if (what == SOAN_FIGURE_TARGET) {
        ask(f, what, _("The target, as in >= 95, <= 2, = 100, 8 - 10:"));
    } else if (what == SOAN_FIGURE_FORMULA) {
        ask(f, what, _("Computed from other figures, as in kiem_tra + giam_sat, thu / thu.target * 100; empty: typed:"));
    } else if (what == SOAN_FIGURE_KIND) {
        ask(f, what, _("One of number, ratio, ordinal, name, document, date, text:"));
    } else {
        ask(f, what, "");
    }
}

static void state_row(void *arg, size_t i, int cols, struct text *out)
{
    static const char *const rows[] = {N_("Confirm the value"), N_("Back to a draft"), N_("Lock"), N_("Unlock, with a reason")};
    (void)arg;
    (void)cols;
    text_append_str(out, _(rows[i]));
}

static void change_state(struct form *f)
{
    static const enum soan_figure_property what[] = {SOAN_FIGURE_CONFIRM, SOAN_FIGURE_DRAFT, SOAN_FIGURE_LOCK,
                                                     SOAN_FIGURE_UNLOCK};
    struct list l = {.title = _("State"), .keys = _("Enter chooses  Esc closes"), .n = SOAN_ARRAY_LEN(what), .row = state_row};

    if (!list_run(f->app, &l)) {
        return;
    }
    if (what[l.cursor] == SOAN_FIGURE_UNLOCK) {
        ask(f, SOAN_FIGURE_UNLOCK, _("Why is it unlocked? The reason is kept:"));
    } else {
        struct soan_figure_change c = {text_view(&f->figure.key), what[l.cursor], TEXT_LIT(""), &f->figure.value};
        effect_change(f->app, &c, 1);
    }
}

bool form_open(struct app *app, struct text_view key)
{
    struct form f = {.app = app};
    struct text own = text_copy(key);
    struct error e = {0};
    struct list l = {.keys = _("Enter changes it, or goes there  Esc closes"), .row = form_line, .fresh = form_fresh,
                     .other = figures_undo_key, .arg = &f};
    bool went = false;

    while (!went) {
        if (!form_load(&f, text_view(&own), &e)) {
            app_fail(app, &e);
            break;
        }
        l.n = f.n;
        l.title = soan_figure_name(&f.figure);
        if (!list_run(app, &l)) {
            break;
        }
        const struct form_row *row = &f.row[l.cursor];
        if (l.key.key != K_ENTER) {
            figures_undo(app, action_of_key(&l.key, IN_FIELD) == ACT_REDO);
        } else if (row->kind == ROW_PROPERTY) {
            change_property(&f, row->what);
        } else if (row->kind == ROW_STATE) {
            change_state(&f);
        } else if (row->kind == ROW_PLACE) {
            went = figures_go(app, row->section, &f.figure);
        }
    }
    form_free(&f);
    text_free(&own);
    return went;
}
