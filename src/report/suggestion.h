/* What the files about suggestions share. */
#ifndef REPORT_SUGGESTION_H
#define REPORT_SUGGESTION_H

#include "report/private.h"

/* The changes that the hunks of a fitting make of text, each as it is after the one before. Appends. */
void fitting_changes(const struct soan_fitting *f, struct text_view text, struct text_changes *out);
/* Where in text[low, high) the words of s stand, or the place between words that it is about: of several where most of
 * what stood around them is found again. SIZE_MAX if that is no single one. */
size_t suggestion_place(const struct soan_suggestion *s, struct text_view text, size_t low, size_t high);

/* Of the tables below. */
#define SUGGESTION_COLUMNS \
    "u.id, u.section, u.at, m.name, u.start, u.stop, u.was, u.instead, u.before, u.after, u.note, u.state, u.pending," \
    " coalesce(j.at, 0), coalesce(d.name, ''), CASE WHEN u.state = 'rejected' THEN j.after ELSE '' END"
#define SUGGESTION_TABLES \
    "suggestion u LEFT JOIN member m ON m.id = u.member LEFT JOIN journal j ON j.id = u.decided" \
    " LEFT JOIN member d ON d.id = j.member"
void suggestion_read(struct query *q, struct soan_suggestion *out);
/* Keeps where it stands. */
bool suggestion_store(struct soan_report *r, const struct anchor *a, struct error *e) SOAN_MUST_USE;
bool no_suggestion(struct soan_report *r, int64_t id, struct error *e);

#endif
