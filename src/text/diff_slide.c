/* A passage that came or went between like words can be told in several places: the one that begins a sentence, or at
 * least behind a mark, is the one a person would point at. */
#include "text/diff.h"

enum { FAR = 400 };           /* bytes looked at each way */

static bool is_blank(char c)
{
    return c == ' ' || c == '\n';
}

/* How well a passage may begin at pos. */
static int worth(struct text_view v, size_t pos)
{
    if (pos == 0 || v.bytes[pos - 1] == '\n')
        return 4;
    if (v.bytes[pos - 1] != ' ')
        return 0;
    char mark = pos > 1 ? v.bytes[pos - 2] : ' ';
    return mark == '.' || mark == ';' || mark == '!' || mark == '?' ? 3 : mark == ',' || mark == ':' ? 2 : 1;
}

static size_t reach(const struct text_run *same)
{
    size_t most = same->to - same->from - 1; /* something stays on either side */
    return most < FAR ? most : FAR;
}

/* Bytes to move the passage [from, to) of v by. */
static ptrdiff_t best_slide(struct text_view v, size_t from, size_t to, size_t left, size_t right)
{
    ptrdiff_t best = 0;
    int most = worth(v, from);
    for (size_t k = 1; k <= right && v.bytes[from + k - 1] == v.bytes[to + k - 1]; k++) {
        if (is_blank(v.bytes[from + k - 1]) && worth(v, from + k) > most) {
            most = worth(v, from + k);
            best = (ptrdiff_t)k;
        }
    }
    for (size_t k = 1; k <= left && v.bytes[from - k] == v.bytes[to - k]; k++) {
        if (from > k && is_blank(v.bytes[from - k - 1]) && is_blank(v.bytes[to - k - 1]) && worth(v, from - k) > most) {
            most = worth(v, from - k);
            best = -(ptrdiff_t)k;
        }
    }
    return best;
}

static void move(struct text_run *r, size_t by)
{
    r[-1].to += by;
    r[-1].new_to += by;
    r[0].from += by;
    r[0].to += by;
    r[0].new_from += by;
    r[0].new_to += by;
    r[1].from += by;
    r[1].new_from += by;
}

void diff_slide(struct text_view old, struct text_view now, struct text_diff *d)
{
    for (size_t i = 1; i + 1 < d->n; i++) {
        struct text_run *r = &d->run[i];
        if (r[-1].kind != TEXT_SAME || r[1].kind != TEXT_SAME)
            continue;
        bool gone = r->kind == TEXT_DELETED;
        struct text_view v = gone ? old : now;
        size_t from = gone ? r->from : r->new_from, to = gone ? r->to : r->new_to;
        /* Added to unsigned places, a step back wraps round to what it means. */
        move(r, (size_t)best_slide(v, from, to, reach(&r[-1]), reach(&r[1])));
    }
}
