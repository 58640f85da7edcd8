
#include "cli/commands.h"

bool command_remove(struct invocation *in, struct error *e)
{
    struct soan_report *r = NULL;
    int64_t id;
    if (!cli_parse_plain(in, 2, 2, e))
        return in->answered;
    bool ok = cli_open(in, in->argv[0], &r, e) && soan_section_find(r, in->argv[1], &id, e) &&
              soan_section_remove(r, id, e);
    if (ok)
        out_printf(_("#%lld is in the bin; `soan restore FILE '#%lld'` brings it back\n"), (long long)id,
                   (long long)id);
    soan_report_close(&r);
    return ok;
}
