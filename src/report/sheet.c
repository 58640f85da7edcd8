/* Sheets of figures for the departments, and what they send back. */
#include <stdlib.h>

#include "report/ledger.h"

enum column { KEY, LABEL, UNIT, PREVIOUS, TARGET, VALUE, NOTE, SOURCE, COLUMNS };

static const char *const column_name[COLUMNS] = {
    [KEY] = N_("key"),       [LABEL] = N_("label"), [UNIT] = N_("unit"), [PREVIOUS] = N_("previous"),
    [TARGET] = N_("target"), [VALUE] = N_("value"), [NOTE] = N_("note"), [SOURCE] = N_("source"),
};

static void fold(struct text_view v, struct text *out)
{
    text_clear(out);
    viet_fold(text_view_trim(v), VIET_FOLD_BLIND, out, NULL);
}

bool soan_source_equal(struct text_view a, struct text_view b)
{
    struct text x = {0}, y = {0};
    fold(a, &x);
    fold(b, &y);
    bool same = text_view_equal(text_view(&x), text_view(&y));
    text_free(&x);
    text_free(&y);
    return same;
}

/* ---- writing ---- */

struct writing {
    struct text *out;
    struct text_view source;
    bool all;
};

static void target_cell(const struct soan_figure *f, struct text *out)
{
    struct text_view v = text_view(&f->target);
    bool least = text_view_starts(v, TEXT_LIT(">= ")), most = text_view_starts(v, TEXT_LIT("<= "));
    if (least || most)
        text_append_str(out, least ? "≥ " : "≤ ");
    text_append(out, text_view_part(v, least || most ? 3 : text_view_starts(v, TEXT_LIT("= ")) ? 2 : 0, v.len));
}

static bool write_row(const struct soan_figure *f, void *arg)
{
    struct writing *w = arg;
    struct text target = {0};
    if (f->formula.len || (!w->all && !soan_source_equal(text_view(&f->source), w->source)))
        return true;
    target_cell(f, &target);
    const struct text *cell[COLUMNS] = {&f->key, &f->label, &f->unit, &f->previous,
                                        &target, &f->value, &f->note, &f->source};
    for (size_t i = 0; i < COLUMNS; i++) {
        soan_csv_cell(text_view(cell[i]), ';', w->out);
        text_append_str(w->out, i + 1 < COLUMNS ? ";" : "\r\n");
    }
    text_free(&target);
    return true;
}

bool soan_sheet_write(struct soan_report *r, struct text_view source, struct text *out, struct error *e)
{
    struct text sheet = {0};
    struct writing w = {.out = &sheet, .source = source, .all = source.len == 0};
    text_append_str(&sheet, "\xEF\xBB\xBF");
    for (size_t i = 0; i < COLUMNS; i++) {
        soan_csv_cell(text_view_of(_(column_name[i])), ';', &sheet);
        text_append_str(&sheet, i + 1 < COLUMNS ? ";" : "\r\n");
    }
    bool ok = soan_figure_each(r, write_row, &w, e);
    if (ok)
        text_append(out, text_view(&sheet));
    text_free(&sheet);
    return ok;
}

/* ---- reading ---- */

void soan_sheet_free(struct soan_sheet *s)
{
    for (size_t i = 0; i < s->n; i++) {
        soan_figure_free(&s->row[i].figure);
        text_free(&s->row[i].value);
        text_free(&s->row[i].note);
        text_free(&s->row[i].ignored);
    }
    free(s->row);
    *s = (struct soan_sheet){0};
}

struct reading {
    struct soan_report *r;
    struct soan_csv csv;
    struct soan_csv_row cells;
    size_t at[COLUMNS]; /* SIZE_MAX: the sheet lacks it */
    struct soan_marks marks;
    struct soan_sheet sheet;
    size_t cap;
    struct text unknown;
    size_t unknowns;
    size_t empties; /* rows without a value that are kept */
    struct error *e;
};

static bool alias_of(struct text_view line, struct text_view folded, struct text *scratch)
{
    for (size_t from = 0, to; from <= line.len; from = to + 3) {
        to = text_view_find(line, TEXT_LIT(" = "), from);
        fold(text_view_part(line, from, to), scratch);
        if (scratch->len && text_view_equal(text_view(scratch), folded))
            return true;
        if (to == SIZE_MAX)
            break;
    }
    return false;
}

static bool named(size_t column, struct text_view cell)
{
    struct text folded = {0}, scratch = {0};
    struct text_view data, name = text_view_of(column_name[column]);
    fold(cell, &folded);
    fold(text_view_of(_(column_name[column])), &scratch);
    bool found = text_view_equal(text_view(&scratch), text_view(&folded)) || text_view_equal(name, text_view(&folded));
    if (!data_find("sheet", &data))
        data = TEXT_LIT("");
    for (size_t from = 0, to; !found && from < data.len; from = to + 1) {
        to = text_view_find(data, TEXT_LIT("\n"), from);
        to = to == SIZE_MAX ? data.len : to;
        struct text_view line = text_view_part(data, from, to);
        if (text_view_starts(line, name) && text_view_starts(text_view_part(line, name.len, line.len), TEXT_LIT(" = ")))
            found = alias_of(text_view_part(line, name.len + 3, line.len), text_view(&folded), &scratch);
    }
    text_free(&folded);
    text_free(&scratch);
    return found;
}

static bool read_heading(struct reading *x)
{
    bool more;
    if (!soan_csv_next(&x->csv, &x->cells, &more, x->e))
        return false;
    if (!more)
        return error_set(x->e, SOAN_BAD_DATA, _("the sheet is empty"));
    for (size_t c = 0; c < COLUMNS; c++) {
        x->at[c] = SIZE_MAX;
        for (size_t i = 0; i < x->cells.n && x->at[c] == SIZE_MAX; i++)
            if (named(c, text_view(&x->cells.cell[i])))
                x->at[c] = i;
    }
    size_t lacks = x->at[KEY] == SIZE_MAX ? KEY : VALUE;
    if (x->at[lacks] != SIZE_MAX)
        return true;
    return error_set(x->e, SOAN_BAD_DATA, _("the column “%s” is missing; the first line names the columns"),
                     _(column_name[lacks]));
}

static struct text_view cell(const struct reading *x, enum column c)
{
    size_t i = x->at[c];
    return i < x->cells.n ? text_view_trim(text_view(&x->cells.cell[i])) : TEXT_LIT("");
}

static void note_unknown(struct reading *x, struct text_view key)
{
    enum { NAMED = 20, SHOWN = 70 };
    if (x->unknowns++ < NAMED)
        text_printf(&x->unknown, _("%s'%.*s' (line %zu)"), x->unknown.len ? ", " : "",
                    (int)text_view_part(key, 0, SHOWN).len, key.bytes, x->cells.line);
}

static bool same_unit(struct reading *x, const struct soan_figure *f)
{
    struct text given = {0}, own = {0};
    struct text_view unit = cell(x, UNIT);
    soan_unit_canonical(unit, &given);
    soan_unit_canonical(text_view(&f->unit), &own);
    bool same = unit.len == 0 || text_view_equal(text_view(&given), text_view(&own));
    text_free(&given);
    text_free(&own);
    if (same)
        return true;
    return error_set(x->e, SOAN_REFUSED,
                     _("line %zu: %s is in %s here, in the sheet in %.*s; convert the value and put the unit back"),
                     x->cells.line, text_str(&f->key), f->unit.len ? text_str(&f->unit) : _("no unit"), (int)unit.len,
                     unit.bytes);
}

/* The cell names what the figure has, however it is spelled. */
static bool says_same(const struct soan_figure *f, enum column column, struct text_view given, struct text_view own)
{
    struct text value = {0};
    struct soan_target t = {0};
    bool same = soan_source_equal(given, own);
    if (!same && column == PREVIOUS && soan_value_parse(f->kind, text_view(&f->unit), given, &value, NULL))
        same = text_view_equal(text_view(&value), own);
    if (!same && column == TARGET && soan_target_parse(text_view(&f->unit), given, &t, NULL)) {
        soan_target_format(&t, &value);
        same = text_view_equal(text_view(&value), own);
    }
    soan_target_free(&t);
    text_free(&value);
    return same;
}

/* What departments do not decide. */
static void note_ignored(const struct reading *x, const struct soan_figure *f, struct text *out)
{
    static const enum column kept[] = {LABEL, PREVIOUS, TARGET, SOURCE};
    const struct text *own[] = {&f->label, &f->previous, &f->target, &f->source};
    for (size_t i = 0; i < SOAN_ARRAY_LEN(kept); i++) {
        struct text_view given = cell(x, kept[i]);
        struct text target = {0};
        if (given.len == 0 || says_same(f, kept[i], given, text_view(own[i])))
            continue;
        if (kept[i] == TARGET)
            target_cell(f, &target);
        text_printf(out, _("%s%s: %.*s in the sheet, %s here"), out->len ? "; " : "", _(column_name[kept[i]]),
                    (int)given.len, given.bytes,
                    own[i]->len == 0 ? _("none") : text_str(kept[i] == TARGET ? &target : own[i]));
        text_free(&target);
    }
}

enum { EMPTIES_MAX = 200 };

/* A row that says nothing of a figure without a value is passed over. */
static bool read_row(struct reading *x)
{
    struct soan_figure f = {0};
    struct error why = {0};
    struct text ignored = {0};
    if (cell(x, KEY).len == 0 && cell(x, VALUE).len == 0)
        return true;
    if (!soan_figure_get(x->r, cell(x, KEY), &f, &why)) {
        if (why.status == SOAN_NO_INPUT)
            note_unknown(x, cell(x, KEY));
        else
            error_set(x->e, why.status, "%s", text_str(&why.message));
        bool go_on = why.status == SOAN_NO_INPUT;
        error_free(&why);
        return go_on;
    }
    if (cell(x, VALUE).len && !same_unit(x, &f)) {
        soan_figure_free(&f);
        return false;
    }
    note_ignored(x, &f, &ignored);
    bool says = cell(x, VALUE).len > 0 || f.value.len > 0 || ignored.len > 0;
    bool full = cell(x, VALUE).len == 0 && x->empties >= EMPTIES_MAX;
    x->sheet.more += says && full;
    if (!says || full) {
        soan_figure_free(&f);
        text_free(&ignored);
        return true;
    }
    x->empties += cell(x, VALUE).len == 0;
    if (f.kind == SOAN_KIND_NUMBER && cell(x, VALUE).len)
        soan_marks_look(&x->marks, cell(x, VALUE), x->cells.line);
    mem_grow((void **)&x->sheet.row, &x->cap, x->sheet.n + 1, sizeof *x->sheet.row);
    x->sheet.row[x->sheet.n++] = (struct soan_sheet_row){.line = x->cells.line,
                                                         .figure = f,
                                                         .value = text_copy(cell(x, VALUE)),
                                                         .note = text_copy(cell(x, NOTE)),
                                                         .ignored = ignored};
    return true;
}

static bool read_rows(struct reading *x)
{
    bool more = true;
    while (soan_csv_next(&x->csv, &x->cells, &more, x->e)) {
        if (!more)
            return true;
        if (!read_row(x))
            return false;
    }
    return false;
}

/* All cells are known by now: values become what a person here would have typed. */
static bool settle_values(struct reading *x)
{
    bool dot = false;
    if (!soan_marks_decide(&x->marks, x->csv.separator, &dot, x->e))
        return false;
    for (size_t i = 0; i < x->sheet.n; i++) {
        struct soan_sheet_row *row = &x->sheet.row[i];
        const struct soan_figure *f = &row->figure;
        struct text value = {0};
        struct error why = {0};
        if (row->value.len == 0)
            continue;
        if (dot && f->kind == SOAN_KIND_NUMBER) {
            struct text turned = {0};
            soan_marks_turn(text_view(&row->value), &turned);
            text_free(&row->value);
            row->value = turned;
        }
        if (!soan_value_parse(f->kind, text_view(&f->unit), text_view(&row->value), &value, &why)) {
            error_set(x->e, SOAN_REFUSED, _("line %zu: %s: %s"), row->line, text_str(&f->key), text_str(&why.message));
            error_free(&why);
            return false;
        }
        text_free(&row->value);
        row->value = value;
    }
    return true;
}

static bool refuse_unknown(const struct reading *x)
{
    enum { NAMED = 20 };
    if (x->unknowns == 0)
        return true;
    if (x->unknowns > NAMED)
        return error_set(x->e, SOAN_REFUSED, _("unknown keys: %s and %zu more; nothing was changed"),
                         text_str(&x->unknown), x->unknowns - NAMED);
    return error_set(x->e, SOAN_REFUSED, _("unknown keys: %s; nothing was changed; 'soan figures' lists them"),
                     text_str(&x->unknown));
}

bool soan_sheet_read(struct soan_report *r, struct text_view bytes, struct soan_sheet *out, struct error *e)
{
    struct reading x = {.r = r, .e = e};
    if (!soan_csv_begin(&x.csv, bytes, e) || !read_begin(r, e))
        return false;
    bool ok = read_heading(&x) && read_rows(&x) && refuse_unknown(&x) && settle_values(&x);
    read_end(r);
    soan_csv_row_free(&x.cells);
    soan_marks_free(&x.marks);
    text_free(&x.unknown);
    if (ok)
        *out = x.sheet;
    else
        soan_sheet_free(&x.sheet);
    return ok;
}

/* ---- taking over ---- */

static bool sheet_changes(const struct soan_sheet *s, const struct soan_origin *from, struct soan_figure_change *c,
                          size_t *n)
{
    for (size_t i = 0; i < s->n; i++) {
        const struct soan_sheet_row *row = &s->row[i];
        struct text_view key = text_view(&row->figure.key);
        if (row->value.len == 0 || text_view_equal(text_view(&row->value), text_view(&row->figure.value)))
            continue;
        c[(*n)++] = (struct soan_figure_change){key, SOAN_FIGURE_VALUE, text_view(&row->value), NULL};
        c[(*n)++] = (struct soan_figure_change){key, SOAN_FIGURE_PAPER, from->file, NULL};
        if (from->dated.len)
            c[(*n)++] = (struct soan_figure_change){key, SOAN_FIGURE_DATED, from->dated, NULL};
        if (row->note.len && !text_view_equal(text_view(&row->note), text_view(&row->figure.note)))
            c[(*n)++] = (struct soan_figure_change){key, SOAN_FIGURE_NOTE, text_view(&row->note), NULL};
    }
    return *n > 0;
}

bool soan_sheet_take(struct soan_report *r, const struct soan_sheet *sheet, const struct soan_origin *from,
                     bool dry_run, struct soan_effect *effect, struct error *e)
{
    enum { CHANGES = 4 }; /* of one row at most */
    struct soan_figure_change *c = mem_array(sheet->n * CHANGES + 1, sizeof *c);
    struct text file = {0}, sender = {0};
    size_t n = 0;
    text_clean_line(from->file, &file, NULL);
    text_clean_line(from->sender, &sender, NULL);
    const struct soan_origin clean = {text_view(&file), text_view(&sender), from->dated};
    bool ok = !sheet_changes(sheet, &clean, c, &n) || soan_figures_change(r, c, n, &clean, dry_run, effect, e);
    free(c);
    text_free(&file);
    text_free(&sender);
    return ok;
}
