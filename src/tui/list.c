#include "tui/dialog.h"

enum { SIDEWAYS = 8 };

struct listing {
    struct list *l;
    struct rect rows;                 /* where the rows stood when last drawn */
};

static void keep_in_window(struct list *l, size_t rows)
{
    if (rows < 1) {
        rows = 1;
    }
    if (l->cursor >= l->n) {
        l->cursor = l->n ? l->n - 1 : 0;
    }
    if (l->reading) {
        l->top = l->cursor;
        if (l->top + rows > l->n) {
            l->top = l->n > rows ? l->n - rows : 0;
        }
        return;
    }
    if (l->cursor < l->top) {
        l->top = l->cursor;
    }
    if (l->cursor >= l->top + rows) {
        l->top = l->cursor - rows + 1;
    }
}

/* What `cols` columns show of a row moved sideways; nothing but the row's own letters. */
static void cut_sideways(struct list *l, struct text_view line, int cols, struct text *out)
{
    int most = l->cols > cols ? l->cols - cols : 0;

    l->left = l->left > most ? most : l->left;
    struct text_view rest = text_view_part(line, text_fit(line, l->left, NULL), line.len);
    text_append(out, text_view_part(rest, 0, text_fit(rest, cols, NULL)));
}

static void draw_list(struct app *app, void *arg)
{
    struct listing *x = arg;
    struct list *l = x->l;
    struct text line = {0};
    int detail = l->detail ? 3 : 0;
    int cols = l->full ? term_cols() : term_cols() - 12 > 110 ? 110 : term_cols() - 12;
    if (l->fresh) {
        l->fresh(l->arg, l, cols);
    }
    int rows = l->full || l->words || l->n > (size_t)term_rows() ? term_rows() : (int)l->n + detail;
    struct text title = {0};
    text_append_str(&title, l->title);
    if (l->words && l->words->len) {
        text_printf(&title, ": %s", text_str(l->words));
    }
    struct rect r = dialog_frame(text_str(&title), l->keys, rows, cols);
    text_free(&title);

    x->rows = r;
    x->rows.rows = r.rows - detail;
    keep_in_window(l, (size_t)(x->rows.rows > 0 ? x->rows.rows : 1));
    if (l->where) {
        text_printf(&line, "%s ", l->title);
        l->where(l->arg, l->top, &line);
        dialog_title(r, text_str(&line));
    }
    app->cursor_row = r.row;
    app->cursor_col = r.col;
    for (int i = 0; i < x->rows.rows && l->top + (size_t)i < l->n; i++) {
        size_t item = l->top + (size_t)i;
        struct text cut = {0};
        text_clear(&line);
        l->row(l->arg, item, r.cols, &line);
        if (l->cols) {
            cut_sideways(l, text_view(&line), r.cols, &cut);
        } else {
            text_ellipsize(text_view(&line), r.cols, &cut);
        }
        bool chosen = item == l->cursor && !l->reading;
        enum role role = chosen ? ROLE_LIST_CURSOR : ROLE_DIALOG;
        int used = term_put(r.row + i, r.col, r.cols, text_view(&cut), role);
        if (chosen) {
            term_blank(r.row + i, r.col + used, r.cols - used, role);
            app->cursor_row = r.row + i;
        }
        text_free(&cut);
    }
    if (detail && l->n) {
        term_hline(r.row + x->rows.rows, r.col, r.cols);
        text_clear(&line);
        l->detail(l->arg, l->cursor, &line);
        dialog_put_wrapped((struct rect){r.row + x->rows.rows + 1, r.col, detail - 1, r.cols}, 0, text_view(&line),
                           ROLE_DIALOG);
    }
    text_free(&line);
}

/* Letters narrow the list, Backspace widens it again. */
static void type_words(struct list *l)
{
    size_t before = l->words ? l->words->len : 0;

    if (!l->words) {
        return;
    }
    if (l->key.key == K_CHAR) {
        text_append_codepoint(l->words, l->key.cp);
    } else if (l->key.key == K_BACKSPACE && before) {
        size_t from = text_grapheme_prev(text_view(l->words), before);
        text_replace(l->words, from, before - from, TEXT_LIT(""));
    }
    if (l->words->len != before) {
        l->cursor = l->top = 0;
        l->typed(l->arg, l);
    }
}

static void move(struct list *l, const struct key_event *k, size_t page)
{
    size_t last = l->n ? l->n - 1 : 0;

    if (l->reading && l->n > page) {
        last = l->n - page;
    }
    switch ((int)k->key) {
    case K_UP:
        l->cursor -= l->cursor > 0;
        break;
    case K_DOWN:
        l->cursor += l->cursor < last;
        break;
    case K_PAGE_UP:
        l->cursor -= l->cursor > page ? page : l->cursor;
        break;
    case K_PAGE_DOWN:
        l->cursor = l->cursor + page < last ? l->cursor + page : last;
        break;
    case K_LEFT:
        l->left -= l->left > SIDEWAYS ? SIDEWAYS : l->left;
        break;
    case K_RIGHT:
        l->left += l->cols ? SIDEWAYS : 0;
        break;
    case K_HOME:
        l->cursor = 0;
        break;
    case K_END:
        l->cursor = last;
        break;
    default:
        break;
    }
}

bool list_run(struct app *app, struct list *l)
{
    struct listing x = {.l = l};
    struct overlay o = {.draw = draw_list, .arg = &x};
    bool chosen = false;

    app_push(app, &o);
    while (!chosen && app_next(app, &l->key) && l->key.key != K_ESC) {
        enum action a = action_of_key(&l->key, IN_FIELD);
        if (a == ACT_LEAVE) {
            break;
        }
        if (a == ACT_REDRAW) {
            term_redraw();
        }
        chosen = (l->n && l->key.key == K_ENTER && !l->reading) ||
                 ((l->n || l->empty) && l->other && l->other(&l->key));
        chosen = chosen || (l->other && l->key.key == K_TAB && l->other(&l->key)); /* an empty view may be left for another */
        type_words(l);
        move(l, &l->key, x.rows.rows > 1 ? (size_t)x.rows.rows - 1 : 1);
        app->dirty |= DIRTY_OVERLAY;
    }
    app_pop(app);
    return chosen;
}
