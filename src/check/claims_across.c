/* What one section says against what another said before it, and units written in two ways. */
#include <stdlib.h>

#include "check/claims.h"

uint64_t claims_hash(uint64_t seed, struct text_view v)
{
    uint64_t h = seed ? seed : 0xCBF29CE484222325u;
    for (size_t i = 0; i < v.len; i++)
        h = (h ^ (unsigned char)v.bytes[i]) * 0x100000001B3u;
    return (h ^ 0xFF) * 0x100000001B3u;
}

static struct said *slot(const struct said_table *t, struct text_view words)
{
    size_t i = (size_t)claims_hash(0, words) & (t->cap - 1);
    while (t->item[i].words.len && !text_view_equal(text_view(&t->item[i].words), words))
        i = (i + 1) & (t->cap - 1);
    return &t->item[i];
}

static void grow(struct said_table *t)
{
    struct said_table bigger = {.n = t->n, .cap = t->cap ? t->cap * 2 : 64};
    bigger.item = mem_array(bigger.cap, sizeof *bigger.item);
    for (size_t i = 0; i < t->cap; i++)
        if (t->item[i].words.len)
            *slot(&bigger, text_view(&t->item[i].words)) = t->item[i];
    free(t->item);
    *t = bigger;
}

struct said *said_entry(struct said_table *t, struct text_view words, bool *fresh)
{
    if (t->n * 2 >= t->cap)
        grow(t);
    struct said *s = slot(t, words);
    *fresh = s->words.len == 0;
    if (*fresh) {
        s->words = text_copy(words);
        t->n++;
    }
    return s;
}

void said_free(struct said_table *t)
{
    for (size_t i = 0; i < t->cap; i++) {
        text_free(&t->item[i].words);
        text_free(&t->item[i].what);
    }
    free(t->item);
    *t = (struct said_table){0};
}

/* ---- units ---- */

static void spelling(struct text_view paragraph, const struct soan_quantity *q, struct text *out)
{
    struct text lower = {0};
    text_lower(text_view_trim(text_view_part(paragraph, q->number_to, q->to)), &lower);
    for (size_t i = 0; i < lower.len; i++) {
        if (text_view_starts(text_view_part(text_view(&lower), i, lower.len), TEXT_LIT("\xC2\xA0"))) {
            i++;
            text_append_char(out, ' ');
        } else if (lower.bytes[i] != ' ' ||
                   (i + 1 < lower.len && lower.bytes[i + 1] != '/' && i && lower.bytes[i - 1] != '/')) {
            text_append_char(out, lower.bytes[i]);
        }
    }
    struct text_view v = text_view_trim(text_view(out));
    struct text trimmed = text_copy(v);
    text_free(out);
    *out = trimmed;
    text_free(&lower);
}

static void check_unit(struct check *c, struct said_table *t, const struct soan_quantity *q,
                       struct text_view paragraph, size_t at)
{
    struct text key = {0}, spelled = {0}, message = {0};
    bool fresh, again;
    if (q->form == SOAN_QUANTITY_RANGE || q->unit.len == 0 || q->to <= q->number_to)
        return;
    spelling(paragraph, q, &spelled);
    text_printf(&key, "unit %s", text_str(&q->unit));
    struct said *s = said_entry(t, text_view(&key), &fresh);
    if (fresh)
        s->what = text_copy(text_view(&spelled));
    if (!text_view_equal(text_view(&s->what), text_view(&spelled))) {
        text_printf(&message, _("the unit is written “%s” elsewhere"), text_str(&s->what));
        text_printf(&key, " as %s", text_str(&spelled));
        said_entry(t, text_view(&key), &again);
        if (again)
            claims_add(c, "claim-unit", SOAN_SEVERITY_WARNING, at + q->from, at + q->to, &message);
    }
    text_free(&key);
    text_free(&spelled);
    text_free(&message);
}

/* ---- marks ---- */

/* `1.234` and `1,234`: one mark with three digits behind it. */
static bool read_two_ways(struct text_view v)
{
    enum { BEHIND = 3 };
    size_t marks = 0;
    for (size_t i = 0; i < v.len; i++) {
        bool mark = v.bytes[i] == '.' || v.bytes[i] == ',';
        if (!mark && (v.bytes[i] < '0' || v.bytes[i] > '9'))
            return false;
        marks += mark;
        if (mark && i + 1 + BEHIND != v.len)
            return false;
    }
    return marks == 1 && v.bytes[0] != '0';
}

/* The same digits with the other mark elsewhere: in one of the places a thousand times too much or too little. */
static void check_mark(struct check *c, struct said_table *t, const struct soan_quantity *q, struct text_view paragraph,
                       size_t at)
{
    struct text_view number = text_view_part(paragraph, q->from, q->number_to);
    struct text key = {0}, message = {0};
    bool fresh;
    if (q->form != SOAN_QUANTITY_NUMBER || q->open || !read_two_ways(number))
        return;
    text_append_str(&key, "digits ");
    for (size_t i = 0; i < number.len; i++)
        if (number.bytes[i] != '.' && number.bytes[i] != ',')
            text_append_char(&key, number.bytes[i]);
    text_printf(&key, " %s", text_str(&q->unit));
    struct said *s = said_entry(t, text_view(&key), &fresh);
    if (fresh)
        s->what = text_copy(number);
    if (!text_view_equal(text_view(&s->what), number)) {
        text_printf(&message, _("elsewhere it is %s: one of them uses the other mark"), text_str(&s->what));
        claims_add(c, "claim-mark", SOAN_SEVERITY_WARNING, at + q->from, at + q->to, &message);
    }
    text_free(&key);
}

/* ---- indicators ---- */

static void check_value(struct check *c, struct said_table *t, const struct soan_statement *p,
                        const struct soan_quantity *q, size_t at)
{
    struct text key = {0}, value = {0}, shown = {0};
    bool fresh;
    soan_number_canonical(q->low, &value);
    soan_number_format(q->low, -1, &shown);
    text_printf(&key, "value %s %s", text_str(&p->entity), text_str(&q->unit));
    struct said *s = said_entry(t, text_view(&key), &fresh);
    if (fresh) {
        text_printf(&s->what, "%s\n%s", text_str(&value), text_str(&shown));
        s->section = c->section->id;
    } else if (s->section != c->section->id) {
        size_t line = text_view_find(text_view(&s->what), TEXT_LIT("\n"), 0);
        if (!text_view_equal(text_view_part(text_view(&s->what), 0, line), text_view(&value))) {
            struct text message = {0};
            text_printf(&message, _("%s here, but %s in another section"), text_str(&shown), s->what.bytes + line + 1);
            claims_add(c, "claim-twice", SOAN_SEVERITY_ERROR, at + p->from, at + p->to, &message);
        }
    }
    text_free(&key);
    text_free(&value);
    text_free(&shown);
}

static bool is_missed(const struct soan_statement *p, const struct soan_quantity *q)
{
    if (p->predicate != SOAN_SAYS_PERCENT)
        return p->predicate == SOAN_SAYS_MISSED;
    struct soan_number *hundred = soan_number_from_int(100);
    bool less = soan_number_compare(q->low, hundred) < 0;
    soan_number_free(&hundred);
    return less;
}

static void check_outcome(struct check *c, struct said_table *t, const struct soan_statement *p,
                          const struct soan_quantity *q, struct text_view paragraph, size_t at)
{
    struct text key = {0}, message = {0};
    bool fresh, unknown, missed = is_missed(p, q);
    struct text_view words = text_view_part(paragraph, p->from, p->to);
    text_printf(&key, "plan %s %s", missed ? "reached" : "missed", text_str(&p->entity));
    struct said *other = said_entry(t, text_view(&key), &unknown);
    if (other->what.len) {
        text_printf(&message, _("the plan is said to be %s here, but another section says: %s"),
                    missed ? _("missed") : _("reached"), text_str(&other->what));
        claims_add(c, "claim-target", SOAN_SEVERITY_ERROR, at + p->from, at + p->to, &message);
    }
    text_clear(&key);
    text_printf(&key, "plan %s %s", missed ? "missed" : "reached", text_str(&p->entity));
    struct said *own = said_entry(t, text_view(&key), &fresh);
    if (own->what.len == 0)
        text_append(&own->what, words);
    text_free(&key);
    text_free(&message);
}

void claims_across(struct check *c, struct said_table *t, const struct soan_claims *claims, struct text_view paragraph,
                   size_t at, bool plans)
{
    for (size_t i = 0; i < claims->quantities; i++) {
        check_unit(c, t, &claims->quantity[i], paragraph, at);
        check_mark(c, t, &claims->quantity[i], paragraph, at);
    }
    for (size_t i = 0; i < claims->statements && !plans; i++) {
        const struct soan_statement *p = &claims->statement[i];
        const struct soan_quantity *q = p->quantity == SIZE_MAX ? NULL : &claims->quantity[p->quantity];
        if (p->predicate == SOAN_SAYS_VALUE)
            check_value(c, t, p, q, at);
        else
            check_outcome(c, t, p, q, paragraph, at);
    }
}
