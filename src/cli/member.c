#include <string.h>

#include "cli/commands.h"

static bool print_member(const struct soan_member *m, void *arg)
{
    struct list *l = arg;
    if (l->format == LIST_TEXT) {
        out_printf("%-20s %s%s\n", m->name, _(soan_role_name(m->role)), m->gone ? _(", removed") : "");
        return out_good();
    }
    struct text since = {0}, gone = {0};
    time_iso(m->since, &since);
    if (m->gone)
        time_iso(m->gone, &gone);
    list_text(l, text_view_of(m->name));
    list_text(l, text_view_of(soan_role_name(m->role)));
    list_text(l, text_view(&since));
    list_text_or_null(l, text_view(&gone));
    text_free(&since);
    text_free(&gone);
    return out_good();
}

static bool print_all(struct soan_report *r, bool json, struct error *e)
{
    static const char *const fields[] = {"name", "role", "since", "removed"};
    struct list list;
    list_begin(&list, json ? LIST_JSON : LIST_TEXT, fields, SOAN_ARRAY_LEN(fields));
    if (!soan_member_each(r, print_member, &list, e))
        return false;
    list_end(&list);
    return true;
}

static bool role_of(const char *word, enum soan_role *role, struct error *e)
{
    return soan_role_by_name(text_view_of(word), role) ||
           error_set(e, SOAN_USAGE, _("%s: no such role; there are: owner, clerk, reviewer, approver"), word);
}

bool command_member(struct invocation *in, struct error *e)
{
    bool json = false, ok = false;
    const struct option_spec options[] = {
        {"json", 0, &json, NULL, NULL, NULL, N_("one array of objects")},
    };
    struct soan_report *r = NULL;
    enum soan_role role = SOAN_ROLE_NONE;
    if (!cli_parse(in, options, SOAN_ARRAY_LEN(options), 1, 4, e))
        return in->answered;
    bool add = in->argc == 4 && strcmp(in->argv[1], "add") == 0;
    bool remove = in->argc == 3 && strcmp(in->argv[1], "remove") == 0;
    if (in->argc > 1 && !add && !remove)
        return error_set(e, SOAN_USAGE, _("%s: neither 'add NAME ROLE' nor 'remove NAME'; see `soan member --help`"),
                         in->argv[1]);
    if (add && !role_of(in->argv[3], &role, e))
        return false;
    if (cli_open(in, in->argv[0], &r, e)) {
        if (add)
            ok = soan_member_set(r, text_view_of(in->argv[2]), role, e);
        else if (remove)
            ok = soan_member_remove(r, text_view_of(in->argv[2]), e);
        else
            ok = print_all(r, json, e);
    }
    soan_report_close(&r);
    return ok;
}
