/*
 * Comments of the open section: read, answered, settled, begun on the selected words.
 */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "soan/review.h"
#include "tui/dialog.h"

struct thread {
    struct soan_comment *item;
    size_t n, cap;
};

static bool add(const struct soan_comment *c, void *arg)
{
    struct thread *t = arg;
    mem_grow((void **)&t->item, &t->cap, t->n + 1, sizeof(*t->item));
    soan_comment_copy(&t->item[t->n++], c);
    return true;
}

static void thread_free(struct thread *t)
{
    for (size_t i = 0; i < t->n; i++) {
        soan_comment_free(&t->item[i]);
    }
    mem_free(&t->item);
    t->n = t->cap = 0;
}

static void row(void *arg, size_t i, int cols, struct text *out)
{
    const struct thread *t = arg;
    const struct soan_comment *c = &t->item[i];
    time_t at = (time_t)c->at;
    struct tm tm;
    (void)cols;

    localtime_r(&at, &tm);
    if (c->parent) {
        text_append_str(out, "    ");
    } else {
        text_append_str(out, c->resolved ? (term_ascii() ? "x " : "✓ ") : "  ");
    }
    text_printf(out, "%s %02d/%02d %02d:%02d: ", text_str(&c->author), tm.tm_mday, tm.tm_mon + 1, tm.tm_hour,
                tm.tm_min);
    if (c->quote.len && !c->parent) {
        text_printf(out, "“%s” ", text_str(&c->quote));
    }
    text_append(out, text_view(&c->body));
}

static void detail(void *arg, size_t i, struct text *out)
{
    static const char *const states[] = {
        [SOAN_ANCHOR_SECTION] = N_("on the whole section"), [SOAN_ANCHOR_FIGURE] = N_("on a figure"), [SOAN_ANCHOR_IN_PLACE] = N_("in its place"),
        [SOAN_ANCHOR_MOVED] = N_("the words have moved"), [SOAN_ANCHOR_CHANGED] = N_("the words were changed"),
        [SOAN_ANCHOR_DELETED] = N_("the words were deleted"),
    };
    const struct thread *t = arg;
    const struct soan_comment *c = &t->item[i];

    if (!c->parent) {
        text_printf(out, "[%s] ", _(states[soan_anchor_state(c)]));
    }
    text_append(out, text_view(&c->body));
}

static bool other(const struct key_event *k)
{
    return k->key == K_INSERT || k->key == K_DELETE || k->key == K_F5;
}

/* A new comment on [from, to) of the open section, from == to: on the section. */
static void begin(struct app *app, size_t from, size_t to)
{
    struct soan_comment c = {.section = app->doc.id, .from = from, .to = to, .anchored = from < to};
    struct text_view quote = text_view_part(text_view(&app->doc.ed.text), from, to);
    struct text about = {0};
    struct error e = {0};
    int64_t id, rev = app->doc.rev;

    c.quote = text_copy(quote);
    if (quote.len) {
        struct text words = {0};
        text_ellipsize(quote, 120, &words);
        text_printf(&about, _("On: “%s”"), text_str(&words));
        text_free(&words);
    } else {
        text_append_str(&about, _("On the whole section. Select words first to comment on them."));
    }
    struct prompt p = {.title = _("New comment"), .about = text_view(&about)};
    if (dialog_prompt(app, &p, &c.body) && c.body.len) {
        bool stands = rev == app->doc.rev && app_settle(app);
        if (!stands && c.anchored) {
            /* Others typed meanwhile: the words are looked for, never guessed. */
            if (soan_review_comment(app->report, app->doc.id, text_view(&c.quote), text_view(&c.body), &id, &e)) {
                app_say(app, _("Comment kept."));
            }
        } else if (soan_comment_add(app->report, &c, &id, &e)) {
            app_say(app, _("Comment kept."));
        }
        if (e.message.len) {
            app_fail(app, &e);
        } else {
            text_editor_select(&app->doc.ed, false);
            app->trail = TRAIL_COMMENTS;
            struct text said = text_take(&app->message);
            app_refresh(app);
            app->message = said;
        }
    }
    soan_comment_free(&c);
    text_free(&about);
}

static void reply(struct app *app, const struct soan_comment *to)
{
    struct text about = {0}, body = {0};
    struct error e = {0};
    int64_t id;

    text_printf(&about, "%s: %s", text_str(&to->author), text_str(&to->body));
    struct prompt p = {.title = _("Reply"), .about = text_view(&about)};
    if (dialog_prompt(app, &p, &body) && body.len &&
        !soan_review_reply(app->report, to->parent ? to->parent : to->id, text_view(&body), &id, &e)) {
        app_fail(app, &e);
    }
    text_free(&about);
    text_free(&body);
}

static void act(struct app *app, const struct thread *t, const struct list *l, bool *done)
{
    const struct soan_comment *c = &t->item[l->cursor];
    struct error e = {0};

    *done = false;
    if (l->key.key == K_ENTER) {
        struct spot to = {c->section, !c->anchored, c->from, c->to};
        app->trail = TRAIL_COMMENTS;
        *done = app_go(app, &to);
    } else if (l->key.key == K_INSERT) {
        begin(app, 0, 0);
    } else if (l->key.key == K_F5) {
        reply(app, c);
    } else {
        /* Opened again by the same key: settling is never the end of a comment. */
        int64_t id = c->parent ? c->parent : c->id;
        bool resolved = false;
        for (size_t i = 0; i < t->n; i++) {
            resolved = t->item[i].id == id ? t->item[i].resolved : resolved;
        }
        if (soan_comment_resolve(app->report, id, !resolved, &e)) {
            app_refresh(app);
        } else {
            app_fail(app, &e);
        }
    }
}

void comments_open(struct app *app)
{
    struct thread t = {0};
    struct error e = {0};
    struct list l = {.title = _("Comments"),
                     .keys = _("Enter goes there  Ins new  F5 reply  Del settled/open  Esc closes"), .row = row, .detail = detail, .other = other, .arg = &t};
    size_t from, to;
    bool done = false;

    if (!app->doc.id) {
        return;
    }
    if (app->focus == PANE_TEXT && text_editor_selection(&app->doc.ed, &from, &to)) {
        if (app_may(app, SOAN_RIGHT_COMMENT)) {
            begin(app, from, to);
        }
        return;
    }
    while (!done) {
        thread_free(&t);
        if (!soan_comment_each(app->report, app->doc.id, add, &t, &e)) {
            app_fail(app, &e);
            break;
        }
        if (!t.n) {
            if (app_may(app, SOAN_RIGHT_COMMENT)) {
                begin(app, 0, 0);
            }
            break;
        }
        l.n = t.n;
        if (!list_run(app, &l)) {
            break;
        }
        act(app, &t, &l, &done);
    }
    thread_free(&t);
}

static bool add_spot(const struct soan_comment *c, void *arg)
{
    if (!c->parent && !c->resolved) {
        spots_add(arg, (struct spot){c->section, !c->anchored, c->from, c->to});
    }
    return true;
}

void comments_next(struct app *app, bool back)
{
    struct spots s = {0};
    struct error e = {0};

    app->trail = TRAIL_COMMENTS;
    if (!soan_comment_each(app->report, 0, add_spot, &s, &e)) {
        app_fail(app, &e);
    } else if (!s.n) {
        app_say(app, _("No open comments."));
    } else {
        spots_step(app, &s, back, _("Comment"));
    }
    mem_free(&s.item);
}
