/* Computed figures: all that depends on a change, each after what it needs. Chains may be long: nothing recurses. */
#include <stdlib.h>

#include "report/ledger.h"

struct computing {
    struct ledger *l;
    struct ledger_entry **queue; /* what changed, then what depends on it */
    size_t n, cap;
    struct edge {
        struct ledger_entry *needs, *user;
    } * edge; /* among dirty figures */
    size_t edges, edge_cap;
    struct error *e;
};

static void enqueue(struct computing *c, struct ledger_entry *x)
{
    mem_grow((void **)&c->queue, &c->cap, c->n + 1, sizeof *c->queue);
    c->queue[c->n++] = x;
}

static bool same(const struct text *a, const struct text *b)
{
    return text_view_equal(text_view(a), text_view(b));
}

static bool changes_others(const struct ledger_entry *x)
{
    return !same(&x->was.value, &x->now.value) || !same(&x->was.target, &x->now.target) ||
           !same(&x->was.previous, &x->now.previous) || !same(&x->was.unit, &x->now.unit) || x->dirty;
}

static void mark(struct computing *c, struct ledger_entry *x)
{
    if (!x->dirty) {
        x->dirty = true;
        enqueue(c, x);
    }
}

static bool mark_users(struct computing *c, const struct ledger_entry *x)
{
    struct text keys = {0};
    struct query q = query(
        c->l->r, "SELECT f.key FROM operand o JOIN figure f ON f.id = o.figure WHERE o.needs = :id ORDER BY f.id");
    query_int(&q, ":id", x->was.id);
    while (query_row(&q)) {
        text_append(&keys, query_text(&q, 0));
        text_append_char(&keys, '\n');
    }
    bool ok = query_end(&q, c->e);
    for (size_t from = 0, to; ok && from < keys.len; from = to + 1) {
        struct ledger_entry *user;
        to = text_view_find(text_view(&keys), TEXT_LIT("\n"), from);
        ok = ledger_take(c->l, text_view_part(text_view(&keys), from, to), &user, c->e);
        if (ok && user->now.formula.len)
            mark(c, user);
    }
    text_free(&keys);
    return ok;
}

static bool parse(struct ledger_entry *x, struct error *e)
{
    return x->formula || soan_formula_parse(text_view(&x->now.formula), &x->formula, e);
}

static bool collect(struct computing *c)
{
    size_t named = c->l->n;
    bool ok = true;
    for (size_t i = 0; i < named; i++) {
        struct ledger_entry *x = c->l->entry[i];
        bool anew = x->new_formula || x->was.decimals != x->now.decimals || !same(&x->was.unit, &x->now.unit);
        if (x->named && x->now.formula.len && anew)
            mark(c, x);
        else if (changes_others(x))
            enqueue(c, x);
    }
    for (size_t i = 0; ok && i < c->n; i++)
        ok = mark_users(c, c->queue[i]);
    return ok;
}

struct linking {
    struct computing *c;
    struct ledger_entry *user;
};

static void link_operand(struct text_view key, enum soan_operand_of of, void *arg)
{
    struct linking *k = arg;
    struct ledger_entry *needs = ledger_find(k->c->l, key);
    /* Targets and last terms are never computed: they make no circle. */
    if (of != SOAN_OPERAND_VALUE || !needs || !needs->dirty)
        return;
    mem_grow((void **)&k->c->edge, &k->c->edge_cap, k->c->edges + 1, sizeof *k->c->edge);
    k->c->edge[k->c->edges++] = (struct edge){needs, k->user};
    k->user->waiting++;
}

static int by_needs(const void *a, const void *b)
{
    const struct edge *p = a, *q = b;
    return ((uintptr_t)p->needs > (uintptr_t)q->needs) - ((uintptr_t)p->needs < (uintptr_t)q->needs);
}

static bool link_all(struct computing *c)
{
    bool ok = true;
    for (size_t i = 0; ok && i < c->n; i++) {
        struct linking k = {c, c->queue[i]};
        if (!c->queue[i]->dirty)
            continue;
        ok = parse(c->queue[i], c->e);
        if (ok)
            soan_formula_keys(c->queue[i]->formula, link_operand, &k);
    }
    if (c->edges > 1)
        qsort(c->edge, c->edges, sizeof *c->edge, by_needs);
    return ok;
}

/* From any figure that still waits, along what it waits for, one comes round to where one was. */
static bool refuse_circle(struct computing *c, struct ledger_entry *from)
{
    enum { NAMED = 12 };
    struct ledger_entry *x = from;
    struct text keys = {0};
    for (size_t turn = 0, in_circle = 0; turn < c->n * 2 + 2; turn++) {
        struct ledger_entry *next = NULL;
        for (size_t i = 0; i < c->edges && !next; i++)
            if (c->edge[i].user == x && c->edge[i].needs->waiting)
                next = c->edge[i].needs;
        if (!next)
            break;
        if (turn < c->n) { /* by now surely inside the circle */
            x = next;
            from = x;
            continue;
        }
        if (in_circle++ < NAMED)
            text_printf(&keys, "%s -> ", text_str(&x->was.key));
        x = next;
        if (x == from) {
            if (in_circle > NAMED)
                text_append_str(&keys, "… -> ");
            break;
        }
    }
    text_append(&keys, text_view(&from->was.key));
    error_set(c->e, SOAN_REFUSED, _("the formulas run in a circle: %s; nothing was changed; break it at one of them"),
              text_str(&keys));
    text_free(&keys);
    return false;
}

static bool nothing_there(enum soan_operand_of of, const struct soan_figure *f, struct error *e)
{
    const char *name = soan_figure_name(f);
    switch (of) {
    case SOAN_OPERAND_TARGET:
        return error_set(e, SOAN_REFUSED, _("%s has no target yet"), name);
    case SOAN_OPERAND_PREVIOUS:
        return error_set(e, SOAN_REFUSED, _("%s has no value of the last term yet"), name);
    case SOAN_OPERAND_VALUE:
        break;
    }
    return error_set(e, SOAN_REFUSED, _("%s has no value yet"), name);
}

static bool target_operand(const struct soan_figure *f, struct soan_number **out, struct error *e)
{
    struct soan_target t = {0};
    if (!soan_target_parse(TEXT_LIT(""), text_view(&f->target), &t, e))
        return false;
    bool range = t.direction == SOAN_TARGET_RANGE;
    if (!range)
        *out = soan_number_copy(t.low);
    soan_target_free(&t);
    return !range || error_set(e, SOAN_REFUSED, _("the target of %s is a range, not one number"), soan_figure_name(f));
}

struct operand_source {
    struct ledger *l;
    bool failed;
};

static bool operand(struct text_view key, enum soan_operand_of of, struct soan_number **out, struct text *unit,
                    void *arg, struct error *e)
{
    struct operand_source *s = arg;
    struct ledger_entry *x;
    if (!ledger_take(s->l, key, &x, e)) {
        s->failed = true;
        return false;
    }
    const struct soan_figure *f = &x->now;
    const struct text *value = of == SOAN_OPERAND_TARGET     ? &f->target
                               : of == SOAN_OPERAND_PREVIOUS ? &f->previous
                                                             : &f->value;
    text_append(unit, text_view(&f->unit));
    if (f->kind != SOAN_KIND_NUMBER)
        return error_set(e, SOAN_REFUSED, _("%s is no number"), soan_figure_name(f));
    if (value->len == 0)
        return nothing_there(of, f, e);
    return of == SOAN_OPERAND_TARGET ? target_operand(f, out, e) : soan_number_parse(text_view(value), out, e);
}

/* As the figure says; else a share with one decimal at most, everything else with what it needs. */
static void format(const struct soan_figure *f, const struct soan_number *n, struct text *out)
{
    bool share = text_view_starts(text_view(&f->unit), TEXT_LIT("%"));
    int decimals = f->decimals >= 0 ? f->decimals : soan_number_decimals(n);
    if (f->decimals < 0 && share && decimals > 1)
        decimals = 1;
    soan_number_format(n, decimals, out);
    if (f->decimals < 0)
        while (text_view_find(text_view(out), TEXT_LIT(","), 0) != SIZE_MAX &&
               (text_view_ends(text_view(out), TEXT_LIT("0")) || text_view_ends(text_view(out), TEXT_LIT(","))))
            text_replace(out, out->len - 1, 1, TEXT_LIT(""));
}

static bool result(const struct soan_figure *f, struct soan_number *n, struct text_view unit, struct text *value,
                   struct error *why)
{
    struct soan_number *own = NULL;
    struct text written = {0};
    if (unit.len && !soan_unit_convert(n, unit, text_view(&f->unit), &own))
        return error_set(why, SOAN_REFUSED, _("the formula gives %.*s, the figure is in %s"), (int)unit.len, unit.bytes,
                         f->unit.len ? text_str(&f->unit) : _("no unit"));
    format(f, own ? own : n, &written);
    bool ok = soan_value_parse(SOAN_KIND_NUMBER, text_view(&f->unit), text_view(&written), value, why);
    text_free(&written);
    soan_number_free(&own);
    return ok;
}

bool ledger_evaluate(struct ledger *l, struct ledger_entry *x, struct text *value, struct text *reason, struct error *e)
{
    struct operand_source s = {.l = l};
    struct soan_number *n = NULL;
    struct text unit = {0};
    struct error why = {0};
    bool ok = parse(x, &why) && soan_formula_eval(x->formula, operand, &s, &n, &unit, &why) &&
              result(&x->now, n, text_view(&unit), value, &why);
    if (!ok)
        text_append(reason, text_view(&why.message));
    soan_number_free(&n);
    text_free(&unit);
    if (s.failed) {
        error_set(e, why.status, "%s", text_str(&why.message));
        error_free(&why);
        return false;
    }
    error_free(&why);
    return true;
}

static bool compute_one(struct computing *c, struct ledger_entry *x)
{
    struct text value = {0}, reason = {0};
    if (!ledger_evaluate(c->l, x, &value, &reason, c->e))
        return false;
    bool changed = !text_view_equal(text_view(&value), text_view(&x->now.value));
    if (changed && x->now.locked) {
        text_free(&value);
        text_free(&reason);
        return error_set(c->e, SOAN_REFUSED,
                         _("'%s' is computed from this and locked; nothing was changed; have it unlocked first"),
                         soan_figure_name(&x->was));
    }
    if (changed)
        x->now.confirmed = false;
    text_free(&x->now.value);
    text_free(&x->now.reason);
    x->now.value = value;
    x->now.reason = reason;
    return true;
}

/* First edge of those that need x; they stand together. */
static size_t first_edge(const struct computing *c, const struct ledger_entry *x)
{
    size_t from = 0, to = c->edges;
    while (from < to) {
        size_t mid = from + (to - from) / 2;
        if ((uintptr_t)c->edge[mid].needs < (uintptr_t)x)
            from = mid + 1;
        else
            to = mid;
    }
    return from;
}

static bool compute_in_order(struct computing *c)
{
    struct ledger_entry **ready = mem_array(c->n + 1, sizeof *ready);
    size_t n = 0, dirty = 0;
    bool ok = true;
    for (size_t i = 0; i < c->n; i++) {
        dirty += c->queue[i]->dirty;
        if (c->queue[i]->dirty && !c->queue[i]->waiting)
            ready[n++] = c->queue[i];
    }
    for (size_t i = 0; ok && i < n; i++) {
        ok = compute_one(c, ready[i]);
        for (size_t k = first_edge(c, ready[i]); k < c->edges && c->edge[k].needs == ready[i]; k++)
            if (--c->edge[k].user->waiting == 0)
                ready[n++] = c->edge[k].user;
    }
    for (size_t i = 0; ok && n < dirty && i < c->n; i++)
        if (c->queue[i]->waiting)
            ok = refuse_circle(c, c->queue[i]);
    free(ready);
    return ok;
}

bool ledger_compute(struct ledger *l, struct error *e)
{
    struct computing c = {.l = l, .e = e};
    bool ok = collect(&c) && link_all(&c) && compute_in_order(&c);
    free(c.queue);
    free(c.edge);
    return ok;
}
