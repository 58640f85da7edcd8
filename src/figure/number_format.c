/* Writing a number: with dots and comma for people, in plain ASCII for machines. */
#include <stdlib.h>

#include "figure/number.h"

void number_group(bool negative, struct text_view digits, struct text_view fraction, struct text *out)
{
    if (negative)
        text_append_char(out, '-');
    for (size_t i = 0; i < digits.len; i++) {
        text_append_char(out, digits.bytes[i]);
        size_t left = digits.len - i - 1;
        if (left && left % 3 == 0)
            text_append_char(out, '.');
    }
    if (fraction.len) {
        text_append_char(out, ',');
        text_append(out, fraction);
    }
}

static void append_digits(struct text *out, mpz_srcptr z)
{
    size_t room = mpz_sizeinbase(z, 10) + 2;
    char *digits = mem_array(room, 1);
    mpz_get_str(digits, 10, z);
    text_append_str(out, digits);
    mem_free(&digits);
}

/* |value| with `places` decimals, half away from zero: all digits without a comma, at least places + 1 of them. */
static struct text rounded(mpq_srcptr value, int places)
{
    mpz_t scaled, twice;
    mpz_inits(scaled, twice, NULL);
    mpz_ui_pow_ui(scaled, 10, (unsigned long)places);
    mpz_mul(scaled, scaled, mpq_numref(value));
    mpz_abs(scaled, scaled);
    mpz_mul_2exp(scaled, scaled, 1);
    mpz_add(scaled, scaled, mpq_denref(value));
    mpz_mul_2exp(twice, mpq_denref(value), 1);
    mpz_fdiv_q(scaled, scaled, twice);
    struct text digits = {0};
    append_digits(&digits, scaled);
    while (digits.len < (size_t)places + 1)
        text_replace(&digits, 0, 0, TEXT_LIT("0"));
    mpz_clears(scaled, twice, NULL);
    return digits;
}

static bool all_zero(struct text_view digits)
{
    for (size_t i = 0; i < digits.len; i++)
        if (digits.bytes[i] != '0')
            return false;
    return true;
}

void soan_number_format(const struct soan_number *n, int decimals, struct text *out)
{
    bool as_written = decimals < 0;
    int places = as_written ? n->decimals : decimals;
    struct text digits = rounded(n->value, places);
    struct text_view all = text_view(&digits);
    struct text_view integer = text_view_part(all, 0, all.len - (size_t)places);
    bool negative = mpq_sgn(n->value) < 0 && !all_zero(all);
    if (as_written && n->padded) {
        text_append_str(out, negative ? "-" : n->plus ? "+" : "");
        for (size_t i = integer.len; i < (size_t)n->padded; i++)
            text_append_char(out, '0');
        text_append(out, integer);
    } else {
        if (n->plus && !negative)
            text_append_char(out, '+');
        number_group(negative, integer, text_view_part(all, integer.len, all.len), out);
    }
    text_free(&digits);
}

void soan_number_canonical(const struct soan_number *n, struct text *out)
{
    long needed = number_decimals_needed(n->value);
    if (needed < 0) {
        append_digits(out, mpq_numref(n->value));
        text_append_char(out, '/');
        append_digits(out, mpq_denref(n->value));
        return;
    }
    int places = (int)needed;
    struct text digits = rounded(n->value, places);
    if (mpq_sgn(n->value) < 0)
        text_append_char(out, '-');
    text_append(out, text_view_part(text_view(&digits), 0, digits.len - (size_t)places));
    if (places) {
        text_append_char(out, '.');
        text_append(out, text_view_part(text_view(&digits), digits.len - (size_t)places, digits.len));
    }
    text_free(&digits);
}
