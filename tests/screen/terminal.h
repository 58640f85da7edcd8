/* A program in a pseudo-terminal, and the screen it draws, as libvterm understands it. */
#ifndef SCREEN_TERMINAL_H
#define SCREEN_TERMINAL_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

struct terminal;

enum look { LOOK_PLAIN, LOOK_BOLD = 1, LOOK_UNDERLINE = 2, LOOK_REVERSE = 4, LOOK_COLOUR = 8 };

/* Starts `command` by the shell. mute: questions to the terminal stay without answer. */
struct terminal *terminal_start(const char *command, int rows, int cols, bool mute);
/* Kills what still runs. */
void terminal_end(struct terminal **t);
void terminal_resize(struct terminal *t, int rows, int cols);
int terminal_rows(const struct terminal *t);
int terminal_cols(const struct terminal *t);

/* Takes what the program writes until it wrote something, ended, or ms have passed. False: it closed the terminal. */
bool terminal_read(struct terminal *t, int ms);
/* Sends bytes while reading. False: nobody takes them. */
bool terminal_send(struct terminal *t, const char *bytes, size_t n);
/* True if the program has taken all that was sent, waits for input, and has nothing more to say. */
bool terminal_idle(struct terminal *t);
/* Closes the line, as a cut connection does. */
void terminal_hang_up(struct terminal *t);
void terminal_signal(struct terminal *t, int sig);
/* The exit status, 128 + signal; -1 while it runs. */
int terminal_status(struct terminal *t);

/* Bytes written since this was asked last. */
size_t terminal_cost(struct terminal *t);
/* UTF-8 of a row without trailing blanks; owned by the terminal until the next call. */
const char *terminal_row(struct terminal *t, int row);
void terminal_cursor(struct terminal *t, int *row, int *col, bool *visible);
int terminal_look(struct terminal *t, int row, int col);
/* NULL, or what the program did not give back of the terminal as it was. */
const char *terminal_not_restored(struct terminal *t);

#endif
