/* A report from an outline to the printed pages. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

#include "soan/print.h"

static char directory[64];
static char path[128];

static int make_directory(void **state)
{
    (void)state;
    snprintf(directory, sizeof directory, "/tmp/soan-print-XXXXXX");
    if (!mkdtemp(directory))
        return 1;
    snprintf(path, sizeof path, "%s/r.soan", directory);
    return 0;
}

static void remove_file(const char *suffix)
{
    char name[160];
    snprintf(name, sizeof name, "%s%s", path, suffix);
    unlink(name);
}

static int remove_directory(void **state)
{
    (void)state;
    remove_file("");
    remove_file("-wal");
    remove_file("-shm");
    return rmdir(directory);
}

static void must(bool ok, struct error *e)
{
    if (!ok)
        fail_msg("%s", text_str(&e->message));
}

static struct soan_report *report_from(struct text_view outline, const char *title)
{
    struct error e = {0};
    struct soan_outline parsed = {0};
    struct soan_report *r = NULL;
    struct text bytes = text_copy(outline);
    remove_file("");
    must(soan_outline_parse(&bytes, &(struct soan_outline_options){0}, &parsed, &e), &e);
    must(soan_report_create(path, &parsed, text_view_of(title), "vt1", &e), &e);
    soan_outline_free(&parsed);
    text_free(&bytes);
    must(soan_report_open(path, "vt1", &r, &e), &e);
    return r;
}

static void fill(struct soan_report *r, const char *key, const char *value)
{
    struct error e = {0};
    struct soan_filled *done = NULL;
    const struct soan_fill one = {text_view_of(key), text_view_of(value)};
    must(soan_figures_fill(r, &one, 1, false, &done, &e), &e);
    soan_filled_free(&done, 1);
}

static void collect(struct text_view piece, void *arg)
{
    text_append(arg, piece);
}

static struct text printed(struct soan_report *r, int width, int length)
{
    struct error e = {0};
    struct text out = {0};
    must(soan_print(r, &(struct soan_print_options){.width = width, .page_length = length}, collect, &out, &e), &e);
    return out;
}

static void prints(struct soan_report *r, int width, int length, const char *expected)
{
    struct text out = printed(r, width, length);
    assert_string_equal(text_str(&out), expected);
    text_free(&out);
}

static const char *const small =
    "Phần thứ nhất\n"
    "KẾT QUẢ THỰC HIỆN\n"
    "I. KINH TẾ\n"
    "Trong nhiệm kỳ qua, kinh tế của địa phương tiếp tục tăng trưởng.\n"
    "1. Ngân sách:\n"
    "· Thu ngân sách nhà nước trên địa bàn đến nay là … tỷ đồng, đạt …% so với nghị quyết.\n"
    "· Chi ngân sách bảo đảm tiết kiệm.\n"
    "2. Nguyên nhân: Do thời tiết diễn biến bất thường và dịch bệnh.\n"
    "II. XÃ HỘI\n"
    "1. Y tế:\n"
    "2. Giáo dục:\n";

static void a_small_report(void **state)
{
    (void)state;
    struct soan_report *r = report_from(text_view_of(small), "Báo cáo chính trị");
    const char *expected =
        "           BÁO CÁO CHÍNH TRỊ\n"
        "\n"
        "             Phần thứ nhất\n"
        "           KẾT QUẢ THỰC HIỆN\n"
        "\n"
        "I. KINH TẾ\n"
        "    Trong nhiệm kỳ qua, kinh tế của địa\n"
        "phương tiếp tục tăng trưởng.\n"
        "\n"
        "1. Ngân sách:\n"
        "· Thu ngân sách nhà nước trên địa bàn\n"
        "  đến nay là … tỷ đồng, đạt …% so với\n"
        "  nghị quyết.\n"
        "· Chi ngân sách bảo đảm tiết kiệm.\n"
        "\n"
        "2. Nguyên nhân: Do thời tiết diễn biến\n"
        "bất thường và dịch bệnh.\n"
        "\n"
        "II. XÃ HỘI\n"
        "1. Y tế:\n"
        "2. Giáo dục:\n";
    prints(r, 40, 0, expected);
    prints(r, 40, 60, expected);
    prints(r, 40, 12,
           "           BÁO CÁO CHÍNH TRỊ\n"
           "\n"
           "             Phần thứ nhất\n"
           "           KẾT QUẢ THỰC HIỆN\n"
           "\n"
           "I. KINH TẾ\n"
           "    Trong nhiệm kỳ qua, kinh tế của địa\n"
           "phương tiếp tục tăng trưởng.\n"
           "\f"
           "                 - 2 -\n"
           "\n"
           "1. Ngân sách:\n"
           "· Thu ngân sách nhà nước trên địa bàn\n"
           "  đến nay là … tỷ đồng, đạt …% so với\n"
           "  nghị quyết.\n"
           "· Chi ngân sách bảo đảm tiết kiệm.\n"
           "\n"
           "2. Nguyên nhân: Do thời tiết diễn biến\n"
           "bất thường và dịch bệnh.\n"
           "\f"
           "                 - 3 -\n"
           "\n"
           "II. XÃ HỘI\n"
           "1. Y tế:\n"
           "2. Giáo dục:\n");
    soan_report_close(&r);
}

static void one_section(void **state)
{
    (void)state;
    struct error e = {0};
    int64_t id;
    struct text out = {0};
    struct soan_report *r = report_from(text_view_of(small), "Báo cáo chính trị");
    must(soan_section_find(r, "P1/I/1", &id, &e), &e);
    must(soan_print_section(r, id, &(struct soan_print_options){.width = 72, .page_length = 60}, collect, &out, &e), &e);
    assert_string_equal(text_str(&out),
                        "1. Ngân sách:\n"
                        "· Thu ngân sách nhà nước trên địa bàn đến nay là … tỷ đồng, đạt …% so\n"
                        "  với nghị quyết.\n"
                        "· Chi ngân sách bảo đảm tiết kiệm.\n");
    text_clear(&out);
    assert_false(soan_print_section(r, 999999, &SOAN_PRINT_DEFAULT, collect, &out, &e));
    assert_int_equal(e.status, SOAN_NO_INPUT);
    assert_int_equal(out.len, 0);
    error_free(&e);
    text_free(&out);
    soan_report_close(&r);
}

static bool take_first(const struct soan_figure *f, void *arg)
{
    text_append((struct text *)arg, text_view(&f->key));
    return false;
}

static void values_stand_where_the_blanks_were(void **state)
{
    (void)state;
    struct error e = {0};
    struct text key = {0};
    struct soan_report *r = report_from(TEXT_LIT("I. THU\nThu ngân sách nhà nước đến nay là … tỷ đồng.\n"), "T");
    must(soan_figure_each(r, take_first, &key, &e), &e);
    prints(r, 20, 0, "         T\n\nI. THU\n    Thu ngân sách\nnhà nước đến nay\nlà … tỷ đồng.\n");
    fill(r, text_str(&key), "1234,5");
    /* The number does not part from its unit. */
    prints(r, 20, 0, "         T\n\nI. THU\n    Thu ngân sách\nnhà nước đến nay là\n1.234,5 tỷ đồng.\n");
    text_free(&key);
    soan_report_close(&r);
}

static void bullets_nest_in_order_of_appearance(void **state)
{
    (void)state;
    struct soan_report *r = report_from(
        TEXT_LIT("I. MỤC\n- Một hai ba bốn năm sáu bảy\n+ Tám chín mười mười một\n* Sâu\n- Lại một\n1. Khác\n+ Đầu\n"),
        "T");
    prints(
        r, 20, 0,
        "         T\n\nI. MỤC\n- Một hai ba bốn năm\n  sáu bảy\n  + Tám chín mười\n    mười một\n    * Sâu\n- Lại một\n"
        "\n1. Khác\n+ Đầu\n");
    soan_report_close(&r);
}

static void long_headings_hang_under_their_title(void **state)
{
    (void)state;
    struct soan_report *r = report_from(TEXT_LIT("I. NHIỆM VỤ VÀ GIẢI PHÁP CHỦ YẾU CỦA NHIỆM KỲ\nNội dung.\n"), "T");
    prints(r, 30, 0, "              T\n\nI. NHIỆM VỤ VÀ GIẢI PHÁP CHỦ\n   YẾU CỦA NHIỆM KỲ\n    Nội dung.\n");
    soan_report_close(&r);
}

static void options_out_of_range(void **state)
{
    (void)state;
    static const struct { struct soan_print_options o; const char *says; } row[] = {
        {{.width = 19, .page_length = 60}, "20"}, {{.width = 501, .page_length = 60}, "500"}, {{.width = -1, .page_length = 60}, "20"}, {{.width = 72, .page_length = 9}, "10"}, {{.width = 72, .page_length = -1}, "10"},
    };
    struct soan_report *r = report_from(TEXT_LIT("I. A\nb\n"), "T");
    for (size_t i = 0; i < SOAN_ARRAY_LEN(row); i++) {
        struct error e = {0};
        struct text out = {0};
        assert_false(soan_print(r, &row[i].o, collect, &out, &e));
        assert_int_equal(e.status, SOAN_USAGE);
        assert_non_null(strstr(text_str(&e.message), row[i].says));
        assert_int_equal(out.len, 0);
        error_free(&e);
    }
    soan_report_close(&r);
}

/* Who gave no title finds the first heading in its place; it is not printed twice. */
static void a_title_taken_from_the_text_is_not_repeated(void **state)
{
    (void)state;
    struct soan_report *r = report_from(TEXT_LIT("Phần thứ nhất\nKẾT QUẢ CỦA PHƯỜNG …\nI. A\nb\n"), "");
    prints(r, 40, 0, "             Phần thứ nhất\n          KẾT QUẢ CỦA PHƯỜNG …\n\nI. A\n    b\n");
    soan_report_close(&r);
    r = report_from(TEXT_LIT("Báo cáo tổng kết\nNăm vừa qua, mọi việc đều tốt.\n"), "");
    prints(r, 40, 0, "            BÁO CÁO TỔNG KẾT\n\n    Năm vừa qua, mọi việc đều tốt.\n");
    soan_report_close(&r);
    r = report_from(TEXT_LIT("Năm vừa qua, mọi việc đều tốt.\nI. A\nb\n"), "");
    prints(r, 40, 0, "    Năm vừa qua, mọi việc đều tốt.\n\nI. A\n    b\n");
    soan_report_close(&r);
    r = report_from(TEXT_LIT("Báo cáo tổng kết\nNăm vừa qua, mọi việc đều tốt.\n"), "Tổng kết");
    prints(r, 40, 0, "                TỔNG KẾT\n\nBáo cáo tổng kết\n    Năm vừa qua, mọi việc đều tốt.\n");
    soan_report_close(&r);
}

/* The real template. */
static bool seed(struct text *out)
{
    struct text name = {0};
    const char *shared = getenv("SOAN_SHARED");
    text_printf(&name, "%s/seed/bao-cao-chinh-tri.txt", shared ? shared : "../shared");
    bool found = access(text_str(&name), R_OK) == 0 && file_read(text_str(&name), out, NULL);
    text_free(&name);
    return found;
}

static bool blank_byte(char c)
{
    return c == ' ' || c == '\n' || c == '\f';
}

/* Every word of the template in its order: nothing lost, nothing said twice. Page heads are taken out first. */
static void every_word_of_the_template(void **state)
{
    (void)state;
    struct text source = {0}, left = {0}, right = {0};
    if (!seed(&source))
        skip();
    struct soan_report *r = report_from(text_view(&source), "");
    struct text whole = printed(r, 72, 0), pages = printed(r, 72, 60), again = printed(r, 72, 60);
    assert_true(text_view_equal(text_view(&pages), text_view(&again)));
    for (size_t i = 0; i < whole.len; i++)
        if (!blank_byte(whole.bytes[i]))
            text_append_char(&left, whole.bytes[i]);
    size_t number = 1;
    for (size_t from = 0, to; from < pages.len; from = to + 1, number++) {
        to = text_view_find(text_view(&pages), TEXT_LIT("\f"), from);
        struct text_view page = text_view_part(text_view(&pages), from, to);
        int lines = 0;
        for (size_t a = 0, b; a < page.len; a = b + 1, lines++) {
            b = text_view_find(page, TEXT_LIT("\n"), a);
            struct text_view line = text_view_part(page, a, b);
            assert_true(text_width(line) <= 72);
            for (size_t i = 0; i < line.len && (number == 1 || lines > 0); i++)
                if (!blank_byte(line.bytes[i]))
                    text_append_char(&right, line.bytes[i]);
        }
        assert_true(lines <= 60);
        if (to == SIZE_MAX)
            break;
    }
    assert_true(number > 8);
    assert_string_equal(text_str(&left), text_str(&right));
    /* Against the template itself: its letters in their order stand behind the title. */
    struct text words = {0};
    for (size_t i = 0; i < source.len; i++)
        if (!blank_byte(source.bytes[i]))
            text_append_char(&words, source.bytes[i]);
    assert_true(text_view_ends(text_view(&left), text_view(&words)));
    text_free(&words);
    text_free(&source);
    text_free(&left);
    text_free(&right);
    text_free(&whole);
    text_free(&pages);
    text_free(&again);
    soan_report_close(&r);
}

struct lines {
    struct soan_report *r;
    struct soan_values *values;
    unsigned page;
    int line;
    int64_t section;
    size_t last, checked, in_titles;
};

/* What a line shows is what the bytes show that it is said to come from. */
static bool check_origin(const struct soan_print_line *line, void *arg)
{
    struct lines *l = arg;
    struct error e = {0};
    struct soan_section s = {0};
    struct text source = {0}, shown = {0}, printed_letters = {0};
    struct soan_projection map = {0};
    assert_true(line->page == l->page ? line->line == l->line + 1 : line->page == l->page + 1 && line->line == 1);
    l->page = line->page;
    l->line = line->line;
    if (line->section == 0)
        return true;
    must(soan_section_get(l->r, line->section, &s, &e), &e);
    must(soan_section_text(l->r, line->section, &source, NULL, &e), &e);
    struct text_view from = line->in_title ? text_view(&s.title) : text_view(&source);
    assert_true(line->from <= line->to && line->to <= from.len);
    assert_true(line->section != l->section || line->in_title || line->from >= l->last);
    l->section = line->section;
    l->last = line->in_title ? 0 : line->to;
    soan_project(text_view_part(from, line->from, line->to), soan_values_lookup, l->values, &map);
    for (size_t i = 0; i < map.out.len; i++)
        if (!blank_byte(map.out.bytes[i]))
            text_append_char(&shown, map.out.bytes[i]);
    for (size_t i = 0; i < line->text.len; i++)
        if (!blank_byte(line->text.bytes[i]))
            text_append_char(&printed_letters, line->text.bytes[i]);
    /* The marker of a heading, and the title before a text on the same line, come before it. */
    assert_true(text_view_ends(text_view(&printed_letters), text_view(&shown)));
    assert_true(line->in_title || shown.len + s.marker.shown.len + s.title.len >= printed_letters.len);
    l->checked++;
    l->in_titles += line->in_title;
    soan_section_free(&s);
    soan_projection_free(&map);
    text_free(&source);
    text_free(&shown);
    text_free(&printed_letters);
    return true;
}

static void check_lines(struct soan_report *r, int width, size_t least)
{
    struct error e = {0};
    struct lines l = {.r = r, .line = 0, .page = 1};
    must(soan_values_load(r, &l.values, &e), &e);
    must(soan_print_lines(r, &(struct soan_print_options){.width = width, .page_length = 20}, check_origin, &l, &e), &e);
    assert_true(l.checked >= least && l.in_titles > 3);
    soan_values_free(&l.values);
}

static void every_line_knows_where_it_comes_from(void **state)
{
    (void)state;
    struct error e = {0};
    struct text key = {0}, source = {0};
    struct soan_report *r = report_from(text_view_of(small), "Báo cáo chính trị");
    check_lines(r, 30, 15);
    must(soan_figure_each(r, take_first, &key, &e), &e);
    fill(r, text_str(&key), "1234567,5");
    check_lines(r, 30, 15);
    check_lines(r, 20, 20);
    text_free(&key);
    soan_report_close(&r);
    if (seed(&source)) {
        r = report_from(text_view(&source), "");
        check_lines(r, 72, 400);
        check_lines(r, 33, 900);
        soan_report_close(&r);
    }
    text_free(&source);
}

static bool third_line(const struct soan_print_line *line, void *arg)
{
    *(int *)arg = line->line;
    return line->line < 3;
}

static void who_wants_no_more_gets_no_more(void **state)
{
    (void)state;
    struct error e = {0};
    int last = 0;
    struct soan_report *r = report_from(text_view_of(small), "Báo cáo chính trị");
    must(soan_print_lines(r, &SOAN_PRINT_DEFAULT, third_line, &last, &e), &e);
    assert_int_equal(last, 3);
    soan_report_close(&r);
}

static bool append_line(const struct soan_print_line *line, void *arg)
{
    text_printf(arg, "%u.%d %lld %zu-%zu ", line->page, line->line, (long long)line->section, line->from, line->to);
    text_append(arg, line->text);
    text_append_char(arg, '\n');
    return true;
}

static void a_section_at_a_time_gives_the_same_lines(void **state)
{
    (void)state;
    struct error e = {0};
    struct text whole = {0}, pieces = {0};
    const struct soan_print_options o = {.width = 30, .page_length = 12};
    struct soan_report *r = report_from(text_view_of(small), "Báo cáo chính trị");
    bool more = true;
    int steps = 0;
    must(soan_print_lines(r, &o, append_line, &whole, &e), &e);
    struct soan_laying *x = soan_laying_begin(r, &o, append_line, &pieces, &e);
    must(x, &e);
    for (; more; steps++) {
        must(soan_laying_step(x, &more, &e), &e);
        assert_true(more || text_view_equal(text_view(&pieces), text_view(&whole)));
    }
    assert_true(steps > 3);
    must(soan_laying_step(x, &more, &e), &e);
    assert_false(more);
    soan_laying_end(&x);
    assert_null(x);
    /* Left in the middle, it prints no more. */
    text_clear(&pieces);
    x = soan_laying_begin(r, &o, append_line, &pieces, &e);
    must(x && soan_laying_step(x, &more, &e), &e);
    soan_laying_end(&x);
    assert_true(pieces.len < whole.len);
    assert_null(soan_laying_begin(r, &(struct soan_print_options){.width = 5}, append_line, &pieces, &e));
    error_free(&e);
    text_free(&whole);
    text_free(&pieces);
    soan_report_close(&r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_small_report),
        cmocka_unit_test(one_section),
        cmocka_unit_test(values_stand_where_the_blanks_were),
        cmocka_unit_test(bullets_nest_in_order_of_appearance),
        cmocka_unit_test(long_headings_hang_under_their_title),
        cmocka_unit_test(options_out_of_range),
        cmocka_unit_test(a_title_taken_from_the_text_is_not_repeated),
        cmocka_unit_test(every_word_of_the_template),
        cmocka_unit_test(every_line_knows_where_it_comes_from),
        cmocka_unit_test(who_wants_no_more_gets_no_more),
        cmocka_unit_test(a_section_at_a_time_gives_the_same_lines),
    };
    return cmocka_run_group_tests(tests, make_directory, remove_directory);
}
