/*
 * Everything the program can be told to do: one table feeds keys, menu, key line, help, manual and tests.
 */
#ifndef TUI_ACTION_H
#define TUI_ACTION_H

#include "tui/keys.h"

enum action {
    ACT_NONE,
    ACT_HELP, ACT_CHECKPOINT, ACT_FIND, ACT_FIGURE, ACT_COMMENTS, ACT_NEXT_PANE, ACT_CHECK, ACT_SELECT, ACT_MENU, ACT_LEAVE,
    ACT_PREVIEW, ACT_UNDO, ACT_REDO, ACT_CUT, ACT_COPY, ACT_PASTE, ACT_CUT_LINE, ACT_REPLACE, ACT_GOTO, ACT_NEXT, ACT_PREV,
    ACT_REDRAW, ACT_INPUT_METHOD, ACT_SELECT_ALL, ACT_TOGGLE_TREE,
    /* outline */
    ACT_SECTION_ADD, ACT_SECTION_ADD_CHILD, ACT_SECTION_RENAME, ACT_SECTION_MOVE, ACT_SECTION_REMOVE, ACT_BIN,
    ACT_COUNT_
};

enum action_place { IN_TREE = 1, IN_TEXT = 2, IN_FIELD = 4, ANYWHERE = 7 };

struct action_info {
    enum action action;
    const char *name;         /* stable, English: "find" */
    const char *label;        /* N_() menu entry */
    const char *key_line;     /* N_() short word for the key line, or NULL */
    const char *help;         /* N_() one sentence */
    const char *keys;         /* as shown: "F3 ^F" */
    const char *menu;         /* N_() menu it stands in */
    unsigned places;
};

const struct action_info *action_info(enum action a);
/* Action of a key in a place, ACT_NONE if it is not a command there (letters never are). */
enum action action_of_key(const struct key_event *k, unsigned place);

#endif
