/* Who has the report open, and who may type in a section (session.c, lease.c, notice.c). */
#ifndef REPORT_SESSION_H
#define REPORT_SESSION_H

#include "report/private.h"

/* A row of `session`; times are seconds since the boot, so that no clock that is set matters. */
struct session {
    int64_t id, member, pid, began, since, active, section;
    struct text_view boot;
};
/* Whether its process is still there. */
bool session_lives(struct soan_report *r, const struct session *s);
/* Seconds since the boot as a date. */
int64_t wall_time(int64_t up);
/* Drops sessions whose process is gone, with what they held. */
bool sessions_sweep(struct gate *g, struct error *e) SOAN_MUST_USE;
/* Inside a write that happens anyway: this session is in `section` and had a key just now. Whatever it left is free. */
bool session_is_in(struct gate *g, int64_t section, struct error *e) SOAN_MUST_USE;

/* What a change of a text does with the lease of its section. */
enum lease_use {
    LEASE_RESPECT,            /* refused while another member has it */
    LEASE_TYPE,               /* and takes it */
    LEASE_BURST,              /* as typing; what was typed before one could know of another's lease still goes in */
};
bool lease_use(struct gate *g, int64_t section, enum lease_use use, struct error *e) SOAN_MUST_USE;
/* Whether another member has it: for changes of many texts, which leave those out. */
bool lease_bars(struct soan_report *r, int64_t section, bool *barred, struct error *e) SOAN_MUST_USE;
/* Takes it away from whoever has it; the first who waits gets it. */
bool lease_pass_on(struct gate *g, int64_t section, struct error *e) SOAN_MUST_USE;

bool notice_add(struct gate *g, int64_t member, int64_t section, const char *kind, struct text_view text,
                struct error *e) SOAN_MUST_USE;

#endif
