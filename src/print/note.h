/* Notes of the section at hand, and their numbers through the whole print. */
#ifndef PRINT_NOTE_H
#define PRINT_NOTE_H

#include "print/block.h"

struct note {
    struct text_view id;      /* as its mark names it; into the source */
    size_t paragraph;         /* of the source, where `[^n]: ` stands */
    size_t from, to;          /* its words */
    bool wanted;              /* a mark asks for it */
    unsigned number;          /* 0: no mark came yet */
    struct text mark;         /* as printed */
};

struct notes {
    struct note *item;        /* sorted by id */
    size_t n, cap;
    unsigned count;           /* numbers given so far */
    struct text_view form;    /* `[N]` */
    struct call *call;        /* first marks met since notes_calls_clear(), `at` not yet set */
    size_t calls, call_cap, marks_cap;
    size_t *mark;             /* for every mark met since then: its call, or SIZE_MAX */
    size_t marks;
};

/* Finds the notes of a text and which of them the marks of title and text ask for. */
void notes_read(struct notes *n, struct text_view title, struct text_view source);
void notes_free(struct notes *n);
/* The note that is a paragraph, which begins at byte `at` of the source, if a mark asks for it; else NULL. */
const struct note *notes_at(const struct notes *n, struct text_view paragraph, size_t at);
/* What the mark `^n` shows; gives it a number. False: there is no such note. */
bool notes_mark(struct notes *n, struct text_view key, struct soan_shown *out);
void notes_calls_clear(struct notes *n);
/* Says where in a block the marks of a projection stand, which `piece` puts there; the first of them was met as `first`. */
void notes_place(struct notes *n, size_t first, const struct piece *piece, size_t end);

#endif
