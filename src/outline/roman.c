#include "outline/roman.h"

#include "outline/letters.h"

static const struct { unsigned value; const char *sign; } signs[] = {
    {1000, "M"}, {900, "CM"}, {500, "D"}, {400, "CD"}, {100, "C"}, {90, "XC"}, {50, "L"},
    {40, "XL"}, {10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"},
};

void roman_append(unsigned number, bool lower, struct text *out)
{
    for (size_t k = 0; k < SOAN_ARRAY_LEN(signs); k++) {
        for (; number >= signs[k].value; number -= signs[k].value) {
            for (const char *c = signs[k].sign; *c; c++)
                text_append_char(out, (char)(lower ? *c | 32 : *c));
        }
    }
}

unsigned roman_value(struct text_view letters)
{
    if (letters.len == 0 || letters.len > 15)
        return 0;
    bool lower = letters.bytes[0] >= 'a';
    unsigned value = 0;
    size_t p = 0, k = 0, repeat = 0;
    while (p < letters.len) {
        while (k < SOAN_ARRAY_LEN(signs)) {
            struct text_view sign = text_view_of(signs[k].sign);
            bool same = p + sign.len <= letters.len && repeat < 3;
            for (size_t c = 0; same && c < sign.len; c++)
                same = letters.bytes[p + c] == (lower ? sign.bytes[c] | 32 : sign.bytes[c]);
            if (same)
                break;
            k++;
            repeat = 0;
        }
        if (k == SOAN_ARRAY_LEN(signs))
            return 0;
        value += signs[k].value;
        p += text_view_of(signs[k].sign).len;
        repeat++;
    }
    /* IVI, VV, IXIV: read greedily, but nobody writes them so. */
    struct text again = {0};
    roman_append(value, lower, &again);
    bool canonical = text_view_equal(text_view(&again), letters);
    text_free(&again);
    return canonical && value < 4000 ? value : 0;
}

static const struct { const char *word; unsigned value; bool ordinal; } words[] = {
    {"một", 1, false}, {"nhất", 1, true}, {"mốt", 1, false}, {"hai", 2, false}, {"ba", 3, false},
    {"bốn", 4, false}, {"tư", 4, true}, {"năm", 5, false}, {"lăm", 5, false}, {"sáu", 6, false},
    {"bảy", 7, false}, {"bẩy", 7, false}, {"tám", 8, false}, {"chín", 9, false},
};

static size_t unit_word(struct text_view v, size_t pos, unsigned *value, bool *ordinal)
{
    for (size_t k = 0; k < SOAN_ARRAY_LEN(words); k++) {
        size_t n = letters_match(v, pos, text_view_of(words[k].word));
        if (n) {
            *value = words[k].value;
            *ordinal = words[k].ordinal;
            return n;
        }
    }
    return 0;
}

static enum word_case case_of(struct text_view word)
{
    if (letters_all_capital(word))
        return WORD_UPPER;
    size_t next;
    return letter_is_capital(letter_at(word, 0, &next)) ? WORD_TITLE : WORD_LOWER;
}

/* A second word may belong to the number: `mười hai`, `hai mươi`, `hai mươi mốt`. */
static size_t more_words(struct text_view v, size_t end, struct text_view tens, unsigned times, unsigned *number,
                         bool *ordinal)
{
    size_t p = letters_skip_blanks(v, end);
    if (tens.len) {
        size_t n = p > end ? letters_match(v, p, tens) : 0;
        if (!n)
            return end;
        end = p + n;
        p = letters_skip_blanks(v, end);
    }
    *number = times * 10;
    unsigned unit;
    bool o;
    size_t n = p > end ? unit_word(v, p, &unit, &o) : 0;
    if (!n)
        return end;
    *number += unit;
    *ordinal = o;
    return p + n;
}

size_t number_word_read(struct text_view v, size_t pos, unsigned *number, bool *ordinal, enum word_case *how)
{
    unsigned unit = 0;
    *ordinal = false;
    size_t n = letters_match(v, pos, TEXT_LIT("mười")), end;
    if (n) {
        end = more_words(v, pos + n, TEXT_LIT(""), 1, number, ordinal);
    } else {
        n = unit_word(v, pos, &unit, ordinal);
        if (!n)
            return 0;
        *number = unit;
        end = more_words(v, pos + n, TEXT_LIT("mươi"), unit, number, ordinal);
    }
    *how = case_of(text_view_part(v, pos, end));
    return end - pos;
}

static void append_cased(const char *word, enum word_case how, bool first, struct text *out)
{
    struct text_view v = text_view_of(word);
    for (size_t p = 0; p < v.len;) {
        bool start = p == 0;
        uint32_t cp = letter_at(v, p, &p);
        bool upper = how == WORD_UPPER || (how == WORD_TITLE && start && first);
        if (upper && cp >= 0x1EA0)
            cp &= ~(uint32_t)1;
        else if (upper)
            cp = cp == 0x1B0 || cp == 0x1A1 ? cp - 1 : cp - 32;
        text_append_codepoint(out, cp);
    }
}

void number_word_append(unsigned number, bool ordinal, enum word_case how, struct text *out)
{
    static const char *const plain[] = {"", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"};
    if (number == 0 || number > 99) {
        text_printf(out, "%u", number);
        return;
    }
    unsigned tens = number / 10, unit = number % 10;
    if (tens > 1) {
        append_cased(plain[tens], how, true, out);
        text_append_char(out, ' ');
        append_cased("mươi", how, false, out);
    } else if (tens == 1) {
        append_cased("mười", how, true, out);
    }
    if (unit == 0)
        return;
    const char *word = plain[unit];
    if (tens == 0 && ordinal && unit == 1)
        word = "nhất";
    else if (unit == 4 && (ordinal || tens > 1))
        word = "tư";
    else if (tens > 1 && unit == 1)
        word = "mốt";
    else if (tens > 0 && unit == 5)
        word = "lăm";
    if (tens)
        text_append_char(out, ' ');
    append_cased(word, how, tens == 0, out);
}
