#include <limits.h>

#include "tui/cells.h"

enum { SCROLL_MIN_ROWS = 3, SCROLL_COST = 40, SAMPLE_EVERY = 4 };
enum { MAX_SHIFT = 40, SHIFT_SAMPLE = 3, SHIFT_COST = 10, REWRITE_GAP = 4 };

static void send(struct painter *p, const struct text *s, int a, int b)
{
    caps_append(&p->out, s, a, b);
}

static void send_colour(struct painter *p, const struct text *s, int colour)
{
    if (colour != PLAIN)
        send(p, s, colour, 0);
}

static void set_role(struct painter *p, int role)
{
    const struct style plain = {0, PLAIN, PLAIN};
    const struct style *to = style_of(p, role), *from = p->role < 0 ? NULL : style_of(p, p->role);
    if (from && same_style(from, to))
        return;
    bool adds = from && !(from->attrs & ~to->attrs) && (from->fg == PLAIN || from->fg == to->fg) &&
                (from->bg == PLAIN || from->bg == to->bg);
    if (!adds) {
        send(p, &p->caps->sgr0, 0, 0);
        from = &plain;
    }
    int attrs = to->attrs & ~from->attrs;
    if (attrs & BOLD)
        send(p, &p->caps->bold, 0, 0);
    if (attrs & DIM)
        send(p, &p->caps->dim, 0, 0);
    if (attrs & UNDERLINE)
        send(p, &p->caps->underline, 0, 0);
    if (attrs & REVERSE)
        send(p, &p->caps->reverse, 0, 0);
    if (p->colours) {
        send_colour(p, &p->caps->setaf, to->fg == from->fg ? PLAIN : to->fg);
        send_colour(p, &p->caps->setab, to->bg == from->bg ? PLAIN : to->bg);
    }
    p->role = role;
}

static void write_cell(struct painter *p, const struct cell *c)
{
    set_role(p, c->role);
    text_append(&p->out, (struct text_view){c->bytes, c->len});
    p->col += c->width;
    bool ascii = (unsigned char)c->bytes[0] < 0x80;
    /* Terminals disagree about emoji, and some draw letters outside ASCII wide: do not rely on the place reached. */
    bool doubtful = (p->wide_ambiguous && !ascii) || (c->width == 2 && (unsigned char)c->bytes[0] >= 0xF0);
    if (p->col >= p->cols || doubtful)
        p->row = p->col = -1;
}

/* True if the cells from the cursor to `col` stand as wanted, in the letters in force, so that writing them again is a move. */
static bool rewrite(struct painter *p, int row, int col)
{
    const struct cell *line = cell_at(p->wanted, p, row, 0);
    for (int c = p->col; c < col; c++) {
        if (!same_cell(&line[c], cell_at(p->shown, p, row, c)) || line[c].len != 1 || line[c].role != p->role)
            return false;
    }
    while (p->col < col)
        write_cell(p, &line[p->col]);
    return true;
}

static void move_to(struct painter *p, int row, int col)
{
    if (p->row == row && p->col == col)
        return;
    if (p->row >= 0 && p->row + 1 == row && col <= 1) {
        text_append_str(&p->out, "\r\n");
        p->row = row;
        p->col = 0;
        if (col == 0 || rewrite(p, row, col))
            return;
    }
    if (p->row == row) {
        int gap = col - p->col;
        if (gap > 0 && gap <= REWRITE_GAP && rewrite(p, row, col))
            return;
        if (col == 0) {
            text_append_char(&p->out, '\r');
        } else if (gap < 0 && gap >= -REWRITE_GAP) {
            for (; gap < 0; gap++)
                text_append_char(&p->out, '\b');
        } else if (gap > 0 && p->caps->cuf.len) {
            send(p, &p->caps->cuf, gap, 0);
        } else if (gap < 0 && p->caps->cub.len) {
            send(p, &p->caps->cub, -gap, 0);
        } else {
            send(p, &p->caps->cup, row, col);
        }
    } else {
        send(p, &p->caps->cup, row, col);
    }
    p->row = row;
    p->col = col;
}

/* ---- inserting and deleting characters ------------------------------------- */

struct shift {
    int by;                       /* columns the rest of the row moves right; negative: left */
    int differing;                /* cells to write afterwards */
};

/* Whether cell c of the row after shifting from `at` would still differ. */
static bool differs_shifted(const struct cell *wanted, const struct cell *shown, int cols, int at, int by, int c)
{
    int from = c - by;
    bool is_blank = by > 0 ? c < at + by : from >= cols;
    return !same_cell(&wanted[c], is_blank ? &blank_cell : &shown[from]);
}

static int count_differing(const struct cell *wanted, const struct cell *shown, int cols, int at, int by, int limit)
{
    int n = 0;
    for (int c = at; c < cols && n < limit; c++)
        n += differs_shifted(wanted, shown, cols, at, by, c);
    return n;
}

static struct shift best_shift(const struct cell *wanted, const struct cell *shown, int cols, int at)
{
    struct shift best = {0, count_differing(wanted, shown, cols, at, 0, cols)};
    int limit = best.differing - SHIFT_COST;
    for (int by = -MAX_SHIFT; by <= MAX_SHIFT && limit > 0; by++) {
        int left = by < 0 ? -by : 0, right = by > 0 ? by : 0;
        bool gap = right > cols - at - right; /* tmux 3.3 clears no cells between what stood there and where it goes */
        if (by == 0 || gap || at + left + right + SHIFT_SAMPLE >= cols ||
            memcmp(&wanted[at + right], &shown[at + left], SHIFT_SAMPLE * sizeof *wanted) != 0)
            continue;
        int n = count_differing(wanted, shown, cols, at, by, limit);
        if (n < limit) {
            best = (struct shift){by, n};
            limit = n;
        }
    }
    return best;
}

static bool has_wide(const struct cell *row, int from, int cols)
{
    for (int c = from; c < cols; c++) {
        if (row[c].width != 1)
            return true;
    }
    return false;
}

/* Moves the rest of the row from `at` where that is shorter than writing it. */
static void shift_row(struct painter *p, int row, int at)
{
    const struct caps *caps = p->caps;
    bool able = (caps->ich.len || caps->ich1.len) && (caps->dch.len || caps->dch1.len);
    struct cell *shown = cell_at(p->shown, p, row, 0), *wanted = cell_at(p->wanted, p, row, 0);
    if (!able || p->wide_ambiguous || has_wide(shown, at, p->cols) || has_wide(wanted, at, p->cols))
        return;
    struct shift s = best_shift(wanted, shown, p->cols, at);
    if (s.by == 0)
        return;
    int n = s.by < 0 ? -s.by : s.by;
    const struct text *one = s.by > 0 ? &caps->ich1 : &caps->dch1;
    const struct text *many = s.by > 0 ? &caps->ich : &caps->dch;
    move_to(p, row, at);
    set_role(p, ROLE_TEXT);
    if (many->len && (n > 1 || !one->len)) {
        send(p, many, n, 0);
    } else {
        for (int i = 0; i < n; i++)
            send(p, one, 0, 0);
    }
    size_t kept = (size_t)(p->cols - at - n) * sizeof *shown;
    if (s.by > 0)
        memmove(&shown[at + n], &shown[at], kept);
    else
        memmove(&shown[at], &shown[at + n], kept);
    for (int i = 0; i < n; i++)
        shown[s.by > 0 ? at + i : p->cols - 1 - i] = blank_cell;
}

/* ---- rows ------------------------------------------------------------------ */

static int first_difference(const struct cell *a, const struct cell *b, int cols)
{
    int c = 0;
    while (c < cols && same_cell(&a[c], &b[c]))
        c++;
    return c;
}

/* Column from which the row is blank, if clearing to its end is shorter than writing blanks; else cols. */
static int clear_from(const struct painter *p, const struct cell *wanted, const struct cell *shown)
{
    int from = p->cols, differing = 0;
    while (from > 0 && same_cell(&wanted[from - 1], &blank_cell)) {
        from--;
        differing += !same_cell(&shown[from], &blank_cell);
    }
    return differing > 3 ? from : p->cols;
}

static void paint_row(struct painter *p, int row)
{
    struct cell *shown = cell_at(p->shown, p, row, 0), *wanted = cell_at(p->wanted, p, row, 0);
    int at = first_difference(wanted, shown, p->cols);
    if (at == p->cols)
        return;
    shift_row(p, row, at);
    int end = clear_from(p, wanted, shown);
    int last = p->caps->no_last_cell && row == p->rows - 1 ? p->cols - 1 : p->cols;
    for (int c = at; c < end && c < last; c++) {
        if (same_cell(&wanted[c], &shown[c]) || wanted[c].width == 0)
            continue;
        move_to(p, row, c);
        write_cell(p, &wanted[c]);
    }
    if (end < p->cols) {
        while (end > 0 && same_cell(&shown[end - 1], &blank_cell) && same_cell(&wanted[end - 1], &blank_cell))
            end--;
        move_to(p, row, end);
        set_role(p, ROLE_TEXT);
        send(p, &p->caps->el, 0, 0);
    }
    memcpy(shown, wanted, (size_t)p->cols * sizeof *shown);
}

/* ---- scrolling ------------------------------------------------------------- */

/* Cells that would differ in rows [top, bottom] after they moved up by `by` (down if negative), counted on every fourth column. */
static int differing_scrolled(const struct painter *p, int top, int bottom, int by, int limit)
{
    int n = 0;
    for (int row = top; row <= bottom && n < limit; row++) {
        bool entered = row + by < top || row + by > bottom;
        const struct cell *wanted = cell_at(p->wanted, p, row, 0);
        const struct cell *shown = entered ? NULL : cell_at(p->shown, p, row + by, 0);
        for (int c = 0; c < p->cols; c += SAMPLE_EVERY)
            n += !same_cell(&wanted[c], shown ? &shown[c] : &blank_cell);
    }
    return n;
}

/* Scrolls the rows that changed where that saves writing most of them. */
static void scroll_rows(struct painter *p)
{
    const struct caps *caps = p->caps;
    int top = 0, bottom = p->rows - 1;
    size_t row_size = (size_t)p->cols * sizeof *p->shown;
    while (top < bottom && memcmp(cell_at(p->shown, p, top, 0), cell_at(p->wanted, p, top, 0), row_size) == 0)
        top++;
    while (bottom > top && memcmp(cell_at(p->shown, p, bottom, 0), cell_at(p->wanted, p, bottom, 0), row_size) == 0)
        bottom--;
    if (bottom - top < SCROLL_MIN_ROWS || !caps->csr.len || !caps->ind.len || !caps->ri.len)
        return;
    int height = bottom - top + 1, best = 0;
    int limit = differing_scrolled(p, top, bottom, 0, INT_MAX) - SCROLL_COST / SAMPLE_EVERY;
    for (int by = 1 - height; by < height && limit > 0; by++) {
        int n = by ? differing_scrolled(p, top, bottom, by, limit) : limit;
        if (n < limit) {
            best = by;
            limit = n;
        }
    }
    if (best == 0)
        return;
    set_role(p, ROLE_TEXT);
    send(p, &caps->csr, top, bottom);
    p->row = p->col = -1;
    move_to(p, best > 0 ? bottom : top, 0);
    for (int i = best < 0 ? -best : best; i > 0; i--)
        send(p, best > 0 ? &caps->ind : &caps->ri, 0, 0);
    send(p, &caps->csr, 0, p->rows - 1);
    p->row = p->col = -1;
    int n = best < 0 ? -best : best;
    struct cell *first = cell_at(p->shown, p, top, 0), *later = cell_at(p->shown, p, top + n, 0);
    memmove(best > 0 ? first : later, best > 0 ? later : first, row_size * (size_t)(height - n));
    struct cell *entered = best > 0 ? cell_at(p->shown, p, bottom - n + 1, 0) : first;
    for (int i = 0; i < n * p->cols; i++)
        entered[i] = blank_cell;
}

static void clear_all(struct painter *p)
{
    send(p, &p->caps->sgr0, 0, 0);
    p->role = ROLE_TEXT;
    send(p, &p->caps->clear, 0, 0);
    p->row = p->col = 0;
    for (size_t i = 0; i < (size_t)p->rows * (size_t)p->cols; i++)
        p->shown[i] = blank_cell;
    p->known = true;
}

static void place_cursor(struct painter *p)
{
    bool hide = p->want_row < 0 || p->want_row >= p->rows || p->want_col < 0 || p->want_col >= p->cols;
    if (!hide)
        move_to(p, p->want_row, p->want_col);
    if (hide != p->hidden)
        send(p, hide ? &p->caps->hide : &p->caps->show, 0, 0);
    p->hidden = hide;
}

void paint_flush(struct painter *p)
{
    if (!p->known)
        clear_all(p);
    else
        scroll_rows(p);
    for (int row = 0; row < p->rows; row++)
        paint_row(p, row);
    place_cursor(p);
}

void paint_plain(struct painter *p)
{
    send(p, &p->caps->sgr0, 0, 0);
    send(p, &p->caps->show, 0, 0);
    p->role = p->row = p->col = -1;
    p->hidden = false;
}
