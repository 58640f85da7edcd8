/* Numbers that a word processor writes before paragraphs by itself. */
#ifndef OFFICE_COUNTER_H
#define OFFICE_COUNTER_H

#include "soan/base.h"

enum { COUNTER_LEVELS = 10 };

enum counter_form { COUNT_NONE, COUNT_BULLET, COUNT_DECIMAL, COUNT_UPPER_ROMAN, COUNT_LOWER_ROMAN, COUNT_UPPER, COUNT_LOWER };

/* One level of a list. `pattern` is what is written, `%1` … `%9` stand for the numbers of the levels. */
struct counter_level {
    enum counter_form form;
    int start;
    struct text pattern;
};

struct counter {
    struct counter_level level[COUNTER_LEVELS];
    int now[COUNTER_LEVELS];
    bool begun[COUNTER_LEVELS];
};
void counter_free(struct counter *c);
/* Counts a paragraph at `level` and appends what stands before it, with the blank behind; nothing if that is nothing. */
void counter_step(struct counter *c, int level, struct text *out);

#endif
