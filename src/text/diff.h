/* What the steps of text_diff() share. */
#ifndef SOAN_TEXT_DIFF_H
#define SOAN_TEXT_DIFF_H

#include "soan/text.h"

/* A sentence or a word, without the blanks round it. */
struct token {
    size_t from, to;
    uint64_t key;             /* equal bytes have equal keys; the opposite is checked before it is relied on */
    unsigned weight;          /* what a match is worth */
    bool word;                /* has a letter or digit */
};

struct tokens {
    struct token *item;
    size_t n, cap;
};

/* Sentences end behind . ! ? ; and at a line's end. */
void diff_sentences(struct text_view v, struct tokens *out);
/* Appends the words and marks of v[from, to). A figure {key} and a number with its marks are one word. */
void diff_words(struct text_view v, size_t from, size_t to, struct tokens *out);
void diff_tokens_free(struct tokens *t);

#define NO_MATCH SIZE_MAX
/* match[i] becomes the place in b of a[i], rising, or NO_MATCH. */
void diff_align(const struct token *a, size_t na, const struct token *b, size_t nb, size_t *match);

/* Token `from` of one side stands for token `to` of the other. */
struct diff_pair {
    size_t from, to;
};
/* Of pairs that rise in `from`, leaves the longest row that rises in `to` as well. */
void diff_rising(struct diff_pair *pair, size_t *n);

/* Sentences [a, a_end) became sentences [b, b_end). */
struct pairing {
    size_t a, a_end, b, b_end;
};
struct pairings {
    struct pairing *item;
    size_t n, cap;
};
/* Sentences of the two texts between two that are the same: which became which. Appends, in order. */
void diff_similar(struct text_view old, struct text_view now, const struct token *a, size_t na, const struct token *b,
                  size_t nb, struct pairings *out);

/* Bytes that stand in both texts; of length 0: a place where one change ends and another begins. */
struct span {
    size_t from, new_from, len;
};
struct spans {
    struct span *item;
    size_t n, cap;
};
void diff_span(struct spans *s, size_t from, size_t new_from, size_t len);
/* The words that old[from, to) and now[new_from, new_to) share, as a person would mark them. */
void diff_shared_words(struct text_view old, size_t from, size_t to, struct text_view now, size_t new_from,
                       size_t new_to, struct spans *out);
/* Moves each passage that came or went to where it reads best; the runs stay as true. */
void diff_slide(struct text_view old, struct text_view now, struct text_diff *d);

#endif
