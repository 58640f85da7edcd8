/* The letterhead and the signature as rows of two columns, from the lines of the page style. */
#include <stdlib.h>
#include <string.h>

#include "print/document.h"

enum { STACK_BELOW = 50, BETWEEN = 2 };

/* ---- lines of the style ---- */

struct expanding {
    struct printer *p;
    struct text *out;
    struct text literal;      /* since the last property */
    bool any, said, last;     /* there are properties; one says something; the last one does */
};

static void add_property(struct expanding *x, struct text_view name)
{
    struct text value = {0};
    form_property(x->p, name, &value);
    if (value.len && (!x->any || x->said))
        text_append(x->out, text_view(&x->literal));
    text_append(x->out, text_view(&value));
    text_clear(&x->literal);
    x->any = true;
    x->last = value.len;
    x->said = x->said || x->last;
    text_free(&value);
}

bool form_expand(struct printer *p, struct text_view line, struct text *out)
{
    struct expanding x = {.p = p, .out = out};
    size_t from = 0;
    text_clear(out);
    for (;;) {
        size_t open = text_view_find(line, TEXT_LIT("("), from);
        size_t close = open == SIZE_MAX ? open : text_view_find(line, TEXT_LIT(")"), open);
        text_append(&x.literal, text_view_part(line, from, close == SIZE_MAX ? line.len : open));
        if (close == SIZE_MAX)
            break;
        add_property(&x, text_view_part(line, open + 1, close));
        from = close + 1;
    }
    if (!x.any || x.last)
        text_append(out, text_view(&x.literal));
    text_free(&x.literal);
    return x.any ? x.said : p->headed;
}

/* ---- columns ---- */

static void add_line(struct form_column *c, struct text_view v, bool torn)
{
    mem_grow((void **)&c->line, &c->cap, c->n + 1, sizeof *c->line);
    c->line[c->n++] = (struct form_line){text_copy(v), torn, 0};
    int width = text_width(v);
    c->widest = width > c->widest ? width : c->widest;
}

static void add_wrapped(struct form_column *c, struct text_view v, int first, int hang)
{
    struct text_lines lines = {0};
    const struct text_wrap wrap = {.width = c->width, .first = first, .hang = hang};
    text_fill(v, &wrap, false, &lines);
    c->widest = 0;
    for (size_t i = 0; i < lines.n; i++) {
        size_t to = i + 1 < lines.n ? lines.start[i + 1] : v.len;
        bool torn = i + 1 < lines.n && v.bytes[to - 1] != ' ' && !text_break_offered(v, to);
        add_line(c, text_view_trim(text_view_part(v, lines.start[i], to)), torn);
        c->line[c->n - 1].indent = i ? hang : first;
    }
    text_lines_free(&lines);
}

static void add_blank(struct form_column *c, int n)
{
    for (; n > 0 && c->n; n--)
        add_line(c, TEXT_LIT(""), false);
}

/* `-…` and `-…/2`: as long as the line above, or half of it. */
static bool add_rule(struct form_column *c, struct text_view line)
{
    struct text rule = {0};
    bool half = text_view_ends(line, TEXT_LIT("…/2"));
    size_t sign = line.len > 0 ? text_grapheme_next(line, 0) : 0;
    if (!text_view_equal(text_view_part(line, sign, line.len), half ? TEXT_LIT("…/2") : TEXT_LIT("…")) || sign == 0)
        return false;
    int n = half ? c->widest / 2 : c->widest;
    for (int i = 0; i < n && c->n; i++)
        text_append(&rule, text_view_part(line, 0, sign));
    if (rule.len)
        add_line(c, text_view(&rule), false);
    text_free(&rule);
    return true;
}

void form_column_add(struct printer *p, struct form_column *c, struct text_view line)
{
    struct text v = {0};
    if (line.len == 0) {
        c->blank = c->n > 0;
    } else if (line.len == 2 && line.bytes[0] == '/' && line.bytes[1] >= '1' && line.bytes[1] <= '9') {
        c->room = line.bytes[1] - '0';
    } else if (form_expand(p, line, &v)) {
        bool is_rule = text_view_ends(line, TEXT_LIT("…")) || text_view_ends(line, TEXT_LIT("…/2"));
        add_blank(c, c->blank ? 1 : c->room);
        c->blank = false;
        c->room = 0;
        if (!is_rule || !add_rule(c, line))
            add_wrapped(c, text_view(&v), 0, 0);
    }
    text_free(&v);
}

void form_column_item(struct form_column *c, struct text_view v, int hang)
{
    add_wrapped(c, v, 0, hang);
}

void form_column_free(struct form_column *c)
{
    for (size_t i = 0; i < c->n; i++)
        text_free(&c->line[i].text);
    mem_free(&c->line);
    c->n = c->cap = 0;
}

/* ---- rows ---- */

static void pad_to(struct text *out, int column)
{
    for (int n = column - text_width(text_view(out)); n > 0; n--)
        text_append_char(out, ' ');
}

static void put(const struct form_column *c, size_t i, struct text *out)
{
    if (i >= c->n)
        return;
    const struct form_line *l = &c->line[i];
    int indent = c->centred ? (c->width - text_width(text_view(&l->text))) / 2 : l->indent;
    pad_to(out, c->at + indent);
    text_append(out, text_view(&l->text));
}

static bool is_torn(const struct form_column *c, size_t i)
{
    return i < c->n && c->line[i].torn;
}

void form_rows(struct printer *p, const struct form_column *left, const struct form_column *right, int gap,
               enum page_break before)
{
    struct pages *pages = &p->layout.pages;
    if (pages->document) {
        pages->document->form(pages->document, left, right);
        return;
    }
    size_t rows = left->n > right->n ? left->n : right->n;
    bool parted = pages->form.length && (int)rows > pages->form.length;
    struct text line = {0};
    for (size_t i = 0; i < rows; i++) {
        text_clear(&line);
        put(left, i, &line);
        put(right, i, &line);
        const struct page_line how = {
            .before = i == 0 ? before : BREAK_NEVER,
            .gap = i == 0 && p->started ? gap : 0,
            .fault = parted && i == 0                     ? SOAN_FAULT_FORM
                     : is_torn(left, i) || is_torn(right, i) ? SOAN_FAULT_WORD
                                                             : SOAN_FAULT_NONE,
        };
        pages_add(pages, &how, 0, text_view(&line));
        p->started = true;
    }
    text_free(&line);
}

bool form_columns(const struct printer *p, int left_columns, struct form_column *left, struct form_column *right)
{
    int width = p->layout.pages.form.width;
    bool stacked = width < STACK_BELOW;
    if (p->layout.pages.document) {
        /* Lines are broken where they are shown. */
        *left = (struct form_column){.width = INT16_MAX, .centred = true};
        *right = (struct form_column){.at = left_columns, .width = INT16_MAX, .centred = true};
        return true;
    }
    int at = stacked ? 0 : width * left_columns / p->style.columns;
    *left = (struct form_column){.width = stacked ? width : at, .centred = true};
    *right = (struct form_column){.at = stacked ? 0 : at + BETWEEN, .width = width - (stacked ? 0 : at + BETWEEN),
                                  .centred = true};
    return !stacked;
}
