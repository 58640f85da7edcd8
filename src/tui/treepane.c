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

enum mark { MARK_EMPTY, MARK_WRITING, MARK_REVIEW, MARK_TAKEN_UP, MARK_APPROVED, MARK_OPEN, MARK_CLOSED, MARK_HERE, MARK_MOVING, MARK_OTHERS,
            MARK_LATE, MARK_NEWS };

static const struct { const char *sign, *ascii, *meaning; } marks[] = {
    [MARK_EMPTY] = {"○", ".", N_("nothing is written in this section yet")},
    [MARK_WRITING] = {"◐", "o", N_("this section is being written")},
    [MARK_REVIEW] = {"◑", "?", N_("this section is up for review")},
    [MARK_TAKEN_UP] = {"◉", "@", N_("the opinions about this section are taken up")},
    [MARK_APPROVED] = {"●", "*", N_("this section is approved")},
    [MARK_OPEN] = {"▾", "v", N_("the sections below this one are shown; ← hides them")},
    [MARK_CLOSED] = {"▸", "+", N_("there are sections below this one; → shows them")},
    [MARK_HERE] = {"›", ">", N_("this section is open beside the outline")},
    [MARK_MOVING] = {"◆", "#", N_("this section is being moved")},
    [MARK_OTHERS] = {"»", "&", N_("somebody else is writing this section now")},
    [MARK_LATE] = {"!", "!", N_("this section is late: its day is past and it is not up for review")},
    [MARK_NEWS] = {"•", "'", N_("others changed something here since you looked")},
};

static const char *mark(enum mark m)
{
    return term_ascii() ? marks[m].ascii : marks[m].sign;
}

bool treepane_legend(size_t i, struct text *out)
{
    static const struct { const char *sign, *meaning; } others[] = {
        {"12", N_("first number of a row: blanks left in the section and below it")},
        {"12  3", N_("second number of a row: its open comments")},
        {"@vt1", N_("behind a title: who is to write the section")},
        {"62 %", N_("in the top line: how many of the figures have a value")},
    };
    if (i < SOAN_ARRAY_LEN(marks)) {
        text_printf(out, "%-8s%s  %s", "", mark((enum mark)i), _(marks[i].meaning));
        return true;
    }
    i -= SOAN_ARRAY_LEN(marks);
    if (i < SOAN_ARRAY_LEN(others)) {
        text_printf(out, "%9s  %s", others[i].sign, _(others[i].meaning));
    } else if (i == SOAN_ARRAY_LEN(others)) {
        text_printf(out, "   %s  %s", term_ascii() ? "=10:42" : "✓10:42", _("the last words were kept at this time"));
    }
    return i <= SOAN_ARRAY_LEN(others);
}

static const char *fold_mark(const struct app *app, const struct soan_section *s)
{
    if (app->moving == s->id) {
        return mark(MARK_MOVING);
    }
    if (s->children) {
        return mark(tree_is_open(&app->tree, s) ? MARK_OPEN : MARK_CLOSED);
    }
    return s->id == app->doc.id ? mark(MARK_HERE) : " ";
}

static const char *state_mark(enum soan_state state)
{
    static const enum mark of[] = {
        [SOAN_STATE_EMPTY] = MARK_EMPTY, [SOAN_STATE_DRAFTING] = MARK_WRITING, [SOAN_STATE_REVIEW] = MARK_REVIEW,
        [SOAN_STATE_TAKEN_UP] = MARK_TAKEN_UP, [SOAN_STATE_APPROVED] = MARK_APPROVED,
    };
    return mark(of[state]);
}

static const char *sign_mark(const struct app *app, const struct soan_section *s)
{
    return presence_others_in(app, s->id) ? mark(MARK_OTHERS) : s->news ? mark(MARK_NEWS) : s->late ? mark(MARK_LATE) : " ";
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
    struct text heading = {0}, line = {0}, who = {0};
    int room = r.cols - COUNT_COLS;
    /* However deep, half of the room is left for the title. */
    int indent = 1 + 2 * (int)(s->depth - 1);
    indent = indent > room / 2 ? room / 2 : indent;

    text_printf(&line, "%*s%s ", indent, "", fold_mark(app, s));
    treepane_heading(app, s, &heading);
    if (s->assignee.len) {
        text_append_str(&who, " @");
        text_ellipsize(text_view(&s->assignee), room / 4, &who);
    }
    text_ellipsize(text_view(&heading), room - text_width(text_view(&line)) - text_width(text_view(&who)), &line);
    text_append(&line, text_view(&who));
    text_printf(&line, "%*s%s%s", room - text_width(text_view(&line)), "", sign_mark(app, s), state_mark(s->state));
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
    text_free(&who);
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
