#include <stdlib.h>
#include <unilbrk.h>

#include "text/linebreak.h"
#include "text/prop.h"

static int class_at(struct text_view v, size_t pos)
{
    return text_prop(decode_at(v, pos)) & PROP_LINE_CLASS;
}

size_t break_restart(struct text_view v, size_t pos)
{
    while (pos > 0 && v.bytes[pos - 1] != '\n') {
        size_t before = codepoint_prev(v, pos);
        if (pos < v.len && class_at(v, pos) >= LINE_FIRST && class_at(v, before) != LINE_OTHER)
            break;
        pos = before;
    }
    return pos;
}

/* Asks libunistring about the whole stretch round pos that the pair table does not cover. */
static bool ask_library(struct breaker *k, size_t pos)
{
    if (pos <= k->from || pos >= k->to) {
        size_t from = break_restart(k->v, codepoint_prev(k->v, pos)), to = pos;
        while (to < k->v.len && k->v.bytes[to] != '\n' && class_at(k->v, to) < LINE_FIRST)
            to = codepoint_next(k->v, to);
        if (to < k->v.len)
            to = codepoint_next(k->v, to);
        mem_grow((void **)&k->flag, &k->cap, to - from, 1);
        u8_possible_linebreaks((const uint8_t *)k->v.bytes + from, to - from, "UTF-8", k->flag);
        k->from = from;
        k->to = to;
    }
    /* A hard break marks the character that makes it, not the one behind. */
    return k->flag[pos - k->from] == UC_BREAK_POSSIBLE ||
           k->flag[codepoint_prev(k->v, pos) - k->from] == UC_BREAK_MANDATORY;
}

bool break_offered(struct breaker *k, size_t pos)
{
    struct text_view v = k->v;
    if (v.bytes[pos - 1] == '\n')
        return true;
    int after = class_at(v, pos);
    if (after == LINE_SPACE || v.bytes[pos] == '\n') /* only a hard break that is not a newline comes before these */
        return class_at(v, codepoint_prev(v, pos)) == LINE_OTHER && ask_library(k, pos);
    if (after == LINE_OTHER)
        return ask_library(k, pos);
    size_t before = pos;
    while (before > 0 && v.bytes[before - 1] == ' ')
        before--;
    if (before == 0 || v.bytes[before - 1] == '\n')
        return false;
    int how = before == pos ? PAIR_DIRECT : PAIR_SPACED;
    before = codepoint_prev(v, before);
    int class = class_at(v, before);
    /* A hyphen behind a Hebrew letter and the like: the pair alone does not tell. */
    if (class == LINE_OTHER ||
        (before > 0 && v.bytes[before - 1] != '\n' && class_at(v, codepoint_prev(v, before)) == LINE_OTHER))
        return ask_library(k, pos);
    return text_line_pairs[class][after] & how;
}

bool break_allowed(struct breaker *k, size_t pos)
{
    return break_offered(k, pos) && (k->v.bytes[pos - 1] == '\n' || !break_forbidden(k->rules, k->v, pos));
}

void breaker_free(struct breaker *k)
{
    mem_free(&k->flag);
}

void text_break_opportunities(struct text_view v, const struct text_breaks *b, unsigned char *out)
{
    struct breaker k = {.v = v, .rules = b ? b : text_breaks_default()};
    for (size_t i = 0, next; i < v.len; i = next) {
        next = codepoint_next(v, i);
        out[i] = i > 0 && break_allowed(&k, i);
        for (size_t j = i + 1; j < next; j++)
            out[j] = 0;
    }
    breaker_free(&k);
}
