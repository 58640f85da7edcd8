/* Reading a list: what begins an item, what ends it, which percentage is said of it. */
#include <stdlib.h>

#include "figure/claim_items.h"

void items_free(struct items *l)
{
    free(l->token);
    free(l->end);
    free(l->share);
    free(l->sure);
}

void items_add(struct items *l, size_t token)
{
    mem_grow((void **)&l->token, &l->cap, l->n + 1, sizeof *l->token);
    mem_grow((void **)&l->end, &l->end_cap, l->n + 1, sizeof *l->end);
    mem_grow((void **)&l->share, &l->share_cap, l->n + 1, sizeof *l->share);
    mem_grow((void **)&l->sure, &l->sure_cap, l->n + 1, sizeof *l->sure);
    l->token[l->n] = token;
    l->sure[l->n] = false;
    l->end[l->n] = token + 1;
    l->share[l->n++] = NONE;
}

static bool and_at(const struct reading *r, size_t i)
{
    return r->token[i].kind == T_WORD && text_view_equal(token_word(r, i), TEXT_LIT("và"));
}

size_t close_of(const struct reading *r, size_t open, size_t to)
{
    size_t depth = 0, i = open;
    for (; i < to && i < open + FAR; i++) {
        depth += r->token[i].kind == T_OPEN;
        if (r->token[i].kind == T_CLOSE && --depth == 0)
            break;
    }
    return i;
}

bool is_percent(const struct reading *r, size_t i)
{
    return is_quantity(r, i) && unit_class(quantity_of(r, i)) == UNIT_PERCENT && !per_year(quantity_of(r, i));
}

/* `(12,5%)`, `(chiếm 12,5%)`: its percentage, or NONE. */
size_t percent_in_bracket(const struct reading *r, size_t open, size_t to)
{
    size_t i = open + 1;
    i += run_at(r, W_REACH, i);
    return i + 1 < to && is_percent(r, i) && r->token[i + 1].kind == T_CLOSE ? i : NONE;
}

/* `chiếm 12,5%` at i, of nothing else. */
size_t percent_said(const struct reading *r, size_t i, size_t to)
{
    size_t n = run_at(r, W_REACH, i), p = i + n;
    if (n == 0 || p >= to || !is_percent(r, p))
        return NONE;
    bool alone = p + 1 >= to || (r->token[p + 1].kind != T_WORD && r->token[p + 1].kind != T_OPEN) || and_at(r, p + 1);
    return alone ? p : NONE;
}

/* The quantity that begins an item at i: at once, or behind a label of a few words. */
static size_t item_at(const struct reading *r, size_t i, size_t to, bool label_allowed, struct items *l)
{
    bool first = l->n == 0;
    while (i < to && r->token[i].kind == T_WORD) {
        size_t rest = run_at(r, W_REST, i), n = run_at(r, W_HAVE, i);
        n = rest > n ? rest : n;
        if (n == 0 && and_at(r, i))
            n = 1;
        if (n == 0)
            break;
        l->rest = l->rest || rest;
        i += n;
    }
    size_t start = i;
    while (i < to && i < start + LABEL_MAX && r->token[i].kind == T_WORD &&
           !run_at(r, W_REACH, i) && !run_at(r, W_RISE, i) && !run_at(r, W_FALL, i) && !run_at(r, W_EXCEED, i))
        i++;
    if (i >= to || !is_quantity(r, i) || (i > start && !label_allowed))
        return NONE;
    if (i > start && first)
        l->labels = true;
    enum unit_class c = unit_class(quantity_of(r, i));
    return c == UNIT_COUNT && (i == start || l->labels) ? i : NONE;
}

/* The `và` at i stands between two items. */
static bool parts_items(const struct reading *r, size_t i, size_t to, const struct items *l)
{
    if (is_quantity(r, i + 1) || run_at(r, W_REST, i + 1))
        return true;
    size_t k = i + 1;
    while (l->labels && k < to && k <= i + LABEL_MAX && r->token[k].kind == T_WORD)
        k++;
    return k > i + 1 && k < to && is_quantity(r, k) && unit_class(quantity_of(r, k)) == UNIT_COUNT;
}

/* The percentage at token p, from a bracket or behind the verb before it, is said of item k. */
static void take_share(const struct reading *r, struct items *l, size_t k, size_t p)
{
    size_t verb;
    if (p == NONE || p == 0 || l->share[k] != NONE)
        return;
    bool said = words_end_at(r, W_REACH, p, &verb);
    l->share[k] = p;
    if (said)
        l->sure[k] = text_view_equal(token_word(r, verb), TEXT_LIT("chiếm"));
    else
        l->sure[k] = !l->labels && r->token[p - 1].kind == T_OPEN;
}

/* Goes over the words of the last item to what ends it. */
static size_t item_end(const struct reading *r, size_t i, size_t to, struct items *l)
{
    size_t k = l->n - 1, limit = i + ITEM_MAX < to ? i + ITEM_MAX : to;
    for (; i < limit; i++) {
        enum token_kind kind = r->token[i].kind;
        if (kind == T_COMMA || kind == T_SEMICOLON || kind == T_CLOSE || kind == T_COLON)
            break;
        if (kind == T_OPEN) {
            take_share(r, l, k, percent_in_bracket(r, i, to));
            i = close_of(r, i, to);
        } else if (and_at(r, i) && parts_items(r, i, to, l)) {
            break;
        } else if (kind == T_WORD && l->share[k] == NONE) {
            take_share(r, l, k, percent_said(r, i, to));
        }
    }
    l->end[k] = i < to ? i : to;
    if (i >= limit)
        return to;
    if (i + 1 < to && r->token[i].kind == T_COMMA) {
        size_t p = percent_said(r, i + 1, to);
        if (p != NONE) {
            take_share(r, l, k, p);
            i = p + 1;
        }
    }
    return i;
}

void items_read(const struct reading *r, size_t i, size_t to, bool colon, bool labels, struct items *l)
{
    while (i < to && l->n < ITEMS_MAX && !l->rest) {
        size_t q = item_at(r, i, to, labels, l);
        if (q == NONE)
            break;
        items_add(l, q);
        l->rough = l->rough || !exact(quantity_of(r, q));
        i = item_end(r, q + 1, to, l);
        if (i >= to || r->token[i].kind == T_CLOSE || r->token[i].kind == T_COLON)
            break;
        if (r->token[i].kind == T_SEMICOLON && !colon)
            break;
        i += r->token[i].kind == T_COMMA || r->token[i].kind == T_SEMICOLON;
    }
}
