/*
 * The terminal: one per process, as the tty and its signals are. Opens and restores it, reads keys, and shows a grid of cells of
 * which only what changed is sent. Everything drawn goes to the grid; term_flush() sends.
 */
#ifndef TUI_TERM_H
#define TUI_TERM_H

#include "tui/keys.h"

enum role {
    ROLE_TEXT, ROLE_STATUS, ROLE_KEY_LINE, ROLE_KEY_NAME, ROLE_MESSAGE, ROLE_ERROR, ROLE_HEADING, ROLE_BORDER,
    ROLE_TREE_CURSOR, ROLE_TREE_CURRENT, ROLE_FIGURE, ROLE_FIGURE_OPEN, ROLE_SELECTION, ROLE_HIT, ROLE_COMMENT,
    ROLE_DIALOG, ROLE_DIALOG_TITLE, ROLE_FIELD, ROLE_LIST_CURSOR, ROLE_DIM, ROLE_DELETED, ROLE_INSERTED,
    ROLE_COUNT_
};

/* Takes the terminal on standard input and output. Refused (SOAN_REFUSED) if they are none, or if it cannot place the
 * cursor or clear a line. From here on fatal signals restore it. */
bool term_open(struct error *e) SOAN_MUST_USE;
/* Gives it back as it was; harmless if not open. */
void term_close(void);
/* For a program run in between: gives the terminal back, with signals as they were, and takes it again. */
void term_suspend(void);
bool term_resume(struct error *e) SOAN_MUST_USE;

/* Next event; false if none came within timeout_ms (0: only what is there, -1: for ever). K_RESIZE: the size, or what
 * the terminal is known to do, changed: the grid is empty, draw all. K_HANGUP (the line is gone, or the program was told to end)
 * comes once. */
bool term_next(int timeout_ms, struct key_event *out);
/* True if input waits: draw later. */
bool term_pending(void);
/* See keys_esc_unused(). */
void term_esc_unused(void);

int term_rows(void);
int term_cols(void);
/* True if characters such as `…` and `│` take two columns here: draw borders and marks in ASCII. */
bool term_ascii(void);
/* True if what is drawn in another role may look the same here: without colours. Signs must tell then. */
bool term_signs(void);

/* Puts one line of text, cut at `width` columns; returns the columns it took. Well-formed UTF-8; what must not reach a
 * terminal is shown as a mark. Outside the grid nothing is drawn. */
int term_put(int row, int col, int width, struct text_view s, enum role role);
void term_blank(int row, int col, int width, enum role role);
void term_hline(int row, int col, int n);
void term_vline(int row, int col, int n);
/* Where the cursor shall stand after the next flush; -1, -1 hides it. */
void term_cursor(int row, int col);
void term_bell(void);
/* The terminal is not trusted to show what was sent: the next flush sends all. */
void term_redraw(void);
/* Sends what changed, in one write. */
void term_flush(void);

#endif
