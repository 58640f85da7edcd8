/* data/claims, read once: phrases sorted by their first word, so that a token looks at few of them. */
#include <stdlib.h>
#include <string.h>

#include "figure/claim.h"

static const char *const list_name[W_COUNT] = {
    [W_ABOUT] = "about", [W_LEAST] = "at least", [W_MOST] = "at most", [W_OR_MORE] = "or more", [W_OR_LESS] = "or less",
    [W_LABEL] = "label", [W_COUNTED] = "counted", [W_YEAR] = "year", [W_REACH] = "reach", [W_EXCEED] = "exceed",
    [W_MISS] = "miss", [W_REACHED] = "reached also", [W_RISE] = "rise", [W_FALL] = "fall", [W_TIMES] = "times",
    [W_TWICE] = "twice", [W_AVERAGE] = "average", [W_FROM] = "from", [W_UP] = "up", [W_DOWN] = "down", [W_TO] = "to",
    [W_YEARS] = "years", [W_AGAINST] = "against", [W_PLAN] = "plan", [W_BASE] = "base", [W_LINK] = "link",
    [W_FILLER] = "filler", [W_STOP] = "stop", [W_AMONG] = "among", [W_MADE_OF] = "made of", [W_HAVE] = "have",
    [W_TOTAL] = "total", [W_OF] = "of", [W_REST] = "rest", [W_KIND] = "kind", [W_OVERLAP] = "overlap",
    [W_RATE] = "rate",
    [W_WHOLE] = "whole", [W_EXCUSE] = "may exceed", [W_FUTURE] = "future", [W_INDICATOR] = "indicator",
    [W_ASIDE] = "aside", [W_TIME] = "time", [W_PLANS] = "plans", [W_RESULTS] = "results",
    [W_ELSEWHEN] = "another time",
};

struct phrase {
    struct text text;         /* folded, words parted by one blank */
    size_t first;             /* bytes of its first word */
    uint8_t words;
    enum word_list list;
};

struct phrases {
    struct phrase *item;
    size_t n, cap;
};

static struct text_view first_word(const struct phrase *p)
{
    return text_view_part(text_view(&p->text), 0, p->first);
}

static int by_first_word(const void *a, const void *b)
{
    const struct phrase *p = a, *q = b;
    int c = text_view_compare(first_word(p), first_word(q));
    return c ? c : text_view_compare(text_view(&p->text), text_view(&q->text));
}

static void add_phrase(struct phrases *all, enum word_list list, struct text_view v)
{
    v = text_view_trim(v);
    if (v.len == 0)
        return;
    struct phrase p = {.list = list, .words = 1};
    viet_fold(v, VIET_FOLD_EXACT, &p.text, NULL);
    for (size_t i = 0; i < p.text.len; i++) {
        if (p.text.bytes[i] != ' ')
            continue;
        p.first = p.words == 1 ? i : p.first;
        p.words++;
    }
    if (p.words == 1)
        p.first = p.text.len;
    mem_grow((void **)&all->item, &all->cap, all->n + 1, sizeof *all->item);
    all->item[all->n++] = p;
}

static void add_line(struct phrases *all, struct text_view line)
{
    size_t colon = text_view_find(line, TEXT_LIT(":"), 0);
    if (line.len == 0 || line.bytes[0] == '#' || colon == SIZE_MAX)
        return;
    struct text_view name = text_view_part(line, 0, colon);
    for (enum word_list list = 0; list < W_COUNT; list++) {
        if (!text_view_equal(name, text_view_of(list_name[list])))
            continue;
        for (size_t from = colon + 1; from <= line.len;) {
            size_t to = text_view_find(line, TEXT_LIT(","), from);
            to = to == SIZE_MAX ? line.len : to;
            add_phrase(all, list, text_view_part(line, from, to));
            from = to + 1;
        }
    }
}

static const struct phrases *phrases(void)
{
    static struct phrases all;
    struct text_view data;
    if (all.n || !data_find("claims", &data))
        return &all;
    for (size_t from = 0, to; from < data.len; from = to + 1) {
        to = text_view_find(data, TEXT_LIT("\n"), from);
        to = to == SIZE_MAX ? data.len : to;
        add_line(&all, text_view_part(data, from, to));
    }
    if (all.n)
        qsort(all.item, all.n, sizeof *all.item, by_first_word);
    return &all;
}

struct text_view token_word(const struct reading *r, size_t i)
{
    return text_view_part(text_view(&r->folded), r->token[i].word_from, r->token[i].word_to);
}

/* The words of p stand one behind the other from token i on. */
static bool stands_at(const struct reading *r, const struct phrase *p, size_t i)
{
    struct text_view rest = text_view(&p->text);
    for (size_t k = 0; k < p->words; k++) {
        if (i + k >= r->n || r->token[i + k].kind != T_WORD)
            return false;
        struct text_view word = token_word(r, i + k);
        if (!text_view_starts(rest, word) || (rest.len > word.len && rest.bytes[word.len] != ' '))
            return false;
        rest = text_view_part(rest, word.len + 1, rest.len);
    }
    return rest.len == 0;
}

static size_t lower_bound(const struct phrases *all, struct text_view word)
{
    size_t from = 0, to = all->n;
    while (from < to) {
        size_t mid = from + (to - from) / 2;
        if (text_view_compare(first_word(&all->item[mid]), word) < 0)
            from = mid + 1;
        else
            to = mid;
    }
    return from;
}

void words_mark(struct reading *r)
{
    const struct phrases *all = phrases();
    for (size_t i = 0; i < r->n; i++) {
        if (r->token[i].kind != T_WORD)
            continue;
        struct text_view word = token_word(r, i);
        for (size_t k = lower_bound(all, word); k < all->n; k++) {
            const struct phrase *p = &all->item[k];
            if (!text_view_equal(first_word(p), word))
                break;
            if (p->words > r->token[i].run[p->list] && stands_at(r, p, i))
                r->token[i].run[p->list] = p->words;
        }
    }
}

bool words_end_at(const struct reading *r, enum word_list list, size_t i, size_t *from)
{
    enum { LONGEST = 6 };
    for (size_t back = LONGEST; back > 0; back--) {
        if (back > i || run_at(r, list, i - back) != back)
            continue;
        if (from)
            *from = i - back;
        return true;
    }
    return false;
}

size_t words_find(const struct reading *r, enum word_list list, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++)
        if (run_at(r, list, i))
            return i;
    return NONE;
}
