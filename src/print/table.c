#include <stdlib.h>

#include "print/annex.h"
#include "print/document.h"

enum { REST_LEAST = 12 };     /* columns for what has the place that others leave */

void table_init(struct table *t, struct pages *pages, const struct column *column, size_t columns)
{
    int taken = (int)columns - 1;
    *t = (struct table){.pages = pages, .column = column, .columns = columns};
    for (size_t c = 0; c < columns; c++)
        taken += column[c].width;
    t->as_list = pages->form.width - taken < REST_LEAST;
    for (size_t c = 0; c < columns; c++)
        t->width[c] = column[c].width ? column[c].width : pages->form.width - taken;
}

void table_set(struct table *t, size_t column, struct text_view v)
{
    text_clear(&t->cell[column]);
    text_append(&t->cell[column], v);
}

static void pad(struct text *out, int n)
{
    for (; n > 0; n--)
        text_append_char(out, ' ');
}

static void put_line(struct table *t, enum page_break before, int gap, enum soan_fault fault)
{
    pages_add(t->pages, &(struct page_line){.before = before, .gap = gap, .fault = fault}, 0, text_view(&t->line));
}

static void put_centred(struct table *t, const char *word, enum page_break before, int gap)
{
    struct text_view v = annex_word(word);
    struct text_lines lines = {0};
    const struct text_wrap wrap = {.width = t->pages->form.width};
    text_fill(v, &wrap, false, &lines);
    for (size_t i = 0; i < lines.n; i++) {
        struct text_view line =
            text_view_trim(text_view_part(v, lines.start[i], i + 1 < lines.n ? lines.start[i + 1] : v.len));
        pages_add(t->pages, &(struct page_line){.before = i ? BREAK_NEVER : before, .gap = i ? 0 : gap},
                  (wrap.width - text_width(line)) / 2, line);
    }
    text_lines_free(&lines);
}

static void rule(struct table *t)
{
    text_clear(&t->line);
    for (size_t c = 0; c < t->columns; c++) {
        if (c)
            text_append_char(&t->line, '+');
        for (int i = 0; i < t->width[c]; i++)
            text_append_char(&t->line, '-');
    }
}

static void put_cell(struct table *t, size_t column, size_t i, bool head)
{
    struct text_view v = {0};
    const struct text_lines *l = &t->lines[column];
    if (i < l->n)
        v = text_view_trim(text_view_part(text_view(&t->cell[column]), l->start[i],
                                          i + 1 < l->n ? l->start[i + 1] : t->cell[column].len));
    int gap = t->width[column] - text_width(v);
    int before = head ? gap / 2 : t->column[column].right ? gap : 0;
    pad(&t->line, before);
    text_append(&t->line, v);
    pad(&t->line, gap - before);
}

/* Wraps the cells; returns the lines of the highest. *torn: a word had to be parted. */
static size_t wrap_cells(struct table *t, bool *torn)
{
    size_t height = 1;
    *torn = false;
    for (size_t c = 0; c < t->columns; c++) {
        const struct text_wrap w = {.width = t->width[c]};
        struct text_view v = text_view(&t->cell[c]);
        text_wrap(v, &w, &t->lines[c]);
        for (size_t i = 1; i < t->lines[c].n; i++) {
            size_t at = t->lines[c].start[i];
            *torn = *torn || (v.bytes[at - 1] != ' ' && !text_break_offered(v, at));
        }
        height = t->lines[c].n > height ? t->lines[c].n : height;
    }
    return height;
}

/* The cells at hand as lines that stay together, unless a page is too short for them. */
static void put_cells(struct table *t, bool head, enum page_break before)
{
    bool torn;
    size_t height = wrap_cells(t, &torn);
    bool parted = !head && t->pages->form.length && (int)height + 1 > pages_room(t->pages);
    enum soan_fault fault = parted ? SOAN_FAULT_ROW : torn ? SOAN_FAULT_WORD : SOAN_FAULT_NONE;
    for (size_t i = 0; i < height; i++) {
        text_clear(&t->line);
        for (size_t c = 0; c < t->columns; c++) {
            if (c)
                text_append_char(&t->line, '|');
            put_cell(t, c, i, head);
        }
        put_line(t, i == 0 ? before : parted ? BREAK_FREE : BREAK_NEVER, 0, i == 0 ? fault : SOAN_FAULT_NONE);
    }
    rule(t);
    put_line(t, BREAK_NEVER, 0, SOAN_FAULT_NONE);
}

static void put_head(struct table *t)
{
    struct text row[TABLE_COLUMNS];
    pages_repeat_begin(t->pages);
    rule(t);
    put_line(t, BREAK_NEVER, 1, SOAN_FAULT_NONE);
    for (size_t c = 0; c < t->columns; c++) {
        row[c] = text_take(&t->cell[c]);
        table_set(t, c, annex_word(t->column[c].word));
    }
    put_cells(t, true, BREAK_NEVER);
    for (size_t c = 0; c < t->columns; c++) {
        text_free(&t->cell[c]);
        t->cell[c] = row[c];
    }
    pages_repeat_end(t->pages);
}

/* `Head: words` for every cell that says something. */
static void put_as_list(struct table *t)
{
    enum { HANG = 2 };
    struct text_lines lines = {0};
    bool first = true;
    for (size_t c = 0; c < t->columns; c++) {
        struct text v = {0};
        struct text_view head = annex_word(t->column[c].word);
        if (t->cell[c].len == 0)
            continue;
        text_printf(&v, "%.*s: %s", (int)head.len, head.bytes, text_str(&t->cell[c]));
        const struct text_wrap wrap = {.width = t->pages->form.width, .hang = HANG};
        text_fill(text_view(&v), &wrap, false, &lines);
        for (size_t i = 0; i < lines.n; i++) {
            const struct page_line how = {
                .before = first && i == 0 ? BREAK_FREE : BREAK_POOR,
                .gap = first && i == 0,
                .fault = t->rows == 1 && first && i == 0 ? SOAN_FAULT_TABLE : SOAN_FAULT_NONE,
            };
            pages_add(t->pages, &how, i ? HANG : 0,
                      text_view_trim(text_view_part(text_view(&v), lines.start[i],
                                                    i + 1 < lines.n ? lines.start[i + 1] : v.len)));
        }
        first = false;
        text_free(&v);
    }
    text_lines_free(&lines);
}

static void empty_cells(struct table *t)
{
    for (size_t c = 0; c < t->columns; c++)
        text_clear(&t->cell[c]);
}

void table_row(struct table *t, const char *title, const char *subtitle)
{
    bool first = t->rows++ == 0;
    struct document *d = t->pages->document;
    if (d) {
        if (first)
            d->table_begin(d, t, title, subtitle);
        d->table_row(d, t);
        empty_cells(t);
        return;
    }
    if (first) {
        if (title) {
            pages_break(t->pages);
            put_centred(t, title, BREAK_FREE, 1);
            put_centred(t, subtitle, BREAK_NEVER, 0);
        }
        if (!t->as_list)
            put_head(t);
    }
    if (t->as_list)
        put_as_list(t);
    else
        put_cells(t, false, first ? BREAK_NEVER : BREAK_FREE);
    empty_cells(t);
}

void table_end(struct table *t)
{
    struct document *d = t->pages->document;
    if (t->rows) {
        if (d)
            d->table_end(d);
        pages_break(t->pages);
        pages_repeat_stop(t->pages);
    }
    for (size_t c = 0; c < t->columns; c++) {
        text_free(&t->cell[c]);
        text_lines_free(&t->lines[c]);
    }
    text_free(&t->line);
}
