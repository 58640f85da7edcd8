/* Replacing in many sections, and steps of several rows: one undo, one redo. */
#include <stdlib.h>
#include <string.h>

#include "help.h"

struct found {
    struct soan_replacement *item;
    size_t n, cap;
    struct text_view was, with;
};

static bool note(const struct soan_hit *h, void *arg)
{
    struct found *f = arg;
    mem_grow((void **)&f->item, &f->cap, f->n + 1, sizeof *f->item);
    f->item[f->n++] = (struct soan_replacement){h->section, h->in_title, h->from, f->was, f->with};
    return true;
}

static struct found find(struct soan_report *r, const char *was, const char *with)
{
    struct found f = {.was = text_view_of(was), .with = text_view_of(with)};
    help_ok(soan_search(r, f.was, note, &f, e));
    return f;
}

static size_t replace(struct soan_report *r, int64_t base, struct found *f)
{
    size_t done = 0;
    help_ok(soan_replace_all(r, base, f->item, f->n, &done, e));
    mem_free(&f->item);
    return done;
}

static int64_t newest(struct soan_report *r)
{
    int64_t rev = 0;
    help_ok(soan_report_rev(r, &rev, e));
    return rev;
}

static struct soan_report *filled(const char *name)
{
    struct soan_report *r = help_report(name);
    help_edit(r, 5, "", "Cây xoài, cây mít.", 1);
    help_edit(r, 2, "", "Trồng cây xoài.", 2);
    help_ok(soan_section_rename(r, 8, TEXT_LIT("Một xoài"), e));
    return r;
}

static void title_is(struct soan_report *r, int64_t id, const char *title)
{
    struct soan_section s;
    help_ok(soan_section_get(r, id, &s, e));
    assert_string_equal(text_str(&s.title), title);
    soan_section_free(&s);
}

static size_t undo(struct soan_report *r, int64_t id, bool redo)
{
    struct text_changes done = {0};
    struct soan_written w = {0};
    help_ok(soan_section_undo(r, id, help_rev(r, id), redo, &done, &w, e));
    size_t elsewhere = w.elsewhere;
    text_changes_free(&done);
    soan_written_free(&w);
    return elsewhere;
}

static void are(struct soan_report *r, const char *five, const char *two, const char *eight)
{
    help_text_is(r, 5, five);
    help_text_is(r, 2, two);
    title_is(r, 8, eight);
    help_verified(r);
}

static void test_one_undo_for_all(void **state)
{
    (void)state;
    struct soan_report *r = filled("all.soan");
    struct found f = find(r, "xoài", "bưởi");
    size_t done = 0;
    assert_int_equal(replace(r, newest(r), &f), 3);
    are(r, "Cây bưởi, cây mít.", "Trồng cây bưởi.", "Một bưởi");
    help_ok(soan_replace_undo(r, false, &done, e));
    assert_int_equal(done, 3);
    are(r, "Cây xoài, cây mít.", "Trồng cây xoài.", "Một xoài");
    help_ok(soan_replace_undo(r, true, &done, e));
    are(r, "Cây bưởi, cây mít.", "Trồng cây bưởi.", "Một bưởi");
    /* out of one of its sections */
    assert_int_equal(undo(r, 2, false), 2);
    are(r, "Cây xoài, cây mít.", "Trồng cây xoài.", "Một xoài");
    assert_int_equal(undo(r, 5, true), 2);
    are(r, "Cây bưởi, cây mít.", "Trồng cây bưởi.", "Một bưởi");
    /* out of the outline, where it was the newest step */
    int64_t id = 0;
    help_ok(soan_outline_undo(r, false, &id, e));
    assert_int_equal(id, 8);
    are(r, "Cây xoài, cây mít.", "Trồng cây xoài.", "Một xoài");
    /* the steps before it are still there */
    assert_int_equal(undo(r, 2, false), 0);
    are(r, "Cây xoài, cây mít.", "", "Một xoài");
    help_close(r);
}

static void test_undo_past_what_came_later(void **state)
{
    (void)state;
    struct soan_report *r = filled("later.soan");
    struct found f = find(r, "xoài", "bưởi");
    size_t done = 0;
    replace(r, newest(r), &f);
    help_edit(r, 5, "mít", "ổi", 9);
    help_ok(soan_replace_undo(r, false, &done, e));
    assert_int_equal(done, 0); /* not the newest thing done */
    assert_int_equal(undo(r, 2, false), 2);
    are(r, "Cây xoài, cây ổi.", "Trồng cây xoài.", "Một xoài");
    /* what is newest in section 5 is still the typing */
    assert_int_equal(undo(r, 5, false), 0);
    are(r, "Cây xoài, cây mít.", "Trồng cây xoài.", "Một xoài");
    help_close(r);
}

static void test_others_are_merged_or_left_alone(void **state)
{
    (void)state;
    struct soan_report *a = filled("others.soan"), *b = help_open("others.soan", "minh");
    int64_t base = newest(a);
    struct found f = find(a, "xoài", "bưởi");
    size_t done = 0;
    help_edit(b, 5, "Cây", "Hàng cây", 1);
    help_edit(b, 2, "xoài", "xoan", 2);
    assert_int_equal(replace(a, base, &f), 2);
    are(a, "Hàng cây bưởi, cây mít.", "Trồng cây xoan.", "Một bưởi");
    help_edit(b, 5, "bưởi", "buồm", 3);
    help_ok(soan_replace_undo(a, false, &done, e));
    assert_int_equal(done, 1);
    are(a, "Hàng cây buồm, cây mít.", "Trồng cây xoan.", "Một xoài");
    help_close(b);
    help_close(a);
}

static void test_a_section_in_the_bin(void **state)
{
    (void)state;
    struct soan_report *r = filled("bin.soan");
    int64_t base = newest(r);
    struct found f = find(r, "xoài", "bưởi");
    help_ok(soan_section_remove(r, 8, e));
    assert_int_equal(replace(r, base, &f), 2);
    f = find(r, "không có", "x");
    assert_int_equal(replace(r, newest(r), &f), 0);
    help_close(r);
}

static void test_moves_of_one_step(void **state)
{
    (void)state;
    struct soan_report *r = help_report("moves.soan");
    struct soan_section s;
    int64_t step = 0, id = 0;
    int64_t a = 0, b = 0, c = 0;
    help_ok(soan_section_add(r, (struct soan_place){0, 0}, TEXT_LIT("ba"), TEXT_LIT(""), &c, e));
    help_ok(soan_section_add(r, (struct soan_place){0, 0}, TEXT_LIT("hai"), TEXT_LIT(""), &b, e));
    help_ok(soan_section_add(r, (struct soan_place){0, 0}, TEXT_LIT("một"), TEXT_LIT(""), &a, e));
    help_ok(soan_section_move_on(r, a, (struct soan_place){0, b}, &step, e));
    help_ok(soan_section_move_on(r, a, (struct soan_place){0, c}, &step, e));
    help_ok(soan_section_move_on(r, a, (struct soan_place){b, 0}, &step, e));
    help_ok(soan_outline_undo(r, false, &id, e));
    help_ok(soan_section_get(r, a, &s, e));
    assert_int_equal(s.parent, 0);
    assert_int_equal(s.pos, 1);
    soan_section_free(&s);
    help_ok(soan_outline_undo(r, true, &id, e));
    help_ok(soan_section_get(r, a, &s, e));
    assert_int_equal(s.parent, b);
    soan_section_free(&s);
    help_verified(r);
    /* once more, then the addition before it */
    help_ok(soan_outline_undo(r, false, &id, e));
    help_ok(soan_outline_undo(r, false, &id, e));
    help_fails(SOAN_NO_INPUT, "#", soan_section_get(r, a, &s, e));
    help_close(r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_one_undo_for_all),
        cmocka_unit_test(test_undo_past_what_came_later),
        cmocka_unit_test(test_others_are_merged_or_left_alone),
        cmocka_unit_test(test_a_section_in_the_bin),
        cmocka_unit_test(test_moves_of_one_step),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
