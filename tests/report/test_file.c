/* Creating, opening, refusing, reading only, the gate, backup, migration. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "help.h"

static void open_fails(const char *name, enum soan_status_code status, const char *words)
{
    struct soan_report *r = NULL;
    help_fails(status, words, soan_report_open(help_path(name), "lan", &r, e));
    assert_null(r);
}

static void test_create(void **state)
{
    (void)state;
    const char *directory = help_path("create");
    assert_int_equal(mkdir(directory, 0700), 0);
    help_ok(help_create(help_path("create/a.soan"), e));
    assert_int_equal(help_files_in(help_path("create")), 1);
    struct stat st;
    assert_int_equal(stat(help_path("create/a.soan"), &st), 0);
    assert_int_equal(st.st_mode & 07777, 0600);
    help_fails(SOAN_CANNOT_CREATE, "exists", help_create(help_path("create/a.soan"), e));
    help_fails(SOAN_CANNOT_CREATE, "cannot be created", help_create(help_path("nowhere/a.soan"), e));
    assert_int_equal(symlink("nothing", help_path("create/link.soan")), 0);
    help_fails(SOAN_CANNOT_CREATE, "exists", help_create(help_path("create/link.soan"), e));
    assert_int_equal(help_files_in(help_path("create")), 2);
    struct soan_report *r = help_open("create/a.soan", "lan");
    struct text t = {0};
    help_ok(soan_report_get(r, "title", &t, e));
    assert_string_equal(text_str(&t), "T");
    text_free(&t);
    help_close(r);
    assert_int_equal(help_files_in(help_path("create")), 2); /* no -wal or -shm left */
}

static void test_group_directory(void **state)
{
    (void)state;
    assert_int_equal(mkdir(help_path("group"), 0700), 0);
    assert_int_equal(chmod(help_path("group"), 02770), 0);
    mode_t mask = umask(077);
    help_ok(help_create(help_path("group/a.soan"), e));
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
    help_write_file(help_path("empty.soan"), "", 0);
    open_fails("empty.soan", SOAN_BAD_DATA, "is empty");
    help_write_file(help_path("short.soan"), "I. Một", 8);
    open_fails("short.soan", SOAN_BAD_DATA, "not a report");
    char text[5000];
    memset(text, 'a', sizeof text);
    help_write_file(help_path("text.soan"), text, sizeof text);
    open_fails("text.soan", SOAN_BAD_DATA, "not a report");
    memset(text, 0, sizeof text);
    help_write_file(help_path("zeroes.soan"), text, sizeof text);
    open_fails("zeroes.soan", SOAN_BAD_DATA, "not a report");
    help_sql("foreign.soan", "CREATE TABLE t (a)");
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
    help_sql("newer.soan", "PRAGMA user_version = 1000");
    open_fails("newer.soan", SOAN_BAD_DATA, "newer soan");
    help_close(help_report("older.soan"));
    help_sql("older.soan", "PRAGMA user_version = 0");
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
        help_sql("hostile.soan", hostile[i]);
        open_fails("hostile.soan", SOAN_BAD_DATA, "not those of a report");
    }
}

/* Starts fn in a process of its own as a user without rights over root's files. */
static pid_t begin_as_nobody(void (*fn)(void))
{
    pid_t pid = fork();
    assert_true(pid >= 0);
    if (pid == 0) {
        if (getuid() == 0 && setuid(65534) != 0)
            _exit(3);
        fn();
        _exit(0);
    }
    return pid;
}

static void ends_well(pid_t pid)
{
    int status = 0;
    assert_int_equal(waitpid(pid, &status, 0), pid);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 0);
}

static void as_nobody(void (*fn)(void))
{
    ends_well(begin_as_nobody(fn));
}

static void read_only(void)
{
    struct soan_report *r = NULL;
    struct text t = {0};
    struct error e = {0};
    help_expect(soan_report_open(help_path("ro/a.soan"), "khách", &r, NULL));
    help_expect(soan_report_read_only(r));
    help_expect(soan_section_text(r, 1, &t, NULL, NULL) && t.len > 10);
    help_expect(!soan_report_set(r, "style", TEXT_LIT("x"), &e) && e.status == SOAN_NOT_PERMITTED);
    struct soan_stand s = {.section = 1};
    help_expect(soan_stand_save(r, &s, NULL)); /* his place is not worth a message */
    text_free(&t);
    error_free(&e);
    soan_report_close(&r);
    help_expect(access(help_path("ro/a.soan-wal"), F_OK) != 0 && access(help_path("ro/a.soan-shm"), F_OK) != 0);
}

static void not_readable(void)
{
    struct soan_report *r = NULL;
    struct error e = {0};
    help_expect(!soan_report_open(help_path("ro/a.soan"), "khách", &r, &e) && e.status == SOAN_NOT_PERMITTED);
    error_free(&e);
}

static void directory_closed(void)
{
    struct error e = {0};
    help_expect(!help_create(help_path("ro/b.soan"), &e) && e.status == SOAN_CANNOT_CREATE);
    error_free(&e);
    read_only();
}

static void test_read_only(void **state)
{
    (void)state;
    assert_int_equal(chmod(help_directory(), 0755), 0);
    assert_int_equal(mkdir(help_path("ro"), 0777), 0);
    assert_int_equal(chmod(help_path("ro"), 0777), 0);
    help_ok(help_create(help_path("ro/a.soan"), e));
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
    help_expect(soan_report_open(help_path("along/a.soan"), "khách", &r, NULL));
    help_expect(soan_report_read_only(r));
    help_expect(soan_report_get(r, "style", &t, NULL) && strcmp(text_str(&t), "mới") == 0);
    text_free(&t);
    soan_report_close(&r);
}

/* Ends in the middle of work: the -wal stays. */
static void fall_over(const char *name)
{
    pid_t pid = fork();
    if (pid == 0) {
        struct soan_report *r = NULL;
        help_expect(soan_report_open(help_path(name), "lan", &r, NULL));
        help_expect(soan_report_set(r, "style", TEXT_LIT("mới"), NULL));
        _exit(0);
    }
    int status = 0;
    waitpid(pid, &status, 0);
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
}

static void reads_what_is_left(void)
{
    struct soan_report *r = NULL;
    struct text t = {0};
    struct error e = {0};
    bool changed = true;
    help_expect(soan_report_open(help_path("left/a.soan"), "khách", &r, NULL));
    help_expect(soan_report_read_only(r) && !soan_report_may_write(r, &e) && e.status == SOAN_NOT_PERMITTED);
    help_expect(soan_report_get(r, "style", &t, NULL) && strcmp(text_str(&t), "mới") == 0);
    help_expect(soan_report_poll(r, &changed, NULL) && !changed);
    help_expect(access(help_path("left/a.soan-shm"), F_OK) != 0);
    text_free(&t);
    error_free(&e);
    soan_report_close(&r);
    size_t problems = 0;
    help_expect(soan_report_open(help_path("left/v1.soan"), "khách", &r, NULL));
    help_expect(soan_report_read_only(r) && soan_report_verify(r, NULL, NULL, &problems, NULL) && problems == 0);
    soan_report_close(&r);
}

/* What was left by a program that was killed, or by an older one, can be read without being written. */
static void test_reader_of_what_is_left(void **state)
{
    (void)state;
    struct text v1 = {0};
    char sample[300];
    snprintf(sample, sizeof sample, "%s/v1.soan", getenv("SOAN_SAMPLES"));
    assert_int_equal(mkdir(help_path("left"), 0755), 0);
    help_ok(help_create(help_path("left/a.soan"), e));
    fall_over("left/a.soan");
    assert_int_equal(unlink(help_path("left/a.soan-shm")), 0);
    help_ok(file_read(sample, &v1, e));
    help_write_file(help_path("left/v1.soan"), v1.bytes, v1.len);
    text_free(&v1);
    assert_int_equal(chmod(help_path("left/a.soan"), 0644), 0);
    assert_int_equal(chmod(help_path("left/a.soan-wal"), 0644), 0);
    as_nobody(reads_what_is_left);
    struct soan_report *r = help_open("left/a.soan", "lan");
    help_ok(soan_report_set(r, "style", TEXT_LIT("mới nữa"), e));
    help_close(r);
}

/* A -wal that is in use belongs to one file under one name. */
static void test_names(void **state)
{
    (void)state;
    struct soan_report *r = help_report("here.soan");
    help_ok(soan_report_set(r, "style", TEXT_LIT("x"), e));
    help_close(help_open("here.soan", "lan"));
    assert_int_equal(link(help_path("here.soan"), help_path("there.soan")), 0);
    open_fails("there.soan", SOAN_BUSY, "another name");
    assert_int_equal(unlink(help_path("here.soan")), 0);
    help_fails(SOAN_CANNOT_CREATE, "-wal: is left", help_create(help_path("here.soan"), e));
    help_ok(help_create(help_path("new.soan"), e));
    assert_int_equal(rename(help_path("new.soan"), help_path("here.soan")), 0);
    open_fails("here.soan", SOAN_BUSY, "was replaced");
    help_fails(SOAN_IO_ERROR, "moved, deleted or replaced", soan_report_set(r, "style", TEXT_LIT("y"), e));
    soan_report_close(&r);
    help_close(help_open("here.soan", "lan"));
    help_close(help_open("there.soan", "lan"));
}

static void test_reader_beside_a_writer(void **state)
{
    (void)state;
    assert_int_equal(mkdir(help_path("along"), 0755), 0);
    help_ok(help_create(help_path("along/a.soan"), e));
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
    close(to_child[1]);
    help_expect(soan_report_open(help_path("later/a.soan"), "khách", &r, NULL));
    help_expect(r->frozen && soan_report_poll(r, &changed, NULL) && !changed);
    help_expect(write(to_parent[1], &c, 1) == 1 && read(to_child[0], &c, 1) == 1);
    help_expect(soan_report_poll(r, &changed, NULL) && changed && !r->frozen);
    help_expect(soan_report_get(r, "style", &t, NULL) && strcmp(text_str(&t), "mới") == 0);
    text_free(&t);
    soan_report_close(&r);
}

static struct soan_report *writes_later(void)
{
    char c;
    assert_int_equal(read(to_parent[0], &c, 1), 1);
    struct soan_report *r = help_open("later/a.soan", "lan");
    help_ok(soan_report_set(r, "style", TEXT_LIT("mới"), e));
    assert_int_equal(write(to_child[1], &c, 1), 1);
    return r;
}

static void test_reader_is_told(void **state)
{
    (void)state;
    assert_int_equal(mkdir(help_path("later"), 0755), 0);
    help_ok(help_create(help_path("later/a.soan"), e));
    help_close(help_open("later/a.soan", "lan"));
    assert_int_equal(chmod(help_path("later/a.soan"), 0644), 0);
    assert_int_equal(pipe(to_child), 0);
    assert_int_equal(pipe(to_parent), 0);
    pid_t reader = begin_as_nobody(reads_on);
    close(to_parent[1]); /* neither waits for the other's end */
    struct soan_report *r = writes_later();
    ends_well(reader); /* once the writer has left, the file does not change again */
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
    help_fails(SOAN_IO_ERROR, "'property' inside 'outer'", gate_write(r, SOAN_RIGHT_TEXT, "outer", GATE_HISTORY, nested_write, NULL, e));
    help_fails(SOAN_IO_ERROR, "no history", gate_write(r, SOAN_RIGHT_TEXT, "silent", GATE_HISTORY, silent_write, NULL, e));
    help_ok(soan_section_walk(r, 0, write_in_walk, r, e));
    help_ok(soan_report_get(r, "style", &t, e));
    assert_string_equal(text_str(&t), "");
    text_free(&t);
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

#define BEFORE 2 /* the version before the present one */
#define TEXT_(x) #x
#define TEXT(x) TEXT_(x)
_Static_assert(BEFORE == SCHEMA_VERSION - 1, "the version before");

/* A step of migration runs whole or not at all, and only if it leads to the schema of this program. */
static void test_migration(void **state)
{
    (void)state;
    help_close(help_report("migrate.soan"));
    help_sql("migrate.soan", "DROP TABLE stand; PRAGMA user_version = " TEXT(BEFORE));
    sqlite3 *db = NULL;
    assert_int_equal(sqlite3_open(help_path("migrate.soan"), &db), SQLITE_OK);
    const struct migration wrong[] = {{BEFORE, "CREATE TABLE stand (member INTEGER PRIMARY KEY)"}};
    help_fails(SOAN_BAD_DATA, "not those of a report", schema_migrate(db, "migrate.soan", wrong, 1, SCHEMA_VERSION, e));
    const struct migration broken[] = {{BEFORE, "CREATE TABLE stand (member); CREATE nonsense"}};
    help_fails(SOAN_IO_ERROR, "nonsense", schema_migrate(db, "migrate.soan", broken, 1, SCHEMA_VERSION, e));
    help_fails(SOAN_BAD_DATA, "version " TEXT(BEFORE), schema_migrate(db, "migrate.soan", broken, 0, SCHEMA_VERSION, e));
    const struct migration right[] = {
        {BEFORE, "CREATE TABLE stand (\n    member INTEGER PRIMARY KEY,\n    section INTEGER NOT NULL,\n    cursor INTEGER "
            "NOT NULL,\n"
            "    top INTEGER NOT NULL,\n    pane INTEGER NOT NULL,\n    view TEXT NOT NULL\n) STRICT"}};
    help_ok(schema_migrate(db, "migrate.soan", right, 1, SCHEMA_VERSION, e));
    sqlite3_close(db);
    help_close(help_open("migrate.soan", "lan"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_create),
        cmocka_unit_test(test_group_directory),
        cmocka_unit_test(test_not_a_report),
        cmocka_unit_test(test_tampered),
        cmocka_unit_test(test_read_only),
        cmocka_unit_test(test_reader_of_what_is_left),
        cmocka_unit_test(test_names),
        cmocka_unit_test(test_reader_beside_a_writer),
        cmocka_unit_test(test_reader_is_told),
        cmocka_unit_test(test_moved_away),
        cmocka_unit_test(test_gate),
        cmocka_unit_test(test_backup),
        cmocka_unit_test(test_migration),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
