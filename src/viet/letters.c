#include "viet/letters.h"

/* Tones in the order of enum viet_tone: ngang, sắc, huyền, hỏi, ngã, nặng. */
#define VOWELS(row) \
    row('a', MARK_NONE, 0x61, 0xE1, 0xE0, 0x1EA3, 0xE3, 0x1EA1) \
    row('a', MARK_BREVE, 0x103, 0x1EAF, 0x1EB1, 0x1EB3, 0x1EB5, 0x1EB7) \
    row('a', MARK_CIRCUMFLEX, 0xE2, 0x1EA5, 0x1EA7, 0x1EA9, 0x1EAB, 0x1EAD) \
    row('e', MARK_NONE, 0x65, 0xE9, 0xE8, 0x1EBB, 0x1EBD, 0x1EB9) \
    row('e', MARK_CIRCUMFLEX, 0xEA, 0x1EBF, 0x1EC1, 0x1EC3, 0x1EC5, 0x1EC7) \
    row('i', MARK_NONE, 0x69, 0xED, 0xEC, 0x1EC9, 0x129, 0x1ECB) \
    row('o', MARK_NONE, 0x6F, 0xF3, 0xF2, 0x1ECF, 0xF5, 0x1ECD) \
    row('o', MARK_CIRCUMFLEX, 0xF4, 0x1ED1, 0x1ED3, 0x1ED5, 0x1ED7, 0x1ED9) \
    row('o', MARK_HORN, 0x1A1, 0x1EDB, 0x1EDD, 0x1EDF, 0x1EE1, 0x1EE3) \
    row('u', MARK_NONE, 0x75, 0xFA, 0xF9, 0x1EE7, 0x169, 0x1EE5) \
    row('u', MARK_HORN, 0x1B0, 0x1EE9, 0x1EEB, 0x1EED, 0x1EEF, 0x1EF1) \
    row('y', MARK_NONE, 0x79, 0xFD, 0x1EF3, 0x1EF7, 0x1EF9, 0x1EF5)

/* Capitals stand 32 below in ASCII and Latin-1, one below in the other blocks. */
#define CAPITAL(cp) ((cp) < 0x100 ? (cp) - 0x20 : (cp) - 1)

#define PAIR(b, m, t, cp) [cp] = LETTER_PACK(b, m, t, 0), [CAPITAL(cp)] = LETTER_PACK(b, m, t, 1),
#define ROW(b, m, ngang, sac, huyen, hoi, nga, nang) \
    PAIR(b, m, VIET_NGANG, ngang) PAIR(b, m, VIET_SAC, sac) PAIR(b, m, VIET_HUYEN, huyen) \
    PAIR(b, m, VIET_HOI, hoi) PAIR(b, m, VIET_NGA, nga) PAIR(b, m, VIET_NANG, nang)
#define PLAIN(b) PAIR(b, MARK_NONE, VIET_NGANG, b)

const uint16_t letter_table[LETTER_LIMIT] = {
    VOWELS(ROW)
    PLAIN('b') PLAIN('c') PLAIN('d') PLAIN('f') PLAIN('g') PLAIN('h') PLAIN('j') PLAIN('k') PLAIN('l') PLAIN('m')
    PLAIN('n') PLAIN('p') PLAIN('q') PLAIN('r') PLAIN('s') PLAIN('t') PLAIN('v') PLAIN('w') PLAIN('x') PLAIN('z')
    PAIR('d', MARK_STROKE, VIET_NGANG, 0x111)
};

#define CODES(b, m, ...) [(b) - 'a'][m] = {__VA_ARGS__},
static const uint16_t codes[26][MARK_STROKE + 1][VIET_NANG + 1] = {
    VOWELS(CODES)
    CODES('d', MARK_STROKE, 0x111)
};

uint32_t letter_codepoint(struct viet_letter l)
{
    uint32_t cp = codes[l.base - 'a'][l.mark][l.tone];
    if (!cp && l.mark == MARK_NONE && l.tone == VIET_NGANG)
        cp = l.base;
    if (cp && l.upper)
        cp = CAPITAL(cp);
    return cp;
}

bool letters_of(struct text_view word, struct letters *out)
{
    out->n = 0;
    for (size_t pos = 0; pos < word.len;) {
        size_t len;
        struct viet_letter l = letter_of(letter_decode(word.bytes + pos, word.len - pos, &len));
        if (!l.base || out->n == LETTERS_MAX)
            return false;
        out->at[out->n++] = l;
        pos += len;
    }
    return out->n > 0;
}
