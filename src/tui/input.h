/*
 * Keys that edit a text, the same in the section and in every field: letters (through the input method built in),
 * erasing, moving within a line, pasting.
 */
#ifndef TUI_INPUT_H
#define TUI_INPUT_H

#include "soan/viet.h"
#include "tui/keys.h"

struct input {
    struct viet_typing typing;
    struct text clip;                 /* what was cut or copied last, source form */
    bool by_shift;                    /* the selection was begun with Shift and ends without it */
    bool erased;                      /* the key before was Backspace */
    bool saw_other;                   /* another input method is at work: this one switched itself off */
    struct text_cleaning cleaned;     /* of the last paste */
};

void input_init(struct input *in);
void input_free(struct input *in);
void input_set_method(struct input *in, enum viet_method method);
/* Off, Telex, VNI, off … */
void input_next_method(struct input *in);
/* "Telex", "VNI", "VIQR"; NULL when off. */
const char *input_method_name(const struct input *in);

/* True if the key was one of those above. `changed`, if not NULL, tells whether the text was touched. */
bool input_edit(struct input *in, struct text_editor *ed, const struct key_event *k, bool *changed);
/* Before a key that moves: begins, keeps or ends the selection as its Shift says. */
void input_before_move(struct input *in, struct text_editor *ed, unsigned mods);
/* The cursor went elsewhere: the word being typed is no longer the input method's. */
void input_leave_word(struct input *in);

#endif
