/* A sheet of a department taken in: what it would change, what leaps, then all of it or nothing. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/commands.h"

/* What a new value is compared with: the present one, else that of the last term. */
static struct text_view reference(const struct soan_figure *f)
{
    return text_view(f->value.len ? &f->value : &f->previous);
}

static struct soan_number *number_of(const struct soan_figure *f, struct text_view v)
{
    struct soan_number *n = NULL;
    if (f->kind != SOAN_KIND_NUMBER || v.len == 0 || !soan_number_parse(v, &n, NULL))
        return NULL;
    return n;
}

static struct soan_number *calc(enum soan_arith op, const struct soan_number *a, const struct soan_number *b)
{
    struct soan_number *n = NULL;
    return a && b && soan_number_calc(op, a, b, &n, NULL) ? n : NULL;
}

/* More than `ratio` times what it was, or less than one part in `ratio`. */
static bool leaps(const struct soan_sheet_row *row, const struct soan_number *ratio)
{
    struct soan_number *is = number_of(&row->figure, text_view(&row->value)),
                       *was = number_of(&row->figure, reference(&row->figure));
    bool leap = false;
    if (is && was && soan_number_sign(was) != soan_number_sign(is)) {
        leap = soan_number_sign(was) != 0;
    } else if (is && was) {
        struct soan_number *more = calc(SOAN_MUL, was, ratio), *less = calc(SOAN_MUL, is, ratio);
        int sign = soan_number_sign(is);
        leap = more && less && (soan_number_compare(is, more) * sign > 0 || soan_number_compare(was, less) * sign > 0);
        soan_number_free(&more);
        soan_number_free(&less);
    }
    soan_number_free(&is);
    soan_number_free(&was);
    return leap;
}

static void print_row(const struct soan_sheet_row *row, bool leap)
{
    const struct soan_figure *f = &row->figure;
    struct soan_number *is = number_of(f, text_view(&row->value)), *was = number_of(f, text_view(&f->value));
    struct soan_number *difference = calc(SOAN_SUB, is, was);
    out_printf("%s: %s -> %s", text_str(&f->key), f->value.len ? f->value.bytes : "…", text_str(&row->value));
    if (difference) {
        struct text d = {0};
        soan_number_format(difference, -1, &d);
        out_printf(" (%s%s)", soan_number_sign(difference) > 0 ? "+" : "", text_str(&d));
        text_free(&d);
    }
    if (f->previous.len)
        out_printf("; %s: %s", _("last term"), text_str(&f->previous));
    if (leap)
        out_printf("; %s", _("leaps"));
    if (f->confirmed)
        out_printf("; %s", _("was confirmed"));
    if (row->note.len && !text_view_equal(text_view(&row->note), text_view(&f->note)))
        out_printf("; %s: %s", _("note"), text_str(&row->note));
    out_str("\n");
    soan_number_free(&is);
    soan_number_free(&was);
    soan_number_free(&difference);
}

/* What the sheet says and is not taken from it. */
static void print_kept(const struct soan_sheet_row *row)
{
    const struct soan_figure *f = &row->figure;
    if (row->value.len == 0 && f->value.len)
        out_printf(_("%s: stays %s; the sheet has no value for it\n"), text_str(&f->key), text_str(&f->value));
    if (row->ignored.len)
        out_printf(_("%s: not taken from a sheet: %s\n"), text_str(&f->key), text_str(&row->ignored));
}

struct counted {
    size_t given, changed, leaping; /* rows with a value, those that change one, those that leap */
};

static struct counted preview(const struct soan_sheet *sheet, const struct soan_number *ratio)
{
    struct counted n = {0};
    for (size_t i = 0; i < sheet->n; i++) {
        const struct soan_sheet_row *row = &sheet->row[i];
        n.given += row->value.len > 0;
        if (row->value.len && !text_view_equal(text_view(&row->value), text_view(&row->figure.value))) {
            bool leap = leaps(row, ratio);
            n.leaping += leap;
            n.changed++;
            print_row(row, leap);
        }
        print_kept(row);
    }
    if (sheet->more)
        out_printf(soan_ngettext("%zu more row without a value\n", "%zu more rows without a value\n",
                                 (unsigned long)sheet->more), sheet->more);
    return n;
}

static bool agrees_to_leap(size_t leaping)
{
    struct text question = {0};
    text_printf(&question, soan_ngettext("%zu value leaps. Take the sheet over? [y/N]",
                                         "%zu values leap. Take the sheet over? [y/N]", (unsigned long)leaping), leaping);
    bool yes = cli_person_agrees(text_str(&question));
    text_free(&question);
    return yes;
}

static bool take(struct soan_report *r, const struct soan_sheet *sheet, const struct sheet_call *call,
                 const struct soan_number *ratio, struct error *e)
{
    const char *slash = strrchr(call->csv, '/');
    const struct soan_origin from = {text_view_of(slash ? slash + 1 : call->csv), text_view_of(call->sender),
                                     text_view_of(call->date)};
    struct soan_effect before = {0}, effect = {0};
    if (!soan_sheet_take(r, sheet, &from, true, &before, e))
        return false;
    const struct counted n = preview(sheet, ratio);
    bool ok = call->dry_run || cli_effect_agreed(r, &before, call->yes, e);
    soan_effect_free(&before);
    if (!ok)
        return false;
    if (n.leaping && !call->yes && !call->dry_run && !agrees_to_leap(n.leaping))
        return error_set(e, SOAN_REFUSED,
                         soan_ngettext("%zu value leaps; nothing was changed; look at it, then say --yes",
                                       "%zu values leap; nothing was changed; look at them, then say --yes",
                                       (unsigned long)n.leaping),
                         n.leaping);
    ok = n.changed == 0 || soan_sheet_take(r, sheet, &from, call->dry_run, &effect, e);
    for (size_t i = 0; ok && i < effect.figures; i++)
        if (effect.figure[i].computed)
            out_printf("%s: %s -> %s; %s\n", text_str(&effect.figure[i].key),
                       effect.figure[i].before.len ? effect.figure[i].before.bytes : "…",
                       effect.figure[i].after.len ? effect.figure[i].after.bytes : "…", _("computed"));
    if (ok && call->dry_run)
        out_printf(soan_ngettext("%zu figure of %zu in the sheet would change\n",
                                 "%zu figures of %zu in the sheet would change\n", (unsigned long)n.changed),
                   n.changed, n.given);
    else if (ok)
        out_printf(soan_ngettext("%zu figure changed of %zu in the sheet\n",
                                 "%zu figures changed of %zu in the sheet\n", (unsigned long)n.changed),
                   n.changed, n.given);
    soan_effect_free(&effect);
    return ok;
}

bool sheet_fill(struct soan_report *r, const struct sheet_call *call, struct error *e)
{
    struct text bytes = {0};
    struct soan_sheet sheet = {0};
    struct soan_number *ratio = NULL;
    struct error why = {0};
    if (!soan_number_parse(text_view_of(call->max_leap), &ratio, NULL) || soan_number_sign(ratio) <= 0) {
        soan_number_free(&ratio);
        return error_set(e, SOAN_USAGE, _("--max-leap %s: is no ratio; write a number such as 3 or 1,5"),
                         call->max_leap);
    }
    bool ok = file_read(call->csv, &bytes, e);
    if (ok && (!text_utf8_valid(text_view_of(call->sender), &(size_t){0}) ||
               !soan_sheet_read(r, text_view(&bytes), &sheet, &why) || !take(r, &sheet, call, ratio, &why))) {
        error_set(e, why.status ? why.status : SOAN_BAD_DATA, "%s: %s", call->csv,
                  why.message.len ? text_str(&why.message) : _("--sender is not UTF-8"));
        ok = false;
    }
    error_free(&why);
    soan_number_free(&ratio);
    soan_sheet_free(&sheet);
    text_free(&bytes);
    return ok;
}

/* ---- who has not sent ---- */

struct department {
    struct text name, open;
    size_t wanted, missing;
};
struct departments {
    struct department *item;
    size_t n, cap;
};

static bool count(const struct soan_figure *f, void *arg)
{
    struct departments *d = arg;
    size_t i = 0;
    if (f->formula.len)
        return true;
    while (i < d->n && !text_view_equal(text_view(&d->item[i].name), text_view(&f->source)))
        i++;
    if (i == d->n) {
        mem_grow((void **)&d->item, &d->cap, d->n + 1, sizeof *d->item);
        d->item[d->n++] = (struct department){.name = text_copy(text_view(&f->source))};
    }
    struct department *x = &d->item[i];
    x->wanted++;
    if (f->value.len)
        return true;
    x->missing++;
    text_append_str(&x->open, x->open.len ? " " : "");
    text_append(&x->open, text_view(&f->key));
    return true;
}

bool sheet_missing(struct soan_report *r, enum list_format format, struct error *e)
{
    static const char *const fields[] = {"source", "wanted", "missing", "keys"};
    struct departments d = {0};
    struct list l;
    bool ok = soan_figure_each(r, count, &d, e);
    if (ok)
        list_begin(&l, format, fields, SOAN_ARRAY_LEN(fields));
    for (size_t i = 0; ok && i < d.n; i++) {
        const struct department *x = &d.item[i];
        if (format == LIST_TEXT && x->missing) {
            out_printf(_("%s: %zu of %zu missing: %s\n"), x->name.len ? x->name.bytes : _("(no department)"),
                       x->missing, x->wanted, text_str(&x->open));
        } else if (format != LIST_TEXT) {
            list_text_or_null(&l, text_view(&x->name));
            list_number(&l, (int64_t)x->wanted);
            list_number(&l, (int64_t)x->missing);
            list_text(&l, text_view(&x->open));
        }
    }
    if (ok)
        list_end(&l);
    for (size_t i = 0; i < d.n; i++) {
        text_free(&d.item[i].name);
        text_free(&d.item[i].open);
    }
    free(d.item);
    return ok;
}
