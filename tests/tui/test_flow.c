/* Source bytes against lines and columns on the screen. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tui/flow.h"

static bool lookup(struct text_view key, struct soan_shown *out, void *arg)
{
    (void)arg;
    if (text_view_equal(key, TEXT_LIT("thu"))) {
        *out = (struct soan_shown){TEXT_LIT("390"), TEXT_LIT("…")};
        return true;
    }
    if (text_view_equal(key, TEXT_LIT("ty_le"))) {
        *out = (struct soan_shown){TEXT_LIT(""), TEXT_LIT("…")};
        return true;
    }
    if (text_view_equal(key, TEXT_LIT("ten"))) {
        *out = (struct soan_shown){TEXT_LIT("một cái tên rất dài qua nhiều dòng"), TEXT_LIT("…")};
        return true;
    }
    return false;
}

static struct flow start(int width)
{
    struct flow l;
    flow_init(&l, lookup, NULL);
    flow_resize(&l, width, 8);
    return l;
}

static void is_at(struct flow *l, struct text_view text, size_t pos, size_t from, size_t line, int col)
{
    int c;
    struct flow_line at = flow_find(l, text, pos, &c);
    assert_int_equal(at.from, from);
    assert_int_equal(at.line, line);
    assert_int_equal(c, col);
}

static void an_empty_text_is_one_line(void **state)
{
    (void)state;
    struct flow l = start(20);
    struct text_view none = {0};
    struct flow_line at = {0, 0};
    is_at(&l, none, 0, 0, 0, 0);
    assert_int_equal(flow_pos(&l, none, at, 5), 0);
    assert_int_equal(flow_step(&l, none, &at, 3), 0);
    flow_free(&l);
}

static void an_item_hangs_behind_its_bullet(void **state)
{
    (void)state;
    struct flow l = start(10);
    /* "· một hai " / "  ba bốn": bytes of `·` are two. */
    struct text_view t = TEXT_LIT("· một hai ba bốn");
    size_t ba = text_view_find(t, TEXT_LIT("ba"), 0);
    is_at(&l, t, 0, 0, 0, 0);
    is_at(&l, t, 3, 0, 0, 2);
    is_at(&l, t, ba, 0, 1, 2);
    struct flow_line second = {0, 1};
    assert_int_equal(flow_pos(&l, t, second, 0), ba);
    assert_int_equal(flow_pos(&l, t, second, 3), ba + 1);
    flow_free(&l);
}

static void a_column_beyond_a_line_stays_in_it(void **state)
{
    (void)state;
    struct flow l = start(8);
    struct text_view t = TEXT_LIT("abc def ghi\nx");
    struct flow_line first = {0, 0}, second = {0, 1}, third = {12, 0};
    /* The place behind "def " belongs to the second line. */
    assert_int_equal(flow_pos(&l, t, first, 50), 7);
    assert_int_equal(flow_line_end(&l, t, first), 7);
    assert_int_equal(flow_pos(&l, t, second, 50), 11);
    assert_int_equal(flow_pos(&l, t, third, 50), 13);
    flow_free(&l);
}

static void steps_cross_paragraphs_and_stop_at_the_ends(void **state)
{
    (void)state;
    struct flow l = start(8);
    struct text_view t = TEXT_LIT("abc def ghi\n\nx");
    struct flow_line at = {0, 0};
    assert_int_equal(flow_step(&l, t, &at, 2), 2);
    assert_int_equal(at.from, 12);
    assert_int_equal(flow_step(&l, t, &at, 9), 1);
    assert_int_equal(at.from, 13);
    assert_int_equal(flow_step(&l, t, &at, -2), 2);
    assert_int_equal(at.from, 0);
    assert_int_equal(at.line, 1);
    assert_int_equal(flow_step(&l, t, &at, -9), 1);
    assert_int_equal(at.line, 0);
    flow_free(&l);
}

static void a_figure_takes_the_columns_of_its_value(void **state)
{
    (void)state;
    struct flow l = start(40);
    struct text_view t = TEXT_LIT("thu {thu} tỷ, đạt {ty_le}%");
    struct flow_line first = {0, 0};
    is_at(&l, t, 4, 0, 0, 4);
    is_at(&l, t, 9, 0, 0, 7);
    size_t open = text_view_find(t, TEXT_LIT("{ty_le}"), 0);
    is_at(&l, t, open, 0, 0, 16);
    is_at(&l, t, open + 7, 0, 0, 17);
    /* Inside the value there is no place but its start. */
    assert_int_equal(flow_pos(&l, t, first, 5), 4);
    assert_int_equal(flow_pos(&l, t, first, 7), 9);
    flow_free(&l);
}

static void an_edit_gives_what_a_new_layout_gives(void **state)
{
    (void)state;
    static const char *const steps[] = {
        "một hai ba bốn năm sáu bảy tám", "một hai bax bốn năm sáu bảy tám", "mt hai bax bốn năm sáu bảy tám",
        "- mt hai bax bốn năm sáu bảy tám", "- mt {thu} bax bốn năm sáu bảy tám", "- mt {thu} bax {ten} năm sáu",
        "- mt {thu} ba {ten} năm sáu", "", "x", "mộT", "mỘT", "mot",
    };
    struct flow kept = start(12);
    for (size_t i = 0; i < SOAN_ARRAY_LEN(steps); i++) {
        struct text_view t = text_view_of(steps[i]);
        struct flow fresh = start(12);
        flow_changed(&kept);
        const struct flow_paragraph *a = flow_at(&kept, t, 0), *b = flow_at(&fresh, t, 0);
        assert_true(text_view_equal(flow_shown(a), flow_shown(b)));
        assert_int_equal(a->hang, b->hang);
        assert_int_equal(a->lines.n, b->lines.n);
        assert_memory_equal(a->lines.start, b->lines.start, a->lines.n * sizeof(size_t));
        flow_free(&fresh);
    }
    flow_free(&kept);
}

static void a_paragraph_that_moved_is_found_again(void **state)
{
    (void)state;
    struct flow l = start(12);
    struct text_view before = TEXT_LIT("một\nhai ba bốn năm"), after = TEXT_LIT("thêm\nmột\nhai ba bốn năm");
    flow_at(&l, before, 0);
    const struct flow_paragraph *second = flow_at(&l, before, text_view_find(before, TEXT_LIT("hai"), 0));
    const size_t *lines = second->lines.start;
    flow_changed(&l);
    size_t at = text_view_find(after, TEXT_LIT("hai"), 0);
    const struct flow_paragraph *moved = flow_at(&l, after, at);
    assert_int_equal(moved->from, at);
    assert_ptr_equal(moved->lines.start, lines);
    flow_free(&l);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_empty_text_is_one_line),
        cmocka_unit_test(an_item_hangs_behind_its_bullet),
        cmocka_unit_test(a_column_beyond_a_line_stays_in_it),
        cmocka_unit_test(steps_cross_paragraphs_and_stop_at_the_ends),
        cmocka_unit_test(a_figure_takes_the_columns_of_its_value),
        cmocka_unit_test(an_edit_gives_what_a_new_layout_gives),
        cmocka_unit_test(a_paragraph_that_moved_is_found_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
