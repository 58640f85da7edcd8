/* What a member is to be told at the next chance. */
#include "report/session.h"

bool notice_add(struct gate *g, int64_t member, int64_t section, const char *kind, struct text_view text,
                struct error *e)
{
    struct query q = query(g->r, "INSERT INTO notice (member, section, at, kind, by, text)"
                                 " VALUES (:member, :section, :at, :kind, :by, :text)");
    query_int(&q, ":member", member);
    query_int(&q, ":section", section);
    query_int(&q, ":at", g->at);
    query_view(&q, ":kind", text_view_of(kind));
    query_int(&q, ":by", g->r->member_id);
    query_view(&q, ":text", text);
    return query_run(&q, e);
}

void soan_notice_free(struct soan_notice *n)
{
    text_free(&n->kind);
    text_free(&n->by);
    text_free(&n->text);
    *n = (struct soan_notice){0};
}

bool soan_notice_get(struct soan_report *r, struct soan_notice *out, struct error *e)
{
    struct soan_notice n = {0};
    struct query q = query(r, "SELECT n.id, n.section, n.at, n.kind, coalesce(m.name, ''), n.text FROM notice n"
                              " LEFT JOIN member m ON m.id = n.by WHERE n.member = :member ORDER BY n.id LIMIT 1");
    query_int(&q, ":member", r->member_id);
    if (query_row(&q)) {
        n = (struct soan_notice){.id = query_get(&q, 0), .section = query_get(&q, 1), .at = query_get(&q, 2)};
        n.kind = text_copy(query_text(&q, 3));
        n.by = text_copy(query_text(&q, 4));
        n.text = text_copy(query_text(&q, 5));
    }
    if (!query_end(&q, e)) {
        soan_notice_free(&n);
        return false;
    }
    *out = n;
    return true;
}

static bool told(struct gate *g, void *arg, struct error *e)
{
    const int64_t *id = arg;
    struct query q = query(g->r, "DELETE FROM notice WHERE id = :id AND member = :member");
    query_int(&q, ":id", *id);
    query_int(&q, ":member", g->r->member_id);
    return query_run(&q, e);
}

bool soan_notice_told(struct soan_report *r, int64_t id, struct error *e)
{
    return gate_write(r, SOAN_RIGHT_STAND, "notice", GATE_NO_HISTORY, told, &id, e);
}
