/* Earlier states of sections: what they were, how they are named, and how a text goes back to one. */
#include <stdlib.h>
#include <string.h>

#include "help.h"

static int64_t clock_now;

static int64_t told_time(void)
{
    return clock_now;
}

static struct soan_report *report(const char *name)
{
    struct soan_report *r = help_report(name);
    clock_now = 1000000;
    r->now = told_time;
    return r;
}

static void was(struct soan_report *r, int64_t id, int64_t rev, const char *title, const char *body)
{
    struct soan_past p = {0};
    help_ok(soan_section_at(r, id, rev, &p, e));
    assert_true(p.there);
    assert_string_equal(text_str(&p.title), title);
    assert_string_equal(text_str(&p.body), body);
    soan_past_free(&p);
}

static bool there(struct soan_report *r, int64_t id, int64_t rev)
{
    struct soan_past p = {0};
    help_ok(soan_section_at(r, id, rev, &p, e));
    bool yes = p.there;
    assert_true(yes || (p.title.len == 0 && p.body.len == 0));
    soan_past_free(&p);
    return yes;
}

static int64_t now(struct soan_report *r)
{
    int64_t rev = 0;
    help_ok(soan_report_rev(r, &rev, e));
    return rev;
}

static void texts_and_titles(void **state)
{
    (void)state;
    struct soan_report *r = report("past.soan");
    int64_t id = help_find(r, "P1/I/2"), start = now(r);
    help_edit(r, id, "hai", "hai rưỡi", 1);
    int64_t first = now(r);
    help_ok(soan_section_rename(r, id, TEXT_LIT("Hệ thống chính trị"), e));
    int64_t second = now(r);
    help_edit(r, id, "Một ", "", 2);
    was(r, id, start, "Chính trị", "Một hai ba bốn năm.");
    was(r, id, 1, "Chính trị", "Một hai ba bốn năm.");
    was(r, id, first, "Chính trị", "Một hai rưỡi ba bốn năm.");
    was(r, id, second, "Hệ thống chính trị", "Một hai rưỡi ba bốn năm.");
    was(r, id, now(r), "Hệ thống chính trị", "hai rưỡi ba bốn năm.");
    struct soan_past p = {0};
    help_fails(SOAN_NO_INPUT, "no section", soan_section_at(r, 999, 1, &p, e));
    help_close(r);
}

static void there_or_not(void **state)
{
    (void)state;
    struct soan_report *r = report("there.soan");
    int64_t roman = help_find(r, "P1/I"), part = help_find(r, "P2"), leaf = help_find(r, "P1/I/1/1.1"), added = 0, id = 0;
    int64_t start = now(r);
    help_ok(soan_section_add(r, (struct soan_place){part, 0}, TEXT_LIT("Mới"), TEXT_LIT("Chữ."), &added, e));
    int64_t made = now(r);
    help_ok(soan_section_remove(r, roman, e));
    int64_t gone = now(r);
    help_ok(soan_section_restore(r, roman, e));
    int64_t back = now(r);
    help_ok(soan_section_move(r, leaf, (struct soan_place){part, 0}, e));
    int64_t moved = now(r);
    help_ok(soan_section_remove(r, roman, e));
    assert_false(there(r, added, start));
    assert_true(there(r, added, made));
    was(r, added, made, "Mới", "Chữ.");
    assert_true(there(r, leaf, made));
    assert_false(there(r, leaf, gone)); /* its branch was in the bin */
    assert_true(there(r, leaf, back));
    assert_true(there(r, leaf, moved));
    assert_true(there(r, leaf, now(r))); /* no longer in that branch */
    assert_false(there(r, roman, now(r)));
    help_ok(soan_outline_undo(r, false, &id, e));
    assert_true(there(r, roman, now(r)));
    assert_false(there(r, roman, now(r) - 1));
    help_close(r);
}

/* ---- any edits: every state is found again, from both ends, and every byte knows its writer ---- */

enum { EDITS = 120 };

static size_t whole(const struct text *t, size_t pos)
{
    while (pos > 0 && pos < t->len && ((unsigned char)t->bytes[pos] & 0xC0) == 0x80)
        pos--;
    return pos;
}

static void edit_at_random(struct soan_report *r, int64_t id, struct text *t, struct text *writers, char who, uint64_t group)
{
    static const char *const put[] = {"", "ă", "một ", "x\ny", "…", "dài hơn một chút "};
    struct text_changes c = {0};
    struct soan_written w = {0};
    size_t from = whole(t, (size_t)random() % (t->len + 1)), to = whole(t, from + (size_t)random() % 9);
    to = to > t->len ? t->len : to < from ? from : to;
    struct text_view in = text_view_of(put[random() % (long)SOAN_ARRAY_LEN(put)]);
    text_changes_add(&c, from, text_view_part(text_view(t), from, to), in, group);
    if (c.n) {
        help_ok(soan_section_edit(r, id, help_rev(r, id), &c, from, &w, e));
        /* Bytes that stand on both sides of the change were not written. */
        text_replace(t, from, to - from, in);
        text_replace(writers, from, to - from, TEXT_LIT(""));
        for (size_t i = 0; i < in.len; i++)
            text_replace(writers, from, 0, (struct text_view){&who, 1});
    }
    soan_written_free(&w);
    text_changes_free(&c);
}

static void any_edits(void **state)
{
    (void)state;
    struct soan_report *r = report("any.soan"), *other = help_open("any.soan", "minh");
    r->after_write = other->after_write = NULL; /* once at the end is enough */
    int64_t id = help_find(r, "P1/I/1/1.1"), rev[EDITS];
    struct text t = {0}, writers = {0}, seen[EDITS] = {{0}};
    help_ok(soan_section_text(r, id, &t, NULL, e));
    for (size_t i = 0; i < t.len; i++)
        text_append_char(&writers, '-');
    srandom(7);
    for (int i = 0; i < EDITS; i++) {
        bool his = random() % 2;
        edit_at_random(his ? other : r, id, &t, &writers, his ? 'm' : 'l', (uint64_t)i + 1);
        rev[i] = now(r);
        seen[i] = text_copy(text_view(&t));
    }
    help_text_is(r, id, text_str(&t));
    for (int i = 0; i < EDITS; i++) {
        was(r, id, rev[i], "Kinh tế", text_str(&seen[i]));
        text_free(&seen[i]);
    }
    for (size_t i = 0; i < t.len; i++) {
        struct soan_writer w = {0};
        help_ok(soan_section_writer(r, id, i, &w, e));
        assert_int_equal(w.imported, writers.bytes[i] == '-');
        if (!w.imported)
            assert_string_equal(text_str(&w.member), writers.bytes[i] == 'm' ? "minh" : "lan");
        soan_writer_free(&w);
    }
    text_free(&t);
    text_free(&writers);
    soan_report_close(&other);
    help_close(r);
}

/* ---- steps ---- */

static bool list(const struct soan_step *s, void *arg)
{
    struct text *out = arg;
    text_printf(out, "%s #%lld %.*s -%lld+%lld", soan_step_name(s->kind), (long long)s->section, (int)s->member.len,
                s->member.bytes, (long long)s->removed, (long long)s->inserted);
    if (s->name.len)
        text_printf(out, " %.*s", (int)s->name.len, s->name.bytes);
    text_append_char(out, '\n');
    return true;
}

static void steps_are(struct soan_report *r, int64_t section, const char *expected)
{
    struct text out = {0};
    help_ok(soan_history_each(r, section, list, &out, e));
    assert_string_equal(text_str(&out), expected);
    text_free(&out);
}

static void steps(void **state)
{
    (void)state;
    struct soan_report *r = report("steps.soan"), *other = help_open("steps.soan", "minh");
    other->now = told_time;
    int64_t id = help_find(r, "P1/I/2"), added = 0;
    help_edit(r, id, "Một", "Hai", 1);
    clock_now += 15 * 60; /* the same sitting */
    help_edit(r, id, "năm", "sáu", 2);
    clock_now += 15 * 60 + 1; /* another */
    help_edit(r, id, "ba", "bảy", 3);
    help_edit(other, id, "bảy", "tám", 4);
    help_edit(r, id, "tám", "chín", 5);
    help_ok(soan_checkpoint(r, id, TEXT_LIT("Dự thảo 1"), e));
    help_edit(r, id, "chín", "mười", 6);
    help_ok(soan_section_rename(r, id, TEXT_LIT("Tên"), e));
    help_ok(soan_section_remove(r, id, e));
    help_ok(soan_section_restore(r, id, e));
    steps_are(r, id, "restored #6 lan -0+0\n"
                     "removed #6 lan -0+0\n"
                     "title #6 lan -0+0 Tên\n"
                     "text #6 lan -4+4\n"
                     "checkpoint #6 lan -0+0 Dự thảo 1\n"
                     "text #6 lan -3+4\n"
                     "text #6 minh -3+3\n"
                     "text #6 lan -2+3\n"
                     "text #6 lan -6+6\n"
                     "template #6 lan -0+0\n");
    help_ok(soan_section_add(r, (struct soan_place){0, 0}, TEXT_LIT("Mới"), TEXT_LIT("Chữ."), &added, e));
    steps_are(r, added, "added #10 lan -0+0\n");
    soan_report_close(&other);
    help_close(r);
}

static void names(void **state)
{
    (void)state;
    struct soan_report *r = report("names.soan");
    int64_t id = help_find(r, "P1/I/2"), other = help_find(r, "P1/II"), rev = 0;
    help_ok(soan_checkpoint(r, id, TEXT_LIT("Bản 1"), e));
    int64_t first = now(r);
    help_ok(soan_checkpoint(r, other, TEXT_LIT("Bản 2"), e));
    int64_t second = now(r);
    help_ok(soan_state_find(r, id, "template", &rev, e));
    assert_int_equal(rev, 1);
    help_ok(soan_state_find(r, id, "now", &rev, e));
    assert_int_equal(rev, second);
    help_ok(soan_state_find(r, id, " Bản 1 ", &rev, e));
    assert_int_equal(rev, first);
    help_ok(soan_state_find(r, 0, "Bản 2", &rev, e));
    assert_int_equal(rev, second);
    help_ok(soan_state_find(r, id, "#2", &rev, e));
    assert_int_equal(rev, 2);
    help_fails(SOAN_NO_INPUT, "no state \"Bản 2\"", soan_state_find(r, id, "Bản 2", &rev, e));
    help_fails(SOAN_NO_INPUT, "no state", soan_state_find(r, id, "#99", &rev, e));
    help_fails(SOAN_NO_INPUT, "no state", soan_state_find(r, id, "#0", &rev, e));
    help_fails(SOAN_NO_INPUT, "no state", soan_state_find(r, id, "#99999999999999999999", &rev, e));
    help_fails(SOAN_NO_INPUT, "no state", soan_state_find(r, id, "", &rev, e));
    help_close(r);
}

/* ---- going back ---- */

static void going_back(void **state)
{
    (void)state;
    struct soan_report *r = report("back.soan");
    int64_t id = help_find(r, "P1/I/2"), start = now(r), added = 0;
    struct soan_written w = {0};
    struct text_changes done = {0};
    help_edit(r, id, "hai ba", "chín mười", 1);
    help_ok(soan_section_rename(r, id, TEXT_LIT("Tên"), e));
    int64_t before = now(r);
    help_ok(soan_section_return(r, id, start, &w, e));
    help_text_is(r, id, "Một hai ba bốn năm.");
    assert_int_equal(w.rev, before + 1);
    was(r, id, before, "Tên", "Một chín mười bốn năm."); /* nothing is lost, and the title stays */
    was(r, id, now(r), "Tên", "Một hai ba bốn năm.");
    steps_are(r, id, "returned #6 lan -9+6 #1\ntitle #6 lan -0+0 Tên\ntext #6 lan -6+9\ntemplate #6 lan -0+0\n");
    help_ok(soan_section_return(r, id, start, &w, e)); /* it is that text already */
    assert_int_equal(now(r), before + 1);
    help_ok(soan_section_undo(r, id, help_rev(r, id), false, &done, &w, e));
    help_text_is(r, id, "Một chín mười bốn năm.");
    text_changes_free(&done);
    soan_written_free(&w);
    help_ok(soan_section_add(r, (struct soan_place){0, 0}, TEXT_LIT("Mới"), TEXT_LIT("Chữ."), &added, e));
    help_fails(SOAN_REFUSED, "was not in the report at #1", soan_section_return(r, added, 1, &w, e));
    help_ok(soan_section_remove(r, id, e));
    help_fails(SOAN_REFUSED, "bin", soan_section_return(r, id, start, &w, e));
    help_close(r);
}

/* Words that stay keep their comments when a text is replaced as a whole. */
static void anchors_stay(void **state)
{
    (void)state;
    struct soan_report *r = report("anchors.soan");
    int64_t id = help_find(r, "P1/I/2"), comment = 0;
    struct soan_comment c = {.section = id, .from = strlen("Một hai "), .to = strlen("Một hai ba"), .anchored = true};
    struct soan_written w = {0};
    c.body = text_copy(TEXT_LIT("?"));
    c.quote = text_copy(TEXT_LIT("ba"));
    help_ok(soan_comment_add(r, &c, &comment, e));
    soan_comment_free(&c);
    help_ok(soan_section_write(r, id, 0, TEXT_LIT("Câu mới. Một hai lẻ ba bốn sáu."), &w, e));
    struct query q = query(r, "SELECT start, stop FROM anchor");
    assert_true(query_row(&q));
    assert_int_equal(query_get(&q, 0), strlen("Câu mới. Một hai lẻ "));
    assert_int_equal(query_get(&q, 1), strlen("Câu mới. Một hai lẻ ba"));
    help_ok(query_end(&q, e));
    soan_written_free(&w);
    help_close(r);
}

/* ---- what changed ---- */

static bool collect(int64_t id, void *arg)
{
    text_printf(arg, "#%lld ", (long long)id);
    return true;
}

static void changed_are(struct soan_report *r, int64_t from, int64_t to, const char *expected)
{
    struct text out = {0};
    help_ok(soan_changed_each(r, from, to, collect, &out, e));
    assert_string_equal(text_str(&out), expected);
    text_free(&out);
}

static void changed(void **state)
{
    (void)state;
    struct soan_report *r = report("changed.soan");
    int64_t added = 0, start = now(r);
    changed_are(r, 1, start, "");
    help_edit(r, 9, "2030", "2035", 1);
    int64_t first = now(r);
    help_edit(r, 4, "tỷ", "triệu", 2);
    help_ok(soan_section_rename(r, 7, TEXT_LIT("TỒN TẠI"), e));
    help_ok(soan_section_add(r, (struct soan_place){8, 0}, TEXT_LIT("Mới"), TEXT_LIT(""), &added, e));
    changed_are(r, start, now(r), "#4 #7 #10 #9 ");
    changed_are(r, now(r), start, "#4 #7 #10 #9 ");
    changed_are(r, first, now(r), "#4 #7 #10 ");
    help_ok(soan_section_remove(r, 3, e));
    changed_are(r, now(r) - 1, now(r), "#3 #4 #5 ");
    help_close(r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_and_titles), cmocka_unit_test(there_or_not), cmocka_unit_test(any_edits),
        cmocka_unit_test(steps), cmocka_unit_test(names), cmocka_unit_test(going_back), cmocka_unit_test(anchors_stay),
        cmocka_unit_test(changed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
