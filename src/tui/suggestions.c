/*
 * All suggestions of the report: listed, decided one by one or all at once, gone to one after the other.
 */
#include <stdlib.h>
#include <string.h>

#include "soan/review.h"
#include "tui/dialog.h"

struct suggestions {
    struct app *app;
    struct soan_suggestion *item;
    size_t n, cap;
    bool all;                         /* those decided, too */
    int64_t text_of;                  /* the section whose text is at hand */
    struct text text;
};

static bool add(const struct soan_suggestion *s, void *arg)
{
    struct suggestions *x = arg;
    mem_grow((void **)&x->item, &x->cap, x->n + 1, sizeof(*x->item));
    soan_suggestion_copy(&x->item[x->n++], s);
    return true;
}

static void clear(struct suggestions *x)
{
    for (size_t i = 0; i < x->n; i++) {
        soan_suggestion_free(&x->item[i]);
    }
    mem_free(&x->item);
    x->n = x->cap = 0;
    x->text_of = 0;
}

static bool load(struct suggestions *x)
{
    struct error e = {0};
    clear(x);
    if (soan_suggestion_each(x->app->report, 0, !x->all, add, x, &e)) {
        return true;
    }
    app_fail(x->app, &e);
    return false;
}

/* ---- rows ---- */

static struct text_view text_of(struct suggestions *x, int64_t section)
{
    if (x->text_of != section && !soan_section_text(x->app->report, section, &x->text, NULL, NULL)) {
        text_clear(&x->text);
    }
    x->text_of = section;
    return text_view(&x->text);
}

static void append_line(struct text_view v, struct text *out)
{
    struct text line = {0};
    text_clean_line(v, &line, NULL);
    text_append(out, text_view(&line));
    text_free(&line);
}

/* What goes and what comes, without what is round it. */
static void change_of(struct suggestions *x, const struct soan_suggestion *s, bool round, struct text *out)
{
    struct soan_fitting f = {0};
    struct text_view text = text_of(x, s->section);
    bool fits = soan_suggestion_pending(s) && soan_suggestion_fit(s, text, &f);

    if (fits && round) {
        soan_review_mark(&f, text, soan_values_lookup, x->app->values, out);
    } else if (fits || !soan_suggestion_pending(s)) {
        text_append_str(out, s->was.len ? "[-" : "");
        append_line(text_view(&s->was), out);
        text_append_str(out, s->was.len ? "-]" : "");
        text_append_str(out, s->instead.len ? "{+" : "");
        append_line(text_view(&s->instead), out);
        text_append_str(out, s->instead.len ? "+}" : "");
    } else {
        struct text was = {0}, now = {0}, instead = {0};
        append_line(text_view(&s->was), &was);
        append_line(text_view_part(text, f.from, f.to), &now);
        append_line(text_view(&s->instead), &instead);
        text_printf(out, _("words changed: “%s” is “%s” now; suggested: “%s”"), text_str(&was), text_str(&now),
                    text_str(&instead));
        text_free(&was);
        text_free(&now);
        text_free(&instead);
    }
    soan_fitting_free(&f);
}

static void row(void *arg, size_t i, int cols, struct text *out)
{
    struct suggestions *x = arg;
    const struct soan_suggestion *s = &x->item[i];
    struct error e = {0};
    (void)cols;

    struct text path = {0};
    if (!soan_section_path(x->app->report, s->section, &path, &e)) {
        text_append_str(&path, _("bin"));
        error_free(&e);
    }
    const char *sign = soan_suggestion_pending(s) ? "" : s->state != SOAN_SUGGESTION_ACCEPTED ? "x " : term_ascii() ? "= " : "✓ ";
    text_printf(out, "%s%s %s: ", sign, text_str(&path), text_str(&s->author));
    text_free(&path);
    change_of(x, s, false, out);
}

static void detail(void *arg, size_t i, struct text *out)
{
    struct suggestions *x = arg;
    const struct soan_suggestion *s = &x->item[i];

    text_printf(out, "[%s ", _(soan_suggestion_state_name(s->state)));
    when_short(s->decided_at ? s->decided_at : s->at, out);
    text_printf(out, "%s%s%s%s] ", s->decided_by.len ? " " : "", text_str(&s->decided_by), s->reason.len ? ": " : "",
                text_str(&s->reason));
    change_of(x, s, true, out);
    if (s->note.len) {
        text_append_str(out, " (");
        append_line(text_view(&s->note), out);
        text_append_char(out, ')');
    }
}

/* ---- deciding ---- */

static bool other(const struct key_event *k)
{
    return k->key == K_INSERT || k->key == K_DELETE || k->key == K_F5 || k->key == K_F8;
}

enum whole { WHOLE_ACCEPT_SECTION, WHOLE_ACCEPT, WHOLE_REJECT_SECTION, WHOLE_REJECT, WHOLES };

static void whole_row(void *arg, size_t i, int cols, struct text *out)
{
    static const char *const rows[] = {
        [WHOLE_ACCEPT_SECTION] = N_("Accept all of this section"), [WHOLE_ACCEPT] = N_("Accept all of the report"),
        [WHOLE_REJECT_SECTION] = N_("Decline all of this section"), [WHOLE_REJECT] = N_("Decline all of the report"),
    };
    (void)arg;
    (void)cols;
    text_append_str(out, _(rows[i]));
}

static void decide_whole(struct suggestions *x, int64_t section)
{
    struct list l = {.title = _("All at once"), .keys = _("Enter chooses  Esc closes"), .n = WHOLES, .row = whole_row};
    int64_t *id = mem_array(x->n + 1, sizeof(*id));
    size_t n = 0;

    if (list_run(x->app, &l)) {
        bool everywhere = l.cursor == WHOLE_ACCEPT || l.cursor == WHOLE_REJECT;
        for (size_t i = 0; i < x->n; i++) {
            if (soan_suggestion_pending(&x->item[i]) && (everywhere || x->item[i].section == section)) {
                id[n++] = x->item[i].id;
            }
        }
        if (l.cursor == WHOLE_ACCEPT || l.cursor == WHOLE_ACCEPT_SECTION) {
            suggest_accept(x->app, id, n);
        } else {
            suggest_reject(x->app, id, n);
        }
    }
    free(id);
}

static bool go(struct app *app, const struct soan_suggestion *s)
{
    struct spot to = {s->section, false, s->from, s->to};
    if (!app_go(app, &to)) {
        return false;
    }
    app->trail = TRAIL_SUGGESTIONS;
    app->hit_suggestion = s->id;
    return true;
}

/* True if the list is done with. */
static bool act(struct suggestions *x, const struct list *l)
{
    const struct soan_suggestion *s = &x->item[l->cursor];

    switch ((int)l->key.key) {
    case K_ENTER:
        return go(x->app, s);
    case K_INSERT:
        suggest_accept(x->app, &s->id, 1);
        break;
    case K_DELETE:
        suggest_reject(x->app, &s->id, 1);
        break;
    case K_F8:
        decide_whole(x, s->section);
        break;
    default:
        x->all = !x->all;
    }
    return false;
}

/* The first of the open section that ends at the cursor or behind it. */
static size_t first_row(const struct suggestions *x)
{
    size_t first = 0;
    for (size_t i = x->n; i-- > 0;) {
        if (x->item[i].section == x->app->doc.id && (!first || x->item[i].to >= x->app->doc.ed.cursor)) {
            first = i;
        }
    }
    return first;
}

void suggestions_open(struct app *app)
{
    struct suggestions x = {.app = app};
    struct list l = {.title = _("Suggestions"),
                     .keys = _("Enter goes there  Ins accepts  Del declines  F8 all  F5 decided"),
                     .row = row, .detail = detail, .other = other, .arg = &x, .full = true};
    bool done = !app_settle(app), first = true;

    while (!done && load(&x)) {
        if (!x.n && !x.all) {
            if (first) {
                app_say(app, _("No suggestions are waiting. Review, Suggest other words, makes one."));
            }
            break;
        }
        l.n = x.n;
        l.cursor = first ? first_row(&x) : l.cursor;
        first = false;
        done = !list_run(app, &l) || act(&x, &l);
    }
    clear(&x);
    text_free(&x.text);
}

/* ---- one after the other ---- */

struct gathering { struct app *app; struct spots spots; int64_t *id; size_t cap; int64_t section; bool there; };

static bool add_spot(const struct soan_suggestion *s, void *arg)
{
    struct gathering *g = arg;
    if (s->section != g->section) {
        struct soan_section section;
        g->there = soan_section_get(g->app->report, s->section, &section, NULL); /* not in the bin */
        if (g->there) {
            soan_section_free(&section);
        }
        g->section = s->section;
    }
    if (g->there) {
        mem_grow((void **)&g->id, &g->cap, g->spots.n + 1, sizeof(*g->id));
        g->id[g->spots.n] = s->id;
        spots_add(&g->spots, (struct spot){s->section, false, s->from, s->to});
    }
    return true;
}

/* From one that is looked at to its neighbour, also where both are about the same words; else to the one next to the cursor. */
static void step(struct app *app, const struct gathering *g, bool back)
{
    size_t n = g->spots.n, i = 0;

    while (i < n && (!app->hit.section || g->id[i] != app->hit_suggestion)) {
        i++;
    }
    if (i == n) {
        spots_step(app, &g->spots, back, _("Suggestion"));
        for (i = 0; i < n; i++) {
            const struct spot *s = &g->spots.item[i];
            if (s->section == app->hit.section && s->from == app->hit.from && s->to == app->hit.to) {
                break;
            }
        }
    } else {
        i = back ? (i + n - 1) % n : (i + 1) % n;
        i = app_go(app, &g->spots.item[i]) ? i : n;
    }
    app->hit_suggestion = i < n ? g->id[i] : 0;
    for (size_t k = 0; i < n && k < app->marks.n; k++) {
        const struct soan_suggestion *s = &app->marks.item[k].s;
        if (s->id == g->id[i]) {
            app_say(app, _("Suggestion %zu/%zu, %s%s%s. Enter decides."), i + 1, n, text_str(&s->author), s->note.len ? ": " : "",
                    text_str(&s->note));
        }
    }
}

void suggestions_next(struct app *app, bool back)
{
    struct gathering g = {.app = app};
    struct error e = {0};

    app->trail = TRAIL_SUGGESTIONS;
    if (!soan_suggestion_each(app->report, 0, true, add_spot, &g, &e)) {
        app_fail(app, &e);
    } else if (!g.spots.n) {
        app_say(app, _("No suggestions are waiting."));
    } else {
        step(app, &g, back);
    }
    mem_free(&g.spots.item);
    mem_free(&g.id);
}
