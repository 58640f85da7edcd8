/*
 * Bytes from the terminal turned into keys. Pure: no terminal, no clock; the caller reads, feeds and says when
 * an Esc has waited long enough. Knows the sequences of xterm, PuTTY, Linux console, rxvt, tmux, screen, vt100 whatever
 * TERM says. Everything well-formed but unknown is swallowed whole, never typed.
 */
#ifndef TUI_KEYS_H
#define TUI_KEYS_H

#include "soan/base.h"

enum key {
    K_CHAR,                   /* cp: a printable code point, or a combining mark */
    K_CTRL,                   /* cp: 'a'..'z', '\\', ']', '^', '_', ' ' (NUL) */
    K_ALT,                    /* cp: Esc + letter (digits become F-keys) */
    K_PASTE,                  /* paste: the bytes between the bracketed-paste marks, unfiltered */
    K_ENTER, K_TAB, K_BACKTAB, K_ESC, K_BACKSPACE, K_DELETE, K_INSERT,
    K_UP, K_DOWN, K_LEFT, K_RIGHT, K_HOME, K_END, K_PAGE_UP, K_PAGE_DOWN,
    K_F1, K_F2, K_F3, K_F4, K_F5, K_F6, K_F7, K_F8, K_F9, K_F10, K_F11, K_F12,
    K_MOUSE,
    K_CURSOR_REPORT,          /* row, col from 1: answer to CSI 6 n */
    K_RESIZE, K_HANGUP,       /* put in by the loop, never by the decoder */
};

enum { K_SHIFT = 1, K_ALT_MOD = 2, K_CTRL_MOD = 4 };

struct key_event {
    enum key key;
    uint32_t cp;
    unsigned mods;            /* of cursor and editing keys, where they arrive */
    int row, col;
    struct text_view paste;   /* valid until the next call */
};

struct keys;
struct keys *keys_new(void);
void keys_free(struct keys **k);
/* Adds bytes; any split is fine. Invalid UTF-8 becomes U+FFFD. */
void keys_feed(struct keys *k, const char *bytes, size_t n);
/* Next complete event; false: needs more bytes (or the timeout). */
bool keys_next(struct keys *k, struct key_event *out);
/* True while an unfinished sequence waits (a lone Esc, half a letter, an open paste). */
bool keys_waiting(const struct keys *k);
/* ESC_DELAY_MS have passed without bytes: a lone Esc is Esc; an unfinished sequence is dropped; an open paste goes on. */
void keys_timeout(struct keys *k);
#define KEYS_ESC_DELAY_MS 60

#endif
