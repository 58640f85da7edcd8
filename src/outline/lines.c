#include <string.h>

#include "outline/letters.h"
#include "outline/lines.h"
#include "outline/marker.h"

#define BOM "\xEF\xBB\xBF"

enum { MOST_COLUMNS = 130, LEAST_COLUMNS = 40 };

bool line_at(struct text_view file, size_t pos, struct line *out)
{
    if (pos >= file.len)
        return false;
    size_t p = pos;
    while (p < file.len && !(file.bytes[p] >= '\n' && file.bytes[p] <= '\r'))
        p++;
    bool mark = pos == 0 && file.len >= 3 && memcmp(file.bytes, BOM, 3) == 0;
    *out = (struct line){.from = pos, .words = mark ? 3 : pos, .to = p, .next = p};
    if (p < file.len)
        out->next = p + 1 + (file.bytes[p] == '\r' && p + 1 < file.len && file.bytes[p + 1] == '\n');
    return true;
}

struct text_view line_words(struct text_view file, const struct line *l, struct text *clean, struct text_cleaning *seen)
{
    struct text_view words = text_view_part(file, l->words, l->to);
    if (!text_is_clean(words)) {
        text_clear(clean);
        text_clean_line(words, clean, seen);
        words = text_view(clean);
    }
    return letters_trim(words);
}

bool line_is_full(size_t columns, size_t width)
{
    return columns * 10 >= width * 7;
}

bool line_is_finished(struct text_view words)
{
    size_t p = words.len, start;
    while (p > 0) {
        uint32_t cp = letter_before(words, p, &start);
        if (cp != '"' && cp != 0x201D && cp != 0x2019 && cp != ')' && cp != ']')
            return cp == '.' || cp == ':' || cp == ';' || cp == '!' || cp == '?' || cp == 0x2026;
        p = start;
    }
    return true;
}

bool line_is_packed(struct text_view words, struct text_view next, size_t width)
{
    size_t space = text_view_find(next, TEXT_LIT(" "), 0);
    struct text_view word = text_view_part(next, 0, space);
    if (text_view_ends(words, TEXT_LIT(":")) || text_view_ends(words, TEXT_LIT(";")) || space == SIZE_MAX)
        return false;
    return letters_columns(words) + 1 + letters_columns(word) > width && letters_all_capital(words) == letters_all_capital(next);
}

bool line_starts_small(struct text_view words)
{
    size_t next;
    return words.len > 0 && letter_is_small(letter_at(words, 0, &next));
}

/* ---- hard-wrapped or not ------------------------------------------------------ */

static size_t columns_up_to(struct text_view words)
{
    /* No code point has more than four bytes. */
    return words.len > 4 * (MOST_COLUMNS + 1) ? MOST_COLUMNS + 1 : letters_columns(words);
}

/* The width that all but one line in fifty keep to; 0 if that is no width people wrap at. */
static size_t usual_width(struct text_view file)
{
    size_t count[MOST_COLUMNS + 2] = {0}, lines = 0, above = 0;
    struct line l;
    for (size_t pos = 0; line_at(file, pos, &l); pos = l.next) {
        struct text_view words = text_view_trim(text_view_part(file, l.words, l.to));
        size_t columns = columns_up_to(words);
        if (columns == 0)
            continue;
        count[columns > MOST_COLUMNS ? MOST_COLUMNS + 1 : columns]++;
        lines++;
    }
    for (size_t width = MOST_COLUMNS + 1; width >= LEAST_COLUMNS; width--) {
        above += count[width];
        if (above * 50 > lines)
            return width > MOST_COLUMNS ? 0 : width;
    }
    return 0;
}

struct pairs { size_t all, unfinished, full, small; };

static void count_pair(struct text_view above, struct text_view below, size_t width, struct pairs *n)
{
    struct marker_reading r[MARKER_READINGS];
    if (marker_scan(below, r) || soan_is_item(below) || letters_all_capital(below) || letters_all_capital(above))
        return;
    n->all++;
    if (line_is_finished(above))
        return;
    n->unfinished++;
    n->full += line_is_full(columns_up_to(above), width);
    n->small += line_starts_small(below);
}

size_t lines_wrap_width(struct text_view file)
{
    size_t width = usual_width(file);
    struct pairs n = {0};
    struct text_view above = {0};
    struct line l;
    if (width == 0)
        return 0;
    for (size_t pos = 0; line_at(file, pos, &l); pos = l.next) {
        struct text_view words = text_view_trim(text_view_part(file, l.words, l.to));
        if (above.len && words.len)
            count_pair(above, words, width, &n);
        above = words;
    }
    bool wrapped = n.all >= 3 && n.unfinished * 10 >= n.all * 4 && n.full * 10 >= n.unfinished * 7 &&
                   n.small * 10 >= n.unfinished * 4;
    return wrapped ? width : 0;
}
