/* Pages as a pile of paper: their bytes, and which words stand in which line. */
#ifndef PRINT_PILE_H
#define PRINT_PILE_H

#include "print/join.h"

/* A line among the first of a page: where its bytes end, and the columns it takes. */
struct pile_line { size_t page, end; int width; };

struct pile {
    struct joiner joiner;     /* of the lines into `pages` */
    struct text pages;        /* as soan_print() gives them */
    struct soan_paper_map map;
    struct pile_line *line;
    size_t n, cap, count;     /* count: pages */
    int on_page, width;       /* lines so far on this page; columns of the widest line */
};
bool pile_lay(struct soan_report *r, const struct soan_print_options *o, struct pile *p, struct error *e) SOAN_MUST_USE;
/* Appends the pages with the number of the copy at the right edge of each: in the first line there with room for it. */
void pile_copy(const struct pile *p, int64_t number, struct text *out);
void pile_free(struct pile *p);

#endif
