/* Any bytes as text of every encoding, then as words: what comes out is well-formed NFC. */
#include <stdlib.h>
#include <string.h>

#include "soan/viet.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(bool holds)
{
    if (!holds)
        abort();
}

static void fold(struct text_view v, unsigned how)
{
    struct text out = {0}, again = {0};
    size_t *map;
    viet_fold(v, how, &out, &map);
    check(map[out.len] == v.len);
    for (size_t i = 0; i < out.len; i++)
        check(map[i] <= map[i + 1] && map[i] < v.len);
    viet_fold(text_view(&out), how, &again, NULL);
    /* Bytes of ill-formed text may join to letters once a mark between them is gone. */
    check(text_view_equal(text_view(&out), text_view(&again)) || !text_utf8_valid(v, NULL));
    free(map);
    text_free(&out);
    text_free(&again);
}

static void search(struct text_view pattern, struct text_view v)
{
    struct viet_pattern *p = viet_pattern_new(pattern);
    size_t start, end;
    for (size_t pos = 0; viet_pattern_find(p, v, pos, &start, &end); pos = end)
        check(start >= pos && end > start && end <= v.len);
    viet_pattern_free(&p);
}

static void words(struct text_view v)
{
    for (size_t pos = 0; pos < v.len;) {
        size_t end = text_view_find(v, TEXT_LIT(" "), pos);
        struct text_view word = text_view_part(v, pos, end == SIZE_MAX ? v.len : end);
        struct viet_syllable s;
        enum viet_style style;
        struct text placed = {0}, again = {0};
        viet_syllable_parse(word, &s);
        viet_word_style(word, &style);
        viet_place_tone(word, VIET_STYLE_OLD, &placed);
        viet_place_tone(text_view(&placed), VIET_STYLE_OLD, &again);
        check(text_view_equal(text_view(&placed), text_view(&again)));
        text_free(&placed);
        text_free(&again);
        pos += word.len + 1;
    }
}

static void use(struct text_view v)
{
    struct text key = {0}, repaired = {0};
    fold(v, VIET_FOLD_EXACT);
    fold(v, VIET_FOLD_BLIND);
    fold(v, VIET_FOLD_TONES);
    search(text_view_part(v, 0, v.len < 4 ? v.len : 4), v);
    words(v);
    viet_ascii_key(v, 20, &key);
    check(key.len <= 20);
    viet_repair_capitals(v, &repaired);
    check(text_utf8_valid(text_view(&repaired), NULL) || !text_utf8_valid(v, NULL));
    text_free(&key);
    text_free(&repaired);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct text_view v = {(const char *)data, size};
    for (int enc = VIET_ENC_UTF8; enc < VIET_ENC_UNKNOWN; enc++) {
        struct text out = {0}, nfc = {0};
        size_t bad = SIZE_MAX;
        if (viet_decode((enum viet_encoding)enc, v, &out, &bad)) {
            check(text_utf8_valid(text_view(&out), NULL));
            text_nfc(text_view(&out), &nfc);
            check(text_view_equal(text_view(&out), text_view(&nfc)));
            use(text_view(&out));
        } else {
            check(bad < size && out.len == 0);
        }
        text_free(&out);
        text_free(&nfc);
    }
    int score;
    viet_encoding_detect(v, &score);
    check(score >= 0 && score <= 100);
    use(v);
    return 0;
}
