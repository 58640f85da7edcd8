#include "tui/app.h"

enum { LEAP_MOST = 10 };

static struct text_view text_of(const struct app *app)
{
    return text_view(&app->doc.ed.text);
}

/* Lines from `from` down to `to`, at most `most`; -1 if it does not come. */
static int lines_between(struct app *app, struct flow_line from, struct flow_line to, int most)
{
    for (int i = 0; i <= most; i++) {
        if (from.from == to.from && from.line == to.line) {
            return i;
        }
        if (from.from > to.from || (from.from == to.from && from.line > to.line) ||
            !flow_step(&app->flow, text_of(app), &from, 1)) {
            break;
        }
    }
    return -1;
}

static void set_top(struct app *app, struct flow_line at)
{
    size_t top = flow_pos(&app->flow, text_of(app), at, 0);
    if (top != app->top) {
        app->top = top;
        app->dirty |= DIRTY_TEXT;
    }
}

void textpane_follow(struct app *app)
{
    struct text_view text = text_of(app);
    int rows = app->text_rect.rows;

    if (!app->doc.id || rows < 1) {
        return;
    }
    if (app->top > text.len) {
        app->top = text.len;
    }
    struct flow_line cursor = flow_find(&app->flow, text, app->doc.ed.cursor, NULL);
    struct flow_line top = flow_find(&app->flow, text, app->top, NULL);
    int away = lines_between(app, top, cursor, rows - 1);
    if (away >= 0) {
        set_top(app, top);
        return;
    }
    /* Beside the outline a terminal cannot scroll the text by itself, and every line scrolled is a pane repainted: leap
     * by some lines. With the whole width it can. */
    int leap = app->tree_hidden ? 0 : rows / 2 < LEAP_MOST ? rows / 2 : LEAP_MOST;
    struct flow_line next = cursor;
    int back = rows / 2;
    if (lines_between(app, cursor, top, 2) >= 0) {
        back = leap;
    } else if (lines_between(app, top, cursor, rows + 1) >= 0) {
        back = rows - 1 - leap;
    }
    flow_step(&app->flow, text, &next, -back);
    set_top(app, next);
}

void textpane_changed(struct app *app)
{
    flow_changed(&app->flow);
    marks_follow(app);
    app->hit = (struct spot){0};
    app->goal = -1;
    app->dirty |= DIRTY_TEXT;
    textpane_follow(app);
}

/* ---- moving by what is seen ---- */

static void to_line(struct app *app, struct flow_line at)
{
    text_editor_goto(&app->doc.ed, flow_pos(&app->flow, text_of(app), at, app->goal));
}

static void move_lines(struct app *app, int n)
{
    struct text_editor *ed = &app->doc.ed;
    int col;
    struct flow_line at = flow_find(&app->flow, text_of(app), ed->cursor, &col);
    size_t before = ed->cursor;

    if (app->goal < 0) {
        app->goal = col;
    }
    int step = n < 0 ? -1 : 1;
    if (!flow_step(&app->flow, text_of(app), &at, n)) {
        /* On the last line down means its end, as up on the first means its start. */
        text_editor_goto(ed, n < 0 ? 0 : text_of(app).len);
        return;
    }
    to_line(app, at);
    /* A value that runs over several lines has one place only: go on until the cursor has moved. */
    while ((step > 0 ? ed->cursor <= before : ed->cursor >= before) &&
           flow_step(&app->flow, text_of(app), &at, step)) {
        to_line(app, at);
    }
}

static void move_page(struct app *app, int direction)
{
    int rows = app->text_rect.rows > 2 ? app->text_rect.rows - 1 : 1;
    struct flow_line top = flow_find(&app->flow, text_of(app), app->top, NULL);
    int moved = flow_step(&app->flow, text_of(app), &top, direction * rows);

    if (direction > 0 && moved) {
        /* The last page stays full. */
        struct flow_line end = top;
        int below = flow_step(&app->flow, text_of(app), &end, rows);
        if (below < rows) {
            flow_step(&app->flow, text_of(app), &top, below - rows);
        }
    }
    move_lines(app, direction * rows);
    set_top(app, top);
}

static void move_in_line(struct app *app, bool end)
{
    struct text_editor *ed = &app->doc.ed;
    struct flow_line at = flow_find(&app->flow, text_of(app), ed->cursor, NULL);
    size_t to = end ? flow_line_end(&app->flow, text_of(app), at) : flow_pos(&app->flow, text_of(app), at, 0);
    /* Pressed again: the paragraph's own end or start. */
    if (to == ed->cursor) {
        const struct flow_paragraph *p = flow_at(&app->flow, text_of(app), ed->cursor);
        to = end ? p->to : p->from;
    }
    text_editor_goto(ed, to);
}

static bool move(struct app *app, const struct key_event *k)
{
    struct text_editor *ed = &app->doc.ed;

    switch ((int)k->key) {
    case K_UP:
    case K_DOWN:
    case K_PAGE_UP:
    case K_PAGE_DOWN:
    case K_HOME:
    case K_END:
        break;
    default:
        return false;
    }
    input_before_move(&app->input, ed, k->mods);
    switch ((int)k->key) {
    case K_UP:
    case K_DOWN:
        move_lines(app, k->key == K_UP ? -1 : 1);
        break;
    case K_PAGE_UP:
    case K_PAGE_DOWN:
        move_page(app, k->key == K_PAGE_UP ? -1 : 1);
        break;
    default:
        if (k->mods & K_CTRL_MOD) {
            text_editor_goto(ed, k->key == K_HOME ? 0 : ed->text.len);
        } else {
            move_in_line(app, k->key == K_END);
        }
        app->goal = -1;
    }
    return true;
}

/* ---- keys ---- */

static bool edits(const struct key_event *k)
{
    return k->key == K_CHAR || k->key == K_ENTER || k->key == K_BACKSPACE || k->key == K_DELETE || k->key == K_PASTE;
}

static void tell_cleaned(struct app *app)
{
    const struct text_cleaning *c = &app->input.cleaned;
    size_t n = c->controls + c->bidi + c->invisible + c->invalid;
    if (n) {
        app_say(app, soan_ngettext("%zu invisible or broken character was left out of what was pasted.",
                                   "%zu invisible or broken characters were left out of what was pasted.", n), n);
    }
}

static void after_edit(struct app *app, const struct key_event *k)
{
    bool was_pending = app->doc.burst_began != 0;
    app->marks.result = false; /* who writes sees what is written */
    document_touched(&app->doc, app_now());
    textpane_changed(app);
    if (!was_pending && document_pending(&app->doc)) {
        app->dirty |= DIRTY_STATUS;
    }
    app->placed = true;
    if (k && k->key == K_PASTE) {
        tell_cleaned(app);
    }
    if (app->input.saw_other) {
        app->input.saw_other = false;
        app->dirty |= DIRTY_STATUS;
        app_say(app, _("Your computer types Vietnamese itself, so the built-in typing was switched off. "
                       "^\\ turns it on."));
    }
}

void textpane_key(struct app *app, const struct key_event *k)
{
    bool selecting = app->doc.ed.selecting, changed = false;

    if (!app->doc.id) {
        return;
    }
    if (k->key == K_TAB || k->key == K_BACKTAB) {
        app_say(app, _("A text has no tabs: F6 goes to the outline."));
        return;
    }
    if (k->key == K_ESC) {
        if (!app->doc.ed.selecting && !app->hit.section) {
            term_esc_unused();
        }
        app->input.by_shift = false;
        text_editor_select(&app->doc.ed, false);
        app->hit = (struct spot){0};
        app->dirty |= DIRTY_TEXT;
        return;
    }
    if (k->key == K_ENTER && app->hit.section && app->hit_suggestion && suggest_decide(app)) {
        return;
    }
    if (k->key == K_ENTER && !app->doc.ed.selecting && (figures_at_cursor(app) || note_at_cursor(app))) {
        return;
    }
    if (edits(k) && suggest_by_typing(app, k)) {
        return;
    }
    if (edits(k) && !presence_may_type(app)) {
        return;
    }
    if (input_edit(&app->input, &app->doc.ed, k, &changed)) {
        if (changed) {
            after_edit(app, k);
            return;
        }
        app->goal = -1;
    } else if (!move(app, k)) {
        return;
    }
    app->placed = true;
    textpane_follow(app);
    if (selecting || app->doc.ed.selecting || app->hit.section) {
        app->hit = (struct spot){0};
        app->dirty |= DIRTY_TEXT;
    }
}

static void change_case(struct app *app, bool upper)
{
    struct text_editor *ed = &app->doc.ed;
    struct text out = {0};
    size_t from, to;

    if (!text_editor_selection(ed, &from, &to)) {
        app_say(app, _("Select the words first: F8, then the arrows."));
        return;
    }
    struct text_view words = text_view_part(text_of(app), from, to);
    /* Keys of figures are not words. */
    struct soan_token t;
    for (size_t pos = 0; soan_token_next(words, pos, &t); pos = t.to) {
        struct text_view part = text_view_part(words, t.from, t.to);
        if (t.kind != SOAN_TOKEN_TEXT) {
            text_append(&out, part);
        } else if (upper) {
            text_upper(part, &out);
        } else {
            text_lower(part, &out);
        }
    }
    text_editor_break_group(ed);
    text_editor_replace(ed, from, to, text_view(&out));
    text_editor_break_group(ed);
    /* Still selected, so that another case can be tried; an arrow drops it. */
    text_editor_goto(ed, from);
    text_editor_select(ed, true);
    text_editor_goto(ed, from + out.len);
    app->input.by_shift = true;
    text_free(&out);
}

/* Whole paragraphs put behind the last one stand there as paragraphs. */
static void paste(struct text_editor *ed, struct text_view clip)
{
    struct text_view text = text_view(&ed->text);
    bool whole = clip.len && clip.bytes[clip.len - 1] == '\n';

    if (whole && !ed->selecting && ed->cursor == text.len && text.len && text.bytes[text.len - 1] != '\n') {
        struct text lines = {0};
        text_append_char(&lines, '\n');
        text_append(&lines, text_view_part(clip, 0, clip.len - 1));
        text_editor_paste(ed, text_view(&lines), NULL);
        text_free(&lines);
    } else {
        text_editor_paste(ed, clip, NULL);
    }
}

void textpane_action(struct app *app, enum action a)
{
    struct text_editor *ed = &app->doc.ed;
    struct text *clip = &app->input.clip;
    size_t from, to;

    if (!app->doc.id) {
        return;
    }
    input_leave_word(&app->input);
    app->dirty |= DIRTY_TEXT;
    if (a == ACT_SELECT_ALL) {
        /* As begun with Shift: an arrow without it ends the selection. */
        text_editor_select_all(ed);
        app->input.by_shift = true;
        return;
    }
    if (a == ACT_SELECT) {
        app->input.by_shift = false;
        bool on = !ed->selecting;
        text_editor_select(ed, on);
        if (on) {
            app_say(app, _("Selecting: move to the other end, then ^C copies, ^X cuts, F5 comments. "
                           "F8 or Esc ends it."));
        }
        return;
    }
    if (a == ACT_COPY) {
        if (!text_editor_selection(ed, &from, &to)) {
            app_say(app, _("Select the words first: F8, then the arrows."));
            return;
        }
        text_clear(clip);
        text_editor_copy(ed, clip);
        text_editor_select(ed, false);
        return;
    }
    if (!presence_may_type(app)) {
        return;
    }
    if (a == ACT_CUT && text_editor_selection(ed, &from, &to)) {
        text_clear(clip);
        text_editor_cut(ed, clip);
    } else if (a == ACT_CUT_LINE) {
        text_clear(clip);
        text_editor_cut_line(ed, clip);
    } else if (a == ACT_PASTE) {
        paste(ed, text_view(clip));
    } else if (a == ACT_UPPER || a == ACT_LOWER) {
        change_case(app, a == ACT_UPPER);
    } else if (a == ACT_CUT) {
        app_say(app, _("Select the words first: F8, then the arrows."));
    }
    after_edit(app, NULL);
}
