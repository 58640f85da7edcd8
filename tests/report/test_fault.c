/*
 * Every write, sync and truncation of a scripted session fails once, then so does a sample of SQLite's allocations:
 * what was acknowledged is there afterwards, what was refused is not, the file is in order, and the person was told.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "help.h"

/* ---- a VFS that fails where it is told ---- */

enum fault { FAULT_IO, FAULT_FULL, FAULT_SHORT };
static struct {
    bool armed, fired;
    long left;                /* calls until the fault */
    enum fault kind;
    bool stays;               /* the disk remains broken from then on */
} plan;

static bool strikes(void)
{
    if (!plan.armed || (plan.fired && !plan.stays))
        return false;
    if (!plan.fired && plan.left-- > 0)
        return false;
    plan.fired = true;
    return true;
}

struct faulty {
    sqlite3_file base;
    sqlite3_file *real;
};

static sqlite3_file *real_of(sqlite3_file *f)
{
    return ((struct faulty *)(void *)f)->real;
}

static int f_close(sqlite3_file *f)
{
    sqlite3_file *real = real_of(f);
    return real->pMethods ? real->pMethods->xClose(real) : SQLITE_OK;
}

static int f_read(sqlite3_file *f, void *to, int n, sqlite3_int64 at)
{
    return real_of(f)->pMethods->xRead(real_of(f), to, n, at);
}

static int f_write(sqlite3_file *f, const void *from, int n, sqlite3_int64 at)
{
    if (strikes()) {
        if (plan.kind == FAULT_SHORT && n > 1)
            (void)real_of(f)->pMethods->xWrite(real_of(f), from, n / 2, at);
        return plan.kind == FAULT_FULL ? SQLITE_FULL : SQLITE_IOERR_WRITE;
    }
    return real_of(f)->pMethods->xWrite(real_of(f), from, n, at);
}

static int f_truncate(sqlite3_file *f, sqlite3_int64 size)
{
    return strikes() ? SQLITE_IOERR_TRUNCATE : real_of(f)->pMethods->xTruncate(real_of(f), size);
}

static int f_sync(sqlite3_file *f, int flags)
{
    return strikes() ? SQLITE_IOERR_FSYNC : real_of(f)->pMethods->xSync(real_of(f), flags);
}

static int f_size(sqlite3_file *f, sqlite3_int64 *size)
{
    return real_of(f)->pMethods->xFileSize(real_of(f), size);
}

static int f_lock(sqlite3_file *f, int level)
{
    return real_of(f)->pMethods->xLock(real_of(f), level);
}

static int f_unlock(sqlite3_file *f, int level)
{
    return real_of(f)->pMethods->xUnlock(real_of(f), level);
}

static int f_reserved(sqlite3_file *f, int *is)
{
    return real_of(f)->pMethods->xCheckReservedLock(real_of(f), is);
}

static int f_control(sqlite3_file *f, int op, void *arg)
{
    return real_of(f)->pMethods->xFileControl(real_of(f), op, arg);
}

static int f_sector(sqlite3_file *f)
{
    return real_of(f)->pMethods->xSectorSize(real_of(f));
}

static int f_device(sqlite3_file *f)
{
    return real_of(f)->pMethods->xDeviceCharacteristics(real_of(f));
}

static int f_shm_map(sqlite3_file *f, int page, int size, int extend, void volatile **out)
{
    return real_of(f)->pMethods->xShmMap(real_of(f), page, size, extend, out);
}

static int f_shm_lock(sqlite3_file *f, int from, int n, int flags)
{
    return real_of(f)->pMethods->xShmLock(real_of(f), from, n, flags);
}

static void f_shm_barrier(sqlite3_file *f)
{
    real_of(f)->pMethods->xShmBarrier(real_of(f));
}

static int f_shm_unmap(sqlite3_file *f, int drop)
{
    return real_of(f)->pMethods->xShmUnmap(real_of(f), drop);
}

static const sqlite3_io_methods methods = {
    2,         f_close,    f_read,    f_write,  f_truncate, f_sync,    f_size,     f_lock,        f_unlock,
    f_reserved, f_control, f_sector, f_device, f_shm_map,  f_shm_lock, f_shm_barrier, f_shm_unmap, NULL, NULL,
};

static sqlite3_vfs *unix_vfs;

static int v_open(sqlite3_vfs *v, const char *name, sqlite3_file *f, int flags, int *got)
{
    (void)v;
    struct faulty *to = (struct faulty *)(void *)f;
    to->real = (sqlite3_file *)(void *)(to + 1);
    int rc = unix_vfs->xOpen(unix_vfs, name, to->real, flags, got);
    to->base.pMethods = rc == SQLITE_OK ? &methods : NULL;
    return rc;
}

static void install_vfs(void)
{
    static sqlite3_vfs faulty;
    if (unix_vfs)
        return;
    unix_vfs = sqlite3_vfs_find(NULL);
    faulty = *unix_vfs;
    faulty.zName = "faulty";
    faulty.szOsFile = (int)sizeof(struct faulty) + unix_vfs->szOsFile;
    faulty.xOpen = v_open;
    faulty.pNext = NULL;
    assert_int_equal(sqlite3_vfs_register(&faulty, 1), SQLITE_OK);
}

/* ---- allocations ---- */

static sqlite3_mem_methods real_memory;
static struct { bool armed, fired; long left; } hunger;

static bool starves(void)
{
    if (!hunger.armed || hunger.fired || hunger.left-- > 0)
        return false;
    hunger.fired = true;
    return true;
}

static void *m_alloc(int n)
{
    return starves() ? NULL : real_memory.xMalloc(n);
}

static void *m_resize(void *p, int n)
{
    return starves() ? NULL : real_memory.xRealloc(p, n);
}

static void install_memory(void)
{
    assert_int_equal(sqlite3_config(SQLITE_CONFIG_GETMALLOC, &real_memory), SQLITE_OK);
    sqlite3_mem_methods hungry = real_memory;
    hungry.xMalloc = m_alloc;
    hungry.xRealloc = m_resize;
    assert_int_equal(sqlite3_config(SQLITE_CONFIG_MALLOC, &hungry), SQLITE_OK);
}

/* ---- the session ---- */

/* What the person was told is kept. */
struct told { size_t letters; int64_t sections, comments; bool filled; bool unclear; };

static bool note(bool ok, struct error *e, struct told *t)
{
    if (!ok) {
        assert_int_not_equal(e->status, SOAN_DONE);
        assert_true(e->message.len > 10);
        t->unclear = true; /* the last step may be durable although it was not acknowledged */
    }
    error_free(e);
    return ok;
}

static bool type_letter(struct soan_report *r, struct error *e)
{
    struct text t = {0};
    struct text_changes c = {0};
    int64_t rev = 0;
    bool ok = soan_section_text(r, 5, &t, &rev, e);
    text_changes_add(&c, t.len, TEXT_LIT(""), TEXT_LIT("x"), 1);
    ok = ok && soan_section_edit(r, 5, rev, &c, t.len + 1, NULL, e);
    text_changes_free(&c);
    text_free(&t);
    return ok;
}

static bool session(struct told *t)
{
    struct soan_report *r = NULL;
    struct error e = {0};
    struct soan_fill fill = {TEXT_LIT("thu"), t->filled ? TEXT_LIT("") : TEXT_LIT("12")};
    struct soan_comment c = {.section = 6, .body = text_copy(TEXT_LIT("?"))};
    int64_t id;
    bool ok = note(soan_report_open(help_path("fault.soan"), "lan", &r, &e), &e, t);
    for (int i = 0; ok && i < 3; i++) {
        ok = note(type_letter(r, &e), &e, t);
        t->letters += ok;
    }
    ok = ok && note(soan_section_add(r, (struct soan_place){2, 0}, TEXT_LIT("a"), TEXT_LIT("b"), &id, &e), &e, t);
    t->sections += ok;
    ok = ok && note(soan_section_move(r, id, (struct soan_place){1, 2}, &e), &e, t);
    ok = ok && note(soan_comment_add(r, &c, &id, &e), &e, t);
    t->comments += ok;
    ok = ok && note(soan_figures_fill(r, &fill, 1, false, NULL, &e), &e, t);
    t->filled = ok ? !t->filled : t->filled;
    soan_report_close(&r);
    text_free(&c.body);
    return ok;
}

/* Nothing acknowledged is lost; at most the step that was refused stands after all. */
static void check(struct told *t)
{
    struct soan_report *r = help_open("fault.soan", "lan");
    struct soan_section s;
    struct soan_totals totals;
    help_verified(r);
    help_ok(soan_section_get(r, 5, &s, e));
    help_ok(soan_report_totals(r, &totals, e));
    int64_t more = (s.bytes - (int64_t)t->letters) + (totals.sections - t->sections) +
                   (totals.comments_open - t->comments) + ((totals.figures_open == 1) != t->filled);
    assert_in_range(more, 0, t->unclear);
    *t = (struct told){(size_t)s.bytes, totals.sections, totals.comments_open, totals.figures_open == 1, false};
    soan_section_free(&s);
    soan_report_close(&r);
}

static void start(struct told *t)
{
    plan.armed = hunger.armed = false;
    struct soan_report *r = help_report("fault.soan");
    soan_report_close(&r);
    *t = (struct told){.sections = 9};
}

static void run_faults(enum fault kind, bool stays)
{
    struct told t;
    start(&t);
    long n = 0;
    for (bool fired = true; fired; n++) {
        plan.left = n;
        plan.kind = kind;
        plan.stays = stays;
        plan.fired = false;
        plan.armed = true;
        session(&t);
        plan.armed = false;
        fired = plan.fired;
        check(&t);
    }
    print_message("# %ld faults\n", n);
    assert_true(n > 20); /* there was something to fail */
}

static void test_write_fails(void **state)
{
    (void)state;
    run_faults(FAULT_IO, false);
}

static void test_write_is_short(void **state)
{
    (void)state;
    run_faults(FAULT_SHORT, false);
}

static void test_disk_fills_up(void **state)
{
    (void)state;
    run_faults(FAULT_FULL, true);
}

static void test_no_memory(void **state)
{
    (void)state;
    struct told t;
    start(&t);
    long n = 0;
    for (bool fired = true; fired; n += 1 + n / 10) {
        hunger.left = n;
        hunger.fired = false;
        hunger.armed = true;
        session(&t);
        hunger.armed = false;
        fired = hunger.fired;
        check(&t);
    }
    print_message("# up to allocation %ld\n", n);
    assert_true(n > 100);
}

/* A report that cannot be made whole is not there at all. */
static void test_create_fails(void **state)
{
    (void)state;
    static const struct help_node node[] = {{1, "I.", "Một", "Chữ {thu}."}};
    struct soan_outline o;
    help_outline(&o, node, 1);
    help_figure(&o, "thu", SOAN_KIND_NUMBER, "");
    bool ok = false;
    long n = 0;
    for (; !ok; n++) {
        struct error why = {0};
        plan.left = n;
        plan.kind = FAULT_IO;
        plan.stays = plan.fired = false;
        plan.armed = true;
        ok = soan_report_create(help_path("never.soan"), &o, TEXT_LIT("t"), "lan", &why);
        plan.armed = false;
        assert_int_equal(access(help_path("never.soan"), F_OK) == 0, ok);
        assert_true(ok || why.message.len > 10);
        error_free(&why);
    }
    assert_true(n > 5);
    help_outline_free(&o);
    help_close(help_open("never.soan", "lan"));
}

static int set_up(void **state)
{
    (void)state;
    install_memory();
    install_vfs();
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_write_fails), cmocka_unit_test(test_write_is_short), cmocka_unit_test(test_disk_fills_up),
        cmocka_unit_test(test_no_memory), cmocka_unit_test(test_create_fails),
    };
    return cmocka_run_group_tests(tests, set_up, NULL);
}
