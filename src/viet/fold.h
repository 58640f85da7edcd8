#ifndef VIET_FOLD_H
#define VIET_FOLD_H

#include "viet/letters.h"

/* Beyond it there are no letters with marks that a report holds (CJK, symbols): they stand for themselves. */
#define FOLD_OTHER_LIMIT 0x2000

/* One code point outside the Vietnamese letters folded to one code point; 0 if nothing is left of it
 * (a combining mark under VIET_FOLD_LETTERS). */
uint32_t fold_other(uint32_t cp, unsigned fold);

/* True if old and new style place a tone differently on this open pair: oa, oe, uy without marks. */
static inline bool fold_is_style_pair(struct viet_letter first, struct viet_letter second)
{
    if (first.mark != MARK_NONE || second.mark != MARK_NONE)
        return false;
    return (first.base == 'o' && (second.base == 'a' || second.base == 'e')) ||
           (first.base == 'u' && second.base == 'y');
}

#endif
