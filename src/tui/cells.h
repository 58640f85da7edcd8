/* Cells and how they look: what drawing to the grid and sending it share. */
#ifndef TUI_CELLS_H
#define TUI_CELLS_H

#include <string.h>

#include "tui/paint.h"

enum { PLAIN = -1 };
enum { BOLD = 1, REVERSE = 2, UNDERLINE = 4, DIM = 8 };
enum { RED = 1, GREEN = 2, YELLOW = 3, BLUE = 4, MAGENTA = 5, CYAN = 6, BLACK = 0 };

struct style {
    int attrs;
    int fg, bg;
};

static const struct cell blank_cell = {.bytes = " ", .len = 1, .width = 1};

const struct style *style_of(const struct painter *p, int role);
bool same_style(const struct style *a, const struct style *b);
/* The first role that looks the same, so that cells differ only if they look different. */
unsigned char look_of(const struct painter *p, enum role role, bool blank);

static inline bool same_cell(const struct cell *a, const struct cell *b)
{
    return memcmp(a, b, sizeof *a) == 0;
}

static inline struct cell *cell_at(struct cell *grid, const struct painter *p, int row, int col)
{
    return grid + (size_t)row * (size_t)p->cols + col;
}

#endif
