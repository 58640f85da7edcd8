#include <stdlib.h>

#include "report/private.h"

static void collect(struct text_view source, size_t *order, struct counts *out)
{
    struct soan_token t;
    for (size_t pos = 0; soan_token_next(source, pos, &t); pos = t.to) {
        if (t.kind != SOAN_TOKEN_FIGURE)
            continue;
        mem_grow((void **)&out->place, &out->place_cap, out->places + 1, sizeof *out->place);
        out->place[out->places++] = (struct place){t.body, 1, (*order)++};
    }
}

static int by_key(const void *a, const void *b)
{
    const struct place *p = a, *q = b;
    int c = text_view_compare(p->key, q->key);
    return c ? c : (p->first > q->first) - (p->first < q->first);
}

void counts_places(struct text_view title, struct text_view body, struct counts *out)
{
    size_t order = 0, n = 0;
    out->places = 0;
    collect(title, &order, out);
    collect(body, &order, out);
    if (out->places > 1)
        qsort(out->place, out->places, sizeof *out->place, by_key);
    for (size_t i = 0; i < out->places; i++) {
        if (n && text_view_equal(out->place[n - 1].key, out->place[i].key))
            out->place[n - 1].n++;
        else
            out->place[n++] = out->place[i];
    }
    out->places = n;
}

void counts_of(struct text_view title, struct text_view body, struct counts *out)
{
    out->words = (int64_t)soan_source_words(body);
    out->marks = (int64_t)(soan_blanks_count(title) + soan_blanks_count(body));
    counts_places(title, body, out);
}

void counts_free(struct counts *c)
{
    mem_free(&c->place);
    *c = (struct counts){0};
}

bool places_insert(struct soan_report *r, int64_t section, const struct counts *c, struct error *e)
{
    bool ok = true;
    for (size_t i = 0; ok && i < c->places; i++) {
        struct query q = query(r, "INSERT INTO place (section, key, n, first) VALUES (:section, :key, :n, :first)");
        query_int(&q, ":section", section);
        query_view(&q, ":key", c->place[i].key);
        query_int(&q, ":n", c->place[i].n);
        query_int(&q, ":first", (int64_t)c->place[i].first);
        ok = query_run(&q, e);
    }
    return ok;
}

bool blanks_carry(struct soan_report *r, int64_t from, int64_t delta, struct error *e)
{
    if (delta == 0)
        return true;
    int64_t id = from;
    while (id > 0) {
        struct query q =
            query(r, "UPDATE section SET blanks_below = blanks_below + :delta WHERE id = :id RETURNING parent");
        query_int(&q, ":delta", delta);
        query_int(&q, ":id", id);
        if (!query_single(&q, &id, BIN, e))
            return false;
    }
    return id == BIN || total_add(r, (struct total){.blanks = delta}, e);
}

/* Places of figures that have no value yet. */
static bool open_places(struct soan_report *r, int64_t section, int64_t *n, struct error *e)
{
    struct query q = query(r, "SELECT sum(p.n) FROM place p JOIN figure f ON f.key = p.key"
                              " WHERE p.section = :section AND f.value = ''");
    query_int(&q, ":section", section);
    return query_single(&q, n, 0, e);
}

static bool places_replace(struct soan_report *r, int64_t section, const struct counts *c, struct error *e)
{
    struct query q = query(r, "DELETE FROM place WHERE section = :section");
    query_int(&q, ":section", section);
    return query_run(&q, e) && places_insert(r, section, c, e);
}

static const char *state_after(struct text_view before, size_t bytes)
{
    enum soan_state s = state_by_name(before);
    if (s <= SOAN_STATE_DRAFTING)
        s = bytes ? SOAN_STATE_DRAFTING : SOAN_STATE_EMPTY;
    return soan_state_name(s);
}

bool section_recount(struct gate *g, int64_t id, struct text_view title, struct text_view body, struct error *e)
{
    struct soan_report *r = g->r;
    struct counts c = {0};
    int64_t open = 0, words = 0, blanks = 0, removed = 0;
    const char *state = "";
    struct query old = query(r, "SELECT words, blanks, removed, state FROM section WHERE id = :id");
    query_int(&old, ":id", id);
    if (query_row(&old)) {
        words = query_get(&old, 0);
        blanks = query_get(&old, 1);
        removed = query_get(&old, 2);
        state = state_after(query_text(&old, 3), body.len);
    }
    if (!query_end(&old, e))
        return false;
    counts_of(title, body, &c);
    bool ok = places_replace(r, id, &c, e) && open_places(r, id, &open, e);
    if (ok) {
        struct query q = query(r, "UPDATE section SET words = :words, blanks = :blanks, bytes = :bytes, state = :state,"
                                  " rev = :rev WHERE id = :id");
        query_int(&q, ":words", c.words);
        query_int(&q, ":blanks", c.marks + open);
        query_int(&q, ":bytes", (int64_t)body.len);
        query_view(&q, ":state", text_view_of(state));
        query_int(&q, ":rev", g->row);
        query_int(&q, ":id", id);
        ok = query_run(&q, e) && blanks_carry(r, id, c.marks + open - blanks, e) &&
             (removed || total_add(r, (struct total){.words = c.words - words}, e));
    }
    counts_free(&c);
    return ok;
}
