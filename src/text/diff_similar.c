/* Which changed sentence became which: the alignment that keeps most words, by weight of their letters. */
#include <stdlib.h>
#include <string.h>

#include "text/diff.h"

enum {
    TABLE_CELLS = 1 << 16,
    ALIKE = 400,              /* thousandths of the words of both that they must share */
    ALIKE_ALONE = 250,        /* the same for the only two between neighbours that stayed */
    GAIN = 80,                /* what a sentence must add to be a part of its neighbour's pair */
    RARE = 3,                 /* a word that stands so often tells where its sentence went */
    GROUP = 8,
};

struct scent { uint64_t key; unsigned weight; };

/* Words of each sentence, sorted by key. */
struct bags {
    struct scent *scent;
    size_t *start;            /* n + 1 */
    unsigned *weight;         /* of each sentence */
    size_t n;
};

static int by_key(const void *x, const void *y)
{
    uint64_t a = ((const struct scent *)x)->key, b = ((const struct scent *)y)->key;
    return a < b ? -1 : a > b;
}

static void bags_fill(struct text_view v, const struct token *sentence, size_t n, struct bags *out)
{
    struct tokens words = {0};
    size_t used = 0, cap = 0;
    *out = (struct bags){.n = n};
    out->start = mem_array(n + 1, sizeof *out->start);
    out->weight = mem_array(n + 1, sizeof *out->weight);
    for (size_t i = 0; i < n; i++) {
        words.n = 0;
        diff_words(v, sentence[i].from, sentence[i].to, &words);
        mem_grow((void **)&out->scent, &cap, used + words.n + 1, sizeof *out->scent);
        out->start[i] = used;
        for (size_t k = 0; k < words.n; k++) {
            if (!words.item[k].word)
                continue;
            out->scent[used++] = (struct scent){words.item[k].key, words.item[k].weight};
            out->weight[i] += words.item[k].weight;
        }
        if (used > out->start[i])
            qsort(out->scent + out->start[i], used - out->start[i], sizeof *out->scent, by_key);
    }
    out->start[n] = used;
    diff_tokens_free(&words);
}

static void bags_free(struct bags *b)
{
    free(b->scent);
    free(b->start);
    free(b->weight);
}

static unsigned weight_of(const struct bags *x, size_t from, size_t to)
{
    unsigned w = 0;
    for (size_t i = from; i < to; i++)
        w += x->weight[i];
    return w;
}

/* In thousandths: the share of the words of sentences [i, i_end) and [k, k_end) that stand in both. */
static unsigned shared(const struct scent *a, size_t na, const struct scent *b, size_t nb)
{
    unsigned w = 0;
    for (size_t i = 0, k = 0; i < na && k < nb;) {
        if (a[i].key == b[k].key) {
            w += a[i].weight;
            i++, k++;
        } else if (a[i].key < b[k].key) {
            i++;
        } else {
            k++;
        }
    }
    return w;
}

static unsigned likeness(const struct bags *x, size_t i, const struct bags *y, size_t k)
{
    uint64_t both = x->weight[i] + (uint64_t)y->weight[k];
    uint64_t common = shared(x->scent + x->start[i], x->start[i + 1] - x->start[i], y->scent + y->start[k],
                             y->start[k + 1] - y->start[k]);
    return both ? (unsigned)(2000 * common / both) : 0;
}

static unsigned group_likeness(const struct bags *x, const struct bags *y, const struct pairing *p)
{
    size_t na = x->start[p->a_end] - x->start[p->a], nb = y->start[p->b_end] - y->start[p->b];
    uint64_t both = weight_of(x, p->a, p->a_end) + (uint64_t)weight_of(y, p->b, p->b_end);
    struct scent *a = mem_array(na + nb + 1, sizeof *a), *b = a + na;
    if (na)
        memcpy(a, x->scent + x->start[p->a], na * sizeof *a);
    if (nb)
        memcpy(b, y->scent + y->start[p->b], nb * sizeof *b);
    qsort(a, na, sizeof *a, by_key);
    qsort(b, nb, sizeof *b, by_key);
    uint64_t common = shared(a, na, b, nb);
    free(a);
    return both ? (unsigned)(2000 * common / both) : 0;
}

static void pair(struct pairings *out, size_t i, size_t k)
{
    mem_grow((void **)&out->item, &out->cap, out->n + 1, sizeof *out->item);
    out->item[out->n++] = (struct pairing){i, i + 1, k, k + 1};
}

/* ---- few sentences: every pair is weighed ---- */

static void pair_by_table(const struct bags *x, const struct bags *y, const struct pairing *p, struct pairings *out)
{
    size_t na = p->a_end - p->a, nb = p->b_end - p->b, cols = nb + 1;
    unsigned least = na == 1 && nb == 1 ? ALIKE_ALONE : ALIKE;
    /* best[i][k]: of the sentences from i and k on, so that the pairs come out in order. */
    unsigned *best = mem_array((na + 1) * cols, sizeof *best);
    unsigned *like = mem_array(na * nb, sizeof *like);
    for (size_t i = na; i-- > 0;) {
        for (size_t k = nb; k-- > 0;) {
            unsigned l = likeness(x, p->a + i, y, p->b + k);
            unsigned skip = best[(i + 1) * cols + k], other = best[i * cols + k + 1];
            like[i * nb + k] = l = l >= least ? l : 0;
            l = l ? l + best[(i + 1) * cols + k + 1] : 0;
            skip = skip > other ? skip : other;
            best[i * cols + k] = l > skip ? l : skip;
        }
    }
    for (size_t i = 0, k = 0; i < na && k < nb;) {
        unsigned here = best[i * cols + k], l = like[i * nb + k];
        if (l && here == l + best[(i + 1) * cols + k + 1])
            pair(out, p->a + i++, p->b + k++);
        else if (here == best[(i + 1) * cols + k])
            i++;
        else
            k++;
    }
    free(best);
    free(like);
}

/* ---- many: rare words name the candidates ---- */

struct trace { uint64_t key; uint32_t times; size_t at[RARE]; };
struct traces { struct trace *slot; size_t mask; };

static struct trace *trace_of(const struct traces *t, uint64_t key)
{
    size_t at = (size_t)(key ^ key >> 32) & t->mask;
    while (t->slot[at].times && t->slot[at].key != key)
        at = (at + 1) & t->mask;
    return &t->slot[at];
}

static struct traces traces_of(const struct bags *x, const struct pairing *p)
{
    struct traces t = {.mask = 15};
    while (t.mask + 1 < 2 * (x->start[p->a_end] - x->start[p->a]))
        t.mask = t.mask * 2 + 1;
    t.slot = mem_array(t.mask + 1, sizeof *t.slot);
    for (size_t i = p->a; i < p->a_end; i++) {
        for (size_t s = x->start[i]; s < x->start[i + 1]; s++) {
            struct trace *r = trace_of(&t, x->scent[s].key);
            r->key = x->scent[s].key;
            if (r->times < RARE)
                r->at[r->times] = i;
            r->times += r->times <= RARE;
        }
    }
    return t;
}

/* The sentence behind `after` that most rare words of y's sentence k point to, if it is like it. */
static size_t candidate(const struct traces *t, const struct bags *x, const struct bags *y, size_t k)
{
    enum { MOST = 16 };
    size_t at[MOST], n = 0, best = NO_MATCH;
    unsigned likest = ALIKE - 1;
    for (size_t s = y->start[k]; s < y->start[k + 1]; s++) {
        const struct trace *r = trace_of(t, y->scent[s].key);
        for (size_t c = 0; r->times <= RARE && c < r->times; c++) {
            bool known = false;
            for (size_t m = 0; m < n && !known; m++)
                known = at[m] == r->at[c];
            if (!known && n < MOST)
                at[n++] = r->at[c];
        }
    }
    for (size_t c = 0; c < n; c++) {
        unsigned l = likeness(x, at[c], y, k);
        if (l > likest) {
            likest = l;
            best = at[c];
        }
    }
    return best;
}

/* The longest row of candidates that rises on both sides; the rest is looked at between them. */
static struct diff_pair *chain(const struct bags *x, const struct bags *y, const struct pairing *p, size_t *n)
{
    struct traces t = traces_of(x, p);
    struct diff_pair *step = mem_array(p->b_end - p->b, sizeof *step);
    *n = 0;
    for (size_t k = p->b; k < p->b_end; k++) {
        size_t a = candidate(&t, x, y, k);
        if (a != NO_MATCH)
            step[(*n)++] = (struct diff_pair){k, a};
    }
    free(t.slot);
    diff_rising(step, n);
    return step;
}

static bool small(const struct pairing *p)
{
    return p->b_end - p->b <= TABLE_CELLS / (p->a_end - p->a);
}

static void pair_between(const struct bags *x, const struct bags *y, const struct pairing *p, struct pairings *out)
{
    if (p->a < p->a_end && p->b < p->b_end && small(p))
        pair_by_table(x, y, p, out);
}

static void pair_by_rare_words(const struct bags *x, const struct bags *y, const struct pairing *all,
                               struct pairings *out)
{
    size_t n;
    struct diff_pair *step = chain(x, y, all, &n);
    struct pairing p = *all;
    for (size_t i = 0; i < n; i++) {
        p.a_end = step[i].to;
        p.b_end = step[i].from;
        pair_between(x, y, &p, out);
        pair(out, step[i].to, step[i].from);
        p.a = step[i].to + 1;
        p.b = step[i].from + 1;
    }
    p.a_end = all->a_end;
    p.b_end = all->b_end;
    pair_between(x, y, &p, out);
    free(step);
}

/* ---- a sentence that was split or joined ---- */

/* Takes the sentences beside a pair, up to its neighbours, into it while that makes the two sides more alike. */
static void widen(const struct bags *x, const struct bags *y, struct pairing *p, const struct pairing *room)
{
    unsigned now = group_likeness(x, y, p);
    for (bool grown = true; grown && p->a_end - p->a + p->b_end - p->b < GROUP;) {
        struct pairing wider[] = {*p, *p, *p, *p};
        bool possible[] = {p->b_end < room->b_end, p->a_end < room->a_end, p->b > room->b, p->a > room->a};
        wider[0].b_end++;
        wider[1].a_end++;
        wider[2].b--;
        wider[3].a--;
        grown = false;
        for (size_t i = 0; i < SOAN_ARRAY_LEN(wider) && !grown; i++) {
            unsigned then = possible[i] ? group_likeness(x, y, &wider[i]) : 0;
            if (then >= now + GAIN) {
                *p = wider[i];
                now = then;
                grown = true;
            }
        }
    }
}

void diff_similar(struct text_view old, struct text_view now, const struct token *a, size_t na, const struct token *b,
                  size_t nb, struct pairings *out)
{
    struct bags x, y;
    struct pairing all = {0, na, 0, nb};
    size_t first = out->n;
    if (!na || !nb)
        return;
    bags_fill(old, a, na, &x);
    bags_fill(now, b, nb, &y);
    if (small(&all))
        pair_by_table(&x, &y, &all, out);
    else
        pair_by_rare_words(&x, &y, &all, out);
    struct pairing room = all;
    for (size_t i = first; i < out->n; i++) {
        struct pairing *p = &out->item[i];
        room.a_end = i + 1 < out->n ? p[1].a : na;
        room.b_end = i + 1 < out->n ? p[1].b : nb;
        widen(&x, &y, p, &room);
        room.a = p->a_end;
        room.b = p->b_end;
    }
    bags_free(&x);
    bags_free(&y);
}
