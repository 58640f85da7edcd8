/*
 * A name typed with the word that already stands before its blank: `phường Hải Châu` for `Đảng bộ phường …`.
 */
#include "report/ledger.h"

enum { WORDS_MOST = 3 };

struct lead {
    struct text word[WORDS_MOST]; /* the first 1, 2, 3 words of the value, folded */
    size_t bytes[WORDS_MOST];     /* of the value, with the blank behind */
    bool fits[WORDS_MOST];
    size_t n;
    bool somewhere;
};

static void fold(struct text_view v, struct text *out)
{
    text_clear(out);
    viet_fold(v, VIET_FOLD_EXACT, out, NULL);
}

static void first_words(struct text_view value, struct lead *l)
{
    for (size_t at = 0; l->n < WORDS_MOST; l->n++) {
        at = text_view_find(value, TEXT_LIT(" "), at + 1);
        if (at == SIZE_MAX)
            break;
        l->bytes[l->n] = at + 1;
        l->fits[l->n] = true;
        fold(text_view_part(value, 0, at), &l->word[l->n]);
    }
}

/* The last words of v before `end`, on its line. */
static struct text_view words_before(struct text_view v, size_t end)
{
    enum { REACH = 120 };
    size_t from = end;
    while (from > 0 && end - from < REACH && v.bytes[from - 1] != '\n')
        from--;
    while (from < end && ((unsigned char)v.bytes[from] & 0xC0) == 0x80)
        from++;
    return text_view_trim(text_view_part(v, from, end));
}

static void look_at(struct lead *l, struct text_view v, struct text_view mark)
{
    struct text before = {0};
    for (size_t at = 0; (at = text_view_find(v, mark, at)) != SIZE_MAX; at += mark.len) {
        l->somewhere = true;
        fold(words_before(v, at), &before);
        for (size_t i = 0; i < l->n; i++) {
            size_t len = l->word[i].len;
            bool whole = before.len == len || (before.len > len && before.bytes[before.len - len - 1] == ' ');
            l->fits[i] = l->fits[i] && whole && text_view_ends(text_view(&before), text_view(&l->word[i]));
        }
    }
    text_free(&before);
}

bool lead_drop(struct soan_report *r, const struct soan_figure *f, struct text *value, struct text *dropped,
               struct error *e)
{
    struct lead l = {0};
    struct text mark = {0};
    if (f->kind != SOAN_KIND_NAME)
        return true;
    first_words(text_view(value), &l);
    text_printf(&mark, "{%s}", text_str(&f->key));
    struct query q = query(r, "SELECT s.title, coalesce(t.body, '') FROM place p JOIN section s ON s.id = p.section"
                              " LEFT JOIN section_text t ON t.id = s.id WHERE p.key = :key AND s.removed = 0");
    query_view(&q, ":key", text_view(&f->key));
    while (l.n && query_row(&q)) {
        look_at(&l, query_text(&q, 0), text_view(&mark));
        look_at(&l, query_text(&q, 1), text_view(&mark));
    }
    bool ok = query_end(&q, e);
    for (size_t i = l.n; ok && l.somewhere && i-- > 0;) {
        if (l.fits[i]) {
            text_append(dropped, text_view_part(text_view(value), 0, l.bytes[i] - 1));
            text_replace(value, 0, l.bytes[i], TEXT_LIT(""));
            break;
        }
    }
    for (size_t i = 0; i < l.n; i++)
        text_free(&l.word[i]);
    text_free(&mark);
    return ok;
}
