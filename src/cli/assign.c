#include "cli/commands.h"

bool command_assign(struct invocation *in, struct error *e)
{
    const char *due = NULL;
    bool nobody = false;
    const struct option_spec options[] = {
        {"due", 0, NULL, &due, NULL, "DATE", N_("by when, as 31/12/2025 or '31/12/2025 17:00'")},
        {"nobody", 0, &nobody, NULL, NULL, NULL, N_("takes the section from whoever was to write it")},
    };
    struct soan_report *r = NULL;
    int64_t id = 0, until = 0;
    if (!cli_parse(in, options, SOAN_ARRAY_LEN(options), 2, 3, e))
        return in->answered;
    if (nobody == (in->argc == 3))
        return error_set(e, SOAN_USAGE, _("%s: give either the NAME of a member or --nobody"), in->argv[1]);
    bool ok = (!due || soan_due_parse(text_view_of(due), &until, e)) && cli_open(in, in->argv[0], &r, e) &&
              soan_section_find(r, in->argv[1], &id, e) &&
              soan_assign(r, id, text_view_of(nobody ? "" : in->argv[2]), until, e);
    soan_report_close(&r);
    return ok;
}
