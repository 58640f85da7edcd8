#include <stdlib.h>
#include <string.h>

#include "tui/replace.h"

void replace_forget(struct app *app)
{
    struct replacement *r = app->replaced;

    for (size_t i = 0; r && i < r->n; i++) {
        text_free(&r->item[i].before);
        text_free(&r->item[i].after);
    }
    if (r) {
        mem_free(&r->item);
    }
    mem_free(&app->replaced);
}

/* ---- capitals ---- */

static bool is_upper(struct text_view v)
{
    struct text other = {0};
    text_lower(v, &other);
    bool upper = !text_view_equal(text_view(&other), v);
    text_free(&other);
    return upper;
}

static bool is_lower(struct text_view v)
{
    struct text other = {0};
    text_upper(v, &other);
    bool lower = !text_view_equal(text_view(&other), v);
    text_free(&other);
    return lower;
}

void replacement_words(struct text_view was, struct text_view with, struct text *out)
{
    size_t first = text_grapheme_next(was, 0), letter = text_grapheme_next(with, 0);
    bool capital = first && is_upper(text_view_part(was, 0, first));

    if (capital && first < was.len && !is_lower(was)) {
        text_upper(with, out);
    } else if (capital && letter) {
        text_upper(text_view_part(with, 0, letter), out);
        text_append(out, text_view_part(with, letter, with.len));
    } else {
        text_append(out, with);
    }
}

/* ---- doing ---- */

/* Title and text of one section are two entries behind each other. */
static size_t sections(const struct replacement *r)
{
    size_t n = 0;
    for (size_t i = 0; i < r->n; i++) {
        n += i == 0 || r->item[i].section != r->item[i - 1].section;
    }
    return n;
}

static void note(struct replacement *r, struct replaced done)
{
    mem_grow((void **)&r->item, &r->cap, r->n + 1, sizeof(*r->item));
    r->item[r->n++] = done;
}

/* Replaces places [i, k), all in one text, from the last to the first. */
static void change(const struct places *p, size_t i, size_t k, struct text_view with, struct text *text,
                   struct text_changes *changes)
{
    /* A step of its own: no editor counts so far. */
    uint64_t group = (uint64_t)1 << 63 | (uint64_t)app_now();
    struct text words = {0}, escaped = {0};

    while (k-- > i) {
        const struct spot *s = &p->item[k].spot;
        struct text_view was = text_view(&p->item[k].was);
        if (s->to > text->len || !text_view_equal(text_view_part(text_view(text), s->from, s->to), was)) {
            continue;
        }
        text_clear(&words);
        text_clear(&escaped);
        replacement_words(was, with, &words);
        soan_source_escape(text_view(&words), &escaped);
        text_changes_add(changes, s->from, was, text_view(&escaped), group);
        text_replace(text, s->from, s->to - s->from, text_view(&escaped));
    }
    text_free(&words);
    text_free(&escaped);
}

static bool in_text(struct app *app, const struct places *p, size_t i, size_t k, struct text_view with, size_t *done,
                    struct error *e)
{
    int64_t id = p->item[i].spot.section, rev;
    struct text text = {0};
    struct text_changes changes = {0};
    struct soan_written w = {0};
    bool ok = soan_section_text(app->report, id, &text, &rev, e);

    if (ok) {
        change(p, i, k, with, &text, &changes);
    }
    if (ok && changes.n) {
        ok = soan_section_edit(app->report, id, rev, &changes, 0, &w, e);
        if (ok) {
            *done += changes.n;
            note(app->replaced, (struct replaced){.section = id, .rev = w.rev});
        }
    }
    soan_written_free(&w);
    text_changes_free(&changes);
    text_free(&text);
    return ok;
}

static bool in_title(struct app *app, const struct places *p, size_t i, size_t k, struct text_view with, size_t *done,
                     struct error *e)
{
    struct replaced title = {.section = p->item[i].spot.section, .in_title = true};
    struct text_changes changes = {0};
    struct soan_section s = {0};
    bool ok = soan_section_get(app->report, title.section, &s, e);

    if (ok) {
        text_append(&title.before, text_view(&s.title));
        text_append(&title.after, text_view(&s.title));
        change(p, i, k, with, &title.after, &changes);
    }
    if (ok && changes.n) {
        ok = soan_section_rename(app->report, title.section, text_view(&title.after), e);
    }
    if (ok && changes.n) {
        *done += changes.n;
        note(app->replaced, title);
    } else {
        text_free(&title.before);
        text_free(&title.after);
    }
    text_changes_free(&changes);
    soan_section_free(&s);
    return ok;
}

static void show_changes(struct app *app)
{
    bool changed = false;
    struct error e = {0};

    if (app->doc.id && !document_merge(&app->doc, app->report, &changed, &e)) {
        app_fail(app, &e);
    }
    if (changed) {
        textpane_changed(app);
    }
    branch_outline_changed(app, 0);
}

void replacement_do(struct app *app, const struct places *p, struct text_view with)
{
    struct error e = {0};
    size_t done = 0;
    bool ok = true;

    replace_forget(app);
    app->replaced = mem_alloc(sizeof(*app->replaced));
    for (size_t i = 0, k; ok && i < p->n; i = k) {
        const struct spot *first = &p->item[i].spot;
        for (k = i; k < p->n && p->item[k].spot.section == first->section &&
                    p->item[k].spot.in_title == first->in_title;) {
            k++;
        }
        ok = (first->in_title ? in_title : in_text)(app, p, i, k, with, &done, &e);
    }
    show_changes(app);
    if (!ok) {
        app_fail(app, &e);
    } else {
        app_say(app, _("Places replaced: %zu, in sections: %zu. ^Z takes all of it back."), done,
                sections(app->replaced));
    }
}

/* ---- taking back ---- */

static bool title_back(struct app *app, struct replaced *t, bool redo, struct error *e)
{
    struct soan_section s = {0};
    struct text *now = redo ? &t->before : &t->after, *then = redo ? &t->after : &t->before;
    bool ok = soan_section_get(app->report, t->section, &s, e);

    /* Whoever changed it since has the last word. */
    if (ok && text_view_equal(text_view(&s.title), text_view(now))) {
        ok = soan_section_rename(app->report, t->section, text_view(then), e);
    }
    soan_section_free(&s);
    return ok;
}

static bool text_back(struct app *app, struct replaced *t, bool redo, struct error *e)
{
    struct text_changes done = {0};
    struct soan_written w = {0};
    bool ok = soan_section_undo(app->report, t->section, t->rev, redo, &done, &w, e);

    if (ok) {
        t->rev = w.rev;
    }
    text_changes_free(&done);
    soan_written_free(&w);
    return ok;
}

bool replace_undo(struct app *app, bool redo)
{
    struct replacement *r = app->replaced;
    struct error e = {0};

    if (!r || !r->n || r->undone != redo) {
        return false;
    }
    for (size_t i = 0; i < r->n; i++) {
        struct replaced *t = &r->item[i];
        struct error one = {0};
        if (!(t->in_title ? title_back : text_back)(app, t, redo, &one)) {
            error_free(&e);
            e = one;
        }
    }
    r->undone = !redo;
    show_changes(app);
    if (e.message.len) {
        app_fail(app, &e);
    } else {
        app_say(app, redo ? _("Replaced again, in sections: %zu.") : _("Replacement taken back, in sections: %zu."),
                sections(r));
    }
    return true;
}
