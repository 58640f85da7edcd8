/* What others did since a member looked: texts, figures, comments, sign-off; by section. A section that was never looked at
 * counts from when the member joined, or from when all of it was said to be read. */
#include <stdlib.h>

#include "report/private.h"

#define CHANGING_KINDS "'edit', 'write', 'replace', 'accept', 'undo', 'redo', 'add', 'rename', 'restore', 'outline-undo', 'outline-redo'"
#define COMMENT_KINDS "'comment', 'reply', 'resolve', 'reopen', 'withdraw', 'suggest', 'reject'"
#define STATE_KINDS "'state', 'assign', 'approve', 'unapprove'"
#define SECTION_KINDS CHANGING_KINDS ", " COMMENT_KINDS ", " STATE_KINDS
#define FIGURE_KINDS "'fill', 'compute'"

/* ---- since when ---- */

static bool base_stored(struct soan_report *r, int64_t *base, struct error *e)
{
    struct query q = query(r, "SELECT rev FROM seen WHERE member = :me AND section = 0");
    query_int(&q, ":me", r->member_id);
    return query_single(&q, base, 0, e);
}

/* The row in which the member came; who made the report was there from the first. */
static bool base_joined(struct soan_report *r, int64_t *base, struct error *e)
{
    struct query q = query(r, "SELECT j.id FROM member m JOIN journal j ON j.kind = 'member' AND (j.after = m.name"
                              " OR substr(j.after, 1, length(m.name) + 1) = m.name || '=') WHERE m.id = :me"
                              " ORDER BY j.id LIMIT 1");
    query_int(&q, ":me", r->member_id);
    return query_single(&q, base, 1, e);
}

static bool base_of(struct soan_report *r, int64_t *base, struct error *e)
{
    if (!base_stored(r, base, e))
        return false;
    if (*base == 0 && r->news_base == 0 && !base_joined(r, &r->news_base, e))
        return false;
    *base = *base ? *base : r->news_base;
    return true;
}

bool soan_news_since(struct soan_report *r, int64_t section, int64_t *rev, struct error *e)
{
    int64_t base = 0, own = 0;
    struct query q = query(r, "SELECT rev FROM seen WHERE member = :me AND section = :section");
    query_int(&q, ":me", r->member_id);
    query_int(&q, ":section", section);
    if (!query_single(&q, &own, 0, e) || !base_of(r, &base, e))
        return false;
    *rev = own > base ? own : base;
    return true;
}

/* ---- what ---- */

static enum soan_news_kind kind_of(struct text_view kind)
{
    static const struct { const char *name; enum soan_news_kind kind; } known[] = {
        {"fill", SOAN_NEWS_FIGURE}, {"compute", SOAN_NEWS_FIGURE}, {"comment", SOAN_NEWS_COMMENT}, {"reply", SOAN_NEWS_COMMENT},
        {"resolve", SOAN_NEWS_COMMENT}, {"reopen", SOAN_NEWS_COMMENT}, {"withdraw", SOAN_NEWS_COMMENT},
        {"suggest", SOAN_NEWS_COMMENT}, {"reject", SOAN_NEWS_COMMENT}, {"state", SOAN_NEWS_STATE}, {"assign", SOAN_NEWS_STATE},
        {"approve", SOAN_NEWS_STATE}, {"unapprove", SOAN_NEWS_STATE},
    };
    for (size_t i = 0; i < SOAN_ARRAY_LEN(known); i++)
        if (text_view_equal(kind, text_view_of(known[i].name)))
            return known[i].kind;
    return SOAN_NEWS_TEXT;
}

bool soan_news_any(struct soan_report *r, int64_t section, bool *any, struct error *e)
{
    int64_t since = 0, n = 0;
    if (!soan_news_since(r, section, &since, e))
        return false;
    struct query q = query(r, "SELECT EXISTS (SELECT 1 FROM journal j WHERE j.section = :section AND j.id > :since"
                              " AND j.member <> :me AND j.kind IN (" SECTION_KINDS "))"
                              " OR EXISTS (SELECT 1 FROM place p JOIN figure f ON f.key = p.key JOIN journal j ON j.figure = f.id"
                              " WHERE p.section = :section AND f.rev > :since AND j.figure <> 0 AND j.id > :since"
                              " AND j.member <> :me AND j.kind IN (" FIGURE_KINDS "))");
    query_int(&q, ":section", section);
    query_int(&q, ":since", since);
    query_int(&q, ":me", r->member_id);
    if (!query_single(&q, &n, 0, e))
        return false;
    *any = n != 0;
    return true;
}

/* ---- all of it, by section ---- */

struct gathered { struct soan_news news; struct text members, key; };
struct gathering { struct gathered *item; size_t n, cap; };

static void add_member(struct text *out, struct text_view name)
{
    for (size_t from = 0, to; from < out->len; from = to + 2) {
        to = text_view_find(text_view(out), TEXT_LIT(", "), from);
        if (text_view_equal(text_view_part(text_view(out), from, to), name))
            return;
        if (to == SIZE_MAX)
            break;
    }
    text_append_str(out, out->len ? ", " : "");
    text_append(out, name);
}

/* Rows come section by section. */
static bool take(struct soan_report *r, struct gathering *g, struct query *q, struct error *e)
{
    int64_t section = query_get(q, 0);
    if (g->n == 0 || g->item[g->n - 1].news.section != section) {
        mem_grow((void **)&g->item, &g->cap, g->n + 1, sizeof *g->item);
        g->item[g->n++] = (struct gathered){.news = {.section = section, .since = query_get(q, 4)}};
        if (!section_order(r, section, &g->item[g->n - 1].key, e))
            return false;
    }
    struct gathered *x = &g->item[g->n - 1];
    x->news.count[kind_of(query_text(q, 1))]++;
    x->news.at = query_get(q, 3) > x->news.at ? query_get(q, 3) : x->news.at;
    add_member(&x->members, query_text(q, 2));
    return true;
}

static bool gather(struct soan_report *r, struct gathering *g, struct error *e)
{
    int64_t base = 0;
    bool ok = true;
    if (!base_of(r, &base, e))
        return false;
    struct query q = query(r,
        "SELECT j.section AS at_section, j.kind, m.name, j.at, max(:base, coalesce(s.rev, 0)), j.id FROM journal j"
        " JOIN member m ON m.id = j.member JOIN section x ON x.id = j.section AND x.removed = 0"
        " LEFT JOIN seen s ON s.member = :me AND s.section = j.section"
        " WHERE j.id > :base AND j.member <> :me AND j.id > coalesce(s.rev, 0) AND j.kind IN (" SECTION_KINDS ")"
        " UNION ALL"
        " SELECT p.section, j.kind, m.name, j.at, max(:base, coalesce(s.rev, 0)), j.id FROM journal j"
        " JOIN member m ON m.id = j.member JOIN figure f ON f.id = j.figure JOIN place p ON p.key = f.key"
        " JOIN section x ON x.id = p.section AND x.removed = 0"
        " LEFT JOIN seen s ON s.member = :me AND s.section = p.section"
        " WHERE j.id > :base AND j.figure <> 0 AND j.member <> :me AND j.id > coalesce(s.rev, 0) AND j.kind IN (" FIGURE_KINDS ")"
        " ORDER BY at_section, 6");
    query_int(&q, ":base", base);
    query_int(&q, ":me", r->member_id);
    while (ok && query_row(&q))
        ok = take(r, g, &q, e);
    return query_end(&q, ok ? e : NULL) && ok;
}

static int in_order(const void *a, const void *b)
{
    const struct gathered *x = a, *y = b;
    return text_view_compare(text_view(&x->key), text_view(&y->key));
}

bool soan_news_each(struct soan_report *r, soan_news_fn *each, void *arg, struct error *e)
{
    struct gathering g = {0};
    bool ok = gather(r, &g, e);
    if (ok && g.n)
        qsort(g.item, g.n, sizeof *g.item, in_order);
    for (size_t i = 0; ok && i < g.n; i++) {
        g.item[i].news.members = text_view(&g.item[i].members);
        if (!each(&g.item[i].news, arg))
            break;
    }
    for (size_t i = 0; i < g.n; i++) {
        text_free(&g.item[i].members);
        text_free(&g.item[i].key);
    }
    free(g.item);
    return ok;
}

/* ---- one by one, but for the text, which is compared as a whole ---- */

static struct text_view figure_name(struct query *q)
{
    struct text_view label = query_text(q, 4);
    return label.len ? label : query_text(q, 5);
}

bool soan_news_events(struct soan_report *r, int64_t section, int64_t since, soan_news_event_fn *each, void *arg, struct error *e)
{
    struct query q = query(r,
        "SELECT j.kind, m.name, j.at, coalesce(c.body, ''), '', '', j.before, j.after, j.id FROM journal j"
        " JOIN member m ON m.id = j.member LEFT JOIN comment c ON c.id = j.comment AND c.published = 1 AND j.kind <> 'suggest'"
        " WHERE j.section = :section AND j.id > :since AND j.member <> :me AND j.kind IN (" COMMENT_KINDS ", " STATE_KINDS ")"
        " UNION ALL"
        " SELECT j.kind, m.name, j.at, '', f.label, f.key, j.before, j.after, j.id FROM place p JOIN figure f ON f.key = p.key"
        " JOIN journal j ON j.figure = f.id JOIN member m ON m.id = j.member WHERE p.section = :section AND j.figure <> 0"
        " AND j.id > :since AND j.member <> :me AND j.kind IN (" FIGURE_KINDS ") ORDER BY 9");
    query_int(&q, ":section", section);
    query_int(&q, ":since", since);
    query_int(&q, ":me", r->member_id);
    while (query_row(&q)) {
        struct soan_news_event ev = {
            .kind = kind_of(query_text(&q, 0)), .what = query_text(&q, 0), .member = query_text(&q, 1), .at = query_get(&q, 2),
            .words = query_text(&q, 3), .figure = figure_name(&q), .before = query_text(&q, 6), .after = query_text(&q, 7),
        };
        if (text_view_starts(ev.after, TEXT_LIT("=")))
            ev.after = text_view_part(ev.after, 1, ev.after.len);
        if (!each(&ev, arg))
            break;
    }
    return query_end(&q, e);
}

void soan_news_tell(const struct soan_news_event *ev, struct text *out)
{
    int n = (int)ev->member.len;
    const char *who = ev->member.bytes;
    struct text_view v = ev->after;
    if (ev->kind == SOAN_NEWS_FIGURE) {
        text_printf(out, "%.*s: %.*s: ", n, who, (int)ev->figure.len, ev->figure.bytes);
        text_append(out, ev->before.len ? ev->before : TEXT_LIT("…"));
        text_append_str(out, " → ");
        text_append(out, ev->after.len ? ev->after : TEXT_LIT("…"));
    } else if (ev->kind == SOAN_NEWS_COMMENT) {
        bool fresh = text_view_equal(ev->what, TEXT_LIT("comment")) || text_view_equal(ev->what, TEXT_LIT("reply"));
        bool suggests = text_view_equal(ev->what, TEXT_LIT("suggest"));
        text_printf(out, fresh ? _("%.*s comments: ") : suggests ? _("%.*s suggests other words") : _("%.*s decided: "), n, who);
        text_clean_line(ev->words, out, NULL);
    } else if (text_view_equal(ev->what, TEXT_LIT("state"))) {
        text_printf(out, _("%.*s: state: "), n, who);
        text_append_str(out, _(soan_state_name(state_by_name(v))));
    } else if (text_view_equal(ev->what, TEXT_LIT("assign"))) {
        v = text_view_part(v, 0, text_view_find(v, TEXT_LIT(" "), 0));
        text_printf(out, v.len ? _("%.*s: to be written by ") : _("%.*s: to be written by nobody in particular"), n, who);
        text_append(out, v);
    } else {
        bool given = text_view_equal(ev->what, TEXT_LIT("approve"));
        text_printf(out, given ? _("%.*s approved, code ") : _("%.*s: approved no longer: "), n, who);
        text_append(out, v);
    }
}

/* ---- looked at ---- */

struct looking { int64_t section, rev; };

static bool store(struct gate *g, int64_t section, int64_t rev, struct error *e)
{
    struct query q = query(g->r, "INSERT INTO seen (member, section, rev) VALUES (:me, :section, :rev)"
                                 " ON CONFLICT (member, section) DO UPDATE SET rev = max(rev, excluded.rev)");
    query_int(&q, ":me", g->r->member_id);
    query_int(&q, ":section", section);
    query_int(&q, ":rev", rev);
    return query_run(&q, e);
}

static bool look(struct gate *g, void *arg, struct error *e)
{
    const struct looking *x = arg;
    int64_t base = 0;
    /* From now on it need not be looked for. */
    if (!base_of(g->r, &base, e) || !store(g, 0, base, e))
        return false;
    struct query q = query(g->r, "DELETE FROM seen WHERE member = :me AND rev <= :rev AND :all");
    query_int(&q, ":me", g->r->member_id);
    query_int(&q, ":rev", x->rev);
    query_int(&q, ":all", x->section == 0);
    return query_run(&q, e) && store(g, x->section, x->rev, e);
}

bool soan_news_seen(struct soan_report *r, int64_t section, int64_t rev, struct error *e)
{
    struct looking x = {section, rev};
    return r->read_only || gate_write(r, SOAN_RIGHT_STAND, "seen", GATE_NO_HISTORY, look, &x, e);
}
