/*
 * Replacing words everywhere: the places that are shown first, and what is put there.
 */
#ifndef TUI_REPLACE_H
#define TUI_REPLACE_H

#include "tui/app.h"

struct place {
    struct spot spot;
    struct text was;                  /* source form; what no longer stands there is not replaced */
    struct text context;              /* as shown */
};

struct places {
    struct place *item;
    size_t n, cap;
    int64_t rev;                      /* of the report they were found in */
    bool exact;                       /* found with capitals that are meant */
};

void places_free(struct places *p);

/* Replaces the places; says how many. with: plain text, which takes the capitals of what stood there unless these were
 * meant. */
void replacement_do(struct app *app, const struct places *places, struct text_view with);

#endif
