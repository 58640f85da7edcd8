#include <string.h>

#include "tui/dialog.h"

struct menu {
    struct app *app;
    size_t open, n, cursor;           /* which menu, how many entries it has, which one is marked */
    enum action entry[ACT_COUNT_];
    unsigned place;
};

static void fill(struct menu *m, size_t open)
{
    const char *name = action_menu(open);

    m->open = open;
    m->n = m->cursor = 0;
    for (enum action a = ACT_NONE + 1; a < ACT_COUNT_; a++) {
        const struct action_info *info = action_info(a);
        if (action_offered(a, m->place) && info->menu && strcmp(info->menu, name) == 0) {
            m->entry[m->n++] = a;
        }
    }
}

static void draw_entry(struct menu *m, struct rect r, size_t i)
{
    const struct action_info *info = action_info(m->entry[i]);
    const char *keys = info->keys[0] || m->place != IN_TREE ? info->keys : info->tree_keys;
    enum role role = i == m->cursor ? ROLE_LIST_CURSOR : ROLE_DIALOG;
    int row = r.row + (int)i, width = text_width(text_view_of(keys));

    term_blank(row, r.col, r.cols, role);
    term_put(row, r.col + 1, r.cols - 2, text_view_of(_(info->label)), role);
    term_put(row, r.col + r.cols - width - 1, width, text_view_of(keys), role);
    if (i == m->cursor) {
        m->app->cursor_row = row;
        m->app->cursor_col = r.col + 1;
    }
}

static int menu_width(const struct menu *m)
{
    int most = 16;
    for (size_t i = 0; i < m->n; i++) {
        const struct action_info *info = action_info(m->entry[i]);
        const char *keys = info->keys[0] || m->place != IN_TREE ? info->keys : info->tree_keys;
        int w = text_width(text_view_of(_(info->label))) + text_width(text_view_of(keys)) + 5;
        most = most > w ? most : w;
    }
    return most;
}

static int bar_width(void)
{
    int width = 0;
    for (size_t i = 0; action_menu(i); i++) {
        width += text_width(text_view_of(_(action_menu(i)))) + 2;
    }
    return width;
}

static void draw_menu(struct app *app, void *arg)
{
    struct menu *m = arg;
    int col = bar_width() < term_cols() ? 1 : 0, at = col; /* the narrowest window has room for the names and no more */

    term_blank(0, 0, term_cols(), ROLE_KEY_LINE);
    for (size_t i = 0; action_menu(i); i++) {
        struct text name = {0};
        text_printf(&name, " %s ", _(action_menu(i)));
        if (i == m->open) {
            at = col;
        }
        col += term_put(0, col, term_cols() - col, text_view(&name), i == m->open ? ROLE_LIST_CURSOR : ROLE_KEY_LINE);
        text_free(&name);
    }
    int width = menu_width(m);
    if (at + width > term_cols()) {
        at = term_cols() - width;
    }
    struct rect r = {1, at, (int)m->n, width};
    app->cursor_row = 0;
    app->cursor_col = at;
    for (size_t i = 0; i < m->n; i++) {
        draw_entry(m, r, i);
    }
    if (m->n) {
        const char *help = _(action_info(m->entry[m->cursor])->help);
        int last = term_rows() - 1;
        int used = term_put(last, 0, term_cols(), text_view_of(help), ROLE_MESSAGE);
        term_blank(last, used, term_cols() - used, ROLE_MESSAGE);
    }
}

static void step(struct menu *m, int by)
{
    size_t menus = 0;
    while (action_menu(menus)) {
        menus++;
    }
    size_t next = m->open;
    do {
        next = (next + menus + (size_t)(by + (int)menus)) % menus;
        fill(m, next);
    } while (!m->n);
}

/* A letter marks the next entry that begins with it, tones aside. */
static void to_letter(struct menu *m, uint32_t cp)
{
    struct text typed = {0}, folded = {0};
    text_append_codepoint(&typed, cp);
    viet_fold(text_view(&typed), VIET_FOLD_BLIND, &folded, NULL);
    for (size_t i = 1; i <= m->n; i++) {
        size_t at = (m->cursor + i) % m->n;
        struct text label = {0};
        viet_fold(text_view_of(_(action_info(m->entry[at])->label)), VIET_FOLD_BLIND, &label, NULL);
        bool fits = text_view_starts(text_view(&label), text_view(&folded));
        text_free(&label);
        if (fits) {
            m->cursor = at;
            break;
        }
    }
    text_free(&typed);
    text_free(&folded);
}

static bool menu_key(struct menu *m, const struct key_event *k)
{
    switch ((int)k->key) {
    case K_LEFT:
        step(m, -1);
        break;
    case K_RIGHT:
    case K_TAB:
        step(m, 1);
        break;
    case K_UP:
        m->cursor = m->n ? (m->cursor + m->n - 1) % m->n : 0;
        break;
    case K_DOWN:
        m->cursor = m->n ? (m->cursor + 1) % m->n : 0;
        break;
    case K_HOME:
        m->cursor = 0;
        break;
    case K_END:
        m->cursor = m->n ? m->n - 1 : 0;
        break;
    case K_CHAR:
        to_letter(m, k->cp);
        break;
    case K_ENTER:
        return m->n > 0;
    default:
        break;
    }
    return false;
}

enum action menu_choose(struct app *app)
{
    struct menu m = {.app = app, .place = app->focus == PANE_TREE ? IN_TREE : IN_TEXT};
    struct overlay o = {.draw = draw_menu, .arg = &m};
    struct key_event k;
    enum action chosen = ACT_NONE;

    fill(&m, 0);
    app_push(app, &o);
    while (chosen == ACT_NONE && app_next(app, &k) && k.key != K_ESC && k.key != K_F9 && k.key != K_F10) {
        if (menu_key(&m, &k)) {
            chosen = m.entry[m.cursor];
        }
        app->dirty = DIRTY_ALL;
    }
    app_pop(app);
    return chosen;
}
