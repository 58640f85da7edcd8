/*
 * Two grids of cells, the one shown and the one wanted, and the fewest bytes that lead from the first to the second. Knows the
 * terminal by its caps only, writes to a buffer.
 *
 * Made because the curses library repaints the rest of a row for a letter typed in its middle: here characters are inserted and
 * deleted on the terminal where that is shorter, and rows are scrolled.
 */
#ifndef TUI_PAINT_H
#define TUI_PAINT_H

#include "tui/caps.h"
#include "tui/term.h"

/* A character with its marks. Bytes behind len are zero, so that cells compare as memory. */
struct cell {
    char bytes[13];
    unsigned char len;
    unsigned char width;          /* 2: the next cell is its right half; 0: a right half */
    unsigned char role;
};

struct painter {
    const struct caps *caps;
    int rows, cols;
    struct cell *shown, *wanted;  /* rows * cols */
    bool known;                   /* `shown` is what the terminal shows */
    bool wide_ambiguous;          /* the cursor may stand elsewhere after a character outside ASCII */
    bool colours;
    int row, col;                 /* of the terminal's cursor, -1: not known */
    int role;                     /* in force at the terminal, -1: not known */
    bool hidden;                  /* the cursor */
    int want_row, want_col;
    struct text out;              /* to be sent */
};

void paint_init(struct painter *p, const struct caps *caps, bool colours);
void paint_free(struct painter *p);
/* Both grids are blank afterwards, the terminal's content unknown. */
void paint_resize(struct painter *p, int rows, int cols);
void paint_forget(struct painter *p);
/* As term_put(), term_blank(). */
int paint_put(struct painter *p, int row, int col, int width, struct text_view s, enum role role);
void paint_blank(struct painter *p, int row, int col, int width, enum role role);
/* Appends to p->out what has to be sent. */
void paint_flush(struct painter *p);
/* Appends what puts the terminal into plain letters and shows its cursor. */
void paint_plain(struct painter *p);

#endif
