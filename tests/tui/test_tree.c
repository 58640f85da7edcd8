/* The window of the outline over a source that counts what is read. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tui/tree.h"

/* Ids: 1..TOP at the top, each with KIDS children: id = top * 1000000 + pos. Child 1 of section 1 has a chain below. */
enum { KIDS = 3, CHAIN = 50, FACTOR = 1000000, CHAIN_BASE = 500000 };

struct fake {
    unsigned top;
    size_t reads;
    int64_t gone;
};

static bool give(struct fake *f, int64_t id, struct soan_section *out)
{
    *out = (struct soan_section){.id = id, .depth = 1, .pos = (unsigned)id, .children = KIDS};
    if (id > FACTOR) {
        int64_t low = id % FACTOR;
        out->parent = id / FACTOR;
        out->depth = 2;
        out->pos = (unsigned)low;
        out->children = id == FACTOR + 1 ? 1 : 0;
        if (low > CHAIN_BASE) {
            out->depth = (unsigned)(low - CHAIN_BASE) + 2;
            out->parent = low == CHAIN_BASE + 1 ? FACTOR + 1 : id - 1;
            out->pos = 1;
            out->children = low == CHAIN_BASE + CHAIN ? 0 : 1;
        }
    }
    f->reads++;
    return id != f->gone;
}

static bool children(void *arg, int64_t parent, unsigned pos, size_t limit, struct soan_section *out, size_t *n,
                     struct error *e)
{
    struct fake *f = arg;
    int64_t id = parent == 0 ? (int64_t)pos : parent < FACTOR ? parent * FACTOR + pos : 0;
    (void)e;
    assert_int_equal(limit, 1);
    *n = 0;
    if (pos < 1 || (parent == 0 && pos > f->top) || (parent && parent < FACTOR && pos > KIDS)) {
        return true;
    }
    if (parent > FACTOR) {
        struct soan_section p;
        give(f, parent, &p);
        if (pos > p.children) {
            return true;
        }
        id = parent == FACTOR + 1 ? FACTOR + CHAIN_BASE + 1 : parent + 1;
    }
    *n = give(f, id, out);
    return true;
}

static bool get(void *arg, int64_t id, struct soan_section *out, struct error *e)
{
    return give(arg, id, out) || error_set(e, SOAN_NO_INPUT, "gone");
}

static struct tree start(struct fake *f, unsigned open_depth, size_t height)
{
    struct tree t;
    tree_init(&t, (struct tree_source){children, get, f}, open_depth);
    assert_true(tree_resize(&t, height, NULL));
    assert_true(tree_first(&t, NULL));
    return t;
}

static void shows(const struct tree *t, size_t cursor, const int64_t *ids, size_t n)
{
    assert_int_equal(t->n, n);
    for (size_t i = 0; i < n; i++) {
        assert_int_equal(t->row[i].id, ids[i]);
    }
    assert_int_equal(t->cursor, cursor);
}

#define SHOWS(t, cursor, ...) \
    shows(t, cursor, (const int64_t[]){__VA_ARGS__}, sizeof((const int64_t[]){__VA_ARGS__}) / sizeof(int64_t))

static void an_empty_outline_is_an_empty_window(void **state)
{
    (void)state;
    struct fake f = {.top = 0};
    struct tree t = start(&f, 1, 5);
    assert_null(tree_current(&t));
    assert_true(tree_move(&t, 3, NULL) && tree_last(&t, NULL) && tree_open(&t, NULL) && tree_close(&t, NULL));
    assert_true(tree_reload(&t, NULL));
    assert_int_equal(t.n, 0);
    tree_free(&t);
}

static void the_window_scrolls_with_the_cursor(void **state)
{
    (void)state;
    struct fake f = {.top = 100};
    struct tree t = start(&f, 1, 3);
    SHOWS(&t, 0, 1, 2, 3);
    assert_true(tree_move(&t, 2, NULL));
    SHOWS(&t, 2, 1, 2, 3);
    assert_true(tree_move(&t, 1, NULL));
    SHOWS(&t, 2, 2, 3, 4);
    assert_true(tree_move(&t, -3, NULL));
    SHOWS(&t, 0, 1, 2, 3);
    assert_true(tree_move(&t, -1, NULL));
    SHOWS(&t, 0, 1, 2, 3);
    tree_free(&t);
}

static void opening_and_closing(void **state)
{
    (void)state;
    struct fake f = {.top = 9};
    struct tree t = start(&f, 1, 5);
    assert_true(tree_move(&t, 1, NULL) && tree_open(&t, NULL));
    SHOWS(&t, 1, 1, 2, 2000001, 2000002, 2000003);
    assert_true(tree_open(&t, NULL));
    assert_int_equal(tree_current(&t)->id, 2000001);
    assert_true(tree_close(&t, NULL));
    SHOWS(&t, 1, 1, 2, 2000001, 2000002, 2000003);
    assert_true(tree_close(&t, NULL));
    SHOWS(&t, 1, 1, 2, 3, 4, 5);
    tree_free(&t);
}

static void the_end_is_found_without_reading_all(void **state)
{
    (void)state;
    struct fake f = {.top = 100000};
    struct tree t = start(&f, 1, 3);
    f.reads = 0;
    assert_true(tree_last(&t, NULL));
    SHOWS(&t, 2, 99998, 99999, 100000);
    assert_in_range(f.reads, 1, 60);
    f.reads = 0;
    assert_true(tree_move(&t, 1, NULL));
    assert_true(tree_move(&t, -1, NULL));
    assert_in_range(f.reads, 0, 6);
    tree_free(&t);
}

static void an_end_inside_an_open_branch(void **state)
{
    (void)state;
    struct fake f = {.top = 2};
    struct tree t = start(&f, 2, 4);
    assert_true(tree_last(&t, NULL));
    SHOWS(&t, 3, 2, 2000001, 2000002, 2000003);
    tree_free(&t);
}

static void revealing_opens_what_is_above(void **state)
{
    (void)state;
    struct fake f = {.top = 9};
    struct tree t = start(&f, 1, 6);
    int64_t deep = FACTOR + CHAIN_BASE + CHAIN;
    assert_true(tree_reveal(&t, deep, NULL));
    assert_int_equal(tree_current(&t)->id, deep);
    assert_int_equal(t.n, 6);
    assert_true(tree_move(&t, 1, NULL));
    assert_int_equal(tree_current(&t)->id, FACTOR + 2);
    assert_true(tree_move(&t, -1, NULL));
    assert_int_equal(tree_current(&t)->id, deep);
    tree_free(&t);
}

static void a_vanished_section_leaves_the_cursor_near(void **state)
{
    (void)state;
    struct fake f = {.top = 9};
    struct tree t = start(&f, 1, 4);
    assert_true(tree_move(&t, 2, NULL));
    f.gone = 3;
    assert_true(tree_reload(&t, NULL));
    assert_int_equal(tree_current(&t)->id, 4);
    tree_free(&t);
}

static void toggles_are_a_set(void **state)
{
    (void)state;
    struct fake f = {.top = 9};
    struct tree t = start(&f, 1, 4);
    tree_toggle(&t, 5);
    tree_toggle(&t, 2);
    tree_toggle(&t, 9);
    tree_toggle(&t, 5);
    assert_int_equal(t.toggles, 2);
    assert_int_equal(t.toggled[0], 2);
    assert_int_equal(t.toggled[1], 9);
    tree_free(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_empty_outline_is_an_empty_window),
        cmocka_unit_test(the_window_scrolls_with_the_cursor),
        cmocka_unit_test(opening_and_closing),
        cmocka_unit_test(the_end_is_found_without_reading_all),
        cmocka_unit_test(an_end_inside_an_open_branch),
        cmocka_unit_test(revealing_opens_what_is_above),
        cmocka_unit_test(a_vanished_section_leaves_the_cursor_near),
        cmocka_unit_test(toggles_are_a_set),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
