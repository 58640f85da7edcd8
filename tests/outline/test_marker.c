#include "unit.h"

static const struct {
    const char *shown;
    enum soan_marker_kind kind;
    unsigned number;
    const char *style, *path, *next, *parent;
} known[] = {
    {"Phần thứ nhất", SOAN_MARKER_PART, 1, "Phần thứ {nhất}", "P1", "Phần thứ hai", ""},
    {"PHẦN THỨ BA", SOAN_MARKER_PART, 3, "PHẦN THỨ {NHẤT}", "P3", "PHẦN THỨ TƯ", ""},
    {"Phần Thứ Tư", SOAN_MARKER_PART, 4, "Phần Thứ {Nhất}", "P4", "Phần Thứ Năm", ""},
    {"Phần thứ mười", SOAN_MARKER_PART, 10, "Phần thứ {nhất}", "P10", "Phần thứ mười một", ""},
    {"Phần thứ hai mươi", SOAN_MARKER_PART, 20, "Phần thứ {nhất}", "P20", "Phần thứ hai mươi mốt", ""},
    {"Phần một", SOAN_MARKER_PART, 1, "Phần {một}", "P1", "Phần hai", ""},
    {"Phần I", SOAN_MARKER_PART, 1, "Phần {I}", "P1", "Phần II", ""},
    {"PHẦN IX.", SOAN_MARKER_PART, 9, "PHẦN {I}.", "P9", "PHẦN X.", ""},
    {"Phần 2:", SOAN_MARKER_PART, 2, "Phần {1}:", "P2", "Phần 3:", ""},
    {"Chương III", SOAN_MARKER_CHAPTER, 3, "Chương {I}", "C3", "Chương IV", ""},
    {"CHƯƠNG 1", SOAN_MARKER_CHAPTER, 1, "CHƯƠNG {1}", "C1", "CHƯƠNG 2", ""},
    {"Mục 1", SOAN_MARKER_MUC, 1, "Mục {1}", "M1", "Mục 2", "Chương I"},
    {"Tiểu mục 2.", SOAN_MARKER_MUC, 2, "Tiểu mục {1}.", "M2", "Tiểu mục 3.", "Mục 1"},
    {"Điều 1.", SOAN_MARKER_DIEU, 1, "Điều {1}.", "D1", "Điều 2.", "Chương I"},
    {"Điều 23", SOAN_MARKER_DIEU, 23, "Điều {1}", "D23", "Điều 24", "Chương I"},
    {"Phụ lục I", SOAN_MARKER_ANNEX, 1, "Phụ lục {I}", "PL1", "Phụ lục II", ""},
    {"Phụ lục số 02", SOAN_MARKER_ANNEX, 2, "Phụ lục số {01}", "PL2", "Phụ lục số 03", ""},
    {"PHỤ LỤC", SOAN_MARKER_ANNEX, 1, "PHỤ LỤC", "PL1", "PHỤ LỤC", ""},
    {"Mẫu 1", SOAN_MARKER_ANNEX, 1, "Mẫu {1}", "PL1", "Mẫu 2", ""},
    {"A.", SOAN_MARKER_UPPER, 1, "{A}.", "A", "B.", ""},
    {"D.", SOAN_MARKER_UPPER, 4, "{A}.", "D", "Đ.", ""},
    {"Đ.", SOAN_MARKER_UPPER, 5, "{A}.", "Đ", "E.", ""},
    {"C.", SOAN_MARKER_UPPER, 3, "{A}.", "C", "D.", ""},
    {"F.", SOAN_MARKER_UPPER, 6, "{F}.", "F", "G.", ""},
    {"I.", SOAN_MARKER_ROMAN, 1, "{I}.", "I", "II.", "Phần thứ nhất"},
    {"V.", SOAN_MARKER_ROMAN, 5, "{I}.", "V", "VI.", "Phần thứ nhất"},
    {"I-", SOAN_MARKER_ROMAN, 1, "{I}-", "I", "II-", ""},
    {"III -", SOAN_MARKER_ROMAN, 3, "{I} -", "III", "IV -", ""},
    {"IV –", SOAN_MARKER_ROMAN, 4, "{I} –", "IV", "V –", ""},
    {"XLIX.", SOAN_MARKER_ROMAN, 49, "{I}.", "XLIX", "L.", ""},
    {"1.", SOAN_MARKER_NUMBER, 1, "{1}.", "1", "2.", "I."},
    {"01.", SOAN_MARKER_NUMBER, 1, "{01}.", "01", "02.", "I."},
    {"1-", SOAN_MARKER_NUMBER, 1, "{1}-", "1", "2-", "I."},
    {"12)", SOAN_MARKER_NUMBER, 12, "{1})", "12", "13)", "I."},
    {"1/", SOAN_MARKER_NUMBER, 1, "{1}/", "1", "2/", "I."},
    {"1.1.", SOAN_MARKER_DECIMAL, 1, "{1.1}.", "1.1", "1.2.", "1."},
    {"2.14", SOAN_MARKER_DECIMAL, 14, "{1.1}", "2.14", "2.15", "2."},
    {"1.2-", SOAN_MARKER_DECIMAL, 2, "{1.1}-", "1.2", "1.3-", "1-"},
    {"1.1.1", SOAN_MARKER_DECIMAL, 1, "{1.1}", "1.1.1", "1.1.2", "1.1."},
    {"a)", SOAN_MARKER_LOWER, 1, "{a})", "a", "b)", "1.1."},
    {"d.", SOAN_MARKER_LOWER, 4, "{a}.", "d", "đ.", "1."},
    {"đ)", SOAN_MARKER_LOWER, 5, "{a})", "đ", "e)", "1."},
    {"h)", SOAN_MARKER_LOWER, 8, "{a})", "h", "i)", "1."},
    {"i)", SOAN_MARKER_LOWER, 9, "{a})", "i", "k)", "1."},
    {"y)", SOAN_MARKER_LOWER, 23, "{a})", "y", "aa)", "1."},
    {"ii)", SOAN_MARKER_LOWER_ROMAN, 2, "{i})", "ii", "iii)", "a)"},
    {"(1)", SOAN_MARKER_PAREN, 1, "({1})", "1", "(2)", "a)"},
};

static void markers_are_read_and_continued(void **state)
{
    (void)state;
    for (size_t k = 0; k < SOAN_ARRAY_LEN(known); k++) {
        struct soan_marker m = {0};
        struct text next = {0}, path = {0}, same = {0};
        print_message("# %s\n", known[k].shown);
        assert_true(soan_marker_parse(text_view_of(known[k].shown), &m));
        assert_int_equal(m.kind, known[k].kind);
        assert_int_equal(m.number, known[k].number);
        assert_text(m.style, known[k].style);
        assert_text(m.shown, known[k].shown);
        soan_marker_format(text_view(&m.style), m.number + 1, text_view_of(known[k].parent), &next);
        assert_text(next, known[k].next);
        soan_marker_format(text_view(&m.style), m.number, text_view_of(known[k].parent), &same);
        assert_text(same, known[k].shown);
        soan_marker_path(&m, 7, &path);
        assert_text(path, known[k].path);
        text_free(&next);
        text_free(&same);
        text_free(&path);
        soan_marker_free(&m);
    }
}

static void quantities_and_words_are_no_markers(void **state)
{
    static const char *const no[] = {
        "", "1", "2025", "1,5", "3.500", "1.05.", "IIII.", "IC.", "(i)", "(a)", "Phần", "Phần thứ", "phần thứ nhất",
        "điều 1.", "Điều", "Chương", "Mười", "1.1.1 x", "I. x", "-", "·", "[1]", "| a", "IVI.", "0.", "ab)", "1..", "ABC.",
    };
    (void)state;
    for (size_t k = 0; k < SOAN_ARRAY_LEN(no); k++) {
        struct soan_marker m = {0};
        print_message("# %s\n", no[k]);
        assert_false(soan_marker_parse(text_view_of(no[k]), &m));
    }
}

static void decimals_number_under_their_parent(void **state)
{
    static const struct { const char *parent, *expected; } under[] = {
        {"2.", "2.3."}, {"2)", "2.3."}, {"2.1", "2.1.3."}, {"4.5.6.", "4.5.6.3."}, {"Điều 7.", "7.3."},
        {"Chương II", "2.3."}, {"IV.", "4.3."}, {"", "3."}, {"a)", "3."}, {"B.", "3."},
    };
    (void)state;
    for (size_t k = 0; k < SOAN_ARRAY_LEN(under); k++) {
        struct text t = {0};
        soan_marker_format(TEXT_LIT("{1.1}."), 3, text_view_of(under[k].parent), &t);
        assert_text(t, under[k].expected);
        text_free(&t);
    }
}

static void a_first_child_gets_the_usual_style(void **state)
{
    static const struct { const char *parent, *expected; } child[] = {
        {"", "Phần thứ {nhất}"}, {"Phần thứ {nhất}", "{I}."}, {"PHẦN {I}.", "{I}."}, {"{I}.", "{1}."}, {"{I} -", "{1}."},
        {"{1}.", "{1.1}."}, {"{1.1}", "{a})"}, {"{a})", "({1})"}, {"({1})", ""}, {"Chương {I}", "Điều {1}."},
        {"Mục {1}", "Điều {1}."}, {"Điều {1}.", "{1}."}, {"{A}.", "{I}."}, {"Phụ lục {I}", "{I}."},
    };
    (void)state;
    for (size_t k = 0; k < SOAN_ARRAY_LEN(child); k++) {
        struct text t = {0};
        soan_marker_child_style(text_view_of(child[k].parent), &t);
        assert_text(t, child[k].expected);
        text_free(&t);
    }
}

static void a_chain_may_be_deep(void **state)
{
    struct text deep = text_copy(TEXT_LIT("1"));
    struct soan_marker m = {0};
    (void)state;
    for (int k = 1; k < 1000; k++)
        text_append_str(&deep, ".1");
    assert_true(soan_marker_parse(text_view(&deep), &m));
    assert_int_equal(m.kind, SOAN_MARKER_DECIMAL);
    text_append_str(&deep, ".1");
    assert_false(soan_marker_parse(text_view(&deep), &m));
    soan_marker_free(&m);
    text_free(&deep);
}

static void copies_own_their_text(void **state)
{
    struct soan_marker a = {0}, b = {0};
    (void)state;
    assert_true(soan_marker_parse(TEXT_LIT("Điều 9."), &a));
    soan_marker_copy(&b, &a);
    soan_marker_copy(&b, &a);
    soan_marker_free(&a);
    assert_text(b.shown, "Điều 9.");
    assert_int_equal(b.number, 9);
    soan_marker_free(&b);
}

static void a_section_without_marker_has_a_path(void **state)
{
    struct soan_marker none = {0};
    struct text t = {0};
    (void)state;
    soan_marker_path(&none, 2, &t);
    assert_text(t, "~2");
    text_free(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(markers_are_read_and_continued),
        cmocka_unit_test(quantities_and_words_are_no_markers),
        cmocka_unit_test(decimals_number_under_their_parent),
        cmocka_unit_test(a_first_child_gets_the_usual_style),
        cmocka_unit_test(a_chain_may_be_deep),
        cmocka_unit_test(copies_own_their_text),
        cmocka_unit_test(a_section_without_marker_has_a_path),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
