/* Roman numbers and number words. */
#ifndef SOAN_OUTLINE_ROMAN_H
#define SOAN_OUTLINE_ROMAN_H

#include "soan/base.h"

/* Value of letters in canonical Roman writing of one case, 1 to 3999; else 0. */
unsigned roman_value(struct text_view letters);
void roman_append(unsigned number, bool lower, struct text *out);

enum word_case { WORD_LOWER, WORD_TITLE, WORD_UPPER };
/* Reads `nhất`, `hai`, `mười hai` … at pos, as cardinal or ordinal; the length read, 0 if it is none. */
size_t number_word_read(struct text_view v, size_t pos, unsigned *number, bool *ordinal, enum word_case *how);
/* Appends 1 to 99 in words; above, digits. */
void number_word_append(unsigned number, bool ordinal, enum word_case how, struct text *out);

#endif
