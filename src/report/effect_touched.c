/* What a change of figures touches beyond the text: approvals that end by it, milestones that say the old values. */
#include "report/ledger.h"

bool soan_effect_weighs(const struct soan_effect *x)
{
    bool confirmed = false;
    for (size_t i = 0; i < x->figures; i++)
        confirmed = confirmed || x->figure[i].confirmed;
    return confirmed || x->approvals || x->milestones;
}

static bool add_approval(struct soan_report *r, int64_t section, struct soan_effect *out, struct error *e)
{
    struct text members = {0};
    struct query q = query(r, "SELECT DISTINCT m.name FROM approval a JOIN member m ON m.id = a.member"
                              " WHERE a.section = :section AND a.ended = 0 ORDER BY a.id");
    query_int(&q, ":section", section);
    while (query_row(&q)) {
        text_append_str(&members, members.len ? ", " : "");
        text_append(&members, query_text(&q, 0));
    }
    bool ok = query_end(&q, e);
    if (!ok || !members.len) {
        text_free(&members);
        return ok;
    }
    mem_grow((void **)&out->approval, &out->approval_cap, out->approvals + 1, sizeof *out->approval);
    out->approval[out->approvals++] = (struct soan_effect_approval){section, members};
    return true;
}

/* The sentences stand in reading order, so those of one section stand together. */
bool effect_approvals(struct soan_report *r, struct soan_effect *out, struct error *e)
{
    int64_t done = 0;
    for (size_t i = 0; i < out->places; i++) {
        const struct soan_effect_place *p = &out->place[i];
        if (p->section == done || content_same(text_view(&p->before), text_view(&p->after)))
            continue;
        done = p->section;
        if (!add_approval(r, p->section, out, e))
            return false;
    }
    return true;
}

/* The journal row since which the figure has the value that it has. */
static bool valued_since(struct soan_report *r, int64_t figure, int64_t *row, struct error *e)
{
    struct query q = query(r, "SELECT max(id) FROM journal WHERE figure = :figure AND figure <> 0 AND kind <> 'figure-set'");
    query_int(&q, ":figure", figure);
    return query_single(&q, row, 1, e);
}

/* What was still blank then is not contradicted by a value. */
bool effect_milestones(struct ledger *l, struct soan_effect *out, struct error *e)
{
    int64_t since = INT64_MAX;
    for (size_t i = 0; i < l->n; i++) {
        const struct ledger_entry *x = l->entry[i];
        int64_t row = 0;
        if (x->was.value.len == 0 || x->was.places == 0 ||
            text_view_equal(text_view(&x->was.value), text_view(&x->now.value)))
            continue;
        if (!valued_since(l->r, x->was.id, &row, e))
            return false;
        since = row < since ? row : since;
    }
    struct query q = query(l->r, "SELECT name, at FROM milestone WHERE rev > :since ORDER BY id DESC");
    query_int(&q, ":since", since);
    while (query_row(&q)) {
        mem_grow((void **)&out->milestone, &out->milestone_cap, out->milestones + 1, sizeof *out->milestone);
        out->milestone[out->milestones++] = (struct soan_effect_milestone){text_copy(query_text(&q, 0)), query_get(&q, 1)};
    }
    return query_end(&q, e);
}
