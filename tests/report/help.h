/* What the tests of the report floor share: small reports made by hand, in a directory of their own. */
#ifndef REPORT_HELP_H
#define REPORT_HELP_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "report/private.h"

/* A fresh directory, removed with everything in it at exit. */
const char *help_directory(void);
/* directory/name; one of a few buffers used in turn. */
const char *help_path(const char *name);

/* An outline made by hand: depth, marker ("" for none), title, body of each section. */
struct help_node { unsigned depth; const char *marker, *title, *body; };
void help_outline(struct soan_outline *o, const struct help_node *node, size_t n);
void help_figure(struct soan_outline *o, const char *key, enum soan_kind kind, const char *unit);
void help_outline_free(struct soan_outline *o);

/* Two parts, roman, numbered and decimal sections, two figures: see help.c. */
struct soan_report *help_report(const char *name);
/* Another handle on it. Every write through these is followed by soan_report_verify(). */
struct soan_report *help_open(const char *name, const char *member);
void help_verified(struct soan_report *r);
void help_close(struct soan_report *r); /* and verify */

int64_t help_find(struct soan_report *r, const char *path);
void help_text_is(struct soan_report *r, int64_t id, const char *text);
int64_t help_rev(struct soan_report *r, int64_t id);
/* The outline as "marker title" lines with two blanks of indent a level. */
void help_outline_is(struct soan_report *r, const char *expected);
/* Replaces `removed` by `inserted` at its first place in the section's text. */
void help_edit(struct soan_report *r, int64_t id, const char *removed, const char *inserted, uint64_t group);

/* One section "I." with the figure {thu}. */
bool help_create(const char *path, struct error *e) SOAN_MUST_USE;
void help_write_file(const char *path, const char *bytes, size_t len);
size_t help_files_in(const char *name);
/* Runs SQL on a closed report, as a foreign program would. */
void help_sql(const char *name, const char *text);
/* In a forked child: ends it with status 1. */
void help_expect(bool ok);

#define help_ok(call) \
    do { \
        struct error help_e = {0}; \
        struct error *e = &help_e; \
        (void)e; \
        if (!(call)) \
            fail_msg("%s: %s", #call, text_str(&help_e.message)); \
    } while (0)
/* The call fails with this status and says this. */
#define help_fails(status_, words, call) \
    do { \
        struct error help_e = {0}; \
        struct error *e = &help_e; \
        (void)e; \
        assert_false(call); \
        if (help_e.status != (status_) || !strstr(text_str(&help_e.message), words)) \
            fail_msg("%s: status %d: %s", #call, (int)help_e.status, text_str(&help_e.message)); \
        assert_null(strchr(text_str(&help_e.message), '\n')); \
        error_free(&help_e); \
    } while (0)

#endif
