#include "soan/review.h"

bool soan_review_comment(struct soan_report *r, int64_t section, struct text_view quote, struct text_view body,
                         int64_t *id,
                         struct error *e)
{
    struct soan_comment c = {.section = section, .anchored = quote.len > 0};
    struct text_view words = text_view_trim(body);
    if (words.len == 0)
        return error_set(e, SOAN_USAGE, _("the comment is empty; write what is to be said"));
    bool ok = quote.len == 0 || soan_review_find(r, section, quote, &c.from, &c.to, e);
    c.body = text_copy(words);
    ok = ok && soan_comment_add(r, &c, id, e);
    soan_comment_free(&c);
    return ok;
}

bool soan_review_reply(struct soan_report *r, int64_t comment, struct text_view body, int64_t *id, struct error *e)
{
    struct soan_comment c = {.parent = comment};
    struct text_view words = text_view_trim(body);
    if (words.len == 0)
        return error_set(e, SOAN_USAGE, _("the answer is empty; write what is to be said"));
    c.body = text_copy(words);
    bool ok = soan_comment_add(r, &c, id, e);
    soan_comment_free(&c);
    return ok;
}
