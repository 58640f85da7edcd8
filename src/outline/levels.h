/* Which lines are headings, and how deep they stand. */
#ifndef SOAN_OUTLINE_LEVELS_H
#define SOAN_OUTLINE_LEVELS_H

#include "outline/marker.h"

/* An open heading. Markers of one kind and variant stand at one level. */
struct level {
    size_t node;
    enum soan_marker_kind kind;
    enum number_form form;
    unsigned variant, rank, number;
    unsigned depth;           /* that was told, 0: none was */
    struct text_view chain;   /* digits and dots of NUMBER and DECIMAL */
    size_t first[4];          /* nodes of a b c d, whose order is open until the next letter */
};

struct levels {
    struct level *level;
    size_t n, cap;
    unsigned met[SOAN_MARKER_LOWER_ROMAN + 1]; /* order in which kinds came first; 0 not yet */
    unsigned kinds;
    unsigned last[SOAN_MARKER_LOWER_ROMAN + 1]; /* number of the newest heading of the kind */
};
void levels_free(struct levels *l);

/* What is known of a line besides its words. */
struct line_context {
    bool after_colon;         /* the line before ends with ':' */
    bool in_sentence;         /* hard-wrapped, and the line before is full and unfinished */
};

/* Decides whether a clean line is a heading. The rule, by what the marker's number says: exact (one more than the
 * previous at its level, or the first), near (the same again, or up to three off) or far (up to twenty off).
 *   Phần, Chương, Mục, Điều, Phụ lục: any number. Without '.', ':' or '-' the rest must be in capitals, or short, exact,
 *   begun with a capital and not closed by a full stop.
 *   All others: exact; or near; or far, begun with a capital and no single letter. Behind the marker stand a blank and a letter, a quotation mark,
 *   a bracket or an open mark; the blank may be missing before a capital if the number is exact. `1.1` without a final
 *   dot must be exact and begun with a capital. An initial (`V. I. …`) is none.
 * Of several readings the more exact wins, then the one in the manner of its level. */
bool levels_heading(const struct levels *l, struct text_view line, const struct line_context *c, struct marker_reading *out);

/* The node of the open heading whose number the one read does not follow by one; SIZE_MAX if it does, or starts a level. */
size_t levels_out_of_order(const struct levels *l, struct text_view line, const struct marker_reading *r);

/* Opens the heading as node `node`; its parent's node or SIZE_MAX. `marker` is the node's own. Returns in *latin how many
 * entries of l->level[…].first must take the order of the Latin letters, 0 for none. */
size_t levels_open(struct levels *l, const struct marker_reading *r, const struct soan_marker *marker, size_t node,
                   unsigned depth, size_t *latin);
/* The same for a heading without a marker, told to stand at `depth`. */
size_t levels_open_unmarked(struct levels *l, size_t node, unsigned depth);

#endif
