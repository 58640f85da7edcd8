#include <string.h>

#include "tui/dialog.h"

/* ---- leaving ---- */

enum way { WAY_RETRY, WAY_RESTORE, WAY_FILE, WAY_BACK, WAY_DROP, WAYS };

struct unkept {
    enum way way[WAYS];
    size_t n;
};

static void unkept_row(void *arg, size_t i, int cols, struct text *out)
{
    static const char *const rows[] = {
        [WAY_RETRY] = N_("Try again to keep the last words"),
        [WAY_RESTORE] = N_("Restore this section and keep the text"),
        [WAY_FILE] = N_("Write the text of this section to another file"),
        [WAY_BACK] = N_("Go on writing"),
        [WAY_DROP] = N_("Leave without the last words"),
    };
    const struct unkept *u = arg;
    (void)cols;
    text_append_str(out, _(rows[u->way[i]]));
}

static void restore_open(struct app *app, int64_t root)
{
    struct error e = {0};
    if (soan_section_restore(app->report, root, &e)) {
        app_refresh(app);
    } else {
        app_fail(app, &e);
    }
}

/* Words that the report could not take, and what can be done about them; true once nothing is left to be kept. */
static bool ask_unkept(struct app *app, bool leaving)
{
    while (!app_settle(app)) {
        int64_t root = app_binned(app);
        struct unkept u = {0};
        for (enum way w = WAY_RETRY; w < WAYS; w++) {
            if ((w != WAY_RESTORE || root) && (w != WAY_DROP || leaving)) {
                u.way[u.n++] = w;
            }
        }
        struct list l = {.title = _("The last words are not kept yet"), .keys = _("Enter chooses  Esc goes back"),
                         .n = u.n, .row = unkept_row, .arg = &u, .cursor = root ? 1 : 0};
        if (!list_run(app, &l) || u.way[l.cursor] == WAY_BACK) {
            return false;
        }
        if (u.way[l.cursor] == WAY_RESTORE) {
            restore_open(app, root);
            if (app_settle(app)) {
                return !leaving; /* who brings a section back means to go on with it */
            }
        } else if (u.way[l.cursor] == WAY_FILE) {
            output_text(app);
        } else if (u.way[l.cursor] == WAY_DROP) {
            text_changes_free(&app->doc.ed.changes);
            return true;
        }
    }
    return true;
}

/* Nothing is to be saved, so nothing is asked; only words that the report could not take are. */
static void leave(struct app *app)
{
    app->leaving = ask_unkept(app, true) || app->leaving;
}

/* ---- small ones ---- */

static void checkpoint(struct app *app)
{
    struct text name = {0}, about = {0};
    struct error e = {0};

    if (!app->doc.id || !app_may(app, SOAN_RIGHT_TEXT)) {
        return;
    }
    when_full(time(NULL), &name);
    text_append_str(&about, _("The text is already kept. A checkpoint gives its present state a name to come back to:"));
    struct prompt p = {.title = _("Checkpoint"), .about = text_view(&about)};
    if (dialog_prompt(app, &p, &name)) {
        if (soan_checkpoint(app->report, app->doc.id, text_view(&name), &e)) {
            app_say(app, _("Checkpoint: %s"), text_str(&name));
        } else {
            app_fail(app, &e);
        }
    }
    text_free(&name);
    text_free(&about);
}

static void undo(struct app *app, bool redo)
{
    struct error e = {0};
    int64_t id;
    size_t elsewhere = 0;

    if (!app_may(app, app->focus == PANE_TREE ? SOAN_RIGHT_OUTLINE : SOAN_RIGHT_TEXT) || replace_undo(app, redo) ||
        figures_undo(app, redo)) {
        return;
    }
    if (app->focus == PANE_TREE) {
        if (soan_outline_undo(app->report, redo, &id, &e)) {
            branch_outline_changed(app, 0);
            /* What was undone may be the section's very existence. */
            if (!tree_reveal(&app->tree, id, &e)) {
                error_free(&e);
            }
        } else {
            app_fail(app, &e);
        }
        return;
    }
    if (!app->doc.id || !presence_may_type(app)) {
        return;
    }
    if (!document_undo(&app->doc, app->report, redo, &elsewhere, &e)) {
        app_fail(app, &e);
    } else if (elsewhere) {
        branch_outline_changed(app, 0);
        replace_say_undone(app, redo, elsewhere + 1);
    }
    input_leave_word(&app->input);
    app->placed = true;
    app->dirty |= DIRTY_STATUS;
    marks_load(app);
    textpane_changed(app);
}

static void put_words(struct app *app, struct text_view words)
{
    if (app->doc.id && presence_may_type(app)) {
        input_leave_word(&app->input);
        text_editor_break_group(&app->doc.ed);
        text_editor_type(&app->doc.ed, words);
        document_touched(&app->doc, app_now());
        textpane_changed(app);
        app->dirty |= DIRTY_STATUS;
    }
}

static void insert_date(struct app *app)
{
    struct text date = {0};

    when_day(time(NULL), &date);
    put_words(app, text_view(&date));
    text_free(&date);
}

static const struct { const char *sign, *name; } specials[] = {
    {"–", N_("en dash, between years or places")}, {"…", N_("ellipsis, an open blank")},
    {"“", N_("opening quotation mark")}, {"”", N_("closing quotation mark")}, {"·", N_("bullet of an item")},
    {"•", N_("large bullet")}, {"°", N_("degree")}, {"²", N_("square, as in m²")}, {"³", N_("cube, as in m³")},
    {"₫", N_("dong")}, {"±", N_("plus or minus")}, {"×", N_("times")}, {"≥", N_("at least")}, {"≤", N_("at most")},
    {"§", N_("section sign")}, {"\xC2\xA0", N_("space that never breaks")},
};

static void special_row(void *arg, size_t i, int cols, struct text *out)
{
    (void)cols;
    (void)arg;
    text_printf(out, "%s  %s", specials[i].sign, _(specials[i].name));
}

static void insert_special(struct app *app)
{
    struct list l = {.title = _("Special character"), .keys = _("Enter types it  Esc closes"),
                     .n = SOAN_ARRAY_LEN(specials), .row = special_row};
    if (list_run(app, &l)) {
        put_words(app, text_view_of(specials[l.cursor].sign));
    }
}

static bool first_step(const struct soan_step *s, void *arg)
{
    struct text *out = arg;
    time_t at = (time_t)s->at;
    struct tm t;

    localtime_r(&at, &t);
    text_printf(out, _("; last change %02d/%02d/%04d %02d:%02d by %.*s"), t.tm_mday, t.tm_mon + 1, t.tm_year + 1900,
                t.tm_hour, t.tm_min, (int)s->member.len, s->member.len ? s->member.bytes : "");
    return false;
}

static void info(struct app *app)
{
    const struct soan_section *s = branch_subject(app);
    struct text path = {0}, body = {0}, last = {0};
    struct error e = {0};

    if (s && (!soan_section_path(app->report, s->id, &path, &e) ||
              !soan_section_text(app->report, s->id, &body, NULL, &e) ||
              !soan_history_each(app->report, s->id, first_step, &last, &e) ||
              !soan_report_totals(app->report, &app->totals, &e))) {
        app_fail(app, &e);
    } else if (s) {
        app_say(app,
                _("%s: words %zu, characters %zu, blanks %lld, comments %lld%s; "
                  "whole report: sections %lld, words %lld."),
                text_str(&path), soan_source_words(text_view(&body)), text_char_count(text_view(&body)),
                (long long)s->blanks, (long long)s->comments, text_str(&last), (long long)app->totals.sections,
                (long long)app->totals.words);
    }
    text_free(&path);
    text_free(&body);
    text_free(&last);
}

static void trail_row(void *arg, size_t i, int cols, struct text *out)
{
    static const char *const rows[] = {
        [TRAIL_BLANKS] = N_("Blanks and open figures"), [TRAIL_HITS] = N_("Hits of the last search"),
        [TRAIL_COMMENTS] = N_("Open comments"), [TRAIL_FINDINGS] = N_("Findings of the last check"),
        [TRAIL_SUGGESTIONS] = N_("Suggestions to be decided"),
        [TRAIL_NEWS] = N_("What is new for you"),
    };
    (void)cols;
    (void)arg;
    text_append_str(out, _(rows[i]));
}

static void choose_trail(struct app *app)
{
    struct list l = {.title = _("^N and ^P go to"), .keys = _("Enter chooses  Esc closes"), .n = TRAIL_COUNT_, .row = trail_row,
                     .cursor = app->trail};
    if (list_run(app, &l)) {
        app->trail = (enum trail)l.cursor;
    }
}

static void toggle_tree(struct app *app)
{
    app->tree_hidden = !app->tree_hidden;
    if (app->tree_hidden) {
        app_focus(app, PANE_TEXT);
    }
    screen_layout(app);
    app->placed = true;
}

static void input_method(struct app *app)
{
    input_next_method(&app->input);
    const char *name = input_method_name(&app->input);
    app_say(app, name ? _("Built-in typing: %s. Switch off the one of your computer. ^\\ for the next.")
                      : _("Built-in typing is off."), name);
    app->placed = true;
    app->dirty |= DIRTY_STATUS;
}

/* From the menu; in the outline itself the arrows do it. */
static void in_tree(struct app *app, enum action a)
{
    const struct soan_section *s = tree_current(&app->tree);
    struct key_event k = {.key = K_ENTER};

    if (a == ACT_SECTION_FOLD) {
        k.key = s && tree_is_open(&app->tree, s) ? K_LEFT : K_RIGHT;
    }
    treepane_key(app, &k);
}

static void next(struct app *app, bool back)
{
    switch (app->trail) {
    case TRAIL_BLANKS:
        find_blank(app, back);
        break;
    case TRAIL_HITS:
        find_next(app, back);
        break;
    case TRAIL_COMMENTS:
        comments_next(app, back);
        break;
    case TRAIL_FINDINGS:
        findings_next(app, back);
        break;
    case TRAIL_SUGGESTIONS:
        suggestions_next(app, back);
        break;
    case TRAIL_NEWS:
        news_next(app, back);
        break;
    case TRAIL_COUNT_:
        break;
    }
}

/* Whatever comes, the burst before it is in the report; if it cannot be, only leaving and looking go on. */
static bool goes_unkept(enum action a)
{
    return a == ACT_LEAVE || a == ACT_COPY || a == ACT_SELECT || a == ACT_REDRAW || a == ACT_HELP || a == ACT_MENU ||
           a == ACT_BIN || a == ACT_SAVE_TEXT || a == ACT_NEXT_PANE || a == ACT_TOGGLE_TREE || a == ACT_NONE;
}

void command_run(struct app *app, enum action a)
{
    if (!goes_unkept(a) && !app_settle(app) && !ask_unkept(app, false)) {
        return;
    }
    switch (a) {
    case ACT_LEAVE: leave(app); break;
    case ACT_CHECKPOINT: checkpoint(app); break;
    case ACT_PREVIEW: preview_open(app); break;
    case ACT_LETTERHEAD: letterhead_open(app); break;
    case ACT_PRINT: output_print(app); break;
    case ACT_PRINTER: output_printer(app); break;
    case ACT_FINAL: final_print(app); break;
    case ACT_BACKUP: output_backup(app); break;
    case ACT_MEMBERS: members_open(app); break;
    case ACT_SAVE_TEXT: output_text(app); break;
    case ACT_UNDO: undo(app, false); break;
    case ACT_REDO: undo(app, true); break;
    case ACT_CUT: case ACT_COPY: case ACT_PASTE: case ACT_CUT_LINE: case ACT_SELECT: case ACT_SELECT_ALL:
    case ACT_UPPER: case ACT_LOWER:
        textpane_action(app, a);
        break;
    case ACT_FIND: find_ask(app); break;
    case ACT_REPLACE: replace_ask(app); break;
    case ACT_EDITOR: editor_open(app); break;
    case ACT_GOTO: find_goto(app); break;
    case ACT_SECTION_OPEN: case ACT_SECTION_FOLD: in_tree(app, a); break;
    case ACT_SECTION_ADD: case ACT_SECTION_ADD_CHILD: case ACT_SECTION_RENAME: case ACT_SECTION_MOVE:
    case ACT_SECTION_REMOVE: case ACT_BIN:
        branch_action(app, a);
        break;
    case ACT_SECTION_HISTORY: history_open(app); break;
    case ACT_WORD_WRITER: history_writer(app); break;
    case ACT_SECTION_INFO: info(app); break;
    case ACT_INSERT_DATE: insert_date(app); break;
    case ACT_INSERT_SPECIAL: insert_special(app); break;
    case ACT_FIGURE:
        if (!figures_bind_selection(app) && !figures_at_cursor(app) && !figures_mark_at_cursor(app)) {
            figures_ledger(app);
        }
        break;
    case ACT_INSERT_NOTE: note_insert(app); break;
    case ACT_NOTE_GO: note_go(app); break;
    case ACT_LEDGER: figures_ledger(app); break;
    case ACT_NUMBERS: figures_unbound(app); break;
    case ACT_NEXT_BLANK:
        app->trail = TRAIL_BLANKS;
        find_blank(app, false);
        break;
    case ACT_COMMENTS: comments_open(app); break;
    case ACT_SUGGEST: suggest_ask(app, NULL); break;
    case ACT_SUGGESTIONS: suggestions_open(app); break;
    case ACT_SUGGESTION:
        if (!suggest_decide(app)) {
            app_say(app, _("No suggestion stands at the cursor."));
        }
        break;
    case ACT_SUGGESTED_RESULT: marks_toggle_result(app); break;
    case ACT_CHECK: findings_open(app); break;
    case ACT_CLAIMS: findings_claims(app); break;
    case ACT_STATUS: standings_open(app); break;
    case ACT_STATE: workflow_state(app); break;
    case ACT_ASSIGN: workflow_assign(app); break;
    case ACT_APPROVE: signoff_approve(app); break;
    case ACT_REOPEN: signoff_reopen(app); break;
    case ACT_APPROVALS: signoff_approvals(app); break;
    case ACT_MILESTONES: milestones_open(app); break;
    case ACT_NEWS: news_open(app); break;
    case ACT_NEWS_HERE: news_here(app); break;
    case ACT_NEXT: next(app, false); break;
    case ACT_PREV: next(app, true); break;
    case ACT_NEXT_KIND: choose_trail(app); break;
    case ACT_NEXT_PANE: app_focus(app, app->focus == PANE_TREE ? PANE_TEXT : PANE_TREE); break;
    case ACT_TOGGLE_TREE: toggle_tree(app); break;
    case ACT_INPUT_METHOD: input_method(app); break;
    case ACT_INPUT_CHOOSE: typing_choose(app); break;
    case ACT_WHO: presence_who(app); break;
    case ACT_TONE_STYLE: typing_choose_style(app); break;
    case ACT_REDRAW:
        term_redraw();
        app->dirty = DIRTY_ALL;
        break;
    case ACT_HELP: help_open(app); break;
    case ACT_MENU: command_run(app, menu_choose(app)); break;
    case ACT_REPORT_OPEN: case ACT_REPORT_NEW: /* of the list of reports, which does them itself */
    case ACT_NONE: case ACT_COUNT_: break;
    }
}
