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

bool text_utf8_valid(struct text_view v, size_t *bad)
{
    const unsigned char *s = (const unsigned char *)v.bytes;
    size_t i = 0;
    while (i < v.len) {
        if (s[i] < 0x80) {
            uint64_t eight;
            while (i + 8 <= v.len && (memcpy(&eight, s + i, 8), !(eight & UINT64_C(0x8080808080808080))))
                i += 8;
            while (i < v.len && s[i] < 0x80)
                i++;
            continue;
        }
        size_t n = utf8_sequence(s + i, v.len - i);
        if (n == 0) {
            if (bad)
                *bad = i;
            return false;
        }
        i += n;
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
