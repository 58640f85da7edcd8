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

/* ---- figures ---------------------------------------------------------------- */

struct soan_figure {
    int64_t id, rev;
    struct text key, label, unit, blank, value;
    struct text target;       /* as soan_target_format() writes it */
    struct text previous;     /* value of the last term */
    struct text formula;      /* not empty: the value is computed */
    struct text reason;       /* why a computed figure has no value; in the language of whoever caused it */
    struct text source;       /* the department */
    struct text paper, dated, note; /* document or sheet it was taken from, its date */
    enum soan_kind kind;
    int decimals;             /* -1: as written, or as needed */
    bool confirmed, locked;   /* state: missing if no value, else draft / confirmed / locked */
    int64_t places;
};
void soan_figure_free(struct soan_figure *f);
void soan_figure_copy(struct soan_figure *to, const struct soan_figure *from); /* `to` is overwritten */
const char *soan_figure_state(const struct soan_figure *f);
/* What people call it: its label, or its key if it has none. */
const char *soan_figure_name(const struct soan_figure *f);
bool soan_figure_get(struct soan_report *r, struct text_view key, struct soan_figure *out, struct error *e)
    SOAN_MUST_USE;
typedef bool soan_figure_fn(const struct soan_figure *f, void *arg);
/* In order of first appearance. */
bool soan_figure_each(struct soan_report *r, soan_figure_fn *each, void *arg, struct error *e) SOAN_MUST_USE;
/* Sections that show it, in reading order. */
typedef bool soan_id_fn(int64_t id, void *arg);
bool soan_figure_sections(struct soan_report *r, int64_t figure, soan_id_fn *each, void *arg, struct error *e)
    SOAN_MUST_USE;
/* A new figure; the key gets _2, _3 … if taken. *key gets the one used. */
bool soan_figure_add(struct soan_report *r, const struct soan_outline_figure *f, struct text *key, struct error *e)
    SOAN_MUST_USE;

enum soan_figure_property {
    SOAN_FIGURE_VALUE,        /* refused for a computed figure */
    SOAN_FIGURE_LABEL, SOAN_FIGURE_KIND, SOAN_FIGURE_UNIT,
    SOAN_FIGURE_DECIMALS,     /* "0" to "9", empty: as written */
    SOAN_FIGURE_TARGET, SOAN_FIGURE_PREVIOUS,
    SOAN_FIGURE_FORMULA,      /* empty: the figure keeps its value and is typed from now on */
    SOAN_FIGURE_SOURCE, SOAN_FIGURE_PAPER, SOAN_FIGURE_DATED, SOAN_FIGURE_NOTE,
    SOAN_FIGURE_CONFIRM, SOAN_FIGURE_DRAFT, /* confirmed, or back to a draft; no value of its own */
    SOAN_FIGURE_LOCK,
    SOAN_FIGURE_UNLOCK,       /* value: the reason, which is kept */
    SOAN_FIGURE_PROPERTIES_,
};
/* "value" "label" …: stable, as the history keeps it. */
const char *soan_figure_property_name(enum soan_figure_property p);

struct soan_figure_change {
    struct text_view key;
    enum soan_figure_property what;
    struct text_view value;   /* empty takes the property away */
    const struct text *seen;  /* the value of the figure when it was looked at: SOAN_BUSY if it is another now; NULL: whatever it is */
};
/* Where a batch of values came from. */
struct soan_origin { struct text_view file, sender, dated; };

/* What a set of changes touches. */
struct soan_effect_figure {
    struct text key, label, unit, before, after;
    struct text reason;       /* why it is left blank */
    struct text dropped;      /* words left out of what was typed, as they stand before every place already */
    bool computed, confirmed; /* not among the changes; was confirmed till now */
    enum soan_met was_met, is_met;
    int64_t places;
};
struct soan_effect_place {
    int64_t section;
    bool in_title;
    struct text before, after; /* the sentence as shown */
};
/* A section whose approvals end, and who gave them. */
struct soan_effect_approval { int64_t section; struct text members; };
/* A milestone whose pages say what is changed. */
struct soan_effect_milestone { struct text name; int64_t at; };
struct soan_effect {
    struct soan_effect_figure *figure; /* whose value or verdict changes: those named, then computed ones in order */
    size_t figures, figure_cap;
    struct soan_effect_place *place;   /* in reading order */
    size_t places, place_cap;
    struct soan_effect_approval *approval; /* in reading order */
    size_t approvals, approval_cap;
    struct soan_effect_milestone *milestone; /* the newest first */
    size_t milestones, milestone_cap;
};
void soan_effect_free(struct soan_effect *effect);
/* True if something is touched that somebody has vouched for: a confirmed value, an approval, a milestone. */
bool soan_effect_weighs(const struct soan_effect *effect);

/* Checks all changes in order, then makes all of them and whatever is computed from them in one transaction, or none.
 * Refused (SOAN_REFUSED) with what to do: unknown keys, values that do not fit, formulas that run in a circle (its keys
 * are named), two values for one key, anything about a locked figure but unlocking; SOAN_NOT_PERMITTED: locking and unlocking by others
 * than owners and approvers. `from` and `effect` may be NULL. dry_run: only says what would be. */
bool soan_figures_change(struct soan_report *r, const struct soan_figure_change *change, size_t n,
                         const struct soan_origin *from, bool dry_run, struct soan_effect *effect, struct error *e) SOAN_MUST_USE;

struct soan_fill { struct text_view key, value; };  /* value empty: back to open */
struct soan_filled { struct text key, before, after; int64_t places; };
void soan_filled_free(struct soan_filled **f, size_t n);
/* soan_figures_change() with values only. `out` (n entries, owned) says what changed. */
bool soan_figures_fill(struct soan_report *r, const struct soan_fill *fill, size_t n, bool dry_run,
                       struct soan_filled **out, struct error *e) SOAN_MUST_USE;

/* Undoes / redoes this member's newest change of figures: values and properties, not locks. *done false: there is none, or
 * something else comes first: what this member did since to the text of `section` (0: to the outline), or elsewhere unless
 * the section shows one of the figures. SOAN_REFUSED with the reason if one was changed, confirmed or locked since. */
bool soan_figures_undo(struct soan_report *r, int64_t section, bool redo, bool dry_run, bool *done,
                       struct soan_effect *effect, struct error *e) SOAN_MUST_USE;

/* What became of a figure. */
struct soan_figure_event {
    int64_t at;
    struct text_view member;
    struct text_view what;    /* name of the property; "new"; "computed" */
    struct text_view before, after; /* unlocking: after is the reason */
    struct text_view file, sender, dated; /* of the sheet it came in, else empty */
};
typedef bool soan_figure_event_fn(const struct soan_figure_event *event, void *arg);
/* Newest first. */
bool soan_figure_history(struct soan_report *r, int64_t figure, soan_figure_event_fn *each, void *arg, struct error *e)
    SOAN_MUST_USE;

/* Appends a sheet (CSV with BOM and `;`) of the figures that a department gives, or of all if `source` is empty; computed
 * ones are left out. */
bool soan_sheet_write(struct soan_report *r, struct text_view source, struct text *out, struct error *e) SOAN_MUST_USE;
struct soan_sheet_row {
    size_t line;
    struct soan_figure figure; /* as it is now */
    struct text value;        /* as it would be stored; never empty */
    struct text note;
};
struct soan_sheet { struct soan_sheet_row *row; size_t n; };
void soan_sheet_free(struct soan_sheet *s);
/* Reads a sheet that came back; rows without a value say nothing. Refused as a whole, with the line: a column for key or
 * value that is missing, unknown keys (all are listed), another unit, decimal marks that contradict each other. */
bool soan_sheet_read(struct soan_report *r, struct text_view bytes, struct soan_sheet *out, struct error *e) SOAN_MUST_USE;
/* Sets what the sheet says, in one transaction; file, sender and date are kept as the source. As soan_figures_change(). */
bool soan_sheet_take(struct soan_report *r, const struct soan_sheet *sheet, const struct soan_origin *from, bool dry_run,
                     struct soan_effect *effect, struct error *e) SOAN_MUST_USE;

/* Values of all figures for drawing and printing: loaded once, refreshed when the report changed. A soan_lookup_fn with
 * the table as arg. */
struct soan_values;
/* *out is NULL or what is to be refreshed. */
bool soan_values_load(struct soan_report *r, struct soan_values **out, struct error *e) SOAN_MUST_USE;
/* The same as they were right after a journal row; not to be refreshed. */
bool soan_values_at(struct soan_report *r, int64_t row, struct soan_values **out, struct error *e) SOAN_MUST_USE;
void soan_values_free(struct soan_values **v);
bool soan_values_lookup(struct text_view key, struct soan_shown *out, void *values);

/* Section of the next (or previous) blank in reading order after (before) section `from`, wrapping round;
 * false with SOAN_REFUSED if there is none. Own section only if no other has one. */
bool soan_blank_next(struct soan_report *r, int64_t from, bool backwards, int64_t *id, struct error *e) SOAN_MUST_USE;

/* ---- members -------------------------------------------------------------------- */

const char *soan_role_name(enum soan_role role);          /* "owner" "clerk" "reviewer" "approver" "no member" */
bool soan_role_by_name(struct text_view name, enum soan_role *out); /* false if unknown; never SOAN_ROLE_NONE */

/* What may be done to a report; rights.c has the table of role and right. */
enum soan_right {
    SOAN_RIGHT_ENTER,         /* come, and give back what one holds when one goes: everybody */
    SOAN_RIGHT_STAND,         /* keep what is only one's own: place, what was looked at, being there */
    SOAN_RIGHT_TEXT,          /* texts: type, replace, undo, bring back, name a checkpoint */
    SOAN_RIGHT_OUTLINE, SOAN_RIGHT_FIGURES, SOAN_RIGHT_CONFIRM, SOAN_RIGHT_LOCK, SOAN_RIGHT_CLAIM, SOAN_RIGHT_COMMENT,
    SOAN_RIGHT_DECIDE, SOAN_RIGHT_WITHDRAW, /* comments of others; with one's own everybody may */
    SOAN_RIGHT_SUGGEST, SOAN_RIGHT_ACCEPT, SOAN_RIGHT_STATUS, SOAN_RIGHT_ASSIGN, SOAN_RIGHT_APPROVE, SOAN_RIGHT_REOPEN,
    SOAN_RIGHT_MILESTONE, SOAN_RIGHT_PRINTING, SOAN_RIGHT_PROPERTY, SOAN_RIGHT_MEMBERS,
};
bool soan_role_may(enum soan_role role, enum soan_right right);
/* SOAN_NOT_PERMITTED, naming who may, if the member that opened the report may not. Every write checks it by itself, in its
 * own transaction; this is to say so before something is begun in vain. */
bool soan_right_check(struct soan_report *r, enum soan_right right, struct error *e) SOAN_MUST_USE;
/* Of the member that opened it, as of now. */
bool soan_report_role(struct soan_report *r, enum soan_role *role, struct error *e) SOAN_MUST_USE;

struct soan_member {
    int64_t id;
    const char *name;
    enum soan_role role;      /* the last one of who was removed */
    int64_t since, gone;      /* gone: when it was removed, 0 if it was not */
};
/* Every member by the time of joining, those removed too. */
typedef bool soan_member_fn(const struct soan_member *m, void *arg);
bool soan_member_each(struct soan_report *r, soan_member_fn *each, void *arg, struct error *e) SOAN_MUST_USE;
/* Adds a member, takes one that was removed in again, or changes a role. A name has up to 64 letters, no blanks or slashes.
 * SOAN_REFUSED if that would leave no owner. */
bool soan_member_set(struct soan_report *r, struct text_view name, enum soan_role role, struct error *e) SOAN_MUST_USE;
/* From now on the member may do nothing; what it wrote stays, with its name. SOAN_NO_INPUT if there is none. */
bool soan_member_remove(struct soan_report *r, struct text_view name, struct error *e) SOAN_MUST_USE;
bool soan_member_name_fits(struct text_view name);

/* ---- the place of a member ---------------------------------------------------- */

struct soan_stand {           /* where a member left */
    int64_t section;          /* 0: never was here */
    size_t cursor;            /* byte in the section's text */
    size_t top;               /* first byte of the paragraph line shown at the top */
    int pane;                 /* caller's number */
    struct text view;         /* caller's own state, e.g. opened sections; small */
};
void soan_stand_free(struct soan_stand *s);
bool soan_stand_load(struct soan_report *r, struct soan_stand *out, struct error *e) SOAN_MUST_USE;
bool soan_stand_save(struct soan_report *r, const struct soan_stand *s, struct error *e) SOAN_MUST_USE;

/* ---- who is here, and who may type where ---------------------------------------- */

/*
 * A section is typed in by one member at a time: whose lease it is. Typing takes it (soan_section_edit, soan_section_undo),
 * every burst renews it in its own transaction, and any other change of the text is refused with SOAN_BUSY while another
 * member has it: who, since when, last key, what to do. It ends when its session goes elsewhere or ends, when the process is
 * gone, and by itself after the minutes of the property "lease" (10) without a key as soon as somebody wants it; after those
 * of "take-over" (2) others may take it over. What the former holder had is a checkpoint then, and he is told by a notice.
 * The same member at another desk takes it over silently. A burst typed before its handle could know of another's lease is
 * merged once; it takes nothing.
 */

/* Makes this handle a session that others see, until soan_session_end() or closing. True without one if the report can only
 * be read: a reader writes nothing. section: where it is, 0: nowhere yet. */
bool soan_session_begin(struct soan_report *r, int64_t section, struct error *e) SOAN_MUST_USE;
bool soan_session_end(struct soan_report *r, struct error *e) SOAN_MUST_USE;
/* Speaks for another process, which holds what is taken until it ends. */
bool soan_session_of(struct soan_report *r, int64_t pid, struct error *e) SOAN_MUST_USE;

struct soan_presence {
    struct text_view member;
    bool own;                 /* this handle's session */
    bool writing;             /* has the lease of a section */
    int64_t section;          /* where it is, 0: nowhere yet */
    int64_t since, active;    /* when it came, its last key */
    int64_t idle;             /* seconds since */
};
/* Who has the report open, the longest first. each() must not write. */
typedef bool soan_presence_fn(const struct soan_presence *p, void *arg);
bool soan_presence_each(struct soan_report *r, soan_presence_fn *each, void *arg, struct error *e) SOAN_MUST_USE;

struct soan_lease {
    int64_t section;
    bool held;                /* the rest but the line is empty without */
    bool mine, own;           /* by this session; by this member */
    struct text member;
    int64_t since, active;    /* when it was taken, its last key */
    int64_t idle;             /* seconds since */
    int64_t take_over_in;     /* seconds until others may take it over, 0: they may */
    bool ended;               /* typing takes it */
    size_t waiting, place;    /* how many wait; where in line this session is, 0: not in it */
};
void soan_lease_free(struct soan_lease *l);
bool soan_lease_get(struct soan_report *r, int64_t section, struct soan_lease *out, struct error *e) SOAN_MUST_USE;
/* Every section that somebody has. each() must not write. */
typedef bool soan_lease_fn(int64_t section, struct text_view member, bool own, void *arg);
bool soan_lease_each(struct soan_report *r, soan_lease_fn *each, void *arg, struct error *e) SOAN_MUST_USE;
/* Takes what is free, one's own, or without a key for long enough. */
bool soan_lease_take(struct soan_report *r, int64_t section, struct error *e) SOAN_MUST_USE;
/* Waits in line for it, or *held: it has come. To be called again from time to time: nobody but the waiting notices that a
 * process has died. */
bool soan_lease_wait(struct soan_report *r, int64_t section, bool *held, struct error *e) SOAN_MUST_USE;
/* Gives back what this member holds, and its places in line; the next in line gets the section. */
bool soan_lease_release(struct soan_report *r, int64_t section, struct error *e) SOAN_MUST_USE;

/* What this member is to be told. */
struct soan_notice {
    int64_t id, section, at;  /* id 0: nothing */
    struct text kind;         /* "taken-over": text is the checkpoint of what stood there; "approval": one you gave ended, text
                               * is why; "assigned" */
    struct text by, text;
};
void soan_notice_free(struct soan_notice *n);
/* The oldest; it stays until it is said to be told. */
bool soan_notice_get(struct soan_report *r, struct soan_notice *out, struct error *e) SOAN_MUST_USE;
bool soan_notice_told(struct soan_report *r, int64_t id, struct error *e) SOAN_MUST_USE;

/* Appends "40 seconds", "5 minutes", "3 hours". */
void soan_duration_tell(int64_t seconds, struct text *out);

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

/* ---- what is new for a member ---- */

enum soan_news_kind { SOAN_NEWS_TEXT, SOAN_NEWS_FIGURE, SOAN_NEWS_COMMENT, SOAN_NEWS_STATE, SOAN_NEWS_KINDS };
/* What others did to a section since this member looked at it. */
struct soan_news {
    int64_t section, since;   /* since: the journal row up to which it was looked at */
    int64_t count[SOAN_NEWS_KINDS]; /* changes of the text and title, of figures shown in it, of comments and suggestions, of state */
    int64_t at;               /* of the last */
    struct text_view members; /* whose, parted by commas */
};
/* Sections with something new, in reading order, without the bin. each() returns false to stop. */
typedef bool soan_news_fn(const struct soan_news *n, void *arg);
bool soan_news_each(struct soan_report *r, soan_news_fn *each, void *arg, struct error *e) SOAN_MUST_USE;
bool soan_news_any(struct soan_report *r, int64_t section, bool *any, struct error *e) SOAN_MUST_USE;
/* Up to which journal row it was looked at. */
bool soan_news_since(struct soan_report *r, int64_t section, int64_t *rev, struct error *e) SOAN_MUST_USE;
/* This member has looked at the section (0: at all of it) as it was right after row rev. */
bool soan_news_seen(struct soan_report *r, int64_t section, int64_t rev, struct error *e) SOAN_MUST_USE;
/* A thing done by others after row `since`, but to the text: that is compared as a whole. */
struct soan_news_event {
    enum soan_news_kind kind;
    int64_t at;
    struct text_view what;    /* kind of the journal row */
    struct text_view member, figure, before, after, words;
};
typedef bool soan_news_event_fn(const struct soan_news_event *ev, void *arg);
/* The oldest first; each() must not write. */
bool soan_news_events(struct soan_report *r, int64_t section, int64_t since, soan_news_event_fn *each, void *arg,
                      struct error *e) SOAN_MUST_USE;
/* Appends it in words for people, one line. */
void soan_news_tell(const struct soan_news_event *ev, struct text *out);

/* ---- comments (used by review/, which owns their meaning) --------------------- */

/* What sort of opinion a comment is: thống nhất, chỉnh sửa, không thống nhất, thể thức, khác. */
enum soan_opinion {
    SOAN_OPINION_NONE, SOAN_OPINION_AGREE, SOAN_OPINION_REVISE, SOAN_OPINION_DISAGREE, SOAN_OPINION_FORM,
    SOAN_OPINION_OTHER, SOAN_OPINIONS_
};
/* "" "agree" "revise" "disagree" "form" "other" */
const char *soan_opinion_name(enum soan_opinion o);
bool soan_opinion_by_name(struct text_view name, enum soan_opinion *out) SOAN_MUST_USE;

/* What became of it: tiếp thu, tiếp thu một phần, giải trình (giữ nguyên), xin ý kiến. */
enum soan_outcome {
    SOAN_OUTCOME_NONE, SOAN_OUTCOME_ADOPTED, SOAN_OUTCOME_PARTLY, SOAN_OUTCOME_EXPLAINED, SOAN_OUTCOME_REFERRED,
    SOAN_OUTCOMES_
};
/* "" "adopted" "partly" "explained" "referred" */
const char *soan_outcome_name(enum soan_outcome o);
bool soan_outcome_by_name(struct text_view name, enum soan_outcome *out) SOAN_MUST_USE;

struct soan_comment {
    int64_t id, section, parent;  /* parent: the comment it answers, or 0 */
    int64_t home;             /* the section it was made in */
    struct text author, quote, body;
    struct text behalf;       /* the body that speaks through it */
    struct text figure;       /* key of the figure it is about */
    enum soan_opinion kind;
    int64_t at;
    size_t from, to;          /* anchor in today's text; from == to: the words are gone */
    bool anchored;            /* false: on the section as a whole, or on a figure */
    bool whole, moved;        /* the words are the quote; they were found again elsewhere */
    int64_t lost;             /* the journal row that changed or took them */
    bool binned;              /* its section is in the bin */
    bool draft;               /* only its author, who asks, sees it */
    bool mine;
    bool resolved, withdrawn;
    enum soan_outcome outcome;
    struct text reason, decided_by;
    int64_t decided_at, answer; /* the journal row of the edit that takes it up */
    struct text copy;         /* of a printed draft, where it stood on paper */
    int64_t page, line;
    int64_t rev;              /* only for soan_comment_add(): from and to are places as of behind that row; 0: of now */
};
void soan_comment_free(struct soan_comment *c);
void soan_comment_copy(struct soan_comment *to, const struct soan_comment *from); /* `to` is overwritten */
typedef bool soan_comment_fn(const struct soan_comment *c, void *arg);
/* Of one section (0: all, those of the bin last), in order of section, anchor, time; replies behind their comment. Drafts
 * of others are not among them. */
bool soan_comment_each(struct soan_report *r, int64_t section, soan_comment_fn *each, void *arg, struct error *e)
    SOAN_MUST_USE;
/* SOAN_NO_INPUT if there is none. */
bool soan_comment_get(struct soan_report *r, int64_t id, struct soan_comment *out, struct error *e) SOAN_MUST_USE;
/* Takes section, from and to (if anchored), rev, parent, figure, kind, behalf, body, draft, copy, page and line of c. Words of
 * an earlier state are found in today's text, or are known to be changed or deleted, as if the comment had been made then. */
bool soan_comment_add(struct soan_report *r, const struct soan_comment *c, int64_t *id, struct error *e) SOAN_MUST_USE;
/* All drafts of this member at once; *n: how many. */
bool soan_comment_publish(struct soan_report *r, size_t *n, struct error *e) SOAN_MUST_USE;
bool soan_comment_drafts(struct soan_report *r, size_t *n, struct error *e) SOAN_MUST_USE;
/* Closes it without an outcome, or opens it again. */
bool soan_comment_resolve(struct soan_report *r, int64_t id, bool resolved, struct error *e) SOAN_MUST_USE;
/* Takes a comment up. A reason is wanted unless it is adopted; answer: the journal row of an edit, or 0. */
struct soan_settlement { enum soan_outcome outcome; struct text_view reason; int64_t answer; };
bool soan_comment_settle(struct soan_report *r, int64_t id, const struct soan_settlement *how, struct error *e)
    SOAN_MUST_USE;
/* Takes it back, for its author or an owner, while nobody has answered. It stays in the lists as withdrawn. */
bool soan_comment_withdraw(struct soan_report *r, int64_t id, struct error *e) SOAN_MUST_USE;

/* ---- suggestions: other words for words of a text, which stays as it is until they are accepted ---- */

enum soan_suggestion_state {
    SOAN_SUGGESTION_OPEN, SOAN_SUGGESTION_ACCEPTED,
    SOAN_SUGGESTION_UNDONE,   /* accepted, and the edit undone: to be decided anew */
    SOAN_SUGGESTION_REJECTED,
    SOAN_SUGGESTION_WITHDRAWN, /* by its author */
};
/* "open" "accepted" "undone" "rejected" "withdrawn" */
const char *soan_suggestion_state_name(enum soan_suggestion_state s);

struct soan_suggestion {
    int64_t id, section, at;
    struct text author;
    size_t from, to;          /* in today's text; from == to: a place between words, or where they stood */
    struct text was, instead; /* source form; was empty: words put in, instead empty: words left out */
    struct text before, after; /* what stood around them */
    struct text note;
    enum soan_suggestion_state state;
    int64_t decided_at;       /* 0: not yet */
    struct text decided_by, reason;
};
void soan_suggestion_free(struct soan_suggestion *s);
void soan_suggestion_copy(struct soan_suggestion *to, const struct soan_suggestion *from); /* `to` is overwritten */
/* Open, or undone. */
bool soan_suggestion_pending(const struct soan_suggestion *s);

/* In order of section (the bin last), place, id; section 0: all. each() returns false to stop; it must not write. */
typedef bool soan_suggestion_fn(const struct soan_suggestion *s, void *arg);
bool soan_suggestion_each(struct soan_report *r, int64_t section, bool only_pending, soan_suggestion_fn *each, void *arg,
                          struct error *e) SOAN_MUST_USE;
/* SOAN_NO_INPUT if there is none. */
bool soan_suggestion_get(struct soan_report *r, int64_t id, struct soan_suggestion *out, struct error *e) SOAN_MUST_USE;
/* How many are to be decided, outside the bin; section 0: in the whole report. */
bool soan_suggestion_count(struct soan_report *r, int64_t section, int64_t *n, struct error *e) SOAN_MUST_USE;

enum { SOAN_SUGGESTION_MOST = 65536 }; /* bytes of was, of instead, of note */
/* Adds n of them to one section, all or none; section, from, to, was, instead and note of each are read. What is not exactly
 * at [from, to) any more but stands once in the text is found there. One that this member has made already is not made
 * twice. id (n entries) may be NULL. `replaces`: an own one that is withdrawn for them, or 0. */
bool soan_suggestion_add(struct soan_report *r, const struct soan_suggestion *s, size_t n, int64_t replaces, int64_t *id,
                         struct error *e) SOAN_MUST_USE;

/* How a suggestion lies in today's text. */
enum soan_fit {
    SOAN_FIT_IN_PLACE,        /* its words stand where they stood */
    SOAN_FIT_MOVED,           /* they stand elsewhere in the text */
    SOAN_FIT_REBASED,         /* some were changed, but others than those it changes */
    SOAN_FIT_CHANGED,         /* the same words were changed: it cannot be accepted as it is */
    SOAN_FIT_DELETED,         /* they are gone */
};
/* "in-place" "moved" "rebased" "words-changed" "words-deleted", as with comments */
const char *soan_fit_name(enum soan_fit f);
/* Words [from, to) of the text give way to `with`. */
struct soan_hunk { size_t from, to; struct text with; };
struct soan_fitting {
    enum soan_fit how;
    size_t from, to;          /* the words it is about */
    struct soan_hunk *hunk;   /* what accepting does, word by word, in order; none if the text says so already */
    size_t n, cap;
};
void soan_fitting_free(struct soan_fitting *f);
/* True if it could be accepted. CHANGED and DELETED have one hunk all the same: what would stand there instead. */
bool soan_suggestion_fit(const struct soan_suggestion *s, struct text_view text, struct soan_fitting *out);

/* Takes up those that fit, in order of place, as one undo step in each section; the others stay open, and each of them
 * is told to kept() with the reason, one line. SOAN_NO_INPUT (nothing done) if there is no such suggestion. */
typedef void soan_kept_fn(int64_t id, const char *why, void *arg);
bool soan_suggestion_accept(struct soan_report *r, const int64_t *id, size_t n, soan_kept_fn *kept, void *arg,
                            size_t *accepted, struct error *e) SOAN_MUST_USE;
/* Declines them, all or none; what one has made oneself is withdrawn so. */
bool soan_suggestion_reject(struct soan_report *r, const int64_t *id, size_t n, struct text_view reason, struct error *e)
    SOAN_MUST_USE;

/* ---- workflow ------------------------------------------------------------------- */

bool soan_state_by_name(struct text_view name, enum soan_state *out);
/* Drafting, review or taken-up. An approved section is to be reopened first (SOAN_REFUSED). */
bool soan_status_set(struct soan_report *r, int64_t section, enum soan_state state, struct error *e) SOAN_MUST_USE;
/* Who writes the section, and what stands below it unless assigned by itself, by when (0: no day). Empty name: nobody. */
bool soan_assign(struct soan_report *r, int64_t section, struct text_view name, int64_t due, struct error *e) SOAN_MUST_USE;
/* `31/12/2025` (its end) or `31/12/2025 17:00`, local time. */
bool soan_due_parse(struct text_view v, int64_t *due, struct error *e) SOAN_MUST_USE;

struct soan_status {
    const struct soan_section *section;
    const char *assignee;     /* "": nobody */
    bool inherited;           /* from a section above */
    bool gone;                /* who is no member any more */
    bool late;                /* the day is past and it is not up for review */
    int64_t due;
    int64_t suggestions;      /* to be decided */
    const char *approver, *code; /* of approvals that hold, ""; all who gave one */
    int64_t approved_at;      /* the last of them */
};
/* The same of one section, owned. */
struct soan_standing {
    struct text assignee, approver, code;
    bool inherited, late;
    int64_t due, approved_at;
};
void soan_standing_free(struct soan_standing *s);
/* s: as soan_section_get() gave it. */
bool soan_section_standing(struct soan_report *r, const struct soan_section *s, struct soan_standing *out, struct error *e)
    SOAN_MUST_USE;
/* Every section in reading order. each() returns false to stop; it must not write. */
typedef bool soan_status_fn(const struct soan_status *s, void *arg);
bool soan_status_each(struct soan_report *r, soan_status_fn *each, void *arg, struct error *e) SOAN_MUST_USE;

/* An approval covers the words of title and text and the figures as shown, not line breaks, spaces or the place of tone
 * marks. `code`: of the content that was looked at (SOAN_BUSY if it is another one now); empty: whatever stands there. All
 * or none. Text and title are locked while it holds; it ends when a figure shown in it changes. */
struct soan_signing { int64_t section; struct text_view code; };
bool soan_approve(struct soan_report *r, const struct soan_signing *item, size_t n, struct error *e) SOAN_MUST_USE;
bool soan_reopen(struct soan_report *r, int64_t section, struct text_view reason, struct error *e) SOAN_MUST_USE;
/* What would be approved now: title, newline, text as shown, and its code. */
bool soan_section_content(struct soan_report *r, int64_t section, struct text *shown, struct text *code, struct error *e)
    SOAN_MUST_USE;
struct soan_approval {
    int64_t id, section, at;
    struct text_view member, code;
    struct text_view shown;   /* as soan_section_content() gave it then */
    int64_t ended;            /* 0: it holds */
    struct text_view ended_by, reason;
};
typedef bool soan_approval_fn(const struct soan_approval *a, void *arg);
/* Of one section, the newest first; each() returns false to stop. */
bool soan_approval_each(struct soan_report *r, int64_t section, soan_approval_fn *each, void *arg, struct error *e)
    SOAN_MUST_USE;

/* A named state of the whole report with its pages. */
struct soan_paper_map;
struct soan_milestone_new {
    struct text_view name, note;
    struct text_view options; /* with which it was printed */
    struct text_view print;
    const struct soan_paper_map *map; /* of these pages; NULL: opinions on paper are not traced to them */
    int64_t rev;              /* newest revision when it was printed; SOAN_BUSY if there is another one now */
};
bool soan_milestone_add(struct soan_report *r, const struct soan_milestone_new *m, struct error *e) SOAN_MUST_USE;
struct soan_milestone { struct text_view name; int64_t at; struct text_view member; int64_t rev; struct text_view note, sha256; };
typedef bool soan_milestone_fn(const struct soan_milestone *m, void *arg);
bool soan_milestone_each(struct soan_report *r, soan_milestone_fn *each, void *arg, struct error *e) SOAN_MUST_USE;
/* Its pages, tested against their SHA-256. *out is overwritten. */
bool soan_milestone_print(struct soan_report *r, struct text_view name, struct text *out, struct error *e) SOAN_MUST_USE;

/* ---- pages given out on paper ---- */

/* A line of them that carries words of the report. */
struct soan_paper_line {
    unsigned page;
    int line;                 /* from 1 */
    int64_t section;
    bool in_title;
    size_t from, to;          /* bytes of its title or text, source form, as of then */
};
struct soan_paper_map { struct text map; struct soan_paper_line last; };
/* Lines in the order of the paper. */
void soan_paper_add(struct soan_paper_map *m, const struct soan_paper_line *l);
void soan_paper_map_free(struct soan_paper_map *m);
struct soan_printing_new {
    struct text_view label;
    int copies;               /* at least 1 */
    int64_t rev;              /* newest revision when they were laid out; SOAN_BUSY if there is another one now */
    const struct soan_paper_map *map;
};
/* Numbers the copies: *first is the number of the first; no number is given twice in a report. */
bool soan_printing_add(struct soan_report *r, const struct soan_printing_new *p, int64_t *first, struct error *e) SOAN_MUST_USE;
struct soan_printing { int64_t at; struct text_view member; int64_t rev; struct text_view label; int64_t first, last; };
typedef bool soan_printing_fn(const struct soan_printing *p, void *arg);
/* Milestones have their name as label, and no numbers (0). */
bool soan_printing_each(struct soan_report *r, soan_printing_fn *each, void *arg, struct error *e) SOAN_MUST_USE;
/* A place on paper; copy: a number, or the name of a milestone. */
struct soan_paper_ref { const char *copy; int64_t page, line; };
/* "7/12/8": copy, page, line. SOAN_USAGE if it is not so. `copy` owns what out->copy points to. */
bool soan_paper_parse(const char *spec, struct text *copy, struct soan_paper_ref *out, struct error *e) SOAN_MUST_USE;
/* Which words stood there, and behind which journal row. SOAN_NO_INPUT, naming what there is, if there is no such copy or line. */
struct soan_paper_place { int64_t rev; struct soan_paper_line line; };
bool soan_paper_find(struct soan_report *r, const struct soan_paper_ref *ref, struct soan_paper_place *out, struct error *e)
    SOAN_MUST_USE;

/* ---- claims: what was decided about them (used by check/, which owns their meaning) ---- */

enum soan_decision { SOAN_DECISION_NONE, SOAN_DECISION_CONFIRMED, SOAN_DECISION_DISMISSED };
const char *soan_decision_name(enum soan_decision d);     /* N_(): "none" "confirmed" "dismissed" */
/* Keeps a decision about a claim of a section, with member, time and reason in the journal. A reason of one line is wanted
 * unless the decision is taken back (NONE). The fingerprint changes with the words of the claim, so that new numbers are
 * judged anew. */
bool soan_claim_decide(struct soan_report *r, int64_t section, uint64_t fingerprint, enum soan_decision decision,
                       struct text_view reason, struct error *e) SOAN_MUST_USE;
/* reason (may be NULL): appended. */
bool soan_claim_decision(struct soan_report *r, int64_t section, uint64_t fingerprint, enum soan_decision *out,
                         struct text *reason, struct error *e) SOAN_MUST_USE;

#endif
