/* Figures: what the ledger holds, changes of it and what they touch. Part of soan/report.h. */
#ifndef SOAN_REPORT_FIGURES_H
#define SOAN_REPORT_FIGURES_H

#include "soan/report.h"

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
    bool leaps;               /* typed, and a hundred times what it was or of the last term, or a hundredth: a mark slipped? */
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
/* Goes past the step that soan_figures_undo() refuses: it stays as it is, and the one before it is next. */
bool soan_figures_pass(struct soan_report *r, int64_t section, bool redo, struct error *e) SOAN_MUST_USE;

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

/* The same department, whatever its capitals, marks and blanks. */
bool soan_source_equal(struct text_view a, struct text_view b);
/* Appends a sheet (CSV with BOM and `;`) of the figures that a department gives, or of all if `source` is empty; computed
 * ones are left out. */
bool soan_sheet_write(struct soan_report *r, struct text_view source, struct text *out, struct error *e) SOAN_MUST_USE;
struct soan_sheet_row {
    size_t line;
    struct soan_figure figure; /* as it is now */
    struct text value;        /* as it would be stored; empty: the sheet gives none, the figure keeps the one it has */
    struct text note;
    struct text ignored;      /* what the sheet says otherwise and is not taken from sheets: target, last term, department */
};
struct soan_sheet {
    struct soan_sheet_row *row;
    size_t n;
    size_t more;              /* rows without a value that are not among them, as there are too many */
};
void soan_sheet_free(struct soan_sheet *s);
/* Reads a sheet that came back; rows that say nothing new of figures that are open are left out. Refused as a whole, with the line: a column for key or
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

#endif
