#include <stdlib.h>
#include <string.h>

#include "soan/text.h"

static void change_free(struct text_change *c)
{
    text_free(&c->removed);
    text_free(&c->inserted);
}

void text_changes_free(struct text_changes *c)
{
    for (size_t i = 0; i < c->n; i++)
        change_free(&c->item[i]);
    free(c->item);
    *c = (struct text_changes){0};
}

/* Joins the replacement with the one before it, which it touches. */
static void join(struct text_change *last, size_t pos, struct text_view removed, struct text_view inserted)
{
    size_t end = last->pos + last->inserted.len, removed_end = pos + removed.len;
    if (removed_end > end)
        text_append(&last->removed, text_view_part(removed, (end > pos ? end - pos : 0), removed.len));
    if (pos < last->pos) {
        size_t before = last->pos - pos;
        text_replace(&last->removed, 0, 0, text_view_part(removed, 0, before));
    }
    size_t from = pos > last->pos ? pos - last->pos : 0;
    size_t to = removed_end < end ? (removed_end > last->pos ? removed_end - last->pos : 0) : last->inserted.len;
    text_replace(&last->inserted, from, to - from, inserted);
    if (pos < last->pos)
        last->pos = pos;
}

void text_changes_add(struct text_changes *c, size_t pos, struct text_view removed,
                      struct text_view inserted, uint64_t group)
{
    if (removed.len == 0 && inserted.len == 0)
        return;
    struct text_change *last = c->n ? &c->item[c->n - 1] : NULL;
    if (last && last->group == group && pos <= last->pos + last->inserted.len && pos + removed.len >= last->pos) {
        join(last, pos, removed, inserted);
        if (last->removed.len == 0 && last->inserted.len == 0) {
            change_free(last);
            c->n--;
        }
        return;
    }
    mem_grow((void **)&c->item, &c->cap, c->n + 1, sizeof c->item[0]);
    c->item[c->n++] = (struct text_change){pos, text_copy(removed), text_copy(inserted), group};
}

bool text_change_apply(const struct text_change *c, struct text *t)
{
    if (c->pos > t->len || c->removed.len > t->len - c->pos)
        return false;
    if (c->removed.len && memcmp(t->bytes + c->pos, c->removed.bytes, c->removed.len) != 0)
        return false;
    text_replace(t, c->pos, c->removed.len, text_view(&c->inserted));
    return true;
}

size_t text_map_position(size_t p, size_t pos, size_t removed, size_t inserted, enum text_gravity g)
{
    if (p < pos)
        return p;
    if (removed == 0)
        return p > pos || g == TEXT_GRAVITY_RIGHT ? p + inserted : p;
    if (p < pos + removed)
        return pos;
    return p - removed + inserted;
}

bool text_change_rebase(struct text_change *mine, size_t pos, size_t removed, size_t inserted)
{
    size_t from = mine->pos, to = mine->pos + mine->removed.len;
    if (from < pos + removed && pos < to)
        return false;
    bool behind = removed ? from >= pos + removed : from >= pos;
    if (behind)
        mine->pos = from - removed + inserted;
    return true;
}
