#include <locale.h>
#include <wchar.h>

#include "support.h"

/* Boundaries written as bars; asked forwards and backwards. */
static void check_clusters(const char *want)
{
    struct text plain = {0}, got = {0};
    for (const char *p = want; *p; p++)
        if (*p != '|')
            text_append_char(&plain, *p);
    struct text_view v = text_view(&plain);
    for (size_t i = 0, next; i < v.len; i = next) {
        next = text_grapheme_next(v, i);
        assert_true(next > i);
        assert_int_equal(text_grapheme_prev(v, next), i);
        if (i)
            text_append_char(&got, '|');
        text_append(&got, text_view_part(v, i, next));
    }
    assert_text(&got, want);
    text_free(&plain);
    text_free(&got);
}

static void clusters(void **state)
{
    (void)state;
    check_clusters("Đ|ả|n|g|\n|ệ");
    check_clusters("e\u0323\u0302|x|\n|\u0301|a");
    check_clusters("🇻🇳|🇻🇳|🇻");
    check_clusters("👨‍👩‍👧|a|👍🏽|❤️");
    check_clusters("각|ᄀ\u1161\u11A8|漢");
    struct text_view v = TEXT_LIT("e\u0301b");
    assert_int_equal(text_grapheme_next(v, 4), 4);
    assert_int_equal(text_grapheme_next(v, 99), 4);
    assert_int_equal(text_grapheme_prev(v, 0), 0);
    assert_int_equal(text_grapheme_prev(v, 99), 3);
    assert_int_equal(text_grapheme_prev(v, 2), 0); /* from inside: to where the cluster begins */
    assert_int_equal(text_char_count(T("ba\ndòn\u0301g\n")), 6);
}

static void width(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int columns;
    } row[] = {
        {"", 0}, {"Đảng ủy", 7}, {"e\u0302\u0323", 1}, {"…·•“”–₫→■│", 10}, {"漢字", 4}, {"％", 2}, {"\u0301", 1},
        {"\n\u0301", 1}, {"a\u00A0\u202Fb", 4}, {"👍🏽", 4}, {"\x1b", 1},
        {"a\u0301\u0302\u0303\u0304b", 2}, {"🇻🇳", 2}, {"\uE000", 1},
    };
    for (size_t i = 0; i < SOAN_ARRAY_LEN(row); i++)
        if (text_width(T(row[i].text)) != row[i].columns)
            fail_msg("\"%s\": %d columns, not %d", row[i].text, text_width(T(row[i].text)), row[i].columns);
    assert_int_equal(text_codepoint_width(0x1B), -1);
    assert_int_equal(text_codepoint_width(0x9B), -1);
    assert_int_equal(text_codepoint_width('\n'), -1);
    assert_int_equal(text_codepoint_width(0x202E), -1);
    assert_int_equal(text_codepoint_width(0xE000), -1);
    assert_int_equal(text_codepoint_width(0x10FFFD), -1);
    assert_int_equal(text_codepoint_width(0x301), 0);
    assert_int_equal(text_codepoint_width(0x20000), 2);
}

/* ncurses asks wcwidth(); where we differ, the cursor would stand elsewhere than the letter. */
static void width_is_wcwidth(void **state)
{
    (void)state;
    const char *old = setlocale(LC_CTYPE, "C.UTF-8");
    if (!old) {
        print_message("skipped: no locale C.UTF-8\n");
        skip();
    }
    size_t differ = 0, vietnamese = 0;
    for (uint32_t cp = 0x20; cp < 0x20000; cp++) {
        int ours = text_codepoint_width(cp), theirs = wcwidth((wchar_t)cp);
        if (ours < 0 || theirs < 0 || ours == theirs)
            continue;
        differ++;
        vietnamese += cp < 0x590 || (cp >= 0x1E00 && cp < 0x2000) || (cp >= 0x2010 && cp < 0x2800);
    }
    assert_int_equal(vietnamese, 0);
    assert_true(differ < 200);
}

static void fit(void **state)
{
    (void)state;
    int used;
    assert_int_equal(text_fit(T("Đảng"), 2, &used), strlen("Đả"));
    assert_int_equal(used, 2);
    assert_int_equal(text_fit(T("a漢"), 2, &used), 1);
    assert_int_equal(used, 1);
    assert_int_equal(text_fit(T("ae\u0301\u0301"), 2, &used), 6);
    assert_int_equal(text_fit(T("abc"), 0, &used), 0);
    assert_int_equal(text_fit(T("abc"), -1, &used), 0);
    static const struct {
        int columns;
        const char *want;
    } row[] = {{9, "Đảng ủy ơ"}, {10, "Đảng ủy ơ"}, {8, "Đảng ủy…"}, {5, "Đảng…"}, {1, "…"}, {0, ""}, {-3, ""}};
    for (size_t i = 0; i < SOAN_ARRAY_LEN(row); i++) {
        struct text out = {0};
        text_ellipsize(T("Đảng ủy ơ"), row[i].columns, &out);
        assert_text(&out, row[i].want);
        text_free(&out);
    }
}

/* Width and count of long text are those of its clusters one by one. */
static void long_text(void **state)
{
    (void)state;
    static const char *piece[] = {"Đảng bộ ", "đoàn kết", "–", "…", "e\u0301", "\u0323", "漢", "🇻", "\u00A0",
                                  "abcdefghijklmnop",
                                  "ế", "👍🏽", "\n", "\u2028", "ổn định và phát triển", "\u200D", "·"};
    struct text t = {0};
    for (int round = 0; round < 5000; round++) {
        text_clear(&t);
        for (size_t n = random_below(12); n > 0; n--)
            text_append_str(&t, piece[random_below(SOAN_ARRAY_LEN(piece))]);
        struct text_view v = text_view(&t);
        int sum = 0, columns = (int)random_below(60), used;
        size_t count = 0, fitting = 0;
        for (size_t i = 0, next; i < v.len; i = next) {
            next = text_grapheme_next(v, i);
            sum += text_width(text_view_part(v, i, next));
            count += v.bytes[i] != '\n';
            if (sum <= columns)
                fitting = next;
        }
        assert_int_equal(text_width(v), sum);
        assert_int_equal(text_char_count(v), count);
        assert_int_equal(text_fit(v, columns, &used), fitting);
        assert_int_equal(used, text_width(text_view_part(v, 0, fitting)));
    }
    text_free(&t);
}

static void words(void **state)
{
    (void)state;
    struct text_view v = TEXT_LIT("  Thu 1.234,5 (tỷ) đồng,\n\n· KL/TW …");
    static const char *stop[] = {"Thu ", "1.234,5 ", "tỷ)", "đồng,", "KL/", "TW "};
    size_t at = 0, starts[SOAN_ARRAY_LEN(stop)];
    for (size_t i = 0; i < SOAN_ARRAY_LEN(stop); i++) {
        at = starts[i] = text_word_next(v, at);
        assert_true(text_view_starts(text_view_part(v, at, v.len), T(stop[i])));
    }
    assert_int_equal(text_word_next(v, at), v.len);
    assert_int_equal(text_word_next(v, v.len), v.len);
    at = v.len;
    for (size_t i = SOAN_ARRAY_LEN(stop); i-- > 0;) {
        at = text_word_prev(v, at);
        assert_int_equal(at, starts[i]);
        assert_int_equal(text_word_prev(v, at + 2), at); /* from inside: to its own start */
    }
    assert_int_equal(text_word_prev(v, at), 0);
    assert_int_equal(text_word_count(v), 5);
    assert_int_equal(text_word_count(T("một\u00A0hai - ba, … bốn")), 4);
    assert_int_equal(text_word_count((struct text_view){0}), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(clusters), cmocka_unit_test(width), cmocka_unit_test(width_is_wcwidth),
        cmocka_unit_test(fit),      cmocka_unit_test(words),
        cmocka_unit_test(long_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
