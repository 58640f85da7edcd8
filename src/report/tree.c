/* Moving sections about: the steps themselves, inside the gate. Every step says in its journal row where the section
 * was and is ("none", "bin", "bin HOME PLACE", "at PARENT PLACE", "title …"), which with the numbering kept is all its
 * inverse needs. */
#include <inttypes.h>
#include <stdlib.h>

#include "report/pin.h"

static void place_name(struct text *out, int64_t parent, unsigned pos)
{
    text_printf(out, "at %" PRId64 " %u", parent, pos);
}

static bool history(struct gate *g, const struct step *as, int64_t id, struct text_view before, struct text_view after,
                    struct error *e)
{
    struct journal_entry j = {.kind = as->kind, .of = as->of, .step = as->step, .section = id, .before = before, .after = after};
    return journal_add(g, &j, NULL, e) && section_touch(g, id, e);
}

static bool set_place(struct soan_report *r, int64_t id, int64_t parent, unsigned pos, struct error *e)
{
    struct query q = query(r, "UPDATE section SET parent = :parent, pos = :pos WHERE id = :id");
    query_int(&q, ":parent", parent);
    query_int(&q, ":pos", pos);
    query_int(&q, ":id", id);
    return query_run(&q, e);
}

#define BRANCH \
    "WITH RECURSIVE branch (id) AS" \
    " (VALUES (:root) UNION ALL SELECT s.id FROM section s JOIN branch b ON s.parent = b.id) "

/* Depth of the deepest section of a branch below its root. */
static bool branch_height(struct soan_report *r, int64_t root, int64_t *height, struct error *e)
{
    struct query q = query(r, BRANCH "SELECT max(s.depth) - min(s.depth) FROM section s JOIN branch b ON b.id = s.id");
    query_int(&q, ":root", root);
    return query_single(&q, height, 0, e);
}

static bool branch_deepen(struct soan_report *r, int64_t root, int64_t by, struct error *e)
{
    if (by == 0)
        return true;
    struct query q = query(r, BRANCH "UPDATE section SET depth = depth + :by WHERE id IN (SELECT id FROM branch)");
    query_int(&q, ":root", root);
    query_int(&q, ":by", by);
    return query_run(&q, e);
}

static bool branch_removed(struct soan_report *r, int64_t root, int64_t row, struct error *e)
{
    struct query q = query(r, BRANCH "UPDATE section SET removed = :row WHERE id IN (SELECT id FROM branch)");
    query_int(&q, ":root", root);
    query_int(&q, ":row", row);
    return query_run(&q, e);
}

/* Adds the branch to the totals (sign 1) or takes it out (-1); its blanks are carried separately. */
static bool branch_count(struct soan_report *r, int64_t root, int sign, struct error *e)
{
    int64_t n = 0, words = 0;
    struct query q = query(r, BRANCH "SELECT count(*), sum(s.words) FROM section s JOIN branch b ON b.id = s.id");
    query_int(&q, ":root", root);
    if (query_row(&q)) {
        n = query_get(&q, 0);
        words = query_get(&q, 1);
    }
    return query_end(&q, e) && total_add(r, (struct total){.sections = sign * n, .words = sign * words}, e);
}

static bool blanks_below(struct soan_report *r, int64_t id, int64_t *n, struct error *e)
{
    struct query q = query(r, "SELECT blanks_below FROM section WHERE id = :id");
    query_int(&q, ":id", id);
    return query_single(&q, n, 0, e);
}

static bool depth_of(struct soan_report *r, int64_t parent, int64_t *depth, struct error *e)
{
    struct query q = query(r, "SELECT depth FROM section WHERE id = :id");
    query_int(&q, ":id", parent);
    return query_single(&q, depth, 0, e);
}

static bool too_deep(struct soan_report *r, int64_t root, int64_t parent, int64_t *deepen, struct error *e)
{
    int64_t height = 0, above = 0, now = 0;
    if (!branch_height(r, root, &height, e) || !depth_of(r, parent, &above, e) || !depth_of(r, root, &now, e))
        return false;
    *deepen = above + 1 - now;
    return above + 1 + height <= DEPTH_MAX ||
           error_set(e, SOAN_REFUSED, _("%s: sections may be nested %u deep, not more; put it higher up"), r->path,
                     DEPTH_MAX);
}

/* Gives the section, new under this parent, the marker of its new siblings; what is unnumbered stays so. */
static bool adopt_style(struct gate *g, int64_t id, const struct siblings *l, unsigned pos, bool *restyled,
                        struct error *e)
{
    struct soan_marker own, theirs;
    *restyled = false;
    if (!marker_load(g->r, id, &own, e))
        return false;
    siblings_style(l, pos - 1, &theirs);
    bool ok = true;
    if (own.kind != SOAN_MARKER_NONE) {
        bool take = theirs.kind != SOAN_MARKER_NONE;
        *restyled = take && !text_view_equal(text_view(&own.style), text_view(&theirs.style));
        text_clear(&own.shown); /* renumbering writes it */
        ok = marker_store(g->r, id, take ? &theirs : &own, e);
    }
    soan_marker_free(&own);
    soan_marker_free(&theirs);
    return ok;
}

/* Its own marker, but what it shows is for renumbering to say: the markers above may have changed while it was away. */
static bool number_anew(struct soan_report *r, const struct sibling *s, struct error *e)
{
    struct soan_marker m = {0};
    soan_marker_copy(&m, &s->marker);
    text_clear(&m.shown);
    bool ok = m.kind == SOAN_MARKER_NONE || marker_store(r, s->id, &m, e);
    soan_marker_free(&m);
    return ok;
}

/* Numbers anew where the section came from and where it went, and below it if its marker is another one now. */
static bool settle_move(struct gate *g, int64_t id, const struct siblings *from, const struct siblings *to,
                        bool restyled, struct error *e)
{
    /* The new place first: what its branch showed is kept there, before the old place renumbers what may lie above. */
    if (to && (!siblings_settle(g, to->of, to->base, id, -1, e) || !branch_reformat(g, id, restyled, e)))
        return false;
    return !from || siblings_settle(g, from->of, from->base, 0, 0, e);
}

/* Among its siblings: the chain below it follows, as for the others. */
static bool settle_within(struct gate *g, int64_t id, const struct siblings *from, int tie, struct error *e)
{
    return siblings_settle(g, from->of, from->base, id, tie, e) && branch_reformat(g, id, false, e);
}

bool step_move(struct gate *g, const struct step *as, int64_t id, int64_t parent, unsigned pos, struct error *e)
{
    struct soan_report *r = g->r;
    struct spot was;
    struct siblings from = {0}, to = {0};
    struct text before = {0}, after = {0};
    int64_t blanks = 0, deepen = 0;
    bool restyled = false;
    if (!section_spot(r, id, &was, e) || !too_deep(r, id, parent, &deepen, e) || !blanks_below(r, id, &blanks, e))
        return false;
    bool elsewhere = was.parent != parent;
    place_name(&before, was.parent, was.pos);
    place_name(&after, parent, pos);
    bool ok = siblings_load(r, was.parent, &from, e) && (!elsewhere || siblings_load(r, parent, &to, e)) &&
              history(g, as, id, text_view(&before), text_view(&after), e) &&
              (!elsewhere || adopt_style(g, id, &to, pos, &restyled, e)) &&
              (!(restyled || !from.regular) || numbering_record(g, &from, e)) &&
              (to.regular || !elsewhere || numbering_record(g, &to, e)) && set_place(r, id, parent, pos, e) &&
              branch_deepen(r, id, deepen, e) &&
              (!elsewhere || (blanks_carry(r, was.parent, -blanks, e) && blanks_carry(r, parent, blanks, e))) &&
              (elsewhere ? settle_move(g, id, &from, &to, restyled, e)
                         : settle_within(g, id, &from, was.pos < pos ? 1 : -1, e));
    siblings_free(&from);
    siblings_free(&to);
    text_free(&before);
    text_free(&after);
    return ok;
}

static bool to_bin(struct soan_report *r, int64_t id, const struct spot *was, struct error *e)
{
    int64_t n = 0;
    if (!child_count(r, BIN, &n, e))
        return false;
    struct query q =
        query(r, "UPDATE section SET parent = -1, pos = :pos, home = :home, home_pos = :home_pos WHERE id = :id");
    query_int(&q, ":pos", n + 1);
    query_int(&q, ":home", was->parent);
    query_int(&q, ":home_pos", was->pos);
    query_int(&q, ":id", id);
    return query_run(&q, e);
}

bool step_remove(struct gate *g, const struct step *as, int64_t id, struct error *e)
{
    struct soan_report *r = g->r;
    struct spot was;
    struct siblings from = {0};
    struct text before = {0};
    int64_t blanks = 0;
    if (!section_spot(r, id, &was, e) || !approval_locks_branch(r, id, e) || !blanks_below(r, id, &blanks, e))
        return false;
    place_name(&before, was.parent, was.pos);
    bool ok = siblings_load(r, was.parent, &from, e) && history(g, as, id, text_view(&before), TEXT_LIT("bin"), e) &&
              (from.regular || numbering_record(g, &from, e)) && branch_count(r, id, -1, e) &&
              blanks_carry(r, was.parent, -blanks, e) && to_bin(r, id, &was, e) && branch_removed(r, id, g->row, e) &&
              pins_leave(g, id, e) && siblings_settle(g, was.parent, from.base, 0, 0, e);
    siblings_free(&from);
    text_free(&before);
    return ok;
}

static bool close_bin(struct soan_report *r, unsigned gap, struct error *e)
{
    struct query q = query(r, "UPDATE section SET pos = pos - 1 WHERE parent = -1 AND pos > :gap");
    query_int(&q, ":gap", gap);
    return query_run(&q, e);
}

struct binned { int64_t parent, home; unsigned pos, home_pos; };

static bool binned_load(struct soan_report *r, int64_t id, struct binned *out, struct error *e)
{
    int64_t removed = -1;
    struct query q = query(r, "SELECT parent, pos, home, home_pos, removed FROM section WHERE id = :id");
    query_int(&q, ":id", id);
    if (query_row(&q)) {
        *out = (struct binned){.parent = query_get(&q, 0), .home = query_get(&q, 2), .pos = (unsigned)query_get(&q, 1),
                               .home_pos = (unsigned)query_get(&q, 3)};
        removed = query_get(&q, 4);
    }
    if (!query_end(&q, e))
        return false;
    if (removed < 0)
        return no_section(r, id, e);
    if (removed == 0)
        return error_set(e, SOAN_REFUSED, _("%s: section #%" PRId64 " is not in the bin"), r->path, id);
    return out->parent == BIN ||
           error_set(e, SOAN_REFUSED, _("%s: section #%" PRId64 " went with a section above it; bring that one back"),
                     r->path, id);
}

bool soan_bin_root(struct soan_report *r, int64_t id, int64_t *root, struct error *e)
{
    *root = 0;
    for (int64_t up = id; up > 0;) {
        struct query q = query(r, "SELECT parent FROM section WHERE id = :id AND removed > 0");
        query_int(&q, ":id", up);
        int64_t at = up;
        if (!query_single(&q, &up, 0, e))
            return false;
        *root = up == BIN ? at : 0;
    }
    return true;
}

/* The section or its nearest ancestor that is outside the bin; 0 is always there. */
static bool living(struct soan_report *r, int64_t *id, struct error *e)
{
    for (bool found = *id == 0; !found;) {
        int64_t up = 0;
        found = true;
        struct query q = query(r, "SELECT CASE parent WHEN -1 THEN home ELSE parent END FROM section"
                                  " WHERE id = :id AND removed > 0");
        query_int(&q, ":id", *id);
        if (query_row(&q)) {
            up = query_get(&q, 0);
            found = up == 0;
            *id = up;
        }
        if (!query_end(&q, e))
            return false;
    }
    return true;
}

bool step_restore(struct gate *g, const struct step *as, int64_t id, struct error *e)
{
    struct soan_report *r = g->r;
    struct binned b = {0};
    struct siblings to = {0};
    struct text before = {0}, after = {0};
    int64_t blanks = 0, deepen = 0, n = 0, parent;
    if (!binned_load(r, id, &b, e))
        return false;
    parent = b.home;
    if (!living(r, &parent, e) || !child_count(r, parent, &n, e) || !too_deep(r, id, parent, &deepen, e) ||
        !blanks_below(r, id, &blanks, e) || !siblings_load(r, parent, &to, e))
        return false;
    struct sibling own = {.id = id};
    if (!marker_load(r, id, &own.marker, e)) {
        siblings_free(&to);
        return false;
    }
    if (to.base[own.marker.kind] == 0) /* the only one of its kind keeps its number */
        to.base[own.marker.kind] = own.marker.number;
    struct siblings alone = {.of = BIN, .item = &own, .n = 1};
    unsigned pos = parent == b.home && b.home_pos <= n ? b.home_pos : (unsigned)n + 1;
    bool restyled = false;
    place_name(&after, parent, pos);
    text_printf(&before, "bin %" PRId64 " %u", b.home, b.home_pos);
    bool ok = history(g, as, id, text_view(&before), text_view(&after), e) && numbering_record(g, &alone, e) &&
              (parent == b.home ? number_anew(r, &own, e) : adopt_style(g, id, &to, pos, &restyled, e)) &&
              (to.regular || numbering_record(g, &to, e)) && set_place(r, id, parent, pos, e) &&
              close_bin(r, b.pos, e) && branch_deepen(r, id, deepen, e) && branch_removed(r, id, 0, e) &&
              branch_count(r, id, 1, e) && blanks_carry(r, parent, blanks, e) &&
              settle_move(g, id, NULL, &to, restyled, e);
    soan_marker_free(&own.marker);
    siblings_free(&to);
    text_free(&before);
    text_free(&after);
    return ok;
}

bool step_rename(struct gate *g, const struct step *as, int64_t id, struct text_view title, struct error *e)
{
    struct draft d;
    struct text before = {0}, after = {0};
    if (!draft_open(g->r, id, &d, e))
        return false;
    text_append_str(&before, "title ");
    text_append(&before, text_view(&d.title));
    text_append_str(&after, "title ");
    text_clean_line(title, &after, NULL);
    struct text_view clean = text_view_part(text_view(&after), 6, after.len);
    bool ok = true;
    g->nothing = text_view_equal(clean, text_view(&d.title));
    if (!g->nothing && d.approved && !content_same(clean, text_view(&d.title)))
        ok = approval_refuse(g->r, id, e);
    if (ok && !g->nothing) {
        struct query q = query(g->r, "UPDATE section SET title = :title WHERE id = :id");
        query_view(&q, ":title", clean);
        query_int(&q, ":id", id);
        ok = query_run(&q, e) && history(g, as, id, text_view(&before), text_view(&after), e) &&
             section_recount(g, id, clean, text_view(&d.body), e);
    }
    text_free(&before);
    text_free(&after);
    draft_free(&d);
    return ok;
}

static bool insert_section(struct soan_report *r, int64_t parent, unsigned pos, const struct soan_marker *m,
                           struct text_view title, int64_t *id, struct error *e)
{
    int64_t above = 0;
    struct text path = {0};
    if (!depth_of(r, parent, &above, e))
        return false;
    if (above + 1 > DEPTH_MAX)
        return error_set(e, SOAN_REFUSED, _("%s: sections may be nested %u deep, not more; put it higher up"), r->path,
                         DEPTH_MAX);
    marker_component(m, &path);
    struct query q = query(r,
        "INSERT INTO section (parent, pos, depth, kind, number, style, shown, path, title, run_in, state, words,"
        " blanks, blanks_below, bytes, rev) VALUES (:parent, :pos, :depth, :kind, :number, :style, :shown, :path, :title, 0,"
        " 'empty', 0, 0, 0, 0, 0)");
    query_int(&q, ":parent", parent);
    query_int(&q, ":pos", pos);
    query_int(&q, ":depth", above + 1);
    query_view(&q, ":kind", text_view_of(marker_kind_name(m->kind)));
    query_int(&q, ":number", m->number);
    query_view(&q, ":style", text_view(&m->style));
    query_view(&q, ":shown", text_view(&m->shown));
    query_view(&q, ":path", text_view(&path));
    query_view(&q, ":title", title);
    bool ok = query_run(&q, e);
    *id = sqlite3_last_insert_rowid(r->db);
    text_free(&path);
    return ok;
}

bool step_add(struct gate *g, const struct step *as, int64_t parent, unsigned pos, struct text_view title,
              struct text_view body, int64_t *id, struct error *e)
{
    struct soan_report *r = g->r;
    struct siblings to;
    struct soan_marker m;
    struct text after = {0};
    struct draft d = {0};
    if (!siblings_load(r, parent, &to, e))
        return false;
    siblings_style(&to, pos - 1, &m);
    text_clean_line(title, &d.title, NULL);
    text_replace(&d.title, 0, soan_marker_typed(text_view(&d.title), m.kind), TEXT_LIT(""));
    body_clean(body, &d.body);
    place_name(&after, parent, pos);
    bool ok = insert_section(r, parent, pos, &m, text_view(&d.title), id, e);
    d.id = *id;
    ok = ok && history(g, as, *id, TEXT_LIT("none"), text_view(&after), e) &&
         (to.regular || numbering_record(g, &to, e)) && total_add(r, (struct total){.sections = 1}, e) &&
         draft_close(g, &d, e) && siblings_settle(g, parent, to.base, *id, -1, e);
    soan_marker_free(&m);
    siblings_free(&to);
    text_free(&after);
    draft_free(&d);
    return ok;
}
