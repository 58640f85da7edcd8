#include <string.h>

#include "cli/commands.h"
#include "soan/print.h"

static const struct soan_property *find(struct text_view name, struct error *e)
{
    struct text names = {0};
    const struct soan_property *p = soan_property_find(name);
    for (const struct soan_property *each = soan_properties; !p && each->name; each++)
        text_printf(&names, "%s%s", names.len ? ", " : "", each->name);
    if (!p)
        error_set(e, SOAN_USAGE, _("%.*s: no such property; there are: %s"), (int)name.len, name.bytes, text_str(&names));
    text_free(&names);
    return p;
}

static bool print_value(struct soan_report *r, const struct soan_property *p, struct list *l, bool all, struct error *e)
{
    struct text value = {0};
    const char *name = p->name;
    bool ok = soan_report_get(r, name, &value, e);
    if (value.len == 0)
        text_append_str(&value, p->absent);
    if (ok && l && l->format != LIST_TEXT && (all || value.len)) {
        list_text(l, text_view_of(name));
        list_text(l, text_view(&value));
    } else if (ok && (all || value.len)) {
        out_printf("%s%s%s\n", l ? name : "", l ? "=" : "", text_str(&value));
    }
    text_free(&value);
    return ok;
}

static bool print_all(struct soan_report *r, bool json, bool all, struct error *e)
{
    static const char *const fields[] = {"name", "value"};
    struct list l;
    bool ok = true;
    list_begin(&l, json ? LIST_JSON : LIST_TEXT, fields, SOAN_ARRAY_LEN(fields));
    for (const struct soan_property *p = soan_properties; ok && p->name; p++)
        ok = print_value(r, p, &l, all, e);
    if (ok)
        list_end(&l);
    return ok;
}

/* NAME=VALUE or NAME. All are looked at before the first is set. */
static bool one(struct soan_report *r, struct text_view asked, bool set, struct error *e)
{
    size_t sign = text_view_find(asked, TEXT_LIT("="), 0);
    const struct soan_property *p = find(text_view_part(asked, 0, sign), e);
    struct text_view value = sign == SIZE_MAX ? asked : text_view_part(asked, sign + 1, asked.len);
    if (!p)
        return false;
    if (sign == SIZE_MAX)
        return !set || print_value(r, p, NULL, true, e);
    return set ? soan_property_set(r, p, value, e) : soan_property_check(p, value, e);
}

bool command_set(struct invocation *in, struct error *e)
{
    enum { MOST = 100 };
    bool json = false, all = false, ok = true;
    const struct option_spec options[] = {
        {"all", 0, &all, NULL, NULL, NULL, N_("those too that say nothing")},
        {"json", 0, &json, NULL, NULL, NULL, N_("one array of objects")},
    };
    struct soan_report *r = NULL;
    if (!cli_parse(in, options, SOAN_ARRAY_LEN(options), 1, MOST, e))
        return in->answered;
    for (int i = 1; ok && i < in->argc; i++)
        ok = one(NULL, text_view_of(in->argv[i]), false, e);
    ok = ok && cli_open(in, in->argv[0], &r, e);
    if (ok && in->argc == 1)
        ok = print_all(r, json, all, e);
    for (int i = 1; ok && i < in->argc; i++)
        ok = one(r, text_view_of(in->argv[i]), true, e);
    soan_report_close(&r);
    return ok;
}
