#include <string.h>
#include <unigbrk.h>
#include <uninorm.h>
#include <unictype.h>
#include <uniwidth.h>

#include "text/dropped.h"
#include "text/prop.h"

size_t utf8_sequence(const unsigned char *s, size_t len)
{
    if (len == 0)
        return 0;
    if (s[0] < 0x80)
        return 1;
    if (s[0] < 0xC2 || s[0] > 0xF4 || len < 2)
        return 0;
    if (s[0] < 0xE0)
        return (s[1] & 0xC0) == 0x80 ? 2 : 0;
    /* The second byte carries the ban on overlong forms, surrogates and what lies beyond U+10FFFF. */
    unsigned char low = s[0] == 0xE0 ? 0xA0 : s[0] == 0xF0 ? 0x90 : 0x80;
    unsigned char high = s[0] == 0xED ? 0x9F : s[0] == 0xF4 ? 0x8F : 0xBF;
    if (s[1] < low || s[1] > high || len < 3 || (s[2] & 0xC0) != 0x80)
        return 0;
    if (s[0] < 0xF0)
        return 3;
    return len >= 4 && (s[3] & 0xC0) == 0x80 ? 4 : 0;
}

/* Sixteen bytes of well-formed text of printable ASCII, newlines, U+00A0..02FF without the soft hyphen,
 * U+1E00..1EFF and U+2010..2027, beginning with a sequence; the last may reach out of them, s[17] is readable. Returns
 * their length with that end, or 0.
 * Every lead must be followed by what it asks for, and there must be no more inner bytes than asked for. Without
 * branches, so that the compiler vectorizes it. */
enum { BLOCK = 16 };

static size_t clean_block(const unsigned char *s)
{
    unsigned char odd = 0, balance = 0;
    for (int k = 0; k < BLOCK; k++) {
        unsigned char b = s[k], n = s[k + 1], m = s[k + 2];
        unsigned char two = (b >= 0xC2) & (b <= 0xCB), three = (b == 0xE1) | (b == 0xE2);
        unsigned char inner = (b & 0xC0) == 0x80;
        odd = (unsigned char)(odd | ((b < 0x20) & (b != '\n')) | (b == 0x7F) | ((b >= 0xC0) & !(two | three)) |
                              ((two | three) & ((n & 0xC0) != 0x80)) | (three & ((m & 0xC0) != 0x80)) |
                              ((b == 0xC2) & ((n < 0xA0) | (n == 0xAD))) | ((b == 0xE1) & ((n < 0xB8) | (n > 0xBB))) |
                              ((b == 0xE2) & ((n != 0x80) | (m < 0x90) | (m > 0xA7))));
        balance = (unsigned char)(balance + two + three + three - inner);
    }
    unsigned char outside = s[15] >= 0xE0 ? 2 : s[15] >= 0xC0 || s[14] >= 0xE0;
    return !odd && balance == outside ? BLOCK + (size_t)outside : 0;
}

size_t clean_blocks(const unsigned char *s, size_t len)
{
    size_t i = 0, n = 1;
    while (n > 0 && len - i > BLOCK + 1) {
        n = clean_block(s + i);
        i += n;
    }
    return i;
}

bool text_utf8_valid(struct text_view v, size_t *bad)
{
    const unsigned char *s = (const unsigned char *)v.bytes;
    for (size_t i = 0; i < v.len;) {
        i += clean_blocks(s + i, v.len - i);
        for (size_t stop = i + BLOCK; i < stop && i < v.len;) {
            size_t n = utf8_sequence(s + i, v.len - i);
            if (n == 0) {
                if (bad)
                    *bad = i;
                return false;
            }
            i += n;
        }
    }
    return true;
}

uint32_t text_decode(struct text_view v, size_t pos, size_t *next)
{
    size_t len;
    uint32_t cp = decode(v.bytes + pos, &len);
    if (next)
        *next = pos + len;
    return cp;
}

uint16_t text_prop_high(uint32_t cp)
{
    unsigned p = LINE_OTHER;
    int width = dropped(cp) != KEPT || is_private_use(cp) ? -1 : uc_width(cp, "UTF-8");
    p |= (unsigned)(width + 1) << PROP_WIDTH_SHIFT;
    int gcb = uc_graphemeclusterbreak_property(cp);
    if (gcb != GBP_OTHER && gcb != GBP_CONTROL)
        p |= PROP_JOINS;
    if (dropped(cp) != KEPT)
        p |= PROP_DROPPED;
    uint32_t nfc[8];
    size_t n = SOAN_ARRAY_LEN(nfc);
    if (uc_combining_class(cp) != 0 || !u32_normalize(UNINORM_NFC, &cp, 1, nfc, &n) || n != 1 || nfc[0] != cp)
        p |= PROP_UNSTABLE;
    if (uc_is_general_category_withtable(cp, UC_CATEGORY_MASK_L))
        p |= PROP_LETTER | PROP_ALNUM;
    return (uint16_t)p;
}
