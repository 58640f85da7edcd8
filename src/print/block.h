/*
 * Blocks: headings, paragraphs and items turned into lines with leave to break. Knows nothing of reports.
 */
#ifndef PRINT_BLOCK_H
#define PRINT_BLOCK_H

#include "print/page.h"

enum block_kind {
    BLOCK_HEADING,            /* kept with the two lines that follow */
    BLOCK_CENTRED,            /* a heading in the middle of the line */
    BLOCK_TEXT,
};

struct block {
    enum block_kind kind;
    struct text_view text;    /* one line of shown form, trimmed */
    int first;                /* columns left free on the first line */
    int hang;                 /* and on the others */
    bool gap;                 /* a blank line before it */
};

struct layout {
    struct pages pages;
    struct text_lines lines;  /* of the block at hand */
    int keep;                 /* lines still to be kept with the heading above; 2: nothing stands between */
};

void layout_init(struct layout *l, const struct soan_print_options *o, soan_sink_fn *sink, void *arg);
void layout_add(struct layout *l, const struct block *b);
/* Prints the rest if `print`, frees everything. */
void layout_end(struct layout *l, bool print);

#endif
