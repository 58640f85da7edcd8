/* Taking suggestions up: those of a section become one step of its text; what does not fit stays open. */
#include <inttypes.h>
#include <stdlib.h>

#include "report/ledger.h"
#include "report/session.h"
#include "report/suggestion.h"

struct chosen {
    struct soan_suggestion s;
    struct anchor now;        /* while others before it are taken up */
    bool taken;
};

struct accepting {
    const int64_t *id;
    size_t n;
    struct chosen *item;      /* by section, place, id */
    int64_t step;             /* of all sections, 0 if it is one */
    soan_kept_fn *kept;
    void *arg;
    size_t accepted;
};

static void free_all(struct accepting *x)
{
    for (size_t i = 0; x->item && i < x->n; i++) {
        soan_suggestion_free(&x->item[i].s);
        text_free(&x->item[i].now.quote);
    }
    mem_free(&x->item);
}

static int by_place(const void *a, const void *b)
{
    const struct soan_suggestion *x = &((const struct chosen *)a)->s, *y = &((const struct chosen *)b)->s;
    if (x->section != y->section)
        return x->section < y->section ? -1 : 1;
    if (x->from != y->from)
        return x->from < y->from ? -1 : 1;
    return (x->id > y->id) - (x->id < y->id);
}

static bool load_all(struct gate *g, struct accepting *x, struct error *e)
{
    x->item = mem_array(x->n + 1, sizeof *x->item);
    for (size_t i = 0; i < x->n; i++) {
        struct soan_suggestion *s = &x->item[i].s;
        if (!soan_suggestion_get(g->r, x->id[i], s, e))
            return false;
        x->item[i].now = (struct anchor){s->id, s->from, s->to, text_copy(text_view(&s->was))};
    }
    if (x->n > 1)
        qsort(x->item, x->n, sizeof *x->item, by_place);
    return true;
}

static void keep(struct accepting *x, const struct chosen *c, const char *why)
{
    if (x->kept)
        x->kept(c->s.id, why, x->arg);
}

/* ---- one section ---- */

/* In one line, not all of what is long. */
static void shorten(struct text_view v, struct text *out)
{
    enum { SHOWN = 60 };
    struct text line = {0};
    text_clean_line(v, &line, NULL);
    text_ellipsize(text_view(&line), SHOWN, out);
    text_free(&line);
}

static void tell_changed(const struct chosen *c, const struct soan_fitting *f, struct text_view body, struct text *out)
{
    struct text was = {0}, now = {0};
    shorten(text_view(&c->s.was), &was);
    shorten(text_view_part(body, f->from, f->to), &now);
    if (f->how == SOAN_FIT_DELETED)
        text_printf(out, _("the words \"%s\" are gone"), text_str(&was));
    else
        text_printf(out, _("the words \"%s\" were changed to \"%s\""), text_str(&was), text_str(&now));
    text_free(&was);
    text_free(&now);
}

/* Those that were to put words in at the place where words were put in just now come behind them. */
static void come_behind(struct accepting *x, size_t from, size_t to, const struct chosen *c, struct text_view body)
{
    for (size_t i = from; c->s.was.len == 0 && i < to; i++) {
        struct chosen *other = &x->item[i];
        if (other == c || other->s.was.len || other->now.start != c->now.stop)
            continue;
        text_clear(&other->s.before);
        text_clear(&other->s.after);
        anchor_context(body, c->now.stop, c->now.stop, &other->s.before, &other->s.after);
    }
}

/* What it changes goes to the end of `all`; every other anchor of the section is carried along. */
static bool take(struct accepting *x, size_t from, size_t to, size_t at, struct text *body, struct text_changes *all)
{
    struct chosen *c = &x->item[at];
    struct soan_fitting f = {0};
    struct text_changes mine = {0};
    struct text why = {0};
    c->s.from = c->now.start;
    c->s.to = c->now.stop;
    c->taken = soan_suggestion_fit(&c->s, text_view(body), &f);
    if (!c->taken) {
        tell_changed(c, &f, text_view(body), &why);
        keep(x, c, text_str(&why));
    }
    size_t stop = f.to;
    for (size_t i = 0; c->taken && i < f.n; i++)
        stop = stop + f.hunk[i].with.len - (f.hunk[i].to - f.hunk[i].from);
    if (c->taken)
        fitting_changes(&f, text_view(body), &mine);
    bool ok = changes_apply(&mine, body);
    for (size_t i = from; ok && i < to; i++)
        for (size_t k = 0; i != at && k < mine.n; k++)
            anchor_map(&x->item[i].now, &mine.item[k]);
    if (c->taken) {
        c->now.start = f.from;
        c->now.stop = stop;
        come_behind(x, from, to, c, text_view(body));
    }
    changes_copy(all, &mine);
    text_changes_free(&mine);
    soan_fitting_free(&f);
    text_free(&why);
    return ok;
}

static void names_of(const struct accepting *x, size_t from, size_t to, struct text *out)
{
    for (size_t i = from; i < to; i++) {
        struct text_view name = text_view(&x->item[i].s.author);
        bool told = false;
        for (size_t k = from; k < i; k++)
            told = told || (x->item[k].taken && text_view_equal(text_view(&x->item[k].s.author), name));
        if (!x->item[i].taken || told)
            continue;
        text_append_str(out, out->len ? ", " : "");
        text_append(out, name);
    }
}

/* Others that put words in at the very place of this one. */
struct beside { int64_t *id; size_t n, cap; };

static bool beside(struct gate *g, const struct chosen *c, struct beside *l, struct error *e)
{
    struct query q = query(g->r, "SELECT id FROM suggestion WHERE section = :section AND pending = 1 AND id <> :id"
                                 " AND start = :at AND stop = :at AND was = ''");
    query_int(&q, ":section", c->s.section);
    query_int(&q, ":id", c->s.id);
    query_int(&q, ":at", (int64_t)c->now.start);
    while (c->s.was.len == 0 && query_row(&q)) {
        mem_grow((void **)&l->id, &l->cap, l->n + 1, sizeof *l->id);
        l->id[l->n++] = query_get(&q, 0);
    }
    return query_end(&q, e);
}

/* Those made before it stay before its words, the others come behind them: so they stand in the order in which they were made,
 * whichever is taken up first. */
static bool put_beside(struct gate *g, const struct chosen *c, int64_t id, struct text_view body, struct error *e)
{
    size_t at = id < c->s.id ? c->now.start : c->now.stop;
    struct text before = {0}, after = {0};
    anchor_context(body, at, at, &before, &after);
    struct query q = query(g->r, "UPDATE suggestion SET start = :at, stop = :at, before = CASE WHEN id < :id THEN before ELSE"
                                 " :before END, after = CASE WHEN id < :id THEN :after ELSE after END WHERE id = :other");
    query_int(&q, ":at", (int64_t)at);
    query_int(&q, ":id", c->s.id);
    query_view(&q, ":before", text_view(&before));
    query_view(&q, ":after", text_view(&after));
    query_int(&q, ":other", id);
    bool ok = query_run(&q, e);
    text_free(&before);
    text_free(&after);
    return ok;
}

static bool settle(struct gate *g, const struct accepting *x, size_t from, size_t to, struct error *e)
{
    bool ok = true;
    for (size_t i = from; ok && i < to; i++) {
        if (!x->item[i].taken)
            continue;
        struct query q = query(g->r, "UPDATE suggestion SET state = 'accepted', pending = 0, decided = :row, start = :start,"
                                     " stop = :stop WHERE id = :id");
        query_int(&q, ":row", g->row);
        query_int(&q, ":start", (int64_t)x->item[i].now.start);
        query_int(&q, ":stop", (int64_t)x->item[i].now.stop);
        query_int(&q, ":id", x->item[i].s.id);
        ok = query_run(&q, e);
    }
    return ok;
}

/* The row that takes them up: a step of the text, or a word that the text says so already. */
static bool write_down(struct gate *g, struct accepting *x, struct draft *d, size_t from, size_t to,
                       const struct text_changes *all, struct error *e)
{
    struct text names = {0};
    struct beside others = {0};
    names_of(x, from, to, &names);
    struct journal_entry j = {.kind = all->n ? "accept" : "agree", .section = d->id, .step = x->step,
                              .comment = to - from == 1 ? x->item[from].s.id : 0, .after = text_view(&names)};
    bool ok = to - from > 1 || beside(g, &x->item[from], &others, e);
    if (all->n)
        ok = ok && draft_change(g, d, &j, all->item, all->n, e) && draft_close(g, d, e);
    else
        ok = ok && journal_add(g, &j, NULL, e) && section_touch(g, d->id, e);
    for (size_t i = 0; ok && i < others.n; i++)
        ok = put_beside(g, &x->item[from], others.id[i], text_view(&d->body), e);
    free(others.id);
    text_free(&names);
    return ok && settle(g, x, from, to, e);
}

static void keep_decided(struct accepting *x, size_t from, size_t *to)
{
    size_t kept = from;
    for (size_t i = from; i < *to; i++) {
        struct chosen c = x->item[i];
        if (soan_suggestion_pending(&c.s)) {
            x->item[i] = x->item[kept];
            x->item[kept++] = c;
            continue;
        }
        struct text why = {0};
        text_printf(&why, _("it is %s already"), _(soan_suggestion_state_name(c.s.state)));
        keep(x, &c, text_str(&why));
        text_free(&why);
    }
    *to = kept;
}

static bool in_draft(struct gate *g, struct accepting *x, struct draft *d, size_t from, size_t to, struct error *e)
{
    struct text body = text_copy(text_view(&d->body));
    struct text_changes all = {0};
    size_t taken = 0;
    bool ok = true;
    for (size_t i = from; ok && i < to; i++) {
        ok = take(x, from, to, i, &body, &all);
        taken += x->item[i].taken;
    }
    if (!ok)
        error_set(e, SOAN_IO_ERROR, _("%s: suggestions of section #%" PRId64 " do not fit its text; run 'soan verify'"),
                  g->r->path, d->id);
    ok = ok && (!taken || write_down(g, x, d, from, to, &all, e));
    x->accepted += ok ? taken : 0;
    text_changes_free(&all);
    text_free(&body);
    return ok;
}

/* Whatever keeps a section from being written keeps its suggestions, not those of others. */
static bool in_section(struct gate *g, struct accepting *x, size_t from, size_t to, struct error *e)
{
    struct draft d;
    struct error why = {0};
    keep_decided(x, from, &to);
    if (from == to)
        return true;
    bool open = draft_open(g->r, x->item[from].s.section, &d, &why);
    if (open && lease_use(g, d.id, LEASE_RESPECT, &why) && approval_locks(g->r, d.id, &why)) {
        bool ok = in_draft(g, x, &d, from, to, e);
        draft_free(&d);
        return ok;
    }
    if (open)
        draft_free(&d);
    bool theirs = why.status == SOAN_REFUSED || why.status == SOAN_BUSY || why.status == SOAN_NOT_PERMITTED ||
                  why.status == SOAN_NO_INPUT;
    if (!theirs || x->n == 1) {
        *e = why;
        return false;
    }
    for (size_t i = from; i < to; i++)
        keep(x, &x->item[i], text_str(&why.message));
    error_free(&why);
    return true;
}

static bool accept(struct gate *g, void *arg, struct error *e)
{
    struct accepting *x = arg;
    bool ok = load_all(g, x, e);
    struct journal_entry all = {.kind = "accept-all"};
    if (ok && x->n > 1 && x->item[0].s.section != x->item[x->n - 1].s.section)
        ok = journal_add(g, &all, &x->step, e);
    for (size_t i = 0, to; ok && i < x->n; i = to) {
        for (to = i + 1; to < x->n && x->item[to].s.section == x->item[i].s.section; to++)
            continue;
        ok = in_section(g, x, i, to, e);
    }
    g->nothing = x->accepted == 0;
    return ok;
}

bool soan_suggestion_accept(struct soan_report *r, const int64_t *id, size_t n, soan_kept_fn *kept, void *arg,
                            size_t *accepted, struct error *e)
{
    struct accepting x = {.id = id, .n = n, .kept = kept, .arg = arg};
    bool ok = n == 0 || gate_write(r, SOAN_RIGHT_ACCEPT, "accept", GATE_HISTORY, accept, &x, e);
    free_all(&x);
    if (ok)
        *accepted = x.accepted;
    return ok;
}
