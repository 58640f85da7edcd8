/* Shares of one whole: what is left of 100, and what cannot be more than 100. */
#include "figure/claim.h"

enum { TERMS_MAX = 12, FAR = 80 }; /* tokens that are looked at on either side */

static bool is_share(const struct reading *r, size_t i)
{
    return is_quantity(r, i) && unit_class(quantity_of(r, i)) == UNIT_PERCENT && exact(quantity_of(r, i)) &&
           !per_year(quantity_of(r, i));
}

static bool any_change(const struct reading *r, size_t from, size_t to)
{
    return words_find(r, W_RISE, from, to) != NONE || words_find(r, W_FALL, from, to) != NONE ||
           words_find(r, W_EXCEED, from, to) != NONE || words_find(r, W_AGAINST, from, to) != NONE;
}

/* 60% …, 30% …, còn lại 10%: the shares said last must make 100 with it, however many of them belong together. */
static void read_rest(struct reading *r, size_t from, size_t i, size_t rest)
{
    const struct soan_quantity *said = quantity_of(r, rest);
    struct soan_number *sum = soan_number_from_int(0), *hundred = soan_number_from_int(100), *last = NULL;
    size_t terms = 0, first = NONE;
    bool open = said->open, holds = false;
    for (size_t k = i; k-- > from && k + FAR > i && terms < TERMS_MAX && !holds;) {
        if (!is_share(r, k))
            continue;
        const struct soan_quantity *q = quantity_of(r, k);
        open = open || q->open;
        struct soan_number *next = calc(SOAN_ADD, sum, q->low);
        if (!next)
            break;
        soan_number_free(&sum);
        sum = next;
        terms++;
        first = k;
        holds = said->low && makes_hundred(sum, said->low, (int)terms);
        if (terms == 1)
            last = soan_number_copy(sum);
    }
    if (terms || open) {
        struct soan_claim *c = claim_add(r, SOAN_CLAIM_REST, first == NONE ? i : first, rest + 1);
        claim_operand(c, r->token[rest].quantity);
        if (!open) {
            struct soan_number *due = calc(SOAN_SUB, hundred, holds || terms > 1 ? sum : last);
            show_quantity(said, &c->said);
            if (due)
                show_number(due, soan_number_decimals(said->low) + 1, &c->due);
            c->verdict = holds ? SOAN_VERDICT_HOLDS : SOAN_VERDICT_FAILS;
            soan_number_free(&due);
        }
    }
    soan_number_free(&sum);
    soan_number_free(&hundred);
    soan_number_free(&last);
}

static bool parts_clause(enum token_kind k)
{
    return k == T_COMMA || k == T_SEMICOLON || k == T_COLON;
}

static void read_over(struct reading *r, size_t from, size_t to, size_t i)
{
    const struct soan_quantity *q = quantity_of(r, i);
    struct soan_number *hundred = soan_number_from_int(100);
    bool over = q->low && q->form == SOAN_QUANTITY_NUMBER && soan_number_compare(q->low, hundred) > 0;
    size_t first = i, end = i + 1;
    soan_number_free(&hundred);
    while (first > from && first + FAR > i && !parts_clause(r->token[first - 1].kind))
        first--;
    while (end < to && end < i + FAR && !parts_clause(r->token[end].kind))
        end++;
    if (!over || words_find(r, W_EXCUSE, first, end) != NONE)
        return;
    size_t rate = words_find(r, W_RATE, first, i);
    bool of_whole = run_at(r, W_WHOLE, i + 1) || (rate != NONE && words_find(r, W_WHOLE, rate, i) != NONE);
    if (!of_whole)
        return;
    struct soan_claim *c = claim_add(r, SOAN_CLAIM_HUNDRED, rate == NONE ? i : rate, i + 1);
    claim_operand(c, r->token[i].quantity);
    c->verdict = SOAN_VERDICT_FAILS;
    show_quantity(q, &c->said);
    text_append_str(&c->due, "100");
}

void shares_read(struct reading *r, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++) {
        size_t rest = run_at(r, W_REST, i);
        if (rest && i + rest < to && is_share(r, i + rest) && !any_change(r, i > from + FAR ? i - FAR : from, i))
            read_rest(r, from, i, i + rest);
        if (is_quantity(r, i) && unit_class(quantity_of(r, i)) == UNIT_PERCENT && !per_year(quantity_of(r, i)))
            read_over(r, from, to, i);
    }
}
