/* The journal as people read it: bursts of typing joined to steps, states by their names, sections that changed. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "report/private.h"

enum {
    IMPORT_ROW = 1,
    PAUSE = 15 * 60,          /* seconds without a change that end a step */
};

const char *soan_step_name(enum soan_step_kind kind)
{
    static const char *const names[] = {
        [SOAN_STEP_TEMPLATE] = "template", [SOAN_STEP_TEXT] = "text", [SOAN_STEP_RETURNED] = "returned",
        [SOAN_STEP_CHECKPOINT] = "checkpoint", [SOAN_STEP_TITLE] = "title", [SOAN_STEP_ADDED] = "added",
        [SOAN_STEP_MOVED] = "moved", [SOAN_STEP_REMOVED] = "removed", [SOAN_STEP_RESTORED] = "restored",
        [SOAN_STEP_ACCEPTED] = "accepted", [SOAN_STEP_STATE] = "state", [SOAN_STEP_ASSIGNED] = "assigned",
        [SOAN_STEP_APPROVED] = "approved", [SOAN_STEP_REOPENED] = "reopened", [SOAN_STEP_MILESTONE] = "milestone",
    };
    return names[kind];
}

/* ---- steps ---- */

static void tell_name(const char *format, struct text_view name, struct text *out)
{
    struct text copy = text_copy(name);
    _Pragma("GCC diagnostic push") _Pragma("GCC diagnostic ignored \"-Wformat-nonliteral\"")
        text_printf(out, format, text_str(&copy));
    _Pragma("GCC diagnostic pop") text_free(&copy);
}

void soan_step_tell(const struct soan_step *s, struct text *out)
{
    switch (s->kind) {
    case SOAN_STEP_TEMPLATE:
        text_append_str(out, _("as imported"));
        break;
    case SOAN_STEP_TEXT:
        text_printf(out, _("text: %lld characters out, %lld in"), (long long)s->removed, (long long)s->inserted);
        break;
    case SOAN_STEP_RETURNED:
        tell_name(_("the text of %s again"), s->name, out);
        break;
    case SOAN_STEP_CHECKPOINT:
        tell_name(_("checkpoint: %s"), s->name, out);
        break;
    case SOAN_STEP_TITLE:
        tell_name(_("title: %s"), s->name, out);
        break;
    case SOAN_STEP_ADDED:
        text_append_str(out, _("added"));
        break;
    case SOAN_STEP_MOVED:
        text_append_str(out, _("moved"));
        break;
    case SOAN_STEP_REMOVED:
        text_append_str(out, _("to the bin"));
        break;
    case SOAN_STEP_RESTORED:
        text_append_str(out, _("back from the bin"));
        break;
    case SOAN_STEP_ACCEPTED:
        tell_name(_("taken up what %s suggested"), s->name, out);
        break;
    case SOAN_STEP_STATE:
        tell_name(_("state: %s"), text_view_of(_(soan_state_name(state_by_name(s->name)))), out);
        break;
    case SOAN_STEP_ASSIGNED:
        tell_name(s->name.len ? _("to be written by %s") : _("to be written by nobody in particular"), s->name, out);
        break;
    case SOAN_STEP_APPROVED:
        tell_name(_("approved, code %s"), s->name, out);
        break;
    case SOAN_STEP_REOPENED:
        tell_name(_("approved no longer: %s"), s->name, out);
        break;
    case SOAN_STEP_MILESTONE:
        tell_name(_("milestone: %s"), s->name, out);
        break;
    }
}

/* The step that grows while older rows of it come in. */
struct growing {
    struct soan_step step;
    struct text member, name;
    bool any, stopped;
    soan_step_fn *each;
    void *arg;
};

static enum soan_step_kind kind_of(struct text_view kind, struct text_view before, struct text_view after)
{
    if (text_view_equal(kind, TEXT_LIT("import")))
        return SOAN_STEP_TEMPLATE;
    if (text_view_equal(kind, TEXT_LIT("checkpoint")))
        return SOAN_STEP_CHECKPOINT;
    if (text_view_equal(kind, TEXT_LIT("accept")))
        return SOAN_STEP_ACCEPTED;
    if (text_view_equal(kind, TEXT_LIT("state")))
        return SOAN_STEP_STATE;
    if (text_view_equal(kind, TEXT_LIT("assign")))
        return SOAN_STEP_ASSIGNED;
    if (text_view_equal(kind, TEXT_LIT("approve")))
        return SOAN_STEP_APPROVED;
    if (text_view_equal(kind, TEXT_LIT("unapprove")))
        return SOAN_STEP_REOPENED;
    if (text_view_equal(kind, TEXT_LIT("milestone")))
        return SOAN_STEP_MILESTONE;
    if (text_view_starts(before, TEXT_LIT("title ")))
        return SOAN_STEP_TITLE;
    if (text_view_equal(before, TEXT_LIT("none")))
        return SOAN_STEP_ADDED;
    if (text_view_equal(after, TEXT_LIT("bin")))
        return SOAN_STEP_REMOVED;
    if (text_view_starts(before, TEXT_LIT("bin")))
        return SOAN_STEP_RESTORED;
    if (text_view_starts(before, TEXT_LIT("at ")))
        return SOAN_STEP_MOVED;
    return after.len ? SOAN_STEP_RETURNED : SOAN_STEP_TEXT;
}

static void hand_over(struct growing *g)
{
    if (g->any && !g->stopped) {
        g->step.member = text_view(&g->member);
        g->step.name = text_view(&g->name);
        g->stopped = !g->each(&g->step, g->arg);
    }
    g->any = false;
}

static void take(struct growing *g, const struct soan_step *older)
{
    struct soan_step *s = &g->step;
    if (g->any && s->kind == SOAN_STEP_TEXT && older->kind == SOAN_STEP_TEXT && s->section == older->section &&
        text_view_equal(text_view(&g->member), older->member) && s->began - older->at <= PAUSE) {
        s->began = older->at;
        s->removed += older->removed;
        s->inserted += older->inserted;
        return;
    }
    hand_over(g);
    g->any = true;
    g->step = *older;
    text_clear(&g->member);
    text_clear(&g->name);
    text_append(&g->member, older->member);
    text_append(&g->name, older->name);
}

static void read_step(struct query *q, struct soan_step *out)
{
    struct text_view before = query_text(q, 5), after = query_text(q, 6);
    *out = (struct soan_step){.kind = kind_of(query_text(q, 4), before, after), .section = query_get(q, 1),
                              .rev = query_get(q, 0), .began = query_get(q, 2), .at = query_get(q, 2),
                              .removed = query_get(q, 7), .inserted = query_get(q, 8), .member = query_text(q, 3)};
    if (out->kind == SOAN_STEP_TITLE)
        out->name = text_view_part(after, strlen("title "), after.len);
    else if (out->kind == SOAN_STEP_CHECKPOINT || out->kind == SOAN_STEP_RETURNED ||
             out->kind == SOAN_STEP_ACCEPTED || out->kind == SOAN_STEP_STATE || out->kind == SOAN_STEP_APPROVED ||
             out->kind == SOAN_STEP_MILESTONE)
        out->name = after;
    else if (out->kind == SOAN_STEP_ASSIGNED || out->kind == SOAN_STEP_REOPENED)
        out->name = text_view_part(after, 1, out->kind == SOAN_STEP_ASSIGNED ? text_view_find(after, TEXT_LIT(" "), 0)
                                                                             : after.len);
}

#define STEP_COLUMNS \
    "j.id, j.section, j.at, coalesce(m.name, ''), j.kind, j.before, j.after," \
    " (SELECT sum(length(e.removed)) FROM edit e WHERE e.journal = j.id)," \
    " (SELECT sum(length(e.inserted)) FROM edit e WHERE e.journal = j.id)" \
    " FROM journal j LEFT JOIN member m ON m.id = j.member"
#define STEP_KINDS \
    "j.kind IN ('edit', 'write', 'replace', 'accept', 'undo', 'redo', 'checkpoint', 'add', 'rename', 'move', 'remove', 'restore'," \
    " 'outline-undo', 'outline-redo', 'state', 'assign', 'approve', 'unapprove', 'milestone')"

static bool imported(struct soan_report *r, int64_t section, bool *out, struct error *e)
{
    int64_t added = 0;
    struct query q = query(r, "SELECT count(*) FROM journal WHERE section = :section AND before = 'none'");
    query_int(&q, ":section", section);
    if (!query_single(&q, &added, 0, e))
        return false;
    *out = added == 0;
    return true;
}

static bool each_row(struct soan_report *r, int64_t section, struct growing *g, struct error *e)
{
    struct soan_step s;
    bool with_template = true;
    struct query q = section ? query(r, "SELECT " STEP_COLUMNS " WHERE j.section = :section AND " STEP_KINDS
                                        " ORDER BY j.id DESC")
                             : query(r, "SELECT " STEP_COLUMNS " WHERE (j.section > 0 OR j.kind = 'milestone') AND " STEP_KINDS
                                        " ORDER BY j.id DESC");
    if (section)
        query_int(&q, ":section", section);
    while (!g->stopped && query_row(&q)) {
        read_step(&q, &s);
        take(g, &s);
    }
    if (!query_end(&q, e))
        return false;
    hand_over(g);
    if (g->stopped || (section && !imported(r, section, &with_template, e)) || !with_template)
        return g->stopped || !with_template;
    struct query first = query(r, "SELECT " STEP_COLUMNS " WHERE j.id = 1 AND j.kind = 'import'");
    if (query_row(&first)) {
        read_step(&first, &s);
        s.section = section;
        take(g, &s);
        hand_over(g);
    }
    return query_end(&first, e);
}

bool soan_history_each(struct soan_report *r, int64_t section, soan_step_fn *each, void *arg, struct error *e)
{
    struct growing g = {.each = each, .arg = arg};
    if (!read_begin(r, e))
        return false;
    bool ok = each_row(r, section, &g, e);
    read_end(r);
    text_free(&g.member);
    text_free(&g.name);
    return ok;
}

/* ---- states by name ---- */

/* "#12" as a number; 0 if it is none. */
static int64_t rev_of(const char *state)
{
    int64_t rev = 0;
    if (*state++ != '#' || !*state)
        return 0;
    for (; *state; state++) {
        if (*state < '0' || *state > '9' || rev > INT64_MAX / 10 - 1)
            return 0;
        rev = rev * 10 + (*state - '0');
    }
    return rev;
}

static bool checkpoint_find(struct soan_report *r, int64_t section, struct text_view name, int64_t *rev,
                            struct error *e)
{
    struct query q = section ? query(r, "SELECT max(id) FROM journal WHERE section = :section AND kind = 'checkpoint'"
                                        " AND after = :name")
                             : query(r, "SELECT max(id) FROM journal WHERE kind = 'checkpoint' AND after = :name");
    if (section)
        query_int(&q, ":section", section);
    query_view(&q, ":name", name);
    return query_single(&q, rev, 0, e);
}

static bool milestone_find(struct soan_report *r, struct text_view name, int64_t *rev, struct error *e)
{
    struct query q = query(r, "SELECT rev FROM milestone WHERE name = :name");
    query_view(&q, ":name", name);
    return query_single(&q, rev, 0, e);
}

bool soan_state_find(struct soan_report *r, int64_t section, const char *state, int64_t *rev, struct error *e)
{
    int64_t newest = 0, found = 0;
    struct text name = {0};
    if (!soan_report_rev(r, &newest, e))
        return false;
    text_clean_line(text_view_trim(text_view_of(state)), &name, NULL);
    bool ok = true;
    if (strcmp(text_str(&name), "template") == 0)
        found = IMPORT_ROW;
    else if (strcmp(text_str(&name), "now") == 0)
        found = newest;
    else if (rev_of(text_str(&name)))
        found = rev_of(text_str(&name)) <= newest ? rev_of(text_str(&name)) : 0;
    else
        ok = milestone_find(r, text_view(&name), &found, e) &&
             (found || checkpoint_find(r, section, text_view(&name), &found, e));
    if (ok && !found)
        ok = error_set(e, SOAN_NO_INPUT,
                       _("%s: no state \"%s\"; 'soan log' lists them: template, now, #REV or the name of a milestone or checkpoint"),
                       r->path, text_str(&name));
    text_free(&name);
    if (ok)
        *rev = found;
    return ok;
}

/* ---- what changed ---- */

static bool add_changed(struct soan_report *r, int64_t from, int64_t to, struct ordered_list *l, struct error *e)
{
    bool ok = true;
    /* What goes to the bin or comes back takes its branch along. */
    struct query q = query(r,
        "WITH RECURSIVE branch (id) AS (SELECT section FROM journal WHERE id > :from AND id <= :to AND section > 0"
        " AND (after = 'bin' OR before LIKE 'bin%')"
        " UNION SELECT s.id FROM section s JOIN branch b ON s.parent = b.id)"
        " SELECT id FROM branch UNION SELECT section FROM journal WHERE id > :from AND id <= :to AND section > 0"
        " AND kind IN ('edit', 'write', 'replace', 'accept', 'undo', 'redo', 'add', 'rename', 'outline-undo', 'outline-redo')"
        " UNION SELECT p.section FROM journal j JOIN figure f ON f.id = j.figure JOIN place p ON p.key = f.key"
        " WHERE j.id > :from AND j.id <= :to AND j.figure <> 0 AND j.kind IN ('fill', 'compute')");
    query_int(&q, ":from", from < to ? from : to);
    query_int(&q, ":to", from < to ? to : from);
    while (ok && query_row(&q)) {
        struct text key = {0};
        int64_t id = query_get(&q, 0);
        ok = section_order(r, id, &key, e);
        if (ok)
            ordered_add(l, id, 0, &key);
        text_free(&key);
    }
    return query_end(&q, ok ? e : NULL) && ok;
}

bool soan_changed_each(struct soan_report *r, int64_t from, int64_t to, soan_id_fn *each, void *arg, struct error *e)
{
    struct ordered_list l = {0};
    if (!read_begin(r, e))
        return false;
    bool ok = add_changed(r, from, to, &l, e);
    read_end(r);
    if (ok)
        ordered_each(&l, each, arg);
    ordered_free(&l);
    return ok;
}
