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

static int by_key(const void *a, const void *b)
{
    const struct soan_figure_change *const *p = a, *const *q = b;
    return text_view_compare((*p)->key, (*q)->key);
}

static bool no_key_twice(struct soan_report *r, const struct soan_figure_change *c, size_t n, struct error *e)
{
    const struct soan_figure_change **sorted = mem_array(n, sizeof *sorted);
    bool ok = true;
    for (size_t i = 0; i < n; i++)
        sorted[i] = &c[i];
    qsort(sorted, n, sizeof *sorted, by_key);
    for (size_t i = 1; ok && i < n; i++)
        if (text_view_equal(sorted[i - 1]->key, sorted[i]->key))
            ok = error_set(e, SOAN_REFUSED, _("%s: '%.*s' is given twice; nothing was changed; say it once"), r->path,
                           (int)sorted[i]->key.len, sorted[i]->key.bytes);
    free(sorted);
    return ok;
}

bool soan_figures_fill(struct soan_report *r, const struct soan_fill *fill, size_t n, bool dry_run,
                       struct soan_filled **out, struct error *e)
{
    struct soan_figure_change *change = mem_array(n, sizeof *change);
    struct soan_filled *filled = mem_array(n, sizeof *filled);
    for (size_t i = 0; i < n; i++)
        change[i] = (struct soan_figure_change){fill[i].key, SOAN_FIGURE_VALUE, fill[i].value};
    bool ok = n == 0 || (no_key_twice(r, change, n, e) && figures_fill(r, change, n, dry_run, filled, e));
    free(change);
    if (ok && out)
        *out = filled;
    else
        soan_filled_free(&filled, n);
    return ok;
}
