/* Lines of pages in an encoding from before Unicode; what it lacks is spelled otherwise, and remembered. */
#ifndef PRINT_RECODE_H
#define PRINT_RECODE_H

#include "soan/print.h"

struct recoder;

/* SOAN_USAGE for an encoding that cannot be written. `each` gets the lines, their text as bytes of the encoding; a line that
 * became wider than `width` columns is a fault of `o`. */
struct recoder *recoder_new(const struct soan_print_options *o, int width, soan_print_line_fn *each, void *arg, struct error *e)
    SOAN_MUST_USE;
/* A soan_print_line_fn with the recoder. */
bool recode_line(const struct soan_print_line *line, void *recoder);
/* Tells o->replaced what was replaced, in the order of the paper. */
void recoder_tell(const struct recoder *x);
void recoder_free(struct recoder **x);

#endif
