/* How a suggestion lies in today's text: its words may have moved, or been changed by others. Pure. */
#include <stdlib.h>
#include <string.h>

#include "report/suggestion.h"

const char *soan_fit_name(enum soan_fit f)
{
    static const char *const names[] = {
        [SOAN_FIT_IN_PLACE] = N_("in-place"),     [SOAN_FIT_MOVED] = N_("moved"),
        [SOAN_FIT_REBASED] = N_("rebased"),       [SOAN_FIT_CHANGED] = N_("words-changed"),
        [SOAN_FIT_DELETED] = N_("words-deleted"),
    };
    return names[f];
}

void soan_fitting_free(struct soan_fitting *f)
{
    for (size_t i = 0; i < f->n; i++)
        text_free(&f->hunk[i].with);
    free(f->hunk);
    *f = (struct soan_fitting){0};
}

static void add_hunk(struct soan_fitting *f, size_t from, size_t to, struct text_view with)
{
    mem_grow((void **)&f->hunk, &f->cap, f->n + 1, sizeof *f->hunk);
    f->hunk[f->n++] = (struct soan_hunk){from, to, text_copy(with)};
}

/* What makes `now` of `old`, by whole words, in places of `old` moved on by `at`. */
static void hunks_between(struct text_view old, struct text_view now, size_t at, struct soan_fitting *out)
{
    struct text_diff d = {0};
    text_diff(old, now, &d);
    for (size_t i = 0; i < d.n; i++) {
        struct text_run r = d.run[i];
        if (r.kind == TEXT_SAME)
            continue;
        if (r.kind == TEXT_DELETED && i + 1 < d.n && d.run[i + 1].kind == TEXT_INSERTED)
            r.new_to = d.run[++i].new_to;
        add_hunk(out, at + r.from, at + r.to, text_view_part(now, r.new_from, r.new_to));
    }
    text_diff_free(&d);
}

void fitting_changes(const struct soan_fitting *f, struct text_view text, struct text_changes *out)
{
    size_t in = 0, gone = 0;
    for (size_t i = 0; i < f->n; i++) {
        const struct soan_hunk *h = &f->hunk[i];
        changes_append(out, h->from + in - gone, text_view_part(text, h->from, h->to), text_view(&h->with), 0);
        in += h->with.len;
        gone += h->to - h->from;
    }
}

/* ---- where the words are ---- */

static size_t common_end(struct text_view a, struct text_view b)
{
    size_t n = 0;
    while (n < a.len && n < b.len && a.bytes[a.len - 1 - n] == b.bytes[b.len - 1 - n])
        n++;
    return n;
}

static size_t common_start(struct text_view a, struct text_view b)
{
    size_t n = 0;
    while (n < a.len && n < b.len && a.bytes[n] == b.bytes[n])
        n++;
    return n;
}

/* The last word of v with what follows it, the first word with what is before it. */
static struct text_view last_word(struct text_view v)
{
    size_t from = v.len;
    while (from > 0 && v.bytes[from - 1] == ' ')
        from--;
    while (from > 0 && v.bytes[from - 1] != ' ' && v.bytes[from - 1] != '\n')
        from--;
    return text_view_part(v, from, v.len);
}

static struct text_view first_word(struct text_view v)
{
    size_t to = 0;
    while (to < v.len && v.bytes[to] == ' ')
        to++;
    while (to < v.len && v.bytes[to] != ' ' && v.bytes[to] != '\n')
        to++;
    return text_view_part(v, 0, to);
}

/* True if the word before or behind [from, to) is still the one that stood there. */
static bool known_here(const struct soan_suggestion *s, struct text_view text, size_t from, size_t to)
{
    struct text_view before = text_view(&s->before), after = text_view(&s->after);
    bool left = before.len ? text_view_ends(text_view_part(text, 0, from), last_word(before)) : from == 0;
    bool right = after.len ? text_view_starts(text_view_part(text, to, text.len), first_word(after)) : to == text.len;
    return left || right;
}

static size_t next_place(struct text_view text, struct text_view was, size_t from)
{
    if (was.len)
        return text_view_find(text, was, from);
    while (from < text.len && ((unsigned char)text.bytes[from] & 0xC0) == 0x80)
        from++;
    return from <= text.len ? from : SIZE_MAX;
}

size_t suggestion_place(const struct soan_suggestion *s, struct text_view text, size_t low, size_t high)
{
    struct text_view was = text_view(&s->was), before = text_view(&s->before), after = text_view(&s->after);
    size_t best = SIZE_MAX, best_score = 0, found = 0;
    for (size_t at = next_place(text, was, low); at != SIZE_MAX && at + was.len <= high; at = next_place(text, was, at + 1)) {
        size_t score = 1 + common_end(text_view_part(text, 0, at), before) +
                       common_start(text_view_part(text, at + was.len, text.len), after);
        if (score > best_score) {
            best = at;
            best_score = score;
            found = 0;
        }
        found += score == best_score;
    }
    return found == 1 ? best : SIZE_MAX;
}

/* Where the two words stand between which something is to be put in, if that is one place. */
static size_t gap_place(const struct soan_suggestion *s, struct text_view text)
{
    struct text_view left = last_word(text_view(&s->before)), right = first_word(text_view(&s->after));
    struct text both = text_copy(left);
    text_append(&both, right);
    size_t at = left.len && right.len ? text_view_find(text, text_view(&both), 0) : SIZE_MAX;
    if (at != SIZE_MAX)
        at = text_view_find(text, text_view(&both), at + 1) == SIZE_MAX ? at + left.len : SIZE_MAX;
    text_free(&both);
    return at;
}

/* Several words that stand in the text once are told by themselves, a single one by its neighbours. */
static bool telling(const struct soan_suggestion *s, struct text_view text, size_t at)
{
    struct text_view was = text_view(&s->was);
    bool several = text_view_find(text_view_trim(was), TEXT_LIT(" "), 0) != SIZE_MAX;
    return known_here(s, text, at, at + was.len) || (several && text_view_find(text, was, 0) == at &&
                                                     text_view_find(text, was, at + 1) == SIZE_MAX);
}

/* The words were cut and stand somewhere else now. */
static bool moved(const struct soan_suggestion *s, struct text_view text, struct soan_fitting *out)
{
    size_t at = s->was.len ? suggestion_place(s, text, 0, text.len) : gap_place(s, text);
    if (at == SIZE_MAX || !telling(s, text, at))
        return false;
    out->from = at;
    out->to = at + s->was.len;
    return true;
}

/* ---- words that were changed ---- */

static bool same_hunk(const struct soan_hunk *a, const struct soan_hunk *b)
{
    return a->from == b->from && a->to == b->to && text_view_equal(text_view(&a->with), text_view(&b->with));
}

/* What was done to the text already is not to be done again. */
static void drop_done(struct soan_fitting *mine, const struct soan_fitting *theirs)
{
    size_t kept = 0;
    for (size_t i = 0, k = 0; i < mine->n; i++) {
        while (k < theirs->n && theirs->hunk[k].from < mine->hunk[i].from)
            k++;
        if (k < theirs->n && same_hunk(&mine->hunk[i], &theirs->hunk[k]))
            text_free(&mine->hunk[i].with);
        else
            mine->hunk[kept++] = mine->hunk[i];
    }
    mine->n = kept;
}

/* Changes in order, each as the text is after the one before, to places of the text before all of them. */
static void hunks_of(const struct text_changes *c, size_t at, struct soan_fitting *out)
{
    size_t in = 0, gone = 0;
    for (size_t i = 0; i < c->n; i++) {
        const struct text_change *x = &c->item[i];
        size_t from = at + x->pos + gone - in;
        add_hunk(out, from, from + x->removed.len, text_view(&x->inserted));
        in += x->inserted.len;
        gone += x->removed.len;
    }
}

/* Carries what the suggestion changes past what was done to its words since. False if both touch the same words. */
static bool rebase(const struct soan_suggestion *s, struct text_view now, struct soan_fitting *out)
{
    struct text_view was = text_view(&s->was);
    struct soan_fitting mine = {0}, theirs = {0};
    struct text_changes m = {0}, t = {0};
    hunks_between(was, text_view(&s->instead), 0, &mine);
    hunks_between(was, now, 0, &theirs);
    drop_done(&mine, &theirs);
    fitting_changes(&mine, was, &m);
    fitting_changes(&theirs, was, &t);
    bool ok = changes_rebase(&m, &t);
    if (ok)
        hunks_of(&m, out->from, out);
    text_changes_free(&m);
    text_changes_free(&t);
    soan_fitting_free(&mine);
    soan_fitting_free(&theirs);
    return ok;
}

/* What it adds at an end of its words was typed there meanwhile, outside of its place. */
static bool added_already(const struct soan_suggestion *s, struct text_view text, struct soan_fitting *out)
{
    struct text_view was = text_view(&s->was), instead = text_view(&s->instead);
    size_t more = instead.len > was.len ? instead.len - was.len : 0;
    struct text_view tail = text_view_part(instead, was.len, instead.len), head = text_view_part(instead, 0, more);
    bool behind = more && text_view_starts(instead, was) && !text_view_starts(text_view(&s->after), tail) &&
                  text_view_starts(text_view_part(text, out->to, text.len), tail);
    bool before = more && text_view_ends(instead, was) && !text_view_ends(text_view(&s->before), head) &&
                  text_view_ends(text_view_part(text, 0, out->from), head);
    if (behind)
        out->to += more;
    else if (before)
        out->from -= more;
    return behind || before;
}

static bool fits_as_it_is(const struct soan_suggestion *s, struct text_view text, struct soan_fitting *out)
{
    struct text_view was = text_view(&s->was);
    bool here = text_view_equal(text_view_part(text, out->from, out->to), was) &&
                (was.len || known_here(s, text, out->from, out->to));
    if (here)
        return true;
    if (out->from < out->to || !moved(s, text, out))
        return false;
    out->how = SOAN_FIT_MOVED;
    return true;
}

bool soan_suggestion_fit(const struct soan_suggestion *s, struct text_view text, struct soan_fitting *out)
{
    soan_fitting_free(out);
    out->from = s->from < text.len ? s->from : text.len;
    out->to = s->to < out->from ? out->from : s->to < text.len ? s->to : text.len;
    if (fits_as_it_is(s, text, out)) {
        if (added_already(s, text, out))
            out->how = SOAN_FIT_REBASED;
        else
            hunks_between(text_view(&s->was), text_view(&s->instead), out->from, out);
        return true;
    }
    struct text_view now = text_view_part(text, out->from, out->to);
    if (now.len && rebase(s, now, out)) {
        out->how = SOAN_FIT_REBASED;
        return true;
    }
    out->how = now.len || !s->was.len ? SOAN_FIT_CHANGED : SOAN_FIT_DELETED;
    add_hunk(out, out->from, out->to, text_view(&s->instead));
    return false;
}
