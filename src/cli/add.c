#include <string.h>

#include "cli/commands.h"
#include "cli/sections.h"

static bool find_place(struct soan_report *r, const char *section, bool under, struct soan_place *at, struct error *e)
{
    int64_t id = 0;
    if (strcmp(section, "/") == 0)
        under = true;
    else if (!soan_section_find(r, section, &id, e))
        return false;
    return under ? section_place_under(r, id, at, e) : section_place_after(r, id, at, e);
}

bool command_add(struct invocation *in, struct error *e)
{
    bool under = false;
    const char *text = NULL;
    const struct option_spec options[] = {
        {"under", 0, &under, NULL, NULL, NULL, N_("as the last one below SECTION, not behind it; / is the top")},
        {"text", 0, NULL, &text, NULL, "FILE", N_("its text, in source form, from a file or -")},
    };
    struct soan_report *r = NULL;
    struct soan_place at;
    struct text title = {0}, body = {0};
    int64_t id;
    if (!cli_parse(in, options, SOAN_ARRAY_LEN(options), 3, 3, e))
        return in->answered;
    text_clean_line(text_view_of(in->argv[2]), &title, NULL);
    if (!text_view_trim(text_view(&title)).len) {
        text_free(&title);
        return error_set(e, SOAN_USAGE, _("the title is empty; give the section words by which it is found"));
    }
    bool ok = (!text || cli_read_text(text, &body, e)) && cli_open(in, in->argv[0], &r, e) &&
              find_place(r, in->argv[1], under, &at, e) &&
              soan_section_add(r, at, text_view(&title), text_view(&body), &id, e) && section_print_line(r, id, e);
    text_free(&title);
    text_free(&body);
    soan_report_close(&r);
    return ok;
}
