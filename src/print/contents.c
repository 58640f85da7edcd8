#include <stdlib.h>

#include "print/annex.h"
#include "print/contents.h"

enum { LEADER_LEAST = 3, DEPTH_STEP = 2 };

void contents_add(struct contents *c, unsigned depth, struct text_view marker, struct text_view title)
{
    if (c->closed)
        return;
    mem_grow((void **)&c->item, &c->cap, c->n + 1, sizeof *c->item);
    while (title.len && (title.bytes[title.len - 1] == ':' || title.bytes[title.len - 1] == '.'))
        title.len--;
    struct entry *e = &c->item[c->n++];
    *e = (struct entry){.depth = depth, .marker = c->words.len};
    text_append(&c->words, marker);
    e->title = c->words.len;
    text_append(&c->words, title);
    e->end = c->words.len;
}

void contents_place(unsigned page, void *contents)
{
    struct contents *c = contents;
    if (!c->closed && c->placed < c->n)
        c->item[c->placed++].page = page;
}

void contents_free(struct contents *c)
{
    mem_free(&c->item);
    text_free(&c->words);
    *c = (struct contents){0};
}

static void put_title(struct pages *pages, struct text_view title)
{
    pages_add(pages, &(struct page_line){.before = BREAK_FREE}, (pages->form.width - text_width(title)) / 2, title);
}

static void append_times(struct text *out, char c, int n)
{
    for (; n > 0; n--)
        text_append_char(out, c);
}

/* Words wrapped beside the column of numbers; the last line leads to the page. */
static void put_entry(const struct contents *c, const struct entry *e, struct pages *pages, int numbers,
                      struct text_lines *lines)
{
    struct text line = {0}, number = {0};
    struct text_view marker = text_view_part(text_view(&c->words), e->marker, e->title);
    int indent = e->depth > 1 ? ((int)e->depth - 1) * DEPTH_STEP : 0, width = pages->form.width - numbers;
    indent = indent < width / 3 ? indent : width / 3;
    text_append(&line, marker);
    text_append_str(&line, marker.len && e->end > e->title ? " " : "");
    int hang = text_width(text_view(&line));
    text_append(&line, text_view_part(text_view(&c->words), e->title, e->end));
    const struct text_wrap wrap = {.width = width, .first = indent,
                                   .hang = indent + (hang < width / 3 ? hang : width / 3)};
    text_fill(text_view(&line), &wrap, false, lines);
    for (size_t i = 0; i < lines->n; i++) {
        bool last = i + 1 == lines->n;
        struct text v = text_copy(text_view_trim(text_view_part(text_view(&line), lines->start[i],
                                                                last ? line.len : lines->start[i + 1])));
        int at = i ? wrap.hang : wrap.first, used = at + text_width(text_view(&v));
        if (last) {
            text_clear(&number);
            text_printf(&number, "%u", e->page);
            text_append_char(&v, ' ');
            append_times(&v, '.', width - used - 1 + numbers - (int)number.len - 1);
            text_append_char(&v, ' ');
            text_append(&v, text_view(&number));
        }
        const struct page_line how = {.before = i ? BREAK_NEVER : BREAK_FREE, .gap = pages->body.n == 1 && i == 0};
        pages_add(pages, &how, at, text_view(&v));
        text_free(&v);
    }
    text_free(&line);
    text_free(&number);
}

void contents_print(const struct contents *c, struct pages *pages)
{
    struct text_lines lines = {0};
    unsigned most = 0;
    int numbers = 1;
    for (size_t i = 0; i < c->n; i++)
        most = c->item[i].page > most ? c->item[i].page : most;
    for (; most >= 10; most /= 10)
        numbers++;
    put_title(pages, annex_word("contents"));
    for (size_t i = 0; i < c->n; i++)
        put_entry(c, &c->item[i], pages, numbers + 1 + LEADER_LEAST, &lines);
    text_lines_free(&lines);
}
