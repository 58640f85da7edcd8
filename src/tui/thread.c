/*
 * A comment with all that was answered and decided, to be read; answered, decided, gone to.
 */
#include <stdlib.h>

#include "tui/comments.h"

struct thread {
    struct app *app;
    int64_t id;
    struct soan_comment *item;        /* the comment, then its replies */
    size_t n, cap;
    struct text *line;
    size_t lines, line_cap;
    int cols;                         /* that the lines were made for */
    struct list *list;
};

static bool add(const struct soan_comment *c, void *arg)
{
    struct thread *t = arg;
    if (c->id == t->id || c->parent == t->id) {
        mem_grow((void **)&t->item, &t->cap, t->n + 1, sizeof(*t->item));
        soan_comment_copy(&t->item[t->n++], c);
    }
    return true;
}

static void clear(struct thread *t)
{
    for (size_t i = 0; i < t->n; i++) {
        soan_comment_free(&t->item[i]);
    }
    t->n = 0;
}

static bool load(struct thread *t)
{
    struct soan_comment c = {0};
    struct error e = {0};

    clear(t);
    t->cols = 0;
    bool ok = soan_comment_get(t->app->report, t->id, &c, &e) && soan_comment_each(t->app->report, c.section, add, t, &e);
    soan_comment_free(&c);
    if (!ok) {
        app_fail(t->app, &e);
    }
    return ok && t->n > 0;
}

/* ---- lines ---- */

static void put_line(struct thread *t, int indent, struct text_view v)
{
    mem_grow((void **)&t->line, &t->line_cap, t->lines + 1, sizeof(*t->line));
    struct text *line = &t->line[t->lines++];
    *line = (struct text){0};
    text_printf(line, "%*s", indent, "");
    text_append(line, v);
}

static void put(struct thread *t, int indent, struct text_view v)
{
    struct text_wrap w = {.width = t->cols > indent + 1 ? t->cols - indent : 1};
    struct text_lines lines = {0};

    for (size_t from = 0; from <= v.len;) {
        size_t to = text_view_find(v, TEXT_LIT("\n"), from);
        struct text_view p = text_view_part(v, from, to);
        text_wrap(p, &w, &lines);
        for (size_t i = 0; i < lines.n; i++) {
            put_line(t, indent, text_view_part(p, lines.start[i], i + 1 < lines.n ? lines.start[i + 1] : p.len));
        }
        from = to == SIZE_MAX ? v.len + 1 : to + 1;
    }
    text_lines_free(&lines);
}

static void put_text(struct thread *t, int indent, struct text *line)
{
    put(t, indent, text_view(line));
    text_clear(line);
}

/* What it is about: where, which words, what they are now. */
static void put_subject(struct thread *t)
{
    const struct soan_comment *c = &t->item[0];
    enum soan_anchor state = soan_anchor_state(c);
    struct text line = {0}, text = {0};

    treepane_where(t->app, c->section, &line);
    text_printf(&line, " [%s]", c->binned ? _("in the bin") : comment_anchor(state));
    put_text(t, 0, &line);
    if (c->figure.len) {
        text_printf(&line, "{%s}", text_str(&c->figure));
        put_text(t, 0, &line);
    }
    if (c->quote.len) {
        text_printf(&line, "“%s”", text_str(&c->quote));
        put_text(t, 0, &line);
    }
    if (state == SOAN_ANCHOR_CHANGED && soan_section_text(t->app->report, c->section, &text, NULL, NULL)) {
        struct text_view now = text_view_part(text_view(&text), c->from, c->to);
        text_printf(&line, _("Now: “%.*s”"), (int)now.len, now.bytes);
        put_text(t, 0, &line);
    }
    if (c->copy.len) {
        text_printf(&line, _("On paper: copy %s, page %lld, line %lld"), text_str(&c->copy), (long long)c->page,
                    (long long)c->line);
        put_text(t, 0, &line);
    }
    text_free(&line);
    text_free(&text);
}

static void put_outcome(struct thread *t)
{
    const struct soan_comment *c = &t->item[0];
    struct text line = {0};

    if (!c->resolved) {
        return;
    }
    put(t, 0, TEXT_LIT(""));
    text_printf(&line, "%s %s, %s ", term_ascii() ? "=" : "→", comment_stand(c), text_str(&c->decided_by));
    when_short(c->decided_at, &line);
    put_text(t, 0, &line);
    if (c->reason.len) {
        put(t, 2, text_view(&c->reason));
    }
    if (c->answer) {
        text_printf(&line, _("answered by edit #%lld"), (long long)c->answer);
        put_text(t, 2, &line);
    }
    text_free(&line);
}

static void lay_out(struct thread *t, int cols)
{
    struct text line = {0};

    for (size_t i = 0; i < t->lines; i++) {
        text_free(&t->line[i]);
    }
    t->lines = 0;
    t->cols = cols;
    put_subject(t);
    for (size_t i = 0; i < t->n; i++) {
        const struct soan_comment *c = &t->item[i];
        int indent = i ? 4 : 0;
        const char *stand = i || c->draft || c->withdrawn ? comment_stand(c) : "";
        put(t, 0, TEXT_LIT(""));
        comment_who(c, &line);
        text_printf(&line, "%s%s%s", c->kind ? ", " : "", c->kind ? _(soan_opinion_name(c->kind)) : "", *stand ? " [" : "");
        text_printf(&line, "%s%s", stand, *stand ? "]" : "");
        put_text(t, indent, &line);
        put(t, indent + 2, text_view(&c->body));
    }
    put_outcome(t);
    text_free(&line);
    t->list->n = t->lines;
}

/* The width is known only here: after the window changed its size the lines are made anew. */
static void row(void *arg, size_t i, int cols, struct text *out)
{
    struct thread *t = arg;

    if (t->cols != cols) {
        lay_out(t, cols);
    }
    if (i < t->lines) {
        text_append(out, text_view(&t->line[i]));
    }
}

/* ---- what is done there ---- */

static bool other(const struct key_event *k)
{
    enum action a = action_of_key(k, IN_TEXT);
    return k->key == K_ENTER || k->key == K_F5 || k->key == K_DELETE || a == ACT_NEXT || a == ACT_PREV;
}

static void reply(struct thread *t)
{
    struct soan_comment c = {.parent = t->id, .draft = t->item[0].draft};
    struct text about = {0};
    struct error e = {0};
    int64_t id;

    if (!app_may(t->app, SOAN_RIGHT_COMMENT)) {
        return;
    }
    comment_who(&t->item[0], &about);
    text_append_str(&about, ": ");
    text_ellipsize(text_view(&t->item[0].body), 300, &about);
    struct prompt p = {.title = _("Reply"), .about = text_view(&about)};
    if (dialog_prompt(t->app, &p, &c.body) && c.body.len) {
        if (soan_comment_add(t->app->report, &c, &id, &e)) {
            app_say(t->app, _("Answered."));
        } else {
            app_fail(t->app, &e);
        }
        comment_changed(t->app);
    }
    text_free(&about);
    soan_comment_free(&c);
}

struct neighbours { int64_t id, before, after, last, first; bool passed; };

static bool look_for(const struct soan_comment_spot *c, void *arg)
{
    struct neighbours *n = arg;
    n->first = n->first ? n->first : c->id;
    if (c->id == n->id) {
        n->passed = true;
        n->before = n->last;
    } else if (n->passed && !n->after) {
        n->after = c->id;
    }
    n->last = c->id;
    return true;
}

/* On to the next open comment of the report, round its ends. */
static void step(struct thread *t, bool back)
{
    struct neighbours n = {.id = t->id};
    struct error e = {0};

    if (!soan_comment_spots(t->app->report, 0, t->id, look_for, &n, &e)) {
        app_fail(t->app, &e);
        return;
    }
    t->id = back ? (n.before ? n.before : n.last) : (n.after ? n.after : n.first);
    t->list->cursor = t->list->top = 0;
}

bool comment_thread(struct app *app, int64_t id)
{
    struct text title = {0};
    struct list l = {.keys = _("Enter goes to the words  F5 reply  Del decide  ^N ^P others  Esc closes"),
                     .row = row, .other = other, .reading = true, .full = true};
    struct thread t = {.app = app, .id = id, .list = &l};
    bool went = false;

    l.arg = &t;
    while (!went && load(&t)) {
        lay_out(&t, term_cols() - 6);
        text_clear(&title);
        text_printf(&title, "%s #%lld", _("Comment"), (long long)t.id);
        l.title = text_str(&title);
        if (!list_run(app, &l)) {
            break;
        }
        enum action a = action_of_key(&l.key, IN_TEXT);
        if (l.key.key == K_ENTER) {
            went = comment_go(app, &t.item[0]);
        } else if (l.key.key == K_F5) {
            reply(&t);
        } else if (l.key.key == K_DELETE) {
            comment_decide(app, &t.item[0]);
        } else {
            step(&t, a == ACT_PREV);
        }
    }
    clear(&t);
    mem_free(&t.item);
    for (size_t i = 0; i < t.lines; i++) {
        text_free(&t.line[i]);
    }
    mem_free(&t.line);
    text_free(&title);
    return went;
}
