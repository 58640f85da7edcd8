/*
 * Pages laid out so far, kept in a nameless file: in memory are their places in it and the page looked at.
 */
#ifndef TUI_PAGES_H
#define TUI_PAGES_H

#include <stdio.h>
#include <sys/types.h>

#include "soan/print.h"

/* A line of a page and the words it came from; section 0: from nowhere. */
struct sheet_row {
    int64_t section;
    size_t from, to;          /* bytes of its title or text in source form */
    size_t at, len;           /* bytes of sheet.text */
    enum soan_fault fault;
    bool in_title;
};

struct sheet {
    struct sheet_row *row;
    size_t n, cap;
    struct text text;
};
void sheet_free(struct sheet *s);
struct text_view sheet_line(const struct sheet *s, size_t row);

/* A line on a page, both from 0. */
struct page_place { size_t page, row; };

struct pages_kept {
    FILE *f;
    off_t *end;               /* of each page in the file */
    size_t n, cap;            /* pages that are whole */
    struct sheet filling;
    unsigned number;          /* of that page, 0: none began */
    int columns;              /* of the widest line */
    bool failed;              /* there is no room for more */
    /* Words that are looked for while pages come: the last line that begins at or before them. */
    int64_t want_section;     /* 0: none */
    size_t want_from;
    bool want_title;
    bool found;
    struct page_place place;
    size_t found_from;
    bool found_title;
};

bool pages_kept_open(struct pages_kept *p, struct error *e) SOAN_MUST_USE;
/* Sets what is said when the file takes no more, or cannot be read. */
bool pages_kept_no_room(struct error *e);
void pages_kept_close(struct pages_kept *p);
/* A soan_print_line_fn. */
bool pages_kept_line(const struct soan_print_line *line, void *pages);
/* Nothing follows. */
void pages_kept_finish(struct pages_kept *p);
/* Reads a page into `out`, which may hold another one. */
bool pages_kept_read(const struct pages_kept *p, size_t page, struct sheet *out) SOAN_MUST_USE;

#endif
