/*
 * review: comments that never vanish. Anchors, threads, their states.
 */
#ifndef SOAN_REVIEW_H
#define SOAN_REVIEW_H

#include "soan/report.h"

enum soan_anchor { SOAN_ANCHOR_SECTION, SOAN_ANCHOR_IN_PLACE, SOAN_ANCHOR_MOVED, SOAN_ANCHOR_CHANGED,
                  SOAN_ANCHOR_DELETED };
/* "section" "in-place" "moved" "words-changed" "words-deleted" */
const char *soan_anchor_name(enum soan_anchor a);
/* How the words under a comment fare in today's text of its section. */
enum soan_anchor soan_anchor_state(const struct soan_comment *c, struct text_view text);
/* A comment on `quote` (empty: on the section). A quote that is missing or stands more than once is
 * refused with what to do. The words may be given as shown or in source form. */
bool soan_review_comment(struct soan_report *r, int64_t section, struct text_view quote, struct text_view body,
                         int64_t *id, struct error *e) SOAN_MUST_USE;
bool soan_review_reply(struct soan_report *r, int64_t comment, struct text_view body, int64_t *id,
                       struct error *e) SOAN_MUST_USE;

#endif
