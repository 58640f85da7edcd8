/*
 * check: rules and findings. Every rule has a name, a severity, a source; texts are shown in the user's language.
 */
#ifndef SOAN_CHECK_H
#define SOAN_CHECK_H

#include "soan/report.h"

enum soan_severity { SOAN_SEVERITY_ERROR, SOAN_SEVERITY_WARNING, SOAN_SEVERITY_INFO };
const char *soan_severity_name(enum soan_severity s);     /* "error" "warning" "info" */

struct soan_finding {
    const char *rule;         /* stable English name, e.g. "blank-value" */
    enum soan_severity severity;
    int64_t section;
    size_t from, to;          /* bytes in its text; from == to: the whole section */
    struct text_view text;    /* the words concerned, shown form */
    const char *message;      /* translated */
    uint64_t fingerprint;     /* of a claim that may be decided (soan_claim_decide()); else 0 */
    enum soan_verdict verdict; /* of a claim; else FAILS */
    enum soan_decision decision;
    struct text_view reason;  /* of the decision */
};
typedef bool soan_finding_fn(const struct soan_finding *f, void *arg);
/* All findings in reading order. each() returns false to stop. Left out: what was dismissed, and doubtful claims that were
 * confirmed to be read rightly. */
bool soan_check(struct soan_report *r, soan_finding_fn *each, void *arg, struct error *e) SOAN_MUST_USE;
/* Everything that the text claims of its numbers: what fails, holds, waits for a value, was decided. */
bool soan_check_claims(struct soan_report *r, soan_finding_fn *each, void *arg, struct error *e) SOAN_MUST_USE;

#endif
