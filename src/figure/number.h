#ifndef FIGURE_NUMBER_H
#define FIGURE_NUMBER_H

#include <gmp.h>

#include "figure/private.h"

struct soan_number {
    mpq_t value;
    int decimals;
    int padded;               /* digits written of an integer with zeros in front (`08`: 2), else 0 */
    bool plus;
};

struct soan_number *number_new(void);

/* Fewest decimals that write the value exactly; -1 if no number of decimals does. */
long number_decimals_needed(mpq_srcptr value);

/* Appends digits (ASCII, nothing else) with dots every three, and a comma and the fraction if there is one. */
void number_group(bool negative, struct text_view digits, struct text_view fraction, struct text *out);

#endif
