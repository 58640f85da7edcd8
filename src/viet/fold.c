#include <string.h>

#include "viet/fold.h"

struct folder {
    struct text_view v;
    unsigned fold;
    char *to;                 /* output, large enough for all of it */
    size_t n;
    size_t *map;              /* source offset of each output byte, or NULL */
    struct viet_letter last, earlier; /* the two letters before this one */
    size_t last_at;           /* where `last` stands in the output */
};

/* The one code point a conversion makes of cp, not counting combining marks; cp itself if there are more. */
static uint32_t converted(uint32_t cp, void (*convert)(struct text_view, struct text *))
{
    char in[4];
    struct text out = {0};
    convert((struct text_view){in, letter_encode(cp, in)}, &out);
    uint32_t first = cp;
    for (size_t pos = 0, len; pos < out.len; pos += len) {
        uint32_t c = letter_decode(out.bytes + pos, out.len - pos, &len);
        if (pos == 0) {
            first = c;
        } else if (!letter_is_combining(c)) {
            first = cp;
            break;
        }
    }
    text_free(&out);
    return first;
}

uint32_t fold_other(uint32_t cp, unsigned fold)
{
    if (letter_is_combining(cp) && fold & VIET_FOLD_LETTERS)
        return 0;
    if (cp < 0xC0 || cp >= FOLD_OTHER_LIMIT)
        return cp;
    if (fold & VIET_FOLD_CASE)
        cp = converted(cp, text_lower);
    if (fold & VIET_FOLD_LETTERS)
        cp = converted(cp, text_nfd);
    return cp;
}

static void put(struct folder *f, uint32_t cp, size_t source)
{
    size_t n = f->n + letter_encode(cp, f->to + f->n);
    if (f->map)
        for (size_t i = f->n; i < n; i++)
            f->map[i] = source;
    f->n = n;
}

static bool letter_follows(const struct folder *f, size_t pos)
{
    size_t len;
    return pos < f->v.len && letter_of(letter_decode(f->v.bytes + pos, f->v.len - pos, &len)).base;
}

/* hoà, khoẻ, uỷ: the tone belongs on the letter before, where the old style has it. */
static bool tone_moves_back(const struct folder *f, struct viet_letter l, size_t next)
{
    if (!(f->fold & VIET_FOLD_STYLE) || l.tone == VIET_NGANG || f->last.tone != VIET_NGANG)
        return false;
    return fold_is_style_pair(f->last, l) && f->earlier.base != 'q' && !letter_is_vowel(f->earlier) &&
           !letter_follows(f, next);
}

static void put_letter(struct folder *f, struct viet_letter l, size_t source, size_t next)
{
    if (f->fold & VIET_FOLD_CASE)
        l.upper = false;
    if (f->fold & VIET_FOLD_TONES)
        l.tone = VIET_NGANG;
    if (f->fold & VIET_FOLD_LETTERS)
        l.mark = MARK_NONE;
    if (tone_moves_back(f, l, next)) {
        size_t last_source = f->map ? f->map[f->last_at] : 0;
        f->n = f->last_at;
        f->last.tone = l.tone;
        l.tone = VIET_NGANG;
        put(f, letter_codepoint(f->last), last_source);
    }
    f->earlier = f->last;
    f->last = l;
    f->last_at = f->n;
    put(f, letter_codepoint(l), source);
}

/* Copies the ASCII run at pos, lower case if asked; returns its end. */
static size_t fold_ascii(struct folder *f, size_t pos)
{
    const char *s = f->v.bytes;
    size_t from = pos;
    bool lower = f->fold & VIET_FOLD_CASE;
    while (pos < f->v.len && (signed char)s[pos] >= 0) {
        char c = s[pos];
        if (lower && c >= 'A' && c <= 'Z')
            c = (char)(c + 32);
        if (f->map)
            f->map[f->n] = pos;
        f->to[f->n++] = c;
        pos++;
    }
    /* The style rule looks back at most two letters. */
    f->earlier = pos - from >= 2 ? letter_of((unsigned char)s[pos - 2]) : f->last;
    f->last = letter_of((unsigned char)s[pos - 1]);
    if (lower)
        f->last.upper = false;
    f->last_at = f->n - 1;
    return pos;
}

void viet_fold(struct text_view v, unsigned fold, struct text *out, size_t **map)
{
    if (fold & VIET_FOLD_LETTERS)
        fold |= VIET_FOLD_TONES;
    /* Lower case is at most half as long again (two bytes become three outside the Vietnamese letters). */
    size_t room = v.len + v.len / 2 + 4;
    text_reserve(out, out->len + room);
    struct folder f = {.v = v, .fold = fold, .to = out->bytes + out->len};
    if (map)
        f.map = mem_array(room + 1, sizeof *f.map);
    for (size_t pos = 0; pos < v.len;) {
        if ((signed char)v.bytes[pos] >= 0) {
            pos = fold_ascii(&f, pos);
            continue;
        }
        size_t len;
        uint32_t cp = letter_decode(v.bytes + pos, v.len - pos, &len);
        struct viet_letter l = letter_of(cp);
        if (l.base) {
            put_letter(&f, l, pos, pos + len);
        } else if (len == 1) {
            /* An ill-formed byte stays what it is, so that the output keeps to its room. */
            if (f.map)
                f.map[f.n] = pos;
            f.to[f.n++] = v.bytes[pos];
            f.last = f.earlier = (struct viet_letter){0};
        } else {
            cp = fold_other(cp, fold);
            if (cp)
                put(&f, cp, pos);
            f.last = f.earlier = (struct viet_letter){0};
        }
        pos += len;
    }
    out->len += f.n;
    out->bytes[out->len] = '\0';
    if (map) {
        f.map[f.n] = v.len;
        *map = f.map;
    }
}

unsigned viet_fold_for(struct text_view pattern)
{
    for (size_t pos = 0; pos < pattern.len;) {
        size_t len;
        uint32_t cp = letter_decode(pattern.bytes + pos, pattern.len - pos, &len);
        struct viet_letter l = letter_of(cp);
        if ((l.base && (l.tone || l.mark)) || letter_is_combining(cp))
            return VIET_FOLD_EXACT;
        pos += len;
    }
    return VIET_FOLD_BLIND;
}
