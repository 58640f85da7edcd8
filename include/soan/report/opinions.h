/* Comments, suggestions, and what was decided about claims. Part of soan/report.h. */
#ifndef SOAN_REPORT_OPINIONS_H
#define SOAN_REPORT_OPINIONS_H

#include "soan/report.h"

/* ---- comments (used by review/, which owns their meaning) --------------------- */

/* What sort of opinion a comment is: thống nhất, chỉnh sửa, không thống nhất, thể thức, khác. */
enum soan_opinion {
    SOAN_OPINION_NONE, SOAN_OPINION_AGREE, SOAN_OPINION_REVISE, SOAN_OPINION_DISAGREE, SOAN_OPINION_FORM,
    SOAN_OPINION_OTHER, SOAN_OPINIONS_
};
/* "" "agree" "revise" "disagree" "form" "other" */
const char *soan_opinion_name(enum soan_opinion o);
bool soan_opinion_by_name(struct text_view name, enum soan_opinion *out) SOAN_MUST_USE;

/* What became of it: tiếp thu, tiếp thu một phần, giải trình (giữ nguyên), xin ý kiến. */
enum soan_outcome {
    SOAN_OUTCOME_NONE, SOAN_OUTCOME_ADOPTED, SOAN_OUTCOME_PARTLY, SOAN_OUTCOME_EXPLAINED, SOAN_OUTCOME_REFERRED,
    SOAN_OUTCOMES_
};
/* "" "adopted" "partly" "explained" "referred" */
const char *soan_outcome_name(enum soan_outcome o);
bool soan_outcome_by_name(struct text_view name, enum soan_outcome *out) SOAN_MUST_USE;

struct soan_comment {
    int64_t id, section, parent;  /* parent: the comment it answers, or 0 */
    int64_t home;             /* the section it was made in */
    struct text author, quote, body;
    struct text behalf;       /* the body that speaks through it */
    struct text figure;       /* key of the figure it is about */
    enum soan_opinion kind;
    int64_t at;
    size_t from, to;          /* anchor in today's text; from == to: the words are gone */
    bool anchored;            /* false: on the section as a whole, or on a figure */
    bool whole, moved;        /* the words are the quote; they were found again elsewhere */
    int64_t lost;             /* the journal row that changed or took them */
    bool binned;              /* its section is in the bin */
    bool draft;               /* only its author, who asks, sees it */
    bool mine;
    bool resolved, withdrawn;
    enum soan_outcome outcome;
    struct text reason, decided_by;
    int64_t decided_at, answer; /* the journal row of the edit that takes it up */
    struct text copy;         /* of a printed draft, where it stood on paper */
    int64_t page, line;
    int64_t rev;              /* only for soan_comment_add(): from and to are places as of behind that row; 0: of now */
};
void soan_comment_free(struct soan_comment *c);
void soan_comment_copy(struct soan_comment *to, const struct soan_comment *from); /* `to` is overwritten */
typedef bool soan_comment_fn(const struct soan_comment *c, void *arg);
/* Of one section (0: all, those of the bin last), in order of section, anchor, time; replies behind their comment. Drafts
 * of others are not among them. */
bool soan_comment_each(struct soan_report *r, int64_t section, soan_comment_fn *each, void *arg, struct error *e)
    SOAN_MUST_USE;
/* Where the open comments are, without what they say: in the same order, replies counted only. `also`: a comment that is told
 * though it is closed, or 0. */
struct soan_comment_spot {
    int64_t id, section;
    size_t from, to;          /* if anchored */
    bool anchored, binned;
    unsigned replies;         /* not withdrawn */
};
typedef bool soan_comment_spot_fn(const struct soan_comment_spot *s, void *arg);
bool soan_comment_spots(struct soan_report *r, int64_t section, int64_t also, soan_comment_spot_fn *each, void *arg,
                        struct error *e) SOAN_MUST_USE;
/* SOAN_NO_INPUT if there is none. */
bool soan_comment_get(struct soan_report *r, int64_t id, struct soan_comment *out, struct error *e) SOAN_MUST_USE;
/* Takes section, from and to (if anchored), rev, parent, figure, kind, behalf, body, draft, copy, page and line of c. Words of
 * an earlier state are found in today's text, or are known to be changed or deleted, as if the comment had been made then. */
bool soan_comment_add(struct soan_report *r, const struct soan_comment *c, int64_t *id, struct error *e) SOAN_MUST_USE;
/* All drafts of this member at once; *n: how many. */
bool soan_comment_publish(struct soan_report *r, size_t *n, struct error *e) SOAN_MUST_USE;
bool soan_comment_drafts(struct soan_report *r, size_t *n, struct error *e) SOAN_MUST_USE;
/* Closes it without an outcome, or opens it again. */
bool soan_comment_resolve(struct soan_report *r, int64_t id, bool resolved, struct error *e) SOAN_MUST_USE;
/* Takes a comment up. A reason is wanted unless it is adopted; answer: the journal row of an edit, or 0. */
struct soan_settlement { enum soan_outcome outcome; struct text_view reason; int64_t answer; };
bool soan_comment_settle(struct soan_report *r, int64_t id, const struct soan_settlement *how, struct error *e)
    SOAN_MUST_USE;
/* Takes it back, for its author or an owner, while nobody has answered. It stays in the lists as withdrawn. */
bool soan_comment_withdraw(struct soan_report *r, int64_t id, struct error *e) SOAN_MUST_USE;

/* ---- suggestions: other words for words of a text, which stays as it is until they are accepted ---- */

enum soan_suggestion_state {
    SOAN_SUGGESTION_OPEN, SOAN_SUGGESTION_ACCEPTED,
    SOAN_SUGGESTION_UNDONE,   /* accepted, and the edit undone: to be decided anew */
    SOAN_SUGGESTION_REJECTED,
    SOAN_SUGGESTION_WITHDRAWN, /* by its author */
};
/* "open" "accepted" "undone" "rejected" "withdrawn" */
const char *soan_suggestion_state_name(enum soan_suggestion_state s);

struct soan_suggestion {
    int64_t id, section, at;
    struct text author;
    size_t from, to;          /* in today's text; from == to: a place between words, or where they stood */
    struct text was, instead; /* source form; was empty: words put in, instead empty: words left out */
    struct text before, after; /* what stood around them */
    struct text note;
    enum soan_suggestion_state state;
    int64_t decided_at;       /* 0: not yet */
    struct text decided_by, reason;
};
void soan_suggestion_free(struct soan_suggestion *s);
void soan_suggestion_copy(struct soan_suggestion *to, const struct soan_suggestion *from); /* `to` is overwritten */
/* Open, or undone. */
bool soan_suggestion_pending(const struct soan_suggestion *s);

/* In order of section (the bin last), place, id; section 0: all. each() returns false to stop; it must not write. */
typedef bool soan_suggestion_fn(const struct soan_suggestion *s, void *arg);
bool soan_suggestion_each(struct soan_report *r, int64_t section, bool only_pending, soan_suggestion_fn *each, void *arg,
                          struct error *e) SOAN_MUST_USE;
/* SOAN_NO_INPUT if there is none. */
bool soan_suggestion_get(struct soan_report *r, int64_t id, struct soan_suggestion *out, struct error *e) SOAN_MUST_USE;
/* How many are to be decided, outside the bin; section 0: in the whole report. */
bool soan_suggestion_count(struct soan_report *r, int64_t section, int64_t *n, struct error *e) SOAN_MUST_USE;

enum { SOAN_SUGGESTION_MOST = 65536 }; /* bytes of was, of instead, of note */
/* Adds n of them to one section, all or none; section, from, to, was, instead and note of each are read. What is not exactly
 * at [from, to) any more but stands once in the text is found there. One that this member has made already is not made
 * twice. id (n entries) may be NULL. `replaces`: an own one that is withdrawn for them, or 0. */
bool soan_suggestion_add(struct soan_report *r, const struct soan_suggestion *s, size_t n, int64_t replaces, int64_t *id,
                         struct error *e) SOAN_MUST_USE;

/* How a suggestion lies in today's text. */
enum soan_fit {
    SOAN_FIT_IN_PLACE,        /* its words stand where they stood */
    SOAN_FIT_MOVED,           /* they stand elsewhere in the text */
    SOAN_FIT_REBASED,         /* some were changed, but others than those it changes */
    SOAN_FIT_CHANGED,         /* the same words were changed: it cannot be accepted as it is */
    SOAN_FIT_DELETED,         /* they are gone */
};
/* "in-place" "moved" "rebased" "words-changed" "words-deleted", as with comments */
const char *soan_fit_name(enum soan_fit f);
/* Words [from, to) of the text give way to `with`. */
struct soan_hunk { size_t from, to; struct text with; };
struct soan_fitting {
    enum soan_fit how;
    size_t from, to;          /* the words it is about */
    struct soan_hunk *hunk;   /* what accepting does, word by word, in order; none if the text says so already */
    size_t n, cap;
};
void soan_fitting_free(struct soan_fitting *f);
/* True if it could be accepted. CHANGED and DELETED have one hunk all the same: what would stand there instead. */
bool soan_suggestion_fit(const struct soan_suggestion *s, struct text_view text, struct soan_fitting *out);

/* Takes up those that fit, in order of place, as one undo step in each section; the others stay open, and each of them
 * is told to kept() with the reason, one line. SOAN_NO_INPUT (nothing done) if there is no such suggestion. */
typedef void soan_kept_fn(int64_t id, const char *why, void *arg);
bool soan_suggestion_accept(struct soan_report *r, const int64_t *id, size_t n, soan_kept_fn *kept, void *arg,
                            size_t *accepted, struct error *e) SOAN_MUST_USE;
/* Declines them, all or none; what one has made oneself is withdrawn so. */
bool soan_suggestion_reject(struct soan_report *r, const int64_t *id, size_t n, struct text_view reason, struct error *e)
    SOAN_MUST_USE;

/* ---- claims: what was decided about them (used by check/, which owns their meaning) ---- */

enum soan_decision { SOAN_DECISION_NONE, SOAN_DECISION_CONFIRMED, SOAN_DECISION_DISMISSED };
const char *soan_decision_name(enum soan_decision d);     /* N_(): "none" "confirmed" "dismissed" */
/* Keeps a decision about a claim of a section, with member, time and reason in the journal. A reason of one line is wanted
 * unless the decision is taken back (NONE). The fingerprint changes with the words of the claim, so that new numbers are
 * judged anew. */
bool soan_claim_decide(struct soan_report *r, int64_t section, uint64_t fingerprint, enum soan_decision decision,
                       struct text_view reason, struct error *e) SOAN_MUST_USE;
/* reason (may be NULL): appended. */
bool soan_claim_decision(struct soan_report *r, int64_t section, uint64_t fingerprint, enum soan_decision *out,
                         struct text *reason, struct error *e) SOAN_MUST_USE;

#endif
