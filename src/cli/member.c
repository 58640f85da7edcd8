#include "cli/commands.h"

static bool print_member(const char *name, enum soan_role role, void *arg)
{
    struct list *l = arg;
    if (l->format == LIST_TEXT) {
        out_printf("%-20s %s\n", name, _(soan_role_name(role)));
    } else {
        list_text(l, text_view_of(name));
        list_text(l, text_view_of(soan_role_name(role)));
    }
    return out_good();
}

bool command_member(struct invocation *in, struct error *e)
{
    static const char *const fields[] = {"name", "role"};
    bool json = false, ok = false;
    const struct option_spec options[] = {
        {"json", 0, &json, NULL, NULL, NULL, N_("one array of objects")},
    };
    struct soan_report *r = NULL;
    struct list list;
    if (!cli_parse(in, options, SOAN_ARRAY_LEN(options), 1, 1, e))
        return in->answered;
    if (cli_open(in, in->argv[0], &r, e)) {
        list_begin(&list, json ? LIST_JSON : LIST_TEXT, fields, SOAN_ARRAY_LEN(fields));
        ok = soan_member_each(r, print_member, &list, e);
        if (ok)
            list_end(&list);
    }
    soan_report_close(&r);
    return ok;
}
