#include "cli/commands.h"

bool command_backup(struct invocation *in, struct error *e)
{
    struct soan_report *r = NULL;
    if (!cli_parse_plain(in, 2, 2, e))
        return in->answered;
    bool ok = cli_open(in, in->argv[0], &r, e) && soan_report_backup(r, in->argv[1], e);
    soan_report_close(&r);
    return ok;
}
