/* Exact comparisons of what is said with what follows. Nothing here knows words. */
#include <stdlib.h>
#include <string.h>

#include "figure/claim.h"

enum {
    YEARS_MAX = 40,
    ABOUT_TENTHS = 10,        /* khoảng: within a tenth */
    TIMES_TWENTIETH = 20,     /* gấp 2 lần: nobody calls 1,5 times so */
};

struct soan_number *calc(enum soan_arith op, const struct soan_number *a, const struct soan_number *b)
{
    struct soan_number *out = NULL;
    return a && b && soan_number_calc(op, a, b, &out, NULL) ? out : NULL;
}

static struct soan_number *calc_int(enum soan_arith op, const struct soan_number *a, long b)
{
    struct soan_number *n = soan_number_from_int(b), *out = calc(op, a, n); /* NULL stays NULL */
    soan_number_free(&n);
    return out;
}

struct soan_number *percent_of(const struct soan_number *a, const struct soan_number *b)
{
    struct soan_number *ratio = calc(SOAN_DIV, a, b), *out = calc_int(SOAN_MUL, ratio, 100);
    soan_number_free(&ratio);
    return out;
}

struct soan_number *percent_more(const struct soan_number *a, const struct soan_number *b, int sign)
{
    struct soan_number *of = percent_of(a, b), *more = calc_int(SOAN_SUB, of, 100);
    struct soan_number *out = calc_int(SOAN_MUL, more, sign);
    soan_number_free(&of);
    soan_number_free(&more);
    return out;
}

/* Half a unit of the last decimal written. */
static struct soan_number *half_unit(const struct soan_number *n)
{
    struct soan_number *half = soan_number_from_int(1);
    long divisor = 2;
    for (int i = soan_number_decimals(n); half && i >= 0; i--) {
        struct soan_number *next = calc_int(SOAN_DIV, half, divisor);
        soan_number_free(&half);
        half = next;
        divisor = 10;
    }
    return half;
}

/* a compared with b + sign * slack. */
static int compare_with_slack(const struct soan_number *a, const struct soan_number *b,
                              const struct soan_number *slack, int sign)
{
    struct soan_number *edge = calc(sign > 0 ? SOAN_ADD : SOAN_SUB, b, slack);
    int c = edge ? soan_number_compare(a, edge) : 0;
    soan_number_free(&edge);
    return c;
}

static struct soan_number *size_of(const struct soan_number *n)
{
    return calc_int(SOAN_MUL, n, soan_number_sign(n) < 0 ? -1 : 1);
}

bool agrees(const struct soan_quantity *said, const struct soan_number *due)
{
    const struct soan_number *high = said->form == SOAN_QUANTITY_RANGE ? said->high : said->low;
    struct soan_number *slack = half_unit(said->low), *size = size_of(due);
    struct soan_number *tenth = calc_int(SOAN_DIV, size, ABOUT_TENTHS);
    const struct soan_number *room = said->approx == SOAN_APPROX_ABOUT && tenth ? tenth : slack;
    bool ok = slack != NULL;
    if (ok && said->approx != SOAN_APPROX_MOST)
        ok = compare_with_slack(due, said->low, room, -1) >= 0;
    if (ok && said->approx != SOAN_APPROX_LEAST)
        ok = compare_with_slack(due, high, room, 1) <= 0;
    soan_number_free(&slack);
    soan_number_free(&size);
    soan_number_free(&tenth);
    return ok;
}

bool makes_hundred(const struct soan_number *sum, const struct soan_number *like, int terms)
{
    struct soan_number *all = calc(SOAN_ADD, sum, like), *hundred = soan_number_from_int(100);
    struct soan_number *half = half_unit(all ? all : like), *slack = half ? calc_int(SOAN_MUL, half, terms + 1) : NULL;
    bool ok = all && slack && compare_with_slack(all, hundred, slack, 1) <= 0 &&
              compare_with_slack(all, hundred, slack, -1) >= 0;
    soan_number_free(&all);
    soan_number_free(&hundred);
    soan_number_free(&half);
    soan_number_free(&slack);
    return ok;
}

void show_number(const struct soan_number *n, int most, struct text *out)
{
    struct text shown = {0};
    soan_number_format(n, most, &shown);
    if (most > 0) {
        while (shown.len && shown.bytes[shown.len - 1] == '0')
            text_replace(&shown, shown.len - 1, 1, TEXT_LIT(""));
        if (shown.len && shown.bytes[shown.len - 1] == ',')
            text_replace(&shown, shown.len - 1, 1, TEXT_LIT(""));
    }
    text_append(out, text_view(&shown));
    text_free(&shown);
}

void show_quantity(const struct soan_quantity *q, struct text *out)
{
    if (q->low)
        soan_number_format(q->low, -1, out);
    if (q->high) {
        text_append_str(out, q->form == SOAN_QUANTITY_RATIO ? "/" : "-");
        soan_number_format(q->high, -1, out);
    }
}

void judge(struct soan_claim *c, const struct soan_quantity *said, const struct soan_number *due)
{
    if (!said->low || !due) {
        c->verdict = SOAN_VERDICT_WAITS;
        return;
    }
    c->verdict = agrees(said, due) ? SOAN_VERDICT_HOLDS : SOAN_VERDICT_FAILS;
    text_clear(&c->said);
    text_clear(&c->due);
    show_quantity(said, &c->said);
    show_number(due, soan_number_decimals(said->low) + 2, &c->due);
}

void judge_times(struct soan_claim *c, const struct soan_quantity *said, const struct soan_number *due)
{
    judge(c, said, due);
    if (c->verdict != SOAN_VERDICT_HOLDS || said->approx != SOAN_APPROX_NONE)
        return;
    struct soan_number *room = calc_int(SOAN_DIV, said->low, TIMES_TWENTIETH);
    if (room && (compare_with_slack(due, said->low, room, 1) > 0 || compare_with_slack(due, said->low, room, -1) < 0))
        c->verdict = SOAN_VERDICT_FAILS;
    soan_number_free(&room);
}

/* ---- averages ---- */

/* (1 + percent / 100) ^ years * before */
static struct soan_number *grown(const struct soan_number *before, const struct soan_number *percent, int sign,
                                 long years)
{
    struct soan_number *share = calc_int(SOAN_DIV, percent, 100 * sign), *factor = calc_int(SOAN_ADD, share, 1);
    struct soan_number *out = calc_int(SOAN_MUL, before, 1);
    for (long i = 0; i < years && out; i++) {
        struct soan_number *next = calc(SOAN_MUL, out, factor);
        soan_number_free(&out);
        out = next;
    }
    soan_number_free(&share);
    soan_number_free(&factor);
    return out;
}

/* The rate in hundredths of a percent, rounded down, found by halving. */
static struct soan_number *geometric(const struct soan_number *before, const struct soan_number *after, long years)
{
    long low = -10000, high = 1000000;
    while (low + 1 < high) {
        long mid = low + (high - low) / 2;
        struct soan_number *whole = soan_number_from_int(mid), *rate = calc_int(SOAN_DIV, whole, 100);
        struct soan_number *then = grown(before, rate, 1, years);
        if (then && soan_number_compare(then, after) <= 0)
            low = mid;
        else
            high = mid;
        soan_number_free(&whole);
        soan_number_free(&rate);
        soan_number_free(&then);
    }
    struct soan_number *whole = soan_number_from_int(low), *rate = calc_int(SOAN_DIV, whole, 100);
    soan_number_free(&whole);
    return rate;
}

static bool geometric_agrees(const struct soan_quantity *said, const struct soan_number *before,
                             const struct soan_number *after, long years, int sign)
{
    struct soan_number *half = half_unit(said->low);
    struct soan_number *low = calc(sign > 0 ? SOAN_SUB : SOAN_ADD, said->low, half);
    struct soan_number *high = calc(sign > 0 ? SOAN_ADD : SOAN_SUB, said->low, half);
    struct soan_number *least = grown(before, low, sign, years), *most = grown(before, high, sign, years);
    bool ok = least && most && soan_number_compare(least, after) <= 0 && soan_number_compare(after, most) <= 0;
    soan_number_free(&half);
    soan_number_free(&low);
    soan_number_free(&high);
    soan_number_free(&least);
    soan_number_free(&most);
    return ok;
}

void judge_average(struct soan_claim *c, const struct soan_quantity *said, const struct soan_quantity *before,
                   const struct soan_quantity *after, long years, int sign)
{
    if (!said->low || !before->low || !after->low) {
        c->verdict = SOAN_VERDICT_WAITS;
        return;
    }
    /* Shares have an average in points; a rate of growth is geometric, some write the arithmetic one. */
    bool shares = unit_class(before) == UNIT_PERCENT;
    struct soan_number *more = shares ? calc(SOAN_SUB, after->low, before->low)
                                      : percent_more(after->low, before->low, 1);
    struct soan_number *signed_more = more ? calc_int(SOAN_MUL, more, sign) : NULL;
    struct soan_number *arithmetic = signed_more ? calc_int(SOAN_DIV, signed_more, years) : NULL;
    bool positive = soan_number_sign(before->low) > 0 && soan_number_sign(after->low) > 0;
    bool fits = arithmetic && agrees(said, arithmetic);
    bool compound = positive && years <= YEARS_MAX && geometric_agrees(said, before->low, after->low, years, sign);
    if (arithmetic && positive && years <= YEARS_MAX) {
        struct soan_number *rate = geometric(before->low, after->low, years), *shown = calc_int(SOAN_MUL, rate, sign);
        show_quantity(said, &c->said);
        show_number(shown, 2, &c->due);
        if (!compound)
            show_number(arithmetic, 2, &c->how); /* the alternative; what it says if only that one fits */
        soan_number_free(&rate);
        soan_number_free(&shown);
        c->verdict = fits || compound ? SOAN_VERDICT_HOLDS : SOAN_VERDICT_FAILS;
    } else {
        c->verdict = SOAN_VERDICT_WAITS;
    }
    soan_number_free(&more);
    soan_number_free(&signed_more);
    soan_number_free(&arithmetic);
}
