/*
 * report: the report file. The only floor that includes sqlite3.h, and the only way to change a report.
 * Every write is one transaction (BEGIN IMMEDIATE) that also writes its history; invariants R1… are
 * listed at the top of data/schema.sql and tested by soan_report_verify().
 *
 * Ids are SQLite row ids, positive. Section 0 stands for "above the top". A revision (rev) is the id of the newest
 * journal row that touched the thing. Times are seconds since the epoch, UTC.
 */
#ifndef SOAN_REPORT_H
#define SOAN_REPORT_H

#include "soan/outline.h"

struct soan_report;

enum soan_role {
    SOAN_ROLE_OWNER, SOAN_ROLE_CLERK, SOAN_ROLE_REVIEWER, SOAN_ROLE_APPROVER,
    SOAN_ROLE_NONE,           /* no member, or one no more */
};
enum soan_state { SOAN_STATE_EMPTY, SOAN_STATE_DRAFTING, SOAN_STATE_REVIEW, SOAN_STATE_TAKEN_UP, SOAN_STATE_APPROVED };
const char *soan_state_name(enum soan_state s);           /* "empty" "drafting" "review" "taken-up" "approved" */

/* ---- the file -------------------------------------------------------------- */

/* Makes a report at path from an outline, complete or not at all (written beside, linked into place). Refuses an
 * existing path (SOAN_CANNOT_CREATE). The member `owner` (a login name) becomes its first member. Title empty: that of
 * the outline's unmarked opening, if it has one. */
bool soan_report_create(const char *path, const struct soan_outline *outline, struct text_view title,
                        const char *owner, struct error *e) SOAN_MUST_USE;

/* Opens as `member`. A name that the report does not know is added with the role that the property `join` says (clerk if it
 * says nothing) if the file lets us write; with `no`, as for who was removed, it is refused (SOAN_NOT_PERMITTED). Hostile
 * files are refused: not a regular file, other application_id, newer schema (SOAN_BAD_DATA), missing (SOAN_NO_INPUT).
 * Falls back to reading only where the file may not be written or the disk takes nothing more; see
 * soan_report_may_write(). */
bool soan_report_open(const char *path, const char *member, struct soan_report **out, struct error *e) SOAN_MUST_USE;
void soan_report_close(struct soan_report **r);
bool soan_report_read_only(const struct soan_report *r);
/* False with the reason, and what to do, if it is read only. */
bool soan_report_may_write(const struct soan_report *r, struct error *e) SOAN_MUST_USE;
const char *soan_report_member(const struct soan_report *r);
int64_t soan_report_member_id(const struct soan_report *r);

/* Properties of the report: "title", "style" (name of a viet_style; set from the text a report is made of), "term" (two years,
 * as `2020 - 2025`), "join" (role of who opens it first: "clerk", "reviewer", or "no"; for owners to set). Absent is empty. */
bool soan_report_get(struct soan_report *r, const char *name, struct text *out, struct error *e) SOAN_MUST_USE;
bool soan_report_set(struct soan_report *r, const char *name, struct text_view value, struct error *e) SOAN_MUST_USE;

/* True and *changed if somebody else committed since the last call (cheap: PRAGMA data_version). */
bool soan_report_poll(struct soan_report *r, bool *changed, struct error *e) SOAN_MUST_USE;
/* What is read between these is of one moment, whatever others write. Nests; nothing is written meanwhile. */
bool soan_report_hold(struct soan_report *r, struct error *e) SOAN_MUST_USE;
void soan_report_release(struct soan_report *r);
/* The newest journal id. */
bool soan_report_rev(struct soan_report *r, int64_t *rev, struct error *e) SOAN_MUST_USE;

/* Tests SQLite's integrity and every invariant; each problem is one line. True with *problems = 0 if clean. */
typedef void soan_line_fn(const char *line, void *arg);
bool soan_report_verify(struct soan_report *r, soan_line_fn *each, void *arg, size_t *problems, struct error *e)
    SOAN_MUST_USE;
/* A consistent copy while others write; refuses an existing dest, whole or not at all. */
bool soan_report_backup(struct soan_report *r, const char *dest, struct error *e) SOAN_MUST_USE;

/* The reports of a directory, by file name. */
struct soan_shelf_item {
    struct text file;         /* its name in the directory; one that a terminal would obey is left out */
    struct text title;        /* may be empty */
    int64_t at;               /* last change, 0 if it cannot be told */
    struct text by;           /* whose it was */
    struct text here;         /* who has it open now, parted by commas */
    struct text problem;      /* why it cannot be read; the rest is empty then */
    uint64_t stamp;
};
struct soan_shelf { struct soan_shelf_item *item; size_t n, cap; };
/* Reads the directory into s, zeroed or read before: only what has changed is looked at. *changed: something may have. */
bool soan_shelf_read(const char *dir, struct soan_shelf *s, bool *changed, struct error *e) SOAN_MUST_USE;
void soan_shelf_free(struct soan_shelf *s);

struct soan_totals {
    int64_t sections, words, blanks;      /* blanks: open marks that want a value or words, every place counted */
    int64_t figures, figures_open;        /* figures, and those without value */
    int64_t comments_open;
    int64_t suggestions;      /* to be decided */
};
bool soan_report_totals(struct soan_report *r, struct soan_totals *out, struct error *e) SOAN_MUST_USE;

/* Sections by their id; false stops. */
typedef bool soan_id_fn(int64_t id, void *arg);

/* ---- sections -------------------------------------------------------------- */

struct soan_section {
    int64_t id, parent, rev;
    unsigned depth;           /* 1 at the top */
    unsigned pos;             /* 1-based place among its siblings */
    struct soan_marker marker;
    struct text title;        /* source form */
    bool run_in;
    enum soan_state state;
    int64_t children;         /* direct */
    int64_t words;            /* own text */
    int64_t blanks, blanks_below; /* own (title and text); own and all below */
    int64_t comments;         /* open, own */
    int64_t bytes;            /* of its text */
    struct text path;         /* as soan_section_path() says; set by soan_section_walk() only */
    struct text assignee;     /* who was named for this very section; this and the next set by soan_section_signs() only */
    bool late;                /* the day is past and it is not up for review */
    bool news;                /* others did something to it since this member looked */
};
void soan_section_free(struct soan_section *s);
/* Adds what an outline shows of a section beyond its words. */
bool soan_section_signs(struct soan_report *r, struct soan_section *s, struct error *e) SOAN_MUST_USE;

/* False with SOAN_NO_INPUT if there is none. Sections in the bin are not found by these. */
bool soan_section_get(struct soan_report *r, int64_t id, struct soan_section *out, struct error *e) SOAN_MUST_USE;
/* "#12", a path as `P1/I/1/1.1`, or "~1". Never guesses: an unknown path names the nearest section that exists. */
bool soan_section_find(struct soan_report *r, const char *path, int64_t *id, struct error *e) SOAN_MUST_USE;
bool soan_section_path(struct soan_report *r, int64_t id, struct text *out, struct error *e) SOAN_MUST_USE;
/* Up to `limit` children of parent (0: the top) from place `pos` on; out[0..*n) must be freed by the caller.
 * O(limit log n). */
bool soan_section_children(struct soan_report *r, int64_t parent, unsigned pos, size_t limit,
                           struct soan_section *out, size_t *n, struct error *e) SOAN_MUST_USE;
/* The whole tree (or the branch `root`, itself first) in reading order, one section in memory at a time.
 * each() returns false to stop; it must not write. */
typedef bool soan_section_fn(const struct soan_section *s, void *arg);
bool soan_section_walk(struct soan_report *r, int64_t root, soan_section_fn *each, void *arg, struct error *e)
    SOAN_MUST_USE;
/* The same, a section at a time, for who does other things in between. What is changed meanwhile may be seen or not. */
struct soan_walk;
struct soan_walk *soan_walk_open(struct soan_report *r, int64_t root, struct error *e) SOAN_MUST_USE; /* NULL: failed */
/* *found: `out` is owned by the caller; else there are no more. */
bool soan_walk_next(struct soan_walk *w, struct soan_section *out, bool *found, struct error *e) SOAN_MUST_USE;
void soan_walk_close(struct soan_walk **w);

/* The text in source form; sections in the bin may be read too. rev may be NULL. */
bool soan_section_text(struct soan_report *r, int64_t id, struct text *out, int64_t *rev, struct error *e)
    SOAN_MUST_USE;
/* What it was imported from; empty if written here or if the canonical form says the same. */
bool soan_section_raw(struct soan_report *r, int64_t id, struct text *out, struct error *e) SOAN_MUST_USE;

/* Where to put a section: as child of `parent` behind sibling `after` (0: first). */
struct soan_place { int64_t parent, after; };
/* Siblings behind it are renumbered in their own style. title is source form. marker style empty: the siblings' style,
 * else the child style of the parent. */
bool soan_section_add(struct soan_report *r, struct soan_place at, struct text_view title, struct text_view body,
                      int64_t *id, struct error *e) SOAN_MUST_USE;
bool soan_section_rename(struct soan_report *r, int64_t id, struct text_view title, struct error *e) SOAN_MUST_USE;
/* Refuses to move a branch into itself and depths above 1000. */
bool soan_section_move(struct soan_report *r, int64_t id, struct soan_place to, struct error *e) SOAN_MUST_USE;
/* The same; moves that share *step are undone as one. *step 0 begins one and is set. */
bool soan_section_move_on(struct soan_report *r, int64_t id, struct soan_place to, int64_t *step, struct error *e)
    SOAN_MUST_USE;
/* To the bin, with everything below it. */
bool soan_section_remove(struct soan_report *r, int64_t id, struct error *e) SOAN_MUST_USE;
/* What is to be restored to bring a section back, itself or one above it; 0 if it is not in the bin. */
bool soan_bin_root(struct soan_report *r, int64_t id, int64_t *root, struct error *e) SOAN_MUST_USE;
/* Back from the bin: where it was, or at the end of the nearest ancestor that is left. */
bool soan_section_restore(struct soan_report *r, int64_t id, struct error *e) SOAN_MUST_USE;
/* Roots of removed branches, newest first. */
bool soan_bin_each(struct soan_report *r, soan_section_fn *each, void *arg, struct error *e) SOAN_MUST_USE;

/* ---- text ------------------------------------------------------------------ */

/* What became of a write: the new revision, and what others did in between, already merged into the stored text.
 * `theirs` (empty almost always) is to be applied in order to the caller's text as it is, own changes included. */
struct soan_written {
    int64_t rev;
    struct text_changes theirs;
    size_t elsewhere;         /* other sections where it was done too */
};
void soan_written_free(struct soan_written *w);

/* Commits a burst of typing against revision base_rev. Edits by others since base_rev are merged by position; where
 * both touched the same words it is refused with SOAN_BUSY and nothing is written. Keys of unknown figures in inserted
 * text are fine. `cursor` is kept as the member's place. */
bool soan_section_edit(struct soan_report *r, int64_t id, int64_t base_rev, const struct text_changes *changes,
                       size_t cursor, struct soan_written *out, struct error *e) SOAN_MUST_USE;
/* Replaces the whole text (one step). base_rev 0: whatever is there. */
bool soan_section_write(struct soan_report *r, int64_t id, int64_t base_rev, struct text_view body,
                        struct soan_written *out, struct error *e) SOAN_MUST_USE;
/* Undoes / redoes the newest step of this member in this section, across closing and reopening. `done` gets the changes
 * to apply to the text of base_rev in order (after `out->theirs`). SOAN_REFUSED with a reason if there is none or
 * others rewrote the place. A replacement is undone in all its sections but those where others rewrote it or type. */
bool soan_section_undo(struct soan_report *r, int64_t id, int64_t base_rev, bool redo, struct text_changes *done,
                       struct soan_written *out, struct error *e) SOAN_MUST_USE;

/* A place whose words give way to others; source form. */
struct soan_replacement {
    int64_t section;
    bool in_title;
    size_t from;              /* as of base_rev */
    struct text_view was, with;
};
/* Replaces at all places (in the order soan_search() gives) in one transaction and one undo step. Places where others wrote
 * since base_rev, whose section is in the bin or whose text another member has the lease of, are left out; *done: how many
 * were replaced. */
bool soan_replace_all(struct soan_report *r, int64_t base_rev, const struct soan_replacement *place, size_t n,
                      size_t *done, struct error *e) SOAN_MUST_USE;
/* If the newest thing this member did is a replacement (or its undo or redo), undoes or redoes it. *done: sections
 * concerned, 0 if it is not. */
bool soan_replace_undo(struct soan_report *r, bool redo, size_t *done, struct error *e) SOAN_MUST_USE;

/* What was done to the text after base_rev, in order; to bring an open copy up to date. */
bool soan_section_changes_since(struct soan_report *r, int64_t id, int64_t base_rev, struct text_changes *out,
                                int64_t *rev, struct error *e) SOAN_MUST_USE;

/* Undoes / redoes this member's newest outline step (add, rename, move, remove, restore). *id: what it concerns. */
bool soan_outline_undo(struct soan_report *r, bool redo, int64_t *id, struct error *e) SOAN_MUST_USE;

/* ---- search ------------------------------------------------------------------ */

/* from..to are bytes of the source; of a figure whose value is hit all of {key}. The paragraph, source too, begins at
 * `start`. */
struct soan_hit { int64_t section; bool in_title; size_t from, to, start; struct text_view paragraph; };
typedef bool soan_hit_fn(const struct soan_hit *h, void *arg);
/* Every hit in reading order in what is shown, values included, names of figures not; titles before texts. */
bool soan_search(struct soan_report *r, struct text_view words, soan_hit_fn *each, void *arg, struct error *e)
    SOAN_MUST_USE;

/* ---- history ------------------------------------------------------------------ */

/* Names the section's present state. */
bool soan_checkpoint(struct soan_report *r, int64_t section, struct text_view name, struct error *e) SOAN_MUST_USE;

enum soan_step_kind {
    SOAN_STEP_TEMPLATE,       /* as it was imported */
    SOAN_STEP_TEXT,           /* typed or written by one member, without a longer pause or another in between */
    SOAN_STEP_RETURNED,       /* the text of an earlier state; `name` is that state */
    SOAN_STEP_CHECKPOINT,     /* `name` is its name */
    SOAN_STEP_TITLE,          /* `name` is the new title, source form */
    SOAN_STEP_ADDED, SOAN_STEP_MOVED, SOAN_STEP_REMOVED, SOAN_STEP_RESTORED,
    SOAN_STEP_ACCEPTED,       /* suggestions taken up; `name` says whose */
    SOAN_STEP_STATE,          /* `name` is the new state */
    SOAN_STEP_ASSIGNED,       /* `name`: to whom, empty: to nobody any more */
    SOAN_STEP_APPROVED,       /* `name` is the code of what was approved */
    SOAN_STEP_REOPENED,       /* the approval ended; `name` is the reason */
    SOAN_STEP_MILESTONE,      /* of the whole report; `name` is its name */
};
/* "template" "text" "returned" "checkpoint" "title" "added" "moved" "removed" "restored" "accepted" "state" "assigned" "approved"
 * "reopened" "milestone" */
const char *soan_step_name(enum soan_step_kind kind);

struct soan_step {
    enum soan_step_kind kind;
    int64_t section;          /* 0: the whole report (the template) */
    int64_t rev;              /* its last journal row; `#REV` names the state behind it */
    int64_t began, at;        /* its first and last moment */
    int64_t removed, inserted; /* characters of the text taken out and put in on the way */
    struct text_view member, name;
};
/* Appends what it did, in words for people, one line. */
void soan_step_tell(const struct soan_step *s, struct text *out);
/* Steps of a section (0: of all), the newest first. each() returns false to stop; it must not write. */
typedef bool soan_step_fn(const struct soan_step *s, void *arg);
bool soan_history_each(struct soan_report *r, int64_t section, soan_step_fn *each, void *arg, struct error *e)
    SOAN_MUST_USE;

/* The journal row that STATE names: `template`, `now`, `#REV`, else the milestone, else the newest checkpoint of that name, of
 * the section or, if that is 0, of any. SOAN_NO_INPUT if there is none. */
bool soan_state_find(struct soan_report *r, int64_t section, const char *state, int64_t *rev, struct error *e)
    SOAN_MUST_USE;

/* A section as it was right after journal row rev. */
struct soan_past {
    bool there;               /* false: not yet added, or in the bin; the rest is empty */
    struct text title, body;  /* source form */
};
void soan_past_free(struct soan_past *p);
bool soan_section_at(struct soan_report *r, int64_t id, int64_t rev, struct soan_past *out, struct error *e)
    SOAN_MUST_USE;
/* Gives the text the words that it had right after row rev, as a new step; the title stays. SOAN_REFUSED if the section
 * was not there. */
bool soan_section_return(struct soan_report *r, int64_t id, int64_t rev, struct soan_written *out, struct error *e)
    SOAN_MUST_USE;
/* Sections whose title, text, figures shown or being there may differ between the states behind two rows, in reading order, those in
 * the bin last. */
bool soan_changed_each(struct soan_report *r, int64_t from, int64_t to, soan_id_fn *each, void *arg, struct error *e)
    SOAN_MUST_USE;

/* Who put byte `pos` of the text there, and when. */
struct soan_writer {
    bool imported;            /* nobody here: it came with the template, or with the section when it was added */
    struct text member;
    int64_t rev, at;
};
void soan_writer_free(struct soan_writer *w);
bool soan_section_writer(struct soan_report *r, int64_t id, size_t pos, struct soan_writer *out, struct error *e)
    SOAN_MUST_USE;

#include "soan/report/figures.h"
#include "soan/report/members.h"
#include "soan/report/opinions.h"
#include "soan/report/workflow.h"

#endif
