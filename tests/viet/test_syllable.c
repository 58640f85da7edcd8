#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

#include "lexicon.h"

static void takes_syllables_apart(void **state)
{
    (void)state;
    static const struct {
        const char *word, *onset, *nucleus, *coda;
        enum viet_tone tone;
    } rows[] = {
        {"nghiêng", "ngh", "iê", "ng", VIET_NGANG}, {"Đường", "đ", "ươ", "ng", VIET_HUYEN},
        {"GÌ", "g", "i", "", VIET_HUYEN},           {"gìn", "g", "i", "n", VIET_HUYEN},
        {"giá", "gi", "a", "", VIET_SAC},           {"giếng", "gi", "ê", "ng", VIET_SAC},
        {"quý", "qu", "y", "", VIET_SAC},           {"quyết", "qu", "yê", "t", VIET_SAC},
        {"ủy", "", "uy", "", VIET_HOI},             {"khuya", "kh", "uya", "", VIET_NGANG},
        {"xoong", "x", "oo", "ng", VIET_NGANG},     {"ạ", "", "a", "", VIET_NANG},
        {"Trách", "tr", "a", "ch", VIET_SAC},       {"giặt", "gi", "ă", "t", VIET_NANG},
    };
    for (size_t i = 0; i < SOAN_ARRAY_LEN(rows); i++) {
        struct viet_syllable s;
        assert_int_equal(viet_syllable_parse(text_view_of(rows[i].word), &s), VIET_OK);
        assert_string_equal(s.onset, rows[i].onset);
        assert_string_equal(s.nucleus, rows[i].nucleus);
        assert_string_equal(s.coda, rows[i].coda);
        assert_int_equal(s.tone, rows[i].tone);
    }
}

static void judges_words(void **state)
{
    (void)state;
    static const struct {
        enum viet_verdict verdict;
        const char *words;
    } rows[] = {
        {VIET_OK, "hoà hòa huỷ hủy khoẻ khỏe của mía chuyện nghiệp quốc quỵ yêu yến ý ở giết giữ ghế kỹ kì"},
        {VIET_UNATTESTED, "Kạn Kon Đắk Lắk Búk êng mét-"},
        {VIET_STOP_TONE, "cac hoc đat thich tòt hợp/ lăp"},
        {VIET_MISPLACED, "nghịêp qúa qùy qũy qúy sóoc ngóeo rià gìa thúôc hòan"},
        {VIET_IMPOSSIBLE, "facebook zalo TW XIV HĐND QĐ ce ge gha nghu q qu uu aaa hòà tiết- bơch iy tyết quu "
                          "giín 12 …"},
    };
    for (size_t i = 0; i < SOAN_ARRAY_LEN(rows); i++) {
        struct text_view v = text_view_of(rows[i].words);
        for (size_t pos = 0; pos < v.len;) {
            size_t end = text_view_find(v, TEXT_LIT(" "), pos);
            if (end == SIZE_MAX)
                end = v.len;
            struct text_view word = text_view_part(v, pos, end);
            /* A mark at the end of a row's word says: not this one, it shows the word is cut by its caller. */
            bool cut = word.bytes[word.len - 1] == '-' || word.bytes[word.len - 1] == '/';
            enum viet_verdict got = viet_syllable_parse(word, NULL);
            if (got != (cut ? VIET_IMPOSSIBLE : rows[i].verdict))
                fail_msg("%.*s: %d, not %d", (int)word.len, word.bytes, (int)got, (int)rows[i].verdict);
            pos = end + 1;
        }
    }
}

static void check_placed(const char *word, const char *old, const char *new)
{
    struct text out = {0};
    viet_place_tone(text_view_of(word), VIET_STYLE_OLD, &out);
    assert_string_equal(text_str(&out), old);
    text_clear(&out);
    viet_place_tone(text_view_of(word), VIET_STYLE_NEW, &out);
    assert_string_equal(text_str(&out), new);
    text_free(&out);
}

static void places_tones(void **state)
{
    (void)state;
    check_placed("hoà", "hòa", "hoà");
    check_placed("HÒA", "HÒA", "HOÀ");
    check_placed("Uỷ", "Ủy", "Uỷ");
    check_placed("ỦY", "ỦY", "UỶ");
    check_placed("khoẻ", "khỏe", "khoẻ");
    check_placed("qúy", "quý", "quý");
    check_placed("nghịêp", "nghiệp", "nghiệp");
    check_placed("hòan", "hoàn", "hoàn");
    check_placed("rià", "rìa", "rìa");
    check_placed("ngoài", "ngoài", "ngoài");
    check_placed("facebook", "facebook", "facebook");
    check_placed("Srêpốk", "Srêpốk", "Srêpốk");
    check_placed("hoa", "hoa", "hoa");
    check_placed("", "", "");
}

static void tells_the_style_of_a_text(void **state)
{
    (void)state;
    enum viet_style style = VIET_STYLE_OLD;
    assert_false(viet_text_style(TEXT_LIT(""), &style));
    assert_false(viet_text_style(TEXT_LIT("Quý hoàn hoa. 12%…"), &style));
    assert_true(viet_text_style(TEXT_LIT("Khoẻ, hóa;\nUỶ BAN"), &style));
    assert_int_equal(style, VIET_STYLE_NEW);
    /* As many of both: the one that typing begins with. */
    assert_true(viet_text_style(TEXT_LIT("khoẻ hóa"), &style));
    assert_int_equal(style, VIET_STYLE_OLD);
    assert_true(viet_style_by_name(text_view_of(viet_style_name(VIET_STYLE_NEW)), &style));
    assert_int_equal(style, VIET_STYLE_NEW);
    assert_false(viet_style_by_name(TEXT_LIT("modern"), &style));
}

static void tells_the_style(void **state)
{
    (void)state;
    enum viet_style style = VIET_STYLE_NEW;
    assert_true(viet_word_style(TEXT_LIT("hòa"), &style));
    assert_int_equal(style, VIET_STYLE_OLD);
    assert_true(viet_word_style(TEXT_LIT("UỶ"), &style));
    assert_int_equal(style, VIET_STYLE_NEW);
    assert_false(viet_word_style(TEXT_LIT("quý"), &style));
    assert_false(viet_word_style(TEXT_LIT("hoàn"), &style));
    assert_false(viet_word_style(TEXT_LIT("hoa"), &style));
    assert_false(viet_word_style(TEXT_LIT("ngoài"), &style));
    assert_false(viet_word_style(TEXT_LIT("của"), &style));
}

static void agrees_with_the_lexicon(void **state)
{
    (void)state;
    struct lexicon lex;
    if (!lexicon_load(&lex)) {
        print_message("skipped: hunspell-vi is not installed\n");
        skip();
    }
    size_t count[VIET_IMPOSSIBLE + 1] = {0}, toned = 0, listed = 0;
    for (size_t i = 0; i < lex.n; i++) {
        struct text_view w = lex.word[i];
        if (!lexicon_is_native(w))
            continue;
        listed++;
        struct viet_syllable s;
        enum viet_verdict verdict = viet_syllable_parse(w, &s);
        count[verdict]++;
        if (verdict != VIET_OK)
            print_message("# verdict %d: %.*s\n", (int)verdict, (int)w.len, w.bytes);
        if (verdict == VIET_IMPOSSIBLE || s.tone == VIET_NGANG)
            continue;
        toned++;
        /* This list follows the new style. */
        struct text out = {0};
        viet_place_tone(w, VIET_STYLE_NEW, &out);
        assert_true(text_view_equal(text_view(&out), w));
        text_free(&out);
    }
    print_message("# %zu entries: %zu native, %zu rare, %zu stop tone, %zu misplaced, %zu impossible; %zu toned\n",
                  listed, count[VIET_OK], count[VIET_UNATTESTED], count[VIET_STOP_TONE], count[VIET_MISPLACED],
                  count[VIET_IMPOSSIBLE], toned);
    assert_int_equal(count[VIET_MISPLACED], 0);
    /* Toneless only in the loans gip, têt, xit; impossible are email, internet and the like. */
    assert_int_equal(count[VIET_STOP_TONE], 3);
    assert_true(count[VIET_IMPOSSIBLE] <= 14);
    assert_true(toned >= 5280);
    lexicon_free(&lex);
}

static int by_bytes(const void *a, const void *b)
{
    return text_view_compare(*(const struct text_view *)a, *(const struct text_view *)b);
}

/* data/syllables tells encodings apart: what it lists must be syllables, and nearly all of them in use. */
static void common_syllables_are_syllables(void **state)
{
    (void)state;
    struct text_view data;
    struct lexicon lex;
    bool have_lexicon = lexicon_load(&lex);
    size_t words = 0, attested = 0;
    if (have_lexicon)
        qsort(lex.word, lex.n, sizeof *lex.word, by_bytes);
    assert_true(data_find("syllables", &data));
    for (size_t pos = 0, end; pos < data.len; pos = end + 1) {
        end = pos;
        if (data.bytes[pos] == '#') {
            end = text_view_find(data, TEXT_LIT("\n"), pos);
            continue;
        }
        while (end < data.len && data.bytes[end] != ' ' && data.bytes[end] != '\n')
            end++;
        struct text_view word = text_view_part(data, pos, end);
        if (word.len == 0)
            continue;
        if (viet_syllable_parse(word, NULL) != VIET_OK)
            fail_msg("%.*s is no syllable", (int)word.len, word.bytes);
        words++;
        struct text placed = {0};
        viet_place_tone(word, VIET_STYLE_NEW, &placed);
        struct text_view key = text_view(&placed);
        attested += have_lexicon && bsearch(&key, lex.word, lex.n, sizeof key, by_bytes) != NULL;
        text_free(&placed);
    }
    assert_true(words > 4000);
    print_message("# %zu common syllables, %zu of them in the lexicon of %zu\n", words, attested, lex.n);
    if (have_lexicon)
        assert_true(attested * 100 >= words * 97);
    lexicon_free(&lex);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(takes_syllables_apart),   cmocka_unit_test(judges_words),
        cmocka_unit_test(places_tones),            cmocka_unit_test(tells_the_style),
        cmocka_unit_test(tells_the_style_of_a_text),
        cmocka_unit_test(agrees_with_the_lexicon), cmocka_unit_test(common_syllables_are_syllables),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
