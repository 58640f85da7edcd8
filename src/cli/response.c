#include <string.h>

#include "cli/commands.h"
#include "soan/print.h"

static void to_output(struct text_view piece, void *arg)
{
    (void)arg;
    out_text(piece);
}

bool command_response(struct invocation *in, struct error *e)
{
    struct soan_response how = {.options = SOAN_PRINT_DEFAULT};
    const char *by = "section";
    const struct option_spec options[] = {
        {"csv", 0, &how.csv, NULL, NULL, NULL, N_("as a sheet, a row for each opinion")},
        {"by", 0, NULL, &by, NULL, "ORDER", N_("section, or body: those who speak")},
        {"width", 0, NULL, NULL, &how.options.width, "N", N_("columns of a line; else as the page style says")},
        {"page-length", 0, NULL, NULL, &how.options.page_length, "N", N_("lines of a page, else as the style says; 0: no pages")},
    };
    struct soan_report *r = NULL;
    if (!cli_parse(in, options, SOAN_ARRAY_LEN(options), 1, 1, e))
        return in->answered;
    how.by_body = strcmp(by, "body") == 0;
    if (!how.by_body && strcmp(by, "section") != 0)
        return error_set(e, SOAN_USAGE, _("--by %s: is none; there are section and body"), by);
    bool ok = cli_open(in, in->argv[0], &r, e) && soan_response(r, &how, to_output, NULL, e);
    soan_report_close(&r);
    return ok;
}
