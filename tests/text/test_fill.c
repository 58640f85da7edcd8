/* Even lines over a whole paragraph. */
#include "support.h"

static void check_fill(const char *text, int width, int first, int hang, bool justified, const char *want)
{
    struct text_lines l = {0};
    struct text got = {0};
    struct text_view v = text_view_of(text);
    text_fill(v, &(struct text_wrap){.width = width, .first = first, .hang = hang}, justified, &l);
    for (size_t i = 0; i < l.n; i++) {
        text_append(&got, text_view_part(v, l.start[i], i + 1 < l.n ? l.start[i + 1] : v.len));
        text_append_char(&got, '|');
    }
    assert_string_equal(text_str(&got), want);
    text_free(&got);
    text_lines_free(&l);
}

static void even_lines(void **state)
{
    (void)state;
    check_fill("", 10, 0, 0, false, "|");
    check_fill("một", 10, 0, 0, false, "một|");
    check_fill("  một hai", 6, 0, 0, false, "  một |hai|");
    /* Greedy: `aaa bb` and `cc` before `ddddd`. */
    check_fill("aaa bb cc ddddd", 6, 0, 0, false, "aaa |bb cc |ddddd|");
    check_fill("aaa bb cc ddddd", 6, 0, 0, true, "aaa |bb cc |ddddd|");
    /* The last line may be short, the number of lines is the least. */
    check_fill("một hai ba bốn năm", 10, 0, 0, false, "một hai ba |bốn năm|");
    check_fill("một hai ba bốn năm", 14, 4, 0, false, "một hai ba |bốn năm|");
    check_fill("- một hai ba bốn năm", 10, 0, 2, false, "- một hai |ba bốn |năm|");
    /* Numbers stay with their units. */
    check_fill("tổng thu đạt 390 tỷ đồng", 18, 0, 0, false, "tổng thu đạt |390 tỷ đồng|");
    /* What fits nowhere is torn, as late as can be. */
    check_fill("một abcdefghijkl hai", 10, 0, 0, false, "một |abcdefghij|kl hai|");
    check_fill("abcdefghijkl", 4, 0, 0, false, "abcd|efgh|ijkl|");
    check_fill("abc", 1, 5, 5, false, "a|b|c|");
}

static void random_paragraph(struct text *out)
{
    static const char *const word[] = {"đạt",    "94",   "%",    "…",  "nghiêm", "1.234,5", "tỷ",
                                       "đồng",   "a",    "TW",   "chỉ", "tiêu",   "(cũ)",    "khôngcókhoảngtrắngnàocảtrong",
                                       "xã-hội", "Nhân", "2025", "-",  "2030",   "漢字漢字", "nghìn"};
    text_clear(out);
    for (size_t n = random_below(60); n; n--) {
        text_append_str(out, word[random_below(SOAN_ARRAY_LEN(word))]);
        if (n > 1)
            text_append_str(out, random_below(20) ? " " : "  ");
    }
}

/* Sum of the squares of the columns left free, the last line aside; -1 if a line is too wide. */
static int64_t raggedness(struct text_view v, const struct text_wrap *w, const struct text_lines *l)
{
    int64_t sum = 0;
    assert_int_equal(l->start[0], 0);
    for (size_t i = 0; i < l->n; i++) {
        size_t to = i + 1 < l->n ? l->start[i + 1] : v.len;
        assert_true(i == 0 || l->start[i] > l->start[i - 1]);
        while (to > l->start[i] && v.bytes[to - 1] == ' ')
            to--;
        int room = w->width - (i ? w->hang : w->first);
        int64_t slack = (room > 0 ? room : 1) - text_width(text_view_part(v, l->start[i], to));
        if (slack < 0)
            return -1;
        sum += i + 1 < l->n ? slack * slack : 0;
    }
    return sum;
}

static void never_worse_than_greedy(void **state)
{
    (void)state;
    struct text t = {0};
    size_t better = 0;
    for (int run = 0; run < 3000; run++) {
        struct text_wrap w = {.width = 20 + (int)random_below(60), .first = (int)random_below(8),
                              .hang = (int)random_below(8)};
        struct text_lines greedy = {0}, even = {0};
        random_paragraph(&t);
        struct text_view v = text_view(&t);
        text_wrap(v, &w, &greedy);
        text_fill(v, &w, false, &even);
        int64_t a = raggedness(v, &w, &greedy), b = raggedness(v, &w, &even);
        assert_true(b >= 0);
        assert_true(even.n <= greedy.n);
        assert_true(even.n < greedy.n || b <= a);
        better += b < a;
        text_fill(v, &w, true, &even);
        assert_true(raggedness(v, &w, &even) >= 0);
        assert_true(even.n <= greedy.n);
        text_lines_free(&greedy);
        text_lines_free(&even);
    }
    assert_true(better > 500);
    text_free(&t);
}

/* Against every way there is, for short paragraphs. */
static int64_t least_raggedness(struct text_view v, const unsigned char *may, const struct text_wrap *w, size_t from,
                                size_t lines)
{
    int64_t best = INT64_MAX;
    for (size_t to = from + 1; lines && to <= v.len; to++) {
        if (to < v.len && !may[to])
            continue;
        size_t end = to;
        while (end > from && v.bytes[end - 1] == ' ')
            end--;
        int64_t slack = w->width - (from ? w->hang : w->first) - text_width(text_view_part(v, from, end));
        if (slack < 0)
            break;
        int64_t rest = to == v.len ? 0 : least_raggedness(v, may, w, to, lines - 1);
        if (rest != INT64_MAX && (to == v.len ? 0 : slack * slack) + rest < best)
            best = (to == v.len ? 0 : slack * slack) + rest;
    }
    return best;
}

static void the_best_of_all_ways(void **state)
{
    (void)state;
    struct text t = {0};
    size_t tried = 0;
    for (int run = 0; run < 400; run++) {
        struct text_wrap w = {.width = 30 + (int)random_below(10), .first = 4};
        struct text_lines even = {0};
        random_paragraph(&t);
        struct text_view v = text_view_part(text_view(&t), 0, t.len < 160 ? t.len : 0);
        unsigned char *may = mem_array(v.len + 1, 1);
        text_break_opportunities(v, NULL, may);
        text_fill(v, &w, false, &even);
        int64_t least = v.len ? least_raggedness(v, may, &w, 0, even.n) : INT64_MAX;
        if (least != INT64_MAX) { /* else something had to be torn */
            assert_int_equal(raggedness(v, &w, &even), least);
            assert_true(even.n < 2 || least_raggedness(v, may, &w, 0, even.n - 1) == INT64_MAX);
            tried++;
        }
        free(may);
        text_lines_free(&even);
    }
    assert_true(tried > 50);
    text_free(&t);
}

/* A paragraph of any length is filled in bounded memory, line by line as good as a short one. */
static void a_paragraph_without_end(void **state)
{
    (void)state;
    struct text t = {0};
    struct text_lines greedy = {0}, even = {0};
    struct text_wrap w = {.width = 72, .first = 4};
    for (int i = 0; i < 30000; i++)
        text_append_str(&t, "Nhân dân tiếp tục phát huy, nâng cao ");
    text_wrap(text_view(&t), &w, &greedy);
    text_fill(text_view(&t), &w, false, &even);
    assert_true(even.n <= greedy.n + 1);
    assert_true(raggedness(text_view(&t), &w, &even) >= 0);
    text_lines_free(&greedy);
    text_lines_free(&even);
    text_free(&t);
}

static void where_a_word_is_torn(void **state)
{
    (void)state;
    struct text_view v = TEXT_LIT("kinh tế-xã hội");
    assert_true(text_break_offered(v, strlen("kinh ")));
    assert_true(text_break_offered(v, strlen("kinh tế-")));
    assert_false(text_break_offered(v, strlen("ki")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(even_lines),
        cmocka_unit_test(never_worse_than_greedy),
        cmocka_unit_test(the_best_of_all_ways),
        cmocka_unit_test(a_paragraph_without_end),
        cmocka_unit_test(where_a_word_is_torn),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
