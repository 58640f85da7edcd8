#include "cli/commands.h"

static void print_problem(const char *line, void *arg)
{
    (void)arg;
    out_printf("%s\n", line);
}

bool command_verify(struct invocation *in, struct error *e)
{
    struct soan_report *r = NULL;
    size_t problems = 0;
    if (!cli_parse_plain(in, 1, 1, e))
        return in->answered;
    bool ok = cli_open(in, in->argv[0], &r, e) && soan_report_verify(r, print_problem, NULL, &problems, e);
    if (ok && problems)
        out_printf(soan_ngettext("%zu problem; take the newest backup\n", "%zu problems; take the newest backup\n",
                                 problems),
                   problems);
    else if (ok)
        out_str(_("the file and its history are in order\n"));
    in->findings = ok && problems > 0;
    soan_report_close(&r);
    return ok;
}
