#include "cli/commands.h"

bool command_checkpoint(struct invocation *in, struct error *e)
{
    struct soan_report *r = NULL;
    struct text name = {0};
    int64_t id;
    if (!cli_parse_plain(in, 3, 3, e))
        return in->answered;
    text_clean_line(text_view_of(in->argv[2]), &name, NULL);
    bool ok = cli_open(in, in->argv[0], &r, e) && soan_section_find(r, in->argv[1], &id, e) &&
              soan_checkpoint(r, id, text_view(&name), e);
    text_free(&name);
    soan_report_close(&r);
    return ok;
}
