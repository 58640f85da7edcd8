#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "report/private.h"

struct making {
    struct soan_report r;
    const struct soan_outline *outline;
    const struct soan_outline_figure **by_key; /* sorted */
    int64_t *words, *blanks, *blanks_below; /* of each node */
    unsigned *pos, *nth;
    struct text *path;
    struct counts counts;
    struct text raw;
    int64_t now;
};

static int by_figure_key(const void *a, const void *b)
{
    const struct soan_outline_figure *const *p = a, *const *q = b;
    return text_view_compare(text_view(&(*p)->key), text_view(&(*q)->key));
}

static const struct soan_outline_figure *figure_of(const struct making *m, struct text_view key)
{
    size_t from = 0, to = m->outline->figures;
    while (from < to) {
        size_t mid = from + (to - from) / 2;
        int c = text_view_compare(text_view(&m->by_key[mid]->key), key);
        if (c == 0)
            return m->by_key[mid];
        if (c < 0)
            from = mid + 1;
        else
            to = mid;
    }
    return NULL;
}

static bool shown_blank(struct text_view key, struct soan_shown *out, void *arg)
{
    const struct soan_outline_figure *f = figure_of(arg, key);
    if (f)
        *out = (struct soan_shown){.blank = text_view(&f->blank)};
    return f != NULL;
}

static bool insert_figures(struct making *m, struct error *e)
{
    bool ok = true;
    for (size_t i = 0; ok && i < m->outline->figures; i++) {
        const struct soan_outline_figure *f = &m->outline->figure[i];
        struct query q = query(&m->r, "INSERT INTO figure (key, label, kind, unit, blank, rev)"
                                      " VALUES (:key, :label, :kind, :unit, :blank, 1)");
        query_view(&q, ":key", text_view(&f->key));
        query_view(&q, ":label", text_view(&f->label));
        query_view(&q, ":kind", text_view_of(soan_kind_name(f->kind)));
        query_view(&q, ":unit", text_view(&f->unit));
        query_view(&q, ":blank", text_view(&f->blank));
        ok = query_run(&q, e);
    }
    return ok;
}

static bool insert_row(struct making *m, size_t i, struct error *e)
{
    const struct soan_outline_node *n = &m->outline->node[i];
    struct query q = query(&m->r,
        "INSERT INTO section (id, parent, pos, depth, kind, number, style, shown, path, nth, title, run_in, state,"
        " words, blanks, blanks_below, bytes, rev) VALUES (:id, :parent, :pos, :depth, :kind, :number, :style, :shown,"
        " :path, :nth, :title, :run_in, :state, :words, :blanks, :below, :bytes, 1)");
    query_int(&q, ":id", (int64_t)i + 1);
    query_int(&q, ":parent", n->parent == SIZE_MAX ? 0 : (int64_t)n->parent + 1);
    query_int(&q, ":pos", m->pos[i]);
    query_int(&q, ":depth", n->depth);
    query_view(&q, ":kind", text_view_of(marker_kind_name(n->marker.kind)));
    query_int(&q, ":number", n->marker.number);
    query_view(&q, ":style", text_view(&n->marker.style));
    query_view(&q, ":shown", text_view(&n->marker.shown));
    query_view(&q, ":path", text_view(&m->path[i]));
    query_int(&q, ":nth", m->nth[i]);
    query_view(&q, ":title", text_view(&n->title));
    query_int(&q, ":run_in", n->run_in);
    query_view(&q, ":state", text_view_of(soan_state_name(n->body.len ? SOAN_STATE_DRAFTING : SOAN_STATE_EMPTY)));
    query_int(&q, ":words", m->words[i]);
    query_int(&q, ":blanks", m->blanks[i]);
    query_int(&q, ":below", m->blanks_below[i]);
    query_int(&q, ":bytes", (int64_t)n->body.len);
    return query_run(&q, e);
}

/* Kept only where the export would give other bytes. */
static bool insert_raw(struct making *m, size_t i, struct error *e)
{
    const struct soan_outline_node *n = &m->outline->node[i];
    struct soan_export_section s = {.marker = text_view(&n->marker.shown), .title = text_view(&n->title),
                                    .body = text_view(&n->body), .run_in = n->run_in};
    text_clear(&m->raw);
    soan_export_section(&s, shown_blank, m, &m->raw);
    if (text_view_equal(text_view(&m->raw), n->raw))
        return true;
    struct query q = query(&m->r, "INSERT INTO section_raw (id, raw) VALUES (:id, :raw)");
    query_int(&q, ":id", (int64_t)i + 1);
    query_blob(&q, ":raw", n->raw);
    return query_run(&q, e);
}

static bool insert_body(struct making *m, size_t i, struct error *e)
{
    const struct soan_outline_node *n = &m->outline->node[i];
    if (n->body.len == 0)
        return true;
    struct query q = query(&m->r, "INSERT INTO section_text (id, body) VALUES (:id, :body)");
    query_int(&q, ":id", (int64_t)i + 1);
    query_view(&q, ":body", text_view(&n->body));
    return query_run(&q, e);
}

static void count(struct making *m, size_t i)
{
    const struct soan_outline_node *n = &m->outline->node[i];
    counts_of(text_view(&n->title), text_view(&n->body), &m->counts);
    m->words[i] = m->counts.words;
    m->blanks[i] = m->counts.marks;
    for (size_t k = 0; k < m->counts.places; k++)
        if (figure_of(m, m->counts.place[k].key))
            m->blanks[i] += m->counts.place[k].n;
}

/* From the last to the first, so that every branch is counted before its head. */
static void count_all(struct making *m, struct total *t)
{
    const struct soan_outline *o = m->outline;
    for (size_t i = o->n; i-- > 0;) {
        count(m, i);
        m->blanks_below[i] += m->blanks[i];
        if (o->node[i].parent != SIZE_MAX)
            m->blanks_below[o->node[i].parent] += m->blanks_below[i];
        t->sections++;
        t->words += m->words[i];
        t->blanks += m->blanks[i];
    }
}

/* In the order of ids: rows put at the end of a table fill its pages. */
static bool insert_sections(struct making *m, struct error *e)
{
    bool ok = true;
    for (size_t i = 0; ok && i < m->outline->n; i++) {
        const struct soan_outline_node *n = &m->outline->node[i];
        counts_places(text_view(&n->title), text_view(&n->body), &m->counts);
        ok = insert_row(m, i, e) && insert_body(m, i, e) && insert_raw(m, i, e) &&
             places_insert(&m->r, (int64_t)i + 1, &m->counts, e);
    }
    return ok;
}

struct twin { size_t node, parent; struct text_view path; };

static int by_twins(const void *a, const void *b)
{
    const struct twin *p = a, *q = b;
    if (p->parent != q->parent)
        return p->parent < q->parent ? -1 : 1;
    int c = text_view_compare(p->path, q->path);
    return c ? c : (p->node > q->node) - (p->node < q->node);
}

/* Components of the paths, and which of its like among its siblings each is. */
static void number_twins(struct making *m)
{
    const struct soan_outline *o = m->outline;
    struct twin *t = mem_array(o->n, sizeof *t);
    for (size_t i = 0; i < o->n; i++) {
        marker_component(&o->node[i].marker, &m->path[i]);
        t[i] = (struct twin){i, o->node[i].parent, text_view(&m->path[i])};
    }
    if (o->n)
        qsort(t, o->n, sizeof *t, by_twins);
    for (size_t i = 0; i < o->n; i++) {
        bool twin = i && t[i].parent == t[i - 1].parent && text_view_equal(t[i].path, t[i - 1].path);
        m->nth[t[i].node] = twin ? m->nth[t[i - 1].node] + 1 : 1;
    }
    free(t);
}

static bool number_places(struct making *m, const char *path, struct error *e)
{
    const struct soan_outline *o = m->outline;
    unsigned *children = mem_array(o->n + 1, sizeof *children);
    bool ok = true;
    for (size_t i = 0; ok && i < o->n; i++) {
        m->pos[i] = ++children[o->node[i].parent == SIZE_MAX ? 0 : o->node[i].parent + 1];
        if (o->node[i].depth > DEPTH_MAX)
            ok = error_set(e, SOAN_BAD_DATA,
                           _("%s: cannot be created: the outline is nested more than %u deep; flatten it"), path,
                           DEPTH_MAX);
    }
    free(children);
    return ok;
}

/* What the report is called if nobody said: its unmarked opening. A report that has none is known by its file. */
static void title_from(struct making *m, struct text *out)
{
    const struct soan_outline *o = m->outline;
    if (o->n == 0 || o->node[0].marker.kind != SOAN_MARKER_NONE || o->node[0].title.len == 0)
        return;
    struct soan_projection p = {0};
    soan_project(text_view(&o->node[0].title), shown_blank, m, &p);
    text_clean_line(text_view(&p.out), out, NULL);
    soan_projection_free(&p);
}

static bool insert_head(struct making *m, struct text_view title, const char *owner, struct total *t, struct error *e)
{
    struct soan_report *r = &m->r;
    struct text name = {0}, clean = {0};
    text_clean_line(text_view_of(owner), &name, NULL);
    text_clean_line(title, &clean, NULL);
    if (clean.len == 0)
        title_from(m, &clean);
    struct gate g = {.r = r, .at = m->now};
    struct journal_entry import = {.kind = "import", .after = text_view(&clean)};
    t->figures = t->figures_open = (int64_t)m->outline->figures;
    struct query q = query(r, "INSERT INTO total (id, sections, words, blanks, figures, figures_open, figure_rev)"
                              " VALUES (1, 0, 0, 0, 0, 0, 1)");
    enum viet_style style;
    bool styled = viet_text_style(text_view(&m->outline->bytes), &style);
    bool ok = query_run(&q, e) && total_add(r, *t, e) &&
              member_add(r, text_view(&name), SOAN_ROLE_OWNER, m->now, &r->member_id, e) &&
              journal_add(&g, &import, NULL, e) && meta_set(r, "title", text_view(&clean), e) &&
              (!styled || meta_set(r, "style", text_view_of(viet_style_name(style)), e));
    text_free(&name);
    text_free(&clean);
    return ok;
}

static bool fill_file(struct making *m, struct text_view title, const char *owner, struct error *e)
{
    struct text setup = {0};
    /* Nobody knows the file yet: if this fails it is thrown away as a whole. */
    text_printf(&setup, "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE;"
                        "PRAGMA cache_size = -16000; PRAGMA application_id = %d; PRAGMA user_version = %d; BEGIN;%s",
                APPLICATION_ID, SCHEMA_VERSION, schema_sql().bytes);
    int rc = sqlite3_exec(m->r.db, text_str(&setup), NULL, NULL, NULL);
    text_free(&setup);
    if (rc != SQLITE_OK)
        return db_error(&m->r, rc, e);
    struct total t = {0};
    count_all(m, &t);
    if (!insert_figures(m, e) || !insert_sections(m, e) || !insert_head(m, title, owner, &t, e))
        return false;
    rc = sqlite3_exec(m->r.db, "COMMIT", NULL, NULL, NULL);
    return rc == SQLITE_OK || db_error(&m->r, rc, e);
}

static bool make_file(struct making *m, const char *file, struct text_view title, const char *owner, struct error *e)
{
    int rc = sqlite3_open_v2(file, &m->r.db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_NOFOLLOW, NULL);
    bool ok = rc == SQLITE_OK || db_error(&m->r, rc, e);
    if (ok) {
        connection_harden(m->r.db);
        ok = fill_file(m, title, owner, e);
    }
    statements_free(&m->r);
    rc = sqlite3_close(m->r.db);
    return ok && (rc == SQLITE_OK || db_error_at(NULL, m->r.path, rc, e));
}

bool soan_report_create(const char *path, const struct soan_outline *outline, struct text_view title, const char *owner,
                        struct error *e)
{
    if (!confine_allows(path, CONFINE_REPORT, e))
        return false;
    struct making m = {.r = {.path = strdup(path)}, .outline = outline, .now = (int64_t)time(NULL)};
    struct text file = {0};
    if (!m.r.path)
        abort();
    m.by_key = mem_array(outline->figures + 1, sizeof *m.by_key);
    m.words = mem_array(outline->n + 1, sizeof *m.words);
    m.blanks = mem_array(outline->n + 1, sizeof *m.blanks);
    m.blanks_below = mem_array(outline->n + 1, sizeof *m.blanks_below);
    m.pos = mem_array(outline->n + 1, sizeof *m.pos);
    m.nth = mem_array(outline->n + 1, sizeof *m.nth);
    m.path = mem_array(outline->n + 1, sizeof *m.path);
    number_twins(&m);
    for (size_t i = 0; i < outline->figures; i++)
        m.by_key[i] = &outline->figure[i];
    if (outline->figures)
        qsort(m.by_key, outline->figures, sizeof *m.by_key, by_figure_key);
    bool ok = number_places(&m, path, e) && beside_create(path, &file, e) &&
              make_file(&m, text_str(&file), title, owner, e) && beside_commit(&file, path, e);
    beside_discard(&file);
    counts_free(&m.counts);
    text_free(&m.raw);
    free(m.by_key);
    free(m.words);
    free(m.blanks);
    free(m.blanks_below);
    for (size_t i = 0; i < outline->n; i++)
        text_free(&m.path[i]);
    free(m.pos);
    free(m.nth);
    free(m.path);
    free(m.r.path);
    return ok;
}
