#include <string.h>
#include <unigbrk.h>

#include "text/prop.h"

static bool joins(struct text_view v, size_t pos)
{
    return text_prop(decode_at(v, pos)) & PROP_JOINS;
}

size_t text_grapheme_next(struct text_view v, size_t pos)
{
    if (pos >= v.len)
        return v.len;
    size_t next = codepoint_next(v, pos);
    if (next == v.len)
        return next;
    if (((unsigned char)v.bytes[next] < 0x80 || !joins(v, next)) && !joins(v, pos))
        return next;
    const uint8_t *s = (const uint8_t *)v.bytes;
    return (size_t)(u8_grapheme_next(s + pos, s + v.len) - s);
}

size_t text_grapheme_prev(struct text_view v, size_t pos)
{
    if (pos > v.len)
        pos = v.len;
    if (pos == 0)
        return 0;
    size_t at = codepoint_prev(v, pos);
    /* Clusters can only be told forwards (flags, emoji): go back to a place that is surely a boundary. */
    size_t sure = at;
    bool joined = joins(v, sure);
    while (sure > 0) {
        size_t before = codepoint_prev(v, sure);
        bool before_joins = joins(v, before);
        if (!joined && !before_joins)
            break;
        sure = before;
        joined = before_joins;
    }
    for (size_t next; sure < at; sure = next) {
        next = text_grapheme_next(v, sure);
        if (next > at)
            break;
    }
    return sure;
}

size_t text_char_count(struct text_view v)
{
    size_t n = 0;
    for (size_t i = 0; i < v.len; i = text_grapheme_next(v, i))
        n += v.bytes[i] != '\n';
    return n;
}

/* ---- columns --------------------------------------------------------------- */

int text_codepoint_width(uint32_t cp)
{
    return prop_width(text_prop(cp));
}

/* Columns of the cluster [from, to). What cannot be shown has one column, for the mark drawn in its place. */
static int cluster_width(struct text_view v, size_t from, size_t to)
{
    int sum = 0;
    for (size_t len; from < to; from += len) {
        uint32_t cp = decode(v.bytes + from, &len);
        int w = text_codepoint_width(cp);
        sum += w < 0 ? cp != '\n' : w;
        if (cp == '\n')
            return 0;
    }
    return sum > 0 ? sum : 1;
}

int text_width(struct text_view v)
{
    int used;
    text_fit(v, INT32_MAX, &used);
    return used;
}

size_t text_fit(struct text_view v, int columns, int *used)
{
    const unsigned char *s = (const unsigned char *)v.bytes;
    int sum = 0;
    size_t i = 0;
    while (i < v.len) {
        int w = 1;
        size_t next = i + 1;
        bool ascii = s[i] >= 0x20 && s[i] < 0x7F;
        if (!ascii || (next < v.len && s[next] >= 0x80)) {
            next = text_grapheme_next(v, i);
            w = cluster_width(v, i, next);
        }
        if (w > columns - sum)
            break;
        sum += w;
        i = next;
    }
    if (used)
        *used = sum;
    return i;
}

void text_ellipsize(struct text_view v, int columns, struct text *out)
{
    int used;
    if (columns <= 0)
        return;
    if (text_fit(v, columns, &used) == v.len) {
        text_append(out, v);
        return;
    }
    size_t n = text_fit(v, columns - 1, &used);
    text_append(out, text_view_part(v, 0, n));
    text_append_str(out, "…");
}
