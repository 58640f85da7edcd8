/*
 * The comments of a section or of the report: listed and narrowed down.
 */
#include <stdlib.h>
#include <string.h>

#include "tui/comments.h"

/* ---- the list ---- */

enum filter { FILTER_OPEN, FILTER_ALL, FILTER_MINE, FILTER_DRAFTS, FILTER_ASTRAY, FILTER_BODY, FILTER_KIND, FILTERS };

static const char *const filters[] = {
    [FILTER_OPEN] = N_("open, and your drafts"), [FILTER_ALL] = N_("all"), [FILTER_MINE] = N_("mine"),
    [FILTER_DRAFTS] = N_("my drafts"), [FILTER_ASTRAY] = N_("words moved, changed or deleted"),
    [FILTER_BODY] = N_("on behalf of a body"), [FILTER_KIND] = N_("of a kind"),
};

struct comments {
    struct app *app;
    struct soan_comment *item;        /* replies behind their comment */
    size_t n, cap;
    size_t *shown;                    /* those that pass the filter */
    size_t shown_n, shown_cap;
    size_t whole;                     /* without replies */
    struct text path;                 /* of the section `path_of` */
    int64_t path_of;
    int64_t section;                  /* 0: the report */
    enum filter filter;
    enum soan_opinion kind;
    struct text body;
};

static bool add(const struct soan_comment *c, void *arg)
{
    struct comments *t = arg;
    mem_grow((void **)&t->item, &t->cap, t->n + 1, sizeof(*t->item));
    soan_comment_copy(&t->item[t->n++], c);
    return true;
}

static void clear(struct comments *t)
{
    for (size_t i = 0; i < t->n; i++) {
        soan_comment_free(&t->item[i]);
    }
    t->n = t->shown_n = t->whole = 0;
    t->path_of = 0;
}

static bool passes(const struct comments *t, const struct soan_comment *c)
{
    switch (t->filter) {
    case FILTER_OPEN: return !c->resolved;
    case FILTER_MINE: return c->mine;
    case FILTER_DRAFTS: return c->draft && !c->withdrawn;
    case FILTER_ASTRAY: return c->binned || soan_anchor_state(c) >= SOAN_ANCHOR_MOVED;
    case FILTER_BODY: return text_view_equal(text_view(&c->behalf), text_view(&t->body));
    case FILTER_KIND: return c->kind == t->kind;
    case FILTER_ALL: case FILTERS: break;
    }
    return true;
}

/* A reply that is still a draft brings its comment into the list of drafts. */
static bool has_draft(const struct comments *t, size_t root)
{
    bool found = false;
    for (size_t i = root + 1; t->filter == FILTER_DRAFTS && i < t->n && t->item[i].parent; i++) {
        found = found || (t->item[i].draft && !t->item[i].withdrawn);
    }
    return found;
}

static bool load(struct comments *t)
{
    struct error e = {0};

    clear(t);
    if (!soan_comment_each(t->app->report, t->section, add, t, &e)) {
        app_fail(t->app, &e);
        return false;
    }
    for (size_t i = 0; i < t->n; i++) {
        t->whole += t->item[i].parent == 0;
        if (!t->item[i].parent && (passes(t, &t->item[i]) || has_draft(t, i))) {
            mem_grow((void **)&t->shown, &t->shown_cap, t->shown_n + 1, sizeof(*t->shown));
            t->shown[t->shown_n++] = i;
        }
    }
    return true;
}

static size_t replies_of(const struct comments *t, size_t root)
{
    size_t n = 0;
    for (size_t i = root + 1; i < t->n && t->item[i].parent; i++) {
        n += !t->item[i].withdrawn;
    }
    return n;
}

static void append_path(struct comments *t, const struct soan_comment *c, struct text *out)
{
    struct error e = {0};

    if (t->path_of != c->section) {
        t->path_of = c->section;
        text_clear(&t->path);
        if (c->binned || !soan_section_path(t->app->report, c->section, &t->path, &e)) {
            text_append_str(&t->path, _("bin"));
            error_free(&e);
        }
    }
    text_append(out, text_view(&t->path));
    text_append_char(out, ' ');
}

static void append_line(struct text_view v, struct text *out)
{
    struct text line = {0};
    text_clean_line(text_view_part(v, 0, 600), &line, NULL); /* more is never seen in a row */
    text_append(out, text_view(&line));
    text_free(&line);
}

static void row(void *arg, size_t i, int cols, struct text *out)
{
    struct comments *t = arg;
    size_t root = t->shown[i], replies = replies_of(t, root);
    const struct soan_comment *c = &t->item[root];
    enum soan_anchor state = soan_anchor_state(c);
    (void)cols;

    text_append_str(out, !c->resolved ? "  " : term_ascii() ? "x " : "✓ ");
    if (!t->section) {
        append_path(t, c, out);
    }
    comment_who(c, out);
    if (c->draft && !c->withdrawn) {
        text_printf(out, " [%s]", _("a draft"));
    }
    if (state >= SOAN_ANCHOR_MOVED) {
        text_printf(out, " [%s]", comment_anchor(state));
    }
    text_append_str(out, ": ");
    if (c->quote.len) {
        struct text quote = {0};
        text_ellipsize(text_view(&c->quote), 30, &quote);
        text_append_str(out, "“");
        append_line(text_view(&quote), out);
        text_append_str(out, "” ");
        text_free(&quote);
    }
    append_line(text_view(&c->body), out);
    if (replies) {
        text_printf(out, " +%zu", replies);
    }
}

static void detail(void *arg, size_t i, struct text *out)
{
    const struct comments *t = arg;
    const struct soan_comment *c = &t->item[t->shown[i]];
    const char *stand = comment_stand(c);

    text_printf(out, "[%s%s%s%s%s] ", comment_anchor(soan_anchor_state(c)), c->kind ? ", " : "",
                c->kind ? _(soan_opinion_name(c->kind)) : "", *stand ? ", " : "", stand);
    if (c->copy.len) {
        text_printf(out, _("[copy %s, page %lld, line %lld] "), text_str(&c->copy), (long long)c->page, (long long)c->line);
    }
    append_line(text_view(&c->body), out);
}

static bool other(const struct key_event *k)
{
    return k->key == K_INSERT || k->key == K_DELETE || k->key == K_F5 || k->key == K_F8 || k->key == K_F2 || k->key == K_TAB;
}

/* ---- narrowing it down ---- */

struct choices { struct text *item; size_t n, cap; };

static void choice_row(void *arg, size_t i, int cols, struct text *out)
{
    const struct choices *c = arg;
    (void)cols;
    text_append(out, text_view(&c->item[i]));
}

static void choice_add(struct choices *c, struct text_view v)
{
    for (size_t i = 0; i < c->n; i++) {
        if (text_view_equal(text_view(&c->item[i]), v)) {
            return;
        }
    }
    mem_grow((void **)&c->item, &c->cap, c->n + 1, sizeof(*c->item));
    c->item[c->n++] = text_copy(v);
}

static bool choose(struct app *app, const char *title, struct choices *c, size_t *which)
{
    struct list l = {.title = title, .keys = _("Enter chooses  Esc closes"), .n = c->n, .cursor = *which, .row = choice_row, .arg = c};
    bool chosen = c->n && list_run(app, &l);

    *which = l.cursor;
    return chosen;
}

static void choices_free(struct choices *c)
{
    for (size_t i = 0; i < c->n; i++) {
        text_free(&c->item[i]);
    }
    mem_free(&c->item);
    c->n = c->cap = 0;
}

static bool choose_body(struct comments *t)
{
    struct choices c = {0};
    size_t which = 0;

    for (size_t i = 0; i < t->n; i++) {
        if (t->item[i].behalf.len) {
            choice_add(&c, text_view(&t->item[i].behalf));
        }
    }
    if (!c.n) {
        app_say(t->app, _("No comment here is made on behalf of a body."));
    }
    bool chosen = choose(t->app, _("On behalf of"), &c, &which);
    if (chosen) {
        text_clear(&t->body);
        text_append(&t->body, text_view(&c.item[which]));
    }
    choices_free(&c);
    return chosen;
}

static bool choose_kind(struct comments *t)
{
    struct choices c = {0};
    size_t which = 0;

    for (enum soan_opinion k = SOAN_OPINION_NONE + 1; k < SOAN_OPINIONS_; k++) {
        choice_add(&c, text_view_of(_(soan_opinion_name(k))));
    }
    bool chosen = choose(t->app, _("Kind"), &c, &which);
    t->kind = chosen ? (enum soan_opinion)(which + 1) : t->kind;
    choices_free(&c);
    return chosen;
}

static void choose_filter(struct comments *t)
{
    struct choices c = {0};
    size_t which = t->filter;

    for (size_t i = 0; i < FILTERS; i++) {
        choice_add(&c, text_view_of(_(filters[i])));
    }
    bool chosen = choose(t->app, _("Which comments are shown?"), &c, &which);
    if (chosen && which == FILTER_BODY) {
        chosen = choose_body(t);
    } else if (chosen && which == FILTER_KIND) {
        chosen = choose_kind(t);
    }
    t->filter = chosen ? (enum filter)which : t->filter;
    choices_free(&c);
}

/* ---- what is done there ---- */

/* True if the list is done with. */
static bool act(struct comments *t, const struct list *l)
{
    const struct soan_comment *c = l->cursor < t->shown_n ? &t->item[t->shown[l->cursor]] : NULL;

    switch ((int)l->key.key) {
    case K_TAB:
        t->section = t->section ? 0 : t->app->doc.id;
        break;
    case K_F2:
        comment_publish(t->app);
        break;
    case K_F8:
        choose_filter(t);
        break;
    case K_INSERT:
        comment_begin(t->app);
        break;
    case K_ENTER:
        return c && comment_go(t->app, c);
    case K_F5:
        return c && comment_thread(t->app, c->id);
    default:
        if (c) {
            comment_decide(t->app, c);
        }
    }
    return false;
}

static void say_title(const struct comments *t, struct text *out)
{
    const char *name = _(filters[t->filter]);

    if (t->filter == FILTER_BODY) {
        name = text_str(&t->body);
    } else if (t->filter == FILTER_KIND) {
        name = _(soan_opinion_name(t->kind));
    }
    text_clear(out);
    text_append_str(out, t->section ? _("Comments of this section") : _("Comments of the report"));
    text_printf(out, ": %s, %zu/%zu  Tab: %s", name, t->shown_n, t->whole, t->section ? _("the report") : _("this section"));
}

/* The one at the cursor, else the first of the open section. */
static size_t first_row(const struct comments *t)
{
    const struct remark *here = remarks_here(t->app);
    size_t first = t->shown_n;

    for (size_t i = 0; i < t->shown_n; i++) {
        const struct soan_comment *c = &t->item[t->shown[i]];
        if (here && c->id == here->id) {
            return i;
        }
        first = first == t->shown_n && c->section == t->app->doc.id ? i : first;
    }
    return first < t->shown_n ? first : 0;
}

void comments_open(struct app *app)
{
    struct comments t = {.app = app, .section = app->doc.id};
    struct text title = {0};
    struct list l = {.keys = _("Enter there  F5 thread  Ins new  Del decide  F8 filter  F2 publish"), .row = row,
                     .detail = detail, .other = other, .empty = true, .full = true, .arg = &t};
    size_t from, to;

    if (app->doc.id && app->focus == PANE_TEXT && text_editor_selection(&app->doc.ed, &from, &to)) {
        comment_begin(app);
        return;
    }
    app->trail = TRAIL_COMMENTS;
    bool done = !app_settle(app) || !load(&t);
    if (!done && !t.whole && t.section) {
        t.section = 0;
        done = !load(&t);
    }
    if (!done && !t.whole) {
        comment_begin(app);
        done = true;
    }
    l.cursor = done ? 0 : first_row(&t);
    while (!done) {
        l.n = t.shown_n;
        say_title(&t, &title);
        l.title = text_str(&title);
        done = !list_run(app, &l) || act(&t, &l) || !load(&t);
    }
    clear(&t);
    mem_free(&t.item);
    mem_free(&t.shown);
    text_free(&t.path);
    text_free(&t.body);
    text_free(&title);
}
