/*
 * What is done to sections as a whole: added, renamed, moved, put into the bin and taken out again.
 */
#include <stdlib.h>

#include "tui/app.h"
#include "tui/dialog.h"

/* The outline is another one now: everything is read again, `show` (if not 0) under the cursor. */
void branch_outline_changed(struct app *app, int64_t show)
{
    struct error e = {0};
    struct soan_section open = {0};

    if (app->doc.id && !soan_section_get(app->report, app->doc.id, &open, NULL)) {
        document_close(&app->doc);
        flow_changed(&app->flow);
        app->focus = PANE_TREE;
    }
    soan_section_free(&open);
    app_refresh(app);
    if (show && !tree_reveal(&app->tree, show, &e)) {
        app_fail(app, &e);
    }
    app->placed = true;
}

const struct soan_section *branch_subject(const struct app *app)
{
    return app->focus == PANE_TEXT && app->doc.id ? &app->doc.section : tree_current(&app->tree);
}

static void add(struct app *app, const struct soan_section *s, bool child)
{
    struct soan_place at = {0, 0};
    struct text title = {0};
    struct error e = {0};
    int64_t id;

    if (s && child) {
        struct soan_section last = {0};
        size_t n = 0;
        at.parent = s->id;
        if (s->children && soan_section_children(app->report, s->id, (unsigned)s->children, 1, &last, &n, NULL) && n) {
            at.after = last.id;
            soan_section_free(&last);
        }
    } else if (s) {
        at = (struct soan_place){s->parent, s->id};
    }
    struct text about = {0};
    if (s) {
        text_append_str(&about, child ? _("Inside: ") : _("After: "));
        treepane_heading(app, s, &about);
    }
    struct prompt p = {
        .title = child ? _("New section below") : _("New section after"),
        .about = text_view(&about),
        .unit = NULL,
    };
    if (dialog_prompt(app, &p, &title)) {
        struct text source = {0};
        soan_source_escape(text_view(&title), &source);
        if (soan_section_add(app->report, at, text_view(&source), TEXT_LIT(""), &id, &e)) {
            branch_outline_changed(app, id);
        } else {
            app_fail(app, &e);
        }
        text_free(&source);
    }
    text_free(&about);
    text_free(&title);
}

static void rename_section(struct app *app, const struct soan_section *s)
{
    struct text title = text_copy(text_view(&s->title)), about = {0};
    struct error e = {0};
    int64_t id = s->id;

    treepane_heading(app, s, &about);
    struct prompt p = {.title = _("Title of the section"), .about = text_view(&about)};
    if (dialog_prompt(app, &p, &title)) {
        if (soan_section_rename(app->report, id, text_view(&title), &e)) {
            branch_outline_changed(app, id);
        } else {
            app_fail(app, &e);
        }
    }
    text_free(&title);
    text_free(&about);
}

static void remove_section(struct app *app, const struct soan_section *s)
{
    struct text question = {0};
    struct error e = {0};
    int64_t id = s->id;

    treepane_heading(app, s, &question);
    if (s->children) {
        text_append_str(&question, _(", with all that stands below it"));
    }
    presence_append_writers(app, id, &question);
    if (dialog_confirm(app, _("Move to the bin?"), text_view(&question), _("move to the bin"))) {
        if (soan_section_remove(app->report, id, &e)) {
            branch_outline_changed(app, 0);
            app_say(app, _("Moved to the bin. ^Z brings it back, or F9, Section, Bin."));
        } else {
            app_fail(app, &e);
        }
    }
    text_free(&question);
}

/* ---- the bin ---- */

struct bin {
    struct app *app;
    int64_t *id;
    struct text *heading;
    size_t n, id_cap, heading_cap;
};

static bool bin_add(const struct soan_section *s, void *arg)
{
    struct bin *b = arg;
    mem_grow((void **)&b->id, &b->id_cap, b->n + 1, sizeof(*b->id));
    mem_grow((void **)&b->heading, &b->heading_cap, b->n + 1, sizeof(*b->heading));
    b->id[b->n] = s->id;
    b->heading[b->n] = (struct text){0};
    treepane_heading(b->app, s, &b->heading[b->n]);
    b->n++;
    return true;
}

static void bin_row(void *arg, size_t i, int cols, struct text *out)
{
    struct bin *b = arg;
    (void)cols;
    text_append(out, text_view(&b->heading[i]));
}

static void open_bin(struct app *app)
{
    struct bin b = {.app = app};
    struct error e = {0};

    if (!soan_bin_each(app->report, bin_add, &b, &e)) {
        app_fail(app, &e);
    } else if (!b.n) {
        app_say(app, _("The bin is empty."));
    } else {
        struct list l = {.title = _("Bin"), .keys = _("Enter puts it back  Esc closes"), .n = b.n, .row = bin_row,
                         .arg = &b};
        if (list_run(app, &l) && app_may(app, SOAN_RIGHT_OUTLINE)) {
            if (soan_section_restore(app->report, b.id[l.cursor], &e)) {
                branch_outline_changed(app, b.id[l.cursor]);
            } else {
                app_fail(app, &e);
            }
        }
    }
    for (size_t i = 0; i < b.n; i++) {
        text_free(&b.heading[i]);
    }
    mem_free(&b.id);
    mem_free(&b.heading);
}

void branch_action(struct app *app, enum action a)
{
    const struct soan_section *s = branch_subject(app);

    if (a == ACT_BIN) {
        open_bin(app);
        return;
    }
    if (!app_may(app, SOAN_RIGHT_OUTLINE)) {
        return;
    }
    if (a == ACT_SECTION_ADD || a == ACT_SECTION_ADD_CHILD) {
        add(app, s, a == ACT_SECTION_ADD_CHILD);
    } else if (s && a == ACT_SECTION_RENAME) {
        rename_section(app, s);
    } else if (s && a == ACT_SECTION_REMOVE) {
        remove_section(app, s);
    } else if (s && a == ACT_SECTION_MOVE) {
        branch_take(app);
    }
}

/* ---- moving a branch ---- */

/* Id of the child at place pos of parent, 0 if there is none. */
static int64_t child_id(struct app *app, int64_t parent, unsigned pos)
{
    struct soan_section s = {0};
    size_t n = 0;
    if (pos == 0 || !soan_section_children(app->report, parent, pos, 1, &s, &n, NULL) || !n) {
        return 0;
    }
    int64_t id = s.id;
    soan_section_free(&s);
    return id;
}

static void banner(struct app *app)
{
    app_say(app, _("Moving: arrows move the branch (left: out, right: into the one above). "
                   "Enter drops it, Esc puts it back."));
}

void branch_take(struct app *app)
{
    const struct soan_section *s = tree_current(&app->tree);

    app_focus(app, PANE_TREE);
    app->moving = s->id;
    app->move_step = 0;
    app->moved_from = (struct soan_place){s->parent, child_id(app, s->parent, s->pos - 1)};
    banner(app);
    app->dirty |= DIRTY_TREE;
}

/* Where an arrow would put s; false if there is no such place. */
static bool target(struct app *app, const struct soan_section *s, enum key key, struct soan_place *to)
{
    struct soan_section other = {0};

    if (key == K_UP && s->pos > 1) {
        *to = (struct soan_place){s->parent, child_id(app, s->parent, s->pos - 2)};
        return true;
    }
    if (key == K_DOWN) {
        int64_t next = child_id(app, s->parent, s->pos + 1);
        *to = (struct soan_place){s->parent, next};
        return next != 0;
    }
    if (key == K_LEFT && s->parent && soan_section_get(app->report, s->parent, &other, NULL)) {
        *to = (struct soan_place){other.parent, other.id};
        soan_section_free(&other);
        return true;
    }
    if (key == K_RIGHT && s->pos > 1) {
        int64_t into = child_id(app, s->parent, s->pos - 1);
        if (into && soan_section_get(app->report, into, &other, NULL)) {
            *to = (struct soan_place){into, child_id(app, into, (unsigned)other.children)};
            soan_section_free(&other);
            return true;
        }
    }
    return false;
}

static void move_to(struct app *app, struct soan_place to)
{
    struct error e = {0};
    if (soan_section_move_on(app->report, app->moving, to, &app->move_step, &e)) {
        branch_outline_changed(app, app->moving);
        banner(app);
    } else {
        app_fail(app, &e);
    }
}

/* As if it had not been moved at all; others may have been busy round it. */
static void put_back(struct app *app)
{
    struct error e = {0};
    int64_t id;

    if (app->move_step && soan_outline_undo(app->report, false, &id, &e)) {
        branch_outline_changed(app, app->moving);
    } else if (app->move_step) {
        error_free(&e);
        move_to(app, app->moved_from);
    }
}

void branch_move_key(struct app *app, const struct key_event *k)
{
    struct soan_section s = {0};
    struct soan_place to;
    struct error e = {0};

    if (!soan_section_get(app->report, app->moving, &s, &e)) {
        app->moving = 0;
        app_fail(app, &e);
        return;
    }
    switch ((int)k->key) {
    case K_UP:
    case K_DOWN:
    case K_LEFT:
    case K_RIGHT:
        if (target(app, &s, k->key, &to)) {
            move_to(app, to);
        } else {
            banner(app);
        }
        break;
    case K_ESC:
        put_back(app);
        app->moving = 0;
        app_say(app, _("The branch is back where it was."));
        break;
    case K_ENTER:
        app->moving = 0;
        app_say(app, _("Moved."));
        break;
    default:
        banner(app);
    }
    app->dirty |= DIRTY_TREE;
    soan_section_free(&s);
}
