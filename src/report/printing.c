/*
 * Pages given out on paper: which copies, of which state, and which words stand in which line. The map is a number after
 * the other, seven bits a byte: page, line, section, whether it is in the title, from, length; pages, sections and places
 * as the difference to the line before.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "report/private.h"

enum { LABEL_MOST = 300, COPIES_MOST = 100000 };

/* ---- the map ---- */

static void put_number(struct text *out, uint64_t v)
{
    for (; v >= 0x80; v >>= 7)
        text_append_char(out, (char)(v | 0x80));
    text_append_char(out, (char)v);
}

/* Small numbers of either sign are short. */
static void put_step(struct text *out, int64_t from, int64_t to)
{
    int64_t d = to - from;
    put_number(out, d < 0 ? ((uint64_t)-(d + 1) << 1) | 1 : (uint64_t)d << 1);
}

void soan_paper_add(struct soan_paper_map *m, const struct soan_paper_line *l)
{
    put_number(&m->map, l->page - m->last.page);
    put_number(&m->map, (uint64_t)l->line);
    put_step(&m->map, m->last.section, l->section);
    put_number(&m->map, l->in_title);
    put_step(&m->map, (int64_t)m->last.from, (int64_t)l->from);
    put_number(&m->map, l->to - l->from);
    m->last = *l;
}

void soan_paper_map_free(struct soan_paper_map *m)
{
    text_free(&m->map);
    *m = (struct soan_paper_map){0};
}

static uint64_t take_number(struct text_view v, size_t *at)
{
    uint64_t n = 0;
    unsigned char c = 0x80;
    for (unsigned shift = 0; shift < 64 && *at < v.len && c & 0x80; shift += 7) {
        c = (unsigned char)v.bytes[(*at)++];
        n |= (uint64_t)(c & 0x7F) << shift;
    }
    return n;
}

static int64_t take_step(struct text_view v, size_t *at)
{
    uint64_t n = take_number(v, at);
    return n & 1 ? -(int64_t)(n >> 1) - 1 : (int64_t)(n >> 1);
}

/* The next line; false behind the last. */
static bool take_line(struct text_view v, size_t *at, struct soan_paper_line *l)
{
    if (*at >= v.len)
        return false;
    l->page += (unsigned)take_number(v, at);
    l->line = (int)take_number(v, at);
    l->section += take_step(v, at);
    l->in_title = take_number(v, at) != 0;
    l->from = (size_t)((int64_t)l->from + take_step(v, at));
    l->to = l->from + (size_t)take_number(v, at);
    return true;
}

/* ---- giving out ---- */

struct giving {
    const struct soan_printing_new *p;
    struct text label;
    int64_t first;
};

bool printing_add(struct gate *g, const struct soan_printing_new *p, struct text_view label, int64_t *first, struct error *e)
{
    int64_t last = 0;
    struct query newest = query(g->r, "SELECT max(last) FROM printing");
    if (!query_single(&newest, &last, 0, e))
        return false;
    *first = p->copies ? last + 1 : 0;
    struct query q = query(g->r, "INSERT INTO printing (at, member, rev, label, first, last, map)"
                                 " VALUES (:at, :member, :rev, :label, :first, :last, :map)");
    query_int(&q, ":at", g->at);
    query_int(&q, ":member", g->r->member_id);
    query_int(&q, ":rev", p->rev);
    query_view(&q, ":label", label);
    query_int(&q, ":first", *first);
    query_int(&q, ":last", p->copies ? last + p->copies : 0);
    query_blob(&q, ":map", text_view(&p->map->map));
    return query_run(&q, e);
}

static bool give_out(struct gate *g, void *arg, struct error *e)
{
    struct giving *x = arg;
    int64_t newest = 0;
    if (!soan_report_rev(g->r, &newest, e))
        return false;
    if (newest != x->p->rev)
        return error_set(e, SOAN_BUSY, _("%s: was changed while its pages were laid out; try again"), g->r->path);
    struct text after = {0};
    bool ok = printing_add(g, x->p, text_view(&x->label), &x->first, e);
    text_printf(&after, "%" PRId64 "-%" PRId64, x->first, x->first + x->p->copies - 1);
    struct journal_entry j = {.kind = "printing", .after = text_view(&after)};
    ok = ok && journal_add(g, &j, NULL, e);
    text_free(&after);
    return ok;
}

bool soan_printing_add(struct soan_report *r, const struct soan_printing_new *p, int64_t *first, struct error *e)
{
    struct giving x = {.p = p};
    if (p->copies < 1 || p->copies > COPIES_MOST)
        return error_set(e, SOAN_USAGE, _("%d copies: give a number from 1 to %d"), p->copies, COPIES_MOST);
    text_clean_line(text_view_trim(p->label), &x.label, NULL);
    bool ok = x.label.len <= LABEL_MOST || error_set(e, SOAN_USAGE, _("the name of the copies is too long; say it shorter"));
    ok = ok && gate_write(r, SOAN_RIGHT_PRINTING, "printing", GATE_HISTORY, give_out, &x, e);
    *first = x.first;
    text_free(&x.label);
    return ok;
}

bool soan_printing_each(struct soan_report *r, soan_printing_fn *each, void *arg, struct error *e)
{
    struct query q = query(r, "SELECT p.at, m.name, p.rev, p.label, p.first, p.last FROM printing p"
                              " JOIN member m ON m.id = p.member ORDER BY p.id");
    while (query_row(&q)) {
        struct soan_printing p = {query_get(&q, 0), query_text(&q, 1), query_get(&q, 2), query_text(&q, 3), query_get(&q, 4),
                                  query_get(&q, 5)};
        if (!each(&p, arg))
            break;
    }
    return query_end(&q, e);
}

/* ---- finding the words ---- */

static bool no_copy(struct soan_report *r, const char *copy, struct error *e)
{
    int64_t last = 0;
    struct query q = query(r, "SELECT max(last) FROM printing");
    if (!query_single(&q, &last, 0, e))
        return false;
    if (last)
        return error_set(e, SOAN_NO_INPUT,
                         _("%s: no copy '%s' was given out; there are copies 1 to %" PRId64 ", and the milestones"), r->path, copy,
                         last);
    return error_set(e, SOAN_NO_INPUT,
                     _("%s: no copy '%s' was given out; 'soan print --copies' numbers them, milestones go by their name"), r->path,
                     copy);
}

static bool read_map(struct soan_report *r, const char *copy, struct text *map, int64_t *rev, struct error *e)
{
    char *end;
    long long number = strtoll(copy, &end, 10);
    bool found = false;
    struct query q = query(r, "SELECT rev, map FROM printing WHERE (first > 0 AND :number BETWEEN first AND last)"
                              " OR (label <> '' AND label = :label) ORDER BY id DESC LIMIT 1");
    query_int(&q, ":number", *copy && !*end ? number : 0);
    query_view(&q, ":label", text_view_of(copy));
    if (query_row(&q)) {
        found = true;
        *rev = query_get(&q, 0);
        text_append(map, query_text(&q, 1));
    }
    return query_end(&q, e) && (found || no_copy(r, copy, e));
}

/* What there is round a line that is not, or that has no words. */
struct about { unsigned pages; int before, after, last; };

static struct about look_round(struct text_view map, const struct soan_paper_ref *ref)
{
    struct about a = {0};
    struct soan_paper_line l = {0};
    for (size_t at = 0; take_line(map, &at, &l);) {
        a.pages = l.page > a.pages ? l.page : a.pages;
        if (l.page != ref->page)
            continue;
        a.last = l.line;
        if (l.line < ref->line)
            a.before = l.line;
        else if (!a.after)
            a.after = l.line;
    }
    return a;
}

static bool no_line(struct text_view map, const struct soan_paper_ref *ref, struct error *e)
{
    struct about a = look_round(map, ref);
    if (!a.last)
        return error_set(e, SOAN_NO_INPUT, _("copy %s has no text on page %lld; its text is on pages 1 to %u"), ref->copy,
                         (long long)ref->page, a.pages);
    if (!a.after)
        return error_set(e, SOAN_NO_INPUT, _("page %lld of copy %s has no text in line %lld; its last line of text is %d"),
                         (long long)ref->page, ref->copy, (long long)ref->line, a.last);
    if (!a.before)
        return error_set(e, SOAN_NO_INPUT, _("page %lld of copy %s has no text in line %lld; its first line of text is %d"),
                         (long long)ref->page, ref->copy, (long long)ref->line, a.after);
    return error_set(e, SOAN_NO_INPUT, _("page %lld of copy %s has no text in line %lld; the lines next to it are %d and %d"),
                     (long long)ref->page, ref->copy, (long long)ref->line, a.before, a.after);
}

bool soan_paper_find(struct soan_report *r, const struct soan_paper_ref *ref, struct soan_paper_place *out, struct error *e)
{
    struct text map = {0};
    struct soan_paper_line l = {0};
    bool found = false;
    if (!read_map(r, ref->copy, &map, &out->rev, e))
        return false;
    for (size_t at = 0; !found && take_line(text_view(&map), &at, &l);)
        found = l.page == ref->page && l.line == ref->line;
    out->line = l;
    bool ok = found || no_line(text_view(&map), ref, e);
    text_free(&map);
    return ok;
}

bool soan_paper_parse(const char *spec, struct text *copy, struct soan_paper_ref *out, struct error *e)
{
    const char *line = strrchr(spec, '/');
    const char *page = line;
    while (page && page > spec && page[-1] != '/')
        page--;
    char *page_end = NULL, *line_end = NULL;
    long long pages = page && page > spec + 1 ? strtoll(page, &page_end, 10) : 0;
    long long lines = line ? strtoll(line + 1, &line_end, 10) : 0;
    if (pages < 1 || lines < 1 || page_end != line || *line_end || pages > INT32_MAX || lines > INT32_MAX)
        return error_set(e, SOAN_USAGE,
                         _("'%s': write copy/page/line, as in 7/12/8; the copy is its number, or the name of a milestone"), spec);
    text_clear(copy);
    text_append(copy, text_view_trim((struct text_view){spec, (size_t)(page - 1 - spec)}));
    *out = (struct soan_paper_ref){text_str(copy), pages, lines};
    return true;
}
