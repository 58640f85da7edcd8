/* Which decimal mark a column of numbers is written with: what one cell leaves open another may settle. */
#include <string.h>

#include "figure/private.h"

enum writing { PLAIN, DECIMAL_COMMA, DECIMAL_DOT, EITHER_DOT, EITHER_COMMA };

static size_t count(struct text_view v, char c)
{
    size_t n = 0;
    for (size_t i = 0; i < v.len; i++)
        n += v.bytes[i] == c;
    return n;
}

static size_t last(struct text_view v, char c)
{
    size_t i = v.len;
    while (i > 0 && v.bytes[i - 1] != c)
        i--;
    return i;
}

/* `1.234` may be a thousand or one and a bit; `1.23` and `1.234.567` may not. */
static enum writing writing_of(struct text_view v)
{
    size_t dots = count(v, '.'), commas = count(v, ',');
    if (!dots && !commas)
        return PLAIN;
    if (dots && commas)
        return last(v, '.') > last(v, ',') ? DECIMAL_DOT : DECIMAL_COMMA;
    if (dots > 1)
        return DECIMAL_COMMA;
    if (commas > 1)
        return DECIMAL_DOT;
    char mark = dots ? '.' : ',';
    size_t at = (size_t)((const char *)memchr(v.bytes, mark, v.len) - v.bytes), digits = 0, before = 0;
    while (at + 1 + digits < v.len && v.bytes[at + 1 + digits] >= '0' && v.bytes[at + 1 + digits] <= '9')
        digits++;
    while (before < at && v.bytes[at - 1 - before] >= '0' && v.bytes[at - 1 - before] <= '9')
        before++;
    bool group = digits == 3 && before >= 1 && before <= 3 && v.bytes[at - before] != '0';
    if (group)
        return dots ? EITHER_DOT : EITHER_COMMA;
    return dots ? DECIMAL_DOT : DECIMAL_COMMA;
}

void soan_marks_look(struct soan_marks *m, struct text_view cell, size_t line)
{
    struct text v = text_copy(figure_trim(cell));
    enum writing w = v.len ? writing_of(text_view(&v)) : PLAIN;
    if (w != PLAIN && !m->line[w]) {
        m->line[w] = line;
        m->example[w] = text_take(&v);
    }
    text_free(&v);
}

void soan_marks_free(struct soan_marks *m)
{
    for (size_t i = 0; i < SOAN_ARRAY_LEN(m->example); i++)
        text_free(&m->example[i]);
    *m = (struct soan_marks){0};
}

static bool refuse_two(const struct soan_marks *m, enum writing a, enum writing b, struct error *e)
{
    return error_set(
        e, SOAN_REFUSED,
        _("%s on line %zu and %s on line %zu: one of them uses the other decimal mark; write all alike, as 1.234,5"),
        text_str(&m->example[a]), m->line[a], text_str(&m->example[b]), m->line[b]);
}

bool soan_marks_decide(const struct soan_marks *m, char separator, bool *decimal_dot, struct error *e)
{
    if (m->line[DECIMAL_COMMA] && m->line[DECIMAL_DOT])
        return refuse_two(m, DECIMAL_COMMA, DECIMAL_DOT, e);
    if (m->line[EITHER_DOT] && m->line[EITHER_COMMA])
        return refuse_two(m, EITHER_DOT, EITHER_COMMA, e);
    *decimal_dot = m->line[DECIMAL_DOT] > 0;
    if (m->line[DECIMAL_DOT] || m->line[DECIMAL_COMMA] || separator != ',')
        return true; /* a sheet with `;` comes from where decimals have a comma */
    enum writing open = m->line[EITHER_DOT] ? EITHER_DOT : EITHER_COMMA;
    if (!m->line[open])
        return true;
    return error_set(e, SOAN_REFUSED,
                     _("line %zu: %s can be read in two ways; save the sheet with “;” between the cells, or "
                       "write decimals with a comma"),
                     m->line[open], text_str(&m->example[open]));
}

void soan_marks_turn(struct text_view cell, struct text *out)
{
    for (size_t i = 0; i < cell.len; i++) {
        if (cell.bytes[i] == '.')
            text_append_char(out, ',');
        else if (cell.bytes[i] != ',')
            text_append_char(out, cell.bytes[i]);
    }
}
