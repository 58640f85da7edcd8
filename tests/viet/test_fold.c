#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "soan/viet.h"

static void check_fold(unsigned fold, const char *in, const char *expected)
{
    struct text out = {0};
    size_t *map;
    viet_fold(text_view_of(in), fold, &out, &map);
    assert_string_equal(text_str(&out), expected);
    assert_int_equal(map[out.len], strlen(in));
    for (size_t i = 0; i < out.len; i++) {
        assert_true(map[i] <= map[i + 1]);
        assert_true(map[i] < strlen(in));
    }
    free(map);
    text_free(&out);
}

static void folds_case_tones_letters(void **state)
{
    (void)state;
    check_fold(VIET_FOLD_BLIND, "Đường ĐỒNG Ước nguyện 12 %…", "duong dong uoc nguyen 12 %…");
    check_fold(VIET_FOLD_TONES, "Đường ĐỒNG Ước", "Đương ĐÔNG Ươc");
    check_fold(VIET_FOLD_CASE, "ĐƯỜNG Ỷ Ẵ Ỹ Ĩ Ũ", "đường ỷ ẵ ỹ ĩ ũ");
    check_fold(VIET_FOLD_LETTERS, "ĐƯỜNG", "DUONG");
    check_fold(0, "Đường hoà", "Đường hoà");
    check_fold(VIET_FOLD_BLIND, "", "");
    check_fold(VIET_FOLD_BLIND, "Müller Ñandú ÇA ŻÓŁW Ωμέγα Ё ｶ 中 ×", "muller nandu ca zołw ωμεγα е ｶ 中 ×");
    check_fold(VIET_FOLD_CASE, "MÜLLER ЁЖ İ", "müller ёж i");
    check_fold(VIET_FOLD_BLIND, "m\u0301n\u0303o", "mno");
    check_fold(VIET_FOLD_BLIND, "A\xff\xc3", "a\xff\xc3");
}

static void sorts_tone_style(void **state)
{
    (void)state;
    check_fold(VIET_FOLD_EXACT, "Hoà hòa HOÀ hòA", "hòa hòa hòa hòa");
    check_fold(VIET_FOLD_EXACT, "khoẻ,uỷ.thuỷ UỶ", "khỏe,ủy.thủy ủy");
    /* With a coda, after q and in three vowels both styles agree. */
    check_fold(VIET_FOLD_EXACT, "hoàn quý huỷnh ngoài xoáy", "hoàn quý huỷnh ngoài xoáy");
    check_fold(VIET_FOLD_STYLE, "HoÀ", "HòA");
}

static void map_names_the_source(void **state)
{
    (void)state;
    struct text out = {0};
    size_t *map;
    viet_fold(TEXT_LIT("Đi hoà"), VIET_FOLD_EXACT, &out, &map);
    /* đ i ␣ h ò a: offsets 0 0 2 3 4 5 5 6, end 8 */
    const size_t expected[] = {0, 0, 2, 3, 4, 5, 5, 6, 8};
    assert_int_equal(out.len, SOAN_ARRAY_LEN(expected) - 1);
    for (size_t i = 0; i < SOAN_ARRAY_LEN(expected); i++)
        assert_int_equal(map[i], expected[i]);
    free(map);
    text_free(&out);
}

static void fold_for_follows_what_was_typed(void **state)
{
    (void)state;
    assert_int_equal(viet_fold_for(TEXT_LIT("Duong 12")), VIET_FOLD_BLIND);
    assert_int_equal(viet_fold_for(TEXT_LIT("đuong")), VIET_FOLD_EXACT);
    assert_int_equal(viet_fold_for(TEXT_LIT("tình")), VIET_FOLD_EXACT);
    assert_int_equal(viet_fold_for(TEXT_LIT("")), VIET_FOLD_BLIND);
    assert_int_equal(viet_fold_for(TEXT_LIT("…")), VIET_FOLD_BLIND);
}

/* Marks the first hit in the text with brackets; "-" if there is none. */
static void check_find(const char *pattern, const char *in, const char *expected)
{
    struct viet_pattern *p = viet_pattern_new(text_view_of(pattern));
    struct text marked = {0};
    struct text_view v = text_view_of(in);
    size_t start, end;
    if (viet_pattern_find(p, v, 0, &start, &end)) {
        text_append(&marked, text_view_part(v, 0, start));
        text_append_char(&marked, '[');
        text_append(&marked, text_view_part(v, start, end));
        text_append_char(&marked, ']');
        text_append(&marked, text_view_part(v, end, v.len));
    } else {
        text_append_char(&marked, '-');
    }
    assert_string_equal(text_str(&marked), expected);
    text_free(&marked);
    viet_pattern_free(&p);
    assert_null(p);
}

static void finds_blind(void **state)
{
    (void)state;
    check_find("duong", "Con ĐƯỜNG dài", "Con [ĐƯỜNG] dài");
    check_find("DUONG", "con đương", "con [đương]");
    check_find("uo", "phường", "ph[ườ]ng");
    check_find("tinh hinh", "Tình hình", "[Tình hình]");
    check_find("tinh hinh", "tình\u00A0hình", "[tình\u00A0hình]");
    check_find("dang", "đan đang", "đan [đang]");
    check_find("390", "là 390 tỷ", "là [390] tỷ");
    check_find("muller", "Herr MÜLLER", "Herr [MÜLLER]");
    check_find("ёж", "Ёж", "[Ёж]");
    check_find("mn", "m\u0301n\u0303o", "[m\u0301n\u0303]o");
    check_find("m", "ḿ", "[ḿ]");
    check_find("…", "a…", "a[…]");
    check_find("", "abc", "-");
    check_find("abc", "", "-");
    check_find("abcd", "abc", "-");
}

static void finds_exact(void **state)
{
    (void)state;
    check_find("hòa", "hoa hoà", "hoa [hoà]");
    check_find("hoà", "hoa HÒA", "hoa [HÒA]");
    check_find("uỷ ban", "ủy ban Ủy Ban", "[ủy ban] Ủy Ban");
    check_find("ủy", "thuỷ", "th[uỷ]");
    check_find("hoà", "hoàn", "[hoà]n");
    check_find("hò", "hoà", "[ho]à");
    check_find("á", "ma má", "ma m[á]");
    check_find("toán", "tóan toàn toán", "[tóan] toàn toán");
    check_find("đuong", "đường", "-");
    check_find("đường", "duong đương ĐƯỜNG", "duong đương [ĐƯỜNG]");
    check_find("quý", "quỷ quý", "quỷ [quý]");
    check_find("hoa\u0300", "hoa hòa", "hoa [hòa]");
}

static void every_piece_of_a_text_is_found(void **state)
{
    (void)state;
    struct text_view v = TEXT_LIT("Toà án: hoà giải, khoẻ, thuỷ, quý; Đảng uỷ – hòa 12,5%… ");
    for (size_t from = 0; from < v.len; from++) {
        for (size_t to = from + 1; to <= v.len; to++) {
            struct text_view piece = text_view_part(v, from, to);
            if (((unsigned char)v.bytes[from] & 0xC0) == 0x80 ||
                (to < v.len && ((unsigned char)v.bytes[to] & 0xC0) == 0x80))
                continue;
            struct viet_pattern *p = viet_pattern_new(piece);
            size_t start, end;
            assert_true(viet_pattern_find(p, v, 0, &start, &end));
            assert_true(start <= from);
            assert_true(viet_pattern_find(p, v, from, &start, &end));
            assert_int_equal(start, from);
            assert_int_equal(end, to);
            viet_pattern_free(&p);
        }
    }
}

static void keys_are_ascii(void **state)
{
    (void)state;
    static const struct {
        const char *words;
        size_t max;
        const char *key;
    } rows[] = {
        {"Thu ngân sách", 40, "thu_ngan_sach"},
        {"  Tỷ lệ (%) hộ-nghèo: ", 40, "ty_le_ho_ngheo"},
        {"2025 – Đảng viên", 40, "n2025_dang_vien"},
        {"Thu ngân sách nhà nước", 14, "thu_ngan_sach"},
        {"Thu ngân sách nhà nước", 12, "thu_ngan"},
        {"nghiêng", 4, "nghi"},
        {"…", 10, ""},
        {"", 10, ""},
    };
    for (size_t i = 0; i < SOAN_ARRAY_LEN(rows); i++) {
        struct text out = {0};
        viet_ascii_key(text_view_of(rows[i].words), rows[i].max, &out);
        assert_string_equal(text_str(&out), rows[i].key);
        text_free(&out);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(folds_case_tones_letters),
        cmocka_unit_test(sorts_tone_style),
        cmocka_unit_test(map_names_the_source),
        cmocka_unit_test(fold_for_follows_what_was_typed),
        cmocka_unit_test(finds_blind),
        cmocka_unit_test(finds_exact),
        cmocka_unit_test(every_piece_of_a_text_is_found),
        cmocka_unit_test(keys_are_ascii),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
