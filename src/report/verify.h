/* What the tests of the invariants share. */
#ifndef REPORT_VERIFY_H
#define REPORT_VERIFY_H

#include "report/private.h"

struct verifier {
    struct soan_report *r;
    soan_line_fn *each;
    void *arg;
    size_t problems;
    struct counts counts;
    struct text scratch;
};

void verify_problem(struct verifier *v, const char *format, ...) SOAN_PRINTF(2, 3);
/* verify_suggestions.c */
bool verify_suggestions(struct verifier *v, struct error *e) SOAN_MUST_USE;
/* verify_figures.c */
bool verify_figures(struct verifier *v, struct error *e) SOAN_MUST_USE;

#endif
