#include <stdlib.h>

#include "report/private.h"

struct value { size_t key, value, blank, end; }; /* where they start in the pool, one behind the other */

struct soan_values {
    int64_t rev;
    struct text pool;
    struct value *item;       /* sorted by key */
    size_t n, cap;
};

void soan_values_free(struct soan_values **vp)
{
    struct soan_values *v = *vp;
    if (!v)
        return;
    text_free(&v->pool);
    free(v->item);
    free(v);
    *vp = NULL;
}

static bool load(struct soan_values *v, struct query q, struct error *e)
{
    while (query_row(&q)) {
        mem_grow((void **)&v->item, &v->cap, v->n + 1, sizeof *v->item);
        struct value *i = &v->item[v->n++];
        i->key = v->pool.len;
        text_append(&v->pool, query_text(&q, 0));
        i->value = v->pool.len;
        text_append(&v->pool, query_text(&q, 1));
        i->blank = v->pool.len;
        text_append(&v->pool, query_text(&q, 2));
        i->end = v->pool.len;
    }
    return query_end(&q, e);
}

bool soan_values_load(struct soan_report *r, struct soan_values **out, struct error *e)
{
    if (!read_begin(r, e))
        return false;
    struct soan_values *v = NULL;
    int64_t rev = 0;
    struct query q = query(r, "SELECT figure_rev FROM total");
    bool ok = query_single(&q, &rev, 0, e);
    if (ok && (!*out || (*out)->rev != rev)) {
        v = mem_alloc(sizeof *v);
        v->rev = rev;
        ok = load(v, query(r, "SELECT key, value, blank FROM figure ORDER BY key"), e);
    }
    read_end(r);
    if (ok && v) {
        soan_values_free(out);
        *out = v;
    } else {
        soan_values_free(&v);
    }
    return ok;
}

/* What the first change after the row found. */
bool soan_values_at(struct soan_report *r, int64_t row, struct soan_values **out, struct error *e)
{
    struct soan_values *v = mem_alloc(sizeof *v);
    *v = (struct soan_values){.rev = -1};
    struct query q = query(r, "SELECT f.key, coalesce((SELECT j.before FROM journal j WHERE j.figure = f.id AND j.figure <> 0"
                              " AND j.id > :row AND j.kind IN ('fill', 'compute') ORDER BY j.id LIMIT 1), f.value), f.blank"
                              " FROM figure f ORDER BY f.key");
    query_int(&q, ":row", row);
    if (!load(v, q, e)) {
        soan_values_free(&v);
        return false;
    }
    soan_values_free(out);
    *out = v;
    return true;
}

static struct text_view part(const struct soan_values *v, size_t from, size_t to)
{
    return text_view_part(text_view(&v->pool), from, to);
}

bool soan_values_lookup(struct text_view key, struct soan_shown *out, void *values)
{
    const struct soan_values *v = values;
    size_t from = 0, to = v->n;
    while (from < to) {
        size_t mid = from + (to - from) / 2;
        const struct value *i = &v->item[mid];
        int c = text_view_compare(part(v, i->key, i->value), key);
        if (c == 0) {
            *out = (struct soan_shown){.value = part(v, i->value, i->blank), .blank = part(v, i->blank, i->end)};
            return true;
        }
        if (c < 0)
            from = mid + 1;
        else
            to = mid;
    }
    return false;
}
