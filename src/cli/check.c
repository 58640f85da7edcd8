#include "soan/check.h"
#include "cli/commands.h"

struct walk {
    struct soan_report *r;
    struct list list;
    size_t errors, all;
};

static bool print_finding(const struct soan_finding *f, void *arg)
{
    struct walk *w = arg;
    struct text path = {0}, line = {0};
    w->all++;
    w->errors += f->severity == SOAN_SEVERITY_ERROR;
    cli_path(w->r, f->section, &path);
    if (w->list.format == LIST_TEXT) {
        text_printf(&line, "%s: %s: %s: %s", path.bytes, _(soan_severity_name(f->severity)), f->rule, f->message);
        if (f->text.len) {
            text_append_str(&line, ": \xE2\x80\x9C");
            text_append(&line, f->text);
            text_append_str(&line, "\xE2\x80\x9D");
        }
        text_append_char(&line, '\n');
        out_text(text_view(&line));
    } else {
        list_text(&w->list, text_view_of(f->rule));
        list_text(&w->list, text_view_of(soan_severity_name(f->severity)));
        list_text(&w->list, text_view(&path));
        list_text(&w->list, f->text);
        list_text(&w->list, text_view_of(f->message));
    }
    text_free(&path);
    text_free(&line);
    return out_good();
}

bool command_check(struct invocation *in, struct error *e)
{
    static const char *const fields[] = {"rule", "severity", "section", "text", "message"};
    bool json = false, tsv = false, ok = false;
    const struct option_spec options[] = {
        {"json", 0, &json, NULL, NULL, NULL, N_("one array of objects")},
        {"tsv", 0, &tsv, NULL, NULL, NULL, N_("columns parted by tabs, with a heading line")},
    };
    struct walk w = {0};
    enum list_format format;
    if (!cli_parse(in, options, SOAN_ARRAY_LEN(options), 1, 1, e))
        return in->answered;
    if (list_format(json, tsv, &format, e) && cli_open(in, in->argv[0], &w.r, e)) {
        list_begin(&w.list, format, fields, SOAN_ARRAY_LEN(fields));
        ok = soan_check(w.r, print_finding, &w, e);
        if (ok)
            list_end(&w.list);
        if (ok && format == LIST_TEXT)
            out_printf(soan_ngettext("%zu finding, %zu of them errors\n", "%zu findings, %zu of them errors\n", w.all),
                       w.all, w.errors);
        in->findings = w.errors > 0;
    }
    soan_report_close(&w.r);
    return ok;
}
