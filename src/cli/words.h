#ifndef CLI_WORDS_H
#define CLI_WORDS_H

#include "soan/base.h"

/* The words of a line, as they came through ssh. */
struct words {
    char **word;              /* word[n] is NULL */
    size_t n, cap;
};

/* Parts a line at blanks. '…' and "…" hold words together, \ takes the next character as it is (between "" only before " and
 * \); every other sign stands for itself: nothing is looked up, replaced or run. SOAN_USAGE for a quote that is not closed,
 * SOAN_BAD_DATA for controls and what is no UTF-8. */
bool words_split(const char *line, struct words *out, struct error *e) SOAN_MUST_USE;
void words_free(struct words *w);

#endif
