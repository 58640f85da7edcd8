/* Who writes a section by when, how far it is, and what is late. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "report/session.h"

/* ---- how far ---- */

struct setting { int64_t section; enum soan_state state; };

static bool set(struct gate *g, void *arg, struct error *e)
{
    const struct setting *x = arg;
    struct soan_section s = {0};
    if (!soan_section_get(g->r, x->section, &s, e))
        return false;
    enum soan_state was = s.state, wanted = x->state;
    if (wanted == SOAN_STATE_DRAFTING && s.bytes == 0)
        wanted = SOAN_STATE_EMPTY;
    soan_section_free(&s);
    if (was == SOAN_STATE_APPROVED)
        return approval_refuse(g->r, x->section, e);
    g->nothing = was == wanted;
    if (g->nothing)
        return true;
    struct journal_entry j = {.kind = "state", .section = x->section, .before = text_view_of(soan_state_name(was)),
                              .after = text_view_of(soan_state_name(wanted))};
    struct query q = query(g->r, "UPDATE section SET state = :state WHERE id = :id");
    query_view(&q, ":state", text_view_of(soan_state_name(wanted)));
    query_int(&q, ":id", x->section);
    return query_run(&q, e) && journal_add(g, &j, NULL, e) && section_touch(g, x->section, e);
}

bool soan_state_by_name(struct text_view name, enum soan_state *out)
{
    *out = state_by_name(name);
    return state_known(name);
}

bool soan_status_set(struct soan_report *r, int64_t section, enum soan_state state, struct error *e)
{
    struct setting x = {section, state};
    if (state == SOAN_STATE_EMPTY || state == SOAN_STATE_APPROVED)
        return error_set(e, SOAN_REFUSED, _("%s: a section is %s by itself; set drafting, review or taken-up"),
                         r->path, state == SOAN_STATE_EMPTY ? _("empty (it has no text)")
                                                            : _("approved ('soan approve')"));
    return gate_write(r, SOAN_RIGHT_STATUS, "status", GATE_HISTORY, set, &x, e);
}

/* ---- who ---- */

struct assigning {
    int64_t section, due;
    struct text_view name;
};

/* Who cannot write cannot be asked to. */
static bool writer(struct soan_report *r, struct text_view name, int64_t *id, struct error *e)
{
    enum soan_role role = SOAN_ROLE_NONE;
    *id = 0;
    struct query q = query(r, "SELECT id, role FROM member WHERE name = :name AND gone = 0");
    query_view(&q, ":name", name);
    if (query_row(&q)) {
        *id = query_get(&q, 0);
        role = role_by_name(query_text(&q, 1));
    }
    if (!query_end(&q, e))
        return false;
    if (!*id)
        return error_set(e, SOAN_NO_INPUT, _("%s: has no member '%.*s'; 'soan member' lists them"), r->path,
                         (int)name.len, name.bytes);
    return soan_role_may(role, SOAN_RIGHT_TEXT) ||
           error_set(e, SOAN_REFUSED, _("%s: '%.*s' is %s and may not write texts; make the member a clerk first"),
                     r->path, (int)name.len, name.bytes, _(soan_role_name(role)));
}

static void entry(struct text_view name, int64_t due, struct text *out)
{
    text_append_char(out, '='); /* told from the words of the outline steps */
    text_append(out, name);
    if (due)
        text_printf(out, " %" PRId64, due);
}

static bool assigned_now(struct soan_report *r, int64_t section, struct text *out, struct error *e)
{
    struct query q = query(r, "SELECT m.name, a.due FROM assignment a JOIN member m ON m.id = a.member"
                              " WHERE a.section = :section");
    query_int(&q, ":section", section);
    if (query_row(&q))
        entry(query_text(&q, 0), query_get(&q, 1), out);
    return query_end(&q, e);
}

static bool store(struct gate *g, const struct assigning *x, int64_t member, struct error *e)
{
    struct query q = member ? query(g->r, "INSERT OR REPLACE INTO assignment (section, member, due, by, at)"
                                          " VALUES (:section, :member, :due, :by, :at)")
                            : query(g->r, "DELETE FROM assignment WHERE section = :section");
    query_int(&q, ":section", x->section);
    if (member) {
        query_int(&q, ":member", member);
        query_int(&q, ":due", x->due);
        query_int(&q, ":by", g->r->member_id);
        query_int(&q, ":at", g->at);
    }
    return query_run(&q, e);
}

/* The one who is to write hears of it. */
static bool tell(struct gate *g, const struct assigning *x, int64_t member, struct error *e)
{
    return member == 0 || member == g->r->member_id ||
           notice_add(g, member, x->section, "assigned", TEXT_LIT(""), e);
}

static bool assign(struct gate *g, void *arg, struct error *e)
{
    const struct assigning *x = arg;
    struct text before = {0}, after = {0};
    struct spot spot;
    int64_t member = 0;
    bool ok = section_spot(g->r, x->section, &spot, e) && (!x->name.len || writer(g->r, x->name, &member, e)) &&
              assigned_now(g->r, x->section, &before, e);
    if (ok && member)
        entry(x->name, x->due, &after);
    g->nothing = text_view_equal(text_view(&before), text_view(&after));
    if (ok && !g->nothing) {
        struct journal_entry j = {.kind = "assign", .section = x->section, .before = text_view(&before),
                                  .after = text_view(&after)};
        ok = journal_add(g, &j, NULL, e) && store(g, x, member, e) && tell(g, x, member, e) &&
             section_touch(g, x->section, e);
    }
    text_free(&before);
    text_free(&after);
    return ok;
}

bool soan_assign(struct soan_report *r, int64_t section, struct text_view name, int64_t due, struct error *e)
{
    struct assigning x = {section, name.len ? due : 0, name};
    return gate_write(r, SOAN_RIGHT_ASSIGN, "assign", GATE_HISTORY, assign, &x, e);
}

bool soan_due_parse(struct text_view v, int64_t *due, struct error *e)
{
    struct text day = {0}, date = {0};
    struct tm t = {.tm_hour = 23, .tm_min = 59, .tm_sec = 59, .tm_isdst = -1};
    size_t blank = text_view_find(v, TEXT_LIT(" "), 0);
    text_append(&day, text_view_part(v, 0, blank));
    bool ok = soan_value_parse(SOAN_KIND_DATE, TEXT_LIT(""), text_view(&day), &date, e);
    if (ok && sscanf(text_str(&date), "%d/%d/%d", &t.tm_mday, &t.tm_mon, &t.tm_year) == 3) {
        t.tm_mon--;
        t.tm_year -= 1900;
    }
    if (ok && blank != SIZE_MAX) {
        struct text hour = text_copy(text_view_part(v, blank + 1, v.len));
        char end;
        t.tm_sec = 0;
        ok = sscanf(text_str(&hour), "%2d:%2d%c", &t.tm_hour, &t.tm_min, &end) == 2 && t.tm_hour >= 0 &&
             t.tm_hour < 24 && t.tm_min >= 0 && t.tm_min < 60;
        text_free(&hour);
        if (!ok)
            error_set(e, SOAN_USAGE, _("%.*s: is no day; write day/month/year, or day/month/year 17:00"), (int)v.len,
                      v.bytes);
    }
    text_free(&day);
    text_free(&date);
    *due = ok ? (int64_t)mktime(&t) : 0;
    return ok;
}
