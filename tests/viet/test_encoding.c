#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <iconv.h>

#include "soan/viet.h"

#define SAMPLE "seed/bao-cao-chinh-tri.txt"

/* The encodings one byte a letter, by the names of iconv. */
static const struct {
    enum viet_encoding enc;
    const char *charset;
    bool has_punctuation;     /* … “ ” · – */
} tables[] = {
    {VIET_ENC_TCVN3, "TCVN5712-1", false},
    {VIET_ENC_VISCII, "VISCII", false},
    {VIET_ENC_CP1258, "CP1258", true},
    {VIET_ENC_UTF16LE, "UTF-16LE", true},
    {VIET_ENC_UTF16BE, "UTF-16BE", true},
};

static struct text encode(const char *charset, struct text_view in)
{
    struct text out = {0};
    char chunk[4096], *from = (char *)(uintptr_t)in.bytes;
    size_t left = in.len;
    iconv_t cd = iconv_open(charset, "UTF-8");
    assert_true(cd != (iconv_t)-1);
    bool more = true;
    while (more) {
        char *to = chunk;
        size_t room = sizeof chunk, got;
        more = left > 0;
        got = iconv(cd, more ? &from : NULL, more ? &left : NULL, &to, &room);
        assert_true(got != (size_t)-1 || room < 16);
        text_append(&out, (struct text_view){chunk, (size_t)(to - chunk)});
    }
    iconv_close(cd);
    return out;
}

/* ---- VNI-Windows, written out from its published description ---- */

static const char *const vni_pairs[] = {
    "á", "a\xF9", "à", "a\xF8", "ả", "a\xFB", "ã", "a\xF5", "ạ", "a\xEF", "â", "a\xE2", "ấ", "a\xE1", "ầ", "a\xE0",
    "ẩ", "a\xE5", "ẫ", "a\xE3", "ậ", "a\xE4", "ă", "a\xEA", "ắ", "a\xE9", "ằ", "a\xE8", "ẳ", "a\xFA", "ẵ", "a\xFC",
    "ặ", "a\xEB", "é", "e\xF9", "è", "e\xF8", "ẻ", "e\xFB", "ẽ", "e\xF5", "ẹ", "e\xEF", "ê", "e\xE2", "ế", "e\xE1",
    "ề", "e\xE0", "ể", "e\xE5", "ễ", "e\xE3", "ệ", "e\xE4", "í", "\xED", "ì", "\xEC", "ỉ", "\xE6", "ĩ", "\xF3",
    "ị", "\xF2", "ó", "o\xF9", "ò", "o\xF8", "ỏ", "o\xFB", "õ", "o\xF5", "ọ", "o\xEF", "ô", "o\xE2", "ố", "o\xE1",
    "ồ", "o\xE0", "ổ", "o\xE5", "ỗ", "o\xE3", "ộ", "o\xE4", "ơ", "\xF4", "ớ", "\xF4\xF9", "ờ", "\xF4\xF8", "ở",
    "\xF4\xFB", "ỡ", "\xF4\xF5", "ợ", "\xF4\xEF", "ú", "u\xF9", "ù", "u\xF8", "ủ", "u\xFB", "ũ", "u\xF5", "ụ",
    "u\xEF", "ư", "\xF6", "ứ", "\xF6\xF9", "ừ", "\xF6\xF8", "ử", "\xF6\xFB", "ữ", "\xF6\xF5", "ự", "\xF6\xEF",
    "ý", "y\xF9", "ỳ", "y\xF8", "ỷ", "y\xFB", "ỹ", "y\xF5", "ỵ", "\xEE", "đ", "\xF1",
    "…", "\x85", "“", "\x93", "”", "\x94", "–", "\x96", "·", "\xB7",
};

static void append_vni(struct text_view letter, struct text *out)
{
    struct text lower = {0};
    text_lower(letter, &lower);
    bool capital = !text_view_equal(text_view(&lower), letter);
    for (size_t i = 0; i < SOAN_ARRAY_LEN(vni_pairs); i += 2) {
        if (strcmp(vni_pairs[i], text_str(&lower)) != 0)
            continue;
        for (const char *s = vni_pairs[i + 1]; *s; s++)
            text_append_char(out, capital ? (char)(*s - 0x20) : *s);
        text_free(&lower);
        return;
    }
    assert_int_equal(letter.len, 1);
    text_append(out, letter);
    text_free(&lower);
}

static struct text encode_vni(struct text_view in)
{
    struct text out = {0};
    for (size_t pos = 0, next; pos < in.len; pos = next) {
        text_decode(in, pos, &next);
        append_vni(text_view_part(in, pos, next), &out);
    }
    return out;
}

/* Without the marks of print that the old tables lack. */
static struct text plain_punctuation(struct text_view in)
{
    struct text out = {0};
    for (size_t pos = 0, next; pos < in.len; pos = next) {
        switch (text_decode(in, pos, &next)) {
        case 0x2026: text_append_str(&out, "..."); break;
        case 0x201C: case 0x201D: text_append_str(&out, "\""); break;
        case 0xB7: case 0x2013: text_append_str(&out, "-"); break;
        default: text_append(&out, text_view_part(in, pos, next)); break;
        }
    }
    return out;
}

/* ---- tests ---- */

static void names_go_both_ways(void **state)
{
    (void)state;
    for (int enc = VIET_ENC_UTF8; enc < VIET_ENC_UNKNOWN; enc++)
        assert_int_equal(viet_encoding_by_name(viet_encoding_name((enum viet_encoding)enc)), enc);
    assert_int_equal(viet_encoding_by_name("ABC"), VIET_ENC_TCVN3);
    assert_int_equal(viet_encoding_by_name("Windows-1258"), VIET_ENC_CP1258);
    assert_int_equal(viet_encoding_by_name("koi8"), VIET_ENC_UNKNOWN);
    assert_string_equal(viet_encoding_name(VIET_ENC_TCVN3), "tcvn3");
}

static void check_decoded(enum viet_encoding enc, struct text_view bytes, const char *expected)
{
    struct text out = {0};
    size_t bad;
    assert_true(viet_decode(enc, bytes, &out, &bad));
    assert_string_equal(text_str(&out), expected);
    text_free(&out);
}

static void decodes_every_letter(void **state)
{
    (void)state;
    struct text_view letters = TEXT_LIT(
        "aáàảãạăắằẳẵặâấầẩẫậ eéèẻẽẹêếềểễệ iíìỉĩị oóòỏõọôốồổỗộơớờởỡợ uúùủũụưứừửữự yýỳỷỹỵ đ\n"
        "AÁÀẢÃẠĂẮẰẲẴẶÂẤẦẨẪẬ EÉÈẺẼẸÊẾỀỂỄỆ IÍÌỈĨỊ OÓÒỎÕỌÔỐỒỔỖỘƠỚỜỞỠỢ UÚÙỦŨỤƯỨỪỬỮỰ YÝỲỶỸỴ Đ\t1.2");
    struct text bytes;
    for (size_t i = 0; i < SOAN_ARRAY_LEN(tables); i++) {
        bytes = encode(tables[i].charset, letters);
        check_decoded(tables[i].enc, text_view(&bytes), letters.bytes);
        text_free(&bytes);
    }
    bytes = encode_vni(letters);
    check_decoded(VIET_ENC_VNI, text_view(&bytes), letters.bytes);
    text_free(&bytes);
    check_decoded(VIET_ENC_UTF8, letters, letters.bytes);
}

static void decodes_known_bytes(void **state)
{
    (void)state;
    check_decoded(VIET_ENC_TCVN3, TEXT_LIT("U\xFB ban nh\xA9n d\xA9n"), "Uỷ ban nhân dân");
    check_decoded(VIET_ENC_TCVN3, TEXT_LIT("\x93\xA7\xB6ng\x94 \x96 \xA7\xB6ng, nh\xA9n d\xA9n\x85"),
                  "“Đảng” – Đảng, nhân dân…");
    check_decoded(VIET_ENC_VNI, TEXT_LIT("A\xD9 A\xC4 \xD4\xD8 \xD1\xF4n A\xF9"), "Á Ậ Ờ Đơn Á");
    check_decoded(VIET_ENC_CP1258, TEXT_LIT("Vi\xEA\xF2t \x96 o\xCC"), "Việt – ò");
    check_decoded(VIET_ENC_UTF8, TEXT_LIT("\xEF\xBB\xBFma\xCC\x81"), "má");
    check_decoded(VIET_ENC_UTF16LE, TEXT_LIT("\xFF\xFE\x3D\xD8\x00\xDE\xD1\x1E"), "😀ố");
    check_decoded(VIET_ENC_UTF16BE, TEXT_LIT("\xFE\xFF\x00\x61\x03\x01"), "á");
    check_decoded(VIET_ENC_TCVN3, TEXT_LIT(""), "");
}

static void check_refused(enum viet_encoding enc, struct text_view bytes, size_t where)
{
    struct text out = {0};
    size_t bad = SIZE_MAX;
    assert_false(viet_decode(enc, bytes, &out, &bad));
    assert_int_equal(bad, where);
    assert_int_equal(out.len, 0);
    assert_false(viet_decode(enc, bytes, &out, NULL));
    text_free(&out);
}

static void says_which_byte_means_nothing(void **state)
{
    (void)state;
    check_refused(VIET_ENC_UTF8, TEXT_LIT("ab\xFF"), 2);
    check_refused(VIET_ENC_UTF16LE, TEXT_LIT("a\0b"), 2);
    check_refused(VIET_ENC_UTF16BE, TEXT_LIT("\0a\xDC\x00"), 2);
    check_refused(VIET_ENC_UTF16LE, TEXT_LIT("a\0\x00\xD8"), 2);
    check_refused(VIET_ENC_VNI, TEXT_LIT("abc\xFF"), 3);
    check_refused(VIET_ENC_CP1258, TEXT_LIT("a\x8A"), 1);
    check_refused(VIET_ENC_UNKNOWN, TEXT_LIT("a"), 0);
}

static void tells_form(void **state)
{
    (void)state;
    int score;
    assert_int_equal(viet_encoding_detect(TEXT_LIT(""), &score), VIET_ENC_UTF8);
    assert_int_equal(viet_encoding_detect(TEXT_LIT("plain ASCII"), NULL), VIET_ENC_UTF8);
    assert_int_equal(viet_encoding_detect(TEXT_LIT("Đảng bộ"), &score), VIET_ENC_UTF8);
    assert_int_equal(score, 100);
    assert_int_equal(viet_encoding_detect(TEXT_LIT("\xFF\xFE" "a\0"), NULL), VIET_ENC_UTF16LE);
    assert_int_equal(viet_encoding_detect(TEXT_LIT("\xFE\xFF\0a"), NULL), VIET_ENC_UTF16BE);
    assert_int_equal(viet_encoding_detect(TEXT_LIT("a\0b\0 \0c\0"), NULL), VIET_ENC_UTF16LE);
    assert_int_equal(viet_encoding_detect(TEXT_LIT("\0a\0b\0 \0c"), NULL), VIET_ENC_UTF16BE);
    /* French in Latin-1, bytes of a picture, one word alone: nobody can tell. */
    assert_int_equal(viet_encoding_detect(TEXT_LIT("L'\xE9t\xE9 d\xE9j\xE0 pass\xE9 \xE0 la for\xEAt o\xF9"), NULL),
                     VIET_ENC_UNKNOWN);
    assert_int_equal(viet_encoding_detect(TEXT_LIT("\x89PNG\r\n\x1A\n\xC0\xFF\xEE"), NULL), VIET_ENC_UNKNOWN);
    assert_int_equal(viet_encoding_detect(TEXT_LIT("nh\xA9n"), NULL), VIET_ENC_UNKNOWN);
}

static void detects_short_texts(void **state)
{
    (void)state;
    struct text_view text = TEXT_LIT("Ban Thường vụ đã tập trung lãnh đạo, chỉ đạo thực hiện nghị quyết.");
    for (size_t i = 0; i < SOAN_ARRAY_LEN(tables); i++) {
        struct text bytes = encode(tables[i].charset, text);
        assert_int_equal(viet_encoding_detect(text_view(&bytes), NULL), tables[i].enc);
        text_free(&bytes);
    }
    struct text bytes = encode_vni(text);
    assert_int_equal(viet_encoding_detect(text_view(&bytes), NULL), VIET_ENC_VNI);
    text_free(&bytes);
}

static bool load_sample(struct text *out)
{
    const char *dir = getenv("SOAN_SHARED");
    struct text path = {0};
    struct error e = {0};
    text_printf(&path, "%s/" SAMPLE, dir ? dir : "../shared");
    bool found = file_read(text_str(&path), out, &e);
    text_free(&path);
    error_free(&e);
    return found;
}

static void check_sample(enum viet_encoding enc, struct text_view bytes, struct text_view expected)
{
    struct text out = {0};
    assert_true(viet_decode(enc, bytes, &out, NULL));
    assert_true(text_view_equal(text_view(&out), expected));
    text_free(&out);

    int best;
    enum viet_encoding found = viet_encoding_detect(bytes, &best);
    print_message("# %s:", viet_encoding_name(enc));
    for (int other = VIET_ENC_TCVN3; other <= VIET_ENC_CP1258; other++)
        print_message(" %s %d", viet_encoding_name((enum viet_encoding)other),
                      viet_encoding_score((enum viet_encoding)other, bytes));
    print_message("\n");
    assert_int_equal(found, enc);
    assert_true(best >= 90);
    for (int other = VIET_ENC_TCVN3; other <= VIET_ENC_CP1258; other++)
        if (other != (int)enc)
            assert_true(viet_encoding_score((enum viet_encoding)other, bytes) <= 60);
}

static void detects_the_sample_in_every_encoding(void **state)
{
    (void)state;
    struct text sample = {0};
    if (!load_sample(&sample)) {
        print_message("# skipped: no sample, set SOAN_SHARED\n");
        skip();
    }
    struct text plain = plain_punctuation(text_view(&sample));
    print_message("# utf-8: %d\n", viet_encoding_score(VIET_ENC_UTF8, text_view(&sample)));
    for (size_t i = 0; i < SOAN_ARRAY_LEN(tables); i++) {
        struct text_view text = text_view(tables[i].has_punctuation ? &sample : &plain);
        struct text bytes = encode(tables[i].charset, text);
        check_sample(tables[i].enc, text_view(&bytes), text);
        text_free(&bytes);
    }
    struct text bytes = encode_vni(text_view(&sample));
    check_sample(VIET_ENC_VNI, text_view(&bytes), text_view(&sample));
    text_free(&bytes);
    text_free(&plain);
    text_free(&sample);
}

/* Every letter comes back as itself from every encoding that is written. */
static void writes_what_it_reads(void **state)
{
    static const enum viet_encoding written[] = {VIET_ENC_TCVN3, VIET_ENC_VNI, VIET_ENC_VISCII, VIET_ENC_CP1258};
    static const char letters[] = "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ 09.,;";
    (void)state;
    for (size_t i = 0; i < SOAN_ARRAY_LEN(written); i++) {
        struct viet_encoder *x = viet_encoder_new(written[i]);
        struct text both = {0}, bytes = {0}, back = {0};
        assert_non_null(x);
        text_append_str(&both, letters);
        if (written[i] != VIET_ENC_TCVN3)
            text_upper(text_view_of(letters), &both);
        for (size_t pos = 0, next; pos < both.len; pos = next)
            assert_true(viet_encode(x, text_decode(text_view(&both), pos, &next), &bytes));
        for (size_t b = 0; b < bytes.len; b++)
            assert_true((unsigned char)bytes.bytes[b] >= 0x20 || written[i] == VIET_ENC_VISCII);
        assert_false(viet_encode(x, 0x1B, &bytes)); /* no command to a printer */
        assert_true(viet_decode(written[i], text_view(&bytes), &back, NULL));
        assert_string_equal(text_str(&back), text_str(&both));
        assert_false(viet_encode(x, 0x4E2D, &bytes));
        viet_encoder_free(&x);
        text_free(&both);
        text_free(&bytes);
        text_free(&back);
    }
    assert_null(viet_encoder_new(VIET_ENC_UTF8));
    assert_null(viet_encoder_new(VIET_ENC_UNKNOWN));
}

static void spells_in_ascii(void **state)
{
    static const uint32_t cps[] = {0x1EA4, 0x111, 0x2026, 0x2265, 0x301, 0x4E2D};
    (void)state;
    struct text out = {0};
    struct viet_encoder *x = viet_encoder_new(VIET_ENC_ASCII), *abc = viet_encoder_new(VIET_ENC_TCVN3);
    for (size_t i = 0; i < SOAN_ARRAY_LEN(cps); i++)
        viet_spell(x, cps[i], &out);
    assert_string_equal(text_str(&out), "Ad...>=?");
    text_free(&out);
    assert_false(viet_encode(abc, 0x1EA4, &out)); /* Ấ: its fonts drew it in the place of ấ */
    viet_spell(abc, 0x1EA4, &out);
    assert_string_equal(text_str(&out), "ấ");
    viet_encoder_free(&abc);
    text_free(&out);
    assert_false(viet_encode(x, 0xE0, &out));
    assert_true(viet_encode(x, 'a', &out));
    viet_encoder_free(&x);
    text_free(&out);
    assert_false(viet_decode(VIET_ENC_ASCII, TEXT_LIT("a\xE0"), &out, NULL));
}

static void repairs_lost_capitals(void **state)
{
    (void)state;
    struct text out = {0};
    assert_int_equal(viet_repair_capitals(TEXT_LIT("BáO CáO chính trị ĐạI HộI Uỷ ban, QĐ số 5 Lý NGHị"), &out), 5);
    assert_string_equal(text_str(&out), "BÁO CÁO chính trị ĐẠI HỘI Uỷ ban, QĐ số 5 Lý NGHỊ");
    text_free(&out);
    assert_int_equal(viet_repair_capitals(TEXT_LIT("…"), &out), 0);
    assert_string_equal(text_str(&out), "…");
    text_free(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_go_both_ways),
        cmocka_unit_test(decodes_every_letter),
        cmocka_unit_test(decodes_known_bytes),
        cmocka_unit_test(says_which_byte_means_nothing),
        cmocka_unit_test(tells_form),
        cmocka_unit_test(detects_short_texts),
        cmocka_unit_test(detects_the_sample_in_every_encoding),
        cmocka_unit_test(writes_what_it_reads),
        cmocka_unit_test(spells_in_ascii),
        cmocka_unit_test(repairs_lost_capitals),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
