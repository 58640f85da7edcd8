/* Reading a number in Vietnamese writing, and saying what was meant where it cannot be told. */
#include <stdlib.h>

#include "figure/number.h"

enum { DIGITS_MAX = 60 };     /* a person's number; more is a slip of the hand or of the clipboard */

static bool refuse(struct error *e, struct text_view v, const char *reason)
{
    struct text value = {0};
    figure_quote(v, &value);
    error_set(e, SOAN_REFUSED, "%s: %s", text_str(&value), reason);
    text_free(&value);
    return false;
}

/* `mend` is what the person may have meant; `reason` takes it as its only %s. Takes mend over. */
static bool SOAN_PRINTF(3, 0) refuse_with(struct error *e, struct text_view v, const char *reason, struct text *mend)
{
    struct text message = {0};
    _Pragma("GCC diagnostic push")
    _Pragma("GCC diagnostic ignored \"-Wformat-nonliteral\"")
    text_printf(&message, reason, text_str(mend));
    _Pragma("GCC diagnostic pop")
    refuse(e, v, text_str(&message));
    text_free(&message);
    text_free(mend);
    return false;
}

static bool digit(char c)
{
    return c >= '0' && c <= '9';
}

static struct text grouped(bool negative, struct text_view digits, struct text_view fraction)
{
    struct text out = {0};
    number_group(negative, digits, fraction, &out);
    return out;
}

static struct text only_digits(struct text_view v)
{
    struct text out = {0};
    for (size_t i = 0; i < v.len; i++)
        if (digit(v.bytes[i]))
            text_append_char(&out, v.bytes[i]);
    size_t zeros = 0;
    while (zeros + 1 < out.len && out.bytes[zeros] == '0')
        zeros++;
    if (zeros)
        text_replace(&out, 0, zeros, TEXT_LIT(""));
    return out;
}

static size_t count(struct text_view v, char c)
{
    size_t n = 0;
    for (size_t i = 0; i < v.len; i++)
        n += v.bytes[i] == c;
    return n;
}

/* Groups of three parted by `mark`, one to three digits in the first. */
static bool is_grouped(struct text_view v, char mark)
{
    size_t run = 0, groups = 0;
    for (size_t i = 0; i <= v.len; i++) {
        if (i < v.len && digit(v.bytes[i])) {
            run++;
        } else if (i == v.len || v.bytes[i] == mark) {
            if (groups ? run != 3 : run < 1 || run > 3)
                return false;
            groups++;
            run = 0;
        } else {
            return false;
        }
    }
    return groups > 0;
}

/* A Western decimal point or thousands comma: says how it is written here. `body` is v without sign, digits and marks
 * only. */
static bool refuse_marks(struct error *e, struct text_view v, bool negative, struct text_view body)
{
    size_t dots = count(body, '.'), commas = count(body, ',');
    size_t last_dot = 0;
    for (size_t i = 0; i < body.len; i++)
        if (body.bytes[i] == '.')
            last_dot = i;
    struct text_view before = text_view_part(body, 0, last_dot), after = text_view_part(body, last_dot + 1, body.len);
    struct text whole = {0}, mend = {0};
    if (commas && dots == 1 && is_grouped(before, ',') && after.len && count(after, ',') == 0) {
        whole = only_digits(before);
        mend = grouped(negative, text_view(&whole), after);
        text_free(&whole);
        return refuse_with(e, v, _("write dots for thousands and a comma for decimals: %s"), &mend);
    }
    if (commas > 1 && !dots && is_grouped(body, ',')) {
        whole = only_digits(body);
        mend = grouped(negative, text_view(&whole), TEXT_LIT(""));
        text_free(&whole);
        return refuse_with(e, v, _("write dots for thousands: %s"), &mend);
    }
    if (dots == 1 && !commas && before.len && after.len) {
        whole = only_digits(before);
        mend = grouped(negative, text_view(&whole), after);
        text_free(&whole);
        whole = only_digits(body);
        bool thousands = whole.len > 3 && before.bytes[0] != '0';
        struct text other = grouped(negative, text_view(&whole), TEXT_LIT(""));
        text_free(&whole);
        if (!thousands) {
            text_free(&other);
            return refuse_with(e, v, _("decimals follow a comma: write %s"), &mend);
        }
        struct text both = {0};
        text_printf(&both, _("%s or %s"), text_str(&mend), text_str(&other));
        text_free(&mend);
        text_free(&other);
        return refuse_with(e, v, _("a dot parts thousands, a comma decimals: write %s"), &both);
    }
    return refuse(e, v, _("the dots and commas do not fit; write thousands and decimals as in 1.234,5"));
}

/* `12 345`, with any kind of space. */
static bool refuse_spaces(struct error *e, struct text_view v)
{
    struct text dotted = {0};
    bool clear = true;
    for (size_t i = 0; i < v.len;) {
        size_t space = figure_space(text_view_part(v, i, v.len));
        char c = space ? '.' : v.bytes[i];
        clear = clear && (digit(c) || c == '.' || c == ',' || (i == 0 && (c == '-' || c == '+')));
        text_append_char(&dotted, c);
        i += space ? space : 1;
    }
    struct soan_number *n = NULL;
    clear = clear && soan_number_parse(text_view(&dotted), &n, NULL);
    soan_number_free(&n);
    if (clear)
        return refuse_with(e, v, _("no spaces inside a number: write %s"), &dotted);
    text_free(&dotted);
    return refuse(e, v, _("no spaces inside a number; write it as 1.234,5"));
}

/* ASCII digit for a full-width, Arabic-Indic or Devanagari one; 0 otherwise. */
static char plain_digit(uint32_t cp)
{
    static const uint32_t zero[] = {0xFF10, 0x0660, 0x06F0, 0x0966};
    for (size_t i = 0; i < SOAN_ARRAY_LEN(zero); i++)
        if (cp >= zero[i] && cp < zero[i] + 10)
            return (char)('0' + (cp - zero[i]));
    return 0;
}

static bool has_space(struct text_view v)
{
    for (size_t i = 0; i < v.len; i++)
        if (figure_space(text_view_part(v, i, v.len)))
            return true;
    return false;
}

/* The value holds something else than a sign, digits, dots and commas. */
static bool refuse_letters(struct error *e, struct text_view v)
{
    size_t bad, digits = 0;
    bool foreign = false, numeric = true;
    if (!text_utf8_valid(v, &bad))
        return refuse(e, v, _("is not UTF-8 text; type the number again"));
    for (size_t i = 0, next; i < v.len; i = next) {
        uint32_t cp = text_decode(v, i, &next);
        foreign = foreign || plain_digit(cp);
        digits += cp < 0x80 && digit((char)cp);
        numeric = numeric && (plain_digit(cp) || cp == '.' || cp == ',' || cp == '-' || cp == '+' ||
                              (cp < 0x80 && digit((char)cp)) || figure_space(text_view_part(v, i, v.len)));
    }
    if (foreign)
        return refuse(e, v, _("write the digits as 0 1 2 3 4 5 6 7 8 9"));
    if (numeric && digits && has_space(v))
        return refuse_spaces(e, v);
    for (size_t i = 0; i + 1 < v.len && digit(v.bytes[0]); i++)
        if ((v.bytes[i] == 'e' || v.bytes[i] == 'E') &&
            (digit(v.bytes[i + 1]) || v.bytes[i + 1] == '-' || v.bytes[i + 1] == '+'))
            return refuse(e, v, _("no powers of ten; write the number out, as 1.000.000.000"));
    if (digits && count(v, '/') == 1)
        return refuse(e, v, _("is a ratio; one number is wanted, as 1.234,5"));
    return refuse(e, v, _("is not a number; write it as 1.234,5"));
}

/* Splits off the sign; the mathematical minus counts as '-'. */
static struct text_view sign(struct text_view v, bool *negative, bool *plus)
{
    const struct text_view minus = TEXT_LIT("\xE2\x88\x92");
    *negative = text_view_starts(v, TEXT_LIT("-")) || text_view_starts(v, minus);
    *plus = text_view_starts(v, TEXT_LIT("+"));
    size_t n = text_view_starts(v, minus) ? minus.len : *negative || *plus;
    return text_view_part(v, n, v.len);
}

static bool refuse_zero(struct error *e, struct text_view v, bool negative, struct text_view integer,
                        struct text_view fraction)
{
    struct text digits = only_digits(integer);
    struct text mend;
    if (integer.bytes[0] == '0' && count(integer, '.') == 1 && !fraction.len && integer.len == 5) {
        mend = grouped(negative, TEXT_LIT("0"), text_view_part(integer, 2, 5));
        text_free(&digits);
        return refuse_with(e, v, _("decimals follow a comma: write %s"), &mend);
    }
    mend = grouped(negative, text_view(&digits), fraction);
    text_free(&digits);
    return refuse_with(e, v, _("no zeros in front of thousands: write %s"), &mend);
}

static struct soan_number *make(bool negative, struct text_view integer, struct text_view fraction)
{
    struct soan_number *n = number_new();
    struct text digits = {0};
    for (size_t i = 0; i < integer.len; i++)
        if (digit(integer.bytes[i]))
            text_append_char(&digits, integer.bytes[i]);
    if (integer.len > 1 && integer.bytes[0] == '0' && !fraction.len)
        n->padded = (int)digits.len;
    text_append(&digits, fraction);
    mpz_set_str(mpq_numref(n->value), text_str(&digits), 10);
    mpz_ui_pow_ui(mpq_denref(n->value), 10, fraction.len);
    mpq_canonicalize(n->value);
    if (negative)
        mpq_neg(n->value, n->value);
    n->decimals = (int)fraction.len;
    text_free(&digits);
    return n;
}

bool soan_number_parse(struct text_view typed, struct soan_number **out, struct error *e)
{
    struct text_view v = figure_trim(typed);
    bool negative, plus;
    struct text_view body = sign(v, &negative, &plus);
    if (v.len == 0)
        return error_set(e, SOAN_REFUSED, _("nothing stands there; a number is wanted, as 1.234,5"));
    if (body.len && (body.bytes[0] == '-' || body.bytes[0] == '+'))
        return refuse(e, v, _("one sign is enough, as -5"));
    size_t digits = 0;
    for (size_t i = 0; i < body.len; i++) {
        if (digit(body.bytes[i]))
            digits++;
        else if (body.bytes[i] != '.' && body.bytes[i] != ',')
            return refuse_letters(e, v);
    }
    if (digits == 0)
        return refuse(e, v, _("is not a number; write it as 1.234,5"));
    if (digits > DIGITS_MAX) {
        struct text reason = {0};
        text_printf(&reason, _("has %zu digits; at most %d are taken"), digits, DIGITS_MAX);
        refuse(e, v, text_str(&reason));
        text_free(&reason);
        return false;
    }
    size_t comma = text_view_find(body, TEXT_LIT(","), 0);
    struct text_view integer = text_view_part(body, 0, comma == SIZE_MAX ? body.len : comma);
    struct text_view fraction = comma == SIZE_MAX ? TEXT_LIT("") : text_view_part(body, comma + 1, body.len);
    if (comma == 0 && fraction.len && digits == fraction.len) {
        struct text mend = grouped(negative, TEXT_LIT("0"), fraction);
        return refuse_with(e, v, _("a digit stands before the comma: write %s"), &mend);
    }
    if (comma != SIZE_MAX &&
        (comma == 0 || fraction.len == 0 || digits != fraction.len + integer.len - count(integer, '.')))
        return refuse_marks(e, v, negative, body);
    if (count(integer, '.') && !is_grouped(integer, '.'))
        return refuse_marks(e, v, negative, body);
    if (count(integer, '.') && integer.bytes[0] == '0')
        return refuse_zero(e, v, negative, integer, fraction);
    *out = make(negative, integer, fraction);
    (*out)->plus = plus;
    return true;
}

