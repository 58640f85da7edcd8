/* Each rule on sentences made for it, and all rules on ordinary prose, in which they find nothing. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

#include "soan/check.h"

static char *dir;

static int enter_directory(void **state)
{
    (void)state;
    const char *tmp = getenv("TMPDIR");
    struct text name = {0};
    text_printf(&name, "%s/soan-check.XXXXXX", tmp ? tmp : "/tmp");
    dir = name.bytes;
    assert_non_null(mkdtemp(dir));
    return chdir(dir);
}

static int leave_directory(void **state)
{
    (void)state;
    static const char *const names[] = {"r.soan", "r.soan-wal", "r.soan-shm", "r.soan-journal"};
    for (size_t i = 0; i < SOAN_ARRAY_LEN(names); i++)
        unlink(names[i]);
    assert_int_equal(chdir("/"), 0);
    assert_int_equal(rmdir(dir), 0);
    free(dir);
    return 0;
}

static void fine(bool ok, struct error *e)
{
    if (!ok)
        print_message("# %s\n", text_str(&e->message));
    assert_true(ok);
}

static struct soan_report *report_of(struct text_view outline)
{
    struct error e = {0};
    struct text bytes = text_copy(outline);
    struct soan_outline o = {0};
    struct soan_report *r = NULL;
    fine(soan_outline_parse(&bytes, NULL, &o, &e), &e);
    fine(soan_report_create("r.soan", &o, TEXT_LIT("thử"), "vt1", &e), &e);
    fine(soan_report_open("r.soan", "vt1", &r, &e), &e);
    soan_outline_free(&o);
    text_free(&bytes);
    return r;
}

static bool note(const struct soan_finding *f, void *arg)
{
    struct text *t = arg;
    text_printf(t, "%s%s[%.*s]", t->len ? " " : "", f->rule, (int)f->text.len, f->text.bytes);
    assert_true(strlen(f->message) > 0);
    return true;
}

/* What is found in an outline: rule[words] parted by blanks. */
static void finds_in(const char *outline, const char *wanted)
{
    struct error e = {0};
    struct text seen = {0};
    struct soan_report *r = report_of(text_view_of(outline));
    fine(soan_check(r, note, &seen, &e), &e);
    assert_string_equal(text_str(&seen), wanted);
    text_free(&seen);
    soan_report_close(&r);
    leave_directory(NULL);
    enter_directory(NULL);
}

/* The same in the text of one section. */
static void finds(const char *body, const char *wanted)
{
    struct text outline = {0};
    text_printf(&outline, "1. Việc chung\n%s\n", body);
    finds_in(outline.bytes, wanted);
    text_free(&outline);
}

static void ordinary_prose_is_left_alone(void **state)
{
    (void)state;
    finds("Năm 2024, phường thu 1.234,5 tỷ đồng (đạt 98,7% dự toán); chi 12 - 13 tỷ đồng, giai đoạn 2025-2030.", "");
    finds("Kết luận số 21-KL/TW ngày 25/10/2021, Quyết định số 12/QĐ-UBND; dịch COVID-19; diện tích 45 m2, 12 km2.",
          "");
    finds("Trong năm năm qua, Ủy ban ban hành 5 kế hoạch; thi công công trình; hành vi vi phạm; luôn luôn sát dân.",
          "");
    finds("Họp lúc 10:30 tại nhà văn hóa; liên hệ www.example.org, nhóm “Zalo” (điện, nước...), v.v.; TP.HCM.", "");
    finds("Ông A. phát biểu: “Đồng ý!” Có ai hỏi gì không? Không.", "");
    finds("Cán bộ cũng cố gắng học tập; lịch sử lý luận; QL14 và tỉnh lộ ĐT601.", "");
}

static void a_blank_before_a_mark(void **state)
{
    (void)state;
    finds("Tổ chức đảng , tập thể.", "space-before-punctuation[ ,]");
    finds("Theo quy định ;", "space-before-punctuation[ ;]");
    finds("Nói “thật ” là tốt ( rất tốt ).", "space-before-punctuation[ ”] space-before-punctuation[ )]");
    finds("| a | 1 : 2 |", "");
}

static void marks_that_do_not_go_together(void **state)
{
    (void)state;
    finds("Làm tốt,, rất tốt.", "doubled-punctuation[,,]");
    finds("Làm tốt.. Rất tốt.", "doubled-punctuation[..]");
    finds("Theo quy định,.. theo hướng dẫn.", "doubled-punctuation[,..]");
    finds("Điện, nước,...", "doubled-punctuation[,...]");
    finds("Điện, nước;…", "doubled-punctuation[;…]");
    finds("Điện, nước….", "doubled-punctuation[….]");
    finds("Điện, nước…, đường.", "");
}

static void two_kinds_of_ellipsis(void **state)
{
    (void)state;
    finds("Điện, nước… Đường, trường… Trạm, chợ...", "mixed-ellipsis[...]");
    finds("Điện, nước... Đường, trường... Trạm, chợ…", "mixed-ellipsis[…]");
    finds("Điện, nước... Đường, trường...", "");
}

static void a_range_with_one_blank(void **state)
{
    (void)state;
    finds("Nhiệm kỳ 2025- 2030.", "range-spacing[2025- 2030]");
    finds("Tăng 11% -12,5% mỗi năm.", "range-spacing[11% -12]");
    finds("Nhiệm kỳ 2025 - 2030 và 2031-2035; 2020–2025.", "");
    finds("Số 05- NQ/ĐU.", "");
}

static void a_word_twice(void **state)
{
    (void)state;
    finds("Nắm t\xEF\xBF\xBDnh hình.", "broken-letter[\xEF\xBF\xBD]");
    finds("Nắm tình tình ở cơ sở.", "repeated-word[tình tình]");
    finds("Tăng các các nguồn thu.", "repeated-word[các các]");
    finds("Đảng ủy Ủy viên; xa xa; Mai mai.", "");
}

static void a_footnote_number_glued_to_a_word(void **state)
{
    (void)state;
    finds("Chưa đạt nghị quyết đề ra14.", "glued-number[ra14]");
    finds("Khí CO2, vitamin B12, 30 m2, Q3, cột a1.", "");
}

static void notes_and_their_marks(void **state)
{
    (void)state;
    finds("Đạt nghị quyết[^1].\n[^1]: Theo báo cáo năm.", "");
    finds("Đạt nghị quyết[^1] và kế hoạch[^2].\n[^1]: Theo báo cáo năm.", "note-without-text[[^2]]");
    finds("Đạt nghị quyết.\n[^1]: Theo báo cáo năm.", "note-without-mark[[^1]]");
    finds("Đạt nghị quyết[^1].\n[^1]: Theo báo cáo.\n[^1]: Theo kế hoạch.", "note-twice[[^1]]");
    finds("Đạt nghị quyết[^1].\n[^1]: ", "note-empty[[^1]]");
    finds("Đạt nghị quyết[^1].\n[^1]: Theo báo cáo[^3].", "note-without-text[[^3]]");
}

static void slips_and_names(void **state)
{
    (void)state;
    finds("Tổ chức được cũng cố, kiện toàn.", "slip[cũng cố]");
    finds("Cũng cố lực lượng; xử dụng đúng.", "slip[Cũng cố] slip[xử dụng]");
    finds("Phong cách Hồ Chí minh.", "capitals[Hồ Chí minh]");
    finds("TƯ TƯỞNG HỒ CHÍ MINH; Hồ Chí Minh.", "");
}

static void blanks_and_empty_sections(void **state)
{
    (void)state;
    finds_in("1. Thu\nThu ngân sách đạt … tỷ đồng.\n2. Chi\n…\n3. Khác\n",
             "blank-value[…] blank-words[…] empty-section[]");
    finds_in("1. Thu\n1.1. Thuế\nKhông có gì.\n", "");
}

static bool first_key(const struct soan_figure *f, void *key)
{
    text_append(key, text_view(&f->key));
    return false;
}

static void a_filled_value_is_found_no_more(void **state)
{
    (void)state;
    struct error e = {0};
    struct text seen = {0};
    struct soan_report *r = report_of(TEXT_LIT("1. Thu\nThu ngân sách đạt … tỷ đồng, thu thuế đạt … tỷ đồng.\n"));
    struct soan_filled *filled = NULL;
    struct text key = {0};
    fine(soan_figure_each(r, first_key, &key, &e), &e);
    const struct soan_fill fill = {.key = text_view(&key), .value = TEXT_LIT("12,5")};
    fine(soan_figures_fill(r, &fill, 1, false, &filled, &e), &e);
    soan_filled_free(&filled, 1);
    text_free(&key);
    fine(soan_check(r, note, &seen, &e), &e);
    assert_string_equal(text_str(&seen), "blank-value[…]");
    text_free(&seen);
    soan_report_close(&r);
}

static void an_unknown_figure(void **state)
{
    (void)state;
    struct error e = {0};
    struct text seen = {0};
    int64_t id;
    struct soan_written w = {0};
    struct soan_report *r = report_of(TEXT_LIT("1. Thu\nKhông có gì.\n"));
    fine(soan_section_find(r, "1", &id, &e), &e);
    fine(soan_section_write(r, id, 0, TEXT_LIT("Thu {tien_la} và {{ghi chú}}."), &w, &e), &e);
    soan_written_free(&w);
    fine(soan_check(r, note, &seen, &e), &e);
    assert_string_equal(text_str(&seen), "unknown-figure[{tien_la}]");
    text_free(&seen);
    soan_report_close(&r);
}

static bool place(const struct soan_finding *f, void *arg)
{
    size_t *at = arg;
    at[0] = f->from;
    at[1] = f->to;
    return true;
}

static void places_are_those_of_the_source_form(void **state)
{
    (void)state;
    struct error e = {0};
    struct soan_report *r = report_of(TEXT_LIT("1. Thu\nKhông có gì.\n"));
    struct soan_written w = {0};
    int64_t id;
    size_t at[2];
    fine(soan_section_find(r, "1", &id, &e), &e);
    fine(soan_section_write(r, id, 0, TEXT_LIT("Có {{a}} và và."), &w, &e), &e);
    soan_written_free(&w);
    fine(soan_check(r, place, at, &e), &e);
    assert_int_equal(at[0], strlen("Có {{a}} "));
    assert_int_equal(at[1], strlen("Có {{a}} và và"));
    soan_report_close(&r);
}

struct tally {
    size_t value, words, empty, marks, mixed, range, twice, glued, slip, capitals, other;
};

static bool count(const struct soan_finding *f, void *arg)
{
    struct tally *t = arg;
    const struct {
        const char *rule;
        size_t *n;
    } rules[] = {
        {"blank-value", &t->value}, {"blank-words", &t->words}, {"empty-section", &t->empty}, {"doubled-punctuation",
                &t->marks},
        {"mixed-ellipsis", &t->mixed}, {"range-spacing", &t->range}, {"repeated-word", &t->twice}, {"glued-number",
                &t->glued},
        {"slip", &t->slip}, {"capitals", &t->capitals},
    };
    for (size_t i = 0; i < SOAN_ARRAY_LEN(rules); i++) {
        if (strcmp(rules[i].rule, f->rule) == 0) {
            ++*rules[i].n;
            return true;
        }
    }
    print_message("# %s: %.*s\n", f->rule, (int)f->text.len, f->text.bytes);
    t->other++;
    return true;
}

/* The faults were counted by hand in the real template. */
static void the_real_template(void **state)
{
    (void)state;
    const char *shared = getenv("SOAN_SHARED");
    struct text path = {0}, bytes = {0};
    struct error e = {0};
    text_printf(&path, "%s/seed/bao-cao-chinh-tri.txt", shared ? shared : "../shared");
    bool found = file_read(path.bytes, &bytes, NULL);
    text_free(&path);
    if (!found) {
        print_message("# the real template is not here\n");
        skip();
    }
    struct soan_report *r = report_of(text_view(&bytes));
    struct tally t = {0};
    fine(soan_check(r, count, &t, &e), &e);
    assert_int_equal(t.value, 28);      /* 18 numbers in 18 places, the ward 5, congress 4, a document 1 */
    assert_int_equal(t.words, 2);
    assert_int_equal(t.empty, 4);       /* lines 81 to 84 */
    assert_int_equal(t.marks, 6);       /* lines 26, 30, 37, 45, 56, 76 */
    assert_int_equal(t.mixed, 2);
    assert_int_equal(t.range, 1);
    assert_int_equal(t.twice, 1);
    assert_int_equal(t.glued, 1);
    assert_int_equal(t.slip, 1);
    assert_int_equal(t.capitals, 2);    /* Hồ Chí minh, mặt trận tổ quốc */
    assert_int_equal(t.other, 0);
    text_free(&bytes);
    soan_report_close(&r);
}

static void values_repeat_the_word_before_them(void **state)
{
    (void)state;
    struct error e = {0};
    struct text seen = {0};
    struct soan_report *r = report_of(TEXT_LIT("1. Mục\nĐảng bộ phường … và Ủy ban … đã làm tốt.\n"));
    int64_t id, rev;
    fine(soan_section_find(r, "1", &id, &e), &e);
    fine(soan_section_text(r, id, &seen, &rev, &e), &e);
    struct soan_fill fill = {TEXT_LIT("phuong"), TEXT_LIT("phường Hải Châu")};
    /* In two places of one figure the word stands before one only, so it is kept. */
    fine(soan_section_write(r, id, rev, TEXT_LIT("Đảng bộ phường {phuong} và Ủy ban {phuong} đã làm tốt."), NULL, &e), &e);
    fine(soan_figures_fill(r, &fill, 1, false, NULL, &e), &e);
    text_clear(&seen);
    fine(soan_check(r, note, &seen, &e), &e);
    assert_string_equal(text_str(&seen), "repeated-word[phường phường]");
    text_free(&seen);
    soan_report_close(&r);
    leave_directory(NULL);
    enter_directory(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(ordinary_prose_is_left_alone, enter_directory, leave_directory),
        cmocka_unit_test_setup_teardown(values_repeat_the_word_before_them, enter_directory, leave_directory),
        cmocka_unit_test_setup_teardown(a_blank_before_a_mark, enter_directory, leave_directory),
        cmocka_unit_test_setup_teardown(marks_that_do_not_go_together, enter_directory, leave_directory),
        cmocka_unit_test_setup_teardown(two_kinds_of_ellipsis, enter_directory, leave_directory),
        cmocka_unit_test_setup_teardown(a_range_with_one_blank, enter_directory, leave_directory),
        cmocka_unit_test_setup_teardown(a_word_twice, enter_directory, leave_directory),
        cmocka_unit_test_setup_teardown(a_footnote_number_glued_to_a_word, enter_directory, leave_directory),
        cmocka_unit_test_setup_teardown(notes_and_their_marks, enter_directory, leave_directory),
        cmocka_unit_test_setup_teardown(slips_and_names, enter_directory, leave_directory),
        cmocka_unit_test_setup_teardown(blanks_and_empty_sections, enter_directory, leave_directory),
        cmocka_unit_test_setup_teardown(a_filled_value_is_found_no_more, enter_directory, leave_directory),
        cmocka_unit_test_setup_teardown(an_unknown_figure, enter_directory, leave_directory),
        cmocka_unit_test_setup_teardown(places_are_those_of_the_source_form, enter_directory, leave_directory),
        cmocka_unit_test_setup_teardown(the_real_template, enter_directory, leave_directory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
