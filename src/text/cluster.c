#include <string.h>
#include <unictype.h>
#include <unigbrk.h>

#include "text/prop.h"

static bool joins(struct text_view v, size_t pos)
{
    return text_prop(decode_at(v, pos)) & PROP_JOINS;
}

/* UAX #29 between two code points of a cluster begun at a boundary (GB6 to GB13). libunistring's own step from
 * cluster to cluster knows no more than two neighbours and parts flags and families. */
struct cluster {
    int last;           /* class of the code point before */
    size_t flags;       /* regional indicators so far */
    bool picture;       /* a pictograph, then only marks */
    bool joined;        /* and a joiner after it */
};

static void cluster_add(struct cluster *c, uint32_t cp, int gcb)
{
    bool pictograph = uc_is_property_extended_pictographic(cp);
    c->joined = c->picture && gcb == GBP_ZWJ;
    c->picture = pictograph || (c->picture && gcb == GBP_EXTEND);
    c->flags += gcb == GBP_RI;
    c->last = gcb;
}

static bool cluster_takes(const struct cluster *c, uint32_t cp, int gcb)
{
    bool control = c->last == GBP_CONTROL || c->last == GBP_CR || c->last == GBP_LF;
    if (c->last == GBP_CR && gcb == GBP_LF)
        return true;
    if (control || gcb == GBP_CONTROL || gcb == GBP_CR || gcb == GBP_LF)
        return false;
    if (gcb == GBP_EXTEND || gcb == GBP_ZWJ || gcb == GBP_SPACINGMARK || c->last == GBP_PREPEND)
        return true;
    if (c->last == GBP_L)
        return gcb == GBP_L || gcb == GBP_V || gcb == GBP_LV || gcb == GBP_LVT;
    if (c->last == GBP_LV || c->last == GBP_V)
        return gcb == GBP_V || gcb == GBP_T;
    if (c->last == GBP_LVT || c->last == GBP_T)
        return gcb == GBP_T;
    if (c->last == GBP_RI)
        return gcb == GBP_RI && c->flags % 2 == 1;
    return c->joined && uc_is_property_extended_pictographic(cp);
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
    struct cluster c = {0};
    uint32_t cp = decode_at(v, pos);
    cluster_add(&c, cp, uc_graphemeclusterbreak_property(cp));
    while (next < v.len) {
        cp = decode_at(v, next);
        int gcb = uc_graphemeclusterbreak_property(cp);
        if (!cluster_takes(&c, cp, gcb))
            break;
        cluster_add(&c, cp, gcb);
        next = codepoint_next(v, next);
    }
    return next;
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

/* Plain text: printable ASCII, U+00A0..02FF without the soft hyphen, U+1E00..1FFF, U+2010..2027. One column
 * each, and none joins another. Sixteen bytes of it at once, of which the last may begin a sequence; s[17] is readable. Without
 * branches, so that the compiler vectorizes it. */
enum { BLOCK = 16 };

static bool plain_block(const unsigned char *s, int *columns)
{
    unsigned char odd = 0, inner = 0;
    for (int k = 0; k < BLOCK; k++) {
        unsigned char b = s[k], n = s[k + 1], m = s[k + 2];
        odd = (unsigned char)(odd | (b < 0x20) | (b == 0x7F) | ((b == 0xC2) & ((n < 0xA0) | (n == 0xAD))) |
                              ((b >= 0xCC) & (b != 0xE1) & (b != 0xE2)) | ((b == 0xE1) & (n < 0xB8)) |
                              ((b == 0xE2) & ((n != 0x80) | (m < 0x90) | (m > 0xA7))));
        inner = (unsigned char)(inner + ((b & 0xC0) == 0x80));
    }
    *columns = BLOCK - inner;
    return !odd;
}

/* False if the code point at s surely begins a cluster. */
static bool may_join(const unsigned char *s)
{
    return s[0] >= 0xCC && !(s[0] == 0xE1 && s[1] >= 0xB8);
}

/* Passes plain blocks from i on while they fit into `columns`, which it lowers. */
static size_t plain_run(struct text_view v, size_t i, int *columns)
{
    const unsigned char *s = (const unsigned char *)v.bytes;
    size_t from = i;
    int w;
    while (v.len - i > BLOCK + 1 && plain_block(s + i, &w)) {
        if (w > *columns) {
            for (; *columns > 0; --*columns)
                i = codepoint_next(v, i);
            break;
        }
        i += BLOCK;
        while (i < v.len && (s[i] & 0xC0) == 0x80)
            i++;
        *columns -= w;
    }
    if (i > from && i < v.len && may_join(s + i)) {
        i = codepoint_prev(v, i);
        ++*columns;
    }
    return i;
}

size_t text_fit(struct text_view v, int columns, int *used)
{
    const unsigned char *s = (const unsigned char *)v.bytes;
    int left = columns > 0 ? columns : 0;
    size_t i = 0;
    for (;;) {
        i = plain_run(v, i, &left);
        /* A block's worth by single code points, then blocks again. */
        for (size_t stop = i + BLOCK; i < stop; ) {
            if (i == v.len)
                goto out;
            size_t next = codepoint_next(v, i);
            uint16_t prop = s[i] < 0x80 ? text_prop(s[i]) : text_prop(decode_at(v, i));
            int w = prop_width(prop);
            if (w < 0 || prop & PROP_JOINS || (next < v.len && may_join(s + next))) {
                next = text_grapheme_next(v, i);
                w = cluster_width(v, i, next);
            }
            if (w > left)
                goto out;
            left -= w;
            i = next;
        }
    }
out:
    if (used)
        *used = (columns > 0 ? columns : 0) - left;
    return i;
}

size_t text_char_count(struct text_view v)
{
    size_t n = 0;
    for (size_t i = 0; i < v.len;) {
        int left = INT32_MAX;
        i = plain_run(v, i, &left);
        n += (size_t)(INT32_MAX - left);
        for (size_t stop = i + BLOCK; i < stop && i < v.len; i = text_grapheme_next(v, i))
            n += v.bytes[i] != '\n';
    }
    return n;
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
