#include "report/session.h"

void soan_stand_free(struct soan_stand *s)
{
    text_free(&s->view);
    *s = (struct soan_stand){0};
}

bool soan_stand_load(struct soan_report *r, struct soan_stand *out, struct error *e)
{
    struct soan_stand s = {0};
    struct query q = query(r, "SELECT section, cursor, top, pane, view FROM stand WHERE member = :member");
    query_int(&q, ":member", r->member_id);
    if (query_row(&q)) {
        s = (struct soan_stand){
            query_get(&q, 0), (size_t)query_get(&q, 1), (size_t)query_get(&q, 2), (int)query_get(&q, 3), {0}};
        s.view = text_copy(query_text(&q, 4));
    }
    if (!query_end(&q, e)) {
        soan_stand_free(&s);
        return false;
    }
    *out = s;
    return true;
}

static bool save(struct gate *g, void *arg, struct error *e)
{
    const struct soan_stand *s = arg;
    struct query q = query(g->r, "INSERT OR REPLACE INTO stand (member, section, cursor, top, pane, view)"
                                 " VALUES (:member, :section, :cursor, :top, :pane, :view)");
    query_int(&q, ":member", g->r->member_id);
    query_int(&q, ":section", s->section);
    query_int(&q, ":cursor", (int64_t)s->cursor);
    query_int(&q, ":top", (int64_t)s->top);
    query_int(&q, ":pane", s->pane);
    query_view(&q, ":view", text_view(&s->view));
    return query_run(&q, e) && session_is_in(g, s->section, e);
}

bool soan_stand_save(struct soan_report *r, const struct soan_stand *s, struct error *e)
{
    struct soan_stand copy = *s;
    return r->read_only || gate_write(r, SOAN_RIGHT_STAND, "stand", GATE_NO_HISTORY, save, &copy, e);
}

bool stand_move(struct gate *g, int64_t section, size_t cursor, struct error *e)
{
    struct query q = query(g->r, "INSERT INTO stand (member, section, cursor, top, pane, view)"
                                 " VALUES (:member, :section, :cursor, 0, 0, '') ON CONFLICT (member) DO UPDATE SET"
                                 " top = CASE WHEN section = excluded.section THEN top ELSE 0 END,"
                                 " section = excluded.section, cursor = excluded.cursor");
    query_int(&q, ":member", g->r->member_id);
    query_int(&q, ":section", section);
    query_int(&q, ":cursor", (int64_t)cursor);
    return query_run(&q, e) && session_is_in(g, section, e);
}
