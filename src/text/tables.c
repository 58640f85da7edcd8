/*
 * Writes the property tables of the text floor from the libunistring of the build machine.
 *
 * libunistring tells widths and clusters of a code point but not its line-breaking class, so the
 * classes are found by trying: each code point stands beside samples of all classes of UAX #14, directly and across a
 * space, and code points with the same answers form a class.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unictype.h>
#include <unigbrk.h>
#include <unilbrk.h>
#include <uninorm.h>
#include <uniwidth.h>

#include "dropped.h"
#include "prop.h"

/* Classes whose effect reaches further than one neighbour: Hebrew letters before a hyphen, flags in pairs, marks,
 * joiners, zero-width space, hard breaks. They are left to libunistring. */
static const uint32_t far_samples[] = {0x5D0, 0x1F1FB, 0x301, 0x200D, 0x200B, '\v', '\r', 0x85};
enum { FAR = sizeof far_samples / sizeof far_samples[0] };
static const uint32_t samples[] = {
    0x5D0, 0x1F1FB, 0x301, 0x200D, 0x200B, '\v', '\r', 0x85,
    'a', '0', '(', ')', '}', '"', 0xA0, '!', ',', '/', '$', '%', '-', '|', 0xB4, 0x2014, 0x2026, 0x3005, 0x4E00,
    0x1100, 0x1160, 0x11A8, 0xAC00, 0xAC01, 0x261D, 0x1F3FB, 0x3041, 0xFFFC, 0x2060, 0xE01, 0xFF08, 0xFF09, 0x201C,
    0x1F8FF, ' ', '+', 0x2E3A, 0xA9, 0x1F600, 0xAB, 0xBB, 0x30FC,
};
enum { SAMPLES = sizeof samples / sizeof samples[0], PIECE = 10, MAX_CLASSES = 64 };

static unsigned char maybe[PROP_TABLE_END]; /* can be the second part of a composition */
static uint16_t prop[PROP_TABLE_END];
static unsigned char signature[MAX_CLASSES][SAMPLES];
static uint32_t example[MAX_CLASSES];
static int covered[MAX_CLASSES];
static int classes = LINE_FIRST;

static int may_break(const uint32_t *s, size_t n, size_t at)
{
    char flag[16];
    u32_possible_linebreaks(s, n, "UTF-8", flag);
    return flag[at] == UC_BREAK_POSSIBLE || flag[at] == UC_BREAK_MANDATORY;
}

static void sign(uint32_t cp, unsigned char *out)
{
    static uint32_t text[SAMPLES * PIECE];
    static char flag[SAMPLES * PIECE];
    for (int i = 0; i < SAMPLES; i++) {
        uint32_t r = samples[i];
        uint32_t piece[PIECE] = {r, cp, r, '\n', r, ' ', cp, ' ', r, '\n'};
        memcpy(text + i * PIECE, piece, sizeof piece);
    }
    u32_possible_linebreaks(text, SAMPLES * PIECE, "UTF-8", flag);
    for (int i = 0; i < SAMPLES; i++) {
        const char *f = flag + i * PIECE;
        static const int look[] = {1, 2, 5, 6, 7, 8};
        unsigned bits = 0;
        for (int k = 0; k < 6; k++)
            bits = bits << 1 | (f[look[k]] == UC_BREAK_POSSIBLE || f[look[k]] == UC_BREAK_MANDATORY);
        out[i] = (unsigned char)(bits << 1 | (f[1] == UC_BREAK_MANDATORY));
    }
}

static int line_class(uint32_t cp)
{
    unsigned char mine[SAMPLES];
    static unsigned char far[FAR][SAMPLES];
    static int ready;
    if (!ready) {
        for (int i = 0; i < FAR; i++)
            sign(far_samples[i], far[i]);
        sign(' ', signature[LINE_SPACE]);
        ready = 1;
    }
    if (cp == ' ')
        return LINE_SPACE;
    if (cp == '\n' || (cp >= 0xD800 && cp <= 0xDFFF))
        return LINE_OTHER;
    sign(cp, mine);
    for (int i = 0; i < FAR; i++)
        if (memcmp(far[i], mine, SAMPLES) == 0)
            return LINE_OTHER;
    for (int i = LINE_FIRST; i < classes; i++)
        if (memcmp(signature[i], mine, SAMPLES) == 0)
            return i;
    if (classes == MAX_CLASSES) {
        fprintf(stderr, "tables: too many line classes\n");
        exit(1);
    }
    memcpy(signature[classes], mine, SAMPLES);
    example[classes] = cp;
    return classes++;
}

/* A class is only used by the fast path if no covered class before it changes what follows it. */
static int is_context_free(int c)
{
    for (int x = LINE_FIRST; x < classes; x++) {
        for (int y = LINE_FIRST; covered[x] && y < classes; y++) {
            if (!covered[y])
                continue;
            const uint32_t e = example[c], p = example[x], q = example[y];
            const uint32_t near[] = {p, e, q}, across[] = {p, e, ' ', q}, after[] = {p, ' ', e, q};
            const uint32_t more[] = {p, ' ', e, ' ', ' ', q};
            int direct = may_break(near + 1, 2, 1), spaced = may_break(across + 1, 3, 2);
            if (may_break(near, 3, 2) != direct || may_break(after, 4, 3) != direct ||
                may_break(across, 4, 3) != spaced || may_break(more, 6, 5) != spaced)
                return 0;
        }
    }
    return 1;
}

static void find_covered(void)
{
    int changed = 1;
    for (int c = LINE_FIRST; c < classes; c++)
        covered[c] = 1;
    while (changed) {
        changed = 0;
        for (int c = LINE_FIRST; c < classes; c++) {
            if (covered[c] && !is_context_free(c)) {
                covered[c] = 0;
                changed = 1;
            }
        }
    }
}

static void find_compositions(void)
{
    for (uint32_t cp = 0; cp < PROP_TABLE_END; cp++) {
        ucs4_t parts[UC_DECOMPOSITION_MAX_LENGTH];
        if (uc_canonical_decomposition(cp, parts) == 2 && uc_composition(parts[0], parts[1]) == cp &&
            parts[1] < PROP_TABLE_END)
            maybe[parts[1]] = 1;
    }
    for (uint32_t cp = 0x1161; cp <= 0x1175; cp++)
        maybe[cp] = 1;
    for (uint32_t cp = 0x11A8; cp <= 0x11C2; cp++)
        maybe[cp] = 1;
}

static uint16_t properties(uint32_t cp)
{
    if (cp >= 0xD800 && cp <= 0xDFFF)
        return PROP_DROPPED;
    unsigned p = (unsigned)line_class(cp);
    int width = uc_width(cp, "UTF-8");
    if (dropped(cp) != KEPT || cp == '\n' || is_private_use(cp))
        width = -1;
    p |= (unsigned)(width + 1) << PROP_WIDTH_SHIFT;
    int gcb = uc_graphemeclusterbreak_property(cp);
    if (gcb != GBP_OTHER && gcb != GBP_LF && gcb != GBP_CONTROL)
        p |= PROP_JOINS;
    if (dropped(cp) != KEPT)
        p |= PROP_DROPPED;
    uint32_t nfc[8];
    size_t n = 8;
    if (maybe[cp] || uc_combining_class(cp) != 0 || !u32_normalize(UNINORM_NFC, &cp, 1, nfc, &n) || n != 1 ||
        nfc[0] != cp)
        p |= PROP_UNSTABLE;
    if (uc_is_general_category_withtable(cp, UC_CATEGORY_MASK_L))
        p |= PROP_LETTER | PROP_ALNUM;
    if (uc_is_general_category_withtable(cp, UC_CATEGORY_MASK_Nd | UC_CATEGORY_MASK_Nl))
        p |= PROP_ALNUM;
    if (uc_is_general_category_withtable(cp, UC_CATEGORY_MASK_Lu))
        p |= PROP_UPPER;
    if (uc_is_property_white_space(cp))
        p |= PROP_BLANK;
    return (uint16_t)p;
}

static void write_properties(void)
{
    enum { SIZE = 1 << PROP_BLOCK, N = PROP_TABLE_END >> PROP_BLOCK };
    static uint16_t at[N];
    int blocks = 0;
    printf("const uint16_t text_prop_blocks[] = {\n");
    for (int b = 0; b < N; b++) {
        int same = 0;
        while (same < b && memcmp(prop + same * SIZE, prop + b * SIZE, SIZE * sizeof prop[0]) != 0)
            same++;
        if (same < b) {
            at[b] = at[same];
            continue;
        }
        at[b] = (uint16_t)blocks++;
        for (int i = 0; i < SIZE; i++)
            printf("%u,%s", (unsigned)prop[b * SIZE + i], i % 16 == 15 ? "\n" : "");
    }
    printf("};\nconst uint16_t text_prop_index[] = {\n");
    for (int b = 0; b < N; b++)
        printf("%u,%s", (unsigned)at[b], b % 16 == 15 ? "\n" : "");
    printf("};\n");
}

int main(void)
{
    find_compositions();
    for (uint32_t cp = 0; cp < PROP_TABLE_END; cp++)
        prop[cp] = properties(cp);
    find_covered();
    for (uint32_t cp = 0; cp < PROP_TABLE_END; cp++) {
        int c = prop[cp] & PROP_LINE_CLASS;
        if (c >= LINE_FIRST && !covered[c])
            prop[cp] = (uint16_t)(prop[cp] & ~PROP_LINE_CLASS);
    }
    printf("#include \"text/prop.h\"\n");
    write_properties();
    printf("const unsigned char text_line_pairs[64][64] = {\n");
    for (int a = LINE_FIRST; a < classes; a++) {
        printf("[%d] = {", a);
        for (int b = LINE_FIRST; b < classes; b++) {
            const uint32_t near[] = {example[a], example[b]}, across[] = {example[a], ' ', example[b]};
            printf("[%d]=%d,", b, may_break(near, 2, 1) * PAIR_DIRECT + may_break(across, 3, 2) * PAIR_SPACED);
        }
        printf("}, /* U+%04X */\n", (unsigned)example[a]);
    }
    printf("};\n");
    if (getenv("SOAN_SHOW_CLASSES"))
        for (int c = LINE_FIRST; c < classes; c++)
            fprintf(stderr, "%d U+%04X %s\n", c, (unsigned)example[c], covered[c] ? "" : "other");
    return 0;
}
