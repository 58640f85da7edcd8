/* Adding, moving, removing, restoring, renaming, numbering, undo of all that. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "help.h"

static int64_t add(struct soan_report *r, int64_t parent, int64_t after, const char *title)
{
    int64_t id = 0;
    help_ok(soan_section_add(r, (struct soan_place){parent, after}, text_view_of(title), TEXT_LIT(""), &id, e));
    return id;
}

static void undo(struct soan_report *r, bool redo)
{
    int64_t id = 0;
    help_ok(soan_outline_undo(r, redo, &id, e));
    assert_int_not_equal(id, 0);
}

static char original[] =
    "Phần thứ nhất ĐÁNH GIÁ\n"
    "  I. THÀNH QUẢ\n"
    "    1. Lãnh đạo\n"
    "      1.1. Kinh tế\n"
    "      1.2. Văn hóa\n"
    "    2. Chính trị\n"
    "  II. HẠN CHẾ\n"
    "Phần thứ hai PHƯƠNG HƯỚNG\n"
    "  I. MỤC TIÊU\n";

static void test_add(void **state)
{
    (void)state;
    struct soan_report *r = help_report("add.soan");
    add(r, 2, 0, "Mở\nđầu");       /* becomes 1.; the others move on, and the chains below them */
    add(r, 3, 4, "Xã hội");
    add(r, 0, 8, "KIẾN NGHỊ");
    add(r, 5, 0, "Sâu hơn");
    add(r, 9, 0, "Con đầu");
    help_outline_is(r,
        "Phần thứ nhất ĐÁNH GIÁ\n"
        "  I. THÀNH QUẢ\n"
        "    1. Mở đầu\n"
        "    2. Lãnh đạo\n"
        "      2.1. Kinh tế\n"
        "      2.2. Xã hội\n"
        "      2.3. Văn hóa\n"
        "        a) Sâu hơn\n"
        "    3. Chính trị\n"
        "  II. HẠN CHẾ\n"
        "Phần thứ hai PHƯƠNG HƯỚNG\n"
        "  I. MỤC TIÊU\n"
        "    1. Con đầu\n"
        "Phần thứ ba KIẾN NGHỊ\n");
    struct soan_totals t;
    help_ok(soan_report_totals(r, &t, e));
    assert_int_equal(t.sections, 14);
    for (int i = 0; i < 5; i++)
        undo(r, false);
    help_outline_is(r, original);
    int64_t id = 0;
    help_fails(SOAN_REFUSED, "nothing to undo", soan_outline_undo(r, false, &id, e));
    help_close(r);
}

static void test_add_with_text_and_blanks(void **state)
{
    (void)state;
    struct soan_report *r = help_report("addtext.soan");
    int64_t id = 0;
    help_ok(soan_section_add(r, (struct soan_place){2, 6}, TEXT_LIT("Thu {thu}"), TEXT_LIT("Một hai\r\n{ten}\n\n"), &id,
                             e));
    help_text_is(r, id, "Một hai\n{ten}");
    struct soan_section s;
    help_ok(soan_section_get(r, id, &s, e));
    assert_int_equal(s.blanks, 2);
    assert_int_equal(s.words, 3);
    soan_section_free(&s);
    help_ok(soan_section_get(r, 1, &s, e));
    assert_int_equal(s.blanks_below, 7);
    soan_section_free(&s);
    help_fails(SOAN_NO_INPUT, "#99",
               soan_section_add(r, (struct soan_place){99, 0}, TEXT_LIT("x"), TEXT_LIT(""), &id, e));
    help_fails(SOAN_REFUSED, "#6", soan_section_add(r, (struct soan_place){1, 6}, TEXT_LIT("x"), TEXT_LIT(""), &id, e));
    help_close(r);
}

static void test_move_within(void **state)
{
    (void)state;
    struct soan_report *r = help_report("within.soan");
    help_ok(soan_section_move(r, 3, (struct soan_place){2, 6}, e));
    help_outline_is(r,
        "Phần thứ nhất ĐÁNH GIÁ\n"
        "  I. THÀNH QUẢ\n"
        "    1. Chính trị\n"
        "    2. Lãnh đạo\n"
        "      2.1. Kinh tế\n"
        "      2.2. Văn hóa\n"
        "  II. HẠN CHẾ\n"
        "Phần thứ hai PHƯƠNG HƯỚNG\n"
        "  I. MỤC TIÊU\n");
    int64_t rev = 0, again = 0;
    help_ok(soan_report_rev(r, &rev, e));
    help_ok(soan_section_move(r, 3, (struct soan_place){2, 6}, e)); /* is there already */
    help_ok(soan_section_move(r, 3, (struct soan_place){2, 3}, e)); /* behind itself */
    help_ok(soan_report_rev(r, &again, e));
    assert_int_equal(rev, again);
    undo(r, false);
    help_outline_is(r, original);
    undo(r, true);
    assert_int_equal(help_find(r, "P1/I/2/2.1"), 4);
    help_close(r);
}

static void test_move_elsewhere_takes_the_style_there(void **state)
{
    (void)state;
    struct soan_report *r = help_report("elsewhere.soan");
    help_ok(soan_section_move(r, 3, (struct soan_place){1, 2}, e)); /* 1. with its 1.1. up, between I. and II. */
    help_outline_is(r,
        "Phần thứ nhất ĐÁNH GIÁ\n"
        "  I. THÀNH QUẢ\n"
        "    1. Chính trị\n"
        "  II. Lãnh đạo\n"
        "    1. Kinh tế\n"
        "    2. Văn hóa\n"
        "  III. HẠN CHẾ\n"
        "Phần thứ hai PHƯƠNG HƯỚNG\n"
        "  I. MỤC TIÊU\n");
    struct soan_section s;
    help_ok(soan_section_get(r, 2, &s, e));
    assert_int_equal(s.blanks_below, 0);
    soan_section_free(&s);
    undo(r, false);
    help_outline_is(r, original);
    undo(r, true);
    undo(r, false);
    help_outline_is(r, original);
    help_fails(SOAN_REFUSED, "itself", soan_section_move(r, 1, (struct soan_place){4, 0}, e));
    help_fails(SOAN_REFUSED, "itself", soan_section_move(r, 3, (struct soan_place){3, 5}, e));
    help_close(r);
}

static void test_remove_and_restore(void **state)
{
    (void)state;
    struct soan_report *r = help_report("remove.soan");
    int64_t id = 0;
    struct soan_section s;
    struct soan_totals t;
    help_ok(soan_section_remove(r, 4, e));  /* first 1.1. by itself, then its parent */
    help_ok(soan_section_remove(r, 3, e));
    help_outline_is(r,
        "Phần thứ nhất ĐÁNH GIÁ\n"
        "  I. THÀNH QUẢ\n"
        "    1. Chính trị\n"
        "  II. HẠN CHẾ\n"
        "Phần thứ hai PHƯƠNG HƯỚNG\n"
        "  I. MỤC TIÊU\n");
    help_ok(soan_report_totals(r, &t, e));
    assert_int_equal(t.sections, 6);
    assert_int_equal(t.blanks, 3);
    help_fails(SOAN_NO_INPUT, "bin", soan_section_get(r, 5, &s, e));
    help_fails(SOAN_NO_INPUT, "bin", soan_section_find(r, "#3", &id, e));
    help_fails(SOAN_NO_INPUT, "bin", soan_section_remove(r, 3, e));
    help_fails(SOAN_REFUSED, "above", soan_section_restore(r, 5, e));
    help_fails(SOAN_REFUSED, "not in the bin", soan_section_restore(r, 1, e));
    help_ok(soan_section_restore(r, 4, e)); /* its parent is gone: to the end of I. */
    help_outline_is(r,
        "Phần thứ nhất ĐÁNH GIÁ\n"
        "  I. THÀNH QUẢ\n"
        "    1. Chính trị\n"
        "    2. Kinh tế\n"
        "  II. HẠN CHẾ\n"
        "Phần thứ hai PHƯƠNG HƯỚNG\n"
        "  I. MỤC TIÊU\n");
    help_ok(soan_section_restore(r, 3, e));
    assert_int_equal(help_find(r, "P1/I/1/1.1"), 5);
    assert_int_equal(help_find(r, "P1/I/3"), 4);
    for (int i = 0; i < 4; i++)
        undo(r, false);
    help_outline_is(r, original);
    help_close(r);
}

static bool collect(const struct soan_section *s, void *arg)
{
    text_printf(arg, "%d ", (int)s->id);
    return true;
}

static void test_bin_newest_first(void **state)
{
    (void)state;
    struct soan_report *r = help_report("bin.soan");
    struct text t = {0};
    help_ok(soan_section_remove(r, 9, e));
    help_ok(soan_section_remove(r, 2, e));
    help_ok(soan_bin_each(r, collect, &t, e));
    assert_string_equal(text_str(&t), "2 9 ");
    help_text_is(r, 4, "Thu ngân sách {thu} tỷ đồng.\nPhường {ten} tăng trưởng.");
    text_free(&t);
    help_close(r);
}

static void test_rename(void **state)
{
    (void)state;
    struct soan_report *r = help_report("rename.soan");
    help_ok(soan_section_rename(r, 5, TEXT_LIT("Văn {ten}\nđạt …%"), e));
    struct soan_section s;
    help_ok(soan_section_get(r, 5, &s, e));
    assert_string_equal(text_str(&s.title), "Văn {ten} đạt …%");
    assert_int_equal(s.blanks, 2);
    soan_section_free(&s);
    undo(r, false);
    help_outline_is(r, original);
    undo(r, true);
    struct soan_report *b = help_open("rename.soan", "minh");
    help_ok(soan_section_rename(b, 5, TEXT_LIT("Khác"), e));
    soan_report_close(&b);
    int64_t id;
    help_fails(SOAN_REFUSED, "someone else", soan_outline_undo(r, false, &id, e));
    help_close(r);
}

/* Imported numbers with a gap stay until the group changes, and come back with undo. */
static void test_gaps(void **state)
{
    (void)state;
    static const struct help_node node[] = {
        {1, "II.", "a", ""},  {2, "3.", "b", ""},  {2, "5.", "c", ""},
        {3, "5.2.", "d", ""}, {1, "IV.", "e", ""}, {1, "", "f", ""},
    };
    static const char imported[] = "II. a\n  3. b\n  5. c\n    5.2. d\nIV. e\nf\n";
    struct soan_outline o;
    help_outline(&o, node, SOAN_ARRAY_LEN(node));
    help_ok(soan_report_create(help_path("gaps.soan"), &o, TEXT_LIT("t"), "lan", e));
    help_outline_free(&o);
    struct soan_report *r = help_open("gaps.soan", "lan");
    help_outline_is(r, imported);
    add(r, 1, 2, "mới");
    help_outline_is(r, "II. a\n  3. b\n  4. mới\n  5. c\n    5.2. d\nIV. e\nf\n");
    undo(r, false);
    help_outline_is(r, imported);
    undo(r, true);
    undo(r, false);
    help_outline_is(r, imported);
    help_ok(soan_section_remove(r, 2, e));
    help_outline_is(r, "II. a\n  3. c\n    3.2. d\nIV. e\nf\n");
    undo(r, false);
    help_outline_is(r, imported);
    help_ok(soan_section_move(r, 5, (struct soan_place){1, 2}, e));
    help_outline_is(r, "II. a\n  3. b\n  4. e\n  5. c\n    5.2. d\nf\n");
    undo(r, false);
    help_outline_is(r, imported);
    add(r, 0, 6, "sau cùng");
    help_outline_is(r, "II. a\n  3. b\n  5. c\n    5.2. d\nIII. e\nf\nIV. sau cùng\n");
    undo(r, false);
    help_outline_is(r, imported);
    help_close(r);
}

static void test_depth_limit(void **state)
{
    (void)state;
    struct soan_report *r = help_report("deep.soan");
    r->after_write = NULL; /* verified once at the end */
    int64_t id = 5, next = 0;
    for (unsigned depth = 5; depth <= DEPTH_MAX; depth++)
        id = add(r, id, 0, "sâu");
    help_fails(SOAN_REFUSED, "deep",
               soan_section_add(r, (struct soan_place){id, 0}, TEXT_LIT("x"), TEXT_LIT(""), &next, e));
    help_fails(SOAN_REFUSED, "deep", soan_section_move(r, 5, (struct soan_place){4, 0}, e));
    help_fails(SOAN_REFUSED, "deep", soan_section_move(r, 9, (struct soan_place){id, 0}, e));
    help_edit(r, id, "", "…", 1);
    help_ok(soan_blank_next(r, 4, false, &next, e));
    assert_int_equal(next, id);
    struct text path = {0};
    help_ok(soan_section_path(r, id, &path, e));
    assert_int_equal(help_find(r, text_str(&path)), id);
    text_free(&path);
    help_close(r);
}

/* ---- any steps at all ---- */

static unsigned long long seed;
static unsigned random_below(unsigned n)
{
    seed = seed * 6364136223846793005ULL + 1442695040888963407ULL;
    return (unsigned)(seed >> 33) % n;
}

struct list { int64_t id[400]; size_t n; };

static bool ids(const struct soan_section *s, void *arg)
{
    struct list *l = arg;
    if (l->n < 400)
        l->id[l->n++] = s->id;
    return true;
}

static int64_t any(const struct list *l)
{
    unsigned i = random_below((unsigned)l->n + 1);
    return i == l->n ? 0 : l->id[i];
}

/* One random step; refusals are as good as anything. */
static void random_step(struct soan_report *r)
{
    struct list all = {0}, bin = {0};
    struct error why = {0};
    int64_t id = 0;
    help_ok(soan_section_walk(r, 0, ids, &all, e));
    help_ok(soan_bin_each(r, ids, &bin, e));
    struct soan_place at = {any(&all), 0};
    struct soan_section child[50];
    size_t n = 0;
    help_ok(soan_section_children(r, at.parent, 1, 50, child, &n, e));
    if (n && random_below(3))
        at.after = child[random_below((unsigned)n)].id;
    for (size_t i = 0; i < n; i++)
        soan_section_free(&child[i]);
    bool ok;
    switch (random_below(9)) {
    case 0: case 1: ok = soan_section_add(r, at, TEXT_LIT("{thu} mới"), TEXT_LIT("Phường {ten} …"), &id, &why); break;
    case 2: case 3: case 4: ok = soan_section_move(r, any(&all), at, &why); break;
    case 5: ok = random_below(2) && soan_section_remove(r, any(&all), &why); break;
    case 6: ok = soan_section_restore(r, any(&bin), &why); break;
    case 7:
        ok = soan_section_rename(r, any(&all), random_below(2) ? TEXT_LIT("{ten}") : TEXT_LIT("tên … khác"), &why);
        break;
    default: ok = soan_outline_undo(r, random_below(3) == 0, &id, &why); break;
    }
    if (!ok && why.status != SOAN_DONE && why.status != SOAN_REFUSED && why.status != SOAN_NO_INPUT)
        fail_msg("%s", text_str(&why.message));
    error_free(&why);
}

static bool line(const struct soan_section *s, void *arg)
{
    text_printf(arg, "%d %s %s %s\n", (int)s->id, text_str(&s->path), text_str(&s->marker.shown), text_str(&s->title));
    return true;
}

static void test_random_steps_and_back(void **state)
{
    (void)state;
    for (unsigned round = 0; round < 12; round++) {
        seed = 20251 + round;
        struct soan_report *r = help_report("random.soan");
        struct text start = {0}, end = {0}, now = {0};
        help_ok(soan_section_walk(r, 0, line, &start, e));
        for (int i = 0; i < 60; i++)
            random_step(r);
        help_ok(soan_section_walk(r, 0, line, &end, e));
        int64_t id, undone = 0;
        struct error none = {0};
        while (soan_outline_undo(r, false, &id, &none))
            undone++;
        assert_int_equal(none.status, SOAN_REFUSED);
        help_ok(soan_section_walk(r, 0, line, &now, e));
        assert_string_equal(text_str(&now), text_str(&start));
        while (undone-- && soan_outline_undo(r, true, &id, &none))
            continue;
        text_clear(&now);
        help_ok(soan_section_walk(r, 0, line, &now, e));
        assert_string_equal(text_str(&now), text_str(&end));
        error_free(&none);
        text_free(&start);
        text_free(&end);
        text_free(&now);
        help_close(r);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_add), cmocka_unit_test(test_add_with_text_and_blanks), cmocka_unit_test(test_move_within),
        cmocka_unit_test(test_move_elsewhere_takes_the_style_there), cmocka_unit_test(test_remove_and_restore),
        cmocka_unit_test(test_bin_newest_first), cmocka_unit_test(test_rename), cmocka_unit_test(test_gaps),
        cmocka_unit_test(test_depth_limit), cmocka_unit_test(test_random_steps_and_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
