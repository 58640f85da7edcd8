/* What the claims of one text and those across sections share. */
#ifndef CHECK_CLAIMS_H
#define CHECK_CLAIMS_H

#include "check/rules.h"

/* Adds a finding that may be dismissed. */
void claims_add(struct check *c, const char *rule, enum soan_severity severity, size_t from, size_t to,
                struct text *message);

/* Appends what there is to say about it in words; nothing of one that waits (claims_say.c). */
void claim_say(const struct soan_claim *k, struct text *m);

/* Things said, found again by their words. */
struct said {
    struct text words;
    struct text what;         /* a value as `12 cuộc`, a spelling */
    int64_t section;
    bool told;
};
struct said_table {
    struct said *item;        /* open addressing, a power of two */
    size_t n, cap;
};
/* The entry for the words; *fresh if they are new. */
struct said *said_entry(struct said_table *t, struct text_view words, bool *fresh);
void said_free(struct said_table *t);
uint64_t claims_hash(uint64_t seed, struct text_view v);  /* FNV-1a; seed 0 to begin */

/* Units and statements of the paragraph at byte `at` of the shown text. */
void claims_across(struct check *c, struct said_table *t, const struct soan_claims *claims, struct text_view paragraph,
                   size_t at, bool plans);

/* ---- the term (years.c) ---- */

/* How well it is known. Headings are asked from the weakest on. */
enum term_by { TERM_UNKNOWN, TERM_OF_PLANS, TERM_OF_RESULTS, TERM_GIVEN };
struct term { unsigned first, last; enum term_by by; };
void term_given(struct term *t, struct text_view years);
void term_look(struct term *t, struct text_view title);
/* plans: the text stands under a heading of plans. */
void years_check(struct check *c, const struct term *t, const struct soan_claims *claims, size_t at, bool plans);

/* ---- the annex of targets (annex.c) ---- */

struct annex_counts { size_t rows, met, waiting; }; /* waiting: without value or direction */
void annex_count(struct annex_counts *a, const struct soan_figure *f);
void annex_check(struct check *c, const struct annex_counts *a, const struct soan_claims *claims, size_t at);

#endif
