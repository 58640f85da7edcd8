/* Bytes of a file from any desk turned into UTF-8 text. */
#include "outline/letters.h"
#include "soan/outline.h"

/* Wrong tables give 19 to 46 % of common syllables on a real report; what scores more may be meant. */
#define LEAST_SCORE 50

/* The first byte from pos that stands in no well-formed sequence; v.len if there is none. */
static size_t next_bad(struct text_view v, size_t pos)
{
    size_t bad;
    return text_utf8_valid(text_view_part(v, pos, v.len), &bad) ? v.len : pos + bad;
}

static size_t beyond_ascii(struct text_view v, size_t from, size_t to)
{
    size_t n = 0;
    for (size_t i = from; i < to; i++)
        n += ((unsigned char)v.bytes[i] & 0xC0) == 0xC0;
    return n;
}

/* True if most of what is not ASCII is UTF-8: then single bytes are damage, not letters of another table. */
static bool mostly_utf8(struct text_view v)
{
    size_t good = 0, bad = 0;
    for (size_t pos = 0, end; pos < v.len; pos = end + 1) {
        end = next_bad(v, pos);
        good += beyond_ascii(v, pos, end);
        bad += end < v.len;
    }
    return good > bad;
}

static size_t converted_letters(struct text_view v)
{
    size_t n = 0;
    for (size_t pos = 0, next; pos < v.len; pos = next)
        if ((unsigned char)v.bytes[pos] < 0x80)
            next = pos + 1;
        else
            n += letter_is(letter_at(v, pos, &next));
    return n;
}

static bool no_meaning(const struct soan_reading *r, struct text_view bytes, size_t bad, struct error *e)
{
    const char *name = viet_encoding_name(r->encoding);
    if (r->encoding == VIET_ENC_UTF16LE || r->encoding == VIET_ENC_UTF16BE)
        return error_set(e, SOAN_BAD_DATA, _("byte %zu: is no %s text; name another encoding with --encoding"), bad + 1, name);
    size_t line = 1, start = 0;
    for (size_t i = 0; i < bad; i++) {
        if (bytes.bytes[i] == '\n') {
            line++;
            start = i + 1;
        }
    }
    return error_set(e, SOAN_BAD_DATA,
                     _("line %zu, byte %zu: %02X has no meaning in %s; name another encoding with --encoding"), line,
                     bad - start + 1, (unsigned)(unsigned char)bytes.bytes[bad], name);
}

static bool convert(struct text *bytes, struct soan_reading *r, struct error *e)
{
    struct text decoded = {0};
    size_t bad;
    if (!viet_decode(r->encoding, text_view(bytes), &decoded, &bad))
        return no_meaning(r, text_view(bytes), bad, e);
    r->letters = converted_letters(text_view(&decoded));
    text_clear(bytes);
    if (r->encoding == VIET_ENC_TCVN3)
        r->capitals = viet_repair_capitals(text_view(&decoded), bytes);
    else
        text_append(bytes, text_view(&decoded));
    text_free(&decoded);
    return true;
}

/* Sorts in what the bytes may be, the best score first. */
static void collect_candidates(struct text_view bytes, struct soan_reading *r)
{
    static const enum viet_encoding tables[SOAN_READING_CANDIDATES] = {VIET_ENC_TCVN3, VIET_ENC_VNI, VIET_ENC_VISCII,
                                                                       VIET_ENC_CP1258};
    int score[SOAN_READING_CANDIDATES];
    r->candidates = 0;
    for (size_t k = 0; k < SOAN_ARRAY_LEN(tables); k++) {
        int s = viet_encoding_score(tables[k], bytes);
        size_t at = r->candidates;
        if (s < LEAST_SCORE)
            continue;
        for (; at > 0 && score[at - 1] < s; at--) {
            score[at] = score[at - 1];
            r->candidate[at] = r->candidate[at - 1];
        }
        score[at] = s;
        r->candidate[at] = tables[k];
        r->candidates++;
    }
}

static bool ambiguous(const struct soan_reading *r, struct error *e)
{
    struct text names = {0};
    for (size_t k = 0; k < r->candidates; k++)
        text_printf(&names, "%s%s", k ? ", " : "", viet_encoding_name(r->candidate[k]));
    error_set(e, SOAN_BAD_DATA, _("not UTF-8 text; may be %s: choose with --encoding NAME"), text_str(&names));
    text_free(&names);
    return false;
}

/* UTF-32 says so at its start; without that mark every fourth byte is zero, and the one beside it nearly so. */
static bool is_utf32(struct text_view v)
{
    if (v.len < 4 || v.len % 4)
        return false;
    if (text_view_starts(v, TEXT_LIT("\xFF\xFE\0\0")) || text_view_starts(v, TEXT_LIT("\0\0\xFE\xFF")))
        return true;
    bool little = true, big = true;
    for (size_t i = 0; i < v.len && (little || big); i += 4) {
        little = little && v.bytes[i + 3] == '\0' && (unsigned char)v.bytes[i + 2] <= 1;
        big = big && v.bytes[i] == '\0' && (unsigned char)v.bytes[i + 1] <= 1;
    }
    return little || big;
}

bool soan_outline_read(struct text *bytes, struct soan_reading *r, struct error *e)
{
    if (r->encoding != VIET_ENC_UTF8 && is_utf32(text_view(bytes)))
        return error_set(e, SOAN_BAD_DATA, _("is UTF-32 text, which is not read; save it as UTF-8"));
    if (r->encoding == VIET_ENC_UNKNOWN) {
        r->encoding = viet_encoding_detect(text_view(bytes), &r->score);
        bool table = r->encoding != VIET_ENC_UTF8 && r->encoding != VIET_ENC_UTF16LE && r->encoding != VIET_ENC_UTF16BE;
        if (table && mostly_utf8(text_view(bytes))) {
            r->encoding = VIET_ENC_UTF8;
        } else if (r->encoding == VIET_ENC_UNKNOWN) {
            collect_candidates(text_view(bytes), r);
            if (r->candidates)
                return ambiguous(r, e);
            r->encoding = VIET_ENC_UTF8;
        }
    } else {
        r->score = viet_encoding_score(r->encoding, text_view(bytes));
    }
    return r->encoding == VIET_ENC_UTF8 || convert(bytes, r, e);
}
