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

bool soan_figures_fill(struct soan_report *r, const struct soan_fill *fill, size_t n, bool dry_run,
                       struct soan_filled **out, struct error *e)
{
    struct soan_figure_change *change = mem_array(n, sizeof *change);
    struct soan_filled *filled = mem_array(n, sizeof *filled);
    for (size_t i = 0; i < n; i++)
        change[i] = (struct soan_figure_change){fill[i].key, SOAN_FIGURE_VALUE, fill[i].value, NULL};
    bool ok = n == 0 || figures_fill(r, change, n, dry_run, filled, e);
    free(change);
    if (ok && out)
        *out = filled;
    else
        soan_filled_free(&filled, n);
    return ok;
}
