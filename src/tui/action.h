/*
 * Everything the program can be told to do: one table feeds keys, menu, key line, help, manual and tests.
 */
#ifndef TUI_ACTION_H
#define TUI_ACTION_H

#include "tui/keys.h"

enum action {
    ACT_NONE,
    /* File */
    ACT_REPORT_OPEN, ACT_REPORT_NEW, ACT_CHECKPOINT, ACT_PREVIEW, ACT_PRINT, ACT_BACKUP, ACT_LETTERHEAD,
    ACT_MEMBERS, ACT_SAVE_TEXT, ACT_PRINTER, ACT_FINAL, ACT_LEAVE,
    /* Edit */
    ACT_UNDO, ACT_REDO, ACT_CUT, ACT_COPY, ACT_PASTE, ACT_CUT_LINE, ACT_SELECT, ACT_SELECT_ALL, ACT_FIND, ACT_REPLACE,
    ACT_UPPER, ACT_LOWER, ACT_EDITOR,
    /* Section */
    ACT_GOTO, ACT_SECTION_OPEN, ACT_SECTION_FOLD, ACT_SECTION_ADD, ACT_SECTION_ADD_CHILD, ACT_SECTION_RENAME,
    ACT_SECTION_MOVE, ACT_SECTION_REMOVE, ACT_BIN, ACT_SECTION_HISTORY,
    ACT_WORD_WRITER, ACT_SECTION_INFO,
    /* Insert */
    ACT_INSERT_DATE, ACT_INSERT_SPECIAL, ACT_INSERT_NOTE, ACT_NOTE_GO,
    /* Figures */
    ACT_FIGURE, ACT_LEDGER, ACT_NUMBERS, ACT_NEXT_BLANK,
    /* Review */
    ACT_COMMENTS, ACT_SUGGEST, ACT_SUGGESTION, ACT_SUGGESTIONS, ACT_SUGGESTED_RESULT, ACT_CHECK, ACT_CLAIMS, ACT_NEXT, ACT_PREV, ACT_NEXT_KIND,
    /* Sign-off */
    ACT_STATUS, ACT_STATE, ACT_ASSIGN, ACT_APPROVE, ACT_REOPEN, ACT_APPROVALS, ACT_MILESTONES, ACT_NEWS, ACT_NEWS_HERE,
    /* View */
    ACT_NEXT_PANE, ACT_TOGGLE_TREE, ACT_INPUT_METHOD, ACT_INPUT_CHOOSE, ACT_TONE_STYLE, ACT_WHO, ACT_REDRAW,
    /* Help */
    ACT_HELP, ACT_MENU,
    ACT_COUNT_
};

/* OUTSIDE: starts what is not this program; not for those who were let in for the reports only. */
enum action_place { IN_TREE = 1, IN_TEXT = 2, IN_FIELD = 4, ANYWHERE = 7, OUTSIDE = 8, IN_SHELF = 16 };

struct action_info {
    enum action action;
    const char *name;         /* stable, English: "find" */
    const char *label;        /* N_() menu entry */
    const char *key_line;     /* N_() short word for the key line, or NULL */
    const char *help;         /* N_() one sentence */
    const char *keys;         /* "F3 ^F": as shown, and read by action_of_key(); "" where only the menu has it */
    const char *tree_keys;    /* keys that hold in the outline only: "Ins" */
    const char *menu;         /* N_() menu it stands in */
    unsigned places;          /* where it can be done */
};

const struct action_info *action_info(enum action a);
/* True if it can be done in this place, by who runs this process. */
bool action_offered(enum action a, unsigned place);
/* By its stable name; ACT_NONE if there is none. */
enum action action_of_name(const char *name);
/* Action of a key in a place, ACT_NONE if it is not a command there (letters never are). */
enum action action_of_key(const struct key_event *k, unsigned place);
/* The menus from left to right, N_(); NULL behind the last. Entries stand in the order of enum action. */
const char *action_menu(size_t i);

#endif
