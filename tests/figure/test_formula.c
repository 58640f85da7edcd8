/* Formulas: what they give, and what a person reads when they give nothing. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "soan/figure.h"

struct ledger_row {
    const char *key, *value, *target, *unit;
};

static const struct ledger_row ledger[] = {
    {"kiem_tra", "12", NULL, "cuộc"},
    {"giam_sat", "8", NULL, "cuộc"},
    {"thu", "390", "350", "tỷ đồng"},
    {"dan_so", "15.600", NULL, "người"},
    {"ty_le", "7,5", NULL, "%"},
    {"khong", "0", NULL, ""},
};

static bool operand(struct text_view key, enum soan_operand_of of, struct soan_number **out, struct text *unit, void *arg,
                    struct error *e)
{
    (void)arg;
    for (size_t i = 0; i < SOAN_ARRAY_LEN(ledger); i++) {
        const struct ledger_row *row = &ledger[i];
        if (!text_view_equal(key, text_view_of(row->key)))
            continue;
        const char *typed = of == SOAN_OPERAND_TARGET ? row->target : row->value;
        if (!typed)
            return error_set(e, SOAN_REFUSED, "missing");
        text_append_str(unit, row->unit);
        return soan_number_parse(text_view_of(typed), out, e);
    }
    return error_set(e, SOAN_REFUSED, "unknown");
}

/* "VALUE UNIT" with two decimals, or "! MESSAGE". */
static struct text eval(const char *source)
{
    struct soan_formula *f = NULL;
    struct soan_number *n = NULL;
    struct text unit = {0}, out = {0};
    struct error e = {0};
    if (soan_formula_parse(text_view_of(source), &f, &e) && soan_formula_eval(f, operand, NULL, &n, &unit, &e)) {
        soan_number_format(n, 2, &out);
        text_printf(&out, " %s", text_str(&unit));
    } else {
        assert_int_equal(e.status, SOAN_REFUSED);
        text_printf(&out, "! %s", text_str(&e.message));
    }
    soan_number_free(&n);
    soan_formula_free(&f);
    text_free(&unit);
    error_free(&e);
    return out;
}

static void gives(const char *source, const char *expected)
{
    struct text got = eval(source);
    assert_string_equal(text_str(&got), expected);
    text_free(&got);
}

static void refused(const char *source, const char *because)
{
    struct text got = eval(source);
    if (got.len < 2 || got.bytes[0] != '!' || !strstr(text_str(&got), because))
        fail_msg("%s gave: %s", source, text_str(&got));
    text_free(&got);
}

static void test_values(void **state)
{
    (void)state;
    gives("kiem_tra + giam_sat", "20,00 cuộc");
    gives("thu / thu.target * 100", "111,43 ");
    gives("1 - 2 - 3", "-4,00 ");
    gives("2 + 3 * 4", "14,00 ");
    gives("(2 + 3) * 4", "20,00 ");
    gives("-(2 + 3) * -4", "20,00 ");
    gives("8 / 4 / 2", "1,00 ");
    gives("- -3", "3,00 ");
    gives("1/3", "0,33 ");
    gives("1/3*3", "1,00 ");
    gives("thu*1000/dan_so", "25,00 tỷ đồng/người");
    gives("ty_le * 2", "15,00 %");
    gives("1.000 + 0,5", "1.000,50 ");
}

static void test_refusals(void **state)
{
    (void)state;
    refused("", "ends where");
    refused("kiem_tra +", "ends where");
    refused("kiem_tra giam_sat", "at place 10");
    refused("(1 + 2", "never closed");
    refused("1 + 2)", "no opening one");
    refused("()", "at place 2");
    refused("thu.khac", "unknown");
    refused("kiem_tra.target", "missing");
    refused("thu + dan_so", "cannot be added");
    refused("thu + 1", "a plain number");
    refused("thu * dan_so", "no meaning");
    refused("thu / khong", "zero");
    refused("2 ^ 3", "^");
    refused("đ", "đ");
    refused("1e9", "place 2");
}

static void test_long_and_deep(void **state)
{
    (void)state;
    struct text source = {0};
    for (int i = 0; i < 10000; i++)
        text_append_str(&source, i ? " + 1" : "1");
    gives(text_str(&source), "10.000,00 ");
    text_clear(&source);
    for (int i = 0; i < 10000; i++)
        text_append_char(&source, '(');
    text_append_str(&source, "7");
    for (int i = 0; i < 10000; i++)
        text_append_char(&source, ')');
    gives(text_str(&source), "7,00 ");
    text_clear(&source);
    for (int i = 0; i < 10000; i++)
        text_append_char(&source, '-');
    text_append_str(&source, "7");
    gives(text_str(&source), "7,00 ");
    text_free(&source);
}

static void collect(struct text_view key, enum soan_operand_of of, void *arg)
{
    text_printf(arg, "%.*s/%d ", (int)key.len, key.bytes, (int)of);
}

static void test_keys(void **state)
{
    (void)state;
    struct soan_formula *f = NULL;
    struct text keys = {0};
    assert_true(soan_formula_parse(TEXT_LIT("(a + b.target) / b.previous * 2"), &f, NULL));
    soan_formula_keys(f, collect, &keys);
    assert_string_equal(text_str(&keys), "a/0 b/1 b/2 ");
    soan_formula_free(&f);
    text_free(&keys);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_values),
        cmocka_unit_test(test_refusals),
        cmocka_unit_test(test_long_and_deep),
        cmocka_unit_test(test_keys),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
