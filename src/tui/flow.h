/*
 * The text of a section as lines on a screen. Pure: no terminal, no report. Only paragraphs that are asked for
 * are projected and wrapped, and a paragraph that did not change is never wrapped again.
 */
#ifndef TUI_FLOW_H
#define TUI_FLOW_H

#include "soan/outline.h"

/* Words that are to go from the text, or to come into it: drawn, but not done. */
struct flow_mark {
    size_t from, to;                  /* bytes of the section's text that go */
    struct text_view with;            /* comes behind them */
    bool doubtful;                    /* stands for a change that cannot be made: only shown */
    size_t reach;                     /* of this one and all before it: the last byte; set by flow_set_marks() */
};

enum flow_show {
    FLOW_MARKED,                      /* what goes and what comes, told apart by how they are drawn */
    FLOW_SIGNED,                      /* [-what goes-]{+what comes+}: by signs too */
    FLOW_RESULT,                      /* as if it were done */
};

enum flow_cover_kind { FLOW_GOES, FLOW_COMES, FLOW_DOUBT };

/* Bytes of the shown form that a mark is drawn on. */
struct flow_cover {
    size_t from, to;
    enum flow_cover_kind kind;
};

struct flow_paragraph {
    size_t from, to;                  /* bytes of the section's text, without the newline */
    struct text source;               /* what was laid out */
    struct soan_projection shown;     /* used unless plain */
    bool plain;                       /* nothing to project: shown as it stands */
    uint64_t marked;                  /* tells the marks in it from others; 0: none */
    struct flow_cover *cover;         /* of the marks, in order */
    size_t covers, cover_cap;
    struct text_lines lines;          /* of the shown form */
    int hang;                         /* columns before every line but the first */
    uint64_t epoch, used;             /* of the text it was last seen in; of its last use */
};

struct flow {
    soan_lookup_fn *lookup;
    void *lookup_arg;
    int width;                        /* columns */
    uint64_t epoch, clock;
    struct flow_paragraph *slot;
    size_t slots;
    struct soan_projection spare, base;
    const struct flow_mark *mark;     /* borrowed, by from */
    size_t marks;
    enum flow_show show;
};

/* A line: the paragraph that starts at byte `from`, its line number `line`. */
struct flow_line {
    size_t from, line;
};

void flow_init(struct flow *l, soan_lookup_fn *lookup, void *arg);
void flow_free(struct flow *l);
/* Takes a width in columns and the number of paragraphs worth keeping. */
void flow_resize(struct flow *l, int width, size_t keep);
/* The text was changed in whatever way. */
void flow_changed(struct flow *l);
/* Values of figures changed, or another section's text comes: nothing kept is of use. */
void flow_forget(struct flow *l);

/* What is to be drawn over the text from now on; in order of from, to be kept until others are set. */
void flow_set_marks(struct flow *l, struct flow_mark *mark, size_t n, enum flow_show show);

/* The paragraph that holds byte pos; valid until the next call. */
const struct flow_paragraph *flow_at(struct flow *l, struct text_view text, size_t pos);
struct text_view flow_shown(const struct flow_paragraph *p);
/* The shown bytes of a line, blanks at its end included; columns before it. */
struct text_view flow_line_view(const struct flow_paragraph *p, size_t line, size_t *from);
int flow_indent(const struct flow_paragraph *p, size_t line);
/* Between bytes of the paragraph's source and of its shown form. */
size_t flow_to_shown(const struct flow_paragraph *p, size_t source);
size_t flow_to_source(const struct flow_paragraph *p, size_t shown);

/* Where byte pos of the text stands; *col (or NULL) gets its column, never beyond the width. */
struct flow_line flow_find(struct flow *l, struct text_view text, size_t pos, int *col);
/* The byte that stands in or next before column col of a line, inside that line. */
size_t flow_pos(struct flow *l, struct text_view text, struct flow_line at, int col);
/* Behind the last visible letter of a line. */
size_t flow_line_end(struct flow *l, struct text_view text, struct flow_line at);
/* Puts marks into what `base` shows of paragraph [from, to) of the text (flow_weave.c): `out` shows them, `p` gets its covers. */
void flow_weave(struct flow_paragraph *p, const struct soan_projection *base, size_t from, size_t to,
                const struct flow_mark *mark, size_t n, const struct flow *l, struct soan_projection *out);
/* Moves by n lines (up if negative), stops at the ends; returns how many lines it went. */
int flow_step(struct flow *l, struct text_view text, struct flow_line *at, int n);

#endif
