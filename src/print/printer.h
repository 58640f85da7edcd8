/*
 * A report on its way to pages: what the files of this floor share.
 */
#ifndef PRINT_PRINTER_H
#define PRINT_PRINTER_H

#include "print/block.h"
#include "print/contents.h"
#include "print/note.h"
#include "print/style.h"

enum { BULLETS = 6 };         /* kinds of bullets told apart in one section */

struct printer {
    struct soan_report *report;
    struct soan_values *values;
    const struct soan_print_options *options;
    struct page_style style;
    struct document *document;        /* takes all there is; NULL: pages do */
    struct layout layout;
    struct notes notes;
    struct contents contents;
    struct text running;              /* head of the pages */
    struct text heading;              /* the block at hand */
    struct text note_text;            /* the note at hand */
    int64_t section;                  /* at hand */
    struct text source;               /* its text */
    struct soan_projection title, body, note; /* as shown; `body` of the paragraph at hand */
    struct text bullet[BULLETS];      /* in order of first appearance in the section */
    size_t bullets;
    bool begun;                       /* values loaded, title printed */
    bool only_one;                    /* `soan show`: a section, no title */
    bool skip_heading, skip_opening;  /* the first heading or paragraph is the title, which stands there already */
    bool headed;                      /* the part of the letterhead at hand has something to say */
    bool started;                     /* something was printed */
    bool after_heading;               /* nothing since the last heading */
    bool after_centred;
    unsigned depth;                   /* of the last heading */
    struct witness *witness;          /* of the lines printed; NULL: nobody asked for their hash */
    struct error *error;
    bool failed;
};

/* A soan_lookup_fn with the printer: figures, and marks of notes. */
bool printer_lookup(struct text_view key, struct soan_shown *out, void *printer);
/* What a line of source form shows, without marks of notes; good until the next call. */
struct text_view printer_shown(struct printer *p, struct text_view source);
/* Adds a block unless it is empty. */
void printer_add(struct printer *p, struct block b);
/* Heading and text of a section, which is in p->source. */
void printer_section(struct printer *p, const struct soan_section *s);
/* The words of a note for the layout. */
void printer_note(void *printer, size_t note, struct block *out);

/* ---- print.c: from the first page to the last ---- */

/* False: nothing is to be closed. */
bool printer_open(struct printer *p, soan_print_line_fn *each, void *arg) SOAN_MUST_USE;
/* A section, the title before the first one. */
bool printer_take(struct printer *p, const struct soan_section *s) SOAN_MUST_USE;
/* What stands behind the sections; closes. */
bool printer_finish(struct printer *p) SOAN_MUST_USE;
/* Prints the rest if so said, and frees all but the contents and the head of the pages. */
void printer_close(struct printer *p, bool print);

/* Appends the SHA-256 of the pages printed so far, as soan_print() puts them out. Only their length is right while the
 * pages are laid out for their numbers alone. */
void printer_hash(struct printer *p, struct text *out);

/* ---- head.c: what stands before the text and behind it ---- */

/* What the running head says on the left and on the right; false if there is none. */
bool head_running(struct printer *p, struct text *title, struct text *draft);
/* Letterhead and title. `first` may be NULL; its text is at hand. */
bool head_begin(struct printer *p, const struct soan_section *first) SOAN_MUST_USE;
/* Signature and recipients. */
bool head_end(struct printer *p) SOAN_MUST_USE;

#endif
