/* The outline steps as the face has them: where things go, who may go where, undo. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "report/private.h"

struct job {
    int64_t id, step;
    struct soan_place at;
    struct text_view title, body;
    bool redo;
};

/* The place that `after` means, before anything moves. */
static bool resolve(struct soan_report *r, struct soan_place at, unsigned *pos, struct error *e)
{
    struct spot parent, after;
    if (at.parent && !section_spot(r, at.parent, &parent, e))
        return false;
    *pos = 1;
    if (!at.after)
        return true;
    if (!section_spot(r, at.after, &after, e))
        return false;
    if (after.parent != at.parent)
        return error_set(e, SOAN_REFUSED,
                         _("%s: section #%" PRId64 " is not there any more; look at the outline again"), r->path,
                         at.after);
    *pos = after.pos + 1;
    return true;
}

static bool within(struct soan_report *r, int64_t id, int64_t branch, bool *is, struct error *e)
{
    *is = false;
    while (id > 0 && !*is) {
        struct spot s;
        *is = id == branch;
        if (!*is && !section_spot(r, id, &s, e))
            return false;
        if (!*is)
            id = s.parent;
    }
    return true;
}

static bool add(struct gate *g, void *arg, struct error *e)
{
    struct job *j = arg;
    unsigned pos;
    return resolve(g->r, j->at, &pos, e) &&
           step_add(g, &(struct step){.kind = "add"}, j->at.parent, pos, j->title, j->body, &j->id, e);
}

bool soan_section_add(struct soan_report *r, struct soan_place at, struct text_view title, struct text_view body,
                      int64_t *id, struct error *e)
{
    struct job j = {.at = at, .title = title, .body = body};
    if (!gate_write(r, SOAN_RIGHT_OUTLINE, "add", GATE_HISTORY, add, &j, e))
        return false;
    *id = j.id;
    return true;
}

static bool rename_section(struct gate *g, void *arg, struct error *e)
{
    struct job *j = arg;
    return step_rename(g, &(struct step){.kind = "rename"}, j->id, j->title, e);
}

bool soan_section_rename(struct soan_report *r, int64_t id, struct text_view title, struct error *e)
{
    struct job j = {.id = id, .title = title};
    return gate_write(r, SOAN_RIGHT_OUTLINE, "rename", GATE_HISTORY, rename_section, &j, e);
}

static bool move_to(struct gate *g, const struct step *as, int64_t id, int64_t parent, unsigned pos, struct error *e)
{
    struct spot was;
    bool inside = false;
    if (!section_spot(g->r, id, &was, e) || !within(g->r, parent, id, &inside, e))
        return false;
    if (inside)
        return error_set(e, SOAN_REFUSED, _("%s: a section cannot be moved into itself; choose a place outside it"),
                         g->r->path);
    if (was.parent == parent && was.pos < pos)
        pos--; /* the gap it leaves closes first */
    g->nothing = was.parent == parent && was.pos == pos;
    return g->nothing || step_move(g, as, id, parent, pos, e);
}

static bool move(struct gate *g, void *arg, struct error *e)
{
    struct job *j = arg;
    unsigned pos;
    struct step as = {.kind = "move", .step = j->step};
    if (!resolve(g->r, j->at, &pos, e) || !move_to(g, &as, j->id, j->at.parent, pos, e))
        return false;
    if (!j->step)
        j->step = g->row; /* 0 if it stands there already */
    return true;
}

bool soan_section_move_on(struct soan_report *r, int64_t id, struct soan_place to, int64_t *step, struct error *e)
{
    struct job j = {.id = id, .at = to, .step = *step};
    if (!gate_write(r, SOAN_RIGHT_OUTLINE, "move", GATE_HISTORY, move, &j, e))
        return false;
    *step = j.step;
    return true;
}

bool soan_section_move(struct soan_report *r, int64_t id, struct soan_place to, struct error *e)
{
    int64_t step = 0;
    return soan_section_move_on(r, id, to, &step, e);
}

static bool remove_section(struct gate *g, void *arg, struct error *e)
{
    struct job *j = arg;
    return step_remove(g, &(struct step){.kind = "remove"}, j->id, e);
}

bool soan_section_remove(struct soan_report *r, int64_t id, struct error *e)
{
    struct job j = {.id = id};
    return gate_write(r, SOAN_RIGHT_OUTLINE, "remove", GATE_HISTORY, remove_section, &j, e);
}

static bool restore(struct gate *g, void *arg, struct error *e)
{
    struct job *j = arg;
    return step_restore(g, &(struct step){.kind = "restore"}, j->id, e);
}

bool soan_section_restore(struct soan_report *r, int64_t id, struct error *e)
{
    struct job j = {.id = id};
    return gate_write(r, SOAN_RIGHT_OUTLINE, "restore", GATE_HISTORY, restore, &j, e);
}

/* ---- undo ---- */

bool outline_next(struct soan_report *r, bool redo, int64_t *row, int64_t *section, struct error *e)
{
    struct query q =
        query(r, "SELECT id, kind, of, section FROM journal WHERE member = :member AND kind IN"
                 " ('add', 'rename', 'move', 'remove', 'restore', 'outline-undo', 'outline-redo') ORDER BY id DESC");
    query_int(&q, ":member", r->member_id);
    return undo_next(&q, redo, row, section, e);
}

/* What a row of the journal says of a section's place or title. */
struct past { int64_t row, section; struct text before, after; };

static bool past_load(struct soan_report *r, int64_t row, struct past *out, struct error *e)
{
    *out = (struct past){.row = row};
    struct query q = query(r, "SELECT section, before, after FROM journal WHERE id = :row");
    query_int(&q, ":row", row);
    if (query_row(&q)) {
        out->section = query_get(&q, 0);
        out->before = text_copy(query_text(&q, 1));
        out->after = text_copy(query_text(&q, 2));
    }
    return query_end(&q, e);
}

static bool changed_since(struct soan_report *r, const struct past *p, struct error *e)
{
    return error_set(e, SOAN_REFUSED,
                     _("%s: section #%" PRId64 " was changed by someone else since; change the outline by hand"),
                     r->path, p->section);
}

static bool undo_title(struct gate *g, const struct step *as, const struct past *p, struct error *e)
{
    struct soan_section s;
    if (!soan_section_get(g->r, p->section, &s, e))
        return false;
    bool same = text_view_equal(text_view(&s.title), text_view_part(text_view(&p->after), 6, p->after.len));
    soan_section_free(&s);
    return same ? step_rename(g, as, p->section, text_view_part(text_view(&p->before), 6, p->before.len), e)
                : changed_since(g->r, p, e);
}

static bool undo_place(struct gate *g, const struct step *as, const struct past *p, struct error *e)
{
    struct soan_report *r = g->r;
    struct spot now;
    int64_t parent = 0, was = 0, n = 0;
    unsigned pos = 0;
    struct spot up;
    if (text_view_equal(text_view(&p->after), TEXT_LIT("bin")))
        return step_restore(g, as, p->section, e);
    if (sscanf(text_str(&p->before), "at %" SCNd64 " %u", &parent, &pos) != 2 ||
        sscanf(text_str(&p->after), "at %" SCNd64, &was) != 1)
        return changed_since(r, p, e);
    if (!section_spot(r, p->section, &now, e) || (parent && !section_spot(r, parent, &up, e)) ||
        !child_count(r, parent, &n, e))
        return false;
    if (now.parent != was)
        return changed_since(r, p, e);
    if (now.parent == parent && pos > now.pos)
        pos++; /* move_to() counts places with the section still in */
    unsigned last = (unsigned)n + 1;
    return move_to(g, as, p->section, parent, pos < last ? pos : last, e);
}

/* Back in the bin, its home is what it was before it was brought back: not where it was brought to. */
static bool home_again(struct soan_report *r, const struct past *p, struct error *e)
{
    int64_t home = 0;
    unsigned pos = 0;
    if (sscanf(text_str(&p->before), "bin %" SCNd64 " %u", &home, &pos) != 2)
        return true;
    struct query q = query(r, "UPDATE section SET home = :home, home_pos = :pos WHERE id = :id");
    query_int(&q, ":home", home);
    query_int(&q, ":pos", pos);
    query_int(&q, ":id", p->section);
    return query_run(&q, e);
}

/* Others have done the same already: the step is undone without a change. */
static bool use_up(struct gate *g, const struct step *as, const struct past *p, struct error *e)
{
    struct journal_entry j = {.kind = as->kind, .of = as->of, .section = p->section, .before = text_view(&p->after),
                              .after = text_view(&p->before)};
    g->nothing = false;
    return journal_add(g, &j, NULL, e) && section_touch(g, p->section, e);
}

bool outline_row_back(struct gate *g, int64_t row, bool redo, struct error *e)
{
    struct past p;
    struct step as = {.kind = redo ? "outline-redo" : "outline-undo", .of = row};
    bool ok = past_load(g->r, row, &p, e);
    struct text_view before = text_view(&p.before);
    if (!ok)
        ok = false;
    else if (text_view_equal(before, TEXT_LIT("none")) || text_view_starts(before, TEXT_LIT("bin")))
        ok = step_remove(g, &as, p.section, e) && home_again(g->r, &p, e);
    else if (text_view_starts(before, TEXT_LIT("title ")))
        ok = undo_title(g, &as, &p, e);
    else
        ok = undo_place(g, &as, &p, e);
    if (ok && g->nothing)
        ok = use_up(g, &as, &p, e);
    ok = ok && numbering_restore(g, row, e);
    text_free(&p.before);
    text_free(&p.after);
    return ok;
}

static bool undo(struct gate *g, void *arg, struct error *e)
{
    struct job *j = arg;
    int64_t row = 0, step = 0;
    size_t done = 0;
    if (!outline_next(g->r, j->redo, &row, &j->id, e))
        return false;
    if (!row)
        return error_set(e, SOAN_REFUSED,
                         j->redo ? _("nothing to redo in the outline") : _("nothing to undo in the outline"));
    return step_of(g->r, row, &step, e) && outline_row_back(g, row, j->redo, e) &&
           step_undo(g, step, 0, j->redo, &done, e);
}

bool soan_outline_undo(struct soan_report *r, bool redo, int64_t *id, struct error *e)
{
    struct job j = {.redo = redo};
    if (!gate_write(r, SOAN_RIGHT_OUTLINE, redo ? "outline-redo" : "outline-undo", GATE_HISTORY, undo, &j, e))
        return false;
    *id = j.id;
    return true;
}
