/* R10 and R12: the ledger by itself, and what is computed in it. */
#include <stdlib.h>

#include "report/ledger.h"
#include "report/verify.h"

static bool target_as_it_stands(struct text_view target)
{
    struct soan_target t = {0};
    struct text again = {0};
    bool ok = target.len == 0 || soan_target_parse(TEXT_LIT(""), target, &t, NULL);
    if (ok && target.len) {
        soan_target_format(&t, &again);
        ok = text_view_equal(text_view(&again), target);
    }
    soan_target_free(&t);
    text_free(&again);
    return ok;
}

static bool figure_valid(struct query *q)
{
    enum soan_kind kind;
    if (!soan_key_valid(query_text(q, 0)) || !soan_kind_by_name(query_text(q, 1), &kind))
        return false;
    struct text_view unit = query_text(q, 2), value = query_text(q, 3), target = query_text(q, 5);
    bool number_only = target.len || query_get(q, 8) >= 0 || query_text(q, 9).len;
    return ledger_reads(kind, unit, value) && ledger_reads(kind, unit, query_text(q, 4)) &&
           target_as_it_stands(target) && ledger_reads(SOAN_KIND_DATE, TEXT_LIT(""), query_text(q, 6)) &&
           (value.len || !query_flag(q, 7)) && (kind == SOAN_KIND_NUMBER || !number_only) &&
           (query_text(q, 9).len || !query_text(q, 10).len);
}

static bool verify_each(struct verifier *v, struct error *e)
{
    struct query q =
        query(v->r, "SELECT key, kind, unit, value, previous, target, dated, confirmed OR locked, decimals, formula,"
                    " reason FROM figure");
    while (query_row(&q))
        if (!figure_valid(&q))
            verify_problem(v, _("R10: figure '%.*s' holds what it may not"), (int)query_text(&q, 0).len,
                           query_text(&q, 0).bytes);
    return query_end(&q, e);
}

/* ---- formulas ---- */

struct needed {
    struct ledger *l;
    int64_t *id;
    size_t n, cap;
};

static void need(struct text_view key, enum soan_operand_of of, void *arg)
{
    struct needed *d = arg;
    struct ledger_entry *x;
    (void)of;
    if (!ledger_take(d->l, key, &x, NULL))
        return;
    mem_grow((void **)&d->id, &d->cap, d->n + 1, sizeof *d->id);
    d->id[d->n++] = x->was.id;
}

static int by_id(const void *a, const void *b)
{
    const int64_t *p = a, *q = b;
    return (*p > *q) - (*p < *q);
}

static bool verify_operands(struct verifier *v, struct ledger *l, const struct ledger_entry *x, struct error *e)
{
    struct needed d = {.l = l};
    size_t n = 0, at = 0;
    bool same = true;
    if (x->formula)
        soan_formula_keys(x->formula, need, &d);
    if (d.n > 1)
        qsort(d.id, d.n, sizeof *d.id, by_id);
    for (size_t i = 0; i < d.n; i++)
        if (i == 0 || d.id[i] != d.id[i - 1])
            d.id[n++] = d.id[i];
    struct query q = query(v->r, "SELECT needs FROM operand WHERE figure = :id ORDER BY needs");
    query_int(&q, ":id", x->was.id);
    for (; query_row(&q); at++)
        same = same && at < n && d.id[at] == query_get(&q, 0);
    if (!same || at != n)
        verify_problem(v, _("R12: the operands of figure '%s' are not those of its formula"), text_str(&x->was.key));
    free(d.id);
    return query_end(&q, e);
}

static void verify_computed(struct verifier *v, const struct ledger_entry *x)
{
    bool same = text_view_equal(text_view(&x->was.value), text_view(&x->now.value));
    if (!same || (x->was.value.len == 0) != (x->was.reason.len > 0))
        verify_problem(v, _("R12: figure '%s' is not what its formula gives"), text_str(&x->was.key));
}

static bool take_computed(struct ledger *l, struct error *e)
{
    bool ok = true;
    struct query q = query(l->r, "SELECT key FROM figure WHERE formula <> ''");
    while (ok && query_row(&q)) {
        struct ledger_entry *x;
        ok = ledger_take(l, query_text(&q, 0), &x, e);
        if (ok) {
            x->named = x->new_formula = true;
            x->now.locked = false;
        }
    }
    return query_end(&q, ok ? e : NULL) && ok;
}

static bool verify_formulas(struct verifier *v, struct error *e)
{
    struct ledger l = {.r = v->r};
    struct error why = {0};
    bool ok = take_computed(&l, e);
    size_t n = l.n;
    if (ok && !ledger_compute(&l, &why)) {
        if (why.status == SOAN_REFUSED)
            verify_problem(v, _("R12: %s"), text_str(&why.message));
        else
            ok = error_set(e, why.status, "%s", text_str(&why.message));
        error_free(&why);
        n = 0;
    }
    for (size_t i = 0; ok && i < n; i++) {
        verify_computed(v, l.entry[i]);
        ok = verify_operands(v, &l, l.entry[i], e);
    }
    ledger_free(&l);
    return ok;
}

bool verify_figures(struct verifier *v, struct error *e)
{
    return verify_each(v, e) && verify_formulas(v, e);
}
