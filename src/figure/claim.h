/*
 * claims: a paragraph is cut into tokens (claim_token.c), its quantities are found (claim_quantity.c), then each
 * sentence is read for comparisons (claim_compare.c, claim_verbs.c) and, with units of one size (claim_units.c), for
 * wholes and parts (claim_parts.c). What is computed is in claim_math.c.
 */
#ifndef FIGURE_CLAIM_H
#define FIGURE_CLAIM_H

#include "figure/private.h"

#define NONE SIZE_MAX

/* The lists of data/claims, in the order of their names in claim_words.c. */
enum word_list {
    W_ABOUT, W_LEAST, W_MOST, W_OR_MORE, W_OR_LESS, W_LABEL, W_COUNTED, W_YEAR, W_REACH, W_EXCEED, W_MISS, W_REACHED,
    W_RISE, W_FALL, W_TIMES, W_TWICE, W_AVERAGE, W_FROM, W_UP, W_DOWN, W_TO, W_YEARS, W_AGAINST, W_PLAN, W_BASE, W_LINK,
    W_FILLER, W_STOP, W_AMONG, W_MADE_OF, W_HAVE, W_TOTAL, W_OF, W_REST, W_KIND, W_OVERLAP, W_RATE, W_WHOLE, W_EXCUSE,
    W_FUTURE, W_INDICATOR, W_ASIDE, W_TIME, W_PLANS, W_RESULTS, W_ELSEWHEN, W_COUNT,
};

enum token_kind { T_WORD, T_QUANTITY, T_YEAR, T_COMMA, T_SEMICOLON, T_COLON, T_STOP, T_OPEN, T_CLOSE, T_OTHER };
struct token {
    enum token_kind kind;
    size_t from, to;          /* in the paragraph */
    size_t word_from, word_to; /* in the folded text */
    size_t quantity;          /* T_QUANTITY: index; T_YEAR: the year */
    uint8_t run[W_COUNT];     /* tokens of the longest phrase of a list that starts here */
};

enum unit_class { UNIT_COUNT, UNIT_PERCENT, UNIT_POINTS, UNIT_TIMES, UNIT_TIME };

/* What a quantity is in the text while it stands in another unit. */
struct turned_quantity {
    size_t quantity;
    struct text unit;
    struct soan_number *low, *high;
};

struct reading {
    struct text_view paragraph;
    struct text folded;
    size_t *map;              /* folded byte -> byte of the paragraph */
    const struct soan_claim_figure *figure;
    size_t figures, next_figure;
    struct token *token;
    size_t n, cap;
    struct turned_quantity *turned;
    size_t turned_n, turned_cap;
    struct soan_claims *out;
};

/* ---- words (claim_words.c) ---- */

struct text_view token_word(const struct reading *r, size_t i);
/* Fills run[] of every token. */
void words_mark(struct reading *r);
/* True if a phrase of the list ends right before token i; *from (or NULL) is where it starts. */
bool words_end_at(const struct reading *r, enum word_list list, size_t i, size_t *from);
/* First token in [from, to) where a phrase of the list starts, or NONE. */
size_t words_find(const struct reading *r, enum word_list list, size_t from, size_t to);
static inline size_t run_at(const struct reading *r, enum word_list list, size_t i)
{
    return i < r->n ? r->token[i].run[list] : 0;
}

/* ---- tokens and quantities (claim_token.c, claim_quantity.c) ---- */

void tokens_read(struct reading *r);
/* A number at byte `at` of the folded text: adds its token and returns the byte behind it. */
size_t quantity_read(struct reading *r, size_t at);
size_t quantity_figure(struct reading *r, size_t figure);
void quantities_settle(struct reading *r);                /* labels, approximations, years: needs run[] */
struct token *token_add(struct reading *r, enum token_kind kind, size_t word_from, size_t word_to);
static inline struct soan_quantity *quantity_of(const struct reading *r, size_t token)
{
    return &r->out->quantity[r->token[token].quantity];
}
enum unit_class unit_class(const struct soan_quantity *q);
bool per_year(const struct soan_quantity *q);
bool same_unit(const struct soan_quantity *a, const struct soan_quantity *b);
/* `cuộc kiểm tra` and `cuộc giám sát` are both `cuộc`. */
bool same_kind(const struct soan_quantity *a, const struct soan_quantity *b);
/* A number that can be computed with: not a range, nothing approximate. Open ones count. */
bool exact(const struct soan_quantity *q);
static inline bool is_quantity(const struct reading *r, size_t i)
{
    return i < r->n && r->token[i].kind == T_QUANTITY;
}

/* ---- units of one size (claim_units.c) ---- */

/* Quantities of tokens [from, to) that can be told in the unit of one before them are, until units_restore(). */
void units_align(struct reading *r, size_t from, size_t to);
void units_restore(struct reading *r);

/* ---- claims (claim.c) ---- */

struct soan_claim *claim_add(struct reading *r, enum soan_relation relation, size_t from, size_t to);
void claim_operand(struct soan_claim *c, size_t quantity);
/* how: `a op b`, nothing if one is missing. */
void show_pair(struct soan_claim *c, const struct soan_number *a, const char *op, const struct soan_number *b);
/* P% of m/n; the words from token i on. */
void claim_ratio(struct reading *r, size_t i, size_t percent, size_t ratio);

/* ---- readers: one sentence, tokens [from, to) ---- */

void compare_read(struct reading *r, size_t from, size_t to);
/* before: first token of the sentence before. */
void parts_read(struct reading *r, size_t from, size_t to, size_t before);
void shares_read(struct reading *r, size_t from, size_t to);
void statements_read(struct reading *r, size_t from, size_t to);
void years_read(struct reading *r, size_t from, size_t to);
/* The years of the first `nhiệm kỳ 2020 - 2025`, `giai đoạn …` of a heading. */
bool term_read(const struct reading *r, unsigned *first, unsigned *last);

/* ---- arithmetic (claim_math.c): fills verdict, said, due and how; WAITS if a value is missing ---- */

/* said is judged against due (owned by the caller). */
void judge(struct soan_claim *c, const struct soan_quantity *said, const struct soan_number *due);
void judge_times(struct soan_claim *c, const struct soan_quantity *said,
                 const struct soan_number *due); /* within a twentieth, too */
/* NULL if it cannot be computed, also if an operand is NULL. */
struct soan_number *calc(enum soan_arith op, const struct soan_number *a, const struct soan_number *b);
struct soan_number *percent_of(const struct soan_number *a, const struct soan_number *b);
/* Percent by which a is more than b; sign -1: less. */
struct soan_number *percent_more(const struct soan_number *a, const struct soan_number *b, int sign);
bool agrees(const struct soan_quantity *said, const struct soan_number *due);
/* sum, made of `terms` rounded numbers like `like`, and the number `like` itself make 100. */
bool makes_hundred(const struct soan_number *sum, const struct soan_number *like, int terms);
void judge_average(struct soan_claim *c, const struct soan_quantity *said, const struct soan_quantity *before,
                   const struct soan_quantity *after, long years, int sign);
/* A number for people: at most `most` decimals, no zeros at the end. */
void show_number(const struct soan_number *n, int most, struct text *out);
void show_quantity(const struct soan_quantity *q, struct text *out);

#endif
