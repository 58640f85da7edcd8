#include <stdlib.h>
#include <string.h>

#include "model.h"

#define CHECK(m, c, what) \
    do { \
        if (!(what)) \
            fail_msg("step %zu (%s), comment %d in section %d at %zu-%zu: not %s", (m)->step, (m)->doing, (int)(c)->id, \
                     (int)(c)->section, (c)->from, (c)->to, #what); \
    } while (0)

static struct model_section *section(struct model *m, int64_t id)
{
    return &m->section[id - 1];
}

static uint64_t hash_of(struct text_view v)
{
    uint64_t h = 14695981039346656037u;
    for (size_t i = 0; i < v.len; i++)
        h = (h ^ (unsigned char)v.bytes[i]) * 1099511628211u;
    return h;
}

/* ---- the texts ---- */

static void room(struct model_section *s, size_t n)
{
    if (n > s->tags) {
        s->tags = n + n / 2 + 64;
        s->tag = mem_resize(s->tag, s->tags, sizeof *s->tag);
    }
}

static void apply(struct model *m, struct model_section *s, size_t pos, size_t removed, struct text_view inserted)
{
    assert_true(pos + removed <= s->text.len);
    room(s, s->text.len - removed + inserted.len);
    if (s->text.len > pos + removed)
        memmove(s->tag + pos + inserted.len, s->tag + pos + removed, (s->text.len - pos - removed) * sizeof *s->tag);
    for (size_t i = 0; i < inserted.len; i++)
        s->tag[pos + i] = ++m->tags;
    text_replace(&s->text, pos, removed, inserted);
}

static bool take_section(const struct soan_section *from, void *arg)
{
    struct model *m = arg;
    while (m->sections < (size_t)from->id) {
        mem_grow((void **)&m->section, &(size_t){m->sections}, m->sections + 1, sizeof *m->section);
        m->section[m->sections] = (struct model_section){.id = (int64_t)m->sections + 1};
        m->sections++;
    }
    section(m, from->id)->alive = true;
    section(m, from->id)->counted = from->comments;
    return true;
}

static void follow_text(struct model *m, struct model_section *s, int64_t rev)
{
    struct text now = {0};
    help_ok(soan_section_text(m->r, s->id, &now, NULL, e));
    if (!s->rev) {
        apply(m, s, 0, 0, text_view(&now));
        s->changed = true;
    }
    struct query q = query(m->r, "SELECT e.pos, e.removed, e.inserted FROM journal j JOIN edit e ON e.journal = j.id"
                                 " WHERE j.section = :section AND j.id > :rev ORDER BY j.id, e.seq");
    query_int(&q, ":section", s->id);
    query_int(&q, ":rev", s->rev ? s->rev : rev);
    for (; query_row(&q); s->changed = true)
        apply(m, s, (size_t)query_get(&q, 0), query_text(&q, 1).len, query_text(&q, 2));
    help_ok(query_end(&q, e));
    assert_true(text_view_equal(text_view(&s->text), text_view(&now)));
    s->rev = rev;
    s->hash = hash_of(text_view(&now));
    text_free(&now);
}

static void follow_texts(struct model *m)
{
    for (size_t i = 0; i < m->sections; i++)
        m->section[i].alive = m->section[i].changed = false;
    help_ok(soan_section_walk(m->r, 0, take_section, m, e));
    struct query q = query(m->r, "SELECT id, rev FROM section");
    while (query_row(&q))
        if (section(m, query_get(&q, 0))->rev != query_get(&q, 1))
            follow_text(m, section(m, query_get(&q, 0)), query_get(&q, 1));
    help_ok(query_end(&q, e));
    if (m->at_cap <= m->tags) {
        m->at_cap = m->tags * 2 + 1024;
        free(m->at);
        m->at = mem_array(m->at_cap, sizeof *m->at);
    }
}

/* ---- the comments ---- */

static void adopt(struct model *m, struct model_comment *c)
{
    const struct model_section *s = section(m, c->section);
    c->tag = mem_resize(c->tag, c->to - c->from, sizeof *c->tag);
    memcpy(c->tag, s->tag + c->from, (c->to - c->from) * sizeof *c->tag);
}

static void remember_place(struct model *m, struct model_comment *c)
{
    const struct model_section *s = section(m, c->section);
    size_t before = c->from > 48 ? 48 : c->from, after = s->text.len - c->to > 48 ? 48 : s->text.len - c->to;
    c->place = c->section;
    c->place_from = c->from;
    c->place_hash = s->hash;
    memcpy(c->before, s->text.bytes + c->from - before, before);
    memcpy(c->after, s->text.bytes + c->to, after);
    c->befores = before;
    c->afters = after;
}

/* How many bytes around [from, to) are as they were in its place. */
static size_t alike(const struct model_comment *c, const struct model_section *s, size_t from, size_t to)
{
    size_t before = 0, after = 0;
    while (before < c->befores && before < from && c->before[c->befores - 1 - before] == s->text.bytes[from - 1 - before])
        before++;
    while (after < c->afters && to + after < s->text.len && c->after[after] == s->text.bytes[to + after])
        after++;
    return before + after;
}

void model_comment(struct model *m, int64_t id, int64_t in, size_t from, size_t to)
{
    while (m->comments < (size_t)id) {
        mem_grow((void **)&m->comment, &(size_t){m->comments}, m->comments + 1, sizeof *m->comment);
        m->comment[m->comments++] = (struct model_comment){0};
    }
    struct model_comment *c = &m->comment[id - 1];
    *c = (struct model_comment){.id = id, .section = in, .home = in, .from = from, .to = to};
    if (from < to) {
        c->quote = text_copy(text_view_part(text_view(&section(m, in)->text), from, to));
        c->whole = true;
        adopt(m, c);
        remember_place(m, c);
    }
}

/* Nothing was done to these words: all is as it was. */
static void check_untouched(struct model *m, const struct model_comment *c, const struct soan_comment *now)
{
    CHECK(m, c, now->section == c->section);
    CHECK(m, c, now->from == c->from && now->to == c->to);
    CHECK(m, c, now->whole == c->whole && now->moved == c->moved);
}

static void locate(struct model *m, const struct model_section *s, bool on)
{
    for (size_t i = 0; i < s->text.len; i++)
        m->at[s->tag[i]] = on ? (uint32_t)i + 1 : 0;
}

/* Where the bytes that were its words are in the text of section s; false: none is left. */
static bool hull(struct model *m, const struct model_comment *c, size_t *low, size_t *high, bool *all)
{
    size_t n = 0;
    *low = SIZE_MAX;
    *high = 0;
    for (size_t i = 0; i < c->quote.len; i++) {
        size_t at = m->at[c->tag[i]];
        if (!at)
            continue;
        n++;
        *low = at - 1 < *low ? at - 1 : *low;
        *high = at > *high ? at : *high;
    }
    *all = n == c->quote.len && *high - *low == n;
    return n > 0;
}

/* It stands elsewhere now, or stands again. */
static void check_back(struct model *m, struct model_comment *c)
{
    const struct model_section *s = section(m, c->section);
    size_t around = alike(c, s, c->from, c->to);
    bool same = around == c->befores + c->afters && (c->befores || c->from == 0) && (c->afters || c->to == s->text.len);
    if (!c->moved) {
        CHECK(m, c, c->section == c->home);
    } else if (c->section == c->home) {
        CHECK(m, c, !same);
    }
    m->seen.moved += c->moved;
    m->seen.back += !c->moved;
    m->seen.across += c->section != c->home;
    c->clip = 0;
    adopt(m, c);
}

/* The text of its section was changed, or it is listed in another. */
static void check_touched(struct model *m, struct model_comment *c, const struct soan_comment *now)
{
    const struct model_section *was = section(m, c->section), *is = section(m, now->section);
    size_t low, high;
    bool all, was_whole = c->whole, was_moved = c->moved;
    locate(m, was, true);
    bool left = hull(m, c, &low, &high, &all);
    locate(m, was, false);
    bool elsewhere = now->section != c->section;
    c->section = now->section;
    c->from = now->from;
    c->to = now->to;
    c->whole = now->whole;
    c->moved = now->moved;
    CHECK(m, c, c->from <= c->to && c->to <= is->text.len);
    struct text_view words = text_view_part(text_view(&is->text), c->from, c->to);
    CHECK(m, c, c->whole == text_view_equal(words, text_view(&c->quote)));
    if (all && was->alive) {
        /* No byte of it went: it stays with them. */
        CHECK(m, c, !elsewhere && c->whole && c->from == low && c->to == high);
        CHECK(m, c, !was_whole || c->moved == was_moved);
        return;
    }
    if (c->whole) {
        check_back(m, c);
        return;
    }
    CHECK(m, c, !elsewhere);
    if (left) {
        CHECK(m, c, c->from <= low && high <= c->to);
        m->seen.changed++;
    } else {
        m->seen.deleted += c->from == c->to;
    }
}

/* Where the text is again what it was, so is the comment. */
static void check_returned(struct model *m, const struct model_comment *c)
{
    const struct model_section *s = section(m, c->section);
    if (!c->tag || c->section != c->place || s->hash != c->place_hash || !s->alive)
        return;
    CHECK(m, c, c->whole);
    CHECK(m, c, c->from == c->place_from || alike(c, s, c->from, c->to) == c->befores + c->afters);
}

static bool check_one(const struct soan_comment *now, void *arg)
{
    struct model *m = arg;
    if (now->parent) {
        assert_int_equal(now->section, m->comment[now->parent - 1].section);
        return true;
    }
    assert_true((size_t)now->id <= m->comments);
    struct model_comment *c = &m->comment[now->id - 1];
    CHECK(m, c, c->id == now->id);
    CHECK(m, c, !c->listed);
    c->listed = true;
    bool touched = section(m, c->section)->changed || section(m, now->section)->changed || now->section != c->section;
    if (!c->tag || !touched)
        check_untouched(m, c, now);
    else
        check_touched(m, c, now);
    c->resolved = now->resolved;
    c->binned = now->binned;
    CHECK(m, c, c->binned == !section(m, c->section)->alive);
    if (c->tag && touched && section(m, c->section)->changed)
        check_returned(m, c);
    if (c->tag && c->whole && !c->moved && touched)
        remember_place(m, c);
    return true;
}

/* What the outline and the status line count is what can be reached. */
static void check_counts(struct model *m)
{
    struct soan_totals totals;
    int64_t open = 0;
    for (size_t i = 0; i < m->comments; i++) {
        const struct model_comment *c = &m->comment[i];
        if (!c->id)
            continue;
        CHECK(m, c, c->listed);
        open += !c->resolved;
        section(m, c->section)->counted -= !c->resolved && !c->binned;
    }
    for (size_t i = 0; i < m->sections; i++)
        if (m->section[i].alive && m->section[i].counted != 0)
            fail_msg("step %zu (%s): section %zu counts %d comments too many", m->step, m->doing, i + 1,
                     (int)m->section[i].counted);
    help_ok(soan_report_totals(m->r, &totals, e));
    assert_int_equal(totals.comments_open, open);
}

void model_follow(struct model *m)
{
    follow_texts(m);
    for (size_t i = 0; i < m->comments; i++)
        m->comment[i].listed = false;
    help_ok(soan_comment_each(m->r, 0, check_one, m, e));
    check_counts(m);
    m->step++;
}

void model_begin(struct model *m, struct soan_report *r)
{
    *m = (struct model){.r = r, .doing = "begin"};
    follow_texts(m);
}

void model_free(struct model *m)
{
    for (size_t i = 0; i < m->sections; i++) {
        text_free(&m->section[i].text);
        free(m->section[i].tag);
    }
    for (size_t i = 0; i < m->comments; i++) {
        text_free(&m->comment[i].quote);
        free(m->comment[i].tag);
    }
    free(m->section);
    free(m->comment);
    free(m->at);
    *m = (struct model){0};
}
