#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <cmocka.h>

#include "soan/base.h"

static void shows(const char *given, const char *shown)
{
    struct error e = {0};
    assert_false(error_set(&e, SOAN_BAD_DATA, "%s", given));
    assert_int_equal(e.status, SOAN_BAD_DATA);
    assert_string_equal(text_str(&e.message), shown);
    error_free(&e);
    assert_int_equal(e.status, SOAN_DONE);
}

static void vietnamese_passes(void **state)
{
    (void)state;
    shows("báo cáo “chính trị” … 5 %", "báo cáo “chính trị” … 5 %");
    shows("\xF0\x9F\x98\x80", "\xF0\x9F\x98\x80");
}

static void controls_become_question_marks(void **state)
{
    (void)state;
    shows("a\x1B[31mb\nc\x7F", "a?[31mb?c?");
    shows("x\xC2\x9By", "x?y");
    shows("x\xC2\xA0y", "x\xC2\xA0y");
}

static void direction_marks_become_question_marks(void **state)
{
    (void)state;
    shows("a\xE2\x80\xAE" "b\xE2\x81\xA6" "c\xE2\x80\x8F" "d\xD8\x9C", "a?b?c?d?");
    shows("\xE2\x80\xA6\xE2\x80\x93", "…–");
}

static void what_is_not_utf8_becomes_question_marks(void **state)
{
    (void)state;
    shows("\x9B" "31m", "?31m");
    shows("\xC3", "?");
    shows("\xC0\x80", "??");
    shows("\xE0\x80\x80", "???");
    shows("\xED\xA0\x80", "???");
    shows("\xF4\x90\x80\x80", "????");
    shows("\xE1\xBA", "??");
}

static void a_second_error_takes_the_place_of_the_first(void **state)
{
    (void)state;
    struct error e = {0};
    error_set(&e, SOAN_BUSY, "first");
    error_set(&e, SOAN_REFUSED, "second after %s", e.message.bytes);
    assert_int_equal(e.status, SOAN_REFUSED);
    assert_string_equal(e.message.bytes, "second after first");
    error_free(&e);
    assert_false(error_set(NULL, SOAN_BUSY, "nobody listens"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(vietnamese_passes),
        cmocka_unit_test(controls_become_question_marks),
        cmocka_unit_test(direction_marks_become_question_marks),
        cmocka_unit_test(what_is_not_utf8_becomes_question_marks),
        cmocka_unit_test(a_second_error_takes_the_place_of_the_first),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
