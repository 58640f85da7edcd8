/* The right to type in a section. Nobody holds it but a living session; no holder is trusted to give it back. */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "report/session.h"

enum { TAKE_OVER = 2, ENDS = 10, MINUTES_MOST = 1440 };

struct holder {
    bool any;                 /* a living session has it */
    bool mine;                /* this one */
    int64_t session, member, since, active;
    struct text name;
};

static void holder_free(struct holder *h)
{
    text_free(&h->name);
    *h = (struct holder){0};
}

/* A key elsewhere in the section, moving about in it, keeps a lease as one that types does. */
static bool holder_load(struct soan_report *r, int64_t section, struct holder *out, struct error *e)
{
    struct holder h = {0};
    struct query q = query(r,
        "SELECT l.session, l.member, l.since, CASE WHEN s.section = l.section THEN max(l.active, s.active) ELSE l.active"
        " END, m.name, s.boot, s.pid, s.began, s.active FROM lease l JOIN session s ON s.id = l.session"
        " LEFT JOIN member m ON m.id = l.member WHERE l.section = :section");
    query_int(&q, ":section", section);
    if (query_row(&q)) {
        struct session s = {.boot = query_text(&q, 5), .pid = query_get(&q, 6), .began = query_get(&q, 7),
                            .active = query_get(&q, 8)};
        h = (struct holder){.session = query_get(&q, 0), .member = query_get(&q, 1), .since = query_get(&q, 2),
                            .active = query_get(&q, 3)};
        h.mine = h.session == r->session.id && h.session != 0;
        h.any = h.mine || session_lives(r, &s);
        h.name = text_copy(query_text(&q, 4));
    }
    if (!query_end(&q, e)) {
        holder_free(&h);
        return false;
    }
    *out = h;
    return true;
}

static int64_t idle_of(const struct soan_report *r, const struct holder *h)
{
    int64_t idle = r->uptime() - h->active;
    return idle > 0 ? idle : 0;
}

/* A property in minutes, as seconds. */
static bool minutes(struct soan_report *r, const char *name, int64_t absent, int64_t *seconds, struct error *e)
{
    struct text value = {0};
    char *end = NULL;
    if (!soan_report_get(r, name, &value, e))
        return false;
    long n = value.len ? strtol(value.bytes, &end, 10) : absent;
    *seconds = 60 * (n >= 0 && n <= MINUTES_MOST && (!end || !*end) ? n : absent);
    text_free(&value);
    return true;
}

/* Without a key for so long others may take it over. */
static bool take_over_after(struct soan_report *r, int64_t *seconds, struct error *e)
{
    return minutes(r, "take-over", TAKE_OVER, seconds, e);
}

/* Without a key for so long it has ended. */
static bool ends_after(struct soan_report *r, int64_t *seconds, struct error *e)
{
    return minutes(r, "lease", ENDS, seconds, e);
}

/* ---- the line ---- */

/* The first in line whose process lives; *session 0: nobody. */
static bool first_waiting(struct soan_report *r, int64_t section, int64_t *session, int64_t *member, int64_t *active,
                          struct text *name, struct error *e)
{
    *session = 0;
    struct query q = query(r, "SELECT s.id, s.member, s.boot, s.pid, s.began, s.active, m.name FROM waiting w"
                              " JOIN session s ON s.id = w.session LEFT JOIN member m ON m.id = s.member"
                              " WHERE w.section = :section ORDER BY w.id");
    query_int(&q, ":section", section);
    while (!*session && query_row(&q)) {
        struct session s = {.id = query_get(&q, 0), .member = query_get(&q, 1), .boot = query_text(&q, 2),
                            .pid = query_get(&q, 3), .began = query_get(&q, 4), .active = query_get(&q, 5)};
        if (!session_lives(r, &s))
            continue;
        *session = s.id;
        *member = s.member;
        *active = s.active;
        if (name)
            text_append(name, query_text(&q, 6));
    }
    return query_end(&q, e);
}

static bool leave_line(struct gate *g, int64_t section, int64_t session, struct error *e)
{
    struct query q = query(g->r, "DELETE FROM waiting WHERE section = :section AND session = :session");
    query_int(&q, ":section", section);
    query_int(&q, ":session", session);
    return query_run(&q, e);
}

static bool give(struct gate *g, int64_t section, int64_t session, int64_t member, struct error *e)
{
    struct query q = query(g->r, "INSERT OR REPLACE INTO lease (section, session, member, since, active)"
                                 " VALUES (:section, :session, :member, :up, :up)");
    query_int(&q, ":section", section);
    query_int(&q, ":session", session);
    query_int(&q, ":member", member);
    query_int(&q, ":up", g->up);
    return query_run(&q, e) && leave_line(g, section, session, e);
}

static bool give_me(struct gate *g, int64_t section, struct error *e)
{
    return give(g, section, g->r->session.id, g->r->member_id, e);
}

bool lease_pass_on(struct gate *g, int64_t section, struct error *e)
{
    int64_t session = 0, member = 0, active = 0;
    struct query q = query(g->r, "DELETE FROM lease WHERE section = :section");
    query_int(&q, ":section", section);
    return query_run(&q, e) && first_waiting(g->r, section, &session, &member, &active, NULL, e) &&
           (!session || give(g, section, session, member, e));
}

/* ---- refusing ---- */

static void clock_words(int64_t at, struct text *out)
{
    time_t then = (time_t)at, today = time(NULL);
    struct tm t, n;
    localtime_r(&then, &t);
    localtime_r(&today, &n);
    if (t.tm_yday != n.tm_yday || t.tm_year != n.tm_year)
        text_printf(out, "%02d/%02d ", t.tm_mday, t.tm_mon + 1);
    text_printf(out, "%02d:%02d", t.tm_hour, t.tm_min);
}

void soan_duration_tell(int64_t seconds, struct text *out)
{
    unsigned long n = (unsigned long)(seconds < 0 ? 0 : seconds);
    if (n < 120)
        text_printf(out, soan_ngettext("%lu second", "%lu seconds", n), n);
    else if (n < 7200)
        text_printf(out, soan_ngettext("%lu minute", "%lu minutes", n / 60), n / 60);
    else
        text_printf(out, soan_ngettext("%lu hour", "%lu hours", n / 3600), n / 3600);
}

static void remember(struct soan_report *r, int64_t section, const struct holder *h)
{
    r->told = (struct lease_told){section, h->session, h->since};
}

static bool was_told(const struct soan_report *r, int64_t section, const struct holder *h)
{
    return r->told.section == section && r->told.session == h->session && r->told.since == h->since;
}

static bool refuse(struct soan_report *r, int64_t section, const struct holder *h, struct error *e)
{
    struct text path = {0}, since = {0}, idle = {0};
    int64_t after = 0;
    remember(r, section, h);
    bool ok = take_over_after(r, &after, e) && soan_section_path(r, section, &path, e);
    clock_words(wall_time(h->since), &since);
    soan_duration_tell(idle_of(r, h), &idle);
    if (ok)
        error_set(e, SOAN_BUSY,
                  _("%s: section %s is being written by %s since %s, last key %s ago; nothing was changed; wait in line, "
                    "leave a comment, or take it over after %lld minutes without a key ('soan lease')"),
                  r->path, text_str(&path), text_str(&h->name), text_str(&since), text_str(&idle), (long long)after / 60);
    text_free(&path);
    text_free(&since);
    text_free(&idle);
    return false;
}

static bool refuse_for_line(struct soan_report *r, int64_t section, const char *name, struct error *e)
{
    struct text path = {0};
    if (soan_section_path(r, section, &path, e))
        error_set(e, SOAN_BUSY, _("%s: section %s is free, but %s waits for it first; wait in line ('soan lease --wait')"),
                  r->path, text_str(&path), name);
    text_free(&path);
    return false;
}

/* ---- taking ---- */

/* From a member who is still there: what he had gets a name, and he is told. */
static bool take_over(struct gate *g, int64_t section, const struct holder *h, struct error *e)
{
    struct text name = {0};
    text_printf(&name, _("Before %s took over"), text_str(&g->r->member));
    struct journal_entry j = {.kind = "checkpoint", .section = section, .after = text_view(&name)};
    bool ok = journal_add(g, &j, NULL, e) && section_touch(g, section, e) &&
              notice_add(g, h->member, section, "taken-over", text_view(&name), e) && give_me(g, section, e);
    text_free(&name);
    return ok;
}

/* Whoever waits, and has not gone away meanwhile, comes before one who just arrives. */
static bool line_allows(struct gate *g, int64_t section, struct error *e)
{
    int64_t session = 0, member = 0, active = 0, patience = 0;
    struct text first = {0};
    bool ok = first_waiting(g->r, section, &session, &member, &active, &first, e);
    if (ok && session && session != g->r->session.id && member != g->r->member_id)
        ok = take_over_after(g->r, &patience, e) &&
             (g->up - active >= patience || refuse_for_line(g->r, section, text_str(&first), e));
    text_free(&first);
    return ok;
}

/* Taken, if h is gone or has had no key for `needed` seconds. */
static bool take_idle(struct gate *g, int64_t section, const struct holder *h, int64_t needed, struct error *e)
{
    if (h->any && idle_of(g->r, h) < needed)
        return refuse(g->r, section, h, e);
    return line_allows(g, section, e) && (h->any ? take_over(g, section, h, e) : give_me(g, section, e));
}

static bool renew(struct gate *g, int64_t section, struct error *e)
{
    struct query q = query(g->r, "UPDATE lease SET active = :up WHERE section = :section");
    query_int(&q, ":up", g->up);
    query_int(&q, ":section", section);
    return query_run(&q, e);
}

/* Another member has it and is there. */
static bool use_others(struct gate *g, int64_t section, const struct holder *h, bool burst, bool types, struct error *e)
{
    int64_t ends = 0;
    if (burst && !was_told(g->r, section, h)) {
        remember(g->r, section, h);
        return true;
    }
    if (!ends_after(g->r, &ends, e))
        return false;
    if (types)
        return take_idle(g, section, h, ends, e);
    return idle_of(g->r, h) >= ends || refuse(g->r, section, h, e);
}

bool lease_use(struct gate *g, int64_t section, enum lease_use use, struct error *e)
{
    struct holder h = {0};
    bool types = use != LEASE_RESPECT && g->r->session.id, ok = true;
    if (g->leased == section)
        return true;
    if (!holder_load(g->r, section, &h, e))
        return false;
    if (h.any && h.member != g->r->member_id)
        ok = use_others(g, section, &h, types && use == LEASE_BURST, types, e);
    else if (types && h.mine)
        ok = renew(g, section, e);
    else if (types) /* free, or one's own at another desk */
        ok = h.any ? give_me(g, section, e) : take_idle(g, section, &h, 0, e);
    holder_free(&h);
    if (ok)
        g->leased = section;
    return ok;
}

bool lease_bars(struct soan_report *r, int64_t section, bool *barred, struct error *e)
{
    struct holder h = {0};
    int64_t ends = 0;
    if (!holder_load(r, section, &h, e))
        return false;
    bool other = h.any && h.member != r->member_id;
    bool ok = !other || ends_after(r, &ends, e);
    *barred = other && idle_of(r, &h) < ends;
    holder_free(&h);
    return ok;
}

/* ---- the face ---- */

struct asking { int64_t section; bool held; };

static bool is_session(struct soan_report *r, struct error *e)
{
    return r->session.id ||
           error_set(e, SOAN_NOT_PERMITTED, _("%s: is open for reading only; nothing was changed; ask its owner"), r->path);
}

static bool take(struct gate *g, void *arg, struct error *e)
{
    const struct asking *a = arg;
    struct spot spot;
    struct holder h = {0};
    int64_t after = 0;
    if (!section_spot(g->r, a->section, &spot, e) || !holder_load(g->r, a->section, &h, e))
        return false;
    bool ok = true;
    if (h.any && h.member == g->r->member_id)
        ok = give_me(g, a->section, e);
    else
        ok = take_over_after(g->r, &after, e) && take_idle(g, a->section, &h, after, e);
    holder_free(&h);
    return ok;
}

bool soan_lease_take(struct soan_report *r, int64_t section, struct error *e)
{
    struct asking a = {.section = section};
    return is_session(r, e) && gate_write(r, SOAN_RIGHT_TEXT, "lease", GATE_NO_HISTORY, take, &a, e);
}

static bool join_line(struct gate *g, int64_t section, struct error *e)
{
    struct query q = query(g->r, "INSERT OR IGNORE INTO waiting (section, session, member, at)"
                                 " VALUES (:section, :session, :member, :at)");
    query_int(&q, ":section", section);
    query_int(&q, ":session", g->r->session.id);
    query_int(&q, ":member", g->r->member_id);
    query_int(&q, ":at", g->up);
    return query_run(&q, e);
}

/* In line first, then what falls to the first in line: so that whoever looks moves the line on. */
static bool wait_for(struct gate *g, void *arg, struct error *e)
{
    struct asking *a = arg;
    struct spot spot;
    struct holder h = {0};
    int64_t ends = 0, session = 0, member = 0, active = 0;
    if (!section_spot(g->r, a->section, &spot, e) || !sessions_sweep(g, e) || !holder_load(g->r, a->section, &h, e))
        return false;
    bool ok = true;
    if (h.any && h.member == g->r->member_id) {
        ok = give_me(g, a->section, e);
        a->held = true;
    } else {
        ok = join_line(g, a->section, e) && ends_after(g->r, &ends, e) &&
             first_waiting(g->r, a->section, &session, &member, &active, NULL, e);
        a->held = session == g->r->session.id && (!h.any || idle_of(g->r, &h) >= ends);
        if (ok && a->held)
            ok = h.any ? take_over(g, a->section, &h, e) : give_me(g, a->section, e);
        else if (ok && !h.any)
            ok = lease_pass_on(g, a->section, e);
    }
    holder_free(&h);
    return ok;
}

bool soan_lease_wait(struct soan_report *r, int64_t section, bool *held, struct error *e)
{
    struct asking a = {.section = section};
    if (!is_session(r, e) || !gate_write(r, SOAN_RIGHT_TEXT, "lease", GATE_NO_HISTORY, wait_for, &a, e))
        return false;
    *held = a.held;
    return true;
}

static bool release(struct gate *g, void *arg, struct error *e)
{
    const struct asking *a = arg;
    struct holder h = {0};
    if (!holder_load(g->r, a->section, &h, e))
        return false;
    bool own = h.mine || (h.any && h.member == g->r->member_id);
    holder_free(&h);
    struct query q = query(g->r, "DELETE FROM waiting WHERE section = :section AND member = :member");
    query_int(&q, ":section", a->section);
    query_int(&q, ":member", g->r->member_id);
    return query_run(&q, e) && (!own || lease_pass_on(g, a->section, e));
}

bool soan_lease_release(struct soan_report *r, int64_t section, struct error *e)
{
    struct asking a = {.section = section};
    return r->read_only || gate_write(r, SOAN_RIGHT_ENTER, "lease", GATE_NO_HISTORY, release, &a, e);
}

void soan_lease_free(struct soan_lease *l)
{
    text_free(&l->member);
    *l = (struct soan_lease){0};
}

static bool place_in_line(struct soan_report *r, struct soan_lease *out, struct error *e)
{
    struct query q = query(r, "SELECT s.id, s.boot, s.pid, s.began, s.active FROM waiting w JOIN session s ON s.id = w.session"
                              " WHERE w.section = :section ORDER BY w.id");
    query_int(&q, ":section", out->section);
    while (query_row(&q)) {
        struct session s = {.id = query_get(&q, 0), .boot = query_text(&q, 1), .pid = query_get(&q, 2),
                            .began = query_get(&q, 3), .active = query_get(&q, 4)};
        bool own = s.id == r->session.id;
        if (!own && !session_lives(r, &s))
            continue;
        out->waiting++;
        if (own)
            out->place = out->waiting;
    }
    return query_end(&q, e);
}

static bool look(struct soan_report *r, struct soan_lease *l, struct error *e)
{
    struct holder h = {0};
    int64_t after = 0, ends = 0;
    if (!holder_load(r, l->section, &h, e))
        return false;
    bool ok = take_over_after(r, &after, e) && ends_after(r, &ends, e) && place_in_line(r, l, e);
    if (ok && h.any) {
        l->idle = idle_of(r, &h);
        l->held = true;
        l->mine = h.mine;
        l->own = h.member == r->member_id;
        l->since = wall_time(h.since);
        l->active = wall_time(h.active);
        l->ended = l->idle >= ends;
        l->take_over_in = l->idle < after ? after - l->idle : 0;
        l->member = text_take(&h.name);
        if (!l->own)
            remember(r, l->section, &h);
    }
    holder_free(&h);
    return ok;
}

bool soan_lease_get(struct soan_report *r, int64_t section, struct soan_lease *out, struct error *e)
{
    struct soan_lease l = {.section = section};
    if (!read_begin(r, e))
        return false;
    bool ok = look(r, &l, e);
    read_end(r);
    if (ok)
        *out = l;
    else
        soan_lease_free(&l);
    return ok;
}

bool soan_lease_each(struct soan_report *r, soan_lease_fn *each, void *arg, struct error *e)
{
    struct query q = query(r, "SELECT l.section, m.name, l.member, s.id, s.boot, s.pid, s.began, s.active FROM lease l"
                              " JOIN session s ON s.id = l.session JOIN member m ON m.id = l.member ORDER BY l.section");
    for (bool on = true; on && query_row(&q);) {
        struct session s = {.id = query_get(&q, 3), .boot = query_text(&q, 4), .pid = query_get(&q, 5),
                            .began = query_get(&q, 6), .active = query_get(&q, 7)};
        if (s.id == r->session.id || session_lives(r, &s))
            on = each(query_get(&q, 0), query_text(&q, 1), query_get(&q, 2) == r->member_id, arg);
    }
    return query_end(&q, e);
}
