/* The letterhead and the signature: columns of lines that the page style names, side by side. */
#ifndef PRINT_FORM_H
#define PRINT_FORM_H

#include "print/printer.h"

struct form_line {
    struct text text;
    bool torn;                /* a word goes on in the next line */
    int indent;
};

struct form_column {
    int at, width;            /* columns of the page */
    bool centred;
    struct form_line *line;
    size_t n, cap;
    int widest;               /* of what was added last */
    bool blank;               /* a blank line is due before the next */
    int room;                 /* or so many */
};

/* Divides the page; false if it is too narrow for two columns: each then has all of it. */
bool form_columns(const struct printer *p, int left_columns, struct form_column *left, struct form_column *right);
/* A line of the page style, see data/page. */
void form_column_add(struct printer *p, struct form_column *c, struct text_view line);
void form_column_item(struct form_column *c, struct text_view v, int hang);
void form_column_free(struct form_column *c);
/* Both columns side by side, kept together. */
void form_rows(struct printer *p, const struct form_column *left, const struct form_column *right, int gap,
               enum page_break before);

/* What a line of the style says, properties filled in; false if it is to be left out. */
bool form_expand(struct printer *p, struct text_view line, struct text *out);
/* Appends a property as it is printed: figures filled in, dates in words. */
void form_property(struct printer *p, struct text_view name, struct text *out);

#endif
