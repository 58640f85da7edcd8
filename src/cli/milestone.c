#include <inttypes.h>

#include "cli/commands.h"
#include "soan/print.h"

static bool print_milestone(const struct soan_milestone *m, void *arg)
{
    struct list *l = arg;
    struct text at = {0};
    time_iso(m->at, &at);
    if (l->format == LIST_TEXT) {
        out_printf("#%" PRId64 " %s ", m->rev, text_str(&at));
        out_text(m->member);
        out_str("  ");
        out_text(m->name);
        if (m->note.len) {
            out_str(": ");
            out_text(m->note);
        }
        out_str("\n");
    } else {
        list_text(l, m->name);
        list_text(l, text_view(&at));
        list_text(l, m->member);
        list_number(l, m->rev);
        list_text_or_null(l, m->note);
        list_text(l, m->sha256);
    }
    text_free(&at);
    return out_good();
}

static bool print_all(struct soan_report *r, bool json, struct error *e)
{
    static const char *const fields[] = {"name", "at", "member", "rev", "note", "sha256"};
    struct list l;
    list_begin(&l, json ? LIST_JSON : LIST_TEXT, fields, SOAN_ARRAY_LEN(fields));
    if (!soan_milestone_each(r, print_milestone, &l, e))
        return false;
    list_end(&l);
    return true;
}

bool command_milestone(struct invocation *in, struct error *e)
{
    const char *note = "";
    bool json = false, ok = false;
    const struct option_spec options[] = {
        {"note", 0, NULL, &note, NULL, "TEXT", N_("what it is for; kept with it")},
        {"json", 0, &json, NULL, NULL, NULL, N_("one array of objects")},
    };
    struct soan_report *r = NULL;
    struct soan_print_options o = SOAN_PRINT_DEFAULT;
    struct text pages = {0};
    if (!cli_parse(in, options, SOAN_ARRAY_LEN(options), 1, 2, e))
        return in->answered;
    if (cli_open(in, in->argv[0], &r, e))
        ok = in->argc == 1 ? print_all(r, json, e)
                           : soan_print_freeze(r, &o, text_view_of(in->argv[1]), text_view_of(note), &pages, e);
    text_free(&pages);
    soan_report_close(&r);
    return ok;
}
