#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

#include "soan/base.h"

struct seen {
    char last[64];
    size_t n;
    bool sorted;
};

static void see(const char *name, void *arg)
{
    struct seen *s = arg;
    s->sorted = s->sorted && strcmp(s->last, name) < 0;
    snprintf(s->last, sizeof s->last, "%s", name);
    s->n++;
}

static void shipped_files_come_in_order(void **state)
{
    (void)state;
    struct seen all = {.sorted = true}, some = {.sorted = true};
    data_each("", see, &all);
    assert_true(all.n >= 2);
    assert_true(all.sorted);
    data_each("unit", see, &some);
    assert_int_equal(some.n, 1);
    assert_string_equal(some.last, "units");
}

static void a_file_of_the_office_takes_the_place(void **state)
{
    (void)state;
    const char *tmp = getenv("TMPDIR");
    struct text dir = {0}, file = {0};
    text_printf(&dir, "%s/soan-data.XXXXXX", tmp ? tmp : "/tmp");
    assert_non_null(mkdtemp(dir.bytes));
    text_printf(&file, "%s/units", dir.bytes);
    FILE *f = fopen(file.bytes, "w");
    fputs("mớ\n", f);
    fclose(f);
    struct text_view before, own, other;
    assert_true(data_find("breaks", &before));
    data_set_dir(dir.bytes);
    bool found = data_find("units", &own);
    data_set_dir(NULL);
    unlink(file.bytes);
    rmdir(dir.bytes);
    assert_true(found);
    assert_true(text_view_equal(own, TEXT_LIT("mớ\n")));
    assert_true(data_find("breaks", &other));
    assert_true(text_view_equal(before, other));
    text_free(&dir);
    text_free(&file);
}

static void unknown_names_are_not_files(void **state)
{
    (void)state;
    struct text_view v;
    data_set_dir("/");
    assert_false(data_find("etc/passwd", &v));
    assert_false(data_find("../units", &v));
    data_set_dir(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shipped_files_come_in_order),
        cmocka_unit_test(unknown_names_are_not_files),
        cmocka_unit_test(a_file_of_the_office_takes_the_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
