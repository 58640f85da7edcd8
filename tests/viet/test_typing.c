#include "keyboard.h"
#include "lexicon.h"

struct row {
    const char *keys, *text;
};

static void check_rows(enum viet_method method, enum viet_style style, const struct row *row, size_t n)
{
    size_t wrong = 0;
    for (size_t i = 0; i < n; i++) {
        struct text got = type_keys(method, style, row[i].keys);
        if (strcmp(text_str(&got), row[i].text) != 0) {
            print_message("# %s: %s, not %s\n", row[i].keys, text_str(&got), row[i].text);
            wrong++;
        }
        text_free(&got);
    }
    assert_int_equal(wrong, 0);
}

#define CHECK(method, style, rows) check_rows(method, style, rows, SOAN_ARRAY_LEN(rows))

/* On these rows the engines people know agree (UniKey, bamboo). */
static const struct row telex_rows[] = {
    {"as", "á"}, {"ass", "as"}, {"asss", "ass"}, {"asf", "à"}, {"aas", "ấ"}, {"aaa", "aa"}, {"aaw", "ă"},
    {"awa", "â"}, {"aww", "aw"}, {"w", "ư"}, {"ww", "w"}, {"uw", "ư"}, {"uww", "uw"}, {"ow", "ơ"}, {"oww", "ow"},
    {"uow", "uơ"}, {"uown", "ươn"}, {"huow", "huơ"}, {"huown", "hươn"}, {"thuow", "thuơ"}, {"thuown", "thươn"},
    {"quow", "quơ"}, {"dduowngf", "đường"}, {"nguowif", "người"}, {"dduwowcj", "được"},
    {"dd", "đ"}, {"ddd", "dd"}, {"dddd", "dđ"}, {"dand", "đan"}, {"ddand", "dand"}, {"DD", "Đ"}, {"Dd", "Đ"},
    {"dD", "đ"}, {"aS", "á"}, {"As", "Á"}, {"NGUOIWF", "NGƯỜI"}, {"DDUWOWCJ", "ĐƯỢC"},
    {"tieengs", "tiếng"}, {"tiengse", "tiếng"}, {"tieensg", "tiếng"}, {"tieesng", "tiếng"}, {"nghieejp", "nghiệp"},
    {"nghiepej", "nghiệp"}, {"nghiepje", "nghiệp"}, {"nguyenex", "nguyễn"},
    {"tosz", "to"}, {"toz", "toz"}, {"tosf", "tò"}, {"tosfs", "tó"}, {"tosst", "tost"}, {"totf", "totf"},
    {"totr", "totr"}, {"tots", "tót"}, {"totj", "tọt"}, {"hocf", "hocf"}, {"hocsf", "hócf"}, {"thichf", "thichf"},
    {"hoaf", "hòa"}, {"hoafn", "hoàn"}, {"hoas", "hóa"}, {"uyr", "ủy"}, {"thuyr", "thủy"}, {"thury", "thủy"},
    {"quys", "quý"}, {"gif", "gì"}, {"ginf", "gìn"}, {"gias", "giá"}, {"giesng", "giéng"}, {"gieengs", "giếng"},
    {"cwa", "cưa"}, {"cuaw", "cưa"}, {"cuwa", "cưa"}, {"muwa", "mưa"}, {"hoaw", "hoă"}, {"hoacwj", "hoặc"},
    {"quangw", "quăng"}, {"quaan", "quân"}, {"quana", "quân"}, {"giuwax", "giữa"}, {"khuyeen", "khuyên"},
    {"muwoon", "muôn"}, {"duongwf", "dường"}, {"duwowngf", "dường"}, {"duwongw", "duongw"}, {"owo", "ô"},
    {"oow", "ơ"}, {"tooto", "toto"}, {"asas", "âs"}, {"khogno", "khogno"}, {"ko", "ko"},
};
static const struct row telex_new_rows[] = {
    {"hoaf", "hoà"}, {"hoas", "hoá"}, {"khoer", "khoẻ"}, {"uyr", "uỷ"}, {"thuyr", "thuỷ"}, {"UYR", "UỶ"},
    {"hoans", "hoán"}, {"quys", "quý"},
};
static const struct row vni_rows[] = {
    {"viet5", "viẹt"}, {"vie65t", "việt"}, {"viet65", "việt"}, {"nguoi72", "người"}, {"d9uong72", "đường"},
    {"a88", "a8"}, {"to10", "to"}, {"hoa2", "hòa"}, {"u7o7", "ươ"}, {"uo7", "uơ"}, {"thu3y", "thủy"},
};
static const struct row viqr_rows[] = {
    {"vie^.t", "việt"}, {"vie^t.", "việt"}, {"nu+o+'c", "nước"}, {"nu*o*c'", "nước"}, {"ddu+o+`ng", "đường"},
    {"hoa`", "hòa"}, {"a^'", "ấ"}, {"a('", "ắ"},
};

static void follows_the_known_engines(void **state)
{
    (void)state;
    print_message("# %zu rows\n", SOAN_ARRAY_LEN(telex_rows) + SOAN_ARRAY_LEN(telex_new_rows) +
                                      SOAN_ARRAY_LEN(vni_rows) + SOAN_ARRAY_LEN(viqr_rows));
    CHECK(VIET_METHOD_TELEX, VIET_STYLE_OLD, telex_rows);
    CHECK(VIET_METHOD_TELEX, VIET_STYLE_NEW, telex_new_rows);
    CHECK(VIET_METHOD_VNI, VIET_STYLE_OLD, vni_rows);
    CHECK(VIET_METHOD_VIQR, VIET_STYLE_OLD, viqr_rows);
}

static void restores_what_is_no_syllable(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"user ", "user "}, {"text.", "text."}, {"case,", "case,"}, {"windows ", "windows "},
        {"window ", "window "}, {"server\n", "server\n"},
        {"web ", "web "}, {"Word ", "Word "}, {"facebook ", "facebook "}, {"tieengees", "tiengees"},
        {"of ", "ò "}, {"as ", "á "}, {"Word", "Ửod"}, {"book ", "book "}, {"asas ", "asas "}, {"duwongw ", "duongw "},
        {"hocsf ", "hocsf "}, {"zalo ", "zalo "}, {"new ", "new "}, {"view ", "view "},
        {"tuwf case sang text ", "từ case sang text "}, {"teste–x", "tết–x"},
    };
    CHECK(VIET_METHOD_TELEX, VIET_STYLE_OLD, rows);
}

static void keeps_abbreviations(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"GDD&DDT ", "GĐ&ĐT "}, {"DDU ", "ĐU "}, {"ddc ", "đc "}, {"HDDND ", "HĐND "}, {"QDD-", "QĐ-"},
        {"NDD-CP", "NĐ-CP"}, {"DDBQH ", "ĐBQH "}, {"DDVTNCS,", "ĐVTNCS,"}, {"add ", "add "}, {"odd ", "odd "},
        {"BCH DDB.", "BCH ĐB."}, {"gddd", "gdd"}, {"LDDLDD ", "LĐLĐ "},
    };
    CHECK(VIET_METHOD_TELEX, VIET_STYLE_OLD, rows);
}

static void leaves_marks_of_print_alone(void **state)
{
    (void)state;
    static const struct row telex[] = {
        {"[ow]", "[ơ]"}, {"{key}", "{key}"}, {"xooong", "xoong"}, {"mooocs", "moóc"}, {"coocs", "cốc"},
        {"ddawks lawks ", "đắk lắk "}, {"Tooi ddi 2025 ", "Tôi đi 2025 "}, {"quw", "quw"}, {"tw", "tư"},
        {"wng", "ưng"}, {"Ww", "W"}, {"www", "ww"}, {"thuowr", "thuở"}, {"huoww", "hươ"}, {"giuowngf", "giường"},
        {"xuaan", "xuân"}, {"nhanha", "nhanha"}, {"aoa", "aoa"}, {"ngoafo", "ngoào"},
    };
    CHECK(VIET_METHOD_TELEX, VIET_STYLE_OLD, telex);
    static const struct row vni[] = {
        {"a2025", "ạ"}, {"nam2025", "nạm"}, {"7/2025", "7/2025"}, {"2025", "2025"}, {"t2025", "t2025"},
        {"uo66", "uo6"}, {"boong", "boong"}, {"mooc1", "moóc"}, {"QD9", "QĐ"}, {"d99", "d9"}, {"a9", "a9"},
        {"toi6 o73 ", "tôi ở "},
    };
    CHECK(VIET_METHOD_VNI, VIET_STYLE_OLD, vni);
    static const struct row viqr[] = {
        {"ngay.", "ngạy"}, {"ngay\\.", "ngay."}, {"lam\\? ", "lam? "}, {"ngay.. ", "ngay. "}, {"a\\b", "a\\b"},
        {"(a)", "(a)"}, {"1. DDa?ng", "1. Đảng"}, {"\\\\", "\\"}, {"b.", "b."},
    };
    CHECK(VIET_METHOD_VIQR, VIET_STYLE_OLD, viqr);
    static const struct row off[] = {{"tieengs Việt dd", "tieengs Việt dd"}};
    CHECK(VIET_METHOD_OFF, VIET_STYLE_OLD, off);
}

static void erases_one_letter(void **state)
{
    (void)state;
    static const struct row old_rows[] = {
        {"hoanf\b", "hòa"}, {"hoanf\b\b", "hò"}, {"tuyeets\b", "tuyế"}, {"muoons\b", "muố"}, {"gias\b", "gi"},
        {"dduowngf\b", "đườn"}, {"dduowngf\b\b\b\b\b", ""}, {"as\b\b", ""}, {"ass\b", "a"}, {"ass\bs", "á"},
        {"case\b ", "cá "}, {"texx\b\bes", "té"}, {"dd\bd", "d"}, {"w\bw", "ư"}, {"a \b\bo", "o"},
        {"tieengsg\b ", "tiếng "}, {"userr\b\bs", "ú"},
    };
    CHECK(VIET_METHOD_TELEX, VIET_STYLE_OLD, old_rows);
    static const struct row new_rows[] = {{"hoanf\b", "hoà"}, {"hoanf\b\b", "ho"}};
    CHECK(VIET_METHOD_TELEX, VIET_STYLE_NEW, new_rows);
    static const struct row viqr[] = {{"a\\\b.", "a."}};
    CHECK(VIET_METHOD_VIQR, VIET_STYLE_OLD, viqr);
}

static void survives_long_words(void **state)
{
    (void)state;
    struct text keys = {0}, want = {0};
    /* The long run is literal from its first f on; the word after it is typed as ever. */
    for (int i = 0; i < 500; i++)
        text_append_char(&keys, "fgh"[i % 3]);
    text_append(&want, text_view(&keys));
    text_append_str(&keys, "s\b dduowngf ");
    text_append_str(&want, " đường ");
    struct text got = type_keys(VIET_METHOD_TELEX, VIET_STYLE_OLD, text_str(&keys));
    assert_string_equal(text_str(&got), text_str(&want));
    text_free(&keys);
    text_free(&want);
    text_free(&got);
    /* Tones replaced for ever fill the list of keys, not the word. */
    for (int i = 0; i < 300; i++)
        text_append_char(&keys, i == 0 ? 'a' : "sf"[i % 2]);
    got = type_keys(VIET_METHOD_TELEX, VIET_STYLE_OLD, text_str(&keys));
    assert_true(got.len > 0);
    text_free(&keys);
    text_free(&got);
}

/* ---- every attested syllable, typed five ways ---- */

enum way { TELEX_TONE_LAST, TELEX_MARKS_LAST, VNI_TONE_LAST, VNI_MARKS_LAST, VIQR_TONE_LAST, WAYS };
static const char *const way_name[WAYS] = {"telex, tone last", "telex, all marks last", "vni, tone last",
                                           "vni, all marks last", "viqr, tone last"};
static const enum viet_method way_method[WAYS] = {VIET_METHOD_TELEX, VIET_METHOD_TELEX, VIET_METHOD_VNI,
                                                  VIET_METHOD_VNI, VIET_METHOD_VIQR};

static const struct {
    uint32_t mark;            /* combining */
    const char *keys[3];      /* telex, vni, viqr; a telex circumflex repeats its vowel */
} mark_keys[] = {
    {0x302, {"", "6", "^"}}, {0x306, {"w", "8", "("}}, {0x31B, {"w", "7", "+"}}, {0x111, {"d", "9", "d"}},
};
static const struct {
    uint32_t mark;
    const char *keys[3];
} tone_keys[] = {
    {0x301, {"s", "1", "'"}}, {0x300, {"f", "2", "`"}}, {0x309, {"r", "3", "?"}},
    {0x303, {"x", "4", "~"}}, {0x323, {"j", "5", "."}},
};

/* Keys for one syllable, from its canonical decomposition. */
static void spell_keys(struct text_view word, enum way way, struct text *keys)
{
    int method = way <= TELEX_MARKS_LAST ? 0 : way <= VNI_MARKS_LAST ? 1 : 2;
    bool last = way == TELEX_MARKS_LAST || way == VNI_MARKS_LAST;
    struct text nfd = {0}, marks = {0};
    const char *tone = "";
    text_nfd(word, &nfd);
    char base = 0;
    for (size_t pos = 0; pos < nfd.len;) {
        uint32_t cp = text_decode(text_view(&nfd), pos, &pos);
        if (cp < 0x80) {
            /* Two plain o are typed with three where a second one is a mark. */
            if (method == 0 && base == 'o' && cp == 'o')
                text_append_char(keys, 'o');
            base = (char)cp;
            text_append_char(keys, base);
        }
        if (cp == 0x111)
            text_append_char(keys, 'd');
        for (size_t i = 0; i < SOAN_ARRAY_LEN(tone_keys); i++)
            if (tone_keys[i].mark == cp)
                tone = tone_keys[i].keys[method];
        for (size_t i = 0; i < SOAN_ARRAY_LEN(mark_keys); i++) {
            if (mark_keys[i].mark != cp)
                continue;
            const char *key = mark_keys[i].keys[method];
            char repeat[2] = {base, '\0'};
            if (!*key)
                key = repeat;
            /* One key marks both letters of ươ. */
            if (!last)
                text_append_str(keys, key);
            else if (!strstr(text_str(&marks), key))
                text_append_str(&marks, key);
        }
    }
    text_append(keys, text_view(&marks));
    text_append_str(keys, tone);
    text_free(&nfd);
    text_free(&marks);
}

static void types_every_syllable(void **state)
{
    (void)state;
    struct lexicon lex;
    if (!lexicon_load(&lex)) {
        print_message("# skipped: hunspell-vi is not installed\n");
        skip();
    }
    for (int style = VIET_STYLE_OLD; style <= VIET_STYLE_NEW; style++) {
        for (int way = 0; way < WAYS; way++) {
            size_t tried = 0, right = 0;
            for (size_t i = 0; i < lex.n; i++) {
                struct text keys = {0}, want = {0};
                if (!lexicon_is_native(lex.word[i]) || viet_syllable_parse(lex.word[i], NULL) == VIET_IMPOSSIBLE)
                    continue;
                spell_keys(lex.word[i], (enum way)way, &keys);
                text_append_char(&keys, ' ');
                viet_place_tone(lex.word[i], (enum viet_style)style, &want);
                text_append_char(&want, ' ');
                struct text got = type_keys(way_method[way], (enum viet_style)style, text_str(&keys));
                tried++;
                if (text_view_equal(text_view(&got), text_view(&want)))
                    right++;
                else
                    print_message("# %s -> %s\n", text_str(&keys), text_str(&got));
                text_free(&keys);
                text_free(&want);
                text_free(&got);
            }
            print_message("# %s style, %s: %zu of %zu\n", style == VIET_STYLE_OLD ? "old" : "new", way_name[way],
                          right, tried);
            assert_true(tried >= 6590);
            assert_true(right >= 6583);
        }
    }
    lexicon_free(&lex);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(follows_the_known_engines),
        cmocka_unit_test(restores_what_is_no_syllable),
        cmocka_unit_test(keeps_abbreviations),
        cmocka_unit_test(leaves_marks_of_print_alone),
        cmocka_unit_test(erases_one_letter),
        cmocka_unit_test(survives_long_words),
        cmocka_unit_test(types_every_syllable),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
