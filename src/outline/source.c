#include "soan/outline.h"

enum { KEY_MAX = 64 };

static bool key_char(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
}

bool soan_key_valid(struct text_view key)
{
    if (key.len == 0 || key.len > KEY_MAX || key.bytes[0] < 'a' || key.bytes[0] > 'z')
        return false;
    for (size_t k = 0; k < key.len; k++) {
        if (!key_char(key.bytes[k]))
            return false;
    }
    return true;
}

static bool figure_at(struct text_view s, size_t pos, struct soan_token *out)
{
    size_t p = pos + 1;
    while (p < s.len && p - pos <= KEY_MAX && key_char(s.bytes[p]))
        p++;
    struct text_view key = text_view_part(s, pos + 1, p);
    if (p >= s.len || s.bytes[p] != '}' || !soan_key_valid(key))
        return false;
    *out = (struct soan_token){SOAN_TOKEN_FIGURE, pos, p + 1, key};
    return true;
}

static bool note_at(struct text_view s, size_t pos, struct soan_token *out)
{
    size_t p = pos + 2;
    if (p >= s.len || s.bytes[pos + 1] != '^')
        return false;
    while (p < s.len && p - pos <= 10 && s.bytes[p] >= '0' && s.bytes[p] <= '9')
        p++;
    if (p == pos + 2 || p >= s.len || s.bytes[p] != ']')
        return false;
    *out = (struct soan_token){SOAN_TOKEN_NOTE, pos, p + 1, text_view_part(s, pos + 2, p)};
    return true;
}

/* A token that is no text, at a byte that may begin one. */
static bool special_at(struct text_view s, size_t pos, struct soan_token *out)
{
    char c = s.bytes[pos];
    if (c == '[')
        return note_at(s, pos, out);
    if (c != '{' && c != '}')
        return false;
    if (pos + 1 < s.len && s.bytes[pos + 1] == c) {
        *out = (struct soan_token){SOAN_TOKEN_BRACE, pos, pos + 2, text_view_part(s, pos, pos + 1)};
        return true;
    }
    return c == '{' && figure_at(s, pos, out);
}

bool soan_token_next(struct text_view source, size_t pos, struct soan_token *out)
{
    if (pos >= source.len)
        return false;
    if (special_at(source, pos, out))
        return true;
    size_t p = pos;
    if (source.bytes[p] == '\n') {
        p++;
    } else {
        struct soan_token other;
        for (; p < source.len && source.bytes[p] != '\n'; p++) {
            char c = source.bytes[p];
            if ((c == '{' || c == '}' || c == '[') && special_at(source, p, &other))
                break;
        }
    }
    *out = (struct soan_token){SOAN_TOKEN_TEXT, pos, p, text_view_part(source, pos, p)};
    return true;
}

/* A place at or before pos where no token lies across: behind a byte that is part of none. */
static size_t safe_start(struct text_view s, size_t pos)
{
    size_t p = pos, run = 0;
    while (p > 0 && run <= KEY_MAX + 2) {
        char c = s.bytes[p - 1];
        if (key_char(c))
            run++;
        else if (c == '{' || c == '}' || c == '[' || c == ']' || c == '^')
            run = 0;
        else
            break;
        p--;
    }
    return p;
}

bool soan_source_atom(struct text_view text, size_t pos, size_t *from, size_t *to)
{
    if (pos >= text.len)
        return false;
    struct soan_token t;
    for (size_t p = safe_start(text, pos); p <= pos && soan_token_next(text, p, &t); p = t.to) {
        if (t.to <= pos)
            continue;
        if (t.kind == SOAN_TOKEN_TEXT)
            return false;
        *from = t.from;
        *to = t.to;
        return true;
    }
    return false;
}

void soan_source_escape(struct text_view plain, struct text *out)
{
    size_t from = 0;
    for (size_t p = 0; p < plain.len; p++) {
        if (plain.bytes[p] == '{' || plain.bytes[p] == '}') {
            text_append(out, text_view_part(plain, from, p + 1));
            from = p;
        }
    }
    text_append(out, text_view_part(plain, from, plain.len));
}
