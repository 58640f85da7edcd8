#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>
#include <linux/landlock.h>

#include "soan/base.h"

/* Confinement cannot be undone: every case runs in a process of its own, which ends with 0 if all was true. */
static void in_child(int (*run)(void))
{
    pid_t pid = fork();
    int status;
    if (pid == 0)
        _exit(run());
    assert_int_equal(waitpid(pid, &status, 0), pid);
    assert_int_equal(status, 0);
}

static int enter_directory(void **state)
{
    const char *tmp = getenv("TMPDIR");
    struct text name = {0};
    text_printf(&name, "%s/soan-confine.XXXXXX", tmp ? tmp : "/tmp");
    assert_non_null(mkdtemp(name.bytes));
    assert_int_equal(chdir(name.bytes), 0);
    assert_int_equal(mkdir("door", 0700), 0);
    assert_int_equal(symlink("../out.txt", "door/link.txt"), 0);
    *state = name.bytes;
    return 0;
}

static int leave_directory(void **state)
{
    struct text command = {0};
    text_printf(&command, "rm -rf '%s'", (const char *)*state);
    assert_int_equal(chdir("/"), 0);
    assert_int_equal(system(text_str(&command)), 0);
    text_free(&command);
    free(*state);
    return 0;
}

static void free_process_may_use_any_name(void **state)
{
    (void)state;
    assert_null(confined());
    assert_true(confine_allows("../x", CONFINE_REPORT, NULL));
    assert_true(confine_allows("/etc/passwd", CONFINE_TEXT, NULL));
    assert_true(confine_allows(".ssh/authorized_keys", CONFINE_OUTPUT, NULL));
}

static int names(void)
{
    static const char *const bad[] = {
        "", ".", "..", ".soan", ".a.soan", "-a.soan", "../a.soan", "/a.soan", "b/a.soan", "a.soan/", "a.soan/..", "a", "a.txt",
        "a\x1B.soan", "a\n.soan", "a\xC2\x9B.soan", "a\xE2\x80\xAE.soan", "a\x9B.soan", "a.soan-wal",
    };
    if (!confine_to("door", "vt1", NULL) || strcmp(confined(), "vt1") != 0)
        return 1;
    for (size_t i = 0; i < SOAN_ARRAY_LEN(bad); i++) {
        struct error e = {0};
        if (confine_allows(bad[i], CONFINE_REPORT, &e) || e.status != SOAN_NOT_PERMITTED)
            return 2;
        error_free(&e);
    }
    char longest[300];
    memset(longest, 'a', sizeof longest);
    strcpy(longest + 260, ".soan");
    if (confine_allows(longest, CONFINE_REPORT, NULL) || confine_allows("a.soan", CONFINE_OUTPUT, NULL) ||
        confine_allows("link.txt", CONFINE_OUTPUT, NULL) || confine_allows("a.txt", CONFINE_TEXT, NULL))
        return 3;
    if (!confine_allows("a.soan", CONFINE_REPORT, NULL) || !confine_allows("báo cáo 2.soan", CONFINE_REPORT, NULL) ||
        !confine_allows("a.txt", CONFINE_OUTPUT, NULL))
        return 4;
    struct text t = {0};
    return file_read("/etc/passwd", &t, NULL) || file_out_open("../out.txt", NULL) ? 5 : 0;
}

static void confined_process_takes_plain_names(void **state)
{
    (void)state;
    in_child(names);
}

static int refusals(void)
{
    struct error e = {0};
    char here[4096], after[4096];
    if (!getcwd(here, sizeof here) || mkdir("home", 0700) != 0 || mkdir("home/.ssh", 0700) != 0)
        return 1;
    if (confine_to("missing", "vt1", &e) || e.status != SOAN_NO_INPUT || confine_to("home", "vt1", &e) ||
        e.status != SOAN_REFUSED || confined())
        return 2;
    error_free(&e);
    return !getcwd(after, sizeof after) || strcmp(here, after) != 0 ? 3 : 0;
}

static void home_of_an_account_is_refused(void **state)
{
    (void)state;
    in_child(refusals);
}

static bool opens(const char *path, int flags)
{
    int fd = open(path, flags | O_CLOEXEC, 0600);
    if (fd >= 0)
        close(fd);
    return fd >= 0;
}

/* What the kernel says to a program that were to pass by confine_allows(). */
static int kernel(void)
{
    struct rlimit core;
    char *argv[] = {(char *)"true", NULL};
    if (!confine_to("door", "vt1", NULL))
        return 1;
    if (!opens("a.soan", O_RDWR | O_CREAT) || !opens("a.soan", O_RDONLY) || !opens(".", O_RDONLY | O_DIRECTORY) ||
        link("a.soan", "b.soan") != 0 || rename("b.soan", "c.soan") != 0 || unlink("c.soan") != 0)
        return 2;
    if (!opens("/etc/passwd", O_RDONLY) || !opens("/dev/urandom", O_RDONLY))
        return 3;
    if (opens("../out.txt", O_WRONLY | O_CREAT) || errno != EACCES || opens("link.txt", O_WRONLY | O_CREAT) ||
        opens("/tmp", O_RDONLY | O_DIRECTORY) || opens("/etc/passwd", O_WRONLY | O_APPEND))
        return 4;
    if (rename("a.soan", "../a.soan") == 0 || link("a.soan", "../a.soan") == 0 || symlink("/etc", "etc") == 0 ||
        mkdir("sub", 0700) == 0)
        return 5;
    if (execv("/bin/true", argv) == 0 || errno != EACCES)
        return 6;
    return getrlimit(RLIMIT_CORE, &core) == 0 && core.rlim_cur == 0 ? 0 : 7;
}

static void kernel_holds_it_to_the_directory(void **state)
{
    (void)state;
    if (syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION) < 1) {
        print_message("# this kernel has no Landlock\n");
        skip();
    }
    in_child(kernel);
}

static int environment(void)
{
    static const char *const hostile[][2] = {
        {"TERM", "../../etc/passwd"}, {"LANG", "../x"}, {"LC_ALL", "/tmp/x"}, {"LANGUAGE", "vi:../x"}, {"TZ", ":/etc/passwd"},
        {"LC_EVIL", "\x1B[31m"}, {"EDITOR", "sh"}, {"PATH", "/tmp"}, {"HOME", "/tmp"}, {"LD_PRELOAD", "/tmp/x.so"},
        {"TERMINFO", "/tmp"}, {"LOCPATH", "/tmp"}, {"NLSPATH", "/tmp"}, {"SOAN_DATA", "/tmp"}, {"GCONV_PATH", "/tmp"},
    };
    for (size_t i = 0; i < SOAN_ARRAY_LEN(hostile); i++)
        setenv(hostile[i][0], hostile[i][1], 1);
    setenv("LC_MESSAGES", "vi_VN.UTF-8", 1);
    setenv("SSH_ORIGINAL_COMMAND", "print a.soan", 1);
    confine_environment();
    if (!getenv("TERM") || strcmp(getenv("TERM"), "xterm-256color") != 0)
        return 1;
    for (size_t i = 1; i < SOAN_ARRAY_LEN(hostile); i++)
        if (getenv(hostile[i][0]))
            return 2;
    if (strcmp(getenv("LC_MESSAGES"), "vi_VN.UTF-8") != 0 || strcmp(getenv("SSH_ORIGINAL_COMMAND"), "print a.soan") != 0)
        return 3;
    setenv("TERM", "screen.xterm-256color", 1);
    setenv("TZ", "Asia/Ho_Chi_Minh", 1);
    confine_environment();
    return strcmp(getenv("TERM"), "screen.xterm-256color") != 0 || strcmp(getenv("TZ"), "Asia/Ho_Chi_Minh") != 0 ? 4 : 0;
}

static void environment_keeps_only_what_is_harmless(void **state)
{
    (void)state;
    in_child(environment);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(free_process_may_use_any_name),
        cmocka_unit_test(confined_process_takes_plain_names),
        cmocka_unit_test(home_of_an_account_is_refused),
        cmocka_unit_test(kernel_holds_it_to_the_directory),
        cmocka_unit_test(environment_keeps_only_what_is_harmless),
    };
    return cmocka_run_group_tests(tests, enter_directory, leave_directory);
}
