#include <stdlib.h>

#include "report/pin.h"

void pins_free(struct pins *l)
{
    free(l->item);
    *l = (struct pins){0};
}

bool pins_load(struct soan_report *r, int64_t section, const struct text_change *c, size_t n, struct pins *l,
                  struct error *e)
{
    size_t least = SIZE_MAX, most = 0, removed = 0;
    for (size_t i = 0; i < n; i++) {
        least = c[i].pos < least ? c[i].pos : least;
        most = c[i].pos + c[i].removed.len > most ? c[i].pos + c[i].removed.len : most;
        removed += c[i].removed.len;
    }
    l->beyond = most + removed;
    struct query q = query(r, "SELECT comment, start, stop, whole, moved FROM anchor WHERE section = :section"
                              " AND stop >= :least AND start <= :beyond");
    query_int(&q, ":section", section);
    query_int(&q, ":least", (int64_t)least);
    query_int(&q, ":beyond", (int64_t)l->beyond);
    while (query_row(&q)) {
        size_t start = (size_t)query_get(&q, 1), stop = (size_t)query_get(&q, 2);
        mem_grow((void **)&l->item, &l->cap, l->n + 1, sizeof *l->item);
        l->item[l->n++] = (struct pin){
            .comment = query_get(&q, 0),
            .start = start,
            .stop = stop,
            .low = start,
            .high = stop,
            .old_start = start,
            .old_stop = stop,
            .whole = query_flag(&q, 3),
            .moved = query_flag(&q, 4),
        };
    }
    return query_end(&q, e);
}

/* Words that are being written anew: the word that stands at the end of what has changed already goes on. */
static bool goes_on(const struct pin *a, const struct text_change *c)
{
    return !a->whole && a->start < a->stop && a->stop == c->pos && !c->removed.len && c->inserted.len &&
           c->inserted.bytes[0] != ' ' && c->inserted.bytes[0] != '\n';
}

/* Words typed at either end of the quoted ones do not join them. */
static void map_one(struct pin *a, const struct text_change *c)
{
    size_t removed = c->removed.len, inserted = c->inserted.len, end = c->pos + removed;
    a->touched |= a->whole ? c->pos < a->stop && end > a->start : c->pos <= a->high && end >= a->low;
    a->low = text_map_position(a->low, c->pos, removed, inserted, TEXT_GRAVITY_LEFT);
    a->high = text_map_position(a->high, c->pos, removed, inserted, TEXT_GRAVITY_RIGHT);
    if (a->start == a->stop) {
        a->start = a->stop = text_map_position(a->start, c->pos, removed, inserted, TEXT_GRAVITY_RIGHT);
        return;
    }
    enum text_gravity at_stop = goes_on(a, c) ? TEXT_GRAVITY_RIGHT : TEXT_GRAVITY_LEFT;
    a->start = text_map_position(a->start, c->pos, removed, inserted, TEXT_GRAVITY_RIGHT);
    a->stop = text_map_position(a->stop, c->pos, removed, inserted, at_stop);
    if (a->stop < a->start)
        a->stop = a->start;
}

void pins_map(struct pins *l, const struct text_change *c)
{
    for (size_t i = 0; i < l->n; i++)
        map_one(&l->item[i], c);
}

/* ---- storing ---- */

static bool shift_rest(struct soan_report *r, const struct pins *l, const struct row_changes *w, struct error *e)
{
    int64_t by = 0;
    for (size_t i = 0; i < w->n; i++)
        by += (int64_t)w->c[i].inserted.len - (int64_t)w->c[i].removed.len;
    if (by == 0)
        return true;
    struct query q = query(r, "UPDATE anchor SET start = start + :by, stop = stop + :by"
                              " WHERE section = :section AND start > :beyond");
    query_int(&q, ":by", by);
    query_int(&q, ":section", w->section);
    query_int(&q, ":beyond", (int64_t)l->beyond);
    return query_run(&q, e);
}

/* lost 0: as it was. */
static bool store(struct soan_report *r, const struct pin *a, int64_t section, int64_t lost, struct error *e)
{
    struct query q = query(r, "UPDATE anchor SET start = :start, stop = :stop, whole = :whole, moved = :moved,"
                              " lost = CASE WHEN :whole THEN 0 WHEN :lost THEN :lost ELSE lost END"
                              " WHERE section = :section AND comment = :comment");
    query_int(&q, ":start", (int64_t)a->start);
    query_int(&q, ":stop", (int64_t)a->stop);
    query_int(&q, ":whole", a->whole);
    query_int(&q, ":moved", a->moved);
    query_int(&q, ":lost", lost);
    query_int(&q, ":section", section);
    query_int(&q, ":comment", a->comment);
    return query_run(&q, e);
}

/* ---- words that changed ---- */

struct settling {
    struct gate *g;
    const struct row_changes *w;
    struct spans changed;
    struct text before;       /* the text as it was; filled when first needed */
    struct soughts fresh;
};

static struct text_view text_before(struct settling *s)
{
    const struct row_changes *w = s->w;
    if (!s->before.bytes) {
        text_append(&s->before, w->body);
        for (size_t i = w->n; i-- > 0;)
            text_replace(&s->before, w->c[i].pos, w->c[i].inserted.len, text_view(&w->c[i].removed));
    }
    return text_view(&s->before);
}

static bool stands_at(struct text_view body, size_t start, size_t stop, struct text_view quote)
{
    return stop - start == quote.len && text_view_equal(text_view_part(body, start, stop), quote);
}

/* Looks for the quote where it was: over what is left of it, or in what was put in where nothing is left. */
static bool heal(struct settling *s, struct pin *a, const struct sought *sought)
{
    struct text_view body = s->w->body, quote = text_view(&sought->quote);
    size_t from = a->low > quote.len ? a->low - quote.len : 0, score = 0, best = SIZE_MAX;
    size_t to = body.len - a->high > quote.len ? a->high + quote.len : body.len;
    struct text_view window = text_view_part(body, from, to);
    for (size_t at = 0; (at = text_view_find(window, quote, at)) != SIZE_MAX; at++) {
        size_t pos = from + at;
        bool there = a->start < a->stop ? pos < a->stop && pos + quote.len > a->start
                                        : spans_touch(&s->changed, pos, pos + quote.len);
        if (!there || (best != SIZE_MAX && context_score(sought, body, pos) <= score))
            continue;
        best = pos;
        score = context_score(sought, body, pos);
    }
    if (best == SIZE_MAX)
        return false;
    a->start = best;
    a->stop = best + quote.len;
    return true;
}

/* What stands around the words is kept as it was when they last stood in their place. */
static bool keep_context(struct settling *s, const struct pin *a, struct sought *sought, struct error *e)
{
    struct text_view old = text_before(s);
    text_clear(&sought->before);
    text_clear(&sought->after);
    anchor_context(old, a->old_start, a->old_stop, &sought->before, &sought->after);
    struct query q = query(s->g->r, "UPDATE comment SET before = :before, after = :after WHERE id = :id");
    query_view(&q, ":before", text_view(&sought->before));
    query_view(&q, ":after", text_view(&sought->after));
    query_int(&q, ":id", a->comment);
    return query_run(&q, e);
}

static bool settle_touched(struct settling *s, struct pin *a, struct error *e)
{
    struct sought *sought;
    bool was_whole = a->whole;
    if (!sought_add(s->g->r, a->comment, &s->fresh, &sought, e))
        return false;
    a->whole = stands_at(s->w->body, a->start, a->stop, text_view(&sought->quote)) || heal(s, a, sought);
    if (a->whole && s->w->section == sought->home && context_same(sought, s->w->body, a->start))
        a->moved = false;
    bool lost = was_whole && !a->whole;
    bool ok = (!lost || a->moved || keep_context(s, a, sought, e)) &&
              store(s->g->r, a, s->w->section, lost ? s->w->row : 0, e);
    sought->gone = a->start == a->stop;
    if (!lost)
        sought_drop(&s->fresh);
    return ok;
}

bool pins_settle(struct gate *g, struct pins *l, const struct row_changes *w, struct error *e)
{
    struct settling s = {.g = g, .w = w};
    bool ok = shift_rest(g->r, l, w, e), spanned = false;
    for (size_t i = 0; ok && i < l->n; i++) {
        struct pin *a = &l->item[i];
        if (a->touched) {
            if (!spanned)
                spans_changed(w->c, w->n, &s.changed);
            spanned = true;
            ok = settle_touched(&s, a, e);
        } else if (a->start != a->old_start || a->stop != a->old_stop) {
            ok = store(g->r, a, w->section, 0, e);
        }
    }
    ok = ok && pins_find(g, w, &s.fresh, e);
    mem_free(&s.changed.item);
    text_free(&s.before);
    soughts_free(&s.fresh);
    return ok;
}

/* ---- words of an earlier state ---- */

/* All changes of the section since then, as one row. *lost: the first that touched the words. */
static bool carry_since(struct gate *g, int64_t section, int64_t rev, struct pin *a, struct text_changes *c, int64_t *lost,
                          struct error *e)
{
    struct query q = query(g->r, "SELECT j.id, e.pos, e.removed, e.inserted FROM journal j JOIN edit e ON e.journal = j.id"
                                 " WHERE j.section = :section AND j.id > :rev ORDER BY j.id, e.seq");
    query_int(&q, ":section", section);
    query_int(&q, ":rev", rev);
    for (uint64_t group = 1; query_row(&q); group++) {
        text_changes_add(c, (size_t)query_get(&q, 1), query_text(&q, 2), query_text(&q, 3), group);
        struct text_change one = {.pos = (size_t)query_get(&q, 1), .removed = text_copy(query_text(&q, 2)),
                                  .inserted = text_copy(query_text(&q, 3))};
        map_one(a, &one);
        *lost = *lost == 0 && a->touched ? query_get(&q, 0) : *lost;
        text_free(&one.removed);
        text_free(&one.inserted);
    }
    return query_end(&q, e);
}

bool pin_arrive(struct gate *g, int64_t comment, int64_t section, const struct soan_comment *c, struct error *e)
{
    struct pin a = {.comment = comment, .start = c->from, .stop = c->to, .low = c->from, .high = c->to, .old_start = c->from,
                    .old_stop = c->to, .whole = true};
    struct text_changes since = {0};
    struct text body = {0};
    struct row_changes w = {.section = section};
    struct settling s = {.g = g, .w = &w};
    bool ok = section_body(g->r, section, &body, e) && carry_since(g, section, c->rev, &a, &since, &w.row, e);
    w.body = text_view(&body);
    w.c = since.item;
    w.n = since.n;
    if (ok && a.touched) {
        spans_changed(w.c, w.n, &s.changed);
        ok = settle_touched(&s, &a, e) && pins_find_late(g, &w, &s.fresh, e);
    } else if (ok) {
        ok = store(g->r, &a, section, 0, e);
    }
    mem_free(&s.changed.item);
    text_free(&s.before);
    soughts_free(&s.fresh);
    text_changes_free(&since);
    text_free(&body);
    return ok;
}
