/* Suggestions: kept, listed, declined. Taking them up is suggestion_accept.c. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "report/ledger.h"
#include "report/suggestion.h"

static const char *const states[] = {
    [SOAN_SUGGESTION_OPEN] = N_("open"),         [SOAN_SUGGESTION_ACCEPTED] = N_("accepted"),
    [SOAN_SUGGESTION_UNDONE] = N_("undone"),     [SOAN_SUGGESTION_REJECTED] = N_("rejected"),
    [SOAN_SUGGESTION_WITHDRAWN] = N_("withdrawn"),
};

const char *soan_suggestion_state_name(enum soan_suggestion_state s)
{
    return states[s];
}

bool soan_suggestion_pending(const struct soan_suggestion *s)
{
    return s->state == SOAN_SUGGESTION_OPEN || s->state == SOAN_SUGGESTION_UNDONE;
}

void soan_suggestion_free(struct soan_suggestion *s)
{
    struct text *owned[] = {&s->author, &s->was, &s->instead, &s->before, &s->after, &s->note, &s->decided_by, &s->reason};
    for (size_t i = 0; i < SOAN_ARRAY_LEN(owned); i++)
        text_free(owned[i]);
    *s = (struct soan_suggestion){0};
}

void soan_suggestion_copy(struct soan_suggestion *to, const struct soan_suggestion *from)
{
    *to = *from;
    to->author = text_copy(text_view(&from->author));
    to->was = text_copy(text_view(&from->was));
    to->instead = text_copy(text_view(&from->instead));
    to->before = text_copy(text_view(&from->before));
    to->after = text_copy(text_view(&from->after));
    to->note = text_copy(text_view(&from->note));
    to->decided_by = text_copy(text_view(&from->decided_by));
    to->reason = text_copy(text_view(&from->reason));
}

/* ---- reading ---- */

static enum soan_suggestion_state state_of(struct text_view name, bool pending)
{
    if (pending)
        return text_view_equal(name, TEXT_LIT("accepted")) ? SOAN_SUGGESTION_UNDONE : SOAN_SUGGESTION_OPEN;
    for (size_t i = 0; i < SOAN_ARRAY_LEN(states); i++)
        if (text_view_equal(name, text_view_of(states[i])))
            return (enum soan_suggestion_state)i;
    return SOAN_SUGGESTION_OPEN;
}

void suggestion_read(struct query *q, struct soan_suggestion *out)
{
    *out = (struct soan_suggestion){
        .id = query_get(q, 0),
        .section = query_get(q, 1),
        .at = query_get(q, 2),
        .author = text_copy(query_text(q, 3)),
        .from = (size_t)query_get(q, 4),
        .to = (size_t)query_get(q, 5),
        .was = text_copy(query_text(q, 6)),
        .instead = text_copy(query_text(q, 7)),
        .before = text_copy(query_text(q, 8)),
        .after = text_copy(query_text(q, 9)),
        .note = text_copy(query_text(q, 10)),
        .state = state_of(query_text(q, 11), query_flag(q, 12)),
        .decided_at = query_get(q, 13),
        .decided_by = text_copy(query_text(q, 14)),
        .reason = text_copy(query_text(q, 15)),
    };
}

bool no_suggestion(struct soan_report *r, int64_t id, struct error *e)
{
    return error_set(e, SOAN_NO_INPUT, _("%s: has no suggestion #%" PRId64 "; 'soan suggestions' lists them"), r->path, id);
}

bool soan_suggestion_get(struct soan_report *r, int64_t id, struct soan_suggestion *out, struct error *e)
{
    struct soan_suggestion s = {0};
    struct query q = query(r, "SELECT " SUGGESTION_COLUMNS " FROM " SUGGESTION_TABLES " WHERE u.id = :id");
    query_int(&q, ":id", id);
    if (query_row(&q))
        suggestion_read(&q, &s);
    if (!query_end(&q, e) || (!s.id && !no_suggestion(r, id, e))) {
        soan_suggestion_free(&s);
        return false;
    }
    *out = s;
    return true;
}

struct suggestions { struct soan_suggestion *item; size_t n, cap; };

static bool load(struct soan_report *r, int64_t section, bool only_pending, struct suggestions *l, struct error *e)
{
    struct query q = only_pending
                         ? query(r, "SELECT " SUGGESTION_COLUMNS " FROM " SUGGESTION_TABLES
                                    " WHERE u.section = :section AND u.pending = 1 ORDER BY u.start, u.id")
                         : query(r, "SELECT " SUGGESTION_COLUMNS " FROM " SUGGESTION_TABLES
                                    " WHERE u.section = :section ORDER BY u.start, u.id");
    query_int(&q, ":section", section);
    while (query_row(&q)) {
        mem_grow((void **)&l->item, &l->cap, l->n + 1, sizeof *l->item);
        suggestion_read(&q, &l->item[l->n++]);
    }
    return query_end(&q, e);
}

static bool sections_with(struct soan_report *r, bool only_pending, struct ordered_list *l, struct error *e)
{
    bool ok = true;
    struct query q = only_pending ? query(r, "SELECT DISTINCT section FROM suggestion WHERE pending = 1")
                                  : query(r, "SELECT DISTINCT section FROM suggestion");
    while (ok && query_row(&q)) {
        struct text key = {0};
        ok = section_order(r, query_get(&q, 0), &key, e);
        ordered_add(l, query_get(&q, 0), 0, &key);
    }
    ordered_sort(l);
    return query_end(&q, ok ? e : NULL) && ok;
}

bool soan_suggestion_each(struct soan_report *r, int64_t section, bool only_pending, soan_suggestion_fn *each, void *arg,
                          struct error *e)
{
    struct ordered_list sections = {0};
    struct suggestions l = {0};
    struct text none = {0};
    if (!read_begin(r, e))
        return false;
    bool ok = true;
    if (section)
        ordered_add(&sections, section, 0, &none);
    else
        ok = sections_with(r, only_pending, &sections, e);
    for (size_t i = 0; ok && i < sections.n; i++)
        ok = load(r, sections.item[i].id, only_pending, &l, e);
    read_end(r);
    for (size_t i = 0; ok && i < l.n; i++)
        if (!each(&l.item[i], arg))
            break;
    for (size_t i = 0; i < l.n; i++)
        soan_suggestion_free(&l.item[i]);
    free(l.item);
    ordered_free(&sections);
    return ok;
}

bool soan_suggestion_count(struct soan_report *r, int64_t section, int64_t *n, struct error *e)
{
    struct query q = section ? query(r, "SELECT count(*) FROM suggestion u WHERE u.section = :section AND u.pending = 1")
                             : query(r, "SELECT count(*) FROM suggestion u JOIN section s ON s.id = u.section"
                                        " WHERE u.pending = 1 AND s.removed = 0");
    if (section)
        query_int(&q, ":section", section);
    return query_single(&q, n, 0, e);
}

/* ---- making ---- */

struct suggesting {
    const struct soan_suggestion *s;
    size_t n;
    int64_t replaces, step;
    int64_t *id;
    struct text body;
    bool any;
    bool replaced;            /* by itself */
};

/* One on its way into the table. */
struct wanted { size_t from, to; struct text instead, note, before, after; };

static void wanted_free(struct wanted *w)
{
    text_free(&w->instead);
    text_free(&w->note);
    text_free(&w->before);
    text_free(&w->after);
}

/* Others may have typed since the words were looked at. */
static bool find_words(struct soan_report *r, const struct suggesting *x, const struct soan_suggestion *s, struct wanted *w,
                       struct error *e)
{
    struct text_view body = text_view(&x->body), was = text_view(&s->was);
    w->from = s->from;
    w->to = s->to;
    if (s->from <= s->to && s->to <= body.len && text_view_equal(text_view_part(body, s->from, s->to), was) &&
        anchor_boundary(body, s->from) && anchor_boundary(body, s->to))
        return true;
    size_t at = was.len ? text_view_find(body, was, 0) : SIZE_MAX;
    if (at == SIZE_MAX || text_view_find(body, was, at + 1) != SIZE_MAX || !anchor_boundary(was, 0))
        return error_set(e, SOAN_REFUSED,
                         _("%s: section #%" PRId64 " does not have these words there; look at it again and select them"),
                         r->path, s->section);
    w->from = at;
    w->to = at + was.len;
    return true;
}

/* A figure or a note is suggested away whole or not at all. */
static void widen(struct text_view body, struct wanted *w)
{
    size_t from, to;
    if (soan_source_atom(body, w->from, &from, &to) && from < w->from) {
        text_replace(&w->instead, 0, 0, text_view_part(body, from, w->from));
        w->from = from;
    }
    if (w->to > w->from && soan_source_atom(body, w->to, &from, &to) && from < w->to) {
        text_append(&w->instead, text_view_part(body, w->to, to));
        w->to = to;
    }
}

static bool check_sizes(struct soan_report *r, const struct soan_suggestion *s, struct error *e)
{
    size_t most = s->was.len > s->instead.len ? s->was.len : s->instead.len;
    most = most > s->note.len ? most : s->note.len;
    return most <= SOAN_SUGGESTION_MOST ||
           error_set(e, SOAN_REFUSED, _("%s: the suggestion is longer than %d bytes; suggest fewer words at a time"), r->path,
                     SOAN_SUGGESTION_MOST);
}

static bool want(struct soan_report *r, const struct suggesting *x, const struct soan_suggestion *s, struct wanted *w,
                 struct error *e)
{
    struct text_view body = text_view(&x->body);
    if (!check_sizes(r, s, e) || !find_words(r, x, s, w, e))
        return false;
    text_clean(text_view(&s->instead), &w->instead, NULL);
    text_clean(text_view_trim(text_view(&s->note)), &w->note, NULL);
    widen(body, w);
    if (text_view_equal(text_view(&w->instead), text_view_part(body, w->from, w->to)))
        return error_set(e, SOAN_REFUSED, _("%s: these words stand there already; say what is to stand there instead"),
                         r->path);
    anchor_context(body, w->from, w->to, &w->before, &w->after);
    return true;
}

/* The same words for the same place, from the same member. */
static bool made_already(struct gate *g, int64_t section, const struct wanted *w, int64_t *id, struct error *e)
{
    struct query q = query(g->r, "SELECT id FROM suggestion WHERE section = :section AND pending = 1 AND member = :member"
                                 " AND start = :start AND stop = :stop AND instead = :instead");
    query_int(&q, ":section", section);
    query_int(&q, ":member", g->r->member_id);
    query_int(&q, ":start", (int64_t)w->from);
    query_int(&q, ":stop", (int64_t)w->to);
    query_view(&q, ":instead", text_view(&w->instead));
    return query_single(&q, id, 0, e);
}

static bool insert(struct gate *g, struct suggesting *x, int64_t section, const struct wanted *w, int64_t *id,
                   struct error *e)
{
    struct query q = query(g->r,
        "INSERT INTO suggestion (section, member, at, start, stop, was, instead, before, after, note)"
        " VALUES (:section, :member, :at, :start, :stop, :was, :instead, :before, :after, :note)");
    query_int(&q, ":section", section);
    query_int(&q, ":member", g->r->member_id);
    query_int(&q, ":at", g->at);
    query_int(&q, ":start", (int64_t)w->from);
    query_int(&q, ":stop", (int64_t)w->to);
    query_view(&q, ":was", text_view_part(text_view(&x->body), w->from, w->to));
    query_view(&q, ":instead", text_view(&w->instead));
    query_view(&q, ":before", text_view(&w->before));
    query_view(&q, ":after", text_view(&w->after));
    query_view(&q, ":note", text_view(&w->note));
    if (!query_run(&q, e))
        return false;
    *id = sqlite3_last_insert_rowid(g->r->db);
    x->any = true;
    struct journal_entry j = {.kind = "suggest", .section = section, .comment = *id, .step = x->step};
    bool ok = journal_add(g, &j, NULL, e);
    x->step = x->step ? x->step : g->row;
    return ok;
}

static bool decide(struct gate *g, int64_t id, const char *state, int64_t row, struct error *e)
{
    struct query q = query(g->r, "UPDATE suggestion SET state = :state, pending = 0, decided = :row WHERE id = :id");
    query_view(&q, ":state", text_view_of(state));
    query_int(&q, ":row", row);
    query_int(&q, ":id", id);
    return query_run(&q, e);
}

/* What its author says anew is not two suggestions. */
static bool take_back(struct gate *g, struct suggesting *x, struct error *e)
{
    int64_t mine = 0, row;
    if (!x->replaces || x->replaced)
        return true;
    struct query q = query(g->r, "SELECT id FROM suggestion WHERE id = :id AND pending = 1 AND member = :member");
    query_int(&q, ":id", x->replaces);
    query_int(&q, ":member", g->r->member_id);
    if (!query_single(&q, &mine, 0, e))
        return false;
    if (!mine)
        return true; /* decided meanwhile: the new one stands beside it */
    struct journal_entry j = {.kind = "withdraw", .section = x->s->section, .comment = mine};
    x->any = true;
    return journal_add(g, &j, &row, e) && decide(g, mine, "withdrawn", row, e);
}

static bool add(struct gate *g, void *arg, struct error *e)
{
    struct suggesting *x = arg;
    struct spot spot;
    int64_t section = x->s->section;
    bool ok = section_spot(g->r, section, &spot, e) &&
              section_body(g->r, section, &x->body, e);
    for (size_t i = 0; ok && i < x->n; i++) {
        struct wanted w = {0};
        int64_t id = 0;
        ok = want(g->r, x, &x->s[i], &w, e) && made_already(g, section, &w, &id, e) &&
             (id || insert(g, x, section, &w, &id, e));
        x->replaced = x->replaced || id == x->replaces;
        if (x->id)
            x->id[i] = id;
        wanted_free(&w);
    }
    ok = ok && take_back(g, x, e);
    g->nothing = !x->any;
    return ok && (!x->any || section_touch(g, section, e));
}

bool soan_suggestion_add(struct soan_report *r, const struct soan_suggestion *s, size_t n, int64_t replaces, int64_t *id,
                         struct error *e)
{
    struct suggesting x = {.s = s, .n = n, .replaces = replaces, .id = id};
    bool ok = n == 0 || gate_write(r, SOAN_RIGHT_SUGGEST, "suggest", GATE_HISTORY, add, &x, e);
    text_free(&x.body);
    return ok;
}

/* ---- declining ---- */

struct declining { const int64_t *id; size_t n; struct text_view reason; };

static bool already(struct soan_report *r, const struct soan_suggestion *s, struct error *e)
{
    return error_set(e, SOAN_REFUSED, _("%s: suggestion #%" PRId64 " is %s already"), r->path, s->id,
                     _(soan_suggestion_state_name(s->state)));
}

static bool reject_one(struct gate *g, int64_t id, struct text_view reason, struct error *e)
{
    struct soan_suggestion s = {0};
    int64_t row, mine = 0;
    if (!soan_suggestion_get(g->r, id, &s, e))
        return false;
    struct query q = query(g->r, "SELECT id FROM suggestion WHERE id = :id AND member = :member");
    query_int(&q, ":id", id);
    query_int(&q, ":member", g->r->member_id);
    bool ok = query_single(&q, &mine, 0, e) && (mine || soan_right_check(g->r, SOAN_RIGHT_ACCEPT, e));
    if (ok && !soan_suggestion_pending(&s))
        ok = already(g->r, &s, e);
    struct journal_entry j = {.kind = mine ? "withdraw" : "reject", .section = s.section, .comment = s.id, .after = reason};
    ok = ok && journal_add(g, &j, &row, e) && decide(g, s.id, mine ? "withdrawn" : "rejected", row, e) &&
         section_touch(g, s.section, e);
    soan_suggestion_free(&s);
    return ok;
}

static bool reject(struct gate *g, void *arg, struct error *e)
{
    const struct declining *x = arg;
    struct text reason = {0};
    text_clean(text_view_trim(x->reason), &reason, NULL);
    bool ok = reason.len <= SOAN_SUGGESTION_MOST ||
              error_set(e, SOAN_REFUSED, _("%s: the reason is longer than %d bytes; say it shorter"), g->r->path,
                        SOAN_SUGGESTION_MOST);
    for (size_t i = 0; ok && i < x->n; i++)
        ok = reject_one(g, x->id[i], text_view(&reason), e);
    text_free(&reason);
    return ok;
}

bool soan_suggestion_reject(struct soan_report *r, const int64_t *id, size_t n, struct text_view reason, struct error *e)
{
    struct declining x = {id, n, reason};
    return n == 0 || gate_write(r, SOAN_RIGHT_SUGGEST, "reject", GATE_HISTORY, reject, &x, e);
}
