/*
 * Pages: lines with leave to break before them, gathered until a page is full. Knows nothing of reports.
 */
#ifndef PRINT_PAGE_H
#define PRINT_PAGE_H

#include "soan/print.h"

/* How well a page may end before a line. The last best place on the page is taken. */
enum page_break { BREAK_FREE, BREAK_POOR, BREAK_NEVER };

struct page_line {
    size_t from, to;          /* bytes of `struct pages`.bytes, without newline */
    enum page_break before;
    bool gap;                 /* a blank line before it, unless it begins a page */
};

struct pages {
    int width;
    int length;               /* lines; 0: one endless page */
    soan_sink_fn *sink;
    void *arg;
    unsigned number;          /* of the page being filled */
    int used;                 /* lines of it, gaps included */
    struct text bytes;        /* of the gathered lines */
    struct page_line *line;
    size_t n, cap;
    struct text repeat;       /* lines that stand at the head of every further page */
    int repeat_lines;
    bool repeating;           /* the page being filled has them */
    bool recording;           /* lines added now are such */
    struct text out;          /* on its way to the sink */
};

void pages_init(struct pages *p, const struct soan_print_options *o, soan_sink_fn *sink, void *arg);
/* Adds a line: `indent` blanks and v without the blanks at its end. */
void pages_add(struct pages *p, int indent, struct text_view v, enum page_break before, bool gap);
/* What follows begins a page. */
void pages_break(struct pages *p);
/* Lines added between these stand at the head of every page from the next one on. */
void pages_repeat_begin(struct pages *p);
void pages_repeat_end(struct pages *p);
/* Prints what is left and frees everything. */
void pages_finish(struct pages *p);
/* Frees without printing the rest. */
void pages_free(struct pages *p);

#endif
