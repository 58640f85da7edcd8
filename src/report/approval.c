/* Sign-off: an approval holds for the content of a section as the approver saw it. Until it is reopened its text is locked;
 * where a figure in it changes, the approval ends by itself, and whoever gave it is told. */
#include <inttypes.h>
#include <time.h>

#include "report/private.h"

static bool is_approved(struct soan_report *r, int64_t section, bool *approved, struct error *e)
{
    int64_t n = 0;
    struct query q = query(r, "SELECT count(*) FROM section WHERE id = :id AND state = 'approved'");
    query_int(&q, ":id", section);
    bool ok = query_single(&q, &n, 0, e);
    *approved = n > 0;
    return ok;
}

static void append_day(int64_t at, struct text *out)
{
    time_t when = (time_t)at;
    struct tm t;
    localtime_r(&when, &t);
    text_printf(out, "%02d/%02d/%04d", t.tm_mday, t.tm_mon + 1, t.tm_year + 1900);
}

bool approval_refuse(struct soan_report *r, int64_t section, struct error *e)
{
    struct text path = {0}, who = {0}, day = {0};
    struct query q = query(r, "SELECT m.name, a.at FROM approval a JOIN member m ON m.id = a.member"
                              " WHERE a.section = :section AND a.ended = 0 ORDER BY a.id DESC LIMIT 1");
    query_int(&q, ":section", section);
    if (query_row(&q)) {
        text_append(&who, query_text(&q, 0));
        append_day(query_get(&q, 1), &day);
    }
    if (query_end(&q, e) && soan_section_path(r, section, &path, e))
        error_set(e, SOAN_REFUSED,
                  _("%s: %s was approved by %s on %s and is locked; reopen it first, with the reason: 'soan approve FILE %s "
                    "--reopen REASON'"),
                  r->path, text_str(&path), text_str(&who), text_str(&day), text_str(&path));
    text_free(&path);
    text_free(&who);
    text_free(&day);
    return false;
}

bool approval_locks(struct soan_report *r, int64_t section, struct error *e)
{
    bool approved;
    return is_approved(r, section, &approved, e) && (!approved || approval_refuse(r, section, e));
}

bool approval_locks_branch(struct soan_report *r, int64_t root, struct error *e)
{
    int64_t id = 0;
    struct query q = query(r, "WITH RECURSIVE branch (id) AS (SELECT :root UNION ALL SELECT s.id FROM section s"
                              " JOIN branch b ON s.parent = b.id)"
                              " SELECT s.id FROM branch b JOIN section s ON s.id = b.id WHERE s.state = 'approved' LIMIT 1");
    query_int(&q, ":root", root);
    return query_single(&q, &id, 0, e) && (!id || approval_refuse(r, id, e));
}

/* ---- given ---- */

struct signing { const struct soan_signing *item; size_t n; };

static bool set_state(struct gate *g, int64_t section, enum soan_state state, struct error *e)
{
    struct query q = query(g->r, "UPDATE section SET state = :state WHERE id = :id");
    query_view(&q, ":state", text_view_of(soan_state_name(state)));
    query_int(&q, ":id", section);
    return query_run(&q, e) && section_touch(g, section, e);
}

static bool own_approval(struct soan_report *r, int64_t section, struct text_view code, bool *there, struct error *e)
{
    int64_t n = 0;
    struct query q = query(r, "SELECT count(*) FROM approval WHERE section = :section AND member = :member AND ended = 0"
                              " AND code = :code");
    query_int(&q, ":section", section);
    query_int(&q, ":member", r->member_id);
    query_view(&q, ":code", code);
    bool ok = query_single(&q, &n, 0, e);
    *there = n > 0;
    return ok;
}

/* What stands open below a heading is not hidden by signing the heading: it has no words, its sections are signed. */
static bool has_words(struct soan_report *r, int64_t section, struct error *e)
{
    struct soan_section s = {0};
    int64_t removed;
    bool ok = section_load(r, section, &s, &removed, e);
    if (ok && s.bytes == 0 && s.children == 0) {
        struct text path = {0};
        ok = soan_section_path(r, section, &path, e) &&
             error_set(e, SOAN_REFUSED, _("%s: %s has no text yet that could be approved"), r->path, text_str(&path));
        text_free(&path);
    }
    soan_section_free(&s);
    return ok;
}

static bool store(struct gate *g, int64_t section, struct text_view shown, struct text_view code, struct error *e)
{
    struct journal_entry j = {.kind = "approve", .section = section, .after = code};
    if (!journal_add(g, &j, NULL, e))
        return false;
    struct query q = query(g->r, "INSERT INTO approval (section, member, at, rev, code, shown)"
                                 " VALUES (:section, :member, :at, :rev, :code, :shown)");
    query_int(&q, ":section", section);
    query_int(&q, ":member", g->r->member_id);
    query_int(&q, ":at", g->at);
    query_int(&q, ":rev", g->row);
    query_view(&q, ":code", code);
    query_view(&q, ":shown", shown);
    return query_run(&q, e) && set_state(g, section, SOAN_STATE_APPROVED, e);
}

static bool sign(struct gate *g, const struct soan_signing *s, struct error *e)
{
    struct text shown = {0}, code = {0}, path = {0};
    struct spot spot;
    bool signed_already = false;
    bool ok = section_spot(g->r, s->section, &spot, e) && has_words(g->r, s->section, e) &&
              content_of(g->r, s->section, &shown, &code, e);
    if (ok && s->code.len && !text_view_equal(s->code, text_view(&code)))
        ok = soan_section_path(g->r, s->section, &path, e) &&
             error_set(e, SOAN_BUSY, _("%s: %s was changed since it was looked at; nothing was approved; read it again"),
                       g->r->path, text_str(&path));
    ok = ok && own_approval(g->r, s->section, text_view(&code), &signed_already, e) &&
         (signed_already || store(g, s->section, text_view(&shown), text_view(&code), e));
    text_free(&shown);
    text_free(&code);
    text_free(&path);
    return ok;
}

static bool approve(struct gate *g, void *arg, struct error *e)
{
    const struct signing *x = arg;
    for (size_t i = 0; i < x->n; i++)
        if (!sign(g, &x->item[i], e))
            return false;
    g->nothing = g->row == 0;
    return true;
}

bool soan_approve(struct soan_report *r, const struct soan_signing *item, size_t n, struct error *e)
{
    struct signing x = {item, n};
    return gate_write(r, SOAN_RIGHT_APPROVE, "approve", GATE_HISTORY, approve, &x, e);
}

/* ---- ended ---- */

/* Whoever gave one is told, but not of what he did himself. */
static bool tell_approvers(struct gate *g, int64_t section, struct text_view reason, struct error *e)
{
    struct query q = query(g->r, "INSERT INTO notice (member, section, at, kind, by, text)"
                                 " SELECT DISTINCT member, section, :at, 'approval', :by, :reason FROM approval"
                                 " WHERE section = :section AND ended = 0 AND member <> :by");
    query_int(&q, ":at", g->at);
    query_int(&q, ":by", g->r->member_id);
    query_view(&q, ":reason", reason);
    query_int(&q, ":section", section);
    return query_run(&q, e);
}

static bool end(struct gate *g, int64_t section, struct text_view reason, struct error *e)
{
    struct text said = {0}; /* told from the words of the outline steps */
    text_append_char(&said, '=');
    text_append(&said, reason);
    struct journal_entry j = {.kind = "unapprove", .section = section, .after = text_view(&said)};
    bool ok = tell_approvers(g, section, reason, e) && journal_add(g, &j, NULL, e);
    text_free(&said);
    if (!ok)
        return false;
    struct query q = query(g->r, "UPDATE approval SET ended = :at, ended_by = :by, reason = :reason"
                                 " WHERE section = :section AND ended = 0");
    query_int(&q, ":at", g->at);
    query_int(&q, ":by", g->r->member_id);
    query_view(&q, ":reason", reason);
    query_int(&q, ":section", section);
    return query_run(&q, e) && set_state(g, section, SOAN_STATE_REVIEW, e);
}

struct reopening { int64_t section; struct text reason; };

static bool reopen(struct gate *g, void *arg, struct error *e)
{
    const struct reopening *x = arg;
    struct spot spot;
    bool approved;
    struct text path = {0};
    if (!section_spot(g->r, x->section, &spot, e) || !is_approved(g->r, x->section, &approved, e))
        return false;
    if (approved)
        return end(g, x->section, text_view(&x->reason), e);
    if (soan_section_path(g->r, x->section, &path, e))
        error_set(e, SOAN_REFUSED, _("%s: %s is not approved; there is nothing to reopen"), g->r->path, text_str(&path));
    text_free(&path);
    return false;
}

bool soan_reopen(struct soan_report *r, int64_t section, struct text_view reason, struct error *e)
{
    struct reopening x = {.section = section};
    struct text clean = {0};
    text_clean_line(reason, &clean, NULL);
    text_append(&x.reason, text_view_trim(text_view(&clean)));
    text_free(&clean);
    bool ok = x.reason.len ? gate_write(r, SOAN_RIGHT_REOPEN, "reopen", GATE_HISTORY, reopen, &x, e)
                           : error_set(e, SOAN_REFUSED,
                                       _("%s: reopening needs a reason, which is kept; nothing was changed"), r->path);
    text_free(&x.reason);
    return ok;
}

static bool settle(struct gate *g, int64_t section, struct text_view reason, struct error *e)
{
    struct text shown = {0}, code = {0};
    int64_t others = 0;
    bool ok = content_of(g->r, section, &shown, &code, e);
    struct query q = query(g->r, "SELECT count(*) FROM approval WHERE section = :section AND ended = 0 AND code <> :code");
    query_int(&q, ":section", section);
    query_view(&q, ":code", text_view(&code));
    ok = query_single(&q, &others, 0, ok ? e : NULL) && ok && (!others || end(g, section, reason, e));
    text_free(&shown);
    text_free(&code);
    return ok;
}

bool approvals_settle_figure(struct gate *g, struct text_view key, struct text_view reason, struct error *e)
{
    struct ordered_list l = {0};
    struct query q = query(g->r, "SELECT s.id FROM place p JOIN section s ON s.id = p.section"
                                 " WHERE p.key = :key AND s.state = 'approved'");
    query_view(&q, ":key", key);
    while (query_row(&q)) {
        struct text none = {0};
        ordered_add(&l, query_get(&q, 0), 0, &none);
    }
    bool ok = query_end(&q, e);
    for (size_t i = 0; ok && i < l.n; i++)
        ok = settle(g, l.item[i].id, reason, e);
    ordered_free(&l);
    return ok;
}

/* ---- told ---- */

bool soan_approval_each(struct soan_report *r, int64_t section, soan_approval_fn *each, void *arg, struct error *e)
{
    struct query q = query(r, "SELECT a.id, a.section, m.name, a.at, a.code, a.shown, a.ended, coalesce(b.name, ''),"
                              " a.reason FROM approval a JOIN member m ON m.id = a.member"
                              " LEFT JOIN member b ON b.id = a.ended_by WHERE a.section = :section ORDER BY a.id DESC");
    query_int(&q, ":section", section);
    while (query_row(&q)) {
        struct soan_approval a = {
            .id = query_get(&q, 0), .section = query_get(&q, 1), .member = query_text(&q, 2), .at = query_get(&q, 3),
            .code = query_text(&q, 4), .shown = query_text(&q, 5), .ended = query_get(&q, 6),
            .ended_by = query_text(&q, 7), .reason = query_text(&q, 8),
        };
        if (!each(&a, arg))
            break;
    }
    return query_end(&q, e);
}
