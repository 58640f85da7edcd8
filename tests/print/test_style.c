/* Page styles as data. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <cmocka.h>

#include "print/style.h"

static void the_shipped_ones_fit_their_paper(void **state)
{
    (void)state;
    struct page_style s;
    struct error e = {0};
    assert_true(style_load(TEXT_LIT("dang"), &s, &e));
    assert_int_equal(s.columns, 72);
    assert_int_equal(s.lines, 60);
    assert_false(s.justified);
    assert_int_equal(style_left(&s), 0);
    assert_true(style_load(TEXT_LIT("hanh-chinh"), &s, &e));
    assert_true(s.justified);
    assert_true(s.right.n >= 4);
    assert_false(style_load(TEXT_LIT("other"), &s, &e));
    assert_int_equal(e.status, SOAN_USAGE);
    assert_non_null(strstr(text_str(&e.message), "dang, hanh-chinh"));
    error_free(&e);
}

#define SHEET "paper-width = 210\npaper-height = 297\ncpi = 12\nlpi = 6\ncolumns = 72\nlines = 60\n"

static void what_is_wrong_is_told_with_its_line(void **state)
{
    (void)state;
    static const struct { const char *data, *says; } row[] = {
        {SHEET "margin-left = 30\nmargins-printed = yes\n", NULL},
        {SHEET "colour = red\n", "page/dang: line 7: colour"},
        {SHEET "# a remark\nindent = many\n", "line 8: many: give a number of 0 to 40"},
        {SHEET "indent = 41\n", "line 7: 41"},
        {SHEET "edge = round\n", "ragged justified"},
        {SHEET "words\n", "line 7: words: is not NAME = VALUE"},
        {SHEET "columns = 120\n", "120 columns are wider"},
        {SHEET "lines = 90\n", "90 lines are higher"},
        {"cpi = 12\n", "must be said"},
        {SHEET "label = \xFF\n", "not clean UTF-8"},
    };
    for (size_t i = 0; i < SOAN_ARRAY_LEN(row); i++) {
        struct page_style s;
        struct error e = {0};
        bool ok = style_read("page/dang", text_view_of(row[i].data), &s, &e);
        assert_int_equal(ok, row[i].says == NULL);
        if (ok) {
            assert_int_equal(style_left(&s), 14);
        } else {
            assert_int_equal(e.status, SOAN_BAD_DATA);
            assert_non_null(strstr(text_str(&e.message), row[i].says));
        }
        error_free(&e);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_shipped_ones_fit_their_paper),
        cmocka_unit_test(what_is_wrong_is_told_with_its_line),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
