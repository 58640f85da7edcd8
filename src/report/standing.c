/* Where sections stand: whose they are by when, what is late, who approved. */
#include <stdlib.h>

#include "report/private.h"

/* What is up for review is in time, and so is a heading that has only sections to show. */
static bool is_late(const struct soan_section *s, int64_t due, int64_t now)
{
    bool heading = s->bytes == 0 && s->children > 0;
    return due && due < now && s->state < SOAN_STATE_REVIEW && !heading;
}

/* ---- of one ---- */

void soan_standing_free(struct soan_standing *s)
{
    text_free(&s->assignee);
    text_free(&s->approver);
    text_free(&s->code);
    *s = (struct soan_standing){0};
}

static bool approvals_of(struct soan_report *r, const struct soan_section *s, struct soan_standing *out, struct error *e)
{
    text_clear(&out->approver);
    text_clear(&out->code);
    out->approved_at = 0;
    if (s->state != SOAN_STATE_APPROVED)
        return true;
    struct query q = query(r, "SELECT m.name, a.at, a.code FROM approval a JOIN member m ON m.id = a.member"
                              " WHERE a.section = :section AND a.ended = 0 ORDER BY a.id");
    query_int(&q, ":section", s->id);
    while (query_row(&q)) {
        text_append_str(&out->approver, out->approver.len ? ", " : "");
        text_append(&out->approver, query_text(&q, 0));
        out->approved_at = query_get(&q, 1);
        text_clear(&out->code);
        text_append(&out->code, query_text(&q, 2));
    }
    return query_end(&q, e);
}

bool soan_section_standing(struct soan_report *r, const struct soan_section *s, struct soan_standing *out, struct error *e)
{
    struct soan_standing found = {0};
    struct query q = query(r, "WITH RECURSIVE up (id, parent, n) AS (SELECT id, parent, 0 FROM section WHERE id = :id"
                              " UNION ALL SELECT s.id, s.parent, up.n + 1 FROM up JOIN section s ON s.id = up.parent)"
                              " SELECT m.name, a.due, up.n FROM up JOIN assignment a ON a.section = up.id"
                              " JOIN member m ON m.id = a.member ORDER BY up.n LIMIT 1");
    query_int(&q, ":id", s->id);
    if (query_row(&q)) {
        text_append(&found.assignee, query_text(&q, 0));
        found.due = query_get(&q, 1);
        found.inherited = query_get(&q, 2) > 0;
        found.late = is_late(s, found.due, r->now());
    }
    if (!query_end(&q, e) || !approvals_of(r, s, &found, e)) {
        soan_standing_free(&found);
        return false;
    }
    soan_standing_free(out);
    *out = found;
    return true;
}

bool soan_section_signs(struct soan_report *r, struct soan_section *s, struct error *e)
{
    struct query q = query(r, "SELECT m.name, a.due FROM assignment a JOIN member m ON m.id = a.member WHERE a.section = :id");
    query_int(&q, ":id", s->id);
    text_clear(&s->assignee);
    s->late = false;
    if (query_row(&q)) {
        text_append(&s->assignee, query_text(&q, 0));
        s->late = is_late(s, query_get(&q, 1), r->now());
    }
    return query_end(&q, e) && soan_news_any(r, s->id, &s->news, e);
}

/* ---- of all ---- */

struct task {
    int64_t section, due;
    struct text name;
    bool gone;
};

struct tasks { struct task *item; size_t n, cap; };

static bool tasks_load(struct soan_report *r, struct tasks *l, struct error *e)
{
    struct query q = query(r, "SELECT a.section, a.due, m.name, m.gone FROM assignment a JOIN member m ON m.id = a.member"
                              " ORDER BY a.section");
    while (query_row(&q)) {
        mem_grow((void **)&l->item, &l->cap, l->n + 1, sizeof *l->item);
        l->item[l->n++] = (struct task){query_get(&q, 0), query_get(&q, 1), text_copy(query_text(&q, 2)),
                                        query_flag(&q, 3)};
    }
    return query_end(&q, e);
}

static int by_section(const void *a, const void *b)
{
    const struct task *p = a, *q = b;
    return (p->section > q->section) - (p->section < q->section);
}

struct walking {
    struct soan_report *r;
    struct tasks tasks;
    const struct task *at[DEPTH_MAX + 2]; /* by depth: whose the branch is */
    int64_t now;
    struct soan_standing standing;
    soan_status_fn *each;
    void *arg;
    struct error *e;
    bool failed;
};

static bool suggestions_of(struct walking *w, struct soan_status *s)
{
    return soan_suggestion_count(w->r, s->section->id, &s->suggestions, w->e);
}

static bool in_section(const struct soan_section *section, void *arg)
{
    struct walking *w = arg;
    struct task key = {.section = section->id};
    const struct task *own = w->tasks.n ? bsearch(&key, w->tasks.item, w->tasks.n, sizeof key, by_section) : NULL;
    const struct task *task = w->at[section->depth] = own ? own : w->at[section->depth - 1];
    struct soan_status s = {.section = section, .assignee = task ? text_str(&task->name) : "", .inherited = !own,
                            .due = task ? task->due : 0, .gone = task && task->gone};
    s.late = is_late(section, s.due, w->now);
    w->failed = !approvals_of(w->r, section, &w->standing, w->e) || !suggestions_of(w, &s);
    s.approver = text_str(&w->standing.approver);
    s.code = text_str(&w->standing.code);
    s.approved_at = w->standing.approved_at;
    return !w->failed && w->each(&s, w->arg);
}

bool soan_status_each(struct soan_report *r, soan_status_fn *each, void *arg, struct error *e)
{
    struct walking *w = mem_alloc(sizeof *w);
    *w = (struct walking){.r = r, .now = r->now(), .each = each, .arg = arg, .e = e};
    bool ok = tasks_load(r, &w->tasks, e) && soan_section_walk(r, 0, in_section, w, e) && !w->failed;
    for (size_t i = 0; i < w->tasks.n; i++)
        text_free(&w->tasks.item[i].name);
    free(w->tasks.item);
    soan_standing_free(&w->standing);
    free(w);
    return ok;
}
