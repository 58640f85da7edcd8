#include "cli/commands.h"
#include "soan/tui.h"

bool command_edit(struct invocation *in, struct error *e)
{
    struct soan_report *r = NULL;
    if (!cli_parse_plain(in, 1, 1, e))
        return in->answered;
    bool ok = cli_open(in, in->argv[0], &r, e) && soan_tui_run(r, in->argv[0], e);
    soan_report_close(&r);
    return ok;
}
