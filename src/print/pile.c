#include <inttypes.h>
#include <stdlib.h>

#include "print/pile.h"

enum { LABEL_LINES = 3 };

void pile_free(struct pile *p)
{
    text_free(&p->joiner.out);
    text_free(&p->pages);
    soan_paper_map_free(&p->map);
    mem_free(&p->line);
    *p = (struct pile){0};
}

static bool add(const struct soan_print_line *l, void *arg)
{
    struct pile *p = arg;
    int width = text_width(l->text);

    if (join_begins_page(&p->joiner, l)) {
        p->count++;
        p->on_page = 0;
    }
    join_line(l, &p->joiner);
    join_flush(&p->joiner);
    if (p->on_page++ < LABEL_LINES) {
        mem_grow((void **)&p->line, &p->cap, p->n + 1, sizeof *p->line);
        p->line[p->n++] = (struct pile_line){p->count - 1, p->pages.len - 1, width};
    }
    p->width = width > p->width ? width : p->width;
    if (l->section && !l->front) {
        struct soan_paper_line line = {l->page, l->line, l->section, l->in_title, l->from, l->to};
        soan_paper_add(&p->map, &line);
    }
    return true;
}

static void gather(struct text_view piece, void *pages)
{
    text_append(pages, piece);
}

bool pile_lay(struct soan_report *r, const struct soan_print_options *o, struct pile *p, struct error *e)
{
    p->joiner = (struct joiner){.sink = gather, .arg = &p->pages};
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

/* ---- what is kept of it ---- */

bool soan_print_freeze(struct soan_report *r, const struct soan_print_options *o, struct text_view name, struct text_view note,
                       struct text *pages, struct error *e)
{
    struct pile p = {0};
    struct soan_milestone_new m = {.name = name, .note = note, .map = &p.map};
    bool ok = soan_report_rev(r, &m.rev, e) && pile_lay(r, o, &p, e);
    m.print = text_view(&p.pages);
    ok = ok && soan_milestone_add(r, &m, e);
    if (ok)
        text_append(pages, m.print);
    pile_free(&p);
    return ok;
}

/* Registered before they are put out: a number that was not printed is better than a copy that nobody knows. */
bool soan_print_copies(struct soan_report *r, const struct soan_print_options *o, int copies, struct text *pages, int64_t *first,
                       struct error *e)
{
    struct pile p = {0};
    struct soan_printing_new given = {.copies = copies, .map = &p.map};
    bool ok = soan_report_rev(r, &given.rev, e) && pile_lay(r, o, &p, e) && soan_printing_add(r, &given, first, e);
    for (int64_t i = 0; ok && i < copies; i++) {
        text_append_str(pages, i ? "\f" : "");
        pile_copy(&p, *first + i, pages);
    }
    pile_free(&p);
    return ok;
}
