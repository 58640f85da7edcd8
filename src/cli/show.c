#include <inttypes.h>

#include "cli/commands.h"
#include "soan/print.h"

static void sink(struct text_view piece, void *arg)
{
    (void)arg;
    out_text(piece);
}

bool command_show(struct invocation *in, struct error *e)
{
    bool source = false, rev_only = false;
    const struct option_spec options[] = {
        {"source", 0, &source, NULL, NULL, NULL, N_("its text in source form: {key} for a figure")},
        {"rev", 0, &rev_only, NULL, NULL, NULL, N_("only its revision, for `soan write --base`")},
    };
    struct soan_report *r = NULL;
    struct text text = {0};
    int64_t id, rev;
    if (!cli_parse(in, options, SOAN_ARRAY_LEN(options), 2, 2, e))
        return in->answered;
    bool ok = cli_open(in, in->argv[0], &r, e) && soan_section_find(r, in->argv[1], &id, e);
    if (ok && (source || rev_only)) {
        ok = soan_section_text(r, id, &text, &rev, e);
        if (ok && rev_only) {
            out_printf("%" PRId64 "\n", rev);
        } else if (ok) {
            if (text.len)
                text_append_char(&text, '\n');
            out_text(text_view(&text));
        }
    } else if (ok) {
        ok = soan_print_section(r, id, &SOAN_PRINT_DEFAULT, sink, NULL, e);
    }
    text_free(&text);
    soan_report_close(&r);
    return ok;
}
