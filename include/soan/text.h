/*
 * text: Unicode as the editor needs it. The only floor that includes uni*.h.
 * UTF-8, NFC (UAX #15), grapheme clusters and words (UAX #29), columns
 * (UAX #11), line breaking (UAX #14 with the tailoring of data/breaks),
 * pure editing functions on a plain state, edits as data, what differs between two texts.
 */
#ifndef SOAN_TEXT_H
#define SOAN_TEXT_H

#include "soan/base.h"

/* ---- UTF-8, NFC ---------------------------------------------------------- */

/* True if v is well-formed UTF-8 (RFC 3629); else *bad is the offset of the first bad byte. */
bool text_utf8_valid(struct text_view v, size_t *bad);
/* Code point at pos of well-formed text; *next is set behind it. pos < v.len. */
uint32_t text_decode(struct text_view v, size_t pos, size_t *next);

/* What cleaning took out or changed, in code points. */
struct text_cleaning {
    size_t controls;      /* C0, C1, DEL, ESC, NUL; dropped */
    size_t bidi;          /* U+061C U+200E/F U+202A..E U+2066..9; dropped */
    size_t invisible;     /* zero-width, soft hyphen, BOM inside, tags, noncharacters; dropped */
    size_t tabs;          /* turned into one space */
    size_t composed;      /* sequences put into NFC */
    size_t invalid;       /* ill-formed bytes, each run replaced by U+FFFD */
};

/* Appends to out the text as it may be stored: NFC, newline the only control (CRLF and CR become LF).
 * Accepts any bytes. `seen` may be NULL; counts are added to it. */
void text_clean(struct text_view in, struct text *out, struct text_cleaning *seen);
/* The same for one line: newlines become a space. */
void text_clean_line(struct text_view in, struct text *out, struct text_cleaning *seen);
/* True if text_clean() would change nothing (fast: no byte needs a table in ordinary NFC text). */
bool text_is_clean(struct text_view v);
void text_nfc(struct text_view in, struct text *out);     /* appends; well-formed input */
void text_nfd(struct text_view in, struct text *out);

/* ---- clusters, words, columns ------------------------------------------- */

/* Next / previous grapheme cluster boundary; clamped to the text. A newline is one cluster. */
size_t text_grapheme_next(struct text_view v, size_t pos);
size_t text_grapheme_prev(struct text_view v, size_t pos);
/* Start of the next word after pos / of the word at or before pos, as Ctrl+arrows move in Word:
 * over blanks and punctuation to the next letter or digit run (UAX #29 words). */
size_t text_word_next(struct text_view v, size_t pos);
size_t text_word_prev(struct text_view v, size_t pos);
/* Number of words: runs between blanks that hold a letter or digit (what Word counts). */
size_t text_word_count(struct text_view v);
size_t text_char_count(struct text_view v);               /* grapheme clusters without newlines */

/* Columns of a cluster or of a text (a newline has none). Ambiguous is narrow. A lone combining mark is 1, and so is
 * what cannot be printed: one mark stands for it. A cluster may be wider than 2 (a family of ZWJ emoji is 6).
 * Agrees with wcwidth() of glibc for what is stored, so with what ncurses draws. */
int text_width(struct text_view v);
int text_codepoint_width(uint32_t cp);                    /* -1: not printable, never sent to a terminal */
/* Longest prefix, in bytes at a cluster boundary, that fits into columns; *used (or NULL) gets its width. */
size_t text_fit(struct text_view v, int columns, int *used);
/* Appends v cut to columns, the last one `…` if something was cut. */
void text_ellipsize(struct text_view v, int columns, struct text *out);

/* ASCII-folded simple case mapping for whole text, language vi (appends). */
void text_upper(struct text_view v, struct text *out);
void text_lower(struct text_view v, struct text *out);
/* True if a capital letter is in it. */
bool text_has_capital(struct text_view v);
/* Appends v with the capitals of `like`, which it stands for: all in capitals if like is (two letters or more), else with
 * a capital first letter if like has one, else as it is. */
void text_case_like(struct text_view like, struct text_view v, struct text *out);

/* ---- line breaking -------------------------------------------------------- */

/* Where the house style forbids a break that UAX #14 offers: read from data/breaks. */
struct text_breaks;
struct text_breaks *text_breaks_load(struct text_view rules, struct error *e) SOAN_MUST_USE;
void text_breaks_free(struct text_breaks **b);
/* The shipped rules (data/breaks), loaded once. An office's own file with a mistake in it counts as empty. */
const struct text_breaks *text_breaks_default(void);

/* For each byte of a paragraph 1 if a line may start there (never at 0). `out` has v.len bytes. b NULL: the default. */
void text_break_opportunities(struct text_view v, const struct text_breaks *b, unsigned char *out);

struct text_wrap {
    int width;                    /* columns of a line, at least 1 */
    int first;                    /* columns taken on the first line (indent or marker) */
    int hang;                     /* columns taken on every other line */
    const struct text_breaks *breaks; /* NULL: the default */
};

/* Line starts of one paragraph: start[0] is 0, n is at least 1. A line ends where the next starts;
 * blanks at its end do not count and hang over the edge. */
struct text_lines {
    size_t *start;
    size_t n;
    size_t cap;
};

/* Greedy. Where the house rules leave a line no end, UAX #14 alone decides; a word longer than the line is broken
 * between clusters. No line is wider than w->width, unless one cluster is. */
void text_wrap(struct text_view paragraph, const struct text_wrap *w, struct text_lines *out);
/* After `removed` bytes at pos were replaced by `inserted` bytes, `out` still holding the old lines: brings it
 * to what text_wrap() would give, wrapping only from the line before the change until the old lines fit again. */
void text_rewrap(struct text_view paragraph, const struct text_wrap *w, struct text_lines *out,
                 size_t pos, size_t removed, size_t inserted);
/* The same breaks, chosen over the whole paragraph: as few lines as text_wrap() makes, and those as even as can be, the last
 * one aside. `justified`: even in the blanks that each line would have to be stretched by, word by word. Linear: a line
 * costs no more in a long paragraph than in a short one. */
void text_fill(struct text_view paragraph, const struct text_wrap *w, bool justified, struct text_lines *out);
/* True if UAX #14 offers a line end at pos; a line that starts elsewhere tears a word. 0 < pos < v.len. */
bool text_break_offered(struct text_view v, size_t pos);
void text_lines_free(struct text_lines *l);
/* Line that holds byte pos (binary search). */
size_t text_lines_at(const struct text_lines *l, size_t pos);

/* ---- edits as data -------------------------------------------------------- */

/* One replacement: `removed` stood at pos and gave way to `inserted`. */
struct text_change {
    size_t pos;
    struct text removed;
    struct text inserted;
    uint64_t group;               /* changes of one undo step share it */
};

struct text_changes {
    struct text_change *item;
    size_t n;
    size_t cap;
};

void text_changes_free(struct text_changes *c);
/* Appends a change; joins it with the last one if same group and adjoining, so that a burst is few rows. */
void text_changes_add(struct text_changes *c, size_t pos, struct text_view removed,
                      struct text_view inserted, uint64_t group);
/* Applies to t; false (t unchanged) if `removed` does not stand at pos. */
bool text_change_apply(const struct text_change *c, struct text *t) SOAN_MUST_USE;

enum text_gravity { TEXT_GRAVITY_LEFT, TEXT_GRAVITY_RIGHT };
/* Where position p of the old text lies after the change. Inside removed text: at its start. An insertion exactly
 * at p pushes p only with GRAVITY_RIGHT. */
size_t text_map_position(size_t p, size_t pos, size_t removed, size_t inserted, enum text_gravity g);
/* Rewrites `mine` (made against the same text as `theirs`) to apply after `theirs`. False if they touch
 * the same words (overlapping removal, or an insertion inside the other's removal). Same point: theirs stands first. */
bool text_change_rebase(struct text_change *mine, size_t pos, size_t removed, size_t inserted) SOAN_MUST_USE;

/* ---- what changed between two texts ---------------------------------------- */

enum text_run_kind { TEXT_SAME, TEXT_DELETED, TEXT_INSERTED };

/* Old bytes [from, to), new bytes [new_from, new_to). What was deleted has no new bytes and what was inserted no old
 * ones, but both say where they belong. */
struct text_run {
    enum text_run_kind kind;
    size_t from, to, new_from, new_to;
};

struct text_diff {
    struct text_run *run;
    size_t n, cap;
};

/* Runs that cover both texts in order, none empty, no two neighbours of one kind. Whole sentences are aligned first (like
 * with like), then whole words within those that changed; a stray common word between two changes counts as
 * changed. Time is about linear in the lengths, whatever the texts. */
void text_diff(struct text_view old, struct text_view now, struct text_diff *out);
void text_diff_free(struct text_diff *d);

/* ---- the editor: pure functions on a plain state -------------------------- */

/* Things the cursor passes as one unit, e.g. figures in source form: returns true and the range
 * if an atom covers byte pos, i.e. *from <= pos < *to. Line-local. */
typedef bool text_atom_fn(struct text_view text, size_t pos, size_t *from, size_t *to);

struct text_editor {
    struct text text;
    size_t cursor;
    size_t mark;                  /* other end of the selection */
    bool selecting;
    bool single_line;             /* newlines become spaces */
    text_atom_fn *atom;           /* NULL: none */
    struct text_changes changes;  /* made since the caller last took them */
    uint64_t group;               /* current undo step */
    bool group_open;              /* typing may still join it */
    bool word_done;               /* private: a blank ended the word of this step */
    size_t group_from;            /* private: where that word starts */
};

void text_editor_init(struct text_editor *ed, struct text_view text);
void text_editor_free(struct text_editor *ed);
/* Undo steps: letters typed and erased within one word make one step; a blank or newline ends it (and belongs to
 * the word before it), so do movement, paste, cut and every whole command. */
void text_editor_break_group(struct text_editor *ed);

/* Types clean text at the cursor (a selection is replaced first). Combining marks compose with the letter before
 * the cursor (NFC), so NFD typing arrives right. */
void text_editor_type(struct text_editor *ed, struct text_view typed);
/* One undo step; any bytes, cleaned first. */
void text_editor_paste(struct text_editor *ed, struct text_view bytes, struct text_cleaning *seen);
/* Erase selection, else one cluster or atom. */
void text_editor_erase_back(struct text_editor *ed);
void text_editor_erase_forward(struct text_editor *ed);
void text_editor_erase_word_back(struct text_editor *ed);
void text_editor_left(struct text_editor *ed);
void text_editor_right(struct text_editor *ed);
void text_editor_word_left(struct text_editor *ed);
void text_editor_word_right(struct text_editor *ed);
/* Moves to pos, snapped to a cluster or atom boundary at or before it. */
void text_editor_goto(struct text_editor *ed, size_t pos);
void text_editor_select(struct text_editor *ed, bool on); /* on: mark here if not yet selecting */
void text_editor_select_all(struct text_editor *ed);
/* The selected range, widened to whole atoms; false if empty. */
bool text_editor_selection(const struct text_editor *ed, size_t *from, size_t *to);
/* Cut appends the selection to `out` and removes it. */
void text_editor_copy(const struct text_editor *ed, struct text *out);
void text_editor_cut(struct text_editor *ed, struct text *out);
/* Removes the paragraph under the cursor with its newline (the last one with that before it) into `out`,
 * newline last. */
void text_editor_cut_line(struct text_editor *ed, struct text *out);
/* Replaces a range by clean text as one step of the current group; the cursor ends behind it. */
void text_editor_replace(struct text_editor *ed, size_t from, size_t to, struct text_view with);
/* Applies a change that came from elsewhere (undo, another member): not recorded in `changes`, which the caller
 * takes first; ends the undo step; cursor and mark move along, behind an insertion at their place. False if
 * it does not fit. */
bool text_editor_apply(struct text_editor *ed, size_t pos, struct text_view removed,
                       struct text_view inserted) SOAN_MUST_USE;

#endif
