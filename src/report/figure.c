#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "report/private.h"

#define FIGURE_COLUMNS \
    "f.id, f.rev, f.key, f.label, f.unit, f.blank, f.value, f.target, f.formula, f.source, f.kind, f.confirmed," \
    " f.locked, coalesce((SELECT sum(p.n) FROM place p JOIN section s ON s.id = p.section" \
    " WHERE p.key = f.key AND s.removed = 0), 0), f.decimals, f.previous, f.reason, f.paper, f.dated, f.note"

enum { TEXTS = 13 };

static void texts_of(struct soan_figure *f, struct text *out[TEXTS])
{
    struct text *all[TEXTS] = {&f->key, &f->label, &f->unit, &f->blank, &f->value, &f->target, &f->previous, &f->formula,
                               &f->reason, &f->source, &f->paper, &f->dated, &f->note};
    memcpy(out, all, sizeof all);
}

void soan_figure_free(struct soan_figure *f)
{
    struct text *t[TEXTS];
    texts_of(f, t);
    for (size_t i = 0; i < TEXTS; i++)
        text_free(t[i]);
    *f = (struct soan_figure){0};
}

void soan_figure_copy(struct soan_figure *to, const struct soan_figure *from)
{
    struct soan_figure source = *from;
    struct text *s[TEXTS], *t[TEXTS];
    *to = *from;
    texts_of(&source, s);
    texts_of(to, t);
    for (size_t i = 0; i < TEXTS; i++)
        *t[i] = text_copy(text_view(s[i]));
}

const char *soan_figure_state(const struct soan_figure *f)
{
    if (f->value.len == 0)
        return N_("missing");
    if (f->locked)
        return N_("locked");
    return f->confirmed ? N_("confirmed") : N_("draft");
}

const char *soan_figure_name(const struct soan_figure *f)
{
    return text_str(f->label.len ? &f->label : &f->key);
}

static void figure_read(struct query *q, struct soan_figure *out)
{
    *out = (struct soan_figure){
        .id = query_get(q, 0),
        .rev = query_get(q, 1),
        .key = text_copy(query_text(q, 2)),
        .label = text_copy(query_text(q, 3)),
        .unit = text_copy(query_text(q, 4)),
        .blank = text_copy(query_text(q, 5)),
        .value = text_copy(query_text(q, 6)),
        .target = text_copy(query_text(q, 7)),
        .formula = text_copy(query_text(q, 8)),
        .source = text_copy(query_text(q, 9)),
        .kind = SOAN_KIND_TEXT,
        .confirmed = query_flag(q, 11),
        .locked = query_flag(q, 12),
        .places = query_get(q, 13),
        .decimals = (int)query_get(q, 14),
        .previous = text_copy(query_text(q, 15)),
        .reason = text_copy(query_text(q, 16)),
        .paper = text_copy(query_text(q, 17)),
        .dated = text_copy(query_text(q, 18)),
        .note = text_copy(query_text(q, 19)),
    };
    if (!soan_kind_by_name(query_text(q, 10), &out->kind))
        out->kind = SOAN_KIND_TEXT;
}

bool soan_figure_get(struct soan_report *r, struct text_view key, struct soan_figure *out, struct error *e)
{
    struct soan_figure f = {0};
    struct query q = query(r, "SELECT " FIGURE_COLUMNS " FROM figure f WHERE f.key = :key");
    query_view(&q, ":key", key);
    if (query_row(&q))
        figure_read(&q, &f);
    if (!query_end(&q, e)) {
        soan_figure_free(&f);
        return false;
    }
    if (!f.id)
        return error_set(e, SOAN_NO_INPUT, _("%s: has no figure '%.*s'; 'soan figures' lists them"), r->path,
                         (int)key.len, key.bytes);
    *out = f;
    return true;
}

struct appearance {
    struct soan_figure figure;
    struct text order;        /* of the section that shows it first; empty: nowhere */
    int64_t first;
};
struct appearances { struct appearance *item; size_t n, cap; };

static int by_id(const void *a, const void *b)
{
    const struct appearance *p = a, *q = b;
    return (p->figure.id > q->figure.id) - (p->figure.id < q->figure.id);
}

static int by_appearance(const void *a, const void *b)
{
    const struct appearance *p = a, *q = b;
    if ((p->order.len == 0) != (q->order.len == 0))
        return p->order.len == 0 ? 1 : -1;
    int c = text_view_compare(text_view(&p->order), text_view(&q->order));
    if (c)
        return c;
    return p->first != q->first ? (p->first > q->first) - (p->first < q->first) : by_id(a, b);
}

static bool load_figures(struct soan_report *r, struct appearances *l, struct error *e)
{
    struct query q = query(r, "SELECT " FIGURE_COLUMNS " FROM figure f ORDER BY f.id");
    while (query_row(&q)) {
        mem_grow((void **)&l->item, &l->cap, l->n + 1, sizeof *l->item);
        l->item[l->n] = (struct appearance){0};
        figure_read(&q, &l->item[l->n++].figure);
    }
    return query_end(&q, e);
}

static bool load_appearances(struct soan_report *r, struct appearances *l, struct error *e)
{
    struct text order = {0};
    int64_t section = 0;
    bool ok = true;
    struct query q = query(r, "SELECT p.section, p.first, f.id FROM place p JOIN section s ON s.id = p.section"
                              " JOIN figure f ON f.key = p.key WHERE s.removed = 0 ORDER BY p.section");
    while (ok && query_row(&q)) {
        if (query_get(&q, 0) != section) {
            section = query_get(&q, 0);
            text_clear(&order);
            ok = section_order(r, section, &order, e);
        }
        struct appearance key = {.figure.id = query_get(&q, 2)};
        struct appearance *a = l->n ? bsearch(&key, l->item, l->n, sizeof key, by_id) : NULL;
        int c = a && a->order.len ? text_view_compare(text_view(&order), text_view(&a->order)) : -1;
        if (!ok || !a || c > 0 || (c == 0 && query_get(&q, 1) >= a->first))
            continue;
        text_clear(&a->order);
        text_append(&a->order, text_view(&order));
        a->first = query_get(&q, 1);
    }
    text_free(&order);
    return query_end(&q, ok ? e : NULL) && ok;
}

bool soan_figure_each(struct soan_report *r, soan_figure_fn *each, void *arg, struct error *e)
{
    struct appearances l = {0};
    if (!read_begin(r, e))
        return false;
    bool ok = load_figures(r, &l, e) && load_appearances(r, &l, e);
    read_end(r);
    if (ok && l.n > 1)
        qsort(l.item, l.n, sizeof *l.item, by_appearance);
    for (size_t i = 0; ok && i < l.n; i++)
        if (!each(&l.item[i].figure, arg))
            break;
    for (size_t i = 0; i < l.n; i++) {
        soan_figure_free(&l.item[i].figure);
        text_free(&l.item[i].order);
    }
    free(l.item);
    return ok;
}

bool soan_figure_sections(struct soan_report *r, int64_t figure, soan_id_fn *each, void *arg, struct error *e)
{
    struct ordered_list l = {0};
    bool ok = true;
    if (!read_begin(r, e))
        return false;
    struct query q =
        query(r, "SELECT s.id FROM figure f JOIN place p ON p.key = f.key JOIN section s ON s.id = p.section"
                 " WHERE f.id = :figure AND s.removed = 0");
    query_int(&q, ":figure", figure);
    while (ok && query_row(&q)) {
        struct text key = {0};
        ok = section_order(r, query_get(&q, 0), &key, e);
        ordered_add(&l, query_get(&q, 0), 0, &key);
    }
    ok = query_end(&q, ok ? e : NULL) && ok;
    read_end(r);
    if (ok)
        ordered_each(&l, each, arg);
    ordered_free(&l);
    return ok;
}

/* Open places of a figure became filled (sign -1) or filled ones open (sign 1). */
static bool carry_places(struct soan_report *r, struct text_view key, int sign, struct error *e)
{
    bool ok = true;
    struct query q = query(r, "SELECT section, n FROM place WHERE key = :key");
    query_view(&q, ":key", key);
    while (ok && query_row(&q)) {
        int64_t delta = sign * query_get(&q, 1), section = query_get(&q, 0);
        struct query up = query(r, "UPDATE section SET blanks = blanks + :delta WHERE id = :id");
        query_int(&up, ":delta", delta);
        query_int(&up, ":id", section);
        ok = query_run(&up, e) && blanks_carry(r, section, delta, e);
    }
    return query_end(&q, ok ? e : NULL) && ok;
}

bool figures_touch(struct gate *g, struct error *e)
{
    struct query q = query(g->r, "UPDATE total SET figure_rev = :rev");
    query_int(&q, ":rev", g->row);
    return query_run(&q, e);
}

bool figure_carry(struct gate *g, struct text_view key, int sign, struct error *e)
{
    return carry_places(g->r, key, sign, e) && total_add(g->r, (struct total){.figures_open = sign}, e);
}

/* ---- a new figure ---- */

static bool key_taken(struct soan_report *r, struct text_view key, bool *taken, struct error *e)
{
    int64_t n = 0;
    struct query q = query(r, "SELECT count(*) FROM figure WHERE key = :key");
    query_view(&q, ":key", key);
    if (!query_single(&q, &n, 0, e))
        return false;
    *taken = n > 0;
    return true;
}

static bool free_key(struct soan_report *r, const struct soan_outline_figure *f, struct text *key, struct error *e)
{
    enum { KEY_MAX = 64, SUFFIX_MAX = 12 };
    struct text stem = {0};
    bool taken = true, ok = true;
    if (soan_key_valid(text_view(&f->key)))
        text_append(&stem, text_view(&f->key));
    else
        viet_ascii_key(text_view(&f->label), KEY_MAX - SUFFIX_MAX, &stem);
    if (!soan_key_valid(text_view(&stem))) {
        text_clear(&stem);
        text_append_str(&stem, "so_lieu");
    }
    for (unsigned n = 1; ok && taken; n++) {
        text_clear(key);
        text_append(key, n == 1 ? text_view(&stem) : text_view_part(text_view(&stem), 0, KEY_MAX - SUFFIX_MAX));
        if (n > 1)
            text_printf(key, "_%u", n);
        ok = key_taken(r, text_view(key), &taken, e);
    }
    text_free(&stem);
    return ok;
}

struct addition { const struct soan_outline_figure *figure; struct text key; };

static bool add_figure(struct gate *g, void *arg, struct error *e)
{
    struct addition *a = arg;
    struct soan_report *r = g->r;
    struct text label = {0}, unit = {0}, blank = {0};
    if (!free_key(r, a->figure, &a->key, e))
        return false;
    text_clean_line(text_view(&a->figure->label), &label, NULL);
    text_clean_line(text_view(&a->figure->unit), &unit, NULL);
    text_clean_line(text_view(&a->figure->blank), &blank, NULL);
    if (blank.len == 0)
        text_append_str(&blank, "…");
    struct query q = query(
        r, "INSERT INTO figure (key, label, kind, unit, blank, rev) VALUES (:key, :label, :kind, :unit, :blank, 0)");
    query_view(&q, ":key", text_view(&a->key));
    query_view(&q, ":label", text_view(&label));
    query_view(&q, ":kind", text_view_of(soan_kind_name(a->figure->kind)));
    query_view(&q, ":unit", text_view(&unit));
    query_view(&q, ":blank", text_view(&blank));
    bool ok = query_run(&q, e);
    struct journal_entry j = {
        .kind = "figure", .figure = sqlite3_last_insert_rowid(r->db), .after = text_view(&a->key)};
    ok = ok && journal_add(g, &j, NULL, e) && figures_touch(g, e) &&
         carry_places(r, text_view(&a->key), 1, e) && total_add(r, (struct total){.figures = 1, .figures_open = 1}, e);
    if (ok) {
        struct query rev = query(r, "UPDATE figure SET rev = :rev WHERE id = :id");
        query_int(&rev, ":rev", g->row);
        query_int(&rev, ":id", j.figure);
        ok = query_run(&rev, e) && approvals_settle_figure(g, text_view(&a->key), text_view(&a->key), e);
    }
    text_free(&label);
    text_free(&unit);
    text_free(&blank);
    return ok;
}

bool soan_figure_add(struct soan_report *r, const struct soan_outline_figure *f, struct text *key, struct error *e)
{
    struct addition a = {.figure = f};
    bool ok = gate_write(r, SOAN_RIGHT_FIGURES, "figure", GATE_HISTORY, add_figure, &a, e);
    if (ok && key) {
        text_free(key);
        *key = text_take(&a.key);
    }
    text_free(&a.key);
    return ok;
}
