/* Ordinals: 14, XIV, thứ mười bốn. */
#include <string.h>

#include "figure/private.h"

static bool arabic(struct text_view v)
{
    bool nonzero = false;
    for (size_t i = 0; i < v.len; i++) {
        if (v.bytes[i] < '0' || v.bytes[i] > '9')
            return false;
        nonzero = nonzero || v.bytes[i] != '0';
    }
    return nonzero && v.len <= 4;
}

/* The one Roman number that says `n`, 1..3999. */
static void roman(unsigned n, struct text *out)
{
    static const struct { unsigned value; const char *letters; } step[] = {
        {1000, "M"}, {900, "CM"}, {500, "D"}, {400, "CD"}, {100, "C"}, {90, "XC"}, {50, "L"},
        {40, "XL"}, {10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"},
    };
    for (size_t i = 0; i < SOAN_ARRAY_LEN(step); i++)
        for (; n >= step[i].value; n -= step[i].value)
            text_append_str(out, step[i].letters);
}

static unsigned roman_value(char c)
{
    switch (c) {
    case 'I':
        return 1;
    case 'V':
        return 5;
    case 'X':
        return 10;
    case 'L':
        return 50;
    case 'C':
        return 100;
    case 'D':
        return 500;
    case 'M':
        return 1000;
    default:
        return 0;
    }
}

/* Appends v in capitals if it is a well-formed Roman number of either case. */
static bool append_roman(struct text_view v, struct text *out)
{
    char letters[16];
    unsigned sum = 0;
    if (v.len == 0 || v.len >= sizeof letters)
        return false;
    for (size_t i = 0; i < v.len; i++) {
        letters[i] = v.bytes[i] >= 'a' && v.bytes[i] <= 'z' ? (char)(v.bytes[i] - 32) : v.bytes[i];
        if (!roman_value(letters[i]))
            return false;
    }
    for (size_t i = 0; i < v.len; i++) {
        unsigned value = roman_value(letters[i]), next = i + 1 < v.len ? roman_value(letters[i + 1]) : 0;
        sum = value < next ? sum - value : sum + value;
    }
    struct text form = {0};
    if (sum >= 1 && sum <= 3999)
        roman(sum, &form);
    bool same = form.len == v.len && memcmp(form.bytes, letters, v.len) == 0;
    if (same)
        text_append(out, text_view(&form));
    text_free(&form);
    return same;
}

/* Next word of v from *pos, lower case; false at the end or if it does not fit. */
static bool next_word(struct text_view v, size_t *pos, char word[16])
{
    while (*pos < v.len && v.bytes[*pos] == ' ')
        ++*pos;
    size_t from = *pos;
    while (*pos < v.len && v.bytes[*pos] != ' ')
        ++*pos;
    struct text lower = {0};
    text_lower(text_view_part(v, from, *pos), &lower);
    bool fits = lower.len > 0 && lower.len < 16;
    if (fits)
        memcpy(word, lower.bytes, lower.len + 1);
    text_free(&lower);
    return fits;
}

static bool one_of(const char *word, const char *const *list)
{
    for (; *list; list++)
        if (strcmp(word, *list) == 0)
            return true;
    return false;
}

/* nhất, hai … chín, mười, mười một … chín mươi chín; a hundred and more is written in digits. */
static bool is_words(struct text_view v)
{
    static const char *const alone[] = {"nhất", "nhì", "hai", "ba",  "tư",   "bốn",  "năm",
                                        "sáu",  "bảy", "bẩy", "tám", "chín", "mười", NULL};
    static const char *const tens[] = {"hai", "ba", "bốn", "tư", "năm", "sáu", "bảy", "bẩy", "tám", "chín", NULL};
    static const char *const behind_ten[] = {"một", "hai", "ba",  "bốn", "tư",   "lăm",
                                             "sáu", "bảy", "bẩy", "tám", "chín", NULL};
    static const char *const behind_tens[] = {"mốt", "hai", "ba",  "bốn", "tư",   "lăm", "nhăm",
                                              "sáu", "bảy", "bẩy", "tám", "chín", NULL};
    char word[4][16];
    size_t pos = 0, n = 0;
    while (n < 4 && pos < v.len && next_word(v, &pos, word[n]))
        n++;
    if (pos < v.len)
        return false;
    if (n == 1)
        return one_of(word[0], alone);
    if (n == 2 && strcmp(word[0], "mười") == 0)
        return one_of(word[1], behind_ten);
    if (n == 2 && strcmp(word[1], "mươi") != 0)
        return one_of(word[0], tens) && one_of(word[1], behind_tens); /* hai mốt, năm lăm */
    return (n == 2 || (n == 3 && one_of(word[2], behind_tens))) && one_of(word[0], tens) &&
           strcmp(word[1], "mươi") == 0;
}

bool figure_ordinal(struct text_view v, struct text *out, struct error *e)
{
    struct text_view rest = v;
    static const char *const lead[] = {"lần ", "Lần ", "khóa ", "Khóa ", "khoá ", "Khoá ", "thứ ", "Thứ "};
    for (size_t i = 0; i < SOAN_ARRAY_LEN(lead); i++)
        if (text_view_starts(rest, text_view_of(lead[i])))
            rest = figure_trim(text_view_part(rest, strlen(lead[i]), rest.len));
    if (append_roman(rest, out))
        return true;
    if (arabic(rest) || is_words(rest)) {
        text_append(out, rest);
        return true;
    }
    struct text quoted = {0};
    figure_quote(v, &quoted);
    error_set(e, SOAN_REFUSED, _("%s: is not an ordinal; write it as XIV, 14 or nhất"), text_str(&quoted));
    text_free(&quoted);
    return false;
}
