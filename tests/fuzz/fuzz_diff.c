/* Any two texts, parted by the first byte 0xFF: the runs cover both, and lead from one to the other. */
#include <stdlib.h>
#include <string.h>

#include "soan/text.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool ok)
{
    if (!ok)
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const uint8_t *bar = size ? memchr(data, 0xFF, size) : NULL;
    size_t first = bar ? (size_t)(bar - data) : size, second = bar ? first + 1 : size;
    struct text old = {0}, now = {0}, made = {0};
    struct text_diff d = {0};
    text_clean((struct text_view){(const char *)data, first}, &old, NULL);
    text_clean((struct text_view){(const char *)data + second, size - second}, &now, NULL);
    text_diff(text_view(&old), text_view(&now), &d);
    size_t at = 0;
    for (size_t i = 0; i < d.n; i++) {
        const struct text_run *r = &d.run[i];
        must(r->from == at && r->to >= r->from && r->new_from == made.len && r->new_to >= r->new_from);
        must(i == 0 || r->kind != r[-1].kind);
        if (r->kind == TEXT_SAME)
            text_append(&made, text_view_part(text_view(&old), r->from, r->to));
        else
            text_append(&made, text_view_part(text_view(&now), r->new_from, r->new_to));
        must(made.len == r->new_to);
        at = r->to;
    }
    must(at == old.len && text_view_equal(text_view(&made), text_view(&now)));
    text_diff_free(&d);
    text_free(&made);
    text_free(&old);
    text_free(&now);
    return 0;
}
