/* Sections as they were: the present state and the journal give every earlier one. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "report/private.h"

void soan_past_free(struct soan_past *p)
{
    text_free(&p->title);
    text_free(&p->body);
    *p = (struct soan_past){0};
}

void soan_writer_free(struct soan_writer *w)
{
    text_free(&w->member);
    *w = (struct soan_writer){0};
}

/* ---- title and place ---- */

static bool title_at(struct soan_report *r, int64_t id, int64_t rev, struct text *out, struct error *e)
{
    struct query q = query(r, "SELECT substr(before, 7) FROM journal WHERE section = :id AND id > :rev"
                              " AND before LIKE 'title %' ORDER BY id LIMIT 1");
    query_int(&q, ":id", id);
    query_int(&q, ":rev", rev);
    bool renamed = query_row(&q);
    if (renamed)
        text_append(out, query_text(&q, 0));
    if (!query_end(&q, e) || renamed)
        return renamed;
    struct query now = query(r, "SELECT title FROM section WHERE id = :id");
    query_int(&now, ":id", id);
    if (query_row(&now))
        text_append(out, query_text(&now, 0));
    return query_end(&now, e);
}

/* Its parent right after row rev; BIN also where it was not made yet. False in *known: there is no such section. */
static bool parent_at(struct soan_report *r, int64_t id, int64_t rev, int64_t *parent, bool *known, struct error *e)
{
    *parent = BIN;
    struct query q = query(r, "SELECT before FROM journal WHERE section = :id AND id > :rev"
                              " AND (before = 'none' OR before LIKE 'at %' OR before LIKE 'bin%') ORDER BY id LIMIT 1");
    query_int(&q, ":id", id);
    query_int(&q, ":rev", rev);
    bool moved = *known = query_row(&q);
    if (moved && text_view_starts(query_text(&q, 0), TEXT_LIT("at "))) {
        struct text place = text_copy(query_text(&q, 0));
        sscanf(text_str(&place), "at %" SCNd64, parent);
        text_free(&place);
    }
    if (!query_end(&q, e))
        return false;
    if (moved)
        return true;
    struct query now = query(r, "SELECT parent FROM section WHERE id = :id");
    query_int(&now, ":id", id);
    *known = query_row(&now);
    if (*known)
        *parent = query_get(&now, 0);
    return query_end(&now, e);
}

static bool there_at(struct soan_report *r, int64_t id, int64_t rev, bool *there, struct error *e)
{
    bool known = true;
    int64_t up = id;
    for (unsigned depth = 0; up > 0 && known && depth <= DEPTH_MAX; depth++)
        if (!parent_at(r, up, rev, &up, &known, e))
            return false;
    *there = known && up == 0;
    return true;
}

/* ---- text ---- */

static bool torn(struct soan_report *r, int64_t id, struct error *e)
{
    return error_set(e, SOAN_BAD_DATA,
                     _("%s: the history of section #%" PRId64 " does not fit its text; run 'soan verify'"), r->path, id);
}

static bool edits(struct soan_report *r, int64_t id, int64_t rev, int64_t *until, int64_t *behind, struct error *e)
{
    *until = *behind = 0;
    struct query q = query(r, "SELECT coalesce(sum(j.id <= :rev), 0), coalesce(sum(j.id > :rev), 0) FROM journal j"
                              " JOIN edit e ON e.journal = j.id WHERE j.section = :id");
    query_int(&q, ":id", id);
    query_int(&q, ":rev", rev);
    if (query_row(&q)) {
        *until = query_get(&q, 0);
        *behind = query_get(&q, 1);
    }
    return query_end(&q, e);
}

static bool replay(struct soan_report *r, int64_t id, int64_t rev, struct text *out, struct error *e)
{
    bool fits = true;
    struct query origin = query(r, "SELECT body FROM section_origin WHERE id = :id");
    query_int(&origin, ":id", id);
    if (query_row(&origin))
        text_append(out, query_text(&origin, 0));
    if (!query_end(&origin, e))
        return false;
    struct query q = query(r, "SELECT e.pos, e.removed, e.inserted FROM journal j JOIN edit e ON e.journal = j.id"
                              " WHERE j.section = :id AND j.id <= :rev ORDER BY j.id, e.seq");
    query_int(&q, ":id", id);
    query_int(&q, ":rev", rev);
    while (fits && query_row(&q)) {
        size_t pos = (size_t)query_get(&q, 0), len = query_text(&q, 1).len;
        fits = pos <= out->len && len <= out->len - pos;
        if (fits)
            text_replace(out, pos, len, query_text(&q, 2));
    }
    return query_end(&q, e) && (fits || torn(r, id, e));
}

static bool unwind(struct soan_report *r, int64_t id, int64_t rev, struct text *out, struct error *e)
{
    bool fits = true;
    if (!section_body(r, id, out, e))
        return false;
    struct query q = query(r, "SELECT e.pos, e.removed, e.inserted FROM journal j JOIN edit e ON e.journal = j.id"
                              " WHERE j.section = :id AND j.id > :rev ORDER BY j.id DESC, e.seq DESC");
    query_int(&q, ":id", id);
    query_int(&q, ":rev", rev);
    while (fits && query_row(&q)) {
        size_t pos = (size_t)query_get(&q, 0), len = query_text(&q, 2).len;
        fits = pos <= out->len && len <= out->len - pos;
        if (fits)
            text_replace(out, pos, len, query_text(&q, 1));
    }
    return query_end(&q, e) && (fits || torn(r, id, e));
}

/* From whichever end is nearer. */
static bool body_at(struct soan_report *r, int64_t id, int64_t rev, struct text *out, struct error *e)
{
    int64_t until, behind;
    if (!edits(r, id, rev, &until, &behind, e))
        return false;
    return behind <= until || until + behind == 0 ? unwind(r, id, rev, out, e) : replay(r, id, rev, out, e);
}

bool past_read(struct soan_report *r, int64_t id, int64_t rev, struct soan_past *out, struct error *e)
{
    bool known = false;
    int64_t parent;
    if (!parent_at(r, id, rev, &parent, &known, e) || (!known && !no_section(r, id, e)) ||
        !there_at(r, id, rev, &out->there, e))
        return false;
    return !out->there || (title_at(r, id, rev, &out->title, e) && body_at(r, id, rev, &out->body, e));
}

bool soan_section_at(struct soan_report *r, int64_t id, int64_t rev, struct soan_past *out, struct error *e)
{
    struct soan_past p = {0};
    if (!read_begin(r, e))
        return false;
    bool ok = past_read(r, id, rev, &p, e);
    read_end(r);
    if (!ok) {
        soan_past_free(&p);
        return false;
    }
    soan_past_free(out);
    *out = p;
    return true;
}

/* ---- an earlier text as a new step ---- */

struct returning {
    int64_t id, rev;
    struct soan_written out;
};

static bool give_back(struct gate *g, void *arg, struct error *e)
{
    struct returning *x = arg;
    struct soan_past p = {0};
    struct text_changes mine = {0};
    struct text name = {0};
    struct draft d;
    if (!draft_open(g->r, x->id, &d, e))
        return false;
    bool ok = past_read(g->r, x->id, x->rev, &p, e);
    if (ok && !p.there)
        ok = error_set(e, SOAN_REFUSED,
                       _("%s: section #%" PRId64 " was not in the report at #%" PRId64 "; 'soan log' lists its states"),
                       g->r->path, x->id, x->rev);
    changes_between(text_view(&d.body), text_view(&p.body), &mine);
    text_printf(&name, "#%" PRId64, x->rev);
    g->nothing = mine.n == 0;
    x->out.rev = d.rev;
    struct journal_entry j = {.kind = "write", .after = text_view(&name)};
    if (ok && mine.n) {
        ok = draft_change(g, &d, &j, mine.item, mine.n, e) && draft_close(g, &d, e);
        x->out.rev = g->row;
    }
    text_free(&name);
    text_changes_free(&mine);
    soan_past_free(&p);
    draft_free(&d);
    return ok;
}

bool soan_section_return(struct soan_report *r, int64_t id, int64_t rev, struct soan_written *out, struct error *e)
{
    struct returning x = {.id = id, .rev = rev};
    if (!gate_write(r, SOAN_RIGHT_TEXT, "return", GATE_HISTORY, give_back, &x, e))
        return false;
    *out = x.out;
    return true;
}

/* ---- who wrote it ---- */

bool soan_section_writer(struct soan_report *r, int64_t id, size_t pos, struct soan_writer *out, struct error *e)
{
    struct soan_writer w = {.imported = true};
    struct query q = query(r, "SELECT e.pos, length(CAST(e.removed AS BLOB)), length(CAST(e.inserted AS BLOB)), j.id,"
                              " j.at, m.name FROM journal j JOIN edit e ON e.journal = j.id"
                              " LEFT JOIN member m ON m.id = j.member"
                              " WHERE j.section = :id ORDER BY j.id DESC, e.seq DESC");
    query_int(&q, ":id", id);
    while (w.imported && query_row(&q)) {
        size_t at = (size_t)query_get(&q, 0), removed = (size_t)query_get(&q, 1), inserted = (size_t)query_get(&q, 2);
        if (pos >= at + inserted) {
            pos = pos - inserted + removed;
        } else if (pos >= at) {
            w = (struct soan_writer){.rev = query_get(&q, 3), .at = query_get(&q, 4)};
            w.member = text_copy(query_text(&q, 5));
        }
    }
    if (!query_end(&q, e)) {
        soan_writer_free(&w);
        return false;
    }
    soan_writer_free(out);
    *out = w;
    return true;
}
