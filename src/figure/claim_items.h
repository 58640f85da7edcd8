/* Lists of quantities: `a, b và c`, with or without a label before each number. */
#ifndef FIGURE_CLAIM_ITEMS_H
#define FIGURE_CLAIM_ITEMS_H

#include "figure/claim.h"

/* Nothing is looked for farther away than this many tokens, so that no text costs more than its length. */
enum { NOUN_MAX = 12, LABEL_MAX = 6, ITEMS_MAX = 64, CANDIDATES_MAX = 8, ITEM_MAX = 40, FAR = 200 };

struct items {
    size_t *token, *end;      /* of each: its quantity, and the token behind its words */
    size_t *share;            /* token of the percentage said of it, or NONE */
    bool *sure;               /* chiếm P%: of this whole; đạt P% may be of a plan */
    size_t n, cap, end_cap, share_cap, sure_cap;
    bool rest;                /* the last one is `còn lại` */
    bool labels;              /* words stand before the numbers */
    bool rough;               /* some are approximate, ranges or ratios */
};

void items_free(struct items *l);
void items_add(struct items *l, size_t token);
/* From token i on. colon: semicolons part items too. labels: words may stand before the numbers. */
void items_read(const struct reading *r, size_t i, size_t to, bool colon, bool labels, struct items *l);

/* Token of the bracket that closes the one at `open`. */
size_t close_of(const struct reading *r, size_t open, size_t to);
bool is_percent(const struct reading *r, size_t i);
/* `(12,5%)`, `(chiếm 12,5%)`: its percentage, or NONE. */
size_t percent_in_bracket(const struct reading *r, size_t open, size_t to);
/* `chiếm 12,5%` at i, of nothing else. */
size_t percent_said(const struct reading *r, size_t i, size_t to);

#endif
