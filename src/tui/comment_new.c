/*
 * A comment is begun: its words first, then what it is about, of which kind, in whose name, and whether others see it yet.
 */
#include <stdlib.h>
#include <string.h>

#include "tui/comments.h"

enum part { PART_DRAFT, PART_PUBLISH, PART_ABOUT, PART_KIND, PART_BEHALF, PART_PAPER, PART_WORDS, PARTS };
enum about { ABOUT_WORDS, ABOUT_FIGURE, ABOUT_SECTION, ABOUT_PAPER, ABOUTS };

struct beginning {
    struct app *app;
    struct soan_comment c;
    int64_t section;                  /* that is open */
    int64_t rev;                      /* of the text that the words were selected in */
    bool may[ABOUTS];
    enum about about;
    struct text quote, figure;        /* what it could be about */
    struct text spec;                 /* copy/page/line on paper */
    struct soan_comment paper;        /* what stood there */
    size_t from, to;
};

/* ---- what it is about ---- */

static void take_subject(struct beginning *b)
{
    struct app *app = b->app;

    b->section = app->doc.id;
    b->rev = app->doc.rev;
    b->may[ABOUT_SECTION] = true;
    if (app->focus == PANE_TEXT && text_editor_selection(&app->doc.ed, &b->from, &b->to)) {
        text_append(&b->quote, text_view_part(text_view(&app->doc.ed.text), b->from, b->to));
        b->may[ABOUT_WORDS] = true;
    }
    b->may[ABOUT_FIGURE] = app->focus == PANE_TEXT && figures_key_at_cursor(app, &b->figure);
    b->about = b->may[ABOUT_WORDS] ? ABOUT_WORDS : b->may[ABOUT_FIGURE] ? ABOUT_FIGURE : ABOUT_SECTION;
}

static void say_about(const struct beginning *b, struct text *out)
{
    struct text words = {0};

    if (b->about == ABOUT_WORDS) {
        text_ellipsize(text_view(&b->quote), 120, &words);
        text_printf(out, _("On: “%s”"), text_str(&words));
    } else if (b->about == ABOUT_FIGURE) {
        text_printf(out, _("On the figure {%s}"), text_str(&b->figure));
    } else if (b->about == ABOUT_PAPER && b->paper.anchored) {
        text_ellipsize(text_view(&b->paper.quote), 120, &words);
        text_printf(out, _("On paper, %s: “%s”"), text_str(&b->spec), text_str(&words));
    } else {
        treepane_where(b->app, b->about == ABOUT_PAPER ? b->paper.section : b->section, &words);
        text_printf(out, _("On the whole section %s"), text_str(&words));
    }
    text_free(&words);
}

/* The words as they stand now: others may have typed meanwhile. They are looked for, never guessed. */
static bool place(struct beginning *b, struct error *e)
{
    struct app *app = b->app;
    struct soan_comment *c = &b->c;

    c->section = b->section;
    c->anchored = b->about == ABOUT_WORDS;
    c->rev = 0;
    text_clear(&c->figure);
    if (b->about == ABOUT_FIGURE) {
        text_append(&c->figure, text_view(&b->figure));
    }
    if (b->about == ABOUT_PAPER) {
        c->section = b->paper.section;
        c->anchored = b->paper.anchored;
        c->rev = b->paper.rev;
        c->from = b->paper.from;
        c->to = b->paper.to;
    }
    if (b->about != ABOUT_WORDS) {
        return true;
    }
    c->from = b->from;
    c->to = b->to;
    if (app->doc.id == c->section && app->doc.rev == b->rev) {
        return true;
    }
    /* The selection went along with what others typed. */
    bool stands = app->doc.id == c->section && text_editor_selection(&app->doc.ed, &c->from, &c->to) &&
                  text_view_equal(text_view_part(text_view(&app->doc.ed.text), c->from, c->to), text_view(&b->quote));
    return stands || soan_review_find(app->report, c->section, text_view(&b->quote), &c->from, &c->to, e);
}

/* ---- its parts ---- */

static bool ask_words(struct beginning *b)
{
    struct text about = {0};

    say_about(b, &about);
    if (b->about == ABOUT_SECTION) {
        text_append_str(&about, ". ");
        text_append_str(&about, _("Select words first to comment on them."));
    }
    struct prompt p = {.title = _("New comment"), .about = text_view(&about)};
    bool typed = dialog_prompt(b->app, &p, &b->c.body) && b->c.body.len;
    text_free(&about);
    return typed;
}

static void kind_row(void *arg, size_t i, int cols, struct text *out)
{
    (void)arg;
    (void)cols;
    text_append_str(out, i ? _(soan_opinion_name((enum soan_opinion)i)) : _("not said"));
}

static void ask_kind(struct beginning *b)
{
    struct list l = {.title = _("Kind"), .keys = _("Enter chooses  Esc closes"), .n = SOAN_OPINIONS_, .cursor = b->c.kind, .row = kind_row};
    if (list_run(b->app, &l)) {
        b->c.kind = (enum soan_opinion)l.cursor;
    }
}

static void ask_behalf(struct beginning *b)
{
    struct prompt p = {.title = _("On behalf of"), .about = text_view_of(_("The body whose opinion this is: a cell, the Front …; empty: your own."))};
    dialog_prompt(b->app, &p, &b->c.behalf);
}

static bool accept_paper(void *arg, struct text_view typed, struct error *e)
{
    struct beginning *b = arg;
    struct text spec = text_copy(typed);
    bool ok = !typed.len || soan_review_paper(b->app->report, text_str(&spec), TEXT_LIT(""), &b->paper, e);
    text_free(&spec);
    return ok;
}

/* Copy, page and line lead to the words. */
static void ask_paper(struct beginning *b)
{
    struct text about = {0};
    text_append_str(&about, _("Copy, page and line, as in 7/12/8. The copy is the number on its pages, or the name of a milestone; "
                              "empty: it did not come on paper."));
    struct prompt p = {.title = _("On paper"), .about = text_view(&about), .accept = accept_paper, .arg = b};
    if (!b->spec.len) {
        text_append(&b->spec, text_view(&b->app->remarks.paper));
    }
    if (dialog_prompt(b->app, &p, &b->spec)) {
        bool on_paper = b->spec.len > 0;
        b->may[ABOUT_PAPER] = on_paper;
        b->about = on_paper ? ABOUT_PAPER : b->about == ABOUT_PAPER ? ABOUT_SECTION : b->about;
        text_free(&b->c.copy);
        b->c.copy = on_paper ? text_copy(text_view(&b->paper.copy)) : (struct text){0};
        b->c.page = on_paper ? b->paper.page : 0;
        b->c.line = on_paper ? b->paper.line : 0;
    } else if (!b->c.copy.len) {
        text_clear(&b->spec);
    }
    text_free(&about);
}

static bool accept_words(void *arg, struct text_view typed, struct error *e)
{
    struct beginning *b = arg;
    return soan_review_paper(b->app->report, text_str(&b->spec), typed, &b->paper, e);
}

/* Which of the words in that line; false: Esc. */
static bool narrow(struct beginning *b)
{
    struct prompt p = {.title = _("On paper"), .about = text_view_of(_("The words in that line that it is about:")),
                       .accept = accept_words, .arg = b};
    struct text words = text_copy(text_view(&b->paper.quote));
    bool typed = dialog_prompt(b->app, &p, &words);
    text_free(&words);
    return typed;
}

static void part_row(void *arg, size_t i, int cols, struct text *out)
{
    const struct beginning *b = arg;
    (void)cols;

    switch ((enum part)i) {
    case PART_DRAFT:
        text_append_str(out, _("Keep as a draft: only you see it until you publish your drafts"));
        break;
    case PART_PUBLISH:
        text_append_str(out, _("Publish it now"));
        break;
    case PART_ABOUT:
        say_about(b, out);
        break;
    case PART_KIND:
        text_printf(out, _("Kind: %s"), b->c.kind ? _(soan_opinion_name(b->c.kind)) : _("not said"));
        break;
    case PART_BEHALF:
        text_printf(out, _("On behalf of: %s"), b->c.behalf.len ? text_str(&b->c.behalf) : _("nobody else"));
        break;
    case PART_PAPER:
        text_printf(out, _("On paper: %s"), b->c.copy.len ? text_str(&b->spec) : _("no"));
        break;
    case PART_WORDS:
        text_append_str(out, _("Change the words"));
        break;
    case PARTS:
        break;
    }
}

static void part_detail(void *arg, size_t i, struct text *out)
{
    const struct beginning *b = arg;
    (void)i;
    text_append(out, text_view(&b->c.body));
}

/* ---- keeping ---- */

/* What is entered for others comes in many pieces: the body and the kind are offered again. */
static void remember(struct beginning *b)
{
    text_clear(&b->app->remarks.behalf);
    text_append(&b->app->remarks.behalf, text_view(&b->c.behalf));
    text_clear(&b->app->remarks.paper);
    text_append(&b->app->remarks.paper, text_view(&b->spec));
}

static bool keep(struct beginning *b, bool draft)
{
    struct app *app = b->app;
    struct error e = {0};
    int64_t id;

    b->c.draft = draft;
    if (!app_settle(app)) {
        return false;
    }
    if (!place(b, &e) || !soan_comment_add(app->report, &b->c, &id, &e)) {
        app_fail(app, &e);
        return false;
    }
    app_say(app, draft ? _("Comment kept as a draft; F5 F2 publishes all your drafts.") : _("Comment published."));
    remember(b);
    text_editor_select(&app->doc.ed, false);
    app->trail = TRAIL_COMMENTS;
    comment_changed(app);
    return true;
}

static void next_about(struct beginning *b)
{
    do {
        b->about = (b->about + 1) % ABOUTS;
    } while (!b->may[b->about]);
}

/* True: kept. False: back to its words. */
static bool ask_parts(struct beginning *b)
{
    struct list l = {.title = _("New comment"), .keys = _("Enter chooses  Esc: back to the words"), .n = PARTS, .row = part_row,
                     .detail = part_detail, .arg = b};

    while (list_run(b->app, &l)) {
        switch ((enum part)l.cursor) {
        case PART_DRAFT:
        case PART_PUBLISH:
            if (keep(b, l.cursor == PART_DRAFT)) {
                return true;
            }
            break;
        case PART_ABOUT:
            if (b->about != ABOUT_PAPER || !b->paper.anchored || !narrow(b)) {
                next_about(b);
            }
            break;
        case PART_KIND:
            ask_kind(b);
            break;
        case PART_BEHALF:
            ask_behalf(b);
            break;
        case PART_PAPER:
            ask_paper(b);
            break;
        case PART_WORDS:
        case PARTS:
            return false;
        }
    }
    return false;
}

void comment_begin(struct app *app)
{
    struct beginning b = {.app = app};

    if (!app->doc.id || !app_may(app, SOAN_RIGHT_COMMENT) || !app_settle(app)) {
        return;
    }
    take_subject(&b);
    b.c.behalf = text_copy(text_view(&app->remarks.behalf));
    while (ask_words(&b) && !ask_parts(&b)) {
    }
    soan_comment_free(&b.c);
    soan_comment_free(&b.paper);
    text_free(&b.spec);
    text_free(&b.quote);
    text_free(&b.figure);
}
