/* Which step is the next to be undone, and steps of more than one row: a replacement in many sections, a branch moved by
 * several keys. */
#include <stdlib.h>

#include "report/session.h"

/* Rows that later ones take back, found while the journal is read from its end. */
struct undone { int64_t *row; size_t n, cap; };

static void undone_add(struct undone *l, int64_t row)
{
    mem_grow((void **)&l->row, &l->cap, l->n + 1, sizeof *l->row);
    l->row[l->n++] = row;
}

/* True if it was there. */
static bool undone_take(struct undone *l, int64_t row)
{
    for (size_t i = 0; i < l->n; i++)
        if (l->row[i] == row) {
            l->row[i] = l->row[--l->n];
            return true;
        }
    return false;
}

bool undo_next(struct query *q, bool redo, int64_t *row, int64_t *section, struct error *e)
{
    struct undone undone = {0};
    bool done = false;
    *row = *section = 0;
    while (!done && query_row(q)) {
        struct text_view kind = query_text(q, 1);
        bool is_undo = text_view_ends(kind, TEXT_LIT("undo")), is_redo = text_view_ends(kind, TEXT_LIT("redo"));
        if (undone_take(&undone, query_get(q, 0)))
            continue;
        if (is_undo || is_redo)
            undone_add(&undone, query_get(q, 2));
        if (redo ? !is_redo : !is_undo) {
            *row = redo && !is_undo ? 0 : query_get(q, 0);
            *section = query_get(q, 3);
            done = true;
        }
    }
    mem_free(&undone.row);
    return query_end(q, e);
}

bool step_of(struct soan_report *r, int64_t row, int64_t *step, struct error *e)
{
    bool ok = true;
    for (int64_t of = row; ok && of;) {
        *step = row = of;
        of = 0;
        struct query q = query(r, "SELECT step, CASE WHEN kind IN ('undo', 'redo', 'outline-undo', 'outline-redo')"
                                  " THEN of ELSE 0 END FROM journal WHERE id = :row");
        query_int(&q, ":row", row);
        if (query_row(&q)) {
            *step = query_get(&q, 0) ? query_get(&q, 0) : row;
            of = query_get(&q, 1);
        }
        ok = query_end(&q, e);
    }
    return ok;
}

struct step_row { int64_t id, section; bool text; };
struct step_rows { struct step_row *item; size_t n, cap; };

/* Rows of a replacement are written at once and stand together; moves of a branch are found by their section. A burst
 * of typing is taken back by its first row alone. */
static bool step_rows(struct soan_report *r, int64_t step, struct step_rows *l, struct error *e)
{
    struct text_view kind = {0};
    int64_t section = 0;
    struct query q = query(r, "SELECT kind, section FROM journal WHERE id = :step");
    query_int(&q, ":step", step);
    bool replaced = false, moved = false;
    if (query_row(&q)) {
        kind = query_text(&q, 0);
        section = query_get(&q, 1);
        replaced = text_view_equal(kind, TEXT_LIT("replace-all")) || text_view_equal(kind, TEXT_LIT("accept-all"));
        moved = text_view_equal(kind, TEXT_LIT("move"));
    }
    if (!query_end(&q, e))
        return false;
    if (!replaced && !moved)
        return true;
    q = moved ? query(r, "SELECT id, section, kind, step FROM journal WHERE section = :section AND kind = 'move'"
                         " AND (id = :step OR step = :step) ORDER BY id")
              : query(r, "SELECT id, section, kind, step FROM journal WHERE id > :step ORDER BY id");
    query_int(&q, ":step", step);
    if (moved)
        query_int(&q, ":section", section);
    while (query_row(&q) && (moved || query_get(&q, 3) == step)) {
        mem_grow((void **)&l->item, &l->cap, l->n + 1, sizeof *l->item);
        struct text_view of = query_text(&q, 2);
        bool text = text_view_equal(of, TEXT_LIT("replace")) || text_view_equal(of, TEXT_LIT("accept"));
        if (!text_view_equal(of, TEXT_LIT("agree")))
            l->item[l->n++] = (struct step_row){query_get(&q, 0), query_get(&q, 1), text};
    }
    return query_end(&q, e);
}

/* The newest of the row, its undo, the redo of that, and so on. */
static bool newest_of(struct soan_report *r, const struct step_row *row, int64_t *newest, bool *undone, struct error *e)
{
    bool ok = true;
    *newest = row->id;
    *undone = false;
    for (int64_t next = row->id; ok && next;) {
        *newest = next;
        next = 0;
        struct query q = query(r, "SELECT id, kind IN ('undo', 'outline-undo') FROM journal WHERE section = :section"
                                  " AND of = :row AND of <> 0 AND kind IN ('undo', 'redo', 'outline-undo', 'outline-redo')");
        query_int(&q, ":section", row->section);
        query_int(&q, ":row", *newest);
        if (query_row(&q)) {
            next = query_get(&q, 0);
            *undone = query_flag(&q, 1);
        }
        ok = query_end(&q, e);
    }
    return ok;
}

bool row_undone(struct soan_report *r, int64_t section, int64_t row, bool *undone, struct error *e)
{
    struct step_row of = {.id = row, .section = section};
    int64_t newest;
    return newest_of(r, &of, &newest, undone, e);
}

static bool text_back(struct gate *g, int64_t section, int64_t row, bool redo, struct error *e)
{
    struct text_changes done = {0};
    struct draft d;
    if (!draft_open(g->r, section, &d, e))
        return false;
    bool ok = text_row_back(g, &d, row, redo, &done, e);
    text_changes_free(&done);
    draft_free(&d);
    return ok;
}

/* A text, or a title that was replaced, may have been rewritten or put into the bin since, or be another's to type in; the
 * others need not stay for that. Nothing has been written then. */
static bool row_back(struct gate *g, const struct step_row *row, int64_t newest, bool redo, bool *done, struct error *e)
{
    struct error why = {0};
    bool barred = false;
    *done = false;
    if (row->text && !lease_bars(g->r, row->section, &barred, e))
        return false;
    if (barred)
        return true;
    bool ok = row->text ? text_back(g, row->section, newest, redo, &why) : outline_row_back(g, newest, redo, &why);
    *done = ok;
    if (!ok && why.status != SOAN_REFUSED && why.status != SOAN_NO_INPUT) {
        *e = why;
        return false;
    }
    error_free(&why);
    return true;
}

bool step_undo(struct gate *g, int64_t step, int64_t but, bool redo, size_t *done, struct error *e)
{
    struct step_rows l = {0};
    int64_t last = but;
    bool ok = step_rows(g->r, step, &l, e);
    *done = 0;
    for (size_t i = 0; ok && i < l.n; i++) {
        const struct step_row *row = &l.item[redo ? i : l.n - 1 - i];
        int64_t newest;
        bool undone, this = false;
        if (row->text && row->section == but)
            continue;
        ok = newest_of(g->r, row, &newest, &undone, e) && (undone != redo || row_back(g, row, newest, redo, &this, e));
        if (this && row->section != but && row->section != last) { /* title and text stand together */
            ++*done;
            last = row->section;
        }
    }
    free(l.item);
    return ok;
}
