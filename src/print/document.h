/*
 * A document: takes what goes to a layout instead of pages, and leaves the lines to the program that opens it.
 */
#ifndef PRINT_DOCUMENT_H
#define PRINT_DOCUMENT_H

#include "print/form.h"
#include "print/table.h"

struct document {
    /* Values are loaded, nothing was added yet. */
    void (*begin)(struct document *d, struct printer *p);
    void (*block)(struct document *d, const struct block *b);
    /* Two columns of whole lines; where the right one begins, in columns of the page style, is its `at`. */
    void (*form)(struct document *d, const struct form_column *left, const struct form_column *right);
    /* What follows begins a page. */
    void (*page)(struct document *d);
    void (*table_begin)(struct document *d, const struct table *t, const char *title, const char *subtitle);
    void (*table_row)(struct document *d, const struct table *t);
    void (*table_end)(struct document *d);
};

/* The report from letterhead to annexes. */
bool printer_document(struct soan_report *r, const struct soan_print_options *o, struct document *d, struct error *e)
    SOAN_MUST_USE;

#endif
