/* Tables: cells wrapped in their columns, a head on every page, rows that are not parted. */
#ifndef PRINT_TABLE_H
#define PRINT_TABLE_H

#include "print/page.h"

enum { TABLE_COLUMNS = 10 };

struct column {
    const char *word;         /* its head, as data/annex calls it */
    int width;                /* 0: what the others leave, for one column of a table */
    bool right;               /* numbers */
};

struct table {
    struct pages *pages;
    const struct column *column;
    size_t columns;
    int width[TABLE_COLUMNS];
    bool as_list;             /* wider than the page */
    size_t rows;
    struct text cell[TABLE_COLUMNS]; /* of the row at hand; the caller fills them */
    struct text_lines lines[TABLE_COLUMNS];
    struct text line;
};

void table_init(struct table *t, struct pages *pages, const struct column *column, size_t columns);
void table_set(struct table *t, size_t column, struct text_view v);
/* Prints the cells and empties them; before the first row, title (NULL: none, the page goes on) and head. */
void table_row(struct table *t, const char *title, const char *subtitle);
/* The head does not stand on further pages. */
void table_end(struct table *t);

#endif
