#include <stdlib.h>
#include <string.h>

#include "tui/flow.h"

void flow_init(struct flow *l, soan_lookup_fn *lookup, void *arg)
{
    *l = (struct flow){.lookup = lookup, .lookup_arg = arg, .width = 1, .epoch = 1};
}

static void slot_free(struct flow_paragraph *p)
{
    text_free(&p->source);
    soan_projection_free(&p->shown);
    text_lines_free(&p->lines);
    mem_free(&p->cover);
    *p = (struct flow_paragraph){0};
}

void flow_forget(struct flow *l)
{
    for (size_t i = 0; i < l->slots; i++) {
        slot_free(&l->slot[i]);
    }
    l->epoch++;
}

void flow_free(struct flow *l)
{
    flow_forget(l);
    mem_free(&l->slot);
    l->slots = 0;
    soan_projection_free(&l->spare);
    soan_projection_free(&l->base);
}

void flow_resize(struct flow *l, int width, size_t keep)
{
    width = width < 1 ? 1 : width;
    if (width == l->width && keep <= l->slots) {
        return;
    }
    flow_forget(l);
    l->width = width;
    if (keep > l->slots) {
        mem_free(&l->slot);
        l->slot = mem_array(keep, sizeof(*l->slot));
        l->slots = keep;
    }
}

void flow_changed(struct flow *l)
{
    l->epoch++;
}

/* ---- marks ---- */

void flow_set_marks(struct flow *l, struct flow_mark *mark, size_t n, enum flow_show show)
{
    size_t reach = 0;
    for (size_t i = 0; i < n; i++) {
        reach = mark[i].to > reach ? mark[i].to : reach;
        mark[i].reach = reach;
    }
    l->mark = mark;
    l->marks = n;
    l->show = show;
    l->epoch++;
}

/* The marks that lie in paragraph [from, to), some behind one another's back included. */
static const struct flow_mark *marks_in(const struct flow *l, size_t from, size_t to, size_t *n)
{
    size_t low = 0, high = l->marks;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (l->mark[mid].reach < from) {
            low = mid + 1;
        } else {
            high = mid;
        }
    }
    for (high = low; high < l->marks && l->mark[high].from <= to; high++) {
        continue;
    }
    *n = high - low;
    return l->mark + low;
}

static uint64_t mix(uint64_t h, uint64_t v)
{
    return (h ^ v) * 0x100000001B3u; /* FNV-1a */
}

static uint64_t marks_key(const struct flow *l, size_t from, size_t to)
{
    size_t n;
    const struct flow_mark *m = marks_in(l, from, to, &n);
    uint64_t h = 0xCBF29CE484222325u;
    bool any = false;
    for (size_t i = 0; i < n; i++) {
        if (m[i].to < from) {
            continue;
        }
        any = true;
        h = mix(mix(h, m[i].from < from ? SIZE_MAX : m[i].from - from), m[i].to > to ? SIZE_MAX : m[i].to - from);
        h = mix(mix(h, m[i].with.len), m[i].doubtful);
        for (size_t k = 0; k < m[i].with.len; k++) {
            h = mix(h, (unsigned char)m[i].with.bytes[k]);
        }
    }
    return any ? mix(h, (uint64_t)l->show + 1) | 1 : 0;
}

/* By single bytes: a paragraph of a megabyte is asked at every key. */
static bool is_plain(struct text_view v)
{
    return v.len == 0 ||
           (!memchr(v.bytes, '{', v.len) && !memchr(v.bytes, '}', v.len) && !memchr(v.bytes, '[', v.len));
}

static int hang_of(struct text_view shown)
{
    bool ordinal = false;
    size_t bullet = soan_item_bullet(shown, &ordinal);
    return bullet ? text_width(text_view_part(shown, 0, bullet)) : 0;
}

static struct text_wrap wrap_of(const struct flow *l, int hang)
{
    /* An indent that leaves no room for words is worse than none. */
    return (struct text_wrap){.width = l->width, .hang = hang * 2 < l->width ? hang : 0};
}

struct text_view flow_shown(const struct flow_paragraph *p)
{
    return text_view(p->plain ? &p->source : &p->shown.out);
}

static bool inside_letter(struct text_view v, size_t pos)
{
    return pos < v.len && ((unsigned char)v.bytes[pos] & 0xC0) == 0x80;
}

/* The one replacement that turns a into b, at letter boundaries. */
static void find_change(struct text_view a, struct text_view b, size_t *pos, size_t *removed, size_t *inserted)
{
    size_t most = a.len < b.len ? a.len : b.len;
    size_t head = 0;
    while (head + 64 <= most && memcmp(a.bytes + head, b.bytes + head, 64) == 0) {
        head += 64;
    }
    while (head < most && a.bytes[head] == b.bytes[head]) {
        head++;
    }
    while (head > 0 && (inside_letter(a, head) || inside_letter(b, head))) {
        head--;
    }
    size_t tail = 0;
    while (tail + 64 <= most - head && memcmp(a.bytes + a.len - tail - 64, b.bytes + b.len - tail - 64, 64) == 0) {
        tail += 64;
    }
    while (tail < most - head && a.bytes[a.len - tail - 1] == b.bytes[b.len - tail - 1]) {
        tail++;
    }
    while (tail > 0 && inside_letter(a, a.len - tail)) {
        tail--;
    }
    *pos = head;
    *removed = a.len - head - tail;
    *inserted = b.len - head - tail;
}

static void project(struct flow *l, struct flow_paragraph *p, struct text_view v, size_t from)
{
    p->covers = 0;
    if (!p->marked) {
        soan_project(v, l->lookup, l->lookup_arg, &p->shown);
        return;
    }
    size_t n;
    const struct flow_mark *m = marks_in(l, from, from + v.len, &n);
    soan_project(v, l->lookup, l->lookup_arg, &l->base);
    flow_weave(p, &l->base, from, from + v.len, m, n, l, &p->shown);
}

static void lay_out(struct flow *l, struct flow_paragraph *p, struct text_view v, size_t from, uint64_t marked)
{
    text_clear(&p->source);
    text_append(&p->source, v);
    p->marked = marked;
    p->covers = 0;
    p->plain = !marked && is_plain(v);
    if (!p->plain) {
        project(l, p, v, from);
    }
    p->hang = hang_of(flow_shown(p));
    struct text_wrap w = wrap_of(l, p->hang);
    p->hang = w.hang;
    text_wrap(flow_shown(p), &w, &p->lines);
}

/* Brings p to v, wrapping only round what changed. */
static void lay_out_change(struct flow *l, struct flow_paragraph *p, struct text_view v, size_t from, uint64_t marked)
{
    size_t pos, removed, inserted;
    bool plain = !marked && is_plain(v);

    if (plain != p->plain) {
        lay_out(l, p, v, from, marked);
        return;
    }
    p->marked = marked;
    find_change(text_view(&p->source), v, &pos, &removed, &inserted);
    text_replace(&p->source, pos, removed, text_view_part(v, pos, pos + inserted));
    if (!plain) {
        struct soan_projection old = p->shown;
        p->shown = l->spare;
        l->spare = old;
        project(l, p, v, from);
        find_change(text_view(&old.out), text_view(&p->shown.out), &pos, &removed, &inserted);
    }
    struct text_wrap w = wrap_of(l, hang_of(flow_shown(p)));
    if (w.hang != p->hang) {
        p->hang = w.hang;
        text_wrap(flow_shown(p), &w, &p->lines);
    } else {
        text_rewrap(flow_shown(p), &w, &p->lines, pos, removed, inserted);
    }
}

static struct flow_paragraph *slot_for(struct flow *l, struct text_view v, size_t from, bool *same)
{
    struct flow_paragraph *oldest = &l->slot[0], *changed = NULL;
    uint64_t marked = l->marks ? marks_key(l, from, from + v.len) : 0;

    for (size_t i = 0; i < l->slots; i++) {
        struct flow_paragraph *p = &l->slot[i];
        if (p->used < oldest->used) {
            oldest = p;
        }
        if (p->used == 0 || p->epoch == l->epoch) {
            continue;
        }
        if (p->marked == marked && text_view_equal(text_view(&p->source), v)) {
            *same = true;
            return p;
        }
        if (p->from == from) {
            changed = p;
        }
    }
    *same = false;
    if (changed) {
        lay_out_change(l, changed, v, from, marked);
        return changed;
    }
    lay_out(l, oldest, v, from, marked);
    return oldest;
}

const struct flow_paragraph *flow_at(struct flow *l, struct text_view text, size_t pos)
{
    if (pos > text.len) {
        pos = text.len;
    }
    l->clock++;
    for (size_t i = 0; i < l->slots; i++) {
        struct flow_paragraph *p = &l->slot[i];
        if (p->used && p->epoch == l->epoch && p->from <= pos && pos <= p->to) {
            p->used = l->clock;
            return p;
        }
    }
    const char *nl = pos ? memrchr(text.bytes, '\n', pos) : NULL;
    size_t from = nl ? (size_t)(nl - text.bytes) + 1 : 0;
    nl = pos < text.len ? memchr(text.bytes + pos, '\n', text.len - pos) : NULL;
    size_t to = nl ? (size_t)(nl - text.bytes) : text.len;

    if (!l->slots) {
        flow_resize(l, l->width, 4);
    }
    bool same;
    struct flow_paragraph *p = slot_for(l, text_view_part(text, from, to), from, &same);
    p->from = from;
    p->to = to;
    p->epoch = l->epoch;
    p->used = l->clock;
    return p;
}

struct text_view flow_line_view(const struct flow_paragraph *p, size_t line, size_t *from)
{
    struct text_view shown = flow_shown(p);
    size_t start = line < p->lines.n ? p->lines.start[line] : shown.len;
    size_t end = line + 1 < p->lines.n ? p->lines.start[line + 1] : shown.len;
    if (from) {
        *from = start;
    }
    return text_view_part(shown, start, end);
}

int flow_indent(const struct flow_paragraph *p, size_t line)
{
    return line ? p->hang : 0;
}

size_t flow_to_shown(const struct flow_paragraph *p, size_t source)
{
    return p->plain ? source : soan_projection_to_out(&p->shown, source);
}

size_t flow_to_source(const struct flow_paragraph *p, size_t shown)
{
    return p->plain ? shown : soan_projection_to_src(&p->shown, shown);
}

struct flow_line flow_find(struct flow *l, struct text_view text, size_t pos, int *col)
{
    const struct flow_paragraph *p = flow_at(l, text, pos);
    size_t shown = flow_to_shown(p, (pos > p->to ? p->to : pos) - p->from);
    struct flow_line at = {p->from, text_lines_at(&p->lines, shown)};
    if (col) {
        size_t start;
        struct text_view v = flow_line_view(p, at.line, &start);
        int c = flow_indent(p, at.line) + text_width(text_view_part(v, 0, shown - start));
        *col = c > l->width ? l->width : c;
    }
    return at;
}

size_t flow_pos(struct flow *l, struct text_view text, struct flow_line at, int col)
{
    const struct flow_paragraph *p = flow_at(l, text, at.from);
    size_t start;
    struct text_view v = flow_line_view(p, at.line, &start);
    int room = col - flow_indent(p, at.line);
    size_t fit = room > 0 ? text_fit(v, room, NULL) : 0;
    if (fit == v.len && fit > 0 && at.line + 1 < p->lines.n) {
        fit = text_grapheme_prev(v, fit);
    }
    return p->from + flow_to_source(p, start + fit);
}

size_t flow_line_end(struct flow *l, struct text_view text, struct flow_line at)
{
    const struct flow_paragraph *p = flow_at(l, text, at.from);
    size_t start;
    struct text_view v = flow_line_view(p, at.line, &start);
    size_t end = v.len;
    if (at.line + 1 < p->lines.n) {
        /* The place behind the last byte already belongs to the next line. */
        end = text_grapheme_prev(v, end);
    }
    return p->from + flow_to_source(p, start + end);
}

int flow_step(struct flow *l, struct text_view text, struct flow_line *at, int n)
{
    int moved = 0;

    for (; moved < n; moved++) {
        const struct flow_paragraph *p = flow_at(l, text, at->from);
        if (at->line + 1 < p->lines.n) {
            at->line++;
        } else if (p->to < text.len) {
            *at = (struct flow_line){p->to + 1, 0};
        } else {
            break;
        }
    }
    for (; -moved < -n; moved--) {
        if (at->line > 0) {
            at->line--;
        } else if (at->from > 0) {
            const struct flow_paragraph *p = flow_at(l, text, at->from - 1);
            *at = (struct flow_line){p->from, p->lines.n - 1};
        } else {
            break;
        }
    }
    return moved < 0 ? -moved : moved;
}
