#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "soan/figure.h"

static void takes(enum soan_kind kind, const char *unit, const char *typed, const char *stored)
{
    struct text out = {0};
    struct error e = {0};
    if (!soan_value_parse(kind, text_view_of(unit), text_view_of(typed), &out, &e))
        fail_msg("%s", text_str(&e.message));
    assert_string_equal(text_str(&out), stored);
    /* What is stored is taken again and does not change. */
    struct text again = {0};
    assert_true(soan_value_parse(kind, text_view_of(unit), text_view(&out), &again, NULL));
    assert_string_equal(text_str(&again), stored);
    text_free(&out);
    text_free(&again);
}

static void refuses(enum soan_kind kind, const char *unit, const char *typed, const char *reason)
{
    struct text out = {0};
    struct error e = {0};
    if (soan_value_parse(kind, text_view_of(unit), text_view_of(typed), &out, &e))
        fail_msg("%s was taken as %s", typed, text_str(&out));
    assert_int_equal(out.len, 0);
    assert_int_equal(e.status, SOAN_REFUSED);
    if (!strstr(text_str(&e.message), reason))
        fail_msg("\"%s\" does not say \"%s\"", text_str(&e.message), reason);
    error_free(&e);
}

static void numbers_drop_their_own_unit(void **state)
{
    (void)state;
    takes(SOAN_KIND_NUMBER, "tỷ đồng", "390", "390");
    takes(SOAN_KIND_NUMBER, "tỷ đồng", "1234,5", "1.234,5");
    takes(SOAN_KIND_NUMBER, "tỷ đồng", "390 tỷ đồng", "390");
    takes(SOAN_KIND_NUMBER, "tỷ đồng", "390 Tỉ đồng", "390");
    takes(SOAN_KIND_NUMBER, "%", "94%", "94");
    takes(SOAN_KIND_NUMBER, "%", "118,6 %", "118,6");
    takes(SOAN_KIND_NUMBER, "%/năm", "7,5%/năm", "7,5");
    takes(SOAN_KIND_NUMBER, "m²", "120 m2", "120");
    takes(SOAN_KIND_NUMBER, "cuộc kiểm tra", "08 cuộc kiểm tra", "08");
    takes(SOAN_KIND_NUMBER, "cái bánh", "5 cái bánh", "5");
    takes(SOAN_KIND_NUMBER, "suất ăn 3 món", "40 suất ăn 3 món", "40");
    takes(SOAN_KIND_NUMBER, "", " 12\n", "12");
    takes(SOAN_KIND_NUMBER, "%", "-3", "-3");
    takes(SOAN_KIND_NUMBER, "%", "\xE2\x88\x92" "3 %", "-3");
}

static void the_first_words_of_a_unit_will_do(void **state)
{
    (void)state;
    takes(SOAN_KIND_NUMBER, "lượt cán bộ, công chức", "120 lượt", "120");
    takes(SOAN_KIND_NUMBER, "cuộc kiểm tra", "5 cuộc", "5");
    takes(SOAN_KIND_NUMBER, "%/năm", "7,5%", "7,5");
    takes(SOAN_KIND_NUMBER, "triệu đồng/người/năm", "65 triệu", "65");
    refuses(SOAN_KIND_NUMBER, "đồng chí", "20 đồng", "another unit");
    refuses(SOAN_KIND_NUMBER, "cuộc", "5 cuộc kiểm tra", "another unit");
    refuses(SOAN_KIND_NUMBER, "m²", "5 m", "another unit");
    refuses(SOAN_KIND_NUMBER, "nghìn tỷ đồng", "5 tỷ", "another unit");
}

static void trusts(enum soan_kind kind, const char *unit, const char *typed)
{
    struct error e = {0};
    struct text out = {0};
    assert_true(soan_value_parse(kind, text_view_of(unit), text_view_of(typed), &out, NULL));
    if (!soan_value_plausible(kind, text_view_of(unit), text_view(&out), &e))
        fail_msg("%s", text_str(&e.message));
    text_free(&out);
}

static void doubts(enum soan_kind kind, const char *unit, const char *typed, const char *reason)
{
    struct error e = {0};
    struct text out = {0};
    assert_true(soan_value_parse(kind, text_view_of(unit), text_view_of(typed), &out, NULL));
    assert_false(soan_value_plausible(kind, text_view_of(unit), text_view(&out), &e));
    if (!strstr(text_str(&e.message), reason))
        fail_msg("\"%s\" does not say \"%s\"", text_str(&e.message), reason);
    error_free(&e);
    text_free(&out);
}

static void counts_are_whole_and_not_below_zero(void **state)
{
    (void)state;
    doubts(SOAN_KIND_NUMBER, "cuộc kiểm tra", "-1", "0 or more");
    doubts(SOAN_KIND_NUMBER, "lượt cán bộ, công chức", "3,5", "whole number");
    doubts(SOAN_KIND_NUMBER, "đảng viên", "5,0", "whole number");
    doubts(SOAN_KIND_RATIO, "chỉ tiêu", "7,5/8", "whole numbers");
    trusts(SOAN_KIND_NUMBER, "cuộc kiểm tra", "0");
    trusts(SOAN_KIND_NUMBER, "nghìn người", "3,5");
    trusts(SOAN_KIND_NUMBER, "người/hộ", "3,5");
    trusts(SOAN_KIND_NUMBER, "tỷ đồng", "-2,5");
    trusts(SOAN_KIND_RATIO, "ha", "7,5/8");
    trusts(SOAN_KIND_RATIO, "công trình", "12/10");
}

static void shares_and_zeros_have_bounds(void **state)
{
    (void)state;
    doubts(SOAN_KIND_NUMBER, "%", "-250", "sign");
    trusts(SOAN_KIND_NUMBER, "%", "-100");
    trusts(SOAN_KIND_NUMBER, "%", "250");
    doubts(SOAN_KIND_NUMBER, "tỷ đồng", "0007", "write 7");
    doubts(SOAN_KIND_NUMBER, "cuộc", "00", "write 0");
    doubts(SOAN_KIND_RATIO, "chỉ tiêu", "007/8", "write 7");
    trusts(SOAN_KIND_NUMBER, "cuộc", "07");
}

static void numbers_in_another_unit(void **state)
{
    (void)state;
    refuses(SOAN_KIND_NUMBER, "tỷ đồng", "5 triệu đồng", "tỷ đồng");
    refuses(SOAN_KIND_NUMBER, "tỷ đồng", "5%", "another unit");
    refuses(SOAN_KIND_NUMBER, "", "94%", "no unit");
    refuses(SOAN_KIND_NUMBER, "tỷ đồng", "5 con voi", "tỷ đồng");
    refuses(SOAN_KIND_NUMBER, "đồng", "20 đồng chí", "another unit");
    refuses(SOAN_KIND_NUMBER, "tỷ đồng", "12 345", "12.345");
    refuses(SOAN_KIND_NUMBER, "tỷ đồng", "1e9", "powers of ten");
    refuses(SOAN_KIND_NUMBER, "tỷ đồng", "abc", "not a number");
    refuses(SOAN_KIND_NUMBER, "tỷ đồng", "1,234.5 tỷ đồng", "1.234,5");
    refuses(SOAN_KIND_NUMBER, "tỷ đồng", "21/25", "ratio");
    refuses(SOAN_KIND_NUMBER, "tỷ đồng", "", "write the value");
    refuses(SOAN_KIND_NUMBER, "tỷ đồng", "tỷ đồng", "not a number");
    refuses(SOAN_KIND_NUMBER, "tỷ đồng", "٣", "0 1 2 3");
}

static void ratios(void **state)
{
    (void)state;
    takes(SOAN_KIND_RATIO, "chỉ tiêu", "21/25", "21/25");
    takes(SOAN_KIND_RATIO, "chỉ tiêu", "03/25", "03/25");
    takes(SOAN_KIND_RATIO, "chỉ tiêu", " 21 / 25 ", "21/25");
    takes(SOAN_KIND_RATIO, "chỉ tiêu", "21/25 chỉ tiêu", "21/25");
    takes(SOAN_KIND_RATIO, "chỉ tiêu", "25/25", "25/25");
    takes(SOAN_KIND_RATIO, "chỉ tiêu", "0/25", "0/25");
    takes(SOAN_KIND_RATIO, "tỷ đồng", "12.375,3/10.200", "12.375,3/10.200");
    takes(SOAN_KIND_RATIO, "công trình", "12/10 công trình", "12/10");
    takes(SOAN_KIND_RATIO, "", "1234/2000", "1.234/2.000");
}

static void ratios_refused(void **state)
{
    (void)state;
    refuses(SOAN_KIND_RATIO, "chỉ tiêu", "21/0", "zero");
    refuses(SOAN_KIND_RATIO, "", "1/0,00", "zero");
    refuses(SOAN_KIND_RATIO, "chỉ tiêu", "26/25", "more than all");
    refuses(SOAN_KIND_RATIO, "chỉ tiêu", "25", "21/25");
    refuses(SOAN_KIND_RATIO, "chỉ tiêu", "/25", "21/25");
    refuses(SOAN_KIND_RATIO, "chỉ tiêu", "21/", "21/25");
    refuses(SOAN_KIND_RATIO, "chỉ tiêu", "/", "21/25");
    refuses(SOAN_KIND_RATIO, "chỉ tiêu", "a/b", "21/25");
    refuses(SOAN_KIND_RATIO, "chỉ tiêu", "1/2/3", "two numbers");
    refuses(SOAN_KIND_RATIO, "chỉ tiêu", "-1/5", "minus");
    refuses(SOAN_KIND_RATIO, "chỉ tiêu", "21/25 %", "another unit");
    refuses(SOAN_KIND_RATIO, "chỉ tiêu", "2.5/3", "2,5");
}

static void ordinals(void **state)
{
    (void)state;
    takes(SOAN_KIND_ORDINAL, "", "XIV", "XIV");
    takes(SOAN_KIND_ORDINAL, "", "xiv", "XIV");
    takes(SOAN_KIND_ORDINAL, "", "thứ XIV", "XIV");
    takes(SOAN_KIND_ORDINAL, "", "lần thứ XIV", "XIV");
    takes(SOAN_KIND_ORDINAL, "", "14", "14");
    takes(SOAN_KIND_ORDINAL, "", "05", "05");
    takes(SOAN_KIND_ORDINAL, "", "nhất", "nhất");
    takes(SOAN_KIND_ORDINAL, "", "Thứ hai", "hai");
    takes(SOAN_KIND_ORDINAL, "", "mười bốn", "mười bốn");
    takes(SOAN_KIND_ORDINAL, "", "hai mươi mốt", "hai mươi mốt");
    takes(SOAN_KIND_ORDINAL, "", "chín mươi", "chín mươi");
    refuses(SOAN_KIND_ORDINAL, "", "IIII", "not an ordinal");
    refuses(SOAN_KIND_ORDINAL, "", "IC", "not an ordinal");
    refuses(SOAN_KIND_ORDINAL, "", "0", "not an ordinal");
    refuses(SOAN_KIND_ORDINAL, "", "-1", "not an ordinal");
    refuses(SOAN_KIND_ORDINAL, "", "mười mười", "not an ordinal");
    refuses(SOAN_KIND_ORDINAL, "", "hai mươi mươi", "not an ordinal");
    refuses(SOAN_KIND_ORDINAL, "", "hai mươi mốt hai ba", "not an ordinal");
    refuses(SOAN_KIND_ORDINAL, "", "abc", "not an ordinal");
    refuses(SOAN_KIND_ORDINAL, "", "thứ", "not an ordinal");
}

static void document_numbers(void **state)
{
    (void)state;
    takes(SOAN_KIND_DOCNUM, "", "21-KL/TW", "21-KL/TW");
    takes(SOAN_KIND_DOCNUM, "", "123/QĐ-UBND", "123/QĐ-UBND");
    takes(SOAN_KIND_DOCNUM, "", "05-BC/ĐU", "05-BC/ĐU");
    takes(SOAN_KIND_DOCNUM, "", "30/2020/NĐ-CP", "30/2020/NĐ-CP");
    takes(SOAN_KIND_DOCNUM, "", "số 21-KL/TW", "21-KL/TW");
    takes(SOAN_KIND_DOCNUM, "", "Số: 21 - KL / TW", "21-KL/TW");
    takes(SOAN_KIND_DOCNUM, "", "21", "21");
    refuses(SOAN_KIND_DOCNUM, "", "KL/TW", "21-KL/TW");
    refuses(SOAN_KIND_DOCNUM, "", "21-/TW", "21-KL/TW");
    refuses(SOAN_KIND_DOCNUM, "", "-21", "21-KL/TW");
    refuses(SOAN_KIND_DOCNUM, "", "21-", "21-KL/TW");
    refuses(SOAN_KIND_DOCNUM, "", "21 KL", "21-KL/TW");
    refuses(SOAN_KIND_DOCNUM, "", "21…", "21-KL/TW");
    refuses(SOAN_KIND_DOCNUM, "", "số", "21-KL/TW");
}

static void dates(void **state)
{
    (void)state;
    takes(SOAN_KIND_DATE, "", "25/10/2021", "25/10/2021");
    takes(SOAN_KIND_DATE, "", "5/9/2026", "5/9/2026");
    takes(SOAN_KIND_DATE, "", " 05/09/2026 ", "05/09/2026");
    takes(SOAN_KIND_DATE, "", "29/02/2024", "29/02/2024");
    takes(SOAN_KIND_DATE, "", "29/2/2000", "29/2/2000");
    refuses(SOAN_KIND_DATE, "", "29/2/2023", "1 to 28");
    refuses(SOAN_KIND_DATE, "", "29/2/1900", "1 to 28");
    refuses(SOAN_KIND_DATE, "", "31/04/2025", "1 to 30");
    refuses(SOAN_KIND_DATE, "", "0/1/2025", "1 to 31");
    refuses(SOAN_KIND_DATE, "", "1/13/2025", "month 13");
    refuses(SOAN_KIND_DATE, "", "1/0/2025", "month 0");
    refuses(SOAN_KIND_DATE, "", "1/1/0000", "year 0");
    refuses(SOAN_KIND_DATE, "", "2025-10-25", "25/10/2021");
    refuses(SOAN_KIND_DATE, "", "25/10/21", "25/10/2021");
    refuses(SOAN_KIND_DATE, "", "25/10", "25/10/2021");
    refuses(SOAN_KIND_DATE, "", "025/10/2021", "25/10/2021");
    refuses(SOAN_KIND_DATE, "", "25/10/2021x", "25/10/2021");
}

static void names_and_texts(void **state)
{
    (void)state;
    takes(SOAN_KIND_NAME, "", "  Hòa Bình ", "Hòa Bình");
    takes(SOAN_KIND_NAME, "", "{tên}", "{tên}");
    takes(SOAN_KIND_TEXT, "", "một dòng\nhai dòng", "một dòng hai dòng");
    takes(SOAN_KIND_TEXT, "", "Ho\xCC\x80" "a", "Hòa");
    takes(SOAN_KIND_NAME, "", "a\x1B[31mb", "a[31mb");
    refuses(SOAN_KIND_NAME, "", "", "write the value");
    refuses(SOAN_KIND_TEXT, "", " \t\xC2\xA0 ", "write the value");
    refuses(SOAN_KIND_TEXT, "", "\x1B\x07", "write the value");
    char words[502];
    memset(words, 'a', 501);
    words[501] = '\0';
    refuses(SOAN_KIND_TEXT, "", words, "500");
    words[500] = '\0';
    takes(SOAN_KIND_TEXT, "", words, words);
}

static void kind_names(void **state)
{
    (void)state;
    assert_string_equal(soan_kind_name(SOAN_KIND_DOCNUM), "document");
    for (unsigned i = 0; i < SOAN_KIND_COUNT_; i++) {
        enum soan_kind kind = SOAN_KIND_COUNT_;
        assert_true(soan_kind_by_name(text_view_of(soan_kind_name((enum soan_kind)i)), &kind));
        assert_int_equal(kind, i);
    }
    enum soan_kind kind = SOAN_KIND_DATE;
    assert_false(soan_kind_by_name(TEXT_LIT("numbers"), &kind));
    assert_int_equal(kind, SOAN_KIND_DATE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_drop_their_own_unit),
        cmocka_unit_test(the_first_words_of_a_unit_will_do),
        cmocka_unit_test(counts_are_whole_and_not_below_zero),
        cmocka_unit_test(shares_and_zeros_have_bounds),
        cmocka_unit_test(numbers_in_another_unit),
        cmocka_unit_test(ratios),
        cmocka_unit_test(ratios_refused),
        cmocka_unit_test(ordinals),
        cmocka_unit_test(document_numbers),
        cmocka_unit_test(dates),
        cmocka_unit_test(names_and_texts),
        cmocka_unit_test(kind_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
