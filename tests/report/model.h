/*
 * A report as a test knows it by itself: every byte of every text has a number of its own, which tells it from all others
 * like it. What a comment's words are is which bytes they are, and so what became of them is plain.
 */
#ifndef REPORT_MODEL_H
#define REPORT_MODEL_H

#include "help.h"

struct model_section {
    int64_t id, rev;
    bool alive, changed;      /* not in the bin; its text was changed by the step at hand */
    struct text text;
    uint32_t *tag;
    size_t tags;              /* room in tag */
    uint64_t hash;
    int64_t counted;          /* open comments that the outline says it has */
};

struct model_comment {
    int64_t id, section, home;
    struct text quote;
    uint32_t *tag;            /* of the bytes that are its words; NULL: on no words */
    size_t from, to;
    bool whole, moved, binned, resolved, listed;
    size_t clip;              /* the test's own */
    /* when it last stood in its place */
    int64_t place;
    size_t place_from;
    uint64_t place_hash;
    char before[48], after[48];
    size_t befores, afters;
};

struct model {
    struct soan_report *r;
    struct model_section *section; /* section i has id i + 1 */
    size_t sections;
    struct model_comment *comment; /* in order of id; gaps have id 0 */
    size_t comments;
    uint32_t tags;            /* given out so far */
    uint32_t *at;             /* of each tag its place in the text at hand, + 1; 0: not there */
    size_t at_cap;
    size_t step;
    const char *doing;
    struct { size_t moved, back, changed, deleted, across; } seen;
};

void model_begin(struct model *m, struct soan_report *r);
void model_free(struct model *m);
/* Takes in what the steps since changed, by the journal; then looks whether all that is said of every comment is true. */
void model_follow(struct model *m);
/* The comment was just made, on [from, to) of the section's text. */
void model_comment(struct model *m, int64_t id, int64_t section, size_t from, size_t to);

#endif
