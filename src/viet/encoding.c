/* Text from the time before Unicode, and UTF-16, turned into UTF-8 NFC. */
#include <iconv.h>
#include <string.h>
#include <strings.h>

#include "viet/encoding.h"
#include "viet/letters.h"

static const struct {
    enum viet_encoding enc;
    const char *name;
} names[] = {
    /* The first name of an encoding is the one shown. */
    {VIET_ENC_UTF8, "utf-8"},       {VIET_ENC_UTF16LE, "utf-16le"}, {VIET_ENC_UTF16BE, "utf-16be"},
    {VIET_ENC_TCVN3, "tcvn3"},      {VIET_ENC_VNI, "vni"},          {VIET_ENC_VISCII, "viscii"},
    {VIET_ENC_CP1258, "cp1258"},    {VIET_ENC_UNKNOWN, "unknown"},  {VIET_ENC_UTF8, "utf8"},
    {VIET_ENC_ASCII, "ascii"},      {VIET_ENC_UTF16LE, "utf16le"},  {VIET_ENC_UTF16BE, "utf16be"},  {VIET_ENC_UTF16LE, "utf-16"},
    {VIET_ENC_TCVN3, "tcvn"},       {VIET_ENC_TCVN3, "abc"},        {VIET_ENC_TCVN3, "tcvn5712-1"},
    {VIET_ENC_VNI, "vni-windows"},  {VIET_ENC_VNI, "vni-win"},      {VIET_ENC_CP1258, "windows-1258"},
};

const char *viet_encoding_name(enum viet_encoding enc)
{
    for (size_t i = 0; i < SOAN_ARRAY_LEN(names); i++)
        if (names[i].enc == enc)
            return names[i].name;
    return "unknown";
}

enum viet_encoding viet_encoding_by_name(const char *name)
{
    for (size_t i = 0; i < SOAN_ARRAY_LEN(names); i++)
        if (strcasecmp(names[i].name, name) == 0)
            return names[i].enc;
    return VIET_ENC_UNKNOWN;
}

uint32_t windows_punctuation(unsigned char b)
{
    static const uint16_t codes[32] = {
        0x20AC, 0, 0x201A, 0x192, 0x201E, 0x2026, 0x2020, 0x2021, 0x2C6, 0x2030, 0x160, 0x2039, 0x152, 0, 0x17D, 0,
        0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x2DC, 0x2122, 0x161, 0x203A, 0x153, 0, 0x17E, 0x178,
    };
    return b >= 0x80 && b < 0xA0 ? codes[b - 0x80] : 0;
}

/* What one byte means by the system's own tables. Composition is left to NFC. */
static uint32_t ask_iconv(iconv_t cd, unsigned char byte)
{
    char in[1] = {(char)byte}, out[8];
    char *from = in, *to = out;
    size_t in_left = 1, out_left = sizeof out;
    iconv(cd, NULL, NULL, NULL, NULL);
    if (iconv(cd, &from, &in_left, &to, &out_left) == (size_t)-1 ||
        iconv(cd, NULL, NULL, &to, &out_left) == (size_t)-1 || to == out)
        return ENCODING_NO_MEANING;
    size_t len;
    uint32_t cp = letter_decode(out, (size_t)(to - out), &len);
    return len == (size_t)(to - out) ? cp : ENCODING_NO_MEANING;
}

bool encoding_table(enum viet_encoding enc, uint32_t table[256])
{
    const char *charset = enc == VIET_ENC_TCVN3 ? "TCVN5712-1" : enc == VIET_ENC_VISCII ? "VISCII" : "CP1258";
    iconv_t cd = iconv_open("UTF-8", charset);
    if (cd == (iconv_t)-1)
        return false;
    for (unsigned b = 0; b < 256; b++)
        table[b] = ask_iconv(cd, (unsigned char)b);
    iconv_close(cd);
    return true;
}

/* Files for ABC fonts have no capitals in 80..9F; what stands there is the punctuation of Windows. */
static void use_windows_punctuation(uint32_t *table)
{
    for (unsigned b = 0x80; b < 0xA0; b++)
        table[b] = windows_punctuation((unsigned char)b) ? windows_punctuation((unsigned char)b) : ENCODING_NO_MEANING;
}

static bool decode_table(const uint32_t *table, struct text_view in, struct text *out, size_t *bad)
{
    for (size_t i = 0; i < in.len; i++) {
        uint32_t cp = table[(unsigned char)in.bytes[i]];
        if (cp == ENCODING_NO_MEANING) {
            *bad = i;
            return false;
        }
        text_append_codepoint(out, cp);
    }
    return true;
}

static bool holds_high_controls(struct text_view in)
{
    for (size_t i = 0; i < in.len; i++)
        if ((unsigned char)in.bytes[i] >= 0x80 && (unsigned char)in.bytes[i] < 0xA0)
            return true;
    return false;
}

static bool decode_bytes(enum viet_encoding enc, struct text_view in, struct text *out, size_t *bad)
{
    uint32_t table[256];
    *bad = 0;
    if (!encoding_table(enc, table))
        return false;
    if (enc != VIET_ENC_TCVN3 || !holds_high_controls(in))
        return decode_table(table, in, out, bad);

    struct text windows = {0}, capitals = {0};
    size_t other_bad;
    bool as_capitals = decode_table(table, in, &capitals, bad);
    use_windows_punctuation(table);
    bool as_windows = decode_table(table, in, &windows, &other_bad);
    if (as_windows && (!as_capitals || viet_encoding_score(VIET_ENC_UTF8, text_view(&windows)) >
                                           viet_encoding_score(VIET_ENC_UTF8, text_view(&capitals))))
        text_append(out, text_view(&windows));
    else
        text_append(out, text_view(&capitals));
    text_free(&windows);
    text_free(&capitals);
    return as_capitals || as_windows;
}

static bool decode_vni(struct text_view in, struct text *out, size_t *bad)
{
    const unsigned char *b = (const unsigned char *)in.bytes;
    for (size_t i = 0, len; i < in.len; i += len) {
        uint32_t cp = vni_decode(b + i, in.len - i, &len);
        if (cp == 0 && b[i] != 0) {
            *bad = i;
            return false;
        }
        text_append_codepoint(out, cp);
    }
    return true;
}

static uint32_t utf16_unit(const unsigned char *b, bool big)
{
    return big ? (uint32_t)b[0] << 8 | b[1] : (uint32_t)b[1] << 8 | b[0];
}

static bool decode_utf16(struct text_view in, bool big, struct text *out, size_t *bad)
{
    const unsigned char *b = (const unsigned char *)in.bytes;
    for (size_t i = 0; i < in.len; i += 2) {
        *bad = i;
        if (in.len - i < 2)
            return false;
        uint32_t cp = utf16_unit(b + i, big);
        if (i == 0 && cp == 0xFEFF)
            continue;
        if (cp >= 0xDC00 && cp <= 0xDFFF)
            return false;
        if (cp >= 0xD800 && cp <= 0xDBFF) {
            uint32_t low = in.len - i >= 4 ? utf16_unit(b + i + 2, big) : 0;
            if (low < 0xDC00 || low > 0xDFFF)
                return false;
            cp = 0x10000 + ((cp - 0xD800) << 10) + (low - 0xDC00);
            i += 2;
        }
        text_append_codepoint(out, cp);
    }
    return true;
}

static bool decode_utf8(struct text_view in, struct text *out, size_t *bad)
{
    size_t bom = text_view_starts(in, TEXT_LIT("\xEF\xBB\xBF")) ? 3 : 0;
    if (!text_utf8_valid(in, bad))
        return false;
    text_append(out, text_view_part(in, bom, in.len));
    return true;
}

static bool decode_ascii(struct text_view in, struct text *out, size_t *bad)
{
    for (*bad = 0; *bad < in.len; ++*bad)
        if ((unsigned char)in.bytes[*bad] >= 0x80)
            return false;
    text_append(out, in);
    return true;
}

bool viet_decode(enum viet_encoding enc, struct text_view bytes, struct text *out, size_t *bad)
{
    struct text raw = {0};
    size_t where = 0;
    bool done = false;
    switch (enc) {
    case VIET_ENC_UTF8: done = decode_utf8(bytes, &raw, &where); break;
    case VIET_ENC_UTF16LE: done = decode_utf16(bytes, false, &raw, &where); break;
    case VIET_ENC_UTF16BE: done = decode_utf16(bytes, true, &raw, &where); break;
    case VIET_ENC_VNI: done = decode_vni(bytes, &raw, &where); break;
    case VIET_ENC_TCVN3:
    case VIET_ENC_VISCII:
    case VIET_ENC_CP1258: done = decode_bytes(enc, bytes, &raw, &where); break;
    case VIET_ENC_ASCII: done = decode_ascii(bytes, &raw, &where); break;
    case VIET_ENC_UNKNOWN: break;
    }
    if (done)
        text_nfc(text_view(&raw), out);
    else if (bad)
        *bad = where;
    text_free(&raw);
    return done;
}

/* One word behind *pos: letters only. */
static struct text_view letter_run(struct text_view v, size_t *pos, struct text *between)
{
    size_t len;
    while (*pos < v.len && !letter_of(letter_decode(v.bytes + *pos, v.len - *pos, &len)).base) {
        text_append(between, text_view_part(v, *pos, *pos + len));
        *pos += len;
    }
    size_t from = *pos;
    while (*pos < v.len && letter_of(letter_decode(v.bytes + *pos, v.len - *pos, &len)).base)
        *pos += len;
    return text_view_part(v, from, *pos);
}

/* Two capitals or more, no small letter of ASCII, but one that ASCII has not. */
static bool capitals_lost(struct text_view word)
{
    size_t capitals = 0;
    bool small_marked = false;
    for (size_t pos = 0, len; pos < word.len; pos += len) {
        struct viet_letter l = letter_of(letter_decode(word.bytes + pos, word.len - pos, &len));
        bool ascii = len == 1;
        if (ascii && !l.upper)
            return false;
        capitals += l.upper;
        small_marked = small_marked || (!ascii && !l.upper);
    }
    return capitals >= 2 && small_marked;
}

size_t viet_repair_capitals(struct text_view in, struct text *out)
{
    size_t repaired = 0;
    for (size_t pos = 0; pos < in.len;) {
        struct text_view word = letter_run(in, &pos, out);
        if (capitals_lost(word)) {
            text_upper(word, out);
            repaired++;
        } else {
            text_append(out, word);
        }
    }
    return repaired;
}
