#include <unistr.h>

#include "support.h"

static void check_clean(const char *in, size_t len, const char *want)
{
    struct text out = {0};
    text_append_str(&out, "e"); /* what stood there before is left alone, even under a mark */
    text_clean((struct text_view){in, len}, &out, NULL);
    assert_string_equal(text_str(&out) + 1, want);
    bool same = len == strlen(want) && memcmp(in, want, len) == 0;
    assert_int_equal(text_is_clean((struct text_view){in, len}), same);
    struct text_view rest = text_view_part(text_view(&out), 1, out.len);
    assert_true(text_is_clean(rest));
    text_free(&out);
}
#define CLEAN(in, want) check_clean(in, sizeof(in) - 1, want)

static void utf8(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        size_t bad; /* SIZE_MAX: well-formed */
    } row[] = {
        {"", SIZE_MAX}, {"Đảng bộ", SIZE_MAX}, {"\xF4\x8F\xBF\xBF", SIZE_MAX}, {"\xEF\xBF\xBF", SIZE_MAX},
        {"abcdefghijk\x80", 11}, {"\xC0\xAF", 0}, {"\xC1\xBF", 0}, {"\xE0\x80\xAF", 0}, {"\xED\xA0\x80", 0},
        {"\xF0\x8F\xBF\xBF", 0}, {"\xF4\x90\x80\x80", 0}, {"\xF5\x80\x80\x80", 0}, {"a\xC3", 1},
        {"ab\xE1\xBA", 2}, {"abc\xF0\x9F\x98", 3}, {"\xE1\xBA\xC3", 0}, {"12345678\xFF", 8}, {"\xC3\xA9\xFE", 2},
    };
    for (size_t i = 0; i < SOAN_ARRAY_LEN(row); i++) {
        size_t bad = SIZE_MAX;
        bool valid = text_utf8_valid(T(row[i].bytes), &bad);
        assert_int_equal(valid, row[i].bad == SIZE_MAX);
        assert_int_equal(bad, row[i].bad);
    }
    assert_true(text_utf8_valid((struct text_view){"a\0b", 3}, NULL));
}

static void decoding(void **state)
{
    (void)state;
    struct text t = {0};
    for (uint32_t cp = 1; cp < 0x110000; cp++) {
        if (cp >= 0xD800 && cp < 0xE000)
            continue;
        text_clear(&t);
        text_append_codepoint(&t, cp);
        size_t next;
        assert_true(text_utf8_valid(text_view(&t), NULL));
        assert_int_equal(text_decode(text_view(&t), 0, &next), cp);
        assert_int_equal(next, t.len);
    }
    text_free(&t);
}

static void cleaning(void **state)
{
    (void)state;
    CLEAN("Đảng ủy phường…", "Đảng ủy phường…");
    CLEAN("hai\ndòng\n", "hai\ndòng\n");
    CLEAN("a\r\nb\rc\r\n\r\n", "a\nb\nc\n\n");
    CLEAN("a\tb", "a b");
    CLEAN("a\0b\x1b[31mc\x7f\x01", "ab[31mc");
    CLEAN("a\xC2\x85" "b\u2028c\u2029d", "a\nb\nc\nd");
    CLEAN("a\xC2\x9B" "31mb", "a31mb");
    CLEAN("\uFEFFa\u200B\u200C\u200D\u2060\u00ADb\uFFFE\U000E0041\uFFF9", "ab");
    CLEAN("a\u202Eb\u2066c\u200F\u061C", "abc");
    CLEAN("1\u202F000\u00A0đồng", "1\u202F000\u00A0đồng");
    CLEAN("tie\u0302\u0301ng Vie\u0323\u0302t", "tiếng Việt");
    CLEAN("e\u0323\u0302", "ệ");
    CLEAN("ê\u0323 o\u031B\u0300", "ệ ờ");
    CLEAN("a\u200D\u0301", "á"); /* what is dropped no longer parts letter and mark */
    CLEAN("\u0301a", "\u0301a");
    CLEAN("\u1100\u1161\u11A8", "각");
    CLEAN("Å", "Å"); /* ANGSTROM SIGN */
    CLEAN("a\xFF\xFE" "b\xC3", "a\uFFFDb\uFFFD");
    CLEAN("\xED\xA0\x80", "\uFFFD");
    CLEAN("\uE000\U000F0000", "\uE000\U000F0000");
    CLEAN("กำ किताब", "กำ किताब");
}

/* A letter that composes shrinks what stands before the run behind it. */
static void one_line_of_decomposed_text(void **state)
{
    struct text out = {0};
    (void)state;
    text_clean_line(TEXT_LIT("Pha\u0302\u0300n thu\u031b\u0301\nnha\u0302\u0301t\n"), &out, NULL);
    assert_string_equal(text_str(&out), "Phần thứ nhất ");
    text_free(&out);
}

static void counting(void **state)
{
    (void)state;
    struct text out = {0};
    struct text_cleaning seen = {0};
    const char in[] = "\0\x1b\xC2\x85x\u202A\uFEFF\u200Bi\u0301\ta\u0301\r\n\xFF\xFF.";
    text_clean((struct text_view){in, sizeof in - 1}, &out, &seen);
    assert_text(&out, "\nxí á\n\uFFFD.");
    assert_int_equal(seen.controls, 2);
    assert_int_equal(seen.bidi, 1);
    assert_int_equal(seen.invisible, 2);
    assert_int_equal(seen.tabs, 1);
    assert_int_equal(seen.composed, 2);
    assert_int_equal(seen.invalid, 2);
    text_clear(&out);
    text_clean_line(T("một\r\nhai\nba\u2028bốn"), &out, NULL);
    assert_text(&out, "một hai ba bốn");
    text_free(&out);
}

/* Whatever comes in, what comes out is clean, and cleaning it again changes nothing. */
static void any_bytes(void **state)
{
    (void)state;
    static const char *piece[] = {"a", "ế", "\u0301", "\u0323", "\xE1", "\x80", "\u200D", "\r", "\n", "\t", "e",
                                  "\u1100",
                                  "\u1161", "\U0001F600", "\xF0\x9F", "12345678", "\u0344", "\u0F73", "\u0958"};
    struct text in = {0}, once = {0}, twice = {0};
    for (int round = 0; round < 20000; round++) {
        text_clear(&in), text_clear(&once), text_clear(&twice);
        for (size_t n = random_below(12); n > 0; n--)
            text_append_str(&in, piece[random_below(SOAN_ARRAY_LEN(piece))]);
        text_clean(text_view(&in), &once, NULL);
        text_clean(text_view(&once), &twice, NULL);
        assert_true(text_utf8_valid(text_view(&once), NULL));
        assert_true(text_is_clean(text_view(&once)));
        assert_string_equal(text_str(&once), text_str(&twice));
        assert_int_equal(text_is_clean(text_view(&in)), text_view_equal(text_view(&in), text_view(&once)));
        text_clear(&twice);
        text_clean_line(text_view(&in), &twice, NULL);
        assert_int_equal(text_view_find(text_view(&twice), TEXT_LIT("\n"), 0), SIZE_MAX);
        for (char *p = text_view(&once).len ? once.bytes : NULL; p && (p = strchr(p, '\n'));)
            *p = ' ';
        assert_string_equal(text_str(&once), text_str(&twice));
        text_clear(&twice);
        text_nfc(text_view(&once), &twice);
        assert_string_equal(text_str(&once), text_str(&twice));
    }
    text_free(&in), text_free(&once), text_free(&twice);
}

/* Long runs are judged in blocks: one wrong byte anywhere in ordinary text must be found, and no right one refused. */
static void one_byte_in_a_block(void **state)
{
    (void)state;
    static const char line[] = "Đảng bộ phường – “đoàn kết”, ổn định · 5%…\n"
                               "An ninh được giữ vững, đời sống ngày càng khá lên.";
    for (size_t at = 0; at < sizeof line - 1; at++) {
        for (int byte = 0; byte < 256; byte++) {
            char in[sizeof line];
            memcpy(in, line, sizeof line);
            in[at] = (char)byte;
            struct text_view v = {in, sizeof line - 1};
            size_t bad = v.len;
            const uint8_t *wrong = u8_check((const uint8_t *)in, v.len);
            assert_int_equal(text_utf8_valid(v, &bad), wrong == NULL);
            assert_int_equal(bad, wrong ? (size_t)((const char *)wrong - in) : v.len);
            struct text out = {0};
            text_clean(v, &out, NULL);
            assert_int_equal(text_is_clean(v), text_view_equal(v, text_view(&out)));
            assert_null(u8_check((const uint8_t *)out.bytes, out.len));
            text_free(&out);
        }
    }
}

static void capitals_are(const char *like, const char *v, const char *expected)
{
    struct text out = {0};
    text_case_like(text_view_of(like), text_view_of(v), &out);
    assert_string_equal(text_str(&out), expected);
    text_free(&out);
}

static void capitals_of_what_is_replaced(void **state)
{
    (void)state;
    capitals_are("đảm bảo", "bảo đảm", "bảo đảm");
    capitals_are("Đảm bảo", "bảo đảm", "Bảo đảm");
    capitals_are("ĐẢM BẢO", "bảo đảm", "BẢO ĐẢM");
    capitals_are("Đ", "ở", "Ở"); /* one letter tells only of a first one */
    capitals_are("Ủy ban", "“ủy ban", "“Ủy ban");
    capitals_are("ủy ban", "UBND", "UBND");
    capitals_are("2030", "ủy ban", "ủy ban");
    capitals_are("", "A b", "A b");
    capitals_are("Đảm", "", "");
    assert_true(text_has_capital(T("nước Đức")));
    assert_false(text_has_capital(T("đức 12")));
}

static void letter_case(void **state)
{
    (void)state;
    struct text out = {0};
    text_upper(T("đảng bộ phường ửng ỷ"), &out);
    assert_text(&out, "ĐẢNG BỘ PHƯỜNG ỬNG Ỷ");
    text_clear(&out);
    text_lower(T("ĐẠI HỘI XIV"), &out);
    assert_text(&out, "đại hội xiv");
    text_free(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(utf8),      cmocka_unit_test(decoding),  cmocka_unit_test(cleaning),
        cmocka_unit_test(one_line_of_decomposed_text),
        cmocka_unit_test(counting),  cmocka_unit_test(any_bytes), cmocka_unit_test(letter_case),
        cmocka_unit_test(capitals_of_what_is_replaced),
        cmocka_unit_test(one_byte_in_a_block),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
