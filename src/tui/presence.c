/*
 * The others: who types where, whether one may type here, waiting in line, what one is to be told.
 */
#include <stdlib.h>
#include <string.h>

#include "tui/dialog.h"

enum { LOOK_MS = 2000 }; /* a process that died tells nobody: looked at so often, while somebody else is waited for */

void presence_end(struct app *app)
{
    struct presence *p = &app->presence;
    soan_lease_free(&p->here);
    mem_free(&p->held);
    p->n = p->cap = 0;
}

void presence_begin(struct app *app)
{
    struct error e = {0};

    if (app->presence.begun || app->read_only) {
        return;
    }
    /* Without it one types as ever; others do not see it, and it is tried again. */
    app->presence.begun = soan_session_begin(app->report, app->doc.id, &e);
    error_free(&e);
}

static bool others(const struct soan_lease *l)
{
    return l->held && !l->own;
}

static bool look_here(struct app *app)
{
    struct soan_lease now = {0}, *was = &app->presence.here;
    struct error e = {0};

    if (app->doc.id && !soan_lease_get(app->report, app->doc.id, &now, &e)) {
        error_free(&e);
        return false;
    }
    if (others(&now) != others(was) || now.ended != was->ended ||
        !text_view_equal(text_view(&now.member), text_view(&was->member))) {
        app->dirty |= DIRTY_HEADING;
    }
    soan_lease_free(was);
    *was = now;
    return true;
}

struct held { struct presence *p; bool changed; size_t n; };

static bool add_held(int64_t section, struct text_view member, bool own, void *arg)
{
    struct held *h = arg;
    struct presence *p = h->p;
    (void)member;
    if (own) {
        return true;
    }
    mem_grow((void **)&p->held, &p->cap, h->n + 1, sizeof(*p->held));
    h->changed = h->changed || h->n >= p->n || p->held[h->n] != section;
    p->held[h->n++] = section;
    return true;
}

static void look_everywhere(struct app *app)
{
    struct held h = {.p = &app->presence};
    struct error e = {0};

    if (!soan_lease_each(app->report, add_held, &h, &e)) {
        error_free(&e);
        return;
    }
    if (h.changed || h.n != app->presence.n) {
        app->dirty |= DIRTY_TREE;
    }
    app->presence.n = h.n;
}

static int compare(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return x < y ? -1 : x > y;
}

bool presence_others_in(const struct app *app, int64_t section)
{
    const struct presence *p = &app->presence;
    return p->n && bsearch(&section, p->held, p->n, sizeof(*p->held), compare);
}

struct writers { struct app *app; int64_t root; struct text *out; };

static bool inside(struct app *app, int64_t id, int64_t root)
{
    while (id && id != root) {
        struct soan_section s = {0};
        id = soan_section_get(app->report, id, &s, NULL) ? s.parent : 0;
        soan_section_free(&s);
    }
    return id == root;
}

static bool add_writer(int64_t section, struct text_view member, bool own, void *arg)
{
    struct writers *w = arg;
    if (!own && inside(w->app, section, w->root)) {
        text_printf(w->out, _("; %.*s is writing in it"), (int)member.len, member.bytes);
    }
    return true;
}

void presence_append_writers(struct app *app, int64_t root, struct text *out)
{
    struct writers w = {app, root, out};
    struct error e = {0};

    if (!soan_lease_each(app->report, add_writer, &w, &e)) {
        error_free(&e);
    }
}

/* The section waited for may have come, or may have been left by a process that died. */
static void look_at_line(struct app *app)
{
    struct presence *p = &app->presence;
    struct soan_lease l = {0};
    struct error e = {0};
    bool held = false;

    if (!p->waits) {
        return;
    }
    bool ok = soan_lease_get(app->report, p->waits, &l, &e);
    if (ok) {
        held = l.mine;
        if (!held && (!l.held || l.own || l.ended)) {
            ok = soan_lease_wait(app->report, p->waits, &held, &e);
        }
    }
    if (!ok) {
        error_free(&e);
    } else if (held) {
        struct text path = {0};
        treepane_where(app, p->waits, &path);
        app_say(app, _("It is your turn: you may type in %s now."), text_str(&path));
        term_bell();
        p->waits = 0;
        text_free(&path);
        look_here(app);
    }
    soan_lease_free(&l);
}

static void put_notice(struct app *app, const struct soan_notice *n)
{
    struct text where = {0};

    treepane_where(app, n->section, &where);
    if (strcmp(text_str(&n->kind), "taken-over") == 0) {
        app_say(app, _("%s took over %s, where no key had come for a while. Your text stands there; as it was, it is the "
                       "checkpoint “%s”."),
                text_str(&n->by), text_str(&where), text_str(&n->text));
    } else if (strcmp(text_str(&n->kind), "approval") == 0) {
        app_say(app, _("What you approved was changed by %s: %s (%s). Menu, Sign-off, Who approved shows the change."),
                text_str(&n->by), text_str(&where), text_str(&n->text));
    } else {
        app_say(app, _("%s asks you to write %s."), text_str(&n->by), text_str(&where));
    }
    text_free(&where);
}

static void tell_notice(struct app *app)
{
    struct presence *p = &app->presence;
    struct soan_notice n = {0};
    struct error e = {0};

    if (p->notice || app->read_only) {
        return;
    }
    p->waiting = app->message.len > 0; /* what stands there is read first */
    if (p->waiting) {
        return;
    }
    if (!soan_notice_get(app->report, &n, &e)) {
        error_free(&e);
        return;
    }
    if (n.id) {
        put_notice(app, &n);
        p->notice = n.id;
    }
    soan_notice_free(&n);
}

void presence_told(struct app *app)
{
    struct error e = {0};

    if (app->presence.notice && !soan_notice_told(app->report, app->presence.notice, &e)) {
        error_free(&e);
    }
    app->presence.notice = 0;
}

void presence_look(struct app *app)
{
    app->presence.looked = app_now();
    if (!look_here(app)) {
        return;
    }
    look_everywhere(app);
    look_at_line(app);
    tell_notice(app);
}

void presence_tick(struct app *app)
{
    const struct presence *p = &app->presence;
    bool somebody = others(&p->here) || p->n || p->waits || (p->waiting && !app->message.len);

    if (somebody && app_now() - p->looked >= LOOK_MS) {
        presence_look(app);
    }
}

/* ---- typing where somebody else does ---- */

enum way { WAY_WAIT, WAY_LEAVE_LINE, WAY_SUGGEST, WAY_COMMENT, WAY_TAKE, WAY_NOT_YET, WAYS };

struct held_dialog {
    const struct soan_lease *lease;
    enum way way[WAYS];
    size_t n;
};

static void way_row(void *arg, size_t i, int cols, struct text *out)
{
    static const char *const rows[] = {
        [WAY_WAIT] = N_("Wait in line: you are told when it is your turn"),
        [WAY_LEAVE_LINE] = N_("Wait no longer"),
        [WAY_SUGGEST] = N_("Suggest other words here"),
        [WAY_COMMENT] = N_("Leave a comment"),
        [WAY_TAKE] = N_("Take the section over"),
    };
    const struct held_dialog *d = arg;
    struct text left = {0};
    (void)cols;

    if (d->way[i] != WAY_NOT_YET) {
        text_append_str(out, _(rows[d->way[i]]));
        return;
    }
    soan_duration_tell(d->lease->take_over_in, &left);
    text_printf(out, _("(It may be taken over after %s more without a key)"), text_str(&left));
    text_free(&left);
}

static void tell_lease(void *arg, size_t i, struct text *out)
{
    const struct held_dialog *d = arg;
    struct text idle = {0};
    time_t since = (time_t)d->lease->since;
    struct tm t;
    (void)i;

    localtime_r(&since, &t);
    soan_duration_tell(d->lease->idle, &idle);
    text_printf(out, _("Since %02d:%02d, last key %s ago."), t.tm_hour, t.tm_min, text_str(&idle));
    if (d->lease->place) {
        text_printf(out, _(" You are number %zu in line."), d->lease->place);
    } else if (d->lease->waiting) {
        text_printf(out, soan_ngettext(" %zu member waits.", " %zu members wait.", d->lease->waiting), d->lease->waiting);
    }
    text_free(&idle);
}

static void wait_in_line(struct app *app)
{
    struct soan_lease l = {0};
    struct error e = {0};
    bool held = false;

    presence_begin(app);
    if (!soan_lease_wait(app->report, app->doc.id, &held, &e) || !soan_lease_get(app->report, app->doc.id, &l, &e)) {
        app_fail(app, &e);
        return;
    }
    app->presence.waits = app->doc.id;
    if (held) {
        look_at_line(app);
    } else {
        app_say(app, _("You are number %zu in line and are told when it is your turn; read on or write elsewhere."), l.place);
    }
    soan_lease_free(&l);
}

static void take_over(struct app *app)
{
    struct error e = {0};

    presence_begin(app);
    if (soan_lease_take(app->report, app->doc.id, &e)) {
        app_say(app, _("The section is yours; what %s had written is a checkpoint in its history."),
                text_str(&app->presence.here.member));
    } else {
        app_fail(app, &e);
    }
    look_here(app);
}

static void go_way(struct app *app, enum way way)
{
    struct error e = {0};

    switch (way) {
    case WAY_WAIT:
        wait_in_line(app);
        break;
    case WAY_LEAVE_LINE:
        if (!soan_lease_release(app->report, app->doc.id, &e)) {
            app_fail(app, &e);
        }
        app->presence.waits = 0;
        break;
    case WAY_SUGGEST:
        suggest_ask(app, NULL);
        break;
    case WAY_COMMENT:
        comments_open(app);
        break;
    case WAY_TAKE:
        take_over(app);
        break;
    case WAY_NOT_YET:
    case WAYS:
        break;
    }
}

static void ask(struct app *app)
{
    const struct soan_lease *here = &app->presence.here;
    struct held_dialog d = {.lease = here};
    struct text title = {0};

    d.way[d.n++] = here->place ? WAY_LEAVE_LINE : WAY_WAIT;
    d.way[d.n++] = WAY_COMMENT;
    d.way[d.n++] = here->take_over_in ? WAY_NOT_YET : WAY_TAKE;
    d.way[d.n++] = WAY_SUGGEST;
    text_printf(&title, _("%s is writing this section"), text_str(&here->member));
    struct list l = {.title = text_str(&title), .keys = _("Enter chooses  Esc reads on"), .n = d.n, .row = way_row,
                     .detail = tell_lease, .arg = &d};
    enum way way = list_run(app, &l) ? d.way[l.cursor] : WAY_NOT_YET;
    text_free(&title);
    go_way(app, way);
}

bool presence_may_type(struct app *app)
{
    if (!app_may(app, SOAN_RIGHT_TEXT) || signoff_locks(app)) {
        return false;
    }
    if (app->presence.looked && (!others(&app->presence.here) || app->presence.here.ended)) {
        return true;
    }
    presence_look(app); /* he may have left this moment */
    if (!others(&app->presence.here) || app->presence.here.ended) {
        return true;
    }
    ask(app);
    return false;
}

/* ---- who is here ---- */

struct people {
    struct app *app;
    struct soan_presence *item;
    struct text *name;
    size_t n, item_cap, name_cap;
};

static bool add_person(const struct soan_presence *s, void *arg)
{
    struct people *p = arg;
    mem_grow((void **)&p->item, &p->item_cap, p->n + 1, sizeof(*p->item));
    mem_grow((void **)&p->name, &p->name_cap, p->n + 1, sizeof(*p->name));
    p->name[p->n] = text_copy(s->member);
    p->item[p->n++] = *s;
    return true;
}

static void person_row(void *arg, size_t i, int cols, struct text *out)
{
    const struct people *p = arg;
    const struct soan_presence *s = &p->item[i];
    struct text path = {0};
    (void)cols;

    text_printf(out, "%-10s ", text_str(&p->name[i]));
    if (s->section && soan_section_path(p->app->report, s->section, &path, NULL)) {
        text_printf(out, s->writing ? _("writing %s") : _("in %s"), text_str(&path));
    }
    text_free(&path);
}

static void person_detail(void *arg, size_t i, struct text *out)
{
    const struct people *p = arg;
    const struct soan_presence *s = &p->item[i];
    time_t since = (time_t)s->since;
    struct text idle = {0}, where = {0};
    struct tm t;

    localtime_r(&since, &t);
    soan_duration_tell(s->idle, &idle);
    text_printf(out, _("Here since %02d:%02d, last key %s ago."), t.tm_hour, t.tm_min, text_str(&idle));
    if (s->section) {
        treepane_where(p->app, s->section, &where);
        text_printf(out, "\n%s", text_str(&where));
    }
    text_free(&idle);
    text_free(&where);
}

void presence_who(struct app *app)
{
    struct people p = {.app = app};
    struct error e = {0};

    presence_begin(app);
    if (!soan_presence_each(app->report, add_person, &p, &e)) {
        app_fail(app, &e);
    } else if (!p.n) {
        app_say(app, _("Nobody is here who may write."));
    } else {
        struct list l = {.title = _("Who is here"), .keys = _("Enter goes there  Esc closes"), .n = p.n,
                         .row = person_row, .detail = person_detail, .arg = &p};
        if (list_run(app, &l) && p.item[l.cursor].section) {
            struct spot to = {.section = p.item[l.cursor].section, .in_title = true};
            app_go(app, &to);
        }
    }
    for (size_t i = 0; i < p.n; i++) {
        text_free(&p.name[i]);
    }
    mem_free(&p.item);
    mem_free(&p.name);
}
