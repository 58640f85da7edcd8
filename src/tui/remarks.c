/*
 * The open comments of the open section in its text: words marked, a sign beside their lines, what is said at the cursor
 * below the text. They are read when the section is opened and when somebody changed something; while one types they are
 * only carried along.
 */
#include <stdlib.h>

#include "soan/review.h"
#include "tui/comments.h"
#include "tui/dialog.h"

enum { SAID_ROWS = 3, SAID_ROWS_SMALL = 2, SMALL_SCREEN = 22 };

void remarks_free(struct remarks *l)
{
    mem_free(&l->item);
    mem_free(&l->cover);
    text_free(&l->said);
    text_free(&l->behalf);
    text_free(&l->paper);
    *l = (struct remarks){0};
}

/* Overlapping comments are one stretch of marked words. */
static void draw_covers(struct app *app)
{
    struct remarks *l = &app->remarks;

    l->covers = 0;
    for (size_t i = 0; i < l->n; i++) {
        const struct remark *x = &l->item[i];
        struct soan_hunk *last = l->covers ? &l->cover[l->covers - 1] : NULL;
        if (!x->words || x->from == x->to) {
            continue;
        }
        if (last && x->from <= last->to) {
            last->to = last->to > x->to ? last->to : x->to;
            continue;
        }
        mem_grow((void **)&l->cover, &l->cover_cap, l->covers + 1, sizeof(*l->cover));
        l->cover[l->covers++] = (struct soan_hunk){.from = x->from, .to = x->to};
    }
}

static bool add(const struct soan_comment_spot *c, void *arg)
{
    struct remarks *l = arg;

    mem_grow((void **)&l->item, &l->cap, l->n + 1, sizeof(*l->item));
    l->item[l->n++] = (struct remark){.id = c->id, .words = c->anchored, .base_from = c->from, .base_to = c->to,
                                      .from = c->from, .to = c->to, .replies = c->replies};
    return true;
}

void remarks_load(struct app *app)
{
    struct remarks *l = &app->remarks;
    struct error e = {0};
    bool before = l->n > 0;

    l->n = 0;
    l->here = 0;
    if (app->doc.id && !soan_comment_spots(app->report, app->doc.id, 0, add, l, &e)) {
        error_free(&e); /* none are shown; F5 says what is wrong */
        l->n = 0;
    }
    draw_covers(app);
    app->dirty |= before || l->n ? DIRTY_TEXT | DIRTY_HEADING : 0;
}

void remarks_follow(struct app *app)
{
    const struct text_changes *c = &app->doc.ed.changes;

    if (!app->remarks.n) {
        return;
    }
    for (size_t i = 0; i < app->remarks.n; i++) {
        struct remark *x = &app->remarks.item[i];
        x->from = x->base_from;
        x->to = x->base_to;
        marks_carry(&x->from, &x->to, c);
    }
    draw_covers(app);
}

void remarks_settle(struct app *app)
{
    for (size_t i = 0; i < app->remarks.n; i++) {
        struct remark *x = &app->remarks.item[i];
        x->base_from = x->from;
        x->base_to = x->to;
    }
    app->remarks.here = 0; /* what is said of its words may be another thing now */
}

/* Of several the one with the fewest words: who marked more can be reached from elsewhere. */
const struct remark *remarks_here(const struct app *app)
{
    const struct remarks *l = &app->remarks;
    const struct remark *found = NULL;
    bool gone_to = app->hit.section == app->doc.id && app->hit_comment;
    size_t at = app->doc.ed.cursor;

    if (!app->doc.id || (app->focus != PANE_TEXT && !gone_to)) {
        return NULL;
    }
    for (size_t i = 0; i < l->n; i++) {
        const struct remark *x = &l->item[i];
        if (gone_to && x->id == app->hit_comment) {
            return x;
        }
        if (x->words && x->from <= at && at <= x->to && (!found || x->to - x->from < found->to - found->from)) {
            found = x;
        }
    }
    return found;
}

/* ---- below the text ---- */

static void say(struct app *app, const struct remark *x)
{
    struct remarks *l = &app->remarks;
    struct soan_comment c = {0};
    struct error e = {0};

    text_clear(&l->said);
    l->here = x->id;
    l->nth = (size_t)(x - l->item) + 1;
    if (!soan_comment_get(app->report, x->id, &c, &e)) {
        error_free(&e);
        return;
    }
    comment_who(&c, &l->said);
    enum soan_anchor state = soan_anchor_state(&c);
    if (state >= SOAN_ANCHOR_MOVED) {
        text_printf(&l->said, " [%s]", comment_anchor(state));
    }
    text_append_str(&l->said, ": ");
    struct text line = {0};
    text_clean_line(text_view(&c.body), &line, NULL);
    text_append(&l->said, text_view(&line));
    if (x->replies) {
        text_printf(&l->said, soan_ngettext(" (%u reply)", " (%u replies)", x->replies), x->replies);
    }
    text_free(&line);
    soan_comment_free(&c);
}

void remarks_look(struct app *app)
{
    struct remarks *l = &app->remarks;
    const struct remark *x;

    if (!app->report || app->overlay || (!l->n && !l->rows)) {
        return;
    }
    x = remarks_here(app);
    int rows = !x ? 0 : term_rows() < SMALL_SCREEN ? SAID_ROWS_SMALL : SAID_ROWS;
    if (x && x->id != l->here) {
        say(app, x);
        app->dirty |= DIRTY_TEXT;
    }
    if (!x) {
        l->here = 0;
    }
    if (rows != l->rows) {
        app->text_rect.rows += l->rows - rows;
        l->rows = rows;
        app->dirty |= DIRTY_TEXT;
        textpane_follow(app);
    }
}

void remarks_draw(struct app *app)
{
    const struct remarks *l = &app->remarks;
    struct rect r = {app->text_rect.row + app->text_rect.rows, app->text_rect.col, l->rows - 1, app->text_rect.cols};
    struct text title = {0}, cut = {0};

    if (!l->rows) {
        return;
    }
    term_hline(r.row, r.col - 1, r.cols + 1);
    text_printf(&title, _(" Comment %zu/%zu, F5 "), l->nth, l->n);
    term_put(r.row, r.col, r.cols, text_view(&title), ROLE_DIALOG_TITLE);
    r.row++;
    for (int i = 0; i < r.rows; i++) {
        term_blank(r.row + i, r.col - 1, r.cols + 1, ROLE_TEXT);
    }
    text_ellipsize(text_view(&l->said), r.cols * r.rows - 8 * (r.rows - 1), &cut);
    dialog_put_wrapped(r, 0, text_view(&cut), ROLE_TEXT);
    text_free(&title);
    text_free(&cut);
}
