#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unicase.h>
#include <uninorm.h>

#include "text/prop.h"

/* libunistring returns a fresh block, or NULL when memory is out. */
static void append_owned(struct text *out, uint8_t *bytes, size_t n)
{
    if (!bytes && n > 0)
        bytes = mem_resize(NULL, SIZE_MAX, 1); /* reports exhaustion and ends */
    text_append(out, (struct text_view){(const char *)bytes, n});
    free(bytes);
}

static void normalize(uninorm_t form, struct text_view in, struct text *out)
{
    size_t n = in.len;
    if (n == 0)
        return;
    uint8_t *made = u8_normalize(form, (const uint8_t *)in.bytes, in.len, NULL, &n);
    append_owned(out, made, made ? n : in.len);
}

bool normalize_tail(struct text *out, size_t from)
{
    struct text_view tail = text_view_part(text_view(out), from, out->len);
    struct text made = {0};
    normalize(UNINORM_NFC, tail, &made);
    bool changed = !text_view_equal(tail, text_view(&made));
    if (changed)
        text_replace(out, from, out->len - from, text_view(&made));
    text_free(&made);
    return changed;
}

void text_nfc(struct text_view in, struct text *out)
{
    normalize(UNINORM_NFC, in, out);
}

void text_nfd(struct text_view in, struct text *out)
{
    normalize(UNINORM_NFD, in, out);
}

typedef uint8_t *map_fn(const uint8_t *, size_t, const char *, uninorm_t, uint8_t *, size_t *);

static void map_case(map_fn *map, struct text_view v, struct text *out)
{
    size_t n = 0;
    if (v.len == 0)
        return;
    uint8_t *made = map((const uint8_t *)v.bytes, v.len, "vi", UNINORM_NFC, NULL, &n);
    append_owned(out, made, made ? n : v.len);
}

void text_upper(struct text_view v, struct text *out)
{
    map_case(u8_toupper, v, out);
}

void text_lower(struct text_view v, struct text *out)
{
    map_case(u8_tolower, v, out);
}

enum letter_case { NO_LETTER, SMALL, CAPITAL };

static enum letter_case case_of(struct text_view cluster)
{
    struct text small = {0}, large = {0};
    text_lower(cluster, &small);
    text_upper(cluster, &large);
    enum letter_case c = text_view_equal(text_view(&small), text_view(&large)) ? NO_LETTER
                         : text_view_equal(text_view(&small), cluster)         ? SMALL
                                                                               : CAPITAL;
    text_free(&small);
    text_free(&large);
    return c;
}

struct capitals { size_t letters, capitals, first, first_end; bool first_capital; };

static struct capitals capitals_of(struct text_view v)
{
    struct capitals c = {0};
    for (size_t pos = 0, next; pos < v.len; pos = next) {
        next = text_grapheme_next(v, pos);
        enum letter_case k = case_of(text_view_part(v, pos, next));
        if (k != NO_LETTER && c.letters++ == 0) {
            c.first = pos;
            c.first_end = next;
            c.first_capital = k == CAPITAL;
        }
        c.capitals += k == CAPITAL;
    }
    return c;
}

bool text_has_capital(struct text_view v)
{
    return capitals_of(v).capitals > 0;
}

void text_case_like(struct text_view like, struct text_view v, struct text *out)
{
    struct capitals theirs = capitals_of(like), own = capitals_of(v);
    if (theirs.letters > 1 && theirs.capitals == theirs.letters) {
        text_upper(v, out);
    } else if (theirs.first_capital && own.letters) {
        text_append(out, text_view_part(v, 0, own.first));
        text_upper(text_view_part(v, own.first, own.first_end), out);
        text_append(out, text_view_part(v, own.first_end, v.len));
    } else {
        text_append(out, v);
    }
}
