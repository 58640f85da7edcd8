#include <stdlib.h>
#include <string.h>

#include "cli/commands.h"

static bool split(const char *arg, struct soan_figure_change *out, struct text *value, struct error *e)
{
    const char *equals = strchr(arg, '=');
    if (!equals)
        return error_set(e, SOAN_USAGE, _("%s: has no \"=\"; write KEY=VALUE, as in thu_ngan_sach=390,5"), arg);
    if (!text_utf8_valid(text_view_of(arg), &(size_t){0}))
        return error_set(e, SOAN_BAD_DATA, _("%s: is not UTF-8"), arg);
    struct text_view given = text_view_trim(text_view_of(equals + 1));
    text_clean_line(given, value, NULL);
    out->key = text_view_trim((struct text_view){arg, (size_t)(equals - arg)});
    out->value = text_view(value);
    return true;
}

static bool fill_values(struct soan_report *r, char **given, size_t n, const struct sheet_call *call, bool json,
                        struct error *e)
{
    struct soan_effect effect = {0};
    struct soan_figure_change *fill = mem_array(n, sizeof *fill);
    struct text *value = mem_array(n, sizeof *value);
    bool ok = true;
    for (size_t i = 0; i < n && ok; i++)
        ok = split(given[i], &fill[i], &value[i], e);
    ok = ok && (call->dry_run || cli_change_agreed(r, fill, n, call->yes, e)) &&
         soan_figures_change(r, fill, n, NULL, call->dry_run, &effect, e);
    if (ok)
        cli_effect(r, &effect, json ? LIST_JSON : LIST_TEXT, call->dry_run);
    soan_effect_free(&effect);
    for (size_t i = 0; i < n; i++)
        text_free(&value[i]);
    free(value);
    free(fill);
    return ok;
}

bool command_fill(struct invocation *in, struct error *e)
{
    bool json = false;
    struct sheet_call call = {.sender = "", .date = "", .max_leap = "3"};
    const struct option_spec options[] = {
        {"dry-run", 'n', &call.dry_run, NULL, NULL, NULL,
         N_("only says what would be set, and the sentences it changes")},
        {"json", 0, &json, NULL, NULL, NULL, N_("one array of objects")},
        {"csv", 0, NULL, &call.csv, NULL, "SHEET", N_("takes the values from a sheet; - is standard input")},
        {"sender", 0, NULL, &call.sender, NULL, "NAME", N_("who sent the sheet; kept in the history")},
        {"date", 0, NULL, &call.date, NULL, "D", N_("date of the sheet; kept with the figures")},
        {"max-leap", 0, NULL, &call.max_leap, NULL, "R",
         N_("asks where a value is more than R times the old one, or less; 3")},
        {"yes", 'y', &call.yes, NULL, NULL, NULL, N_("takes values that leap, or that end approvals, without asking")},
    };
    struct soan_report *r = NULL;
    if (!cli_parse(in, options, SOAN_ARRAY_LEN(options), 1, 100000, e))
        return in->answered;
    size_t n = (size_t)in->argc - 1;
    if ((n == 0) == !call.csv)
        return error_set(e, SOAN_USAGE, _("fill: give either KEY=VALUE or --csv SHEET"));
    bool ok = cli_open(in, in->argv[0], &r, e) &&
              (call.csv ? sheet_fill(r, &call, e) : fill_values(r, in->argv + 1, n, &call, json, e));
    soan_report_close(&r);
    return ok;
}
