#include "outline/letters.h"
#include "outline/marker.h"
#include "outline/roman.h"

/* Longer wordings first where one begins another. */
static const struct keyword {
    const char *words;
    enum soan_marker_kind kind;
    bool bare;                /* may stand without a number */
} keywords[] = {
    {"phần thứ", SOAN_MARKER_PART, false},     {"phần", SOAN_MARKER_PART, false},
    {"chương thứ", SOAN_MARKER_CHAPTER, false}, {"chương", SOAN_MARKER_CHAPTER, false},
    {"tiểu mục", SOAN_MARKER_MUC, false},      {"mục", SOAN_MARKER_MUC, false},
    {"điều", SOAN_MARKER_DIEU, false},         {"phụ lục số", SOAN_MARKER_ANNEX, false},
    {"phụ lục", SOAN_MARKER_ANNEX, true},      {"mẫu số", SOAN_MARKER_ANNEX, false},
    {"mẫu", SOAN_MARKER_ANNEX, false},
};

static const uint32_t list_order[] = {'a', 'b', 'c', 'd', 0x111, 'e', 'g', 'h', 'i', 'k', 'l', 'm',
                                      'n', 'o', 'p', 'q', 'r', 's', 't', 'u', 'v', 'x', 'y'};

unsigned marker_letter_number(uint32_t lower, bool latin)
{
    if (latin)
        return lower >= 'a' && lower <= 'z' ? lower - 'a' + 1 : 0;
    for (unsigned k = 0; k < SOAN_ARRAY_LEN(list_order); k++) {
        if (list_order[k] == lower)
            return k + 1;
    }
    return 0;
}

void marker_letter_append(unsigned number, bool latin, bool upper, struct text *out)
{
    unsigned count = latin ? 26 : (unsigned)SOAN_ARRAY_LEN(list_order);
    if (number == 0)
        return;
    /* Behind the last letter: aa, bb, … as lists in Vietnamese papers go on. */
    uint32_t cp = latin ? 'a' + (number - 1) % count : list_order[(number - 1) % count];
    if (upper)
        cp = cp == 0x111 ? 0x110 : cp - 32;
    for (unsigned k = 0; k <= (number - 1) / count && k < 8; k++)
        text_append_codepoint(out, cp);
}

static size_t digits(struct text_view v, size_t pos, unsigned *number)
{
    size_t p = pos;
    *number = 0;
    while (p < v.len && v.bytes[p] >= '0' && v.bytes[p] <= '9' && p - pos < 8)
        *number = *number * 10 + (unsigned)(v.bytes[p++] - '0');
    return p - pos;
}

/* Length of a tail at pos out of the one-byte signs in `allowed`; " -" and " –" count if it holds a blank. */
static size_t tail_at(struct text_view v, size_t pos, const char *allowed)
{
    size_t next;
    if (pos >= v.len)
        return 0;
    for (const char *c = allowed; *c; c++) {
        if (*c != ' ' && v.bytes[pos] == *c)
            return 1;
    }
    uint32_t cp = letter_at(v, pos, &next);
    bool dash_too = false, blank_dash = false;
    for (const char *c = allowed; *c; c++) {
        dash_too |= *c == '-';
        blank_dash |= *c == ' ';
    }
    if (dash_too && letter_is_dash(cp))
        return next - pos;
    if (!blank_dash || !letter_is_blank(cp))
        return 0;
    size_t p = letters_skip_blanks(v, pos);
    if (p >= v.len || !letter_is_dash(letter_at(v, p, &next)))
        return 0;
    /* A dash that hangs on the next word is an item's, not the marker's. */
    return next >= v.len || letter_is_blank(letter_at(v, next, &p)) ? next - pos : 0;
}

static bool finish(struct text_view line, struct marker_reading *r, const char *tails, bool tail_needed)
{
    size_t tail = tail_at(line, r->number_to, tails);
    if (tail_needed && tail == 0)
        return false;
    r->tail = tail > 0;
    r->end = r->number_to + tail;
    r->words = letters_skip_blanks(line, r->end);
    r->glued = r->words == r->end && r->end < line.len;
    if (!r->glued)
        return r->number > 0;
    size_t next;
    uint32_t cp = letter_at(line, r->end, &next);
    return r->tail && r->number > 0 && !letter_is_digit(cp);
}

static void read_word_number(struct text_view line, bool ordinal_word, struct marker_reading *r)
{
    size_t p = r->number_from, n = digits(line, p, &r->number);
    bool ordinal;
    enum word_case how;
    if (n) {
        r->form = n > 1 && line.bytes[p] == '0' ? FORM_PADDED : FORM_ARABIC;
        r->number_to = p + n;
        return;
    }
    if ((n = number_word_read(line, p, &r->number, &ordinal, &how))) {
        r->form = ordinal_word ? FORM_ORDINAL : FORM_CARDINAL;
        r->number_to = p + n;
        return;
    }
    size_t q = p, next;
    while (q < line.len && q - p < 16 && line.bytes[q] >= 'A' && line.bytes[q] <= 'Z')
        q++;
    uint32_t behind = q < line.len ? letter_at(line, q, &next) : ' ';
    if (letter_is(behind) || letter_is_digit(behind))
        q = p;
    if ((r->number = roman_value(text_view_part(line, p, q)))) {
        r->form = FORM_ROMAN;
        r->number_to = q;
    } else if (q == p + 1 && (r->number = marker_letter_number((unsigned char)line.bytes[p] | 32, false))) {
        r->form = FORM_UPPER;
        r->number_to = q;
    }
}

static bool scan_keyword(struct text_view line, struct marker_reading *r)
{
    size_t next;
    if (!letter_is_capital(letter_at(line, 0, &next)))
        return false;
    for (size_t k = 0; k < SOAN_ARRAY_LEN(keywords); k++) {
        size_t n = letters_match(line, 0, text_view_of(keywords[k].words));
        if (n == 0)
            continue;
        *r = (struct marker_reading){.kind = keywords[k].kind, .parts = 1};
        r->number_from = letters_skip_blanks(line, n);
        if (r->number_from > n && r->number_from < line.len)
            read_word_number(line, text_view_ends(text_view_of(keywords[k].words), TEXT_LIT("thứ")), r);
        if (r->form != FORM_NONE && finish(line, r, ".:) -", false))
            return true;
        if (!keywords[k].bare)
            continue;
        *r = (struct marker_reading){.kind = keywords[k].kind, .number = 1, .parts = 1, .number_from = n, .number_to = n};
        return finish(line, r, ".: -", false) && (r->tail || r->words == line.len);
    }
    return false;
}

static bool scan_number(struct text_view line, struct marker_reading *r)
{
    bool bracket = line.bytes[0] == '(';
    *r = (struct marker_reading){.parts = 1, .number_from = bracket};
    size_t p = bracket, n = digits(line, p, &r->number);
    if (n == 0)
        return false;
    bool padded = n > 1 && line.bytes[p] == '0', thousands = true;
    p += n;
    for (; !bracket && p + 1 < line.len && line.bytes[p] == '.' && r->parts <= MARKER_MAX_PARTS; r->parts++) {
        unsigned part;
        n = digits(line, p + 1, &part);
        if (n == 0)
            break;
        if (padded || line.bytes[p + 1] == '0')
            return false;
        thousands &= n == 3;
        r->number = part;
        p += 1 + n;
    }
    r->number_to = p;
    if (r->parts > 1) {
        r->kind = SOAN_MARKER_DECIMAL;
        r->form = FORM_DECIMAL;
        /* 3.500 without a tail is a quantity. */
        return r->parts <= MARKER_MAX_PARTS && finish(line, r, ".)-/", false) && (r->tail || !thousands);
    }
    r->kind = bracket ? SOAN_MARKER_PAREN : SOAN_MARKER_NUMBER;
    r->form = padded ? FORM_PADDED : FORM_ARABIC;
    return finish(line, r, bracket ? ")" : ".)-/", true);
}

static bool letter_reading(struct text_view line, enum soan_marker_kind kind, enum number_form form, unsigned number,
                           size_t to, struct marker_reading *r)
{
    bool upper = form == FORM_ROMAN || form == FORM_UPPER || form == FORM_UPPER_LATIN;
    *r = (struct marker_reading){.kind = kind, .form = form, .number = number, .parts = 1, .number_to = to};
    return number > 0 && finish(line, r, upper ? ".)/ -" : ".)", true);
}

static size_t scan_letters(struct text_view line, struct marker_reading *out)
{
    size_t next, n = 0, to = 0;
    uint32_t cp = letter_at(line, 0, &next), lower = letter_lower(cp);
    bool upper = lower != cp;
    while (to < line.len && to < 16 && ((unsigned char)line.bytes[to] | 32) >= 'a' &&
           ((unsigned char)line.bytes[to] | 32) <= 'z')
        to++;
    unsigned roman = roman_value(text_view_part(line, 0, to));
    if (roman) {
        n += letter_reading(line, upper ? SOAN_MARKER_ROMAN : SOAN_MARKER_LOWER_ROMAN,
                            upper ? FORM_ROMAN : FORM_LOWER_ROMAN, roman, to, &out[n]);
    }
    enum soan_marker_kind kind = upper ? SOAN_MARKER_UPPER : SOAN_MARKER_LOWER;
    n += letter_reading(line, kind, upper ? FORM_UPPER : FORM_LOWER, marker_letter_number(lower, false), next, &out[n]);
    n += letter_reading(line, kind, upper ? FORM_UPPER_LATIN : FORM_LOWER_LATIN, marker_letter_number(lower, true),
                        next, &out[n]);
    /* Alone, `I.` `V.` `X.` are numbers; every other single letter, and all small ones, are letters. */
    bool number_first = to > 1 || (upper && (cp == 'I' || cp == 'V' || cp == 'X'));
    if (n > 1 && !number_first && (out[0].kind == SOAN_MARKER_ROMAN || out[0].kind == SOAN_MARKER_LOWER_ROMAN)) {
        struct marker_reading first = out[0];
        for (size_t k = 1; k < n; k++)
            out[k - 1] = out[k];
        out[n - 1] = first;
    }
    return n;
}

size_t marker_scan(struct text_view line, struct marker_reading out[MARKER_READINGS])
{
    if (line.len == 0)
        return 0;
    unsigned char c = (unsigned char)line.bytes[0];
    if (c == '(' || (c >= '0' && c <= '9'))
        return scan_number(line, &out[0]);
    if (scan_keyword(line, &out[0]))
        return 1;
    size_t next;
    return letter_is(letter_at(line, 0, &next)) ? scan_letters(line, out) : 0;
}
