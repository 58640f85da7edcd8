#include <stdlib.h>
#include <string.h>

#include "print/page.h"

void strip_add(struct strip *s, const struct page_line *how, int indent, struct text_view v)
{
    while (v.len && v.bytes[v.len - 1] == ' ')
        v.len--;
    mem_grow((void **)&s->line, &s->cap, s->n + 1, sizeof *s->line);
    struct page_line *line = &s->line[s->n++];
    *line = *how;
    line->from = s->bytes.len;
    for (; indent > 0 && v.len; indent--)
        text_append_char(&s->bytes, ' ');
    text_append(&s->bytes, v);
    line->to = s->bytes.len;
}

void strip_drop(struct strip *s, size_t lines)
{
    size_t cut = lines < s->n ? s->line[lines].from : s->bytes.len;
    if (lines == 0)
        return;
    text_replace(&s->bytes, 0, cut, TEXT_LIT(""));
    if (s->n > lines)
        memmove(s->line, s->line + lines, (s->n - lines) * sizeof *s->line);
    s->n -= lines;
    for (size_t i = 0; i < s->n; i++) {
        s->line[i].from -= cut;
        s->line[i].to -= cut;
    }
}

void strip_free(struct strip *s)
{
    text_free(&s->bytes);
    mem_free(&s->line);
    s->n = s->cap = 0;
}
