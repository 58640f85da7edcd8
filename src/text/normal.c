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
