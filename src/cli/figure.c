/* One figure: all that is known of it and its history, or a change of that. */
#include "cli/commands.h"

static void line(const char *name, struct text_view value)
{
    int pad = 16 - text_width(text_view_of(name));
    if (value.len)
        out_printf("%s%*s %.*s\n", name, pad > 0 ? pad : 0, "", (int)value.len, value.bytes);
}

static bool print_event(const struct soan_figure_event *x, void *arg)
{
    struct text at = {0}, what = text_copy(x->what);
    (void)arg;
    time_iso(x->at, &at);
    out_printf("  %s %.*s  %s", text_str(&at), (int)x->member.len, x->member.bytes, what.len ? _(text_str(&what)) : "");
    if (x->before.len || x->after.len)
        out_printf(": %.*s -> %.*s", (int)x->before.len, x->before.bytes, (int)x->after.len, x->after.bytes);
    if (x->file.len)
        out_printf("  (%.*s%s%.*s%s%.*s)", (int)x->file.len, x->file.bytes, x->sender.len ? ", " : "",
                   (int)x->sender.len, x->sender.bytes, x->dated.len ? ", " : "", (int)x->dated.len, x->dated.bytes);
    out_str("\n");
    text_free(&at);
    text_free(&what);
    return out_good();
}

struct paths {
    struct soan_report *r;
    struct text *out;
};

static bool add_path(int64_t id, void *arg)
{
    struct paths *w = arg;
    if (w->out->len)
        text_append_char(w->out, ' ');
    cli_path(w->r, id, w->out);
    return true;
}

static bool print_figure(struct soan_report *r, const char *key, struct error *e)
{
    struct soan_figure f = {0};
    struct text sections = {0}, decimals = {0};
    if (!soan_figure_get(r, text_view_of(key), &f, e))
        return false;
    struct paths w = {r, &sections};
    bool ok = soan_figure_sections(r, f.id, add_path, &w, e);
    enum soan_met met = soan_met(text_view(&f.target), text_view(&f.value));
    if (f.decimals >= 0)
        text_printf(&decimals, "%d", f.decimals);
    line(_("key"), text_view(&f.key));
    line(_("label"), text_view(&f.label));
    line(_("kind"), text_view_of(_(soan_kind_name(f.kind))));
    line(_("unit"), text_view(&f.unit));
    line(_("decimals"), text_view(&decimals));
    line(_("value"), text_view(&f.value));
    line(_("reason"), text_view(&f.reason));
    line(_("state"), text_view_of(_(soan_figure_state(&f))));
    line(_("target"), text_view(&f.target));
    if (met != SOAN_MET_UNKNOWN)
        line(_("against target"), text_view_of(_(soan_met_name(met))));
    line(_("previous"), text_view(&f.previous));
    line(_("formula"), text_view(&f.formula));
    line(_("source"), text_view(&f.source));
    line(_("paper"), text_view(&f.paper));
    line(_("dated"), text_view(&f.dated));
    line(_("note"), text_view(&f.note));
    line(_("sections"), text_view(&sections));
    line(_("history"), TEXT_LIT(" "));
    ok = ok && soan_figure_history(r, f.id, print_event, NULL, e);
    text_free(&sections);
    text_free(&decimals);
    soan_figure_free(&f);
    return ok;
}

/* Unlocking comes first and locking last, whatever the order on the command line. */
static const enum soan_figure_property order[] = {
    SOAN_FIGURE_UNLOCK, SOAN_FIGURE_LABEL,    SOAN_FIGURE_KIND,    SOAN_FIGURE_UNIT,    SOAN_FIGURE_DECIMALS,
    SOAN_FIGURE_TARGET, SOAN_FIGURE_PREVIOUS, SOAN_FIGURE_FORMULA, SOAN_FIGURE_SOURCE,  SOAN_FIGURE_PAPER,
    SOAN_FIGURE_DATED,  SOAN_FIGURE_NOTE,     SOAN_FIGURE_DRAFT,   SOAN_FIGURE_CONFIRM, SOAN_FIGURE_LOCK,
};

/* What changes no value has no effect to tell of. */
static void say_properties(const struct soan_figure_change *c, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const char *name = _(soan_figure_property_name(c[i].what));
        out_printf("%.*s: %s", (int)c[i].key.len, c[i].key.bytes, name);
        if (c[i].what != SOAN_FIGURE_CONFIRM && c[i].what != SOAN_FIGURE_DRAFT && c[i].what != SOAN_FIGURE_LOCK)
            out_printf(": %s", c[i].value.len ? c[i].value.bytes : _("none"));
        out_str("\n");
    }
}

static bool change(struct soan_report *r, const char *key, const char *const *given, bool dry_run, bool yes, bool json,
                   struct error *e)
{
    struct soan_figure_change c[SOAN_FIGURE_PROPERTIES_];
    struct soan_effect effect = {0};
    size_t n = 0;
    for (size_t i = 0; i < SOAN_ARRAY_LEN(order); i++) {
        const char *value = given[order[i]];
        if (!value)
            continue;
        if (!text_utf8_valid(text_view_of(value), &(size_t){0}))
            return error_set(e, SOAN_BAD_DATA, _("%s: is not UTF-8"), value);
        c[n++] = (struct soan_figure_change){text_view_of(key), order[i], text_view_of(value), NULL};
    }
    if (n == 0)
        return print_figure(r, key, e);
    bool ok = (dry_run || cli_change_agreed(r, c, n, yes, e)) &&
              soan_figures_change(r, c, n, NULL, dry_run, &effect, e);
    if (ok)
        cli_effect(r, &effect, json ? LIST_JSON : LIST_TEXT, dry_run);
    if (ok && !json)
        say_properties(c, n);
    soan_effect_free(&effect);
    return ok;
}

bool command_figure(struct invocation *in, struct error *e)
{
    const char *given[SOAN_FIGURE_PROPERTIES_] = {0};
    bool confirm = false, draft = false, lock = false, dry_run = false, yes = false, json = false;
    const struct option_spec options[] = {
        {"label", 0, NULL, &given[SOAN_FIGURE_LABEL], NULL, "T", N_("what it is called")},
        {"kind", 0, NULL, &given[SOAN_FIGURE_KIND], NULL, "K",
         N_("number, ratio, ordinal, name, document, date, text")},
        {"unit", 0, NULL, &given[SOAN_FIGURE_UNIT], NULL, "U", N_("the unit")},
        {"decimals", 0, NULL, &given[SOAN_FIGURE_DECIMALS], NULL, "N", N_("0 to 9; empty: as written")},
        {"target", 0, NULL, &given[SOAN_FIGURE_TARGET], NULL, "T",
         N_("\">= 95\", \"<= 2\", \"= 100\", \"8 - 10\" or a number")},
        {"previous", 0, NULL, &given[SOAN_FIGURE_PREVIOUS], NULL, "V", N_("the value of the last term")},
        {"formula", 0, NULL, &given[SOAN_FIGURE_FORMULA], NULL, "F",
         N_("as in \"thu / thu.target * 100\"; empty: none")},
        {"source", 0, NULL, &given[SOAN_FIGURE_SOURCE], NULL, "DEPT", N_("the department it comes from")},
        {"paper", 0, NULL, &given[SOAN_FIGURE_PAPER], NULL, "P", N_("the document it is taken from")},
        {"date", 0, NULL, &given[SOAN_FIGURE_DATED], NULL, "D", N_("date of that document")},
        {"note", 0, NULL, &given[SOAN_FIGURE_NOTE], NULL, "T", N_("anything to know about it")},
        {"confirm", 0, &confirm, NULL, NULL, NULL, N_("the value is confirmed")},
        {"draft", 0, &draft, NULL, NULL, NULL, N_("the value is a draft again")},
        {"lock", 0, &lock, NULL, NULL, NULL, N_("nobody may change it; for owners and approvers")},
        {"unlock", 0, NULL, &given[SOAN_FIGURE_UNLOCK], NULL, "REASON", N_("takes the lock away; the reason is kept")},
        {"dry-run", 'n', &dry_run, NULL, NULL, NULL, N_("only says what would be set, and the sentences it changes")},
        {"yes", 'y', &yes, NULL, NULL, NULL, N_("ends approvals without asking")},
        {"json", 0, &json, NULL, NULL, NULL, N_("one array of objects")},
    };
    struct soan_report *r = NULL;
    if (!cli_parse(in, options, SOAN_ARRAY_LEN(options), 2, 2, e))
        return in->answered;
    given[SOAN_FIGURE_CONFIRM] = confirm ? "" : NULL;
    given[SOAN_FIGURE_DRAFT] = draft ? "" : NULL;
    given[SOAN_FIGURE_LOCK] = lock ? "" : NULL;
    bool ok = cli_open(in, in->argv[0], &r, e) && change(r, in->argv[1], given, dry_run, yes, json, e);
    soan_report_close(&r);
    return ok;
}
