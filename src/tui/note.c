/*
 * Footnotes in the text: making one, and going from its mark to its words and back.
 */
#include "tui/app.h"

static bool is_blank(char c)
{
    return c == ' ' || c == '\n';
}

/* The number that sticks to the word at the cursor; false if none does. */
static bool glued_at(struct text_view text, size_t cursor, size_t *at, size_t *to)
{
    size_t from = cursor, end = cursor;
    while (from > 0 && !is_blank(text.bytes[from - 1])) {
        from--;
    }
    while (end < text.len && !is_blank(text.bytes[end])) {
        end++;
    }
    return soan_note_glued(text, from, at, to) && *to <= end;
}

void note_insert(struct app *app)
{
    struct text_editor *ed = &app->doc.ed;
    struct text_changes c = {0};
    size_t from = ed->cursor, to = ed->cursor, cursor = 0;

    if (!app->doc.id || !app_may(app, SOAN_RIGHT_TEXT)) {
        return;
    }
    if (!text_editor_selection(ed, &from, &to) && !glued_at(text_view(&ed->text), ed->cursor, &from, &to)) {
        from = to = ed->cursor;
    }
    bool glued = ed->selecting == false && to > from;
    if (!soan_note_make(text_view(&ed->text), glued ? from : to, glued ? to - from : 0, TEXT_LIT(""), &c, &cursor)) {
        app_say(app, _("A footnote has no footnotes: move the cursor into the text."));
        return;
    }
    input_leave_word(&app->input);
    text_editor_select(ed, false);
    text_editor_break_group(ed);
    for (size_t i = 0; i < c.n; i++) {
        text_editor_replace(ed, c.item[i].pos, c.item[i].pos + c.item[i].removed.len, text_view(&c.item[i].inserted));
    }
    text_editor_break_group(ed);
    text_editor_goto(ed, cursor);
    text_changes_free(&c);
    document_touched(&app->doc, app_now());
    textpane_changed(app);
    app->dirty |= DIRTY_STATUS;
    app_say(app, _("Type the footnote. ^] goes back to its mark."));
}

/* On its mark or in its words: to the other. False if there is none. */
static bool go(struct app *app)
{
    struct text_editor *ed = &app->doc.ed;
    size_t to;

    if (!app->doc.id || !soan_note_other(text_view(&ed->text), ed->cursor, &to)) {
        return false;
    }
    input_leave_word(&app->input);
    text_editor_select(ed, false);
    text_editor_goto(ed, to);
    app->goal = -1;
    app->placed = true;
    app->dirty |= DIRTY_TEXT;
    textpane_follow(app);
    return true;
}

void note_go(struct app *app)
{
    if (!go(app)) {
        app_say(app, _("No footnote here: put the cursor on the mark of one, or into its words."));
    }
}

bool note_at_cursor(struct app *app)
{
    struct text_view text = text_view(&app->doc.ed.text);
    size_t from, to, cursor = app->doc.ed.cursor;
    struct soan_token t;
    bool on_mark = soan_source_atom(text, cursor, &from, &to) && soan_token_next(text, from, &t) &&
                   t.kind == SOAN_TOKEN_NOTE;
    return on_mark && go(app);
}
