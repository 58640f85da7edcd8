/* What the files of the report floor share. No face above sees this. */
#ifndef REPORT_PRIVATE_H
#define REPORT_PRIVATE_H

#include <sqlite3.h>
#include <sys/types.h>
#include <time.h>

#include "soan/report.h"

#define SCHEMA_VERSION 3
#define APPLICATION_ID 0x536F616E /* "Soan" */
#define BIN (-1)          /* parent of the roots in the bin */
#define DEPTH_MAX 1000u

/* ---- statements (statement.c) ---- */

struct statement {
    const char *sql;
    sqlite3_stmt *stmt;
    bool busy;
};

/* The undo step that the last burst of this handle belongs to. */
struct burst {
    int64_t section;
    uint64_t group;
    int64_t row, step;
};

/* What this handle is in the table `session`, if anything. */
struct session_own {
    int64_t id, pid;
    bool kept;                /* of another process: it outlives the handle */
};
/* The lease of somebody else that this handle was told of last. */
struct lease_told { int64_t section, session, since; };

/* What a file and its -wal look like from outside while neither is written. */
struct stamp {
    struct timespec file, wal;
    off_t size, wal_size;
};

/* Why a report may only be read. */
enum read_only_why { READ_ONLY_NOT, READ_ONLY_RIGHTS, READ_ONLY_FULL, READ_ONLY_FAILING };

struct soan_report {
    sqlite3 *db;
    char *path;
    dev_t dev;
    ino_t ino;
    struct text member;
    int64_t member_id;
    bool read_only;
    enum read_only_why why;
    bool frozen;              /* read as a file that does not change: see connection_read() */
    struct stamp stamp;       /* when it was opened */
    bool astray;              /* its name went, and its -wal was emptied */
    struct statement *statement;
    size_t statements, statement_cap;
    const char *writing;      /* caller inside the gate */
    int reading;              /* nested read_begin() */
    int64_t data_version;
    int64_t news_base;        /* the journal row at which the member joined, 0: not looked for yet */
    struct burst burst;
    struct session_own session;
    struct lease_told told;
    struct text here;         /* what `boot` of a session that lives begins with; see session.c */
    size_t here_room;
    int64_t (*now)(void);
    int64_t (*uptime)(void);  /* seconds since the boot, sleep included: goes on when the clock is set */
    void (*after_write)(struct soan_report *r, void *arg); /* for tests */
    void *after_write_arg;
};

/* One use of a statement. Errors are kept in rc until query_end(). */
struct query {
    struct soan_report *r;
    sqlite3_stmt *stmt;
    int rc;
};
/* sql must be a string literal: the statement is kept under its address. */
struct query query(struct soan_report *r, const char *sql);
void query_int(struct query *q, const char *name, int64_t v);
void query_view(struct query *q, const char *name, struct text_view v); /* borrowed until query_end() */
void query_blob(struct query *q, const char *name, struct text_view v);
bool query_row(struct query *q);
int64_t query_get(struct query *q, int column);
bool query_flag(struct query *q, int column);
struct text_view query_text(struct query *q, int column); /* until the next row */
/* Ends the use; false if any step of it failed. */
bool query_end(struct query *q, struct error *e) SOAN_MUST_USE;
/* Runs to the end, ignoring rows. */
bool query_run(struct query *q, struct error *e) SOAN_MUST_USE;
/* The only integer of the only row; `absent` if there is no row or it is NULL. */
bool query_single(struct query *q, int64_t *out, int64_t absent, struct error *e) SOAN_MUST_USE;
void statements_free(struct soan_report *r);

/* ---- gate (gate.c) ---- */

struct gate {
    struct soan_report *r;
    int64_t at, up;
    int64_t row;              /* newest journal row of this transaction, 0 if none */
    int64_t leased;           /* the section whose lease has been looked at already */
    bool nothing;             /* set by fn: there is nothing to do, roll back quietly */
};
typedef bool gate_fn(struct gate *g, void *arg, struct error *e);
enum gate_history { GATE_HISTORY, GATE_NO_HISTORY };
/* The only way to write: BEGIN IMMEDIATE, may this member, fn, COMMIT. With GATE_HISTORY fn must add a journal row. */
bool gate_write(struct soan_report *r, enum soan_right right, const char *caller, enum gate_history history, gate_fn *fn,
                void *arg, struct error *e) SOAN_MUST_USE;

struct journal_entry {
    const char *kind;
    int64_t section, figure, comment, step, of;
    struct text_view before, after;
};
bool journal_add(struct gate *g, const struct journal_entry *j, int64_t *row, struct error *e) SOAN_MUST_USE;

/* Looks whether the file still has its name; if not, puts what the -wal holds into it. */
void gate_watch(struct soan_report *r);

/* Several reads that belong together see one state. Nests; free inside the gate. */
bool read_begin(struct soan_report *r, struct error *e) SOAN_MUST_USE;
void read_end(struct soan_report *r);
/* Puts SQLite's failure rc into words. Returns false. */
bool db_error(struct soan_report *r, int rc, struct error *e);
bool db_error_at(sqlite3 *db, const char *path, int rc, struct error *e);
/* True if what failed with rc failed for want of room. */
bool disk_full(sqlite3 *db, int rc);

/* ---- schema (schema.c) ---- */

struct migration {
    int from;                 /* brings version `from` to from + 1 */
    const char *sql;
};
struct text_view schema_sql(void);
/* Compares what db holds with the schema of this program. */
bool schema_check(sqlite3 *db, const char *path, struct error *e) SOAN_MUST_USE;
/* Runs the steps from the version of db up to `target` in one transaction, checks, commits. */
bool schema_migrate(sqlite3 *db, const char *path, const struct migration *step, size_t n, int target,
                    struct error *e) SOAN_MUST_USE;
bool schema_bring_up(sqlite3 *db, const char *path, bool read_only, struct error *e) SOAN_MUST_USE;

/* ---- file (file.c) ---- */

/* Settings that every connection to a report gets before its first statement. */
void connection_harden(sqlite3 *db);
/* Opens anew a report that is read as unchanging and was written meanwhile. */
bool connection_refresh(struct soan_report *r, bool *changed, struct error *e) SOAN_MUST_USE;
int connection_busy(void *arg, int count);
/* Fills r, zeroed, to read what a report tells of itself, without becoming a member and in whatever version it is. */
bool connection_look(struct soan_report *r, const char *path, struct error *e) SOAN_MUST_USE;
void connection_look_away(struct soan_report *r);
/* True if there is such a file (-wal, -shm) beside the report; its size if asked for. */
bool connection_sidecar(const char *path, const char *suffix, off_t *size);
/* True if there is a -wal to which anything was committed. One that holds no more than its head adds nothing to the report, and
 * SQLite would have a reader wait for the rest of it in vain if the one who began it is gone. */
bool connection_wal(const char *path);
/* Opens for reading without leaving anything behind (reader.c). *frozen: read as a file that does not change, for nobody
 * writes it now. */
bool connection_read(const char *path, sqlite3 **db, bool *frozen, struct error *e) SOAN_MUST_USE;

/* ---- a file in memory (image.c) ---- */

uint32_t big_endian(const unsigned char *p);
/* The file with what its -wal adds, as one without a -wal. *broken: not all of the -wal could be used. */
bool image_load(const char *path, struct text *image, bool *broken, struct error *e) SOAN_MUST_USE;
uint32_t image_page_size(struct text_view image); /* the usual one if its header does not say */
struct stamp image_stamp(const char *path);
bool stamp_equal(const struct stamp *a, const struct stamp *b);

/* False if others use a -wal under this name with another file, or this file under another name (pair.c). */
bool wal_fits(const char *path, struct error *e) SOAN_MUST_USE;

/* ---- a file beside (beside.c) ---- */

/* A new empty file beside path, mode as reports have it; *temporary is its name (owned). */
bool beside_create(const char *path, struct text *temporary, struct error *e) SOAN_MUST_USE;
/* Syncs it and gives it its name unless that is taken; else removes it. */
bool beside_commit(struct text *temporary, const char *path, struct error *e) SOAN_MUST_USE;
void beside_discard(struct text *temporary);

/* ---- names of enums as stored (names.c) ---- */

const char *marker_kind_name(enum soan_marker_kind kind);
enum soan_marker_kind marker_kind_by_name(struct text_view name); /* NONE if unknown */
bool marker_kind_known(struct text_view name);
enum soan_state state_by_name(struct text_view name);             /* EMPTY if unknown */
bool state_known(struct text_view name);
/* Appends the component of a marker as the column `path` holds it; nothing for NONE. */
void marker_component(const struct soan_marker *m, struct text *out);

/* ---- sections (section.c, walk.c, path.c) ---- */

#define SECTION_COLUMNS \
    "s.id, s.parent, s.pos, s.depth, s.kind, s.number, s.style, s.shown, s.title, s.run_in, s.state, s.words," \
    " s.blanks, s.blanks_below, s.bytes, s.rev," \
    " coalesce((SELECT max(c.pos) FROM section c WHERE c.parent = s.id), 0)," \
    " (SELECT count(*) FROM comment k WHERE k.section = s.id AND k.parent = 0 AND k.resolved = 0" \
    " AND (k.published = 1 OR k.member = :me)), s.removed, s.path," \
    " s.nth"
void section_read(struct query *q, struct soan_section *out);
/* Any section, in the bin too; *removed as in the table. */
bool section_load(struct soan_report *r, int64_t id, struct soan_section *out, int64_t *removed, struct error *e)
    SOAN_MUST_USE;
/* Parent, place and whether it is there outside the bin, without the rest. */
struct spot { int64_t parent; unsigned pos, depth; };
bool section_spot(struct soan_report *r, int64_t id, struct spot *out, struct error *e) SOAN_MUST_USE;
bool no_section(struct soan_report *r, int64_t id, struct error *e);
bool section_body(struct soan_report *r, int64_t id, struct text *out, struct error *e) SOAN_MUST_USE; /* bin too */
/* A key that sorts as reading order does (byte by byte, shorter first). Appends. The bin sorts last. */
bool section_order(struct soan_report *r, int64_t id, struct text *out, struct error *e) SOAN_MUST_USE;
/* One part of a path: "1.1", "1.1~2", "~3". */
void component_append(struct text *out, struct text_view component, int64_t nth);
bool child_count(struct soan_report *r, int64_t parent, int64_t *n, struct error *e) SOAN_MUST_USE;

/* Ids with their order, to be sorted. */
struct ordered { int64_t id; int64_t within; struct text key; };
struct ordered_list { struct ordered *item; size_t n, cap; };
void ordered_add(struct ordered_list *l, int64_t id, int64_t within, struct text *key); /* takes key */
void ordered_sort(struct ordered_list *l);
void ordered_each(struct ordered_list *l, soan_id_fn *each, void *arg); /* sorts */
void ordered_free(struct ordered_list *l);

/* ---- members (member.c, rights.c) ---- */

/* Finds or adds the member that opened the report. */
bool member_enter(struct soan_report *r, struct error *e) SOAN_MUST_USE;
enum soan_role role_by_name(struct text_view name); /* REVIEWER if unknown: the least right */
bool role_known(struct text_view name);
bool member_add(struct soan_report *r, struct text_view name, enum soan_role role, int64_t at, int64_t *id,
                struct error *e) SOAN_MUST_USE;
/* Appends the names of some who have the right. */
bool members_tell(struct soan_report *r, enum soan_right right, struct text *out, struct error *e) SOAN_MUST_USE;

/* ---- properties, totals (meta.c) ---- */

bool meta_set(struct soan_report *r, const char *name, struct text_view value, struct error *e) SOAN_MUST_USE;
/* Adds to the row `total`; every argument is a difference. */
struct total { int64_t sections, words, blanks, figures, figures_open; };
bool total_add(struct soan_report *r, struct total t, struct error *e) SOAN_MUST_USE;

/* ---- counters (count.c) ---- */

struct place { struct text_view key; int64_t n; size_t first; };
struct counts {
    int64_t words;            /* of the body */
    int64_t marks;            /* unbound open marks of title and body */
    struct place *place;      /* sorted by key; views into title and body */
    size_t places, place_cap;
};
void counts_of(struct text_view title, struct text_view body, struct counts *out); /* {0} or reused */
void counts_places(struct text_view title, struct text_view body, struct counts *out); /* only the places */
void counts_free(struct counts *c);
/* Writes words, bytes, blanks, places, state and rev of a section from its present title and body, and carries
 * the difference up to its ancestors and the totals. */
bool section_recount(struct gate *g, int64_t id, struct text_view title, struct text_view body, struct error *e)
    SOAN_MUST_USE;
/* Adds to blanks_below of `from` and all above it, and to the total. */
bool blanks_carry(struct soan_report *r, int64_t from, int64_t delta, struct error *e) SOAN_MUST_USE;
bool places_insert(struct soan_report *r, int64_t section, const struct counts *c, struct error *e) SOAN_MUST_USE;

/* ---- sign-off (content.c, approval.c) ---- */

/* The same words and figures, whatever the line breaks, spaces and places of tone marks. Source form will do. */
bool content_same(struct text_view a, struct text_view b);
/* Appends title and text as they are shown now, a newline between them; the code of what is shown. */
bool content_shown(struct soan_report *r, struct text_view title, struct text_view body, struct text *out,
                   struct error *e) SOAN_MUST_USE;
void content_code(struct text_view shown, struct text *out);
bool content_of(struct soan_report *r, int64_t section, struct text *shown, struct text *code, struct error *e)
    SOAN_MUST_USE;
/* False with the refusal that an approved section is locked: always, if it is one, if the branch has one. */
bool approval_refuse(struct soan_report *r, int64_t section, struct error *e);
bool approval_locks(struct soan_report *r, int64_t section, struct error *e) SOAN_MUST_USE;
bool approval_locks_branch(struct soan_report *r, int64_t root, struct error *e) SOAN_MUST_USE;
/* Ends the approvals of what shows this figure, if that is no longer what was approved. */
bool approvals_settle_figure(struct gate *g, struct text_view key, struct text_view reason, struct error *e)
    SOAN_MUST_USE;

/* ---- figures (figure.c) ---- */

/* A figure's value went (sign 1) or came (-1): its places count as blanks or no more. */
bool figure_carry(struct gate *g, struct text_view key, int sign, struct error *e) SOAN_MUST_USE;
/* soan_figures_change() for values; out has n entries, filled if it succeeds. */
bool figures_fill(struct soan_report *r, const struct soan_figure_change *changes, size_t n, bool dry_run,
                  struct soan_filled *out, struct error *e) SOAN_MUST_USE;
/* Marks the ledger as changed by the newest journal row. */
bool figures_touch(struct gate *g, struct error *e) SOAN_MUST_USE;

/* ---- changes (changes.c) ---- */

/* Appends as it is: unlike text_changes_add() never joins two. */
void changes_append(struct text_changes *l, size_t pos, struct text_view removed, struct text_view inserted,
                    uint64_t group);
void changes_copy(struct text_changes *to, const struct text_changes *from);
void changes_invert(struct text_changes *to, const struct text_changes *from);
bool changes_equal(const struct text_changes *a, const struct text_changes *b);
/* Both start from the same text. Afterwards `mine` applies behind `theirs`, `theirs` behind `mine` as it was. At one
 * point theirs stands first. False if they touch the same words; both are then spoilt. */
bool changes_rebase(struct text_changes *mine, struct text_changes *theirs) SOAN_MUST_USE;
bool changes_apply(const struct text_changes *c, struct text *t) SOAN_MUST_USE;
/* What makes `after` of `before`, word by word, so that anchors on what stayed do not move. Appends. */
void changes_between(struct text_view before, struct text_view after, struct text_changes *out);
/* Edits of a section behind row `rev`, those of one row. Append. */
bool changes_since(struct soan_report *r, int64_t section, int64_t rev, struct text_changes *out, struct error *e)
    SOAN_MUST_USE;
bool changes_of(struct soan_report *r, int64_t row, struct text_changes *out, struct error *e) SOAN_MUST_USE;

/* ---- writing a text (edit.c) ---- */

/* Rows of the journal that may change a text. */
#define TEXT_KINDS "('edit', 'write', 'replace', 'accept', 'undo', 'redo')"

/* A section while its text is being changed inside the gate. */
struct draft {
    int64_t id, rev;
    bool approved;
    struct text title, body;
};
bool draft_open(struct soan_report *r, int64_t id, struct draft *d, struct error *e) SOAN_MUST_USE;
/* Adds a journal row of this kind with these edits, applies them to the body, moves the anchors. */
bool draft_change(struct gate *g, struct draft *d, const struct journal_entry *kind, const struct text_change *c,
                  size_t n, struct error *e) SOAN_MUST_USE;
/* Stores the body and counts it. */
bool draft_close(struct gate *g, struct draft *d, struct error *e) SOAN_MUST_USE;
void draft_free(struct draft *d);
/* Appends a text as it may be stored: clean, without newlines at the end. */
void body_clean(struct text_view in, struct text *out);

/* ---- earlier states (past.c), printed ones (printing.c) ---- */

/* As soan_section_at(), inside a read or the gate. */
bool past_read(struct soan_report *r, int64_t id, int64_t rev, struct soan_past *out, struct error *e) SOAN_MUST_USE;
/* *first: number of the first copy, 0 if there are none. */
bool printing_add(struct gate *g, const struct soan_printing_new *p, struct text_view label, int64_t *first,
                  struct error *e) SOAN_MUST_USE;

/* ---- anchors (anchor.c) ---- */

/* Words [start, stop) of a text; start == stop: where they stood. */
struct anchor { int64_t id; size_t start, stop; struct text quote; };
/* True if a character begins at pos, or the text ends there. */
bool anchor_boundary(struct text_view v, size_t pos);
/* Appends what stands before and behind [from, to), as much as is kept to find it again. */
void anchor_context(struct text_view v, size_t from, size_t to, struct text *before, struct text *after);
/* Carries it past a change. */
void anchor_map(struct anchor *a, const struct text_change *c);
/* Carries all suggestions of a section past what was done to its text, in order. */
bool anchors_move(struct soan_report *r, int64_t section, const struct text_change *c, size_t n, struct error *e)
    SOAN_MUST_USE;

/* ---- undo ---- */

/* Which row is to be undone (redone) next, out of rows `id, kind, of, section`, the newest first; 0: none. Ends q. */
bool undo_next(struct query *q, bool redo, int64_t *row, int64_t *section, struct error *e) SOAN_MUST_USE;
/* The same of what this member did to the text of a section, to the outline. */
bool text_next(struct soan_report *r, int64_t section, bool redo, int64_t *row, struct error *e) SOAN_MUST_USE;
bool outline_next(struct soan_report *r, bool redo, int64_t *row, int64_t *section, struct error *e) SOAN_MUST_USE;

/* Takes back (a step or redo) or does again (an undo) what one row did to a text or to the outline. */
bool text_row_back(struct gate *g, struct draft *d, int64_t row, bool redo, struct text_changes *done, struct error *e)
    SOAN_MUST_USE;
bool outline_row_back(struct gate *g, int64_t row, bool redo, struct error *e) SOAN_MUST_USE;

/* First row of the step that `row`, or what it takes back in the end, belongs to. */
bool step_of(struct soan_report *r, int64_t row, int64_t *step, struct error *e) SOAN_MUST_USE;
/* True if the newest undo or redo of a row took it back. */
bool row_undone(struct soan_report *r, int64_t section, int64_t row, bool *undone, struct error *e) SOAN_MUST_USE;
/* Does the same with all rows of the step as with one of them, the text of section `but` left out; a section where that
 * is no longer possible stays as it is. *done: other sections where it was done. */
bool step_undo(struct gate *g, int64_t step, int64_t but, bool redo, size_t *done, struct error *e) SOAN_MUST_USE;

/* The suggestions that a row took up which is being taken back, or done again; as they stand before that. */
struct suggestions_undone { struct soan_suggestion *item; size_t n, cap; };
bool suggestions_undone_load(struct soan_report *r, int64_t row, struct suggestions_undone *out, struct error *e)
    SOAN_MUST_USE;
/* Once `done` was done to the text: where they stand now, and that they are to be decided again, or no more. */
bool suggestions_undone_store(struct soan_report *r, struct suggestions_undone *u, const struct text_changes *done,
                              struct text_view text, bool redo, struct error *e) SOAN_MUST_USE;
void suggestions_undone_free(struct suggestions_undone *u);

/* ---- others ---- */

bool no_comment(struct soan_report *r, int64_t id, struct error *e);
bool stand_move(struct gate *g, int64_t section, size_t cursor, struct error *e) SOAN_MUST_USE;
/* Sets rev to the newest journal row. */
bool section_touch(struct gate *g, int64_t section, struct error *e) SOAN_MUST_USE;

/* ---- markers of siblings (renumber.c) ---- */

struct sibling {
    int64_t id;
    struct soan_marker marker;
    unsigned pos, nth;
    struct text path;
    bool parent;              /* has children */
};
struct siblings {
    int64_t of;               /* their parent */
    struct soan_marker parent; /* its marker, empty at the top */
    struct sibling *item;
    size_t n, cap;
    unsigned base[SOAN_MARKER_LOWER_ROMAN + 1]; /* lowest number of each kind (numbering may go on), 0: none */
    bool regular;             /* renumbering would change nothing */
};
bool siblings_load(struct soan_report *r, int64_t parent, struct siblings *l, struct error *e) SOAN_MUST_USE;
void siblings_free(struct siblings *l);
/* Marker for a newcomer at index `at`: as the nearest before, else behind it; without siblings the parent's child
 * style. */
void siblings_style(const struct siblings *l, size_t at, struct soan_marker *out);
/* Brings the children of parent into one row and numbers them from `base` on, each kind by itself, and the chains of
 * numbers below them; the branch of `moved` is left to the caller. `moved` has the place of another and belongs before
 * (tie -1) or behind it (1). */
bool siblings_settle(struct gate *g, int64_t parent, const unsigned *base, int64_t moved, int tie, struct error *e)
    SOAN_MUST_USE;
/* Writes the chains of numbers below root anew; restyle: gives every level the style its parent asks for. */
bool branch_reformat(struct gate *g, int64_t root, bool restyle, struct error *e) SOAN_MUST_USE;
bool marker_load(struct soan_report *r, int64_t id, struct soan_marker *out, struct error *e) SOAN_MUST_USE;
bool marker_store(struct soan_report *r, int64_t id, const struct soan_marker *m, struct error *e) SOAN_MUST_USE;
/* Keeps these markers with the newest journal row; puts those kept with a row back where the same sections stand. */
bool numbering_record(struct gate *g, const struct siblings *l, struct error *e) SOAN_MUST_USE;
bool numbering_restore(struct gate *g, int64_t row, struct error *e) SOAN_MUST_USE;

/* ---- outline steps (tree.c) ---- */

/* Under which name a step goes into the journal, and what it takes back. */
struct step { const char *kind; int64_t of, step; };
bool step_add(struct gate *g, const struct step *as, int64_t parent, unsigned pos, struct text_view title,
              struct text_view body, int64_t *id, struct error *e) SOAN_MUST_USE;
bool step_rename(struct gate *g, const struct step *as, int64_t id, struct text_view title, struct error *e)
    SOAN_MUST_USE;
/* pos counts without the section itself. */
bool step_move(struct gate *g, const struct step *as, int64_t id, int64_t parent, unsigned pos, struct error *e)
    SOAN_MUST_USE;
bool step_remove(struct gate *g, const struct step *as, int64_t id, struct error *e) SOAN_MUST_USE;
bool step_restore(struct gate *g, const struct step *as, int64_t id, struct error *e) SOAN_MUST_USE;

#endif
