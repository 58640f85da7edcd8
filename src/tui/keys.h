/*
 * Bytes from the terminal turned into keys. Pure: no terminal, no clock; the caller reads, feeds and says when
 * enough time has passed. Knows the sequences of xterm, PuTTY, Linux console, rxvt, tmux, screen, kitty, vt100
 * whatever TERM says. Everything well-formed but unknown is swallowed whole, never typed.
 */
#ifndef TUI_KEYS_H
#define TUI_KEYS_H

#include "soan/base.h"

enum key {
    K_NONE,
    K_CHAR,                   /* cp: a code point that is no control, or U+FFFD for bytes that are not UTF-8 */
    K_CTRL,                   /* cp: 'a'..'z', '\\', ']', '^', '_', ' ' (NUL); never h, i, j, m, [ */
    K_ALT,                    /* cp: Esc + character (digits become F-keys) */
    K_PASTE,                  /* paste: the bytes between the bracketed-paste marks, unfiltered */
    K_ENTER, K_TAB, K_BACKTAB, K_ESC, K_BACKSPACE, K_DELETE, K_INSERT,
    K_UP, K_DOWN, K_LEFT, K_RIGHT, K_HOME, K_END, K_PAGE_UP, K_PAGE_DOWN,
    K_F1, K_F2, K_F3, K_F4, K_F5, K_F6, K_F7, K_F8, K_F9, K_F10, K_F11, K_F12,
    K_MOUSE,                  /* a button pressed at row, col from 1; cp: 0 left, 1 middle, 2 right, 64/65 wheel up/down */
    K_CURSOR_REPORT,          /* row, col from 1: answer to CSI 6 n (ask on row 2 or below: on row 1 it is like F3) */
    K_RESIZE, K_HANGUP,       /* put in by the loop, never by the decoder */
};

enum { K_SHIFT = 1, K_ALT_MOD = 2, K_CTRL_MOD = 4 };

struct key_event {
    enum key key;
    uint32_t cp;
    unsigned mods;            /* of cursor, editing and function keys, where they arrive */
    int row, col;
    struct text_view paste;   /* valid until the next call */
};

struct keys;
struct keys *keys_new(void);
void keys_free(struct keys **k);
/* Adds bytes; any split is fine. Ill-formed UTF-8 becomes U+FFFD, one for each maximal part (Unicode 3.9). */
void keys_feed(struct keys *k, const char *bytes, size_t n);
/* Next complete event; false: needs more bytes (or the timeout). */
bool keys_next(struct keys *k, struct key_event *out);

/* Milliseconds without a byte after which keys_timeout() is due; -1: never. Ask when keys_next() gave false. */
int keys_wait_ms(const struct keys *k);
/* That time has passed: a lone Esc is K_ESC, an unfinished sequence is dropped, a paste without its end ends here.
 * Half a letter goes on. */
void keys_timeout(struct keys *k);
/* The K_ESC just given meant nothing where it came: a digit typed next, within KEYS_DIGIT_MS, is the F-key after all. */
void keys_esc_unused(struct keys *k);

#define KEYS_ESC_MS 60        /* ssh sends a key as one packet, so its bytes come closer than this */
#define KEYS_LATE_MS 500      /* a sequence torn apart on a bad line is still taken as one */
#define KEYS_PASTE_MS 3000    /* a paste that stalls so long has lost its end: what came is given, keys are keys again */
#define KEYS_DIGIT_MS 1500    /* Esc, then a digit, by hand */

#endif
