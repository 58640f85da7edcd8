#include "cli/commands.h"

bool command_publish(struct invocation *in, struct error *e)
{
    struct soan_report *r = NULL;
    size_t n = 0;
    if (!cli_parse_plain(in, 1, 1, e))
        return in->answered;
    bool ok = cli_open(in, in->argv[0], &r, e) && soan_comment_publish(r, &n, e);
    if (ok)
        out_printf(soan_ngettext("%zu comment published\n", "%zu comments published\n", n), n);
    soan_report_close(&r);
    return ok;
}
