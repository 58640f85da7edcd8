#include <inttypes.h>

#include "cli/commands.h"

struct walk {
    struct soan_report *r;
    struct soan_values *values;
    struct list list;
    int columns;
    struct text title, line;
};

static void print_row(struct walk *w, const struct soan_status *st)
{
    const struct soan_section *s = st->section;
    list_number(&w->list, s->id);
    list_text(&w->list, text_view(&s->path));
    list_number(&w->list, s->depth);
    list_text(&w->list, text_view(&s->marker.shown));
    list_text(&w->list, text_view(&w->title));
    list_text(&w->list, text_view_of(soan_state_name(s->state)));
    list_text_or_null(&w->list, text_view_of(st->assignee));
    list_number(&w->list, s->words);
    list_number(&w->list, s->blanks);
    list_number(&w->list, s->comments);
}

/* Behind the title: #id, blanks, comments, whose it is if that is not said above, and how far if it is past drafting. */
static void append_tail(const struct soan_status *st, struct text *tail)
{
    const struct soan_section *s = st->section;
    text_printf(tail, "  #%" PRId64, s->id);
    if (s->blanks)
        text_printf(tail, " …%" PRId64, s->blanks);
    if (s->comments)
        text_printf(tail, " !%" PRId64, s->comments);
    if (*st->assignee && !st->inherited)
        text_printf(tail, " @%s", st->assignee);
    if (st->late)
        text_printf(tail, " %s", _("late"));
    if (s->state > SOAN_STATE_DRAFTING)
        text_printf(tail, " %s", _(soan_state_name(s->state)));
    if (*st->approver)
        text_printf(tail, " (%s)", st->approver);
}

static void print_branch(struct walk *w, const struct soan_status *st)
{
    const struct soan_section *s = st->section;
    struct text *line = &w->line, tail = {0};
    text_clear(line);
    text_printf(line, "%*s", (int)(s->depth - 1) * 2, "");
    text_append(line, text_view(&s->marker.shown));
    if (s->marker.shown.len && w->title.len)
        text_append_char(line, ' ');
    text_append(line, text_view(&w->title));
    append_tail(st, &tail);
    int room = w->columns - text_width(text_view(&tail));
    if (w->columns && room >= 8) {
        struct text whole = text_take(line);
        text_ellipsize(text_view(&whole), room, line);
        text_free(&whole);
    }
    text_append(line, text_view(&tail));
    text_append_char(line, '\n');
    out_text(text_view(line));
    text_free(&tail);
}

static bool print_section(const struct soan_status *s, void *arg)
{
    struct walk *w = arg;
    text_clear(&w->title);
    cli_shown(text_view(&s->section->title), w->values, &w->title);
    if (w->list.format == LIST_TEXT)
        print_branch(w, s);
    else
        print_row(w, s);
    return out_good();
}

bool command_outline(struct invocation *in, struct error *e)
{
    static const char *const fields[] = {"id", "path", "depth", "marker", "title", "status", "assignee", "words",
                                         "blanks", "comments"};
    bool json = false, tsv = false, ok = false;
    const struct option_spec options[] = {
        {"json", 0, &json, NULL, NULL, NULL, N_("one array of objects")},
        {"tsv", 0, &tsv, NULL, NULL, NULL, N_("columns parted by tabs, with a heading line")},
    };
    struct walk w = {.columns = out_columns()};
    enum list_format format;
    if (!cli_parse(in, options, SOAN_ARRAY_LEN(options), 1, 1, e))
        return in->answered;
    if (list_format(json, tsv, &format, e) && cli_open(in, in->argv[0], &w.r, e) &&
        soan_values_load(w.r, &w.values, e)) {
        list_begin(&w.list, format, fields, SOAN_ARRAY_LEN(fields));
        ok = soan_status_each(w.r, print_section, &w, e);
        if (ok)
            list_end(&w.list);
    }
    text_free(&w.title);
    text_free(&w.line);
    soan_values_free(&w.values);
    soan_report_close(&w.r);
    return ok;
}
