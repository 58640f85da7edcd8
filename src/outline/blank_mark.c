#include <string.h>

#include "outline/blank.h"
#include "outline/letters.h"

#define ELLIPSIS "\xE2\x80\xA6"

static bool ellipsis_at(struct text_view v, size_t pos)
{
    return pos + 3 <= v.len && memcmp(v.bytes + pos, ELLIPSIS, 3) == 0;
}

static size_t dots_at(struct text_view v, size_t pos)
{
    size_t p = pos;
    while (p < v.len && v.bytes[p] == '.')
        p++;
    return p - pos;
}

/* End of a run of … and dots, or pos. One dot behind … is a full stop. */
static size_t run_at(struct text_view v, size_t pos)
{
    size_t p = pos;
    for (;;) {
        size_t dots = dots_at(v, p);
        if (ellipsis_at(v, p))
            p += 3;
        else if (dots >= 3 || (dots == 2 && p > pos))
            p += dots;
        else
            return p;
    }
}

static size_t digits_at(struct text_view v, size_t pos)
{
    size_t p = pos;
    while (p < v.len && v.bytes[p] >= '0' && v.bytes[p] <= '9')
        p++;
    return p - pos;
}

/* A number or a mark or both (`20…`): end, or pos. */
static size_t part_at(struct text_view v, size_t pos, unsigned *marks)
{
    size_t p = pos + digits_at(v, pos), run = run_at(v, p);
    *marks += run > p;
    return run;
}

/* `/09/2025`, `/…/…` behind a mark. */
static size_t slashed_date(struct text_view v, size_t pos, unsigned *marks)
{
    size_t p = pos;
    for (int k = 0; k < 2; k++) {
        if (p >= v.len || v.bytes[p] != '/')
            return pos;
        size_t end = part_at(v, p + 1, marks);
        if (end == p + 1)
            return pos;
        p = end;
    }
    return p;
}

/* Where lines of a file were joined, a mark ends: so each is found again in its line when the section is exported. */
static size_t skip_blanks_on_line(struct text_view v, size_t pos)
{
    size_t next;
    while (pos < v.len && v.bytes[pos] != '\n' && letter_is_blank(letter_at(v, pos, &next)))
        pos = next;
    return pos;
}

/* ` tháng … năm …` behind a mark. */
static size_t worded_date(struct text_view v, size_t pos, unsigned *marks)
{
    static const char *const word[] = {"tháng", "năm"};
    size_t p = pos;
    for (size_t k = 0; k < SOAN_ARRAY_LEN(word); k++) {
        size_t w = skip_blanks_on_line(v, p), n = w < v.len ? letters_match(v, w, text_view_of(word[k])) : 0;
        if (n == 0)
            return pos;
        size_t number = skip_blanks_on_line(v, w + n);
        p = part_at(v, number, marks);
        if (p == number)
            return pos;
    }
    return p;
}

bool mark_at(struct text_view v, size_t pos, struct mark *out)
{
    size_t end = run_at(v, pos), longer;
    if (end == pos)
        return false;
    *out = (struct mark){.from = pos, .to = end, .shape = MARK_SINGLE, .marks = 1};
    unsigned marks = 1;
    if ((longer = slashed_date(v, end, &marks)) > end || (marks = 1, longer = worded_date(v, end, &marks)) > end) {
        *out = (struct mark){.from = pos, .to = longer, .shape = MARK_DATE, .marks = marks};
        return true;
    }
    if (end < v.len && v.bytes[end] == '/' && (longer = run_at(v, end + 1)) > end + 1)
        *out = (struct mark){.from = pos, .to = longer, .shape = MARK_RATIO, .marks = 2};
    return true;
}

bool mark_next(struct text_view v, size_t pos, struct mark *out)
{
    for (; pos + 3 <= v.len; pos++) {
        char c = v.bytes[pos];
        if ((c == '.' && v.bytes[pos + 1] == '.' && v.bytes[pos + 2] == '.') || (c == ELLIPSIS[0] && ellipsis_at(v, pos)))
            return mark_at(v, pos, out);
    }
    return false;
}
