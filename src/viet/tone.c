/* Where the tone mark stands, for both styles. */
#include "viet/fold.h"
#include "viet/syllable.h"

struct parts syllable_parts(const struct viet_letter *l, size_t n)
{
    size_t i = 0;
    while (i < n && !letter_is_vowel(l[i]))
        i++;
    if (i == 1 && i < n && l[0].base == 'q' && l[1].base == 'u' && l[1].mark == MARK_NONE)
        i = 2;
    else if (i == 1 && n > 2 && l[0].base == 'g' && l[1].base == 'i' && letter_is_vowel(l[2]))
        i = 2;
    struct parts p = {.onset = i};
    while (i < n && letter_is_vowel(l[i]))
        i++;
    p.nucleus = i;
    while (i < n && !letter_is_vowel(l[i]))
        i++;
    p.coda = i;
    return p;
}

size_t syllable_tone_place(const struct viet_letter *l, struct parts p, enum viet_style style)
{
    size_t vowels = p.nucleus - p.onset;
    if (vowels == 0)
        return SIZE_MAX;
    for (size_t i = p.nucleus; i-- > p.onset;)
        if (l[i].mark != MARK_NONE)
            return i;
    if (vowels == 1)
        return p.onset;
    if (vowels == 3 || p.coda > p.nucleus)
        return p.onset + 1;
    if (vowels == 2 && style == VIET_STYLE_NEW && fold_is_style_pair(l[p.onset], l[p.onset + 1]))
        return p.onset + 1;
    return p.onset;
}

bool syllable_stops(const struct viet_letter *l, struct parts p)
{
    size_t n = p.coda - p.nucleus;
    if (n == 0)
        return false;
    uint8_t c = l[p.nucleus].base;
    return (n == 1 && (c == 'c' || c == 'k' || c == 'p' || c == 't')) ||
           (n == 2 && c == 'c' && l[p.nucleus + 1].base == 'h');
}
