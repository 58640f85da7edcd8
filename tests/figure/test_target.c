/* Targets and their directions; quantities in other units. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "soan/figure.h"

static void target_is(const char *unit, const char *typed, const char *expected)
{
    struct soan_target t = {0};
    struct text out = {0};
    struct error e = {0};
    bool ok = soan_target_parse(text_view_of(unit), text_view_of(typed), &t, &e);
    if (!expected) {
        assert_false(ok);
        assert_true(e.message.len > 0);
        error_free(&e);
        return;
    }
    if (!ok)
        fail_msg("%s: %s", typed, text_str(&e.message));
    soan_target_format(&t, &out);
    assert_string_equal(text_str(&out), expected);
    soan_target_free(&t);
    text_free(&out);
}

static void test_parse(void **state)
{
    (void)state;
    target_is("%", ">=95", ">= 95");
    target_is("%", "≥ 95%", ">= 95");
    target_is("%", "<= 2,5", "<= 2,5");
    target_is("%", "≤2", "<= 2");
    target_is("%", "= 100 %", "= 100");
    target_is("%", "95", "95");
    target_is("%/năm", "11 - 12%/năm", "11 - 12");
    target_is("%", "7,5–8", "7,5 - 8");
    target_is("%", "7,5% đến 8%", "7,5 - 8");
    target_is("", "8..10", "8 - 10");
    target_is("", "-3", "-3");
    target_is("", "-3 - -1", "-3 - -1");
    target_is("tỷ đồng", ">= 1234,5 tỷ", ">= 1.234,5");
    target_is("", "10 - 8", NULL);
    target_is("", "8 - 8", NULL);
    target_is("", ">=", NULL);
    target_is("", ">= 8 - 10", NULL);
    target_is("", "nhiều", NULL);
    target_is("", "", NULL);
    target_is("triệu đồng", ">= 5 tỷ", NULL);
    target_is("", "> 5", NULL);
}

static enum soan_met met(const char *target, const char *value)
{
    return soan_met(text_view_of(target), text_view_of(value));
}

static void test_met(void **state)
{
    (void)state;
    assert_int_equal(met(">= 95", "94,9"), SOAN_MET_SHORT);
    assert_int_equal(met(">= 95", "95,0"), SOAN_MET_REACHED);
    assert_int_equal(met(">= 95", "95,1"), SOAN_MET_EXCEEDED);
    assert_int_equal(met("<= 3", "2,9"), SOAN_MET_EXCEEDED);
    assert_int_equal(met("<= 3", "3"), SOAN_MET_REACHED);
    assert_int_equal(met("<= 3", "3,01"), SOAN_MET_SHORT);
    assert_int_equal(met("= 100", "100"), SOAN_MET_REACHED);
    assert_int_equal(met("= 100", "101"), SOAN_MET_SHORT);
    assert_int_equal(met("8 - 10", "8"), SOAN_MET_REACHED);
    assert_int_equal(met("8 - 10", "10"), SOAN_MET_REACHED);
    assert_int_equal(met("8 - 10", "7,9"), SOAN_MET_SHORT);
    assert_int_equal(met("8 - 10", "10,1"), SOAN_MET_EXCEEDED);
    assert_int_equal(met("95", "96"), SOAN_MET_UNKNOWN);
    assert_int_equal(met("", "96"), SOAN_MET_UNKNOWN);
    assert_int_equal(met(">= 1", ""), SOAN_MET_UNKNOWN);
    assert_int_equal(met(">= 1.000", "999"), SOAN_MET_SHORT);
}

static void converts(const char *unit, const char *typed, const char *expected)
{
    struct text out = {0};
    assert_int_equal(soan_value_convert(text_view_of(unit), text_view_of(typed), &out), expected != NULL);
    assert_string_equal(text_str(&out), expected ? expected : "");
    text_free(&out);
}

static void test_convert(void **state)
{
    (void)state;
    converts("triệu đồng", "5 tỷ", "5.000");
    converts("triệu đồng", "5tỷ", "5.000");
    converts("triệu đồng", "0,5 tỷ đồng", "500");
    converts("tỷ đồng", "390.500 triệu", "390,5");
    converts("tỷ đồng", "5 tỷ", NULL); /* nothing to convert */
    converts("triệu đồng/người/năm", "0,06 tỷ đồng/người/năm", "60");
    converts("triệu đồng/người/năm", "0,06 tỷ đồng", NULL);
    converts("ha", "1,5 km2", "150");
    converts("m²", "2 ha", "20.000");
    converts("triệu đồng", "5 hộ", NULL);
    converts("triệu đồng", "5", NULL);
    converts("triệu đồng", "tỷ", NULL);
    converts("triệu đồng", "--5 tỷ", NULL);
    converts("", "5 tỷ", NULL);
}

static void test_the_refusal_offers_it(void **state)
{
    (void)state;
    struct text out = {0};
    struct error e = {0};
    assert_false(soan_value_parse(SOAN_KIND_NUMBER, TEXT_LIT("triệu đồng"), TEXT_LIT("5 tỷ"), &out, &e));
    assert_true(text_view_find(text_view(&e.message), TEXT_LIT("5.000 triệu đồng"), 0) != SIZE_MAX);
    error_free(&e);
    text_free(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_parse), cmocka_unit_test(test_met), cmocka_unit_test(test_convert),
        cmocka_unit_test(test_the_refusal_offers_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
