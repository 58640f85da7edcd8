#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "soan/figure.h"

static void matches(const char *text, const char *unit)
{
    size_t n = soan_unit_match(text_view_of(text));
    if (n != strlen(unit) || strncmp(text, unit, n) != 0)
        fail_msg("in \"%s\": %.*s", text, (int)n, text);
}

static void the_longest_unit_wins(void **state)
{
    (void)state;
    matches("tỷ đồng, đạt", "tỷ đồng");
    matches("tỷ", "tỷ");
    matches("triệu đồng/người/năm.", "triệu đồng/người/năm");
    matches("đồng/người/tháng", "đồng/người/tháng");
    matches("%/năm và", "%/năm");
    matches("% so với", "%");
    matches("%, đạt", "%");
    matches("%so", "%");
    matches("điểm phần trăm so", "điểm phần trăm");
    matches("cuộc kiểm tra, giám sát (", "cuộc kiểm tra, giám sát");
    matches("cuộc kiểm tra và", "cuộc kiểm tra");
    matches("cuộc giám sát).", "cuộc giám sát");
    matches("lượt cán bộ, công chức tham gia", "lượt cán bộ, công chức");
    matches("thủ tục hành chính của", "thủ tục hành chính");
    matches("chỉ tiêu Nghị quyết", "chỉ tiêu");
    matches("đ/c", "đ/c");
    matches("người/km2", "người/km2");
    matches("đồng chí", "đồng chí");
    matches("triệu đồng / người / năm,", "triệu đồng / người / năm");
}

static void every_unit_of_the_house_list(void **state)
{
    (void)state;
    static const char *const list[] = {
        "đồng", "nghìn đồng", "triệu đồng", "tỷ đồng", "USD", "triệu USD", "%", "‰", "điểm %", "lượt", "cuộc",
        "buổi", "hộ", "người", "đảng viên", "đồng chí", "đ/c", "chi bộ", "tổ dân phố", "vụ", "trường hợp",
        "ca", "ha", "m2", "m²", "km", "kWh", "tấn", "công trình", "dự án", "mô hình", "đồng/người/tháng",
        "triệu đồng/người/năm", "%/năm", "lần",
    };
    for (size_t i = 0; i < SOAN_ARRAY_LEN(list); i++)
        matches(list[i], list[i]);
}

static void it_ends_at_a_word_border(void **state)
{
    (void)state;
    matches("hađ", "");
    matches("hay", "");
    matches("cam", "");
    matches("m21", "");
    matches("m2, ", "m2");
    matches("người/nămx", "người");
    matches("km…", "km");
    matches("", "");
    matches(" ha", "");
    matches("phát triển", "");
}

static void words_that_only_begin_like_a_unit(void **state)
{
    (void)state;
    matches("lần thứ XIV", "");
    matches("lần.", "lần");
    matches("đồng thời", "");
    matches("tỷ lệ hộ nghèo", "");
    matches("tổ chức đảng", "tổ chức đảng");
    matches("tổ chức lễ hội", "");
    matches("cuộc sống", "");
    matches("ca ngợi", "");
}

static void capitals_and_hard_blanks(void **state)
{
    (void)state;
    matches("Tỷ đồng", "Tỷ đồng");
    matches("TỶ ĐỒNG", "TỶ ĐỒNG");
    matches("tỷ\xC2\xA0" "đồng", "tỷ\xC2\xA0" "đồng");
    matches("Đảng viên", "Đảng viên");
}

static void canonical(const char *unit, const char *expected, bool known)
{
    struct text out = {0};
    assert_int_equal(soan_unit_canonical(text_view_of(unit), &out), known);
    assert_string_equal(text_str(&out), expected);
    text_free(&out);
}

static void one_spelling_of_each(void **state)
{
    (void)state;
    canonical("m2", "m²", true);
    canonical("TỈ ĐỒNG", "tỷ đồng", true);
    canonical("đ/c", "đồng chí", true);
    canonical("ngàn đồng / người/ năm", "nghìn đồng/người/năm", true);
    canonical("cái bánh", "cái bánh", false);
    canonical("lần thứ", "lần thứ", false);
    canonical("", "", false);
}

static void which_count_parts(void **state)
{
    (void)state;
    assert_true(soan_unit_counts_parts(TEXT_LIT("chỉ tiêu")));
    assert_true(soan_unit_counts_parts(TEXT_LIT("chỉ tiêu Nghị quyết")));
    assert_true(soan_unit_counts_parts(TEXT_LIT("tổ dân phố")));
    assert_true(soan_unit_counts_parts(TEXT_LIT("TDP")));
    assert_false(soan_unit_counts_parts(TEXT_LIT("tỷ đồng")));
    assert_false(soan_unit_counts_parts(TEXT_LIT("công trình")));
    assert_false(soan_unit_counts_parts(TEXT_LIT("")));
}

static int by_text(const void *a, const void *b)
{
    return text_view_compare(*(const struct text_view *)a, *(const struct text_view *)b);
}

/* A name given twice would make its canonical spelling a matter of chance. */
static void no_name_stands_twice_in_the_data(void **state)
{
    (void)state;
    struct text_view data, *name = NULL;
    size_t n = 0, cap = 0;
    assert_true(data_find("units", &data));
    for (size_t from = 0, to; from < data.len; from = to + 1) {
        to = text_view_find(data, TEXT_LIT("\n"), from);
        struct text_view line = text_view_trim(text_view_part(data, from, to));
        if (line.len == 0 || line.bytes[0] == '#')
            continue;
        if (line.bytes[0] == '/')
            continue; /* what stands behind a slash may be a unit of its own too */
        line = text_view_part(line, 0, text_view_find(line, TEXT_LIT(" :"), 0));
        assert_true(text_is_clean(line));
        for (size_t start = 0, end; start <= line.len; start = end + 3) {
            end = text_view_find(line, TEXT_LIT(" = "), start);
            mem_grow((void **)&name, &cap, n + 1, sizeof *name);
            name[n++] = text_view_part(line, start, end);
            if (end == SIZE_MAX)
                break;
        }
    }
    assert_true(n > 300);
    qsort(name, n, sizeof *name, by_text);
    for (size_t i = 1; i < n; i++)
        if (text_view_equal(name[i - 1], name[i]))
            fail_msg("twice: %.*s", (int)name[i].len, name[i].bytes);
    mem_free(&name);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_longest_unit_wins),
        cmocka_unit_test(every_unit_of_the_house_list),
        cmocka_unit_test(it_ends_at_a_word_border),
        cmocka_unit_test(words_that_only_begin_like_a_unit),
        cmocka_unit_test(capitals_and_hard_blanks),
        cmocka_unit_test(one_spelling_of_each),
        cmocka_unit_test(which_count_parts),
        cmocka_unit_test(no_name_stands_twice_in_the_data),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
