/* In which year something is said to have been, or is to be reached; and which years a heading is about. */
#include "figure/claim.h"

static bool named_year(const struct reading *r, size_t i)
{
    return r->token[i].kind == T_YEAR && i > 0 && text_view_equal(token_word(r, i - 1), TEXT_LIT("năm"));
}

/* `đến năm 2030`, `đến hết năm 2030` */
static bool until(const struct reading *r, size_t i)
{
    enum { BETWEEN = 2 };
    for (size_t k = i - 1; k-- > 0 && k + BETWEEN + 1 >= i - 1;)
        if (run_at(r, W_TO, k) && text_view_equal(token_word(r, k), TEXT_LIT("đến")))
            return true;
    return false;
}

static bool counts_something(const struct reading *r, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++)
        if (is_quantity(r, i) && unit_class(quantity_of(r, i)) != UNIT_TIME && quantity_of(r, i)->low)
            return true;
    return false;
}

static void read_part(struct reading *r, size_t from, size_t to, size_t part)
{
    enum { DIGITS = 4 }; /* a unit may have been taken for what the year counts */
    struct soan_claims *o = r->out;
    if (words_find(r, W_ELSEWHEN, from, to) != NONE || !counts_something(r, from, to))
        return;
    bool future = words_find(r, W_FUTURE, from, to) != NONE;
    for (size_t i = from; i < to; i++) {
        if (!named_year(r, i) || future != until(r, i))
            continue;
        mem_grow((void **)&o->year, &o->year_cap, o->years + 1, sizeof *o->year);
        o->year[o->years++] = (struct soan_year){.from = r->token[i - 1].from,
                                                 .to = r->token[i].from + DIGITS,
                                                 .year = (unsigned)r->token[i].quantity,
                                                 .planned = future,
                                                 .part = part};
    }
}

void years_read(struct reading *r, size_t from, size_t to)
{
    for (size_t start = from, end; start < to; start = end + 1) {
        for (end = start; end < to && r->token[end].kind != T_SEMICOLON; end++)
            continue;
        read_part(r, start, end, start);
    }
}

/* Two years with a dash between them. */
static bool year_range(const struct reading *r, const struct token *t, unsigned out[2])
{
    struct text_view v = text_view_part(text_view(&r->folded), t->word_from, t->word_to);
    unsigned n = 0, value = 0, digits = 0;
    for (size_t i = 0; i <= v.len; i++) {
        bool digit = i < v.len && v.bytes[i] >= '0' && v.bytes[i] <= '9';
        if (digit) {
            value = digits < 4 ? value * 10 + (unsigned)(v.bytes[i] - '0') : 0;
            digits++;
        } else if (digits) {
            if (digits != 4 || n == 2)
                return false;
            out[n++] = value;
            value = digits = 0;
        }
    }
    return n == 2 && out[0] < out[1];
}

bool term_read(const struct reading *r, unsigned *first, unsigned *last)
{
    unsigned years[2];
    for (size_t i = 1; i < r->n; i++) {
        struct text_view before = token_word(r, i - 1);
        bool term = text_view_equal(before, TEXT_LIT("kỳ")) || text_view_equal(before, TEXT_LIT("kì")) ||
                    text_view_equal(before, TEXT_LIT("đoạn"));
        if (term && r->token[i].kind == T_OTHER && year_range(r, &r->token[i], years)) {
            *first = years[0];
            *last = years[1];
            return true;
        }
    }
    return false;
}
