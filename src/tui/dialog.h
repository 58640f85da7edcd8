/*
 * Questions: a line to type, a yes or no, a list to choose from. Each runs until it is answered and keeps its place
 * when the window changes its size.
 */
#ifndef TUI_DIALOG_H
#define TUI_DIALOG_H

#include "tui/app.h"

/* Says yes to what was typed, or why not; the words stay to be mended. */
typedef bool dialog_accept_fn(void *arg, struct text_view typed, struct error *e);
/* A line under the field that follows the typing, e.g. how many hits. */
typedef void dialog_live_fn(void *arg, struct text_view typed, struct text *out);

struct prompt {
    const char *title;                /* translated */
    struct text_view about;           /* a line or two above the field */
    const char *unit;                 /* behind the field, or NULL */
    dialog_accept_fn *accept;         /* NULL: whatever is typed */
    dialog_live_fn *live;             /* NULL: none */
    /* What was meant by what was refused; Tab takes it. NULL: nothing is offered. */
    bool (*mend)(void *arg, struct text_view typed, struct text *out);
    void *arg;
    bool again;                       /* F3 and ^N accept too: on to the next hit */
    bool placed;                      /* nothing is selected, the cursor stands at byte `cursor` */
    size_t cursor;
    const struct key_event *first;    /* typed already; or NULL */
    bool whole;                       /* blanks at its ends are part of what is typed */
    bool keeps;                       /* what was typed is kept however the field is left, by Esc or a lost line too */
};

/* *value: what is offered, then what was typed. False: Esc, or the terminal is gone. */
bool dialog_prompt(struct app *app, const struct prompt *p, struct text *value);
/* Enter says yes. `yes` names what Enter does. */
bool dialog_confirm(struct app *app, const char *title, struct text_view question, const char *yes);

/* Draws an empty frame of at most rows x cols in the middle of the screen; returns its inside. */
struct rect dialog_frame(const char *title, const char *keys, int rows, int cols);
/* Another title on the edge of a frame drawn before; `inside` is what dialog_frame() returned. */
void dialog_title(struct rect inside, const char *title);
/* Puts v into r from its line `line` on, wrapped; returns the number of lines it took. */
int dialog_put_wrapped(struct rect r, int line, struct text_view v, enum role role);

struct list {
    const char *title;
    const char *keys;                 /* what keys do here; the frame's last line */
    size_t n, cursor, top;
    bool full;                        /* as large as the screen */
    bool reading;                     /* a text to read: no row is marked */
    int cols;                         /* of the widest row, if ← → move sideways over them; 0: rows end in `…` */
    int left;                         /* columns moved to the right */
    /* Appends to the title where the first row shown is; NULL: it is not said. */
    void (*where)(void *arg, size_t top, struct text *out);
    void (*row)(void *arg, size_t i, int cols, struct text *out);
    /* Before every drawing, with the columns of a row: rows that are no longer so are made anew. NULL: they stay. */
    void (*fresh)(void *arg, struct list *l, int cols);
    /* More of the row under the cursor, below the list; NULL: none. */
    void (*detail)(void *arg, size_t i, struct text *out);
    /* Keys beyond moving, Enter and Esc: true if the list is to close with `list->key` set. */
    bool (*other)(const struct key_event *k);
    bool empty;                       /* they work where there is no row, too */
    /* Words typed into the list, shown in its title; `typed` puts the rows that are left into list->n. NULL: none. */
    struct text *words;
    void (*typed)(void *arg, struct list *l);
    void *arg;
    struct key_event key;             /* what closed it: Enter or one of `other` */
};

/* True: l->cursor was chosen by l->key. */
bool list_run(struct app *app, struct list *l);

#endif
