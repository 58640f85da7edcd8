/* The text in the making: lines, the notes that follow them, the words that comments are about. */
#ifndef OFFICE_LINES_H
#define OFFICE_LINES_H

#include "soan/office.h"

enum { OPEN_COMMENTS = 64 };

struct lines {
    struct soan_office *o;
    size_t number;            /* of the line being written, from 1 */
    struct text line, notes;
    size_t words;             /* where the words of the line begin, behind a number that was put before them */
    unsigned heading;         /* depth of the line, 0: no heading */
    bool in_row;              /* of a table: nothing ends a line but the row */
    struct open { char *id; size_t comment, from; } open[OPEN_COMMENTS]; /* whose words are being written */
    size_t opened;
};

void lines_text(struct lines *l, struct text_view v);
/* What the word processor puts before the words by itself. */
void lines_lead(struct lines *l, struct text_view v);
/* A blank in a row of a table. */
void lines_break(struct lines *l);
/* Ends the paragraph; without words there is no line. */
void lines_end(struct lines *l);
/* Mark of a note whose words are `words`. */
void lines_note(struct lines *l, struct text_view words);
/* Words from here on are those of a comment, up to the end by the same id or the line's. author and body are taken. */
void lines_comment(struct lines *l, const char *id, struct text *author, struct text *body);
void lines_comment_end(struct lines *l, const char *id);

void lines_row_begin(struct lines *l);
void lines_cell_end(struct lines *l);
void lines_row_end(struct lines *l);

void lines_free(struct lines *l);

#endif
