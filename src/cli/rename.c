#include "cli/commands.h"
#include "cli/sections.h"

bool command_rename(struct invocation *in, struct error *e)
{
    struct soan_report *r = NULL;
    struct text title = {0};
    int64_t id;
    if (!cli_parse_plain(in, 3, 3, e))
        return in->answered;
    text_clean_line(text_view_of(in->argv[2]), &title, NULL);
    bool ok = cli_open(in, in->argv[0], &r, e) && soan_section_find(r, in->argv[1], &id, e) &&
              soan_section_rename(r, id, text_view(&title), e) && section_print_line(r, id, e);
    text_free(&title);
    soan_report_close(&r);
    return ok;
}
