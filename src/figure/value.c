/* What a person types for a figure: checked and put into the form that is stored and shown. */
#include <string.h>

#include "figure/private.h"

enum { WORDS_MAX = 500, DOCNUM_MAX = 60 }; /* characters */

static bool SOAN_PRINTF(3, 0) refuse(struct error *e, struct text_view v, const char *format, struct text_view detail)
{
    struct text value = {0}, more = {0};
    figure_quote(v, &value);
    figure_quote(detail, &more);
    _Pragma("GCC diagnostic push")
    _Pragma("GCC diagnostic ignored \"-Wformat-nonliteral\"")
    error_set(e, SOAN_REFUSED, format, text_str(&value), text_str(&more));
    _Pragma("GCC diagnostic pop")
    text_free(&value);
    text_free(&more);
    return false;
}

/* Bytes of v that can belong to a number: digits, marks, sign. */
static size_t number_span(struct text_view v)
{
    size_t i = 0;
    while (i < v.len && strchr("0123456789.,+-", v.bytes[i]) && v.bytes[i])
        i++;
    return text_view_starts(v, TEXT_LIT("\xE2\x88\x92")) ? 3 + number_span(text_view_part(v, 3, v.len)) : i;
}

static bool has_digit(struct text_view v)
{
    for (size_t i = 0; i < v.len; i++)
        if (v.bytes[i] >= '0' && v.bytes[i] <= '9')
            return true;
    return false;
}

/* The words behind the number must be the figure's own unit. `typed` is the whole, for the message. */
static bool check_unit(struct text_view typed, struct text_view behind, struct text_view unit, struct error *e)
{
    struct text ignored = {0};
    behind = figure_trim(behind);
    unit = figure_trim(unit);
    if (behind.len == 0 || figure_unit_named(behind, unit))
        return true;
    bool known = soan_unit_canonical(behind, &ignored);
    text_free(&ignored);
    if (!known && has_digit(behind))
        return true; /* `12 345`, `1e9`: not a unit at all; the number parser knows what to say */
    if (unit.len == 0)
        return refuse(e, typed, _("%s: this figure has no unit; write the number alone, without %s"), behind);
    struct text converted = {0};
    if (known && soan_value_convert(unit, typed, &converted)) {
        struct text own = {0};
        text_printf(&own, "%s %.*s", text_str(&converted), (int)unit.len, unit.bytes);
        refuse(e, typed, _("%s: is in another unit; that is %s; write this number alone"), text_view(&own));
        text_free(&own);
        text_free(&converted);
        return false;
    }
    if (known)
        return refuse(e, typed,
                      _("%s: is in another unit; this figure is in %s, convert it and write the number alone"), unit);
    return refuse(e, typed, _("%s: this figure is in %s; write the number alone or with that unit"), unit);
}

/* Splits the unit off behind a number (or ratio) that ends at `end`. */
static bool split_unit(struct text_view v, size_t end, struct text_view unit, struct text_view *number, struct error *e)
{
    struct text_view behind = text_view_part(v, end, v.len);
    *number = v;
    if (end == 0)
        return true; /* no number at all */
    if (!check_unit(v, behind, unit, e))
        return false;
    struct text canonical = {0};
    if (soan_unit_canonical(behind, &canonical) || figure_unit_named(behind, unit) || !has_digit(behind))
        *number = figure_trim(text_view_part(v, 0, end));
    text_free(&canonical);
    return true;
}

static bool parse_number(struct text_view unit, struct text_view v, struct text *out, struct error *e)
{
    struct text_view number;
    struct soan_number *n = NULL;
    if (!split_unit(v, number_span(v), unit, &number, e) || !soan_number_parse(number, &n, e))
        return false;
    soan_number_format(n, -1, out);
    soan_number_free(&n);
    return true;
}

static bool parse_ratio(struct text_view unit, struct text_view v, struct text *out, struct error *e)
{
    struct soan_number *m = NULL, *n = NULL;
    struct text_view lower;
    bool ok = false;
    size_t slash = text_view_find(v, TEXT_LIT("/"), 0);
    if (slash == SIZE_MAX)
        return refuse(e, v, _("%s: is not a ratio; write two numbers as 21/25"), TEXT_LIT(""));
    struct text_view upper = figure_trim(text_view_part(v, 0, slash));
    struct text_view rest = figure_trim(text_view_part(v, slash + 1, v.len));
    size_t next = number_span(rest);
    if (number_span(upper) == 0 || next == 0 || (next < rest.len && rest.bytes[next] == '/'))
        return refuse(e, v, _("%s: is not a ratio; write two numbers as 21/25"), TEXT_LIT(""));
    size_t end = (size_t)(rest.bytes - v.bytes) + next;
    if (!split_unit(v, end, unit, &lower, e))
        return false;
    lower = figure_trim(text_view_part(v, slash + 1, (size_t)(lower.bytes - v.bytes) + lower.len));
    if (!soan_number_parse(upper, &m, e) || !soan_number_parse(lower, &n, e))
        goto out;
    if (soan_number_sign(n) == 0) {
        refuse(e, v, _("%s: nothing can be counted out of zero; write a lower number above 0"), TEXT_LIT(""));
    } else if (soan_number_sign(m) < 0 || soan_number_sign(n) < 0) {
        refuse(e, v, _("%s: a ratio has no minus; write it as 21/25"), TEXT_LIT(""));
    } else if (soan_unit_counts_parts(unit) && soan_number_compare(m, n) > 0) {
        refuse(e, v, _("%s: more than all there are (%s); the first number is at most the second"), lower);
    } else {
        soan_number_format(m, -1, out);
        text_append_char(out, '/');
        soan_number_format(n, -1, out);
        ok = true;
    }
out:
    soan_number_free(&m);
    soan_number_free(&n);
    return ok;
}

static bool parse_words(struct text_view v, struct text *out, struct error *e)
{
    if (text_char_count(v) > WORDS_MAX) {
        struct text value = {0};
        figure_quote(v, &value);
        error_set(e, SOAN_REFUSED, _("%s: is longer than %d characters; write it shorter"), text_str(&value),
                  WORDS_MAX);
        text_free(&value);
        return false;
    }
    text_append(out, v);
    return true;
}

static bool separator(char c)
{
    return c == '-' || c == '/' || c == '&' || c == '.';
}

/* 21-KL/TW, 123/QĐ-UBND, 05-BC/ĐU, 30/2020/NĐ-CP; a leading `số` is dropped, blanks round the separators too. */
static bool parse_docnum(struct text_view v, struct text *out, struct error *e)
{
    struct text number = {0};
    struct text_view rest = v;
    bool ok = text_char_count(v) <= DOCNUM_MAX, digits = false;
    static const char *const lead[] = {"số ", "Số ", "số:", "Số:"};
    for (size_t i = 0; i < SOAN_ARRAY_LEN(lead); i++)
        if (text_view_starts(v, text_view_of(lead[i])))
            rest = figure_trim(text_view_part(v, strlen(lead[i]), v.len));
    for (size_t i = 0, next; ok && i < rest.len; i = next) {
        uint32_t cp = text_decode(rest, i, &next);
        char c = cp < 0x80 ? (char)cp : 'a';
        char last = number.len ? number.bytes[number.len - 1] : '-';
        size_t space = figure_space(text_view_part(rest, i, rest.len));
        if (space) {
            next = i + space;
            bool around =
                separator(last) || (next < rest.len && (separator(rest.bytes[next]) || rest.bytes[next] == ' '));
            ok = around && number.len;
            continue;
        }
        bool digit = c >= '0' && c <= '9';
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        ok = digit || (letter && (cp < 0x80 || (cp >= 0xC0 && cp < 0x250) || (cp >= 0x1E00 && cp < 0x1F00))) ||
             (separator(c) && !separator(last));
        digits = digits || digit;
        text_append(&number, text_view_part(rest, i, next));
    }
    ok = ok && digits && !separator(number.bytes[number.len - 1]);
    if (ok)
        text_append(out, text_view(&number));
    else
        refuse(e, v, _("%s: is not a document number; write it as 21-KL/TW or 123/QĐ-UBND"), TEXT_LIT(""));
    text_free(&number);
    return ok;
}

bool soan_value_parse(enum soan_kind kind, struct text_view unit, struct text_view typed, struct text *out,
                      struct error *e)
{
    struct text clean = {0};
    text_clean_line(typed, &clean, NULL);
    struct text_view v = figure_trim(text_view(&clean));
    bool ok = false;
    if (v.len == 0) {
        error_set(e, SOAN_REFUSED, _("nothing was written; write the value"));
    } else {
        switch (kind) {
        case SOAN_KIND_NUMBER:
            ok = parse_number(unit, v, out, e);
            break;
        case SOAN_KIND_RATIO:
            ok = parse_ratio(unit, v, out, e);
            break;
        case SOAN_KIND_ORDINAL:
            ok = figure_ordinal(v, out, e);
            break;
        case SOAN_KIND_DOCNUM:
            ok = parse_docnum(v, out, e);
            break;
        case SOAN_KIND_DATE:
            ok = figure_date(v, out, e);
            break;
        case SOAN_KIND_NAME:
        case SOAN_KIND_TEXT:
        case SOAN_KIND_COUNT_:
            ok = parse_words(v, out, e);
            break;
        }
    }
    text_free(&clean);
    return ok;
}

/* ---- what the report would say, and cannot be ---- */

/* `08` is the custom; `0007` is a slip of the hand. */
static bool check_zeros(struct text_view number, struct error *e)
{
    size_t zeros = 0;
    struct text_view digits = number;
    if (digits.len && strchr("+-", digits.bytes[0]))
        digits = text_view_part(digits, 1, digits.len);
    while (zeros < digits.len && digits.bytes[zeros] == '0')
        zeros++;
    if (zeros < 2)
        return true;
    bool zero = zeros == digits.len || digits.bytes[zeros] == ',';
    return refuse(e, number, _("%s: too many zeros in front; write %s"),
                  text_view_part(digits, zeros - zero, digits.len));
}

static bool check_number(struct text_view unit, struct text_view v, struct error *e)
{
    struct soan_number *n = NULL, *least = soan_number_from_int(-100);
    bool ok = check_zeros(v, e) && soan_number_parse(v, &n, e);
    if (ok && soan_unit_is_count(unit)) {
        if (soan_number_sign(n) < 0)
            ok = refuse(e, v, _("%s: %s are counted: less than none cannot be; write 0 or more"), unit);
        else if (soan_number_decimals(n) > 0)
            ok = refuse(e, v, _("%s: %s are counted: write a whole number"), unit);
    } else if (ok && text_view_starts(unit, TEXT_LIT("%")) && soan_number_compare(n, least) < 0) {
        ok = refuse(e, v, _("%s: nothing falls by more than 100%s; look at the sign and the decimal comma"), unit);
    }
    soan_number_free(&n);
    soan_number_free(&least);
    return ok;
}

static bool check_ratio(struct text_view unit, struct text_view v, struct error *e)
{
    size_t slash = text_view_find(v, TEXT_LIT("/"), 0);
    if (!check_zeros(text_view_part(v, 0, slash), e) || !check_zeros(text_view_part(v, slash + 1, v.len), e))
        return false;
    if (soan_unit_is_count(unit) && text_view_find(v, TEXT_LIT(","), 0) != SIZE_MAX)
        return refuse(e, v, _("%s: %s are counted: write two whole numbers, as 21/25"), unit);
    return true;
}

bool soan_value_plausible(enum soan_kind kind, struct text_view unit, struct text_view value, struct error *e)
{
    unit = figure_trim(unit);
    if (kind == SOAN_KIND_NUMBER)
        return check_number(unit, value, e);
    return kind != SOAN_KIND_RATIO || check_ratio(unit, value, e);
}
