#include "print/block.h"

enum { HEADING_KEEPS = 2, SPLIT_MIN = 4 }; /* lines */

void layout_init(struct layout *l, const struct soan_print_options *o, soan_sink_fn *sink, void *arg)
{
    *l = (struct layout){0};
    pages_init(&l->pages, o, sink, arg);
}

void layout_end(struct layout *l, bool print)
{
    if (print)
        pages_finish(&l->pages);
    else
        pages_free(&l->pages);
    text_lines_free(&l->lines);
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

void layout_add(struct layout *l, const struct block *b)
{
    int width = l->pages.width;
    /* On a narrow page at least half of each line is text. */
    struct text_wrap wrap = {
        .width = width,
        .first = b->first < width / 2 ? b->first : width / 2,
        .hang = b->hang < width / 2 ? b->hang : width / 2,
    };
    text_wrap(b->text, &wrap, &l->lines);
    for (size_t i = 0; i < l->lines.n; i++) {
        size_t to = i + 1 < l->lines.n ? l->lines.start[i + 1] : b->text.len;
        struct text_view line = text_view_trim(text_view_part(b->text, l->lines.start[i], to));
        int indent = i ? wrap.hang : wrap.first;
        if (b->kind == BLOCK_CENTRED)
            indent = (width - text_width(line)) / 2;
        pages_add(&l->pages, indent, line, leave(l, b, i), i == 0 && b->gap);
    }
    if (b->kind != BLOCK_TEXT)
        l->keep = HEADING_KEEPS;
    else if (l->keep == 0 && text_view_ends(b->text, TEXT_LIT(":")))
        l->keep = 1; /* what a colon announces follows on the same page */
}
