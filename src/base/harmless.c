#include <string.h>

#include "soan/base.h"

static bool continues(unsigned char c)
{
    return (c & 0xC0) == 0x80;
}

/* Length of the well-formed sequence at p (RFC 3629), 0 if there is none. */
static size_t sequence(const unsigned char *p, size_t left)
{
    size_t n = p[0] < 0x80 ? 1 : p[0] >= 0xC2 && p[0] < 0xE0 ? 2 : p[0] >= 0xE0 && p[0] < 0xF0 ? 3
               : p[0] >= 0xF0 && p[0] < 0xF5 ? 4 : 0;
    if (n == 0 || n > left)
        return 0;
    for (size_t i = 1; i < n; i++)
        if (!continues(p[i]))
            return 0;
    if ((p[0] == 0xE0 && p[1] < 0xA0) || (p[0] == 0xED && p[1] >= 0xA0) || (p[0] == 0xF0 && p[1] < 0x90) ||
        (p[0] == 0xF4 && p[1] >= 0x90))
        return 0;
    return n;
}

/* Controls, and the marks that would turn the direction of the rest of the line (UAX #9). */
static bool harmful(const unsigned char *p, size_t n)
{
    if (n == 1)
        return p[0] < 0x20 || p[0] == 0x7F;
    if (n == 2)
        return (p[0] == 0xC2 && p[1] < 0xA0) || (p[0] == 0xD8 && p[1] == 0x9C);
    if (n == 3 && p[0] == 0xE2)
        return (p[1] == 0x80 && (p[2] == 0x8E || p[2] == 0x8F || (p[2] >= 0xA8 && p[2] <= 0xAE))) ||
               (p[1] == 0x81 && p[2] >= 0xA6 && p[2] <= 0xA9);
    return false;
}

bool text_view_harmless(struct text_view v)
{
    const unsigned char *p = (const unsigned char *)v.bytes;
    for (size_t i = 0, n; i < v.len; i += n) {
        n = sequence(p + i, v.len - i);
        if (n == 0 || harmful(p + i, n))
            return false;
    }
    return true;
}

void text_append_harmless(struct text *t, struct text_view v, const char *keep)
{
    const unsigned char *p = (const unsigned char *)v.bytes;
    for (size_t i = 0; i < v.len;) {
        size_t n = sequence(p + i, v.len - i);
        bool kept = n == 1 && p[i] && strchr(keep, p[i]);
        if (kept || (n && !harmful(p + i, n)))
            text_append(t, text_view_part(v, i, i + n));
        else
            text_append_char(t, '?');
        i += n ? n : 1;
    }
}
