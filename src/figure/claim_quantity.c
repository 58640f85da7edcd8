/* Numbers that count or measure, told from dates, years, documents and the names of things. */
#include <stdlib.h>
#include <string.h>

#include "figure/claim.h"

static bool digit(struct text_view v, size_t pos)
{
    return pos < v.len && v.bytes[pos] >= '0' && v.bytes[pos] <= '9';
}

static bool letter(struct text_view v, size_t pos)
{
    return pos < v.len && ((v.bytes[pos] >= 'a' && v.bytes[pos] <= 'z') || (unsigned char)v.bytes[pos] >= 0xC3) &&
           (unsigned char)v.bytes[pos] != 0xE2;
}

static size_t skip_spaces(struct text_view v, size_t pos)
{
    for (size_t n; pos < v.len && (n = figure_space(text_view_part(v, pos, v.len))) > 0;)
        pos += n;
    return pos;
}

static size_t number_end(struct text_view v, size_t pos)
{
    while (digit(v, pos) || (pos < v.len && strchr(".,", v.bytes[pos]) && v.bytes[pos] && digit(v, pos + 1)))
        pos++;
    return pos;
}

/* `-` or an en dash, with or without blanks, and a digit behind it: where that digit is, or 0. */
static size_t range_mark(struct text_view v, size_t pos)
{
    size_t at = skip_spaces(v, pos);
    struct text_view rest = text_view_part(v, at, v.len);
    size_t len = text_view_starts(rest, TEXT_LIT("-")) ? 1 : text_view_starts(rest, TEXT_LIT("–")) ? 3 : 0;
    size_t next = len ? skip_spaces(v, at + len) : 0;
    return len && digit(v, next) ? next : 0;
}

static struct soan_number *number_at(struct text_view v, size_t from, size_t to)
{
    struct soan_number *n = NULL;
    return soan_number_parse(text_view_part(v, from, to), &n, NULL) ? n : NULL;
}

static size_t four_digits(struct text_view v)
{
    size_t n = 0;
    for (size_t i = 0; v.len == 4 && i < 4; i++)
        n = digit(v, i) ? n * 10 + (size_t)(v.bytes[i] - '0') : 0;
    return n;
}

/* Four digits that are a year. */
static size_t year_of(struct text_view v)
{
    size_t year = four_digits(v);
    return year >= 1900 && year < 2100 ? year : 0;
}

/* `năm 2205` is meant as a year, too. */
static size_t year_at(struct text_view v, size_t at, size_t end)
{
    struct text_view digits = text_view_part(v, at, end);
    size_t year = year_of(digits), slip = four_digits(digits);
    bool named = text_view_ends(text_view_part(v, 0, at), TEXT_LIT("năm "));
    return year ? year : named && slip >= 2100 && slip < 3000 ? slip : 0;
}

static size_t no_quantity(struct reading *r, size_t from, size_t to)
{
    struct text_view v = text_view(&r->folded);
    while (to < v.len && (digit(v, to) || letter(v, to) || (strchr("-/.,", v.bytes[to]) && v.bytes[to] &&
                                                          (digit(v, to + 1) || letter(v, to + 1)))))
        to++;
    while (to < v.len && ((unsigned char)v.bytes[to] & 0xC0) == 0x80)
        to++;
    token_add(r, T_OTHER, from, to);
    return to;
}

/* The unit at byte `at` of the folded text, after a blank or none. Appends its own spelling, returns the byte
 * behind. */
static size_t unit_at(struct reading *r, size_t at, struct text *unit)
{
    struct text_view v = text_view(&r->folded);
    size_t next = skip_spaces(v, at);
    if (next >= v.len)
        return at;
    struct text_view rest = text_view_part(r->paragraph, r->map[next], r->paragraph.len);
    size_t len = soan_unit_match(rest), end = next;
    if (len == 0)
        return at;
    soan_unit_canonical(text_view_part(rest, 0, len), unit);
    while (end < v.len && r->map[end] < r->map[next] + len)
        end++;
    return end;
}

static struct soan_quantity *add(struct reading *r, struct soan_quantity *q, size_t from, size_t to)
{
    struct soan_claims *out = r->out;
    mem_grow((void **)&out->quantity, &out->quantity_cap, out->quantities + 1, sizeof *out->quantity);
    q->from = r->map[from];
    q->to = r->map[to];
    token_add(r, T_QUANTITY, from, to)->quantity = out->quantities;
    out->quantity[out->quantities] = *q;
    return &out->quantity[out->quantities++];
}

/* `-` and digits behind a number and its unit: the other end of a range. */
static size_t read_range(struct reading *r, struct soan_quantity *q, size_t end)
{
    struct text_view v = text_view(&r->folded);
    size_t next = range_mark(v, end);
    if (!next)
        return end;
    size_t stop = number_end(v, next);
    struct soan_number *high = number_at(v, next, stop);
    struct text unit = {0};
    size_t behind = unit_at(r, stop, &unit);
    bool fits = high && (q->unit.len == 0 || text_view_equal(text_view(&q->unit), text_view(&unit)));
    if (fits) {
        q->form = SOAN_QUANTITY_RANGE;
        q->high = high;
        q->number_to = r->map[stop];
        text_free(&q->unit);
        q->unit = unit;
        return behind;
    }
    soan_number_free(&high);
    text_free(&unit);
    return end;
}

/* m/n; a second slash makes it a date. */
static size_t read_ratio(struct reading *r, size_t at, size_t end)
{
    struct text_view v = text_view(&r->folded);
    size_t stop = number_end(v, end + 1);
    bool more = stop + 1 < v.len && strchr("/-", v.bytes[stop]) && (digit(v, stop + 1) || letter(v, stop + 1));
    struct soan_quantity q = {.form = SOAN_QUANTITY_RATIO, .figure = NONE, .number_to = r->map[stop]};
    if (!more && !letter(v, stop)) {
        q.low = number_at(v, at, end);
        q.high = number_at(v, end + 1, stop);
    }
    /* `03/2024` is a month; without a unit `30/6` is a day. */
    size_t behind = q.low && q.high ? unit_at(r, stop, &q.unit) : stop;
    if (q.unit.len && soan_number_sign(q.high) > 0 && !year_of(text_view_part(v, end + 1, stop))) {
        add(r, &q, at, behind);
        return behind;
    }
    soan_number_free(&q.low);
    soan_number_free(&q.high);
    text_free(&q.unit);
    return no_quantity(r, at, stop);
}

/* Part of something written together, as COVID-19 or A3. */
static bool glued_before(struct text_view v, size_t at)
{
    if (at == 0)
        return false;
    unsigned char c = (unsigned char)v.bytes[at - 1];
    if (c == '-' || c == '/' || c == '.' || c == '+')
        return true;
    return (c >= 'a' && c <= 'z') || (c >= 0x80 && c != 0xA0 && at > 1 && letter(v, at - 2));
}

size_t quantity_read(struct reading *r, size_t at)
{
    struct text_view v = text_view(&r->folded);
    size_t end = number_end(v, at), year = year_at(v, at, end);
    if (glued_before(v, at))
        return no_quantity(r, at, end);
    if (end + 1 < v.len && v.bytes[end] == '/' && digit(v, end + 1))
        return read_ratio(r, at, end);
    if (end + 1 < v.len && strchr("/-", v.bytes[end]) && letter(v, end + 1))
        return no_quantity(r, at, end);
    size_t other = range_mark(v, end);
    if (year && other && year_of(text_view_part(v, other, number_end(v, other)))) {
        token_add(r, T_OTHER, at, number_end(v, other));
        return number_end(v, other);
    }
    struct soan_quantity q = {.figure = NONE, .number_to = r->map[end], .low = number_at(v, at, end)};
    size_t behind = q.low ? unit_at(r, end, &q.unit) : end;
    if (!q.low || (letter(v, end) && q.unit.len == 0)) {
        soan_number_free(&q.low);
        return no_quantity(r, at, end);
    }
    behind = read_range(r, &q, behind);
    if (year && q.form == SOAN_QUANTITY_NUMBER && q.unit.len == 0) {
        soan_number_free(&q.low);
        token_add(r, T_YEAR, at, end)->quantity = year;
        return end;
    }
    add(r, &q, at, behind);
    return behind;
}

static bool parse_ratio(struct text_view v, struct soan_quantity *q)
{
    size_t slash = text_view_find(v, TEXT_LIT("/"), 0);
    q->form = SOAN_QUANTITY_RATIO;
    if (slash == SIZE_MAX)
        return false;
    q->low = number_at(v, 0, slash);
    q->high = number_at(v, slash + 1, v.len);
    return q->low && q->high && soan_number_sign(q->high) > 0;
}

/* The token of the figure has just been added. */
size_t quantity_figure(struct reading *r, size_t figure)
{
    const struct soan_claim_figure *f = &r->figure[figure];
    struct token *t = &r->token[r->n - 1];
    size_t end = t->word_to;
    struct soan_quantity q = {.figure = figure, .open = f->open, .number_to = f->to};
    struct text_view shown = text_view_part(r->paragraph, f->from, f->to);
    bool good = f->kind == SOAN_KIND_NUMBER || f->kind == SOAN_KIND_RATIO;
    if (f->kind == SOAN_KIND_RATIO)
        q.form = SOAN_QUANTITY_RATIO;
    if (good && !f->open && f->kind == SOAN_KIND_NUMBER)
        good = (q.low = number_at(shown, 0, shown.len)) != NULL;
    else if (good && !f->open)
        good = parse_ratio(shown, &q);
    if (!good) {
        soan_number_free(&q.low);
        soan_number_free(&q.high);
        return end;
    }
    size_t from = t->word_from, behind = unit_at(r, end, &q.unit);
    if (q.unit.len == 0)
        soan_unit_canonical(f->unit, &q.unit);
    r->n--;
    add(r, &q, from, behind);
    return behind;
}

/* ---- after the words are known ---- */

static void drop(struct reading *r, size_t i, enum token_kind kind)
{
    r->token[i].kind = kind;
    r->token[i].quantity = NONE;
}

static bool is_label(const struct reading *r, size_t i)
{
    const struct soan_quantity *q = quantity_of(r, i);
    if (q->figure != NONE || unit_class(q) == UNIT_PERCENT || unit_class(q) == UNIT_POINTS ||
        q->form == SOAN_QUANTITY_RATIO)
        return false;
    return words_end_at(r, W_LABEL, i, NULL) && !words_end_at(r, W_COUNTED, i, NULL);
}

static size_t year_value(const struct reading *r, size_t i)
{
    const struct token *t = &r->token[i];
    struct text_view v = text_view_part(text_view(&r->folded), t->word_from, t->word_to);
    size_t end = number_end(v, 0);
    return year_of(text_view_part(v, 0, end));
}

/* `cao hơn 12%` compares, `hơn 12%` is approximate. */
static bool compares(const struct reading *r, size_t i, size_t approx)
{
    static const enum word_list verbs[] = {W_EXCEED, W_FALL};
    size_t from;
    for (size_t k = 0; k < SOAN_ARRAY_LEN(verbs); k++)
        if (words_end_at(r, verbs[k], i, &from) && from < approx)
            return true;
    return false;
}

static bool at_least(const struct reading *r, size_t i)
{
    size_t from;
    return (words_end_at(r, W_LEAST, i, &from) && !compares(r, i, from)) || run_at(r, W_OR_MORE, i + 1);
}

static void settle(struct reading *r, size_t i)
{
    struct soan_quantity *q = quantity_of(r, i);
    size_t year = q->form == SOAN_QUANTITY_NUMBER && q->figure == NONE ? year_value(r, i) : 0;
    if (year && words_end_at(r, W_YEAR, i, NULL)) {
        drop(r, i, T_YEAR);
        r->token[i].quantity = year;
    } else if (is_label(r, i)) {
        drop(r, i, T_OTHER);
    } else if (at_least(r, i)) {
        q->approx = SOAN_APPROX_LEAST;
    } else if (words_end_at(r, W_MOST, i, NULL) || run_at(r, W_OR_LESS, i + 1)) {
        q->approx = SOAN_APPROX_MOST;
    } else if (words_end_at(r, W_ABOUT, i, NULL)) {
        q->approx = SOAN_APPROX_ABOUT;
    }
}

void quantities_settle(struct reading *r)
{
    for (size_t i = 0; i < r->n; i++)
        if (r->token[i].kind == T_QUANTITY)
            settle(r, i);
}

/* ---- units ---- */

enum unit_class unit_class(const struct soan_quantity *q)
{
    static const char *const time[] = {"năm", "tháng", "quý", "tuần", "ngày", "giờ", "phút", "tuổi", "nhiệm kỳ", "đêm"};
    struct text_view u = text_view(&q->unit);
    if (text_view_starts(u, TEXT_LIT("%")) || text_view_starts(u, TEXT_LIT("phần trăm")))
        return UNIT_PERCENT;
    if (text_view_starts(u, TEXT_LIT("điểm %")))
        return UNIT_POINTS;
    if (text_view_equal(u, TEXT_LIT("lần")))
        return UNIT_TIMES;
    for (size_t i = 0; i < SOAN_ARRAY_LEN(time); i++)
        if (text_view_equal(u, text_view_of(time[i])))
            return UNIT_TIME;
    return UNIT_COUNT;
}

bool per_year(const struct soan_quantity *q)
{
    return text_view_ends(text_view(&q->unit), TEXT_LIT("/năm"));
}

bool same_unit(const struct soan_quantity *a, const struct soan_quantity *b)
{
    return text_view_equal(text_view(&a->unit), text_view(&b->unit));
}

bool same_kind(const struct soan_quantity *a, const struct soan_quantity *b)
{
    struct text_view x = text_view(&a->unit), y = text_view(&b->unit);
    if (x.len == 0 || y.len == 0)
        return false;
    size_t n = 0, end = 0;
    for (; n < x.len && n < y.len && x.bytes[n] == y.bytes[n]; n++)
        if (x.bytes[n] == ' ' || x.bytes[n] == ',')
            end = n;
    bool x_ends = n == x.len || x.bytes[n] == ' ' || x.bytes[n] == ',';
    bool y_ends = n == y.len || y.bytes[n] == ' ' || y.bytes[n] == ',';
    if (x_ends && y_ends)
        return true;
    struct text ignored = {0};
    bool known = end > 0 && soan_unit_canonical(text_view_part(x, 0, end), &ignored);
    text_free(&ignored);
    return known;
}

bool exact(const struct soan_quantity *q)
{
    return q->form == SOAN_QUANTITY_NUMBER && q->approx == SOAN_APPROX_NONE;
}
