/*
 * The section that is open for writing: its text in an editor, and how bursts of typing reach the report.
 */
#ifndef TUI_DOCUMENT_H
#define TUI_DOCUMENT_H

#include "soan/report.h"

/* Milliseconds of a monotonic clock. */
typedef int64_t msec;

enum {
    DOCUMENT_PAUSE_MS = 200,          /* a burst ends when nothing was typed for so long */
    DOCUMENT_BURST_MS = 1000,         /* or after so long whatever is typed */
    DOCUMENT_RETRY_MS = 2000,         /* after a failure */
};

struct document {
    int64_t id;                       /* 0: none is open */
    int64_t rev;
    struct text_editor ed;
    struct text path;                 /* P1/I/1 */
    struct soan_section section;      /* heading and counts, as of the last reading */
    struct soan_standing standing;    /* whose it is, who approved; as of then */
    msec burst_began, last_typed;     /* 0: everything is committed */
    msec retry_at;                    /* 0: the last commit went well */
    struct error failure;             /* why it did not */
    bool joined;                      /* a commit kept both one's own words and another member's: to be told */
    bool aside;                       /* one kept one's own words as a comment, for another member types here: to be told */
};

void document_close(struct document *d);
/* Opens another section, the cursor at byte `cursor`. On failure the document is as before. */
bool document_open(struct document *d, struct soan_report *r, int64_t id, size_t cursor, struct error *e) SOAN_MUST_USE;
/* Heading and counts again. */
bool document_refresh_heading(struct document *d, struct soan_report *r, struct error *e) SOAN_MUST_USE;

/* The text was changed by a key. */
void document_touched(struct document *d, msec now);
bool document_pending(const struct document *d);
/* Milliseconds until the burst is due, -1 if nothing waits. */
int document_due(const struct document *d, msec now);
/* Commits what waits. False: it stays in the editor, d->failure says why, it is tried again later. */
bool document_commit(struct document *d, struct soan_report *r, msec now) SOAN_MUST_USE;
/* Takes in what others committed. Call only when nothing waits. */
bool document_merge(struct document *d, struct soan_report *r, bool *changed, struct error *e) SOAN_MUST_USE;
bool document_undo(struct document *d, struct soan_report *r, bool redo, size_t *elsewhere, struct error *e)
    SOAN_MUST_USE;

#endif
