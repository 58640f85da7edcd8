/*
 * Replacing words everywhere: the places that are shown first, what was done, and how it is taken back in one step.
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
};

void places_free(struct places *p);

/* One section whose text or title was replaced. */
struct replaced {
    int64_t section, rev;             /* rev of the text afterwards */
    bool in_title;
    struct text before, after;        /* of a title */
};

/* The last replacement, as long as nothing else was changed. */
struct replacement {
    struct replaced *item;
    size_t n, cap;
    bool undone;
};

/* Replaces the places; says how many. with: plain text. */
void replacement_do(struct app *app, const struct places *places, struct text_view with);
/* The words for a place: capitals follow those that stood there. Appends plain text. */
void replacement_words(struct text_view was, struct text_view with, struct text *out);

#endif
