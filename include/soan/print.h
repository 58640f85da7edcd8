/*
 * print: the page. One layout for preview and paper; plain text, wrapped and paginated as a page style (data/page) says.
 *
 * The report's title, parts, chapters and annexes stand in the middle; other headings at the edge, hanging under their
 * title; items hang under their text, inner bullets further in; paragraphs begin some columns in. A heading
 * goes with two lines that follow it, a line ending in ':' with the next; a paragraph is parted only with two lines on
 * each side. From page 2 on the first line is the number `- 2 -` (Decree 30/2020/NĐ-CP: top, centred, not on page 1).
 * Notes stand at the foot of their page. Figures show their value, or their blank as it was spelled; an unknown key shows
 * as it stands.
 */
#ifndef SOAN_PRINT_H
#define SOAN_PRINT_H

#include "soan/report.h"
#include "soan/viet.h"

#define SOAN_PRINT_BY_STYLE INT32_MAX

/* Something that the page has no room for. It is printed all the same. */
enum soan_fault {
    SOAN_FAULT_NONE,
    SOAN_FAULT_WORD,          /* a word longer than its line is parted */
    SOAN_FAULT_TABLE,         /* a table wider than the page is printed as a list */
    SOAN_FAULT_ROW,           /* a row longer than a page is parted */
    SOAN_FAULT_NOTES,         /* notes that do not fit on the page of their marks */
    SOAN_FAULT_FORM,          /* a letterhead that does not fit on a page is parted */
    SOAN_FAULT_SIGNS,         /* what stands for signs that the encoding lacks makes a line wider than the page */
};

/* A line of a page as it stands on the paper. */
struct soan_print_line {
    unsigned page;            /* as it is numbered */
    bool front;               /* of the contents before the text, numbered i, ii, … */
    int line;                 /* from 1; the page's head and blank lines count */
    int64_t section;          /* what stands here; 0: page heads, letterhead, annexes, blank lines */
    bool in_title;
    size_t from, to;          /* bytes of its title or text in source form */
    struct text_view text;    /* without newline */
    enum soan_fault fault;
};
/* Lines in the order of the paper. False: no more are wanted. */
typedef bool soan_print_line_fn(const struct soan_print_line *line, void *arg);

/* A sign that the encoding of the pages lacks, and what was printed for it. */
struct soan_replaced {
    struct text_view sign, instead;
    size_t times;
    unsigned page;            /* where it came first */
    bool front;
    int line;
};

struct soan_print_options {
    int width;                /* columns, 20..500 */
    int page_length;          /* lines, 0: one endless page; else at least 10 */
    const char *style;        /* name of a page style; NULL: the report's */
    const char *annexes;      /* names, parted by commas, in this order; NULL: none */
    bool contents;            /* headings and their pages */
    bool draft;               /* every page says that it is one */
    /* What the page had no room for, as it is printed; NULL: nobody wants to know. */
    void (*fault)(const struct soan_print_line *line, void *arg);
    void *fault_arg;
    /* UTF8: as the report is; or one that viet_encoder_new() has, for printers that know no other. Lines that are asked for one
     * by one are UTF-8 all the same. */
    enum viet_encoding encoding;
    void (*replaced)(const struct soan_replaced *replaced, void *arg); /* at the end, for each sign; NULL: nobody wants to know */
    void *replaced_arg;
};
/* As the style says, without annexes. */
extern const struct soan_print_options SOAN_PRINT_DEFAULT;

/* Prints it into pages (appended, UTF-8) and sets a milestone of these, with which words stand in which line. SOAN_BUSY if the
 * report was changed meanwhile. */
bool soan_print_freeze(struct soan_report *r, const struct soan_print_options *o, struct text_view name, struct text_view note,
                       struct text *pages, struct error *e) SOAN_MUST_USE;
/* The same as numbered copies, which are registered; *first is the number of the first one. */
bool soan_print_copies(struct soan_report *r, const struct soan_print_options *o, int copies, struct text *pages, int64_t *first,
                       struct error *e) SOAN_MUST_USE;

/* Receives the print in pieces, in order. Lines end in '\n'; pages are parted by a form feed. */
typedef void soan_sink_fn(struct text_view piece, void *arg);
/* Same report, same bytes; read in one transaction. Refuses options out of range (SOAN_USAGE). Memory: a page, a section, and
 * the headings if there are contents. */
bool soan_print(struct soan_report *r, const struct soan_print_options *o, soan_sink_fn *sink, void *arg,
                struct error *e) SOAN_MUST_USE;
/* Pages that were printed before, in the encoding of the options; their sheets are counted from 1. */
bool soan_print_encode(struct soan_report *r, const struct soan_print_options *o, struct text_view pages, soan_sink_fn *sink,
                       void *arg, struct error *e) SOAN_MUST_USE;
/* The same print line by line, and where each comes from. */
bool soan_print_lines(struct soan_report *r, const struct soan_print_options *o, soan_print_line_fn *each, void *arg,
                      struct error *e) SOAN_MUST_USE;
/* A flat OpenDocument (ODF 1.3) with headings, lists, notes and tables for an office program, which breaks its lines and pages;
 * of the options style, draft and annexes are used. Memory: a section. */
bool soan_fodt(struct soan_report *r, const struct soan_print_options *o, soan_sink_fn *sink, void *arg, struct error *e)
    SOAN_MUST_USE;
/* The same a section at a time, for who does other things in between: soan_print_lines() without contents in front. What is
 * changed meanwhile is seen or not. The report must stay open as long as the printing. */
struct soan_laying;
struct soan_laying *soan_laying_begin(struct soan_report *r, const struct soan_print_options *o,
                                      soan_print_line_fn *each, void *arg, struct error *e) SOAN_MUST_USE; /* NULL: failed */
/* *more: it goes on. A failed printing can only be ended. */
bool soan_laying_step(struct soan_laying *x, bool *more, struct error *e) SOAN_MUST_USE;
void soan_laying_end(struct soan_laying **x);
/* One section as `soan show` prints it: heading and text, wrapped, not paginated; its notes behind it, numbered from 1. */
bool soan_print_section(struct soan_report *r, int64_t id, const struct soan_print_options *o, soan_sink_fn *sink,
                        void *arg, struct error *e) SOAN_MUST_USE;

/* The table of opinions and how they were taken up, with its head figures: as pages of its own, or as CSV (`;`, BOM, a row
 * for each opinion). Drafts and what was withdrawn are left out. */
struct soan_response {
    struct soan_print_options options;
    bool csv;
    bool by_body;             /* in the order of those who speak, else of the sections */
};
bool soan_response(struct soan_report *r, const struct soan_response *how, soan_sink_fn *sink, void *arg, struct error *e)
    SOAN_MUST_USE;

/* ---- printers: lp(1) and lpstat(1) of the printing system ---- */

typedef void soan_queue_fn(struct text_view name, bool usual, void *arg);
/* The printers that are set up. SOAN_NO_INPUT if there is none, or no printing system. */
bool soan_queue_each(soan_queue_fn *each, void *arg, struct error *e) SOAN_MUST_USE;
/* Hands all the pages to a printer (NULL: the usual one), or none of them. *job is what the printing system calls it, one
 * line. SOAN_BUSY if it gives no answer for half a minute, SOAN_NOT_PERMITTED in a confined process. */
bool soan_print_on(struct soan_report *r, const struct soan_print_options *o, const char *queue, struct text *job,
                   struct error *e) SOAN_MUST_USE;

/* What a fault is, for a person. */
const char *soan_fault_text(enum soan_fault fault);

/* The page styles there are, and what people call them. */
void soan_page_style_each(void (*each)(const char *name, struct text_view label, void *arg), void *arg);

/* ---- properties of a report ---- */

/* A thing said of the report as a whole: on its letterhead, or how it is printed. Values are in source form. */
struct soan_property {
    const char *name;         /* as soan_report_get() has it */
    const char *label;        /* N_() */
    const char *accepts;      /* N_() */
    const char *absent;       /* what holds while it is not set */
};
/* In the order of a form, up to an entry without a name. */
extern const struct soan_property soan_properties[];
const struct soan_property *soan_property_find(struct text_view name); /* NULL: there is none */
/* SOAN_USAGE if the value is none that the property accepts. */
bool soan_property_check(const struct soan_property *p, struct text_view value, struct error *e) SOAN_MUST_USE;
bool soan_property_set(struct soan_report *r, const struct soan_property *p, struct text_view value, struct error *e)
    SOAN_MUST_USE;

#endif
