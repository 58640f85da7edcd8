#include <inttypes.h>

#include "cli/commands.h"
#include "cli/sections.h"

static bool print_binned(const struct soan_section *s, void *arg)
{
    struct text line = {0};
    (void)arg;
    text_printf(&line, "#%" PRId64 " %s%s", s->id, text_str(&s->marker.shown), s->marker.shown.len ? " " : "");
    cli_shown(text_view(&s->title), NULL, &line);
    text_append_char(&line, '\n');
    out_text(text_view(&line));
    text_free(&line);
    return out_good();
}

bool command_restore(struct invocation *in, struct error *e)
{
    struct soan_report *r = NULL;
    int64_t id = 0;
    if (!cli_parse_plain(in, 1, 2, e))
        return in->answered;
    if (in->argc == 2 && !cli_id(in->argv[1], &id, e))
        return false;
    bool ok = cli_open(in, in->argv[0], &r, e);
    if (ok && id)
        ok = soan_section_restore(r, id, e) && section_print_line(r, id, e);
    else
        ok = ok && soan_bin_each(r, print_binned, NULL, e);
    soan_report_close(&r);
    return ok;
}
