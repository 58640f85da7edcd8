#include <stdlib.h>
#include <string.h>

#include "tui/tree.h"

void tree_init(struct tree *t, struct tree_source source, unsigned open_depth)
{
    *t = (struct tree){.source = source, .open_depth = open_depth, .height = 1};
}

static void drop_rows(struct tree *t, size_t from, size_t n)
{
    if (n == 0)
        return;
    for (size_t i = from; i < from + n; i++) {
        soan_section_free(&t->row[i]);
    }
    memmove(&t->row[from], &t->row[from + n], (t->n - from - n) * sizeof(*t->row));
    t->n -= n;
}

void tree_free(struct tree *t)
{
    if (t->row) {
        drop_rows(t, 0, t->n);
    }
    mem_free(&t->row);
    mem_free(&t->toggled);
    *t = (struct tree){0};
}

const struct soan_section *tree_current(const struct tree *t)
{
    return t->cursor < t->n ? &t->row[t->cursor] : NULL;
}

/* ---- which are open ---- */

static size_t toggle_place(const struct tree *t, int64_t id, bool *there)
{
    size_t low = 0, high = t->toggles;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (t->toggled[mid] < id) {
            low = mid + 1;
        } else {
            high = mid;
        }
    }
    *there = low < t->toggles && t->toggled[low] == id;
    return low;
}

bool tree_is_open(const struct tree *t, const struct soan_section *s)
{
    bool toggled;
    toggle_place(t, s->id, &toggled);
    return (s->depth < t->open_depth) != toggled;
}

void tree_toggle(struct tree *t, int64_t id)
{
    bool there;
    size_t at = toggle_place(t, id, &there);

    if (there) {
        memmove(&t->toggled[at], &t->toggled[at + 1], (t->toggles - at - 1) * sizeof(*t->toggled));
        t->toggles--;
        return;
    }
    mem_grow((void **)&t->toggled, &t->toggled_cap, t->toggles + 1, sizeof(*t->toggled));
    memmove(&t->toggled[at + 1], &t->toggled[at], (t->toggles - at) * sizeof(*t->toggled));
    t->toggled[at] = id;
    t->toggles++;
}

/* ---- neighbours in the shown order ---- */

static bool child_at(struct tree *t, int64_t parent, unsigned pos, struct soan_section *out, bool *found,
                     struct error *e)
{
    size_t n = 0;
    if (!t->source.children(t->source.arg, parent, pos, 1, out, &n, e)) {
        return false;
    }
    *found = n == 1;
    return true;
}

static bool next_of(struct tree *t, const struct soan_section *s, struct soan_section *out, bool *found,
                    struct error *e)
{
    if (s->children && tree_is_open(t, s)) {
        return child_at(t, s->id, 1, out, found, e);
    }
    if (!child_at(t, s->parent, s->pos + 1, out, found, e)) {
        return false;
    }
    int64_t up = s->parent;
    while (!*found && up) {
        struct soan_section parent = {0};
        if (!t->source.get(t->source.arg, up, &parent, e)) {
            return false;
        }
        up = parent.parent;
        unsigned pos = parent.pos;
        soan_section_free(&parent);
        if (!child_at(t, up, pos + 1, out, found, e)) {
            return false;
        }
    }
    return true;
}

/* Turns *s into the last row shown of its branch. */
static bool descend(struct tree *t, struct soan_section *s, struct error *e)
{
    while (s->children && tree_is_open(t, s)) {
        struct soan_section child = {0};
        bool found;
        if (!child_at(t, s->id, (unsigned)s->children, &child, &found, e)) {
            return false;
        }
        if (!found) {
            break;
        }
        soan_section_free(s);
        *s = child;
    }
    return true;
}

static bool prev_of(struct tree *t, const struct soan_section *s, struct soan_section *out, bool *found,
                    struct error *e)
{
    if (s->pos > 1) {
        if (!child_at(t, s->parent, s->pos - 1, out, found, e)) {
            return false;
        }
        if (*found && !descend(t, out, e)) {
            soan_section_free(out);
            return false;
        }
        return true;
    }
    *found = s->parent != 0;
    return !*found || t->source.get(t->source.arg, s->parent, out, e);
}

/* ---- the window ---- */

static void insert_row(struct tree *t, size_t at, struct soan_section *s)
{
    mem_grow((void **)&t->row, &t->cap, t->n + 1, sizeof(*t->row));
    memmove(&t->row[at + 1], &t->row[at], (t->n - at) * sizeof(*t->row));
    t->row[at] = *s;
    t->n++;
}

/* Puts s (taken) alone into the window, the cursor on it. */
static void start_at(struct tree *t, struct soan_section *s)
{
    if (t->row) {
        drop_rows(t, 0, t->n);
    }
    insert_row(t, 0, s);
    t->cursor = 0;
}

static bool extend_down(struct tree *t, bool *found, struct error *e)
{
    struct soan_section s = {0};
    *found = false;
    if (!next_of(t, &t->row[t->n - 1], &s, found, e)) {
        return false;
    }
    if (*found) {
        insert_row(t, t->n, &s);
    }
    return true;
}

static bool extend_up(struct tree *t, bool *found, struct error *e)
{
    struct soan_section s = {0};
    *found = false;
    if (!prev_of(t, &t->row[0], &s, found, e)) {
        return false;
    }
    if (*found) {
        insert_row(t, 0, &s);
        t->cursor++;
    }
    return true;
}

/* Fills the window downwards, then, if the outline ends inside it, upwards. */
static bool fill(struct tree *t, struct error *e)
{
    bool found = t->n > 0;
    while (found && t->n < t->height) {
        if (!extend_down(t, &found, e)) {
            return false;
        }
    }
    found = t->n > 0;
    while (found && t->n < t->height) {
        if (!extend_up(t, &found, e)) {
            return false;
        }
    }
    while (t->n > t->height) {
        if (t->cursor >= t->height) {
            drop_rows(t, 0, 1);
            t->cursor--;
        } else {
            drop_rows(t, t->n - 1, 1);
        }
    }
    return true;
}

bool tree_resize(struct tree *t, size_t height, struct error *e)
{
    t->height = height ? height : 1;
    return fill(t, e);
}

bool tree_move(struct tree *t, int rows, struct error *e)
{
    for (; rows > 0 && t->n; rows--) {
        if (t->cursor + 1 == t->n) {
            bool found;
            if (!extend_down(t, &found, e)) {
                return false;
            }
            if (!found) {
                break;
            }
        }
        t->cursor++;
    }
    for (; rows < 0 && t->n; rows++) {
        if (t->cursor == 0) {
            bool found;
            if (!extend_up(t, &found, e)) {
                return false;
            }
            if (!found) {
                break;
            }
        }
        t->cursor--;
    }
    return fill(t, e);
}

bool tree_first(struct tree *t, struct error *e)
{
    struct soan_section s = {0};
    bool found;
    if (!child_at(t, 0, 1, &s, &found, e)) {
        return false;
    }
    if (!found) {
        drop_rows(t, 0, t->n);
        t->cursor = 0;
        return true;
    }
    start_at(t, &s);
    return fill(t, e);
}

/* Nobody tells how many sections the top has: gallops until beyond the last, then halves. */
static bool last_of_top(struct tree *t, struct soan_section *out, bool *found, struct error *e)
{
    if (!child_at(t, 0, 1, out, found, e)) {
        return false;
    }
    bool growing = true;
    unsigned pos = 1;
    for (unsigned step = 1; *found && step && pos + step > pos;) {
        struct soan_section s = {0};
        bool there;
        if (!child_at(t, 0, pos + step, &s, &there, e)) {
            soan_section_free(out);
            return false;
        }
        if (there) {
            soan_section_free(out);
            *out = s;
            pos += step;
        } else {
            growing = false;
        }
        step = growing ? step * 2 : step / 2;
    }
    return true;
}

bool tree_last(struct tree *t, struct error *e)
{
    struct soan_section s = {0};
    bool found = false;
    if (!last_of_top(t, &s, &found, e)) {
        return false;
    }
    if (!found) {
        return tree_first(t, e);
    }
    if (!descend(t, &s, e)) {
        soan_section_free(&s);
        return false;
    }
    start_at(t, &s);
    return fill(t, e);
}

/* Reads the window again from its first row on, keeping where the cursor stands in it. */
static bool refill(struct tree *t, struct error *e)
{
    int64_t id = t->row[t->cursor].id;
    struct soan_section top = {0};

    if (!t->source.get(t->source.arg, t->row[0].id, &top, e)) {
        return false;
    }
    start_at(t, &top);
    bool found = true;
    while (found && t->n < t->height) {
        if (!extend_down(t, &found, e)) {
            return false;
        }
    }
    for (size_t i = 0; i < t->n; i++) {
        if (t->row[i].id == id) {
            t->cursor = i;
        }
    }
    return fill(t, e);
}

bool tree_open(struct tree *t, struct error *e)
{
    const struct soan_section *s = tree_current(t);
    if (!s || !s->children) {
        return true;
    }
    if (tree_is_open(t, s)) {
        return tree_move(t, 1, e);
    }
    tree_toggle(t, s->id);
    return refill(t, e);
}

bool tree_close(struct tree *t, struct error *e)
{
    const struct soan_section *s = tree_current(t);
    if (!s) {
        return true;
    }
    if (s->children && tree_is_open(t, s)) {
        tree_toggle(t, s->id);
        return refill(t, e);
    }
    return s->parent == 0 || tree_reveal(t, s->parent, e);
}

/* Opens every section above `id`. */
static bool open_above(struct tree *t, int64_t id, struct error *e)
{
    struct soan_section s = {0};
    if (!t->source.get(t->source.arg, id, &s, e)) {
        return false;
    }
    while (s.parent) {
        struct soan_section up = {0};
        if (!t->source.get(t->source.arg, s.parent, &up, e)) {
            soan_section_free(&s);
            return false;
        }
        if (!tree_is_open(t, &up)) {
            tree_toggle(t, up.id);
        }
        soan_section_free(&s);
        s = up;
    }
    soan_section_free(&s);
    return true;
}

bool tree_reveal(struct tree *t, int64_t id, struct error *e)
{
    size_t toggles = t->toggles;
    if (!open_above(t, id, e)) {
        return false;
    }
    if (toggles == t->toggles) {
        for (size_t i = 0; i < t->n; i++) {
            if (t->row[i].id == id) {
                t->cursor = i;
                return true;
            }
        }
    }
    struct soan_section s = {0};
    if (!t->source.get(t->source.arg, id, &s, e)) {
        return false;
    }
    start_at(t, &s);
    bool found = true;
    for (size_t i = 0; found && i < t->height / 3; i++) {
        if (!extend_up(t, &found, e)) {
            return false;
        }
    }
    return fill(t, e);
}

/* Finds the row nearest to `from` that still exists. */
static bool surviving(struct tree *t, size_t from, int64_t *id)
{
    for (size_t away = 0; away < t->n; away++) {
        size_t tries[2] = {from + away, from - away};
        for (int k = 0; k < 2; k++) {
            struct soan_section s = {0};
            if (tries[k] < t->n && t->source.get(t->source.arg, t->row[tries[k]].id, &s, NULL)) {
                *id = s.id;
                soan_section_free(&s);
                return true;
            }
        }
    }
    return false;
}

bool tree_reload(struct tree *t, struct error *e)
{
    int64_t cursor, top;

    if (!t->n || !surviving(t, t->cursor, &cursor) || !surviving(t, 0, &top)) {
        return tree_first(t, e);
    }
    struct soan_section s = {0};
    if (!t->source.get(t->source.arg, top, &s, e)) {
        return false;
    }
    start_at(t, &s);
    return fill(t, e) && tree_reveal(t, cursor, e);
}
