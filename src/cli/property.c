#include <string.h>

#include "cli/commands.h"

static const struct property {
    const char *name;
    const char *accepts;      /* N_() */
    const char *absent;       /* what holds while it is not set */
} properties[] = {
    {"title", N_("any words"), ""},
    {"style", N_("old (hòa, khỏe, thủy) or new (hoà, khoẻ, thuỷ): where typing puts the tone mark"), ""},
    {"take-over", N_("minutes, 0 to 1440: without a key for so long another may take over a section"), "2"},
    {"lease", N_("minutes, 0 to 1440: without a key for so long a section is free for whoever types in it"), "10"},
};

static const struct property *find(struct text_view name, struct error *e)
{
    struct text names = {0};
    for (size_t i = 0; i < SOAN_ARRAY_LEN(properties); i++)
        if (text_view_equal(name, text_view_of(properties[i].name)))
            return &properties[i];
    for (size_t i = 0; i < SOAN_ARRAY_LEN(properties); i++)
        text_printf(&names, "%s%s", i ? ", " : "", properties[i].name);
    error_set(e, SOAN_USAGE, _("%.*s: no such property; there are: %s"), (int)name.len, name.bytes, text_str(&names));
    text_free(&names);
    return NULL;
}

/* Nothing at all: as if it had never been set. */
static bool minutes(struct text_view v)
{
    int n = 0;
    for (size_t i = 0; i < v.len; i++) {
        if (v.bytes[i] < '0' || v.bytes[i] > '9')
            return false;
        n = n * 10 + (v.bytes[i] - '0');
        if (n > 1440)
            return false;
    }
    return true;
}

static bool set(struct soan_report *r, const struct property *p, struct text_view value, struct error *e)
{
    enum viet_style style;
    bool fits = true;
    if (strcmp(p->name, "style") == 0)
        fits = viet_style_by_name(value, &style);
    else if (strcmp(p->name, "title") != 0)
        fits = minutes(value);
    if (!fits)
        return error_set(e, SOAN_USAGE, _("%s=%.*s: must be %s"), p->name, (int)value.len, value.bytes, _(p->accepts));
    return soan_report_set(r, p->name, value, e);
}

static bool print_value(struct soan_report *r, const struct property *p, struct list *l, struct error *e)
{
    struct text value = {0};
    const char *name = p->name;
    bool ok = soan_report_get(r, name, &value, e);
    if (!value.len)
        text_append_str(&value, p->absent);
    if (ok && l && l->format != LIST_TEXT) {
        list_text(l, text_view_of(name));
        list_text(l, text_view(&value));
    } else if (ok) {
        out_printf("%s%s%s\n", l ? name : "", l ? "=" : "", text_str(&value));
    }
    text_free(&value);
    return ok;
}

static bool print_all(struct soan_report *r, bool json, struct error *e)
{
    static const char *const fields[] = {"name", "value"};
    struct list l;
    bool ok = true;
    list_begin(&l, json ? LIST_JSON : LIST_TEXT, fields, SOAN_ARRAY_LEN(fields));
    for (size_t i = 0; ok && i < SOAN_ARRAY_LEN(properties); i++)
        ok = print_value(r, &properties[i], &l, e);
    if (ok)
        list_end(&l);
    return ok;
}

bool command_property(struct invocation *in, struct error *e)
{
    bool json = false, ok = false;
    const struct option_spec options[] = {
        {"json", 0, &json, NULL, NULL, NULL, N_("one array of objects")},
    };
    struct soan_report *r = NULL;
    if (!cli_parse(in, options, SOAN_ARRAY_LEN(options), 1, 2, e))
        return in->answered;
    struct text_view asked = text_view_of(in->argc > 1 ? in->argv[1] : NULL);
    size_t sign = text_view_find(asked, TEXT_LIT("="), 0);
    const struct property *p = asked.len ? find(text_view_part(asked, 0, sign), e) : NULL;
    if (asked.len && !p)
        return false;
    if (cli_open(in, in->argv[0], &r, e)) {
        if (!p)
            ok = print_all(r, json, e);
        else if (sign == SIZE_MAX)
            ok = print_value(r, p, NULL, e);
        else
            ok = set(r, p, text_view_part(asked, sign + 1, asked.len), e);
    }
    soan_report_close(&r);
    return ok;
}
