/*
 * outline: plain text <-> tree of sections. Markers and numbering styles, open marks (blanks), source form, export.
 */
#ifndef SOAN_OUTLINE_H
#define SOAN_OUTLINE_H

#include "soan/figure.h"

/* ---- markers -------------------------------------------------------------- */

enum soan_marker_kind {
    SOAN_MARKER_NONE,         /* a section without marker: ~1 in paths */
    SOAN_MARKER_PART,         /* Phần thứ nhất, Phần I */
    SOAN_MARKER_CHAPTER,      /* Chương I */
    SOAN_MARKER_MUC,          /* Mục 1 */
    SOAN_MARKER_DIEU,         /* Điều 1. */
    SOAN_MARKER_ANNEX,        /* Phụ lục I, Mẫu 1 */
    SOAN_MARKER_UPPER,        /* A. */
    SOAN_MARKER_ROMAN,        /* I.  I-  I - */
    SOAN_MARKER_NUMBER,       /* 1.  1-  1) */
    SOAN_MARKER_DECIMAL,      /* 1.1.  1.1  1.1.1 */
    SOAN_MARKER_LOWER,        /* a)  a. in the order a b c d đ e g h i k l m n o p q r s t u v x y */
    SOAN_MARKER_PAREN,        /* (1) */
    SOAN_MARKER_LOWER_ROMAN,  /* i) after a line that ends with ':' */
};

/* `style` is the marker with its number replaced by a placeholder in braces, e.g.
 * "Phần thứ {nhất}" "PHẦN {I}" "{I}." "{I} -" "{1}." "{1.1}." "{1.1}" "{a})" "({1})" "Điều {1}.": enough to write the next one.
 * Letters are counted in the order of Vietnamese lists; {F} and {f} stand for lists in the order of the 26 Latin letters. */
struct soan_marker {
    enum soan_marker_kind kind;
    unsigned number;          /* own number, 1 = first; DECIMAL: the last component */
    struct text style;
    struct text shown;        /* "I.", "1.1.", "Phần thứ nhất"; empty for NONE */
};
void soan_marker_free(struct soan_marker *m);
void soan_marker_copy(struct soan_marker *to, const struct soan_marker *from); /* `to` is {0} or owned */
/* Parses exactly one marker text, as shown ("I.", "1.1", "Phần thứ hai"), into `out`, which is {0} or owned. False if it is none.
 * Alone, "I." "V." "X." are Roman, "C." "D." "L." "M." and all small single letters are letters. */
bool soan_marker_parse(struct text_view shown, struct soan_marker *out);
/* Where the words of a typed title begin: behind a marker of the kind that the section gets anyway, else 0. */
size_t soan_marker_typed(struct text_view title, enum soan_marker_kind kind);
/* Appends the marker number `number` in `style` under a parent shown as `parent`. DECIMAL takes the number chain of a NUMBER
 * or DECIMAL parent, the number of a Phần, Chương, Mục, Điều or Roman one, else keeps a chain of one. A style without placeholder
 * is appended as it is. */
void soan_marker_format(struct text_view style, unsigned number, struct text_view parent, struct text *out);
/* Style a first child gets under a parent of this style ("" for the top): Phần thứ {nhất} > {I}. > {1}. > {1.1}. > {a}) > ({1}), then
 * nothing (no marker); Chương and Mục > Điều {1}. > {1}. */
void soan_marker_child_style(struct text_view parent_style, struct text *out);
/* Appends its component of a path: P1 C1 M1 D1 PL1 A I 1 1.1 a 1 (for "(1)"); "~N" for NONE, N given as nth. */
void soan_marker_path(const struct soan_marker *m, unsigned nth, struct text *out);

/* ---- source form ---------------------------------------------------------- */

enum soan_token_kind { SOAN_TOKEN_TEXT, SOAN_TOKEN_FIGURE, SOAN_TOKEN_BRACE, SOAN_TOKEN_NOTE };
struct soan_token {
    enum soan_token_kind kind;
    size_t from, to;          /* bytes of the source */
    struct text_view body;    /* TEXT: itself; FIGURE: the key; BRACE: "{" or "}"; NOTE: its number */
};
/* Next token at pos; false at the end. A '{' or '}' that fits no rule is TEXT. A newline is its own TEXT token. */
bool soan_token_next(struct text_view source, size_t pos, struct soan_token *out);
/* If a paragraph is the text of a note (`[^n]: ` and words): its number, and the byte where its words begin. */
bool soan_note_text(struct text_view paragraph, struct text_view *number, size_t *words);
/* Puts a note's mark at byte `at` in the place of `removed` bytes, and its text behind the last paragraph, as changes to be
 * applied in order. Its number is what was removed, if that is a number not yet taken, else the next. *cursor: where the words
 * then end. False if `at` is within a note. */
bool soan_note_make(struct text_view source, size_t at, size_t removed, struct text_view words, struct text_changes *out,
                    size_t *cursor);
/* From the mark at or right before pos to the words of its note, from within a note to behind its mark. False if neither
 * is there, or the other one is missing. */
bool soan_note_other(struct text_view source, size_t pos, size_t *to);
/* The next number at or behind `from` that sticks to a word like a note's (`đề ra14.`), not to a unit or a name. */
bool soan_note_glued(struct text_view source, size_t from, size_t *at, size_t *to);
/* Words of a text: a note's mark is none and parts none. */
size_t soan_source_words(struct text_view source);
/* A text_atom_fn for figures, doubled braces and notes. */
bool soan_source_atom(struct text_view text, size_t pos, size_t *from, size_t *to);
/* Appends plain text as source form (braces doubled). */
void soan_source_escape(struct text_view plain, struct text *out);
/* True for [a-z][a-z0-9_]{0,63}. */
bool soan_key_valid(struct text_view key);

/* What a figure shows in the text. value empty: the blank as it was spelled. False: unknown key, the source shows as it is.
 * The mark of note n is asked for as `^n`. */
struct soan_shown { struct text_view value; struct text_view blank; };
typedef bool soan_lookup_fn(struct text_view key, struct soan_shown *out, void *arg);

/* Source form turned into what is shown and printed, with the way back. */
struct soan_span { size_t src_from, src_to, out_from, out_to; enum soan_token_kind kind; bool open; };
struct soan_projection {
    struct text out;
    struct soan_span *span;   /* in order, covering all of both sides */
    size_t n, cap;
};
void soan_project(struct text_view source, soan_lookup_fn *lookup, void *arg, struct soan_projection *out); /* reuses out */
void soan_projection_free(struct soan_projection *p);
size_t soan_projection_to_out(const struct soan_projection *p, size_t src);   /* inside a figure: its start */
size_t soan_projection_to_src(const struct soan_projection *p, size_t out);

/* ---- items and paragraphs -------------------------------------------------- */

/* If the paragraph (source or shown form) is an item, length in bytes of its bullet with the blank behind it
 * (`· `, `- `, `+ `, `* `, `• `), else 0. Ordinal items (`Một là,`, `Thứ nhất,`) return 0 and set *ordinal. */
size_t soan_item_bullet(struct text_view paragraph, bool *ordinal);
/* True for bulleted and ordinal items. */
bool soan_is_item(struct text_view paragraph);

/* ---- open marks ------------------------------------------------------------ */

enum soan_blank_kind {
    SOAN_BLANK_VALUE,         /* wants a value: `kind` and `unit` say which */
    SOAN_BLANK_GAP,           /* wants words: a whole section, a lead-in */
    SOAN_BLANK_ETC,           /* only "and so on": nothing to fill, not counted as a blank */
};
struct soan_blank {
    size_t from, to;          /* bytes; `…/…` is one blank of kind RATIO, `… tháng … năm …` one of kind DATE */
    unsigned marks;           /* single marks in it: 1, 2 in `…/…` */
    enum soan_blank_kind what;
    enum soan_kind kind;
    struct text unit;         /* owned; "%" "tỷ đồng" "cuộc kiểm tra"? no: the unit of data/units, or "" */
    struct text label;        /* owned; the words before it, for a person: "thu ngân sách nhà nước" */
    struct text key;          /* owned; ASCII, from the same words; not yet made unique */
    struct text subject;      /* owned; the sentence's first words, to tell it from another blank with this key; or "" */
    struct text same;         /* owned; folded words: blanks of one kind and unit with the same ones want one value; "" if that is not sure */
};
struct soan_blanks { struct soan_blank *item; size_t n, cap; };
/* Finds open marks (`…`, `...` and longer runs of dots, `..../....`) in one paragraph of source form. Reuses out. Word lists: data/blanks. */
void soan_blanks_find(struct text_view paragraph, struct soan_blanks *out);
void soan_blanks_free(struct soan_blanks *b);
/* Number of unbound marks of kind VALUE or GAP in a whole text (the count that a person sees). */
size_t soan_blanks_count(struct text_view source);

/* ---- bytes of a file -------------------------------------------------------- */

#define SOAN_READING_CANDIDATES 4

/* How the bytes of a file were, or are to be, turned into text. */
struct soan_reading {
    enum viet_encoding encoding; /* given: read as this; UNKNOWN: find out, and say here what it was */
    int score;                /* share of common syllables that spoke for it, in percent; 100 where its form says it */
    size_t letters;           /* letters beyond ASCII that were converted; 0 if it was UTF-8 already */
    size_t capitals;          /* words whose capitals an ABC font had drawn */
    enum viet_encoding candidate[SOAN_READING_CANDIDATES]; /* if it cannot be told: what it may be, the likeliest first */
    size_t candidates;
};

/* Turns bytes of any encoding of viet.h into UTF-8, in place. What is UTF-8, and what is mostly UTF-8 with bytes that are
 * not, stays as it is: soan_outline_parse() tells where. r starts as {.encoding = VIET_ENC_UNKNOWN} or with a
 * choice. Fails (SOAN_BAD_DATA) with candidates set if they must be chosen from, or if a byte has no meaning. */
bool soan_outline_read(struct text *bytes, struct soan_reading *r, struct error *e) SOAN_MUST_USE;

/* ---- a whole outline ------------------------------------------------------- */

struct soan_outline_figure {
    struct text key;          /* unique in the outline */
    struct text label;
    enum soan_kind kind;
    struct text unit;
    struct text blank;        /* as spelled first */
    size_t places;
};

struct soan_outline_node {
    size_t parent;            /* index, SIZE_MAX at the top; parents come before children, in reading order */
    unsigned depth;           /* 1 at the top */
    struct soan_marker marker;
    struct text title;        /* source form, one line; title lines in the file are joined by a space */
    struct text body;         /* source form, paragraphs joined by '\n', no newline at the end */
    bool run_in;              /* body starts on the heading's line */
    struct text_view raw;     /* the bytes of the file that became this section; all raws in order are the file */
};

/* A heading whose number does not follow that of the heading before it on its level. */
struct soan_outline_disorder {
    size_t line;              /* of the file, from 1 */
    size_t node, before;
};
enum { SOAN_OUTLINE_DISORDERS = 5 };

struct soan_outline {
    struct text bytes;        /* the file */
    struct soan_outline_node *node;
    size_t n, cap;
    struct soan_outline_figure *figure;
    size_t figures, figure_cap;
    struct text_cleaning cleaned;
    size_t items, ordinal_items;
    size_t marks;             /* open marks of all kinds */
    size_t marks_by_kind[SOAN_KIND_COUNT_]; /* VALUE marks: `…/…` counts two marks */
    size_t gaps, etcs;        /* marks */
    struct soan_outline_disorder disorder[SOAN_OUTLINE_DISORDERS]; /* the first of them */
    size_t disorders;         /* all */
    size_t joined_lines;      /* hard-wrapped lines put together */
};

/* A line known to be a heading from elsewhere, with or without a marker. Without one, the section has none either. */
struct soan_outline_heading { size_t line; unsigned depth; };

struct soan_outline_options {
    bool keep_lines;          /* do not re-join hard-wrapped text */
    const struct soan_outline_heading *heading; /* by line; depth 1 at the top */
    size_t headings;
};

/* Takes the bytes over. Refuses (SOAN_BAD_DATA) only what is not UTF-8, naming line and column (both from 1,
 * column in characters). Linear in the size. */
bool soan_outline_parse(struct text *bytes, const struct soan_outline_options *o, struct soan_outline *out,
                        struct error *e) SOAN_MUST_USE;
void soan_outline_free(struct soan_outline *o);

/* ---- shipped outlines ------------------------------------------------------- */

/* The text of the shipped template `name`; borrowed. */
bool soan_template_find(const char *name, struct text_view *out);
/* Each template with what it is, until each() returns false. */
bool soan_template_each(bool (*each)(struct text_view name, struct text_view what, void *arg), void *arg, struct error *e)
    SOAN_MUST_USE;

/* ---- export ---------------------------------------------------------------- */

/* One section as text lines. raw (may be empty) is what it was imported from: lines of it that still say
 * the same are given back byte for byte; the others are written anew in the file's manner (line ends, lead). */
struct soan_export_section {
    struct text_view marker, title, body;
    bool run_in;
    struct text_view raw;
};
void soan_export_section(const struct soan_export_section *s, soan_lookup_fn *lookup, void *arg, struct text *out);

#endif
