#include <string.h>

#include "cli/commands.h"
#include "cli/templates.h"

bool template_find(const char *name, struct text_view *out)
{
    struct text file = {0};
    text_printf(&file, "templates/%s.txt", name);
    bool found = data_find(file.bytes, out);
    text_free(&file);
    return found;
}

/* data/templates/index: a template a line, its name, a tab, what it is. */
bool command_templates(struct invocation *in, struct error *e)
{
    struct text_view index;
    if (!cli_parse_plain(in, 0, 0, e))
        return in->answered;
    if (!data_find("templates/index", &index))
        return error_set(e, SOAN_NO_INPUT, _("the list of templates is missing; install the program again"));
    for (size_t at = 0; at < index.len;) {
        size_t end = text_view_find(index, TEXT_LIT("\n"), at);
        struct text_view line = text_view_part(index, at, end);
        size_t tab = text_view_find(line, TEXT_LIT("\t"), 0);
        if (tab != SIZE_MAX)
            out_printf("%-22.*s %.*s\n", (int)tab, line.bytes, (int)(line.len - tab - 1), line.bytes + tab + 1);
        at = end == SIZE_MAX ? index.len : end + 1;
    }
    return true;
}
