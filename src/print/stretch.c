/* Lines as wide as the page: blanks between words are widened, never anything else. */
#include "print/block.h"

/* Blanks behind a bullet, a marker or a note's number are no blanks between words. */
static size_t first_blank(struct text_view line)
{
    size_t at = 0;
    bool ordinal;
    while (at < line.len && line.bytes[at] == ' ')
        at++;
    return at + soan_item_bullet(text_view_part(line, at, line.len), &ordinal);
}

static int count_blanks(struct text_view line, size_t from)
{
    int n = 0;
    for (size_t i = from; i < line.len; i++)
        n += line.bytes[i] == ' ' && i > from && line.bytes[i - 1] != ' ';
    return n;
}

void line_stretch(struct text_view line, int width, int most, int phase, struct text *out)
{
    size_t from = first_blank(line);
    int blanks = count_blanks(line, from), missing = width - text_width(line);
    if (blanks == 0 || missing <= 0 || missing > blanks * (most - 1)) {
        text_append(out, line);
        return;
    }
    /* Spread evenly, counted from a place that wanders from line to line. */
    int debt = phase * 7 % blanks, n = 0;
    text_append(out, text_view_part(line, 0, from));
    for (size_t i = from; i < line.len; i++) {
        text_append_char(out, line.bytes[i]);
        if (line.bytes[i] != ' ' || i == from || line.bytes[i - 1] == ' ')
            continue;
        debt += missing;
        for (n++; debt >= blanks; debt -= blanks)
            text_append_char(out, ' ');
    }
}
