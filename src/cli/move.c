#include <string.h>

#include "cli/commands.h"
#include "cli/sections.h"

static bool find_place(struct soan_report *r, const char *after, const char *before, const char *under,
                       struct soan_place *to, struct error *e)
{
    const char *other = after ? after : before ? before : under;
    int64_t id = 0;
    if (!(under && strcmp(other, "/") == 0) && !soan_section_find(r, other, &id, e))
        return false;
    if (after)
        return section_place_after(r, id, to, e);
    return before ? section_place_before(r, id, to, e) : section_place_under(r, id, to, e);
}

bool command_move(struct invocation *in, struct error *e)
{
    const char *after = NULL, *before = NULL, *under = NULL;
    const struct option_spec options[] = {
        {"after", 0, NULL, &after, NULL, "OTHER", N_("right behind this section")},
        {"before", 0, NULL, &before, NULL, "OTHER", N_("right before this section")},
        {"under", 0, NULL, &under, NULL, "OTHER", N_("as the last one below this section; / is the top")},
    };
    struct soan_report *r = NULL;
    struct soan_place to;
    int64_t id;
    if (!cli_parse(in, options, SOAN_ARRAY_LEN(options), 2, 2, e))
        return in->answered;
    if (!!after + !!before + !!under != 1)
        return error_set(e, SOAN_USAGE, _("give one of --after, --before, --under; see `soan move --help`"));
    bool ok = cli_open(in, in->argv[0], &r, e) && soan_section_find(r, in->argv[1], &id, e) &&
              find_place(r, after, before, under, &to, e);
    if (ok && to.after == id) {
        struct soan_section s = {0};    /* it stands there already */
        ok = soan_section_get(r, id, &s, e) && section_print_line(r, id, e);
        soan_section_free(&s);
    } else {
        ok = ok && soan_section_move(r, id, to, e) && section_print_line(r, id, e);
    }
    soan_report_close(&r);
    return ok;
}
