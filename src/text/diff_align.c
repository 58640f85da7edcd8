/* The best common subsequence of two rows of tokens: by a table where that is small, else between those tokens that
 * stand once on each side (Bram Cohen's patience diff). */
#include <stdlib.h>
#include <string.h>

#include "text/diff.h"

enum {
    TABLE_CELLS = 1 << 17,    /* the largest table; bounds the time to this many cells for as many tokens as its side */
    DEPTH = 32,
    ADJOINING = 2,            /* worth of a match right behind another */
};

static bool same(const struct token *a, const struct token *b)
{
    return a->key == b->key && a->to - a->from == b->to - b->from;
}

/* ---- a table ---- */

enum { UP = 1, LEFT = 2, MATCH = 3, WAY = 3, GOES_ON = 4 };

struct row {
    int64_t *best;            /* of the tokens so far */
    int64_t *matched;         /* the same where the last two match; NONE where they do not */
};

#define NONE (INT64_MIN / 2)

static unsigned char cell(const struct row *above, struct row *row, size_t k, bool equal, unsigned weight)
{
    unsigned char way = above->best[k + 1] >= row->best[k] ? UP : LEFT;
    int64_t best = way == UP ? above->best[k + 1] : row->best[k];
    row->matched[k + 1] = NONE;
    if (equal) {
        int64_t fresh = above->best[k] + weight, on = above->matched[k] + weight + ADJOINING;
        int64_t m = on >= fresh ? on : fresh;
        row->matched[k + 1] = m;
        if (m >= best) {
            best = m;
            way = MATCH;
        }
        if (on >= fresh)
            way |= GOES_ON;
    }
    row->best[k + 1] = best;
    return way;
}

static void trace(const unsigned char *way, size_t na, size_t nb, size_t first_b, size_t *match)
{
    bool matched = false;
    for (size_t i = na, k = nb; i > 0 && k > 0;) {
        unsigned char w = way[(i - 1) * nb + k - 1];
        if (matched || (w & WAY) == MATCH) {
            match[--i] = first_b + --k;
            matched = w & GOES_ON;
        } else if ((w & WAY) == UP) {
            i--;
        } else {
            k--;
        }
    }
}

static void align_by_table(const struct token *a, size_t na, const struct token *b, size_t nb, size_t first_b,
                           size_t *match)
{
    unsigned char *way = mem_array(na * nb, 1);
    int64_t *cells = mem_array(4 * (nb + 1), sizeof *cells);
    struct row above = {cells, cells + nb + 1}, row = {cells + 2 * (nb + 1), cells + 3 * (nb + 1)};
    for (size_t k = 0; k <= nb; k++)
        above.matched[k] = row.matched[k] = NONE;
    for (size_t i = 0; i < na; i++) {
        for (size_t k = 0; k < nb; k++)
            way[i * nb + k] = cell(&above, &row, k, same(&a[i], &b[k]), a[i].weight);
        struct row swap = above;
        above = row;
        row = swap;
        row.best[0] = 0;
    }
    trace(way, na, nb, first_b, match);
    free(cells);
    free(way);
}

/* ---- patience ---- */

struct slot { uint64_t key; uint32_t in_a, in_b; size_t a, b; };

static struct slot *slot_of(struct slot *slot, size_t mask, uint64_t key)
{
    size_t at = (size_t)(key ^ key >> 32) & mask;
    while ((slot[at].in_a || slot[at].in_b) && slot[at].key != key)
        at = (at + 1) & mask;
    return &slot[at];
}

/* Tokens that stand once on each side, in the order of a. */
static struct diff_pair *anchors(const struct token *a, size_t na, const struct token *b, size_t nb, size_t *n)
{
    size_t size = 16;
    while (size < 2 * (na + nb))
        size *= 2;
    struct slot *slot = mem_array(size, sizeof *slot);
    for (size_t i = 0; i < na; i++) {
        struct slot *s = slot_of(slot, size - 1, a[i].key);
        *s = (struct slot){a[i].key, s->in_a + (s->in_a < 2), 0, i, 0};
    }
    for (size_t k = 0; k < nb; k++) {
        struct slot *s = slot_of(slot, size - 1, b[k].key);
        *s = (struct slot){b[k].key, s->in_a, s->in_b + (s->in_b < 2), s->a, k};
    }
    struct diff_pair *out = mem_array(na, sizeof *out);
    *n = 0;
    for (size_t i = 0; i < na; i++) {
        const struct slot *s = slot_of(slot, size - 1, a[i].key);
        if (s->in_a == 1 && s->in_b == 1 && same(&a[i], &b[s->b]))
            out[(*n)++] = (struct diff_pair){i, s->b};
    }
    free(slot);
    return out;
}

static void align(const struct token *a, size_t na, const struct token *b, size_t nb, size_t first_b, size_t *match,
                  int depth)
{
    while (na && nb && same(a, b)) {
        *match++ = first_b++;
        a++, b++, na--, nb--;
    }
    while (na && nb && same(&a[na - 1], &b[nb - 1])) {
        na--, nb--;
        match[na] = first_b + nb;
    }
    if (!na || !nb)
        return;
    if (nb <= TABLE_CELLS / na) {
        align_by_table(a, na, b, nb, first_b, match);
        return;
    }
    if (depth == DEPTH)
        return;
    size_t n, i = 0, k = 0;
    struct diff_pair *x = anchors(a, na, b, nb, &n);
    diff_rising(x, &n);
    for (size_t at = 0; n && at <= n; at++) {
        size_t i_end = at < n ? x[at].from : na, k_end = at < n ? x[at].to : nb;
        align(a + i, i_end - i, b + k, k_end - k, first_b + k, match + i, depth + 1);
        if (at < n)
            match[i_end] = first_b + k_end;
        i = i_end + 1;
        k = k_end + 1;
    }
    free(x);
}

void diff_align(const struct token *a, size_t na, const struct token *b, size_t nb, size_t *match)
{
    for (size_t i = 0; i < na; i++)
        match[i] = NO_MATCH;
    align(a, na, b, nb, 0, match, 0);
}
