/* The one way to change a figure: read, change in memory, compute, then write all of it. */
#include <stdlib.h>
#include <string.h>

#include "report/ledger.h"

static uint64_t hash(struct text_view key)
{
    uint64_t h = 0xCBF29CE484222325u; /* FNV-1a */
    for (size_t i = 0; i < key.len; i++)
        h = (h ^ (unsigned char)key.bytes[i]) * 0x100000001B3u;
    return h;
}

static size_t slot_of(const struct ledger *l, struct text_view key)
{
    size_t i = (size_t)hash(key) & (l->slots - 1);
    while (l->slot[i] && !text_view_equal(text_view(&l->entry[l->slot[i] - 1]->was.key), key))
        i = (i + 1) & (l->slots - 1);
    return i;
}

struct ledger_entry *ledger_find(const struct ledger *l, struct text_view key)
{
    size_t at = l->slots ? l->slot[slot_of(l, key)] : 0;
    return at ? l->entry[at - 1] : NULL;
}

static void make_room(struct ledger *l)
{
    if ((l->n + 1) * 2 <= l->slots)
        return;
    free(l->slot);
    l->slots = l->slots ? l->slots * 2 : 64;
    l->slot = mem_array(l->slots, sizeof *l->slot);
    for (size_t i = 0; i < l->n; i++)
        l->slot[slot_of(l, text_view(&l->entry[i]->was.key))] = i + 1;
}

bool ledger_take(struct ledger *l, struct text_view key, struct ledger_entry **out, struct error *e)
{
    *out = ledger_find(l, key);
    if (*out)
        return true;
    struct ledger_entry *x = mem_alloc(sizeof *x);
    if (!soan_figure_get(l->r, key, &x->was, e)) {
        free(x);
        if (e && e->status == SOAN_NO_INPUT)
            e->status = SOAN_REFUSED;
        return false;
    }
    soan_figure_copy(&x->now, &x->was);
    make_room(l);
    mem_grow((void **)&l->entry, &l->cap, l->n + 1, sizeof *l->entry);
    l->entry[l->n++] = x;
    l->slot[slot_of(l, key)] = l->n;
    *out = x;
    return true;
}

void ledger_free(struct ledger *l)
{
    for (size_t i = 0; i < l->n; i++) {
        soan_figure_free(&l->entry[i]->was);
        soan_figure_free(&l->entry[i]->now);
        soan_formula_free(&l->entry[i]->formula);
        text_free(&l->entry[i]->unlocked);
        text_free(&l->entry[i]->dropped);
        free(l->entry[i]);
    }
    free(l->entry);
    free(l->slot);
    *l = (struct ledger){0};
}

/* ---- writing ---- */

static const struct {
    enum soan_figure_property what;
    size_t at;
} text_property[] = {
    {SOAN_FIGURE_LABEL, offsetof(struct soan_figure, label)},
    {SOAN_FIGURE_UNIT, offsetof(struct soan_figure, unit)},
    {SOAN_FIGURE_TARGET, offsetof(struct soan_figure, target)},
    {SOAN_FIGURE_PREVIOUS, offsetof(struct soan_figure, previous)},
    {SOAN_FIGURE_FORMULA, offsetof(struct soan_figure, formula)},
    {SOAN_FIGURE_SOURCE, offsetof(struct soan_figure, source)},
    {SOAN_FIGURE_PAPER, offsetof(struct soan_figure, paper)},
    {SOAN_FIGURE_DATED, offsetof(struct soan_figure, dated)},
    {SOAN_FIGURE_NOTE, offsetof(struct soan_figure, note)},
};

static struct text_view member_text(const struct soan_figure *f, size_t at)
{
    return text_view((const struct text *)(const void *)((const char *)f + at));
}

struct text *ledger_text(struct soan_figure *f, enum soan_figure_property what)
{
    for (size_t i = 0; i < SOAN_ARRAY_LEN(text_property); i++)
        if (text_property[i].what == what)
            return (struct text *)(void *)((char *)f + text_property[i].at);
    return what == SOAN_FIGURE_VALUE ? &f->value : NULL;
}

/* The first row of a change is the step of the others. */
static bool note_row(struct gate *g, struct ledger *l, const struct ledger_entry *x, const char *kind,
                     struct text_view before, struct text_view after, struct error *e)
{
    struct journal_entry j = {.kind = kind, .figure = x->was.id, .step = l->step, .before = before, .after = after};
    if (!journal_add(g, &j, NULL, e))
        return false;
    l->step = l->step ? l->step : g->row;
    return true;
}

static bool note(struct gate *g, struct ledger *l, const struct ledger_entry *x, enum soan_figure_property what,
                 struct text_view before, struct text_view after, struct error *e)
{
    struct text was = {0}, is = {0};
    text_printf(&was, "%s=%.*s", soan_figure_property_name(what), (int)before.len, before.bytes);
    text_printf(&is, "%s=%.*s", soan_figure_property_name(what), (int)after.len, after.bytes);
    bool ok = note_row(g, l, x, "figure-set", text_view(&was), text_view(&is), e);
    text_free(&was);
    text_free(&is);
    return ok;
}

static bool note_number(struct gate *g, struct ledger *l, const struct ledger_entry *x, struct error *e)
{
    struct text was = {0}, is = {0};
    if (x->was.decimals >= 0)
        text_printf(&was, "%d", x->was.decimals);
    if (x->now.decimals >= 0)
        text_printf(&is, "%d", x->now.decimals);
    bool ok = note(g, l, x, SOAN_FIGURE_DECIMALS, text_view(&was), text_view(&is), e);
    text_free(&was);
    text_free(&is);
    return ok;
}

/* History of the states: unlocking keeps its reason, even if it was locked again at once. */
static bool note_state(struct gate *g, struct ledger *l, const struct ledger_entry *x, struct error *e)
{
    bool ok = true;
    if (x->unlocked.len)
        ok = note(g, l, x, SOAN_FIGURE_UNLOCK, TEXT_LIT(""), text_view(&x->unlocked), e);
    if (ok && x->now.confirmed != x->was.confirmed)
        ok =
            note(g, l, x, x->now.confirmed ? SOAN_FIGURE_CONFIRM : SOAN_FIGURE_DRAFT, TEXT_LIT(""), TEXT_LIT(""), e);
    if (ok && x->now.locked && (!x->was.locked || x->unlocked.len))
        ok = note(g, l, x, SOAN_FIGURE_LOCK, TEXT_LIT(""), TEXT_LIT(""), e);
    return ok;
}

static bool note_all(struct gate *g, struct ledger *l, const struct ledger_entry *x, struct error *e)
{
    bool ok = true;
    for (size_t i = 0; ok && i < SOAN_ARRAY_LEN(text_property); i++) {
        struct text_view was = member_text(&x->was, text_property[i].at),
                         is = member_text(&x->now, text_property[i].at);
        if (!text_view_equal(was, is))
            ok = note(g, l, x, text_property[i].what, was, is, e);
    }
    if (ok && x->was.kind != x->now.kind)
        ok = note(g, l, x, SOAN_FIGURE_KIND, text_view_of(soan_kind_name(x->was.kind)),
                  text_view_of(soan_kind_name(x->now.kind)), e);
    if (ok && x->was.decimals != x->now.decimals)
        ok = note_number(g, l, x, e);
    if (ok && !text_view_equal(text_view(&x->was.value), text_view(&x->now.value)))
        ok = note_row(g, l, x, x->now.formula.len ? "compute" : "fill", text_view(&x->was.value),
                      text_view(&x->now.value), e);
    return ok && note_state(g, l, x, e);
}

static bool store(struct gate *g, const struct soan_figure *f, struct error *e)
{
    struct query q = query(
        g->r,
        "UPDATE figure SET label = :label, kind = :kind, unit = :unit, decimals = :decimals, value = :value, target = :target,"
        " previous = :previous, formula = :formula, reason = :reason, source = :source, paper = :paper, dated = :dated,"
        " note = :note, confirmed = :confirmed, locked = :locked, rev = :rev WHERE id = :id");
    query_view(&q, ":label", text_view(&f->label));
    query_view(&q, ":kind", text_view_of(soan_kind_name(f->kind)));
    query_view(&q, ":unit", text_view(&f->unit));
    query_int(&q, ":decimals", f->decimals);
    query_view(&q, ":value", text_view(&f->value));
    query_view(&q, ":target", text_view(&f->target));
    query_view(&q, ":previous", text_view(&f->previous));
    query_view(&q, ":formula", text_view(&f->formula));
    query_view(&q, ":reason", text_view(&f->reason));
    query_view(&q, ":source", text_view(&f->source));
    query_view(&q, ":paper", text_view(&f->paper));
    query_view(&q, ":dated", text_view(&f->dated));
    query_view(&q, ":note", text_view(&f->note));
    query_int(&q, ":confirmed", f->confirmed);
    query_int(&q, ":locked", f->locked);
    query_int(&q, ":rev", g->row ? g->row : f->rev);
    query_int(&q, ":id", f->id);
    return query_run(&q, e);
}

struct operands {
    struct soan_report *r;
    int64_t figure;
    bool ok;
    struct error *e;
};

static void store_operand(struct text_view key, enum soan_operand_of of, void *arg)
{
    struct operands *o = arg;
    (void)of;
    if (!o->ok)
        return;
    struct query q = query(o->r, "INSERT OR IGNORE INTO operand (figure, needs)"
                                 " SELECT :figure, id FROM figure WHERE key = :key");
    query_int(&q, ":figure", o->figure);
    query_view(&q, ":key", key);
    o->ok = query_run(&q, o->e);
}

static bool store_operands(struct soan_report *r, const struct ledger_entry *x, struct error *e)
{
    struct operands o = {.r = r, .figure = x->was.id, .ok = true, .e = e};
    struct query q = query(r, "DELETE FROM operand WHERE figure = :figure");
    query_int(&q, ":figure", x->was.id);
    if (!query_run(&q, e))
        return false;
    if (x->formula)
        soan_formula_keys(x->formula, store_operand, &o);
    return o.ok;
}

static bool write_entry(struct gate *g, struct ledger *l, const struct ledger_entry *x, struct error *e)
{
    int64_t before = g->row;
    if (!note_all(g, l, x, e))
        return false;
    bool same_reason = text_view_equal(text_view(&x->was.reason), text_view(&x->now.reason));
    if (g->row == before && same_reason)
        return true;
    if (!store(g, &x->now, e) || (x->new_formula && !store_operands(g->r, x, e)))
        return false;
    bool was_open = x->was.value.len == 0, is_open = x->now.value.len == 0;
    if (was_open != is_open && !figure_carry(g, text_view(&x->was.key), is_open ? 1 : -1, e))
        return false;
    struct text reason = {0};
    text_printf(&reason, "%s: %s → %s", text_str(&x->was.key), was_open ? "…" : text_str(&x->was.value),
                is_open ? "…" : text_str(&x->now.value));
    bool ok = approvals_settle_figure(g, text_view(&x->was.key), text_view(&reason), e);
    text_free(&reason);
    return ok;
}

static bool changes_nothing(const struct ledger_entry *x)
{
    for (size_t i = 0; i < SOAN_ARRAY_LEN(text_property); i++)
        if (!text_view_equal(member_text(&x->was, text_property[i].at), member_text(&x->now, text_property[i].at)))
            return false;
    return x->was.kind == x->now.kind && x->was.decimals == x->now.decimals && x->was.confirmed == x->now.confirmed &&
           x->was.locked == x->now.locked && x->unlocked.len == 0 &&
           text_view_equal(text_view(&x->was.value), text_view(&x->now.value));
}

bool ledger_unchanged(const struct ledger *l)
{
    bool same = true;
    for (size_t i = 0; same && i < l->n; i++)
        same = changes_nothing(l->entry[i]);
    return same;
}

bool ledger_write(struct gate *g, struct ledger *l, struct error *e)
{
    bool ok = true;
    for (size_t i = 0; ok && i < l->n; i++)
        ok = write_entry(g, l, l->entry[i], e);
    return ok && figures_touch(g, e);
}

/* The row of the sheet goes before those of its figures: it is their step. */
static bool write_sheet(struct gate *g, const struct soan_origin *from, int64_t *step, struct error *e)
{
    struct journal_entry j = {.kind = "sheet", .after = from->file};
    if (!journal_add(g, &j, step, e))
        return false;
    struct query q =
        query(g->r, "INSERT INTO sheet (journal, file, sender, dated) VALUES (:journal, :file, :sender, :dated)");
    query_int(&q, ":journal", *step);
    query_view(&q, ":file", from->file);
    query_view(&q, ":sender", from->sender);
    query_view(&q, ":dated", from->dated);
    return query_run(&q, e);
}

/* ---- the whole ---- */

struct changing {
    const struct soan_figure_change *change;
    size_t n;
    const struct soan_origin *from;
    struct soan_effect *effect;
    struct soan_filled *filled; /* one for each change, or NULL */
};

static bool prepare(struct ledger *l, struct changing *c, struct error *e)
{
    bool ok = true;
    for (size_t i = 0; ok && i < c->n; i++)
        ok = ledger_set(l, &c->change[i], e);
    ok = ok && ledger_compute(l, e) && (!c->effect || ledger_effect(l, c->effect, e));
    for (size_t i = 0; ok && c->filled && i < c->n; i++) {
        const struct ledger_entry *x = ledger_find(l, c->change[i].key);
        c->filled[i] = (struct soan_filled){text_copy(text_view(&x->was.key)), text_copy(text_view(&x->was.value)),
                                            text_copy(text_view(&x->now.value)), x->was.places};
    }
    return ok;
}

static bool make_changes(struct gate *g, void *arg, struct error *e)
{
    struct changing *c = arg;
    struct ledger l = {.r = g->r};
    bool ok = prepare(&l, c, e);
    g->nothing = ok && ledger_unchanged(&l);
    if (ok && !g->nothing && c->from)
        ok = write_sheet(g, c->from, &l.step, e);
    ok = ok && (g->nothing || ledger_write(g, &l, e));
    ledger_free(&l);
    return ok;
}

static bool try_changes(struct soan_report *r, struct changing *c, struct error *e)
{
    struct ledger l = {.r = r};
    if (!read_begin(r, e))
        return false;
    bool ok = soan_right_check(r, SOAN_RIGHT_FIGURES, e) && prepare(&l, c, e);
    read_end(r);
    ledger_free(&l);
    return ok;
}

static bool change(struct soan_report *r, struct changing *c, bool dry_run, struct error *e)
{
    return c->n == 0 || (dry_run ? try_changes(r, c, e) : gate_write(r, SOAN_RIGHT_FIGURES, "figures", GATE_HISTORY, make_changes, c, e));
}

bool soan_figures_change(struct soan_report *r, const struct soan_figure_change *changes, size_t n,
                         const struct soan_origin *from, bool dry_run, struct soan_effect *effect, struct error *e)
{
    struct soan_effect made = {0};
    struct changing c = {.change = changes, .n = n, .from = from, .effect = effect ? &made : NULL};
    bool ok = change(r, &c, dry_run, e);
    if (ok && effect)
        *effect = made;
    else
        soan_effect_free(&made);
    return ok;
}

bool figures_fill(struct soan_report *r, const struct soan_figure_change *changes, size_t n, bool dry_run,
                  struct soan_filled *out, struct error *e)
{
    struct changing c = {.change = changes, .n = n, .filled = out};
    return change(r, &c, dry_run, e);
}
