#include <stdlib.h>
#include <string.h>

#include "soan/text.h"
#include "tui/paint.h"

enum { MAX_SHIFT = 40, SHIFT_SAMPLE = 3, SHIFT_COST = 10, REWRITE_GAP = 4 };

enum { PLAIN = -1 };
enum { BOLD = 1, REVERSE = 2, UNDERLINE = 4, DIM = 8 };
enum { RED = 1, GREEN = 2, YELLOW = 3, BLUE = 4, MAGENTA = 5, CYAN = 6, BLACK = 0 };

struct style {
    int attrs;
    int fg, bg;
};

/* With colours, and on a terminal that has none. */
static const struct style styles[ROLE_COUNT_][2] = {
    [ROLE_TEXT] = {{0, PLAIN, PLAIN}, {0, PLAIN, PLAIN}},
    [ROLE_STATUS] = {{REVERSE, PLAIN, PLAIN}, {REVERSE, PLAIN, PLAIN}},
    [ROLE_KEY_LINE] = {{REVERSE, PLAIN, PLAIN}, {REVERSE, PLAIN, PLAIN}},
    [ROLE_KEY_NAME] = {{0, PLAIN, PLAIN}, {0, PLAIN, PLAIN}},
    [ROLE_MESSAGE] = {{BOLD, PLAIN, PLAIN}, {BOLD, PLAIN, PLAIN}},
    [ROLE_ERROR] = {{BOLD, RED, PLAIN}, {BOLD | REVERSE, PLAIN, PLAIN}},
    [ROLE_HEADING] = {{BOLD, PLAIN, PLAIN}, {BOLD, PLAIN, PLAIN}},
    [ROLE_BORDER] = {{0, PLAIN, PLAIN}, {0, PLAIN, PLAIN}},
    [ROLE_TREE_CURSOR] = {{REVERSE, PLAIN, PLAIN}, {REVERSE, PLAIN, PLAIN}},
    [ROLE_TREE_CURRENT] = {{BOLD, PLAIN, PLAIN}, {BOLD, PLAIN, PLAIN}},
    [ROLE_FIGURE] = {{0, CYAN, PLAIN}, {UNDERLINE, PLAIN, PLAIN}},
    [ROLE_FIGURE_OPEN] = {{UNDERLINE, YELLOW, PLAIN}, {UNDERLINE | BOLD, PLAIN, PLAIN}},
    [ROLE_SELECTION] = {{REVERSE, PLAIN, PLAIN}, {REVERSE, PLAIN, PLAIN}},
    [ROLE_HIT] = {{0, BLACK, YELLOW}, {REVERSE, PLAIN, PLAIN}},
    [ROLE_COMMENT] = {{0, MAGENTA, PLAIN}, {UNDERLINE, PLAIN, PLAIN}},
    [ROLE_DIALOG] = {{0, PLAIN, PLAIN}, {0, PLAIN, PLAIN}},
    [ROLE_DIALOG_TITLE] = {{BOLD, PLAIN, PLAIN}, {BOLD, PLAIN, PLAIN}},
    [ROLE_FIELD] = {{UNDERLINE, PLAIN, PLAIN}, {UNDERLINE, PLAIN, PLAIN}},
    [ROLE_LIST_CURSOR] = {{REVERSE, PLAIN, PLAIN}, {REVERSE, PLAIN, PLAIN}},
    [ROLE_DIM] = {{DIM, PLAIN, PLAIN}, {0, PLAIN, PLAIN}},
};

static const struct cell blank_cell = {.bytes = " ", .len = 1, .width = 1};

static const struct style *style_of(const struct painter *p, int role)
{
    return &styles[role][p->colours ? 0 : 1];
}

static bool same_style(const struct style *a, const struct style *b)
{
    return a->attrs == b->attrs && a->fg == b->fg && a->bg == b->bg;
}

/* The first role that looks the same, so that cells differ only if they look different. */
static unsigned char look_of(const struct painter *p, enum role role, bool blank)
{
    const struct style *s = style_of(p, (int)role);
    if (blank && !(s->attrs & (REVERSE | UNDERLINE)) && s->bg == PLAIN)
        return ROLE_TEXT;
    unsigned char look = 0;
    while (!same_style(style_of(p, look), s))
        look++;
    return look;
}

static bool same(const struct cell *a, const struct cell *b)
{
    return memcmp(a, b, sizeof *a) == 0;
}

static struct cell *cell_at(struct cell *grid, const struct painter *p, int row, int col)
{
    return grid + (size_t)row * (size_t)p->cols + col;
}

void paint_init(struct painter *p, const struct caps *caps, bool colours)
{
    *p = (struct painter){.caps = caps, .colours = colours && caps->colours >= 8};
    p->row = p->col = p->role = -1;
}

void paint_free(struct painter *p)
{
    mem_free(&p->shown);
    mem_free(&p->wanted);
    text_free(&p->out);
    *p = (struct painter){0};
}

void paint_resize(struct painter *p, int rows, int cols)
{
    size_t n = (size_t)rows * (size_t)cols;
    mem_free(&p->shown);
    mem_free(&p->wanted);
    p->shown = mem_array(n, sizeof *p->shown);
    p->wanted = mem_array(n, sizeof *p->wanted);
    p->rows = rows;
    p->cols = cols;
    for (size_t i = 0; i < n; i++)
        p->wanted[i] = blank_cell;
    paint_forget(p);
}

void paint_forget(struct painter *p)
{
    p->known = false;
    p->row = p->col = p->role = -1;
}

/* ---- what is wanted -------------------------------------------------------- */

/* A cell is about to change: the other half of a wide character there goes blank. */
static void break_wide(struct painter *p, int row, int col)
{
    struct cell *c = cell_at(p->wanted, p, row, col);
    if (c->width == 0 && col > 0)
        c[-1] = (struct cell){.bytes = " ", .len = 1, .width = 1, .role = c[-1].role};
    if (c->width == 2 && col + 1 < p->cols)
        c[1] = (struct cell){.bytes = " ", .len = 1, .width = 1, .role = c->role};
}

static void set_cell(struct painter *p, int row, int col, struct cell cell)
{
    if (same(cell_at(p->wanted, p, row, col), &cell) && cell.width == 1)
        return;
    break_wide(p, row, col);
    if (cell.width == 2)
        break_wide(p, row, col + 1);
    *cell_at(p->wanted, p, row, col) = cell;
    if (cell.width == 2)
        *cell_at(p->wanted, p, row, col + 1) = (struct cell){.width = 0, .role = cell.role};
}

static void append_mark(struct cell *c, struct text_view mark)
{
    if (c->len + mark.len <= sizeof c->bytes) {
        memcpy(c->bytes + c->len, mark.bytes, mark.len);
        c->len = (unsigned char)(c->len + mark.len);
    }
}

/* Joiners and variation selectors, which terminals count differently, are not sent. */
static bool is_joiner(uint32_t cp)
{
    return cp == 0x200D || (cp >= 0xFE00 && cp <= 0xFE0F);
}

static bool is_mark(uint32_t cp)
{
    bool format = (cp >= 0x2000 && cp < 0x2070) || cp == 0xFEFF;
    return is_joiner(cp) || (cp >= 0x300 && !format && text_codepoint_width(cp) == 0);
}

/* Takes one character with the marks that follow from s; *pos moves on. Only characters with a known width are sent: a
 * control, a direction mark or a private character becomes U+FFFD. */
static struct cell take_cell(struct text_view s, size_t *pos)
{
    static const struct text_view unprintable = TEXT_LIT("\uFFFD"), base = TEXT_LIT("\u25CC");
    struct cell c = {.width = 1};
    size_t next;
    uint32_t cp = text_decode(s, *pos, &next);
    int width = text_codepoint_width(cp);
    bool private = (cp >= 0xE000 && cp <= 0xF8FF) || cp >= 0xF0000;
    if (is_mark(cp)) {
        append_mark(&c, base);
        next = *pos;
    } else if (cp < ' ' || width < 1 || private) {
        append_mark(&c, unprintable);
    } else {
        append_mark(&c, text_view_part(s, *pos, next));
        c.width = (unsigned char)width;
    }
    for (*pos = next; *pos < s.len; *pos = next) {
        cp = text_decode(s, *pos, &next);
        if (!is_mark(cp))
            break;
        if (!is_joiner(cp))
            append_mark(&c, text_view_part(s, *pos, next));
    }
    return c;
}

int paint_put(struct painter *p, int row, int col, int width, struct text_view s, enum role role)
{
    if (row < 0 || row >= p->rows)
        return 0;
    int used = 0;
    unsigned char look = look_of(p, role, false), blank_look = look_of(p, role, true);
    for (size_t pos = 0; pos < s.len;) {
        struct cell c = take_cell(s, &pos);
        if (used + c.width > width)
            break;
        c.role = c.len == 1 && c.bytes[0] == ' ' ? blank_look : look;
        int at = col + used;
        if (at >= 0 && at + c.width <= p->cols)
            set_cell(p, row, at, c);
        used += c.width;
    }
    return used;
}

void paint_blank(struct painter *p, int row, int col, int width, enum role role)
{
    if (row < 0 || row >= p->rows)
        return;
    struct cell c = blank_cell;
    c.role = look_of(p, role, true);
    for (int i = col < 0 ? 0 : col; i < col + width && i < p->cols; i++)
        set_cell(p, row, i, c);
}

/* ---- sending --------------------------------------------------------------- */

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
        if (!same(&line[c], cell_at(p->shown, p, row, c)) || line[c].len != 1 || line[c].role != p->role)
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
    return !same(&wanted[c], is_blank ? &blank_cell : &shown[from]);
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
        if (by == 0 || at + left + right + SHIFT_SAMPLE >= cols ||
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
    while (c < cols && same(&a[c], &b[c]))
        c++;
    return c;
}

/* Column from which the row is blank, if clearing to its end is shorter than writing blanks; else cols. */
static int clear_from(const struct painter *p, const struct cell *wanted, const struct cell *shown)
{
    int from = p->cols, differing = 0;
    while (from > 0 && same(&wanted[from - 1], &blank_cell)) {
        from--;
        differing += !same(&shown[from], &blank_cell);
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
        if (same(&wanted[c], &shown[c]) || wanted[c].width == 0)
            continue;
        move_to(p, row, c);
        write_cell(p, &wanted[c]);
    }
    if (end < p->cols) {
        while (end > 0 && same(&shown[end - 1], &blank_cell) && same(&wanted[end - 1], &blank_cell))
            end--;
        move_to(p, row, end);
        set_role(p, ROLE_TEXT);
        send(p, &p->caps->el, 0, 0);
    }
    memcpy(shown, wanted, (size_t)p->cols * sizeof *shown);
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
