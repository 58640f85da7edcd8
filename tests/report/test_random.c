/*
 * A report of forty sections and 500 comments under the hands of somebody who types, cuts, pastes, undoes, rewrites, restores,
 * moves, merges and throws away at random. After every step each comment is listed once, the counts are what can be
 * reached, and what is said of its words is true. SOAN_STEPS: how many steps; SOAN_SEED: another course of events.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "model.h"

enum { SECTIONS = 40, COMMENTS = 500, STEPS = 1000, TEXT_MOST = 3000, BIN_MOST = 6 };

static uint64_t dice;

static size_t roll(size_t sides)
{
    dice ^= dice << 13;
    dice ^= dice >> 7;
    dice ^= dice << 17;
    return sides ? (size_t)(dice >> 11) % sides : 0;
}

static const char *const words[] = {
    "thu", "ngân sách", "phường", "đạt", "tỷ đồng", "so với", "chỉ tiêu", "nghị quyết", "đề ra", "kinh tế", "văn hóa", "xã hội",
    "cán bộ", "đảng viên", "chi bộ", "nhân dân", "phát triển", "tăng", "giảm", "quản lý", "đô thị", "môi trường", "trật tự",
    "an toàn", "{thu}", "năm", "2025", "nhiệm kỳ", "lãnh đạo", "tiếp tục", "nâng cao", "chất lượng", "và", "của", "các", "trong",
    "hiệu quả", "công tác", "tuyên truyền", "giữ vững",
};

static const char *word(void)
{
    return words[roll(SOAN_ARRAY_LEN(words))];
}

static void sentence(struct text *out)
{
    size_t n = 6 + roll(12);
    for (size_t i = 0; i < n; i++)
        text_printf(out, "%s%s", i ? roll(9) ? " " : ", " : "", word());
    text_append_char(out, '.');
}

static void body(struct text *out)
{
    size_t n = 2 + roll(5);
    for (size_t i = 0; i < n; i++) {
        text_append_str(out, i ? roll(3) ? " " : "\n" : "");
        sentence(out);
    }
}

/* ---- the hands ---- */

struct hands {
    struct model m;
    struct soan_report *r[2];
    struct text clip;
    size_t clips;             /* cuts so far; the clip is what the last one took */
    size_t done[16], refused;
    uint64_t group;
};

static struct soan_report *desk(struct hands *h)
{
    return h->r[roll(4) == 0];
}

/* A branch that all others were moved into may have gone to the bin. */
static bool any_alive(const struct hands *h)
{
    for (size_t i = 0; i < h->m.sections; i++)
        if (h->m.section[i].alive)
            return true;
    return false;
}

static struct model_section *any_section(struct hands *h)
{
    for (;;) {
        struct model_section *s = &h->m.section[roll(h->m.sections)];
        if (s->alive)
            return s;
    }
}

static size_t boundary(struct text_view v, size_t pos)
{
    while (pos < v.len && ((unsigned char)v.bytes[pos] & 0xC0) == 0x80)
        pos++;
    return pos;
}

/* Of whole characters, often of whole words. */
static void range(struct text_view v, size_t most, size_t *from, size_t *to)
{
    *from = boundary(v, roll(v.len + 1));
    *to = *from + roll(most);
    *to = *to > v.len ? v.len : boundary(v, *to);
    if (roll(3)) {
        while (*from > 0 && v.bytes[*from - 1] != ' ' && v.bytes[*from - 1] != '\n')
            --*from;
        while (*to < v.len && v.bytes[*to] != ' ' && v.bytes[*to] != '\n')
            ++*to;
    }
}

static void edit(struct hands *h, const struct model_section *s, size_t from, size_t to, struct text_view with)
{
    struct text_changes c = {0};
    struct soan_written w = {0};
    struct error why = {0};
    text_changes_add(&c, from, text_view_part(text_view(&s->text), from, to), with, ++h->group);
    if (!c.n)
        return;
    if (!soan_section_edit(desk(h), s->id, s->rev, &c, from, &w, &why))
        fail_msg("edit: %s", text_str(&why.message));
    soan_written_free(&w);
    text_changes_free(&c);
}

static void type(struct hands *h)
{
    const struct model_section *s = any_section(h);
    struct text_view v = text_view(&s->text);
    size_t from, to;
    range(v, 1, &from, &to);
    struct text typed = {0};
    text_printf(&typed, roll(2) ? " %s" : "%s", word());
    if (s->text.len < TEXT_MOST)
        edit(h, s, to, to, text_view(&typed));
    text_free(&typed);
}

static void erase(struct hands *h)
{
    const struct model_section *s = any_section(h);
    size_t from, to;
    range(text_view(&s->text), 30, &from, &to);
    edit(h, s, from, to, TEXT_LIT(""));
}

static void overtype(struct hands *h)
{
    const struct model_section *s = any_section(h);
    size_t from, to;
    range(text_view(&s->text), 12, &from, &to);
    edit(h, s, from, to, text_view_of(word()));
}

static void cut(struct hands *h, bool keep)
{
    const struct model_section *s = any_section(h);
    size_t from, to;
    range(text_view(&s->text), roll(4) ? 60 : 600, &from, &to);
    text_clear(&h->clip);
    text_append(&h->clip, text_view_part(text_view(&s->text), from, to));
    h->clips++;
    for (size_t i = 0; i < h->m.comments; i++) {
        struct model_comment *c = &h->m.comment[i];
        if (!keep && c->tag && c->whole && c->section == s->id && c->from >= from && c->to <= to)
            c->clip = h->clips;
    }
    if (!keep)
        edit(h, s, from, to, TEXT_LIT(""));
}

/* Whoever's words were cut has them again where they were pasted. */
static void check_pasted(struct hands *h)
{
    for (size_t i = 0; i < h->m.comments; i++) {
        const struct model_comment *c = &h->m.comment[i];
        if (c->tag && c->clip && c->clip == h->clips && !c->whole)
            fail_msg("step %zu: comment %d was cut and pasted, and is not found", h->m.step, (int)c->id);
    }
}

static void paste(struct hands *h)
{
    const struct model_section *s = any_section(h);
    size_t at, to;
    range(text_view(&s->text), 1, &at, &to);
    if (s->text.len > TEXT_MOST * 2)
        return;
    edit(h, s, at, at, text_view(&h->clip));
    model_follow(&h->m);
    check_pasted(h);
}

static void undo(struct hands *h, bool redo)
{
    const struct model_section *s = any_section(h);
    struct text_changes done = {0};
    struct soan_written w = {0};
    struct error why = {0};
    if (soan_section_undo(desk(h), s->id, s->rev, redo, &done, &w, &why)) {
        soan_written_free(&w);
        text_changes_free(&done);
    } else {
        assert_int_equal(why.status, SOAN_REFUSED);
        h->refused++;
        error_free(&why);
    }
}

/* Sentences in another order, some left out, some new. */
static void rewrite(struct hands *h)
{
    const struct model_section *s = any_section(h);
    struct text out = {0};
    struct text_view v = text_view(&s->text), part[64];
    size_t n = 0;
    struct soan_written w = {0};
    for (size_t from = 0, to; from < v.len && n < SOAN_ARRAY_LEN(part); from = to) {
        to = text_view_find(v, TEXT_LIT(". "), from);
        to = to == SIZE_MAX ? v.len : to + 2;
        part[n++] = text_view_part(v, from, to);
    }
    for (size_t i = 0; i < n; i++) {
        size_t with = roll(4) ? i : roll(n);
        struct text_view own = part[i];
        part[i] = part[with];
        part[with] = own;
    }
    for (size_t i = 0; i < n; i++) {
        if (roll(8) == 0 && out.len < TEXT_MOST)
            sentence(&out);
        if (roll(8))
            text_append(&out, part[i]);
    }
    help_ok(soan_section_write(desk(h), s->id, s->rev, text_view(&out), &w, e));
    soan_written_free(&w);
    text_free(&out);
}

static void give_back(struct hands *h)
{
    const struct model_section *s = any_section(h);
    struct soan_written w = {0};
    struct error why = {0};
    int64_t newest = 0;
    help_ok(soan_report_rev(h->m.r, &newest, e));
    int64_t back = newest - (int64_t)roll(roll(2) ? 30 : (size_t)newest);
    if (soan_section_return(desk(h), s->id, back, &w, &why)) {
        soan_written_free(&w);
    } else {
        assert_int_equal(why.status, SOAN_REFUSED); /* it was in the bin then */
        h->refused++;
        error_free(&why);
    }
}

static bool may_be_refused(struct hands *h, bool ok, struct error *e)
{
    if (ok)
        return true;
    if (e->status != SOAN_REFUSED && e->status != SOAN_NO_INPUT)
        fail_msg("%s", text_str(&e->message));
    h->refused++;
    error_free(e);
    return false;
}

static bool count_bin(const struct soan_section *s, void *arg)
{
    ((int64_t *)arg)[0]++;
    ((int64_t *)arg)[1] = roll(2) || !((int64_t *)arg)[1] ? s->id : ((int64_t *)arg)[1];
    return true;
}

static void throw_away(struct hands *h, int64_t id)
{
    struct error why = {0};
    int64_t bin[2] = {0};
    help_ok(soan_bin_each(h->m.r, count_bin, bin, e));
    size_t alive = 0;
    for (size_t i = 0; i < h->m.sections; i++)
        alive += h->m.section[i].alive;
    if (bin[0] < BIN_MOST && alive > SECTIONS / 2)
        may_be_refused(h, soan_section_remove(desk(h), id, &why), &why);
    else
        may_be_refused(h, soan_section_restore(desk(h), bin[1], &why), &why);
}

static void out_of_bin(struct hands *h)
{
    struct error why = {0};
    int64_t bin[2] = {0};
    help_ok(soan_bin_each(h->m.r, count_bin, bin, e));
    if (bin[0])
        may_be_refused(h, soan_section_restore(desk(h), bin[1], &why), &why);
}

static void move_branch(struct hands *h)
{
    struct error why = {0};
    may_be_refused(h, soan_section_move(desk(h), any_section(h)->id, (struct soan_place){any_section(h)->id, 0}, &why), &why);
}

static void undo_outline(struct hands *h, bool redo)
{
    struct error why = {0};
    int64_t id;
    may_be_refused(h, soan_outline_undo(desk(h), redo, &id, &why), &why);
}

/* No comment that can be told stays with the words that were thrown away: they were copied before. */
static void check_merged(struct hands *h, int64_t thrown)
{
    for (size_t i = 0; i < h->m.comments; i++) {
        const struct model_comment *c = &h->m.comment[i];
        if (c->tag && c->section == thrown && c->whole && !c->moved && c->befores + c->afters >= 24)
            fail_msg("step %zu: comment %d stayed in the bin, its words did not", h->m.step, (int)c->id);
    }
}

/* One's text goes behind another's, then the section goes. */
static void merge(struct hands *h)
{
    const struct model_section *from = any_section(h), *to = any_section(h);
    struct text copy = {0};
    if (from == to || !from->text.len || to->text.len + from->text.len > TEXT_MOST * 2)
        return;
    text_append_str(&copy, to->text.len ? "\n" : "");
    text_append(&copy, text_view(&from->text));
    int64_t id = from->id, into = to->id;
    edit(h, to, to->text.len, to->text.len, text_view(&copy));
    text_free(&copy);
    model_follow(&h->m);
    throw_away(h, id);
    model_follow(&h->m);
    if (!h->m.section[id - 1].alive && h->m.section[into - 1].alive)
        check_merged(h, id);
}

struct places { struct soan_replacement *item; size_t n, cap; const char *with; };

static bool note_hit(const struct soan_hit *hit, void *arg)
{
    struct places *p = arg;
    mem_grow((void **)&p->item, &p->cap, p->n + 1, sizeof *p->item);
    p->item[p->n++] = (struct soan_replacement){hit->section, hit->in_title, hit->from, TEXT_LIT("giảm"), text_view_of(p->with)};
    return p->n < 20;
}

static void replace(struct hands *h)
{
    struct places p = {.with = roll(2) ? "tăng" : "giảm sút"};
    int64_t newest = 0;
    size_t done;
    help_ok(soan_report_rev(h->m.r, &newest, e));
    help_ok(soan_search(h->m.r, TEXT_LIT("giảm"), note_hit, &p, e));
    if (p.n)
        help_ok(soan_replace_all(desk(h), newest, p.item, p.n, &done, e));
    free(p.item);
}

static void talk(struct hands *h)
{
    struct error why = {0};
    int64_t id = 1 + (int64_t)roll(h->m.comments), reply;
    struct soan_comment c = {.parent = id};
    if (!h->m.comment[id - 1].id)
        return;
    if (roll(2)) {
        may_be_refused(h, soan_comment_resolve(desk(h), id, !h->m.comment[id - 1].resolved, &why), &why);
        return;
    }
    c.body = text_copy(TEXT_LIT("đã xem"));
    help_ok(soan_comment_add(desk(h), &c, &reply, e));
    text_free(&c.body);
}

static const struct { const char *name; unsigned weight; } acts[] = {
    {"type", 20}, {"erase", 12}, {"overtype", 8}, {"cut", 12}, {"copy", 3}, {"paste", 16}, {"undo", 14}, {"redo", 5},
    {"rewrite", 3}, {"give back", 3}, {"throw away", 1}, {"out of the bin", 2}, {"move branch", 1}, {"outline undo", 1},
    {"merge", 1}, {"talk", 2},
};

static void act(struct hands *h)
{
    unsigned all = 0, i = 0;
    for (size_t k = 0; k < SOAN_ARRAY_LEN(acts); k++)
        all += acts[k].weight;
    unsigned at = (unsigned)roll(all);
    while (at >= acts[i].weight)
        at -= acts[i++].weight;
    i = any_alive(h) ? i : 11; /* out of the bin */
    h->m.doing = acts[i].name;
    h->done[i]++;
    switch (i) {
    case 0: type(h); break;
    case 1: erase(h); break;
    case 2: overtype(h); break;
    case 3: cut(h, false); break;
    case 4: cut(h, true); break;
    case 5: paste(h); break;
    case 6: undo(h, false); break;
    case 7: undo(h, true); break;
    case 8: rewrite(h); break;
    case 9: give_back(h); break;
    case 10: throw_away(h, any_section(h)->id); break;
    case 11: out_of_bin(h); break;
    case 12: move_branch(h); break;
    case 13: undo_outline(h, roll(3) == 0); break;
    case 14: roll(3) ? merge(h) : replace(h); break;
    default: talk(h); break;
    }
}

/* ---- the report ---- */

static void make_report(struct hands *h)
{
    struct soan_outline o = {0};
    o.node = mem_array(SECTIONS, sizeof *o.node);
    o.n = o.cap = SECTIONS;
    size_t above[4] = {0};
    for (size_t i = 0; i < SECTIONS; i++) {
        struct soan_outline_node *n = &o.node[i];
        n->depth = i % 8 == 0 ? 1 : i % 8 == 1 || i % 8 == 5 ? 2 : 3;
        n->parent = n->depth == 1 ? SIZE_MAX : above[n->depth - 1];
        above[n->depth] = i;
        text_printf(&n->title, "Mục %zu", i + 1);
        if (i % 8)
            body(&n->body);
    }
    help_figure(&o, "thu", SOAN_KIND_NUMBER, "tỷ đồng");
    help_ok(soan_report_create(help_path("random.soan"), &o, TEXT_LIT("Thử"), "lan", e));
    help_outline_free(&o);
    h->r[0] = help_open("random.soan", "lan");
    h->r[1] = help_open("random.soan", "hoa");
    h->r[0]->after_write = h->r[1]->after_write = NULL;
}

static void make_comments(struct hands *h)
{
    for (size_t i = 0; i < COMMENTS; i++) {
        const struct model_section *s = any_section(h);
        struct soan_comment c = {.section = s->id, .anchored = roll(10) > 0 && s->text.len > 0};
        int64_t id = 0;
        if (c.anchored)
            do
                range(text_view(&s->text), roll(5) ? 24 : 300, &c.from, &c.to);
            while (c.from == c.to);
        else if (roll(3) == 0)
            c.figure = text_copy(TEXT_LIT("thu"));
        c.body = text_copy(TEXT_LIT("xem lại"));
        help_ok(soan_comment_add(desk(h), &c, &id, e));
        model_comment(&h->m, id, s->id, c.from, c.to);
        soan_comment_free(&c);
    }
}

static size_t number_from(const char *name, size_t otherwise)
{
    const char *v = getenv(name);
    return v ? (size_t)strtoull(v, NULL, 10) : otherwise;
}

static void tell(const struct hands *h, size_t steps, clock_t began)
{
    struct text t = {0};
    size_t state[4] = {0}; /* in place, moved, changed, deleted */
    for (size_t i = 0; i < h->m.comments; i++) {
        const struct model_comment *c = &h->m.comment[i];
        if (c->id && c->tag)
            state[c->whole ? c->moved : c->from < c->to ? 2 : 3]++;
    }
    text_printf(&t, "%zu steps in %.1f s:", steps, (double)(clock() - began) / CLOCKS_PER_SEC);
    for (size_t i = 0; i < SOAN_ARRAY_LEN(acts); i++)
        text_printf(&t, " %s %zu", acts[i].name, h->done[i]);
    text_printf(&t, "; refused %zu. Found elsewhere %zu times (in another section %zu), back in their place %zu; seen changed %zu,"
                    " deleted %zu. At the end in place %zu, moved %zu, changed %zu, deleted %zu.",
                h->refused, h->m.seen.moved, h->m.seen.across, h->m.seen.back, h->m.seen.changed, h->m.seen.deleted, state[0],
                state[1], state[2], state[3]);
    print_message("# %s\n", text_str(&t));
    text_free(&t);
}

static void test_no_comment_is_ever_lost(void **state)
{
    (void)state;
    struct hands h = {0};
    size_t steps = number_from("SOAN_STEPS", STEPS);
    dice = number_from("SOAN_SEED", 20251123) * 2654435761u + 1;
    clock_t began = clock();
    make_report(&h);
    model_begin(&h.m, h.r[0]);
    make_comments(&h);
    model_follow(&h.m);
    for (size_t i = 1; i <= steps; i++) {
        act(&h);
        model_follow(&h.m);
        if (i % 500 == 0 || i == steps)
            help_verified(h.r[0]);
    }
    tell(&h, steps, began);
    /* It did happen: nothing of this is true of nothing only. */
    assert_true(h.m.seen.moved > steps / 100 && h.m.seen.across > steps / 200 && h.m.seen.back > steps / 50);
    assert_true(h.m.seen.changed > 0 && h.m.seen.deleted > 0);
    model_free(&h.m);
    text_free(&h.clip);
    soan_report_close(&h.r[1]);
    help_close(h.r[0]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_no_comment_is_ever_lost)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
