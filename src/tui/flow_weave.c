/*
 * Marks in a paragraph: what is shown of the text, and between it words that are no part of it. Where those stand there is no
 * byte of the text, where words are left out there is nothing to see; both sides still find each other.
 */
#include <stdlib.h>

#include "tui/flow.h"

enum happening { CLOSES, COMES, OPENS };

/* What begins or ends at a byte of the paragraph. In this order where it is the same one. */
struct event {
    size_t at;
    enum happening what;
    size_t mark;
};

struct weaver {
    struct flow_paragraph *p;
    const struct soan_projection *base;
    const struct flow_mark *mark;
    const struct flow *l;
    struct soan_projection *out;
    size_t from;              /* of the paragraph in the text */
    size_t span, at;          /* the base has been taken over up to here */
    int open;                 /* words that go, one over another */
};

static int by_place(const void *a, const void *b)
{
    const struct event *x = a, *y = b;
    if (x->at != y->at) {
        return x->at < y->at ? -1 : 1;
    }
    if (x->what != y->what) {
        return x->what < y->what ? -1 : 1;
    }
    return (x->mark > y->mark) - (x->mark < y->mark);
}

static void add_span(struct soan_projection *out, struct soan_span s)
{
    void *span = out->span;
    mem_grow(&span, &out->cap, out->n + 1, sizeof(*out->span));
    out->span = span;
    out->span[out->n++] = s;
}

static void cover(struct weaver *w, size_t from, enum flow_cover_kind kind)
{
    struct flow_paragraph *p = w->p;
    if (from == w->out->out.len) {
        return;
    }
    if (p->covers && p->cover[p->covers - 1].to == from && p->cover[p->covers - 1].kind == kind) {
        p->cover[p->covers - 1].to = w->out->out.len;
        return;
    }
    mem_grow((void **)&p->cover, &p->cover_cap, p->covers + 1, sizeof(*p->cover));
    p->cover[p->covers++] = (struct flow_cover){from, w->out->out.len, kind};
}

/* Shown, but not in the text. A span that is no text is not looked into from either side. */
static void put(struct weaver *w, struct text_view words, enum flow_cover_kind kind)
{
    size_t from = w->out->out.len;
    text_append(&w->out->out, words);
    add_span(w->out, (struct soan_span){w->at, w->at, from, w->out->out.len, SOAN_TOKEN_BRACE, false});
    cover(w, from, kind);
}

static void sign(struct weaver *w, const char *sign, enum flow_cover_kind kind)
{
    if (w->l->show == FLOW_SIGNED || kind == FLOW_DOUBT) {
        put(w, text_view_of(sign), kind);
    }
}

/* Takes the base over up to byte `to` of the paragraph. */
static void copy_to(struct weaver *w, size_t to)
{
    bool gone = w->open && w->l->show == FLOW_RESULT;
    size_t began = w->out->out.len;

    while (w->at < to) {
        const struct soan_span *s = &w->base->span[w->span];
        struct soan_span part = *s;
        bool text = s->kind == SOAN_TOKEN_TEXT;
        part.src_from = w->at;
        part.src_to = text && to < s->src_to ? to : s->src_to;
        size_t out_from = text ? s->out_from + (part.src_from - s->src_from) : s->out_from;
        size_t out_to = text ? s->out_from + (part.src_to - s->src_from) : s->out_to;
        part.out_from = w->out->out.len;
        if (gone) {
            part.kind = SOAN_TOKEN_BRACE;
        } else {
            text_append(&w->out->out, text_view_part(text_view(&w->base->out), out_from, out_to));
        }
        part.out_to = w->out->out.len;
        add_span(w->out, part);
        w->at = part.src_to;
        w->span += w->at == s->src_to;
    }
    if (w->open && !gone) {
        cover(w, began, FLOW_GOES);
    }
}

/* New words as they would be shown; a paragraph that would end within them by its mark. */
static void put_words(struct weaver *w, const struct flow_mark *m)
{
    enum flow_cover_kind kind = m->doubtful ? FLOW_DOUBT : FLOW_COMES;
    struct soan_projection p = {0};
    struct text line = {0};

    soan_project(m->with, w->l->lookup, w->l->lookup_arg, &p);
    for (size_t from = 0, to; from < p.out.len; from = to + 1) {
        to = text_view_find(text_view(&p.out), TEXT_LIT("\n"), from);
        text_append(&line, text_view_part(text_view(&p.out), from, to));
        if (to == SIZE_MAX) {
            break;
        }
        text_append_str(&line, "¶");
    }
    if (line.len) {
        sign(w, m->doubtful ? "{?" : "{+", kind);
        put(w, text_view(&line), kind);
        sign(w, m->doubtful ? "?}" : "+}", kind);
    }
    text_free(&line);
    soan_projection_free(&p);
}

static void happen(struct weaver *w, const struct event *e)
{
    const struct flow_mark *m = &w->mark[e->mark];

    if (e->what == OPENS) {
        if (w->open++ == 0) {
            sign(w, "[-", FLOW_GOES);
        }
    } else if (e->what == CLOSES) {
        if (--w->open == 0) {
            sign(w, "-]", FLOW_GOES);
        }
    } else {
        /* Among words that go for another reason, it comes between them. */
        if (w->open) {
            sign(w, "-]", FLOW_GOES);
        }
        put_words(w, m);
        if (w->open) {
            sign(w, "[-", FLOW_GOES);
        }
    }
}

/* What is no text has no inside. */
static size_t snap(const struct soan_projection *base, size_t at, bool back)
{
    size_t low = 0, high = base->n;
    while (high - low > 1) {
        size_t mid = low + (high - low) / 2;
        if (base->span[mid].src_from <= at) {
            low = mid;
        } else {
            high = mid;
        }
    }
    const struct soan_span *s = base->n ? &base->span[low] : NULL;
    if (!s || s->kind == SOAN_TOKEN_TEXT || at <= s->src_from || at >= s->src_to) {
        return at;
    }
    return back ? s->src_from : s->src_to;
}

static size_t events_of(const struct weaver *w, size_t to, size_t n, struct event *out)
{
    size_t events = 0;
    for (size_t i = 0; i < n; i++) {
        const struct flow_mark *m = &w->mark[i];
        if (m->to < w->from || m->from > to) {
            continue;
        }
        size_t from = snap(w->base, m->from > w->from ? m->from - w->from : 0, true);
        size_t end = snap(w->base, (m->to < to ? m->to : to) - w->from, false);
        /* In its last paragraph the words come, in those before it only some go. */
        if (m->to <= to) {
            out[events++] = (struct event){end, COMES, i};
        }
        if (from < end && !m->doubtful) {
            out[events++] = (struct event){from, OPENS, i};
            out[events++] = (struct event){end, CLOSES, i};
        }
    }
    if (events > 1) {
        qsort(out, events, sizeof(*out), by_place);
    }
    return events;
}

static bool joins_next(const struct weaver *w, size_t to, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (w->mark[i].from <= to && w->mark[i].to > to && !w->mark[i].doubtful) {
            return true;
        }
    }
    return false;
}

void flow_weave(struct flow_paragraph *p, const struct soan_projection *base, size_t from, size_t to,
                const struct flow_mark *mark, size_t n, const struct flow *l, struct soan_projection *out)
{
    struct weaver w = {.p = p, .base = base, .mark = mark, .l = l, .out = out, .from = from};
    struct event *event = mem_array(n * 3 + 1, sizeof(*event));
    size_t events = events_of(&w, to, n, event);

    text_clear(&out->out);
    out->n = 0;
    p->covers = 0;
    for (size_t i = 0; i < events; i++) {
        copy_to(&w, event[i].at);
        happen(&w, &event[i]);
    }
    copy_to(&w, to - from);
    if (l->show != FLOW_RESULT && joins_next(&w, to, n)) {
        sign(&w, "[-", FLOW_GOES);
        put(&w, TEXT_LIT("¶"), FLOW_GOES);
        sign(&w, "-]", FLOW_GOES);
    }
    free(event);
}
