/*
 * What the rules share: one text of one section, in the two forms, and the findings made in it.
 */
#ifndef CHECK_RULES_H
#define CHECK_RULES_H

#include "soan/check.h"

struct found {
    const char *rule;
    enum soan_severity severity;
    size_t from, to;          /* in the source form */
    size_t out_from, out_to;  /* in the shown form */
    struct text message;      /* owned, translated */
    uint64_t fingerprint;     /* of its words and numbers; of a claim that waits, of the reading */
    uint64_t reading;         /* of its words with figures by their names */
    enum soan_verdict verdict;
};

struct claims_seen;           /* what earlier sections said of their numbers (claims.c) */

struct check {
    const struct soan_section *section;
    struct text_view source;
    struct soan_projection shown;
    struct text plain;        /* shown, but every byte of a figure, note or brace is 0x01: nothing a rule looks for */
    struct soan_values *values;
    bool few_dots, few_marks; /* the report has both `...` and `…`, and this is the rarer one */
    struct claims_seen *seen;
    bool all_claims;          /* those that hold or wait too */
    struct found *found;
    size_t n, cap;
};

/* Words at [from, to) of the shown form; the message is translated and copied. */
void check_add(struct check *c, const char *rule, enum soan_severity severity, size_t from, size_t to,
               const char *message);

void check_blanks(struct check *c);
void check_punctuation(struct check *c);
void check_words(struct check *c);
/* c->source is the title or the text of a section. */
void check_notes(struct check *c, struct text_view title, struct text_view text, bool in_title);

/* The numbers of a text against one another and against what stands in sections before it. */
bool check_claims_begin(struct check *c, struct soan_report *r, struct error *e) SOAN_MUST_USE;
void check_claims_look(struct check *c, struct text_view title); /* at all titles, before the first section */
void check_claims_section(struct check *c);               /* a new section begins: c->section */
void check_claims(struct check *c);
void check_claims_end(struct check *c);
/* What the ledger calls a figure. Borrowed. */
const char *check_figure_name(const struct check *c, struct text_view key);
/* `…` and `...` in a text. */
void check_count_ellipses(struct text_view v, size_t *dots, size_t *marks);

/* The byte is part of a letter or a digit (every byte above ASCII that begins no mark of data). */
bool check_letter_at(struct text_view v, size_t pos);

#endif
