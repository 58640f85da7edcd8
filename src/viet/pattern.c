/*
 * Search without building folded copies: the pattern is an array of folded letters, the text is decoded where
 * its first byte may begin a hit. Marks are compared letter by letter, tones by syllable place, so that hòa and
 * hoà are one word while every literal substring is still found.
 */
#include <stdlib.h>
#include <string.h>

#include "viet/fold.h"

struct unit {
    uint32_t code;            /* folded letter, see code_of() */
    struct viet_letter letter;
};

struct viet_pattern {
    unsigned fold;
    struct unit *unit;
    size_t n;
    bool starts[256];         /* bytes with which a hit may begin */
    unsigned char pairs[256][32]; /* bit set of the bytes that may stand second */
};

#define CODE_MARKED (1u << 24)

static uint32_t code_of(uint32_t cp, unsigned fold, struct viet_letter *l)
{
    *l = letter_of(cp);
    if (!l->base) {
        cp = fold_other(cp, fold);
        if (cp == 0xA0 || cp == 0x202F)
            cp = ' ';
        *l = letter_of(cp);
    }
    if (!l->base)
        return cp;
    if (l->mark == MARK_NONE || fold & VIET_FOLD_LETTERS)
        return l->base;
    return CODE_MARKED | (uint32_t)l->mark << 8 | l->base;
}

static void allow_pair(struct viet_pattern *p, unsigned char first, unsigned char second)
{
    p->starts[first] = true;
    p->pairs[first][second >> 3] |= (unsigned char)(1u << (second & 7));
}

static bool is_pair(const struct viet_pattern *p, unsigned char first, unsigned char second)
{
    return p->pairs[first][second >> 3] >> (second & 7) & 1;
}

/* Any lead byte may hide a capital or a marked form of a letter of another script. */
static bool is_foreign(uint32_t code)
{
    return code >= 0x80 && !(code & CODE_MARKED);
}

/* The bytes that begin a hit and those that follow them. */
static void note_starts(struct viet_pattern *p)
{
    bool first[256] = {false}, second[256] = {false};
    uint32_t wanted = p->unit[0].code, next = p->n > 1 ? p->unit[1].code : 0;
    struct viet_letter l;
    for (uint32_t cp = 1; cp < LETTER_LIMIT; cp++) {
        char utf8[4];
        if (cp >= 0x250 && cp < 0x1E00)
            continue;
        size_t len = letter_encode(cp, utf8);
        uint32_t code = code_of(cp, p->fold, &l);
        if (code == wanted && len > 1)
            allow_pair(p, (unsigned char)utf8[0], (unsigned char)utf8[1]);
        else if (code == wanted)
            first[(unsigned char)utf8[0]] = true;
        if (code == next)
            second[(unsigned char)utf8[0]] = true;
    }
    if (is_foreign(wanted))
        memset(first + 0xC2, true, 0xF5 - 0xC2);
    if (p->n == 1 || is_foreign(next))
        memset(second, true, sizeof second);
    /* A no-break space of either kind; combining marks between two letters. */
    if (wanted == ' ')
        first[0xC2] = first[0xE2] = true;
    if (next == ' ')
        second[0xC2] = second[0xE2] = true;
    second[0xCC] = second[0xCD] = true;
    for (unsigned b = 0; b < 256; b++)
        for (unsigned c = 0; first[b] && c < 256; c++)
            if (b >= 0x80 ? (c & 0xC0) == 0x80 : second[c])
                allow_pair(p, (unsigned char)b, (unsigned char)c);
}

struct viet_pattern *viet_pattern_new(struct text_view words)
{
    struct viet_pattern *p = mem_alloc(sizeof *p);
    struct text nfc = {0};
    text_nfc(words, &nfc);
    words = text_view(&nfc);
    p->fold = viet_fold_for(words);
    p->unit = mem_array(words.len + 1, sizeof *p->unit);
    for (size_t pos = 0; pos < words.len;) {
        size_t len;
        struct unit *u = &p->unit[p->n];
        u->code = code_of(letter_decode(words.bytes + pos, words.len - pos, &len), p->fold, &u->letter);
        if (u->code)
            p->n++;
        pos += len;
    }
    text_free(&nfc);
    if (p->n)
        note_starts(p);
    return p;
}

void viet_pattern_free(struct viet_pattern **p)
{
    if (*p)
        free((*p)->unit);
    mem_free(p);
}

/* The folded letter at one place of the text. */
struct probe {
    uint32_t code;
    struct viet_letter letter;
    size_t len;
};

static struct probe probe_at(struct text_view v, size_t pos, unsigned fold)
{
    struct probe p;
    uint32_t cp = letter_decode(v.bytes + pos, v.len - pos, &p.len);
    p.code = code_of(cp, fold, &p.letter);
    return p;
}

/* The pattern has its tone on this letter, the text on the next one of the pair, or the other way round. */
static bool tone_swapped(const struct viet_pattern *p, size_t i, struct viet_letter here, struct viet_letter next)
{
    if (!fold_is_style_pair(here, next))
        return false;
    uint8_t want = p->unit[i].letter.tone;
    if (i + 1 == p->n)
        return here.tone == VIET_NGANG && next.tone == want;
    uint8_t want_next = p->unit[i + 1].letter.tone;
    return (here.tone == VIET_NGANG && want_next == VIET_NGANG && next.tone == want) ||
           (want == VIET_NGANG && next.tone == VIET_NGANG && here.tone == want_next);
}

/* End of the hit that begins at pos, or 0. */
static size_t match_at(const struct viet_pattern *p, struct text_view v, size_t pos)
{
    bool exact = !(p->fold & VIET_FOLD_TONES);
    bool excused = false;     /* this letter's tone was settled with the one before */
    size_t i = 0;
    while (i < p->n) {
        if (pos >= v.len)
            return 0;
        struct probe here = probe_at(v, pos, p->fold);
        pos += here.len;
        if (here.code == 0 && i > 0)
            continue;
        if (here.code != p->unit[i].code)
            return 0;
        if (excused) {
            excused = false;
        } else if (exact && here.letter.tone != p->unit[i].letter.tone) {
            if (pos >= v.len || !tone_swapped(p, i, here.letter, probe_at(v, pos, p->fold).letter))
                return 0;
            excused = true;
        }
        i++;
    }
    size_t len;
    while (pos < v.len && letter_is_combining(letter_decode(v.bytes + pos, v.len - pos, &len))) {
        if (exact)
            return 0;
        pos += len;
    }
    return pos;
}

bool viet_pattern_find(const struct viet_pattern *p, struct text_view v, size_t from, size_t *start, size_t *end)
{
    if (p->n == 0)
        return false;
    const unsigned char *b = (const unsigned char *)v.bytes;
    for (size_t pos = from; pos < v.len; pos++) {
        if (!p->starts[b[pos]] || (pos + 1 < v.len && !is_pair(p, b[pos], b[pos + 1])))
            continue;
        size_t to = match_at(p, v, pos);
        if (to) {
            *start = pos;
            *end = to;
            return true;
        }
    }
    return false;
}
