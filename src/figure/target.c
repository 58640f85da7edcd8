/* What a figure should reach, and whether it does. */
#include "figure/private.h"

static const struct {
    const char *sign;
    enum soan_direction direction;
} signs[] = {
    {">=", SOAN_TARGET_LEAST}, {"≥", SOAN_TARGET_LEAST}, {"=>", SOAN_TARGET_LEAST}, {"<=", SOAN_TARGET_MOST},
    {"≤", SOAN_TARGET_MOST},   {"=<", SOAN_TARGET_MOST}, {"=", SOAN_TARGET_EXACT},
};

void soan_target_free(struct soan_target *t)
{
    soan_number_free(&t->low);
    soan_number_free(&t->high);
    *t = (struct soan_target){0};
}

/* Where the first of two numbers ends: a dash behind a digit, `đến` or two dots. SIZE_MAX: there is one number only. */
static size_t range_mark(struct text_view v, size_t *behind)
{
    static const char *const marks[] = {" - ", " – ", "–", "..", " đến ", "-"};
    for (size_t i = 0; i < SOAN_ARRAY_LEN(marks); i++) {
        size_t at = text_view_find(v, text_view_of(marks[i]), 1);
        if (at != SIZE_MAX) {
            *behind = at + text_view_of(marks[i]).len;
            return at;
        }
    }
    return SIZE_MAX;
}

static bool read_number(struct text_view unit, struct text_view typed, struct soan_number **out, struct error *e)
{
    struct text value = {0};
    bool ok =
        soan_value_parse(SOAN_KIND_NUMBER, unit, typed, &value, e) && soan_number_parse(text_view(&value), out, e);
    text_free(&value);
    return ok;
}

static bool read_range(struct text_view unit, struct text_view v, size_t mark, size_t behind, struct soan_target *t,
                       struct error *e)
{
    t->direction = SOAN_TARGET_RANGE;
    if (!read_number(unit, text_view_part(v, 0, mark), &t->low, e) ||
        !read_number(unit, text_view_part(v, behind, v.len), &t->high, e))
        return false;
    if (soan_number_compare(t->low, t->high) >= 0) {
        struct text quoted = {0};
        figure_quote(v, &quoted);
        error_set(e, SOAN_REFUSED, _("%s: the second number of a range is the greater one; write it as 8 - 10"),
                  text_str(&quoted));
        text_free(&quoted);
        return false;
    }
    return true;
}

bool soan_target_parse(struct text_view unit, struct text_view typed, struct soan_target *out, struct error *e)
{
    struct soan_target t = {0};
    struct text clean = {0};
    text_clean_line(typed, &clean, NULL);
    struct text_view v = figure_trim(text_view(&clean));
    for (size_t i = 0; i < SOAN_ARRAY_LEN(signs) && !t.direction; i++) {
        if (text_view_starts(v, text_view_of(signs[i].sign))) {
            t.direction = signs[i].direction;
            v = figure_trim(text_view_part(v, text_view_of(signs[i].sign).len, v.len));
        }
    }
    size_t behind = 0, mark = t.direction ? SIZE_MAX : range_mark(v, &behind);
    bool ok = mark == SIZE_MAX ? read_number(unit, v, &t.low, e) : read_range(unit, v, mark, behind, &t, e);
    text_free(&clean);
    if (ok)
        *out = t;
    else
        soan_target_free(&t);
    return ok;
}

void soan_target_format(const struct soan_target *t, struct text *out)
{
    static const char *const sign[] = {
        [SOAN_TARGET_NONE] = "",    [SOAN_TARGET_LEAST] = ">= ", [SOAN_TARGET_MOST] = "<= ",
        [SOAN_TARGET_EXACT] = "= ", [SOAN_TARGET_RANGE] = "",
    };
    text_append_str(out, sign[t->direction]);
    soan_number_format(t->low, -1, out);
    if (t->direction == SOAN_TARGET_RANGE) {
        text_append_str(out, " - ");
        soan_number_format(t->high, -1, out);
    }
}

enum soan_met soan_target_met(const struct soan_target *t, const struct soan_number *value)
{
    int c = soan_number_compare(value, t->low);
    switch (t->direction) {
    case SOAN_TARGET_LEAST:
        return c < 0 ? SOAN_MET_SHORT : c == 0 ? SOAN_MET_REACHED : SOAN_MET_EXCEEDED;
    case SOAN_TARGET_MOST:
        return c > 0 ? SOAN_MET_SHORT : c == 0 ? SOAN_MET_REACHED : SOAN_MET_EXCEEDED;
    case SOAN_TARGET_EXACT:
        return c == 0 ? SOAN_MET_REACHED : SOAN_MET_SHORT;
    case SOAN_TARGET_RANGE:
        return c < 0 ? SOAN_MET_SHORT : soan_number_compare(value, t->high) > 0 ? SOAN_MET_EXCEEDED : SOAN_MET_REACHED;
    case SOAN_TARGET_NONE:
        break;
    }
    return SOAN_MET_UNKNOWN;
}

enum soan_met soan_met(struct text_view target, struct text_view value)
{
    struct soan_target t = {0};
    struct soan_number *n = NULL;
    enum soan_met met = SOAN_MET_UNKNOWN;
    if (target.len && value.len && soan_target_parse(TEXT_LIT(""), target, &t, NULL) &&
        soan_number_parse(value, &n, NULL))
        met = soan_target_met(&t, n);
    soan_target_free(&t);
    soan_number_free(&n);
    return met;
}

const char *soan_met_name(enum soan_met met)
{
    static const char *const names[] = {
        [SOAN_MET_UNKNOWN] = "",
        [SOAN_MET_SHORT] = N_("not reached"),
        [SOAN_MET_REACHED] = N_("reached"),
        [SOAN_MET_EXCEEDED] = N_("exceeded"),
    };
    return names[met];
}
