/*
 * Which encoding? Bytes of one table read with another still give letters, and often composable syllables; but they
 * seldom give syllables that are in use. So each candidate is scored by the share of common syllables among
 * the words that hold a mark.
 */
#include <string.h>

#include "viet/letters.h"
#include "viet/syllable.h"

#define SAMPLE_BYTES ((size_t)256 * 1024)
#define NEEDED_SCORE 90
#define NEEDED_LEAD 10
#define NEEDED_WORDS 3

static bool separates(unsigned char c)
{
    bool ascii_letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    return (c >= ' ' && c < 0x80 && !ascii_letter) || (c >= '\t' && c <= '\r');
}

/* Without the quotes, dots and dashes that stand against a word. */
static struct text_view only_word(struct text_view v)
{
    size_t len, from = 0, to = v.len;
    while (from < v.len && !letter_of(letter_decode(v.bytes + from, v.len - from, &len)).base)
        from += len;
    while (to > from) {
        size_t last = to - 1;
        while (last > from && ((unsigned char)v.bytes[last] & 0xC0) == 0x80)
            last--;
        if (letter_of(letter_decode(v.bytes + last, to - last, &len)).base)
            break;
        to = last;
    }
    return text_view_part(v, from, to);
}

static int share(size_t found, size_t words)
{
    return words < NEEDED_WORDS ? -1 : (int)(found * 100 / words);
}

/* Share of common syllables among the words of UTF-8 text that hold anything but ASCII letters. */
static int score_text(struct text_view v)
{
    size_t words = 0, found = 0;
    for (size_t pos = 0; pos < v.len;) {
        size_t end = pos;
        bool marked = false;
        while (end < v.len && !separates((unsigned char)v.bytes[end])) {
            marked = marked || (signed char)v.bytes[end] < ' ';
            end++;
        }
        struct text_view word = only_word(text_view_part(v, pos, end));
        if (marked && word.len) {
            words++;
            found += inventory_has_syllable(word);
        }
        pos = end + 1;
    }
    return share(found, words);
}

/* The first part of the text, not cut inside a word or a UTF-16 unit. */
static struct text_view sample_of(struct text_view bytes)
{
    if (bytes.len <= SAMPLE_BYTES)
        return bytes;
    size_t end = SAMPLE_BYTES;
    while (end > SAMPLE_BYTES / 2 && bytes.bytes[end - 1] != '\n' && bytes.bytes[end - 1] != ' ')
        end--;
    return text_view_part(bytes, 0, end & ~(size_t)1);
}

int viet_encoding_score(enum viet_encoding enc, struct text_view bytes)
{
    struct text decoded = {0};
    int score = -1;
    if (enc == VIET_ENC_UTF8)
        score = score_text(sample_of(bytes));
    else if (viet_decode(enc, sample_of(bytes), &decoded, NULL))
        score = score_text(text_view(&decoded));
    text_free(&decoded);
    return score;
}

/* UTF-16 without a mark: blanks and ASCII letters leave a zero in most second bytes. */
static enum viet_encoding guess_utf16(struct text_view v)
{
    size_t zero[2] = {0, 0};
    for (size_t i = 0; i < v.len; i++)
        zero[i & 1] += v.bytes[i] == '\0';
    if (v.len % 2 == 0 && zero[1] > v.len / 4 && zero[0] <= v.len / 256)
        return VIET_ENC_UTF16LE;
    if (v.len % 2 == 0 && zero[0] > v.len / 4 && zero[1] <= v.len / 256)
        return VIET_ENC_UTF16BE;
    return VIET_ENC_UNKNOWN;
}

static enum viet_encoding by_form(struct text_view bytes)
{
    if (text_view_starts(bytes, TEXT_LIT("\xEF\xBB\xBF")))
        return VIET_ENC_UTF8;
    if (text_view_starts(bytes, TEXT_LIT("\xFF\xFE")))
        return VIET_ENC_UTF16LE;
    if (text_view_starts(bytes, TEXT_LIT("\xFE\xFF")))
        return VIET_ENC_UTF16BE;
    if (bytes.len && memchr(bytes.bytes, '\0', bytes.len) && guess_utf16(bytes) != VIET_ENC_UNKNOWN)
        return guess_utf16(bytes);
    return text_utf8_valid(bytes, NULL) ? VIET_ENC_UTF8 : VIET_ENC_UNKNOWN;
}

enum viet_encoding viet_encoding_detect(struct text_view bytes, int *score)
{
    static const enum viet_encoding candidates[] = {VIET_ENC_TCVN3, VIET_ENC_VNI, VIET_ENC_VISCII, VIET_ENC_CP1258};
    enum viet_encoding found = by_form(bytes);
    int best = 100, next = -1;
    if (found == VIET_ENC_UNKNOWN) {
        best = -1;
        for (size_t i = 0; i < SOAN_ARRAY_LEN(candidates); i++) {
            int s = viet_encoding_score(candidates[i], bytes);
            if (s > best) {
                next = best;
                best = s;
                found = candidates[i];
            } else if (s > next) {
                next = s;
            }
        }
        if (best < NEEDED_SCORE || best - next < NEEDED_LEAD)
            found = VIET_ENC_UNKNOWN;
    }
    if (score)
        *score = best < 0 ? 0 : best;
    return found;
}
