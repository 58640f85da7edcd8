/* Where the words that a person quotes stand. */
#include "soan/review.h"

/* Places of `quote` in text: 0, 1, or 2 for more than one; *at is the first. */
static int count_places(struct text_view text, struct text_view quote, size_t *at)
{
    *at = text_view_find(text, quote, 0);
    if (*at == SIZE_MAX)
        return 0;
    return text_view_find(text, quote, *at + 1) == SIZE_MAX ? 1 : 2;
}

/* A person quotes what is shown; the anchor stands in the source form. */
static bool find_shown(struct soan_report *r, struct text_view source, struct text_view quote, int *places,
                       size_t *from, size_t *to, struct error *e)
{
    struct soan_values *values = NULL;
    struct soan_projection p = {0};
    size_t at;
    if (!soan_values_load(r, &values, e))
        return false;
    soan_project(source, soan_values_lookup, values, &p);
    *places = count_places(text_view(&p.out), quote, &at);
    if (*places == 1) {
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

bool soan_review_find(struct soan_report *r, int64_t section, struct text_view quote, size_t *from, size_t *to,
                      struct error *e)
{
    struct text source = {0};
    size_t at = 0, end = 0;
    if (!soan_section_text(r, section, &source, NULL, e))
        return false;
    int places = count_places(text_view(&source), quote, &at);
    bool ok = true;
    end = at + quote.len;
    if (places == 0)
        ok = find_shown(r, text_view(&source), quote, &places, &at, &end, e);
    if (ok && places == 0)
        ok = error_set(e, SOAN_REFUSED, _("\"%.*s\" does not stand in this section; quote the words as they are now"),
                       (int)quote.len, quote.bytes);
    else if (ok && places > 1)
        ok = error_set(e, SOAN_REFUSED, _("\"%.*s\" stands there more than once; quote a few more words"),
                       (int)quote.len, quote.bytes);
    if (ok) {
        *from = at;
        *to = end;
    }
    text_free(&source);
    return ok;
}
