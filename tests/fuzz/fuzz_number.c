/* Any bytes as a number and as a value of every kind: what is taken is clean and is taken again unchanged. */
#include <stdlib.h>

#include "soan/figure.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(bool holds)
{
    if (!holds)
        abort();
}

static void number(struct text_view v)
{
    struct soan_number *n = NULL, *again = NULL;
    struct error e = {0};
    if (soan_number_parse(v, &n, &e)) {
        struct text shown = {0}, exact = {0};
        soan_number_format(n, -1, &shown);
        soan_number_canonical(n, &exact);
        check(exact.len > 0);
        check(soan_number_parse(text_view(&shown), &again, &e));
        check(soan_number_compare(n, again) == 0);
        text_free(&shown);
        text_free(&exact);
    } else {
        check(e.message.len > 0);
    }
    soan_number_free(&n);
    soan_number_free(&again);
    error_free(&e);
}

static void value(enum soan_kind kind, struct text_view unit, struct text_view v)
{
    struct text stored = {0}, again = {0};
    struct error e = {0};
    if (soan_value_parse(kind, unit, v, &stored, &e)) {
        check(text_is_clean(text_view(&stored)));
        check(text_view_find(text_view(&stored), TEXT_LIT("\n"), 0) == SIZE_MAX);
        check(soan_value_parse(kind, unit, text_view(&stored), &again, &e));
        check(text_view_equal(text_view(&stored), text_view(&again)));
    } else {
        check(stored.len == 0 && e.message.len > 0);
    }
    text_free(&stored);
    text_free(&again);
    error_free(&e);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct text_view v = {(const char *)data, size};
    struct text clean = {0};
    number(v);
    for (unsigned kind = 0; kind < SOAN_KIND_COUNT_; kind++) {
        value((enum soan_kind)kind, TEXT_LIT("tỷ đồng"), v);
        value((enum soan_kind)kind, TEXT_LIT("chỉ tiêu"), v);
    }
    text_clean(v, &clean, NULL);
    check(soan_unit_match(text_view(&clean)) <= clean.len);
    text_free(&clean);
    return 0;
}
