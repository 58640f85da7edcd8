/*
 * Words on the printed pages: as they are printed, over the ends of lines and pages.
 */
#include <stdlib.h>

#include "tui/preview.h"

enum { LIVE_MOST = 2000, PATIENCE_MS = 2000 };

/* The words of lines with one blank between them, and where each byte stands in its sheet. */
struct running {
    struct text words;
    size_t *at;
    size_t cap;
};

static void running_add(struct running *r, char c, size_t at)
{
    mem_grow((void **)&r->at, &r->cap, r->words.len + 1, sizeof(*r->at));
    r->at[r->words.len] = at;
    text_append_char(&r->words, c);
}

static void running_line(struct running *r, const struct sheet *s, size_t row)
{
    struct text_view line = sheet_line(s, row);

    for (size_t i = 0; i < line.len; i++) {
        bool blank = line.bytes[i] == ' ', after = r->words.len && r->words.bytes[r->words.len - 1] == ' ';
        if (!blank || (r->words.len && !after)) {
            running_add(r, line.bytes[i], s->row[row].at + i);
        }
    }
    if (r->words.len && r->words.bytes[r->words.len - 1] != ' ') {
        running_add(r, ' ', s->row[row].at + line.len);
    }
}

static void running_free(struct running *r)
{
    text_free(&r->words);
    mem_free(&r->at);
}

struct finding {
    const struct preview *p;
    const struct viet_pattern *words;
    struct page_hits *out;            /* NULL: only counted */
    size_t n, most;
};

/* Hits that end behind byte `least` of the words only. */
static void find_in(struct finding *f, const struct running *r, size_t page, size_t least, size_t last)
{
    size_t from, to;

    for (size_t pos = 0; f->n < f->most && viet_pattern_find(f->words, text_view(&r->words), pos, &from, &to); pos = to) {
        if (to <= least || (last && from >= last)) {
            continue;
        }
        f->n++;
        if (f->out) {
            size_t end = last ? r->at[last - 1] : r->at[to - 1] + 1;
            mem_grow((void **)&f->out->item, &f->out->cap, f->out->n + 1, sizeof(*f->out->item));
            f->out->item[f->out->n++] = (struct page_hit){page, r->at[from], end};
        }
    }
}

/* The row of `a` that the words of `b` go on from; false if its first words begin something. */
static bool goes_on(const struct sheet *a, const struct sheet *b, size_t *last, size_t *first)
{
    for (*first = 0; *first < b->n && !b->row[*first].section; (*first)++) {
        /* head of the page */
    }
    for (size_t i = a->n; *first < b->n && i > 0; i--) {
        const struct sheet_row *x = &a->row[i - 1], *y = &b->row[*first];
        if (x->section == y->section && x->in_title == y->in_title && x->to <= y->from && y->from - x->to <= 1 && y->from) {
            *last = i - 1;
            return true;
        }
    }
    return false;
}

static void find_between(struct finding *f, size_t page, const struct sheet *a, const struct sheet *b)
{
    struct running r = {0};
    size_t last, first;

    if (goes_on(a, b, &last, &first)) {
        running_line(&r, a, last);
        size_t edge = r.words.len;
        running_line(&r, b, first);
        find_in(f, &r, page, edge, edge);
    }
    running_free(&r);
}

/* False: a page could not be read. */
static bool find_all(struct finding *f)
{
    struct sheet sheet[2] = {{0}};
    struct running r = {0};
    bool ok = true;

    for (size_t page = 0; ok && page < f->p->shown->n && f->n < f->most; page++) {
        struct sheet *s = &sheet[page % 2];
        ok = pages_kept_read(f->p->shown, page, s);
        if (ok && page > 0) {
            find_between(f, page - 1, &sheet[(page + 1) % 2], s);
        }
        text_clear(&r.words);
        for (size_t i = 0; ok && i < s->n; i++) {
            running_line(&r, s, i);
        }
        find_in(f, &r, page, 0, 0);
    }
    running_free(&r);
    sheet_free(&sheet[0]);
    sheet_free(&sheet[1]);
    return ok;
}

static size_t find_words(struct preview *p, struct text_view words, struct page_hits *out, size_t most)
{
    struct viet_pattern *pattern = viet_pattern_new(words);
    struct finding f = {.p = p, .words = pattern, .out = out, .most = most};
    struct error e = {0};

    if (pattern && !find_all(&f)) {
        pages_kept_no_room(&e);
        app_fail(p->app, &e);
    }
    viet_pattern_free(&pattern);
    return f.n;
}

static void count_live(void *arg, struct text_view typed, struct text *out)
{
    size_t n = typed.len ? find_words(arg, typed, NULL, LIVE_MOST) : 0;

    if (!typed.len) {
        text_append_str(out, _("Typed without tones it finds words with any tone."));
    } else if (n >= LIVE_MOST) {
        text_printf(out, _("more than %d hits"), LIVE_MOST);
    } else {
        text_printf(out, soan_ngettext("%zu hit", "%zu hits", n), n);
    }
}

/* The row of the page at the cursor that holds a byte of its text. */
static size_t row_at(const struct preview *p, size_t at)
{
    size_t row = 0;
    while (row + 1 < p->sheet.n && p->sheet.row[row + 1].at <= at) {
        row++;
    }
    return row;
}

static bool is_after(const struct preview *p, const struct page_hit *h)
{
    size_t here = p->loaded && p->sheet.n ? p->sheet.row[p->at.row].at : 0;
    bool on = p->hit.to && p->hit.page == p->at.page && row_at(p, p->hit.from) == p->at.row;

    if (h->page != p->at.page) {
        return h->page > p->at.page;
    }
    return on ? h->from > p->hit.from : h->from >= here;
}

static void step(struct preview *p, const struct page_hits *hits, bool back)
{
    size_t i = 0;

    while (i < hits->n && !is_after(p, &hits->item[i])) {
        i++;
    }
    if (back) {
        /* The one before the first that is after is the one shown now, if one is. */
        size_t now = (i + hits->n - 1) % hits->n;
        bool on = p->hit.to && hits->item[now].page == p->hit.page && hits->item[now].from == p->hit.from;
        i = on ? now + hits->n - 1 : now;
    }
    i %= hits->n;
    struct page_hit hit = hits->item[i];
    preview_go(p, (struct page_place){hit.page, 0});
    if (preview_load(p)) {
        preview_go(p, (struct page_place){hit.page, row_at(p, hit.from)});
        p->hit = hit;
    }
    struct text what = {0};
    text_printf(&what, _("“%s”, ^N next, ^P previous"), text_str(&p->app->words));
    if (p->complete) {
        app_say(p->app, "%s: %zu/%zu", text_str(&what), i + 1, hits->n);
    } else {
        text_append_str(&what, ": ");
        text_printf(&what, _("%zu, at least %zu"), i + 1, hits->n);
        app_say(p->app, "%s", text_str(&what));
    }
    text_free(&what);
}

void preview_find_next(struct preview *p, bool back)
{
    struct page_hits hits = {0};

    if (!p->coming) {
        preview_lay_out(p, PATIENCE_MS);
    }
    find_words(p, text_view(&p->app->words), &hits, SIZE_MAX);
    if (hits.n) {
        step(p, &hits, back);
    } else if (!p->app->message_bad || !p->app->message.len) {
        app_say(p->app, "“%s”: %s", text_str(&p->app->words), _("nothing"));
    }
    mem_free(&hits.item);
}

void preview_find_ask(struct preview *p)
{
    struct text words = text_copy(text_view(&p->app->words));
    struct prompt ask = {.title = _("Find on the pages"), .live = count_live, .arg = p, .again = true};

    if (dialog_prompt(p->app, &ask, &words) && words.len) {
        text_free(&p->app->words);
        p->app->words = text_take(&words);
        p->hits = true;
        preview_find_next(p, false);
    }
    text_free(&words);
}
