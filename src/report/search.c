#include <stdlib.h>
#include <string.h>

#include "report/private.h"

enum { SORT_MOST = 5000 };

struct searching {
    struct soan_report *r;
    struct viet_pattern *pattern;
    soan_hit_fn *each;
    void *arg;
    struct text body;
    struct soan_values *values;
    struct soan_projection shown;
    struct error *e;
    bool failed;
};

static struct text_view line_at(struct text_view v, size_t pos)
{
    const char *start = pos ? memrchr(v.bytes, '\n', pos) : NULL;
    size_t from = start ? (size_t)(start - v.bytes) + 1 : 0;
    size_t to = text_view_find(v, TEXT_LIT("\n"), pos);
    return text_view_part(v, from, to);
}

static bool tell(struct searching *s, int64_t section, struct text_view v, bool in_title, size_t from, size_t to)
{
    struct text_view line = in_title ? v : line_at(v, from);
    struct soan_hit hit = {section, in_title, from, to, (size_t)(line.bytes - v.bytes), line};
    return s->each(&hit, s->arg);
}

static bool hits_in_plain(struct searching *s, int64_t section, struct text_view v, bool in_title)
{
    size_t from = 0, start, end;
    while (viet_pattern_find(s->pattern, v, from, &start, &end) && end > start) {
        if (!tell(s, section, v, in_title, start, end))
            return false;
        from = end;
    }
    return true;
}

static bool hits_in(struct searching *s, int64_t section, struct text_view v, bool in_title)
{
    if (!v.len || (!memchr(v.bytes, '{', v.len) && !memchr(v.bytes, '}', v.len)))
        return hits_in_plain(s, section, v, in_title);
    struct soan_projection *p = &s->shown;
    size_t at = 0, start, end, last = 0;
    soan_project(v, soan_values_lookup, s->values, p);
    while (viet_pattern_find(s->pattern, text_view(&p->out), at, &start, &end) && end > start) {
        size_t from = soan_projection_to_src(p, start);
        /* The last letter's unit is hit as a whole. */
        size_t letter = soan_projection_to_src(p, end - 1), to = end < p->out.len ? soan_projection_to_src(p, end) : v.len;
        size_t a, b;
        if (soan_source_atom(v, letter, &a, &b) && letter == a)
            to = b;
        /* Two hits in one value are one place. */
        if (from >= last && !tell(s, section, v, in_title, from, to))
            return false;
        last = to;
        at = end;
    }
    return true;
}

static bool in_section(const struct soan_section *section, void *arg)
{
    struct searching *s = arg;
    if (!hits_in(s, section->id, text_view(&section->title), true))
        return false;
    if (section->bytes == 0)
        return true;
    s->failed = !section_body(s->r, section->id, &s->body, s->e);
    return !s->failed && hits_in(s, section->id, text_view(&s->body), false);
}

/* ---- a few sections among many ------------------------------------------------- */

static bool note_section(const struct soan_hit *h, void *arg)
{
    int64_t *id = arg;
    *id = h->section;
    return false;
}

/* Which sections hold a hit, in the order of the file: far quicker than going through them in reading order. Gives up, with
 * *many, where that would sort more than it saves. */
static bool sections_with_hits(struct searching *s, struct query q, struct ordered_list *found, bool *many)
{
    struct searching one = *s;
    int64_t hit = 0;
    one.each = note_section;
    one.arg = &hit;
    while (!*many && query_row(&q)) {
        hit = 0;
        hits_in(&one, query_get(&q, 0), query_text(&q, 1), false);
        if (hit)
            ordered_add(found, hit, 0, &(struct text){0});
        *many = found->n > SORT_MOST;
    }
    s->shown = one.shown;
    return query_end(&q, s->e);
}

/* Puts them into reading order, each once, without those in the bin. */
static bool put_in_order(struct searching *s, struct ordered_list *l)
{
    size_t kept = 0;
    for (size_t i = 0; i < l->n; i++)
        if (!section_order(s->r, l->item[i].id, &l->item[i].key, s->e))
            return false;
    ordered_sort(l);
    for (size_t i = 0; i < l->n; i++) {
        bool again = kept && l->item[kept - 1].id == l->item[i].id;
        bool removed = text_view_starts(text_view(&l->item[i].key), TEXT_LIT("\xFF\xFF\xFF\xFF"));
        if (again || removed)
            text_free(&l->item[i].key);
        else
            l->item[kept++] = l->item[i];
    }
    l->n = kept;
    return true;
}

static bool search_few(struct searching *s, bool *many)
{
    struct ordered_list found = {0};
    bool ok = sections_with_hits(s, query(s->r, "SELECT id, title FROM section"), &found, many) &&
              (*many || sections_with_hits(s, query(s->r, "SELECT id, body FROM section_text"), &found, many));
    if (ok && !*many)
        ok = put_in_order(s, &found);
    for (size_t i = 0; ok && !*many && i < found.n; i++) {
        struct soan_section section = {0};
        ok = soan_section_get(s->r, found.item[i].id, &section, s->e);
        bool on = ok && in_section(&section, s);
        ok = ok && !s->failed;
        soan_section_free(&section);
        if (!on)
            break;
    }
    ordered_free(&found);
    return ok;
}

bool soan_search(struct soan_report *r, struct text_view words, soan_hit_fn *each, void *arg, struct error *e)
{
    if (text_view_trim(words).len == 0)
        return error_set(e, SOAN_USAGE, _("%s: nothing to search for; give a word"), r->path);
    struct searching s = {.r = r, .each = each, .arg = arg, .e = e};
    bool many = false;
    if (!soan_values_load(r, &s.values, e) || !read_begin(r, e)) {
        soan_values_free(&s.values);
        return false;
    }
    s.pattern = viet_pattern_new(words);
    bool ok = search_few(&s, &many);
    if (ok && many)
        ok = soan_section_walk(r, 0, in_section, &s, e) && !s.failed;
    read_end(r);
    viet_pattern_free(&s.pattern);
    soan_values_free(&s.values);
    soan_projection_free(&s.shown);
    text_free(&s.body);
    return ok;
}
