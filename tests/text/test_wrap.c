#include <unilbrk.h>

#include "support.h"

/* The paragraph with `|` where a line may start; blanks stay before the bar. */
static void marked(struct text_view v, const struct text_breaks *b, struct text *out)
{
    unsigned char *at = mem_array(v.len + 1, 1);
    text_break_opportunities(v, b, at);
    for (size_t i = 0; i < v.len; i++) {
        if (at[i])
            text_append_char(out, '|');
        text_append_char(out, v.bytes[i]);
    }
    free(at);
}

/* `want` is the text with its breaks. */
static void check_breaks(const struct text_breaks *b, const char *want)
{
    struct text plain = {0}, got = {0};
    for (const char *p = want; *p; p++)
        if (*p != '|')
            text_append_char(&plain, *p);
    marked(text_view(&plain), b, &got);
    assert_string_equal(text_str(&got), want);
    text_free(&plain);
    text_free(&got);
}

static void house_rules(void **state)
{
    (void)state;
    static const char *row[] = {
        "là |390 tỷ |đồng, |đạt |100% |chỉ |tiêu",
        "đến |nay |là … tỷ |đồng, |đạt …% |so |với",
        "tiến |hành … cuộc |kiểm |tra |(… cuộc |giám |sát)",
        "số 21-KL/TW |ngày 25/10/2021 |của",
        "quyết |30-NQ/TW |và",
        "Số: …/QĐ-UBND |ngày … tháng … năm 2025",
        "nhiệm |kỳ |2025-2030 |diễn",
        "từ |2025 - 2030 |và",
        "nhiệm |kỳ |2025- 2030 |diễn",
        "từ |7,5% - 8,0%/năm",
        "kinh |tế - |xã |hội, |công |nghiệp - |xây |dựng",
        "b |2025–2030 |c",
        "Điều 5 |khoản 2, |điểm a |mục |này",
        "lần |thứ XIV |của |Đảng |lần |thứ … |nhiệm |kỳ",
        "tăng |5%/năm |và |20 km/h |và/|hoặc |100 % |nữa",
        "TP.HCM |và |www.soan.vn |sơ;báo",
        "I. THÀNH |QUẢ",
        "1.1. Thực |hiện",
        "a) Một |hai",
        "· Kinh |tế |· |b",
        "“Đoàn |kết”, |[…] |(…) |10:30 |1.234.567,89 |2,3%",
        "còn …… |và |hết ...",
        "thu |{thu_ns} tỷ |đồng",
        "thu |(1.200 nghìn tỷ |đồng) |và |5 tỷ |lẻ |nghìn |tỷ |đồng",
        "TRÊN |5 TRIỆU |ĐỒNG |và |5 triệu USD |nhưng |triệu |đồng |và |5 triệu |người",
        "COVID-19 |QĐ-UBND |tô-|pô",
        "a\u00A0b\u202Fc |d",
        "một |2025 |hai",
    };
    for (size_t i = 0; i < SOAN_ARRAY_LEN(row); i++)
        check_breaks(NULL, row[i]);
}

static void no_rules(void **state)
{
    (void)state;
    struct error e = {0};
    struct text_breaks *none = text_breaks_load((struct text_view){"", 0}, &e);
    assert_non_null(none);
    check_breaks(none, "đạt |…|% |so");
    check_breaks(none, "2025 |- |2030");
    text_breaks_free(&none);
    assert_null(none);
    assert_null(text_breaks_load(T("# x\n\nunits: a\n"), &e));
    assert_non_null(strstr(text_str(&e.message), "line 3"));
    error_free(&e);
    assert_null(text_breaks_load(T("unit: \xFF"), &e));
    error_free(&e);
    struct text_breaks *own = text_breaks_load(T("unit: ~táo_đỏ Cam\r\nblank: ?\n"), &e);
    assert_non_null(own);
    check_breaks(own, "5 táo |5 TÁO |5 Cam |5 |cam |táo |đỏ |5 táo đỏ |tươi");
    text_breaks_free(&own);
}

static void check_wrap(const char *text, int width, int first, int hang, const char *want)
{
    struct text_lines l = {0};
    struct text got = {0};
    struct text_wrap w = {.width = width, .first = first, .hang = hang};
    text_wrap(T(text), &w, &l);
    for (size_t i = 0; i < l.n; i++) {
        if (i)
            text_append_char(&got, '|');
        text_append(&got, text_view_part(T(text), l.start[i], i + 1 < l.n ? l.start[i + 1] : strlen(text)));
    }
    assert_string_equal(text_str(&got), want);
    text_lines_free(&l);
    text_free(&got);
}

static void wrapping(void **state)
{
    (void)state;
    check_wrap("", 10, 0, 0, "");
    check_wrap("Đảng bộ phường ta", 10, 0, 0, "Đảng bộ |phường ta");
    check_wrap("Đảng bộ phường ta", 7, 0, 0, "Đảng bộ |phường |ta");
    check_wrap("Đảng bộ      phường", 7, 0, 0, "Đảng bộ      |phường"); /* blanks hang */
    check_wrap("abcdefgh ij", 3, 0, 0, "abc|def|gh |ij");
    check_wrap("ab abcdefgh", 3, 0, 0, "ab |abc|def|gh");
    check_wrap("một hai ba", 8, 2, 4, "một |hai |ba");
    check_wrap("một hai ba", 9, 2, 0, "một hai |ba");
    check_wrap("đạt 390 tỷ", 7, 0, 0, "đạt |390 tỷ");
    check_wrap("đạt 390 tỷ", 4, 0, 0, "đạt |390 |tỷ"); /* no room: Unicode decides */
    check_wrap("漢字漢字", 3, 0, 0, "漢|字|漢|字");
    check_wrap("漢字", 1, 0, 0, "漢|字");
    check_wrap("e\u0301\u0323e\u0301\u0323", 1, 0, 0, "e\u0301\u0323|e\u0301\u0323");
    check_wrap("\u0301\u0301ab", 1, 0, 0, "\u0301\u0301|a|b");
    check_wrap("ab cd", 1, 5, 9, "a|b |c|d"); /* an indent wider than the line leaves one column */
    check_wrap("          ab", 4, 0, 0, "          |ab");
    check_wrap("ab   ", 2, 0, 0, "ab   ");
}

/* UAX #14 as libunistring has it, for the whole text at once. */
static void slow(struct text_view v, unsigned char *out)
{
    char *flag = mem_array(v.len + 1, 1);
    u8_possible_linebreaks((const uint8_t *)v.bytes, v.len, "UTF-8", flag);
    bool hard = false;
    for (size_t i = 0; i < v.len; i++) {
        out[i] = hard || flag[i] == UC_BREAK_POSSIBLE;
        if ((v.bytes[i] & 0xC0) != 0x80)
            hard = flag[i] == UC_BREAK_MANDATORY;
        if (i + 1 < v.len && (v.bytes[i + 1] & 0xC0) == 0x80)
            out[i + 1] = 0;
    }
    free(flag);
}

static void assert_same_breaks(struct text_view v, const struct text_breaks *none)
{
    unsigned char *fast = mem_array(v.len + 1, 1), *want = mem_array(v.len + 1, 1);
    text_break_opportunities(v, none, fast);
    slow(v, want);
    for (size_t i = 0; i < v.len; i++)
        if (fast[i] != want[i])
            fail_msg("byte %zu of \"%.*s\": %d, libunistring %d", i, (int)v.len, v.bytes, fast[i], want[i]);
    free(fast);
    free(want);
}

static void random_text(struct text *t, size_t length)
{
    static const char *common[] = {"a", "ế", "Đ", " ", " ", "-", "…", ".", ",", "/", "%", "5", "(", ")",
                                   "“", "”", "–", "—", "!",
                                   "\u00A0", "$", "·", ":", "\"", "漢", "か", "ー", "한", "ᄀ", "ᅡ", "ᆨ", "😀", "👍", "🏽",
                                   "+", "{", "}", "|", "\u202F", "\u2060", "±", "₫"};
    static const char *far[] = {"א", "🇻", "🇳", "\u0301", "\u0323", "\u200D", "\u200B", "ก",
                                "ᩪ", "\U00020000", "\uFFFC", "\n",
                                "\U000E0100", "\u3000", "״"};
    bool wild = random_below(2);
    for (size_t n = 0; n < length; n++) {
        if (random_below(50) == 0) {
            uint32_t cp = 0xA0 + (uint32_t)random_below(0x1FFFF - 0xA0);
            /* Separators of lines and paragraphs are never stored. */
            text_append_codepoint(t, (cp >= 0xD800 && cp < 0xE000) || cp == 0x2028 || cp == 0x2029 ? 'x' : cp);
        } else if (wild && random_below(4) == 0) {
            text_append_str(t, far[random_below(SOAN_ARRAY_LEN(far))]);
        } else {
            text_append_str(t, common[random_below(SOAN_ARRAY_LEN(common))]);
        }
    }
}

static void fast_is_slow(void **state)
{
    (void)state;
    struct text_breaks *none = text_breaks_load((struct text_view){"", 0}, NULL);
    struct text t = {0};
    for (int round = 0; round < 30000; round++) {
        text_clear(&t);
        random_text(&t, 1 + random_below(30));
        assert_same_breaks(text_view(&t), none);
    }
    text_free(&t);
    text_breaks_free(&none);
}

static void fast_is_slow_on_seed(void **state)
{
    (void)state;
    struct text t = {0};
    seed(&t);
    struct text_breaks *none = text_breaks_load((struct text_view){"", 0}, NULL);
    assert_same_breaks(text_view(&t), none);
    text_breaks_free(&none);
    text_free(&t);
}

/* Start of the line behind the one at `from`, straight from the definition: the last break up to which the
 * text, without blanks at its end, fits. SIZE_MAX: not even the first word fits. */
static size_t naive_end(struct text_view v, size_t from, int width, const unsigned char *may_start)
{
    size_t best = SIZE_MAX;
    for (size_t i = from + 1; i <= v.len; i++) {
        if (i < v.len && !may_start[i])
            continue;
        size_t end = i;
        while (end > from && v.bytes[end - 1] == ' ')
            end--;
        if (text_width(text_view_part(v, from, end)) > width)
            break;
        best = i;
    }
    return best;
}

static void lines_of_seed(void **state)
{
    (void)state;
    struct text t = {0};
    seed(&t);
    struct text_lines l = {0};
    struct text_breaks *none = text_breaks_load((struct text_view){"", 0}, NULL);
    unsigned char *may_start = mem_array(t.len + 1, 1);
    size_t compared = 0;
    for (size_t from = 0, end; from < t.len; from = end + 1) {
        end = text_view_find(text_view(&t), TEXT_LIT("\n"), from);
        if (end == SIZE_MAX)
            end = t.len;
        struct text_view p = text_view_part(text_view(&t), from, end);
        for (int width = 12; width <= 120; width += 3) {
            bool house = width % 2;
            text_wrap(p, &(struct text_wrap){.width = width, .breaks = house ? NULL : none}, &l);
            if (house)
                text_break_opportunities(p, NULL, may_start);
            else
                slow(p, may_start);
            for (size_t i = 0; i < l.n; i++, compared++) {
                size_t want = naive_end(p, l.start[i], width, may_start);
                if (want != SIZE_MAX)
                    assert_int_equal(i + 1 < l.n ? l.start[i + 1] : p.len, want);
            }
        }
    }
    assert_true(compared > 10000);
    free(may_start);
    text_lines_free(&l);
    text_breaks_free(&none);
    text_free(&t);
}

static void assert_same_lines(const struct text_lines *a, const struct text_lines *b)
{
    assert_int_equal(a->n, b->n);
    assert_memory_equal(a->start, b->start, a->n * sizeof *a->start);
}

/* Wrapping again after an edit gives what wrapping from the start gives, and no line is too wide. */
static void again(void **state)
{
    (void)state;
    struct text t = {0}, piece = {0};
    struct text_lines kept = {0}, fresh = {0};
    for (int text = 0; text < 60; text++) {
        struct text_wrap w = {.width = 1 + (int)random_below(60), .first = (int)random_below(8),
                              .hang = (int)random_below(8)};
        text_clear(&t);
        random_text(&t, random_below(2000));
        text_wrap(text_view(&t), &w, &kept);
        for (int edit = 0; edit < 100; edit++) {
            size_t pos = t.len ? random_below(t.len + 1) : 0, removed = random_below(20) * random_below(2);
            while (pos < t.len && (t.bytes[pos] & 0xC0) == 0x80)
                pos++;
            if (removed > t.len - pos)
                removed = t.len - pos;
            while (pos + removed < t.len && (t.bytes[pos + removed] & 0xC0) == 0x80)
                removed++;
            text_clear(&piece);
            random_text(&piece, random_below(6));
            text_replace(&t, pos, removed, text_view(&piece));
            text_rewrap(text_view(&t), &w, &kept, pos, removed, piece.len);
            text_wrap(text_view(&t), &w, &fresh);
            assert_same_lines(&kept, &fresh);
        }
        for (size_t i = 0; i < fresh.n; i++) {
            size_t end = i + 1 < fresh.n ? fresh.start[i + 1] : t.len;
            while (end > fresh.start[i] && t.bytes[end - 1] == ' ')
                end--;
            struct text_view line = text_view_part(text_view(&t), fresh.start[i], end);
            int room = w.width - (i ? w.hang : w.first);
            if (room < 1)
                room = 1;
            /* A cluster wider than the line has one to itself. */
            assert_true(text_width(line) <= room || text_grapheme_next(line, 0) == line.len);
        }
    }
    text_free(&t), text_free(&piece);
    text_lines_free(&kept), text_lines_free(&fresh);
}

static void line_of_position(void **state)
{
    (void)state;
    size_t start[] = {0, 4, 9};
    struct text_lines l = {.start = start, .n = 3};
    static const size_t want[] = {0, 0, 0, 0, 1, 1, 1, 1, 1, 2, 2};
    for (size_t i = 0; i < SOAN_ARRAY_LEN(want); i++)
        assert_int_equal(text_lines_at(&l, i), want[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(house_rules),  cmocka_unit_test(no_rules),
        cmocka_unit_test(wrapping),     cmocka_unit_test(fast_is_slow),
        cmocka_unit_test(again),        cmocka_unit_test(line_of_position),
        cmocka_unit_test(fast_is_slow_on_seed),
        cmocka_unit_test(lines_of_seed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
