#include <inttypes.h>
#include <stdlib.h>

#include "cli/pile.h"

enum { LABEL_LINES = 3 };

void pile_free(struct pile *p)
{
    text_free(&p->pages);
    soan_paper_map_free(&p->map);
    mem_free(&p->line);
    *p = (struct pile){0};
}

static bool add(const struct soan_print_line *l, void *arg)
{
    struct pile *p = arg;
    int width = text_width(l->text);

    if (!p->count || l->page != p->page || l->front != p->front) {
        text_append_str(&p->pages, p->count++ ? "\f" : "");
        p->page = l->page;
        p->front = l->front;
        p->on_page = 0;
    }
    text_append(&p->pages, l->text);
    if (p->on_page++ < LABEL_LINES) {
        mem_grow((void **)&p->line, &p->cap, p->n + 1, sizeof *p->line);
        p->line[p->n++] = (struct pile_line){p->count - 1, p->pages.len, width};
    }
    text_append_char(&p->pages, '\n');
    p->width = width > p->width ? width : p->width;
    if (l->section && !l->front) {
        struct soan_paper_line line = {l->page, l->line, l->section, l->in_title, l->from, l->to};
        soan_paper_add(&p->map, &line);
    }
    return true;
}

bool pile_lay(struct soan_report *r, const struct soan_print_options *o, struct pile *p, struct error *e)
{
    return soan_print_lines(r, o, add, p, e);
}

void pile_copy(const struct pile *p, int64_t number, struct text *out)
{
    struct text label = {0};
    size_t at = 0, next = 0;      /* next: the page that has no label yet */
    text_printf(&label, _("Copy no. %" PRId64), number);
    int width = text_width(text_view(&label));

    for (size_t i = 0; i < p->n; i++) {
        const struct pile_line *l = &p->line[i];
        int gap = p->width - l->width - width;
        if (l->page < next || (gap < 2 && l->width))
            continue;
        text_append(out, text_view_part(text_view(&p->pages), at, l->end));
        text_printf(out, "%*s%s", gap > 0 ? gap : 0, "", text_str(&label));
        at = l->end;
        next = l->page + 1;
    }
    text_append(out, text_view_part(text_view(&p->pages), at, p->pages.len));
    text_free(&label);
}
