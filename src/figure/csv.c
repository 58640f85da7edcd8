/* Tables as text: RFC 4180 with `;`, `,` or tab, read row by row. */
#include <stdlib.h>
#include <string.h>

#include "figure/private.h"

void soan_csv_row_free(struct soan_csv_row *row)
{
    for (size_t i = 0; i < row->cap; i++)
        text_free(&row->cell[i]);
    free(row->cell);
    *row = (struct soan_csv_row){0};
}

static size_t line_of(struct text_view v, size_t pos)
{
    size_t line = 1;
    for (size_t i = 0; i < pos && i < v.len; i++)
        line += v.bytes[i] == '\n';
    return line;
}

/* The mark that parts most cells of the first line, quoted ones aside. */
static char detect(struct text_view v)
{
    static const char marks[] = ";,\t";
    size_t count[sizeof marks] = {0}, best = 0;
    bool quoted = false;
    for (size_t i = 0; i < v.len && (quoted || (v.bytes[i] != '\n' && v.bytes[i] != '\r')); i++) {
        if (v.bytes[i] == '"')
            quoted = !quoted;
        const char *at = quoted || !v.bytes[i] ? NULL : strchr(marks, v.bytes[i]);
        if (at)
            count[at - marks]++;
    }
    for (size_t i = 1; marks[i]; i++)
        if (count[i] > count[best])
            best = i;
    return marks[best];
}

bool soan_csv_begin(struct soan_csv *c, struct text_view bytes, struct error *e)
{
    size_t bad = 0;
    if (text_view_starts(bytes, TEXT_LIT("\xEF\xBB\xBF")))
        bytes = text_view_part(bytes, 3, bytes.len);
    if (!text_utf8_valid(bytes, &bad))
        return error_set(e, SOAN_BAD_DATA, _("line %zu: is not UTF-8; save the sheet as “CSV UTF-8”"),
                         line_of(bytes, bad));
    *c = (struct soan_csv){.in = bytes, .line = 1};
    if (text_view_starts(bytes, TEXT_LIT("sep=")) && bytes.len > 5) { /* a hint to Excel, not a row */
        c->separator = bytes.bytes[4];
        size_t end = text_view_find(bytes, TEXT_LIT("\n"), 0);
        c->pos = end == SIZE_MAX ? bytes.len : end + 1;
        c->line = 2;
    } else {
        c->separator = detect(bytes);
    }
    return true;
}

static struct text *new_cell(struct soan_csv_row *row)
{
    size_t before = row->cap;
    mem_grow((void **)&row->cell, &row->cap, row->n + 1, sizeof *row->cell);
    for (size_t i = before; i < row->cap; i++)
        row->cell[i] = (struct text){0};
    struct text *cell = &row->cell[row->n++];
    text_clear(cell);
    return cell;
}

static char at(const struct soan_csv *c)
{
    return c->pos < c->in.len ? c->in.bytes[c->pos] : '\n';
}

static bool ends_cell(const struct soan_csv *c)
{
    char b = at(c);
    return b == c->separator || b == '\n' || b == '\r';
}

static bool control(char b)
{
    return ((unsigned char)b < 0x20 && b != '\t') || b == 0x7F;
}

static bool refuse_control(const struct soan_csv *c, struct error *e)
{
    return error_set(e, SOAN_BAD_DATA, _("line %zu: holds a control character; clean the sheet and send it again"),
                     c->line);
}

/* Behind the opening quote. */
static bool read_quoted(struct soan_csv *c, struct text *cell, struct error *e)
{
    size_t opened = c->line;
    for (;; c->pos++) {
        if (c->pos >= c->in.len)
            return error_set(e, SOAN_BAD_DATA, _("line %zu: a quotation mark is opened and never closed; close it"),
                             opened);
        char b = c->in.bytes[c->pos];
        if (b == '"' && (c->pos + 1 >= c->in.len || c->in.bytes[c->pos + 1] != '"'))
            break;
        c->pos += b == '"';
        c->line += b == '\n';
        if (control(b) && b != '\n' && b != '\r')
            return refuse_control(c, e);
        if (b != '\r')
            text_append_char(cell, b == '\n' ? ' ' : b);
    }
    c->pos++;
    return ends_cell(c) || error_set(e, SOAN_BAD_DATA,
                                     _("line %zu: something stands behind a closing quotation mark; put the "
                                       "whole cell into quotation marks, doubling those inside"),
                                     c->line);
}

static bool read_cell(struct soan_csv *c, struct text *cell, struct error *e)
{
    if (at(c) == '"' && c->pos < c->in.len) {
        c->pos++;
        return read_quoted(c, cell, e);
    }
    size_t from = c->pos;
    for (; !ends_cell(c); c->pos++) {
        if (at(c) == '"')
            return error_set(e, SOAN_BAD_DATA,
                             _("line %zu: a quotation mark inside a cell; put the whole cell into quotation "
                               "marks, doubling those inside"),
                             c->line);
        if (control(at(c)))
            return refuse_control(c, e);
    }
    text_append(cell, text_view_part(c->in, from, c->pos));
    return true;
}

/* False at the end. */
static bool skip_empty_lines(struct soan_csv *c)
{
    while (c->pos < c->in.len && (c->in.bytes[c->pos] == '\n' || c->in.bytes[c->pos] == '\r'))
        c->line += c->in.bytes[c->pos++] == '\n';
    return c->pos < c->in.len;
}

bool soan_csv_next(struct soan_csv *c, struct soan_csv_row *row, bool *more, struct error *e)
{
    row->n = 0;
    *more = skip_empty_lines(c);
    row->line = c->line;
    if (!*more)
        return true;
    for (;;) {
        if (!read_cell(c, new_cell(row), e))
            return false;
        if (c->pos >= c->in.len || c->in.bytes[c->pos] != c->separator)
            return true;
        c->pos++;
    }
}

/* Spreadsheets compute what begins like this; a blank before it keeps it a text. */
static bool looks_computed(struct text_view v)
{
    struct soan_number *n = NULL;
    if (v.len == 0 || !strchr("=+-@", v.bytes[0]))
        return false;
    bool number = soan_number_parse(v, &n, NULL);
    soan_number_free(&n);
    return !number;
}

void soan_csv_cell(struct text_view v, char separator, struct text *out)
{
    bool quote = looks_computed(v);
    for (size_t i = 0; i < v.len && !quote; i++)
        quote = v.bytes[i] == separator || v.bytes[i] == '"' || v.bytes[i] == '\n' || v.bytes[i] == '\r';
    if (!quote) {
        text_append(out, v);
        return;
    }
    text_append_str(out, looks_computed(v) ? "\" " : "\"");
    for (size_t i = 0; i < v.len; i++) {
        if (v.bytes[i] == '"')
            text_append_char(out, '"');
        text_append_char(out, v.bytes[i]);
    }
    text_append_char(out, '"');
}
