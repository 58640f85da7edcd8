#include "outline/letters.h"

uint32_t letter_decode(struct text_view v, size_t pos, size_t *next)
{
    const unsigned char *s = (const unsigned char *)v.bytes + pos;
    size_t left = v.len - pos;
    if (s[0] < 0x80 || left < 2) {
        *next = pos + 1;
        return s[0];
    }
    if (s[0] < 0xE0) {
        *next = pos + 2;
        return (uint32_t)(s[0] & 0x1F) << 6 | (s[1] & 0x3F);
    }
    if (s[0] < 0xF0 && left >= 3) {
        *next = pos + 3;
        return (uint32_t)(s[0] & 0x0F) << 12 | (uint32_t)(s[1] & 0x3F) << 6 | (s[2] & 0x3F);
    }
    if (left >= 4) {
        *next = pos + 4;
        return (uint32_t)(s[0] & 0x07) << 18 | (uint32_t)(s[1] & 0x3F) << 12 | (uint32_t)(s[2] & 0x3F) << 6 |
               (s[3] & 0x3F);
    }
    *next = v.len;
    return 0xFFFD;
}

uint32_t letter_before(struct text_view v, size_t pos, size_t *start)
{
    size_t p = pos - 1, next;
    while (p > 0 && ((unsigned char)v.bytes[p] & 0xC0) == 0x80)
        p--;
    *start = p;
    return letter_at(v, p, &next);
}

uint32_t letter_lower(uint32_t cp)
{
    if (cp < 0x80)
        return cp >= 'A' && cp <= 'Z' ? cp + 32 : cp;
    if (cp >= 0xC0 && cp <= 0xDE)
        return cp == 0xD7 ? cp : cp + 32;
    if ((cp >= 0x100 && cp <= 0x137) || (cp >= 0x14A && cp <= 0x177) || (cp >= 0x1E00 && cp <= 0x1EFF))
        return cp | 1;
    if ((cp >= 0x139 && cp <= 0x148) || (cp >= 0x179 && cp <= 0x17E) || cp == 0x1AF)
        return cp + (cp & 1);
    if (cp == 0x1A0)
        return 0x1A1;
    if (cp >= 0x391 && cp <= 0x3A9)
        return cp + 32;
    if (cp >= 0x410 && cp <= 0x42F)
        return cp + 32;
    return cp;
}

bool letter_is_digit(uint32_t cp)
{
    return cp >= '0' && cp <= '9';
}

bool letter_is_dash(uint32_t cp)
{
    return cp == '-' || cp == 0x2013 || cp == 0x2014;
}

bool letter_is(uint32_t cp)
{
    if (cp < 0x80)
        return (cp | 32) >= 'a' && (cp | 32) <= 'z';
    if (cp < 0xC0 || cp == 0xD7 || cp == 0xF7)
        return cp == 0xAA || cp == 0xB5 || cp == 0xBA;
    /* Combining marks go with their letter; punctuation, arrows, drawings, private use and halves do not count. */
    return !(cp >= 0x2000 && cp <= 0x2BFF) && !(cp >= 0x3000 && cp <= 0x303F) && !(cp >= 0xD800 && cp <= 0xF8FF) &&
           !(cp >= 0xFE00 && cp <= 0xFE6F) && !(cp >= 0xFF00 && cp <= 0xFF20) && !(cp >= 0xFFF0 && cp <= 0xFFFF) &&
           cp < 0x1F000;
}

bool letter_is_capital(uint32_t cp)
{
    return letter_lower(cp) != cp;
}

bool letter_is_small(uint32_t cp)
{
    if (cp < 0x80)
        return cp >= 'a' && cp <= 'z';
    return letter_is(cp) && !letter_is_capital(cp) && (cp < 0x250 || (cp >= 0x3B1 && cp <= 0x3C9) ||
           (cp >= 0x430 && cp <= 0x45F) || (cp >= 0x1E00 && cp <= 0x1EFF));
}

size_t letters_skip_blanks(struct text_view v, size_t pos)
{
    size_t next;
    while (pos < v.len && letter_is_blank(letter_at(v, pos, &next)))
        pos = next;
    return pos;
}

struct text_view letters_trim(struct text_view v)
{
    size_t from = letters_skip_blanks(v, 0), to = v.len, start;
    while (to > from && letter_is_blank(letter_before(v, to, &start)))
        to = start;
    return text_view_part(v, from, to);
}

bool letters_all_capital(struct text_view v)
{
    bool seen = false;
    for (size_t p = 0; p < v.len;) {
        uint32_t cp = letter_at(v, p, &p);
        if (letter_is_small(cp))
            return false;
        seen |= letter_is_capital(cp);
    }
    return seen;
}

size_t letters_match(struct text_view v, size_t pos, struct text_view words)
{
    size_t p = pos, next;
    for (size_t w = 0; w < words.len;) {
        if (p >= v.len)
            return 0;
        uint32_t want = letter_at(words, w, &w), cp = letter_at(v, p, &next);
        if (want == ' ') {
            if (!letter_is_blank(cp))
                return 0;
            p = letters_skip_blanks(v, p);
            continue;
        }
        if (letter_lower(cp) != want)
            return 0;
        p = next;
    }
    if (p < v.len && letter_is(letter_at(v, p, &next)))
        return 0;
    return p - pos;
}

size_t letters_columns(struct text_view v)
{
    size_t n = 0;
    for (size_t p = 0; p < v.len;) {
        uint32_t cp = letter_at(v, p, &p);
        n += !(cp >= 0x300 && cp <= 0x36F);
    }
    return n;
}
