/*
 * print: the page. One layout for preview and paper; plain text, wrapped and paginated.
 *
 * The report's title, parts, chapters and annexes stand in the middle; other headings at the edge, hanging under their
 * title; items hang under their text, inner bullets two columns further in; paragraphs begin four columns in. A heading
 * goes with two lines that follow it, a line ending in ':' with the next; a paragraph is parted only with two lines on
 * each side. From page 2 on the first line is the number `- 2 -` (Decree 30/2020/NĐ-CP: top, centred, not on page 1)
 * and the second is blank. Figures show their value, or their blank as it was spelled; an unknown key shows as it
 * stands.
 */
#ifndef SOAN_PRINT_H
#define SOAN_PRINT_H

#include "soan/report.h"

struct soan_print_options {
    int width;                /* columns, 20..500, default 72 */
    int page_length;          /* lines, 0: one endless page; else at least 10; default 60 */
    bool annex;               /* the table of targets behind the text, from a new page on; needs 60 columns */
};
extern const struct soan_print_options SOAN_PRINT_DEFAULT;

/* Receives the print in pieces, in order. Lines end in '\n'; pages are parted by a form feed. */
typedef void soan_sink_fn(struct text_view piece, void *arg);
/* Same report, same bytes; read in one transaction. Refuses options out of range (SOAN_USAGE). Memory: a page and a
 * section. */
bool soan_print(struct soan_report *r, const struct soan_print_options *o, soan_sink_fn *sink, void *arg,
                struct error *e) SOAN_MUST_USE;
/* One section as `soan show` prints it: heading and text, wrapped, not paginated. */
bool soan_print_section(struct soan_report *r, int64_t id, const struct soan_print_options *o, soan_sink_fn *sink,
                        void *arg, struct error *e) SOAN_MUST_USE;

#endif
