#include <inttypes.h>
#include <stdlib.h>

#include "report/private.h"

void soan_section_free(struct soan_section *s)
{
    soan_marker_free(&s->marker);
    text_free(&s->title);
    text_free(&s->path);
    text_free(&s->assignee);
    *s = (struct soan_section){0};
}

void section_read(struct query *q, struct soan_section *out)
{
    *out = (struct soan_section){
        .id = query_get(q, 0),
        .parent = query_get(q, 1),
        .pos = (unsigned)query_get(q, 2),
        .depth = (unsigned)query_get(q, 3),
        .marker = {
            .kind = marker_kind_by_name(query_text(q, 4)),
            .number = (unsigned)query_get(q, 5),
        },
        .run_in = query_flag(q, 9),
        .state = state_by_name(query_text(q, 10)),
        .words = query_get(q, 11),
        .blanks = query_get(q, 12),
        .blanks_below = query_get(q, 13),
        .bytes = query_get(q, 14),
        .rev = query_get(q, 15),
        .children = query_get(q, 16),
        .comments = query_get(q, 17),
    };
    out->marker.style = text_copy(query_text(q, 6));
    out->marker.shown = text_copy(query_text(q, 7));
    out->title = text_copy(query_text(q, 8));
}

bool no_section(struct soan_report *r, int64_t id, struct error *e)
{
    return error_set(e, SOAN_NO_INPUT, _("%s: has no section #%" PRId64 "; 'soan outline' lists them"), r->path, id);
}

bool section_load(struct soan_report *r, int64_t id, struct soan_section *out, int64_t *removed, struct error *e)
{
    struct soan_section s = {0};
    bool found = false;
    struct query q = query(r, "SELECT " SECTION_COLUMNS " FROM section s WHERE s.id = :id");
    query_int(&q, ":me", r->member_id);
    query_int(&q, ":id", id);
    if (query_row(&q)) {
        section_read(&q, &s);
        *removed = query_get(&q, 18);
        found = true;
    }
    if (!query_end(&q, e)) {
        soan_section_free(&s);
        return false;
    }
    if (!found)
        return no_section(r, id, e);
    *out = s;
    return true;
}

bool soan_section_get(struct soan_report *r, int64_t id, struct soan_section *out, struct error *e)
{
    struct soan_section s;
    int64_t removed = 0;
    if (!section_load(r, id, &s, &removed, e))
        return false;
    if (removed) {
        soan_section_free(&s);
        return error_set(e, SOAN_NO_INPUT, _("%s: section #%" PRId64 " is in the bin; bring it back from there first"),
                         r->path, id);
    }
    *out = s;
    return true;
}

bool section_spot(struct soan_report *r, int64_t id, struct spot *out, struct error *e)
{
    struct spot s = {0};
    int64_t removed = -1;
    struct query q = query(r, "SELECT parent, pos, depth, removed FROM section WHERE id = :id");
    query_int(&q, ":id", id);
    if (query_row(&q)) {
        s = (struct spot){query_get(&q, 0), (unsigned)query_get(&q, 1), (unsigned)query_get(&q, 2)};
        removed = query_get(&q, 3);
    }
    if (!query_end(&q, e))
        return false;
    if (removed < 0)
        return no_section(r, id, e);
    if (removed > 0)
        return error_set(e, SOAN_NO_INPUT, _("%s: section #%" PRId64 " is in the bin; bring it back from there first"),
                         r->path, id);
    *out = s;
    return true;
}

bool child_count(struct soan_report *r, int64_t parent, int64_t *n, struct error *e)
{
    struct query q = query(r, "SELECT max(pos) FROM section WHERE parent = :parent");
    query_int(&q, ":parent", parent);
    return query_single(&q, n, 0, e);
}

bool soan_section_children(struct soan_report *r, int64_t parent, unsigned pos, size_t limit,
                           struct soan_section *out, size_t *n, struct error *e)
{
    size_t got = 0;
    struct query q = query(r, "SELECT " SECTION_COLUMNS " FROM section s WHERE s.parent = :parent AND s.pos >= :pos"
                              " ORDER BY s.pos");
    query_int(&q, ":me", r->member_id);
    query_int(&q, ":parent", parent);
    query_int(&q, ":pos", pos);
    while (got < limit && query_row(&q))
        section_read(&q, &out[got++]);
    if (!query_end(&q, e)) {
        while (got)
            soan_section_free(&out[--got]);
        return false;
    }
    *n = got;
    return true;
}

bool section_body(struct soan_report *r, int64_t id, struct text *out, struct error *e)
{
    struct query q = query(r, "SELECT body FROM section_text WHERE id = :id");
    query_int(&q, ":id", id);
    text_clear(out);
    if (query_row(&q))
        text_append(out, query_text(&q, 0));
    return query_end(&q, e);
}

bool soan_section_text(struct soan_report *r, int64_t id, struct text *out, int64_t *rev, struct error *e)
{
    struct text body = {0};
    int64_t newest = -1;
    struct query q =
        query(r, "SELECT s.rev, t.body FROM section s LEFT JOIN section_text t ON t.id = s.id WHERE s.id = :id");
    query_int(&q, ":id", id);
    if (query_row(&q)) {
        newest = query_get(&q, 0);
        text_append(&body, query_text(&q, 1));
    }
    if (!query_end(&q, e) || (newest < 0 && !no_section(r, id, e))) {
        text_free(&body);
        return false;
    }
    text_free(out);
    *out = body;
    if (rev)
        *rev = newest;
    return true;
}

bool soan_section_raw(struct soan_report *r, int64_t id, struct text *out, struct error *e)
{
    struct text raw = {0};
    struct query q = query(r, "SELECT raw FROM section_raw WHERE id = :id");
    query_int(&q, ":id", id);
    if (query_row(&q))
        text_append(&raw, query_text(&q, 0));
    if (!query_end(&q, e)) {
        text_free(&raw);
        return false;
    }
    text_free(out);
    *out = raw;
    return true;
}
