/* The annex of targets: what was asked for and what was reached. */
#include "print/annex.h"

enum { NUMBER, LABEL, UNIT, TARGET, VALUE, RATIO, VERDICT, COLUMNS };
enum { RATIO_DECIMALS = 1, RATIO_DECIMALS_MAX = 4 };

static const struct column columns[COLUMNS] = {
    {"number", 3, true}, {"label", 0, false}, {"unit", 8, false},    {"target", 9, true},
    {"value", 9, true},  {"ratio", 7, true},  {"verdict", 8, false},
};

/* ≥ 95, ≤ 2, 100, 8 - 10. */
static void put_target(struct text_view target, struct text *out)
{
    bool least = text_view_starts(target, TEXT_LIT(">= ")), most = text_view_starts(target, TEXT_LIT("<= "));
    text_clear(out);
    text_append_str(out, least ? "≥ " : most ? "≤ " : "");
    text_append(out, text_view_part(target,
                                    least || most                              ? 3
                                    : text_view_starts(target, TEXT_LIT("= ")) ? 2
                                                                               : 0,
                                    target.len));
}

/* A value just short of the target is not rounded to 100. */
static void put_percent(const struct soan_number *percent, const struct soan_number *hundred, struct text *out)
{
    bool same = true;
    for (int decimals = RATIO_DECIMALS; same && decimals <= RATIO_DECIMALS_MAX; decimals++) {
        struct soan_number *rounded = NULL;
        text_clear(out);
        soan_number_format(percent, decimals, out);
        same = soan_number_parse(text_view(out), &rounded, NULL) && soan_number_compare(rounded, hundred) == 0 &&
               soan_number_compare(percent, hundred) != 0;
        soan_number_free(&rounded);
    }
}

/* The value in percent of the target; nothing of a range or of a limit, where less is better. */
static void put_ratio(const struct soan_figure *f, struct text *out)
{
    struct soan_target t = {0};
    struct soan_number *value = NULL, *share = NULL, *percent = NULL, *hundred = soan_number_from_int(100);
    text_clear(out);
    if (f->value.len && soan_target_parse(TEXT_LIT(""), text_view(&f->target), &t, NULL) &&
        t.direction != SOAN_TARGET_RANGE && t.direction != SOAN_TARGET_MOST &&
        soan_number_parse(text_view(&f->value), &value, NULL) && soan_number_calc(SOAN_DIV, value, t.low, &share, NULL) &&
        soan_number_calc(SOAN_MUL, share, hundred, &percent, NULL))
        put_percent(percent, hundred, out);
    soan_target_free(&t);
    soan_number_free(&value);
    soan_number_free(&share);
    soan_number_free(&percent);
    soan_number_free(&hundred);
}

static bool put_figure(const struct soan_figure *f, void *arg)
{
    static const char *const verdicts[] = {
        [SOAN_MET_UNKNOWN] = NULL,
        [SOAN_MET_SHORT] = "short",
        [SOAN_MET_REACHED] = "reached",
        [SOAN_MET_EXCEEDED] = "exceeded",
    };
    struct table *t = arg;
    if (f->target.len == 0)
        return true;
    const char *verdict = verdicts[soan_met(text_view(&f->target), text_view(&f->value))];
    text_printf(&t->cell[NUMBER], "%zu", t->rows + 1);
    table_set(t, LABEL, text_view_of(soan_figure_name(f)));
    table_set(t, UNIT, text_view(&f->unit));
    put_target(text_view(&f->target), &t->cell[TARGET]);
    table_set(t, VALUE, text_view(f->value.len ? &f->value : &f->blank));
    put_ratio(f, &t->cell[RATIO]);
    table_set(t, VERDICT, verdict ? annex_word(verdict) : TEXT_LIT(""));
    table_row(t, "title", "subtitle");
    return true;
}

bool annex_targets(struct printer *p)
{
    struct table t;
    table_init(&t, &p->layout.pages, columns, COLUMNS);
    bool ok = soan_figure_each(p->report, put_figure, &t, p->error);
    table_end(&t);
    return ok;
}
