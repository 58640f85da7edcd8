/*
 * The outline as a window of rows: which sections are open, which rows stand in the window, where the cursor is.
 * Pure: sections come from a source, only those in the window (and their neighbours on the way) are read.
 */
#ifndef TUI_TREE_H
#define TUI_TREE_H

#include "soan/report.h"

struct tree_source {
    bool (*children)(void *arg, int64_t parent, unsigned pos, size_t limit, struct soan_section *out, size_t *n,
                     struct error *e);
    bool (*get)(void *arg, int64_t id, struct soan_section *out, struct error *e);
    void *arg;
};

struct tree {
    struct tree_source source;
    unsigned open_depth;              /* sections above this depth are open unless toggled */
    int64_t *toggled;                 /* ids that are the other way round, sorted */
    size_t toggles, toggled_cap;
    struct soan_section *row;         /* the window */
    size_t n, cap;
    size_t cursor;                    /* index of a row; 0 if there is none */
    size_t height;                    /* rows wanted, at least 1 */
};

void tree_init(struct tree *t, struct tree_source source, unsigned open_depth);
void tree_free(struct tree *t);

/* The section under the cursor, or NULL. */
const struct soan_section *tree_current(const struct tree *t);
bool tree_is_open(const struct tree *t, const struct soan_section *s);
/* Turns a section round without reading anything; for state that was kept. */
void tree_toggle(struct tree *t, int64_t id);

/* All of these read what they need and leave a full window, the cursor inside it. */
bool tree_resize(struct tree *t, size_t height, struct error *e) SOAN_MUST_USE;
bool tree_move(struct tree *t, int rows, struct error *e) SOAN_MUST_USE;
bool tree_first(struct tree *t, struct error *e) SOAN_MUST_USE;
bool tree_last(struct tree *t, struct error *e) SOAN_MUST_USE;
/* Opens the section under the cursor; if it is open, steps to its first child. */
bool tree_open(struct tree *t, struct error *e) SOAN_MUST_USE;
/* Closes it; if there is nothing to close, goes to its parent. */
bool tree_close(struct tree *t, struct error *e) SOAN_MUST_USE;
/* Opens everything above `id` and puts the cursor on it. */
bool tree_reveal(struct tree *t, int64_t id, struct error *e) SOAN_MUST_USE;
/* The outline changed: reads the window again, the cursor on the same section or near it. */
bool tree_reload(struct tree *t, struct error *e) SOAN_MUST_USE;

#endif
