#ifndef TUI_HISTORY_H
#define TUI_HISTORY_H

#include "soan/review.h"
#include "tui/dialog.h"

/* Two states of a section in one text, to be scrolled. */
struct changes_view {
    const char *title, *keys;
    int64_t section, from, to;                /* section 0: the two texts that follow */
    struct text_view old, now;
    bool whole;                               /* what did not change, too */
    struct text_view head;                    /* lines before it */
    struct soan_marked *marked;               /* shown instead of all that, if not NULL; taken */
    bool (*other)(const struct key_event *k); /* keys that close it, besides Esc */
    struct key_event key;                     /* what closed it */
};
/* True if it was closed by one of `other`. */
bool changes_view_run(struct app *app, struct changes_view *v);

#endif
