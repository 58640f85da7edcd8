/* Who takes part: by opening the report, or because an owner says so. */
#include <string.h>

#include "report/private.h"

enum { NAME_MAX_BYTES = 64 };

bool soan_member_name_fits(struct text_view name)
{
    return name.len > 0 && name.len <= NAME_MAX_BYTES && text_utf8_valid(name, &(size_t){0}) && text_is_clean(name) &&
           !memchr(name.bytes, ' ', name.len) && !memchr(name.bytes, '\n', name.len) &&
           !memchr(name.bytes, '/', name.len);
}

bool member_add(struct soan_report *r, struct text_view name, enum soan_role role, int64_t at, int64_t *id,
                struct error *e)
{
    struct query q = query(r, "INSERT INTO member (name, role, since) VALUES (:name, :role, :since)");
    query_view(&q, ":name", name);
    query_view(&q, ":role", text_view_of(soan_role_name(role)));
    query_int(&q, ":since", at);
    if (!query_run(&q, e))
        return false;
    *id = sqlite3_last_insert_rowid(r->db);
    return true;
}

struct member { int64_t id, gone; enum soan_role role; };

/* id 0 if there never was one. */
static bool find_member(struct soan_report *r, struct text_view name, struct member *out, struct error *e)
{
    *out = (struct member){.role = SOAN_ROLE_NONE};
    struct query q = query(r, "SELECT id, gone, role FROM member WHERE name = :name");
    query_view(&q, ":name", name);
    if (query_row(&q))
        *out = (struct member){query_get(&q, 0), query_get(&q, 1), role_by_name(query_text(&q, 2))};
    return query_end(&q, e);
}

static bool role_of_newcomers(struct soan_report *r, enum soan_role *role, struct error *e)
{
    struct text join = {0};
    bool ok = soan_report_get(r, "join", &join, e);
    *role = SOAN_ROLE_CLERK;
    if (join.len && !soan_role_by_name(text_view(&join), role))
        *role = SOAN_ROLE_NONE;
    text_free(&join);
    return ok;
}

static bool turn_away(struct soan_report *r, bool removed, struct error *e)
{
    struct text owners = {0};
    if (members_tell(r, SOAN_RIGHT_MEMBERS, &owners, e))
        error_set(e, SOAN_NOT_PERMITTED,
                  removed ? _("%s: '%s' is no longer a member of this report; ask %s to add the name again")
                          : _("%s: '%s' is not a member of this report; ask %s to add the name"),
                  r->path, text_str(&r->member), text_str(&owners));
    text_free(&owners);
    return false;
}

/* Once more in the transaction: the same name may come from another desk at the same moment. */
static bool enter(struct gate *g, void *arg, struct error *e)
{
    struct soan_report *r = g->r;
    struct member m;
    enum soan_role role;
    (void)arg;
    if (!find_member(r, text_view(&r->member), &m, e) || !role_of_newcomers(r, &role, e))
        return false;
    g->nothing = m.id != 0;
    if (m.gone || (!m.id && role == SOAN_ROLE_NONE))
        return turn_away(r, m.gone != 0, e);
    r->member_id = m.id;
    struct journal_entry j = {.kind = "member", .after = text_view(&r->member)};
    return g->nothing ||
           (member_add(r, text_view(&r->member), role, g->at, &r->member_id, e) && journal_add(g, &j, NULL, e));
}

bool member_enter(struct soan_report *r, struct error *e)
{
    struct member m;
    enum soan_role role;
    if (r->member.len == 0)
        return error_set(e, SOAN_USAGE, _("%s: no name of a member was given"), r->path);
    if (!find_member(r, text_view(&r->member), &m, e) || !role_of_newcomers(r, &role, e))
        return false;
    if (m.gone || (!m.id && role == SOAN_ROLE_NONE))
        return turn_away(r, m.gone != 0, e);
    r->member_id = m.id;
    if (m.id || r->read_only)
        return true;
    return gate_write(r, SOAN_RIGHT_ENTER, "member", GATE_HISTORY, enter, NULL, e);
}

bool soan_member_each(struct soan_report *r, soan_member_fn *each, void *arg, struct error *e)
{
    struct text name = {0};
    struct query q = query(r, "SELECT id, name, role, since, gone FROM member ORDER BY id");
    for (bool on = true; on && query_row(&q);) {
        text_clear(&name);
        text_append(&name, query_text(&q, 1));
        struct soan_member m = {query_get(&q, 0), text_str(&name), role_by_name(query_text(&q, 2)), query_get(&q, 3),
                                query_get(&q, 4)};
        on = each(&m, arg);
    }
    text_free(&name);
    return query_end(&q, e);
}

/* ---- what owners say ---- */

struct change {
    struct text_view name;
    enum soan_role role;      /* SOAN_ROLE_NONE: remove */
};

static bool last_owner(struct soan_report *r, const struct member *m, bool *last, struct error *e)
{
    int64_t owners = 0;
    struct query q = query(r, "SELECT count(*) FROM member WHERE role = 'owner' AND gone = 0");
    bool ok = query_single(&q, &owners, 0, e);
    *last = m->role == SOAN_ROLE_OWNER && !m->gone && owners <= 1;
    return ok;
}

static void entry_of(const struct text_view name, enum soan_role role, struct text *out)
{
    text_printf(out, "%.*s=%s", (int)name.len, name.bytes, role == SOAN_ROLE_NONE ? "" : soan_role_name(role));
}

static bool store(struct gate *g, const struct change *c, const struct member *m, struct error *e)
{
    int64_t id;
    if (!m->id)
        return member_add(g->r, c->name, c->role, g->at, &id, e);
    bool removing = c->role == SOAN_ROLE_NONE;
    struct query q = query(g->r, "UPDATE member SET role = :role, gone = :gone WHERE id = :id");
    query_view(&q, ":role", text_view_of(soan_role_name(removing ? m->role : c->role)));
    query_int(&q, ":gone", removing ? g->at : 0);
    query_int(&q, ":id", m->id);
    return query_run(&q, e);
}

static bool change(struct gate *g, void *arg, struct error *e)
{
    const struct change *c = arg;
    struct member m;
    bool last;
    if (!find_member(g->r, c->name, &m, e) || !last_owner(g->r, &m, &last, e))
        return false;
    enum soan_role was = m.gone ? SOAN_ROLE_NONE : m.role;
    if (c->role == SOAN_ROLE_NONE && was == SOAN_ROLE_NONE)
        return error_set(e, SOAN_NO_INPUT, _("%s: has no member '%.*s'; 'soan member' lists them"), g->r->path,
                         (int)c->name.len, c->name.bytes);
    if (last && c->role != SOAN_ROLE_OWNER)
        return error_set(e, SOAN_REFUSED, _("%s: '%.*s' is its only owner; make another member owner first"),
                         g->r->path, (int)c->name.len, c->name.bytes);
    g->nothing = was == c->role;
    if (g->nothing)
        return true;
    struct text before = {0}, after = {0};
    entry_of(c->name, was, &before);
    entry_of(c->name, c->role, &after);
    struct journal_entry j = {.kind = "member", .before = text_view(&before), .after = text_view(&after)};
    bool ok = journal_add(g, &j, NULL, e) && store(g, c, &m, e);
    text_free(&before);
    text_free(&after);
    return ok;
}

bool soan_member_set(struct soan_report *r, struct text_view name, enum soan_role role, struct error *e)
{
    struct change c = {name, role};
    if (!soan_member_name_fits(name))
        return error_set(e, SOAN_USAGE, _("%.*s: is no name of a member: up to 64 letters without blanks or slashes"),
                         (int)name.len, name.bytes);
    return gate_write(r, SOAN_RIGHT_MEMBERS, "member", GATE_HISTORY, change, &c, e);
}

bool soan_member_remove(struct soan_report *r, struct text_view name, struct error *e)
{
    struct change c = {name, SOAN_ROLE_NONE};
    return gate_write(r, SOAN_RIGHT_MEMBERS, "member", GATE_HISTORY, change, &c, e);
}
