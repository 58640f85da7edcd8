/* What the readers of comparisons share: where a sentence stands while it is read from left to right. */
#ifndef FIGURE_CLAIM_COMPARE_H
#define FIGURE_CLAIM_COMPARE_H

#include "figure/claim.h"

struct compare {
    struct reading *r;
    size_t from, to;          /* the sentence */
    size_t first, subject;    /* tokens: quantities that a clause without a subject may be about; NONE */
    size_t change;            /* token: P% or X of the last tăng, giảm, which a target may be for; NONE */
    size_t share;             /* token: P% of a plan, said in this chain of clauses */
    size_t share_plan;        /* token: the word for the plan */
    size_t before, after;     /* tokens: từ B lên A */
    long years;               /* between them, 0 if it is not said */
};

/* What a percentage or a difference is taken of, behind it. */
struct base {
    bool given;               /* so với …, kế hoạch … */
    size_t plan;              /* token of the word for a plan, or NONE */
    size_t b;                 /* token of its quantity, or NONE */
    size_t end;               /* token behind all of it */
};

bool boundary(const struct reading *r, size_t i);
/* The quantity that a verb of `len` tokens at i has, over fillers; NONE. */
size_t object_of(const struct compare *s, size_t i, size_t len);
struct base base_of(const struct compare *s, size_t i);
/* The nearest subject in the unit of token b, or NONE. */
size_t subject_like(const struct compare *s, size_t b);
/* The figure at a token has a target. The caller frees it. */
bool target_of(const struct compare *s, size_t token, struct soan_target *out);

/* Each takes a verb at token i and returns the token behind what it read. */
size_t read_reach(struct compare *s, size_t i, size_t j);
size_t read_exceed(struct compare *s, size_t i, size_t j);
size_t read_change(struct compare *s, size_t i, size_t len, int sign);
size_t read_times(struct compare *s, size_t i, size_t len);
size_t read_from(struct compare *s, size_t i, int sign);
/* đạt, vượt, chưa đạt with a plan behind it; i itself if there is none. */
enum outcome { OUTCOME_REACHED, OUTCOME_EXCEEDED, OUTCOME_MISSED };
size_t plan_behind(const struct compare *s, size_t i, size_t len);
void read_target(struct compare *s, size_t i, size_t plan, enum outcome o);

#endif
