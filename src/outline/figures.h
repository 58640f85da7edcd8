/* The figures of an outline: blanks become keys, equal ones share a figure. */
#ifndef SOAN_OUTLINE_FIGURES_H
#define SOAN_OUTLINE_FIGURES_H

#include "outline/blank.h"

struct figures {
    struct soan_outline *outline; /* gets the figures and the counts of marks */
    void *by_key;             /* tsearch(3) trees */
    void *by_meaning;
    size_t chapter;           /* of the top sections: numbers in different ones are results and aims, never one figure */
    struct soan_blanks blanks;
    struct text source, meaning, key;
};
void figures_free(struct figures *f);
/* Appends plain words as source form, value marks turned into figures and newlines (of lines put together) into blanks. */
void figures_source(struct figures *f, struct text_view plain, struct text *out);

#endif
