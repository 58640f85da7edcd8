#include "tui/app.h"
#include "tui/dialog.h"

void screen_layout(struct app *app)
{
    struct error e = {0};
    if (!app->report) {
        app->dirty = DIRTY_ALL;
        return;
    }
    int rows = term_rows(), cols = term_cols();
    int tree_cols = app->tree_hidden ? 0 : cols * 3 / 8;

    tree_cols = tree_cols > 44 ? 44 : tree_cols;
    rows = rows < SCREEN_MIN_ROWS ? SCREEN_MIN_ROWS : rows;
    cols = cols < SCREEN_MIN_COLS ? SCREEN_MIN_COLS : cols;
    app->tree_rect = (struct rect){1, 0, rows - 2, tree_cols};
    int left = tree_cols ? tree_cols + 2 : 1;
    app->text_rect = (struct rect){2, left, rows - 3 - app->remarks.rows, cols - left - 1};
    /* One column stays free for the cursor behind a full line. */
    flow_resize(&app->flow, app->text_rect.cols - 1, (size_t)rows * 3);
    if (!tree_resize(&app->tree, (size_t)app->tree_rect.rows, &e)) {
        app_fail(app, &e);
    }
    textpane_follow(app);
    app->dirty = DIRTY_ALL;
}

static void draw_too_small(void)
{
    struct text line = {0};
    text_printf(&line, _("The window is too small: %dx%d is needed."), SCREEN_MIN_COLS, SCREEN_MIN_ROWS);
    for (int row = 0; row < term_rows(); row++) {
        term_blank(row, 0, term_cols(), ROLE_TEXT);
    }
    dialog_put_wrapped((struct rect){0, 0, term_rows(), term_cols()}, 0, text_view(&line), ROLE_TEXT);
    term_cursor(0, 0);
    text_free(&line);
}

static void draw_panes(struct app *app)
{
    struct rect t = app->tree_rect, x = app->text_rect;

    if (app->dirty == DIRTY_ALL) {
        /* The columns between and beside the panes. */
        for (int row = 1; row < term_rows() - 1; row++) {
            term_blank(row, t.cols, x.col - t.cols, ROLE_TEXT);
            term_blank(row, x.col + x.cols, term_cols() - x.col - x.cols, ROLE_TEXT);
        }
        if (!app->tree_hidden) {
            term_vline(t.row, t.cols, t.rows);
        }
    }
    if (app->dirty & DIRTY_STATUS) {
        status_draw(app);
    }
    if (app->dirty & DIRTY_TREE) {
        treepane_draw(app);
    }
    if (app->dirty & DIRTY_HEADING) {
        textpane_draw_heading(app);
    }
    if (app->dirty & DIRTY_TEXT) {
        textpane_draw(app);
        remarks_draw(app);
    }
    if (app->focus == PANE_TEXT) {
        textpane_place_cursor(app);
    }
    if ((app->dirty & DIRTY_KEYS) || app->message_rows > 1) {
        status_draw_keys(app);
    }
}

static void draw_overlays(struct app *app, struct overlay *o)
{
    if (o) {
        draw_overlays(app, o->below);
        o->draw(app, o->arg);
    }
}

bool screen_too_small(void)
{
    return term_rows() < SCREEN_MIN_ROWS || term_cols() < SCREEN_MIN_COLS;
}

void screen_draw(struct app *app)
{
    if (screen_too_small()) {
        draw_too_small();
        app->dirty = DIRTY_ALL;
        term_flush();
        return;
    }
    if (!app->dirty) {
        return;
    }
    if (!app->message.len && app->message_rows > 0) {
        app->dirty |= app->message_rows > 1 ? DIRTY_ALL : DIRTY_KEYS;
        app->message_rows = 0;
    }
    if (app->overlay && (app->dirty & ~(unsigned)(DIRTY_OVERLAY | DIRTY_CURSOR))) {
        app->dirty = DIRTY_ALL;
    }
    if (!app->report) {
        if (app->dirty & ~(unsigned)(DIRTY_OVERLAY | DIRTY_CURSOR)) {
            shelf_draw_ground(app);
        }
    } else if (!app->overlay || app->dirty == DIRTY_ALL) {
        draw_panes(app);
    }
    draw_overlays(app, app->overlay);
    app->dirty = 0;
    term_cursor(app->cursor_row, app->cursor_col);
    term_flush();
}
