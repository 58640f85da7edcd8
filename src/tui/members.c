/* Who takes part in the report, and as what. Everybody may look, owners change. */
#include <stdlib.h>
#include <time.h>

#include "tui/dialog.h"

struct person {
    struct text name;
    enum soan_role role;
    int64_t since, gone;
};

struct members {
    struct person *item;
    size_t n, cap;
    enum soan_role join;              /* of who opens the report first; SOAN_ROLE_NONE: nobody may */
};

static void members_free(struct members *m)
{
    for (size_t i = 0; i < m->n; i++) {
        text_free(&m->item[i].name);
    }
    mem_free(&m->item);
    *m = (struct members){0};
}

static bool add(const struct soan_member *x, void *arg)
{
    struct members *m = arg;
    mem_grow((void **)&m->item, &m->cap, m->n + 1, sizeof(*m->item));
    m->item[m->n++] = (struct person){text_copy(text_view_of(x->name)), x->role, x->since, x->gone};
    return true;
}

static bool load(struct app *app, struct members *m, struct error *e)
{
    struct text join = {0};
    members_free(m);
    bool ok = soan_member_each(app->report, add, m, e) && soan_report_get(app->report, "join", &join, e);
    m->join = SOAN_ROLE_CLERK;
    if (join.len && !soan_role_by_name(text_view(&join), &m->join)) {
        m->join = SOAN_ROLE_NONE;
    }
    text_free(&join);
    return ok;
}

static const char *join_row(enum soan_role join)
{
    return join == SOAN_ROLE_NONE ? _("Whoever is not named here: may not open the report")
           : join == SOAN_ROLE_REVIEWER ? _("Whoever is not named here: becomes reviewer by opening it")
                                        : _("Whoever is not named here: becomes clerk by opening it");
}

static void row(void *arg, size_t i, int cols, struct text *out)
{
    const struct members *m = arg;
    struct tm t;
    (void)cols;
    if (i == m->n) {
        text_append_str(out, join_row(m->join));
        return;
    }
    const struct person *p = &m->item[i];
    time_t at = (time_t)(p->gone ? p->gone : p->since);
    localtime_r(&at, &t);
    text_append(out, text_view(&p->name));
    text_printf(out, p->gone ? _(": was %s, removed %02d/%02d/%04d") : _(": %s, since %02d/%02d/%04d"),
                _(soan_role_name(p->role)), t.tm_mday, t.tm_mon + 1, t.tm_year + 1900);
}

static bool other(const struct key_event *k)
{
    return k->key == K_INSERT || k->key == K_DELETE;
}

static void role_row(void *arg, size_t i, int cols, struct text *out)
{
    static const char *const rows[] = {
        [SOAN_ROLE_OWNER] = N_("owner: everything, members too"),
        [SOAN_ROLE_CLERK] = N_("clerk: writes, fills in, takes comments up"),
        [SOAN_ROLE_REVIEWER] = N_("reviewer: comments and suggests"),
        [SOAN_ROLE_APPROVER] = N_("approver: as a clerk; assigns, approves, locks"),
    };
    (void)cols;
    (void)arg;
    text_append_str(out, _(rows[i]));
}

static bool choose_role(struct app *app, const char *name, enum soan_role *role)
{
    struct list l = {.title = name, .keys = _("Enter chooses  Esc closes"), .n = SOAN_ROLE_NONE, .row = role_row,
                     .cursor = *role};
    bool chosen = list_run(app, &l);
    *role = (enum soan_role)l.cursor;
    return chosen;
}

static bool name_accept(void *arg, struct text_view typed, struct error *e)
{
    (void)arg;
    return soan_member_name_fits(typed) ||
           error_set(e, SOAN_USAGE, _("A name has up to 64 letters, without blanks and slashes."));
}

static void newcomer(struct app *app)
{
    struct text name = {0};
    struct error e = {0};
    enum soan_role role = SOAN_ROLE_CLERK;
    struct prompt p = {.title = _("New member"),
                       .about = text_view_of(_("The account with which the member logs in:")), .accept = name_accept};

    if (dialog_prompt(app, &p, &name) && choose_role(app, text_str(&name), &role) &&
        !soan_member_set(app->report, text_view(&name), role, &e)) {
        app_fail(app, &e);
    }
    text_free(&name);
}

static void take_out(struct app *app, const struct person *p)
{
    struct text question = {0};
    struct error e = {0};

    text_printf(&question, _("%s may then no longer open the report. What %s wrote stays, with the name."),
                text_str(&p->name), text_str(&p->name));
    if (dialog_confirm(app, _("Remove a member"), text_view(&question), _("remove the member")) &&
        !soan_member_remove(app->report, text_view(&p->name), &e)) {
        app_fail(app, &e);
    }
    text_free(&question);
}

static void choose_join(struct app *app, const struct members *m)
{
    static const enum soan_role ways[] = {SOAN_ROLE_CLERK, SOAN_ROLE_REVIEWER, SOAN_ROLE_NONE};
    /* An empty property says clerk, as reports without it do. */
    enum soan_role next = ways[m->join == SOAN_ROLE_CLERK ? 1 : m->join == SOAN_ROLE_REVIEWER ? 2 : 0];
    struct error e = {0};
    if (!soan_report_set(app->report, "join",
                         text_view_of(next == SOAN_ROLE_NONE ? "no" : soan_role_name(next)), &e)) {
        app_fail(app, &e);
    }
}

static void act(struct app *app, const struct members *m, const struct list *l)
{
    const struct person *p = l->cursor < m->n ? &m->item[l->cursor] : NULL;
    struct error e = {0};

    if (!app_may(app, SOAN_RIGHT_MEMBERS)) {
        return;
    }
    if (l->key.key == K_INSERT) {
        newcomer(app);
    } else if (!p) {
        if (l->key.key == K_ENTER) {
            choose_join(app, m);
        }
    } else if (l->key.key == K_DELETE) {
        if (!p->gone) {
            take_out(app, p);
        }
    } else {
        enum soan_role role = p->role;
        if (choose_role(app, text_str(&p->name), &role) &&
            !soan_member_set(app->report, text_view(&p->name), role, &e)) {
            app_fail(app, &e);
        }
    }
    app_refresh(app); /* one's own role may have changed */
}

void members_open(struct app *app)
{
    struct members m = {0};
    struct error e = {0};
    struct list l = {.title = _("Members"), .keys = _("Enter changes the role  Ins adds  Del removes  Esc closes"),
                     .row = row, .other = other, .arg = &m};

    do {
        if (!load(app, &m, &e)) {
            app_fail(app, &e);
            break;
        }
        l.n = m.n + 1;
        if (!list_run(app, &l)) {
            break;
        }
        act(app, &m, &l);
    } while (!app->message_bad);
    members_free(&m);
}
