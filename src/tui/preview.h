/*
 * The printed pages on the screen: what the files of the preview share.
 */
#ifndef TUI_PREVIEW_H
#define TUI_PREVIEW_H

#include "tui/dialog.h"
#include "tui/pages.h"

/* Words found on a page: bytes of its sheet's text. */
struct page_hit { size_t page, from, to; };

struct page_hits {
    struct page_hit *item;
    size_t n, cap;
};

struct preview {
    struct app *app;
    struct soan_laying *printing;     /* what is being laid out; NULL: nothing */
    struct pages_kept *shown;
    struct pages_kept *coming;        /* laid out anew to take their place; NULL: the printing goes into `shown` */
    bool complete;                    /* `shown` are all pages */
    int64_t rev;                      /* of the report when the printing began */
    struct page_place at;             /* the cursor */
    size_t top;                       /* first row of the page on the screen */
    size_t rows;                      /* that the screen has */
    int left;                         /* columns moved to the right */
    struct sheet sheet;               /* the page at the cursor */
    size_t loaded;                    /* its number from 1, 0: none */
    bool following;                   /* goes to the words it was opened at as soon as they are laid out */
    size_t want_page;                 /* the same for a page, from 1; SIZE_MAX: for the last one; 0: for none */
    struct page_hit hit;              /* marked; to 0: none */
    bool hits;                        /* ^N and ^P go to hits, else to pages */
    msec drawn;                       /* when the number of pages was said last */
};

/* Lays out for so long at most, or to the end. */
void preview_lay_out(struct preview *p, msec ms);
void preview_go(struct preview *p, struct page_place to);
/* The page at the cursor is in p->sheet; false if there is none. */
bool preview_load(struct preview *p);

/* ---- preview_find.c ---- */

void preview_find_ask(struct preview *p);
void preview_find_next(struct preview *p, bool back);

#endif
