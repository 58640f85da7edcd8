/*
 * Printing as final: the pages go into a file and a milestone if nothing is open; else what is open is listed in the order of the
 * report.
 */
#include <stdlib.h>

#include "soan/check.h"
#include "tui/output.h"

struct thing {
    struct spot spot;
    struct text line;                 /* what is open there */
};

struct things {
    struct thing *item;
    size_t n, cap;
};

struct open_things {
    struct app *app;
    struct things found, all;         /* by the check; everything */
    size_t next;                      /* of `found` */
};

static struct text *add(struct things *t, struct spot spot)
{
    mem_grow((void **)&t->item, &t->cap, t->n + 1, sizeof(*t->item));
    t->item[t->n] = (struct thing){.spot = spot};
    return &t->item[t->n++].line;
}

static void things_free(struct things *t)
{
    for (size_t i = 0; i < t->n; i++) {
        text_free(&t->item[i].line);
    }
    mem_free(&t->item);
}

static bool take_finding(const struct soan_finding *f, void *arg)
{
    struct open_things *x = arg;

    if (f->severity == SOAN_SEVERITY_ERROR) {
        struct text *line = add(&x->found, (struct spot){f->section, f->from == f->to, f->from, f->to});
        text_append_str(line, f->message);
        if (f->text.len) {
            text_append_str(line, ": ");
            text_ellipsize(f->text, 80, line);
        }
    }
    return true;
}

static void move_found(struct open_things *x, int64_t section, bool all)
{
    for (; x->next < x->found.n && (all || x->found.item[x->next].spot.section == section); x->next++) {
        struct thing *t = &x->found.item[x->next];
        *add(&x->all, t->spot) = text_take(&t->line);
    }
}

/* Both the check and this go through the report in the order of its sections. */
static bool take_section(const struct soan_status *s, void *arg)
{
    struct open_things *x = arg;
    const struct spot here = {.section = s->section->id, .in_title = true};

    move_found(x, here.section, false);
    if (s->section->comments) {
        unsigned long n = (unsigned long)s->section->comments;
        text_printf(add(&x->all, here), soan_ngettext("%zu open comment", "%zu open comments", n), (size_t)n);
    }
    if (s->suggestions) {
        unsigned long n = (unsigned long)s->suggestions;
        text_printf(add(&x->all, here), soan_ngettext("%zu suggestion to be decided", "%zu suggestions to be decided", n),
                    (size_t)n);
    }
    if (s->section->state != SOAN_STATE_APPROVED) {
        text_append_str(add(&x->all, here), _("not approved"));
    }
    return true;
}

static void describe(void *arg, size_t i, struct text *out)
{
    const struct open_things *x = arg;
    const struct thing *t = &x->all.item[i];
    struct text path = {0};

    if (soan_section_path(x->app->report, t->spot.section, &path, NULL)) {
        text_printf(out, "%s  ", text_str(&path));
    }
    text_append(out, text_view(&t->line));
    text_free(&path);
}

static void row(void *arg, size_t i, int cols, struct text *out)
{
    (void)cols;
    describe(arg, i, out);
}

static void list_open(struct app *app, struct open_things *x)
{
    struct text title = {0};
    struct list l = {.keys = _("Enter goes there  Esc closes"), .n = x->all.n, .cursor = app->final_at, .row = row,
                     .detail = describe, .arg = x, .full = true};

    text_printf(&title, soan_ngettext("Not printed as final: %zu thing is open", "Not printed as final: %zu things are open",
                                      x->all.n), x->all.n);
    l.title = text_str(&title);
    if (list_run(app, &l)) {
        app->final_at = l.cursor;
        if (app_go(app, &x->all.item[l.cursor].spot)) {
            app_say(app, _("%s. The menu leads back to the list."), text_str(&x->all.item[l.cursor].line));
        }
    }
    text_free(&title);
}

/* ---- nothing is open ---- */

/* The file comes to be only once the milestone is frozen, and no milestone where no file can be begun. */
static bool print_final(struct app *app, const char *path, struct text_view name, struct faults *f, struct error *e)
{
    struct soan_print_options o = output_options(f);
    struct text pages = {0};
    struct file_out *out = file_out_open(path, e);
    bool ok = out && soan_print_freeze(app->report, &o, name, TEXT_LIT(""), &pages, e);

    if (ok) {
        file_out_write(out, text_view(&pages));
        ok = file_out_commit(&out, e);
    }
    file_out_discard(&out);
    text_free(&pages);
    return ok;
}

static void ask_and_print(struct app *app)
{
    struct text name = {0}, path = {0};
    struct faults f = {0};
    struct error e = {0};
    struct prompt ask = {.title = _("Print as final"), .about = text_view_of(_("Nothing is open. Name of the milestone:"))};

    text_append_str(&name, _("Final"));
    if (dialog_prompt(app, &ask, &name) && name.len &&
        output_ask_file(app, _("Print as final"), _("The pages as plain text. Name of the file:"), &path)) {
        if (print_final(app, text_str(&path), text_view(&name), &f, &e)) {
            app_say(app, _("The pages stand in %s, the milestone is “%s”."), text_str(&path), text_str(&name));
            output_tell_faults(app, &f);
        } else {
            app_fail(app, &e);
        }
    }
    mem_free(&f.item);
    text_free(&name);
    text_free(&path);
}

void final_print(struct app *app)
{
    struct open_things x = {.app = app};
    struct error e = {0};

    if (!app_may(app, SOAN_RIGHT_MILESTONE)) {
        return;
    }
    bool ok = soan_check(app->report, take_finding, &x, &e) && soan_status_each(app->report, take_section, &x, &e);
    move_found(&x, 0, true);
    if (!ok) {
        app_fail(app, &e);
    } else if (x.all.n) {
        list_open(app, &x);
    } else {
        ask_and_print(app);
    }
    things_free(&x.found);
    things_free(&x.all);
}
