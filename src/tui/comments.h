/*
 * Comments on the screen: what the list, the thread, a new comment and the words in the text have in common.
 */
#ifndef TUI_COMMENTS_H
#define TUI_COMMENTS_H

#include "soan/review.h"
#include "tui/dialog.h"

/* Appends who says it and when: `vt1 (Chi bộ 3) 01/12 10:42`. */
void comment_who(const struct soan_comment *c, struct text *out);
/* How its words fare, for people. */
const char *comment_anchor(enum soan_anchor state);
/* What it is: `draft`, `withdrawn`, its outcome, `closed`; "" while it is open. */
const char *comment_stand(const struct soan_comment *c);

/* Asks for a comment on the selected words, the figure at the cursor, or the section. */
void comment_begin(struct app *app);
/* Shows a comment with all that was answered, and what may be done with it. True: it led to the words. */
bool comment_thread(struct app *app, int64_t id);
/* Goes to the words, or to the section; false (said) if it is in the bin. */
bool comment_go(struct app *app, const struct soan_comment *c);
/* Asks what becomes of it. */
void comment_decide(struct app *app, const struct soan_comment *c);
/* Asks once, then all drafts of this member are seen by everybody. */
void comment_publish(struct app *app);
/* Counts and marks anew; what was said stays. */
void comment_changed(struct app *app);

#endif
