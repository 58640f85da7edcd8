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

/* From byte `at` on a block says what `map` shows from byte `out` on. */
struct piece {
    size_t at, out;
    bool in_title;
    size_t base;              /* where the source that `map` was made from begins */
    const struct soan_projection *map; /* NULL: from nowhere */
};

/* The mark of a note that is to stand at the foot. */
struct call { size_t at, note; };

enum { BLOCK_PIECES = 3 };

struct block {
    enum block_kind kind;
    struct text_view text;    /* one line of shown form, trimmed */
    int first;                /* columns left free on the first line */
    int hang;                 /* and on the others */
    int gap;                  /* blank lines before it */
    bool justified;
    bool entry;               /* the contents name it */
    int64_t section;
    unsigned depth;           /* of the heading it is or begins with; 0: none */
    struct piece piece[BLOCK_PIECES];
    size_t pieces;
    const struct call *call;  /* in order of `at` */
    size_t calls;
};

struct layout {
    struct pages pages;
    struct text_lines lines;  /* of the block at hand */
    struct text_lines note_lines;
    struct text stretched;
    int phase;                /* lines justified so far: wide blanks do not stand below one another */
    int gap_most;             /* a line that would need wider blanks stays ragged */
    int keep;                 /* lines still to be kept with the heading above; 2: nothing stands between */
    /* The words of a note, good until the next call. */
    void (*note)(void *arg, size_t note, struct block *out);
    void *note_arg;
};

void layout_init(struct layout *l, const struct page_form *form, soan_print_line_fn *each, void *arg);
void layout_add(struct layout *l, const struct block *b);
/* Prints the rest if `print`, frees everything. */
void layout_end(struct layout *l, bool print);

/* Appends `line` with its blanks widened so that it takes `width` columns, or as it is if one of them would
 * be wider than `most`. `phase` says which ones are widened first. */
void line_stretch(struct text_view line, int width, int most, int phase, struct text *out);

#endif
