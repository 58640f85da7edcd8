#include <time.h>

#include "support.h"

/* As `soan diff` marks it, so that a wanted diff can be read. */
static void marked(const char *old, const char *now, struct text *out)
{
    static const char *const open[] = {"", "[-", "{+"}, *const close[] = {"", "-]", "+}"};
    struct text_diff d = {0};
    text_diff(T(old), T(now), &d);
    text_clear(out);
    for (size_t i = 0; i < d.n; i++) {
        const struct text_run *r = &d.run[i];
        text_append_str(out, open[r->kind]);
        text_append(out, r->kind == TEXT_INSERTED ? text_view_part(T(now), r->new_from, r->new_to)
                                                  : text_view_part(T(old), r->from, r->to));
        text_append_str(out, close[r->kind]);
    }
    text_diff_free(&d);
}

#define assert_diff(old, now, want) \
    do { \
        struct text got = {0}; \
        marked(old, now, &got); \
        assert_string_equal(text_str(&got), want); \
        text_free(&got); \
    } while (0)

/* The runs lead from one text to the other and are what the header says they are. */
static void assert_exact(struct text_view old, struct text_view now)
{
    struct text_diff d = {0};
    size_t a = 0, b = 0;
    text_diff(old, now, &d);
    for (size_t i = 0; i < d.n; i++) {
        const struct text_run *r = &d.run[i];
        assert_true(r->from == a && r->new_from == b && r->to >= r->from && r->new_to >= r->new_from);
        assert_true(r->to > r->from || r->new_to > r->new_from);
        assert_true(i == 0 || r->kind != r[-1].kind);
        if (r->kind == TEXT_SAME)
            assert_true(text_view_equal(text_view_part(old, r->from, r->to), text_view_part(now, r->new_from, r->new_to)));
        else
            assert_true(r->kind == TEXT_DELETED ? r->new_from == r->new_to : r->from == r->to);
        a = r->to;
        b = r->new_to;
    }
    assert_int_equal(a, old.len);
    assert_int_equal(b, now.len);
    text_diff_free(&d);
}

static void nothing(void **state)
{
    (void)state;
    struct text_diff d = {0};
    text_diff(T(""), T(""), &d);
    assert_int_equal(d.n, 0);
    text_diff(T("Một câu."), T("Một câu."), &d);
    assert_int_equal(d.n, 1);
    assert_int_equal(d.run[0].kind, TEXT_SAME);
    text_diff_free(&d);
    assert_diff("", "Một câu.", "{+Một câu.+}");
    assert_diff("Một câu.\n", "", "[-Một câu.\n-]");
}

static void words(void **state)
{
    (void)state;
    assert_diff("Thu ngân sách đạt 390 tỷ đồng, vượt chỉ tiêu.", "Thu ngân sách đạt 412 tỷ đồng, vượt chỉ tiêu.",
                "Thu ngân sách đạt [-390-]{+412+} tỷ đồng, vượt chỉ tiêu.");
    assert_diff("Kinh tế tiếp tục phát triển.", "Kinh tế của phường tiếp tục phát triển.",
                "Kinh tế {+của phường +}tiếp tục phát triển.");
    assert_diff("Kinh tế của phường tiếp tục phát triển.", "Kinh tế tiếp tục phát triển.",
                "Kinh tế [-của phường -]tiếp tục phát triển.");
    assert_diff("Văn hóa được giữ gìn.", "Văn hóa được giữ gìn và phát huy.", "Văn hóa được giữ gìn{+ và phát huy+}.");
    /* A number with its marks and a figure are one word; a number next to another is marked by itself. */
    assert_diff("Tổng thu là 1.234,5 tỷ đồng trong năm.", "Tổng thu là 1.234,6 tỷ đồng trong năm.",
                "Tổng thu là [-1.234,5-]{+1.234,6+} tỷ đồng trong năm.");
    assert_diff("Tổng thu là {thu_2024} tỷ đồng.", "Tổng thu là {thu_2025} tỷ đồng.",
                "Tổng thu là [-{thu_2024}-]{+{thu_2025}+} tỷ đồng.");
    assert_diff("Tỷ lệ hộ nghèo giảm từ 5% xuống 3% so với đầu nhiệm kỳ.", "Tỷ lệ hộ nghèo giảm từ 6% xuống 2% so với đầu nhiệm kỳ.",
                "Tỷ lệ hộ nghèo giảm từ [-5-]{+6+}% xuống [-3-]{+2+}% so với đầu nhiệm kỳ.");
}

static void no_shreds(void **state)
{
    (void)state;
    /* `và` stands in both changes by chance. */
    assert_diff("Đảng bộ lãnh đạo xây dựng đường sá và trường học trong toàn phường.",
                "Đảng bộ lãnh đạo chăm lo y tế và việc làm trong toàn phường.",
                "Đảng bộ lãnh đạo [-xây dựng đường sá và trường học-]{+chăm lo y tế và việc làm+} trong toàn phường.");
    /* Nothing in common: one sentence for another, not letter by letter. */
    assert_diff("Kinh tế phát triển khá.", "An ninh được giữ vững.",
                "[-Kinh tế phát triển khá.-]{+An ninh được giữ vững.+}");
}

static void sentences(void **state)
{
    (void)state;
    assert_diff("Câu đầu giữ nguyên. Câu giữa bị bỏ đi. Câu cuối cũng vậy.", "Câu đầu giữ nguyên. Câu cuối cũng vậy.",
                "Câu đầu giữ nguyên. [-Câu giữa bị bỏ đi. -]Câu cuối cũng vậy.");
    assert_diff("Kinh tế phát triển khá.\nVăn hóa được giữ gìn.", "Kinh tế phát triển khá.\nQuốc phòng được củng cố.\nVăn hóa được giữ gìn.",
                "Kinh tế phát triển khá.\n{+Quốc phòng được củng cố.\n+}Văn hóa được giữ gìn.");
    /* The sentence before is new; the changed one is compared with what it was, not with the new one. */
    assert_diff("Thu ngân sách năm 2024 đạt 390 tỷ đồng.",
                "Công tác thu được quan tâm. Thu ngân sách năm 2025 đạt 390 tỷ đồng.",
                "{+Công tác thu được quan tâm. +}Thu ngân sách năm [-2024-]{+2025+} đạt 390 tỷ đồng.");
    /* One sentence made two. */
    assert_diff("Tập trung cải cách hành chính, nâng cao chất lượng phục vụ người dân, doanh nghiệp.",
                "Tập trung cải cách hành chính. Nâng cao chất lượng phục vụ người dân, doanh nghiệp.",
                "Tập trung cải cách hành chính[-, nâng-]{+. Nâng+} cao chất lượng phục vụ người dân, doanh nghiệp.");
    /* A paragraph cut in two. */
    assert_diff("Một câu dài. Hai câu dài.", "Một câu dài.\nHai câu dài.", "Một câu dài.[- -]{+\n+}Hai câu dài.");
}

/* Where a passage could be told in several places. */
static void passages(void **state)
{
    (void)state;
    assert_diff("về quản lý đô thị, trật tự đô thị, vệ sinh môi trường.", "về quản lý đô thị, vệ sinh môi trường.",
                "về quản lý đô thị, [-trật tự đô thị, -]vệ sinh môi trường.");
    assert_diff("Thu đủ, chi đủ.", "Thu đủ, thu đúng, chi đủ.", "Thu đủ, {+thu đúng, +}chi đủ.");
    assert_diff("x cd abcd y.", "x cd y.", "x cd [-abcd -]y."); /* no word is cut */
}

/* ---- any texts ---- */

static void random_text(struct text *out, size_t words)
{
    static const char *const word[] = {"một", "hai", "ba", "kinh tế", "văn hóa", "1.234", "95%", "{thu}", "…", "và",
                                       "của", ".", ";", ",", "\n", "  ", "a", "ễ", "(", "“x”", "\xC2\xA0", "…/…"};
    text_clear(out);
    for (size_t i = 0; i < words; i++) {
        text_append_str(out, word[random_below(SOAN_ARRAY_LEN(word))]);
        if (random_below(4))
            text_append_char(out, ' ');
    }
}

/* Takes out, puts in and doubles pieces; a doubled one may begin inside a character. */
static void mutate(const struct text *from, struct text *to)
{
    struct text piece = {0};
    text_clear(to);
    for (size_t i = 0, next; i < from->len; i = next) {
        text_decode(text_view(from), i, &next);
        size_t what = random_below(40);
        if (what == 0) {
            random_text(&piece, 1 + random_below(5));
            text_append(to, text_view(&piece));
        }
        if (what != 1)
            text_append(to, text_view_part(text_view(from), i, next));
        if (what == 2)
            text_append(to, text_view_part(text_view(from), i / 2, i));
    }
    text_free(&piece);
}

static void any_texts(void **state)
{
    (void)state;
    struct text a = {0}, b = {0}, clean = {0};
    for (int i = 0; i < 3000; i++) {
        random_text(&a, random_below(60));
        if (i % 3 == 0)
            random_text(&b, random_below(60));
        else
            mutate(&a, &b);
        text_clear(&clean);
        text_clean(text_view(&b), &clean, NULL);
        assert_exact(text_view(&a), text_view(&clean));
        assert_exact(text_view(&clean), text_view(&a));
    }
    text_free(&a);
    text_free(&b);
    text_free(&clean);
}

/* ---- large texts ---- */

static double seconds(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void syllables(struct text *out, size_t len, size_t different, const char *line_end)
{
    while (out->len < len) {
        for (size_t i = 0, n = 5 + random_below(20); i < n; i++)
            text_printf(out, "%s%zx", i ? " " : "", random_below(different));
        text_append_str(out, line_end);
    }
}

static void within(double limit, const char *what, struct text_view a, struct text_view b)
{
    double start = seconds();
    assert_exact(a, b);
    double took = seconds() - start;
    print_message("# %s: %.2f s\n", what, took);
    assert_true(took < limit);
}

enum { MB = 1 << 20 };

/* Generous limits: they tell linear from quadratic, which would take minutes, also where every access is checked. */
static void large(void **state)
{
    (void)state;
    struct text a = {0}, b = {0};
    syllables(&a, 10 * MB, 5000, ".\n");
    b = text_copy(text_view(&a));
    text_replace(&b, b.len / 2, 1, TEXT_LIT("x"));
    within(20, "10 MB, a letter changed", text_view(&a), text_view(&b));
    text_clear(&a);
    syllables(&a, 10 * MB, 5000, " ");
    text_clear(&b);
    text_append(&b, text_view(&a));
    text_replace(&b, b.len / 2, 1, TEXT_LIT("x"));
    within(20, "10 MB in one sentence, a letter changed", text_view(&a), text_view(&b));
    text_clear(&a);
    while (a.len < 50000)
        text_append_str(&a, "chữliền");
    text_clear(&b);
    text_append(&b, text_view(&a));
    text_append_str(&b, "ế hai");
    text_append_str(&a, "ề");
    within(20, "no blank to begin at", text_view(&a), text_view(&b));
    static const struct { const char *what; size_t different; const char *end; } hard[] = {
        {"1 MB and another, no word shared", 0, ".\n"}, {"1 MB and another, words shared", 3000, ". "},
        {"1 MB of few words", 3, ".\n"}, {"1 MB of few words in one sentence", 3, " "},
        {"1 MB of many words in one sentence", 100000, " "}};
    for (size_t i = 0; i < SOAN_ARRAY_LEN(hard); i++) {
        text_clear(&a);
        text_clear(&b);
        syllables(&a, MB, hard[i].different ? hard[i].different : 100000, hard[i].end);
        while (!hard[i].different && b.len < MB)
            text_append_str(&b, "khác hẳn rồi. ");
        syllables(&b, MB, hard[i].different ? hard[i].different : 1, hard[i].end);
        within(20, hard[i].what, text_view(&a), text_view(&b));
    }
    text_free(&a);
    text_free(&b);
}

/* Every sentence changed by a word: each is still compared with what it was. */
static void many_small_changes(void **state)
{
    (void)state;
    struct text a = {0}, b = {0};
    struct text_diff d = {0};
    for (int i = 0; i < 8000; i++) {
        size_t x = random_below(100000), y = random_below(100000), z = random_below(100000);
        text_printf(&a, "Chỉ tiêu a%zx về b%zx và c%zx trong năm đạt yêu cầu đề ra là 2024.\n", x, y, z);
        text_printf(&b, "Chỉ tiêu a%zx về b%zx và c%zx trong năm đạt yêu cầu đề ra là 2025.\n", x, y, z);
    }
    within(20, "8000 sentences, a word changed in each", text_view(&a), text_view(&b));
    text_diff(text_view(&a), text_view(&b), &d);
    assert_int_equal(d.n, 3 * 8000 + 1);
    text_diff_free(&d);
    text_free(&a);
    text_free(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing),   cmocka_unit_test(words), cmocka_unit_test(no_shreds),
        cmocka_unit_test(sentences), cmocka_unit_test(passages), cmocka_unit_test(any_texts), cmocka_unit_test(large),
        cmocka_unit_test(many_small_changes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
