/*
 * Pages: lines with leave to break before them, gathered until a page is full; notes at its foot. Knows nothing of reports.
 */
#ifndef PRINT_PAGE_H
#define PRINT_PAGE_H

#include "soan/print.h"

/* How well a page may end before a line. The last best place on the page is taken. */
enum page_break { BREAK_FREE, BREAK_POOR, BREAK_NEVER };

/* Where a line's words come from; section 0: from nowhere. */
struct origin {
    int64_t section;
    bool in_title;
    size_t from, to;
};

struct page_line {
    size_t from, to;          /* bytes of its strip, without newline */
    struct origin origin;
    enum page_break before;
    int gap;                  /* blank lines before it, unless it begins a page */
    enum soan_fault fault;
    size_t notes;             /* that it calls for the first time */
    bool entry;               /* contents name its page */
};

struct document;

/* Lines on their way to a page. */
struct strip {
    struct text bytes;
    struct page_line *line;
    size_t n, cap;
};

/* What all pages of a print have in common. */
struct page_form {
    int width, length;        /* columns and lines for everything; length 0: one endless page */
    int left, top;            /* blank columns and lines before that */
    unsigned number_from;     /* first page that bears its number */
    struct text_view number;  /* `- N -` */
    int note_rule;            /* columns of the rule above the notes */
};

struct pages {
    struct page_form form;
    soan_print_line_fn *each;
    void *arg;
    void (*fault)(const struct soan_print_line *line, void *arg);
    void *fault_arg;
    struct document *document; /* takes all there is instead; NULL: pages do */
    bool stopped;             /* each() wants no more */
    bool front;               /* numbers are i, ii, iii */
    unsigned number;          /* of the page being filled */
    int at;                   /* lines printed of it */
    struct strip body;
    struct strip notes;       /* lines of the notes that `body` calls, before them those that began on an earlier page */
    size_t *note;             /* how many lines each of them has left */
    size_t note_count, note_cap, carried; /* carried: notes from earlier pages */
    struct fill { int text, foot, least; size_t note; } fill; /* of all lines gathered */
    struct strip repeat;      /* lines that stand at the head of every further page */
    bool repeating;           /* the page being filled has them */
    bool recording;           /* lines added now are such */
    struct text running;      /* head of the pages; empty: none */
    bool running_first;       /* of the first one as well */
    struct text line;
    void (*entry)(unsigned page, void *arg); /* a line with `entry` was printed; NULL: nobody wants to know */
    void *entry_arg;
};

void pages_init(struct pages *p, const struct page_form *form, soan_print_line_fn *each, void *arg);
/* What stands at the head of every page from now on, of the first one as well if so said. */
void pages_running(struct pages *p, struct text_view head, bool first);
/* Adds a line: `indent` blanks and v without the blanks at its end. Of `how`, the bytes are set here. */
void pages_add(struct pages *p, const struct page_line *how, int indent, struct text_view v);
/* Begins a note; the lines that follow are its lines, then comes the line of the body that calls it. */
void pages_note_begin(struct pages *p);
void pages_note_add(struct pages *p, const struct page_line *how, int indent, struct text_view v);
/* What follows begins a page, behind all notes. */
void pages_break(struct pages *p);
/* Lines added between these stand at the head of every page from the next one on; pages_repeat_stop() ends that. */
void pages_repeat_begin(struct pages *p);
void pages_repeat_end(struct pages *p);
void pages_repeat_stop(struct pages *p);
/* Lines that a page has for text if it is not the first. */
int pages_room(const struct pages *p);
/* Prints what is left. */
void pages_finish(struct pages *p);
void pages_free(struct pages *p);

void strip_add(struct strip *s, const struct page_line *how, int indent, struct text_view v);
void strip_drop(struct strip *s, size_t lines);
void strip_free(struct strip *s);

/* Appends the page number in its form. */
void page_number(struct text_view form, unsigned number, bool roman, struct text *out);

#endif
