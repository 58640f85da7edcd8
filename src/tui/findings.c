/*
 * What the check found, as a list to go through.
 */
#include <stdlib.h>

#include "soan/check.h"
#include "tui/dialog.h"

enum { FINDINGS_MOST = 20000 };

struct findings {
    struct app *app;
    struct text *line;
    enum soan_severity *severity;
    size_t n, line_cap, severity_cap;
};

static bool add(const struct soan_finding *f, void *arg)
{
    struct findings *x = arg;
    mem_grow((void **)&x->line, &x->line_cap, x->n + 1, sizeof(*x->line));
    mem_grow((void **)&x->severity, &x->severity_cap, x->n + 1, sizeof(*x->severity));
    struct text *line = &x->line[x->n];
    *line = (struct text){0};
    text_append_str(line, f->message);
    if (f->text.len) {
        text_append_str(line, ": ");
        text_ellipsize(f->text, 80, line);
    }
    x->severity[x->n++] = f->severity;
    spots_add(&x->app->findings, (struct spot){f->section, f->from == f->to, f->from, f->to});
    return x->n < FINDINGS_MOST;
}

static void row(void *arg, size_t i, int cols, struct text *out)
{
    static const char marks[] = {
        [SOAN_SEVERITY_ERROR] = '!', [SOAN_SEVERITY_WARNING] = '?', [SOAN_SEVERITY_INFO] = ' ',
    };
    const struct findings *x = arg;
    (void)cols;
    text_append_char(out, marks[x->severity[i]]);
    text_append_char(out, ' ');
    size_t before = out->len;
    struct text path = {0};
    if (soan_section_path(x->app->report, x->app->findings.item[i].section, &path, NULL)) {
        text_append(out, text_view(&path));
    }
    text_free(&path);
    text_append_str(out, out->len > before ? "  " : "");
    text_append(out, text_view(&x->line[i]));
}

static void detail(void *arg, size_t i, struct text *out)
{
    const struct findings *x = arg;
    text_append(out, text_view(&x->line[i]));
}

void findings_open(struct app *app)
{
    struct findings x = {.app = app};
    struct error e = {0};

    app->findings.n = 0;
    if (!soan_check(app->report, add, &x, &e)) {
        app_fail(app, &e);
    } else if (!x.n) {
        app_say(app, _("The check found nothing."));
    } else {
        struct text title = {0};
        text_printf(&title, soan_ngettext("Check: %zu finding", "Check: %zu findings", x.n), x.n);
        struct list l = {.title = text_str(&title), .keys = _("Enter goes there, then ^N ^P  Esc closes"), .n = x.n,
                         .row = row, .detail = detail, .arg = &x, .full = true};
        if (list_run(app, &l)) {
            struct spot to = app->findings.item[l.cursor];
            app->trail = TRAIL_FINDINGS;
            if (app_go(app, &to)) {
                app_say(app, "%s", text_str(&x.line[l.cursor]));
            }
        }
        text_free(&title);
    }
    for (size_t i = 0; i < x.n; i++) {
        text_free(&x.line[i]);
    }
    mem_free(&x.line);
    mem_free(&x.severity);
}

static bool add_spot(const struct soan_finding *f, void *arg)
{
    struct app *app = arg;
    spots_add(&app->findings, (struct spot){f->section, f->from == f->to, f->from, f->to});
    return app->findings.n < FINDINGS_MOST;
}

void findings_next(struct app *app, bool back)
{
    struct error e = {0};

    /* The text moves under old findings, so they are made anew. */
    app->findings.n = 0;
    if (!soan_check(app->report, add_spot, app, &e)) {
        app_fail(app, &e);
    } else if (!app->findings.n) {
        app_say(app, _("The check found nothing."));
    } else {
        spots_step(app, &app->findings, back, _("Finding"));
    }
}
