#include "cli/commands.h"

static bool print_template(struct text_view name, struct text_view what, void *arg)
{
    (void)arg;
    out_printf("%-22.*s %.*s\n", (int)name.len, name.bytes, (int)what.len, what.bytes);
    return out_good();
}

bool command_templates(struct invocation *in, struct error *e)
{
    if (!cli_parse_plain(in, 0, 0, e))
        return in->answered;
    return soan_template_each(print_template, NULL, e);
}
