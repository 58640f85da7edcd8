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
    c.author = text_copy(text_view_of(soan_report_member(r)));
    ok = ok && soan_comment_add(r, &c, id, e);
    soan_comment_free(&c);
    return ok;
}

struct thread {
    int64_t wanted, section, root;
};

static bool look(const struct soan_comment *c, void *arg)
{
    struct thread *t = arg;
    if (c->id != t->wanted)
        return true;
    t->section = c->section;
    t->root = c->parent ? c->parent : c->id;
    return false;
}

bool soan_review_reply(struct soan_report *r, int64_t comment, struct text_view body, int64_t *id, struct error *e)
{
    struct thread t = {.wanted = comment};
    struct text_view words = text_view_trim(body);
    if (words.len == 0)
        return error_set(e, SOAN_USAGE, _("the answer is empty; write what is to be said"));
    if (!soan_comment_each(r, 0, look, &t, e))
        return false;
    if (t.root == 0)
        return error_set(e, SOAN_NO_INPUT, _("#%lld: no such comment; `soan comments` lists them"), (long long)comment);
    struct soan_comment c = {.section = t.section, .parent = t.root, .body = text_copy(words)};
    c.author = text_copy(text_view_of(soan_report_member(r)));
    bool ok = soan_comment_add(r, &c, id, e);
    soan_comment_free(&c);
    return ok;
}
