/* Lines of pages as bytes: each ends in '\n', pages are parted by a form feed. */
#ifndef PRINT_JOIN_H
#define PRINT_JOIN_H

#include "soan/print.h"

struct joiner {
    soan_sink_fn *sink;
    void *arg;
    struct text out;          /* gathered for it */
    unsigned page;
    bool front, begun;
};

/* The line is the first of its page. */
bool join_begins_page(const struct joiner *j, const struct soan_print_line *line);
/* A soan_print_line_fn with the joiner. */
bool join_line(const struct soan_print_line *line, void *joiner);
/* Hands on what is gathered. */
void join_flush(struct joiner *j);

#endif
