#include "cli/commands.h"

bool command_member(struct invocation *in, struct error *e)
{
    struct soan_report *r = NULL;
    if (!cli_parse_plain(in, 1, 1, e))
        return in->answered;
    bool ok = cli_open(in, in->argv[0], &r, e);
    if (ok)
        out_printf("%s\n", soan_report_member(r));
    soan_report_close(&r);
    return ok;
}
