#include "cli/commands.h"

bool command_resolve(struct invocation *in, struct error *e)
{
    bool reopen = false;
    const struct option_spec options[] = {
        {"reopen", 0, &reopen, NULL, NULL, NULL, N_("opens it again")},
    };
    struct soan_report *r = NULL;
    int64_t comment;
    if (!cli_parse(in, options, SOAN_ARRAY_LEN(options), 2, 2, e))
        return in->answered;
    if (!cli_id(in->argv[1], &comment, e))
        return false;
    bool ok = cli_open(in, in->argv[0], &r, e) && soan_comment_resolve(r, comment, !reopen, e);
    soan_report_close(&r);
    return ok;
}
