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

static unsigned char lead_byte(uint32_t cp)
{
    if (cp < 0x80)
        return (unsigned char)cp;
    return (unsigned char)(cp < 0x800 ? 0xC0 | cp >> 6 : cp < 0x10000 ? 0xE0 | cp >> 12 : 0xF0 | cp >> 18);
}

static void note_starts(struct viet_pattern *p)
{
    struct viet_letter l;
    uint32_t first = p->unit[0].code;
    for (uint32_t cp = 1; cp < LETTER_LIMIT; cp++) {
        bool latin = cp < 0x250 || cp >= 0x1E00;
        if (latin && code_of(cp, p->fold, &l) == first)
            p->starts[lead_byte(cp)] = true;
    }
    /* Any lead byte may hide a capital or a marked form of a letter of another script. */
    if (first >= 0x80 && !(first & CODE_MARKED))
        memset(p->starts + 0xC2, true, 0xF5 - 0xC2);
    if (p->unit[0].code == ' ')
        p->starts[0xC2] = p->starts[0xE2] = true;
}

struct viet_pattern *viet_pattern_new(struct text_view words)
{
    struct viet_pattern *p = mem_alloc(sizeof *p);
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
        if (!p->starts[b[pos]])
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
