/* States, assignments, approvals, milestones, copies on paper, and what is new for a member. Part of soan/report.h. */
#ifndef SOAN_REPORT_WORKFLOW_H
#define SOAN_REPORT_WORKFLOW_H

#include "soan/report.h"

/* ---- what is new for a member ---- */

enum soan_news_kind { SOAN_NEWS_TEXT, SOAN_NEWS_FIGURE, SOAN_NEWS_COMMENT, SOAN_NEWS_STATE, SOAN_NEWS_KINDS };
/* What others did to a section since this member looked at it. */
struct soan_news {
    int64_t section, since;   /* since: the journal row up to which it was looked at */
    int64_t count[SOAN_NEWS_KINDS]; /* changes of the text and title, of figures shown in it, of comments and suggestions, of state */
    int64_t at;               /* of the last */
    struct text_view members; /* whose, parted by commas */
};
/* Sections with something new, in reading order, without the bin. each() returns false to stop. */
typedef bool soan_news_fn(const struct soan_news *n, void *arg);
bool soan_news_each(struct soan_report *r, soan_news_fn *each, void *arg, struct error *e) SOAN_MUST_USE;
bool soan_news_any(struct soan_report *r, int64_t section, bool *any, struct error *e) SOAN_MUST_USE;
/* Up to which journal row it was looked at. */
bool soan_news_since(struct soan_report *r, int64_t section, int64_t *rev, struct error *e) SOAN_MUST_USE;
/* This member has looked at the section (0: at all of it) as it was right after row rev. */
bool soan_news_seen(struct soan_report *r, int64_t section, int64_t rev, struct error *e) SOAN_MUST_USE;
/* A thing done by others after row `since`, but to the text: that is compared as a whole. */
struct soan_news_event {
    enum soan_news_kind kind;
    int64_t at;
    struct text_view what;    /* kind of the journal row */
    struct text_view member, figure, before, after, words;
};
typedef bool soan_news_event_fn(const struct soan_news_event *ev, void *arg);
/* The oldest first; each() must not write. */
bool soan_news_events(struct soan_report *r, int64_t section, int64_t since, soan_news_event_fn *each, void *arg,
                      struct error *e) SOAN_MUST_USE;
/* Appends it in words for people, one line. */
void soan_news_tell(const struct soan_news_event *ev, struct text *out);

/* ---- workflow ------------------------------------------------------------------- */

bool soan_state_by_name(struct text_view name, enum soan_state *out);
/* Drafting, review or taken-up. An approved section is to be reopened first (SOAN_REFUSED). */
bool soan_status_set(struct soan_report *r, int64_t section, enum soan_state state, struct error *e) SOAN_MUST_USE;
/* Who writes the section, and what stands below it unless assigned by itself, by when (0: no day). Empty name: nobody. */
bool soan_assign(struct soan_report *r, int64_t section, struct text_view name, int64_t due, struct error *e) SOAN_MUST_USE;
/* `31/12/2025` (its end) or `31/12/2025 17:00`, local time. */
bool soan_due_parse(struct text_view v, int64_t *due, struct error *e) SOAN_MUST_USE;

struct soan_status {
    const struct soan_section *section;
    const char *assignee;     /* "": nobody */
    bool inherited;           /* from a section above */
    bool gone;                /* who is no member any more */
    bool late;                /* the day is past and it is not up for review */
    int64_t due;
    int64_t suggestions;      /* to be decided */
    const char *approver, *code; /* of approvals that hold, ""; all who gave one */
    int64_t approved_at;      /* the last of them */
};
/* The same of one section, owned. */
struct soan_standing {
    struct text assignee, approver, code;
    bool inherited, late;
    int64_t due, approved_at;
};
void soan_standing_free(struct soan_standing *s);
/* s: as soan_section_get() gave it. */
bool soan_section_standing(struct soan_report *r, const struct soan_section *s, struct soan_standing *out, struct error *e)
    SOAN_MUST_USE;
/* Every section in reading order. each() returns false to stop; it must not write. */
typedef bool soan_status_fn(const struct soan_status *s, void *arg);
bool soan_status_each(struct soan_report *r, soan_status_fn *each, void *arg, struct error *e) SOAN_MUST_USE;

/* An approval covers the words of title and text and the figures as shown, not line breaks, spaces or the place of tone
 * marks. `code`: of the content that was looked at (SOAN_BUSY if it is another one now); empty: whatever stands there. All
 * or none. Text and title are locked while it holds; it ends when a figure shown in it changes. */
struct soan_signing { int64_t section; struct text_view code; };
bool soan_approve(struct soan_report *r, const struct soan_signing *item, size_t n, struct error *e) SOAN_MUST_USE;
bool soan_reopen(struct soan_report *r, int64_t section, struct text_view reason, struct error *e) SOAN_MUST_USE;
/* What would be approved now: title, newline, text as shown, and its code. */
bool soan_section_content(struct soan_report *r, int64_t section, struct text *shown, struct text *code, struct error *e)
    SOAN_MUST_USE;
struct soan_approval {
    int64_t id, section, at;
    struct text_view member, code;
    struct text_view shown;   /* as soan_section_content() gave it then */
    int64_t ended;            /* 0: it holds */
    struct text_view ended_by, reason;
};
typedef bool soan_approval_fn(const struct soan_approval *a, void *arg);
/* Of one section, the newest first; each() returns false to stop. */
bool soan_approval_each(struct soan_report *r, int64_t section, soan_approval_fn *each, void *arg, struct error *e)
    SOAN_MUST_USE;

/* A named state of the whole report with its pages. */
struct soan_paper_map;
struct soan_milestone_new {
    struct text_view name, note;
    struct text_view options; /* with which it was printed */
    struct text_view print;
    const struct soan_paper_map *map; /* of these pages; NULL: opinions on paper are not traced to them */
    int64_t rev;              /* newest revision when it was printed; SOAN_BUSY if there is another one now */
};
bool soan_milestone_add(struct soan_report *r, const struct soan_milestone_new *m, struct error *e) SOAN_MUST_USE;
struct soan_milestone { struct text_view name; int64_t at; struct text_view member; int64_t rev; struct text_view note, sha256; };
typedef bool soan_milestone_fn(const struct soan_milestone *m, void *arg);
bool soan_milestone_each(struct soan_report *r, soan_milestone_fn *each, void *arg, struct error *e) SOAN_MUST_USE;
/* Its pages, tested against their SHA-256. *out is overwritten. */
bool soan_milestone_print(struct soan_report *r, struct text_view name, struct text *out, struct error *e) SOAN_MUST_USE;

/* ---- pages given out on paper ---- */

/* A line of them that carries words of the report. */
struct soan_paper_line {
    unsigned page;
    int line;                 /* from 1 */
    int64_t section;
    bool in_title;
    size_t from, to;          /* bytes of its title or text, source form, as of then */
};
struct soan_paper_map { struct text map; struct soan_paper_line last; };
/* Lines in the order of the paper. */
void soan_paper_add(struct soan_paper_map *m, const struct soan_paper_line *l);
void soan_paper_map_free(struct soan_paper_map *m);
struct soan_printing_new {
    struct text_view label;
    int copies;               /* at least 1 */
    int64_t rev;              /* newest revision when they were laid out; SOAN_BUSY if there is another one now */
    const struct soan_paper_map *map;
};
/* Numbers the copies: *first is the number of the first; no number is given twice in a report. */
bool soan_printing_add(struct soan_report *r, const struct soan_printing_new *p, int64_t *first, struct error *e) SOAN_MUST_USE;
struct soan_printing { int64_t at; struct text_view member; int64_t rev; struct text_view label; int64_t first, last; };
typedef bool soan_printing_fn(const struct soan_printing *p, void *arg);
/* Milestones have their name as label, and no numbers (0). */
bool soan_printing_each(struct soan_report *r, soan_printing_fn *each, void *arg, struct error *e) SOAN_MUST_USE;
/* A place on paper; copy: a number, or the name of a milestone. */
struct soan_paper_ref { const char *copy; int64_t page, line; };
/* "7/12/8": copy, page, line. SOAN_USAGE if it is not so. `copy` owns what out->copy points to. */
bool soan_paper_parse(const char *spec, struct text *copy, struct soan_paper_ref *out, struct error *e) SOAN_MUST_USE;
/* Which words stood there, and behind which journal row. SOAN_NO_INPUT, naming what there is, if there is no such copy or line. */
struct soan_paper_place { int64_t rev; struct soan_paper_line line; };
bool soan_paper_find(struct soan_report *r, const struct soan_paper_ref *ref, struct soan_paper_place *out, struct error *e)
    SOAN_MUST_USE;

#endif
