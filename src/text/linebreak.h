/* Line breaking: UAX #14 at one place of a text, and the house rules on top. */
#ifndef SOAN_TEXT_LINEBREAK_H
#define SOAN_TEXT_LINEBREAK_H

#include "soan/text.h"

/* How far from a place the house rules look, in bytes either way. */
#define BREAK_REACH 64

/* Asks for breaks in one text. {.v = text, .rules = rules} is ready. */
struct breaker {
    struct text_view v;
    const struct text_breaks *rules;
    /* The last stretch that had to be given to libunistring; its flags hold for from < pos < to. */
    size_t from;
    size_t to;
    char *flag;
    size_t cap;
};

/* 0 < pos < v.len, at a code point. */
bool break_offered(struct breaker *k, size_t pos);        /* by UAX #14 */
bool break_allowed(struct breaker *k, size_t pos);        /* and the house rules */
void breaker_free(struct breaker *k);

/* The last place at or before pos where UAX #14 may be started afresh: what comes after it does not depend
 * on what came before. */
size_t break_restart(struct text_view v, size_t pos);

/* The house rules alone: true if an offered break at pos is forbidden. */
bool break_forbidden(const struct text_breaks *rules, struct text_view v, size_t pos);

#endif
