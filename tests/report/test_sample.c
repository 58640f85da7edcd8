/*
 * A frozen file of every schema that was ever released: vN.soan, made by the program of that time, must open, be
 * brought up to date and hold what it held. To freeze the present schema: SOAN_FREEZE=DIRECTORY test_report_sample, once.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "help.h"

static const char outline[] =
    "Phần thứ nhất ĐÁNH GIÁ\n"
    "  I. THÀNH QUẢ\n"
    "    1. Chính trị\n"
    "    2. Lãnh đạo\n"
    "      2.1. Kinh tế\n"
    "      2.2. Xã hội\n"
    "Phần thứ hai PHƯƠNG HƯỚNG\n"
    "  I. MỤC TIÊU\n";

static void comment(struct soan_report *r, int64_t section, size_t from, size_t to, const char *body)
{
    struct soan_comment c = {.section = section, .anchored = to > from, .from = from, .to = to};
    int64_t id;
    c.body = text_copy(text_view_of(body));
    help_ok(soan_comment_add(r, &c, &id, e));
    text_free(&c.body);
}

/* Schema 2: what a figure knows of itself. */
static void fill_ledger(struct soan_report *r)
{
    struct soan_outline_figure f = {.key = text_copy(TEXT_LIT("dat")), .kind = SOAN_KIND_NUMBER, .unit = text_copy(TEXT_LIT("%"))};
    const struct soan_origin from = {TEXT_LIT("thu.csv"), TEXT_LIT("hoa"), TEXT_LIT("1/9/2026")};
    const struct soan_figure_change c[] = {
        {TEXT_LIT("thu"), SOAN_FIGURE_TARGET, TEXT_LIT(">= 1000"), NULL},
        {TEXT_LIT("thu"), SOAN_FIGURE_SOURCE, TEXT_LIT("Phòng Tài chính"), NULL},
        {TEXT_LIT("dat"), SOAN_FIGURE_FORMULA, TEXT_LIT("thu / thu.target * 100"), NULL},
        {TEXT_LIT("thu"), SOAN_FIGURE_LOCK, TEXT_LIT(""), NULL},
    };
    help_ok(soan_figure_add(r, &f, NULL, e));
    help_ok(soan_figures_change(r, c, SOAN_ARRAY_LEN(c), &from, false, NULL, e));
    text_free(&f.key);
    text_free(&f.unit);
}

static bool find_sheet(const struct soan_figure_event *event, void *arg)
{
    if (text_view_equal(event->file, TEXT_LIT("thu.csv")))
        ++*(int *)arg;
    return true;
}

static void check_ledger(struct soan_report *r)
{
    struct soan_figure f;
    int events = 0;
    help_ok(soan_figure_get(r, TEXT_LIT("dat"), &f, e));
    assert_string_equal(text_str(&f.value), "123,5"); /* 123,45 */
    assert_string_equal(text_str(&f.formula), "thu / thu.target * 100");
    soan_figure_free(&f);
    help_ok(soan_figure_get(r, TEXT_LIT("thu"), &f, e));
    assert_true(f.locked);
    assert_string_equal(text_str(&f.target), ">= 1.000");
    assert_string_equal(text_str(&f.source), "Phòng Tài chính");
    help_ok(soan_figure_history(r, f.id, find_sheet, &events, e));
    assert_int_equal(events, 3);
    soan_figure_free(&f);
}

static void freeze(const char *directory)
{
    struct soan_report *r = help_report("frozen.soan");
    struct soan_fill fill = {TEXT_LIT("thu"), TEXT_LIT("1234,5")};
    struct text path = {0};
    int64_t id;
    help_ok(soan_section_move(r, 3, (struct soan_place){2, 6}, e));
    help_ok(soan_section_rename(r, 5, TEXT_LIT("Văn hóa, xã hội"), e));
    help_ok(soan_section_rename(r, 5, TEXT_LIT("Xã hội"), e));
    help_ok(soan_section_remove(r, 7, e));
    help_ok(soan_section_add(r, (struct soan_place){0, 8}, TEXT_LIT("thừa"), TEXT_LIT(""), &id, e));
    help_ok(soan_outline_undo(r, false, &id, e));
    help_edit(r, 6, "hai", "2", 1);
    help_edit(r, 6, "ba", "3", 2);
    comment(r, 6, strlen("Một "), strlen("Một 2"), "số mấy?");
    comment(r, 8, 0, 0, "còn trống");
    help_ok(soan_figures_fill(r, &fill, 1, false, NULL, e));
    fill_ledger(r);
    help_ok(soan_checkpoint(r, 6, TEXT_LIT("Bản 1"), e));
    help_ok(soan_report_set(r, "style", TEXT_LIT("hanh-chinh"), e));
    help_verified(r);
    text_printf(&path, "%s/v%d.soan", directory, SCHEMA_VERSION);
    help_ok(soan_report_backup(r, text_str(&path), e));
    help_close(r);
    /* small pages, for a small file */
    sqlite3 *db = NULL;
    assert_int_equal(sqlite3_open(text_str(&path), &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, "PRAGMA journal_mode = DELETE; PRAGMA page_size = 512; VACUUM", NULL, NULL, NULL),
                     SQLITE_OK);
    sqlite3_close(db);
    text_free(&path);
}

static bool one_comment(const struct soan_comment *c, void *arg)
{
    text_printf(arg, "%d %s <%s> %s\n", (int)c->section, text_str(&c->author), text_str(&c->quote), text_str(&c->body));
    return true;
}

static void check(const char *name, int version)
{
    struct text bytes = {0}, t = {0};
    struct soan_totals totals;
    struct soan_figure f;
    struct text_changes done = {0};
    struct soan_written w;
    help_ok(file_read(name, &bytes, e));
    unlink(help_path("old.soan"));
    struct file_out *copy = file_out_open(help_path("old.soan"), NULL);
    assert_non_null(copy);
    file_out_write(copy, text_view(&bytes));
    help_ok(file_out_commit(&copy, e));
    struct soan_report *r = help_open("old.soan", "lan");
    help_verified(r);
    help_outline_is(r, outline);
    help_text_is(r, 6, "Một 2 3 bốn năm.");
    help_text_is(r, 7, "{thu} và {thu}"); /* in the bin */
    help_ok(soan_comment_each(r, 0, one_comment, &t, e));
    assert_string_equal(text_str(&t), "6 lan <2> số mấy?\n8 lan <> còn trống\n");
    help_ok(soan_figure_get(r, TEXT_LIT("thu"), &f, e));
    assert_string_equal(text_str(&f.value), "1.234,5");
    soan_figure_free(&f);
    if (version >= 2)
        check_ledger(r);
    help_ok(soan_report_totals(r, &totals, e));
    assert_int_equal(totals.blanks, 2);
    assert_int_equal(totals.comments_open, 2);
    help_ok(soan_report_get(r, "style", &t, e));
    assert_string_equal(text_str(&t), "hanh-chinh");
    help_ok(soan_section_undo(r, 6, help_rev(r, 6), false, &done, &w, e));
    help_ok(soan_section_undo(r, 6, help_rev(r, 6), false, &done, &w, e));
    help_text_is(r, 6, "Một hai ba bốn năm.");
    help_ok(soan_section_restore(r, 7, e));
    assert_int_equal(help_find(r, "P1/II"), 7);
    text_changes_free(&done);
    text_free(&bytes);
    text_free(&t);
    help_close(r);
}

static void test_samples(void **state)
{
    (void)state;
    const char *directory = getenv("SOAN_SAMPLES");
    if (!directory)
        skip();
    for (int version = 1; version <= SCHEMA_VERSION; version++) {
        struct text name = {0};
        text_printf(&name, "%s/v%d.soan", directory, version);
        check(text_str(&name), version);
        text_free(&name);
    }
}

int main(void)
{
    if (getenv("SOAN_FREEZE")) {
        freeze(getenv("SOAN_FREEZE"));
        return 0;
    }
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_samples)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
