/* Clauses that compare a quantity with another: who is meant, and with what. */
#include "figure/claim_compare.h"

enum { FILLERS_MAX = 6, BASE_MAX = 18, SUBJECTS_MAX = 12, NOUN_MAX = 10, BRACKET_MAX = 6, FAR = 80 };

bool boundary(const struct reading *r, size_t i)
{
    if (i >= r->n)
        return true;
    enum token_kind k = r->token[i].kind;
    return k == T_COMMA || k == T_SEMICOLON || k == T_COLON || k == T_STOP || k == T_CLOSE;
}

static size_t longest(size_t a, size_t b)
{
    return a > b ? a : b;
}

size_t object_of(const struct compare *s, size_t i, size_t len)
{
    const struct reading *r = s->r;
    size_t j = i + len;
    while (j < s->to && j <= i + len + FILLERS_MAX && r->token[j].kind == T_WORD) {
        size_t n = longest(run_at(r, W_FILLER, j), run_at(r, W_ABOUT, j));
        n = longest(n, longest(run_at(r, W_LEAST, j), run_at(r, W_MOST, j)));
        if (n == 0)
            return NONE;
        j += n;
    }
    return j < s->to && is_quantity(r, j) ? j : NONE;
}

size_t plan_behind(const struct compare *s, size_t i, size_t len)
{
    enum { BETWEEN = 2 };
    size_t j = i + len;
    j += run_at(s->r, W_AGAINST, j);
    for (size_t k = j; k <= j + BETWEEN && k < s->to && s->r->token[k].kind == T_WORD; k++)
        if (run_at(s->r, W_PLAN, k))
            return k;
    return NONE;
}

/* Tokens of a verb at i, 0 if there is none that has an object. */
static size_t verb_at(const struct compare *s, size_t i)
{
    static const enum word_list with_number[] = {W_REACH, W_EXCEED, W_MISS, W_RISE, W_FALL, W_TIMES, W_AVERAGE};
    static const enum word_list with_plan[] = {W_REACHED, W_EXCEED, W_MISS};
    const struct reading *r = s->r;
    for (size_t k = 0; k < SOAN_ARRAY_LEN(with_number); k++) {
        size_t n = run_at(r, with_number[k], i);
        if (n && object_of(s, i, n) != NONE)
            return n;
    }
    for (size_t k = 0; k < SOAN_ARRAY_LEN(with_plan); k++) {
        size_t n = run_at(r, with_plan[k], i);
        if (n && plan_behind(s, i, n) != NONE)
            return n;
    }
    size_t change = longest(run_at(r, W_RISE, i), run_at(r, W_FALL, i));
    if (change && (run_at(r, W_FROM, i + change) || run_at(r, W_UP, i + change) || run_at(r, W_DOWN, i + change) ||
                   run_at(r, W_AVERAGE, i + change)))
        return change;
    size_t average = run_at(r, W_AVERAGE, i);
    if (average && (run_at(r, W_RISE, i + average) || run_at(r, W_FALL, i + average)))
        return average;
    return run_at(r, W_TWICE, i);
}

/* The clause that begins at i has no subject of its own. */
static bool goes_on(const struct compare *s, size_t i)
{
    for (size_t n; i < s->to && (n = run_at(s->r, W_LINK, i)) > 0 && !verb_at(s, i);)
        i += n;
    return i < s->to && (verb_at(s, i) > 0 || (run_at(s->r, W_FROM, i) && is_quantity(s->r, i + 1)));
}

/* The first quantity of a bracket at i; *end is set behind the bracket. */
static size_t bracketed(const struct compare *s, size_t i, size_t *end)
{
    const struct reading *r = s->r;
    size_t found = NONE;
    for (*end = i + 1; *end < s->to && *end < i + FAR && r->token[*end].kind != T_CLOSE; ++*end) {
        if (found == NONE && *end <= i + BRACKET_MAX && is_quantity(r, *end) &&
            unit_class(quantity_of(r, *end)) != UNIT_TIME)
            found = *end;
        else if (found == NONE && verb_at(s, *end) && !run_at(r, W_REACH, *end))
            return NONE;
    }
    if (*end < s->to)
        ++*end;
    return found;
}

struct base base_of(const struct compare *s, size_t i)
{
    const struct reading *r = s->r;
    struct base out = {.plan = NONE, .b = NONE, .end = i};
    out.given = run_at(r, W_AGAINST, i) || run_at(r, W_PLAN, i) || run_at(r, W_BASE, i);
    if (!out.given)
        return out;
    size_t k = i + run_at(r, W_AGAINST, i);
    for (; k < s->to && k < i + BASE_MAX && !boundary(r, k); k++) {
        if (out.plan == NONE && run_at(r, W_PLAN, k))
            out.plan = k;
        if (r->token[k].kind == T_OPEN) {
            size_t end, b = bracketed(s, k, &end);
            if (out.b == NONE)
                out.b = b;
            if (b != NONE)
                k = end;
            break;
        }
        if (k > i && (run_at(r, W_STOP, k) || verb_at(s, k)) && !run_at(r, W_PLAN, k) && !run_at(r, W_BASE, k))
            break;
        if (is_quantity(r, k) && unit_class(quantity_of(r, k)) != UNIT_TIME) {
            if (out.b != NONE)
                break;
            out.b = k;
        }
    }
    out.end = k;
    return out;
}

size_t subject_like(const struct compare *s, size_t b)
{
    const struct reading *r = s->r;
    const struct soan_quantity *q = quantity_of(r, b);
    if (s->subject == NONE || !exact(q) || q->unit.len == 0)
        return NONE;
    size_t seen = 0, kind = NONE;
    for (size_t i = s->subject + 1; i-- > s->first && seen < SUBJECTS_MAX;) {
        if (!is_quantity(r, i) || i == b)
            continue;
        const struct soan_quantity *a = quantity_of(r, i);
        seen++;
        if (exact(a) && same_unit(a, q))
            return i;
        if (exact(a) && kind == NONE && same_kind(a, q))
            kind = i;
    }
    return kind;
}

bool target_of(const struct compare *s, size_t token, struct soan_target *out)
{
    if (token == NONE)
        return false;
    const struct soan_quantity *q = quantity_of(s->r, token);
    if (q->figure == NONE || q->form != SOAN_QUANTITY_NUMBER)
        return false;
    const struct soan_claim_figure *f = &s->r->figure[q->figure];
    return f->target.len > 0 && soan_target_parse(f->unit, f->target, out, NULL);
}

static void forget(struct compare *s)
{
    s->first = s->subject = s->change = s->share = s->share_plan = s->before = s->after = NONE;
    s->years = 0;
}

static void take_subject(struct compare *s, size_t i)
{
    enum unit_class c = unit_class(quantity_of(s->r, i));
    if (c == UNIT_TIME || c == UNIT_TIMES)
        return;
    if (s->first == NONE)
        s->first = i;
    s->subject = i;
    s->change = NONE;
}

static size_t read_outcome(struct compare *s, size_t i, size_t len, enum outcome o)
{
    size_t plan = plan_behind(s, i, len);
    if (plan == NONE)
        return i;
    read_target(s, i, plan, o);
    return plan + run_at(s->r, W_PLAN, plan);
}

/* Returns i if no verb stands there. */
static size_t read_verb(struct compare *s, size_t i)
{
    const struct reading *r = s->r;
    size_t n, j, end;
    if ((n = run_at(r, W_TWICE, i)) > 0 || ((n = run_at(r, W_TIMES, i)) > 0 && object_of(s, i, n) != NONE))
        return read_times(s, i, n);
    if ((n = run_at(r, W_MISS, i)) > 0) {
        end = read_outcome(s, i, n, OUTCOME_MISSED);
        return end > i ? end : i + n;
    }
    if ((n = run_at(r, W_EXCEED, i)) > 0) {
        j = object_of(s, i, n);
        end = j != NONE ? read_exceed(s, i, j) : read_outcome(s, i, n, OUTCOME_EXCEEDED);
        if (end > i)
            return end;
    }
    if ((n = run_at(r, W_REACH, i)) > 0 && (j = object_of(s, i, n)) != NONE)
        return read_reach(s, i, j);
    if ((n = run_at(r, W_REACHED, i)) > 0 && (end = read_outcome(s, i, n, OUTCOME_REACHED)) > i)
        return end;
    if ((n = run_at(r, W_RISE, i)) > 0)
        return read_change(s, i, n, 1);
    if ((n = run_at(r, W_FALL, i)) > 0)
        return read_change(s, i, n, -1);
    if ((n = run_at(r, W_FROM, i)) > 0)
        return read_from(s, i, 0);
    return i;
}

/* A bracket that says nothing about the quantity before it is passed over. */
static size_t read_bracket(const struct compare *s, size_t i)
{
    size_t depth = 0, k = i;
    if (goes_on(s, i + 1))
        return i + 1;
    for (; k < s->to && k < i + FAR; k++) {
        depth += s->r->token[k].kind == T_OPEN;
        if (s->r->token[k].kind == T_CLOSE && --depth == 0)
            return k + 1;
    }
    return k;
}

void compare_read(struct reading *r, size_t from, size_t to)
{
    struct compare s = {.r = r, .from = from, .to = to};
    forget(&s);
    for (size_t i = from, words = 0; i < to;) {
        enum token_kind kind = r->token[i].kind;
        size_t next = i + 1;
        if (kind == T_QUANTITY) {
            take_subject(&s, i);
            words = 0;
        } else if (kind == T_SEMICOLON) {
            forget(&s);
        } else if (kind == T_OPEN) {
            next = read_bracket(&s, i);
        } else if (kind == T_COMMA || kind == T_COLON) {
            if (!goes_on(&s, i + 1))
                forget(&s);
            words = 0;
        } else if (kind == T_WORD) {
            size_t end = read_verb(&s, i);
            words = end > i ? 0 : words + 1;
            if (end == i && (words > NOUN_MAX || (run_at(r, W_STOP, i) && !goes_on(&s, i))))
                forget(&s);
            next = end > i ? end : next;
        }
        i = next;
    }
}
