#include <stdlib.h>

#include "report/private.h"

void soan_filled_free(struct soan_filled **f, size_t n)
{
    for (size_t i = 0; *f && i < n; i++) {
        text_free(&(*f)[i].key);
        text_free(&(*f)[i].before);
        text_free(&(*f)[i].after);
    }
    free(*f);
    *f = NULL;
}

struct filling {
    const struct soan_fill *fill;
    size_t n;
    struct soan_figure *figure; /* of each fill */
    struct soan_filled *out;
};

static int by_key(const void *a, const void *b)
{
    const struct soan_fill *const *p = a, *const *q = b;
    return text_view_compare((*p)->key, (*q)->key);
}

static bool no_key_twice(struct soan_report *r, const struct filling *f, struct error *e)
{
    const struct soan_fill **sorted = mem_array(f->n, sizeof *sorted);
    bool ok = true;
    for (size_t i = 0; i < f->n; i++)
        sorted[i] = &f->fill[i];
    qsort(sorted, f->n, sizeof *sorted, by_key);
    for (size_t i = 1; ok && i < f->n; i++)
        if (text_view_equal(sorted[i - 1]->key, sorted[i]->key))
            ok = error_set(e, SOAN_REFUSED, _("%s: '%.*s' is given twice; nothing was changed; say it once"), r->path,
                           (int)sorted[i]->key.len, sorted[i]->key.bytes);
    free(sorted);
    return ok;
}

static bool check_one(struct soan_report *r, const struct soan_fill *fill, struct soan_figure *f,
                      struct soan_filled *out, struct error *e)
{
    if (!soan_figure_get(r, fill->key, f, e)) {
        if (e && e->status == SOAN_NO_INPUT)
            e->status = SOAN_REFUSED;
        return false;
    }
    if (f->locked)
        return error_set(e, SOAN_REFUSED, _("%s: '%s' is locked; nothing was changed; have it unlocked first"), r->path,
                         text_str(&f->key));
    struct text_view typed = text_view_trim(fill->value);
    struct error why = {0};
    if (typed.len && !soan_value_parse(f->kind, text_view(&f->unit), typed, &out->after, &why)) {
        error_set(e, why.status, "%s: %s", text_str(&f->key), text_str(&why.message));
        error_free(&why);
        return false;
    }
    text_append(&out->key, text_view(&f->key));
    text_append(&out->before, text_view(&f->value));
    out->places = f->places;
    return true;
}

static bool check_all(struct soan_report *r, struct filling *f, struct error *e)
{
    bool ok = no_key_twice(r, f, e);
    for (size_t i = 0; ok && i < f->n; i++)
        ok = check_one(r, &f->fill[i], &f->figure[i], &f->out[i], e);
    return ok;
}

static bool fill_all(struct gate *g, void *arg, struct error *e)
{
    struct filling *f = arg;
    bool ok = check_all(g->r, f, e);
    g->nothing = true;
    for (size_t i = 0; ok && i < f->n; i++) {
        if (text_view_equal(text_view(&f->out[i].before), text_view(&f->out[i].after)))
            continue;
        g->nothing = false;
        ok = figure_set_value(g, &f->figure[i], text_view(&f->out[i].after), e);
    }
    return ok;
}

static bool fill_dry(struct soan_report *r, struct filling *f, struct error *e)
{
    if (!read_begin(r, e))
        return false;
    bool ok = check_all(r, f, e);
    read_end(r);
    return ok;
}

bool soan_figures_fill(struct soan_report *r, const struct soan_fill *fill, size_t n, bool dry_run,
                       struct soan_filled **out, struct error *e)
{
    struct filling f = {.fill = fill, .n = n};
    f.figure = mem_array(n, sizeof *f.figure);
    f.out = mem_array(n, sizeof *f.out);
    bool ok = n == 0 || (dry_run ? fill_dry(r, &f, e) : gate_write(r, "fill", GATE_HISTORY, fill_all, &f, e));
    for (size_t i = 0; i < n; i++)
        soan_figure_free(&f.figure[i]);
    free(f.figure);
    if (ok && out)
        *out = f.out;
    else
        soan_filled_free(&f.out, n);
    return ok;
}
