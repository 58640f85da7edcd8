#include <stdlib.h>

#include "tui/replace.h"

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

static size_t sections(const struct places *p)
{
    size_t n = 0;
    for (size_t i = 0; i < p->n; i++) {
        n += i == 0 || p->item[i].spot.section != p->item[i - 1].spot.section;
    }
    return n;
}

/* What was typed stands for words: a brace is a brace. */
static void words_for(const struct places *p, size_t i, struct text_view typed, struct text *out)
{
    struct text words = {0};

    text_case_like(p->exact ? TEXT_LIT("") : text_view(&p->item[i].was), typed, &words);
    soan_source_escape(text_view(&words), out);
    text_free(&words);
}

void replacement_do(struct app *app, const struct places *p, struct text_view with)
{
    struct soan_replacement *all = mem_array(p->n, sizeof(*all));
    struct text *words = mem_array(p->n, sizeof(*words));
    struct error e = {0};
    size_t done = 0;

    for (size_t i = 0; i < p->n; i++) {
        const struct spot *s = &p->item[i].spot;
        words_for(p, i, with, &words[i]);
        all[i] = (struct soan_replacement){s->section, s->in_title, s->from, text_view(&p->item[i].was),
                                           text_view(&words[i])};
    }
    bool ok = soan_replace_all(app->report, p->rev, all, p->n, &done, &e);
    show_changes(app);
    if (!ok) {
        app_fail(app, &e);
    } else if (done < p->n) {
        app_say(app, _("Places replaced: %zu; changed by others meanwhile: %zu. ^Z takes all of it back."), done,
                p->n - done);
    } else {
        app_say(app, _("Places replaced: %zu, in sections: %zu. ^Z takes all of it back."), done, sections(p));
    }
    for (size_t i = 0; i < p->n; i++) {
        text_free(&words[i]);
    }
    mem_free(&words);
    mem_free(&all);
}

bool replace_undo(struct app *app, bool redo)
{
    struct error e = {0};
    size_t done = 0;

    if (!soan_replace_undo(app->report, redo, &done, &e)) {
        app_fail(app, &e);
        return true;
    }
    if (done) {
        show_changes(app);
        replace_say_undone(app, redo, done);
    }
    return done > 0;
}

void replace_say_undone(struct app *app, bool redo, size_t done)
{
    app_say(app, redo ? _("Replaced again, in sections: %zu.") : _("Replacement taken back, in sections: %zu."), done);
}
