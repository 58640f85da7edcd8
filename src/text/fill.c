#include <stdlib.h>

#include "text/prop.h"
#include "text/wrapper.h"

enum {
    NODES_MOST = 4096,        /* of one paragraph; then the best way so far is taken for good */
    COST_SCALE = 64,
};

/* A place where a line may start, and the best way to it. */
struct node {
    size_t pos;
    int64_t column;           /* of the whole paragraph in one line */
    size_t blanks;            /* runs of blanks before it */
    size_t before;            /* the node of the line that ends here */
    unsigned lines;
    int64_t cost;
    bool dead;                /* no line from here reaches what follows */
};

/* The text passed so far; `end` and `ends` leave out the blanks before pos. */
struct scan {
    size_t pos;
    int64_t column, end;
    size_t blanks, ends;
};

struct filler {
    struct wrapper wrap;
    bool justified;
    struct node *node;
    size_t n, cap, oldest;    /* nodes before `oldest` are dead */
    size_t dying;             /* of those that died last, the one that came farthest with the fewest lines */
    struct scan at;
    struct text_lines *out;
};

static void add_node(struct filler *f, struct node node)
{
    mem_grow((void **)&f->node, &f->cap, f->n + 1, sizeof *f->node);
    f->node[f->n++] = node;
}

static int room(const struct filler *f, const struct node *node)
{
    return node->pos == 0 ? f->wrap.first : f->wrap.rest;
}

/* Of a line that leaves `slack` columns free and could take them up between `words`. */
static int64_t line_cost(const struct filler *f, int64_t slack, size_t words)
{
    if (!f->justified)
        return slack * slack;
    return words == 0 ? slack * slack * COST_SCALE
                      : slack * slack * COST_SCALE / (int64_t)(words * words) + slack;
}

static bool better(const struct node *a, const struct node *b)
{
    return a->lines != b->lines ? a->lines < b->lines : a->cost < b->cost;
}

/* The best line that ends where the scan stands. Nodes from which none does die. */
static bool best_line(struct filler *f, struct node *best)
{
    const struct scan *s = &f->at;
    bool last = s->pos == f->wrap.breaks.v.len, found = false, died = false;
    for (size_t i = f->oldest; i < f->n; i++) {
        struct node *a = &f->node[i];
        int64_t slack = room(f, a) - (s->end - a->column);
        if (!a->dead && slack < 0) {
            if (!died || a->lines <= f->node[f->dying].lines)
                f->dying = i;
            died = true;
            a->dead = true;
        }
        if (a->dead)
            continue;
        size_t words = s->ends > a->blanks ? s->ends - a->blanks : 0;
        struct node here = {s->pos, s->column, s->blanks, i, a->lines + 1,
                            a->cost + (last ? 0 : line_cost(f, slack, words)), false};
        if (!found || better(&here, best))
            *best = here;
        found = true;
    }
    return found;
}

static size_t count_lines(const struct filler *f, size_t i)
{
    size_t n = 0;
    for (; i > 0; i = f->node[i].before)
        n++;
    return n;
}

/* Takes the way to node i for good; it becomes the only node. */
static void commit(struct filler *f, size_t i)
{
    size_t n = count_lines(f, i), at = f->out->n + n;
    struct node node = f->node[i];
    for (size_t k = 0; k < n; k++)
        lines_add(f->out, 0);
    for (; i > 0; i = f->node[i].before)
        f->out->start[--at] = f->node[i].pos;
    node.dead = false;
    node.before = 0;
    node.lines = 0;
    node.cost = 0;
    f->node[0] = node;
    f->n = 1;
    f->oldest = 0;
}

/* No line ends where the scan stands: one of those that failed ends where it can. */
static void force(struct filler *f)
{
    commit(f, f->dying);
    size_t end = wrapper_line_end(&f->wrap, f->node[0].pos, room(f, &f->node[0]));
    f->at = (struct scan){.pos = end};
    f->n = 0;
    add_node(f, (struct node){.pos = end});
    if (end < f->wrap.breaks.v.len)
        lines_add(f->out, end);
}

static bool surely_inside(struct text_view v, size_t pos)
{
    /* Letters and digits of the Latin script: no line ends between two of them. */
    unsigned char before = (unsigned char)v.bytes[pos - 1], after = (unsigned char)v.bytes[pos];
    if (before < 0x80 && after < 0x80)
        return text_prop(before) & text_prop(after) & PROP_ALNUM;
    uint32_t p = decode_at(v, codepoint_prev(v, pos)), c = decode_at(v, pos);
    bool latin = (p < 0x250 || (p >= 0x1E00 && p < 0x1F00)) && (c < 0x250 || (c >= 0x1E00 && c < 0x1F00));
    return latin && text_prop(p) & text_prop(c) & PROP_ALNUM;
}

/* Moves the scan to the next place where a line may end, or to the end. */
static void next_place(struct filler *f)
{
    struct breaker *k = &f->wrap.breaks;
    struct text_view v = k->v;
    struct scan *s = &f->at;
    for (;;) {
        size_t at = s->pos;
        do {
            at = codepoint_next(v, at);
        } while (at < v.len && v.bytes[at] != ' ' && (surely_inside(v, at) || !break_allowed(k, at)));
        s->column += text_width(text_view_part(v, s->pos, at));
        s->end = s->column;
        s->ends = s->blanks;
        s->pos = at;
        while (s->pos < v.len && v.bytes[s->pos] == ' ')
            s->pos++;
        s->column += (int64_t)(s->pos - at);
        s->blanks += s->pos > at;
        if (s->pos == v.len || s->pos == at || break_allowed(k, s->pos))
            return;
    }
}

void text_fill(struct text_view paragraph, const struct text_wrap *w, bool justified, struct text_lines *out)
{
    struct filler f = {.wrap = wrapper(paragraph, w), .justified = justified, .out = out};
    struct node best = {0};
    out->n = 0;
    lines_add(out, 0);
    add_node(&f, (struct node){0});
    while (f.at.pos < paragraph.len) {
        next_place(&f);
        bool found = best_line(&f, &best);
        while (f.oldest < f.n && f.node[f.oldest].dead)
            f.oldest++;
        if (!found) {
            force(&f);
            continue;
        }
        add_node(&f, best);
        if (f.n == NODES_MOST && f.at.pos < paragraph.len)
            commit(&f, f.node[f.n - 1].before);
    }
    if (f.n > 1)
        commit(&f, f.node[f.n - 1].before);
    free(f.node);
    breaker_free(&f.wrap.breaks);
}

bool text_break_offered(struct text_view v, size_t pos)
{
    struct breaker k = {.v = v, .rules = text_breaks_default()};
    bool offered = break_offered(&k, pos);
    breaker_free(&k);
    return offered;
}
