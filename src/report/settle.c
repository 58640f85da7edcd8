/* What becomes of a comment. None of it is part of any text, so no undo of a text takes it back. */
#include <inttypes.h>
#include <string.h>

#include "report/ledger.h"

enum { REASON_MOST = 16 * 1024 };

struct settling {
    int64_t id;
    bool resolved, withdraw;
    const struct soan_settlement *how; /* NULL: closed or opened without an outcome */
};

static bool find(struct gate *g, int64_t id, struct soan_comment *c, struct error *e)
{
    if (!soan_comment_get(g->r, id, c, e))
        return false;
    if (!c->parent)
        return true;
    int64_t root = c->parent;
    soan_comment_free(c);
    return error_set(e, SOAN_REFUSED, _("%s: %" PRId64 " is an answer; take up the comment it belongs to, %" PRId64),
                     g->r->path, id, root);
}

static bool store(struct gate *g, const struct soan_comment *c, const struct settling *s, struct text_view reason,
                  struct error *e)
{
    bool decided = s->how != NULL;
    struct query q = query(g->r, "UPDATE comment SET resolved = :resolved, withdrawn = :withdrawn, outcome = :outcome,"
                                 " reason = :reason, decided_by = :by, decided_at = :at, answer = :answer WHERE id = :id");
    query_int(&q, ":resolved", s->resolved);
    query_int(&q, ":withdrawn", s->withdraw ? g->at : 0);
    query_view(&q, ":outcome", text_view_of(soan_outcome_name(decided ? s->how->outcome : SOAN_OUTCOME_NONE)));
    query_view(&q, ":reason", reason);
    query_int(&q, ":by", s->resolved ? g->r->member_id : 0);
    query_int(&q, ":at", s->resolved ? g->at : 0);
    query_int(&q, ":answer", decided ? s->how->answer : 0);
    query_int(&q, ":id", c->id);
    return query_run(&q, e);
}

/* A decision that is changed or taken back stays in the journal. */
static bool note(struct gate *g, const struct soan_comment *c, const struct settling *s, struct text_view reason,
                 struct error *e)
{
    struct text before = {0}, after = {0};
    const char *kind = s->withdraw ? "withdraw" : s->resolved ? "resolve" : "reopen";
    if (c->outcome)
        text_printf(&before, "%s: %s", soan_outcome_name(c->outcome), text_str(&c->reason));
    if (s->how) {
        text_printf(&after, "%s: ", soan_outcome_name(s->how->outcome));
        text_append(&after, reason);
    }
    struct journal_entry j = {.kind = kind, .section = c->draft ? 0 : c->section, .comment = c->id,
                              .before = text_view(&before), .after = text_view(&after)};
    bool ok = journal_add(g, &j, NULL, e) && (c->draft || section_touch(g, c->section, e));
    text_free(&before);
    text_free(&after);
    return ok;
}

static bool check_answer(struct soan_report *r, int64_t row, struct error *e)
{
    int64_t found = 0;
    struct query q = query(r, "SELECT 1 FROM journal WHERE id = :row AND kind IN ('edit', 'write', 'replace', 'replace-all',"
                              " 'undo', 'redo', 'accept', 'rename', 'add', 'move', 'remove', 'restore', 'fill', 'figure-set')");
    query_int(&q, ":row", row);
    return query_single(&q, &found, 0, e) &&
           (found || error_set(e, SOAN_REFUSED,
                               _("%s: #%" PRId64 " is no edit; 'soan log' names the state behind each one"), r->path, row));
}

static bool check_outcome(struct gate *g, const struct soan_comment *c, const struct soan_settlement *how,
                          struct text *reason, struct error *e)
{
    text_clean(text_view_trim(how->reason), reason, NULL);
    if (c->draft)
        return error_set(e, SOAN_REFUSED, _("%s: comment %" PRId64 " is a draft; publish it first"), g->r->path, c->id);
    if (how->outcome != SOAN_OUTCOME_ADOPTED && !text_view_trim(text_view(reason)).len)
        return error_set(e, SOAN_REFUSED,
                         _("%s: what is not adopted, or not in full, needs a reason; give one in a sentence"), g->r->path);
    if (reason->len > REASON_MOST)
        return error_set(e, SOAN_REFUSED, _("%s: the reason is too long (%zu bytes, at most %d); say it shorter"),
                         g->r->path, reason->len, REASON_MOST);
    return !how->answer || check_answer(g->r, how->answer, e);
}

static bool settle(struct gate *g, void *arg, struct error *e)
{
    const struct settling *s = arg;
    struct soan_comment c = {0};
    struct text reason = {0};
    if (!find(g, s->id, &c, e))
        return false;
    bool ok = (c.mine && !s->how) || soan_right_check(g->r, SOAN_RIGHT_DECIDE, e);
    if (ok && s->how)
        ok = check_outcome(g, &c, s->how, &reason, e);
    if (ok && c.withdrawn && s->resolved)
        ok = error_set(e, SOAN_REFUSED, _("%s: comment %" PRId64 " is withdrawn; open it again first"), g->r->path, c.id);
    g->nothing = !s->how && c.resolved == s->resolved;
    if (ok && !g->nothing)
        ok = store(g, &c, s, text_view(&reason), e) && note(g, &c, s, text_view(&reason), e);
    text_free(&reason);
    soan_comment_free(&c);
    return ok;
}

bool soan_comment_resolve(struct soan_report *r, int64_t id, bool resolved, struct error *e)
{
    struct settling s = {.id = id, .resolved = resolved};
    return gate_write(r, SOAN_RIGHT_COMMENT, "resolve", GATE_HISTORY, settle, &s, e);
}

bool soan_comment_settle(struct soan_report *r, int64_t id, const struct soan_settlement *how, struct error *e)
{
    struct settling s = {.id = id, .resolved = true, .how = how};
    return gate_write(r, SOAN_RIGHT_COMMENT, "settle", GATE_HISTORY, settle, &s, e);
}

/* ---- taking back ---- */

/* Answers that others wrote, whether this member sees them yet or not; of an answer, those that came later. */
static bool answered(struct gate *g, const struct soan_comment *c, bool *is, struct error *e)
{
    int64_t n = 0;
    struct query q = query(g->r, "SELECT count(*) FROM comment WHERE parent = :root AND id > :id AND withdrawn = 0");
    query_int(&q, ":root", c->parent ? c->parent : c->id);
    query_int(&q, ":id", c->id);
    bool ok = query_single(&q, &n, 0, e);
    *is = n > 0;
    return ok;
}

static bool withdraw(struct gate *g, void *arg, struct error *e)
{
    const struct settling *s = arg;
    struct soan_comment c = {0};
    bool replied = false;
    if (!soan_comment_get(g->r, s->id, &c, e))
        return false;
    bool ok = (c.mine || soan_right_check(g->r, SOAN_RIGHT_WITHDRAW, e)) && answered(g, &c, &replied, e);
    if (ok && replied)
        ok = error_set(e, SOAN_REFUSED, _("%s: comment %" PRId64 " has been answered and stays; close it instead"),
                       g->r->path, c.id);
    if (ok && c.outcome)
        ok = error_set(e, SOAN_REFUSED, _("%s: comment %" PRId64 " has been taken up and stays; open it again first"),
                       g->r->path, c.id);
    g->nothing = c.withdrawn;
    if (ok && !g->nothing)
        ok = store(g, &c, s, TEXT_LIT(""), e) && note(g, &c, s, TEXT_LIT(""), e);
    soan_comment_free(&c);
    return ok;
}

bool soan_comment_withdraw(struct soan_report *r, int64_t id, struct error *e)
{
    struct settling s = {.id = id, .resolved = true, .withdraw = true};
    return gate_write(r, SOAN_RIGHT_COMMENT, "withdraw", GATE_HISTORY, withdraw, &s, e);
}
