#include "print/document.h"

enum { HEADING_KEEPS = 2, SPLIT_MIN = 4 }; /* lines */

void layout_init(struct layout *l, const struct page_form *form, soan_print_line_fn *each, void *arg)
{
    *l = (struct layout){.gap_most = 3};
    pages_init(&l->pages, form, each, arg);
}

void layout_end(struct layout *l, bool print)
{
    if (print)
        pages_finish(&l->pages);
    else
        pages_free(&l->pages);
    text_lines_free(&l->lines);
    text_lines_free(&l->note_lines);
    text_free(&l->stretched);
}

/* A paragraph is parted only so that two lines of it stand on each side; a short one is not parted. */
static enum page_break inside(size_t i, size_t n)
{
    return n >= SPLIT_MIN && i >= 2 && i + 2 <= n ? BREAK_FREE : BREAK_POOR;
}

static enum page_break leave(struct layout *l, const struct block *b, size_t i)
{
    if (b->kind != BLOCK_TEXT)
        return i > 0 || l->keep == HEADING_KEEPS ? BREAK_NEVER : BREAK_FREE;
    if (l->keep > 0) {
        l->keep--;
        return BREAK_NEVER;
    }
    return i == 0 ? BREAK_FREE : inside(i, l->lines.n);
}

/* ---- where a line comes from ---- */

static size_t source_of(const struct piece *p, size_t at)
{
    return p->base + soan_projection_to_src(p->map, p->out + (at - p->at));
}

/* Words of the text before those of the title, if a line has both. */
static struct origin origin_of(const struct block *b, size_t from, size_t to)
{
    struct origin o = {.section = b->section};
    bool found = false;
    for (size_t i = 0; i < b->pieces; i++) {
        const struct piece *p = &b->piece[i];
        size_t end = i + 1 < b->pieces ? b->piece[i + 1].at : b->text.len;
        size_t a = from > p->at ? from : p->at, z = to < end ? to : end;
        if (a >= z)
            continue;
        if (!p->map) {
            o.in_title = o.in_title || (!found && p->in_title);
            continue;
        }
        o.in_title = p->in_title;
        o.from = source_of(p, a);
        o.to = source_of(p, z);
        found = true;
    }
    return o;
}

/* ---- lines ---- */

struct line { size_t from, to; }; /* bytes of the block, no blanks at the ends */

static struct line line_at(const struct text_lines *l, struct text_view text, size_t i)
{
    struct line line = {l->start[i], i + 1 < l->n ? l->start[i + 1] : text.len};
    while (line.to > line.from && text.bytes[line.to - 1] == ' ')
        line.to--;
    while (line.from < line.to && text.bytes[line.from] == ' ')
        line.from++;
    return line;
}

static enum soan_fault torn(const struct text_lines *l, struct text_view text, size_t i)
{
    size_t at = i + 1 < l->n ? l->start[i + 1] : 0;
    bool torn = at > 0 && text.bytes[at - 1] != ' ' && !text_break_offered(text, at);
    return torn ? SOAN_FAULT_WORD : SOAN_FAULT_NONE;
}

/* On a narrow page at least half of each line is text. */
static struct text_wrap wrap_of(const struct block *b, int width)
{
    return (struct text_wrap){
        .width = width,
        .first = b->first < width / 2 ? b->first : width / 2,
        .hang = b->hang < width / 2 ? b->hang : width / 2,
    };
}

static struct text_view stretched(struct layout *l, struct text_view line, int indent)
{
    text_clear(&l->stretched);
    line_stretch(line, l->pages.form.width - indent, l->gap_most, l->phase++, &l->stretched);
    return text_view(&l->stretched);
}

/* The words of one note; what its marks call is appended to the queue of the line that called it. */
static void add_note(struct layout *l, size_t note)
{
    struct block b = {0};
    l->note(l->note_arg, note, &b);
    const struct text_wrap wrap = wrap_of(&b, l->pages.form.width);
    text_fill(b.text, &wrap, b.justified, &l->note_lines);
    pages_note_begin(&l->pages);
    for (size_t i = 0; i < l->note_lines.n; i++) {
        struct line line = line_at(&l->note_lines, b.text, i);
        struct text_view v = text_view_part(b.text, line.from, line.to);
        int indent = i ? wrap.hang : wrap.first;
        const struct page_line how = {.origin = origin_of(&b, line.from, line.to),
                                      .fault = torn(&l->note_lines, b.text, i)};
        if (b.justified && i + 1 < l->note_lines.n)
            v = stretched(l, v, indent);
        pages_note_add(&l->pages, &how, indent, v);
    }
}

/* Notes whose marks stand before byte `to`. Returns how many. */
static size_t add_notes(struct layout *l, const struct block *b, size_t *call, size_t to)
{
    size_t n = 0;
    for (; *call < b->calls && b->call[*call].at < to; ++*call, n++)
        add_note(l, b->call[*call].note);
    return n;
}

void layout_add(struct layout *l, const struct block *b)
{
    if (l->pages.document) {
        l->pages.document->block(l->pages.document, b);
        return;
    }
    int width = l->pages.form.width;
    const struct text_wrap wrap = wrap_of(b, width);
    size_t call = 0;
    text_fill(b->text, &wrap, b->justified && b->kind == BLOCK_TEXT, &l->lines);
    for (size_t i = 0; i < l->lines.n && !l->pages.stopped; i++) {
        struct line line = line_at(&l->lines, b->text, i);
        struct text_view v = text_view_part(b->text, line.from, line.to);
        bool last = i + 1 == l->lines.n;
        int indent = i ? wrap.hang : wrap.first;
        struct page_line how = {
            .origin = origin_of(b, line.from, line.to),
            .before = leave(l, b, i),
            .gap = i == 0 ? b->gap : 0,
            .fault = torn(&l->lines, b->text, i),
            .notes = add_notes(l, b, &call, last ? SIZE_MAX : l->lines.start[i + 1]),
            .entry = i == 0 && b->entry,
        };
        if (b->kind == BLOCK_CENTRED)
            indent = (width - text_width(v)) / 2;
        else if (b->justified && b->kind == BLOCK_TEXT && !last)
            v = stretched(l, v, indent);
        pages_add(&l->pages, &how, indent, v);
    }
    if (b->kind != BLOCK_TEXT)
        l->keep = HEADING_KEEPS;
    else if (l->keep == 0 && text_view_ends(b->text, TEXT_LIT(":")))
        l->keep = 1; /* what a colon announces follows on the same page */
}
