#include <inttypes.h>

#include "cli/commands.h"

struct walk {
    struct soan_report *r;
    struct list list;
    bool one;                 /* section */
};

static void print_line(struct walk *w, const struct soan_step *s)
{
    struct text line = {0};
    text_printf(&line, "#%" PRId64 " ", s->rev);
    time_iso(s->at, &line);
    text_append_char(&line, ' ');
    text_append(&line, s->member);
    if (!w->one && s->section) {
        text_append_char(&line, ' ');
        cli_path(w->r, s->section, &line);
    }
    text_append_str(&line, ", ");
    soan_step_tell(s, &line);
    text_append_char(&line, '\n');
    out_text(text_view(&line));
    text_free(&line);
}

static void print_fields(struct walk *w, const struct soan_step *s)
{
    struct text path = {0}, at = {0}, began = {0};
    struct list *l = &w->list;
    if (s->section)
        cli_path(w->r, s->section, &path);
    time_iso(s->began, &began);
    time_iso(s->at, &at);
    list_number(l, s->rev);
    list_text_or_null(l, text_view(&path));
    list_text(l, text_view_of(soan_step_name(s->kind)));
    list_text(l, s->member);
    list_text(l, text_view(&began));
    list_text(l, text_view(&at));
    list_text_or_null(l, s->name);
    list_number(l, s->removed);
    list_number(l, s->inserted);
    text_free(&path);
    text_free(&at);
    text_free(&began);
}

static bool print_step(const struct soan_step *s, void *arg)
{
    struct walk *w = arg;
    if (w->list.format == LIST_TEXT)
        print_line(w, s);
    else
        print_fields(w, s);
    return out_good();
}

bool command_log(struct invocation *in, struct error *e)
{
    static const char *const fields[] = {"rev", "section", "kind", "member", "began", "at", "name", "removed",
                                         "inserted"};
    bool json = false, tsv = false;
    const struct option_spec options[] = {
        {"json", 0, &json, NULL, NULL, NULL, N_("one array of objects")},
        {"tsv", 0, &tsv, NULL, NULL, NULL, N_("columns parted by tabs, with a heading line")},
    };
    struct walk w = {0};
    enum list_format format;
    int64_t id = 0;
    if (!cli_parse(in, options, SOAN_ARRAY_LEN(options), 1, 2, e))
        return in->answered;
    bool ok = list_format(json, tsv, &format, e) && cli_open(in, in->argv[0], &w.r, e) &&
              (in->argc < 2 || soan_section_find(w.r, in->argv[1], &id, e));
    if (ok) {
        w.one = id != 0;
        list_begin(&w.list, format, fields, SOAN_ARRAY_LEN(fields));
        ok = soan_history_each(w.r, id, print_step, &w, e);
        if (ok)
            list_end(&w.list);
    }
    soan_report_close(&w.r);
    return ok;
}
