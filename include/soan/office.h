/*
 * office: texts of word processors taken over as plain outlines: Office Open XML (ECMA-376, .docx) and OpenDocument
 * (ISO/IEC 26300, .odt). What counts for a report comes along: paragraphs, numbers that the word processor wrote by itself,
 * headings, notes, comments; tables become lines `| a | b |`. Type, colours, pictures and frames stay behind.
 */
#ifndef SOAN_OFFICE_H
#define SOAN_OFFICE_H

#include "soan/outline.h"

/* Words in the margin. */
struct soan_office_comment {
    struct text author, body;
    struct text quote;        /* the words it is about, within one line; empty: the whole line */
    size_t line;              /* of the text, from 1 */
};

struct soan_office {
    bool read;                /* there was such a text */
    struct text text;         /* UTF-8, a paragraph a line, as soan_outline_parse() reads it; notes as `[^1]` and, in the
                                 next line, `[^1]: words` */
    struct soan_outline_heading *heading; /* lines that the word processor calls headings, in order */
    size_t headings, heading_cap;
    struct soan_office_comment *comment;
    size_t comments, comment_cap;
    size_t notes, rows, pictures; /* taken over; rows of tables; left out */
};

/* True if the bytes begin as a ZIP archive does: no plain text does. */
bool soan_office_is(struct text_view bytes);
/* Fails (SOAN_BAD_DATA) if it is no such text, is damaged or locked by a password, or if a part of it is larger than 64 MB;
 * SOAN_REFUSED if this program was built without it. Tracked changes are taken as accepted. */
bool soan_office_read(struct text_view bytes, struct soan_office *out, struct error *e) SOAN_MUST_USE;
void soan_office_free(struct soan_office *o);

#endif
