#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "soan/figure.h"

static struct soan_number *number(const char *typed)
{
    struct soan_number *n = NULL;
    struct error e = {0};
    if (!soan_number_parse(text_view_of(typed), &n, &e))
        fail_msg("%s", text_str(&e.message));
    return n;
}

static void writes(const struct soan_number *n, int decimals, const char *expected)
{
    struct text out = {0};
    soan_number_format(n, decimals, &out);
    assert_string_equal(text_str(&out), expected);
    text_free(&out);
}

static void says(const struct soan_number *n, const char *expected)
{
    struct text out = {0};
    soan_number_canonical(n, &out);
    assert_string_equal(text_str(&out), expected);
    text_free(&out);
}

static void reads(const char *typed, const char *shown, const char *canonical)
{
    struct soan_number *n = number(typed);
    writes(n, -1, shown);
    says(n, canonical);
    soan_number_free(&n);
    assert_null(n);
}

static void refuses(const char *typed, const char *mend)
{
    struct soan_number *n = NULL;
    struct error e = {0};
    if (soan_number_parse(text_view_of(typed), &n, &e))
        fail_msg("%s was taken", typed);
    assert_null(n);
    assert_int_equal(e.status, SOAN_REFUSED);
    if (!strstr(text_str(&e.message), mend))
        fail_msg("\"%s\" does not say \"%s\"", text_str(&e.message), mend);
    error_free(&e);
}

static void vietnamese_writing(void **state)
{
    (void)state;
    reads("1.234,5", "1.234,5", "1234.5");
    reads("1234,5", "1.234,5", "1234.5");
    reads("1.234", "1.234", "1234");
    reads("1234", "1.234", "1234");
    reads("1,234", "1,234", "1.234");
    reads("1.234.567,89", "1.234.567,89", "1234567.89");
    reads("0,5", "0,5", "0.5");
    reads("7,50", "7,50", "7.5");
    reads("0", "0", "0");
    reads("999", "999", "999");
    reads("1000", "1.000", "1000");
    reads("-3", "-3", "-3");
    reads("\xE2\x88\x92" "3", "-3", "-3");
    reads("+3", "+3", "3");
    reads("-0", "0", "0");
    reads("  12\t", "12", "12");
    reads("\xC2\xA0" "12\xE2\x80\xAF", "12", "12");
}

static void zeros_in_front_stay_on_integers(void **state)
{
    (void)state;
    reads("08", "08", "8");
    reads("003", "003", "3");
    reads("-08", "-08", "-8");
    reads("00", "00", "0");
    reads("08,5", "8,5", "8.5");
}

static void sixty_digits(void **state)
{
    (void)state;
    char digits[62];
    memset(digits, '9', 61);
    digits[61] = '\0';
    refuses(digits, "61 digits");
    digits[60] = '\0';
    struct soan_number *n = number(digits);
    says(n, digits);
    soan_number_free(&n);
}

static void foreign_marks_are_refused_with_the_mend(void **state)
{
    (void)state;
    refuses("1,234.5", "1.234,5");
    refuses("-1,234.5", "-1.234,5");
    refuses("1,234,567.89", "1.234.567,89");
    refuses("1,234,567", "1.234.567");
    refuses("1.23", "1,23");
    refuses("7.5", "7,5");
    refuses("12.34", "12,34 or 1.234");
    refuses("1.2345", "1,2345 or 12.345");
    refuses("0.500", "0,500");
    refuses("0.5", "0,5");
    refuses("01.234", "1.234");
    refuses(",5", "0,5");
    refuses("5,", "1.234,5");
    refuses("1..234", "1.234,5");
    refuses("1.234.5", "1.234,5");
    refuses("1,2,3", "1.234,5");
    refuses(".", "not a number");
}

static void blanks_inside_are_refused_with_the_mend(void **state)
{
    (void)state;
    refuses("12 345", "12.345");
    refuses("12\xC2\xA0" "345,6", "12.345,6");
    refuses("1\xE2\x80\xAF" "234\xE2\x80\xAF" "567", "1.234.567");
    refuses("1 2", "1.234,5");
    refuses("- 3", "spaces");
}

static void other_things_are_refused(void **state)
{
    (void)state;
    refuses("", "number is wanted");
    refuses("   ", "number is wanted");
    refuses("abc", "not a number");
    refuses("năm", "not a number");
    refuses("1e9", "powers of ten");
    refuses("1E-3", "powers of ten");
    refuses("--5", "one sign");
    refuses("+-5", "one sign");
    refuses("5-", "not a number");
    refuses("0x1F", "not a number");
    refuses("1_000", "not a number");
    refuses("1/2", "ratio");
    refuses("٣", "0 1 2 3");
    refuses("１２", "0 1 2 3");
    refuses("1２", "0 1 2 3");
    refuses("5\x1B[31m", "not a number");
    refuses("5\xFF", "UTF-8");
}

static void a_message_shows_no_more_than_a_line_of_the_value(void **state)
{
    (void)state;
    char *big = malloc(100001);
    memset(big, 'x', 100000);
    big[100000] = '\0';
    struct soan_number *n = NULL;
    struct error e = {0};
    assert_false(soan_number_parse(text_view_of(big), &n, &e));
    assert_true(e.message.len < 120);
    error_free(&e);
    free(big);
}

static void rounding_is_half_away_from_zero(void **state)
{
    (void)state;
    static const struct { const char *typed; int decimals; const char *shown; } row[] = {
        {"0,5", 0, "1"}, {"1,5", 0, "2"}, {"2,5", 0, "3"}, {"-0,5", 0, "-1"}, {"-2,5", 0, "-3"}, {"0,49", 0, "0"},
        {"-0,4", 0, "0"}, {"1,005", 2, "1,01"}, {"2,675", 2, "2,68"}, {"999,95", 1, "1.000,0"}, {"3", 2, "3,00"},
        {"08", 0, "8"}, {"08", 1, "8,0"}, {"+0,25", 1, "+0,3"},
    };
    for (size_t i = 0; i < SOAN_ARRAY_LEN(row); i++) {
        struct soan_number *n = number(row[i].typed);
        writes(n, row[i].decimals, row[i].shown);
        soan_number_free(&n);
    }
}

static void calculates(const char *a, enum soan_arith op, const char *b, const char *shown, const char *canonical)
{
    struct soan_number *x = number(a), *y = number(b), *result = NULL;
    struct error e = {0};
    if (!soan_number_calc(op, x, y, &result, &e))
        fail_msg("%s", text_str(&e.message));
    writes(result, -1, shown);
    says(result, canonical);
    soan_number_free(&x);
    soan_number_free(&y);
    soan_number_free(&result);
}

static void arithmetic_is_exact(void **state)
{
    (void)state;
    calculates("0,1", SOAN_ADD, "0,2", "0,3", "0.3");
    calculates("1,50", SOAN_ADD, "1", "2,50", "2.5");
    calculates("5", SOAN_SUB, "7,5", "-2,5", "-2.5");
    calculates("1,5", SOAN_MUL, "1,5", "2,25", "2.25");
    calculates("629", SOAN_DIV, "731", "0,860465", "37/43");
    calculates("1", SOAN_DIV, "3", "0,333333", "1/3");
    calculates("3", SOAN_DIV, "25", "0,12", "0.12");
    calculates("1", SOAN_DIV, "1024", "0,000977", "0.0009765625");
    calculates("08", SOAN_ADD, "02", "10", "10");
}

static void division_by_zero_is_refused(void **state)
{
    (void)state;
    struct soan_number *a = soan_number_from_int(1), *zero = number("0,00"), *result = NULL;
    struct error e = {0};
    assert_false(soan_number_calc(SOAN_DIV, a, zero, &result, &e));
    assert_null(result);
    assert_int_equal(e.status, SOAN_REFUSED);
    error_free(&e);
    soan_number_free(&a);
    soan_number_free(&zero);
}

static void endless_squaring_is_stopped(void **state)
{
    (void)state;
    struct soan_number *n = number("123456789,987654321");
    struct error e = {0};
    int rounds = 0;
    for (;; rounds++) {
        struct soan_number *square = NULL;
        if (!soan_number_calc(SOAN_MUL, n, n, &square, &e))
            break;
        soan_number_free(&n);
        n = square;
        assert_true(rounds < 20);
    }
    assert_true(rounds > 5);
    assert_non_null(strstr(text_str(&e.message), "too many digits"));
    error_free(&e);
    soan_number_free(&n);
}

static void comparing(void **state)
{
    (void)state;
    struct soan_number *a = number("7,5"), *b = number("7,50"), *c = number("-7,5");
    assert_int_equal(soan_number_compare(a, b), 0);
    assert_int_equal(soan_number_compare(a, c), 1);
    assert_int_equal(soan_number_compare(c, a), -1);
    assert_int_equal(soan_number_sign(c), -1);
    assert_int_equal(soan_number_decimals(a), 1);
    assert_int_equal(soan_number_decimals(b), 2);
    struct soan_number *copy = soan_number_copy(b);
    writes(copy, -1, "7,50");
    soan_number_free(&a);
    soan_number_free(&b);
    soan_number_free(&c);
    soan_number_free(&copy);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(vietnamese_writing),
        cmocka_unit_test(zeros_in_front_stay_on_integers),
        cmocka_unit_test(sixty_digits),
        cmocka_unit_test(foreign_marks_are_refused_with_the_mend),
        cmocka_unit_test(blanks_inside_are_refused_with_the_mend),
        cmocka_unit_test(other_things_are_refused),
        cmocka_unit_test(a_message_shows_no_more_than_a_line_of_the_value),
        cmocka_unit_test(rounding_is_half_away_from_zero),
        cmocka_unit_test(arithmetic_is_exact),
        cmocka_unit_test(division_by_zero_is_refused),
        cmocka_unit_test(endless_squaring_is_stopped),
        cmocka_unit_test(comparing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
