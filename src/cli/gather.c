/* The same figures of many reports side by side, with sums where the unit allows. */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "cli/commands.h"

struct gathered { struct text key, label, unit; enum soan_kind kind; struct text *value; };

struct gathering {
    struct gathered *row;
    size_t n, cap;
    size_t reports, at;       /* how many; which one is being read */
};

static struct gathered *row_of(struct gathering *g, const struct soan_figure *f)
{
    for (size_t i = 0; i < g->n; i++)
        if (text_view_equal(text_view(&g->row[i].key), text_view(&f->key)))
            return &g->row[i];
    mem_grow((void **)&g->row, &g->cap, g->n + 1, sizeof *g->row);
    g->row[g->n] = (struct gathered){.key = text_copy(text_view(&f->key)), .label = text_copy(text_view(&f->label)),
                                     .unit = text_copy(text_view(&f->unit)), .kind = f->kind,
                                     .value = mem_array(g->reports, sizeof(struct text))};
    return &g->row[g->n++];
}

static bool take(const struct soan_figure *f, void *arg)
{
    struct gathering *g = arg;
    struct gathered *row = row_of(g, f);
    struct text *value = &row->value[g->at];
    text_append(value, text_view(f->value.len ? &f->value : &f->blank));
    if (!text_view_equal(text_view(&f->unit), text_view(&row->unit)))
        text_printf(value, " %s", text_str(&f->unit)); /* another unit than the first report's: said, and never added */
    return true;
}

/* Shares, averages and ordinals do not add up; nor does what a report lacks. */
static void sum_of(const struct gathered *row, size_t reports, struct text *out)
{
    struct soan_number *sum = soan_number_from_int(0);
    struct text_view unit = text_view(&row->unit);
    bool adds = row->kind == SOAN_KIND_NUMBER && !text_view_starts(unit, TEXT_LIT("%")) &&
                !text_view_starts(unit, TEXT_LIT("‰")) && text_view_find(unit, TEXT_LIT("/"), 0) == SIZE_MAX &&
                !text_view_starts(unit, TEXT_LIT("lần")) && !text_view_starts(unit, TEXT_LIT("điểm"));
    for (size_t i = 0; adds && i < reports; i++) {
        struct soan_number *n = NULL, *more = NULL;
        adds = row->value[i].len && soan_number_parse(text_view(&row->value[i]), &n, NULL) &&
               soan_number_calc(SOAN_ADD, sum, n, &more, NULL);
        soan_number_free(&n);
        if (adds) {
            soan_number_free(&sum);
            sum = more;
        }
    }
    if (adds)
        soan_number_format(sum, -1, out);
    soan_number_free(&sum);
}

static void put(struct text *line, struct text_view v, char separator, bool last)
{
    if (separator == ';')
        soan_csv_cell(v, separator, line);
    else
        text_append(line, v);
    text_append_str(line, last ? separator == ';' ? "\r\n" : "\n" : separator == ';' ? ";" : "\t");
}

static void print_all(const struct gathering *g, char **name, bool csv)
{
    char separator = csv ? ';' : '\t';
    struct text line = {0};
    if (csv)
        text_append_str(&line, "\xEF\xBB\xBF");
    put(&line, text_view_of(_("key")), separator, false);
    put(&line, text_view_of(_("label")), separator, false);
    put(&line, text_view_of(_("unit")), separator, false);
    for (size_t i = 0; i < g->reports; i++)
        put(&line, text_view_of(name[i]), separator, false);
    put(&line, text_view_of(_("sum")), separator, true);
    for (size_t r = 0; r < g->n; r++) {
        const struct gathered *row = &g->row[r];
        struct text sum = {0};
        put(&line, text_view(&row->key), separator, false);
        put(&line, text_view(&row->label), separator, false);
        put(&line, text_view(&row->unit), separator, false);
        for (size_t i = 0; i < g->reports; i++)
            put(&line, row->value[i].len ? text_view(&row->value[i]) : TEXT_LIT("—"), separator, false);
        sum_of(row, g->reports, &sum);
        put(&line, text_view(&sum), separator, true);
        text_free(&sum);
    }
    out_text(text_view(&line));
    text_free(&line);
}

static void gathering_free(struct gathering *g)
{
    for (size_t r = 0; r < g->n; r++) {
        text_free(&g->row[r].key);
        text_free(&g->row[r].label);
        text_free(&g->row[r].unit);
        for (size_t i = 0; i < g->reports; i++)
            text_free(&g->row[r].value[i]);
        free(g->row[r].value);
    }
    free(g->row);
}

/* One report under two names, or named twice, would be added twice. */
static bool all_different(char **path, size_t n, struct error *e)
{
    struct stat *file = mem_array(n, sizeof *file);
    bool ok = true;
    for (size_t i = 0; ok && i < n; i++) {
        if (stat(path[i], &file[i]) != 0) /* opening says why */
            continue;
        for (size_t k = 0; ok && k < i; k++)
            if (file[k].st_ino == file[i].st_ino && file[k].st_dev == file[i].st_dev)
                ok = error_set(e, SOAN_USAGE, _("%s: is the same report as %s; name each report once"), path[i], path[k]);
    }
    free(file);
    return ok;
}

bool command_gather(struct invocation *in, struct error *e)
{
    bool csv = false, ok = true;
    const struct option_spec options[] = {
        {"csv", 0, &csv, NULL, NULL, NULL, N_("a sheet for spreadsheets")},
    };
    if (!cli_parse(in, options, SOAN_ARRAY_LEN(options), 1, 100000, e))
        return in->answered;
    if (!all_different(in->argv, (size_t)in->argc, e))
        return false;
    struct gathering g = {.reports = (size_t)in->argc};
    for (; ok && g.at < g.reports; g.at++) {
        struct soan_report *r = NULL;
        ok = cli_open(in, in->argv[g.at], &r, e) && soan_figure_each(r, take, &g, e);
        soan_report_close(&r);
    }
    if (ok)
        print_all(&g, in->argv, csv);
    gathering_free(&g);
    return ok;
}
