/* Sections, paths, walking, totals, blanks, properties. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "help.h"

static const char outline[] =
    "Phần thứ nhất ĐÁNH GIÁ\n"
    "  I. THÀNH QUẢ\n"
    "    1. Lãnh đạo\n"
    "      1.1. Kinh tế\n"
    "      1.2. Văn hóa\n"
    "    2. Chính trị\n"
    "  II. HẠN CHẾ\n"
    "Phần thứ hai PHƯƠNG HƯỚNG\n"
    "  I. MỤC TIÊU\n";

static void test_walk(void **state)
{
    (void)state;
    struct soan_report *r = help_report("walk.soan");
    help_outline_is(r, outline);
    help_close(r);
}

static bool same_path(const struct soan_section *s, void *arg)
{
    struct text path = {0};
    help_ok(soan_section_path(arg, s->id, &path, e));
    assert_string_equal(text_str(&path), text_str(&s->path));
    text_free(&path);
    return true;
}

static void test_walk_knows_paths(void **state)
{
    (void)state;
    struct soan_report *r = help_report("ways.soan");
    help_ok(soan_section_walk(r, 0, same_path, r, e));
    help_ok(soan_section_walk(r, 3, same_path, r, e));
    help_close(r);
}

static bool stop_at_third(const struct soan_section *s, void *arg)
{
    unsigned *n = arg;
    assert_true(s->id >= 1);
    return ++*n < 3;
}

static void test_walk_stops_and_leaves_nothing_open(void **state)
{
    (void)state;
    struct soan_report *r = help_report("stop.soan");
    unsigned n = 0;
    help_ok(soan_section_walk(r, 2, stop_at_third, &n, e));
    assert_int_equal(n, 3);
    assert_true(sqlite3_get_autocommit(r->db));
    assert_null(sqlite3_next_stmt(r->db, NULL) && sqlite3_stmt_busy(sqlite3_next_stmt(r->db, NULL)) ? r : NULL);
    help_ok(soan_report_set(r, "style", TEXT_LIT("x"), e)); /* a read left open would refuse this */
    help_close(r);
}

static void test_get(void **state)
{
    (void)state;
    struct soan_report *r = help_report("get.soan");
    struct soan_section s;
    help_ok(soan_section_get(r, 4, &s, e));
    assert_int_equal(s.parent, 3);
    assert_int_equal(s.depth, 4);
    assert_int_equal(s.pos, 1);
    assert_int_equal(s.children, 0);
    assert_int_equal(s.marker.kind, SOAN_MARKER_DECIMAL);
    assert_int_equal(s.words, 10); /* six and four, a key is a word */
    assert_int_equal(s.blanks, 2);
    assert_int_equal(s.bytes, strlen("Thu ngân sách {thu} tỷ đồng.\nPhường {ten} tăng trưởng."));
    assert_int_equal(s.state, SOAN_STATE_DRAFTING);
    soan_section_free(&s);
    help_ok(soan_section_get(r, 1, &s, e));
    assert_int_equal(s.children, 2);
    assert_int_equal(s.blanks, 1);
    assert_int_equal(s.blanks_below, 5);
    soan_section_free(&s);
    help_ok(soan_section_get(r, 5, &s, e));
    assert_int_equal(s.state, SOAN_STATE_EMPTY);
    soan_section_free(&s);
    help_fails(SOAN_NO_INPUT, "#99", soan_section_get(r, 99, &s, e));
    help_close(r);
}

static void test_children(void **state)
{
    (void)state;
    struct soan_report *r = help_report("children.soan");
    struct soan_section s[4];
    size_t n = 9;
    help_ok(soan_section_children(r, 0, 1, 4, s, &n, e));
    assert_int_equal(n, 2);
    assert_int_equal(s[0].id, 1);
    assert_int_equal(s[1].id, 8);
    soan_section_free(&s[0]);
    soan_section_free(&s[1]);
    help_ok(soan_section_children(r, 3, 2, 4, s, &n, e));
    assert_int_equal(n, 1);
    assert_int_equal(s[0].id, 5);
    soan_section_free(&s[0]);
    help_ok(soan_section_children(r, 1, 1, 1, s, &n, e));
    assert_int_equal(n, 1);
    assert_int_equal(s[0].id, 2);
    soan_section_free(&s[0]);
    help_close(r);
}

static void test_paths(void **state)
{
    (void)state;
    struct soan_report *r = help_report("paths.soan");
    static const struct { int64_t id; const char *path; } path[] = {
        {1, "P1"}, {2, "P1/I"}, {3, "P1/I/1"}, {4, "P1/I/1/1.1"}, {7, "P1/II"}, {8, "P2"}, {9, "P2/I"},
    };
    struct text t = {0};
    for (size_t i = 0; i < SOAN_ARRAY_LEN(path); i++) {
        help_ok(soan_section_path(r, path[i].id, &t, e));
        assert_string_equal(text_str(&t), path[i].path);
        assert_int_equal(help_find(r, path[i].path), path[i].id);
    }
    text_free(&t);
    assert_int_equal(help_find(r, "#5"), 5);
    int64_t id = 0;
    help_fails(SOAN_NO_INPUT, "the nearest is P1/I (THÀNH QUẢ)", soan_section_find(r, "P1/I/7/2", &id, e));
    help_fails(SOAN_NO_INPUT, "nearest is P1", soan_section_find(r, "P9", &id, e));
    help_fails(SOAN_NO_INPUT, "nearest", soan_section_find(r, "", &id, e));
    help_fails(SOAN_NO_INPUT, "nearest", soan_section_find(r, "P1/", &id, e));
    help_fails(SOAN_NO_INPUT, "nearest", soan_section_find(r, "P1~2", &id, e));
    help_fails(SOAN_NO_INPUT, "nearest", soan_section_find(r, "P1~0", &id, e));
    help_fails(SOAN_NO_INPUT, "#77", soan_section_find(r, "#77", &id, e));
    help_fails(SOAN_USAGE, "#x", soan_section_find(r, "#x", &id, e));
    help_fails(SOAN_USAGE, "#", soan_section_find(r, "#99999999999999999999999", &id, e));
    help_close(r);
}

static void test_paths_of_twins_and_unmarked(void **state)
{
    (void)state;
    static const struct help_node node[] = {
        {1, "", "LỜI NÓI ĐẦU", ""}, {1, "1.", "a", ""}, {1, "(1)", "b", ""}, {2, "", "c", ""}, {1, "", "d", ""},
    };
    struct soan_outline o;
    help_outline(&o, node, SOAN_ARRAY_LEN(node));
    help_ok(soan_report_create(help_path("twins.soan"), &o, TEXT_LIT(""), "lan", e));
    help_outline_free(&o);
    struct soan_report *r = help_open("twins.soan", "lan");
    static const char *const path[] = {"~1", "1", "1~2", "1~2/~1", "~2"};
    struct text t = {0};
    for (size_t i = 0; i < SOAN_ARRAY_LEN(path); i++) {
        help_ok(soan_section_path(r, (int64_t)i + 1, &t, e));
        assert_string_equal(text_str(&t), path[i]);
        assert_int_equal(help_find(r, path[i]), i + 1);
    }
    assert_int_equal(help_find(r, "1~1"), 2);
    help_ok(soan_report_get(r, "title", &t, e));
    assert_string_equal(text_str(&t), "LỜI NÓI ĐẦU");
    text_free(&t);
    help_close(r);
}

static void test_totals(void **state)
{
    (void)state;
    struct soan_report *r = help_report("totals.soan");
    struct soan_totals t;
    help_ok(soan_report_totals(r, &t, e));
    assert_int_equal(t.sections, 9);
    assert_int_equal(t.blanks, 5);
    assert_int_equal(t.figures, 2);
    assert_int_equal(t.figures_open, 2);
    assert_int_equal(t.comments_open, 0);
    help_close(r);
}

static void test_blank_next(void **state)
{
    (void)state;
    struct soan_report *r = help_report("blank.soan");
    static const struct { int64_t from, next, previous; } at[] = {
        {0, 1, 7}, {1, 4, 7}, {2, 4, 1}, {3, 4, 1}, {4, 7, 1}, {5, 7, 4}, {6, 7, 4}, {7, 1, 4}, {8, 1, 7}, {9, 1, 7},
    };
    for (size_t i = 0; i < SOAN_ARRAY_LEN(at); i++) {
        int64_t id = 0;
        help_ok(soan_blank_next(r, at[i].from, false, &id, e));
        assert_int_equal(id, at[i].next);
        help_ok(soan_blank_next(r, at[i].from, true, &id, e));
        assert_int_equal(id, at[i].previous);
    }
    const struct soan_fill both[] = {{TEXT_LIT("ten"), TEXT_LIT("Hòa Bình")}, {TEXT_LIT("thu"), TEXT_LIT("390")}};
    help_ok(soan_figures_fill(r, both, 2, false, NULL, e));
    int64_t id = 0;
    help_fails(SOAN_REFUSED, "nothing", soan_blank_next(r, 3, false, &id, e));
    help_edit(r, 5, "", "Văn hóa … phát triển", 1);
    help_ok(soan_blank_next(r, 5, false, &id, e));
    assert_int_equal(id, 5);
    help_close(r);
}

static void test_properties_and_members(void **state)
{
    (void)state;
    struct soan_report *r = help_report("meta.soan");
    struct text t = {0};
    help_ok(soan_report_get(r, "title", &t, e));
    assert_string_equal(text_str(&t), "Báo cáo");
    help_ok(soan_report_get(r, "absent", &t, e));
    assert_string_equal(text_str(&t), "");
    help_ok(soan_report_set(r, "title", TEXT_LIT("Mới\n\x1b[31m"), e));
    help_ok(soan_report_get(r, "title", &t, e));
    assert_string_equal(text_str(&t), "Mới [31m");
    struct soan_report *b = help_open("meta.soan", "minh");
    assert_int_not_equal(soan_report_member_id(b), soan_report_member_id(r));
    assert_string_equal(soan_report_member(b), "minh");
    soan_report_close(&b);
    b = help_open("meta.soan", "minh");
    assert_int_equal(soan_report_member_id(b), 2);
    soan_report_close(&b);
    text_free(&t);
    help_close(r);
}

static bool count_hit(const struct soan_hit *h, void *arg)
{
    struct text *out = arg;
    text_printf(out, "%d%s%zu-%zu ", (int)h->section, h->in_title ? "t" : ":", h->from, h->to);
    if (!h->in_title)
        text_printf(out, "<%.*s> ", (int)h->paragraph.len, h->paragraph.bytes);
    return true;
}

static void test_search(void **state)
{
    (void)state;
    struct soan_report *r = help_report("search.soan");
    struct text out = {0};
    help_ok(soan_search(r, TEXT_LIT("phuong"), count_hit, &out, e));
    /* "Phường" is 9 bytes, "PHƯƠNG" 8; the second paragraph of 4 starts behind its first line. */
    assert_string_equal(text_str(&out), "1:0-9 <Phường {ten} mở đầu.> 4:36-45 <Phường {ten} tăng trưởng.> 8t0-8 ");
    text_clear(&out);
    help_ok(soan_search(r, TEXT_LIT("phường"), count_hit, &out, e));
    assert_string_equal(text_str(&out), "1:0-9 <Phường {ten} mở đầu.> 4:36-45 <Phường {ten} tăng trưởng.> ");
    help_fails(SOAN_USAGE, "nothing", soan_search(r, TEXT_LIT("  "), count_hit, &out, e));
    text_free(&out);
    help_close(r);
}

enum { ORDERED_MOST = 9000 };
struct ids { int64_t id[ORDERED_MOST]; size_t n; };

static bool same_as_next(const struct soan_hit *h, void *arg)
{
    struct ids *expected = arg;
    assert_true(expected->n < SOAN_ARRAY_LEN(expected->id));
    assert_int_equal(h->section, expected->id[expected->n]);
    expected->n++;
    return true;
}

static bool note_id(const struct soan_section *s, void *arg)
{
    struct ids *ids = arg;
    if (text_view_find(text_view(&s->title), TEXT_LIT("thu"), 0) != SIZE_MAX)
        ids->id[ids->n++] = s->id;
    return true;
}

/* Whether few sections hold the words or very many: hits come in reading order, and not from the bin. */
static void search_keeps_reading_order(void **state)
{
    static struct help_node node[ORDERED_MOST];
    static struct ids ids;
    (void)state;
    const size_t sizes[] = {6, ORDERED_MOST};
    for (size_t k = 0; k < SOAN_ARRAY_LEN(sizes); k++) {
        struct soan_outline o;
        for (size_t i = 0; i < sizes[k]; i++)
            node[i] = (struct help_node){1, "", i % 3 == 0 ? "chi" : "thu", ""};
        help_outline(&o, node, sizes[k]);
        unlink(help_path("order.soan"));
        help_ok(soan_report_create(help_path("order.soan"), &o, TEXT_LIT("B"), "lan", e));
        help_outline_free(&o);
        struct soan_report *r = NULL;
        help_ok(soan_report_open(help_path("order.soan"), "lan", &r, e));
        help_ok(soan_section_move(r, 6, (struct soan_place){0, 0}, e));
        help_ok(soan_section_move(r, 2, (struct soan_place){6, 0}, e));
        help_ok(soan_section_move(r, 5, (struct soan_place){3, 0}, e));
        help_ok(soan_section_remove(r, 3, e));
        ids.n = 0;
        help_ok(soan_section_walk(r, 0, note_id, &ids, e));
        size_t n = ids.n;
        ids.n = 0;
        help_ok(soan_search(r, TEXT_LIT("thu"), same_as_next, &ids, e));
        assert_int_equal(ids.n, n);
        assert_int_equal(ids.id[0], 6);
        soan_report_close(&r);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_walk),
        cmocka_unit_test(test_walk_stops_and_leaves_nothing_open),
        cmocka_unit_test(test_get),
        cmocka_unit_test(test_walk_knows_paths),
        cmocka_unit_test(test_children),
        cmocka_unit_test(test_paths),
        cmocka_unit_test(test_paths_of_twins_and_unmarked),
        cmocka_unit_test(test_totals),
        cmocka_unit_test(test_blank_next),
        cmocka_unit_test(test_properties_and_members),
        cmocka_unit_test(test_search),
        cmocka_unit_test(search_keeps_reading_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
