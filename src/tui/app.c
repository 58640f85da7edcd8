#include <stdlib.h>
#include <string.h>

#include "soan/tui.h"
#include "tui/app.h"

msec app_now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    /* 0 stands for "never" in every field that holds a time. */
    return (msec)t.tv_sec * 1000 + t.tv_nsec / 1000000 + 1;
}

void app_say(struct app *app, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    text_clear(&app->message);
    text_vprintf(&app->message, fmt, ap);
    va_end(ap);
    app->message_bad = false;
    app->dirty |= DIRTY_KEYS;
}

void app_fail(struct app *app, struct error *e)
{
    text_clear(&app->message);
    text_append(&app->message, text_view(&e->message));
    app->message_bad = true;
    app->dirty |= DIRTY_KEYS;
    error_free(e);
}

void app_push(struct app *app, struct overlay *o)
{
    o->below = app->overlay;
    app->overlay = o;
    app->dirty |= DIRTY_OVERLAY;
}

void app_pop(struct app *app)
{
    app->overlay = app->overlay->below;
    app->dirty = DIRTY_ALL;
}

bool app_may(struct app *app, enum soan_right right)
{
    struct error e = {0};

    if (app->read_only) {
        if (!soan_report_may_write(app->report, &e) && e.status != SOAN_NOT_PERMITTED) {
            app_fail(app, &e);
            return false;
        }
        error_free(&e);
        app_say(app, _("This report can only be read here. Ask its owner for the right to write, or copy the file."));
        app->message_bad = true;
        return false;
    }
    if (!soan_role_may(app->role, right) && !soan_right_check(app->report, right, &e)) {
        app_fail(app, &e);
        return false;
    }
    return true;
}

/* Who is in the program is told at once what became of him. */
static void look_at_role(struct app *app)
{
    struct error e = {0};
    enum soan_role was = app->role;

    if (!soan_report_role(app->report, &app->role, &e)) {
        error_free(&e);
    } else if (app->role == SOAN_ROLE_NONE && app->role != was) {
        app_say(app, _("You are no longer a member of this report: what you type is not kept from now on."));
        app->message_bad = true;
    } else if (app->role != was) {
        app_say(app, _("In this report you are now: %s."), _(soan_role_name(app->role)));
    }
}

/* ---- bursts, and what others do ---- */

static void count(struct app *app)
{
    struct error e = {0};
    if (!soan_report_totals(app->report, &app->totals, &e)) {
        error_free(&e);
    }
    app->dirty |= DIRTY_STATUS;
}

int64_t app_binned(struct app *app)
{
    int64_t root = 0;
    return app->doc.id && soan_bin_root(app->report, app->doc.id, &root, NULL) ? root : 0;
}

static void tell_failure(struct app *app)
{
    struct text title = {0};

    text_clear(&app->message);
    if (app_binned(app)) {
        treepane_heading(app, &app->doc.section, &title);
        text_printf(&app->message, _("Not kept yet: “%s” was moved to the bin. ^Q offers to restore it."), text_str(&title));
    } else {
        text_printf(&app->message, _("Not kept yet: %s; ^Q shows the ways out"), text_str(&app->doc.failure.message));
    }
    text_free(&title);
    app->message_bad = true;
    app->dirty |= DIRTY_STATUS | DIRTY_KEYS;
}

static bool commit(struct app *app)
{
    if (!document_pending(&app->doc)) {
        return true;
    }
    size_t length = app->doc.ed.text.len;
    presence_begin(app);
    if (!document_commit(&app->doc, app->report, app_now())) {
        tell_failure(app);
        return false;
    }
    app->kept_at = time(NULL);
    app->dirty |= DIRTY_STATUS;
    if (app->doc.aside) {
        app->doc.aside = false;
        app_say(app, _("Another member writes here now. Your last words did not fit into the text and are kept as a comment "
                       "on this section: F5 shows it."));
        app->message_bad = true;
    } else if (app->doc.joined) {
        app->doc.joined = false;
        app_say(app, _("Another member changed the same words: both versions stand here, one below the other."));
    }
    if (length != app->doc.ed.text.len) {
        marks_load(app);
        textpane_changed(app);
    } else {
        marks_settle(app);
    }
    return true;
}

bool app_settle(struct app *app)
{
    return commit(app);
}

void app_refresh(struct app *app)
{
    struct error e = {0};

    if (!soan_values_load(app->report, &app->values, &e)) {
        app_fail(app, &e);
    }
    app->flow.lookup_arg = app->values;
    flow_forget(&app->flow);
    marks_load(app);
    if (app->doc.id && !document_refresh_heading(&app->doc, app->report, &e)) {
        error_free(&e);
    }
    if (!tree_reload(&app->tree, &e)) {
        app_fail(app, &e);
    }
    if (!typing_load_style(app, &e)) {
        error_free(&e);
    }
    look_at_role(app);
    count(app);
    app->dirty = DIRTY_ALL;
}

/* The open section was put into the bin by somebody: the nearest that is left is opened. */
static void leave_removed(struct app *app)
{
    const struct soan_section *s = tree_current(&app->tree);
    document_close(&app->doc);
    marks_load(app);
    if (s && app_open_section(app, s->id, 0)) {
        app_say(app, _("Another member moved the section to the bin; it can be put back from there."));
    }
}

static void take_in_others(struct app *app)
{
    struct error e = {0};
    bool changed = false, text_changed = false;
    int64_t rev = 0;

    app->polled = app_now();
    if (!soan_report_poll(app->report, &changed, &e)) {
        error_free(&e);
        return;
    }
    if (!changed) {
        presence_tick(app);
        return;
    }
    if (!commit(app)) {
        app_refresh(app); /* what others did is shown all the same */
        return;
    }
    presence_look(app);
    /* Where somebody stands is no news of the report itself. */
    if (!soan_report_rev(app->report, &rev, &e)) {
        error_free(&e);
    } else if (rev == app->rev) {
        return;
    }
    app->rev = rev;
    size_t top = app->top;
    if (app->doc.id && !document_merge(&app->doc, app->report, &text_changed, &e)) {
        bool gone = e.status == SOAN_NO_INPUT;
        error_free(&e);
        app_refresh(app);
        if (gone) {
            leave_removed(app);
        }
        return;
    }
    app_refresh(app);
    app->top = top;
    if (text_changed) {
        textpane_changed(app);
    }
}

/* Counts and the member's place, when the hands rest: a key never waits for them. */
static void rest(struct app *app)
{
    struct error e = {0};

    news_looked(app);
    if (app->doc.id && document_refresh_heading(&app->doc, app->report, &e) && tree_reload(&app->tree, &e)) {
        app->dirty |= DIRTY_TREE;
    }
    error_free(&e);
    count(app);
    place_save(app);
    app->placed = false;
}

/* What the clock demands; returns how long the keyboard may be waited for. */
static int on_time(struct app *app)
{
    msec now = app_now();
    if (!app->report) {
        if (now - app->polled >= SHELF_POLL_MS) {
            app->polled = now;
            app->idle(app);
        }
        return POLL_MS;
    }
    int due = document_due(&app->doc, now);

    if (due == 0) {
        commit(app);
        due = document_due(&app->doc, app_now());
    }
    if (!app->presence.looked) {
        presence_look(app); /* the screen is drawn already */
    }
    if (now - app->polled >= POLL_MS) {
        presence_begin(app);
        take_in_others(app);
    }
    if (due < 0 && app->placed && now - app->last_key >= REST_MS) {
        rest(app);
    }
    if (app->work && app->work(app, app->work_arg)) {
        return 0;
    }
    return due >= 0 && due < POLL_MS ? due : POLL_MS;
}

bool app_next(struct app *app, struct key_event *k)
{
    while (!app->hung_up) {
        bool got = term_next(0, k);
        if (!got) {
            remarks_look(app);
            screen_draw(app);
            got = term_next(on_time(app), k);
        } else if (document_due(&app->doc, app_now()) == 0) {
            commit(app);
        }
        if (!got) {
            continue;
        }
        if (k->key == K_RESIZE) {
            screen_layout(app);
            if (term_ascii() && !app->told_wide) {
                app->told_wide = true;
                app_say(app, _("This terminal takes two columns for signs such as “…” and for some letters. Lines are "
                               "drawn in plain signs; in PuTTY switch off “Treat CJK ambiguous characters as wide”."));
            }
            continue;
        }
        if (k->key == K_HANGUP) {
            app->hung_up = true;
            break;
        }
        /* Nobody types into what cannot be seen; leaving works all the same. */
        if (screen_too_small() && action_of_key(k, IN_TEXT) != ACT_LEAVE) {
            continue;
        }
        if (app->message.len) {
            text_clear(&app->message);
            app->dirty |= DIRTY_KEYS;
        }
        presence_told(app);
        app->dirty |= DIRTY_CURSOR;
        app->last_key = app_now();
        return true;
    }
    app->leaving = true;
    return false;
}

/* ---- going about ---- */

void app_focus(struct app *app, enum pane pane)
{
    if (pane == PANE_TREE && app->tree_hidden) {
        app->tree_hidden = false;
        screen_layout(app);
    }
    input_leave_word(&app->input);
    app->focus = pane;
    app->dirty |= DIRTY_KEYS | DIRTY_TREE | DIRTY_TEXT;
}

bool app_open_section(struct app *app, int64_t id, size_t cursor)
{
    struct error e = {0};

    if (!app_settle(app)) {
        return false;
    }
    if (!document_open(&app->doc, app->report, id, cursor, &e)) {
        app_fail(app, &e);
        return false;
    }
    flow_changed(&app->flow);
    marks_load(app);
    news_meet(app);
    input_leave_word(&app->input);
    app->top = 0;
    app->goal = -1;
    app->hit = (struct spot){0};
    app->hit_comment = 0;
    app->placed = true;
    textpane_follow(app);
    presence_look(app);
    app->dirty |= DIRTY_TEXT | DIRTY_HEADING | DIRTY_TREE | DIRTY_STATUS;
    return true;
}

bool app_go(struct app *app, const struct spot *to)
{
    struct error e = {0};

    if (to->section != app->doc.id) {
        if (!app_open_section(app, to->section, 0)) {
            return false;
        }
        if (!tree_reveal(&app->tree, to->section, &e)) {
            app_fail(app, &e);
        }
    } else if (!app_settle(app)) {
        return false;
    }
    if (!to->in_title) {
        text_editor_select(&app->doc.ed, false);
        text_editor_goto(&app->doc.ed, to->from);
    }
    app->hit = *to;
    app->hit_suggestion = app->hit_comment = 0;
    app->goal = -1;
    app->placed = true;
    textpane_follow(app);
    app_focus(app, PANE_TEXT);
    app->dirty |= DIRTY_HEADING;
    return true;
}

/* ---- life ---- */

static bool read_children(void *arg, int64_t parent, unsigned pos, size_t limit, struct soan_section *out, size_t *n,
                          struct error *e)
{
    struct app *app = arg;
    if (!soan_section_children(app->report, parent, pos, limit, out, n, e)) {
        return false;
    }
    for (size_t i = 0; i < *n; i++) {
        if (!soan_section_signs(app->report, &out[i], e)) {
            while (*n) {
                soan_section_free(&out[--*n]);
            }
            return false;
        }
    }
    return true;
}

static bool read_section(void *arg, int64_t id, struct soan_section *out, struct error *e)
{
    struct app *app = arg;
    if (!soan_section_get(app->report, id, out, e)) {
        return false;
    }
    if (!soan_section_signs(app->report, out, e)) {
        soan_section_free(out);
        return false;
    }
    return true;
}

bool app_load_title(struct app *app, struct error *e)
{
    if (!soan_report_get(app->report, "title", &app->title, e)) {
        return false;
    }
    if (!app->title.len) {
        const char *slash = strrchr(app->path, '/');
        struct text name = {0};
        text_append_str(&name, slash ? slash + 1 : app->path);
        text_clean_line(text_view(&name), &app->title, NULL);
        text_free(&name);
    }
    app->dirty |= DIRTY_STATUS;
    return true;
}

static bool app_start(struct app *app, struct error *e)
{
    app->goal = -1;
    app->read_only = soan_report_read_only(app->report);
    input_init(&app->input);
    flow_init(&app->flow, soan_values_lookup, NULL);
    tree_init(&app->tree, (struct tree_source){read_children, read_section, app}, 3);
    if (!soan_report_role(app->report, &app->role, e) || !app_load_title(app, e) || !typing_load_style(app, e) ||
        !soan_values_load(app->report, &app->values, e)) {
        return false;
    }
    app->flow.lookup_arg = app->values;
    screen_layout(app);
    count(app);
    app->polled = app_now();
    app->kept_at = time(NULL);
    struct error why = {0};
    if (!soan_report_may_write(app->report, &why) && why.status != SOAN_NOT_PERMITTED) {
        app_fail(app, &why); /* not the person's fault: said before the first key */
    }
    error_free(&why);
    return soan_report_rev(app->report, &app->rev, e) && place_load(app, e);
}

static void app_end(struct app *app)
{
    presence_end(app);
    document_close(&app->doc);
    marks_free(&app->marks);
    remarks_free(&app->remarks);
    flow_free(&app->flow);
    tree_free(&app->tree);
    input_free(&app->input);
    soan_values_free(&app->values);
    text_free(&app->title);
    text_free(&app->words);
    text_free(&app->message);
    mem_free(&app->hits.item);
    mem_free(&app->findings.item);
}

static void handle(struct app *app, const struct key_event *k)
{
    if (app->moving) {
        branch_move_key(app, k);
        return;
    }
    enum action a = action_of_key(k, app->focus == PANE_TREE ? IN_TREE : IN_TEXT);
    if (a != ACT_NONE && a != ACT_SECTION_OPEN && a != ACT_SECTION_FOLD) {
        command_run(app, a);
    } else if (app->focus == PANE_TREE) {
        treepane_key(app, k);
    } else {
        textpane_key(app, k);
    }
}

/* The line went away with words that could not be committed: they go into a file beside the report. */
static void rescue(struct app *app)
{
    struct text name = {0};
    struct error e = {0};

    text_printf(&name, "%s.%lld.rescued.txt", app->path, (long long)app->doc.id);
    struct file_out *f = file_out_open(text_str(&name), &e);
    if (f) {
        file_out_write(f, text_view(&app->doc.ed.text));
        if (!file_out_commit(&f, &e)) {
            file_out_discard(&f);
        }
    }
    error_free(&e);
    text_free(&name);
}

unsigned app_place(const struct app *app)
{
    return !app->report ? IN_SHELF : app->focus == PANE_TREE ? IN_TREE : IN_TEXT;
}

bool app_edit(struct soan_report *r, const char *path, bool *hung_up, struct error *e)
{
    struct app app = {.report = r, .path = path, .dirty = DIRTY_ALL};
    struct key_event k;
    bool ok = app_start(&app, e);
    while (ok && !app.leaving && app_next(&app, &k)) {
        handle(&app, &k);
    }
    if (ok && !commit(&app) && app.hung_up) {
        rescue(&app);
    }
    if (ok) {
        place_save(&app);
    }
    *hung_up = app.hung_up;
    app_end(&app);
    return ok;
}

bool soan_tui_run(struct soan_report *r, const char *path, struct error *e)
{
    bool hung_up;
    if (!term_open(e)) {
        return false;
    }
    bool ok = app_edit(r, path, &hung_up, e);
    term_close();
    return ok;
}
