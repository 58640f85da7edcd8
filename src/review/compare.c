/* Two states of a section, and both in one text for a reader. */
#include <stdlib.h>
#include <string.h>

#include "soan/review.h"

void soan_comparison_free(struct soan_comparison *c)
{
    soan_past_free(&c->from);
    soan_past_free(&c->to);
    *c = (struct soan_comparison){0};
}

static void show(struct text *t, struct soan_values *values)
{
    struct soan_projection p = {0};
    soan_project(text_view(t), soan_values_lookup, values, &p);
    text_clear(t);
    text_append(t, text_view(&p.out));
    soan_projection_free(&p);
}

static void judge(struct soan_comparison *c)
{
    c->differs = c->from.there != c->to.there || !text_view_equal(text_view(&c->from.title), text_view(&c->to.title)) ||
                 !text_view_equal(text_view(&c->from.body), text_view(&c->to.body));
}

void soan_comparison_show(struct soan_comparison *c, struct soan_values *from, struct soan_values *to)
{
    show(&c->from.title, from);
    show(&c->from.body, from);
    show(&c->to.title, to);
    show(&c->to.body, to);
    judge(c);
}

bool soan_compare(struct soan_report *r, int64_t section, int64_t from, int64_t to, struct soan_comparison *out,
                  struct error *e)
{
    struct soan_comparison c = {0};
    if (!soan_section_at(r, section, from, &c.from, e) || !soan_section_at(r, section, to, &c.to, e)) {
        soan_comparison_free(&c);
        return false;
    }
    judge(&c);
    soan_comparison_free(out);
    *out = c;
    return true;
}

void soan_marked_free(struct soan_marked *m)
{
    text_free(&m->text);
    mem_free(&m->mark);
    *m = (struct soan_marked){0};
}

/* ---- lines ---- */

struct marker {
    struct soan_marking how;
    struct soan_marked *out;
    size_t line;              /* where the line begins */
    size_t marks;             /* those before it */
    bool left_out;            /* lines before it */
};

static void elide(struct marker *m)
{
    if (m->left_out)
        text_append_str(&m->out->text, "…\n");
    m->left_out = false;
}

/* The line is complete; it stays if it has a mark or all are wanted. */
static void end_line(struct marker *m)
{
    struct text *t = &m->out->text;
    if (m->out->n > m->marks || m->how.whole) {
        text_append_char(t, '\n');
    } else {
        text_replace(t, m->line, t->len - m->line, TEXT_LIT(""));
        m->left_out = true;
    }
    m->line = t->len;
    m->marks = m->out->n;
}

/* Makes room for the sign of the lines left out before the first byte of a line that stays. */
static void begin_mark(struct marker *m)
{
    struct soan_marked *o = m->out;
    if (!m->left_out || o->n > m->marks)
        return;
    struct text line = text_copy(text_view_part(text_view(&o->text), m->line, o->text.len));
    text_replace(&o->text, m->line, o->text.len - m->line, TEXT_LIT(""));
    elide(m);
    m->line = o->text.len;
    text_append(&o->text, text_view(&line));
    text_free(&line);
}

static void add_mark(struct marker *m, enum text_run_kind kind, struct text_view v)
{
    static const char *const open[] = {"", "[-", "{+"}, *const close[] = {"", "-]", "+}"};
    struct soan_marked *o = m->out;
    if (!v.len)
        return;
    begin_mark(m);
    size_t from = o->text.len;
    text_append_str(&o->text, m->how.signs ? open[kind] : "");
    text_append(&o->text, v);
    text_append_str(&o->text, m->how.signs ? close[kind] : "");
    mem_grow((void **)&o->mark, &o->cap, o->n + 1, sizeof *o->mark);
    o->mark[o->n++] = (struct soan_mark){kind, from, o->text.len};
}

static void add_same(struct marker *m, struct text_view v)
{
    for (size_t from = 0, to; from < v.len; from = to + 1) {
        to = text_view_find(v, TEXT_LIT("\n"), from);
        bool ends = to != SIZE_MAX;
        to = ends ? to : v.len;
        text_append(&m->out->text, text_view_part(v, from, to));
        if (ends)
            end_line(m);
    }
}

static void add_change(struct marker *m, enum text_run_kind kind, struct text_view v)
{
    struct text piece = {0};
    for (size_t from = 0, to; from < v.len; from = to + 1) {
        bool fresh = m->out->text.len == m->line; /* nothing else stands in this line */
        to = text_view_find(v, TEXT_LIT("\n"), from);
        bool ends = to != SIZE_MAX;
        to = ends ? to : v.len;
        text_clear(&piece);
        text_append(&piece, text_view_part(v, from, to));
        if (ends && (!fresh || piece.len == 0))
            text_append_str(&piece, "¶");
        add_mark(m, kind, text_view(&piece));
        /* Where only the end of a paragraph went, its line goes on. */
        if (ends && (kind == TEXT_INSERTED || fresh || to + 1 < v.len))
            end_line(m);
    }
    text_free(&piece);
}

/* One behind the changes that follow each other from run i on, if all that was deleted stood in one line: it is read as one
 * piece then, and so is what came instead. */
static size_t within_a_line(struct text_view old, const struct text_diff *d, size_t i)
{
    size_t end = i;
    while (end < d->n && d->run[end].kind != TEXT_SAME)
        end++;
    bool whole = end > i && text_view_find(text_view_part(old, d->run[i].from, d->run[end - 1].to), TEXT_LIT("\n"), 0) == SIZE_MAX;
    return whole ? end : i;
}

void soan_mark_changes(struct text_view old, struct text_view now, struct soan_marking how, struct soan_marked *out)
{
    struct text_diff d = {0};
    struct marker m = {.how = how, .out = out};
    text_clear(&out->text);
    out->n = 0;
    text_diff(old, now, &d);
    for (size_t i = 0; i < d.n; i++) {
        const struct text_run *r = &d.run[i];
        size_t end = within_a_line(old, &d, i);
        if (end > i + 2) {
            add_change(&m, TEXT_DELETED, text_view_part(old, r->from, d.run[end - 1].to));
            add_change(&m, TEXT_INSERTED, text_view_part(now, r->new_from, d.run[end - 1].new_to));
            i = end - 1;
        } else if (r->kind == TEXT_SAME)
            add_same(&m, text_view_part(old, r->from, r->to));
        else if (r->kind == TEXT_DELETED)
            add_change(&m, r->kind, text_view_part(old, r->from, r->to));
        else
            add_change(&m, r->kind, text_view_part(now, r->new_from, r->new_to));
    }
    if (out->text.len > m.line)
        end_line(&m);
    if (out->n)
        elide(&m);
    text_diff_free(&d);
}

/* ---- a whole report ---- */

struct reporting {
    struct soan_report *r;
    int64_t from, to;
    struct soan_marking how;
    struct soan_marked *out, part;
    struct soan_values *was, *is;
    struct error *e;
    bool failed;
};

/* Puts part behind what is there. */
static void join(struct reporting *x)
{
    struct soan_marked *out = x->out;
    mem_grow((void **)&out->mark, &out->cap, out->n + x->part.n, sizeof *out->mark);
    for (size_t i = 0; i < x->part.n; i++)
        out->mark[out->n++] = (struct soan_mark){x->part.mark[i].kind, x->part.mark[i].from + out->text.len,
                                                 x->part.mark[i].to + out->text.len};
    text_append(&out->text, text_view(&x->part.text));
}

static bool add_section(int64_t id, void *arg)
{
    struct reporting *x = arg;
    struct soan_comparison c = {0};
    struct text path = {0};
    x->failed = !soan_compare(x->r, id, x->from, x->to, &c, x->e);
    if (!x->failed)
        soan_comparison_show(&c, x->was, x->is);
    if (!x->failed && c.differs) {
        if (!soan_section_path(x->r, id, &path, NULL))
            text_printf(&path, "#%lld", (long long)id); /* in the bin */
        text_printf(&x->out->text, "%s%s ", x->out->text.len ? "\n" : "", text_str(&path));
        soan_mark_changes(text_view(&c.from.title), text_view(&c.to.title),
                          (struct soan_marking){.signs = x->how.signs, .whole = true}, &x->part);
        join(x);
        if (!x->part.text.len)
            text_append_char(&x->out->text, '\n');
        soan_mark_changes(text_view(&c.from.body), text_view(&c.to.body), x->how, &x->part);
        join(x);
    }
    text_free(&path);
    soan_comparison_free(&c);
    return !x->failed;
}

bool soan_mark_report(struct soan_report *r, int64_t from, int64_t to, struct soan_marking how, struct soan_marked *out,
                      struct error *e)
{
    struct reporting x = {.r = r, .from = from, .to = to, .how = how, .out = out, .e = e};
    text_clear(&out->text);
    out->n = 0;
    bool ok = soan_values_at(r, from, &x.was, e) && soan_values_at(r, to, &x.is, e) &&
              soan_changed_each(r, from, to, add_section, &x, e) && !x.failed;
    soan_values_free(&x.was);
    soan_values_free(&x.is);
    soan_marked_free(&x.part);
    return ok;
}
