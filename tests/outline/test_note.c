/* Footnotes in source form. */
#include <string.h>

#include "unit.h"

static void the_text_of_a_note(void **state)
{
    (void)state;
    static const struct { const char *paragraph, *number; size_t words; } row[] = {
        {"[^1]: Theo báo cáo.", "1", 6}, {"[^12]:Theo", "12", 6},  {"[^3]: ", "3", 6}, {"[^3]:", "3", 5},
        {"[^1] Theo", NULL, 0},          {" [^1]: Theo", NULL, 0}, {"[^a]: b", NULL, 0}, {"[1]: b", NULL, 0},
        {"", NULL, 0},                   {"[^1]", NULL, 0},
    };
    for (size_t i = 0; i < SOAN_ARRAY_LEN(row); i++) {
        struct text_view number;
        size_t words;
        bool is = soan_note_text(text_view_of(row[i].paragraph), &number, &words);
        assert_int_equal(is, row[i].number != NULL);
        if (is) {
            assert_true(text_view_equal(number, text_view_of(row[i].number)));
            assert_int_equal(words, row[i].words);
        }
    }
}

static void words_are_counted_without_marks(void **state)
{
    (void)state;
    assert_int_equal(soan_source_words(TEXT_LIT("đề ra[^1]. Hai ba")), 4);
    assert_int_equal(soan_source_words(TEXT_LIT("đề ra[^1]này")), 2);
    assert_int_equal(soan_source_words(TEXT_LIT("đề [^1] ra\n[^1]: Theo báo cáo")), 5);
    assert_int_equal(soan_source_words(TEXT_LIT("[^1]: 5 tỷ")), 2);
    assert_int_equal(soan_source_words(TEXT_LIT("một {so} hai")), 3);
}

static void makes(const char *source, size_t at, size_t removed, const char *words, const char *expected)
{
    struct text_changes c = {0};
    struct text t = text_copy(text_view_of(source));
    size_t cursor = 0;
    assert_true(soan_note_make(text_view(&t), at, removed, text_view_of(words), &c, &cursor));
    for (size_t i = 0; i < c.n; i++)
        assert_true(text_change_apply(&c.item[i], &t));
    assert_string_equal(text_str(&t), expected);
    assert_int_equal(cursor, t.len);
    text_changes_free(&c);
    text_free(&t);
}

static void a_note_is_made(void **state)
{
    (void)state;
    makes("", 0, 0, "", "[^1]\n[^1]: ");
    makes("đề ra.", strlen("đề ra"), 0, "", "đề ra[^1].\n[^1]: ");
    makes("đề ra.\n", strlen("đề ra.\n"), 0, "x", "đề ra.\n[^1]\n[^1]: x");
    makes("đề ra.\n", strlen("đề ra"), 0, "x", "đề ra[^1].\n[^1]: x");
    makes("a[^1] b\n[^1]: x", 7, 0, "y", "a[^1] b[^2]\n[^1]: x\n[^2]: y");
    /* A number that was glued to its word stays what it is. */
    makes("đề ra14.", strlen("đề ra"), 2, "…", "đề ra[^14].\n[^14]: …");
    makes("đề ra14. b[^14]", strlen("đề ra"), 2, "…", "đề ra[^15]. b[^14]\n[^15]: …");
    struct text_changes c = {0};
    size_t cursor;
    assert_false(soan_note_make(TEXT_LIT("a[^1]\n[^1]: x"), 11, 0, TEXT_LIT(""), &c, &cursor));
    assert_int_equal(c.n, 0);
}

static void goes(const char *source, size_t pos, const char *before)
{
    size_t to = SIZE_MAX;
    bool found = soan_note_other(text_view_of(source), pos, &to);
    assert_int_equal(found, before != NULL);
    if (before)
        assert_int_equal(to, strlen(before));
}

static void from_the_mark_to_the_note_and_back(void **state)
{
    (void)state;
    const char *t = "một[^1] hai[^2] ba\n[^2]: x\n[^1]: y";
    goes(t, strlen("một"), "một[^1] hai[^2] ba\n[^2]: x\n[^1]: ");
    goes(t, strlen("một[^"), "một[^1] hai[^2] ba\n[^2]: x\n[^1]: ");
    goes(t, strlen("một[^1]"), "một[^1] hai[^2] ba\n[^2]: x\n[^1]: ");
    goes(t, strlen("một[^1] hai[^2]"), "một[^1] hai[^2] ba\n[^2]: ");
    goes(t, strlen("một[^1] hai[^2] ba\n[^2]: x"), "một[^1] hai[^2]");
    goes(t, strlen(t), "một[^1]");
    goes(t, strlen("một[^1] ha"), NULL);
    goes("a[^1]", 1, NULL);
    goes("[^1]: x", 3, NULL);
    goes("", 0, NULL);
}

static void glued(const char *source, const char *expected)
{
    struct text found = {0};
    size_t at, to;
    struct text_view v = text_view_of(source);
    for (size_t from = 0; soan_note_glued(v, from, &at, &to); from = to) {
        text_append_str(&found, found.len ? " " : "");
        text_append(&found, text_view_part(v, at, to));
    }
    assert_string_equal(text_str(&found), expected);
    text_free(&found);
}

static void numbers_that_stick_to_a_word(void **state)
{
    (void)state;
    glued("thu ngân sách chưa đạt nghị quyết đề ra14.", "14");
    glued("đề ra1, tốt hơn2; (xem thêm3) và “cũ4” cuối5", "1 2 3 4 5");
    glued("Đảng5 nói", "5");
    glued("rộng 20 m2, 5 km2, 3 m3, CO2, A4, H1N1, COVID19, QL1", "");
    glued("lớp1a, mức1.5, năm2025, số5/6, đạt1,5%", "");
    glued("ra {so_ho2} và {{a1}} x[^1]", "");
    glued("", "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_text_of_a_note),
        cmocka_unit_test(words_are_counted_without_marks),
        cmocka_unit_test(a_note_is_made),
        cmocka_unit_test(from_the_mark_to_the_note_and_back),
        cmocka_unit_test(numbers_that_stick_to_a_word),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
