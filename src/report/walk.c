#include <stdlib.h>

#include "report/private.h"

static bool next_child(struct soan_report *r, int64_t parent, unsigned after, struct soan_section *out,
                       struct text *path, bool *found, struct error *e)
{
    *found = false;
    struct query q = query(r, "SELECT " SECTION_COLUMNS " FROM section s WHERE s.parent = :parent AND s.pos > :after"
                              " ORDER BY s.pos LIMIT 1");
    query_int(&q, ":me", r->member_id);
    query_int(&q, ":parent", parent);
    query_int(&q, ":after", after);
    if (query_row(&q)) {
        section_read(&q, out);
        component_append(path, query_text(&q, 19), query_get(&q, 20));
        text_append(&out->path, text_view(path));
        *found = true;
    }
    if (query_end(&q, e))
        return true;
    if (*found)
        soan_section_free(out);
    *found = false;
    return false;
}

/* The way down to the section at hand: of each level the parent and the place reached among its children. */
struct level { int64_t parent; unsigned pos; size_t path; };
struct way {
    struct level *level;
    size_t n, cap;
    struct text path;         /* of the section at hand; each level knows where its own part begins */
};

static void way_push(struct way *w, int64_t parent)
{
    mem_grow((void **)&w->level, &w->cap, w->n + 1, sizeof *w->level);
    if (w->path.len)
        text_append_char(&w->path, '/');
    w->level[w->n++] = (struct level){parent, 0, w->path.len};
}

struct soan_walk {
    struct soan_report *r;
    int64_t root;             /* still to be given; 0: was, or there is none */
    struct way way;
};

struct soan_walk *soan_walk_open(struct soan_report *r, int64_t root, struct error *e)
{
    struct soan_walk *w = mem_alloc(sizeof *w);
    w->r = r;
    w->root = root;
    if (root == 0)
        way_push(&w->way, 0);
    else if (!soan_section_path(r, root, &w->way.path, e))
        soan_walk_close(&w);
    return w;
}

void soan_walk_close(struct soan_walk **wp)
{
    if (!*wp)
        return;
    free((*wp)->way.level);
    text_free(&(*wp)->way.path);
    mem_free(wp);
}

bool soan_walk_next(struct soan_walk *w, struct soan_section *out, bool *found, struct error *e)
{
    struct way *way = &w->way;
    *found = w->root != 0;
    if (*found) {
        if (!soan_section_get(w->r, w->root, out, e))
            return false;
        text_append(&out->path, text_view(&way->path));
        way_push(way, w->root);
        w->root = 0;
        return true;
    }
    while (!*found && way->n) {
        struct level *l = &way->level[way->n - 1];
        way->path.len = l->path;
        if (!next_child(w->r, l->parent, l->pos, out, &way->path, found, e))
            return false;
        if (!*found) {
            way->n--;
            continue;
        }
        l->pos = out->pos;
        /* A damaged file may hold a circle; depth is bounded in every sound one. */
        if (out->children && way->n <= DEPTH_MAX)
            way_push(way, out->id);
    }
    return true;
}

bool soan_section_walk(struct soan_report *r, int64_t root, soan_section_fn *each, void *arg, struct error *e)
{
    if (!read_begin(r, e))
        return false;
    struct soan_walk *w = soan_walk_open(r, root, e);
    bool ok = w, on = true, found = true;
    while (ok && on && found) {
        struct soan_section s;
        ok = soan_walk_next(w, &s, &found, e);
        if (ok && found) {
            on = each(&s, arg);
            soan_section_free(&s);
        }
    }
    soan_walk_close(&w);
    read_end(r);
    return ok;
}

bool soan_bin_each(struct soan_report *r, soan_section_fn *each, void *arg, struct error *e)
{
    if (!read_begin(r, e))
        return false;
    struct query q = query(r, "SELECT " SECTION_COLUMNS " FROM section s WHERE s.parent = -1 ORDER BY s.pos DESC");
    query_int(&q, ":me", r->member_id);
    for (bool on = true; on && query_row(&q);) {
        struct soan_section s;
        section_read(&q, &s);
        on = each(&s, arg);
        soan_section_free(&s);
    }
    bool ok = query_end(&q, e);
    read_end(r);
    return ok;
}

static void order_append(struct text *out, int64_t pos)
{
    uint32_t p = (uint32_t)pos;
    const char bytes[4] = {(char)(p >> 24), (char)(p >> 16), (char)(p >> 8), (char)p};
    text_append(out, (struct text_view){bytes, sizeof bytes});
}

bool section_order(struct soan_report *r, int64_t id, struct text *out, struct error *e)
{
    int64_t *pos = NULL;
    size_t n = 0, cap = 0;
    bool ok = true;
    while (ok && id > 0 && n <= DEPTH_MAX) {
        mem_grow((void **)&pos, &cap, n + 1, sizeof *pos);
        struct query q = query(r, "SELECT parent, pos FROM section WHERE id = :id");
        query_int(&q, ":id", id);
        id = 0;
        if (query_row(&q)) {
            id = query_get(&q, 0);
            pos[n++] = query_get(&q, 1);
        }
        ok = query_end(&q, e);
    }
    if (ok && id == BIN)
        order_append(out, UINT32_MAX);
    while (ok && n)
        order_append(out, pos[--n]);
    free(pos);
    return ok;
}

void ordered_add(struct ordered_list *l, int64_t id, int64_t within, struct text *key)
{
    mem_grow((void **)&l->item, &l->cap, l->n + 1, sizeof *l->item);
    l->item[l->n++] = (struct ordered){id, within, text_take(key)};
}

static int by_order(const void *a, const void *b)
{
    const struct ordered *p = a, *q = b;
    int c = text_view_compare(text_view(&p->key), text_view(&q->key));
    return c ? c : (p->within > q->within) - (p->within < q->within);
}

void ordered_sort(struct ordered_list *l)
{
    if (l->n > 1)
        qsort(l->item, l->n, sizeof *l->item, by_order);
}

void ordered_each(struct ordered_list *l, soan_id_fn *each, void *arg)
{
    ordered_sort(l);
    for (size_t i = 0; i < l->n; i++)
        if (!each(l->item[i].id, arg))
            break;
}

void ordered_free(struct ordered_list *l)
{
    for (size_t i = 0; i < l->n; i++)
        text_free(&l->item[i].key);
    mem_free(&l->item);
    *l = (struct ordered_list){0};
}

/* The child of parent with blanks in its branch that is next to place pos. */
static bool blank_child(struct soan_report *r, int64_t parent, int64_t pos, bool backwards, int64_t *id,
                        struct error *e)
{
    struct query q = backwards
        ? query(r, "SELECT id FROM section WHERE parent = :parent AND pos < :pos AND blanks_below > 0"
                   " ORDER BY pos DESC LIMIT 1")
        : query(r, "SELECT id FROM section WHERE parent = :parent AND pos > :pos AND blanks_below > 0"
                   " ORDER BY pos LIMIT 1");
    query_int(&q, ":parent", parent);
    query_int(&q, ":pos", pos);
    return query_single(&q, id, 0, e);
}

static bool own_blanks(struct soan_report *r, int64_t id, int64_t *n, struct error *e)
{
    struct query q = query(r, "SELECT blanks FROM section WHERE id = :id");
    query_int(&q, ":id", id);
    return query_single(&q, n, 0, e);
}

/* First (last) section with blanks of its own in the branch `id`, which has some. */
static bool blank_within(struct soan_report *r, int64_t id, bool backwards, int64_t *out, struct error *e)
{
    for (unsigned depth = 0; depth <= DEPTH_MAX; depth++) {
        int64_t own = 0, child = 0;
        if (!own_blanks(r, id, &own, e) || !blank_child(r, id, backwards ? INT64_MAX : 0, backwards, &child, e))
            return false;
        if (child == 0 || (own && !backwards))
            break;
        id = child;
    }
    *out = id;
    return true;
}

/* The nearest section with blanks behind (before) `from` without wrapping round; 0 if none. */
static bool blank_beyond(struct soan_report *r, int64_t from, bool backwards, int64_t *out, struct error *e)
{
    int64_t id = 0;
    *out = 0;
    if (from && !backwards && !blank_child(r, from, 0, false, &id, e))
        return false;
    while (id == 0 && from) {
        struct spot s;
        int64_t own = 0;
        if (!section_spot(r, from, &s, e) || !blank_child(r, s.parent, s.pos, backwards, &id, e))
            return false;
        if (id == 0 && backwards && s.parent) {
            if (!own_blanks(r, s.parent, &own, e))
                return false;
            if (own) {
                *out = s.parent;
                return true;
            }
        }
        from = s.parent;
    }
    return id == 0 || blank_within(r, id, backwards, out, e);
}

bool soan_blank_next(struct soan_report *r, int64_t from, bool backwards, int64_t *id, struct error *e)
{
    int64_t found = 0, top = 0;
    if (!read_begin(r, e))
        return false;
    bool ok = blank_beyond(r, from, backwards, &found, e);
    if (ok && !found) {
        ok = blank_child(r, 0, backwards ? INT64_MAX : 0, backwards, &top, e);
        if (ok && top)
            ok = blank_within(r, top, backwards, &found, e);
    }
    read_end(r);
    if (!ok)
        return false;
    if (!found)
        return error_set(e, SOAN_REFUSED, _("%s: nothing is left blank"), r->path);
    *id = found;
    return true;
}
