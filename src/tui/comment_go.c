/*
 * Going to comments, one after the other; making drafts seen.
 */
#include <stdlib.h>

#include "tui/comments.h"

bool comment_go(struct app *app, const struct soan_comment *c)
{
    struct spot to = {c->section, !c->anchored, c->from, c->to};
    int64_t id = c->parent ? c->parent : c->id;

    if (c->binned) {
        app_say(app, _("The section is in the bin: restore it to see the words. What was said is in the thread, F5."));
        return false;
    }
    if (!app_go(app, &to)) {
        return false;
    }
    app->trail = TRAIL_COMMENTS;
    app->hit_comment = id;
    return true;
}

void comment_publish(struct app *app)
{
    struct text question = {0};
    struct error e = {0};
    size_t n = 0;

    if (!soan_comment_drafts(app->report, &n, &e)) {
        app_fail(app, &e);
        return;
    }
    if (!n) {
        app_say(app, _("You have no drafts: there is nothing to publish."));
        return;
    }
    text_printf(&question, soan_ngettext("%zu draft is seen by all members from then on. It can be withdrawn until somebody answers.",
                                         "%zu drafts are seen by all members from then on. Each can be withdrawn until somebody answers.", n), n);
    if (dialog_confirm(app, _("Publish your drafts?"), text_view(&question), _("publish"))) {
        if (soan_comment_publish(app->report, &n, &e)) {
            app_say(app, soan_ngettext("%zu comment published.", "%zu comments published.", n), n);
        } else {
            app_fail(app, &e);
        }
        comment_changed(app);
    }
    text_free(&question);
}

/* ---- one after the other ---- */

struct gathering { struct spots spots; int64_t *id; size_t cap; };

static bool add_spot(const struct soan_comment_spot *c, void *arg)
{
    struct gathering *g = arg;
    if (!c->binned) {
        mem_grow((void **)&g->id, &g->cap, g->spots.n + 1, sizeof(*g->id));
        g->id[g->spots.n] = c->id;
        spots_add(&g->spots, (struct spot){c->section, !c->anchored, c->from, c->to});
    }
    return true;
}

/* From the one that was gone to to its neighbour, also where both are about the same words; else to the one next to the
 * cursor. */
static void step(struct app *app, const struct gathering *g, bool back)
{
    size_t n = g->spots.n, i = 0;

    while (i < n && (!app->hit.section || g->id[i] != app->hit_comment)) {
        i++;
    }
    if (i < n) {
        i = back ? (i + n - 1) % n : (i + 1) % n;
        i = app_go(app, &g->spots.item[i]) ? i : n;
    } else {
        spots_step(app, &g->spots, back, _("Comment"));
        i = 0;
        while (i < n && (g->spots.item[i].section != app->hit.section || g->spots.item[i].from != app->hit.from ||
                         g->spots.item[i].to != app->hit.to || g->spots.item[i].in_title != app->hit.in_title)) {
            i++;
        }
    }
    app->hit_comment = i < n ? g->id[i] : 0;
    if (i < n) {
        app_say(app, "%s: %zu/%zu", _("Comment"), i + 1, n);
    }
}

void comments_next(struct app *app, bool back)
{
    struct gathering g = {0};
    struct error e = {0};

    app->trail = TRAIL_COMMENTS;
    if (!soan_comment_spots(app->report, 0, 0, add_spot, &g, &e)) {
        app_fail(app, &e);
    } else if (!g.spots.n) {
        app_say(app, _("No open comments."));
    } else {
        step(app, &g, back);
    }
    mem_free(&g.spots.item);
    mem_free(&g.id);
}
