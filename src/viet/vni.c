/*
 * VNI-Windows: a base letter followed by at most one byte that holds both its mark and its tone; đ, ơ, ư and the
 * toned i have bytes of their own, ơ and ư then take a plain tone byte. Capitals are 20h lower.
 */
#include "viet/encoding.h"
#include "viet/letters.h"

/* In the order of enum viet_tone; 0: no byte (the bare vowel). */
static const unsigned char plain_tones[] = {0, 0xF9, 0xF8, 0xFB, 0xF5, 0xEF};
static const unsigned char circumflex_tones[] = {0xE2, 0xE1, 0xE0, 0xE5, 0xE3, 0xE4};
static const unsigned char breve_tones[] = {0xEA, 0xE9, 0xE8, 0xFA, 0xFC, 0xEB};
static const unsigned char i_tones[] = {0, 0xED, 0xEC, 0xE6, 0xF3, 0xF2};

#define DD 0xF1
#define O_HORN 0xF4
#define U_HORN 0xF6
#define Y_DOT 0xEE

static bool find(const unsigned char *tones, unsigned char b, uint8_t *tone)
{
    for (uint8_t t = VIET_NGANG; t <= VIET_NANG; t++) {
        if (tones[t] && tones[t] == b) {
            *tone = t;
            return true;
        }
    }
    return false;
}

/* C0..DF are the capitals of E0..FF. */
static unsigned char small(unsigned char b)
{
    return b >= 0xC0 && b <= 0xDF ? (unsigned char)(b + 0x20) : b;
}

/* Letters that stand alone or begin a pair. */
static bool first_letter(unsigned char byte, struct viet_letter *l)
{
    unsigned char b = small(byte);
    l->upper = b != byte;
    if (b == DD)
        *l = (struct viet_letter){'d', MARK_STROKE, VIET_NGANG, l->upper};
    else if (b == O_HORN)
        *l = (struct viet_letter){'o', MARK_HORN, VIET_NGANG, l->upper};
    else if (b == U_HORN)
        *l = (struct viet_letter){'u', MARK_HORN, VIET_NGANG, l->upper};
    else if (b == Y_DOT)
        *l = (struct viet_letter){'y', MARK_NONE, VIET_NANG, l->upper};
    else if (find(i_tones, b, &l->tone))
        *l = (struct viet_letter){'i', MARK_NONE, l->tone, l->upper};
    else
        return false;
    return true;
}

static bool modify(struct viet_letter *l, unsigned char byte)
{
    unsigned char b = small(byte);
    if (l->tone != VIET_NGANG || !letter_is_vowel(*l))
        return false;
    if (find(plain_tones, b, &l->tone))
        return l->base != 'i';
    if (l->mark != MARK_NONE)
        return false;
    if (l->base == 'a' && find(breve_tones, b, &l->tone)) {
        l->mark = MARK_BREVE;
        return true;
    }
    if ((l->base == 'a' || l->base == 'e' || l->base == 'o') && find(circumflex_tones, b, &l->tone)) {
        l->mark = MARK_CIRCUMFLEX;
        return true;
    }
    return false;
}

uint32_t vni_decode(const unsigned char *b, size_t left, size_t *len)
{
    *len = 1;
    struct viet_letter l = letter_of(b[0]);
    if (b[0] >= 0x80 && !first_letter(b[0], &l)) {
        if (b[0] < 0xA0)
            return windows_punctuation(b[0]);
        return b[0] < 0xC0 ? b[0] : 0;
    }
    if (!l.base)
        return b[0];
    struct viet_letter modified = l;
    if (left > 1 && b[1] >= 0xC0 && modify(&modified, b[1])) {
        *len = 2;
        return letter_codepoint(modified);
    }
    return letter_codepoint(l);
}
