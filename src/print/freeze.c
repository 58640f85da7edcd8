/* A milestone: the pages of the report as it stands, kept under a name. */
#include "soan/print.h"

static void take(struct text_view piece, void *arg)
{
    text_append(arg, piece);
}

bool soan_print_freeze(struct soan_report *r, const struct soan_print_options *o, struct text_view name, struct text_view note,
                       struct text *pages, struct error *e)
{
    struct soan_milestone_new m = {.name = name, .note = note};
    if (!soan_report_rev(r, &m.rev, e) || !soan_print(r, o, take, pages, e))
        return false;
    m.print = text_view(pages);
    return soan_milestone_add(r, &m, e);
}
