#include <stdlib.h>

#include "soan/outline.h"

static void add_span(struct soan_projection *p, struct soan_span s)
{
    struct soan_span *last = p->n ? &p->span[p->n - 1] : NULL;
    if (last && last->kind == SOAN_TOKEN_TEXT && s.kind == SOAN_TOKEN_TEXT) {
        last->src_to = s.src_to;
        last->out_to = s.out_to;
        return;
    }
    void *span = p->span;
    mem_grow(&span, &p->cap, p->n + 1, sizeof *p->span);
    p->span = span;
    p->span[p->n++] = s;
}

void soan_project(struct text_view source, soan_lookup_fn *lookup, void *arg, struct soan_projection *out)
{
    struct soan_token t;
    text_clear(&out->out);
    out->n = 0;
    for (size_t pos = 0; soan_token_next(source, pos, &t); pos = t.to) {
        struct soan_span s = {.src_from = t.from, .src_to = t.to, .out_from = out->out.len, .kind = t.kind};
        struct soan_shown shown = {0};
        struct text_view said = text_view_part(source, t.from, t.to);
        if (t.kind == SOAN_TOKEN_BRACE) {
            said = t.body;
        } else if (t.kind == SOAN_TOKEN_FIGURE) {
            if (lookup && lookup(t.body, &shown, arg)) {
                s.open = shown.value.len == 0;
                said = s.open ? shown.blank : shown.value;
            } else {
                s.kind = SOAN_TOKEN_TEXT;
            }
        } else if (t.kind == SOAN_TOKEN_NOTE && lookup &&
                   lookup(text_view_part(source, t.from + 1, t.to - 1), &shown, arg) && shown.value.len) {
            said = shown.value;
        }
        text_append(&out->out, said);
        s.out_to = out->out.len;
        add_span(out, s);
    }
}

void soan_projection_free(struct soan_projection *p)
{
    text_free(&p->out);
    mem_free(&p->span);
    *p = (struct soan_projection){0};
}

/* The last span that starts at or before `at`, on the source side or on the other. */
static const struct soan_span *span_at(const struct soan_projection *p, size_t at, bool src)
{
    size_t low = 0, high = p->n;
    while (high - low > 1) {
        size_t mid = low + (high - low) / 2;
        if ((src ? p->span[mid].src_from : p->span[mid].out_from) <= at)
            low = mid;
        else
            high = mid;
    }
    return p->n ? &p->span[low] : NULL;
}

size_t soan_projection_to_out(const struct soan_projection *p, size_t src)
{
    const struct soan_span *s = span_at(p, src, true);
    if (!s || src >= p->span[p->n - 1].src_to)
        return p->out.len;
    return s->kind == SOAN_TOKEN_TEXT ? s->out_from + (src - s->src_from) : s->out_from;
}

size_t soan_projection_to_src(const struct soan_projection *p, size_t out)
{
    const struct soan_span *s = span_at(p, out, false);
    if (!s)
        return 0;
    if (out >= p->out.len)
        return p->span[p->n - 1].src_to;
    return s->kind == SOAN_TOKEN_TEXT ? s->src_from + (out - s->out_from) : s->src_from;
}
