/* Where the words that a person quotes stand. */
#include "soan/review.h"

/* Places of `quote` in text; *at is the nth of them (0: the first). */
static size_t count_places(struct text_view text, struct text_view quote, size_t nth, size_t *at)
{
    size_t n = 0;
    for (size_t pos = 0; quote.len && (pos = text_view_find(text, quote, pos)) != SIZE_MAX; pos++)
        if (++n == (nth ? nth : 1))
            *at = pos;
    return n;
}

/* A person quotes what is shown; the anchor stands in the source form. */
static bool find_shown(struct soan_report *r, struct text_view source, struct text_view quote, size_t nth, size_t *places,
                       size_t *from, size_t *to, struct error *e)
{
    struct soan_values *values = NULL;
    struct soan_projection p = {0};
    size_t at = SIZE_MAX;
    if (!soan_values_load(r, &values, e))
        return false;
    soan_project(source, soan_values_lookup, values, &p);
    *places = count_places(text_view(&p.out), quote, nth, &at);
    if (at != SIZE_MAX) {
        size_t end = at + quote.len;
        *from = soan_projection_to_src(&p, at);
        *to = end < p.out.len ? soan_projection_to_src(&p, end) : source.len;
        /* An end inside a shown value is mapped to the value's start: take the value in. */
        for (size_t i = 0; i < p.n; i++)
            if (p.span[i].kind != SOAN_TOKEN_TEXT && p.span[i].out_from < end && end < p.span[i].out_to)
                *to = p.span[i].src_to;
    }
    soan_projection_free(&p);
    soan_values_free(&values);
    return true;
}

bool soan_review_find_nth(struct soan_report *r, int64_t section, struct text_view quote, size_t nth, size_t *from,
                          size_t *to, struct error *e)
{
    struct text source = {0};
    size_t at = 0, end = 0;
    if (!soan_section_text(r, section, &source, NULL, e))
        return false;
    size_t places = count_places(text_view(&source), quote, nth, &at);
    bool ok = true;
    end = at + quote.len;
    if (places == 0)
        ok = find_shown(r, text_view(&source), quote, nth, &places, &at, &end, e);
    text_free(&source);
    if (ok && places == 0)
        ok = error_set(e, SOAN_REFUSED, _("\"%.*s\" does not stand in this section; quote the words as they are now"),
                       (int)quote.len, quote.bytes);
    else if (ok && nth > places)
        ok = error_set(e, SOAN_REFUSED, _("\"%.*s\" stands there %zu times only"), (int)quote.len, quote.bytes, places);
    else if (ok && !nth && places > 1)
        ok = error_set(e, SOAN_REFUSED,
                       _("\"%.*s\" stands there more than once (%zu times); quote a few more words, or say which one"),
                       (int)quote.len, quote.bytes, places);
    if (ok) {
        *from = at;
        *to = end;
    }
    return ok;
}

bool soan_review_find(struct soan_report *r, int64_t section, struct text_view quote, size_t *from, size_t *to,
                      struct error *e)
{
    return soan_review_find_nth(r, section, quote, 0, from, to, e);
}
