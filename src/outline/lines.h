/* A file as lines, as it is and as clean words; whether its lines were broken by hand or by a PDF. */
#ifndef SOAN_OUTLINE_LINES_H
#define SOAN_OUTLINE_LINES_H

#include "soan/outline.h"

/* Bytes of one line of a file. A line ends with LF, CR LF, CR, VT or FF; a byte order mark is no part of the words. */
struct line {
    size_t from;              /* where it starts */
    size_t words, to;         /* what is on it */
    size_t next;              /* behind its end */
};
bool line_at(struct text_view file, size_t pos, struct line *out);
/* The words of a line as they may be stored, without blanks at both ends. `clean` keeps them if they had to be changed. */
struct text_view line_words(struct text_view file, const struct line *l, struct text *clean, struct text_cleaning *seen);

/* The width at which a file was hard-wrapped, in columns; 0 if a line is a paragraph. */
size_t lines_wrap_width(struct text_view file);
/* True if a line of so many columns in a file wrapped at `width` may go on in the next line. */
bool line_is_full(size_t columns, size_t width);
/* True if a line that wraps greedily at `width` could not have taken the first word of the next one too, though
 * a sentence ends on it, and nothing else makes that one a paragraph of its own. */
bool line_is_packed(struct text_view words, struct text_view next, size_t width);
/* True if the words end a sentence, an item or a lead-in. */
bool line_is_finished(struct text_view words);
bool line_starts_small(struct text_view words);

#endif
