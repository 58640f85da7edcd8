#include <inttypes.h>

#include "cli/commands.h"

struct walk {
    struct soan_report *r;
    struct list list;
};

static void print_line(const struct soan_presence *p, struct text_view path)
{
    struct text line = {0}, since = {0}, idle = {0};
    text_append(&line, p->member);
    if (path.len)
        text_printf(&line, " %.*s", (int)path.len, path.bytes);
    if (p->writing)
        text_printf(&line, " (%s)", _("writing"));
    time_iso(p->since, &since);
    soan_duration_tell(p->idle, &idle);
    text_printf(&line, _(", here since %s, last key %s ago"), text_str(&since), text_str(&idle));
    text_append_char(&line, '\n');
    out_text(text_view(&line));
    text_free(&line);
    text_free(&since);
    text_free(&idle);
}

static bool print_presence(const struct soan_presence *p, void *arg)
{
    struct walk *w = arg;
    struct text path = {0}, since = {0}, active = {0};
    if (p->section)
        cli_path(w->r, p->section, &path);
    if (w->list.format == LIST_TEXT) {
        print_line(p, text_view(&path));
    } else {
        time_iso(p->since, &since);
        time_iso(p->active, &active);
        list_text(&w->list, p->member);
        list_text_or_null(&w->list, text_view(&path));
        list_raw(&w->list, p->writing ? TEXT_LIT("true") : TEXT_LIT("false"));
        list_text(&w->list, text_view(&since));
        list_text(&w->list, text_view(&active));
        list_number(&w->list, p->idle);
    }
    text_free(&path);
    text_free(&since);
    text_free(&active);
    return out_good();
}

bool command_who(struct invocation *in, struct error *e)
{
    static const char *const fields[] = {"member", "section", "writing", "since", "active", "idle"};
    bool json = false, tsv = false;
    const struct option_spec options[] = {
        {"json", 0, &json, NULL, NULL, NULL, N_("one array of objects")},
        {"tsv", 0, &tsv, NULL, NULL, NULL, N_("columns parted by tabs, with a heading line")},
    };
    struct walk w = {0};
    enum list_format format;
    if (!cli_parse(in, options, SOAN_ARRAY_LEN(options), 1, 1, e))
        return in->answered;
    bool ok = list_format(json, tsv, &format, e) && cli_open(in, in->argv[0], &w.r, e);
    if (ok) {
        list_begin(&w.list, format, fields, SOAN_ARRAY_LEN(fields));
        ok = soan_presence_each(w.r, print_presence, &w, e);
        if (ok)
            list_end(&w.list);
    }
    soan_report_close(&w.r);
    return ok;
}
