#include "cli/office.h"

#include <stdlib.h>

struct ids { int64_t *id; size_t n, cap; };

static bool add_id(const struct soan_section *s, void *arg)
{
    struct ids *l = arg;
    mem_grow((void **)&l->id, &l->cap, l->n + 1, sizeof *l->id);
    l->id[l->n++] = s->id;
    return true;
}

/* Lines and nodes both go on in reading order, so each is passed once. */
struct place { size_t line, at, node; };

static void go_to(struct place *p, const struct soan_outline *o, size_t line)
{
    struct text_view all = text_view(&o->bytes);
    for (; p->line < line && p->at < all.len; p->line++) {
        size_t end = text_view_find(all, TEXT_LIT("\n"), p->at);
        p->at = end == SIZE_MAX ? all.len : end + 1;
    }
    while (p->node + 1 < o->n && (size_t)(o->node[p->node + 1].raw.bytes - all.bytes) <= p->at)
        p->node++;
}

static bool add_comment(struct soan_report *r, int64_t section, const struct soan_office_comment *from, struct error *e)
{
    struct soan_comment c = {.section = section};
    struct text source = {0}, quote = {0};
    if (!soan_section_text(r, section, &source, NULL, e))
        return false;
    soan_source_escape(text_view(&from->quote), &quote);
    c.from = quote.len ? text_view_find(text_view(&source), text_view(&quote), 0) : SIZE_MAX;
    c.anchored = c.from != SIZE_MAX;
    if (c.anchored)
        c.to = c.from + quote.len;
    else
        c.from = 0;
    if (!c.anchored && from->quote.len) /* words of a heading, or with open marks that became figures */
        text_printf(&c.body, "“%s”: ", text_str(&from->quote));
    text_append(&c.body, text_view_trim(text_view(&from->body)));
    c.author = text_copy(text_view(&from->author));
    bool ok = text_view_trim(text_view(&from->body)).len == 0 || soan_comment_add(r, &c, NULL, e);
    soan_comment_free(&c);
    text_free(&source);
    text_free(&quote);
    return ok;
}

bool office_comments(const char *path, const char *member, const struct soan_office *office, const struct soan_outline *o,
                     struct error *e)
{
    struct soan_report *r = NULL;
    struct ids l = {0};
    struct place at = {.line = 1};
    if (office->comments == 0)
        return true;
    bool ok = soan_report_open(path, member, &r, e) && soan_section_walk(r, 0, add_id, &l, e);
    for (size_t i = 0; ok && i < office->comments; i++) {
        go_to(&at, o, office->comment[i].line);
        ok = at.node >= l.n || add_comment(r, l.id[at.node], &office->comment[i], e);
    }
    soan_report_close(&r);
    free(l.id);
    return ok;
}

void office_print(const struct soan_office *office)
{
    out_printf(_("  from a word processor; headings: %zu, notes: %zu, comments: %zu, rows of tables: %zu\n"), office->headings,
               office->notes, office->comments, office->rows);
    if (office->pictures)
        out_printf(soan_ngettext("  left out: %zu picture or frame\n", "  left out: %zu pictures or frames\n",
                                 office->pictures),
                   office->pictures);
}
