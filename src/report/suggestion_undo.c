/* What was taken up and is undone is to be decided anew: its place and whether it is pending follow the text. */
#include <stdlib.h>

#include "report/suggestion.h"

void suggestions_undone_free(struct suggestions_undone *u)
{
    for (size_t i = 0; i < u->n; i++)
        soan_suggestion_free(&u->item[i]);
    mem_free(&u->item);
    *u = (struct suggestions_undone){0};
}

/* The row that is taken back in the end. */
static bool first_row(struct soan_report *r, int64_t row, int64_t *first, struct error *e)
{
    bool ok = true;
    for (int64_t of = row; ok && of;) {
        *first = of;
        struct query q = query(r, "SELECT CASE WHEN kind IN ('undo', 'redo') THEN of ELSE 0 END FROM journal WHERE id = :row");
        query_int(&q, ":row", *first);
        ok = query_single(&q, &of, 0, e);
    }
    return ok;
}

bool suggestions_undone_load(struct soan_report *r, int64_t row, struct suggestions_undone *out, struct error *e)
{
    int64_t first = 0;
    if (!first_row(r, row, &first, e))
        return false;
    struct query q = query(r, "SELECT " SUGGESTION_COLUMNS " FROM " SUGGESTION_TABLES
                              " WHERE u.decided = :row AND u.decided <> 0 AND u.state = 'accepted'");
    query_int(&q, ":row", first);
    while (query_row(&q)) {
        mem_grow((void **)&out->item, &out->cap, out->n + 1, sizeof *out->item);
        suggestion_read(&q, &out->item[out->n++]);
    }
    return query_end(&q, e);
}

/* As an anchor is carried, but what comes in at its ends joins it. */
static void map_outward(size_t *from, size_t *to, const struct text_change *c)
{
    size_t end = c->pos + c->removed.len;
    *from = text_map_position(*from, c->pos, c->removed.len, c->inserted.len, TEXT_GRAVITY_LEFT);
    *to = *to >= c->pos && *to <= end ? c->pos + c->inserted.len
                                      : text_map_position(*to, c->pos, c->removed.len, c->inserted.len, TEXT_GRAVITY_RIGHT);
}

bool suggestions_undone_store(struct soan_report *r, struct suggestions_undone *u, const struct text_changes *done,
                              struct text_view text, bool redo, struct error *e)
{
    bool ok = true;
    for (size_t i = 0; ok && i < u->n; i++) {
        struct soan_suggestion *s = &u->item[i];
        for (size_t k = 0; k < done->n; k++)
            map_outward(&s->from, &s->to, &done->item[k]);
        size_t at = redo ? SIZE_MAX : suggestion_place(s, text, s->from, s->to);
        if (at != SIZE_MAX) {
            s->from = at;
            s->to = at + s->was.len;
        }
        struct query q = query(r, "UPDATE suggestion SET pending = :pending, start = :start, stop = :stop WHERE id = :id");
        query_int(&q, ":pending", !redo);
        query_int(&q, ":start", (int64_t)s->from);
        query_int(&q, ":stop", (int64_t)s->to);
        query_int(&q, ":id", s->id);
        ok = query_run(&q, e);
    }
    return ok;
}
