/*
 * The report into other files: its pages, and a copy of itself.
 */
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "tui/output.h"

/* The report's own name with another end. */
static void name_beside(const struct app *app, const char *end, struct text *out)
{
    struct text_view path = text_view_of(app->path);
    if (text_view_ends(path, TEXT_LIT(".soan"))) {
        path.len -= strlen(".soan");
    }
    text_append(out, path);
    text_append_str(out, end);
}

static bool may_write_over(struct app *app, const char *name)
{
    struct text question = {0};
    bool yes = true;

    if (access(name, F_OK) == 0) {
        text_printf(&question, _("%s is there already. What it holds would be lost."), name);
        yes = dialog_confirm(app, _("Write over the file?"), text_view(&question), _("write over it"));
        text_free(&question);
    }
    return yes;
}

static void take(struct text_view piece, void *arg)
{
    file_out_write(arg, piece);
}

bool output_ask_file(struct app *app, const char *title, const char *about, struct text *name)
{
    struct prompt p = {.title = title, .about = text_view_of(about)};

    name_beside(app, ".txt", name);
    return dialog_prompt(app, &p, name) && name->len && may_write_over(app, text_str(name));
}

static bool print_whole(struct app *app, const char *name, struct faults *faults, struct error *e)
{
    struct soan_print_options o = output_options(faults);
    struct file_out *f = file_out_open(name, e);
    bool ok = f && soan_print(app->report, &o, take, f, e) && file_out_commit(&f, e);
    file_out_discard(&f);
    return ok;
}

void output_print(struct app *app)
{
    struct text name = {0};
    struct faults f = {0};
    struct error e = {0};

    if (output_ask_file(app, _("Print to a file"), _("The pages as plain text, as F12 shows them. Name of the file:"), &name)) {
        if (print_whole(app, text_str(&name), &f, &e)) {
            app_say(app, _("The pages stand in %s."), text_str(&name));
            output_tell_faults(app, &f);
        } else {
            app_fail(app, &e);
        }
    }
    mem_free(&f.item);
    text_free(&name);
}

static bool write_pages(const char *name, struct text_view pages, struct error *e)
{
    struct file_out *f = file_out_open(name, e);
    if (f) {
        file_out_write(f, pages);
    }
    bool ok = f && file_out_commit(&f, e);
    file_out_discard(&f);
    return ok;
}

void output_pages(struct app *app, struct text_view pages)
{
    struct text name = {0};
    struct error e = {0};

    if (output_ask_file(app, _("Print to a file"), _("The pages as they were printed then. Name of the file:"), &name)) {
        if (write_pages(text_str(&name), pages, &e)) {
            app_say(app, _("The pages stand in %s."), text_str(&name));
        } else {
            app_fail(app, &e);
        }
    }
    text_free(&name);
}

/* ---- printers ---- */

struct queues {
    struct text *name;
    size_t n, cap, usual;
};

static void add_queue(struct text_view name, bool usual, void *arg)
{
    struct queues *q = arg;
    mem_grow((void **)&q->name, &q->cap, q->n + 1, sizeof(*q->name));
    q->name[q->n] = text_copy(name);
    q->usual = usual ? q->n : q->usual;
    q->n++;
}

static void queue_row(void *arg, size_t i, int cols, struct text *out)
{
    const struct queues *q = arg;
    (void)cols;
    text_clean_line(text_view(&q->name[i]), out, NULL);
}

void output_printer(struct app *app)
{
    struct queues q = {0};
    struct text job = {0};
    struct faults f = {0};
    struct soan_print_options o = output_options(&f);
    struct error e = {0};
    bool ok = soan_queue_each(add_queue, &q, &e);
    struct list l = {.title = _("Print on a printer"), .keys = _("Enter: print all pages   Esc: back"), .n = q.n,
                     .cursor = q.usual, .row = queue_row, .arg = &q};

    if (ok && list_run(app, &l)) {
        app_say(app, _("The pages are on their way to the printer…"));
        screen_draw(app);
        ok = soan_print_on(app->report, &o, text_str(&q.name[l.cursor]), &job, &e);
        if (ok) {
            app_say(app, _("Handed to the printer: %s"), text_str(&job));
            output_tell_faults(app, &f);
        }
    }
    if (!ok) {
        app_fail(app, &e);
    }
    for (size_t i = 0; i < q.n; i++) {
        text_free(&q.name[i]);
    }
    mem_free(&q.name);
    mem_free(&f.item);
    text_free(&job);
}

void output_backup(struct app *app)
{
    struct text name = {0}, end = {0};
    struct error e = {0};
    time_t now = time(NULL);
    struct tm t;
    struct prompt p = {.title = _("Back up"), .about = text_view_of(_("A copy of the whole report, history and "
                                                                      "comments included. Name of the copy:"))};

    localtime_r(&now, &t);
    text_printf(&end, "-%04d%02d%02d.soan", t.tm_year + 1900, t.tm_mon + 1, t.tm_mday);
    name_beside(app, text_str(&end), &name);
    if (dialog_prompt(app, &p, &name) && name.len) {
        if (soan_report_backup(app->report, text_str(&name), &e)) {
            app_say(app, _("The copy stands in %s."), text_str(&name));
        } else {
            app_fail(app, &e);
        }
    }
    text_free(&name);
    text_free(&end);
}

/* Where the report's own directory may be what fails the name is easily put another way. */
void output_text(struct app *app)
{
    struct text name = {0}, end = {0}, what = {0};
    struct error e = {0};
    struct prompt p = {.title = _("Save the text elsewhere"),
                       .about = text_view_of(_("The text of this section as it stands on the screen, figures as {key}. "
                                               "Name of the file:"))};

    if (!app->doc.id) {
        return;
    }
    text_append(&what, text_view(&app->doc.path));
    for (size_t i = 0; i < what.len; i++) {
        what.bytes[i] = what.bytes[i] == '/' ? '-' : what.bytes[i];
    }
    text_printf(&end, "-%s.txt", text_str(&what));
    name_beside(app, text_str(&end), &name);
    if (dialog_prompt(app, &p, &name) && name.len && may_write_over(app, text_str(&name))) {
        struct file_out *f = file_out_open(text_str(&name), &e);
        if (f) {
            file_out_write(f, text_view(&app->doc.ed.text));
            file_out_write(f, TEXT_LIT("\n"));
        }
        if (f && file_out_commit(&f, &e)) {
            app_say(app, _("The text of this section stands in %s."), text_str(&name));
        } else {
            app_fail(app, &e);
        }
        file_out_discard(&f);
    }
    text_free(&name);
    text_free(&end);
    text_free(&what);
}
