/* Lists of changes: reading them from the journal, inverting them, carrying them past what others did. */
#include <stdlib.h>

#include "report/private.h"

void changes_append(struct text_changes *l, size_t pos, struct text_view removed, struct text_view inserted,
                    uint64_t group)
{
    mem_grow((void **)&l->item, &l->cap, l->n + 1, sizeof *l->item);
    l->item[l->n++] = (struct text_change){pos, text_copy(removed), text_copy(inserted), group};
}

void changes_copy(struct text_changes *to, const struct text_changes *from)
{
    for (size_t i = 0; i < from->n; i++)
        changes_append(to, from->item[i].pos, text_view(&from->item[i].removed), text_view(&from->item[i].inserted),
                       from->item[i].group);
}

void changes_invert(struct text_changes *to, const struct text_changes *from)
{
    for (size_t i = from->n; i-- > 0;)
        changes_append(to, from->item[i].pos, text_view(&from->item[i].inserted), text_view(&from->item[i].removed),
                       from->item[i].group);
}

bool changes_equal(const struct text_changes *a, const struct text_changes *b)
{
    if (a->n != b->n)
        return false;
    for (size_t i = 0; i < a->n; i++) {
        const struct text_change *x = &a->item[i], *y = &b->item[i];
        if (x->pos != y->pos || !text_view_equal(text_view(&x->removed), text_view(&y->removed)) ||
            !text_view_equal(text_view(&x->inserted), text_view(&y->inserted)))
            return false;
    }
    return true;
}

/* The counterpart of text_change_rebase(): `first` was given way to by `second` and stands first at the same point. */
static void yield_to(struct text_change *first, const struct text_change *second)
{
    if (first->pos + first->removed.len > second->pos)
        first->pos = first->pos - second->removed.len + second->inserted.len;
}

bool changes_rebase(struct text_changes *mine, struct text_changes *theirs)
{
    for (size_t i = 0; i < mine->n; i++) {
        struct text_change *m = &mine->item[i];
        for (size_t k = 0; k < theirs->n; k++) {
            struct text_change *t = &theirs->item[k];
            struct text_change before = *m;
            if (!text_change_rebase(m, t->pos, t->removed.len, t->inserted.len))
                return false;
            yield_to(t, &before);
        }
    }
    return true;
}

bool changes_apply(const struct text_changes *c, struct text *t)
{
    for (size_t i = 0; i < c->n; i++)
        if (!text_change_apply(&c->item[i], t))
            return false;
    return true;
}

bool changes_since(struct soan_report *r, int64_t section, int64_t rev, struct text_changes *out, struct error *e)
{
    struct query q = query(r, "SELECT e.pos, e.removed, e.inserted, j.id FROM journal j JOIN edit e ON e.journal = j.id"
                              " WHERE j.section = :section AND j.id > :rev ORDER BY j.id, e.seq");
    query_int(&q, ":section", section);
    query_int(&q, ":rev", rev);
    while (query_row(&q))
        changes_append(out, (size_t)query_get(&q, 0), query_text(&q, 1), query_text(&q, 2), (uint64_t)query_get(&q, 3));
    return query_end(&q, e);
}

bool changes_of(struct soan_report *r, int64_t row, struct text_changes *out, struct error *e)
{
    struct query q = query(r, "SELECT pos, removed, inserted FROM edit WHERE journal = :row ORDER BY seq");
    query_int(&q, ":row", row);
    while (query_row(&q))
        changes_append(out, (size_t)query_get(&q, 0), query_text(&q, 1), query_text(&q, 2), 0);
    return query_end(&q, e);
}

static bool continues(char c)
{
    return ((unsigned char)c & 0xC0) == 0x80;
}

/* The smallest single change that makes `after` of `before`, on whole characters. */
static void difference(struct text_view before, struct text_view after, size_t pos, struct text_changes *out)
{
    size_t head = 0, tail = 0, shorter = before.len < after.len ? before.len : after.len;
    while (head < shorter && before.bytes[head] == after.bytes[head])
        head++;
    while (head > 0 &&
           ((head < before.len && continues(before.bytes[head])) || (head < after.len && continues(after.bytes[head]))))
        head--;
    while (tail < shorter - head && before.bytes[before.len - 1 - tail] == after.bytes[after.len - 1 - tail])
        tail++;
    while (tail > 0 && continues(before.bytes[before.len - tail]))
        tail--;
    if (head + tail < before.len || head + tail < after.len)
        changes_append(out, pos + head, text_view_part(before, head, before.len - tail),
                       text_view_part(after, head, after.len - tail), 0);
}

void changes_between(struct text_view before, struct text_view after, struct text_changes *out)
{
    struct text_diff d = {0};
    text_diff(before, after, &d);
    for (size_t i = 0; i < d.n; i++) {
        struct text_run r = d.run[i];
        if (r.kind == TEXT_SAME)
            continue;
        if (r.kind == TEXT_DELETED && i + 1 < d.n && d.run[i + 1].kind == TEXT_INSERTED)
            r.new_to = d.run[++i].new_to;
        difference(text_view_part(before, r.from, r.to), text_view_part(after, r.new_from, r.new_to), r.new_from, out);
    }
    text_diff_free(&d);
}
