#include "tui/paint.h"

#include <stdlib.h>

#include "soan/text.h"
#include "tui/cells.h"

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
    [ROLE_DELETED] = {{0, RED, PLAIN}, {DIM, PLAIN, PLAIN}},
    [ROLE_INSERTED] = {{UNDERLINE, GREEN, PLAIN}, {UNDERLINE, PLAIN, PLAIN}},
};

const struct style *style_of(const struct painter *p, int role)
{
    return &styles[role][p->colours ? 0 : 1];
}

bool same_style(const struct style *a, const struct style *b)
{
    return a->attrs == b->attrs && a->fg == b->fg && a->bg == b->bg;
}

unsigned char look_of(const struct painter *p, enum role role, bool blank)
{
    const struct style *s = style_of(p, (int)role);
    if (blank && !(s->attrs & (REVERSE | UNDERLINE)) && s->bg == PLAIN)
        return ROLE_TEXT;
    unsigned char look = 0;
    while (!same_style(style_of(p, look), s))
        look++;
    return look;
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
    if (same_cell(cell_at(p->wanted, p, row, col), &cell) && cell.width == 1)
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
