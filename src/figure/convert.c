/* A quantity in another unit of its kind: 5 tỷ đồng are 5.000 triệu đồng. Factors: data/conversions. */
#include "figure/private.h"

/* Splits `triệu đồng/người/năm` before its first slash. */
static void split_per(struct text_view unit, struct text_view *head, struct text_view *per)
{
    size_t slash = text_view_find(unit, TEXT_LIT("/"), 0);
    *head = text_view_part(unit, 0, slash);
    *per = slash == SIZE_MAX ? TEXT_LIT("") : text_view_part(unit, slash, unit.len);
}

static bool read_factor(struct text_view line, struct soan_number **factor, struct text_view *base)
{
    size_t blank = text_view_find(line, TEXT_LIT(" "), 0);
    *base = text_view_trim(text_view_part(line, blank, line.len));
    return blank != SIZE_MAX && soan_number_parse(text_view_part(line, 0, blank), factor, NULL);
}

/* Factor to its base; a unit that stands nowhere is its own base. */
static bool factor_of(struct text_view unit, struct soan_number **factor, struct text_view *base)
{
    struct text_view data;
    if (!data_find("conversions", &data))
        data = TEXT_LIT("");
    for (size_t from = 0, to; from < data.len; from = to + 1) {
        to = text_view_find(data, TEXT_LIT("\n"), from);
        to = to == SIZE_MAX ? data.len : to;
        struct text_view line = text_view_trim(text_view_part(data, from, to));
        size_t equals = text_view_find(line, TEXT_LIT(" = "), 0);
        if (equals == SIZE_MAX || !text_view_equal(text_view_part(line, 0, equals), unit))
            continue;
        return read_factor(text_view_part(line, equals + 3, line.len), factor, base);
    }
    *factor = soan_number_from_int(1);
    *base = unit;
    return true;
}

static bool scale(const struct soan_number *n, struct text_view from, struct text_view to, struct soan_number **out)
{
    struct soan_number *up = NULL, *down = NULL, *large = NULL;
    struct text_view up_base, down_base;
    bool ok = factor_of(from, &up, &up_base) && factor_of(to, &down, &down_base) &&
              text_view_equal(up_base, down_base) && soan_number_calc(SOAN_MUL, n, up, &large, NULL) &&
              soan_number_calc(SOAN_DIV, large, down, out, NULL);
    soan_number_free(&up);
    soan_number_free(&down);
    soan_number_free(&large);
    return ok;
}

bool soan_unit_convert(const struct soan_number *n, struct text_view from, struct text_view to,
                       struct soan_number **out)
{
    struct text a = {0}, b = {0};
    struct text_view head_a, head_b, per_a, per_b;
    soan_unit_canonical(from, &a);
    soan_unit_canonical(to, &b);
    split_per(text_view(&a), &head_a, &per_a);
    split_per(text_view(&b), &head_b, &per_b);
    bool ok = text_view_equal(per_a, per_b);
    if (ok && (figure_unit_named(head_a, head_b) || figure_unit_named(head_b, head_a)))
        *out = soan_number_copy(n);
    else
        ok = ok && scale(n, head_a, head_b, out);
    text_free(&a);
    text_free(&b);
    return ok;
}

bool soan_value_convert(struct text_view unit, struct text_view typed, struct text *out)
{
    typed = figure_trim(typed);
    size_t end = 0;
    while (end < typed.len && !figure_space(text_view_part(typed, end, typed.len)) &&
           (unsigned char)typed.bytes[end] < 0x80 && typed.bytes[end] != '%' &&
           !((typed.bytes[end] | 32) >= 'a' && (typed.bytes[end] | 32) <= 'z'))
        end++;
    struct soan_number *n = NULL, *converted = NULL;
    struct text_view behind = figure_trim(text_view_part(typed, end, typed.len));
    bool ok = behind.len > 0 && soan_unit_match(behind) == behind.len && !figure_unit_named(behind, unit) &&
              soan_number_parse(text_view_part(typed, 0, end), &n, NULL) &&
              soan_unit_convert(n, behind, unit, &converted);
    if (ok)
        soan_number_format(converted, -1, out);
    soan_number_free(&n);
    soan_number_free(&converted);
    return ok;
}
