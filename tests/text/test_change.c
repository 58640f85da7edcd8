#include "support.h"

static void add(struct text_changes *c, size_t pos, const char *removed, const char *inserted, uint64_t group)
{
    text_changes_add(c, pos, T(removed), T(inserted), group);
}

static void assert_change(const struct text_change *c, size_t pos, const char *removed, const char *inserted)
{
    assert_int_equal(c->pos, pos);
    assert_text(&c->removed, removed);
    assert_text(&c->inserted, inserted);
}

static void joining(void **state)
{
    (void)state;
    struct text_changes c = {0};
    add(&c, 5, "", "v", 1);
    add(&c, 6, "", "ie", 1);
    add(&c, 7, "e", "", 1);
    add(&c, 7, "", "ệt", 1);
    assert_int_equal(c.n, 1);
    assert_change(&c.item[0], 5, "", "việt");
    add(&c, 5 + strlen("việt"), "", " ", 2); /* another step */
    assert_int_equal(c.n, 2);
    add(&c, 0, "", "x", 2);                  /* elsewhere */
    assert_int_equal(c.n, 3);
    text_changes_free(&c);
    assert_int_equal(c.n, 0);

    add(&c, 9, "d", "", 1); /* erasing backwards, then forwards */
    add(&c, 8, "c", "", 1);
    add(&c, 8, "e", "", 1);
    assert_int_equal(c.n, 1);
    assert_change(&c.item[0], 8, "cde", "");
    add(&c, 8, "", "cde", 1);
    assert_change(&c.item[0], 8, "cde", "cde");
    text_changes_free(&c);

    add(&c, 3, "", "ab", 1); /* written and taken back: nothing is left */
    add(&c, 3, "ab", "", 1);
    assert_int_equal(c.n, 0);
    add(&c, 3, "", "", 1);
    assert_int_equal(c.n, 0);
    add(&c, 4, "ab", "xy", 1); /* a removal wider than what was inserted */
    add(&c, 3, "-xy+", "o", 1);
    assert_int_equal(c.n, 1);
    assert_change(&c.item[0], 3, "-ab+", "o");
    text_changes_free(&c);
}

static void applying(void **state)
{
    (void)state;
    struct text t = text_copy(T("một hai ba"));
    struct text_changes c = {0};
    add(&c, 6, "hai", "bốn", 1);
    assert_true(text_change_apply(&c.item[0], &t));
    assert_text(&t, "một bốn ba");
    assert_false(text_change_apply(&c.item[0], &t));
    assert_text(&t, "một bốn ba");
    add(&c, 100, "", "x", 2);
    add(&c, 11, "bax", "", 3);
    assert_false(text_change_apply(&c.item[1], &t));
    assert_false(text_change_apply(&c.item[2], &t));
    text_changes_free(&c);
    text_free(&t);
}

static void mapping(void **state)
{
    (void)state;
    const enum text_gravity left = TEXT_GRAVITY_LEFT, right = TEXT_GRAVITY_RIGHT;
    assert_int_equal(text_map_position(3, 5, 0, 4, right), 3);
    assert_int_equal(text_map_position(5, 5, 0, 4, left), 5);
    assert_int_equal(text_map_position(5, 5, 0, 4, right), 9);
    assert_int_equal(text_map_position(6, 5, 0, 4, left), 10);
    assert_int_equal(text_map_position(5, 5, 3, 4, right), 5);
    assert_int_equal(text_map_position(6, 5, 3, 4, right), 5);
    assert_int_equal(text_map_position(7, 5, 3, 0, left), 5);
    assert_int_equal(text_map_position(8, 5, 3, 4, left), 9);
    assert_int_equal(text_map_position(9, 5, 3, 0, left), 6);
}

/* `theirs` and `mine` made on the same text; `want` NULL: they touch. */
static void check_rebase(const char *text, size_t pos, const char *removed, const char *inserted, size_t my_pos,
                         const char *my_removed, const char *my_inserted, const char *want)
{
    struct text t = text_copy(T(text));
    struct text_changes c = {0};
    add(&c, pos, removed, inserted, 1);
    add(&c, my_pos, my_removed, my_inserted, 2);
    bool fits = text_change_rebase(&c.item[1], pos, strlen(removed), strlen(inserted));
    assert_int_equal(fits, want != NULL);
    if (want) {
        assert_true(text_change_apply(&c.item[0], &t));
        assert_true(text_change_apply(&c.item[1], &t));
        assert_text(&t, want);
    }
    text_changes_free(&c);
    text_free(&t);
}

static void rebasing(void **state)
{
    (void)state;
    check_rebase("abcdef", 4, "", "X", 1, "b", "Y", "aYcdXef");
    check_rebase("abcdef", 1, "b", "XX", 4, "e", "Y", "aXXcdYf");
    check_rebase("abcdef", 3, "", "X", 3, "", "Y", "abcXYdef");  /* same point: theirs first */
    check_rebase("abcdef", 3, "", "X", 3, "d", "Y", "abcXYef");
    check_rebase("abcdef", 3, "", "X", 1, "bc", "Y", "aYXdef");
    check_rebase("abcdef", 1, "bc", "X", 3, "", "Y", "aXYdef");
    check_rebase("abcdef", 1, "bc", "X", 1, "", "Y", "aYXdef");
    check_rebase("abcdef", 1, "bcd", "X", 2, "", "Y", NULL);
    check_rebase("abcdef", 2, "", "X", 1, "bcd", "", NULL);
    check_rebase("abcdef", 1, "bc", "", 2, "cd", "", NULL);
    check_rebase("abcdef", 1, "bc", "", 1, "bc", "", NULL);
    check_rebase("abcdef", 1, "bc", "", 3, "d", "", "aef");
}

/* Any sequence of replacements, joined or not, applied to the old text gives the new one. */
static void joined_changes_replay(void **state)
{
    (void)state;
    for (int round = 0; round < 3000; round++) {
        struct text t = text_copy(T("abcdefghijklmnop")), old = text_copy(text_view(&t));
        struct text_changes c = {0};
        uint64_t group = 1;
        for (int i = 0; i < 30; i++) {
            char letters[4];
            size_t pos = random_below(t.len + 1), removed = random_below(4), n = random_below(4);
            if (removed > t.len - pos)
                removed = t.len - pos;
            for (size_t k = 0; k < n; k++)
                letters[k] = (char)('A' + random_below(26));
            group += random_below(8) == 0;
            struct text_view with = {letters, n};
            text_changes_add(&c, pos, text_view_part(text_view(&t), pos, pos + removed), with, group);
            text_replace(&t, pos, removed, with);
        }
        for (size_t i = 0; i < c.n; i++)
            assert_true(text_change_apply(&c.item[i], &old));
        assert_text(&old, text_str(&t));
        text_changes_free(&c);
        text_free(&t);
        text_free(&old);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(joining),  cmocka_unit_test(applying), cmocka_unit_test(mapping),
        cmocka_unit_test(rebasing), cmocka_unit_test(joined_changes_replay),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
