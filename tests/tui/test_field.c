/* A line to type into, and the keys that edit any text. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tui/field.h"

static void press(struct field *f, struct input *in, enum key key)
{
    struct key_event k = {.key = key};
    field_key(f, in, &k);
}

static void type(struct field *f, struct input *in, const char *s)
{
    struct text_view v = text_view_of(s);
    for (size_t pos = 0; pos < v.len;) {
        struct key_event k = {.key = K_CHAR, .cp = text_decode(v, pos, &pos)};
        field_key(f, in, &k);
    }
}

static void holds(const struct field *f, const char *s)
{
    assert_string_equal(text_str(&f->ed.text), s);
}

static void typing_replaces_what_was_offered(void **state)
{
    (void)state;
    struct input in;
    struct field f;
    input_init(&in);
    field_init(&f, TEXT_LIT("cũ"));
    type(&f, &in, "mới");
    holds(&f, "mới");
    field_free(&f);
    input_free(&in);
}

static void an_arrow_keeps_what_was_offered(void **state)
{
    (void)state;
    struct input in;
    struct field f;
    input_init(&in);
    field_init(&f, TEXT_LIT("1.234"));
    press(&f, &in, K_RIGHT);
    type(&f, &in, ",5");
    holds(&f, "1.234,5");
    press(&f, &in, K_HOME);
    type(&f, &in, "-");
    holds(&f, "-1.234,5");
    field_free(&f);
    input_free(&in);
}

static void end_and_home_keep_what_was_offered(void **state)
{
    (void)state;
    struct input in;
    struct field f;
    input_init(&in);
    field_init(&f, TEXT_LIT("Kinh tế"));
    press(&f, &in, K_END);
    type(&f, &in, " đã sửa");
    holds(&f, "Kinh tế đã sửa");
    field_free(&f);
    field_init(&f, TEXT_LIT("tế"));
    press(&f, &in, K_HOME);
    type(&f, &in, "Kinh ");
    holds(&f, "Kinh tế");
    field_free(&f);
    input_free(&in);
}

static void enter_is_not_its_own(void **state)
{
    (void)state;
    struct input in;
    struct field f;
    struct key_event k = {.key = K_ENTER};
    input_init(&in);
    field_init(&f, TEXT_LIT(""));
    assert_false(field_key(&f, &in, &k));
    holds(&f, "");
    field_free(&f);
    input_free(&in);
}

static void a_long_line_scrolls_to_the_cursor(void **state)
{
    (void)state;
    struct input in;
    struct field f;
    int col;
    size_t from, to;
    input_init(&in);
    field_init(&f, TEXT_LIT(""));
    type(&f, &in, "0123456789đ");
    struct text_view v = field_view(&f, 5, &col, &from, &to);
    assert_true(text_view_equal(v, TEXT_LIT("789đ")));
    assert_int_equal(col, 4);
    press(&f, &in, K_HOME);
    v = field_view(&f, 5, &col, &from, &to);
    assert_true(text_view_equal(v, TEXT_LIT("01234")));
    assert_int_equal(col, 0);
    field_free(&f);
    input_free(&in);
}

static void telex_works_in_a_field_but_not_in_a_paste(void **state)
{
    (void)state;
    struct input in;
    struct field f;
    input_init(&in);
    input_set_method(&in, VIET_METHOD_TELEX);
    field_init(&f, TEXT_LIT(""));
    type(&f, &in, "vieejt");
    holds(&f, "việt");
    struct key_event k = {.key = K_PASTE, .paste = TEXT_LIT(" dduwowngf\r\n")};
    field_key(&f, &in, &k);
    assert_true(text_view_starts(text_view(&f.ed.text), TEXT_LIT("việt dduwowngf")));
    field_free(&f);
    input_free(&in);
}

static void another_input_method_switches_ours_off(void **state)
{
    (void)state;
    struct input in;
    struct field f;
    input_init(&in);
    input_set_method(&in, VIET_METHOD_TELEX);
    field_init(&f, TEXT_LIT(""));
    /* What UniKey sends for `vieetj`: v i e BS ê t BS BS ệ t. */
    type(&f, &in, "vie");
    press(&f, &in, K_BACKSPACE);
    type(&f, &in, "êt");
    press(&f, &in, K_BACKSPACE);
    press(&f, &in, K_BACKSPACE);
    type(&f, &in, "ệt");
    holds(&f, "việt");
    assert_true(in.saw_other);
    assert_null(input_method_name(&in));
    field_free(&f);
    input_free(&in);
}

static void cut_and_paste_within(void **state)
{
    (void)state;
    struct input in;
    struct field f;
    input_init(&in);
    field_init(&f, TEXT_LIT("một hai"));
    assert_true(field_action(&f, &in, ACT_CUT));
    holds(&f, "");
    assert_true(field_action(&f, &in, ACT_PASTE));
    assert_true(field_action(&f, &in, ACT_PASTE));
    holds(&f, "một haimột hai");
    field_free(&f);
    input_free(&in);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(typing_replaces_what_was_offered),
        cmocka_unit_test(an_arrow_keeps_what_was_offered),
        cmocka_unit_test(end_and_home_keep_what_was_offered),
        cmocka_unit_test(enter_is_not_its_own),
        cmocka_unit_test(a_long_line_scrolls_to_the_cursor),
        cmocka_unit_test(telex_works_in_a_field_but_not_in_a_paste),
        cmocka_unit_test(another_input_method_switches_ours_off),
        cmocka_unit_test(cut_and_paste_within),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
