#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "soan/base.h"

static void appending_keeps_a_terminator(void **state)
{
    (void)state;
    struct text t = {0};
    assert_string_equal(text_str(&t), "");
    for (int i = 0; i < 1000; i++)
        text_append(&t, TEXT_LIT("đ"));
    assert_int_equal(t.len, 2000);
    assert_int_equal(strlen(t.bytes), 2000);
    text_clear(&t);
    assert_int_equal(t.len, 0);
    assert_string_equal(t.bytes, "");
    text_free(&t);
    assert_null(t.bytes);
}

static void code_points_become_utf8(void **state)
{
    (void)state;
    struct text t = {0};
    text_append_codepoint(&t, 0x41);
    text_append_codepoint(&t, 0x111);
    text_append_codepoint(&t, 0x1EA1);
    text_append_codepoint(&t, 0x1F600);
    assert_string_equal(t.bytes, "A\xC4\x91\xE1\xBA\xA1\xF0\x9F\x98\x80");
    text_free(&t);
}

static void printf_appends(void **state)
{
    (void)state;
    struct text t = text_copy(TEXT_LIT("a"));
    text_printf(&t, "%s%d", "b", 12);
    text_printf(&t, "%s", "");
    assert_string_equal(t.bytes, "ab12");
    text_free(&t);
}

static void replacing_moves_the_rest(void **state)
{
    (void)state;
    struct text t = text_copy(TEXT_LIT("một hai ba"));
    text_replace(&t, 5, 4, TEXT_LIT(""));
    assert_string_equal(t.bytes, "một ba");
    text_replace(&t, 0, 0, TEXT_LIT("không "));
    assert_string_equal(t.bytes, "không một ba");
    text_replace(&t, t.len, 0, TEXT_LIT("!"));
    assert_string_equal(t.bytes, "không một ba!");
    struct text taken = text_take(&t);
    assert_int_equal(t.len, 0);
    assert_null(t.bytes);
    text_free(&taken);
}

static void views_are_clamped_and_compared_by_byte(void **state)
{
    (void)state;
    struct text_view v = TEXT_LIT("abc");
    assert_int_equal(text_view_part(v, 2, 99).len, 1);
    assert_int_equal(text_view_part(v, 7, 9).len, 0);
    assert_int_equal(text_view_part(v, 2, 1).len, 0);
    assert_true(text_view_starts(v, TEXT_LIT("ab")));
    assert_false(text_view_starts(v, TEXT_LIT("abcd")));
    assert_true(text_view_ends(v, TEXT_LIT("")));
    assert_true(text_view_compare(TEXT_LIT("ab"), v) < 0);
    assert_true(text_view_compare(TEXT_LIT("b"), v) > 0);
    assert_int_equal(text_view_compare(v, v), 0);
    assert_true(text_view_equal(text_view_of(NULL), TEXT_LIT("")));
}

static void finding_from_a_place(void **state)
{
    (void)state;
    struct text_view v = TEXT_LIT("an an");
    assert_int_equal(text_view_find(v, TEXT_LIT("an"), 0), 0);
    assert_int_equal(text_view_find(v, TEXT_LIT("an"), 1), 3);
    assert_true(text_view_find(v, TEXT_LIT("an"), 4) == SIZE_MAX);
    assert_true(text_view_find(v, TEXT_LIT("a"), 6) == SIZE_MAX);
    assert_int_equal(text_view_find(v, TEXT_LIT(""), 5), 5);
}

static void trimming_is_for_ascii_blanks(void **state)
{
    (void)state;
    assert_true(text_view_equal(text_view_trim(TEXT_LIT(" \t\r\n a b \n")), TEXT_LIT("a b")));
    assert_int_equal(text_view_trim(TEXT_LIT(" \n")).len, 0);
    assert_int_equal(text_view_trim(TEXT_LIT("\xC2\xA0")).len, 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(appending_keeps_a_terminator),
        cmocka_unit_test(code_points_become_utf8),
        cmocka_unit_test(printf_appends),
        cmocka_unit_test(replacing_moves_the_rest),
        cmocka_unit_test(views_are_clamped_and_compared_by_byte),
        cmocka_unit_test(finding_from_a_place),
        cmocka_unit_test(trimming_is_for_ascii_blanks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
