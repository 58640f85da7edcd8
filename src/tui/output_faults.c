/*
 * What did not fit on the pages, as a list that leads to the words.
 */
#include <stdlib.h>

#include "tui/output.h"

enum { FAULTS_MOST = 5000 };

static void take(const struct soan_print_line *line, void *arg)
{
    struct faults *f = arg;

    if (f->n < FAULTS_MOST) {
        mem_grow((void **)&f->item, &f->cap, f->n + 1, sizeof(*f->item));
        f->item[f->n++] = (struct output_fault){line->page, line->line, line->fault,
                                                {line->section, line->in_title, line->from, line->to}};
    }
}

struct soan_print_options output_options(struct faults *f)
{
    struct soan_print_options o = SOAN_PRINT_DEFAULT;
    o.fault = take;
    o.fault_arg = f;
    return o;
}

static void describe(void *arg, size_t i, struct text *out)
{
    const struct faults *f = arg;
    text_printf(out, _("page %u, line %d: %s"), f->item[i].page, f->item[i].line, soan_fault_text(f->item[i].fault));
}

static void row(void *arg, size_t i, int cols, struct text *out)
{
    (void)cols;
    describe(arg, i, out);
}

void output_tell_faults(struct app *app, struct faults *f)
{
    struct text title = {0};
    struct list l = {.keys = _("Enter goes there  Esc closes"), .n = f->n, .row = row, .detail = describe, .arg = f, .full = true};

    text_printf(&title, soan_ngettext("Printed, but %zu place did not fit", "Printed, but %zu places did not fit", f->n), f->n);
    l.title = text_str(&title);
    if (f->n && list_run(app, &l)) {
        struct spot to = f->item[l.cursor].spot;
        if (!to.section) {
            app_say(app, _("This line belongs to the page, not to a section."));
        } else if (app_go(app, &to)) {
            struct text line = {0};
            describe(f, l.cursor, &line);
            app_say(app, "%s", text_str(&line));
            text_free(&line);
        }
    }
    text_free(&title);
    mem_free(&f->item);
    f->n = f->cap = 0;
}
