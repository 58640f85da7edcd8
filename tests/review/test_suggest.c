/* Suggestions as a person makes them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

#include "soan/review.h"

struct fixture {
    char *dir;
    struct soan_report *r;
    int64_t section;
};

static void fine(bool ok, struct error *e)
{
    if (!ok)
        print_message("# %s\n", text_str(&e->message));
    assert_true(ok);
}

static int open_report(void **state)
{
    struct fixture *f = mem_alloc(sizeof *f);
    const char *tmp = getenv("TMPDIR");
    struct text name = {0}, bytes = text_copy(TEXT_LIT("1. Thu\nThu ngân sách đạt … tỷ đồng.\n"));
    struct error e = {0};
    struct soan_outline o = {0};
    text_printf(&name, "%s/soan-review.XXXXXX", tmp ? tmp : "/tmp");
    f->dir = name.bytes;
    assert_non_null(mkdtemp(f->dir));
    assert_int_equal(chdir(f->dir), 0);
    fine(soan_outline_parse(&bytes, NULL, &o, &e), &e);
    fine(soan_report_create("r.soan", &o, TEXT_LIT(""), "bt2", &e), &e);
    fine(soan_report_open("r.soan", "bt2", &f->r, &e), &e);
    fine(soan_section_find(f->r, "1", &f->section, &e), &e);
    soan_outline_free(&o);
    text_free(&bytes);
    *state = f;
    return 0;
}

static int close_report(void **state)
{
    struct fixture *f = *state;
    static const char *const names[] = {"r.soan", "r.soan-wal", "r.soan-shm", "r.soan-journal"};
    soan_report_close(&f->r);
    for (size_t i = 0; i < SOAN_ARRAY_LEN(names); i++)
        unlink(names[i]);
    assert_int_equal(chdir("/"), 0);
    assert_int_equal(rmdir(f->dir), 0);
    free(f->dir);
    free(f);
    return 0;
}

static void text_is(const struct fixture *f, const char *expected)
{
    struct text t = {0};
    struct error e = {0};
    fine(soan_section_text(f->r, f->section, &t, NULL, &e), &e);
    assert_string_equal(text_str(&t), expected);
    text_free(&t);
}

static void write_text(const struct fixture *f, const char *text)
{
    struct soan_written w = {0};
    struct error e = {0};
    fine(soan_section_write(f->r, f->section, 0, text_view_of(text), &w, &e), &e);
    soan_written_free(&w);
}

static void accept(const struct fixture *f, int64_t id)
{
    size_t n = 0;
    struct error e = {0};
    fine(soan_suggestion_accept(f->r, &id, 1, NULL, NULL, &n, &e), &e);
    assert_int_equal(n, 1);
}

struct listing { const struct fixture *f; struct text out; };

static bool list_one(const struct soan_suggestion *s, void *arg)
{
    struct listing *l = arg;
    text_printf(&l->out, "<%s|%s>", text_str(&s->was), text_str(&s->instead));
    return true;
}

static bool count(int64_t id, void *arg)
{
    (void)id;
    ++*(size_t *)arg;
    return true;
}

/* The text rewritten to `now` gives these suggestions, and accepting them all gives `now`. */
static void rewritten(const struct fixture *f, const char *now, const char *expected)
{
    struct listing l = {.f = f};
    struct error e = {0};
    size_t n = 0;
    fine(soan_review_suggest_text(f->r, f->section, text_view_of(now), TEXT_LIT(""), count, &n, &e), &e);
    fine(soan_suggestion_each(f->r, f->section, true, list_one, &l, &e), &e);
    assert_string_equal(text_str(&l.out), expected);
    text_free(&l.out);
    int64_t id[100];
    size_t accepted = 0, pending = 0;
    for (int64_t i = 1; i < 100; i++) {
        struct soan_suggestion s;
        if (!soan_suggestion_get(f->r, i, &s, NULL))
            break;
        if (soan_suggestion_pending(&s))
            id[pending++] = i;
        soan_suggestion_free(&s);
    }
    assert_int_equal(pending, n);
    fine(soan_suggestion_accept(f->r, id, pending, NULL, NULL, &accepted, &e), &e);
    assert_int_equal(accepted, pending);
    text_is(f, now);
}

static void quoted_words(void **state)
{
    struct fixture *f = *state;
    struct error e = {0};
    int64_t id;
    fine(soan_review_suggest(f->r, f->section, TEXT_LIT("Thu ngân sách"), TEXT_LIT("Tổng thu ngân sách"), TEXT_LIT("cho đủ"), &id, &e),
         &e);
    text_is(f, "Thu ngân sách đạt {thu_ngan_sach_dat} tỷ đồng.");
    struct soan_suggestion s;
    fine(soan_suggestion_get(f->r, id, &s, &e), &e);
    assert_string_equal(text_str(&s.note), "cho đủ");
    soan_suggestion_free(&s);
    accept(f, id);
    text_is(f, "Tổng thu ngân sách đạt {thu_ngan_sach_dat} tỷ đồng.");
}

static void a_figure_left_alone_stays_one(void **state)
{
    struct fixture *f = *state;
    struct error e = {0};
    struct soan_fill fill = {TEXT_LIT("thu_ngan_sach_dat"), TEXT_LIT("390")};
    struct soan_filled *filled = NULL;
    int64_t id;
    fine(soan_figures_fill(f->r, &fill, 1, false, &filled, &e), &e);
    soan_filled_free(&filled, 1);
    /* As shown: 390 is the figure. */
    fine(soan_review_suggest(f->r, f->section, TEXT_LIT("đạt 390 tỷ đồng"), TEXT_LIT("chỉ đạt 390 tỷ"), TEXT_LIT(""), &id, &e), &e);
    accept(f, id);
    text_is(f, "Thu ngân sách chỉ đạt {thu_ngan_sach_dat} tỷ.");
    fine(soan_review_suggest(f->r, f->section, TEXT_LIT("đạt 390"), TEXT_LIT("đạt 391"), TEXT_LIT(""), &id, &e), &e);
    accept(f, id);
    text_is(f, "Thu ngân sách chỉ đạt 391 tỷ.");
}

static void refusals(void **state)
{
    struct fixture *f = *state;
    struct error e = {0};
    struct text many = {0};
    int64_t id;
    assert_false(soan_review_suggest(f->r, f->section, TEXT_LIT(" "), TEXT_LIT("x"), TEXT_LIT(""), &id, &e));
    assert_int_equal(e.status, SOAN_USAGE);
    error_free(&e);
    assert_false(soan_review_suggest(f->r, f->section, TEXT_LIT(""), TEXT_LIT(""), TEXT_LIT(""), &id, &e));
    assert_int_equal(e.status, SOAN_USAGE);
    error_free(&e);
    assert_false(soan_review_suggest(f->r, f->section, TEXT_LIT("không có"), TEXT_LIT("x"), TEXT_LIT(""), &id, &e));
    assert_int_equal(e.status, SOAN_REFUSED);
    error_free(&e);
    for (int i = 0; i < 50; i++)
        text_append_str(&many, "thu thêm, ");
    write_text(f, text_str(&many));
    assert_false(soan_review_suggest(f->r, f->section, TEXT_LIT("thu thêm"), TEXT_LIT("x"), TEXT_LIT(""), &id, &e));
    assert_int_equal(e.status, SOAN_REFUSED);
    assert_non_null(strstr(text_str(&e.message), "more than once"));
    error_free(&e);
    text_free(&many);
}

static void each_is_one_decision(void **state)
{
    struct fixture *f = *state;
    write_text(f, "Kinh tế của phường tiếp tục phát triển; thu ngân sách tăng khá so với năm trước. Đời sống nhân dân được nâng lên.\n"
                  "Quốc phòng giữ vững.");
    /* Two changes with two words between are one; another sentence, another paragraph are others. */
    rewritten(f, "Kinh tế của phường luôn tiếp tục tăng trưởng; thu ngân sách tăng khá so với cùng kỳ. Đời sống nhân dân được cải thiện.\n"
                 "Quốc phòng giữ vững.",
              "<tiếp tục phát triển|luôn tiếp tục tăng trưởng><năm trước|cùng kỳ><nâng lên|cải thiện>");
    rewritten(f, "Kinh tế của phường luôn tiếp tục tăng trưởng; thu ngân sách tăng khá so với cùng kỳ. Đời sống nhân dân được cải thiện.\n"
                 "Quốc phòng giữ vững.\nMột đoạn mới.\nĐoạn mới nữa.",
              "<|\nMột đoạn mới.><|\nĐoạn mới nữa.>");
    rewritten(f, "Quốc phòng giữ vững.\nĐoạn mới nữa.",
              "<Kinh tế của phường luôn tiếp tục tăng trưởng; thu ngân sách tăng khá so với cùng kỳ. Đời sống nhân dân được cải thiện.\n|>"
              "<Một đoạn mới.\n|>");
    rewritten(f, "", "<Quốc phòng giữ vững.\n|><Đoạn mới nữa.|>");
    rewritten(f, "Viết lại từ đầu.\nHai đoạn.", "<|Viết lại từ đầu.\n><|Hai đoạn.>");
}

static void marked_for_a_reader(void **state)
{
    struct fixture *f = *state;
    struct error e = {0};
    struct soan_values *values = NULL;
    struct soan_suggestion s;
    struct soan_fitting fit = {0};
    struct text text = {0}, out = {0};
    int64_t id;
    fine(soan_review_suggest(f->r, f->section, TEXT_LIT("tỷ đồng"), TEXT_LIT("tỷ"), TEXT_LIT(""), &id, &e), &e);
    fine(soan_values_load(f->r, &values, &e), &e);
    fine(soan_suggestion_get(f->r, id, &s, &e), &e);
    fine(soan_section_text(f->r, f->section, &text, NULL, &e), &e);
    assert_true(soan_suggestion_fit(&s, text_view(&text), &fit));
    soan_review_mark(&fit, text_view(&text), soan_values_lookup, values, &out);
    assert_string_equal(text_str(&out), "Thu ngân sách đạt … tỷ[- đồng-].");
    soan_fitting_free(&fit);
    soan_suggestion_free(&s);
    soan_values_free(&values);
    text_free(&text);
    text_free(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(quoted_words, open_report, close_report),
        cmocka_unit_test_setup_teardown(a_figure_left_alone_stays_one, open_report, close_report),
        cmocka_unit_test_setup_teardown(refusals, open_report, close_report),
        cmocka_unit_test_setup_teardown(each_is_one_decision, open_report, close_report),
        cmocka_unit_test_setup_teardown(marked_for_a_reader, open_report, close_report),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
