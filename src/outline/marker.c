#include <string.h>

#include "outline/marker.h"

#include "outline/letters.h"
#include "outline/roman.h"

void soan_marker_free(struct soan_marker *m)
{
    text_free(&m->style);
    text_free(&m->shown);
    *m = (struct soan_marker){0};
}

void soan_marker_copy(struct soan_marker *to, const struct soan_marker *from)
{
    struct soan_marker copy = {.kind = from->kind, .number = from->number};
    copy.style = text_copy(text_view(&from->style));
    copy.shown = text_copy(text_view(&from->shown));
    soan_marker_free(to);
    *to = copy;
}

/* Samples by form; words come in three cases. */
static const struct { const char *sample; enum number_form form; enum word_case how; } samples[] = {
    {"1", FORM_ARABIC, 0}, {"01", FORM_PADDED, 0}, {"1.1", FORM_DECIMAL, 0}, {"I", FORM_ROMAN, 0},
    {"i", FORM_LOWER_ROMAN, 0}, {"A", FORM_UPPER, 0}, {"a", FORM_LOWER, 0}, {"F", FORM_UPPER_LATIN, 0},
    {"f", FORM_LOWER_LATIN, 0}, {"nhất", FORM_ORDINAL, WORD_LOWER}, {"Nhất", FORM_ORDINAL, WORD_TITLE},
    {"NHẤT", FORM_ORDINAL, WORD_UPPER}, {"một", FORM_CARDINAL, WORD_LOWER}, {"Một", FORM_CARDINAL, WORD_TITLE},
    {"MỘT", FORM_CARDINAL, WORD_UPPER},
};

static const char *sample_of(enum number_form form, enum word_case how)
{
    for (size_t k = 0; k < SOAN_ARRAY_LEN(samples); k++) {
        if (samples[k].form == form && samples[k].how == how)
            return samples[k].sample;
    }
    return "";
}

void marker_take(struct text_view line, const struct marker_reading *r, struct soan_marker *out)
{
    enum word_case how = WORD_LOWER;
    unsigned number;
    bool ordinal;
    if (r->form == FORM_ORDINAL || r->form == FORM_CARDINAL)
        number_word_read(line, r->number_from, &number, &ordinal, &how);
    soan_marker_free(out);
    out->kind = r->kind;
    out->number = r->number;
    text_append(&out->shown, text_view_part(line, 0, r->end));
    text_append(&out->style, text_view_part(line, 0, r->number_from));
    if (r->form != FORM_NONE) {
        text_append_char(&out->style, '{');
        text_append_str(&out->style, sample_of(r->form, how));
        text_append_char(&out->style, '}');
    }
    text_append(&out->style, text_view_part(line, r->number_to, r->end));
}

bool soan_marker_parse(struct text_view shown, struct soan_marker *out)
{
    struct marker_reading r[MARKER_READINGS];
    size_t n = marker_scan(shown, r);
    for (size_t k = 0; k < n; k++) {
        if (r[k].end == shown.len) {
            marker_take(shown, &r[k], out);
            return true;
        }
    }
    return false;
}

static bool is_counted(enum soan_marker_kind kind)
{
    return kind == SOAN_MARKER_NUMBER || kind == SOAN_MARKER_DECIMAL;
}

size_t soan_marker_typed(struct text_view title, enum soan_marker_kind kind)
{
    struct soan_marker m = {0};
    size_t end = text_view_find(title, TEXT_LIT(" "), 0);
    if (end == SIZE_MAX || end == 0 || !strchr(".)-", title.bytes[end - 1]))
        return 0;
    bool same = soan_marker_parse(text_view_part(title, 0, end), &m) &&
                (m.kind == kind || (is_counted(m.kind) && is_counted(kind)));
    soan_marker_free(&m);
    return same ? letters_skip_blanks(title, end) : 0;
}

/* ---- writing the next one -------------------------------------------------- */

static void append_number(struct text_view sample, unsigned number, struct text_view parent, struct text *out)
{
    enum number_form form = FORM_NONE;
    enum word_case how = WORD_LOWER;
    for (size_t k = 0; k < SOAN_ARRAY_LEN(samples); k++) {
        if (text_view_equal(sample, text_view_of(samples[k].sample))) {
            form = samples[k].form;
            how = samples[k].how;
        }
    }
    switch (form) {
    case FORM_DECIMAL: {
        size_t before = out->len;
        marker_chain(parent, out);
        if (out->len > before)
            text_append_char(out, '.');
        text_printf(out, "%u", number);
        break;
    }
    case FORM_PADDED:
        text_printf(out, "%02u", number);
        break;
    case FORM_ROMAN:
    case FORM_LOWER_ROMAN:
        if (number > 0 && number < 4000) {
            roman_append(number, form == FORM_LOWER_ROMAN, out);
            break;
        }
        text_printf(out, "%u", number);
        break;
    case FORM_UPPER:
    case FORM_LOWER:
        marker_letter_append(number, false, form == FORM_UPPER, out);
        break;
    case FORM_UPPER_LATIN:
    case FORM_LOWER_LATIN:
        marker_letter_append(number, true, form == FORM_UPPER_LATIN, out);
        break;
    case FORM_ORDINAL:
    case FORM_CARDINAL:
        number_word_append(number, form == FORM_ORDINAL, how, out);
        break;
    case FORM_NONE:
    case FORM_ARABIC:
    default:
        text_printf(out, "%u", number);
        break;
    }
}

void soan_marker_format(struct text_view style, unsigned number, struct text_view parent, struct text *out)
{
    size_t from = text_view_find(style, TEXT_LIT("{"), 0);
    size_t to = from == SIZE_MAX ? SIZE_MAX : text_view_find(style, TEXT_LIT("}"), from);
    if (to == SIZE_MAX) {
        text_append(out, style);
        return;
    }
    text_append(out, text_view_part(style, 0, from));
    append_number(text_view_part(style, from + 1, to), number, parent, out);
    text_append(out, text_view_part(style, to + 1, style.len));
}

static enum soan_marker_kind style_kind(struct text_view style, bool *decimal)
{
    struct text sample = {0};
    struct soan_marker m = {0};
    enum soan_marker_kind kind = SOAN_MARKER_NONE;
    soan_marker_format(style, 1, TEXT_LIT("1."), &sample);
    if (soan_marker_parse(text_view(&sample), &m))
        kind = m.kind;
    *decimal = kind == SOAN_MARKER_DECIMAL;
    soan_marker_free(&m);
    text_free(&sample);
    return kind;
}

void soan_marker_child_style(struct text_view parent_style, struct text *out)
{
    static const char *const child[] = {
        [SOAN_MARKER_NONE] = "", [SOAN_MARKER_PART] = "{I}.", [SOAN_MARKER_CHAPTER] = "Điều {1}.",
        [SOAN_MARKER_MUC] = "Điều {1}.", [SOAN_MARKER_DIEU] = "{1}.", [SOAN_MARKER_ANNEX] = "{I}.",
        [SOAN_MARKER_UPPER] = "{I}.", [SOAN_MARKER_ROMAN] = "{1}.", [SOAN_MARKER_NUMBER] = "{1.1}.",
        [SOAN_MARKER_DECIMAL] = "{a})", [SOAN_MARKER_LOWER] = "({1})", [SOAN_MARKER_PAREN] = "",
        [SOAN_MARKER_LOWER_ROMAN] = "",
    };
    bool decimal;
    if (parent_style.len == 0) {
        text_append_str(out, "Phần thứ {nhất}");
        return;
    }
    text_append_str(out, child[style_kind(parent_style, &decimal)]);
}

/* ---- numbers of others ------------------------------------------------------ */

void marker_chain(struct text_view shown, struct text *out)
{
    struct marker_reading r[MARKER_READINGS];
    if (marker_scan(shown, r) == 0)
        return;
    switch (r[0].kind) {
    case SOAN_MARKER_NUMBER:
    case SOAN_MARKER_DECIMAL:
        text_append(out, text_view_part(shown, r[0].number_from, r[0].number_to));
        break;
    case SOAN_MARKER_PART:
    case SOAN_MARKER_CHAPTER:
    case SOAN_MARKER_MUC:
    case SOAN_MARKER_DIEU:
    case SOAN_MARKER_ROMAN:
        text_printf(out, "%u", r[0].number);
        break;
    case SOAN_MARKER_NONE:
    case SOAN_MARKER_ANNEX:
    case SOAN_MARKER_UPPER:
    case SOAN_MARKER_LOWER:
    case SOAN_MARKER_PAREN:
    case SOAN_MARKER_LOWER_ROMAN:
    default:
        break;
    }
}

unsigned marker_part(struct text_view shown, size_t nth)
{
    size_t p = 0;
    for (size_t k = 0;; k++) {
        unsigned value = 0;
        size_t from = p;
        while (p < shown.len && shown.bytes[p] >= '0' && shown.bytes[p] <= '9')
            value = value * 10 + (unsigned)(shown.bytes[p++] - '0');
        if (p == from)
            return 0;
        if (k == nth)
            return value;
        if (p >= shown.len || shown.bytes[p] != '.')
            return 0;
        p++;
    }
}

void soan_marker_path(const struct soan_marker *m, unsigned nth, struct text *out)
{
    static const char *const letter[] = {
        [SOAN_MARKER_PART] = "P", [SOAN_MARKER_CHAPTER] = "C", [SOAN_MARKER_MUC] = "M", [SOAN_MARKER_DIEU] = "D",
        [SOAN_MARKER_ANNEX] = "PL",
    };
    if (m->kind == SOAN_MARKER_NONE) {
        text_printf(out, "~%u", nth);
        return;
    }
    if (m->kind < SOAN_ARRAY_LEN(letter) && letter[m->kind]) {
        text_printf(out, "%s%u", letter[m->kind], m->number);
        return;
    }
    struct marker_reading r[MARKER_READINGS];
    struct text_view shown = text_view(&m->shown);
    if (marker_scan(shown, r))
        text_append(out, text_view_part(shown, r[0].number_from, r[0].number_to));
}
