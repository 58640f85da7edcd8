/*
 * Finding: words in the whole report, sections by number or words, the next of any list of places.
 */
#include <stdlib.h>
#include <string.h>

#include "tui/dialog.h"

/* More hits than a person steps through; a report of 100 MB may hold millions. */
enum { HITS_MOST = 100000, LIVE_MOST = 2000, LIVE_WORDS = 2000000 };

void spots_add(struct spots *s, struct spot spot)
{
    mem_grow((void **)&s->item, &s->cap, s->n + 1, sizeof(*s->item));
    s->item[s->n++] = spot;
}

/* ---- reading order ---- */

struct chain {
    unsigned *pos;
    size_t n, cap;
};

/* Places from the section up to the top. */
static bool chain_of(struct app *app, int64_t id, struct chain *c)
{
    c->n = 0;
    while (id) {
        struct soan_section s = {0};
        if (!soan_section_get(app->report, id, &s, NULL)) {
            return false;
        }
        mem_grow((void **)&c->pos, &c->cap, c->n + 1, sizeof(*c->pos));
        c->pos[c->n++] = s.pos;
        id = s.parent;
        soan_section_free(&s);
    }
    return true;
}

static int chain_compare(const struct chain *a, const struct chain *b)
{
    for (size_t i = 1; i <= a->n && i <= b->n; i++) {
        unsigned x = a->pos[a->n - i], y = b->pos[b->n - i];
        if (x != y) {
            return x < y ? -1 : 1;
        }
    }
    return a->n == b->n ? 0 : a->n < b->n ? -1 : 1;
}

/* Does the spot stand behind the cursor (the hit shown there counts as being at the cursor)? */
static bool is_after(struct app *app, const struct spot *s, const struct chain *here, struct chain *there)
{
    if (s->section == app->doc.id) {
        if (app->hit.section == s->section) {
            return !s->in_title && (app->hit.in_title || s->from > app->hit.from);
        }
        return !s->in_title && s->from >= app->doc.ed.cursor;
    }
    return chain_of(app, s->section, there) && chain_compare(there, here) > 0;
}

void spots_step(struct app *app, const struct spots *s, bool back, const char *what)
{
    struct chain here = {0}, there = {0};
    size_t low = 0, high = s->n;

    if (!s->n) {
        app_say(app, "%s: %s", what, _("nothing"));
        return;
    }
    if (app->doc.id && !chain_of(app, app->doc.id, &here)) {
        here.n = 0;
    }
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (is_after(app, &s->item[mid], &here, &there)) {
            high = mid;
        } else {
            low = mid + 1;
        }
    }
    mem_free(&here.pos);
    mem_free(&there.pos);
    size_t i = low % s->n;
    if (back) {
        /* The one before the first that is after is the one shown now, if the cursor stands on one. */
        size_t now = (low + s->n - 1) % s->n;
        bool on = app->hit.section && s->item[now].section == app->hit.section && s->item[now].from == app->hit.from &&
                  s->item[now].in_title == app->hit.in_title;
        i = on ? (now + s->n - 1) % s->n : now;
    }
    if (app_go(app, &s->item[i])) {
        app_say(app, "%s: %zu/%zu", what, i + 1, s->n);
    }
}

/* ---- words ---- */

struct gathering {
    struct spots *out;
    size_t n, most;
};

static bool add_hit(const struct soan_hit *h, void *arg)
{
    struct gathering *g = arg;
    if (g->out) {
        spots_add(g->out, (struct spot){h->section, h->in_title, h->from, h->to});
    }
    return ++g->n < g->most;
}

static bool gather(struct app *app)
{
    struct gathering g = {.out = &app->hits, .most = HITS_MOST};
    struct error e = {0};

    app->hits.n = 0;
    if (!soan_search(app->report, text_view(&app->words), add_hit, &g, &e)) {
        app_fail(app, &e);
        return false;
    }
    return true;
}

static void count_live(void *arg, struct text_view typed, struct text *out)
{
    struct app *app = arg;
    struct gathering g = {.most = LIVE_MOST};
    struct error e = {0};

    if (!typed.len || app->totals.words > LIVE_WORDS) {
        text_append_str(out, _("Typed without tones it finds words with any tone."));
    } else if (!soan_search(app->report, typed, add_hit, &g, &e)) {
        text_append(out, text_view(&e.message));
        error_free(&e);
    } else if (g.n >= LIVE_MOST) {
        text_printf(out, _("more than %d hits"), LIVE_MOST);
    } else {
        text_printf(out, soan_ngettext("%zu hit", "%zu hits", g.n), g.n);
    }
}

static void say_where(struct app *app, bool back)
{
    struct text what = {0};
    text_printf(&what, _("“%s”, ^N next, ^P previous"), text_str(&app->words));
    spots_step(app, &app->hits, back, text_str(&what));
    text_free(&what);
}

void find_ask(struct app *app)
{
    struct text words = text_copy(text_view(&app->words));
    struct text_view chosen = {0};
    size_t from, to;

    if (app->focus == PANE_TEXT && text_editor_selection(&app->doc.ed, &from, &to)) {
        chosen = text_view_part(text_view(&app->doc.ed.text), from, to);
    }
    if (chosen.len && chosen.len < 200 && !memchr(chosen.bytes, '\n', chosen.len)) {
        text_clear(&words);
        text_append(&words, chosen);
        text_editor_goto(&app->doc.ed, from);
        text_editor_select(&app->doc.ed, false);
    }
    struct prompt p = {.title = _("Find in the whole report"), .live = count_live, .arg = app, .again = true};
    if (dialog_prompt(app, &p, &words) && words.len) {
        text_free(&app->words);
        app->words = text_take(&words);
        app->trail = TRAIL_HITS;
        if (gather(app)) {
            say_where(app, false);
        }
    }
    text_free(&words);
}

void find_next(struct app *app, bool back)
{
    if (!app->words.len) {
        find_ask(app);
    } else if (gather(app)) {
        say_where(app, back);
    }
}

/* ---- sections ---- */

struct wanted {
    struct app *app;
    struct viet_pattern *words;
    int64_t *id;
    size_t n, cap;
};

static bool add_wanted(const struct soan_section *s, void *arg)
{
    struct wanted *w = arg;
    struct text heading = {0};
    size_t from, to;

    treepane_heading(w->app, s, &heading);
    if (viet_pattern_find(w->words, text_view(&heading), 0, &from, &to)) {
        mem_grow((void **)&w->id, &w->cap, w->n + 1, sizeof(*w->id));
        w->id[w->n++] = s->id;
    }
    text_free(&heading);
    return w->n < LIVE_MOST;
}

static void wanted_row(void *arg, size_t i, int cols, struct text *out)
{
    struct wanted *w = arg;
    (void)cols;
    treepane_where(w->app, w->id[i], out);
}

static void go_to_section(struct app *app, int64_t id)
{
    struct error e = {0};
    if (app_open_section(app, id, 0)) {
        if (!tree_reveal(&app->tree, id, &e)) {
            app_fail(app, &e);
        }
        app_focus(app, PANE_TEXT);
    }
}

void find_goto(struct app *app)
{
    struct text typed = {0};
    struct wanted w = {.app = app};
    struct error e = {0};
    int64_t id;
    struct prompt p = {
        .title = _("Go to a section"),
        .about = text_view_of(_("Its path (P1/I/1/1.1), its id (#12) or words of its title:")),
    };

    if (dialog_prompt(app, &p, &typed) && typed.len) {
        if (soan_section_find(app->report, text_str(&typed), &id, &e)) {
            go_to_section(app, id);
        } else {
            w.words = viet_pattern_new(text_view(&typed));
            struct error ignored = {0};
            if (w.words && soan_section_walk(app->report, 0, add_wanted, &w, &ignored) && w.n) {
                struct list l = {.title = _("Sections"), .keys = _("Enter goes there  Esc closes"), .n = w.n,
                                 .row = wanted_row, .arg = &w};
                if (w.n == 1 || list_run(app, &l)) {
                    go_to_section(app, w.id[w.n == 1 ? 0 : l.cursor]);
                }
                error_free(&e);
            } else {
                app_fail(app, &e);
            }
            error_free(&ignored);
            viet_pattern_free(&w.words);
        }
    }
    mem_free(&w.id);
    text_free(&typed);
}
