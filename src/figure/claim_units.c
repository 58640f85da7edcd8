/* Quantities of one kind in units of different size: while wholes and parts are read, 700 triệu đồng beside 1,2 tỷ đồng
 * are 0,7 tỷ đồng. */
#include <stdlib.h>

#include "figure/claim.h"

static bool turn(struct reading *r, size_t token, const struct soan_quantity *like)
{
    struct soan_quantity *q = quantity_of(r, token);
    struct soan_number *low = NULL, *high = NULL, *one = soan_number_from_int(1), *factor = NULL;
    bool ok = soan_unit_convert(one, text_view(&q->unit), text_view(&like->unit), &factor) &&
              soan_number_compare(one, factor) != 0 &&
              (!q->low || soan_unit_convert(q->low, text_view(&q->unit), text_view(&like->unit), &low)) &&
              (!q->high || soan_unit_convert(q->high, text_view(&q->unit), text_view(&like->unit), &high));
    soan_number_free(&one);
    soan_number_free(&factor);
    if (!ok) {
        soan_number_free(&low);
        return false;
    }
    mem_grow((void **)&r->turned, &r->turned_cap, r->turned_n + 1, sizeof *r->turned);
    r->turned[r->turned_n++] =
        (struct turned_quantity){r->token[token].quantity, text_take(&q->unit), q->low, q->high};
    q->unit = text_copy(text_view(&like->unit));
    q->low = low;
    q->high = high;
    return true;
}

void units_align(struct reading *r, size_t from, size_t to)
{
    enum { UNITS_MAX = 8 };
    size_t seen[UNITS_MAX], n = 0; /* the first quantity of every unit */
    for (size_t i = from; i < to; i++) {
        if (!is_quantity(r, i) || quantity_of(r, i)->unit.len == 0 || unit_class(quantity_of(r, i)) != UNIT_COUNT)
            continue;
        bool known = false;
        for (size_t k = 0; k < n && !known; k++)
            known = same_unit(quantity_of(r, seen[k]), quantity_of(r, i));
        for (size_t k = 0; k < n && !known; k++)
            known = turn(r, i, quantity_of(r, seen[k]));
        if (!known && n < UNITS_MAX)
            seen[n++] = i;
    }
}

void units_restore(struct reading *r)
{
    while (r->turned_n) {
        struct turned_quantity *t = &r->turned[--r->turned_n];
        struct soan_quantity *q = &r->out->quantity[t->quantity];
        text_free(&q->unit);
        soan_number_free(&q->low);
        soan_number_free(&q->high);
        q->unit = text_take(&t->unit);
        q->low = t->low;
        q->high = t->high;
    }
}
