#include <string.h>

#include "soan/base.h"

struct text_view text_view(const struct text *t)
{
    return (struct text_view){text_str(t), t->len};
}

struct text_view text_view_of(const char *cstr)
{
    return cstr ? (struct text_view){cstr, strlen(cstr)} : TEXT_LIT("");
}

struct text_view text_view_part(struct text_view v, size_t from, size_t to)
{
    if (to > v.len)
        to = v.len;
    if (from > to)
        from = to;
    return (struct text_view){v.bytes + from, to - from};
}

bool text_view_equal(struct text_view a, struct text_view b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.bytes, b.bytes, a.len) == 0);
}

bool text_view_starts(struct text_view v, struct text_view prefix)
{
    return v.len >= prefix.len && text_view_equal(text_view_part(v, 0, prefix.len), prefix);
}

bool text_view_ends(struct text_view v, struct text_view suffix)
{
    return v.len >= suffix.len && text_view_equal(text_view_part(v, v.len - suffix.len, v.len), suffix);
}

int text_view_compare(struct text_view a, struct text_view b)
{
    size_t n = a.len < b.len ? a.len : b.len;
    int c = n ? memcmp(a.bytes, b.bytes, n) : 0;
    if (c)
        return c;
    return a.len < b.len ? -1 : a.len > b.len;
}

size_t text_view_find(struct text_view v, struct text_view needle, size_t from)
{
    if (from > v.len)
        return SIZE_MAX;
    if (needle.len == 0)
        return from;
    const char *hit = memmem(v.bytes + from, v.len - from, needle.bytes, needle.len);
    return hit ? (size_t)(hit - v.bytes) : SIZE_MAX;
}

static bool blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

struct text_view text_view_trim(struct text_view v)
{
    size_t from = 0, to = v.len;
    while (from < to && blank(v.bytes[from]))
        from++;
    while (to > from && blank(v.bytes[to - 1]))
        to--;
    return text_view_part(v, from, to);
}
