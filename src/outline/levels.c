#include <stdlib.h>
#include <string.h>

#include "outline/letters.h"
#include "outline/levels.h"

enum fit { FIT_NONE, FIT_FAR, FIT_NEAR, FIT_ON, FIT_FIRST, FIT_NEXT };
enum { NEAR = 3, FAR = 20 };

void levels_free(struct levels *l)
{
    mem_free(&l->level);
    *l = (struct levels){0};
}

static bool is_word_kind(enum soan_marker_kind kind)
{
    return kind >= SOAN_MARKER_PART && kind <= SOAN_MARKER_ANNEX;
}

/* Of two kinds that papers nest either way, the one met later stands deeper. */
static unsigned later(const struct levels *l, enum soan_marker_kind kind, enum soan_marker_kind other)
{
    return l->met[other] && (!l->met[kind] || l->met[kind] > l->met[other]) ? 15 : 0;
}

static unsigned rank_of(const struct levels *l, const struct marker_reading *r, unsigned variant)
{
    switch (r->kind) {
    case SOAN_MARKER_PART:
    case SOAN_MARKER_ANNEX:
        return 10;
    case SOAN_MARKER_CHAPTER:
        return 20;
    case SOAN_MARKER_MUC:
        return 30 + variant;
    case SOAN_MARKER_DIEU:
        return 40;
    case SOAN_MARKER_UPPER:
        return 50 + later(l, SOAN_MARKER_UPPER, SOAN_MARKER_ROMAN);
    case SOAN_MARKER_ROMAN:
        return 60;
    case SOAN_MARKER_NUMBER:
        return 70;
    case SOAN_MARKER_DECIMAL:
        return 80 + r->parts;
    case SOAN_MARKER_LOWER:
        return 2000 + later(l, SOAN_MARKER_LOWER, SOAN_MARKER_PAREN);
    case SOAN_MARKER_PAREN:
        return 2010;
    case SOAN_MARKER_LOWER_ROMAN:
        return 2030;
    case SOAN_MARKER_NONE:
    default:
        return 0;
    }
}

/* What tells levels of one kind apart: `Tiểu mục`, the components of a decimal, the sign behind a number or letter. */
static unsigned variant_of(struct text_view line, const struct marker_reading *r)
{
    size_t next;
    switch (r->kind) {
    case SOAN_MARKER_MUC:
        return letter_lower(letter_at(line, 0, &next)) == 't';
    case SOAN_MARKER_DECIMAL:
        return r->parts;
    case SOAN_MARKER_NUMBER:
    case SOAN_MARKER_LOWER:
        return line.bytes[r->number_to] == ')';
    case SOAN_MARKER_NONE:
    case SOAN_MARKER_PART:
    case SOAN_MARKER_CHAPTER:
    case SOAN_MARKER_DIEU:
    case SOAN_MARKER_ANNEX:
    case SOAN_MARKER_UPPER:
    case SOAN_MARKER_ROMAN:
    case SOAN_MARKER_PAREN:
    case SOAN_MARKER_LOWER_ROMAN:
    default:
        return 0;
    }
}

/* The innermost open level of the marker's kind and variant; a number that goes on in the other variant counts too. */
static const struct level *level_of(const struct levels *l, struct text_view line, const struct marker_reading *r)
{
    unsigned variant = variant_of(line, r);
    bool either = r->kind == SOAN_MARKER_NUMBER || r->kind == SOAN_MARKER_LOWER;
    unsigned rank = rank_of(l, r, variant);
    for (size_t k = l->n; k-- > 0;) {
        const struct level *at = &l->level[k];
        if (at->kind == r->kind && (at->variant == variant || (either && at->number + 1 == r->number)))
            return at;
        if (at->rank < rank && !either && at->kind != r->kind)
            return NULL;
    }
    return NULL;
}

/* ---- numbers -------------------------------------------------------------------- */

static enum fit fit_number(unsigned number, const struct level *open, unsigned last)
{
    if (!open)
        return number == 1 ? FIT_FIRST : number == last + 1 ? FIT_ON : FIT_NONE;
    if (number == open->number + 1)
        return FIT_NEXT;
    if (number == 1 && open->number > 1)
        return FIT_FIRST;
    unsigned apart = number > open->number ? number - open->number : open->number - number;
    return apart <= NEAR ? FIT_NEAR : apart <= FAR ? FIT_FAR : FIT_NONE;
}

static struct text_view without_last(struct text_view chain)
{
    size_t p = chain.len;
    while (p > 0 && chain.bytes[p - 1] != '.')
        p--;
    return text_view_part(chain, 0, p ? p - 1 : 0);
}

static bool all_ones(struct text_view chain, size_t from)
{
    for (size_t p = from; p < chain.len; p++) {
        if (chain.bytes[p] != ((p - from) % 2 ? '.' : '1'))
            return false;
    }
    return true;
}

/* True if `chain` goes on from `before`, some component of which it raises by one to NEAR; all behind that are 1. */
static bool chain_steps(struct text_view before, struct text_view chain)
{
    size_t p = 0;
    while (p < before.len && p < chain.len && before.bytes[p] == chain.bytes[p])
        p++;
    while (p > 0 && chain.bytes[p - 1] != '.')
        p--;
    unsigned long old = 0, new = 0;
    size_t q = p;
    for (; q < chain.len && chain.bytes[q] != '.'; q++)
        new = new * 10 + (unsigned long)(chain.bytes[q] - '0');
    for (size_t b = p; b < before.len && before.bytes[b] != '.'; b++)
        old = old * 10 + (unsigned long)(before.bytes[b] - '0');
    return new > old && new <= old + NEAR && (q == chain.len || all_ones(chain, q + 1));
}

/* Where a decimal starts without a heading for what it stands under: `2.1` under `Chương II`, or 1.1, 1.1.1. */
static bool chain_starts(const struct levels *l, struct text_view chain)
{
    unsigned long first = 0;
    size_t p = 0;
    for (; p < chain.len && chain.bytes[p] != '.'; p++)
        first = first * 10 + (unsigned long)(chain.bytes[p] - '0');
    if (!all_ones(chain, p + 1))
        return false;
    for (size_t k = l->n; k-- > 0;) {
        if ((is_word_kind(l->level[k].kind) || l->level[k].kind == SOAN_MARKER_ROMAN) && l->level[k].number == first)
            return true;
    }
    return first == 1;
}

static enum fit fit_decimal(const struct levels *l, struct text_view line, const struct marker_reading *r,
                            const struct level *open)
{
    struct text_view chain = text_view_part(line, r->number_from, r->number_to), prefix = without_last(chain);
    if (open && text_view_equal(without_last(open->chain), prefix))
        return fit_number(r->number, open, 0);
    /* Only the innermost number that may stand above it, and the one with a component less, have a say. */
    bool inner = false;
    for (size_t k = l->n; k-- > 0;) {
        const struct level *at = &l->level[k];
        bool decimal = at->kind == SOAN_MARKER_DECIMAL;
        if ((!decimal && at->kind != SOAN_MARKER_NUMBER) || at->rank >= 80 + r->parts)
            continue;
        if ((decimal ? at->variant : 1) + 1 == r->parts && text_view_equal(at->chain, prefix))
            return r->number == 1 ? FIT_FIRST : r->number <= NEAR ? FIT_NEAR : FIT_NONE;
        if (!inner && chain_steps(at->chain, chain))
            return FIT_NEAR;
        inner = true;
    }
    if (open && chain_steps(open->chain, chain))
        return FIT_ON;
    return chain_starts(l, chain) ? FIT_FIRST : FIT_NONE;
}

static enum fit fit_of(const struct levels *l, struct text_view line, const struct marker_reading *r,
                       const struct line_context *c)
{
    const struct level *open = level_of(l, line, r);
    if (r->kind == SOAN_MARKER_DECIMAL)
        return fit_decimal(l, line, r, open);
    enum fit fit = fit_number(r->number, open, l->last[r->kind]);
    if (r->kind == SOAN_MARKER_LOWER_ROMAN && !open)
        return fit == FIT_FIRST && c->after_colon ? FIT_FIRST : FIT_NONE;
    /* A letter that begins no list may only go on in one. */
    bool letter = r->kind == SOAN_MARKER_LOWER || r->kind == SOAN_MARKER_UPPER;
    if (letter && !open && fit == FIT_ON)
        return FIT_NONE;
    return fit < FIT_NEAR && is_word_kind(r->kind) ? FIT_NEAR : fit;
}

/* ---- words ------------------------------------------------------------------------ */

static bool opens_words(uint32_t cp)
{
    return letter_is(cp) || cp == '"' || cp == '\'' || cp == '(' || cp == '[' || cp == 0x201C || cp == 0x2018 || cp == 0xAB ||
           cp == 0x2026;
}

/* `V. I. …`: the words begin with a single capital and a dot. */
static bool is_initial(struct text_view words)
{
    size_t next;
    return words.len > 1 && letter_is_capital(letter_at(words, 0, &next)) && next < words.len && words.bytes[next] == '.';
}

static bool word_kind_form(struct text_view words, const struct marker_reading *r, bool exact, bool capital)
{
    size_t start;
    if (r->tail)
        return true;
    if (letters_all_capital(words))
        return true;
    uint32_t end = letter_before(words, words.len, &start);
    return exact && capital && words.len <= 480 && letters_columns(words) <= 120 && end != '.' && end != ';' && end != ',';
}

static bool form_fits(struct text_view line, const struct marker_reading *r, enum fit fit, const struct line_context *c)
{
    struct text_view words = text_view_part(line, r->words, line.len);
    bool exact = fit >= FIT_FIRST;
    size_t next, second;
    if (words.len == 0)
        return is_word_kind(r->kind) ? exact || !c->in_sentence : exact && r->tail && !c->in_sentence;
    uint32_t cp = letter_at(words, 0, &next);
    bool capital = letter_is_capital(cp), dots = text_view_starts(words, TEXT_LIT("..."));
    if (!opens_words(cp) && !dots)
        return false;
    if (c->in_sentence && (!exact || !capital))
        return false;
    if (is_word_kind(r->kind))
        return word_kind_form(words, r, exact, capital);
    if (r->glued && !(exact && capital && next < words.len && letter_is(letter_at(words, next, &second)) &&
                      r->kind != SOAN_MARKER_UPPER))
        return false;
    bool one_letter = r->kind == SOAN_MARKER_UPPER || (r->kind == SOAN_MARKER_ROMAN && r->number_to == 1);
    /* `C. Mác`, `V. Putin`: a name, unless its letter is about the next. */
    if (one_letter && (is_initial(words) || letter_is_small(cp) || fit == FIT_FAR))
        return false;
    if (r->kind == SOAN_MARKER_DECIMAL && !r->tail && !(exact && (capital || !letter_is(cp))))
        return false;
    return fit >= FIT_NEAR || !letter_is_small(cp);
}

bool levels_heading(const struct levels *l, struct text_view line, const struct line_context *c, struct marker_reading *out)
{
    struct marker_reading r[MARKER_READINGS];
    size_t n = marker_scan(line, r);
    unsigned best = 0;
    for (size_t k = 0; k < n; k++) {
        enum fit fit = fit_of(l, line, &r[k], c);
        if (fit == FIT_NONE || !form_fits(line, &r[k], fit, c))
            continue;
        const struct level *open = level_of(l, line, &r[k]);
        unsigned score = 2 * (unsigned)fit + (open && open->form == r[k].form);
        if (score > best) {
            best = score;
            *out = r[k];
        }
    }
    return best > 0;
}

/* ---- the stack ---------------------------------------------------------------------- */

static bool order_unknown(enum number_form form)
{
    return form == FORM_UPPER || form == FORM_LOWER || form == FORM_UPPER_LATIN || form == FORM_LOWER_LATIN;
}

size_t levels_out_of_order(const struct levels *l, struct text_view line, const struct marker_reading *r)
{
    const struct level *open = level_of(l, line, r);
    if (!open || r->number == open->number + 1)
        return SIZE_MAX;
    struct text_view chain = text_view_part(line, r->number_from, r->number_to);
    if (r->kind == SOAN_MARKER_DECIMAL && !text_view_equal(without_last(open->chain), without_last(chain)))
        return SIZE_MAX;
    return open->node;
}

static size_t push(struct levels *l, const struct level *new)
{
    size_t parent = l->n ? l->level[l->n - 1].node : SIZE_MAX;
    void *level = l->level;
    mem_grow(&level, &l->cap, l->n + 1, sizeof *l->level);
    l->level = level;
    l->level[l->n++] = *new;
    return parent;
}

size_t levels_open_unmarked(struct levels *l, size_t node, unsigned depth)
{
    while (l->n > 0 && (l->level[l->n - 1].depth == 0 || l->level[l->n - 1].depth >= depth))
        l->n--;
    return push(l, &(struct level){.node = node, .kind = SOAN_MARKER_NONE, .depth = depth});
}

size_t levels_open(struct levels *l, const struct marker_reading *r, const struct soan_marker *marker, size_t node,
                   unsigned depth, size_t *latin)
{
    while (depth && l->n > 0 && l->level[l->n - 1].kind == SOAN_MARKER_NONE && l->level[l->n - 1].depth >= depth)
        l->n--;
    struct text_view shown = text_view(&marker->shown);
    const struct level *same = level_of(l, shown, r);
    unsigned variant = variant_of(shown, r);
    struct level new = {.node = node, .kind = r->kind, .form = r->form, .number = r->number, .variant = variant,
                        .depth = depth};
    *latin = 0;
    new.rank = rank_of(l, r, variant);
    if (same) {
        if (r->number > 1) {
            memcpy(new.first, same->first, sizeof new.first);
            bool vietnamese = same->form == FORM_UPPER || same->form == FORM_LOWER;
            if (vietnamese && r->form != same->form && order_unknown(r->form))
                *latin = same->number < 4 ? same->number : 4;
        }
        new.variant = same->variant;
        new.rank = same->rank;
        l->n = (size_t)(same - l->level);
    } else {
        bool other = false;
        for (size_t k = 0; k < l->n; k++)
            other |= l->level[k].kind == r->kind && (r->kind == SOAN_MARKER_NUMBER || r->kind == SOAN_MARKER_LOWER);
        /* `1)` that starts while a `1.` is open counts below whatever is open. */
        if (other)
            new.rank = l->level[l->n - 1].rank + 1;
        while (l->n > 0 && l->level[l->n - 1].rank >= new.rank)
            l->n--;
    }
    if (order_unknown(r->form) && r->number >= 1 && r->number <= 4)
        new.first[r->number - 1] = node;
    if (r->kind == SOAN_MARKER_NUMBER || r->kind == SOAN_MARKER_DECIMAL)
        new.chain = text_view_part(shown, r->number_from, r->number_to);
    if (!l->met[r->kind])
        l->met[r->kind] = ++l->kinds;
    l->last[r->kind] = r->number;
    return push(l, &new);
}
