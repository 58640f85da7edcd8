/* Open marks, the words round them, and the names made of these. */
#ifndef SOAN_OUTLINE_BLANK_H
#define SOAN_OUTLINE_BLANK_H

#include "soan/outline.h"

/* ---- marks ------------------------------------------------------------------ */

enum mark_shape {
    MARK_SINGLE,
    MARK_RATIO,               /* …/… */
    MARK_DATE,                /* …/…/2025, … tháng … năm … */
};
struct mark {
    size_t from, to;
    enum mark_shape shape;
    unsigned marks;           /* single marks in it */
};
/* The mark that begins at pos, judged by the text from there on only. */
bool mark_at(struct text_view v, size_t pos, struct mark *out);
/* The next mark at or after pos. */
bool mark_next(struct text_view v, size_t pos, struct mark *out);

/* ---- word lists: data/blanks -------------------------------------------------- */

enum blank_list {
    LIST_PLACE, LIST_PERSON, LIST_ORDINAL, LIST_DOCUMENT, LIST_DOCUMENT_NUMBER, LIST_COUNTING, LIST_DAY, LIST_MONTH,
    LIST_YEAR, LIST_VALUE, LIST_OPEN, LIST_VERB, LIST_TAIL, LIST_LEAD, LIST_HEAD, LIST_CUT, LIST_FUNCTION, LIST_MEASURE,
    LIST_COUNT_,
};
/* Length in v of the longest phrase of the list that begins at pos / that ends at end, whole words; 0 if none. */
size_t list_begins(enum blank_list list, struct text_view v, size_t pos);
size_t list_ends(enum blank_list list, struct text_view v, size_t end);

/* ---- names -------------------------------------------------------------------- */

/* Where a blank stands in its paragraph. */
struct place {
    struct text_view paragraph;
    struct mark mark;
    size_t lead;              /* end of the paragraph's bullet */
    size_t before;            /* end of the words before the mark */
    size_t after;             /* start of what is behind it */
    size_t unit_to;           /* end of its unit, or of the mark */
    /* Borders at or before the mark; each is behind the sign and the blank that follow it. */
    size_t sentence;          /* . ? ! */
    size_t clause;            /* also ; : ( and the blank before with its unit */
    size_t comma;             /* also , */
    struct text_view context; /* the phrase that decided its kind */
};
/* Carried from one blank of a paragraph to the next. */
struct naming {
    struct text subject;      /* what the last measured blank was about */
    struct text counted;      /* what the last counted blank counted */
    size_t sentence;          /* the sentence both belong to */
};
void naming_free(struct naming *n);
/* Fills label, key, subject and same of a VALUE blank. */
void blank_name(const struct place *at, struct naming *n, struct soan_blank *b);

#endif
