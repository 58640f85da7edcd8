/* Within a sentence that changed: the words that stayed, less those that only seem to have stayed. */
#include <stdlib.h>
#include <string.h>

#include "text/diff.h"

/* What lies between two islands of common words. */
struct sea {
    size_t old_words, new_words;  /* words; a mark alone is none */
    size_t old_tokens, new_tokens;
    bool number;                  /* one number became another */
};

struct island {
    size_t a, b, n;               /* tokens */
    size_t words;
    struct sea before;
};

struct islands {
    struct island *item;
    size_t n, cap;
};

struct side {
    struct text_view text;
    struct tokens tokens;
};

static size_t more(size_t a, size_t b)
{
    return a > b ? a : b;
}

static bool is_number(const struct side *s, size_t i)
{
    char c = s->text.bytes[s->tokens.item[i].from];
    return c >= '0' && c <= '9';
}

static size_t words_in(const struct tokens *t, size_t from, size_t to)
{
    size_t n = 0;
    for (size_t i = from; i < to; i++)
        n += t->item[i].word;
    return n;
}

static struct sea sea(const struct side *a, size_t a_from, size_t a_to, const struct side *b, size_t b_from, size_t b_to)
{
    struct sea s = {words_in(&a->tokens, a_from, a_to), words_in(&b->tokens, b_from, b_to), a_to - a_from, b_to - b_from,
                    false};
    s.number = s.old_tokens == 1 && s.new_tokens == 1 && is_number(a, a_from) && is_number(b, b_from);
    return s;
}

/* True if a reader takes both changes and the island between them for one change. */
static bool sinks(const struct island *i, const struct sea *after)
{
    const struct sea *before = &i->before;
    if (before->old_tokens + before->new_tokens == 0 || after->old_tokens + after->new_tokens == 0)
        return false;
    size_t least = more(before->old_words, before->new_words), other = more(after->old_words, after->new_words);
    least = least < other ? least : other;
    bool alike = before->old_tokens + after->old_tokens == 0 || before->new_tokens + after->new_tokens == 0;
    if (alike) /* only added, or only taken out: the island shows where */
        return i->words < 2 && least >= 6;
    if (before->number && after->number)
        return false;
    return i->words <= 2 && least >= more(i->words, 1);
}

static void join(struct sea *before, const struct island *i, const struct sea *after)
{
    before->old_words += i->words + after->old_words;
    before->new_words += i->words + after->new_words;
    before->old_tokens += i->n + after->old_tokens;
    before->new_tokens += i->n + after->new_tokens;
    before->number = false;
}

/* The sea behind the last island is known: those that sink in it are taken away, it grows by them. */
static void settle(struct islands *l, struct sea *after)
{
    while (l->n && sinks(&l->item[l->n - 1], after)) {
        struct island *last = &l->item[--l->n];
        join(&last->before, last, after);
        *after = last->before;
    }
}

static void find_islands(const struct side *a, const struct side *b, const size_t *match, struct islands *l)
{
    size_t a_done = 0, b_done = 0;
    for (size_t i = 0, n; i < a->tokens.n; i += n) {
        n = 1;
        if (match[i] == NO_MATCH)
            continue;
        while (i + n < a->tokens.n && match[i + n] == match[i] + n)
            n++;
        struct sea before = sea(a, a_done, i, b, b_done, match[i]);
        settle(l, &before);
        mem_grow((void **)&l->item, &l->cap, l->n + 1, sizeof *l->item);
        l->item[l->n++] = (struct island){i, match[i], n, words_in(&a->tokens, i, i + n), before};
        a_done = i + n;
        b_done = match[i] + n;
    }
    struct sea last = sea(a, a_done, a->tokens.n, b, b_done, b->tokens.n);
    settle(l, &last);
}

static void add_islands(const struct side *a, const struct side *b, const struct islands *l, struct spans *out)
{
    for (size_t i = 0; i < l->n; i++) {
        for (size_t k = 0; k < l->item[i].n; k++) {
            const struct token *x = &a->tokens.item[l->item[i].a + k], *y = &b->tokens.item[l->item[i].b + k];
            size_t len = x->to - x->from;
            if (memcmp(a->text.bytes + x->from, b->text.bytes + y->from, len) == 0)
                diff_span(out, x->from, y->from, len);
        }
    }
}

/* Common bytes at both ends need no table; they end at blanks, so that no word is cut. */
static size_t common_head(const char *a, const char *b, size_t most)
{
    size_t n = 0;
    while (n < most && a[n] == b[n])
        n++;
    while (n > 0 && a[n - 1] != ' ' && a[n - 1] != '\n')
        n--;
    return n;
}

static size_t common_tail(const char *a_end, const char *b_end, size_t most)
{
    size_t n = 0;
    while (n < most && a_end[-1 - (ptrdiff_t)n] == b_end[-1 - (ptrdiff_t)n])
        n++;
    while (n > 0 && a_end[-(ptrdiff_t)n] != ' ' && a_end[-(ptrdiff_t)n] != '\n')
        n--;
    return n;
}

void diff_shared_words(struct text_view old, size_t from, size_t to, struct text_view now, size_t new_from,
                       size_t new_to, struct spans *out)
{
    size_t least = to - from < new_to - new_from ? to - from : new_to - new_from;
    size_t head = common_head(old.bytes + from, now.bytes + new_from, least);
    size_t tail = common_tail(old.bytes + to, now.bytes + new_to, least - head);
    struct side a = {.text = old}, b = {.text = now};
    struct islands l = {0};
    diff_span(out, from, new_from, head);
    diff_words(old, from + head, to - tail, &a.tokens);
    diff_words(now, new_from + head, new_to - tail, &b.tokens);
    size_t *match = mem_array(a.tokens.n + 1, sizeof *match);
    diff_align(a.tokens.item, a.tokens.n, b.tokens.item, b.tokens.n, match);
    find_islands(&a, &b, match, &l);
    add_islands(&a, &b, &l, out);
    diff_span(out, to - tail, new_to - tail, tail);
    free(match);
    free(l.item);
    diff_tokens_free(&a.tokens);
    diff_tokens_free(&b.tokens);
}
