/* How what hangs on words of a text goes with every edit of it. */
#include <stdlib.h>

#include "report/suggestion.h"

enum { CONTEXT = 48 }; /* bytes kept on each side of an anchor, to find it again */

bool anchor_boundary(struct text_view v, size_t pos)
{
    return pos == v.len || (pos < v.len && ((unsigned char)v.bytes[pos] & 0xC0) != 0x80);
}

static size_t step_back(struct text_view v, size_t pos)
{
    while (!anchor_boundary(v, pos))
        pos--;
    return pos;
}

void anchor_context(struct text_view v, size_t from, size_t to, struct text *before, struct text *after)
{
    text_append(before, text_view_part(v, step_back(v, from > CONTEXT ? from - CONTEXT : 0), from));
    text_append(after, text_view_part(v, to, step_back(v, v.len - to > CONTEXT ? to + CONTEXT : v.len)));
}

/* Words typed at either end of the quoted ones do not join them. Words that went and come back (an undo, a paste) where
 * the anchor was left are found again. */
void anchor_map(struct anchor *a, const struct text_change *c)
{
    size_t removed = c->removed.len, inserted = c->inserted.len;
    if (a->start == a->stop) {
        size_t found = a->start >= c->pos && a->start <= c->pos + removed && a->quote.len
                           ? text_view_find(text_view(&c->inserted), text_view(&a->quote), 0) : SIZE_MAX;
        if (found != SIZE_MAX) {
            a->start = c->pos + found;
            a->stop = a->start + a->quote.len;
        } else {
            a->start = a->stop = text_map_position(a->start, c->pos, removed, inserted, TEXT_GRAVITY_RIGHT);
        }
        return;
    }
    a->start = text_map_position(a->start, c->pos, removed, inserted, TEXT_GRAVITY_RIGHT);
    a->stop = text_map_position(a->stop, c->pos, removed, inserted, TEXT_GRAVITY_LEFT);
    if (a->stop < a->start)
        a->stop = a->start;
}

struct anchors { struct anchor *item; size_t n, cap; };

static bool take_in(struct query *q, struct anchors *l, struct error *e)
{
    while (query_row(q)) {
        mem_grow((void **)&l->item, &l->cap, l->n + 1, sizeof *l->item);
        l->item[l->n++] = (struct anchor){query_get(q, 0), (size_t)query_get(q, 1), (size_t)query_get(q, 2),
                                          text_copy(query_text(q, 3))};
    }
    return query_end(q, e);
}

/* Of what is rejected or withdrawn nothing is left in the text. The words are wanted where they may have to be looked for. */
static bool suggestions_behind(struct soan_report *r, int64_t section, size_t pos, bool quotes, struct anchors *l,
                               struct error *e)
{
    struct query q = query(r, "SELECT id, start, stop, CASE WHEN start = stop OR :quotes THEN was ELSE '' END"
                              " FROM suggestion WHERE section = :section AND state IN ('open', 'accepted') AND stop >= :pos");
    query_int(&q, ":section", section);
    query_int(&q, ":pos", (int64_t)pos);
    query_int(&q, ":quotes", quotes);
    return take_in(&q, l, e);
}

bool suggestion_store(struct soan_report *r, const struct anchor *a, struct error *e)
{
    struct query q = query(r, "UPDATE suggestion SET start = :start, stop = :stop WHERE id = :id");
    query_int(&q, ":start", (int64_t)a->start);
    query_int(&q, ":stop", (int64_t)a->stop);
    query_int(&q, ":id", a->id);
    return query_run(&q, e);
}

bool anchors_move(struct soan_report *r, int64_t section, const struct text_change *c, size_t n, struct error *e)
{
    struct anchors l = {0};
    size_t pos = n ? c[0].pos : 0;
    for (size_t i = 1; i < n; i++)
        pos = c[i].pos < pos ? c[i].pos : pos;
    bool ok = suggestions_behind(r, section, pos, n > 1, &l, e);
    for (size_t i = 0; i < l.n; i++) {
        struct anchor *a = &l.item[i];
        size_t start = a->start, stop = a->stop;
        for (size_t k = 0; ok && k < n; k++)
            anchor_map(a, &c[k]);
        if (ok && (a->start != start || a->stop != stop))
            ok = suggestion_store(r, a, e);
        text_free(&a->quote);
    }
    free(l.item);
    return ok;
}
