#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <dirent.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>

#include "soan/base.h"

static int enter_directory(void **state)
{
    const char *tmp = getenv("TMPDIR");
    struct text name = {0};
    text_printf(&name, "%s/soan-base.XXXXXX", tmp ? tmp : "/tmp");
    assert_non_null(mkdtemp(name.bytes));
    assert_int_equal(chdir(name.bytes), 0);
    *state = name.bytes;
    return 0;
}

static int files_here(void)
{
    DIR *dir = opendir(".");
    int n = 0;
    while (readdir(dir))
        n++;
    closedir(dir);
    return n - 2;
}

static int leave_directory(void **state)
{
    DIR *dir = opendir(".");
    for (struct dirent *d; (d = readdir(dir));)
        unlink(d->d_name);
    closedir(dir);
    assert_int_equal(chdir("/"), 0);
    assert_int_equal(rmdir(*state), 0);
    free(*state);
    return 0;
}

static void put(const char *path, const char *contents)
{
    struct error e = {0};
    struct file_out *f = file_out_open(path, &e);
    assert_non_null(f);
    file_out_write(f, text_view_of(contents));
    assert_true(file_out_commit(&f, &e));
    assert_null(f);
}

static void holds(const char *path, const char *contents)
{
    struct error e = {0};
    struct text t = {0};
    assert_true(file_read(path, &t, &e));
    assert_string_equal(text_str(&t), contents);
    text_free(&t);
}

static void a_file_appears_whole(void **state)
{
    (void)state;
    struct error e = {0};
    struct file_out *f = file_out_open("new", &e);
    file_out_write(f, TEXT_LIT("half"));
    assert_int_not_equal(access("new", F_OK), 0);
    assert_true(file_out_commit(&f, &e));
    holds("new", "half");
    assert_int_equal(files_here(), 1);
}

static void a_discarded_file_leaves_the_old_one(void **state)
{
    (void)state;
    struct error e = {0};
    put("kept", "old");
    struct file_out *f = file_out_open("kept", &e);
    file_out_write(f, TEXT_LIT("new"));
    file_out_discard(&f);
    assert_null(f);
    holds("kept", "old");
    assert_int_equal(files_here(), 1);
}

static void a_file_keeps_its_mode(void **state)
{
    (void)state;
    struct stat st;
    mode_t mask = umask(027);
    put("mode", "a");
    assert_int_equal(stat("mode", &st), 0);
    assert_int_equal(st.st_mode & 0777, 0640);
    assert_int_equal(chmod("mode", 0604), 0);
    put("mode", "b");
    assert_int_equal(stat("mode", &st), 0);
    assert_int_equal(st.st_mode & 0777, 0604);
    umask(mask);
}

static void a_link_is_followed(void **state)
{
    (void)state;
    put("real", "old");
    assert_int_equal(symlink("real", "link"), 0);
    put("link", "new");
    struct stat st;
    assert_int_equal(lstat("link", &st), 0);
    assert_true(S_ISLNK(st.st_mode));
    holds("real", "new");
}

static void a_device_stays_a_device(void **state)
{
    (void)state;
    struct error e = {0};
    struct stat st;
    put("/dev/null", "gone");
    assert_int_equal(stat("/dev/null", &st), 0);
    assert_true(S_ISCHR(st.st_mode));
    struct file_out *f = file_out_open("/dev/full", &e);
    assert_non_null(f);
    file_out_write(f, TEXT_LIT("no room"));
    assert_false(file_out_commit(&f, &e));
    assert_int_equal(e.status, SOAN_IO_ERROR);
    assert_true(e.message.len > 0);
    error_free(&e);
}

static void a_report_is_never_overwritten(void **state)
{
    (void)state;
    static const char *const names[] = {"report", "link", "report-wal", "report-shm", "report-journal"};
    struct error e = {0};
    FILE *f = fopen("report", "w");
    assert_non_null(f);
    assert_int_equal(fwrite("SQLite format 3\0and so on", 1, 25, f), 25);
    assert_int_equal(fclose(f), 0);
    assert_int_equal(symlink("report", "link"), 0);
    for (size_t i = 0; i < SOAN_ARRAY_LEN(names); i++) {
        assert_null(file_out_open(names[i], &e));
        assert_int_equal(e.status, SOAN_CANNOT_CREATE);
    }
    assert_int_equal(files_here(), 2);
    put("plain-wal", "no report beside it");
    error_free(&e);
}

static void what_cannot_be_is_refused(void **state)
{
    (void)state;
    struct error e = {0};
    struct text t = {0};
    assert_null(file_out_open(".", &e));
    assert_int_equal(e.status, SOAN_CANNOT_CREATE);
    assert_null(file_out_open("missing/new", &e));
    assert_int_equal(e.status, SOAN_CANNOT_CREATE);
    assert_false(file_read(".", &t, &e));
    assert_int_equal(e.status, SOAN_NO_INPUT);
    assert_false(file_read("missing", &t, &e));
    assert_int_equal(e.status, SOAN_NO_INPUT);
    error_free(&e);
    text_free(&t);
}

static void a_vanished_reader_is_quiet(void **state)
{
    (void)state;
    struct error e = {0};
    int fd[2];
    struct text path = {0};
    assert_int_equal(pipe(fd), 0);
    text_printf(&path, "/dev/fd/%d", fd[1]);
    struct file_out *f = file_out_open(path.bytes, &e);
    assert_non_null(f);
    close(fd[0]);
    file_out_write(f, TEXT_LIT("unheard"));
    assert_false(file_out_commit(&f, &e));
    assert_int_equal(e.status, SOAN_IO_ERROR);
    assert_int_equal(e.message.len, 0);
    close(fd[1]);
    text_free(&path);
}

int main(void)
{
    signal(SIGPIPE, SIG_IGN);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_file_appears_whole, enter_directory, leave_directory),
        cmocka_unit_test_setup_teardown(a_discarded_file_leaves_the_old_one, enter_directory, leave_directory),
        cmocka_unit_test_setup_teardown(a_file_keeps_its_mode, enter_directory, leave_directory),
        cmocka_unit_test_setup_teardown(a_link_is_followed, enter_directory, leave_directory),
        cmocka_unit_test_setup_teardown(a_device_stays_a_device, enter_directory, leave_directory),
        cmocka_unit_test_setup_teardown(a_report_is_never_overwritten, enter_directory, leave_directory),
        cmocka_unit_test_setup_teardown(what_cannot_be_is_refused, enter_directory, leave_directory),
        cmocka_unit_test_setup_teardown(a_vanished_reader_is_quiet, enter_directory, leave_directory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
