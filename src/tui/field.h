/*
 * A line to type into, in dialogues. Pure: says what is to be seen, draws nothing.
 */
#ifndef TUI_FIELD_H
#define TUI_FIELD_H

#include "tui/action.h"
#include "tui/input.h"

struct field {
    struct text_editor ed;
    size_t left;                      /* first byte shown */
};

void field_init(struct field *f, struct text_view text);   /* the text selected: typing replaces it */
void field_free(struct field *f);
/* False if the key means nothing to a field. */
bool field_key(struct field *f, struct input *in, const struct key_event *k);
bool field_action(struct field *f, struct input *in, enum action a);

/* The part that `width` columns show, scrolled so that the cursor is among them; *col is the cursor's
 * column, [*from, *to) the selected bytes of the part. */
struct text_view field_view(struct field *f, int width, int *col, size_t *from, size_t *to);

#endif
