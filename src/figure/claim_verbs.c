/* What each verb claims: đạt, vượt, tăng, giảm, gấp. */
#include "figure/claim_compare.h"

static const struct soan_quantity *q_at(const struct compare *s, size_t i)
{
    return quantity_of(s->r, i);
}

enum way { WAY_PERCENT, WAY_MORE, WAY_DIFFERENCE, WAY_EITHER };

/* The number that follows from a and b. EITHER: shares may differ by points or by percent; the one that fits, else
 * points. */
static struct soan_number *due_of(enum way way, const struct soan_quantity *said, const struct soan_number *a,
                                  const struct soan_number *b, int sign)
{
    if (!a || !b)
        return NULL;
    if (way == WAY_PERCENT)
        return percent_of(a, b);
    if (way == WAY_MORE)
        return percent_more(a, b, sign);
    struct soan_number *points = sign > 0 ? calc(SOAN_SUB, a, b) : calc(SOAN_SUB, b, a);
    if (way == WAY_DIFFERENCE || !said->low || !points || agrees(said, points))
        return points;
    struct soan_number *more = percent_more(a, b, sign);
    if (more && agrees(said, more)) {
        soan_number_free(&points);
        return more;
    }
    soan_number_free(&more);
    return points;
}

/* said at token j against quantities at tokens a and b. */
static void claim_pair(struct compare *s, enum soan_relation relation, enum way way, size_t i, size_t j, size_t a,
                       size_t b, int sign, size_t end)
{
    const struct soan_quantity *said = q_at(s, j), *qa = q_at(s, a), *qb = q_at(s, b);
    struct soan_number *due = due_of(way, said, qa->low, qb->low, sign);
    struct soan_claim *c = claim_add(s->r, relation, i, end > j ? end : j + 1);
    claim_operand(c, s->r->token[j].quantity);
    claim_operand(c, s->r->token[a].quantity);
    claim_operand(c, s->r->token[b].quantity);
    judge(c, said, due);
    bool difference = way == WAY_DIFFERENCE || way == WAY_EITHER;
    if (sign < 0 && difference)
        show_pair(c, qb->low, " - ", qa->low);
    else
        show_pair(c, qa->low, difference ? " - " : " / ", qb->low);
    soan_number_free(&due);
}

/* The same against the target of the subject's figure. */
static void claim_against_target(struct compare *s, enum soan_relation relation, enum way way, size_t i, size_t j,
                                 size_t end)
{
    struct soan_target t = {0};
    const struct soan_quantity *said = q_at(s, j), *a = s->subject == NONE ? NULL : q_at(s, s->subject);
    if (!a || !exact(a))
        return;
    bool known = target_of(s, s->subject, &t);
    struct soan_number *due = known ? due_of(way, said, a->low, t.low, 1) : NULL;
    struct soan_claim *c = claim_add(s->r, relation, i, end > j ? end : j + 1);
    claim_operand(c, s->r->token[j].quantity);
    claim_operand(c, s->r->token[s->subject].quantity);
    judge(c, said, due);
    if (known)
        show_pair(c, a->low, way == WAY_DIFFERENCE || way == WAY_EITHER ? " - " : " / ", t.low);
    soan_number_free(&due);
    soan_target_free(&t);
}

size_t read_reach(struct compare *s, size_t i, size_t j)
{
    const struct reading *r = s->r;
    const struct soan_quantity *p = q_at(s, j);
    struct base base = base_of(s, j + 1);
    if (unit_class(p) != UNIT_PERCENT || per_year(p) || p->form == SOAN_QUANTITY_RATIO) {
        if (unit_class(p) != UNIT_TIME && unit_class(p) != UNIT_TIMES) {
            s->first = s->first == NONE ? j : s->first;
            s->subject = j;
        }
        return j + 1;
    }
    size_t a = base.b != NONE ? subject_like(s, base.b) : NONE;
    if (base.b != NONE && q_at(s, base.b)->form == SOAN_QUANTITY_RATIO)
        claim_ratio(s->r, i, j, base.b);
    else if (a != NONE)
        claim_pair(s, SOAN_CLAIM_PERCENT, WAY_PERCENT, i, j, a, base.b, 1, base.end);
    else if (base.given && base.b == NONE && base.plan != NONE && s->subject != NONE)
        claim_against_target(s, SOAN_CLAIM_PERCENT, WAY_PERCENT, i, j, base.end);
    else if (!base.given && s->subject != NONE && q_at(s, s->subject)->form == SOAN_QUANTITY_RATIO &&
             (boundary(r, j + 1) || j + 1 >= s->to))
        claim_ratio(s->r, i, j, s->subject);
    if (base.plan != NONE) {
        s->share = j;
        s->share_plan = base.plan;
    }
    if (!base.given) {
        s->first = s->first == NONE ? j : s->first;
        s->subject = j;
    }
    return base.end > j ? base.end : j + 1;
}

/* đạt P% và vượt Q%: both of one plan. */
static bool exceed_share(struct compare *s, size_t i, size_t j, const struct base *base)
{
    const struct soan_quantity *said = q_at(s, j);
    size_t p = s->share;
    if (base->b != NONE || (base->given && base->plan == NONE))
        return false;
    if (p == NONE && s->subject != NONE) {
        const struct soan_quantity *q = q_at(s, s->subject);
        struct soan_number *hundred = soan_number_from_int(100);
        bool over = q->low && exact(q) && unit_class(q) == UNIT_PERCENT && soan_number_compare(q->low, hundred) > 0;
        soan_number_free(&hundred);
        p = over ? s->subject : NONE;
    }
    if (p == NONE || !exact(q_at(s, p)) || s->r->token[p].quantity == NONE)
        return false;
    struct soan_number *hundred = soan_number_from_int(100);
    struct soan_number *due = q_at(s, p)->low ? calc(SOAN_SUB, q_at(s, p)->low, hundred) : NULL;
    struct soan_claim *c = claim_add(s->r, SOAN_CLAIM_EXCEED, p < i ? p : i, j + 1);
    claim_operand(c, s->r->token[j].quantity);
    claim_operand(c, s->r->token[p].quantity);
    judge(c, said, due);
    show_pair(c, q_at(s, p)->low, " - ", hundred);
    soan_number_free(&hundred);
    soan_number_free(&due);
    return true;
}

size_t read_exceed(struct compare *s, size_t i, size_t j)
{
    const struct soan_quantity *said = q_at(s, j);
    enum unit_class k = unit_class(said);
    struct base base = base_of(s, j + 1);
    size_t a = base.b != NONE ? subject_like(s, base.b) : NONE, end = base.end > j ? base.end : j + 1;
    if (said->form == SOAN_QUANTITY_RATIO || k == UNIT_TIME || k == UNIT_TIMES || per_year(said))
        return end;
    bool shares = a != NONE && unit_class(q_at(s, a)) == UNIT_PERCENT;
    bool subject_share = s->subject != NONE && unit_class(q_at(s, s->subject)) == UNIT_PERCENT;
    if (k == UNIT_POINTS && shares)
        claim_pair(s, SOAN_CLAIM_POINTS, WAY_DIFFERENCE, i, j, a, base.b, 1, end);
    else if (k == UNIT_PERCENT && a != NONE)
        claim_pair(s, SOAN_CLAIM_EXCEED, shares ? WAY_EITHER : WAY_MORE, i, j, a, base.b, 1, end);
    else if (k == UNIT_COUNT && a != NONE && same_kind(said, q_at(s, a)))
        claim_pair(s, SOAN_CLAIM_EXCEED, WAY_DIFFERENCE, i, j, a, base.b, 1, end);
    else if (k == UNIT_PERCENT && exceed_share(s, i, j, &base))
        return end;
    else if (k == UNIT_PERCENT && base.b == NONE && base.plan != NONE)
        claim_against_target(s, SOAN_CLAIM_EXCEED, subject_share ? WAY_EITHER : WAY_MORE, i, j, end);
    else if (k == UNIT_COUNT && base.b == NONE && base.plan != NONE && s->subject != NONE &&
             same_unit(said, q_at(s, s->subject)))
        claim_against_target(s, SOAN_CLAIM_EXCEED, WAY_DIFFERENCE, i, j, end);
    return end;
}

/* ---- tăng, giảm ---- */

static bool is_average(const struct compare *s, size_t i, size_t j)
{
    return per_year(q_at(s, j)) || words_find(s->r, W_AVERAGE, i, j) != NONE || words_end_at(s->r, W_AVERAGE, i, NULL);
}

/* `trong 5 năm` anywhere in the sentence. */
static long years_said(const struct compare *s, size_t at)
{
    enum { FAR = 80 };
    const struct reading *r = s->r;
    for (size_t i = at > s->from + FAR ? at - FAR : s->from; i + 1 < s->to && i < at + FAR; i++) {
        if (!run_at(r, W_YEARS, i) || !is_quantity(r, i + 1))
            continue;
        const struct soan_quantity *q = quantity_of(r, i + 1);
        struct text_view unit = text_view(&q->unit);
        if (!exact(q) || !q->low || !text_view_equal(unit, TEXT_LIT("năm")))
            continue;
        for (long n = 2; n <= 40; n++) {
            struct soan_number *m = soan_number_from_int(n);
            bool same = soan_number_compare(q->low, m) == 0;
            soan_number_free(&m);
            if (same)
                return n;
        }
    }
    return 0;
}

static void claim_average(struct compare *s, size_t i, size_t j, const struct base *base, int sign)
{
    size_t a = s->after, b = s->before;
    if (base->b != NONE) {
        a = subject_like(s, base->b);
        b = base->b;
    }
    long years = s->years > 1 && base->b == NONE ? s->years : years_said(s, i);
    if (base->given && base->b == NONE)
        return;
    if (a == NONE || b == NONE || years < 2)
        return;
    struct soan_claim *c = claim_add(s->r, SOAN_CLAIM_AVERAGE, i, j + 1);
    claim_operand(c, s->r->token[j].quantity);
    claim_operand(c, s->r->token[a].quantity);
    claim_operand(c, s->r->token[b].quantity);
    judge_average(c, q_at(s, j), q_at(s, b), q_at(s, a), years, sign);
}

/* tăng k lần: k times as much, or k times more? */
static void claim_more_times(struct compare *s, size_t i, size_t j, size_t a, size_t b)
{
    const struct soan_quantity *said = q_at(s, j), *qa = q_at(s, a), *qb = q_at(s, b);
    struct soan_claim *c = claim_add(s->r, SOAN_CLAIM_TIMES, i, j + 1);
    claim_operand(c, s->r->token[j].quantity);
    claim_operand(c, s->r->token[a].quantity);
    claim_operand(c, s->r->token[b].quantity);
    struct soan_number *times = calc(SOAN_DIV, qa->low, qb->low);
    struct soan_number *more = due_of(WAY_DIFFERENCE, said, qa->low, qb->low, 1);
    struct soan_number *extra = calc(SOAN_DIV, more, qb->low);
    judge_times(c, said, times);
    if (c->verdict == SOAN_VERDICT_HOLDS || (extra && agrees(said, extra)))
        c->verdict = SOAN_VERDICT_DOUBTFUL;
    show_pair(c, qa->low, " / ", qb->low);
    soan_number_free(&times);
    soan_number_free(&more);
    soan_number_free(&extra);
}

static void claim_change(struct compare *s, size_t i, size_t j, int sign, size_t a, size_t b, size_t end)
{
    const struct soan_quantity *said = q_at(s, j);
    bool shares = unit_class(q_at(s, a)) == UNIT_PERCENT;
    enum unit_class k = unit_class(said);
    if (k == UNIT_POINTS && shares)
        claim_pair(s, SOAN_CLAIM_POINTS, WAY_DIFFERENCE, i, j, a, b, sign, end);
    else if (k == UNIT_PERCENT)
        claim_pair(s, SOAN_CLAIM_CHANGE, shares ? WAY_EITHER : WAY_MORE, i, j, a, b, sign, end);
    else if (k == UNIT_COUNT && !shares && same_kind(said, q_at(s, a)))
        claim_pair(s, SOAN_CLAIM_CHANGE, WAY_DIFFERENCE, i, j, a, b, sign, end);
    else if (k == UNIT_TIMES && sign > 0)
        claim_more_times(s, i, j, a, b);
}

/* `tăng gấp đôi, từ 9 tỷ lên 18 tỷ`: both ends may come behind. Returns where they end, or NONE. */
static size_t ends_behind(struct compare *s, size_t i, int sign)
{
    size_t from = i + 1, end;
    if (s->after != NONE || i >= s->to || s->r->token[i].kind != T_COMMA || !run_at(s->r, W_FROM, from))
        return NONE;
    end = read_from(s, from, sign);
    return s->after != NONE ? end : NONE;
}

size_t read_change(struct compare *s, size_t i, size_t len, int sign)
{
    const struct reading *r = s->r;
    size_t next = i + len;
    if (run_at(r, W_FROM, next))
        return read_from(s, next, sign);
    /* tăng lên 390, giảm còn 2%: where it stands now, not by how much. */
    if (run_at(r, W_UP, next) || run_at(r, W_DOWN, next) || run_at(r, W_TO, next))
        return next;
    size_t j = object_of(s, i, len);
    if (j == NONE)
        return next;
    const struct soan_quantity *said = q_at(s, j);
    struct base base = base_of(s, j + 1);
    size_t end = base.end > j ? base.end : j + 1;
    size_t a = base.b != NONE ? subject_like(s, base.b) : NONE;
    if (said->form == SOAN_QUANTITY_RATIO)
        return end;
    size_t behind = base.given ? NONE : ends_behind(s, end, sign);
    s->change = j;
    if (is_average(s, i, j)) {
        claim_average(s, i, j, &base, sign);
    } else if (a != NONE) {
        claim_change(s, i, j, sign, a, base.b, end);
    } else if (!base.given && s->after != NONE) {
        claim_change(s, i, j, sign, s->after, s->before, end);
    } else if (unit_class(said) == UNIT_TIMES && sign > 0 && base.given) {
        struct soan_claim *c = claim_add(s->r, SOAN_CLAIM_TIMES, i, end);
        claim_operand(c, r->token[j].quantity);
        c->verdict = SOAN_VERDICT_DOUBTFUL;
    }
    return behind == NONE ? end : behind;
}

size_t read_times(struct compare *s, size_t i, size_t len)
{
    const struct reading *r = s->r;
    bool twice = run_at(r, W_TWICE, i) == len;
    size_t j = twice ? NONE : object_of(s, i, len), last = twice ? i + len - 1 : j;
    struct soan_quantity two = {.figure = NONE, .low = soan_number_from_int(2)};
    const struct soan_quantity *said = twice ? &two : q_at(s, j);
    struct base base = base_of(s, last + 1);
    size_t behind = base.given ? NONE : ends_behind(s, last + 1, 1);
    size_t a = base.b != NONE ? subject_like(s, base.b) : base.given ? NONE : s->after;
    size_t b = base.b != NONE ? base.b : s->before;
    if (unit_class(said) == UNIT_TIMES || twice) {
        if (a != NONE && b != NONE) {
            struct soan_number *due = calc(SOAN_DIV, q_at(s, a)->low, q_at(s, b)->low);
            struct soan_claim *c = claim_add(s->r, SOAN_CLAIM_TIMES, i, last + 1);
            if (!twice)
                claim_operand(c, r->token[j].quantity);
            claim_operand(c, r->token[a].quantity);
            claim_operand(c, r->token[b].quantity);
            judge_times(c, said, due);
            show_pair(c, q_at(s, a)->low, " / ", q_at(s, b)->low);
            soan_number_free(&due);
        }
    }
    soan_number_free(&two.low);
    if (behind != NONE)
        return behind;
    return base.end > last ? base.end : last + 1;
}

/* The year behind token i, within a few words. */
static long year_behind(const struct compare *s, size_t i, size_t to)
{
    enum { NEAR = 5 };
    for (size_t k = i + 1; k < to && k <= i + NEAR && !is_quantity(s->r, k); k++)
        if (s->r->token[k].kind == T_YEAR)
            return (long)s->r->token[k].quantity;
    return 0;
}

size_t read_from(struct compare *s, size_t i, int sign)
{
    enum { APART = 12 };
    const struct reading *r = s->r;
    size_t b = object_of(s, i, 1), k = b + 1, n = 0;
    if (b == NONE || b != i + 1 || !exact(q_at(s, b)))
        return i + 1;
    for (; k < s->to && k <= b + APART; k++) {
        enum token_kind kind = r->token[k].kind;
        if ((n = run_at(r, W_UP, k)) > 0 || (n = run_at(r, W_DOWN, k)) > 0 || run_at(r, W_TO, k) || kind == T_COMMA ||
            kind == T_SEMICOLON || kind == T_QUANTITY)
            break;
    }
    size_t a = n ? object_of(s, k, n) : NONE;
    if (a == NONE || !exact(q_at(s, a)))
        return i + 1;
    const struct soan_quantity *qa = q_at(s, a), *qb = q_at(s, b);
    if (unit_class(qa) == UNIT_TIME || (qb->unit.len && !same_unit(qa, qb)))
        return a + 1;
    int way = sign ? sign : run_at(r, W_UP, k) ? 1 : -1;
    struct soan_claim *c = claim_add(s->r, SOAN_CLAIM_CHANGE, i, a + 1);
    claim_operand(c, r->token[a].quantity);
    claim_operand(c, r->token[b].quantity);
    if (qa->low && qb->low) {
        c->verdict = soan_number_compare(qa->low, qb->low) * way > 0 ? SOAN_VERDICT_HOLDS : SOAN_VERDICT_FAILS;
        show_quantity(qa, &c->said);
        show_quantity(qb, &c->due);
    }
    s->before = b;
    s->after = a;
    long first = year_behind(s, b, k), then = year_behind(s, a, s->to);
    s->years = first && then > first ? then - first : 0;
    s->first = s->subject = a;
    return a + 1;
}

/* ---- targets ---- */

/* `kế hoạch` and `nghị quyết` are two plans; `chỉ tiêu` may mean either. */
static bool one_plan(const struct reading *r, size_t a, size_t b)
{
    struct text_view x = token_word(r, a), y = token_word(r, b), any[] = {TEXT_LIT("chỉ"), TEXT_LIT("mục"),
                                                                          TEXT_LIT("yêu")};
    for (size_t i = 0; i < SOAN_ARRAY_LEN(any); i++)
        if (text_view_equal(x, any[i]) || text_view_equal(y, any[i]))
            return true;
    return text_view_equal(x, y);
}

static enum soan_verdict outcome_verdict(enum soan_met met, enum outcome o)
{
    bool holds = false;
    switch (met) {
    case SOAN_MET_UNKNOWN: return SOAN_VERDICT_WAITS;
    case SOAN_MET_SHORT: holds = o == OUTCOME_MISSED; break;
    case SOAN_MET_REACHED: holds = o == OUTCOME_REACHED; break;
    case SOAN_MET_EXCEEDED: holds = o != OUTCOME_MISSED; break;
    }
    return holds ? SOAN_VERDICT_HOLDS : SOAN_VERDICT_FAILS;
}

/* What a target is for: what stands there, or by how much it rose or fell if that has a target, or nothing else does. */
static size_t target_subject(const struct compare *s)
{
    struct soan_target t = {0};
    bool change = s->change != NONE && (s->subject == NONE || target_of(s, s->change, &t));
    soan_target_free(&t);
    return change ? s->change : s->subject;
}

/* `vượt kế hoạch 80 tỷ đồng` names the plan, or by how much it was passed: it fails only if it is wrong both ways. */
static void judge_stated(struct soan_claim *c, const struct soan_quantity *q, const struct soan_quantity *stated,
                         const struct soan_target *known, enum outcome o)
{
    struct soan_target plan = {.direction = known->low ? known->direction : SOAN_TARGET_LEAST, .low = stated->low};
    struct soan_number *over = known->low ? calc(SOAN_SUB, q->low, known->low) : NULL;
    if (plan.direction == SOAN_TARGET_RANGE)
        plan.direction = SOAN_TARGET_LEAST;
    c->verdict = outcome_verdict(soan_target_met(&plan, q->low), o);
    if (o == OUTCOME_EXCEEDED && over && agrees(stated, over))
        c->verdict = SOAN_VERDICT_HOLDS;
    show_quantity(q, &c->said);
    show_quantity(stated, &c->due);
    soan_number_free(&over);
}

/* The number right behind the words for the plan, in the unit of q; NONE. */
static size_t stated_plan(const struct compare *s, size_t end, const struct soan_quantity *q)
{
    if (end >= s->to || !is_quantity(s->r, end))
        return NONE;
    const struct soan_quantity *stated = q_at(s, end);
    bool like = stated->form == SOAN_QUANTITY_NUMBER && exact(stated) && stated->unit.len && same_unit(q, stated) &&
                unit_class(stated) != UNIT_PERCENT;
    return like ? end : NONE;
}

void read_target(struct compare *s, size_t i, size_t plan, enum outcome o)
{
    struct soan_target t = {0};
    bool share = s->share != NONE;
    size_t a = share ? s->share : target_subject(s), end = plan + run_at(s->r, W_PLAN, plan);
    if (a == NONE || (share && !one_plan(s->r, s->share_plan, plan)))
        return;
    const struct soan_quantity *q = q_at(s, a);
    if (q->form != SOAN_QUANTITY_NUMBER)
        return;
    size_t stated = share ? NONE : stated_plan(s, end, q);
    if (share)
        t = (struct soan_target){.direction = SOAN_TARGET_LEAST, .low = soan_number_from_int(100)};
    bool known = share || target_of(s, a, &t);
    struct soan_claim *c = claim_add(s->r, SOAN_CLAIM_TARGET, i, stated == NONE ? end : stated + 1);
    claim_operand(c, s->r->token[a].quantity);
    if (stated != NONE) {
        claim_operand(c, s->r->token[stated].quantity);
        if (q->low && q_at(s, stated)->low)
            judge_stated(c, q, q_at(s, stated), &t, o);
    } else if (known && q->low) {
        show_quantity(q, &c->said);
        soan_number_format(t.low, -1, &c->due);
        if (t.high) {
            text_append_char(&c->due, '-');
            soan_number_format(t.high, -1, &c->due);
        }
        c->verdict = outcome_verdict(soan_target_met(&t, q->low), o);
    }
    /* `trên 99%` may be any more than that. */
    if (c->verdict == SOAN_VERDICT_FAILS && q->approx != SOAN_APPROX_NONE)
        c->verdict = SOAN_VERDICT_WAITS;
    soan_target_free(&t);
}
