/*
 * Annexes: tables behind the text, each in a file of its own and in the table of annex.c.
 */
#ifndef PRINT_ANNEX_H
#define PRINT_ANNEX_H

#include "print/printer.h"
#include "print/table.h"

struct annex {
    const char *name;         /* as `--annex` has it */
    /* From a new page on; nothing if it has nothing to say. Words: data/annex. */
    bool (*print)(struct printer *p);
};

/* Prints those that `names` (parted by commas, may be NULL) asks for. SOAN_USAGE for an unknown one. */
bool annex_print(struct printer *p, const char *names) SOAN_MUST_USE;
bool annex_names_valid(const char *names, struct error *e) SOAN_MUST_USE;
bool annex_asked(const char *names, const char *name);
/* What data/annex calls it. */
struct text_view annex_word(const char *name);

bool annex_targets(struct printer *p) SOAN_MUST_USE;
bool annex_blanks(struct printer *p) SOAN_MUST_USE;
bool annex_responses(struct printer *p) SOAN_MUST_USE;
bool annex_signoff(struct printer *p) SOAN_MUST_USE;

#endif
