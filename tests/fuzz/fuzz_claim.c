/* Any bytes as a paragraph, cleaned as a report stores it, with a figure somewhere in it: claims lie within the
 * text. */
#include <stdlib.h>

#include "soan/figure.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(bool holds)
{
    if (!holds)
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct text clean = {0};
    struct soan_claims c = {0};
    text_clean_line((struct text_view){(const char *)data, size}, &clean, NULL);
    struct text_view v = text_view(&clean);
    struct soan_claim_figure figure = {.key = TEXT_LIT("k"), .unit = TEXT_LIT("cuộc"), .target = TEXT_LIT(">= 5")};
    figure.from = size ? text_grapheme_next(v, data[0] % (clean.len + 1)) : 0;
    figure.to = text_grapheme_next(v, figure.from);
    figure.open = size % 2;
    figure.kind = size % 3 ? SOAN_KIND_NUMBER : SOAN_KIND_RATIO;
    soan_claims_read(v, &figure, figure.to > figure.from, &c);
    for (size_t i = 0; i < c.n; i++) {
        check(c.claim[i].from < c.claim[i].to && c.claim[i].to <= v.len);
        for (size_t k = 0; k < c.claim[i].operands; k++)
            check(c.claim[i].operand[k] < c.quantities);
    }
    for (size_t i = 0; i < c.quantities; i++)
        check(c.quantity[i].from < c.quantity[i].to && c.quantity[i].to <= v.len);
    for (size_t i = 0; i < c.statements; i++)
        check(c.statement[i].from < c.statement[i].to && c.statement[i].to <= v.len);
    soan_claims_free(&c);
    text_free(&clean);
    return 0;
}
