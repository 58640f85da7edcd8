/* The report as one JSON object (RFC 8259); data/export.schema.json says what is in it. */
#include <inttypes.h>

#include "cli/export.h"
#include "soan/print.h"
#include "soan/review.h"

struct json {
    struct export *x;
    bool any;                 /* in the array being written */
    bool failed;
};

static void put(struct json *j, const char *name, struct text_view value)
{
    text_printf(&j->x->out, ", \"%s\": ", name);
    json_string(value, &j->x->out);
}

static void put_time(struct json *j, const char *name, int64_t at)
{
    struct text iso = {0};
    if (at)
        time_iso(at, &iso);
    text_printf(&j->x->out, ", \"%s\": ", name);
    if (at)
        json_string(text_view(&iso), &j->x->out);
    else
        text_append_str(&j->x->out, "null");
    text_free(&iso);
}

static void array_begin(struct json *j, const char *name)
{
    text_printf(&j->x->out, ",\n \"%s\": [", name);
    j->any = false;
}

/* `name`: what it is found by. */
static void row_begin_by(struct json *j, const char *name, int64_t id)
{
    text_printf(&j->x->out, "%s\n  {\"%s\": %" PRId64, j->any ? "," : "", name, id);
    j->any = true;
}

static void row_begin(struct json *j, int64_t id)
{
    row_begin_by(j, "id", id);
}

/* A row is handed on as soon as it is whole. */
static bool row_end(struct json *j)
{
    text_append_char(&j->x->out, '}');
    bool ok = export_emit(j->x, text_view(&j->x->out));
    text_clear(&j->x->out);
    return ok;
}

static void properties(struct json *j)
{
    struct text value = {0};
    bool any = false;
    text_append_str(&j->x->out, ",\n \"properties\": {");
    for (const struct soan_property *p = soan_properties; p->name && !j->failed; p++) {
        j->failed = !soan_report_get(j->x->r, p->name, &value, j->x->e);
        if (!value.len)
            continue;
        text_append_str(&j->x->out, any ? ", " : "");
        json_string(text_view_of(p->name), &j->x->out);
        text_append_str(&j->x->out, ": ");
        json_string(text_view(&value), &j->x->out);
        any = true;
    }
    text_append_char(&j->x->out, '}');
    text_free(&value);
}

static bool section(const struct soan_section *s, void *arg)
{
    struct json *j = arg;
    struct text body = {0};
    j->failed = !soan_section_text(j->x->r, s->id, &body, NULL, j->x->e);
    if (j->failed)
        return false;
    row_begin(j, s->id);
    text_printf(&j->x->out, ", \"parent\": %" PRId64 ", \"depth\": %u", s->parent, s->depth);
    put(j, "path", text_view(&s->path));
    put(j, "marker", text_view(&s->marker.shown));
    put(j, "title", text_view(&s->title));
    put(j, "status", text_view_of(soan_state_name(s->state)));
    put(j, "text", text_view(&body));
    text_free(&body);
    return row_end(j);
}

static bool member(const struct soan_member *m, void *arg)
{
    struct json *j = arg;
    row_begin(j, m->id);
    put(j, "name", text_view_of(m->name));
    put(j, "role", text_view_of(soan_role_name(m->role)));
    put_time(j, "since", m->since);
    put_time(j, "gone", m->gone);
    return row_end(j);
}

static bool assignment(const struct soan_status *s, void *arg)
{
    struct json *j = arg;
    if (!s->assignee[0] || s->inherited)
        return true;
    row_begin_by(j, "section", s->section->id);
    put(j, "member", text_view_of(s->assignee));
    put_time(j, "due", s->due);
    return row_end(j);
}

static bool approval(const struct soan_approval *a, void *arg)
{
    struct json *j = arg;
    row_begin(j, a->id);
    text_printf(&j->x->out, ", \"section\": %" PRId64, a->section);
    put(j, "member", a->member);
    put_time(j, "at", a->at);
    put(j, "code", a->code);
    put_time(j, "ended", a->ended);
    put(j, "ended_by", a->ended_by);
    put(j, "reason", a->reason);
    return row_end(j);
}

static bool approvals(const struct soan_section *s, void *arg)
{
    struct json *j = arg;
    j->failed = !soan_approval_each(j->x->r, s->id, approval, j, j->x->e);
    return !j->failed;
}

static bool milestone(const struct soan_milestone *m, void *arg)
{
    struct json *j = arg;
    row_begin_by(j, "rev", m->rev);
    put(j, "name", m->name);
    put_time(j, "at", m->at);
    put(j, "member", m->member);
    put(j, "note", m->note);
    put(j, "sha256", m->sha256);
    return row_end(j);
}

static bool figure(const struct soan_figure *f, void *arg)
{
    struct json *j = arg;
    row_begin(j, f->id);
    put(j, "key", text_view(&f->key));
    put(j, "label", text_view(&f->label));
    put(j, "kind", text_view_of(soan_kind_name(f->kind)));
    put(j, "unit", text_view(&f->unit));
    put(j, "value", text_view(&f->value));
    put(j, "target", text_view(&f->target));
    put(j, "previous", text_view(&f->previous));
    put(j, "formula", text_view(&f->formula));
    put(j, "state", text_view_of(soan_figure_state(f)));
    put(j, "source", text_view(&f->source));
    put(j, "note", text_view(&f->note));
    return row_end(j);
}

static bool comment(const struct soan_comment *c, void *arg)
{
    struct json *j = arg;
    if (c->draft)
        return true; /* not yet said to anybody */
    row_begin(j, c->id);
    text_printf(&j->x->out, ", \"section\": %" PRId64 ", \"parent\": %" PRId64, c->section, c->parent);
    put(j, "author", text_view(&c->author));
    put_time(j, "at", c->at);
    put(j, "quote", text_view(&c->quote));
    put(j, "behalf", text_view(&c->behalf));
    put(j, "text", text_view(&c->body));
    text_printf(&j->x->out, ", \"resolved\": %s", c->resolved ? "true" : "false");
    put(j, "reason", text_view(&c->reason));
    return row_end(j);
}

static bool suggestion(const struct soan_suggestion *s, void *arg)
{
    struct json *j = arg;
    row_begin(j, s->id);
    text_printf(&j->x->out, ", \"section\": %" PRId64, s->section);
    put(j, "author", text_view(&s->author));
    put_time(j, "at", s->at);
    put(j, "state", text_view_of(soan_suggestion_state_name(s->state)));
    put(j, "was", text_view(&s->was));
    put(j, "instead", text_view(&s->instead));
    put(j, "note", text_view(&s->note));
    put(j, "decided_by", text_view(&s->decided_by));
    put_time(j, "decided_at", s->decided_at);
    put(j, "reason", text_view(&s->reason));
    return row_end(j);
}

static void array_end(struct json *j)
{
    text_append_str(&j->x->out, j->any ? "\n ]" : "]");
}

static bool put_report(struct export *x)
{
    struct json j = {.x = x};
    struct text title = {0};
    if (!soan_report_get(x->r, "title", &title, x->e))
        return false;
    text_clear(&x->out);
    text_append_str(&x->out, "{\"format\": \"soan\", \"version\": 1");
    put(&j, "title", text_view(&title));
    text_free(&title);
    properties(&j);
    array_begin(&j, "members");
    bool ok = !j.failed && soan_member_each(x->r, member, &j, x->e);
    array_end(&j);
    array_begin(&j, "sections");
    ok = ok && soan_section_walk(x->r, 0, section, &j, x->e) && !j.failed;
    array_end(&j);
    array_begin(&j, "assignments");
    ok = ok && soan_status_each(x->r, assignment, &j, x->e);
    array_end(&j);
    array_begin(&j, "approvals");
    ok = ok && soan_section_walk(x->r, 0, approvals, &j, x->e) && !j.failed;
    array_end(&j);
    array_begin(&j, "figures");
    ok = ok && soan_figure_each(x->r, figure, &j, x->e);
    array_end(&j);
    array_begin(&j, "comments");
    ok = ok && soan_comment_each(x->r, 0, comment, &j, x->e);
    array_end(&j);
    array_begin(&j, "suggestions");
    ok = ok && soan_suggestion_each(x->r, 0, false, suggestion, &j, x->e);
    array_end(&j);
    array_begin(&j, "milestones");
    ok = ok && soan_milestone_each(x->r, milestone, &j, x->e);
    array_end(&j);
    text_append_str(&x->out, "\n}\n");
    export_emit(x, text_view(&x->out));
    return ok;
}

bool export_json(struct export *x)
{
    if (!soan_report_hold(x->r, x->e))
        return false;
    bool ok = put_report(x);
    soan_report_release(x->r);
    return ok;
}
