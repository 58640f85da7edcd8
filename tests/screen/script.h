/* The script being played: its lines, what they are waited for by, how it fails. */
#ifndef SCREEN_SCRIPT_H
#define SCREEN_SCRIPT_H

#include "terminal.h"

enum { DESKS = 4 };

struct drive {
    const char *script;
    char **lines;                 /* NULL behind the last */
    size_t at;                    /* index of the next line */
    size_t step;                  /* number of the line being done */
    char *dir;
    struct terminal *terminal;    /* of the desk at which the steps are done */
    struct terminal *desk[DESKS]; /* of the others */
    size_t sits;                  /* index of that desk */
    int rows, cols;
    const char *keyset;
    bool mute;                    /* the terminal answers no questions */
};
extern struct drive drive;

void read_script(void);
/* Ends the program, removes the directory. */
void clean_up(void);
void show_screen(void);
/* Says where and what, shows the screen, ends with 1. */
void fail(const char *fmt, ...) __attribute__((noreturn, format(printf, 1, 2)));
/* Fails if p is NULL. */
void *check(void *p);

/* The lines up to END; *n of them, borrowed. */
char **here_lines(size_t *n);
/* The arguments before <<; owned. */
char *without_here(const char *args);
/* "text" with \n \t \r \e \xHH \" \\ as in C; owned. */
char *quoted(const char *s, const char **end);
/* Bytes of a line of keys; owned, *n of them. */
char *key_bytes(const char *s, size_t *n);

typedef bool truth_fn(const void *arg);
/* Reads until it is true; false if it did not become so in time. */
bool become(truth_fn *truth, const void *arg);
bool is_shown(const void *text);
bool is_gone(const void *text);
bool has_ended(const void *arg);
bool is_idle(const void *arg);

struct expected_rows {
    char **lines;
    size_t n;
    int first;                    /* -1: the whole screen */
};
bool rows_are(const void *expected_rows);
/* Compares without trailing blanks; `¿` in the pattern stands for one character, `*` alone for any row. */
bool row_is(const char *shown, const char *pattern);

#endif
