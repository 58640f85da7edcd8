/* Markers of siblings: what they are, what they become when one comes or goes, and how they were before. */
#include <stdlib.h>

#include "report/private.h"

void siblings_free(struct siblings *l)
{
    for (size_t i = 0; i < l->n; i++) {
        soan_marker_free(&l->item[i].marker);
        text_free(&l->item[i].path);
    }
    free(l->item);
    soan_marker_free(&l->parent);
    *l = (struct siblings){0};
}

bool marker_load(struct soan_report *r, int64_t id, struct soan_marker *out, struct error *e)
{
    struct query q = query(r, "SELECT kind, number, style, shown FROM section WHERE id = :id");
    query_int(&q, ":id", id);
    *out = (struct soan_marker){0};
    if (query_row(&q)) {
        out->kind = marker_kind_by_name(query_text(&q, 0));
        out->number = (unsigned)query_get(&q, 1);
        out->style = text_copy(query_text(&q, 2));
        out->shown = text_copy(query_text(&q, 3));
    }
    return query_end(&q, e);
}

/* Numbered without a gap from the first of each kind, each as its style would write it. */
static void judge(struct siblings *l)
{
    unsigned next[SOAN_MARKER_LOWER_ROMAN + 1] = {0};
    struct text shown = {0};
    l->regular = true;
    for (size_t i = 0; i < l->n; i++) {
        const struct soan_marker *m = &l->item[i].marker;
        if (m->kind == SOAN_MARKER_NONE)
            continue;
        if (l->base[m->kind] == 0 || m->number < l->base[m->kind])
            l->base[m->kind] = m->number;
        text_clear(&shown);
        soan_marker_format(text_view(&m->style), m->number, text_view(&l->parent.shown), &shown);
        if ((next[m->kind] && m->number != next[m->kind]) || !text_view_equal(text_view(&shown), text_view(&m->shown)))
            l->regular = false;
        next[m->kind] = m->number + 1;
    }
    text_free(&shown);
}

/* Appends the sibling of the row: id, kind, number, style, shown in its first columns. */
static struct sibling *add_sibling(struct siblings *l, struct query *q)
{
    mem_grow((void **)&l->item, &l->cap, l->n + 1, sizeof *l->item);
    struct sibling *s = &l->item[l->n++];
    *s = (struct sibling){.id = query_get(q, 0)};
    s->marker.kind = marker_kind_by_name(query_text(q, 1));
    s->marker.number = (unsigned)query_get(q, 2);
    s->marker.style = text_copy(query_text(q, 3));
    s->marker.shown = text_copy(query_text(q, 4));
    return s;
}

/* `moved` has the place of another, before which (tie -1) or behind which (tie 1) it belongs. */
static bool load_ordered(struct soan_report *r, int64_t parent, int64_t moved, int tie, struct siblings *l,
                         struct error *e)
{
    *l = (struct siblings){.of = parent};
    struct query q =
        query(r, "SELECT s.id, s.kind, s.number, s.style, s.shown, s.pos, s.nth, s.path,"
                 " EXISTS (SELECT 1 FROM section c WHERE c.parent = s.id) FROM section s WHERE s.parent = :parent"
                 " ORDER BY s.pos, CASE WHEN s.id = :moved THEN :tie ELSE 0 END");
    query_int(&q, ":parent", parent);
    query_int(&q, ":moved", moved);
    query_int(&q, ":tie", tie);
    while (query_row(&q)) {
        struct sibling *s = add_sibling(l, &q);
        s->pos = (unsigned)query_get(&q, 5);
        s->nth = (unsigned)query_get(&q, 6);
        s->path = text_copy(query_text(&q, 7));
        s->parent = query_flag(&q, 8);
    }
    if (query_end(&q, e) && marker_load(r, parent, &l->parent, e))
        return true;
    siblings_free(l);
    return false;
}

bool siblings_load(struct soan_report *r, int64_t parent, struct siblings *l, struct error *e)
{
    if (!load_ordered(r, parent, 0, 0, l, e))
        return false;
    judge(l);
    return true;
}

bool marker_store(struct soan_report *r, int64_t id, const struct soan_marker *m, struct error *e)
{
    struct text path = {0};
    marker_component(m, &path);
    struct query q =
        query(r, "UPDATE section SET kind = :kind, number = :number, style = :style, shown = :shown, path = :path"
                 " WHERE id = :id");
    query_view(&q, ":kind", text_view_of(marker_kind_name(m->kind)));
    query_int(&q, ":number", m->number);
    query_view(&q, ":style", text_view(&m->style));
    query_view(&q, ":shown", text_view(&m->shown));
    query_view(&q, ":path", text_view(&path));
    query_int(&q, ":id", id);
    bool ok = query_run(&q, e);
    text_free(&path);
    return ok;
}

/* The kind of marker a style makes: seen under a numbered parent, where a chain of numbers is told from a number. NONE
 * if the style is impossible. */
static enum soan_marker_kind kind_of(struct text_view style)
{
    struct soan_marker m = {0};
    struct text shown = {0};
    enum soan_marker_kind kind = SOAN_MARKER_NONE;
    if (style.len)
        soan_marker_format(style, 1, TEXT_LIT("1."), &shown);
    if (shown.len && soan_marker_parse(text_view(&shown), &m))
        kind = m.kind;
    soan_marker_free(&m);
    text_free(&shown);
    return kind;
}

bool numbering_record(struct gate *g, const struct siblings *l, struct error *e)
{
    bool ok = true;
    for (size_t i = 0; ok && i < l->n; i++) {
        const struct soan_marker *m = &l->item[i].marker;
        struct query q = query(g->r,
            "INSERT OR IGNORE INTO numbering (journal, parent, pos, section, kind, number, style, shown)"
            " VALUES (:journal, :parent, :pos, :section, :kind, :number, :style, :shown)");
        query_int(&q, ":journal", g->row);
        query_int(&q, ":parent", l->of);
        query_int(&q, ":pos", (int64_t)i + 1);
        query_int(&q, ":section", l->item[i].id);
        query_view(&q, ":kind", text_view_of(marker_kind_name(m->kind)));
        query_int(&q, ":number", m->number);
        query_view(&q, ":style", text_view(&m->style));
        query_view(&q, ":shown", text_view(&m->shown));
        ok = query_run(&q, e);
    }
    return ok;
}

/* Tells apart the siblings whose markers read the same in a path. */
static bool nth_settle(struct soan_report *r, int64_t parent, struct error *e)
{
    struct query q = query(r,
        "UPDATE section SET nth = x.nth FROM (SELECT id, row_number() OVER (PARTITION BY path ORDER BY pos) AS nth"
        " FROM section WHERE parent = :parent) AS x WHERE section.id = x.id AND section.nth <> x.nth");
    query_int(&q, ":parent", parent);
    return query_run(&q, e);
}

/* ---- below a marker that changed ---- */

struct pending { int64_t *id; size_t n, cap; };

static void pending_push(struct pending *p, int64_t id)
{
    mem_grow((void **)&p->id, &p->cap, p->n + 1, sizeof *p->id);
    p->id[p->n++] = id;
}

/* The marker under this parent, in a new style if one is given. True if that changes it. */
static bool reformat(struct soan_marker *m, struct text_view style, enum soan_marker_kind kind, struct text_view parent)
{
    if (m->kind == SOAN_MARKER_NONE || (kind == SOAN_MARKER_NONE && m->kind != SOAN_MARKER_DECIMAL))
        return false;
    struct text shown = {0};
    soan_marker_format(kind ? style : text_view(&m->style), m->number, parent, &shown);
    bool same = text_view_equal(text_view(&shown), text_view(&m->shown)) &&
                (!kind || text_view_equal(style, text_view(&m->style)));
    if (kind) {
        m->kind = kind;
        text_clear(&m->style);
        text_append(&m->style, style);
    }
    text_free(&m->shown);
    m->shown = shown;
    return !same;
}

static bool reformat_children(struct gate *g, int64_t parent, bool restyle, struct pending *changed, struct error *e)
{
    struct siblings l;
    struct text style = {0};
    if (!siblings_load(g->r, parent, &l, e))
        return false;
    if (restyle && l.parent.style.len)
        soan_marker_child_style(text_view(&l.parent.style), &style);
    enum soan_marker_kind kind = kind_of(text_view(&style));
    bool ok = kind == SOAN_MARKER_NONE || numbering_record(g, &l, e), any = false;
    for (size_t i = 0; ok && i < l.n; i++) {
        if (!reformat(&l.item[i].marker, text_view(&style), kind, text_view(&l.parent.shown)))
            continue;
        ok = marker_store(g->r, l.item[i].id, &l.item[i].marker, e);
        pending_push(changed, l.item[i].id);
        any = true;
    }
    ok = ok && (!any || nth_settle(g->r, parent, e));
    text_free(&style);
    siblings_free(&l);
    return ok;
}

bool branch_reformat(struct gate *g, int64_t root, bool restyle, struct error *e)
{
    struct pending p = {0};
    bool ok = true;
    pending_push(&p, root);
    while (ok && p.n)
        ok = reformat_children(g, p.id[--p.n], restyle, &p, e);
    free(p.id);
    return ok;
}

/* Only numbers and chains of numbers are repeated in the markers below. */
static bool has_chain(const struct soan_marker *m)
{
    return m->kind == SOAN_MARKER_NUMBER || m->kind == SOAN_MARKER_DECIMAL;
}

/* What renumbering makes of a sibling. */
struct renumbered { struct sibling *of; unsigned nth; struct text path; bool marked; };

static int by_twins(const void *a, const void *b)
{
    const struct renumbered *const *p = a, *const *q = b;
    int c = text_view_compare(text_view(&(*p)->path), text_view(&(*q)->path));
    return c ? c : (*p > *q) - (*p < *q);
}

static void count_twins(struct renumbered *now, size_t n)
{
    struct renumbered **sorted = mem_array(n, sizeof *sorted);
    for (size_t i = 0; i < n; i++)
        sorted[i] = &now[i];
    if (n)
        qsort(sorted, n, sizeof *sorted, by_twins);
    for (size_t i = 0; i < n; i++) {
        bool twin = i && text_view_equal(text_view(&sorted[i]->path), text_view(&sorted[i - 1]->path));
        sorted[i]->nth = twin ? sorted[i - 1]->nth + 1 : 1;
    }
    free(sorted);
}

/* Gives every sibling its number; `marked` where that changes what it shows. */
static struct renumbered *number_all(struct siblings *l, const unsigned *base)
{
    unsigned given[SOAN_MARKER_LOWER_ROMAN + 1] = {0};
    struct renumbered *now = mem_array(l->n, sizeof *now);
    for (size_t i = 0; i < l->n; i++) {
        struct soan_marker *m = &l->item[i].marker;
        now[i].of = &l->item[i];
        if (m->kind != SOAN_MARKER_NONE) {
            unsigned number = (base[m->kind] ? base[m->kind] : 1) + given[m->kind]++;
            now[i].marked = number != m->number || m->shown.len == 0;
            m->number = number;
        }
        if (now[i].marked) {
            text_clear(&m->shown);
            soan_marker_format(text_view(&m->style), m->number, text_view(&l->parent.shown), &m->shown);
        }
        marker_component(m, &now[i].path);
    }
    count_twins(now, l->n);
    return now;
}

/* All in one statement a row: with its indexes it is what a step among 100,000 siblings costs. */
static bool store_numbered(struct soan_report *r, const struct renumbered *s, unsigned pos, struct error *e)
{
    if (!s->marked && s->of->pos == pos && s->of->nth == s->nth &&
        text_view_equal(text_view(&s->of->path), text_view(&s->path)))
        return true;
    struct query q =
        query(r, "UPDATE section SET pos = :pos, number = :number, shown = :shown, path = :path, nth = :nth"
                 " WHERE id = :id");
    query_int(&q, ":pos", pos);
    query_int(&q, ":number", s->of->marker.number);
    query_view(&q, ":shown", text_view(&s->of->marker.shown));
    query_view(&q, ":path", text_view(&s->path));
    query_int(&q, ":nth", s->nth);
    query_int(&q, ":id", s->of->id);
    return query_run(&q, e);
}

bool siblings_settle(struct gate *g, int64_t parent, const unsigned *base, int64_t moved, int tie, struct error *e)
{
    struct siblings l;
    if (!load_ordered(g->r, parent, moved, tie, &l, e))
        return false;
    struct renumbered *now = number_all(&l, base);
    bool ok = true;
    for (size_t i = 0; ok && i < l.n; i++)
        ok = store_numbered(g->r, &now[i], (unsigned)i + 1, e);
    for (size_t i = 0; i < l.n; i++) {
        const struct sibling *s = &l.item[i];
        if (ok && now[i].marked && s->parent && s->id != moved && has_chain(&s->marker))
            ok = branch_reformat(g, s->id, false, e);
        text_free(&now[i].path);
    }
    free(now);
    siblings_free(&l);
    return ok;
}

void siblings_style(const struct siblings *l, size_t at, struct soan_marker *out)
{
    const struct soan_marker *like = NULL;
    for (size_t i = at; !like && i-- > 0;)
        if (l->item[i].marker.kind != SOAN_MARKER_NONE)
            like = &l->item[i].marker;
    for (size_t i = at; !like && i < l->n; i++)
        if (l->item[i].marker.kind != SOAN_MARKER_NONE)
            like = &l->item[i].marker;
    *out = (struct soan_marker){0};
    if (like) {
        soan_marker_copy(out, like);
    } else if (l->n == 0 && (l->of == 0 || l->parent.style.len)) {
        soan_marker_child_style(text_view(&l->parent.style), &out->style);
        out->kind = kind_of(text_view(&out->style));
        if (out->kind == SOAN_MARKER_NONE)
            text_clear(&out->style);
    }
    out->number = 0;
    text_clear(&out->shown); /* renumbering writes it */
}

/* ---- as it was ---- */

static bool load_recorded(struct soan_report *r, int64_t row, int64_t parent, struct siblings *l, struct error *e)
{
    *l = (struct siblings){.of = parent};
    struct query q = query(r, "SELECT section, kind, number, style, shown FROM numbering"
                              " WHERE journal = :row AND parent = :parent ORDER BY pos");
    query_int(&q, ":row", row);
    query_int(&q, ":parent", parent);
    while (query_row(&q)) {
        add_sibling(l, &q);
    }
    return query_end(&q, e);
}

/* What is back in the bin has the marker again that it had there. */
static bool restore_binned(struct gate *g, int64_t row, struct error *e)
{
    struct siblings was;
    struct soan_section s;
    if (!load_recorded(g->r, row, BIN, &was, e))
        return false;
    bool ok = true;
    for (size_t i = 0; ok && i < was.n; i++) {
        int64_t removed;
        ok = section_load(g->r, was.item[i].id, &s, &removed, e);
        if (!ok)
            break;
        if (s.parent == BIN)
            ok = marker_store(g->r, s.id, &was.item[i].marker, e);
        soan_section_free(&s);
    }
    siblings_free(&was);
    return ok;
}

/* Only if the same sections stand there in the same order: otherwise the new numbers are the right ones. */
static bool restore_group(struct gate *g, int64_t row, int64_t parent, struct error *e)
{
    struct siblings was, is;
    if (!load_recorded(g->r, row, parent, &was, e))
        return false;
    if (!siblings_load(g->r, parent, &is, e)) {
        siblings_free(&was);
        return false;
    }
    bool ok = true, same = was.n == is.n;
    for (size_t i = 0; same && i < was.n; i++)
        same = was.item[i].id == is.item[i].id;
    for (size_t i = 0; ok && same && i < was.n; i++) {
        const struct soan_marker *m = &was.item[i].marker;
        if (text_view_equal(text_view(&m->shown), text_view(&is.item[i].marker.shown)) &&
            text_view_equal(text_view(&m->style), text_view(&is.item[i].marker.style)))
            continue;
        bool chain = has_chain(m) || has_chain(&is.item[i].marker);
        ok = marker_store(g->r, was.item[i].id, m, e) && (!chain || branch_reformat(g, was.item[i].id, false, e));
    }
    siblings_free(&was);
    siblings_free(&is);
    return ok && (!same || nth_settle(g->r, parent, e));
}

bool numbering_restore(struct gate *g, int64_t row, struct error *e)
{
    struct pending parents = {0};
    struct query q = query(g->r, "SELECT DISTINCT n.parent FROM numbering n LEFT JOIN section s ON s.id = n.parent"
                                 " WHERE n.journal = :row ORDER BY s.depth");
    query_int(&q, ":row", row);
    while (query_row(&q))
        pending_push(&parents, query_get(&q, 0));
    bool ok = query_end(&q, e);
    for (size_t i = 0; ok && i < parents.n; i++)
        ok = parents.id[i] == BIN ? restore_binned(g, row, e) : restore_group(g, row, parents.id[i], e);
    free(parents.id);
    return ok;
}
