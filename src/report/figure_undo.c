/* A change of figures taken back: what its rows of the journal say was before is put back as it stood, then everything
 * that depends on it is computed anew. */
#include <stdlib.h>

#include "report/ledger.h"

enum row_kind { ROW_VALUE, ROW_COMPUTED, ROW_PROPERTY };

struct row {
    enum row_kind kind;
    enum soan_figure_property what;
    struct text key, before, after;
};
struct rows { struct row *item; size_t n, cap; };

static void rows_free(struct rows *l)
{
    for (size_t i = 0; i < l->n; i++) {
        text_free(&l->item[i].key);
        text_free(&l->item[i].before);
        text_free(&l->item[i].after);
    }
    free(l->item);
}

/* ---- which step ---- */

#define STATES "('confirm=', 'draft=', 'lock=', 'unlock=')"

static bool figures_next(struct soan_report *r, bool redo, int64_t *step, struct error *e)
{
    int64_t none;
    struct query q = query(
        r, "SELECT h.id, h.kind, h.of, h.section FROM (SELECT DISTINCT CASE step WHEN 0 THEN id ELSE step END AS head"
           " FROM journal INDEXED BY journal_figure WHERE figure <> 0 AND member = :member"
           " AND (kind IN ('fill', 'figure-undo', 'figure-redo') OR (kind = 'figure-set' AND before NOT IN " STATES ")))"
           " JOIN journal h ON h.id = head ORDER BY head DESC");
    query_int(&q, ":member", r->member_id);
    return undo_next(&q, redo, step, &none, e);
}

/* The newest row that this member wrote: is it one of figures? */
static bool was_last(struct soan_report *r, bool *out, struct error *e)
{
    int64_t figure = 0;
    struct query q = query(r, "SELECT figure FROM journal WHERE member = :member ORDER BY id DESC LIMIT 1");
    query_int(&q, ":member", r->member_id);
    if (!query_single(&q, &figure, 0, e))
        return false;
    *out = figure != 0;
    return true;
}

static bool is_shown(struct soan_report *r, int64_t section, int64_t step, bool *out, struct error *e)
{
    int64_t n = 0;
    struct query q = query(r, "SELECT count(*) FROM place p JOIN figure f ON f.key = p.key JOIN journal j INDEXED BY"
                              " journal_figure ON j.figure = f.id AND j.figure <> 0"
                              " WHERE p.section = :section AND (j.id = :step OR j.step = :step)");
    query_int(&q, ":section", section);
    query_int(&q, ":step", step);
    if (!query_single(&q, &n, 0, e))
        return false;
    *out = n > 0;
    return true;
}

/* Typed after it: nothing is redone behind that. */
static bool typed_since(struct soan_report *r, int64_t section, int64_t step, bool *out, struct error *e)
{
    int64_t n = 0;
    struct query q = query(r, "SELECT count(*) FROM journal WHERE section = :section AND member = :member AND id > :step"
                              " AND kind IN ('edit', 'write', 'replace')");
    query_int(&q, ":section", section);
    query_int(&q, ":member", r->member_id);
    query_int(&q, ":step", step);
    if (!query_single(&q, &n, 0, e))
        return false;
    *out = n > 0;
    return true;
}

/* *step 0: something else is to be undone first. */
static bool choose(struct soan_report *r, int64_t section, bool redo, int64_t *step, struct error *e)
{
    int64_t other = 0, where = 0;
    bool last = false, shown = false, typed = false;
    if (!figures_next(r, redo, step, e) || *step == 0)
        return *step == 0;
    if (!(section ? text_next(r, section, redo, &other, e) : outline_next(r, redo, &other, &where, e)) ||
        !was_last(r, &last, e) || (section && !is_shown(r, section, *step, &shown, e)) ||
        (section && redo && !typed_since(r, section, *step, &typed, e)))
        return false;
    if (other > *step || typed || (!last && !shown))
        *step = 0;
    return true;
}

/* ---- what it did ---- */

static void property_of(struct row *x)
{
    size_t name = text_view_find(text_view(&x->after), TEXT_LIT("="), 0);
    x->what = SOAN_FIGURE_PROPERTIES_;
    for (enum soan_figure_property p = 0; p < SOAN_FIGURE_PROPERTIES_; p++)
        if (text_view_equal(text_view_part(text_view(&x->after), 0, name), text_view_of(soan_figure_property_name(p))))
            x->what = p;
    text_replace(&x->after, 0, name + 1, TEXT_LIT(""));
    text_replace(&x->before, 0, name + 1, TEXT_LIT(""));
}

/* They were written at once and stand together. */
static bool load(struct soan_report *r, int64_t step, struct rows *l, struct error *e)
{
    struct query q = query(r, "SELECT j.id, j.step, j.kind, f.key, j.before, j.after FROM journal j JOIN figure f"
                              " ON f.id = j.figure WHERE j.id >= :step AND j.kind IN ('fill', 'figure-set', 'compute')"
                              " ORDER BY j.id");
    query_int(&q, ":step", step);
    while (query_row(&q) && (query_get(&q, 0) == step || query_get(&q, 1) == step)) {
        struct text_view kind = query_text(&q, 2);
        mem_grow((void **)&l->item, &l->cap, l->n + 1, sizeof *l->item);
        struct row *x = &l->item[l->n++];
        *x = (struct row){.kind = text_view_equal(kind, TEXT_LIT("fill"))         ? ROW_VALUE
                                  : text_view_equal(kind, TEXT_LIT("compute")) ? ROW_COMPUTED
                                                                               : ROW_PROPERTY,
                          .key = text_copy(query_text(&q, 3)),
                          .before = text_copy(query_text(&q, 4)),
                          .after = text_copy(query_text(&q, 5))};
        if (x->kind == ROW_PROPERTY)
            property_of(x);
    }
    return query_end(&q, e);
}

/* ---- taking it back ---- */

static bool refuse(const struct ledger_entry *x, const char *why, struct error *e)
{
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
    return error_set(e, SOAN_REFUSED, why, soan_figure_name(&x->was));
#pragma GCC diagnostic pop
}

static bool changed_since(const struct ledger_entry *x, struct error *e)
{
    return refuse(x, _("“%s” was changed since; change it by hand"), e);
}

static void now_text(const struct ledger_entry *x, enum soan_figure_property what, struct text *out)
{
    struct soan_figure f = x->now;
    const struct text *t = ledger_text(&f, what);
    if (t)
        text_append(out, text_view(t));
    else if (what == SOAN_FIGURE_KIND)
        text_append_str(out, soan_kind_name(f.kind));
    else if (what == SOAN_FIGURE_DECIMALS && f.decimals >= 0)
        text_printf(out, "%d", f.decimals);
}

static bool put_state(struct ledger_entry *x, bool confirmed, struct error *e)
{
    if (x->now.confirmed == confirmed)
        return changed_since(x, e);
    x->now.confirmed = confirmed;
    return true;
}

static bool put_property(struct ledger_entry *x, const struct row *row, struct error *e)
{
    struct text now = {0};
    if (row->what == SOAN_FIGURE_CONFIRM || row->what == SOAN_FIGURE_DRAFT)
        return put_state(x, row->what == SOAN_FIGURE_DRAFT, e);
    if (row->what >= SOAN_FIGURE_LOCK)
        return true;
    now_text(x, row->what, &now);
    bool same = text_view_equal(text_view(&now), text_view(&row->after));
    text_free(&now);
    if (!same)
        return changed_since(x, e);
    struct text *to = ledger_text(&x->now, row->what);
    if (to) {
        text_free(to);
        *to = text_copy(text_view(&row->before));
    } else if (row->what == SOAN_FIGURE_KIND) {
        return soan_kind_by_name(text_view(&row->before), &x->now.kind) || changed_since(x, e);
    } else {
        x->now.decimals = row->before.len ? row->before.bytes[0] - '0' : -1;
    }
    return true;
}

static bool was_confirmed_by(const struct rows *l, const struct row *row)
{
    for (size_t i = 0; i < l->n; i++)
        if (l->item[i].kind == ROW_PROPERTY && l->item[i].what == SOAN_FIGURE_CONFIRM &&
            text_view_equal(text_view(&l->item[i].key), text_view(&row->key)))
            return true;
    return false;
}

static bool put_row(struct ledger *l, const struct rows *rows, const struct row *row, struct error *e)
{
    struct ledger_entry *x;
    if (!ledger_take(l, text_view(&row->key), &x, e))
        return false;
    if (row->kind == ROW_COMPUTED || (row->kind == ROW_PROPERTY && row->what == SOAN_FIGURE_FORMULA))
        return true; /* later, when unit and kind are what they were */
    if (x->was.locked)
        return refuse(x, _("“%s” is locked; have it unlocked first"), e);
    x->named = true;
    if (row->kind == ROW_PROPERTY)
        return put_property(x, row, e);
    if (!text_view_equal(text_view(&x->now.value), text_view(&row->after)))
        return changed_since(x, e);
    if (x->was.confirmed && !was_confirmed_by(rows, row))
        return refuse(x, _("“%s” was confirmed since; change it by hand"), e);
    text_free(&x->now.value);
    x->now.value = text_copy(text_view(&row->before));
    return true;
}

static bool put_formula(struct ledger *l, const struct row *row, struct error *e)
{
    const struct ledger_entry *x = ledger_find(l, text_view(&row->key));
    const struct soan_figure_change back = {text_view(&row->key), SOAN_FIGURE_FORMULA, text_view(&row->before), NULL};
    if (!text_view_equal(text_view(&x->now.formula), text_view(&row->after)))
        return changed_since(x, e);
    return ledger_set(l, &back, e);
}

/* The value that was typed before the formula came. */
static void put_typed(struct ledger *l, const struct row *row)
{
    struct ledger_entry *x = ledger_find(l, text_view(&row->key));
    if (x->now.formula.len == 0 && x->was.formula.len) {
        text_free(&x->now.value);
        x->now.value = text_copy(text_view(&row->before));
    }
}

static bool reads(const struct soan_figure *f)
{
    bool number = f->kind == SOAN_KIND_NUMBER;
    return ledger_reads(f->kind, text_view(&f->unit), text_view(&f->value)) &&
           ledger_reads(f->kind, text_view(&f->unit), text_view(&f->previous)) &&
           (number || (f->target.len == 0 && f->formula.len == 0 && f->decimals < 0));
}

static bool put_back(struct ledger *l, const struct rows *rows, struct error *e)
{
    bool ok = true;
    for (size_t i = rows->n; ok && i-- > 0;)
        ok = put_row(l, rows, &rows->item[i], e);
    for (size_t i = rows->n; ok && i-- > 0;)
        if (rows->item[i].kind == ROW_PROPERTY && rows->item[i].what == SOAN_FIGURE_FORMULA)
            ok = put_formula(l, &rows->item[i], e);
    for (size_t i = rows->n; ok && i-- > 0;)
        if (rows->item[i].kind == ROW_COMPUTED)
            put_typed(l, &rows->item[i]);
    for (size_t i = 0; ok && i < l->n; i++) {
        struct soan_figure *f = &l->entry[i]->now;
        f->confirmed = f->confirmed && f->value.len > 0;
        ok = reads(f) || changed_since(l->entry[i], e);
    }
    return ok;
}

struct undoing {
    int64_t section;
    bool redo, dry_run, pass, done;
    bool passed; /* rows were written that only say so */
    struct soan_effect effect;
};

/* *step with its rows; one that was passed over has none to redo. */
static bool next_step(struct gate *g, struct undoing *u, int64_t *step, struct rows *rows, struct error *e)
{
    for (;;) {
        int64_t figure = 0;
        if (!choose(g->r, u->section, u->redo, step, e))
            return false;
        if (*step == 0)
            return true;
        if (!load(g->r, *step, rows, e))
            return false;
        if (rows->n || !u->redo)
            return true;
        struct query q = query(g->r, "SELECT figure FROM journal WHERE id = :step");
        query_int(&q, ":step", *step);
        struct journal_entry again = {.kind = "figure-redo", .of = *step};
        if (!query_single(&q, &figure, 0, e))
            return false;
        again.figure = figure;
        if (!journal_add(g, &again, NULL, e))
            return false;
        u->passed = true;
    }
}

static bool undo(struct gate *g, void *arg, struct error *e)
{
    struct undoing *u = arg;
    struct ledger l = {.r = g->r};
    struct rows rows = {0};
    struct ledger_entry *first;
    int64_t step = 0;
    bool ok = next_step(g, u, &step, &rows, e);
    u->done = rows.n > 0;
    bool writes = u->done && !u->dry_run;
    g->nothing = !writes && !u->passed;
    if (u->pass)
        ok = ok && (!u->done || ledger_take(&l, text_view(&rows.item[0].key), &first, e));
    else
        ok = ok && put_back(&l, &rows, e) && ledger_compute(&l, e) && ledger_effect(&l, &u->effect, e);
    if (ok && writes) {
        struct journal_entry j = {
            .kind = u->redo ? "figure-redo" : "figure-undo", .of = step, .figure = l.entry[0]->was.id};
        ok = journal_add(g, &j, &l.step, e) && (u->pass || ledger_write(g, &l, e));
    }
    rows_free(&rows);
    ledger_free(&l);
    return ok;
}

bool soan_figures_undo(struct soan_report *r, int64_t section, bool redo, bool dry_run, bool *done,
                       struct soan_effect *effect, struct error *e)
{
    struct undoing u = {.section = section, .redo = redo, .dry_run = dry_run};
    bool ok = gate_write(r, SOAN_RIGHT_FIGURES, redo ? "redo" : "undo", GATE_HISTORY, undo, &u, e);
    *done = ok && u.done;
    if (*done && effect)
        *effect = u.effect;
    else
        soan_effect_free(&u.effect);
    return ok;
}

bool soan_figures_pass(struct soan_report *r, int64_t section, bool redo, struct error *e)
{
    struct undoing u = {.section = section, .redo = redo, .pass = true};
    return gate_write(r, SOAN_RIGHT_FIGURES, redo ? "redo" : "undo", GATE_HISTORY, undo, &u, e);
}
