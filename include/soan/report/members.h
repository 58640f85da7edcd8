/* Members, and who is here and types where. Part of soan/report.h. */
#ifndef SOAN_REPORT_MEMBERS_H
#define SOAN_REPORT_MEMBERS_H

#include "soan/report.h"

/* ---- members -------------------------------------------------------------------- */

const char *soan_role_name(enum soan_role role);          /* "owner" "clerk" "reviewer" "approver" "no member" */
bool soan_role_by_name(struct text_view name, enum soan_role *out); /* false if unknown; never SOAN_ROLE_NONE */

/* What may be done to a report; rights.c has the table of role and right. */
enum soan_right {
    SOAN_RIGHT_ENTER,         /* come, and give back what one holds when one goes: everybody */
    SOAN_RIGHT_STAND,         /* keep what is only one's own: place, what was looked at, being there */
    SOAN_RIGHT_TEXT,          /* texts: type, replace, undo, bring back, name a checkpoint */
    SOAN_RIGHT_OUTLINE, SOAN_RIGHT_FIGURES, SOAN_RIGHT_CONFIRM, SOAN_RIGHT_LOCK, SOAN_RIGHT_CLAIM, SOAN_RIGHT_COMMENT,
    SOAN_RIGHT_DECIDE, SOAN_RIGHT_WITHDRAW, /* comments of others; with one's own everybody may */
    SOAN_RIGHT_SUGGEST, SOAN_RIGHT_ACCEPT, SOAN_RIGHT_STATUS, SOAN_RIGHT_ASSIGN, SOAN_RIGHT_APPROVE, SOAN_RIGHT_REOPEN,
    SOAN_RIGHT_MILESTONE, SOAN_RIGHT_PRINTING, SOAN_RIGHT_PROPERTY, SOAN_RIGHT_MEMBERS,
};
bool soan_role_may(enum soan_role role, enum soan_right right);
/* SOAN_NOT_PERMITTED, naming who may, if the member that opened the report may not. Every write checks it by itself, in its
 * own transaction; this is to say so before something is begun in vain. */
bool soan_right_check(struct soan_report *r, enum soan_right right, struct error *e) SOAN_MUST_USE;
/* Of the member that opened it, as of now. */
bool soan_report_role(struct soan_report *r, enum soan_role *role, struct error *e) SOAN_MUST_USE;

struct soan_member {
    int64_t id;
    const char *name;
    enum soan_role role;      /* the last one of who was removed */
    int64_t since, gone;      /* gone: when it was removed, 0 if it was not */
};
/* Every member by the time of joining, those removed too. */
typedef bool soan_member_fn(const struct soan_member *m, void *arg);
bool soan_member_each(struct soan_report *r, soan_member_fn *each, void *arg, struct error *e) SOAN_MUST_USE;
/* Adds a member, takes one that was removed in again, or changes a role. A name has up to 64 letters, no blanks or slashes.
 * SOAN_REFUSED if that would leave no owner. */
bool soan_member_set(struct soan_report *r, struct text_view name, enum soan_role role, struct error *e) SOAN_MUST_USE;
/* From now on the member may do nothing; what it wrote stays, with its name. SOAN_NO_INPUT if there is none. */
bool soan_member_remove(struct soan_report *r, struct text_view name, struct error *e) SOAN_MUST_USE;
bool soan_member_name_fits(struct text_view name);

/* ---- the place of a member ---------------------------------------------------- */

struct soan_stand {           /* where a member left */
    int64_t section;          /* 0: never was here */
    size_t cursor;            /* byte in the section's text */
    size_t top;               /* first byte of the paragraph line shown at the top */
    int pane;                 /* caller's number */
    struct text view;         /* caller's own state, e.g. opened sections; small */
};
void soan_stand_free(struct soan_stand *s);
bool soan_stand_load(struct soan_report *r, struct soan_stand *out, struct error *e) SOAN_MUST_USE;
bool soan_stand_save(struct soan_report *r, const struct soan_stand *s, struct error *e) SOAN_MUST_USE;

/* ---- who is here, and who may type where ---------------------------------------- */

/*
 * A section is typed in by one member at a time: whose lease it is. Typing takes it (soan_section_edit, soan_section_undo),
 * every burst renews it in its own transaction, and any other change of the text is refused with SOAN_BUSY while another
 * member has it: who, since when, last key, what to do. It ends when its session goes elsewhere or ends, when the process is
 * gone, and by itself after the minutes of the property "lease" (10) without a key as soon as somebody wants it; after those
 * of "take-over" (2) others may take it over. What the former holder had is a checkpoint then, and he is told by a notice.
 * The same member at another desk takes it over silently. A burst typed before its handle could know of another's lease is
 * merged once; it takes nothing.
 */

/* Makes this handle a session that others see, until soan_session_end() or closing. True without one if the report can only
 * be read: a reader writes nothing. section: where it is, 0: nowhere yet. */
bool soan_session_begin(struct soan_report *r, int64_t section, struct error *e) SOAN_MUST_USE;
bool soan_session_end(struct soan_report *r, struct error *e) SOAN_MUST_USE;
/* Speaks for another process, which holds what is taken until it ends. */
bool soan_session_of(struct soan_report *r, int64_t pid, struct error *e) SOAN_MUST_USE;

struct soan_presence {
    struct text_view member;
    bool own;                 /* this handle's session */
    bool writing;             /* has the lease of a section */
    int64_t section;          /* where it is, 0: nowhere yet */
    int64_t since, active;    /* when it came, its last key */
    int64_t idle;             /* seconds since */
};
/* Who has the report open, the longest first. each() must not write. */
typedef bool soan_presence_fn(const struct soan_presence *p, void *arg);
bool soan_presence_each(struct soan_report *r, soan_presence_fn *each, void *arg, struct error *e) SOAN_MUST_USE;

struct soan_lease {
    int64_t section;
    bool held;                /* the rest but the line is empty without */
    bool mine, own;           /* by this session; by this member */
    struct text member;
    int64_t since, active;    /* when it was taken, its last key */
    int64_t idle;             /* seconds since */
    int64_t take_over_in;     /* seconds until others may take it over, 0: they may */
    bool ended;               /* typing takes it */
    size_t waiting, place;    /* how many wait; where in line this session is, 0: not in it */
};
void soan_lease_free(struct soan_lease *l);
bool soan_lease_get(struct soan_report *r, int64_t section, struct soan_lease *out, struct error *e) SOAN_MUST_USE;
/* Every section that somebody has. each() must not write. */
typedef bool soan_lease_fn(int64_t section, struct text_view member, bool own, void *arg);
bool soan_lease_each(struct soan_report *r, soan_lease_fn *each, void *arg, struct error *e) SOAN_MUST_USE;
/* Takes what is free, one's own, or without a key for long enough. */
bool soan_lease_take(struct soan_report *r, int64_t section, struct error *e) SOAN_MUST_USE;
/* Waits in line for it, or *held: it has come. To be called again from time to time: nobody but the waiting notices that a
 * process has died. */
bool soan_lease_wait(struct soan_report *r, int64_t section, bool *held, struct error *e) SOAN_MUST_USE;
/* Gives back what this member holds, and its places in line; the next in line gets the section. */
bool soan_lease_release(struct soan_report *r, int64_t section, struct error *e) SOAN_MUST_USE;

/* What this member is to be told. */
struct soan_notice {
    int64_t id, section, at;  /* id 0: nothing */
    struct text kind;         /* "taken-over": text is the checkpoint of what stood there; "approval": one you gave ended, text
                               * is why; "assigned" */
    struct text by, text;
};
void soan_notice_free(struct soan_notice *n);
/* The oldest; it stays until it is said to be told. */
bool soan_notice_get(struct soan_report *r, struct soan_notice *out, struct error *e) SOAN_MUST_USE;
bool soan_notice_told(struct soan_report *r, int64_t id, struct error *e) SOAN_MUST_USE;

/* Appends "40 seconds", "5 minutes", "3 hours". */
void soan_duration_tell(int64_t seconds, struct text *out);

#endif
