/* What greedy and even wrapping share: where one line that begins at a given place ends. */
#ifndef SOAN_TEXT_WRAPPER_H
#define SOAN_TEXT_WRAPPER_H

#include "text/linebreak.h"

struct wrapper {
    struct breaker breaks;
    int first;          /* columns of the first line */
    int rest;           /* and of the others, both at least 1 */
    size_t reach;       /* the line made last depends on nothing at or behind this offset */
};

struct wrapper wrapper(struct text_view paragraph, const struct text_wrap *w);
/* Where the line that starts at `from` ends: the start of the next, or v.len. As much as fits. */
size_t wrapper_line_end(struct wrapper *w, size_t from, int columns);
void lines_add(struct text_lines *l, size_t start);

#endif
