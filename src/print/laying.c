/* A print made a section at a time. */
#include <stdlib.h>

#include "print/printer.h"

struct soan_laying {
    struct printer printer;
    struct soan_print_options options;
    struct soan_walk *walk;
    bool open;                /* the printer is */
};

struct soan_laying *soan_laying_begin(struct soan_report *r, const struct soan_print_options *o,
                                      soan_print_line_fn *each, void *arg, struct error *e)
{
    struct soan_laying *x = mem_alloc(sizeof *x);
    *x = (struct soan_laying){.options = *o, .printer = {.report = r, .error = e}};
    x->options.contents = false;
    x->printer.options = &x->options;
    x->walk = soan_walk_open(r, 0, e);
    x->open = x->walk && printer_open(&x->printer, each, arg);
    if (!x->open)
        soan_laying_end(&x);
    return x;
}

static bool step(struct soan_laying *x, struct error *e)
{
    struct printer *p = &x->printer;
    struct soan_section s;
    bool found;
    if (!soan_walk_next(x->walk, &s, &found, e))
        return false;
    if (!found) {
        x->open = false;
        return printer_finish(p);
    }
    bool ok = printer_take(p, &s);
    soan_section_free(&s);
    return ok;
}

bool soan_laying_step(struct soan_laying *x, bool *more, struct error *e)
{
    *more = false;
    if (!x->open)
        return true;
    x->printer.error = e;
    if (!soan_report_hold(x->printer.report, e))
        return false;
    bool ok = step(x, e);
    soan_report_release(x->printer.report);
    *more = ok && x->open && !x->printer.layout.pages.stopped;
    return ok;
}

void soan_laying_end(struct soan_laying **x)
{
    if (!*x)
        return;
    if ((*x)->open)
        printer_close(&(*x)->printer, false);
    contents_free(&(*x)->printer.contents);
    text_free(&(*x)->printer.running);
    soan_walk_close(&(*x)->walk);
    mem_free(x);
}
