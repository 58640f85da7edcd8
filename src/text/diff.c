/* Sentences first, words inside the changed ones, then the bytes between what was found in both texts. */
#include <stdlib.h>
#include <string.h>

#include "text/diff.h"

void text_diff_free(struct text_diff *d)
{
    mem_free(&d->run);
    *d = (struct text_diff){0};
}

void diff_span(struct spans *s, size_t from, size_t new_from, size_t len)
{
    mem_grow((void **)&s->item, &s->cap, s->n + 1, sizeof *s->item);
    s->item[s->n++] = (struct span){from, new_from, len};
}

/* ---- what is the same ---- */

struct both {
    struct text_view old, now;
    struct tokens a, b;           /* sentences */
    struct spans spans;
};

static void gap(struct both *t, size_t i, size_t i_end, size_t k, size_t k_end)
{
    struct pairings p = {0};
    if (i == i_end || k == k_end)
        return;
    const struct token *a = t->a.item + i, *b = t->b.item + k;
    diff_similar(t->old, t->now, a, i_end - i, b, k_end - k, &p);
    for (size_t n = 0; n < p.n; n++)
        diff_shared_words(t->old, a[p.item[n].a].from, a[p.item[n].a_end - 1].to, t->now, b[p.item[n].b].from,
                          b[p.item[n].b_end - 1].to, &t->spans);
    free(p.item);
}

static void find_spans(struct both *t)
{
    size_t *match = mem_array(t->a.n + 1, sizeof *match), k = 0, i = 0;
    diff_align(t->a.item, t->a.n, t->b.item, t->b.n, match);
    for (size_t at = 0; at <= t->a.n; at++) {
        bool end = at == t->a.n;
        if (!end && match[at] == NO_MATCH)
            continue;
        size_t other = end ? t->b.n : match[at];
        gap(t, i, at, k, other);
        if (!end) {
            const struct token *x = &t->a.item[at], *y = &t->b.item[other];
            if (memcmp(t->old.bytes + x->from, t->now.bytes + y->from, x->to - x->from) == 0)
                diff_span(&t->spans, x->from, y->from, x->to - x->from);
        }
        i = at + 1;
        k = other + 1;
    }
    free(match);
}

/* ---- runs ---- */

static void add_run(struct text_diff *d, enum text_run_kind kind, size_t from, size_t to, size_t new_from, size_t new_to)
{
    if (from == to && new_from == new_to)
        return;
    struct text_run *last = d->n ? &d->run[d->n - 1] : NULL;
    if (last && last->kind == kind) {
        last->to = to;
        last->new_to = new_to;
        return;
    }
    mem_grow((void **)&d->run, &d->cap, d->n + 1, sizeof *d->run);
    d->run[d->n++] = (struct text_run){kind, from, to, new_from, new_to};
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\n';
}

/* Between two spans: blanks that both sides have at an end stay. */
static void add_gap(const struct both *t, size_t from, size_t to, size_t new_from, size_t new_to, struct text_diff *d)
{
    const char *a = t->old.bytes, *b = t->now.bytes;
    size_t head = 0, tail = 0, least = to - from < new_to - new_from ? to - from : new_to - new_from;
    while (head < least && a[from + head] == b[new_from + head] && is_blank(a[from + head]))
        head++;
    while (tail < least - head && a[to - tail - 1] == b[new_to - tail - 1] && is_blank(a[to - tail - 1]))
        tail++;
    add_run(d, TEXT_SAME, from, from + head, new_from, new_from + head);
    add_run(d, TEXT_DELETED, from + head, to - tail, new_from + head, new_from + head);
    add_run(d, TEXT_INSERTED, to - tail, to - tail, new_from + head, new_to - tail);
    add_run(d, TEXT_SAME, to - tail, to, new_to - tail, new_to);
}

static void make_runs(const struct both *t, struct text_diff *d)
{
    size_t a = 0, b = 0;
    for (size_t i = 0; i <= t->spans.n; i++) {
        struct span s = {t->old.len, t->now.len, 0};
        if (i < t->spans.n)
            s = t->spans.item[i];
        add_gap(t, a, s.from, b, s.new_from, d);
        add_run(d, TEXT_SAME, s.from, s.from + s.len, s.new_from, s.new_from + s.len);
        a = s.from + s.len;
        b = s.new_from + s.len;
    }
}

/* Bytes at the end of a text of n that are left of it if it is to begin with a line, or with a word of a line that is
 * very long. step: -1 from the end of the bytes towards their start, 1 the other way. */
static size_t whole_lines(const char *edge, size_t n, int step)
{
    enum { LONG = 10000 };
    size_t most = n < LONG ? 0 : n - LONG, left = most;
    for (int i = 0; i < 2 && left == most; i++) {
        left = n;
        while (left > most && edge[step > 0 ? (ptrdiff_t)left - 1 : -(ptrdiff_t)left] != "\n "[i])
            left--;
        if (most == 0)
            return left;
    }
    return left == most ? 0 : left;
}

/* What both texts begin and end with is not looked at further. */
static void trim(struct text_view old, struct text_view now, size_t *head, size_t *tail)
{
    size_t least = old.len < now.len ? old.len : now.len;
    *head = *tail = 0;
    while (*head < least && old.bytes[*head] == now.bytes[*head])
        ++*head;
    if (*head == old.len && *head == now.len)
        return;
    *head = whole_lines(old.bytes, *head, 1);
    while (*tail < least - *head && old.bytes[old.len - 1 - *tail] == now.bytes[now.len - 1 - *tail])
        ++*tail;
    *tail = whole_lines(old.bytes + old.len, *tail, -1);
}

static void shift(struct text_diff *d, size_t by)
{
    for (size_t i = 0; i < d->n; i++) {
        d->run[i].from += by;
        d->run[i].to += by;
        d->run[i].new_from += by;
        d->run[i].new_to += by;
    }
}

void text_diff(struct text_view old, struct text_view now, struct text_diff *out)
{
    size_t head, tail;
    text_diff_free(out);
    trim(old, now, &head, &tail);
    struct both t = {.old = text_view_part(old, head, old.len - tail), .now = text_view_part(now, head, now.len - tail)};
    struct text_diff inner = {0};
    diff_sentences(t.old, &t.a);
    diff_sentences(t.now, &t.b);
    find_spans(&t);
    make_runs(&t, &inner);
    shift(&inner, head);
    add_run(out, TEXT_SAME, 0, head, 0, head);
    for (size_t i = 0; i < inner.n; i++)
        add_run(out, inner.run[i].kind, inner.run[i].from, inner.run[i].to, inner.run[i].new_from, inner.run[i].new_to);
    add_run(out, TEXT_SAME, old.len - tail, old.len, now.len - tail, now.len);
    diff_slide(old, now, out);
    text_diff_free(&inner);
    diff_tokens_free(&t.a);
    diff_tokens_free(&t.b);
    free(t.spans.item);
}
