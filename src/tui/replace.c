/*
 * Replacing words everywhere, after showing every place.
 */
#include <stdlib.h>
#include <string.h>

#include "tui/dialog.h"
#include "tui/replace.h"

enum { REPLACE_MOST = 20000, CONTEXT_COLUMNS = 24, CONTEXT_REST = 200 };

struct replacing {
    struct app *app;
    struct places places;
    struct text exact;                /* the words folded, but for their case; empty: any case */
    unsigned fold;
    struct soan_projection shown;
};

void places_free(struct places *p)
{
    for (size_t i = 0; i < p->n; i++) {
        text_free(&p->item[i].was);
        text_free(&p->item[i].context);
    }
    mem_free(&p->item);
    *p = (struct places){0};
}

/* ---- which hits ---- */

/* A figure or a note is no words, and no brace may lose its twin. */
static bool is_words(struct text_view paragraph, size_t from, size_t to)
{
    struct soan_token t;

    for (size_t pos = 0; pos < to && soan_token_next(paragraph, pos, &t); pos = t.to) {
        bool touched = t.to > from;
        bool whole = t.from >= from && t.to <= to;
        if (touched && (t.kind == SOAN_TOKEN_FIGURE || t.kind == SOAN_TOKEN_NOTE ||
                        (t.kind == SOAN_TOKEN_BRACE && !whole))) {
            return false;
        }
    }
    return true;
}

/* Capitals that were typed are meant; small letters find both. */
static bool case_fits(struct replacing *r, struct text_view hit)
{
    struct text folded = {0};

    if (!r->exact.len) {
        return true;
    }
    viet_fold(hit, r->fold, &folded, NULL);
    bool fits = text_view_equal(text_view(&folded), text_view(&r->exact));
    text_free(&folded);
    return fits;
}

static void set_case(struct replacing *r, struct text_view words)
{
    struct text small = {0};

    text_lower(words, &small);
    if (!text_view_equal(text_view(&small), words)) {
        r->fold = viet_fold_for(words) & ~(unsigned)VIET_FOLD_CASE;
        viet_fold(words, r->fold, &r->exact, NULL);
    }
    text_free(&small);
}

/* The words around the hit as a reader sees them, itself in brackets. */
static void add_context(struct replacing *r, struct text_view paragraph, size_t from, size_t to, struct text *out)
{
    soan_project(paragraph, soan_values_lookup, r->app->values, &r->shown);
    struct text_view all = text_view(&r->shown.out);
    size_t a = soan_projection_to_out(&r->shown, from), b = soan_projection_to_out(&r->shown, to), start = a;

    for (int columns = 0; start > 0 && columns < CONTEXT_COLUMNS; columns++) {
        start = text_grapheme_prev(all, start);
    }
    text_append_str(out, start ? "…" : "");
    text_append(out, text_view_part(all, start, a));
    text_append_char(out, '[');
    text_append(out, text_view_part(all, a, b));
    text_append_char(out, ']');
    text_ellipsize(text_view_part(all, b, all.len), CONTEXT_REST, out);
}

static bool add(const struct soan_hit *h, void *arg)
{
    struct replacing *r = arg;
    size_t from = h->from - h->start, to = h->to - h->start;
    struct text_view hit = text_view_part(h->paragraph, from, to);
    if (!is_words(h->paragraph, from, to) || !case_fits(r, hit)) {
        return true;
    }
    mem_grow((void **)&r->places.item, &r->places.cap, r->places.n + 1, sizeof(*r->places.item));
    struct place *p = &r->places.item[r->places.n++];
    *p = (struct place){.spot = {h->section, h->in_title, h->from, h->to}, .was = text_copy(hit)};
    add_context(r, h->paragraph, from, to, &p->context);
    return r->places.n < REPLACE_MOST;
}

static bool gather(struct replacing *r, struct text_view words)
{
    struct text escaped = {0};
    struct error e = {0};

    soan_source_escape(words, &escaped);
    set_case(r, text_view(&escaped));
    r->places.exact = r->exact.len > 0;
    bool ok = soan_report_rev(r->app->report, &r->places.rev, &e) && soan_search(r->app->report, words, add, r, &e);
    if (!ok) {
        app_fail(r->app, &e);
    }
    text_free(&escaped);
    return ok;
}

/* ---- the list ---- */

static void row(void *arg, size_t i, int cols, struct text *out)
{
    struct replacing *r = arg;
    (void)cols;
    if (soan_section_path(r->app->report, r->places.item[i].spot.section, out, NULL)) {
        text_append_str(out, "  ");
    }
    text_append(out, text_view(&r->places.item[i].context));
}

static bool other(const struct key_event *k)
{
    return k->key == K_DELETE;
}

static void drop(struct places *p, size_t i)
{
    text_free(&p->item[i].was);
    text_free(&p->item[i].context);
    memmove(&p->item[i], &p->item[i + 1], (p->n - i - 1) * sizeof(*p->item));
    p->n--;
}

/* Shows the places; true if those that are left are to be replaced. */
static bool agreed(struct replacing *r, struct text_view words, struct text_view with)
{
    struct text title = {0};
    bool chosen = false;

    text_printf(&title, "“%.*s” → “%.*s”", (int)words.len, words.bytes, (int)with.len, with.len ? with.bytes : "");
    struct list l = {.title = text_str(&title), .row = row, .other = other, .arg = r, .full = true,
                     .keys = _("Enter replaces all of these  Del leaves one out  Esc changes nothing")};
    while (r->places.n) {
        l.n = r->places.n;
        chosen = list_run(r->app, &l);
        if (!chosen || l.key.key != K_DELETE) {
            break;
        }
        drop(&r->places, l.cursor);
    }
    text_free(&title);
    return chosen && r->places.n;
}

void replace_ask(struct app *app)
{
    struct replacing r = {.app = app};
    struct text with = {0}, words = text_copy(text_view(&app->words)), about = {0};
    struct prompt ask = {
        .title = _("Replace: which words?"),
        .about = text_view_of(_("They are looked for in the whole report; every place is shown before anything changes.")),
    };

    if (!app_may(app, SOAN_RIGHT_TEXT) || !dialog_prompt(app, &ask, &words) || !words.len) {
        goto out;
    }
    text_clear(&app->words);
    text_append(&app->words, text_view(&words));
    text_printf(&about, "“%s” →", text_str(&words));
    struct prompt by = {.title = _("Replace by what?"), .about = text_view(&about)};
    if (!dialog_prompt(app, &by, &with) || !gather(&r, text_view(&words))) {
        goto out;
    }
    if (!r.places.n) {
        app_say(app, _("Nothing to replace."));
    } else if (agreed(&r, text_view(&words), text_view(&with))) {
        replacement_do(app, &r.places, text_view(&with));
    }
out:
    places_free(&r.places);
    soan_projection_free(&r.shown);
    text_free(&r.exact);
    text_free(&with);
    text_free(&words);
    text_free(&about);
}
