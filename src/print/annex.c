/* The annex of targets: a table whose head stands on every page and whose rows are never parted. */
#include <stdlib.h>

#include "print/annex.h"

enum { NUMBER, LABEL, UNIT, TARGET, VALUE, RATIO, VERDICT, COLUMNS };
enum { WIDTH_LEAST = 60, RATIO_DECIMALS = 1 };

struct table {
    struct pages *pages;
    int width[COLUMNS];
    struct text cell[COLUMNS];
    struct text_lines lines[COLUMNS];
    struct text line;
    unsigned rows;
};

static struct text_view word(const char *name)
{
    struct text_view data, key = text_view_of(name);
    if (!data_find("annex", &data))
        return key;
    for (size_t from = 0, to; from < data.len; from = to + 1) {
        to = text_view_find(data, TEXT_LIT("\n"), from);
        to = to == SIZE_MAX ? data.len : to;
        struct text_view line = text_view_part(data, from, to);
        if (text_view_starts(line, key) && line.len > key.len && line.bytes[key.len] == ':')
            return text_view_trim(text_view_part(line, key.len + 1, line.len));
    }
    return key;
}

static void pad(struct text *out, int n)
{
    for (; n > 0; n--)
        text_append_char(out, ' ');
}

static bool to_the_right(int column)
{
    return column == NUMBER || column == TARGET || column == VALUE || column == RATIO;
}

static void put_cell(struct table *t, int column, size_t i, bool head)
{
    struct text_view v = {0};
    const struct text_lines *l = &t->lines[column];
    if (i < l->n)
        v = text_view_trim(text_view_part(text_view(&t->cell[column]), l->start[i],
                                          i + 1 < l->n ? l->start[i + 1] : t->cell[column].len));
    int gap = t->width[column] - text_width(v);
    int before = head ? gap / 2 : to_the_right(column) ? gap : 0;
    pad(&t->line, before);
    text_append(&t->line, v);
    pad(&t->line, gap - before);
}

static void rule(struct table *t)
{
    text_clear(&t->line);
    for (int c = 0; c < COLUMNS; c++) {
        if (c)
            text_append_char(&t->line, '+');
        for (int i = 0; i < t->width[c]; i++)
            text_append_char(&t->line, '-');
    }
}

/* The cells at hand as lines that stay together. */
static void put_row(struct table *t, bool head, enum page_break before)
{
    size_t height = 1;
    for (int c = 0; c < COLUMNS; c++) {
        const struct text_wrap w = {.width = t->width[c]};
        text_wrap(text_view(&t->cell[c]), &w, &t->lines[c]);
        height = t->lines[c].n > height ? t->lines[c].n : height;
    }
    for (size_t i = 0; i < height; i++) {
        text_clear(&t->line);
        for (int c = 0; c < COLUMNS; c++) {
            if (c)
                text_append_char(&t->line, '|');
            put_cell(t, c, i, head);
        }
        pages_add(t->pages, 0, text_view(&t->line), i ? BREAK_NEVER : before, false);
    }
    rule(t);
    pages_add(t->pages, 0, text_view(&t->line), BREAK_NEVER, false);
}

static void set(struct table *t, int column, struct text_view v)
{
    text_clear(&t->cell[column]);
    text_append(&t->cell[column], v);
}

static void put_centred(struct table *t, const char *name, bool gap)
{
    struct text_view v = word(name);
    pages_add(t->pages, (t->pages->width - text_width(v)) / 2, v, BREAK_NEVER, gap);
}

static void put_head(struct table *t)
{
    static const char *const names[COLUMNS] = {"number", "label", "unit", "target", "value", "ratio", "verdict"};
    put_centred(t, "title", true);
    put_centred(t, "subtitle", false);
    pages_repeat_begin(t->pages);
    rule(t);
    pages_add(t->pages, 0, text_view(&t->line), BREAK_NEVER, true);
    for (int c = 0; c < COLUMNS; c++)
        set(t, c, word(names[c]));
    put_row(t, true, BREAK_NEVER);
    pages_repeat_end(t->pages);
}

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

/* The value in percent of the target; nothing of a range. */
static void put_ratio(const struct soan_figure *f, struct text *out)
{
    struct soan_target t = {0};
    struct soan_number *value = NULL, *share = NULL, *percent = NULL, *hundred = soan_number_from_int(100);
    text_clear(out);
    if (f->value.len && soan_target_parse(TEXT_LIT(""), text_view(&f->target), &t, NULL) &&
        t.direction != SOAN_TARGET_RANGE && soan_number_parse(text_view(&f->value), &value, NULL) &&
        soan_number_calc(SOAN_DIV, value, t.low, &share, NULL) &&
        soan_number_calc(SOAN_MUL, share, hundred, &percent, NULL))
        soan_number_format(percent, RATIO_DECIMALS, out);
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
    if (t->rows++ == 0)
        put_head(t);
    const char *verdict = verdicts[soan_met(text_view(&f->target), text_view(&f->value))];
    text_clear(&t->cell[NUMBER]);
    text_printf(&t->cell[NUMBER], "%u", t->rows);
    set(t, LABEL, text_view_of(soan_figure_name(f)));
    set(t, UNIT, text_view(&f->unit));
    put_target(text_view(&f->target), &t->cell[TARGET]);
    set(t, VALUE, text_view(f->value.len ? &f->value : &f->blank));
    put_ratio(f, &t->cell[RATIO]);
    set(t, VERDICT, verdict ? word(verdict) : TEXT_LIT(""));
    put_row(t, false, t->rows == 1 ? BREAK_NEVER : BREAK_FREE);
    return true;
}

bool annex_print(struct soan_report *r, struct pages *pages, struct error *e)
{
    struct table t = {.pages = pages, .width = {3, 0, 8, 9, 9, 7, 8}};
    int taken = COLUMNS - 1;
    if (pages->width < WIDTH_LEAST)
        return error_set(e, SOAN_USAGE, _("width %d: the annex of targets needs at least %d columns"), pages->width,
                         WIDTH_LEAST);
    for (int c = 0; c < COLUMNS; c++)
        taken += t.width[c];
    t.width[LABEL] = pages->width - taken;
    pages_break(pages);
    bool ok = soan_figure_each(r, put_figure, &t, e);
    for (int c = 0; c < COLUMNS; c++) {
        text_free(&t.cell[c]);
        text_lines_free(&t.lines[c]);
    }
    text_free(&t.line);
    return ok;
}
