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

static bool text_of(struct soan_report *r, const char *section, const char *state, struct error *e)
{
    struct soan_written written = {0};
    int64_t id, rev;
    if (!soan_section_find(r, section, &id, e) || !soan_state_find(r, id, state, &rev, e) ||
        !soan_section_return(r, id, rev, &written, e))
        return false;
    out_printf("%" PRId64 "\n", written.rev);
    soan_written_free(&written);
    return true;
}

bool command_restore(struct invocation *in, struct error *e)
{
    struct soan_report *r = NULL;
    const char *to = NULL;
    const struct option_spec options[] = {
        {"to", 0, NULL, &to, NULL, "STATE",
         N_("its text as it was: template, #REV or the name of a checkpoint (`soan log`)")},
    };
    int64_t id = 0;
    if (!cli_parse(in, options, SOAN_ARRAY_LEN(options), 1, 2, e))
        return in->answered;
    if (to && in->argc < 2)
        return error_set(e, SOAN_USAGE, _("--to %s: name the section whose text is to come back"), to);
    if (in->argc == 2 && !to && !cli_id(in->argv[1], &id, e))
        return false;
    bool ok = cli_open(in, in->argv[0], &r, e);
    if (ok && to)
        ok = text_of(r, in->argv[1], to, e);
    else if (ok && id)
        ok = soan_section_restore(r, id, e) && section_print_line(r, id, e);
    else
        ok = ok && soan_bin_each(r, print_binned, NULL, e);
    soan_report_close(&r);
    return ok;
}
