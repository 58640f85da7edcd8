/* The Vietnamese letters: base letter, mark, tone and case of every precomposed code point. */
#ifndef VIET_LETTERS_H
#define VIET_LETTERS_H

#include "soan/viet.h"

enum { MARK_NONE, MARK_CIRCUMFLEX, MARK_BREVE, MARK_HORN, MARK_STROKE };

/* One letter in 16 bits: base 7, mark 3, tone 3, upper 1. Zero: none. */
#define LETTER_PACK(base, mark, tone, upper) \
    ((uint16_t)((unsigned)(base) | (unsigned)(mark) << 7 | (unsigned)(tone) << 10 | (unsigned)(upper) << 13))
#define LETTER_BASE(p) ((p) & 0x7F)
#define LETTER_MARK(p) ((p) >> 7 & 7)
#define LETTER_TONE(p) ((p) >> 10 & 7)
#define LETTER_UPPER(p) ((p) >> 13 & 1)

#define LETTER_LIMIT 0x1EFA
extern const uint16_t letter_table[LETTER_LIMIT];

static inline struct viet_letter letter_unpack(unsigned p)
{
    return (struct viet_letter){(uint8_t)LETTER_BASE(p), (uint8_t)LETTER_MARK(p), (uint8_t)LETTER_TONE(p),
                           LETTER_UPPER(p) != 0};
}

static inline struct viet_letter letter_of(uint32_t cp)
{
    return letter_unpack(cp < LETTER_LIMIT ? letter_table[cp] : 0);
}

static inline bool letter_is_vowel(struct viet_letter l)
{
    switch (l.base) {
    case 'a': case 'e': case 'i': case 'o': case 'u': case 'y':
        return true;
    default:
        return false;
    }
}

/* The precomposed code point; 0 if there is none (ă with a stroke). */
uint32_t letter_codepoint(struct viet_letter l);

/* A combining mark of the block U+0300..U+036F, among them the five tones, circumflex, breve, horn. */
static inline bool letter_is_combining(uint32_t cp)
{
    return cp >= 0x300 && cp <= 0x36F;
}

/* Decodes one code point at s (at least one byte left); ill-formed bytes count as U+FFFD of one byte. */
static inline uint32_t letter_decode(const char *s, size_t left, size_t *len)
{
    const unsigned char *b = (const unsigned char *)s;
    *len = 1;
    if (b[0] < 0x80)
        return b[0];
    if (b[0] >= 0xC2 && b[0] < 0xE0 && left >= 2 && (b[1] & 0xC0) == 0x80) {
        *len = 2;
        return (uint32_t)(b[0] & 0x1F) << 6 | (b[1] & 0x3F);
    }
    if (b[0] >= 0xE0 && b[0] < 0xF0 && left >= 3 && (b[1] & 0xC0) == 0x80 && (b[2] & 0xC0) == 0x80) {
        *len = 3;
        return (uint32_t)(b[0] & 0x0F) << 12 | (uint32_t)(b[1] & 0x3F) << 6 | (b[2] & 0x3F);
    }
    if (b[0] >= 0xF0 && b[0] < 0xF5 && left >= 4 && (b[1] & 0xC0) == 0x80 && (b[2] & 0xC0) == 0x80 &&
        (b[3] & 0xC0) == 0x80) {
        *len = 4;
        return (uint32_t)(b[0] & 0x07) << 18 | (uint32_t)(b[1] & 0x3F) << 12 | (uint32_t)(b[2] & 0x3F) << 6 |
               (b[3] & 0x3F);
    }
    return 0xFFFD;
}

/* Writes one code point as UTF-8, at most four bytes; returns how many. */
static inline size_t letter_encode(uint32_t cp, char *to)
{
    if (cp < 0x80) {
        to[0] = (char)cp;
        return 1;
    }
    if (cp < 0x800) {
        to[0] = (char)(0xC0 | cp >> 6);
        to[1] = (char)(0x80 | (cp & 0x3F));
        return 2;
    }
    if (cp < 0x10000) {
        to[0] = (char)(0xE0 | cp >> 12);
        to[1] = (char)(0x80 | (cp >> 6 & 0x3F));
        to[2] = (char)(0x80 | (cp & 0x3F));
        return 3;
    }
    to[0] = (char)(0xF0 | cp >> 18);
    to[1] = (char)(0x80 | (cp >> 12 & 0x3F));
    to[2] = (char)(0x80 | (cp >> 6 & 0x3F));
    to[3] = (char)(0x80 | (cp & 0x3F));
    return 4;
}

/* The letters of one word. */
#define LETTERS_MAX 12
struct letters {
    struct viet_letter at[LETTERS_MAX];
    size_t n;
};

/* False if the word is empty, too long for a syllable or holds anything but letters of the table. */
bool letters_of(struct text_view word, struct letters *out);

#endif
