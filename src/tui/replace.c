/*
 * Replacing words everywhere, after showing every place.
 */
#include <stdlib.h>
#include <string.h>

#include "tui/dialog.h"

enum { REPLACE_MOST = 20000 };

struct replacing {
    struct app *app;
    struct spots spots;
    struct text *context;
    size_t context_cap;
};

/* Some words before the hit, so that it stands inside the row. */
static void add_context(struct text *out, const struct soan_hit *h, struct text_view words)
{
    struct viet_pattern *pattern = viet_pattern_new(words);
    size_t from = 0, to = 0;

    /* The paragraph may hold several hits; which of them this is tells only its place in the section. */
    if (pattern && viet_pattern_find(pattern, h->paragraph, 0, &from, &to) && from > 30) {
        size_t start = from;
        while (start > 0 && from - start < 30) {
            start = text_grapheme_prev(h->paragraph, start);
        }
        text_append_str(out, "…");
        text_ellipsize(text_view_part(h->paragraph, start, h->paragraph.len), 200, out);
    } else {
        text_ellipsize(h->paragraph, 200, out);
    }
    viet_pattern_free(&pattern);
}

static bool add(const struct soan_hit *h, void *arg)
{
    struct replacing *r = arg;
    size_t n = r->spots.n;

    mem_grow((void **)&r->context, &r->context_cap, n + 1, sizeof(*r->context));
    r->context[n] = (struct text){0};
    add_context(&r->context[n], h, text_view(&r->app->words));
    spots_add(&r->spots, (struct spot){h->section, h->in_title, h->from, h->to});
    return n + 1 < REPLACE_MOST;
}

static void row(void *arg, size_t i, int cols, struct text *out)
{
    struct replacing *r = arg;
    (void)cols;
    if (soan_section_path(r->app->report, r->spots.item[i].section, out, NULL)) {
        text_append_str(out, "  ");
    }
    text_append(out, text_view(&r->context[i]));
}

static bool other(const struct key_event *k)
{
    return k->key == K_DELETE;
}

static void drop(struct replacing *r, size_t i)
{
    text_free(&r->context[i]);
    memmove(&r->context[i], &r->context[i + 1], (r->spots.n - i - 1) * sizeof(*r->context));
    memmove(&r->spots.item[i], &r->spots.item[i + 1], (r->spots.n - i - 1) * sizeof(*r->spots.item));
    r->spots.n--;
}

/* A figure is no words: a place that touches one is left alone. */
static bool touches_figure(struct text_view text, size_t from, size_t to)
{
    size_t a, b;
    for (size_t pos = from; pos < to; pos = text_grapheme_next(text, pos)) {
        if (soan_source_atom(text, pos, &a, &b)) {
            return true;
        }
    }
    return false;
}

/* Replaces spots [i, k) of one section, all in its text or all in its title, from the last to the first. */
static bool replace_in(struct replacing *r, size_t i, size_t k, struct text_view with, size_t *done, struct error *e)
{
    struct soan_report *report = r->app->report;
    int64_t id = r->spots.item[i].section, rev;
    bool in_title = r->spots.item[i].in_title;
    struct text text = {0};
    struct soan_section s = {0};
    struct text_changes changes = {0};
    struct soan_written w = {0};
    bool ok;

    if (in_title) {
        ok = soan_section_get(report, id, &s, e);
        text_append(&text, text_view(&s.title));
    } else {
        ok = soan_section_text(report, id, &text, &rev, e);
    }
    while (ok && k-- > i) {
        const struct spot *p = &r->spots.item[k];
        if (p->to > text.len || touches_figure(text_view(&text), p->from, p->to)) {
            continue;
        }
        struct text old = text_copy(text_view_part(text_view(&text), p->from, p->to));
        text_changes_add(&changes, p->from, text_view(&old), with, 1);
        text_replace(&text, p->from, p->to - p->from, with);
        text_free(&old);
        ++*done;
    }
    if (ok && in_title) {
        ok = soan_section_rename(report, id, text_view(&text), e);
    } else if (ok && changes.n) {
        ok = soan_section_edit(report, id, rev, &changes, 0, &w, e);
    }
    soan_written_free(&w);
    text_changes_free(&changes);
    soan_section_free(&s);
    text_free(&text);
    return ok;
}

static void replace_all(struct replacing *r, struct text_view with)
{
    struct app *app = r->app;
    struct error e = {0};
    size_t done = 0, sections = 0;
    bool ok = true;

    for (size_t i = 0; ok && i < r->spots.n;) {
        size_t k = i;
        while (k < r->spots.n && r->spots.item[k].section == r->spots.item[i].section &&
               r->spots.item[k].in_title == r->spots.item[i].in_title) {
            k++;
        }
        ok = replace_in(r, i, k, with, &done, &e);
        sections++;
        i = k;
    }
    bool changed = false;
    if (app->doc.id && document_merge(&app->doc, app->report, &changed, NULL) && changed) {
        textpane_changed(app);
    }
    branch_outline_changed(app, 0);
    if (!ok) {
        app_fail(app, &e);
    } else {
        app_say(app, _("Places replaced: %zu, in sections: %zu. ^Z takes it back, section by section."), done, sections);
    }
}

void replace_ask(struct app *app)
{
    struct replacing r = {.app = app};
    struct text with = {0}, words = text_copy(text_view(&app->words)), about = {0};
    struct error e = {0};
    struct prompt ask = {
        .title = _("Replace: which words?"),
        .about = text_view_of(_("They are looked for in the whole report; every place is shown before anything changes.")),
    };

    if (!app_may_write(app) || !dialog_prompt(app, &ask, &words) || !words.len) {
        goto out;
    }
    text_clear(&app->words);
    text_append(&app->words, text_view(&words));
    text_printf(&about, "“%s” →", text_str(&words));
    struct prompt by = {.title = _("Replace by what?"), .about = text_view(&about)};
    if (!dialog_prompt(app, &by, &with)) {
        goto out;
    }
    if (!soan_search(app->report, text_view(&words), add, &r, &e)) {
        app_fail(app, &e);
        goto out;
    }
    struct list l = {.keys = _("Enter replaces all of these  Del leaves one out  Esc changes nothing"), .row = row,
                     .other = other, .arg = &r, .full = true};
    text_append(&about, TEXT_LIT(" "));
    text_printf(&about, "“%s”", text_str(&with));
    l.title = text_str(&about);
    bool chosen = false;
    while (r.spots.n) {
        l.n = r.spots.n;
        chosen = list_run(app, &l);
        if (!chosen || l.key.key != K_DELETE) {
            break;
        }
        drop(&r, l.cursor);
    }
    if (!r.spots.n) {
        app_say(app, _("Nothing to replace."));
    } else if (chosen) {
        replace_all(&r, text_view(&with));
    }
out:
    for (size_t i = 0; i < r.spots.n; i++) {
        text_free(&r.context[i]);
    }
    mem_free(&r.context);
    mem_free(&r.spots.item);
    text_free(&with);
    text_free(&words);
    text_free(&about);
}
