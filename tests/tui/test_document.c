/* Bursts of typing against a real report that a second member writes to. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "tui/document.h"

struct desk {
    char dir[32], path[64];
    struct soan_report *mine, *theirs;
    struct document d;
    int64_t id;
};

static const char *const OUTLINE = "1. Kinh tế\nmột hai ba\nbốn năm sáu\n2. Văn hóa\nbảy tám\n";

static int begin(void **state)
{
    struct desk *k = mem_alloc(sizeof(*k));
    struct soan_outline o = {0};
    struct text bytes = text_copy(text_view_of(OUTLINE));
    struct error e = {0};
    struct soan_outline_options options = {.keep_lines = true};

    strcpy(k->dir, "/tmp/soan-document-XXXXXX");
    assert_non_null(mkdtemp(k->dir));
    snprintf(k->path, sizeof(k->path), "%s/r.soan", k->dir);
    assert_true(soan_outline_parse(&bytes, &options, &o, &e));
    assert_true(soan_report_create(k->path, &o, TEXT_LIT("t"), "an", &e));
    soan_outline_free(&o);
    assert_true(soan_report_open(k->path, "an", &k->mine, &e));
    assert_true(soan_report_open(k->path, "lan", &k->theirs, &e));
    assert_true(soan_section_find(k->mine, "1", &k->id, &e));
    assert_true(document_open(&k->d, k->mine, k->id, 0, &e));
    *state = k;
    return 0;
}

static int end(void **state)
{
    struct desk *k = *state;
    static const char *const suffixes[] = {"", "-wal", "-shm"};
    document_close(&k->d);
    soan_report_close(&k->mine);
    soan_report_close(&k->theirs);
    for (size_t i = 0; i < SOAN_ARRAY_LEN(suffixes); i++) {
        char name[96];
        snprintf(name, sizeof(name), "%s%s", k->path, suffixes[i]);
        unlink(name);
    }
    rmdir(k->dir);
    free(k);
    return 0;
}

static void type(struct desk *k, const char *s, msec now)
{
    text_editor_type(&k->d.ed, text_view_of(s));
    document_touched(&k->d, now);
}

static void shows(const struct desk *k, const char *s)
{
    assert_string_equal(text_str(&k->d.ed.text), s);
}

static void stores(struct desk *k, const char *s)
{
    struct text t = {0};
    int64_t rev;
    assert_true(soan_section_text(k->theirs, k->id, &t, &rev, NULL));
    assert_string_equal(text_str(&t), s);
    text_free(&t);
}

static void other_writes(struct desk *k, const char *s)
{
    struct soan_written w = {0};
    struct error e = {0};
    assert_true(soan_section_write(k->theirs, k->id, 0, text_view_of(s), &w, &e));
    soan_written_free(&w);
}

static void a_burst_is_due_after_a_pause_or_a_second(void **state)
{
    struct desk *k = *state;
    assert_int_equal(document_due(&k->d, 1000), -1);
    type(k, "x", 1000);
    assert_int_equal(document_due(&k->d, 1000), DOCUMENT_PAUSE_MS);
    type(k, "y", 1150);
    assert_int_equal(document_due(&k->d, 1300), 50);
    for (msec t = 1300; t < 2000; t += 100) {
        type(k, "z", t);
    }
    assert_int_equal(document_due(&k->d, 1990), 10);
    assert_int_equal(document_due(&k->d, 2000), 0);
    assert_true(document_commit(&k->d, k->mine, 2000));
    assert_int_equal(document_due(&k->d, 2000), -1);
    assert_false(document_pending(&k->d));
    stores(k, "xyzzzzzzzmột hai ba\nbốn năm sáu");
}

static void work_of_two_in_different_paragraphs_is_merged(void **state)
{
    struct desk *k = *state;
    text_editor_goto(&k->d.ed, k->d.ed.text.len);
    type(k, " mười", 1);
    other_writes(k, "một hai hai rưỡi ba\nbốn năm sáu");
    assert_true(document_commit(&k->d, k->mine, 2));
    shows(k, "một hai hai rưỡi ba\nbốn năm sáu mười");
    stores(k, "một hai hai rưỡi ba\nbốn năm sáu mười");
    assert_int_equal(k->d.ed.cursor, k->d.ed.text.len);
    assert_false(k->d.joined);
}

static void what_others_wrote_comes_in_while_one_reads(void **state)
{
    struct desk *k = *state;
    bool changed;
    text_editor_goto(&k->d.ed, text_view_find(text_view(&k->d.ed.text), TEXT_LIT("sáu"), 0));
    other_writes(k, "mới\nmột hai ba\nbốn năm sáu");
    assert_true(document_merge(&k->d, k->mine, &changed, NULL));
    assert_true(changed);
    shows(k, "mới\nmột hai ba\nbốn năm sáu");
    assert_int_equal(k->d.ed.cursor, text_view_find(text_view(&k->d.ed.text), TEXT_LIT("sáu"), 0));
    assert_true(document_merge(&k->d, k->mine, &changed, NULL));
    assert_false(changed);
}

static void the_same_words_are_kept_twice(void **state)
{
    struct desk *k = *state;
    struct text_view t = text_view(&k->d.ed.text);
    size_t from = text_view_find(t, TEXT_LIT("hai"), 0);
    text_editor_replace(&k->d.ed, from, from + 3, TEXT_LIT("HAI"));
    document_touched(&k->d, 1);
    other_writes(k, "một deux ba\nbốn năm sáu");
    assert_true(document_commit(&k->d, k->mine, 2));
    assert_true(k->d.joined);
    shows(k, "một deux ba\nmột HAI ba\nbốn năm sáu");
    stores(k, "một deux ba\nmột HAI ba\nbốn năm sáu");
}

static void undo_goes_through_the_report(void **state)
{
    struct desk *k = *state;
    size_t elsewhere = 0;
    struct error e = {0};
    type(k, "chín", 1);
    assert_true(document_commit(&k->d, k->mine, 2));
    document_close(&k->d);
    assert_true(document_open(&k->d, k->mine, k->id, 0, NULL));
    assert_true(document_undo(&k->d, k->mine, false, &elsewhere, &e));
    shows(k, "một hai ba\nbốn năm sáu");
    assert_int_equal(k->d.ed.cursor, 0);
    assert_true(document_undo(&k->d, k->mine, true, &elsewhere, &e));
    shows(k, "chínmột hai ba\nbốn năm sáu");
    stores(k, "chínmột hai ba\nbốn năm sáu");
    assert_false(document_undo(&k->d, k->mine, true, &elsewhere, &e));
    assert_int_equal(e.status, SOAN_REFUSED);
    error_free(&e);
}

static void a_section_that_is_not_there_leaves_the_open_one(void **state)
{
    struct desk *k = *state;
    struct error e = {0};
    type(k, "x", 1);
    assert_false(document_open(&k->d, k->mine, 999, 0, &e));
    assert_int_equal(e.status, SOAN_NO_INPUT);
    error_free(&e);
    shows(k, "xmột hai ba\nbốn năm sáu");
    assert_true(document_pending(&k->d));
}

static void a_figure_is_one_unit(void **state)
{
    struct desk *k = *state;
    text_editor_paste(&k->d.ed, TEXT_LIT("thu {thu_chi} tỷ "), NULL);
    text_editor_goto(&k->d.ed, 9);
    assert_int_equal(k->d.ed.cursor, 4);
    text_editor_right(&k->d.ed);
    assert_int_equal(k->d.ed.cursor, 13);
    text_editor_erase_back(&k->d.ed);
    shows(k, "thu  tỷ một hai ba\nbốn năm sáu");
}

#define DESK(f) cmocka_unit_test_setup_teardown(f, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        DESK(a_burst_is_due_after_a_pause_or_a_second),
        DESK(work_of_two_in_different_paragraphs_is_merged),
        DESK(what_others_wrote_comes_in_while_one_reads),
        DESK(the_same_words_are_kept_twice),
        DESK(undo_goes_through_the_report),
        DESK(a_section_that_is_not_there_leaves_the_open_one),
        DESK(a_figure_is_one_unit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
