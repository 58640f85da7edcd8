/* What the terminal can do, out of terminfo, without padding. */
#ifndef TUI_CAPS_H
#define TUI_CAPS_H

#include "soan/base.h"

struct caps {
    struct text cup, clear, el, ich, dch, ich1, dch1, cuf, cub, csr, ind, ri; /* empty: cannot */
    struct text enter, leave;                   /* the alternate screen, if any */
    struct text hide, show;
    struct text sgr0, bold, dim, reverse, underline, setaf, setab;
    int colours;
    bool no_last_cell;                          /* writing the last cell would scroll */
};

/* Of the terminal named, of xterm-256color if the name is unknown here. False: it cannot place the cursor or clear a line. */
bool caps_load(struct caps *c, const char *name, struct error *e) SOAN_MUST_USE;
void caps_free(struct caps *c);
/* Appends capability `s` with its parameters. */
void caps_append(struct text *out, const struct text *s, int a, int b);

#endif
