#include "cli/commands.h"

bool command_withdraw(struct invocation *in, struct error *e)
{
    struct soan_report *r = NULL;
    int64_t comment;
    if (!cli_parse_plain(in, 2, 2, e))
        return in->answered;
    bool ok = cli_id(in->argv[1], &comment, e) && cli_open(in, in->argv[0], &r, e) && soan_comment_withdraw(r, comment, e);
    soan_report_close(&r);
    return ok;
}
