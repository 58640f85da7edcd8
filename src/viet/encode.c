/* Text turned back into the encodings from before Unicode: the tables that read them, the other way round. */
#include <stdlib.h>

#include "viet/encoding.h"
#include "viet/letters.h"

struct sign { uint32_t cp; unsigned char byte[2]; unsigned char bytes; };

struct viet_encoder {
    struct sign *sign;        /* by code point, each once */
    size_t n, cap;
};

static void add(struct viet_encoder *x, uint32_t cp, unsigned first, unsigned second, unsigned char bytes)
{
    mem_grow((void **)&x->sign, &x->cap, x->n + 1, sizeof *x->sign);
    x->sign[x->n++] = (struct sign){cp, {(unsigned char)first, (unsigned char)second}, bytes};
}

/* Of two ways to write one code point the shorter, then the lower one comes first. */
static int by_cp(const void *a, const void *b)
{
    const struct sign *p = a, *q = b;
    if (p->cp != q->cp)
        return p->cp < q->cp ? -1 : 1;
    if (p->bytes != q->bytes)
        return p->bytes - q->bytes;
    return p->byte[0] - q->byte[0];
}

static void sort(struct viet_encoder *x)
{
    size_t kept = 0;
    if (x->n > 1)
        qsort(x->sign, x->n, sizeof *x->sign, by_cp);
    for (size_t i = 0; i < x->n; i++)
        if (kept == 0 || x->sign[kept - 1].cp != x->sign[i].cp)
            x->sign[kept++] = x->sign[i];
    x->n = kept;
}

static const struct sign *find(const struct viet_encoder *x, uint32_t cp)
{
    size_t from = 0, to = x->n;
    while (from < to) {
        size_t half = from + (to - from) / 2;
        if (x->sign[half].cp == cp)
            return &x->sign[half];
        if (x->sign[half].cp < cp)
            from = half + 1;
        else
            to = half;
    }
    return NULL;
}

/* Bytes below 20h and those of 80h to 9Fh are commands to a printer, unless its encoding has letters there. */
static bool is_command(enum viet_encoding enc, unsigned b, uint32_t meaning)
{
    bool low = b < 0x20 && b != '\n' && b != '\f', high = b >= 0x80 && b < 0xA0;
    if (enc == VIET_ENC_VISCII)
        return low && meaning < 0x80;
    return low || b == 0x7F || (high && enc != VIET_ENC_CP1258);
}

/* TCVN 5712 has capitals with a tone; TCVN3 has them on paper only: its fonts drew them in the places of the small letters. */
static bool is_drawn(enum viet_encoding enc, uint32_t cp)
{
    struct viet_letter l = letter_of(cp);
    return enc == VIET_ENC_TCVN3 && l.upper && l.tone != VIET_NGANG;
}

static bool add_table(struct viet_encoder *x, enum viet_encoding enc)
{
    uint32_t table[256];
    if (!encoding_table(enc, table))
        return false;
    for (unsigned b = 0; b < 256; b++)
        if (table[b] != ENCODING_NO_MEANING && !is_command(enc, b, table[b]) && !is_drawn(enc, table[b]))
            add(x, table[b], b, 0, 1);
    return true;
}

/* Windows-1258 writes most letters as one without tone and the tone behind it. */
static void add_toned(struct viet_encoder *x)
{
    static const uint32_t tones[] = {
        [VIET_NGANG] = 0, [VIET_SAC] = 0x301, [VIET_HUYEN] = 0x300, [VIET_HOI] = 0x309, [VIET_NGA] = 0x303, [VIET_NANG] = 0x323,
    };
    sort(x);
    struct viet_encoder one = *x; /* what there was before */
    *x = (struct viet_encoder){0};
    for (size_t i = 0; i < one.n; i++)
        add(x, one.sign[i].cp, one.sign[i].byte[0], 0, 1);
    for (uint32_t cp = 0x80; cp < LETTER_LIMIT; cp++) {
        struct viet_letter l = letter_of(cp), plain = l;
        plain.tone = VIET_NGANG;
        if (!l.base || l.tone == VIET_NGANG)
            continue;
        const struct sign *letter = find(&one, letter_codepoint(plain)), *tone = find(&one, tones[l.tone]);
        if (letter && tone)
            add(x, cp, letter->byte[0], tone->byte[0], 2);
    }
    free(one.sign);
}

static void add_vni(struct viet_encoder *x)
{
    for (unsigned a = 1; a < 256; a++) {
        size_t len;
        unsigned char pair[2] = {(unsigned char)a, 0};
        uint32_t cp = vni_decode(pair, 1, &len);
        if (cp && !is_command(VIET_ENC_VNI, a, cp))
            add(x, cp, a, 0, 1);
        for (unsigned b = 0xC0; b < 256; b++) {
            pair[1] = (unsigned char)b;
            cp = vni_decode(pair, 2, &len);
            if (cp && len == 2)
                add(x, cp, a, b, 2);
        }
    }
}

struct viet_encoder *viet_encoder_new(enum viet_encoding enc)
{
    struct viet_encoder *x = mem_array(1, sizeof *x);
    bool ok = true;
    switch (enc) {
    case VIET_ENC_ASCII:
        for (unsigned b = 1; b < 0x80; b++)
            if (!is_command(enc, b, b))
                add(x, b, b, 0, 1);
        break;
    case VIET_ENC_VNI: add_vni(x); break;
    case VIET_ENC_TCVN3:
    case VIET_ENC_VISCII:
    case VIET_ENC_CP1258: ok = add_table(x, enc); break;
    case VIET_ENC_UTF8:
    case VIET_ENC_UTF16LE:
    case VIET_ENC_UTF16BE:
    case VIET_ENC_UNKNOWN: ok = false; break;
    }
    if (ok && enc == VIET_ENC_CP1258)
        add_toned(x);
    sort(x);
    if (!ok)
        viet_encoder_free(&x);
    return x;
}

void viet_encoder_free(struct viet_encoder **x)
{
    if (*x)
        free((*x)->sign);
    free(*x);
    *x = NULL;
}

bool viet_encode(const struct viet_encoder *x, uint32_t cp, struct text *out)
{
    const struct sign *s = find(x, cp);
    for (unsigned i = 0; s && i < s->bytes; i++)
        text_append_char(out, (char)s->byte[i]);
    return s;
}

/* ---- what is said instead ---- */

static const char *spelled(uint32_t cp)
{
    static const struct { uint32_t cp; const char *ascii; } marks[] = {
        {0xA0, " "},    {0xA7, "S"},    {0xAB, "\""},    {0xAD, "-"},     {0xB0, "o"},     {0xB1, "+-"},   {0xB2, "2"},
        {0xB3, "3"},    {0xB7, "-"},    {0xBB, "\""},    {0xD7, "x"},     {0xF7, ":"},     {0x2009, " "},  {0x2010, "-"},
        {0x2011, "-"},  {0x2012, "-"},  {0x2013, "-"},   {0x2014, "-"},   {0x2018, "'"},   {0x2019, "'"},  {0x201A, "'"},
        {0x201C, "\""}, {0x201D, "\""}, {0x201E, "\""},  {0x2022, "-"},   {0x2026, "..."}, {0x202F, " "},  {0x2030, "o/oo"},
        {0x20AB, "d"},  {0x20AC, "EUR"}, {0x2190, "<-"}, {0x2192, "->"},  {0x2212, "-"},   {0x2248, "~"},  {0x2260, "<>"},
        {0x2264, "<="}, {0x2265, ">="}, {0x25AA, "-"},   {0x25CB, "o"},   {0x25CF, "*"},   {0x25E6, "o"},  {0xF0B7, "-"},
    };
    for (size_t i = 0; i < SOAN_ARRAY_LEN(marks); i++)
        if (marks[i].cp == cp)
            return marks[i].ascii;
    return letter_is_combining(cp) ? "" : "?";
}

void viet_spell(const struct viet_encoder *x, uint32_t cp, struct text *out)
{
    struct viet_letter l = letter_of(cp), small = l;
    small.upper = false;
    if (l.base && find(x, letter_codepoint(small)))
        text_append_codepoint(out, letter_codepoint(small));
    else if (l.base)
        text_append_char(out, (char)(l.upper ? l.base - 'a' + 'A' : l.base));
    else
        text_append_str(out, spelled(cp));
}
