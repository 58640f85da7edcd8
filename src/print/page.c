#include <stdlib.h>
#include <string.h>

#include "print/page.h"

enum {
    PIECE = 32768,            /* bytes gathered for the sink */
    HEAD_LINES = 2,           /* number and blank line, from page 2 on */
};

void pages_init(struct pages *p, const struct soan_print_options *o, soan_sink_fn *sink, void *arg)
{
    *p = (struct pages){.width = o->width, .length = o->page_length, .sink = sink, .arg = arg, .number = 1};
}

void pages_free(struct pages *p)
{
    text_free(&p->bytes);
    text_free(&p->out);
    text_free(&p->repeat);
    mem_free(&p->line);
    p->n = p->cap = 0;
}

static void send(struct pages *p, size_t at_least)
{
    if (p->out.len > at_least) {
        p->sink(text_view(&p->out), p->arg);
        text_clear(&p->out);
    }
}

static int room(const struct pages *p)
{
    int lines = p->number == 1 ? p->length : p->length - HEAD_LINES;
    return p->repeating && lines > p->repeat_lines ? lines - p->repeat_lines : lines;
}

static int height(const struct pages *p, size_t i)
{
    return 1 + (i > 0 && p->line[i].gap);
}

static void append_head(struct pages *p)
{
    struct text head = {0};
    text_printf(&head, "- %u -", p->number);
    for (int i = (p->width - (int)head.len) / 2; i > 0; i--)
        text_append_char(&p->out, ' ');
    text_append(&p->out, text_view(&head));
    text_append_str(&p->out, "\n\n");
    text_free(&head);
}

/* Prints the first k lines as one page. */
static void print_page(struct pages *p, size_t k)
{
    if (p->number > 1) {
        text_append_char(&p->out, '\f');
        append_head(p);
    }
    if (p->repeating)
        text_append(&p->out, text_view(&p->repeat));
    for (size_t i = 0; i < k; i++) {
        if (i > 0 && p->line[i].gap)
            text_append_char(&p->out, '\n');
        text_append(&p->out, text_view_part(text_view(&p->bytes), p->line[i].from, p->line[i].to));
        text_append_char(&p->out, '\n');
    }
    size_t cut = k < p->n ? p->line[k].from : p->bytes.len;
    text_replace(&p->bytes, 0, cut, TEXT_LIT(""));
    memmove(p->line, p->line + k, (p->n - k) * sizeof *p->line);
    p->n -= k;
    p->used = 0;
    for (size_t i = 0; i < p->n; i++) {
        p->line[i].from -= cut;
        p->line[i].to -= cut;
        p->used += height(p, i);
    }
    p->number++;
    p->repeating = p->repeat_lines > 0;
    send(p, PIECE);
}

/* Number of lines to print as a page when not all of them fit; at least 1. */
static size_t best_end(const struct pages *p)
{
    size_t best[3] = {0, 0, 0};
    int used = 0;
    for (size_t i = 0; i < p->n; i++) {
        if (i > 0)
            best[p->line[i].before] = i;
        used += height(p, i);
        if (used > room(p))
            break;
    }
    for (int b = BREAK_FREE; b <= BREAK_NEVER; b++)
        if (best[b])
            return best[b];
    return 1;
}

static void print_endless(struct pages *p)
{
    struct page_line *line = &p->line[0];
    if (line->gap && p->used > 0)
        text_append_char(&p->out, '\n');
    text_append(&p->out, text_view(&p->bytes));
    text_append_char(&p->out, '\n');
    text_clear(&p->bytes);
    p->used = 1;
    p->n = 0;
    send(p, PIECE);
}

void pages_add(struct pages *p, int indent, struct text_view v, enum page_break before, bool gap)
{
    while (v.len && v.bytes[v.len - 1] == ' ')
        v.len--;
    mem_grow((void **)&p->line, &p->cap, p->n + 1, sizeof *p->line);
    if (p->recording) {
        text_append(&p->repeat, v);
        text_append_char(&p->repeat, '\n');
        p->repeat_lines++;
    }
    size_t from = p->bytes.len;
    for (; indent > 0 && v.len; indent--)
        text_append_char(&p->bytes, ' ');
    text_append(&p->bytes, v);
    p->line[p->n++] = (struct page_line){from, p->bytes.len, before, gap};
    if (p->length == 0) {
        print_endless(p);
        return;
    }
    p->used += height(p, p->n - 1);
    while (p->used > room(p))
        print_page(p, best_end(p));
}

void pages_break(struct pages *p)
{
    if (p->n)
        print_page(p, p->n);
}

void pages_repeat_begin(struct pages *p)
{
    p->recording = true;
}

void pages_repeat_end(struct pages *p)
{
    p->recording = false;
}

void pages_finish(struct pages *p)
{
    if (p->n)
        print_page(p, p->n);
    send(p, 0);
    pages_free(p);
}
