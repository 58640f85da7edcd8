#include "outline/letters.h"
#include "outline/roman.h"
#include "soan/outline.h"

/* Hyphen, plus, star, middle dot, bullet, dashes, Word's symbol-font bullet, squares and circles. */
static bool bullet_sign(uint32_t cp)
{
    return cp == '-' || cp == '+' || cp == '*' || cp == 0xB7 || cp == 0x2022 || cp == 0x2013 || cp == 0x2014 ||
           cp == 0xF0B7 || cp == 0x25AA || cp == 0x25CF || cp == 0x25CB || cp == 0x25E6;
}

/* `Một là,` `Hai là:` `Thứ nhất,` `Thứ hai là,` */
static bool ordinal_lead(struct text_view p)
{
    size_t next, pos;
    unsigned number;
    bool ordinal;
    enum word_case how;
    if (p.len == 0 || !letter_is_capital(letter_at(p, 0, &next)))
        return false;
    size_t n = letters_match(p, 0, TEXT_LIT("thứ"));
    bool is = n == 0;
    if (n) {
        pos = letters_skip_blanks(p, n);
        size_t word = pos > n && pos < p.len ? number_word_read(p, pos, &number, &ordinal, &how) : 0;
        if (word == 0)
            return false;
        pos += word;
    } else {
        pos = number_word_read(p, 0, &number, &ordinal, &how);
        if (pos == 0)
            return false;
    }
    size_t after = letters_skip_blanks(p, pos);
    n = after > pos ? letters_match(p, after, TEXT_LIT("là")) : 0;
    if (is && n == 0)
        return false;
    pos = n ? after + n : pos;
    return pos < p.len && (p.bytes[pos] == ',' || p.bytes[pos] == ':');
}

size_t soan_item_bullet(struct text_view paragraph, bool *ordinal)
{
    size_t next;
    *ordinal = false;
    if (paragraph.len == 0)
        return 0;
    if (!bullet_sign(letter_at(paragraph, 0, &next))) {
        *ordinal = ordinal_lead(paragraph);
        return 0;
    }
    size_t words = letters_skip_blanks(paragraph, next);
    if (words > next || words == paragraph.len)
        return words;
    /* Typed without a blank: only a capital letter tells it from a negative number or an emphasis mark. */
    bool star = paragraph.bytes[0] == '*';
    return !star && letter_is_capital(letter_at(paragraph, next, &words)) ? next : 0;
}

bool soan_is_item(struct text_view paragraph)
{
    bool ordinal;
    return soan_item_bullet(paragraph, &ordinal) > 0 || ordinal;
}
