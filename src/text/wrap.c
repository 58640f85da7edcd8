#include <stdlib.h>
#include <string.h>

#include "text/prop.h"
#include "text/wrapper.h"

/* Bytes round a place on which the decision to break there may depend: break_forbidden() looks at up to five words. */
#define CONTEXT ((size_t)6 * BREAK_REACH)

struct wrapper wrapper(struct text_view paragraph, const struct text_wrap *w)
{
    int first = w->width - w->first, rest = w->width - w->hang;
    return (struct wrapper){
        .breaks = {.v = paragraph, .rules = w->breaks ? w->breaks : text_breaks_default()},
        .first = first > 0 ? first : 1,
        .rest = rest > 0 ? rest : 1,
    };
}

static bool is_ascii_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Nearest allowed line start in (from, to], 0 if there is none. */
static size_t break_backwards(struct wrapper *w, size_t from, size_t to, bool (*ask)(struct breaker *, size_t))
{
    struct text_view v = w->breaks.v;
    for (size_t at = to; at > from; at = codepoint_prev(v, at)) {
        if (at == v.len || (is_ascii_letter(v.bytes[at]) && is_ascii_letter(v.bytes[at - 1])))
            continue;
        if (ask(&w->breaks, at))
            return at;
    }
    return 0;
}

size_t wrapper_line_end(struct wrapper *w, size_t from, int columns)
{
    struct text_view v = w->breaks.v;
    size_t over = from + text_fit(text_view_part(v, from, v.len), columns, NULL);
    size_t next = over;
    while (next < v.len && v.bytes[next] == ' ')
        next++;
    w->reach = (next < v.len ? text_grapheme_next(v, next) : next) + CONTEXT;
    if (next == v.len)
        return next;
    size_t at = break_backwards(w, from, next, break_allowed);
    if (!at)
        at = break_backwards(w, from, next, break_offered);
    if (at)
        return at;
    if (next > over)
        return next;
    return over > from ? over : text_grapheme_next(v, from);
}

void lines_add(struct text_lines *l, size_t start)
{
    mem_grow((void **)&l->start, &l->cap, l->n + 1, sizeof l->start[0]);
    l->start[l->n++] = start;
}

void text_wrap(struct text_view paragraph, const struct text_wrap *w, struct text_lines *out)
{
    struct wrapper k = wrapper(paragraph, w);
    out->n = 0;
    lines_add(out, 0);
    for (size_t at = wrapper_line_end(&k, 0, k.first); at < paragraph.len; at = wrapper_line_end(&k, at, k.rest))
        lines_add(out, at);
    breaker_free(&k.breaks);
}

/* The first line that may end elsewhere after a change at pos. */
static size_t first_touched(struct wrapper *k, const struct text_lines *old, size_t pos)
{
    size_t line = text_lines_at(old, pos);
    while (line > 0) {
        wrapper_line_end(k, old->start[line - 1], line == 1 ? k->first : k->rest);
        if (k->reach < pos)
            break;
        line--;
    }
    /* A first line with more room than the others may look further than the second. */
    if (line > 1 && k->first > k->rest) {
        wrapper_line_end(k, 0, k->first);
        if (k->reach >= pos)
            line = 0;
    }
    return line;
}

/* True if no decision behind `start` can depend on what stands before `changed`. */
static bool is_settled(struct text_view v, size_t start, size_t changed)
{
    return start >= changed + CONTEXT && break_restart(v, codepoint_prev(v, start)) > changed;
}

void text_rewrap(struct text_view paragraph, const struct text_wrap *w, struct text_lines *out,
                 size_t pos, size_t removed, size_t inserted)
{
    if (out->n == 0 || paragraph.len == 0) {
        text_wrap(paragraph, w, out);
        return;
    }
    struct wrapper k = wrapper(paragraph, w);
    size_t line = first_touched(&k, out, pos);
    size_t old = line + 1;      /* old starts before this one have been passed or replaced */
    struct text_lines made = {0};
    size_t at = out->start[line];
    for (;;) {
        at = wrapper_line_end(&k, at, line + made.n == 0 ? k.first : k.rest);
        if (at >= paragraph.len) {
            old = out->n;
            break;
        }
        while (old < out->n && (out->start[old] < pos + removed || out->start[old] - removed + inserted < at))
            old++;
        if (old < out->n && out->start[old] - removed + inserted == at && is_settled(paragraph, at, pos + inserted))
            break;
        lines_add(&made, at);
    }
    size_t kept = out->n - old, n = line + 1 + made.n + kept;
    mem_grow((void **)&out->start, &out->cap, n, sizeof out->start[0]);
    size_t *to = out->start + line + 1 + made.n;
    if (kept)
        memmove(to, out->start + old, kept * sizeof *to);
    for (size_t i = 0; i < kept; i++)
        to[i] = to[i] - removed + inserted;
    if (made.n)
        memcpy(out->start + line + 1, made.start, made.n * sizeof made.start[0]);
    out->n = n;
    text_lines_free(&made);
    breaker_free(&k.breaks);
}

void text_lines_free(struct text_lines *l)
{
    free(l->start);
    *l = (struct text_lines){0};
}

size_t text_lines_at(const struct text_lines *l, size_t pos)
{
    size_t low = 0, high = l->n;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (l->start[middle] <= pos)
            low = middle;
        else
            high = middle;
    }
    return low;
}
