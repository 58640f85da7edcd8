#include <string.h>

#include "report/private.h"

bool soan_report_get(struct soan_report *r, const char *name, struct text *out, struct error *e)
{
    struct text value = {0};
    struct query q = query(r, "SELECT value FROM meta WHERE name = :name");
    query_view(&q, ":name", text_view_of(name));
    if (query_row(&q))
        text_append(&value, query_text(&q, 0));
    if (!query_end(&q, e)) {
        text_free(&value);
        return false;
    }
    text_clear(out);
    text_append(out, text_view(&value));
    text_free(&value);
    return true;
}

bool meta_set(struct soan_report *r, const char *name, struct text_view value, struct error *e)
{
    struct query q = query(r, "INSERT INTO meta (name, value) VALUES (:name, :value)"
                              " ON CONFLICT (name) DO UPDATE SET value = excluded.value");
    query_view(&q, ":name", text_view_of(name));
    query_view(&q, ":value", value);
    return query_run(&q, e);
}

struct property { const char *name; struct text_view value; };

static bool set_property(struct gate *g, void *arg, struct error *e)
{
    const struct property *p = arg;
    struct text before = {0}, after = {0};
    text_clean_line(p->value, &after, NULL);
    bool ok = soan_report_get(g->r, p->name, &before, e);
    if (ok && text_view_equal(text_view(&before), text_view(&after))) {
        g->nothing = true;
    } else if (ok) {
        struct text was = {0}, is = {0};
        text_printf(&was, "%s=%s", p->name, text_str(&before));
        text_printf(&is, "%s=%s", p->name, text_str(&after));
        struct journal_entry j = {.kind = "property", .before = text_view(&was), .after = text_view(&is)};
        ok = journal_add(g, &j, NULL, e) && meta_set(g->r, p->name, text_view(&after), e);
        text_free(&was);
        text_free(&is);
    }
    text_free(&before);
    text_free(&after);
    return ok;
}

bool soan_report_set(struct soan_report *r, const char *name, struct text_view value, struct error *e)
{
    struct property p = {name, value};
    bool own = strcmp(name, "join") == 0; /* who comes in is the owners' */
    return gate_write(r, own ? SOAN_RIGHT_MEMBERS : SOAN_RIGHT_PROPERTY, "property", GATE_HISTORY, set_property, &p, e);
}

bool total_add(struct soan_report *r, struct total t, struct error *e)
{
    struct query q = query(r, "UPDATE total SET sections = sections + :sections, words = words + :words,"
                              " blanks = blanks + :blanks, figures = figures + :figures,"
                              " figures_open = figures_open + :figures_open");
    query_int(&q, ":sections", t.sections);
    query_int(&q, ":words", t.words);
    query_int(&q, ":blanks", t.blanks);
    query_int(&q, ":figures", t.figures);
    query_int(&q, ":figures_open", t.figures_open);
    return query_run(&q, e);
}

bool soan_report_totals(struct soan_report *r, struct soan_totals *out, struct error *e)
{
    struct soan_totals t = {0};
    struct query q = query(r, "SELECT sections, words, blanks, figures, figures_open,"
                              " (SELECT count(*) FROM comment WHERE parent = 0 AND resolved = 0"
                              " AND (published = 1 OR member = :me)) FROM total");
    query_int(&q, ":me", r->member_id);
    if (query_row(&q))
        t = (struct soan_totals){query_get(&q, 0), query_get(&q, 1), query_get(&q, 2),
                                 query_get(&q, 3), query_get(&q, 4), query_get(&q, 5), 0};
    if (!query_end(&q, e) || !soan_suggestion_count(r, 0, &t.suggestions, e))
        return false;
    *out = t;
    return true;
}

bool soan_report_poll(struct soan_report *r, bool *changed, struct error *e)
{
    int64_t version = 0;
    if (r->frozen && r->reading == 0)
        return connection_refresh(r, changed, e);
    gate_watch(r);
    struct query q = query(r, "PRAGMA data_version");
    if (!query_single(&q, &version, 0, e))
        return false;
    *changed = version != r->data_version;
    r->data_version = version;
    return true;
}

bool soan_report_rev(struct soan_report *r, int64_t *rev, struct error *e)
{
    struct query q = query(r, "SELECT max(id) FROM journal");
    return query_single(&q, rev, 0, e);
}
