/* Contents: headings and the pages they came to stand on. */
#ifndef PRINT_CONTENTS_H
#define PRINT_CONTENTS_H

#include "print/page.h"

struct entry {
    unsigned depth;
    size_t marker, title, end; /* where they begin in `words`, one behind the other */
    unsigned page;            /* 0: not yet printed */
};

struct contents {
    struct entry *item;
    size_t n, cap;
    size_t placed;            /* of which the page is known */
    struct text words;
    bool closed;              /* second time round: all is known */
};

void contents_add(struct contents *c, unsigned depth, struct text_view marker, struct text_view title);
/* The next heading was printed on `page`. */
void contents_place(unsigned page, void *contents);
/* As lines with leaders, from a new page on. */
void contents_print(const struct contents *c, struct pages *pages);
void contents_free(struct contents *c);

#endif
