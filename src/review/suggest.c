/* Suggestions as a person makes them: other words for quoted ones, or a text rewritten as a whole. */
#include <stdlib.h>
#include <string.h>

#include "soan/review.h"

/* ---- other words for quoted ones ---- */

/* Appends the source of shown [from, to), which was left alone; a figure of which only a part was is no figure any more. */
static void append_kept(const struct soan_projection *p, struct text_view source, size_t from, size_t to, struct text *out)
{
    for (size_t i = 0; i < p->n; i++) {
        const struct soan_span *s = &p->span[i];
        size_t low = s->out_from > from ? s->out_from : from, high = s->out_to < to ? s->out_to : to;
        if (low >= high)
            continue;
        if (s->kind != SOAN_TOKEN_TEXT && low == s->out_from && high == s->out_to)
            text_append(out, text_view_part(source, s->src_from, s->src_to));
        else
            text_append(out, text_view_part(text_view(&p->out), low, high));
    }
}

void soan_review_unproject(const struct soan_projection *p, struct text_view source, struct text_view typed,
                           struct text *out)
{
    struct text_diff d = {0};
    text_diff(text_view(&p->out), typed, &d);
    for (size_t i = 0; i < d.n; i++) {
        const struct text_run *r = &d.run[i];
        if (r->kind == TEXT_SAME)
            append_kept(p, source, r->from, r->to, out);
        else
            text_append(out, text_view_part(typed, r->new_from, r->new_to));
    }
    text_diff_free(&d);
}

/* `instead` in source form: as given for a quote in source form, else as made of what the words show. */
static bool instead_source(struct soan_report *r, struct text_view was, struct text_view quote, struct text_view instead,
                           struct text *out, struct error *e)
{
    struct soan_values *values = NULL;
    struct soan_projection p = {0};
    if (text_view_equal(was, quote)) {
        text_append(out, instead);
        return true;
    }
    if (!soan_values_load(r, &values, e))
        return false;
    soan_project(was, soan_values_lookup, values, &p);
    soan_review_unproject(&p, was, instead, out);
    soan_projection_free(&p);
    soan_values_free(&values);
    return true;
}

bool soan_review_suggest(struct soan_report *r, int64_t section, struct text_view quote, struct text_view instead,
                         struct text_view note, int64_t *id, struct error *e)
{
    struct soan_suggestion s = {.section = section, .note = text_copy(note)};
    struct text body = {0};
    if (text_view_trim(quote).len == 0)
        return error_set(e, SOAN_USAGE, _("say which words are to be rewritten: --quote WORDS, as they stand in the section"));
    bool ok = soan_review_find(r, section, quote, &s.from, &s.to, e) && soan_section_text(r, section, &body, NULL, e);
    if (ok) {
        struct text_view was = text_view_part(text_view(&body), s.from, s.to);
        s.was = text_copy(was);
        ok = instead_source(r, was, quote, instead, &s.instead, e) && soan_suggestion_add(r, &s, 1, 0, id, e);
    }
    text_free(&body);
    soan_suggestion_free(&s);
    return ok;
}

/* ---- a text rewritten as a whole ---- */

/* Bytes [from, to) of the text as it is gave way to [new_from, new_to). */
struct piece { size_t from, to, new_from, new_to; };
struct pieces { struct piece *item; size_t n, cap; };

static void add_piece(struct pieces *l, struct piece p)
{
    mem_grow((void **)&l->item, &l->cap, l->n + 1, sizeof *l->item);
    l->item[l->n++] = p;
}

/* A few words between two changes of one sentence: a person decides both at once. */
static bool hangs_together(struct text_view between)
{
    enum { FEW = 2 };
    for (size_t i = 0; i < between.len; i++) {
        char c = between.bytes[i];
        bool ends = c == '.' || c == ';' || c == '!' || c == '?';
        if (c == '\n' || (ends && (i + 1 == between.len || between.bytes[i + 1] == ' ')))
            return false;
    }
    return text_word_count(between) <= FEW;
}

static size_t lines_of(struct text_view v)
{
    size_t n = 0;
    for (size_t i = 0; i < v.len; i++)
        n += v.bytes[i] == '\n';
    return n;
}

/* The next byte of v[from, to) behind which a paragraph may be cut off: with its newline, at its end or at its start. */
static size_t next_cut(struct text_view v, size_t from, size_t to)
{
    size_t nl = from + 1 < to ? text_view_find(text_view_part(v, 0, to), TEXT_LIT("\n"), from + 1) : SIZE_MAX;
    if (nl == SIZE_MAX)
        return to;
    return v.bytes[from] == '\n' ? nl : nl + 1;
}

/* Paragraphs that only came, only went, or are as many as before are decided one by one. */
static void add_paragraphs(struct text_view old, struct text_view now, struct piece p, struct pieces *l)
{
    size_t gone = lines_of(text_view_part(old, p.from, p.to)), come = lines_of(text_view_part(now, p.new_from, p.new_to));
    bool each = p.from == p.to || p.new_from == p.new_to || gone == come;
    while (each && (p.from < p.to || p.new_from < p.new_to)) {
        size_t to = next_cut(old, p.from, p.to), new_to = next_cut(now, p.new_from, p.new_to);
        if ((to == p.to) != (new_to == p.new_to) && p.from < p.to && p.new_from < p.new_to) {
            to = p.to; /* cut at different ends: the rest is one */
            new_to = p.new_to;
        }
        add_piece(l, (struct piece){p.from, to, p.new_from, new_to});
        p.from = to;
        p.new_from = new_to;
    }
    if (!each)
        add_piece(l, p);
}

static void find_pieces(struct text_view old, struct text_view now, struct pieces *l)
{
    struct text_diff d = {0};
    struct piece open = {0};
    bool any = false;
    text_diff(old, now, &d);
    for (size_t i = 0; i < d.n; i++) {
        const struct text_run *r = &d.run[i];
        if (r->kind == TEXT_SAME)
            continue;
        if (any && hangs_together(text_view_part(old, open.to, r->from))) {
            open.to = r->to;
            open.new_to = r->new_to;
            continue;
        }
        if (any)
            add_paragraphs(old, now, open, l);
        open = (struct piece){r->from, r->to, r->new_from, r->new_to};
        any = true;
    }
    if (any)
        add_paragraphs(old, now, open, l);
    text_diff_free(&d);
}

bool soan_review_suggest_text(struct soan_report *r, int64_t section, struct text_view text, struct text_view note,
                              soan_id_fn *each, void *arg, struct error *e)
{
    struct text old = {0}, now = {0};
    struct pieces l = {0};
    if (!soan_section_text(r, section, &old, NULL, e))
        return false;
    text_clean(text, &now, NULL);
    while (now.len && now.bytes[now.len - 1] == '\n')
        now.bytes[--now.len] = '\0';
    find_pieces(text_view(&old), text_view(&now), &l);
    struct soan_suggestion *s = mem_array(l.n + 1, sizeof *s);
    int64_t *id = mem_array(l.n + 1, sizeof *id);
    for (size_t i = 0; i < l.n; i++) {
        const struct piece *p = &l.item[i];
        s[i] = (struct soan_suggestion){
            .section = section, .from = p->from, .to = p->to, .note = text_copy(note),
            .was = text_copy(text_view_part(text_view(&old), p->from, p->to)),
            .instead = text_copy(text_view_part(text_view(&now), p->new_from, p->new_to)),
        };
    }
    bool ok = soan_suggestion_add(r, s, l.n, 0, id, e);
    for (size_t i = 0; i < l.n; i++)
        soan_suggestion_free(&s[i]);
    for (size_t i = 0; ok && i < l.n && each(id[i], arg); i++)
        continue;
    free(s);
    free(id);
    free(l.item);
    text_free(&old);
    text_free(&now);
    return ok;
}

/* ---- for a reader ---- */

struct telling { soan_lookup_fn *lookup; void *arg; struct text *out; };

/* A piece of the source in one line: figures as they are shown, a paragraph's end as its mark. */
static void tell(const struct telling *t, const char *open, struct text_view piece, const char *close)
{
    struct soan_projection p = {0};
    if (!piece.len)
        return;
    soan_project(piece, t->lookup, t->arg, &p);
    text_append_str(t->out, open);
    for (size_t from = 0, to; from < p.out.len; from = to) {
        to = text_view_find(text_view(&p.out), TEXT_LIT("\n"), from);
        text_append(t->out, text_view_part(text_view(&p.out), from, to));
        text_append_str(t->out, to == SIZE_MAX ? "" : "¶");
        to = to == SIZE_MAX ? p.out.len : to + 1;
    }
    text_append_str(t->out, close);
    soan_projection_free(&p);
}

/* Some words back from `from`, some on from `to`, within their paragraphs. */
static void widen_to_words(struct text_view text, size_t *from, size_t *to)
{
    enum { ABOUT = 50 };
    size_t low = *from, high = *to;
    while (low > 0 && text.bytes[low - 1] != '\n' && (*from - low < ABOUT || text.bytes[low - 1] != ' '))
        low--;
    while (high < text.len && text.bytes[high] != '\n' && (high - *to < ABOUT || text.bytes[high] != ' '))
        high++;
    *from = low;
    *to = high;
}

void soan_review_mark(const struct soan_fitting *f, struct text_view text, soan_lookup_fn *lookup, void *arg,
                      struct text *out)
{
    struct telling t = {lookup, arg, out};
    size_t from = f->n ? f->hunk[0].from : f->from, to = f->n ? f->hunk[f->n - 1].to : f->to;
    widen_to_words(text, &from, &to);
    text_append_str(out, from > 0 && text.bytes[from - 1] != '\n' ? "…" : "");
    for (size_t i = 0; i < f->n; i++) {
        const struct soan_hunk *h = &f->hunk[i];
        tell(&t, "", text_view_part(text, from, h->from), "");
        tell(&t, "[-", text_view_part(text, h->from, h->to), "-]");
        tell(&t, "{+", text_view(&h->with), "+}");
        from = h->to;
    }
    tell(&t, "", text_view_part(text, from, to), "");
    text_append_str(out, to < text.len && text.bytes[to] != '\n' ? "…" : "");
}
