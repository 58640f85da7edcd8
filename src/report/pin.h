/*
 * Pins: where the words under a comment are in today's text. They move exactly with every edit. Words that went are
 * found again by the quote and by what stood around it, in this section or another.
 */
#ifndef REPORT_PIN_H
#define REPORT_PIN_H

#include "report/private.h"

struct pin {
    int64_t comment;
    size_t start, stop;       /* carried past the changes met so far */
    size_t low, high;         /* the same, with what was put in at either end */
    size_t old_start, old_stop;
    bool whole, moved, touched;
};

/* The pins of a section that a row of changes may touch. */
struct pins {
    struct pin *item;
    size_t n, cap;
    size_t beyond;            /* those that start behind this byte are only shifted */
};

/* A row of changes that has been applied to the section's text. */
struct row_changes {
    int64_t section, row;
    struct text_view body;    /* as it is now */
    const struct text_change *c;
    size_t n;
    bool typed;               /* a burst of typing, which brings one word at a time */
};

bool pins_load(struct soan_report *r, int64_t section, const struct text_change *c, size_t n, struct pins *l,
                  struct error *e) SOAN_MUST_USE;
void pins_map(struct pins *l, const struct text_change *c);
/* Stores what became of them, and looks for words that went or came back. */
bool pins_settle(struct gate *g, struct pins *l, const struct row_changes *w, struct error *e) SOAN_MUST_USE;
void pins_free(struct pins *l);
/* The anchor of a comment just stored, on words as they were behind row c->rev: it goes the way it would have gone since. */
bool pin_arrive(struct gate *g, int64_t comment, int64_t section, const struct soan_comment *c, struct error *e) SOAN_MUST_USE;

/* ---- finding words again (pin_find.c) ---- */

/* A comment whose words are looked for. */
struct sought {
    int64_t comment, home, lost;
    struct text quote, before, after;
    bool gone;                /* nothing is left of them where they stood */
    bool found;
    size_t pos, score;        /* the best place so far; bytes around it that are as they were */
};
struct soughts { struct sought *item; size_t n, cap; };
void soughts_free(struct soughts *l);
/* Reads quote and context of a comment; adds it. */
bool sought_add(struct soan_report *r, int64_t comment, struct soughts *l, struct sought **out, struct error *e)
    SOAN_MUST_USE;

/* Takes the last one off again. */
void sought_drop(struct soughts *l);

struct span { size_t from, to; };
struct spans { struct span *item; size_t n, cap; };
/* Where something was put in or taken out, in the text that the changes lead to; sorted, apart. */
void spans_changed(const struct text_change *c, size_t n, struct spans *out);
bool spans_touch(const struct spans *l, size_t from, size_t to);

/* The bytes before and behind [pos, pos + quote) that are as they were round the quote. */
size_t context_score(const struct sought *s, struct text_view text, size_t pos);
/* All of it is as it was, the ends of the text too. */
bool context_same(const struct sought *s, struct text_view text, size_t pos);
/* Looks for words that left their place: those that `fresh` just lost, and, in what this row brought, all that are lost. */
bool pins_find(struct gate *g, const struct row_changes *w, struct soughts *fresh, struct error *e) SOAN_MUST_USE;
/* The same for words lost in any of many rows, `w` being all of them together. */
bool pins_find_late(struct gate *g, const struct row_changes *w, struct soughts *fresh, struct error *e) SOAN_MUST_USE;
/* A branch is on its way into the bin: comments on words that were copied elsewhere just before go there. */
bool pins_leave(struct gate *g, int64_t root, struct error *e) SOAN_MUST_USE;

#endif
