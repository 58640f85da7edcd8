/*
 * The suggestions of the open section as marks in its text. They are read when the section is opened and when somebody
 * changed something; while one types they are only carried along.
 */
#include <stdlib.h>
#include <string.h>

#include "tui/app.h"

enum { ROUND = 64 };          /* bytes on both sides that tell whether a suggestion still fits as it did */

static void item_free(struct suggested *x)
{
    soan_suggestion_free(&x->s);
    soan_fitting_free(&x->base);
    soan_fitting_free(&x->now);
    text_free(&x->seen);
}

static void clear(struct marks *m)
{
    for (size_t i = 0; i < m->n; i++) {
        item_free(&m->item[i]);
    }
    m->n = m->marks = 0;
}

void marks_free(struct marks *m)
{
    clear(m);
    mem_free(&m->item);
    mem_free(&m->mark);
    *m = (struct marks){0};
}

/* ---- what is drawn ---- */

static bool starts_letter(struct text_view v, size_t pos)
{
    return pos == v.len || (pos < v.len && ((unsigned char)v.bytes[pos] & 0xC0) != 0x80);
}

static int by_place(const void *a, const void *b)
{
    const struct flow_mark *x = a, *y = b;
    if (x->from != y->from) {
        return x->from < y->from ? -1 : 1;
    }
    return (x->to > y->to) - (x->to < y->to);
}

static bool same_mark(const struct flow_mark *a, const struct flow_mark *b)
{
    return a->from == b->from && a->to == b->to && a->doubtful == b->doubtful && text_view_equal(a->with, b->with);
}

/* If all are accepted, the first of two that want the same words changed is taken. */
static bool in_the_way(const struct marks *m, size_t before, const struct flow_mark *of)
{
    for (size_t i = 0; i < before; i++) {
        const struct flow_mark *x = &m->mark[i];
        if (!same_mark(x, of) && x->from < of->to && of->from < x->to) {
            return true;
        }
    }
    return false;
}

static void add_marks(struct app *app, const struct suggested *x)
{
    struct marks *m = &app->marks;
    struct text_view text = text_view(&app->doc.ed.text);
    const struct soan_fitting *f = x->retyped ? &x->now : &x->base;
    size_t shift = x->from - f->from, before = m->marks; /* wraps round where it moves back */
    bool fits = f->how != SOAN_FIT_CHANGED && f->how != SOAN_FIT_DELETED, barred = false;

    if (m->result && !fits) {
        return;
    }
    for (size_t i = 0; i < f->n; i++) {
        const struct soan_hunk *h = &f->hunk[i];
        struct flow_mark mark = {h->from + shift, h->to + shift, text_view(&h->with), !fits, 0};
        /* Somebody's change that is not taken in yet: the next reading puts it right. */
        if (mark.from > mark.to || !starts_letter(text, mark.from) || !starts_letter(text, mark.to)) {
            continue;
        }
        barred = barred || (m->result && in_the_way(m, before, &mark));
        mem_grow((void **)&m->mark, &m->mark_cap, m->marks + 1, sizeof(*m->mark));
        m->mark[m->marks++] = mark;
    }
    m->marks = barred ? before : m->marks;
}

static void draw_marks(struct app *app)
{
    struct marks *m = &app->marks;
    size_t kept = 0;

    m->marks = 0;
    for (size_t i = 0; i < m->n; i++) {
        add_marks(app, &m->item[i]);
    }
    if (m->marks > 1) {
        qsort(m->mark, m->marks, sizeof(*m->mark), by_place);
    }
    for (size_t i = 0; i < m->marks; i++) {
        if (!kept || !same_mark(&m->mark[kept - 1], &m->mark[i])) {
            m->mark[kept++] = m->mark[i];
        }
    }
    m->marks = kept;
    enum flow_show show = m->result ? FLOW_RESULT : term_signs() ? FLOW_SIGNED : FLOW_MARKED;
    flow_set_marks(&app->flow, m->mark, m->marks, show);
}

/* ---- where they are ---- */

static struct text_view round_it(struct text_view text, size_t from, size_t to)
{
    return text_view_part(text, from > ROUND ? from - ROUND : 0, to + ROUND);
}

void marks_carry(size_t *from, size_t *to, const struct text_changes *c)
{
    for (size_t i = 0; i < c->n; i++) {
        const struct text_change *x = &c->item[i];
        bool words = *from < *to;
        *from = text_map_position(*from, x->pos, x->removed.len, x->inserted.len, TEXT_GRAVITY_RIGHT);
        *to = text_map_position(*to, x->pos, x->removed.len, x->inserted.len,
                                words ? TEXT_GRAVITY_LEFT : TEXT_GRAVITY_RIGHT);
        *to = *to < *from ? *from : *to;
    }
}

static void follow(struct app *app, struct suggested *x)
{
    struct text_view text = text_view(&app->doc.ed.text);
    const struct text_changes *c = &app->doc.ed.changes;

    x->from = x->base.from;
    x->to = x->base.to;
    marks_carry(&x->from, &x->to, c);
    bool was_retyped = x->retyped;
    x->retyped = c->n > 0 && !text_view_equal(round_it(text, x->from, x->to), text_view(&x->seen));
    if (x->retyped) {
        struct soan_suggestion s = x->s;
        marks_carry(&s.from, &s.to, c);
        soan_suggestion_fit(&s, text, &x->now);
        x->from = x->now.from;
        x->to = x->now.to;
    } else if (was_retyped) {
        soan_fitting_free(&x->now);
    }
}

void marks_follow(struct app *app)
{
    remarks_follow(app);
    if (!app->marks.n) {
        return;
    }
    for (size_t i = 0; i < app->marks.n; i++) {
        follow(app, &app->marks.item[i]);
    }
    draw_marks(app);
}

static void see(struct suggested *x, struct text_view text)
{
    soan_suggestion_fit(&x->s, text, &x->base);
    x->from = x->base.from;
    x->to = x->base.to;
    text_clear(&x->seen);
    text_append(&x->seen, round_it(text, x->from, x->to));
    soan_fitting_free(&x->now);
    x->retyped = false;
}

static void move_on(struct suggested *x, struct text_view text)
{
    size_t shift = x->from - x->base.from;
    x->base.from = x->from;
    x->base.to = x->to;
    for (size_t i = 0; i < x->base.n; i++) {
        x->base.hunk[i].from += shift;
        x->base.hunk[i].to += shift;
    }
    text_clear(&x->seen);
    text_append(&x->seen, round_it(text, x->from, x->to));
}

void marks_settle(struct app *app)
{
    struct text_view text = text_view(&app->doc.ed.text);

    remarks_settle(app);
    for (size_t i = 0; i < app->marks.n; i++) {
        struct suggested *x = &app->marks.item[i];
        if (x->retyped) {
            x->s.from = x->from;
            x->s.to = x->to;
            see(x, text);
        } else {
            x->s.from += x->from - x->base.from;
            x->s.to += x->from - x->base.from;
            move_on(x, text);
        }
    }
    if (app->marks.n) {
        draw_marks(app);
    }
}

/* ---- reading ---- */

static bool add(const struct soan_suggestion *s, void *arg)
{
    struct app *app = arg;
    struct marks *m = &app->marks;

    mem_grow((void **)&m->item, &m->cap, m->n + 1, sizeof(*m->item));
    struct suggested *x = &m->item[m->n++];
    *x = (struct suggested){0};
    soan_suggestion_copy(&x->s, s);
    see(x, text_view(&app->doc.ed.text));
    return true;
}

void marks_load(struct app *app)
{
    struct error e = {0};
    size_t before = app->marks.n;

    if (document_pending(&app->doc)) {
        return;
    }
    remarks_load(app);
    clear(&app->marks);
    if (app->doc.id && !soan_suggestion_each(app->report, app->doc.id, true, add, app, &e)) {
        error_free(&e); /* none are shown; whoever reads next says what is wrong */
        clear(&app->marks);
    }
    if (app->marks.n || before) {
        draw_marks(app);
        app->dirty |= DIRTY_TEXT | DIRTY_HEADING;
    }
}

const struct suggested *marks_at(const struct app *app, size_t pos)
{
    const struct suggested *found = NULL;

    for (size_t i = 0; i < app->marks.n; i++) {
        const struct suggested *x = &app->marks.item[i];
        bool here = x->from <= pos && pos <= x->to;
        bool own = here && strcmp(text_str(&x->s.author), soan_report_member(app->report)) == 0;
        if (here && (!found || own)) {
            found = x;
        }
    }
    return found;
}

void marks_toggle_result(struct app *app)
{
    if (!app->marks.n && !app->marks.result) {
        app_say(app, _("Nobody suggests other words for this section."));
        return;
    }
    app->marks.result = !app->marks.result;
    draw_marks(app);
    textpane_follow(app);
    app->dirty |= DIRTY_TEXT | DIRTY_HEADING;
    if (app->marks.result) {
        app_say(app, _("Shown as if all suggestions that fit were accepted; the text itself is as it was. Again: the marks."));
    }
}
