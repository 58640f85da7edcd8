#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "soan/base.h"

void text_free(struct text *t)
{
    free(t->bytes);
    *t = (struct text){0};
}

void text_clear(struct text *t)
{
    t->len = 0;
    if (t->bytes)
        t->bytes[0] = '\0';
}

void text_reserve(struct text *t, size_t len)
{
    if (len < t->cap)
        return;
    size_t cap = t->cap ? t->cap : 32;
    while (cap <= len)
        cap += cap / 2;
    t->bytes = mem_resize(t->bytes, cap, 1);
    t->cap = cap;
    t->bytes[t->len] = '\0';
}

void text_append(struct text *t, struct text_view v)
{
    if (v.len == 0)
        return;
    text_reserve(t, t->len + v.len);
    memcpy(t->bytes + t->len, v.bytes, v.len);
    t->len += v.len;
    t->bytes[t->len] = '\0';
}

void text_append_str(struct text *t, const char *s)
{
    text_append(t, text_view_of(s));
}

void text_append_char(struct text *t, char c)
{
    text_append(t, (struct text_view){&c, 1});
}

void text_append_codepoint(struct text *t, uint32_t cp)
{
    char b[4];
    size_t n;
    if (cp < 0x80) {
        b[0] = (char)cp;
        n = 1;
    } else if (cp < 0x800) {
        b[0] = (char)(0xC0 | cp >> 6);
        b[1] = (char)(0x80 | (cp & 0x3F));
        n = 2;
    } else if (cp < 0x10000) {
        b[0] = (char)(0xE0 | cp >> 12);
        b[1] = (char)(0x80 | (cp >> 6 & 0x3F));
        b[2] = (char)(0x80 | (cp & 0x3F));
        n = 3;
    } else {
        b[0] = (char)(0xF0 | cp >> 18);
        b[1] = (char)(0x80 | (cp >> 12 & 0x3F));
        b[2] = (char)(0x80 | (cp >> 6 & 0x3F));
        b[3] = (char)(0x80 | (cp & 0x3F));
        n = 4;
    }
    text_append(t, (struct text_view){b, n});
}

void text_vprintf(struct text *t, const char *fmt, va_list ap)
{
    va_list again;
    va_copy(again, ap);
    int need = vsnprintf(NULL, 0, fmt, ap);
    if (need > 0) {
        text_reserve(t, t->len + (size_t)need);
        vsnprintf(t->bytes + t->len, (size_t)need + 1, fmt, again);
        t->len += (size_t)need;
    }
    va_end(again);
}

void text_printf(struct text *t, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    text_vprintf(t, fmt, ap);
    va_end(ap);
}

void text_replace(struct text *t, size_t pos, size_t removed, struct text_view v)
{
    text_reserve(t, t->len - removed + v.len);
    memmove(t->bytes + pos + v.len, t->bytes + pos + removed, t->len - pos - removed);
    if (v.len)
        memcpy(t->bytes + pos, v.bytes, v.len);
    t->len = t->len - removed + v.len;
    t->bytes[t->len] = '\0';
}

struct text text_copy(struct text_view v)
{
    struct text t = {0};
    text_append(&t, v);
    return t;
}

struct text text_take(struct text *t)
{
    struct text taken = *t;
    *t = (struct text){0};
    return taken;
}

const char *text_str(const struct text *t)
{
    return t->bytes ? t->bytes : "";
}
