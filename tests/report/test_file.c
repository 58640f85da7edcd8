/* Creating, opening, refusing, reading only, full disk, kill, backup. */
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <dirent.h>
#include <unistd.h>

#include "help.h"

static const struct help_node one[] = {{1, "I.", "Một", "Chữ của mục {thu} một."}};

static bool create(const char *path, struct error *e)
{
    struct soan_outline o;
    help_outline(&o, one, 1);
    help_figure(&o, "thu", SOAN_KIND_NUMBER, "");
    bool ok = soan_report_create(path, &o, TEXT_LIT("T"), "lan", e);
    help_outline_free(&o);
    return ok;
}

static size_t files_in(const char *directory)
{
    DIR *d = opendir(directory);
    size_t n = 0;
    assert_non_null(d);
    while (readdir(d))
        n++;
    closedir(d);
    return n - 2;
}

static void write_file(const char *path, const char *bytes, size_t len)
{
    FILE *f = fopen(path, "wb");
    assert_non_null(f);
    assert_int_equal(fwrite(bytes, 1, len, f), len);
    assert_int_equal(fclose(f), 0);
}

/* The file of a closed report, to be damaged. */
static char *report_bytes(const char *name, size_t *len)
{
    struct text t = {0};
    help_ok(file_read(help_path(name), &t, e));
    *len = t.len;
    return t.bytes;
}

static void open_fails(const char *name, enum soan_status_code status, const char *words)
{
    struct soan_report *r = NULL;
    help_fails(status, words, soan_report_open(help_path(name), "lan", &r, e));
    assert_null(r);
}

static void sql(const char *name, const char *text)
{
    sqlite3 *db = NULL;
    assert_int_equal(sqlite3_open(help_path(name), &db), SQLITE_OK);
    char *message = NULL;
    if (sqlite3_exec(db, text, NULL, NULL, &message) != SQLITE_OK)
        fail_msg("%s: %s", text, message);
    sqlite3_close(db);
}

static void test_create(void **state)
{
    (void)state;
    const char *directory = help_path("create");
    assert_int_equal(mkdir(directory, 0700), 0);
    help_ok(create(help_path("create/a.soan"), e));
    assert_int_equal(files_in(help_path("create")), 1);
    struct stat st;
    assert_int_equal(stat(help_path("create/a.soan"), &st), 0);
    assert_int_equal(st.st_mode & 07777, 0600);
    help_fails(SOAN_CANNOT_CREATE, "exists", create(help_path("create/a.soan"), e));
    help_fails(SOAN_CANNOT_CREATE, "cannot be created", create(help_path("nowhere/a.soan"), e));
    assert_int_equal(symlink("nothing", help_path("create/link.soan")), 0);
    help_fails(SOAN_CANNOT_CREATE, "exists", create(help_path("create/link.soan"), e));
    assert_int_equal(files_in(help_path("create")), 2);
    struct soan_report *r = help_open("create/a.soan", "lan");
    struct text t = {0};
    help_ok(soan_report_get(r, "title", &t, e));
    assert_string_equal(text_str(&t), "T");
    text_free(&t);
    help_close(r);
    assert_int_equal(files_in(help_path("create")), 2); /* no -wal or -shm left */
}

static void test_group_directory(void **state)
{
    (void)state;
    assert_int_equal(mkdir(help_path("group"), 0700), 0);
    assert_int_equal(chmod(help_path("group"), 02770), 0);
    mode_t mask = umask(077);
    help_ok(create(help_path("group/a.soan"), e));
    struct soan_report *r = help_open("group/a.soan", "lan");
    help_ok(soan_report_set(r, "style", TEXT_LIT("x"), e));
    struct stat st;
    assert_int_equal(stat(help_path("group/a.soan"), &st), 0);
    assert_int_equal(st.st_mode & 0777, 0660);
    assert_int_equal(stat(help_path("group/a.soan-wal"), &st), 0);
    assert_int_equal(st.st_mode & 0777, 0660);
    umask(mask);
    help_close(r);
}

static void test_not_a_report(void **state)
{
    (void)state;
    open_fails("missing.soan", SOAN_NO_INPUT, "soan new");
    open_fails(".", SOAN_NO_INPUT, "is a directory");
    write_file(help_path("empty.soan"), "", 0);
    open_fails("empty.soan", SOAN_BAD_DATA, "is empty");
    write_file(help_path("short.soan"), "I. Một", 8);
    open_fails("short.soan", SOAN_BAD_DATA, "not a report");
    char text[5000];
    memset(text, 'a', sizeof text);
    write_file(help_path("text.soan"), text, sizeof text);
    open_fails("text.soan", SOAN_BAD_DATA, "not a report");
    memset(text, 0, sizeof text);
    write_file(help_path("zeroes.soan"), text, sizeof text);
    open_fails("zeroes.soan", SOAN_BAD_DATA, "not a report");
    sql("foreign.soan", "CREATE TABLE t (a)");
    open_fails("foreign.soan", SOAN_BAD_DATA, "another program");
    struct soan_report *r = NULL;
    help_fails(SOAN_NO_INPUT, "not a file", soan_report_open("/dev/null", "lan", &r, e));
    assert_int_equal(mkfifo(help_path("fifo.soan"), 0600), 0);
    open_fails("fifo.soan", SOAN_NO_INPUT, "not a file"); /* and does not wait */
}

static void test_tampered(void **state)
{
    (void)state;
    help_close(help_report("newer.soan"));
    sql("newer.soan", "PRAGMA user_version = 1000");
    open_fails("newer.soan", SOAN_BAD_DATA, "newer soan");
    help_close(help_report("older.soan"));
    sql("older.soan", "PRAGMA user_version = 0");
    open_fails("older.soan", SOAN_BAD_DATA, "version 0");
    static const char *const hostile[] = {
        "CREATE TRIGGER t AFTER UPDATE ON section BEGIN DELETE FROM journal; END",
        "CREATE VIEW v AS SELECT 1",
        "CREATE TABLE more (a)",
        "CREATE INDEX i ON section (title)",
        "DROP INDEX section_path",
        "ALTER TABLE section ADD COLUMN x TEXT",
    };
    for (size_t i = 0; i < SOAN_ARRAY_LEN(hostile); i++) {
        help_close(help_report("hostile.soan"));
        sql("hostile.soan", hostile[i]);
        open_fails("hostile.soan", SOAN_BAD_DATA, "not those of a report");
    }
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
        write_file(help_path("cut.soan"), bytes, cut);
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
        write_file(help_path("flip.soan"), copy, len);
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
        {"R9", "UPDATE comment SET stop = 500"},
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
        sql("fault.soan", fault[i].sql);
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

/* Runs fn in a process of its own as a user without rights over root's files. */
static void as_nobody(void (*fn)(void))
{
    pid_t pid = fork();
    assert_true(pid >= 0);
    if (pid == 0) {
        if (getuid() == 0 && setuid(65534) != 0)
            _exit(3);
        fn();
        _exit(0);
    }
    int status = 0;
    assert_int_equal(waitpid(pid, &status, 0), pid);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 0);
}

static void expect(bool ok)
{
    if (!ok)
        _exit(1);
}

static void read_only(void)
{
    struct soan_report *r = NULL;
    struct text t = {0};
    struct error e = {0};
    expect(soan_report_open(help_path("ro/a.soan"), "khách", &r, NULL));
    expect(soan_report_read_only(r));
    expect(soan_section_text(r, 1, &t, NULL, NULL) && t.len > 10);
    expect(!soan_report_set(r, "style", TEXT_LIT("x"), &e) && e.status == SOAN_NOT_PERMITTED);
    struct soan_stand s = {.section = 1};
    expect(soan_stand_save(r, &s, NULL)); /* his place is not worth a message */
    text_free(&t);
    error_free(&e);
    soan_report_close(&r);
    expect(access(help_path("ro/a.soan-wal"), F_OK) != 0 && access(help_path("ro/a.soan-shm"), F_OK) != 0);
}

static void not_readable(void)
{
    struct soan_report *r = NULL;
    struct error e = {0};
    expect(!soan_report_open(help_path("ro/a.soan"), "khách", &r, &e) && e.status == SOAN_NOT_PERMITTED);
    error_free(&e);
}

static void directory_closed(void)
{
    struct error e = {0};
    expect(!create(help_path("ro/b.soan"), &e) && e.status == SOAN_CANNOT_CREATE);
    error_free(&e);
    read_only();
}

static void test_read_only(void **state)
{
    (void)state;
    assert_int_equal(chmod(help_directory(), 0755), 0);
    assert_int_equal(mkdir(help_path("ro"), 0777), 0);
    assert_int_equal(chmod(help_path("ro"), 0777), 0);
    help_ok(create(help_path("ro/a.soan"), e));
    help_close(help_open("ro/a.soan", "lan")); /* now in WAL mode */
    as_nobody(not_readable);
    assert_int_equal(chmod(help_path("ro/a.soan"), 0444), 0);
    as_nobody(read_only); /* the directory would let him leave a -wal there: he must not */
    assert_int_equal(chmod(help_path("ro/a.soan"), 0666), 0);
    assert_int_equal(chmod(help_path("ro"), 0555), 0);
    as_nobody(directory_closed);
    assert_int_equal(chmod(help_path("ro"), 0755), 0);
    help_close(help_open("ro/a.soan", "lan"));
}

/* Reads while the owner has it open and has written. */
static void reads_along(void)
{
    struct soan_report *r = NULL;
    struct text t = {0};
    expect(soan_report_open(help_path("along/a.soan"), "khách", &r, NULL));
    expect(soan_report_read_only(r));
    expect(soan_report_get(r, "style", &t, NULL) && strcmp(text_str(&t), "mới") == 0);
    text_free(&t);
    soan_report_close(&r);
}

static void test_reader_beside_a_writer(void **state)
{
    (void)state;
    assert_int_equal(mkdir(help_path("along"), 0755), 0);
    help_ok(create(help_path("along/a.soan"), e));
    assert_int_equal(chmod(help_path("along/a.soan"), 0644), 0);
    struct soan_report *r = help_open("along/a.soan", "lan");
    help_ok(soan_report_set(r, "style", TEXT_LIT("mới"), e));
    as_nobody(reads_along);
    help_ok(soan_report_set(r, "style", TEXT_LIT("mới nữa"), e)); /* he did not lock the owner out */
    help_close(r);
}

static int to_child[2], to_parent[2];

/* Opens while nobody writes, and is told of what is written later. */
static void reads_on(void)
{
    struct soan_report *r = NULL;
    struct text t = {0};
    bool changed = true;
    char c = 'x';
    expect(soan_report_open(help_path("later/a.soan"), "khách", &r, NULL));
    expect(r->frozen && soan_report_poll(r, &changed, NULL) && !changed);
    expect(write(to_parent[1], &c, 1) == 1 && read(to_child[0], &c, 1) == 1);
    expect(soan_report_poll(r, &changed, NULL) && changed && !r->frozen);
    expect(soan_report_get(r, "style", &t, NULL) && strcmp(text_str(&t), "mới") == 0);
    text_free(&t);
    soan_report_close(&r);
}

static void *writes_later(void *arg)
{
    char c;
    assert_int_equal(read(to_parent[0], &c, 1), 1);
    struct soan_report *r = help_open("later/a.soan", "lan");
    help_ok(soan_report_set(r, "style", TEXT_LIT("mới"), e));
    assert_int_equal(write(to_child[1], &c, 1), 1);
    *(struct soan_report **)arg = r;
    return NULL;
}

static void test_reader_is_told(void **state)
{
    (void)state;
    assert_int_equal(mkdir(help_path("later"), 0755), 0);
    help_ok(create(help_path("later/a.soan"), e));
    help_close(help_open("later/a.soan", "lan"));
    assert_int_equal(chmod(help_path("later/a.soan"), 0644), 0);
    assert_int_equal(pipe(to_child), 0);
    assert_int_equal(pipe(to_parent), 0);
    struct soan_report *r = NULL;
    pthread_t writer;
    assert_int_equal(pthread_create(&writer, NULL, writes_later, &r), 0);
    as_nobody(reads_on);
    assert_int_equal(pthread_join(writer, NULL), 0);
    help_close(r);
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
    size_t files = files_in(help_directory());
    small = (struct rlimit){20000, was.rlim_max};
    setrlimit(RLIMIT_FSIZE, &small);
    help_fails(SOAN_IO_ERROR, "full", create(help_path("full2.soan"), e));
    help_fails(SOAN_IO_ERROR, "full", soan_report_backup(r, help_path("full3.soan"), e));
    setrlimit(RLIMIT_FSIZE, &was);
    assert_int_equal(files_in(help_directory()), files);
    help_ok(soan_section_write(r, 6, 0, TEXT_LIT("lại được"), &w, e));
    text_free(&much);
    help_close(r);
}

static void test_moved_away(void **state)
{
    (void)state;
    struct soan_report *r = help_report("away.soan");
    assert_int_equal(rename(help_path("away.soan"), help_path("gone.soan")), 0);
    help_fails(SOAN_IO_ERROR, "was moved", soan_report_set(r, "style", TEXT_LIT("x"), e));
    assert_int_equal(rename(help_path("gone.soan"), help_path("away.soan")), 0);
    help_ok(soan_report_set(r, "style", TEXT_LIT("x"), e));
    help_close(r);
}

static bool nested_write(struct gate *g, void *arg, struct error *e)
{
    (void)arg;
    return soan_report_set(g->r, "style", TEXT_LIT("y"), e);
}

static bool silent_write(struct gate *g, void *arg, struct error *e)
{
    (void)arg;
    return meta_set(g->r, "style", TEXT_LIT("y"), e);
}

static bool write_in_walk(const struct soan_section *s, void *arg)
{
    (void)s;
    help_fails(SOAN_IO_ERROR, "fault", soan_report_set(arg, "style", TEXT_LIT("y"), e));
    return false;
}

static void test_gate(void **state)
{
    (void)state;
    struct soan_report *r = help_report("gate.soan");
    struct text t = {0};
    help_fails(SOAN_IO_ERROR, "'property' inside 'outer'", gate_write(r, "outer", GATE_HISTORY, nested_write, NULL, e));
    help_fails(SOAN_IO_ERROR, "no history", gate_write(r, "silent", GATE_HISTORY, silent_write, NULL, e));
    help_ok(soan_section_walk(r, 0, write_in_walk, r, e));
    help_ok(soan_report_get(r, "style", &t, e));
    assert_string_equal(text_str(&t), "");
    text_free(&t);
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
            expect(soan_report_open(help_path("kill.soan"), "lan", &r, NULL));
            for (unsigned n = 0;; n++) {
                char body[100];
                snprintf(body, sizeof body, "lần %d số %u", round, n);
                expect(soan_section_write(r, 6, 0, text_view_of(body), &w, NULL));
                expect(write(ends[1], &n, sizeof n) == sizeof n);
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
        expect(soan_report_open(help_path("many.soan"), name, &mine, NULL));
        for (int n = 0; n < EACH; n++) {
            int64_t rev;
            struct soan_written w = {0};
            struct text_changes c = {0};
            expect(soan_section_text(mine, 6, &t, &rev, NULL));
            text_changes_add(&c, t.len, TEXT_LIT(""), TEXT_LIT("x"), 1); /* others add at the same point meanwhile */
            expect(soan_section_edit(mine, 6, rev, &c, 0, &w, NULL));
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

static void test_backup(void **state)
{
    (void)state;
    struct soan_report *r = help_report("source.soan"), *b = NULL;
    help_edit(r, 6, "hai", "2", 1); /* lies in the -wal */
    help_ok(soan_report_backup(r, help_path("copy.soan"), e));
    help_fails(SOAN_CANNOT_CREATE, "exists", soan_report_backup(r, help_path("copy.soan"), e));
    help_fails(SOAN_CANNOT_CREATE, "created", soan_report_backup(r, help_path("nowhere/copy.soan"), e));
    help_edit(r, 6, "ba", "3", 2);
    b = help_open("copy.soan", "lan");
    help_text_is(b, 6, "Một 2 ba bốn năm.");
    help_edit(b, 6, "bốn", "4", 1);
    help_close(b);
    help_close(r);
}

/* A step of migration runs whole or not at all, and only if it leads to the schema of this program. */
static void test_migration(void **state)
{
    (void)state;
    help_close(help_report("migrate.soan"));
    sql("migrate.soan", "DROP TABLE stand; PRAGMA user_version = 1");
    sqlite3 *db = NULL;
    assert_int_equal(sqlite3_open(help_path("migrate.soan"), &db), SQLITE_OK);
    const struct migration wrong[] = {{1, "CREATE TABLE stand (member INTEGER PRIMARY KEY)"}};
    help_fails(SOAN_BAD_DATA, "not those of a report", schema_migrate(db, "migrate.soan", wrong, 1, 2, e));
    const struct migration broken[] = {{1, "CREATE TABLE stand (member); CREATE nonsense"}};
    help_fails(SOAN_IO_ERROR, "nonsense", schema_migrate(db, "migrate.soan", broken, 1, 2, e));
    help_fails(SOAN_BAD_DATA, "version 1", schema_migrate(db, "migrate.soan", broken, 0, 2, e));
    const struct migration right[] = {
        {1, "CREATE TABLE stand (\n    member INTEGER PRIMARY KEY,\n    section INTEGER NOT NULL,\n    cursor INTEGER "
            "NOT NULL,\n"
            "    top INTEGER NOT NULL,\n    pane INTEGER NOT NULL,\n    view TEXT NOT NULL\n) STRICT"}};
    help_ok(schema_migrate(db, "migrate.soan", right, 1, 2, e));
    sqlite3_close(db);
    help_close(help_open("migrate.soan", "lan"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_create),       cmocka_unit_test(test_group_directory),
        cmocka_unit_test(test_not_a_report), cmocka_unit_test(test_tampered),
        cmocka_unit_test(test_damaged),      cmocka_unit_test(test_verify_finds),
        cmocka_unit_test(test_read_only),    cmocka_unit_test(test_reader_beside_a_writer),
        cmocka_unit_test(test_reader_is_told),
        cmocka_unit_test(test_full_disk),    cmocka_unit_test(test_moved_away),
        cmocka_unit_test(test_gate),         cmocka_unit_test(test_kill),
        cmocka_unit_test(test_many_writers), cmocka_unit_test(test_backup),
        cmocka_unit_test(test_migration),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
