/* The house rules of line breaking, as data/breaks states them. */
#include <stdlib.h>
#include <string.h>

#include "text/linebreak.h"
#include "text/prop.h"

/* A set of words: a hash table, never more than half full. */
struct words {
    struct text *slot;
    size_t n;
    size_t size;              /* a power of two, or 0 */
};

/* ASCII as a set of bits, the rest as a short list. */
struct chars {
    uint64_t ascii[2];
    uint32_t *item;
    size_t n;
    size_t cap;
};

struct text_breaks {
    struct words unit, lead;
    struct words phrase;      /* the beginnings of units of several words, "tỷ_đồng" */
    struct chars not_first, dash, joiner, inner, blank, marker;
    bool markers_stay;        /* there is a rule about markers */
};

/* ---- reading ---------------------------------------------------------------- */

static const struct rule {
    const char *name;
    bool words;
    size_t offset;
} rules[] = {
    {"unit", true, offsetof(struct text_breaks, unit)},
    {"lead", true, offsetof(struct text_breaks, lead)},
    {"not-first", false, offsetof(struct text_breaks, not_first)},
    {"dash", false, offsetof(struct text_breaks, dash)},
    {"joiner", false, offsetof(struct text_breaks, joiner)},
    {"inner", false, offsetof(struct text_breaks, inner)},
    {"blank", false, offsetof(struct text_breaks, blank)},
    {"marker", false, offsetof(struct text_breaks, marker)},
};

/* The slot of the word, or the empty one where it would go. FNV-1a, after Fowler, Noll and Vo. */
static struct text *words_slot(const struct words *w, struct text_view word)
{
    uint32_t hash = 2166136261u;
    for (size_t i = 0; i < word.len; i++)
        hash = (hash ^ (unsigned char)word.bytes[i]) * 16777619u;
    size_t at = hash & (w->size - 1);
    while (w->slot[at].len && !text_view_equal(text_view(&w->slot[at]), word))
        at = (at + 1) & (w->size - 1);
    return &w->slot[at];
}

static void words_grow(struct words *w)
{
    struct words old = *w;
    w->size = old.size ? 2 * old.size : 64;
    w->slot = mem_array(w->size, sizeof w->slot[0]);
    for (size_t i = 0; i < old.size; i++)
        if (old.slot[i].len)
            *words_slot(w, text_view(&old.slot[i])) = old.slot[i];
    free(old.slot);
}

static void words_add(struct words *w, struct text_view word)
{
    if (2 * w->n >= w->size)
        words_grow(w);
    struct text *slot = words_slot(w, word);
    if (word.len && !slot->len) {
        *slot = text_copy(word);
        w->n++;
    }
}

/* As it is written in running text, at the start of a sentence and in a heading. */
static void words_add_any_case(struct words *w, struct text_view word)
{
    struct text lower = {0}, upper = {0}, first = {0};
    text_lower(word, &lower);
    text_upper(word, &upper);
    words_add(w, text_view(&lower));
    words_add(w, text_view(&upper));
    if (word.len) {
        text_upper(text_view_part(text_view(&lower), 0, codepoint_next(text_view(&lower), 0)), &first);
        text_append(&first, text_view_part(text_view(&lower), codepoint_next(text_view(&lower), 0), lower.len));
        words_add(w, text_view(&first));
    }
    text_free(&lower);
    text_free(&upper);
    text_free(&first);
}

static void words_free(struct words *w)
{
    for (size_t i = 0; i < w->size; i++)
        text_free(&w->slot[i]);
    free(w->slot);
}

static bool words_have(const struct words *w, struct text_view word)
{
    return w->size && word.len && words_slot(w, word)->len;
}

static void chars_add(struct chars *c, struct text_view item)
{
    for (size_t i = 0, len; i < item.len; i += len) {
        uint32_t cp = decode(item.bytes + i, &len);
        if (cp < 0x80) {
            c->ascii[cp / 64] |= UINT64_C(1) << cp % 64;
            continue;
        }
        mem_grow((void **)&c->item, &c->cap, c->n + 1, sizeof c->item[0]);
        c->item[c->n++] = cp;
    }
}

static bool chars_have(const struct chars *c, uint32_t cp)
{
    if (cp < 0x80)
        return c->ascii[cp / 64] >> cp % 64 & 1;
    for (size_t i = 0; i < c->n; i++)
        if (c->item[i] == cp)
            return true;
    return false;
}

/* "tỷ_đồng": its first word into the list, "tỷ_đồng" and what is shorter by a word among the phrases. */
static void add_unit(struct text_breaks *b, struct words *list, struct text_view item)
{
    bool any_case = item.bytes[0] == '~';
    item = text_view_part(item, any_case, item.len);
    for (size_t end = 0; end < item.len;) {
        size_t next = text_view_find(item, TEXT_LIT("_"), end + 1);
        bool first = end == 0;
        end = next == SIZE_MAX ? item.len : next;
        (any_case ? words_add_any_case : words_add)(first ? list : &b->phrase, text_view_part(item, 0, end));
    }
}

static void add_item(struct text_breaks *b, const struct rule *r, struct text_view item)
{
    void *list = (char *)b + r->offset;
    if (list == &b->marker)
        b->markers_stay = true;
    if (!r->words)
        chars_add(list, item);
    else
        add_unit(b, list, item);
}

static bool read_line(struct text_breaks *b, struct text_view line, size_t number, struct error *e)
{
    line = text_view_trim(line);
    if (line.len == 0 || line.bytes[0] == '#')
        return true;
    size_t colon = text_view_find(line, TEXT_LIT(":"), 0);
    struct text_view name = text_view_trim(text_view_part(line, 0, colon));
    const struct rule *r = NULL;
    for (size_t i = 0; i < SOAN_ARRAY_LEN(rules); i++)
        if (text_view_equal(name, text_view_of(rules[i].name)))
            r = &rules[i];
    if (colon == SIZE_MAX || !r) {
        struct text shown = {0};
        text_ellipsize(name, 40, &shown);
        error_set(e, SOAN_BAD_DATA, _("line breaking rules, line %zu: \"%s\" is not a rule; write NAME: items"), number,
                  text_str(&shown));
        text_free(&shown);
        return false;
    }
    for (size_t i = colon + 1; i < line.len;) {
        size_t end = i;
        while (end < line.len && line.bytes[end] != ' ' && line.bytes[end] != '\t')
            end++;
        if (end > i)
            add_item(b, r, text_view_part(line, i, end));
        i = end + 1;
    }
    return true;
}

struct text_breaks *text_breaks_load(struct text_view text, struct error *e)
{
    size_t bad, number = 1;
    if (!text_utf8_valid(text, &bad)) {
        error_set(e, SOAN_BAD_DATA, _("line breaking rules: byte %zu is not UTF-8; save the file as UTF-8"), bad);
        return NULL;
    }
    struct text_breaks *b = mem_alloc(sizeof *b);
    for (size_t i = 0; i < text.len; number++) {
        size_t end = text_view_find(text, TEXT_LIT("\n"), i);
        if (end == SIZE_MAX)
            end = text.len;
        if (!read_line(b, text_view_part(text, i, end), number, e)) {
            text_breaks_free(&b);
            return NULL;
        }
        i = end + 1;
    }
    return b;
}

void text_breaks_free(struct text_breaks **b)
{
    if (!*b)
        return;
    words_free(&(*b)->unit);
    words_free(&(*b)->lead);
    words_free(&(*b)->phrase);
    struct chars *c[] = {&(*b)->not_first, &(*b)->dash, &(*b)->joiner, &(*b)->inner, &(*b)->blank, &(*b)->marker};
    for (size_t i = 0; i < SOAN_ARRAY_LEN(c); i++)
        free(c[i]->item);
    mem_free(b);
}

const struct text_breaks *text_breaks_default(void)
{
    static struct text_breaks *shipped;
    if (!shipped) {
        struct text_view rules_text = {"", 0};
        (void)data_find("breaks", &rules_text);
        shipped = text_breaks_load(rules_text, NULL);
        if (!shipped) /* an office's own file with a mistake in it: plain UAX #14 is better than no wrapping */
            shipped = mem_alloc(sizeof *shipped);
    }
    return shipped;
}

/* ---- asking ----------------------------------------------------------------- */

static bool is_gap(char c)
{
    return c == ' ' || c == '\n';
}

/* The run of non-blanks that ends at `end`, at most BREAK_REACH bytes of it. */
static struct text_view token_before(struct text_view v, size_t end)
{
    size_t from = end;
    while (from > 0 && !is_gap(v.bytes[from - 1]) && end - from < BREAK_REACH)
        from--;
    while (from < end && ((unsigned char)v.bytes[from] & 0xC0) == 0x80)
        from++;
    return text_view_part(v, from, end);
}

static struct text_view token_after(struct text_view v, size_t from)
{
    size_t to = from;
    while (to < v.len && !is_gap(v.bytes[to]) && to - from < BREAK_REACH)
        to++;
    while (to > from && to < v.len && ((unsigned char)v.bytes[to] & 0xC0) == 0x80)
        to--;
    return text_view_part(v, from, to);
}

static bool is_digit(uint32_t cp)
{
    return cp >= '0' && cp <= '9';
}

static struct text_view without_openers(struct text_view t)
{
    size_t i = 0;
    for (size_t len; i < t.len; i += len) {
        uint32_t cp = decode(t.bytes + i, &len);
        if (cp != '(' && cp != '[' && cp != '"' && cp != 0x201C && cp != 0x2018 && cp != 0xAB)
            break;
    }
    return text_view_part(t, i, t.len);
}

/* Letters, digits and the small figures of m². */
static struct text_view word_at_start(struct text_view t)
{
    size_t i = 0;
    for (size_t len; i < t.len; i += len) {
        uint32_t cp = decode(t.bytes + i, &len);
        if (!(text_prop(cp) & (PROP_ALNUM | PROP_UNSTABLE)) && cp != 0xB2 && cp != 0xB3)
            break;
    }
    return text_view_part(t, 0, i);
}

static bool is_roman(struct text_view word)
{
    for (size_t i = 0; i < word.len; i++)
        if (!memchr("IVXLCDM", word.bytes[i], 7))
            return false;
    return word.len > 0;
}

/* The numeral of "Quý II" or the letter of "điểm a", "điểm đ". */
static bool is_numeral(struct text_view t)
{
    if (!t.len || !(is_roman(text_view_part(t, 0, 1)) || (t.bytes[0] >= 'a' && t.bytes[0] <= 'z') ||
                    text_view_starts(t, TEXT_LIT("đ"))))
        return false;
    struct text_view word = word_at_start(t);
    return is_roman(word) || (codepoint_next(word, 0) == word.len);
}

static bool is_blank_mark(const struct text_breaks *b, struct text_view t, size_t at)
{
    return chars_have(&b->blank, decode_at(t, at)) || (t.bytes[at] == '.' && at + 1 < t.len && t.bytes[at + 1] == '.');
}

static bool starts_number(const struct text_breaks *b, struct text_view t)
{
    t = without_openers(t);
    return t.len && (is_digit(decode_at(t, 0)) || t.bytes[0] == '{' || is_blank_mark(b, t, 0));
}

/* 390 · (1.234,5 · …/… · 2025-2030 · {thu_ngan_sach}: no letter, and a digit or a blank at the end. */
static bool is_number(const struct text_breaks *b, struct text_view t)
{
    if (t.len == 0)
        return false;
    size_t last = codepoint_prev(t, t.len);
    if (t.bytes[last] == '}')
        return memchr(t.bytes, '{', t.len);
    uint32_t cp = decode_at(t, last);
    if (!is_digit(cp) && !chars_have(&b->blank, cp) && !(cp == '.' && last > 0 && t.bytes[last - 1] == '.'))
        return false;
    for (size_t i = 0, len; i < t.len; i += len)
        if (text_prop(decode(t.bytes + i, &len)) & PROP_LETTER)
            return false;
    return true;
}

static bool is_dash(const struct text_breaks *b, struct text_view t)
{
    return t.len && codepoint_next(t, 0) == t.len && chars_have(&b->dash, decode_at(t, 0));
}

/* I. · 1. · 1.2. · a) · (1) · a bullet */
static bool is_marker(const struct text_breaks *b, struct text_view t)
{
    if (!b->markers_stay || t.len == 0 || t.len > 12)
        return false;
    if (codepoint_next(t, 0) == t.len && chars_have(&b->marker, decode_at(t, 0)))
        return true;
    char end = t.bytes[t.len - 1];
    if (end != '.' && end != ')')
        return false;
    struct text_view body = text_view_part(t, t.bytes[0] == '(', t.len - 1);
    if (is_roman(body))
        return true;
    if (body.len && codepoint_next(body, 0) == body.len && text_prop(decode_at(body, 0)) & PROP_LETTER)
        return true;
    for (size_t i = 0; i < body.len; i++)
        if (!is_digit((unsigned char)body.bytes[i]) && body.bytes[i] != '.')
            return false;
    return body.len > 0;
}

static bool at_paragraph_start(struct text_view v, size_t pos)
{
    size_t floor = pos > BREAK_REACH ? pos - BREAK_REACH : 0;
    while (pos > floor && v.bytes[pos - 1] == ' ')
        pos--;
    return pos == 0 || v.bytes[pos - 1] == '\n';
}

/* "390 tỷ" and "đồng": the word goes on a unit of several words whose number stands before it. */
static bool continues_unit(const struct text_breaks *b, struct text_view v, struct text_view before,
                           struct text_view next)
{
    bool found = false;
    struct text phrase = {0};
    struct text_view word = before;
    text_append(&phrase, next);
    for (int words = 1; words <= 3 && word.len && !found; words++) {
        text_replace(&phrase, 0, 0, TEXT_LIT("_"));
        text_replace(&phrase, 0, 0, word);
        size_t start = (size_t)(word.bytes - v.bytes);
        if (start < 2 || v.bytes[start - 1] != ' ')
            break;
        word = token_before(v, start - 1);
        found = words_have(&b->phrase, text_view(&phrase)) && is_number(b, without_openers(word));
    }
    text_free(&phrase);
    return found;
}

/* Between the words `before` and `after`, parted by blanks. */
static bool forbidden_across(const struct text_breaks *b, struct text_view v, struct text_view before,
                             struct text_view after)
{
    size_t start = (size_t)(before.bytes - v.bytes);
    if (is_dash(b, after) || (at_paragraph_start(v, start) && is_marker(b, before)))
        return true;
    before = without_openers(before);
    if (before.len == 0)
        return false;
    if (is_number(b, before) && words_have(&b->unit, word_at_start(after)))
        return true;
    if (words_have(&b->unit, before) && continues_unit(b, v, before, word_at_start(after)))
        return true;
    bool number_next = starts_number(b, after);
    if (number_next || is_numeral(after)) {
        struct text_view word = before;
        if (word.bytes[word.len - 1] == ':')
            word.len--;
        if (words_have(&b->lead, word))
            return true;
    }
    if (!number_next)
        return false;
    /* Ranges: "2025 - 2030", "2025- 2030". */
    size_t last = codepoint_prev(before, before.len);
    if (!chars_have(&b->dash, decode_at(before, last)))
        return false;
    if (last > 0)
        return is_number(b, text_view_part(before, 0, last));
    size_t end = start;
    while (end > 0 && v.bytes[end - 1] == ' ' && start - end < BREAK_REACH)
        end--;
    struct text_view first = without_openers(token_before(v, end));
    return is_number(b, first) || (first.len && first.bytes[first.len - 1] == '%');
}

/* Is the word round the place one that stays whole: 21-KL/TW, QĐ-UBND, km/h? */
static bool is_joined(const struct text_breaks *b, struct text_view t)
{
    bool capitals = true;
    for (size_t i = 0, len; i < t.len; i += len) {
        uint32_t cp = decode(t.bytes + i, &len);
        if (is_digit(cp) || is_blank_mark(b, t, i) || cp == '{')
            return true;
        uint16_t prop = text_prop(cp);
        if (prop & PROP_LETTER && !(prop & PROP_UPPER))
            capitals = false;
    }
    return capitals || words_have(&b->unit, word_at_start(t));
}

/* Inside a word, between its parts `before` and `after`. */
static bool forbidden_inside(const struct text_breaks *b, struct text_view v, struct text_view before,
                             struct text_view after)
{
    uint32_t p = decode_at(before, codepoint_prev(before, before.len)), c = decode_at(after, 0);
    if (chars_have(&b->inner, p) && text_prop(c) & PROP_LETTER)
        return true;
    if (chars_have(&b->blank, p) && words_have(&b->unit, word_at_start(after)))
        return true;
    if ((chars_have(&b->joiner, p) || chars_have(&b->joiner, c)) && before.len + after.len <= BREAK_REACH) {
        size_t from = (size_t)(before.bytes - v.bytes);
        return is_joined(b, without_openers(text_view_part(v, from, from + before.len + after.len)));
    }
    return false;
}

bool break_forbidden(const struct text_breaks *b, struct text_view v, size_t pos)
{
    if (chars_have(&b->not_first, decode_at(v, pos)))
        return true;
    size_t end = pos, floor = pos > BREAK_REACH ? pos - BREAK_REACH : 0;
    while (end > floor && v.bytes[end - 1] == ' ')
        end--;
    struct text_view before = token_before(v, end), after = token_after(v, pos);
    if (before.len == 0 || after.len == 0)
        return false;
    return end < pos ? forbidden_across(b, v, before, after) : forbidden_inside(b, v, before, after);
}
