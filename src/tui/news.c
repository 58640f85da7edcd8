/*
 * What is new for this member: a list by section, from one to the next, and what exactly changed. Looking clears it.
 */
#include <stdlib.h>

#include "soan/review.h"
#include "tui/history.h"

struct item {
    int64_t section, since;
    struct text where, told;
};

struct news {
    struct app *app;
    struct item *item;
    size_t n, cap;
};

static void news_free(struct news *l)
{
    for (size_t i = 0; i < l->n; i++) {
        text_free(&l->item[i].where);
        text_free(&l->item[i].told);
    }
    mem_free(&l->item);
    l->n = l->cap = 0;
}

static bool add(const struct soan_news *n, void *arg)
{
    static const char *const words[] = {
        [SOAN_NEWS_TEXT] = N_("text"), [SOAN_NEWS_FIGURE] = N_("figures"), [SOAN_NEWS_COMMENT] = N_("comments"),
        [SOAN_NEWS_STATE] = N_("sign-off"),
    };
    struct news *l = arg;
    mem_grow((void **)&l->item, &l->cap, l->n + 1, sizeof(*l->item));
    struct item *x = &l->item[l->n++];
    *x = (struct item){.section = n->section, .since = n->since};
    treepane_where(l->app, n->section, &x->where);
    for (size_t i = 0; i < SOAN_NEWS_KINDS; i++) {
        if (n->count[i]) {
            text_printf(&x->told, "%s%s", x->told.len ? ", " : "", _(words[i]));
        }
    }
    text_printf(&x->told, "  %.*s ", (int)n->members.len, n->members.bytes);
    when_short(n->at, &x->told);
    return true;
}

static bool load(struct news *l)
{
    struct error e = {0};
    news_free(l);
    if (soan_news_each(l->app->report, add, l, &e)) {
        return true;
    }
    app_fail(l->app, &e);
    return false;
}

/* ---- what changed in a section ---- */

static bool add_event(const struct soan_news_event *ev, void *arg)
{
    struct text *out = arg;
    when_short(ev->at, out);
    text_append_char(out, ' ');
    soan_news_tell(ev, out);
    text_append_char(out, '\n');
    return true;
}

static void show(struct app *app, int64_t section, int64_t since)
{
    struct text head = {0}, title = {0};
    struct error e = {0};

    if (!soan_news_events(app->report, section, since, add_event, &head, &e)) {
        app_fail(app, &e);
        return;
    }
    text_append_str(&title, _("New: "));
    treepane_where(app, section, &title);
    struct changes_view v = {.title = text_str(&title), .keys = _("Esc closes"), .section = section, .from = since, .to = INT64_MAX,
                             .head = text_view(&head)};
    changes_view_run(app, &v);
    text_free(&head);
    text_free(&title);
}

void news_here(struct app *app)
{
    if (!app->doc.id || !app_settle(app)) {
        return;
    }
    if (app->news.section != app->doc.id) {
        app_say(app, _("Nothing is new here since you looked last."));
        return;
    }
    show(app, app->news.section, app->news.since);
}

/* ---- the list ---- */

static void row(void *arg, size_t i, int cols, struct text *out)
{
    const struct news *l = arg;
    const struct item *x = &l->item[i];
    int room = cols - text_width(text_view(&x->told)) - 2;

    text_ellipsize(text_view(&x->where), room > 8 ? room : 8, out);
    int used = text_width(text_view(out));
    text_printf(out, "%*s  ", room > used ? room - used : 0, "");
    text_append(out, text_view(&x->told));
}

static bool other(const struct key_event *k)
{
    return k->key == K_TAB || k->key == K_INSERT;
}

/* Everything up to here is read; what comes later is new again. */
static bool read_all(struct app *app)
{
    struct error e = {0};
    int64_t rev;

    if (!app_may(app, SOAN_RIGHT_STAND)) {
        return false;
    }
    if (!soan_report_rev(app->report, &rev, &e) || !soan_news_seen(app->report, 0, rev, &e)) {
        app_fail(app, &e);
        return false;
    }
    app->news.section = 0;
    app_refresh(app);
    app_say(app, _("Everything is marked as read."));
    return true;
}

void news_open(struct app *app)
{
    struct news l = {.app = app};
    struct text title = {0};
    struct list list = {.keys = _("Enter goes there  Tab: what changed  Ins: all of it is read  Esc closes"), .full = true,
                        .row = row, .other = other, .arg = &l};
    bool going = true;

    if (!app_settle(app)) {
        return;
    }
    while (going && load(&l)) {
        if (!l.n) {
            app_say(app, _("Nothing is new since you looked last."));
            break;
        }
        text_clear(&title);
        text_printf(&title, _("New for you: %zu"), l.n);
        list.title = text_str(&title);
        list.n = l.n;
        if (!list_run(app, &list) || list.cursor >= l.n) {
            break;
        }
        const struct item *x = &l.item[list.cursor];
        if (list.key.key == K_TAB) {
            show(app, x->section, x->since);
        } else {
            going = false;
            if (list.key.key == K_INSERT) {
                read_all(app);
            } else {
                app->trail = TRAIL_NEWS;
                app_go(app, &(struct spot){.section = x->section});
            }
        }
    }
    news_free(&l);
    text_free(&title);
}

void news_next(struct app *app, bool back)
{
    struct news l = {.app = app};
    struct spots s = {0};

    if (!load(&l)) {
        return;
    }
    for (size_t i = 0; i < l.n; i++) {
        if (l.item[i].section != app->doc.id) {
            spots_add(&s, (struct spot){.section = l.item[i].section});
        }
    }
    spots_step(app, &s, back, _("New"));
    mem_free(&s.item);
    news_free(&l);
}

/* ---- looking ---- */

void news_meet(struct app *app)
{
    struct error e = {0};
    bool any = false;

    if (app->news.section == app->doc.id) {
        return;
    }
    app->news.section = 0;
    if (!app->doc.id || !soan_news_any(app->report, app->doc.id, &any, &e) ||
        (any && !soan_news_since(app->report, app->doc.id, &app->news.since, &e))) {
        error_free(&e);
    } else if (any) {
        app->news.section = app->doc.id;
    }
}

void news_looked(struct app *app)
{
    struct error e = {0};
    bool any = false;

    if (!app->doc.id || app->read_only) {
        return;
    }
    news_meet(app);
    /* To lose it is no harm: it is new once more. */
    if (!soan_news_any(app->report, app->doc.id, &any, &e) ||
        (any && !soan_news_seen(app->report, app->doc.id, app->rev, &e))) {
        error_free(&e);
    }
}
