/* An opinion written on paper: copy, page and line lead to the words that stood there. */
#include "soan/review.h"

static void trim(struct text_view text, size_t *from, size_t *to)
{
    while (*from < *to && (text.bytes[*from] == ' ' || text.bytes[*from] == '\n'))
        ++*from;
    while (*to > *from && (text.bytes[*to - 1] == ' ' || text.bytes[*to - 1] == '\n'))
        --*to;
}

/* Words that begin in the line, or reach into it; the first of them. */
static bool find_in_line(struct text_view source, struct text_view quote, size_t *from, size_t *to)
{
    for (size_t at = *from > quote.len ? *from - quote.len : 0; (at = text_view_find(source, quote, at)) != SIZE_MAX && at < *to;
         at++)
        if (at + quote.len > *from) {
            *from = at;
            *to = at + quote.len;
            return true;
        }
    return false;
}

/* The same in what was shown: figures had their values. Those of today: what they were then is not known. */
static bool find_shown(struct soan_report *r, struct text_view source, struct text_view quote, size_t *from, size_t *to,
                       bool *found, struct error *e)
{
    struct soan_values *values = NULL;
    struct soan_projection p = {0};
    if (!soan_values_load(r, &values, e))
        return false;
    soan_project(source, soan_values_lookup, values, &p);
    size_t low = soan_projection_to_out(&p, *from), high = soan_projection_to_out(&p, *to);
    *found = find_in_line(text_view(&p.out), quote, &low, &high);
    if (*found) {
        *from = soan_projection_to_src(&p, low);
        *to = high < p.out.len ? soan_projection_to_src(&p, high) : source.len;
    }
    soan_projection_free(&p);
    soan_values_free(&values);
    return true;
}

static bool take_quote(struct soan_report *r, const char *spec, struct text_view source, struct text_view quote,
                       struct soan_comment *c, struct error *e)
{
    size_t from = c->from, to = c->to;
    if (!c->anchored && text_view_find(source, quote, 0) != SIZE_MAX)
        return true;
    bool found = c->anchored && find_in_line(source, quote, &c->from, &c->to);
    if (c->anchored && !found && !find_shown(r, source, quote, &c->from, &c->to, &found, e))
        return false;
    struct text_view line = text_view_part(source, from, to);
    return found || error_set(e, SOAN_REFUSED, _("\"%.*s\" does not stand in %s; the line says \"%.*s\""), (int)quote.len,
                              quote.bytes, spec, (int)line.len, line.bytes);
}

bool soan_review_paper(struct soan_report *r, const char *spec, struct text_view quote, struct soan_comment *c, struct error *e)
{
    struct soan_paper_ref ref;
    struct soan_paper_place place;
    struct soan_past past = {0};
    struct text copy = {0};
    bool ok = soan_paper_parse(spec, &copy, &ref, e) && soan_paper_find(r, &ref, &place, e) &&
              soan_section_at(r, place.line.section, place.rev, &past, e);
    if (ok) {
        struct text_view source = text_view(place.line.in_title ? &past.title : &past.body);
        c->section = place.line.section;
        c->rev = place.rev;
        c->from = place.line.from;
        c->to = place.line.to;
        c->page = ref.page;
        c->line = ref.line;
        text_clear(&c->copy);
        text_append(&c->copy, text_view(&copy));
        trim(source, &c->from, &c->to);
        c->anchored = !place.line.in_title && c->from < c->to;
        ok = !quote.len || take_quote(r, spec, source, quote, c, e);
        text_clear(&c->quote);
        text_append(&c->quote, text_view_part(source, c->from, c->to));
    }
    text_free(&copy);
    soan_past_free(&past);
    return ok;
}
