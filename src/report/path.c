#include <inttypes.h>
#include <stdlib.h>

#include "report/private.h"

void component_append(struct text *out, struct text_view component, int64_t nth)
{
    text_append(out, component);
    if (component.len == 0 || nth > 1)
        text_printf(out, "~%" PRId64, nth);
}

/* Goes up to the parent. */
static bool component(struct soan_report *r, int64_t *id, struct text *out, struct error *e)
{
    struct query q = query(r, "SELECT parent, path, nth FROM section WHERE id = :id");
    query_int(&q, ":id", *id);
    *id = 0;
    if (query_row(&q)) {
        *id = query_get(&q, 0);
        component_append(out, query_text(&q, 1), query_get(&q, 2));
    }
    return query_end(&q, e);
}

bool soan_section_path(struct soan_report *r, int64_t id, struct text *out, struct error *e)
{
    struct text *part = NULL;
    size_t n = 0, cap = 0;
    struct spot spot;
    if (!read_begin(r, e))
        return false;
    bool ok = section_spot(r, id, &spot, e);
    while (ok && id > 0 && n <= DEPTH_MAX) {
        mem_grow((void **)&part, &cap, n + 1, sizeof *part);
        part[n] = (struct text){0};
        ok = component(r, &id, &part[n++], e);
    }
    read_end(r);
    if (ok)
        text_clear(out);
    for (size_t i = n; i-- > 0; text_free(&part[i])) {
        if (!ok)
            continue;
        text_append(out, text_view(&part[i]));
        if (i)
            text_append_char(out, '/');
    }
    free(part);
    return ok;
}

/* Digits only, without leading zero, small enough for a place. */
static bool number_of(struct text_view v, int64_t *out)
{
    if (v.len == 0 || v.len > 18 || v.bytes[0] == '0')
        return false;
    int64_t n = 0;
    for (size_t i = 0; i < v.len; i++) {
        if (v.bytes[i] < '0' || v.bytes[i] > '9')
            return false;
        n = n * 10 + (v.bytes[i] - '0');
    }
    *out = n;
    return true;
}

/* "1.1", "1.1~2", "~3": the component and which of those that have it. */
static bool split_component(struct text_view part, struct text_view *name, int64_t *nth)
{
    size_t tilde = text_view_find(part, TEXT_LIT("~"), 0);
    *nth = 1;
    *name = part;
    if (tilde == SIZE_MAX)
        return part.len > 0;
    *name = text_view_part(part, 0, tilde);
    return number_of(text_view_part(part, tilde + 1, part.len), nth);
}

static bool child_named(struct soan_report *r, int64_t parent, struct text_view part, int64_t *id, struct error *e)
{
    struct text_view name;
    int64_t nth;
    *id = 0;
    if (!split_component(part, &name, &nth))
        return true;
    struct query q = query(r, "SELECT id FROM section WHERE parent = :parent AND path = :path AND nth = :nth");
    query_int(&q, ":parent", parent);
    query_view(&q, ":path", name);
    query_int(&q, ":nth", nth);
    return query_single(&q, id, 0, e);
}

static bool unknown(struct soan_report *r, const char *path, int64_t nearest, struct error *e)
{
    struct text near = {0}, title = {0};
    struct soan_section s;
    if (nearest && !soan_section_path(r, nearest, &near, e))
        return false;
    if (nearest && soan_section_get(r, nearest, &s, NULL)) {
        text_ellipsize(text_view(&s.title), 40, &title);
        soan_section_free(&s);
    }
    if (nearest)
        error_set(e, SOAN_NO_INPUT, _("%s: has no section %s; the nearest is %s (%s)"), r->path, path, text_str(&near),
                  text_str(&title));
    else
        error_set(e, SOAN_NO_INPUT, _("%s: has no section %s; 'soan outline' lists them"), r->path, path);
    text_free(&near);
    text_free(&title);
    return false;
}

static bool first_section(struct soan_report *r, int64_t *id, struct error *e)
{
    struct query q = query(r, "SELECT id FROM section WHERE parent = 0 ORDER BY pos LIMIT 1");
    return query_single(&q, id, 0, e);
}

static bool by_path(struct soan_report *r, const char *path, int64_t *id, struct error *e)
{
    struct text_view rest = text_view_of(path);
    int64_t at = 0;
    for (bool last = false; !last;) {
        size_t slash = text_view_find(rest, TEXT_LIT("/"), 0);
        last = slash == SIZE_MAX;
        int64_t next = 0;
        if (!child_named(r, at, text_view_part(rest, 0, last ? rest.len : slash), &next, e))
            return false;
        if (!next) {
            /* Nothing matched at the top: the first section is as near as any. */
            return (at || first_section(r, &at, e)) && unknown(r, path, at, e);
        }
        at = next;
        rest = text_view_part(rest, last ? rest.len : slash + 1, rest.len);
    }
    *id = at;
    return true;
}

bool soan_section_find(struct soan_report *r, const char *path, int64_t *id, struct error *e)
{
    int64_t n = 0;
    struct spot spot;
    if (path[0] == '#') {
        if (!number_of(text_view_of(path + 1), &n))
            return error_set(e, SOAN_USAGE, _("%s: '%s' is no section; write #12 or a path as P1/I/1"), r->path, path);
        if (!section_spot(r, n, &spot, e))
            return false;
        *id = n;
        return true;
    }
    if (!read_begin(r, e))
        return false;
    bool ok = by_path(r, path, id, e);
    read_end(r);
    return ok;
}
