/* Damage, full disk, kill -9, many writers: what survives, and what is found. */
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "help.h"

/* The file of a closed report, to be damaged. */
static char *report_bytes(const char *name, size_t *len)
{
    struct text t = {0};
    help_ok(file_read(help_path(name), &t, e));
    *len = t.len;
    return t.bytes;
}

/* Cut anywhere, or with bytes turned round anywhere: refused or found out, never a crash. */
static void test_damaged(void **state)
{
    (void)state;
    help_close(help_report("whole.soan"));
    size_t len;
    char *bytes = report_bytes("whole.soan", &len);
    unsigned refused = 0, found = 0;
    for (size_t cut = 0; cut < len; cut += 4096 + 511) {
        help_write_file(help_path("cut.soan"), bytes, cut);
        struct soan_report *r = NULL;
        struct error why = {0};
        size_t problems = 0;
        if (!soan_report_open(help_path("cut.soan"), "lan", &r, &why)) {
            assert_int_equal(why.status, SOAN_BAD_DATA);
            refused++;
        } else if (!soan_report_verify(r, NULL, NULL, &problems, &why) || problems) {
            found++;
        } else {
            fail_msg("cut at %zu went unnoticed", cut);
        }
        error_free(&why);
        soan_report_close(&r);
    }
    assert_true(refused > 0);
    unsigned long long seed = 5;
    for (int i = 0; i < 300; i++) {
        char *copy = mem_alloc(len);
        memcpy(copy, bytes, len);
        for (int k = 0; k < 8; k++) {
            seed = seed * 6364136223846793005ULL + 1442695040888963407ULL;
            copy[(size_t)(seed >> 20) % len] ^= (char)(1 << (seed >> 60) % 8);
        }
        help_write_file(help_path("flip.soan"), copy, len);
        free(copy);
        struct soan_report *r = NULL;
        struct error why = {0};
        size_t problems = 0;
        struct text t = {0};
        int64_t id;
        if (soan_report_open(help_path("flip.soan"), "lan", &r, &why)) {
            if (!soan_report_verify(r, NULL, NULL, &problems, &why) || problems)
                found++;
            if (!soan_section_text(r, 4, &t, NULL, &why) || !soan_section_find(r, "P1/I/1", &id, &why) ||
                !soan_section_add(r, (struct soan_place){2, 3}, TEXT_LIT("x"), TEXT_LIT("y"), &id, &why))
                found++;
        }
        error_free(&why);
        text_free(&t);
        soan_report_close(&r);
    }
    assert_true(found > 0);
    free(bytes);
}

/* What an invariant forbids is found, each by its number. */
static void count_line(const char *line, void *arg)
{
    struct text *out = arg;
    text_printf(out, "%s\n", line);
}

static void test_verify_finds(void **state)
{
    (void)state;
    static const struct { const char *rule, *sql; } fault[] = {
        {"R1", "UPDATE section SET parent = 77 WHERE id = 4"},
        {"R1", "UPDATE section SET depth = 9 WHERE id = 5"},
        {"R1", "UPDATE section SET pos = 5 WHERE id = 6"},
        {"R1", "UPDATE section SET parent = 4 WHERE id = 3"},
        {"R2", "UPDATE section SET removed = 1 WHERE id = 4"},
        {"R3", "UPDATE section SET path = 'x' WHERE id = 4"},
        {"R3", "UPDATE section SET nth = 2 WHERE id = 4"},
        {"R3", "UPDATE section SET kind = 'x' WHERE id = 4"},
        {"R4", "UPDATE section SET title = 'a' || char(27) WHERE id = 4"},
        {"R4", "UPDATE section_text SET body = CAST(x'FF' AS TEXT) WHERE id = 4"},
        {"R5", "UPDATE section SET words = 99 WHERE id = 4"},
        {"R5", "UPDATE section SET blanks = 0 WHERE id = 4"},
        {"R5", "UPDATE section SET blanks_below = 0 WHERE id = 1"},
        {"R6", "DELETE FROM place WHERE section = 4"},
        {"R7", "UPDATE total SET words = 0"},
        {"R7", "UPDATE total SET figures_open = 0"},
        {"R8", "UPDATE edit SET inserted = 'x'"},
        {"R8", "DELETE FROM section_origin"},
        {"R8", "UPDATE section SET rev = 1 WHERE id = 6"},
        {"R9", "UPDATE anchor SET stop = 500"},
        {"R9", "UPDATE comment SET section = 99"},
        {"R10", "UPDATE figure SET value = 'abc' WHERE key = 'thu'"},
        {"R10", "UPDATE figure SET target = '>=5' WHERE key = 'thu'"},
        {"R10", "UPDATE figure SET locked = 1 WHERE key = 'thu'"},
        {"R12", "UPDATE figure SET formula = '1 + 1', reason = 'x' WHERE key = 'thu'"},
        {"R12", "UPDATE figure SET formula = 'thu + 1', reason = 'x' WHERE key = 'thu'"},
        {"R12", "INSERT INTO operand (figure, needs) VALUES (1, 2)"},
        {"R11", "UPDATE section SET state = 'empty' WHERE id = 4"},
        {"R11", "UPDATE journal SET member = 77"},
    };
    for (size_t i = 0; i < SOAN_ARRAY_LEN(fault); i++) {
        struct soan_report *r = help_report("fault.soan");
        struct soan_comment c = {.section = 6, .anchored = true, .to = 3, .body = text_copy(TEXT_LIT("x"))};
        c.to = strlen("Một");
        int64_t id;
        help_edit(r, 6, "hai", "2", 1);
        help_ok(soan_comment_add(r, &c, &id, e));
        text_free(&c.body);
        help_close(r);
        help_sql("fault.soan", fault[i].sql);
        help_ok(soan_report_open(help_path("fault.soan"), "lan", &r, e));
        struct text lines = {0};
        size_t problems = 0;
        help_ok(soan_report_verify(r, count_line, &lines, &problems, e));
        if (problems == 0 || !strstr(text_str(&lines), fault[i].rule))
            fail_msg("%s not found, but: %s", fault[i].sql, text_str(&lines));
        text_free(&lines);
        soan_report_close(&r);
    }
}

static void test_full_disk(void **state)
{
    (void)state;
    signal(SIGXFSZ, SIG_IGN);
    struct soan_report *r = help_report("full.soan");
    struct rlimit was, small;
    getrlimit(RLIMIT_FSIZE, &was);
    help_text_is(r, 6, "Một hai ba bốn năm.");
    struct text much = {0};
    for (int i = 0; i < 100000; i++)
        text_append_str(&much, "chữ ");
    struct soan_written w = {0};
    for (rlim_t limit = 40000; limit < 600000; limit += 40000) {
        small = (struct rlimit){limit, was.rlim_max};
        setrlimit(RLIMIT_FSIZE, &small);
        struct error why = {0};
        r->after_write = NULL;
        bool ok = soan_section_write(r, 6, 0, text_view(&much), &w, &why);
        setrlimit(RLIMIT_FSIZE, &was);
        if (!ok) {
            assert_int_equal(why.status, SOAN_IO_ERROR);
            assert_non_null(strstr(text_str(&why.message), "full"));
            help_text_is(r, 6, "Một hai ba bốn năm.");
        }
        error_free(&why);
        help_verified(r);
        if (ok)
            break;
    }
    /* a new report and a copy leave nothing behind */
    size_t files = help_files_in(help_directory());
    small = (struct rlimit){20000, was.rlim_max};
    setrlimit(RLIMIT_FSIZE, &small);
    help_fails(SOAN_IO_ERROR, "full", help_create(help_path("full2.soan"), e));
    help_fails(SOAN_IO_ERROR, "full", soan_report_backup(r, help_path("full3.soan"), e));
    setrlimit(RLIMIT_FSIZE, &was);
    assert_int_equal(help_files_in(help_directory()), files);
    help_ok(soan_section_write(r, 6, 0, TEXT_LIT("lại được"), &w, e));
    text_free(&much);
    help_close(r);
}

/* A writer is killed again and again in the middle of its work; what it said was kept is there. */
static void test_kill(void **state)
{
    (void)state;
    help_close(help_report("kill.soan"));
    for (int round = 0; round < 25; round++) {
        int ends[2];
        assert_int_equal(pipe(ends), 0);
        pid_t pid = fork();
        if (pid == 0) {
            struct soan_report *r = NULL;
            struct soan_written w = {0};
            help_expect(soan_report_open(help_path("kill.soan"), "lan", &r, NULL));
            for (unsigned n = 0;; n++) {
                char body[100];
                snprintf(body, sizeof body, "lần %d số %u", round, n);
                help_expect(soan_section_write(r, 6, 0, text_view_of(body), &w, NULL));
                help_expect(write(ends[1], &n, sizeof n) == sizeof n);
            }
        }
        close(ends[1]);
        unsigned n = 0, wanted = (unsigned)(round * 7 % 23);
        while (read(ends[0], &n, sizeof n) == sizeof n && n < wanted)
            continue;
        kill(pid, SIGKILL);
        waitpid(pid, NULL, 0);
        while (read(ends[0], &n, sizeof n) == sizeof n)
            continue;
        close(ends[0]);
        struct soan_report *r = help_open("kill.soan", "lan");
        struct text t = {0};
        help_verified(r);
        help_ok(soan_section_text(r, 6, &t, NULL, e));
        unsigned kept = 0;
        int of = -1;
        assert_int_equal(sscanf(text_str(&t), "lần %d số %u", &of, &kept), 2);
        assert_int_equal(of, round);
        assert_true(kept == n || kept == n + 1); /* the last may be durable but not yet acknowledged */
        text_free(&t);
        soan_report_close(&r);
    }
}

/* Many processes write at once; nobody is told to wait and nothing is lost. */
static void test_many_writers(void **state)
{
    (void)state;
    enum { WRITERS = 6, EACH = 25 };
    struct soan_report *r = help_report("many.soan");
    help_edit(r, 6, "Một hai ba bốn năm.", "", 1);
    help_close(r);
    pid_t pid[WRITERS];
    for (int i = 0; i < WRITERS; i++) {
        pid[i] = fork();
        if (pid[i])
            continue;
        struct soan_report *mine = NULL;
        struct text t = {0};
        char name[16];
        snprintf(name, sizeof name, "m%d", i);
        help_expect(soan_report_open(help_path("many.soan"), name, &mine, NULL));
        for (int n = 0; n < EACH; n++) {
            int64_t rev;
            struct soan_written w = {0};
            struct text_changes c = {0};
            help_expect(soan_section_text(mine, 6, &t, &rev, NULL));
            text_changes_add(&c, t.len, TEXT_LIT(""), TEXT_LIT("x"), 1); /* others add at the same point meanwhile */
            help_expect(soan_section_edit(mine, 6, rev, &c, 0, &w, NULL));
            text_changes_free(&c);
            soan_written_free(&w);
        }
        text_free(&t);
        soan_report_close(&mine);
        _exit(0);
    }
    for (int i = 0; i < WRITERS; i++) {
        int status;
        waitpid(pid[i], &status, 0);
        assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    }
    r = help_open("many.soan", "lan");
    struct soan_section s;
    help_ok(soan_section_get(r, 6, &s, e));
    assert_int_equal(s.bytes, WRITERS * EACH);
    soan_section_free(&s);
    help_close(r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_damaged),
        cmocka_unit_test(test_verify_finds),
        cmocka_unit_test(test_full_disk),
        cmocka_unit_test(test_kill),
        cmocka_unit_test(test_many_writers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
