/* Decoding and one table of properties for the inner loops of this floor. */
#ifndef SOAN_TEXT_PROP_H
#define SOAN_TEXT_PROP_H

#include "soan/text.h"

enum {
    PROP_LINE_CLASS = 0x3F,   /* index into text_line_pairs, see below */
    PROP_WIDTH_SHIFT = 6,     /* two bits: columns + 1 */
    PROP_JOINS = 0x100,       /* may share a grapheme cluster with a neighbour */
    PROP_DROPPED = 0x200,     /* text_clean() takes it out or turns it into something else */
    PROP_UNSTABLE = 0x400,    /* NFC may combine it with what stands before, or replace it */
    PROP_ALNUM = 0x800,       /* letter or digit */
    PROP_BLANK = 0x1000,      /* White_Space */
    PROP_LETTER = 0x2000,
    PROP_UPPER = 0x4000,
};

/* Line classes. Two code points of the same class behave alike in UAX #14 as libunistring applies it. Whether a line
 * may start at a code point depends on its class and that of the one before it (blanks skipped) alone,
 * unless one of them is LINE_OTHER. */
enum { LINE_OTHER, LINE_SPACE, LINE_FIRST };
enum { PAIR_DIRECT = 1, PAIR_SPACED = 2 };

/* Written at build time by tables.c from the installed libunistring. */
#define PROP_TABLE_END 0x20000
#define PROP_BLOCK 7
extern const uint16_t text_prop_blocks[];
extern const uint16_t text_prop_index[PROP_TABLE_END >> PROP_BLOCK];
extern const unsigned char text_line_pairs[64][64];

uint16_t text_prop_high(uint32_t cp);

static inline uint16_t text_prop(uint32_t cp)
{
    if (__builtin_expect(cp >= PROP_TABLE_END, 0))
        return text_prop_high(cp);
    return text_prop_blocks[((size_t)text_prop_index[cp >> PROP_BLOCK] << PROP_BLOCK) +
                            (cp & ((1u << PROP_BLOCK) - 1))];
}

static inline int prop_width(uint16_t prop)
{
    return (prop >> PROP_WIDTH_SHIFT & 3) - 1;
}

/* The code point at s of well-formed text; *len gets its bytes. */
static inline uint32_t decode(const char *s, size_t *len)
{
    const unsigned char *b = (const unsigned char *)s;
    if (b[0] < 0x80) {
        *len = 1;
        return b[0];
    }
    if (b[0] < 0xE0) {
        *len = 2;
        return (b[0] & 0x1Fu) << 6 | (b[1] & 0x3Fu);
    }
    if (b[0] < 0xF0) {
        *len = 3;
        return (b[0] & 0xFu) << 12 | (b[1] & 0x3Fu) << 6 | (b[2] & 0x3Fu);
    }
    *len = 4;
    return (b[0] & 7u) << 18 | (b[1] & 0x3Fu) << 12 | (b[2] & 0x3Fu) << 6 | (b[3] & 0x3Fu);
}

static inline uint32_t decode_at(struct text_view v, size_t pos)
{
    size_t len;
    return decode(v.bytes + pos, &len);
}

/* Start of the code point that ends at pos (or holds the byte before it); pos > 0. */
static inline size_t codepoint_prev(struct text_view v, size_t pos)
{
    do {
        pos--;
    } while (pos > 0 && ((unsigned char)v.bytes[pos] & 0xC0) == 0x80);
    return pos;
}

static inline size_t codepoint_next(struct text_view v, size_t pos)
{
    do {
        pos++;
    } while (pos < v.len && ((unsigned char)v.bytes[pos] & 0xC0) == 0x80);
    return pos;
}

/* Bytes of the well-formed sequence at the start of s (RFC 3629), 0 if there is none. */
size_t utf8_sequence(const unsigned char *s, size_t len);

/* Bytes at the start of s that are well-formed and to be stored as they are, as far as that can be told fast. */
size_t clean_blocks(const unsigned char *s, size_t len);

/* Puts out->bytes[from..] into NFC in place; true if that changed it. */
bool normalize_tail(struct text *out, size_t from);

#endif
