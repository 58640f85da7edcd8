/*
 * What changed between two states: the text with its marks, wrapped to the window.
 */
#include <stdlib.h>

#include "soan/review.h"
#include "tui/history.h"

struct row {
    size_t from, to;                  /* of the marked text */
};

struct viewing {
    const struct changes_view *v;
    struct soan_marked marked;
    struct row *row;
    size_t n, cap, top;
    int cols;                         /* the rows are wrapped to */
    int rows;                         /* that fit */
};

static void wrap_line(struct viewing *x, size_t from, size_t to)
{
    struct text_wrap w = {.width = x->cols};
    struct text_lines l = {0};

    text_wrap(text_view_part(text_view(&x->marked.text), from, to), &w, &l);
    mem_grow((void **)&x->row, &x->cap, x->n + l.n, sizeof(*x->row));
    for (size_t i = 0; i < l.n; i++) {
        x->row[x->n++] = (struct row){from + l.start[i], i + 1 < l.n ? from + l.start[i + 1] : to};
    }
    text_lines_free(&l);
}

static void wrap(struct viewing *x, int cols)
{
    struct text_view v = text_view(&x->marked.text);

    if (x->cols == cols) {
        return;
    }
    x->cols = cols;
    x->n = 0;
    for (size_t from = 0, to; from < v.len; from = to + 1) {
        to = text_view_find(v, TEXT_LIT("\n"), from);
        wrap_line(x, from, to);
    }
}

/* The first mark that ends behind `at`. */
static size_t mark_behind(const struct soan_marked *m, size_t at)
{
    size_t low = 0, high = m->n;
    while (low < high) {
        size_t mid = (low + high) / 2;
        if (m->mark[mid].to > at) {
            high = mid;
        } else {
            low = mid + 1;
        }
    }
    return low;
}

static void draw_row(const struct viewing *x, const struct row *r, int row, int col)
{
    struct text_view v = text_view(&x->marked.text);
    int used = 0;

    for (size_t at = r->from, end, i = mark_behind(&x->marked, at); at < r->to; at = end) {
        const struct soan_mark *m = i < x->marked.n ? &x->marked.mark[i] : NULL;
        bool inside = m && m->from <= at;
        end = !m ? r->to : inside ? m->to : m->from;
        end = end < r->to ? end : r->to;
        enum role role = !inside ? ROLE_DIALOG : m->kind == TEXT_DELETED ? ROLE_DELETED : ROLE_INSERTED;
        used += term_put(row, col + used, x->cols - used, text_view_part(v, at, end), role);
        i += inside && end == m->to;
    }
}

static void draw(struct app *app, void *arg)
{
    struct viewing *x = arg;
    struct rect r = dialog_frame(x->v->title, x->v->keys, term_rows(), term_cols());

    wrap(x, r.cols);
    x->rows = r.rows;
    if (x->top + (size_t)r.rows > x->n) {
        x->top = x->n > (size_t)r.rows ? x->n - (size_t)r.rows : 0;
    }
    for (int i = 0; i < r.rows && x->top + (size_t)i < x->n; i++) {
        draw_row(x, &x->row[x->top + (size_t)i], r.row + i, r.col);
    }
    app->cursor_row = r.row;
    app->cursor_col = r.col;
}

static void scroll(struct viewing *x, const struct key_event *k)
{
    size_t page = x->rows > 1 ? (size_t)x->rows - 1 : 1;

    switch ((int)k->key) {
    case K_UP:
        x->top -= x->top > 0;
        break;
    case K_DOWN:
        x->top++;
        break;
    case K_PAGE_UP:
        x->top -= x->top > page ? page : x->top;
        break;
    case K_PAGE_DOWN:
        x->top += page;
        break;
    case K_HOME:
        x->top = 0;
        break;
    case K_END:
        x->top = x->n;
        break;
    default:
        break;
    }
}

/* Both states as one text; where the title changed too, as its first line. */
static bool load(struct app *app, struct viewing *x, struct error *e)
{
    struct soan_comparison c = {0};
    struct soan_values *was = NULL, *is = NULL;
    struct text old = {0}, now = {0};

    if (x->v->marked) {
        x->marked = *x->v->marked;
        *x->v->marked = (struct soan_marked){0};
        return true;
    }
    if (!x->v->section) {
        soan_mark_changes(x->v->old, x->v->now, (struct soan_marking){.signs = true, .whole = x->v->whole}, &x->marked);
        return true;
    }
    if (!soan_values_at(app->report, x->v->from, &was, e) || !soan_values_at(app->report, x->v->to, &is, e) ||
        !soan_compare(app->report, x->v->section, x->v->from, x->v->to, &c, e)) {
        soan_values_free(&was);
        soan_values_free(&is);
        return false;
    }
    soan_comparison_show(&c, was, is);
    soan_values_free(&was);
    soan_values_free(&is);
    if (!text_view_equal(text_view(&c.from.title), text_view(&c.to.title))) {
        text_printf(&old, "%s\n", text_str(&c.from.title));
        text_printf(&now, "%s\n", text_str(&c.to.title));
    }
    text_append(&old, text_view(&c.from.body));
    text_append(&now, text_view(&c.to.body));
    soan_mark_changes(text_view(&old), text_view(&now), (struct soan_marking){.signs = true}, &x->marked);
    text_free(&old);
    text_free(&now);
    soan_comparison_free(&c);
    return true;
}

static void put_head(struct viewing *x)
{
    text_replace(&x->marked.text, 0, 0, x->v->head);
    for (size_t i = 0; i < x->marked.n; i++) {
        x->marked.mark[i].from += x->v->head.len;
        x->marked.mark[i].to += x->v->head.len;
    }
}

bool changes_view_run(struct app *app, struct changes_view *v)
{
    struct viewing x = {.v = v};
    struct overlay o = {.draw = draw, .arg = &x};
    struct error e = {0};
    bool closed = false;

    if (!load(app, &x, &e)) {
        app_fail(app, &e);
        return false;
    }
    put_head(&x);
    if (!x.marked.text.len) {
        text_printf(&x.marked.text, "%s\n", _("Nothing has changed."));
    }
    app_push(app, &o);
    while (!closed && app_next(app, &v->key) && v->key.key != K_ESC) {
        enum action a = action_of_key(&v->key, IN_FIELD);
        if (a == ACT_LEAVE) {
            break;
        }
        if (a == ACT_REDRAW) {
            term_redraw();
        }
        closed = v->other && v->other(&v->key);
        scroll(&x, &v->key);
        app->dirty |= DIRTY_OVERLAY;
    }
    app_pop(app);
    soan_marked_free(&x.marked);
    mem_free(&x.row);
    return closed;
}
