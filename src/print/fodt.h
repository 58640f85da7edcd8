/* The report as a flat OpenDocument (OASIS ODF 1.3): what its two files share. */
#ifndef PRINT_FODT_H
#define PRINT_FODT_H

#include "print/document.h"

enum { ODF_LEVELS = 10 };     /* of headings */

struct fodt {
    struct document document;
    struct printer *p;
    soan_sink_fn *sink;
    void *arg;
    struct text out;          /* gathered for it */
    int64_t heading;          /* section whose heading is open, 0: none */
    uint32_t bullet;          /* of the list that is open, 0: none */
    int level;                /* and how deep it is */
    bool middle;              /* the title was written: what follows stands under it */
    bool new_page;            /* the next title begins one */
    unsigned tables, notes;
};

/* Everything up to the first paragraph. */
void fodt_prologue(struct fodt *f);
/* Number of the list style for a bullet, from 0. */
unsigned fodt_bullet(uint32_t sign);

#endif
