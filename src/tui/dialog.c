#include "tui/dialog.h"
#include "tui/field.h"

static void draw_edges(struct rect r)
{
    static const char *const lines[] = {"┌", "┐", "└", "┘"}, *const plain[] = {"+", "+", "+", "+"};
    const char *const *corner = term_ascii() ? plain : lines;
    int right = r.col + r.cols - 1, bottom = r.row + r.rows - 1;

    term_hline(r.row, r.col, r.cols);
    term_hline(bottom, r.col, r.cols);
    term_vline(r.row, r.col, r.rows);
    term_vline(r.row, right, r.rows);
    term_put(r.row, r.col, 1, text_view_of(corner[0]), ROLE_BORDER);
    term_put(r.row, right, 1, text_view_of(corner[1]), ROLE_BORDER);
    term_put(bottom, r.col, 1, text_view_of(corner[2]), ROLE_BORDER);
    term_put(bottom, right, 1, text_view_of(corner[3]), ROLE_BORDER);
}

static void put_on_edge(int row, int col, int cols, const char *words, enum role role)
{
    struct text line = {0};
    text_append_char(&line, ' ');
    text_ellipsize(text_view_of(words), cols - 2, &line);
    text_append_char(&line, ' ');
    term_put(row, col, cols, text_view(&line), role);
    text_free(&line);
}

struct rect dialog_frame(const char *title, const char *keys, int rows, int cols)
{
    int most_rows = term_rows() - 2, most_cols = term_cols() - 2;
    rows = rows + 2 > most_rows ? most_rows : rows + 2;
    cols = cols + 4 > most_cols ? most_cols : cols + 4;
    struct rect r = {(term_rows() - rows) / 2, (term_cols() - cols) / 2, rows, cols};

    for (int i = 0; i < rows; i++) {
        term_blank(r.row + i, r.col, cols, ROLE_DIALOG);
    }
    draw_edges(r);
    put_on_edge(r.row, r.col + 2, cols - 4, title, ROLE_DIALOG_TITLE);
    put_on_edge(r.row + rows - 1, r.col + 2, cols - 4, keys, ROLE_DIALOG);
    return (struct rect){r.row + 1, r.col + 2, rows - 2, cols - 4};
}

void dialog_title(struct rect inside, const char *title)
{
    put_on_edge(inside.row - 1, inside.col, inside.cols, title, ROLE_DIALOG_TITLE);
}

int dialog_put_wrapped(struct rect r, int line, struct text_view v, enum role role)
{
    struct text_wrap w = {.width = r.cols};
    struct text_lines lines = {0};
    int taken = 0;

    for (size_t from = 0; from <= v.len && v.len;) {
        size_t to = text_view_find(v, TEXT_LIT("\n"), from);
        struct text_view paragraph = text_view_part(v, from, to);
        text_wrap(paragraph, &w, &lines);
        for (size_t i = 0; i < lines.n; i++, taken++) {
            size_t end = i + 1 < lines.n ? lines.start[i + 1] : paragraph.len;
            if (line + taken < r.rows) {
                term_put(r.row + line + taken, r.col, r.cols, text_view_part(paragraph, lines.start[i], end), role);
            }
        }
        from = to == SIZE_MAX ? v.len + 1 : to + 1;
    }
    text_lines_free(&lines);
    return taken;
}

static int width_for(void)
{
    int cols = term_cols() * 3 / 4;
    return cols < 52 ? 52 : cols > 90 ? 90 : cols;
}

/* ---- a line to type ---- */

struct asking {
    const struct prompt *p;
    struct field field;
    struct text below;                /* what follows the typing, or why it was refused */
    bool refused;
    struct text mended;               /* what Tab would take */
};

static void draw_field(struct app *app, struct asking *a, int row, int col, int width)
{
    int cursor;
    size_t from, to;
    struct text_view v = field_view(&a->field, width, &cursor, &from, &to);
    int used = term_put(row, col, width, text_view_part(v, 0, from), ROLE_FIELD);
    used += term_put(row, col + used, width - used, text_view_part(v, from, to), ROLE_SELECTION);
    used += term_put(row, col + used, width - used, text_view_part(v, to, v.len), ROLE_FIELD);
    term_blank(row, col + used, width - used, ROLE_FIELD);
    app->cursor_row = row;
    app->cursor_col = col + cursor;
}

static int wrapped_lines(struct text_view v, int width)
{
    /* Drawn nowhere, only counted. */
    return dialog_put_wrapped((struct rect){0, 0, 0, width}, 0, v, ROLE_DIALOG);
}

static void draw_prompt(struct app *app, void *arg)
{
    struct asking *a = arg;
    const struct prompt *p = a->p;
    int width = width_for();
    int above = wrapped_lines(p->about, width), below = wrapped_lines(text_view(&a->below), width);
    below = below < 1 ? 1 : below;
    const char *keys = p->again   ? _("Enter or F3 goes to the next one  Esc goes back")
                       : p->keeps ? _("Enter and Esc keep what was changed")
                                  : _("Enter accepts  Esc goes back");
    struct rect r = dialog_frame(p->title, keys, above + 1 + below, width);
    int line = dialog_put_wrapped(r, 0, p->about, ROLE_DIALOG);
    int unit = p->unit && p->unit[0] ? text_width(text_view_of(p->unit)) + 1 : 0;

    if (line > r.rows - 2) {
        line = r.rows - 2;
    }
    draw_field(app, a, r.row + line, r.col, r.cols - unit);
    if (unit) {
        term_put(r.row + line, r.col + r.cols - unit + 1, unit, text_view_of(p->unit), ROLE_DIALOG);
    }
    dialog_put_wrapped(r, line + 1, text_view(&a->below), a->refused ? ROLE_ERROR : ROLE_DIALOG);
}

static struct text_view typed(const struct asking *a)
{
    struct text_view v = text_view(&a->field.ed.text);
    return a->p->whole ? v : text_view_trim(v);
}

static bool accepted(struct asking *a)
{
    struct error e = {0};

    if (!a->p->accept || a->p->accept(a->p->arg, typed(a), &e)) {
        return true;
    }
    text_clear(&a->below);
    text_append(&a->below, text_view(&e.message));
    a->refused = true;
    error_free(&e);
    text_clear(&a->mended);
    if (a->p->mend && a->p->mend(a->p->arg, typed(a), &a->mended)) {
        text_printf(&a->below, _(" Tab takes %s."), text_str(&a->mended));
    }
    return false;
}

/* Puts what is offered into the field. */
static void take_mended(struct asking *a)
{
    text_editor_select_all(&a->field.ed);
    text_editor_type(&a->field.ed, text_view(&a->mended));
    text_clear(&a->mended);
}

/* Where the prompt wants the cursor, and what was typed before it opened. */
static void begin_typing(struct app *app, struct asking *a)
{
    if (a->p->placed) {
        text_editor_select(&a->field.ed, false);
        text_editor_goto(&a->field.ed, a->p->cursor);
    }
    if (a->p->first) {
        field_key(&a->field, &app->input, a->p->first);
    }
}

/* The field is left other than by Enter. True: stay, for what was typed could not be kept; the next Esc gives it up. */
static bool stays(struct asking *a, struct text_view offered, bool *keep)
{
    if (!a->p->keeps || a->refused || text_view_equal(typed(a), offered)) {
        return false;
    }
    *keep = accepted(a);
    return !*keep;
}

bool dialog_prompt(struct app *app, const struct prompt *p, struct text *value)
{
    struct asking a = {.p = p};
    struct overlay o = {.draw = draw_prompt, .arg = &a};
    struct key_event k;
    bool yes = false;

    field_init(&a.field, text_view(value));
    input_leave_word(&app->input);
    begin_typing(app, &a);
    app_push(app, &o);
    for (;;) {
        if (p->live && !a.refused) {
            text_clear(&a.below);
            p->live(p->arg, typed(&a), &a.below);
        }
        app->dirty |= DIRTY_ALL;
        bool there = app_next(app, &k);
        if (!there || k.key == K_ESC) {
            if (stays(&a, text_view(value), &yes) && there) {
                continue;
            }
            break;
        }
        enum action in_text = p->again ? action_of_key(&k, IN_TEXT) : ACT_NONE;
        if (k.key == K_ENTER || in_text == ACT_FIND || in_text == ACT_NEXT) {
            if (accepted(&a)) {
                yes = true;
                break;
            }
            continue;
        }
        a.refused = false;
        text_clear(&a.below);
        if (k.key == K_TAB && a.mended.len) {
            take_mended(&a);
            continue;
        }
        text_clear(&a.mended);
        enum action act = action_of_key(&k, IN_FIELD);
        if (act == ACT_REDRAW) {
            term_redraw();
        } else if (act == ACT_NONE || !field_action(&a.field, &app->input, act)) {
            field_key(&a.field, &app->input, &k);
        }
    }
    app_pop(app);
    input_leave_word(&app->input);
    if (yes) {
        struct text copy = text_copy(typed(&a));
        text_free(value);
        *value = copy;
    }
    field_free(&a.field);
    text_free(&a.below);
    text_free(&a.mended);
    return yes;
}

/* ---- yes or no ---- */

struct deciding {
    const char *title;
    struct text keys;
    struct text_view question;
};

static void draw_confirm(struct app *app, void *arg)
{
    struct deciding *d = arg;
    int width = width_for();
    struct rect r = dialog_frame(d->title, text_str(&d->keys), wrapped_lines(d->question, width), width);
    dialog_put_wrapped(r, 0, d->question, ROLE_DIALOG);
    app->cursor_row = r.row;
    app->cursor_col = r.col;
}

bool dialog_confirm(struct app *app, const char *title, struct text_view question, const char *yes)
{
    struct deciding d = {.title = title, .question = question};
    struct overlay o = {.draw = draw_confirm, .arg = &d};
    struct key_event k;
    bool said = false;

    text_printf(&d.keys, _("Enter: %s  Esc: no"), yes);
    app_push(app, &o);
    while (app_next(app, &k) && k.key != K_ESC) {
        if (k.key == K_ENTER) {
            said = true;
            break;
        }
        app->dirty |= DIRTY_OVERLAY;
    }
    app_pop(app);
    text_free(&d.keys);
    return said;
}
