/* What the outline needs to know of a letter: is it one, is it a capital, what blank stands between words. */
#ifndef SOAN_OUTLINE_LETTERS_H
#define SOAN_OUTLINE_LETTERS_H

#include "soan/base.h"

uint32_t letter_decode(struct text_view v, size_t pos, size_t *next);
/* Code point at pos of well-formed text and the position behind it. pos < v.len. */
static inline uint32_t letter_at(struct text_view v, size_t pos, size_t *next)
{
    unsigned char c = (unsigned char)v.bytes[pos];
    if (c >= 0x80)
        return letter_decode(v, pos, next);
    *next = pos + 1;
    return c;
}
uint32_t letter_before(struct text_view v, size_t pos, size_t *start);    /* pos > 0 */
/* Lower case of a letter of the Latin blocks that Vietnamese uses; every other code point is itself. */
uint32_t letter_lower(uint32_t cp);
bool letter_is(uint32_t cp);
bool letter_is_digit(uint32_t cp);
bool letter_is_capital(uint32_t cp);
bool letter_is_small(uint32_t cp);
static inline bool letter_is_blank(uint32_t cp)
{
    return cp == ' ' || cp == '\t' || cp == '\n' || cp == 0xA0 || (cp >= 0x2000 && cp <= 0x200A) || cp == 0x202F ||
           cp == 0x205F || cp == 0x3000;
}
bool letter_is_dash(uint32_t cp);                         /* - – — */

size_t letters_skip_blanks(struct text_view v, size_t pos);
/* Without blanks of any kind at both ends. */
struct text_view letters_trim(struct text_view v);
/* True if v holds letters and all of them are capitals. */
bool letters_all_capital(struct text_view v);
/* Compares whole words of v at pos with `words` (lower case, single blanks) without regard to case; the
 * length matched in v, 0 if it differs or a letter follows. */
size_t letters_match(struct text_view v, size_t pos, struct text_view words);
/* Columns, near enough to tell long lines from short ones: code points that are no combining marks. */
size_t letters_columns(struct text_view v);

#endif
