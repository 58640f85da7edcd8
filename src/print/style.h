/* Page styles: how a kind of paper looks, read from data/page. */
#ifndef PRINT_STYLE_H
#define PRINT_STYLE_H

#include "soan/print.h"

enum { STYLE_LINES = 12 };

/* Lines of a part of the letterhead, as data/page says them. */
struct style_lines {
    struct text_view line[STYLE_LINES];
    size_t n;
};

enum style_running { RUNNING_NEVER, RUNNING_ALWAYS, RUNNING_DRAFT };

struct page_style {
    struct text_view label;
    int paper_width, paper_height, margin_left, margin_right, margin_top, margin_bottom; /* millimetres */
    int cpi, lpi;             /* columns and lines to the inch */
    int columns, lines;
    bool margins_printed;
    int indent, item_step, paragraph_gap, blank_most;
    bool justified;
    struct text_view number;
    int number_from;
    enum style_running running;
    struct text_view note_mark;
    int note_rule;
    bool contents_front;
    int contents_depth;
    int left_columns;
    struct style_lines left, right, middle, sign;
    struct text_view recipients;
};

#define STYLE_DEFAULT "dang"

/* Views into shipped data. SOAN_USAGE if there is no such style, SOAN_BAD_DATA with the line if it says something odd. */
bool style_load(struct text_view name, struct page_style *out, struct error *e) SOAN_MUST_USE;
/* The same from `data`, which the file `name` holds. */
bool style_read(const char *name, struct text_view data, struct page_style *out, struct error *e) SOAN_MUST_USE;
/* Blank columns and lines of the left and the upper margin, 0 if they are not printed. */
int style_left(const struct page_style *s);
int style_top(const struct page_style *s);

#endif
