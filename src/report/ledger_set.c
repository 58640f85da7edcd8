/* One change of one property, checked against what the figure is by then. */
#include "report/ledger.h"

static const char *const names[SOAN_FIGURE_PROPERTIES_] = {
    [SOAN_FIGURE_VALUE] = N_("value"), [SOAN_FIGURE_LABEL] = N_("label"), [SOAN_FIGURE_KIND] = N_("kind"),
    [SOAN_FIGURE_UNIT] = N_("unit"), [SOAN_FIGURE_DECIMALS] = N_("decimals"), [SOAN_FIGURE_TARGET] = N_("target"),
    [SOAN_FIGURE_PREVIOUS] = N_("previous"), [SOAN_FIGURE_FORMULA] = N_("formula"), [SOAN_FIGURE_SOURCE] = N_("source"),
    [SOAN_FIGURE_PAPER] = N_("paper"), [SOAN_FIGURE_DATED] = N_("dated"), [SOAN_FIGURE_NOTE] = N_("note"),
    [SOAN_FIGURE_CONFIRM] = N_("confirm"), [SOAN_FIGURE_DRAFT] = N_("draft"), [SOAN_FIGURE_LOCK] = N_("lock"),
    [SOAN_FIGURE_UNLOCK] = N_("unlock"),
};

const char *soan_figure_property_name(enum soan_figure_property p)
{
    return p < SOAN_FIGURE_PROPERTIES_ ? names[p] : "";
}

/* Puts the key before what was wrong. */
static bool wrong(const struct soan_figure *f, struct error *why, struct error *e)
{
    error_set(e, why->status, "%s: %s", text_str(&f->key), text_str(&why->message));
    error_free(why);
    return false;
}

static void put(struct text *to, struct text *value)
{
    text_free(to);
    *to = text_take(value);
}

static bool is_number(const struct soan_figure *f, struct error *e)
{
    return f->kind == SOAN_KIND_NUMBER ||
           error_set(e, SOAN_REFUSED, _("%s: is no number; only numbers have a target, decimals or a formula"),
                     text_str(&f->key));
}

/* As many decimals as the figure has; more are not cut off behind anybody's back. */
static bool fit_decimals(const struct soan_figure *f, struct text *value, struct error *e)
{
    struct soan_number *n = NULL;
    if (f->decimals < 0 || f->kind != SOAN_KIND_NUMBER || value->len == 0)
        return true;
    if (!soan_number_parse(text_view(value), &n, e))
        return false;
    struct text fitted = {0};
    bool ok = soan_number_decimals(n) <= f->decimals;
    soan_number_format(n, soan_number_decimals(n) == f->decimals ? -1 : f->decimals, &fitted);
    if (ok)
        put(value, &fitted);
    else
        error_set(e, SOAN_REFUSED,
                  _("%s: %s has more than %d decimals; round it to %s, or give the figure more decimals"),
                  text_str(&f->key), text_str(value), f->decimals, text_str(&fitted));
    text_free(&fitted);
    soan_number_free(&n);
    return ok;
}

static bool set_value(struct soan_report *r, struct ledger_entry *x, struct text_view typed, struct error *e)
{
    struct soan_figure *f = &x->now;
    struct text value = {0};
    struct error why = {0};
    if (x->filled)
        return error_set(e, SOAN_REFUSED, _("'%s' is given twice; nothing was changed; say it once"), text_str(&f->key));
    x->filled = true;
    if (f->formula.len)
        return error_set(e, SOAN_REFUSED,
                         _("%s: is computed from %s; change what it is computed from, or take the formula away"),
                         text_str(&f->key), text_str(&f->formula));
    if (typed.len && (!soan_value_parse(f->kind, text_view(&f->unit), typed, &value, &why) ||
                      !soan_value_plausible(f->kind, text_view(&f->unit), text_view(&value), &why))) {
        text_free(&value);
        return wrong(f, &why, e);
    }
    if (!fit_decimals(f, &value, e) || !lead_drop(r, f, &value, &x->dropped, e)) {
        text_free(&value);
        return false;
    }
    if (!text_view_equal(text_view(&value), text_view(&f->value)))
        f->confirmed = false;
    put(&f->value, &value);
    return true;
}

/* A line of words; empty takes it away. */
static bool set_words(const struct soan_figure *f, struct text *to, enum soan_kind kind, struct text_view typed,
                      struct error *e)
{
    struct text value = {0};
    struct error why = {0};
    if (typed.len && !soan_value_parse(kind, TEXT_LIT(""), typed, &value, &why))
        return wrong(f, &why, e);
    put(to, &value);
    return true;
}

bool ledger_reads(enum soan_kind kind, struct text_view unit, struct text_view value)
{
    struct text again = {0};
    bool ok = value.len == 0 || (text_is_clean(value) && soan_value_parse(kind, unit, value, &again, NULL) &&
                                 text_view_equal(text_view(&again), value));
    text_free(&again);
    return ok;
}

static bool value_fits(const struct soan_figure *f, enum soan_kind kind, struct text_view unit, struct error *e)
{
    struct text ignored = {0};
    struct error why = {0};
    bool ok = f->value.len == 0 || soan_value_parse(kind, unit, text_view(&f->value), &ignored, &why);
    text_free(&ignored);
    return ok || wrong(f, &why, e);
}

/* The same amount in another unit; left as it is if there is none. */
static bool convert(struct soan_figure *f, struct text *value, struct text_view unit, struct error *e)
{
    struct soan_number *n = NULL, *other = NULL;
    struct text out = {0};
    bool turns = soan_number_parse(text_view(value), &n, NULL) && soan_unit_convert(n, text_view(&f->unit), unit, &other) &&
                 soan_number_compare(n, other) != 0;
    if (turns) {
        soan_number_format(other, -1, &out);
        put(value, &out);
    }
    soan_number_free(&n);
    soan_number_free(&other);
    return !turns || value != &f->value || fit_decimals(f, value, e);
}

static void convert_target(struct soan_figure *f, struct text_view unit)
{
    struct soan_target t = {0};
    struct soan_number *low = NULL, *high = NULL;
    struct text out = {0};
    if (f->target.len && soan_target_parse(TEXT_LIT(""), text_view(&f->target), &t, NULL) &&
        soan_unit_convert(t.low, text_view(&f->unit), unit, &low) &&
        (!t.high || soan_unit_convert(t.high, text_view(&f->unit), unit, &high))) {
        soan_number_free(&t.low);
        soan_number_free(&t.high);
        t.low = low;
        t.high = high;
        soan_target_format(&t, &out);
        put(&f->target, &out);
    }
    soan_target_free(&t);
}

/* A number keeps its amount: 5 tỷ đồng become 5.000 triệu đồng. Either way it is not what somebody has confirmed. */
static bool turn_unit(struct soan_figure *f, struct text *unit, struct error *e)
{
    if (text_view_equal(text_view(unit), text_view(&f->unit)))
        return true;
    if (f->kind == SOAN_KIND_NUMBER && f->unit.len && unit->len) {
        if (!convert(f, &f->value, text_view(unit), e) || !convert(f, &f->previous, text_view(unit), e))
            return false;
        convert_target(f, text_view(unit));
    }
    f->confirmed = false;
    put(&f->unit, unit);
    return true;
}

static bool set_unit(struct soan_figure *f, struct text_view typed, struct error *e)
{
    struct text unit = {0}, clean = {0};
    if (!set_words(f, &clean, SOAN_KIND_TEXT, typed, e))
        return false;
    soan_unit_canonical(text_view(&clean), &unit);
    text_free(&clean);
    bool ok = value_fits(f, f->kind, text_view(&unit), e) && turn_unit(f, &unit, e);
    text_free(&unit);
    return ok;
}

static bool set_kind(struct soan_figure *f, struct text_view typed, struct error *e)
{
    enum soan_kind kind;
    if (!soan_kind_by_name(typed, &kind))
        return error_set(e, SOAN_REFUSED,
                         _("%s: '%.*s' is no kind; take number, ratio, ordinal, name, document, date or text"),
                         text_str(&f->key), (int)typed.len, typed.bytes);
    if (kind != SOAN_KIND_NUMBER && (f->target.len || f->formula.len || f->decimals >= 0) &&
        !is_number(&(struct soan_figure){.kind = kind, .key = f->key}, e))
        return false;
    if (!value_fits(f, kind, text_view(&f->unit), e))
        return false;
    f->kind = kind;
    return true;
}

static bool set_decimals(struct soan_figure *f, struct text_view typed, struct error *e)
{
    bool digit = typed.len == 1 && typed.bytes[0] >= '0' && typed.bytes[0] <= '9';
    if (!is_number(f, e))
        return false;
    if (typed.len && !digit)
        return error_set(e, SOAN_REFUSED,
                         _("%s: '%.*s' is no number of decimals; write 0 to 9, or nothing for as many as are written"),
                         text_str(&f->key), (int)typed.len, typed.bytes);
    f->decimals = digit ? typed.bytes[0] - '0' : -1;
    return f->formula.len > 0 || fit_decimals(f, &f->value, e);
}

static bool set_target(struct soan_figure *f, struct text_view typed, struct error *e)
{
    struct soan_target t = {0};
    struct text target = {0};
    struct error why = {0};
    if (!is_number(f, e))
        return false;
    if (typed.len && !soan_target_parse(text_view(&f->unit), typed, &t, &why))
        return wrong(f, &why, e);
    if (typed.len)
        soan_target_format(&t, &target);
    soan_target_free(&t);
    put(&f->target, &target);
    return true;
}

static bool set_previous(struct soan_figure *f, struct text_view typed, struct error *e)
{
    struct text value = {0};
    struct error why = {0};
    if (typed.len && !soan_value_parse(f->kind, text_view(&f->unit), typed, &value, &why))
        return wrong(f, &why, e);
    put(&f->previous, &value);
    return true;
}

struct operand_check {
    struct ledger *l;
    const struct soan_figure *f;
    bool ok;
    struct error *e;
};

static void check_operand(struct text_view key, enum soan_operand_of of, void *arg)
{
    struct operand_check *c = arg;
    struct ledger_entry *x;
    (void)of;
    if (!c->ok)
        return;
    c->ok = ledger_take(c->l, key, &x, c->e);
    if (c->ok && x->now.kind != SOAN_KIND_NUMBER)
        c->ok = error_set(c->e, SOAN_REFUSED, _("%s: the formula names '%.*s', which is no number; name numbers only"),
                          text_str(&c->f->key), (int)key.len, key.bytes);
}

/* Small numbers for every operand: only the units are looked at. */
static bool any_number(struct text_view key, enum soan_operand_of of, struct soan_number **out, struct text *unit,
                       void *arg, struct error *e)
{
    struct operand_check *c = arg;
    struct ledger_entry *x;
    if (!ledger_take(c->l, key, &x, e))
        return false;
    *out = soan_number_from_int(2 +
                                (long)((key.len + (size_t)of * 3 + (size_t)(unsigned char)key.bytes[key.len - 1]) % 7));
    text_append(unit, text_view(&x->now.unit));
    return true;
}

static bool units_fit(struct operand_check *c, const struct soan_formula *formula, struct error *e)
{
    struct soan_number *n = NULL, *own = NULL;
    struct text unit = {0};
    struct error why = {0};
    bool ok = soan_formula_eval(formula, any_number, c, &n, &unit, &why);
    if (!ok) {
        wrong(c->f, &why, e);
    } else if (unit.len && !soan_unit_convert(n, text_view(&unit), text_view(&c->f->unit), &own)) {
        ok = error_set(e, SOAN_REFUSED,
                       _("%s: the formula gives %s, the figure is in %s; change the formula or the unit"),
                       text_str(&c->f->key), text_str(&unit), c->f->unit.len ? text_str(&c->f->unit) : _("no unit"));
    }
    soan_number_free(&n);
    soan_number_free(&own);
    text_free(&unit);
    return ok;
}

static bool set_formula(struct ledger *l, struct ledger_entry *x, struct text_view typed, struct error *e)
{
    struct soan_formula *formula = NULL;
    struct text clean = {0};
    struct error why = {0};
    if (!is_number(&x->now, e))
        return false;
    text_clean_line(typed, &clean, NULL);
    if (clean.len && !soan_formula_parse(text_view(&clean), &formula, &why)) {
        text_free(&clean);
        return wrong(&x->now, &why, e);
    }
    struct operand_check c = {.l = l, .f = &x->now, .ok = true, .e = e};
    if (formula)
        soan_formula_keys(formula, check_operand, &c);
    if (!c.ok || (formula && !units_fit(&c, formula, e))) {
        soan_formula_free(&formula);
        text_free(&clean);
        return false;
    }
    soan_formula_free(&x->formula);
    x->formula = formula;
    x->new_formula = true;
    text_clear(&x->now.reason);
    put(&x->now.formula, &clean);
    return true;
}

static bool set_state(struct ledger *l, struct ledger_entry *x, const struct soan_figure_change *c, struct error *e)
{
    struct soan_figure *f = &x->now;
    bool confirming = c->what == SOAN_FIGURE_CONFIRM || c->what == SOAN_FIGURE_DRAFT;
    if (!soan_right_check(l->r, confirming ? SOAN_RIGHT_CONFIRM : SOAN_RIGHT_LOCK, e))
        return false;
    if ((c->what == SOAN_FIGURE_CONFIRM || c->what == SOAN_FIGURE_LOCK) && f->value.len == 0)
        return error_set(e, SOAN_REFUSED, _("%s: has no value yet that could be confirmed or locked; fill it first"),
                         text_str(&f->key));
    if (confirming) {
        f->confirmed = c->what == SOAN_FIGURE_CONFIRM;
        return true;
    }
    if (c->what == SOAN_FIGURE_LOCK) {
        f->locked = true;
        return true;
    }
    if (!f->locked)
        return error_set(e, SOAN_REFUSED, _("%s: is not locked"), text_str(&f->key));
    if (text_view_trim(c->value).len == 0)
        return error_set(e, SOAN_REFUSED, _("%s: is locked; say why it is unlocked, the reason is kept"),
                         text_str(&f->key));
    f->locked = false;
    return set_words(f, &x->unlocked, SOAN_KIND_TEXT, c->value, e);
}

bool ledger_set(struct ledger *l, const struct soan_figure_change *c, struct error *e)
{
    struct ledger_entry *x;
    struct text_view v = text_view_trim(c->value);
    if (!ledger_take(l, c->key, &x, e))
        return false;
    struct soan_figure *f = &x->now;
    if (f->locked && c->what != SOAN_FIGURE_UNLOCK)
        return error_set(e, SOAN_REFUSED, _("%s: '%s' is locked; nothing was changed; have it unlocked first"),
                         l->r->path, soan_figure_name(f));
    if (c->seen && !text_view_equal(text_view(c->seen), text_view(&x->was.value)))
        return error_set(e, SOAN_BUSY, _("%s: '%s' was set to %s meanwhile; nothing was changed; look at it again"),
                         l->r->path, soan_figure_name(f), x->was.value.len ? text_str(&x->was.value) : "…");
    x->named = true;
    switch (c->what) {
    case SOAN_FIGURE_VALUE:
        return set_value(l->r, x, v, e);
    case SOAN_FIGURE_LABEL:
        return set_words(f, &f->label, SOAN_KIND_TEXT, v, e);
    case SOAN_FIGURE_KIND:
        return set_kind(f, v, e);
    case SOAN_FIGURE_UNIT:
        return set_unit(f, v, e);
    case SOAN_FIGURE_DECIMALS:
        return set_decimals(f, v, e);
    case SOAN_FIGURE_TARGET:
        return set_target(f, v, e);
    case SOAN_FIGURE_PREVIOUS:
        return set_previous(f, v, e);
    case SOAN_FIGURE_FORMULA:
        return set_formula(l, x, v, e);
    case SOAN_FIGURE_SOURCE:
        return set_words(f, &f->source, SOAN_KIND_TEXT, v, e);
    case SOAN_FIGURE_PAPER:
        return set_words(f, &f->paper, SOAN_KIND_TEXT, v, e);
    case SOAN_FIGURE_DATED:
        return set_words(f, &f->dated, SOAN_KIND_DATE, v, e);
    case SOAN_FIGURE_NOTE:
        return set_words(f, &f->note, SOAN_KIND_TEXT, v, e);
    case SOAN_FIGURE_CONFIRM:
    case SOAN_FIGURE_DRAFT:
    case SOAN_FIGURE_LOCK:
    case SOAN_FIGURE_UNLOCK:
        return set_state(l, x, c, e);
    case SOAN_FIGURE_PROPERTIES_:
        break;
    }
    return true;
}
