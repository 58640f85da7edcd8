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

bool command_fill(struct invocation *in, struct error *e)
{
    bool dry_run = false, json = false, ok = true;
    const struct option_spec options[] = {
        {"dry-run", 'n', &dry_run, NULL, NULL, NULL, N_("only says what would be set, and the sentences it changes")},
        {"json", 0, &json, NULL, NULL, NULL, N_("one array of objects")},
    };
    struct soan_report *r = NULL;
    struct soan_effect effect = {0};
    if (!cli_parse(in, options, SOAN_ARRAY_LEN(options), 2, 100000, e))
        return in->answered;
    size_t n = (size_t)in->argc - 1;
    struct soan_figure_change *fill = mem_array(n, sizeof *fill);
    struct text *value = mem_array(n, sizeof *value);
    for (size_t i = 0; i < n && ok; i++)
        ok = split(in->argv[i + 1], &fill[i], &value[i], e);
    ok = ok && cli_open(in, in->argv[0], &r, e) && soan_figures_change(r, fill, n, NULL, dry_run, &effect, e);
    if (ok)
        cli_effect(r, &effect, json ? LIST_JSON : LIST_TEXT, dry_run);
    soan_effect_free(&effect);
    for (size_t i = 0; i < n; i++)
        text_free(&value[i]);
    free(value);
    free(fill);
    soan_report_close(&r);
    return ok;
}
