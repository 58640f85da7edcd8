#include <inttypes.h>

#include "cli/commands.h"

bool command_write(struct invocation *in, struct error *e)
{
    int base = 0;
    const struct option_spec options[] = {
        {"base", 0, NULL, NULL, &base, "REV", N_("refuse if the text is newer than this revision (`soan show --rev`)")},
    };
    struct soan_report *r = NULL;
    struct soan_written written = {0};
    struct text body = {0}, now = {0};
    int64_t id, rev;
    if (!cli_parse(in, options, SOAN_ARRAY_LEN(options), 2, 2, e))
        return in->answered;
    bool ok = cli_read_text("-", &body, e) && cli_open(in, in->argv[0], &r, e) &&
              soan_section_find(r, in->argv[1], &id, e) &&
              soan_section_text(r, id, &now, &rev, e);
    if (ok && base && base != rev)
        ok = error_set(e, SOAN_BUSY,
                       _("%s: was changed since revision %d (it is at %lld); read it again with `soan show`"),
                       in->argv[1], base, (long long)rev);
    ok = ok && soan_section_write(r, id, rev, text_view(&body), &written, e);
    if (ok)
        out_printf("%" PRId64 "\n", written.rev);
    soan_written_free(&written);
    text_free(&body);
    text_free(&now);
    soan_report_close(&r);
    return ok;
}
