/*
 * A change of the ledger while it is made: the figures concerned as they were and as they will be, in memory, until all
 * is checked and computed.
 */
#ifndef REPORT_LEDGER_H
#define REPORT_LEDGER_H

#include "report/private.h"

struct ledger_entry {
    struct soan_figure was, now;
    bool named;               /* by one of the changes */
    bool filled;              /* a value was given for it */
    bool new_formula;
    bool dirty;               /* to be computed */
    struct soan_formula *formula; /* of `now`; parsed when first needed */
    size_t waiting;           /* dirty operands that are not computed yet */
    struct text unlocked;     /* the reason */
    struct text dropped;      /* the words left out of the value that was typed */
};

struct ledger {
    struct soan_report *r;
    struct ledger_entry **entry; /* in the order in which they were met */
    size_t n, cap;
    size_t *slot;             /* by hash of the key: index + 1, 0 is free */
    size_t slots;
    int64_t step;             /* journal row that its rows belong to, once there is one */
};

void ledger_free(struct ledger *l);
/* The entry of a key if it is at hand, else NULL. */
struct ledger_entry *ledger_find(const struct ledger *l, struct text_view key);
/* The same, read from the report if need be. SOAN_REFUSED if there is no such figure. */
bool ledger_take(struct ledger *l, struct text_view key, struct ledger_entry **out, struct error *e) SOAN_MUST_USE;

/* The text that a property is kept as; NULL if it is kept otherwise. */
struct text *ledger_text(struct soan_figure *f, enum soan_figure_property what);
bool ledger_unchanged(const struct ledger *l);
/* Writes what has changed, with its history, as one step. */
bool ledger_write(struct gate *g, struct ledger *l, struct error *e) SOAN_MUST_USE;

/* Makes one change in memory (ledger_set.c). */
bool ledger_set(struct ledger *l, const struct soan_figure_change *c, struct error *e) SOAN_MUST_USE;
/* True if a value is such as the kind accepts and reads as it stands; so is an empty one. */
bool ledger_reads(enum soan_kind kind, struct text_view unit, struct text_view value);
/* Computes all that depends on what was changed (compute.c). */
bool ledger_compute(struct ledger *l, struct error *e) SOAN_MUST_USE;
/* The value that the formula gives now, or the reason why there is none. False: the report cannot be read. */
bool ledger_evaluate(struct ledger *l, struct ledger_entry *x, struct text *value, struct text *reason, struct error *e)
    SOAN_MUST_USE;
/* What it touches (effect.c). */
/* Of an effect whose sentences are known: whose approvals end; which milestones say the old values (effect_touched.c). */
bool effect_approvals(struct soan_report *r, struct soan_effect *out, struct error *e) SOAN_MUST_USE;
bool effect_milestones(struct ledger *l, struct soan_effect *out, struct error *e) SOAN_MUST_USE;
bool ledger_effect(struct ledger *l, struct soan_effect *out, struct error *e) SOAN_MUST_USE;

/* Takes the first words off a name if they stand before every place that shows it; *dropped gets them (lead.c). */
bool lead_drop(struct soan_report *r, const struct soan_figure *f, struct text *value, struct text *dropped,
               struct error *e) SOAN_MUST_USE;

#endif
