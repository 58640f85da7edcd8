/* `m/n chỉ tiêu` in the text against the rows of the annex of targets. */
#include "check/claims.h"

void annex_count(struct annex_counts *a, const struct soan_figure *f)
{
    if (f->target.len == 0)
        return;
    enum soan_met met = soan_met(text_view(&f->target), text_view(&f->value));
    a->rows++;
    a->met += met == SOAN_MET_REACHED || met == SOAN_MET_EXCEEDED;
    a->waiting += met == SOAN_MET_UNKNOWN;
}

static bool is(const struct soan_number *n, size_t value)
{
    struct soan_number *other = soan_number_from_int((long)value);
    bool same = soan_number_compare(n, other) == 0;
    soan_number_free(&other);
    return same;
}

/* Fewer targets in the text may be those of one field; as many as the annex has are all of them. */
void annex_check(struct check *c, const struct annex_counts *a, const struct soan_claims *claims, size_t at)
{
    for (size_t i = 0; a->rows && !a->waiting && i < claims->quantities; i++) {
        const struct soan_quantity *q = &claims->quantity[i];
        struct text message = {0};
        if (q->form != SOAN_QUANTITY_RATIO || q->open || !q->low || !q->high || !is(q->high, a->rows) ||
            is(q->low, a->met) || !text_view_equal(text_view(&q->unit), TEXT_LIT("chỉ tiêu")))
            continue;
        text_printf(&message, _("the annex has %zu of %zu targets reached or exceeded"), a->met, a->rows);
        claims_add(c, "claim-annex", SOAN_SEVERITY_ERROR, at + q->from, at + q->to, &message);
    }
}
