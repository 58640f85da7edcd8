/*
 * review: comments that never vanish. Anchors, threads, their states. What changed between two states of a section.
 */
#ifndef SOAN_REVIEW_H
#define SOAN_REVIEW_H

#include "soan/report.h"

enum soan_anchor { SOAN_ANCHOR_SECTION, SOAN_ANCHOR_FIGURE, SOAN_ANCHOR_IN_PLACE, SOAN_ANCHOR_MOVED, SOAN_ANCHOR_CHANGED,
                  SOAN_ANCHOR_DELETED };
/* "section" "figure" "in-place" "moved" "words-changed" "words-deleted" */
const char *soan_anchor_name(enum soan_anchor a);
/* How the words under a comment fare in today's text. Words of a section in the bin are no longer in the report. */
enum soan_anchor soan_anchor_state(const struct soan_comment *c);
/* Where `quote`, as shown or in source form, stands in the section's text. Refused with what to do if it does not stand there,
 * or more than once. */
bool soan_review_find(struct soan_report *r, int64_t section, struct text_view quote, size_t *from, size_t *to,
                      struct error *e) SOAN_MUST_USE;
/* The nth of them; 0: the only one. */
bool soan_review_find_nth(struct soan_report *r, int64_t section, struct text_view quote, size_t nth, size_t *from,
                          size_t *to, struct error *e) SOAN_MUST_USE;
/* The place that `spec` (copy/page/line) names, for a comment c: its section, the words of that line, or `quote` in it, as of
 * the day of the print (also as c->quote); copy, page, line. A line of a title is about the section. Refused, with what the line says, if the
 * quote does not stand there. */
bool soan_review_paper(struct soan_report *r, const char *spec, struct text_view quote, struct soan_comment *c,
                       struct error *e) SOAN_MUST_USE;
/* A comment on `quote` (empty: on the section). A quote that is missing or stands more than once is
 * refused with what to do. The words may be given as shown or in source form. */
bool soan_review_comment(struct soan_report *r, int64_t section, struct text_view quote, struct text_view body,
                         int64_t *id, struct error *e) SOAN_MUST_USE;
bool soan_review_reply(struct soan_report *r, int64_t comment, struct text_view body, int64_t *id,
                       struct error *e) SOAN_MUST_USE;

/* ---- suggestions ---- */

/* `instead` for `quote`, which is found as by soan_review_find(). A quote as shown has its `instead` as shown, too: figures in
 * it that were not touched stay figures. */
bool soan_review_suggest(struct soan_report *r, int64_t section, struct text_view quote, struct text_view instead,
                         struct text_view note, int64_t *id, struct error *e) SOAN_MUST_USE;
/* The whole text rewritten, source form: each change that a person would decide by itself becomes a suggestion. each() gets
 * the ids, in order of place; none if nothing differs. */
bool soan_review_suggest_text(struct soan_report *r, int64_t section, struct text_view text, struct text_view note,
                              soan_id_fn *each, void *arg, struct error *e) SOAN_MUST_USE;
/* Appends the source form of `typed`, which a person made of what `p` shows: what was left alone keeps its source. */
void soan_review_unproject(const struct soan_projection *p, struct text_view source, struct text_view typed,
                           struct text *out);
/* Appends one line: [-what goes-]{+what comes+} with some words on both sides, figures as they are shown. */
void soan_review_mark(const struct soan_fitting *f, struct text_view text, soan_lookup_fn *lookup, void *arg,
                      struct text *out);

/* ---- what changed ---- */

struct soan_comparison {
    struct soan_past from, to;
    bool differs;             /* title, text or being there */
};
void soan_comparison_free(struct soan_comparison *c);
bool soan_compare(struct soan_report *r, int64_t section, int64_t from, int64_t to, struct soan_comparison *out,
                  struct error *e) SOAN_MUST_USE;

/* Makes the source forms what they showed; `from` and `to` are the values as they were. */
void soan_comparison_show(struct soan_comparison *c, struct soan_values *from, struct soan_values *to);

/* Lines to be read: both texts in one, what was deleted before what was inserted. */
struct soan_mark { enum text_run_kind kind; size_t from, to; };
struct soan_marked {
    struct text text;         /* every line ends with a newline */
    struct soan_mark *mark;   /* the changed bytes in order, none over a line's end */
    size_t n, cap;
};
struct soan_marking {
    bool signs;               /* [-deleted-]{+inserted+}, else the marks alone tell */
    bool whole;               /* unchanged paragraphs too, else a line `…` stands for them */
};
/* A paragraph's end that came or went within a line is shown as ¶. */
void soan_mark_changes(struct text_view old, struct text_view now, struct soan_marking how, struct soan_marked *out);
/* All sections that differ between two states, each under its path and title; empty if none does. */
bool soan_mark_report(struct soan_report *r, int64_t from, int64_t to, struct soan_marking how, struct soan_marked *out,
                      struct error *e) SOAN_MUST_USE;
void soan_marked_free(struct soan_marked *m);

#endif
