/* Readings of a line's beginning as a marker, and how markers are written. */
#ifndef SOAN_OUTLINE_MARKER_H
#define SOAN_OUTLINE_MARKER_H

#include "soan/outline.h"

/* How the number is written; the placeholder in a style is a sample of it. */
enum number_form {
    FORM_NONE,                /* no number: `Phụ lục` */
    FORM_ARABIC,              /* {1} */
    FORM_PADDED,              /* {01} */
    FORM_DECIMAL,             /* {1.1} */
    FORM_ROMAN,               /* {I} */
    FORM_LOWER_ROMAN,         /* {i} */
    FORM_UPPER,               /* {A} in the order of lists in Vietnamese: A B C D Đ E G … */
    FORM_LOWER,               /* {a} */
    FORM_UPPER_LATIN,         /* {F} in the order of the 26 Latin letters */
    FORM_LOWER_LATIN,         /* {f} */
    FORM_ORDINAL,             /* {nhất} {Nhất} {NHẤT} */
    FORM_CARDINAL,            /* {một} {Một} {MỘT} */
};

struct marker_reading {
    enum soan_marker_kind kind;
    enum number_form form;
    unsigned number;
    unsigned parts;           /* components of a decimal number, else 1 */
    size_t number_from, number_to;
    size_t end;               /* behind the marker with its tail */
    size_t words;             /* where the heading's words begin; the line's length if there are none */
    bool tail;                /* closed by '.', ')', ':', '-' or '/' */
    bool glued;               /* no blank before the words */
};

enum { MARKER_READINGS = 3, MARKER_MAX_PARTS = 1000 };

/* All readings of a clean line without leading blanks, the likelier first; their number. */
size_t marker_scan(struct text_view line, struct marker_reading out[MARKER_READINGS]);
/* Writes the reading down as a marker. */
void marker_take(struct text_view line, const struct marker_reading *r, struct soan_marker *out);
/* Component `nth` of a decimal marker's number, counted from 0; 0 if it has fewer. */
unsigned marker_part(struct text_view shown, size_t nth);
/* The digits and dots of a marker that others number under: "2.1" of "2.1.", "3" of "Điều 3." */
void marker_chain(struct text_view shown, struct text *out);

/* Place of a letter in the order of lists, 1 for a; 0 if it is not in it. */
unsigned marker_letter_number(uint32_t lower, bool latin);
void marker_letter_append(unsigned number, bool latin, bool upper, struct text *out);

#endif
