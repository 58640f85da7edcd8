#include "tui/app.h"

/* Columns at the right end of a row: state, blanks, comments. */
enum { COUNT_COLS = 9 };

void treepane_title(struct app *app, const struct soan_section *s, struct text *out)
{
    struct soan_projection title = {0};

    soan_project(text_view(&s->title), soan_values_lookup, app->values, &title);
    if (title.out.len) {
        text_append(out, text_view(&title.out));
    } else if (s->marker.shown.len) {
        text_append(out, text_view(&s->marker.shown));
    } else {
        text_append_str(out, _("(no title)"));
    }
    soan_projection_free(&title);
}

void treepane_heading(struct app *app, const struct soan_section *s, struct text *out)
{
    if (s->marker.shown.len && s->title.len) {
        text_append(out, text_view(&s->marker.shown));
        text_append_char(out, ' ');
    }
    treepane_title(app, s, out);
}

void treepane_where(struct app *app, int64_t id, struct text *out)
{
    struct soan_section s = {0};
    struct text heading = {0};

    if (soan_section_path(app->report, id, out, NULL) && soan_section_get(app->report, id, &s, NULL)) {
        treepane_title(app, &s, &heading);
        text_printf(out, "  %s", text_str(&heading));
    }
    text_free(&heading);
    soan_section_free(&s);
}

static const char *fold_mark(const struct app *app, const struct soan_section *s)
{
    bool ascii = term_ascii();
    if (app->moving == s->id) {
        return ascii ? "#" : "◆";
    }
    if (s->children) {
        if (tree_is_open(&app->tree, s)) {
            return ascii ? "v" : "▾";
        }
        return ascii ? "+" : "▸";
    }
    return s->id == app->doc.id ? (ascii ? ">" : "›") : " ";
}

static const char *state_mark(enum soan_state state)
{
    static const char *const marks[] = {
        [SOAN_STATE_EMPTY] = "○", [SOAN_STATE_DRAFTING] = "◐", [SOAN_STATE_REVIEW] = "◐",
        [SOAN_STATE_TAKEN_UP] = "◐", [SOAN_STATE_APPROVED] = "●",
    };
    static const char *const plain[] = {
        [SOAN_STATE_EMPTY] = ".", [SOAN_STATE_DRAFTING] = "o", [SOAN_STATE_REVIEW] = "o",
        [SOAN_STATE_TAKEN_UP] = "o", [SOAN_STATE_APPROVED] = "*",
    };
    return term_ascii() ? plain[state] : marks[state];
}

static void append_count(struct text *out, int64_t n, int width)
{
    if (n > 0) {
        bool thousands = n >= 1000;
        text_printf(out, thousands ? "%*lldk" : "%*lld", thousands ? width - 1 : width,
                    (long long)(thousands ? n / 1000 : n));
    } else {
        text_printf(out, "%*s", width, "");
    }
}

static void draw_row(struct app *app, size_t i, int row)
{
    const struct soan_section *s = &app->tree.row[i];
    struct rect r = app->tree_rect;
    struct text heading = {0}, line = {0};
    int room = r.cols - COUNT_COLS;
    /* However deep, half of the room is left for the title. */
    int indent = 1 + 2 * (int)(s->depth - 1);
    indent = indent > room / 2 ? room / 2 : indent;

    text_printf(&line, "%*s%s ", indent, "", fold_mark(app, s));
    treepane_heading(app, s, &heading);
    text_ellipsize(text_view(&heading), room - text_width(text_view(&line)), &line);
    text_printf(&line, "%*s %s", room - text_width(text_view(&line)), "", state_mark(s->state));
    append_count(&line, s->blanks_below, 4);
    append_count(&line, s->comments, 3);

    bool cursor = i == app->tree.cursor;
    enum role role = cursor && app->focus == PANE_TREE ? ROLE_TREE_CURSOR
                   : s->id == app->doc.id ? ROLE_TREE_CURRENT : ROLE_TEXT;
    int used = term_put(row, r.col, r.cols, text_view(&line), role);
    term_blank(row, r.col + used, r.cols - used, role);
    if (cursor && app->focus == PANE_TREE) {
        app->cursor_row = row;
        app->cursor_col = r.col + indent;
    }
    text_free(&heading);
    text_free(&line);
}

void treepane_draw(struct app *app)
{
    struct rect r = app->tree_rect;

    if (app->tree_hidden) {
        return;
    }
    if (app->focus == PANE_TREE && !app->tree.n) {
        app->cursor_row = r.row;
        app->cursor_col = r.col;
    }
    for (int i = 0; i < r.rows; i++) {
        if ((size_t)i < app->tree.n) {
            draw_row(app, (size_t)i, r.row + i);
        } else {
            term_blank(r.row + i, r.col, r.cols, ROLE_TEXT);
        }
    }
}

static bool go(struct app *app, const struct key_event *k, struct error *e)
{
    struct tree *t = &app->tree;
    int page = (int)t->height - 1;

    switch ((int)k->key) {
    case K_UP:
        return tree_move(t, -1, e);
    case K_DOWN:
        return tree_move(t, 1, e);
    case K_PAGE_UP:
        return tree_move(t, -page, e);
    case K_PAGE_DOWN:
        return tree_move(t, page, e);
    case K_HOME:
        return tree_first(t, e);
    case K_END:
        return tree_last(t, e);
    case K_LEFT:
        return tree_close(t, e);
    case K_RIGHT:
        return tree_open(t, e);
    default:
        return true;
    }
}

void treepane_key(struct app *app, const struct key_event *k)
{
    const struct soan_section *s = tree_current(&app->tree);
    struct error e = {0};

    if (k->key == K_ENTER && s) {
        if (s->id == app->doc.id || app_open_section(app, s->id, 0)) {
            app_focus(app, PANE_TEXT);
        }
        return;
    }
    if (k->key == K_TAB) {
        app_focus(app, PANE_TEXT);
        return;
    }
    if (k->key == K_ESC) {
        term_esc_unused();
        return;
    }
    if (k->key == K_CHAR || k->key == K_PASTE) {
        app_say(app, _("Letters do nothing in the outline: Enter opens the section for writing, "
                       "F9 shows what can be done."));
        return;
    }
    if (!go(app, k, &e)) {
        app_fail(app, &e);
    }
    app->placed = true;
    app->dirty |= DIRTY_TREE;
}
