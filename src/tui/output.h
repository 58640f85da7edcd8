/*
 * Printing from the menu: what the files of it share.
 */
#ifndef TUI_OUTPUT_H
#define TUI_OUTPUT_H

#include "soan/print.h"
#include "tui/dialog.h"

/* What the pages had no room for. */
struct faults {
    struct output_fault { unsigned page; int line; enum soan_fault fault; struct spot spot; } *item;
    size_t n, cap;
};

/* As every print from the menu is made; faults are gathered in `f`. */
struct soan_print_options output_options(struct faults *f);
/* Lists them if there are any, leads to the one that is chosen, frees them. */
void output_tell_faults(struct app *app, struct faults *f);

/* Asks for a file beside the report, and whether one that is there may go; false: no. */
bool output_ask_file(struct app *app, const char *title, const char *about, struct text *name);

#endif
