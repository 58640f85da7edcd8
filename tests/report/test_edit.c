/* Typing, merging, whole writes, undo and redo, anchors. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "help.h"

static struct text_changes change(size_t pos, const char *removed, const char *inserted, uint64_t group)
{
    struct text_changes c = {0};
    text_changes_add(&c, pos, text_view_of(removed), text_view_of(inserted), group);
    return c;
}

static int64_t burst(struct soan_report *r, int64_t id, int64_t base, struct text_changes c, struct soan_written *w)
{
    help_ok(soan_section_edit(r, id, base, &c, 0, w, e));
    text_changes_free(&c);
    return w->rev;
}

static void undo(struct soan_report *r, int64_t id, bool redo)
{
    struct text_changes done = {0};
    struct soan_written w;
    struct text before = {0};
    int64_t rev = 0;
    help_ok(soan_section_text(r, id, &before, &rev, e));
    help_ok(soan_section_undo(r, id, rev, redo, &done, &w, e));
    assert_true(changes_apply(&done, &before)); /* what the caller is told is what was done */
    help_text_is(r, id, text_str(&before));
    assert_int_equal(w.theirs.n, 0);
    text_changes_free(&done);
    soan_written_free(&w);
    text_free(&before);
}

static void undo_fails(struct soan_report *r, int64_t id, bool redo, const char *words)
{
    struct text_changes done = {0};
    struct soan_written w;
    help_fails(SOAN_REFUSED, words, soan_section_undo(r, id, 0, redo, &done, &w, e));
}

static void test_edit_counts(void **state)
{
    (void)state;
    struct soan_report *r = help_report("edit.soan");
    struct soan_section s;
    help_edit(r, 5, "", "Một hai {thu} … tỷ đồng\nba", 1);
    help_ok(soan_section_get(r, 5, &s, e));
    assert_int_equal(s.words, 6); /* Một hai {thu} tỷ đồng ba */
    assert_int_equal(s.blanks, 2);
    assert_int_equal(s.state, SOAN_STATE_DRAFTING);
    soan_section_free(&s);
    help_edit(r, 5, "Một hai {thu} … tỷ đồng\nba", "", 2);
    help_ok(soan_section_get(r, 5, &s, e));
    assert_int_equal(s.words, 0);
    assert_int_equal(s.state, SOAN_STATE_EMPTY);
    soan_section_free(&s);
    struct soan_stand stand;
    help_ok(soan_stand_load(r, &stand, e));
    assert_int_equal(stand.section, 5);
    soan_stand_free(&stand);
    help_close(r);
}

static void test_edit_refusals(void **state)
{
    (void)state;
    struct soan_report *r = help_report("refuse.soan");
    struct soan_written w;
    struct text_changes c = change(2, "không có", "x", 1);
    int64_t rev = help_rev(r, 6);
    help_fails(SOAN_BUSY, "open it anew", soan_section_edit(r, 6, rev, &c, 0, &w, e));
    text_changes_free(&c);
    c = change(900, "", "x", 1);
    help_fails(SOAN_BUSY, "open it anew", soan_section_edit(r, 6, rev, &c, 0, &w, e));
    text_changes_free(&c);
    c = change(0, "", "x\x1b[m", 1);
    help_fails(SOAN_BAD_DATA, "cannot be kept", soan_section_edit(r, 6, rev, &c, 0, &w, e));
    help_fails(SOAN_REFUSED, "revision", soan_section_edit(r, 6, rev + 50, &c, 0, &w, e));
    help_fails(SOAN_NO_INPUT, "#99", soan_section_edit(r, 99, rev, &c, 0, &w, e));
    help_ok(soan_section_remove(r, 6, e));
    help_fails(SOAN_REFUSED, "bin", soan_section_edit(r, 6, rev, &c, 0, &w, e));
    text_changes_free(&c);
    help_text_is(r, 6, "Một hai ba bốn năm.");
    help_close(r);
}

static void test_merge(void **state)
{
    (void)state;
    struct soan_report *a = help_report("merge.soan"), *b = help_open("merge.soan", "minh");
    struct soan_written w = {0};
    int64_t base = help_rev(a, 6);
    struct text t = {0};
    help_ok(soan_section_text(a, 6, &t, NULL, e));
    size_t hai = text_view_find(text_view(&t), TEXT_LIT("hai"), 0),
           nam = text_view_find(text_view(&t), TEXT_LIT("năm"), 0);
    burst(b, 6, base, change(hai, "hai", "HAI MƯƠI", 1), &w);
    soan_written_free(&w);
    bool changed = false;
    help_ok(soan_report_poll(a, &changed, e));
    assert_true(changed);
    help_ok(soan_report_poll(a, &changed, e));
    assert_false(changed);
    /* a still has the old text and types at its end */
    text_replace(&t, nam, strlen("năm"), TEXT_LIT("sáu"));
    burst(a, 6, base, change(nam, "năm", "sáu", 1), &w);
    help_text_is(a, 6, "Một HAI MƯƠI ba bốn sáu.");
    assert_int_equal(w.theirs.n, 1);
    assert_true(changes_apply(&w.theirs, &t));
    assert_string_equal(text_str(&t), "Một HAI MƯƠI ba bốn sáu.");
    soan_written_free(&w);
    /* the same words: refused, nothing written */
    struct text_changes c = change(hai + 1, "ai", "ồ", 2);
    help_fails(SOAN_BUSY, "same words", soan_section_edit(a, 6, base, &c, 0, &w, e));
    text_changes_free(&c);
    help_text_is(a, 6, "Một HAI MƯƠI ba bốn sáu.");
    text_free(&t);
    soan_report_close(&b);
    help_close(a);
}

static void test_changes_since(void **state)
{
    (void)state;
    struct soan_report *r = help_report("since.soan");
    struct text_changes c = {0};
    struct text t = {0};
    int64_t base = 0, rev = 0;
    help_ok(soan_section_text(r, 6, &t, &base, e));
    help_edit(r, 6, "hai", "2", 1);
    help_edit(r, 6, "ba", "3", 2);
    help_ok(soan_section_rename(r, 6, TEXT_LIT("x"), e));
    help_ok(soan_section_changes_since(r, 6, base, &c, &rev, e));
    assert_true(changes_apply(&c, &t));
    assert_string_equal(text_str(&t), "Một 2 3 bốn năm.");
    assert_int_equal(rev, help_rev(r, 6));
    text_changes_free(&c);
    text_free(&t);
    help_close(r);
}

static void test_write(void **state)
{
    (void)state;
    struct soan_report *r = help_report("write.soan");
    struct soan_written w = {0};
    int64_t rev = help_rev(r, 6), newest = 0;
    help_ok(soan_section_write(r, 6, 0, TEXT_LIT("Một hai\r\nbốn năm.\n\n"), &w, e));
    help_text_is(r, 6, "Một hai\nbốn năm.");
    assert_int_equal(w.rev, help_rev(r, 6));
    help_fails(SOAN_BUSY, "changed since", soan_section_write(r, 6, rev, TEXT_LIT("x"), &w, e));
    help_ok(soan_report_rev(r, &newest, e));
    help_ok(soan_section_write(r, 6, w.rev, TEXT_LIT("Một hai\nbốn năm."), &w, e)); /* nothing to do */
    int64_t again = 0;
    help_ok(soan_report_rev(r, &again, e));
    assert_int_equal(again, newest);
    undo(r, 6, false);
    help_text_is(r, 6, "Một hai ba bốn năm.");
    undo(r, 6, true);
    help_text_is(r, 6, "Một hai\nbốn năm.");
    help_close(r);
}

static void test_undo_steps(void **state)
{
    (void)state;
    struct soan_report *r = help_report("undo.soan");
    undo_fails(r, 6, false, "nothing to undo");
    help_edit(r, 6, "hai", "2", 1);
    help_edit(r, 6, "ba", "3", 2);
    help_edit(r, 6, "bốn", "4", 3);
    undo(r, 6, false);
    undo(r, 6, false);
    help_text_is(r, 6, "Một 2 ba bốn năm.");
    undo(r, 6, true);
    help_text_is(r, 6, "Một 2 3 bốn năm.");
    undo(r, 6, false);
    undo(r, 6, false);
    undo_fails(r, 6, false, "nothing to undo");
    help_text_is(r, 6, "Một hai ba bốn năm.");
    for (int i = 0; i < 3; i++)
        undo(r, 6, true);
    help_text_is(r, 6, "Một 2 3 4 năm.");
    undo_fails(r, 6, true, "nothing to redo");
    undo(r, 6, false);
    help_edit(r, 6, "năm", "5", 4);
    undo_fails(r, 6, true, "nothing to redo"); /* a new edit ends what could be redone */
    for (int i = 0; i < 3; i++)
        undo(r, 6, false);
    help_text_is(r, 6, "Một hai ba bốn năm.");
    help_close(r);
}

static void test_undo_across_reopening(void **state)
{
    (void)state;
    struct soan_report *r = help_report("reopen.soan");
    help_edit(r, 6, "hai", "2", 1);
    help_edit(r, 6, "ba", "3", 2);
    undo(r, 6, false);
    help_close(r);
    r = help_open("reopen.soan", "lan");
    undo(r, 6, true);
    help_text_is(r, 6, "Một 2 3 bốn năm.");
    undo(r, 6, false);
    undo(r, 6, false);
    help_text_is(r, 6, "Một hai ba bốn năm.");
    help_close(r);
}

/* Bursts of one word are one step, also if a second step lies in the second burst. */
static void test_step_over_bursts(void **state)
{
    (void)state;
    struct soan_report *r = help_report("bursts.soan");
    struct soan_written w = {0};
    int64_t rev = burst(r, 5, help_rev(r, 5), change(0, "", "xin", 7), &w);
    struct text_changes c = change(3, "", " ch", 7);
    text_changes_add(&c, 6, TEXT_LIT(""), TEXT_LIT("ào bạn"), 8);
    rev = burst(r, 5, rev, c, &w);
    rev = burst(r, 5, rev, change(6 + strlen("ào bạn"), "", " tôi", 8), &w);
    help_text_is(r, 5, "xin chào bạn tôi");
    undo(r, 5, false);
    help_text_is(r, 5, "xin ch");
    undo(r, 5, false);
    help_text_is(r, 5, "");
    undo(r, 5, true);
    undo(r, 5, true);
    help_text_is(r, 5, "xin chào bạn tôi");
    /* the same number after an undo is a new step */
    burst(r, 5, help_rev(r, 5), change(0, "", "À, ", 8), &w);
    undo(r, 5, false);
    help_text_is(r, 5, "xin chào bạn tôi");
    help_close(r);
}

static void test_undo_past_others(void **state)
{
    (void)state;
    struct soan_report *a = help_report("others.soan"), *b = help_open("others.soan", "minh");
    help_edit(a, 6, "bốn", "4", 1);
    help_edit(b, 6, "Một", "Đầu tiên, một", 1);
    help_edit(a, 6, "năm", "5", 2);
    help_edit(b, 6, "ba", "", 2);
    undo(a, 6, false);
    help_text_is(a, 6, "Đầu tiên, một hai  4 năm.");
    help_edit(b, 6, "hai", "2", 3);
    undo(a, 6, false);
    help_text_is(a, 6, "Đầu tiên, một 2  bốn năm.");
    undo(a, 6, true);
    undo(a, 6, true);
    help_text_is(a, 6, "Đầu tiên, một 2  4 5.");
    undo_fails(a, 6, true, "nothing to redo");
    undo(b, 6, false);
    help_text_is(a, 6, "Đầu tiên, một hai  4 5.");
    /* b rewrites what a typed: that step of a is b's now */
    help_edit(b, 6, "4 5", "bốn, năm", 4);
    undo_fails(a, 6, false, "someone else");
    undo(b, 6, false);
    undo(a, 6, false);
    help_text_is(a, 6, "Đầu tiên, một hai  4 năm.");
    soan_report_close(&b);
    help_close(a);
}

static unsigned long long seed;
static unsigned random_below(unsigned n)
{
    seed = seed * 6364136223846793005ULL + 1442695040888963407ULL;
    return (unsigned)(seed >> 33) % n;
}

/* Two people type, undo and redo at random against texts they last saw; each keeps an own copy up to date as a screen
 * would. */
struct person { struct soan_report *r; struct text text; int64_t rev; uint64_t group; unsigned steps; };

static void catch_up(struct person *p, const struct soan_written *w)
{
    assert_true(changes_apply(&w->theirs, &p->text));
    p->rev = w->rev;
}

static void type(struct person *p)
{
    static const char *const word[] = {"một", "hai ", "ba\n", "{thu}", "… tỷ", "ờ", " "};
    struct text_changes c = {0};
    struct soan_written w = {0};
    struct text next = text_copy(text_view(&p->text));
    for (unsigned n = 1 + random_below(3); n > 0; n--) {
        size_t pos = next.len ? random_below((unsigned)next.len + 1) : 0, end;
        pos = pos < next.len ? text_grapheme_prev(text_view(&next), pos + 1) : pos;
        end = random_below(3) ? pos : text_grapheme_next(text_view(&next), pos);
        struct text_view removed = text_view_part(text_view(&next), pos, end),
                         inserted = text_view_of(word[random_below(7)]);
        p->group += random_below(2);
        changes_append(&c, pos, removed, inserted, p->group);
        assert_true(text_change_apply(&c.item[c.n - 1], &next));
    }
    struct error why = {0};
    if (soan_section_edit(p->r, 5, p->rev, &c, 0, &w, &why)) {
        text_free(&p->text);
        p->text = text_take(&next);
        catch_up(p, &w);
    } else {
        assert_int_equal(why.status, SOAN_BUSY); /* both touched the same: ours is dropped and theirs shown */
        help_ok(soan_section_text(p->r, 5, &p->text, &p->rev, e));
    }
    error_free(&why);
    text_free(&next);
    text_changes_free(&c);
    soan_written_free(&w);
}

static void take_back(struct person *p, bool redo)
{
    struct text_changes done = {0};
    struct soan_written w = {0};
    struct error why = {0};
    if (soan_section_undo(p->r, 5, p->rev, redo, &done, &w, &why)) {
        catch_up(p, &w);
        assert_true(changes_apply(&done, &p->text));
    } else {
        assert_int_equal(why.status, SOAN_REFUSED);
        help_ok(soan_section_changes_since(p->r, 5, p->rev, &w.theirs, &w.rev, e));
        catch_up(p, &w);
    }
    error_free(&why);
    text_changes_free(&done);
    soan_written_free(&w);
}

static void test_two_people_at_random(void **state)
{
    (void)state;
    for (unsigned round = 0; round < 10; round++) {
        seed = 77 + round;
        struct person p[2] = {{.r = help_report("two.soan")}, {.r = help_open("two.soan", "minh")}};
        for (int i = 0; i < 2; i++)
            help_ok(soan_section_text(p[i].r, 5, &p[i].text, &p[i].rev, e));
        for (int n = 0; n < 80; n++) {
            struct person *one = &p[random_below(2)];
            unsigned what = random_below(8);
            if (what < 5)
                type(one);
            else
                take_back(one, what == 7);
            help_text_is(one->r, 5, text_str(&one->text));
        }
        soan_report_close(&p[1].r);
        help_close(p[0].r);
        text_free(&p[0].text);
        text_free(&p[1].text);
    }
}

/* One person alone can undo everything, to the letter, and redo it. */
static void test_undo_all_at_random(void **state)
{
    (void)state;
    for (unsigned round = 0; round < 10; round++) {
        seed = 991 + round;
        struct person p = {.r = help_report("all.soan")};
        help_ok(soan_section_text(p.r, 5, &p.text, &p.rev, e));
        for (int n = 0; n < 60; n++) {
            if (random_below(4))
                type(&p);
            else
                take_back(&p, random_below(2));
        }
        struct text end = text_copy(text_view(&p.text));
        struct error why = {0};
        struct text_changes done = {0};
        struct soan_written w;
        int steps = 0;
        while (soan_section_undo(p.r, 5, p.rev, false, &done, &w, &why)) {
            p.rev = w.rev;
            steps++;
        }
        assert_int_equal(why.status, SOAN_REFUSED);
        help_text_is(p.r, 5, "");
        while (steps-- > 0 && soan_section_undo(p.r, 5, p.rev, true, &done, &w, &why))
            p.rev = w.rev;
        assert_int_equal(steps, -1);
        help_text_is(p.r, 5, text_str(&end));
        error_free(&why);
        text_changes_free(&done);
        text_free(&end);
        text_free(&p.text);
        help_close(p.r);
    }
}

static void test_stand(void **state)
{
    (void)state;
    struct soan_report *r = help_report("stand.soan");
    struct soan_stand s;
    help_ok(soan_stand_load(r, &s, e));
    assert_int_equal(s.section, 0);
    s = (struct soan_stand){.section = 4, .cursor = 7, .top = 3, .pane = 2, .view = text_copy(TEXT_LIT("1 2 3"))};
    help_ok(soan_stand_save(r, &s, e));
    soan_stand_free(&s);
    struct soan_report *b = help_open("stand.soan", "minh");
    help_ok(soan_stand_load(b, &s, e));
    assert_int_equal(s.section, 0); /* each has an own one */
    soan_report_close(&b);
    help_close(r);
    r = help_open("stand.soan", "lan");
    help_ok(soan_stand_load(r, &s, e));
    assert_int_equal(s.section, 4);
    assert_int_equal(s.cursor, 7);
    assert_int_equal(s.top, 3);
    assert_int_equal(s.pane, 2);
    assert_string_equal(text_str(&s.view), "1 2 3");
    soan_stand_free(&s);
    /* typing elsewhere moves it, what is folded stays */
    struct soan_written w = {0};
    burst(r, 6, help_rev(r, 6), change(0, "", "Ờ ", 1), &w);
    help_ok(soan_stand_load(r, &s, e));
    assert_int_equal(s.section, 6);
    assert_int_equal(s.top, 0);
    assert_string_equal(text_str(&s.view), "1 2 3");
    soan_stand_free(&s);
    help_close(r);
}

static void test_checkpoint(void **state)
{
    (void)state;
    struct soan_report *r = help_report("checkpoint.soan");
    int64_t rev = help_rev(r, 6);
    help_ok(soan_checkpoint(r, 6, TEXT_LIT("Bản 1"), e));
    assert_true(help_rev(r, 6) > rev);
    help_fails(SOAN_NO_INPUT, "#99", soan_checkpoint(r, 99, TEXT_LIT("x"), e));
    help_close(r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_edit_counts), cmocka_unit_test(test_edit_refusals), cmocka_unit_test(test_merge),
        cmocka_unit_test(test_changes_since), cmocka_unit_test(test_write), cmocka_unit_test(test_undo_steps),
        cmocka_unit_test(test_undo_across_reopening), cmocka_unit_test(test_step_over_bursts),
        cmocka_unit_test(test_undo_past_others), cmocka_unit_test(test_two_people_at_random),
        cmocka_unit_test(test_undo_all_at_random), cmocka_unit_test(test_stand), cmocka_unit_test(test_checkpoint),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
