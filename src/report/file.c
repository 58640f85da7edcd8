#include <errno.h>
#include <linux/magic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <time.h>
#include <unistd.h>

#include "report/private.h"

enum {
    HEADER = 100,
    LENGTH_LIMIT = 1000 * 1000 * 1000,
    BUSY_WAIT = 15000, /* milliseconds until "try again" */
    OPEN_FLAGS = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_NOFOLLOW, /* links were followed before */
};

void connection_harden(sqlite3 *db)
{
    sqlite3_extended_result_codes(db, 1);
    sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    sqlite3_db_config(db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
    sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_VIEW, 0, NULL);
    sqlite3_db_config(db, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
    sqlite3_db_config(db, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
    sqlite3_limit(db, SQLITE_LIMIT_LENGTH, LENGTH_LIMIT);
    sqlite3_limit(db, SQLITE_LIMIT_ATTACHED, 0);
    sqlite3_limit(db, SQLITE_LIMIT_TRIGGER_DEPTH, 1);
    sqlite3_limit(db, SQLITE_LIMIT_WORKER_THREADS, 0);
}

/* Short random sleeps: SQLite's own growing waits starve one of many writers for seconds. */
int connection_busy(void *arg, int count)
{
    (void)arg;
    struct timespec now;
    static _Thread_local int64_t since;
    clock_gettime(CLOCK_MONOTONIC, &now);
    int64_t ms = (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
    if (count == 0)
        since = ms;
    if (ms - since > BUSY_WAIT)
        return 0;
    uint32_t random = 0;
    sqlite3_randomness(sizeof random, &random);
    struct timespec pause = {.tv_nsec = 200000 + (long)(random % 800000)};
    nanosleep(&pause, NULL);
    return 1;
}

bool connection_sidecar(const char *path, const char *suffix, off_t *size)
{
    struct text name = {0};
    struct stat st;
    text_printf(&name, "%s%s", path, suffix);
    bool there = stat(text_str(&name), &st) == 0;
    text_free(&name);
    if (there && size)
        *size = st.st_size;
    return there;
}

/* Looked at through SQLite's own descriptor: closing another one would drop the locks of this process. */
static bool header_check(sqlite3 *db, const char *path, struct error *e)
{
    unsigned char header[HEADER];
    sqlite3_file *f = NULL;
    sqlite3_int64 size = 0;
    int rc = sqlite3_file_control(db, "main", SQLITE_FCNTL_FILE_POINTER, &f);
    if (rc == SQLITE_OK && f->pMethods)
        rc = f->pMethods->xFileSize(f, &size);
    if (rc == SQLITE_OK && size == 0)
        return error_set(e, SOAN_BAD_DATA, _("%s: is empty, not a report; use a backup or make one with 'soan new'"),
                         path);
    if (rc == SQLITE_OK && size < HEADER)
        return error_set(e, SOAN_BAD_DATA,
                         _("%s: is not a report; to start one from a text use 'soan new FILE --from TEXT'"), path);
    if (rc == SQLITE_OK)
        rc = f->pMethods->xRead(f, header, HEADER, 0);
    if (rc != SQLITE_OK)
        return db_error_at(db, path, rc, e);
    if (memcmp(header, "SQLite format 3", 16) != 0)
        return error_set(e, SOAN_BAD_DATA,
                         _("%s: is not a report; to start one from a text use 'soan new FILE --from TEXT'"), path);
    if (big_endian(header + 68) != APPLICATION_ID)
        return error_set(e, SOAN_BAD_DATA, _("%s: is a database of another program, not a report; name a .soan file"),
                         path);
    uint32_t version = big_endian(header + 60);
    if (version > SCHEMA_VERSION)
        return error_set(e, SOAN_BAD_DATA,
                         _("%s: was written by a newer soan (report version %u, this one knows %d); update soan"), path,
                         (unsigned)version, SCHEMA_VERSION);
    uint32_t page = (uint32_t)header[16] << 8 | header[17];
    if (page == 1)
        page = 65536;
    /* What a -wal holds may not be in the file yet. */
    off_t wal = 0;
    sqlite3_int64 pages = connection_sidecar(path, "-wal", &wal) && wal > 0 ? 1 : (sqlite3_int64)big_endian(header + 28);
    if (size < pages * (sqlite3_int64)page)
        return error_set(e, SOAN_BAD_DATA, _("%s: is cut short; copy it again or use a backup"), path);
    return true;
}

static bool file_check(const char *path, struct stat *st, struct error *e)
{
    if (!path[0])
        return error_set(e, SOAN_USAGE, _("the name of the report is empty; name a .soan file"));
    if (stat(path, st) != 0) {
        if (errno == EACCES)
            return error_set(e, SOAN_NOT_PERMITTED, _("%s: this account may not read it; ask its owner"), path);
        return error_set(e, SOAN_NO_INPUT, _("%s: cannot be opened: %s; 'soan new' makes a report"), path,
                         strerror(errno));
    }
    if (S_ISDIR(st->st_mode))
        return error_set(e, SOAN_NO_INPUT, _("%s: is a directory; name a .soan file in it"), path);
    if (!S_ISREG(st->st_mode))
        return error_set(e, SOAN_NO_INPUT, _("%s: is not a file; name a .soan file"), path);
    if (access(path, R_OK) != 0)
        return error_set(e, SOAN_NOT_PERMITTED, _("%s: this account may not read it; ask its owner"), path);
    return true;
}

/* WAL needs shared memory between all who write: not over a network. */
static bool remote(const char *path)
{
    struct statfs fs;
    if (statfs(path, &fs) != 0)
        return true;
    switch ((unsigned long)(uint32_t)fs.f_type) {
    case NFS_SUPER_MAGIC:
    case SMB_SUPER_MAGIC:
    case 0xFE534D42: /* SMB2 */
    case 0xFF534D42: /* CIFS */
    case 0x65735546: /* FUSE: sshfs and others */
    case 0x01021997: /* 9P */
    case 0x00C36400: /* Ceph */
    case AFS_SUPER_MAGIC:
    case CODA_SUPER_MAGIC:
    case NCP_SUPER_MAGIC:
        return true;
    default:
        return false;
    }
}

/* A -wal that cannot be read where it stands: there is no -shm and none can be made. */
static bool needs_image(const struct soan_report *r)
{
    return connection_wal(r->path) && (r->why != READ_ONLY_RIGHTS || !connection_sidecar(r->path, "-shm", NULL));
}

/* In memory, to be brought up to this version there. */
static bool connect_image(struct soan_report *r, struct error *e)
{
    struct text image = {0};
    bool broken;
    r->frozen = true;
    if (!image_load(r->path, &image, &broken, e))
        return false;
    unsigned char *bytes = sqlite3_malloc64(image.len + 1);
    if (bytes)
        memcpy(bytes, text_str(&image), image.len);
    int rc = !bytes ? SQLITE_NOMEM
                    : sqlite3_open_v2(":memory:", &r->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);
    if (rc == SQLITE_OK) /* takes bytes, also if it fails */
        rc = sqlite3_deserialize(r->db, "main", bytes, (sqlite3_int64)image.len, (sqlite3_int64)image.len,
                                 SQLITE_DESERIALIZE_FREEONCLOSE | SQLITE_DESERIALIZE_RESIZEABLE);
    else
        sqlite3_free(bytes);
    text_free(&image);
    return rc == SQLITE_OK || db_error_at(r->db, r->path, rc, e);
}

static bool run(sqlite3 *db, const char *path, const char *sql, struct error *e)
{
    int rc = sqlite3_exec(db, sql, NULL, NULL, NULL);
    return rc == SQLITE_OK || db_error_at(db, path, rc, e);
}

/* Without the set-group-id bit of a directory these get the first group of whoever makes them, and the rest of the group
 * that shares the report could no longer open it. Not by a descriptor: closing one drops the locks of this process. */
static void share_sidecars(const char *path)
{
    static const char *const suffix[] = {"-wal", "-shm"};
    struct stat report, st;
    if (stat(path, &report) != 0 || !(report.st_mode & S_IWGRP))
        return;
    for (size_t i = 0; i < SOAN_ARRAY_LEN(suffix); i++) {
        struct text name = {0};
        text_printf(&name, "%s%s", path, suffix[i]);
        if (lstat(text_str(&name), &st) == 0 && st.st_uid == geteuid() && st.st_gid != report.st_gid &&
            lchown(text_str(&name), (uid_t)-1, report.st_gid) != 0)
            errno = 0; /* not one of its groups: it can do no more */
        text_free(&name);
    }
}

/* The settings of a connection, then the schema. `writable`: so is the connection, if not the report. */
static bool settle(struct soan_report *r, bool writable, struct error *e)
{
    connection_harden(r->db);
    sqlite3_busy_handler(r->db, connection_busy, NULL);
    if (!header_check(r->db, r->path, e) ||
        !run(r->db, r->path, "PRAGMA cell_size_check = ON; PRAGMA temp_store = MEMORY; PRAGMA mmap_size = 0", e))
        return false;
    if (!r->read_only) {
        /* If others hold it in the other mode the change fails; both modes are safe. */
        sqlite3_exec(r->db, remote(r->path) ? "PRAGMA journal_mode = DELETE" : "PRAGMA journal_mode = WAL", NULL, NULL,
                     NULL);
        if (!run(r->db, r->path, "PRAGMA synchronous = FULL; PRAGMA journal_size_limit = 4194304", e))
            return false;
    }
    if (!schema_bring_up(r->db, r->path, !writable, e))
        return false;
    if (!r->read_only)
        share_sidecars(r->path);
    return true;
}

static int64_t clock_now(void)
{
    return (int64_t)time(NULL);
}

static int64_t clock_uptime(void)
{
    struct timespec t;
    clock_gettime(CLOCK_BOOTTIME, &t);
    return (int64_t)t.tv_sec;
}

static void disconnect(struct soan_report *r)
{
    statements_free(r);
    sqlite3_close(r->db);
    r->db = NULL;
}

static bool look(struct soan_report *r, struct error *e)
{
    struct stat st;
    if (!file_check(r->path, &st, e) || (!remote(r->path) && !wal_fits(r->path, e)))
        return false;
    r->dev = st.st_dev;
    r->ino = st.st_ino;
    r->stamp = image_stamp(r->path);
    r->read_only = access(r->path, W_OK) != 0;
    if (!r->read_only) {
        struct text directory = {0};
        const char *slash = strrchr(r->path, '/');
        text_append(&directory, slash ? (struct text_view){r->path, (size_t)(slash - r->path) + 1} : TEXT_LIT("."));
        r->read_only = access(text_str(&directory), W_OK) != 0; /* no place for the journal */
        text_free(&directory);
    }
    r->why = r->read_only ? READ_ONLY_RIGHTS : READ_ONLY_NOT;
    return true;
}

static bool attach_image(struct soan_report *r, struct error *e)
{
    disconnect(r);
    return connect_image(r, e) && settle(r, true, e) && run(r->db, r->path, "PRAGMA query_only = ON", e);
}

static bool attach_reader(struct soan_report *r, struct error *e)
{
    off_t journal = 0;
    r->read_only = true;
    if (connection_sidecar(r->path, "-journal", &journal) && journal > 0)
        return error_set(e, SOAN_NOT_PERMITTED,
                         _("%s: was left in the middle of work and may only be read; let its owner open it once"),
                         r->path);
    if (needs_image(r))
        return attach_image(r, e);
    if (connection_read(r->path, &r->db, &r->frozen, e) && settle(r, false, e))
        return true;
    /* Of an older version, or -wal or -shm went meanwhile. */
    bool again = e->status == SOAN_NOT_PERMITTED || e->status == SOAN_NO_INPUT || e->status == SOAN_IO_ERROR;
    return again && attach_image(r, e);
}

/* What is asked first may need a new -wal and -shm, and room for them. */
static bool attach_writer(struct soan_report *r, struct error *e)
{
    bool changed;
    int rc = sqlite3_open_v2(r->path, &r->db, SQLITE_OPEN_READWRITE | OPEN_FLAGS, NULL);
    if (rc != SQLITE_OK)
        return db_error_at(r->db, r->path, rc, e);
    return settle(r, true, e) && member_enter(r, e) && soan_report_poll(r, &changed, e);
}

static bool attach(struct soan_report *r, struct error *e)
{
    struct error why = {0};
    if (!look(r, e))
        return false;
    if (!r->read_only) {
        if (attach_writer(r, &why))
            return true;
        bool disk = why.status == SOAN_IO_ERROR;
        r->why = r->db && disk_full(r->db, sqlite3_extended_errcode(r->db)) ? READ_ONLY_FULL : READ_ONLY_FAILING;
        disconnect(r);
        if (!disk) {
            error_free(e);
            *e = why;
            return false;
        }
    }
    bool changed, ok = attach_reader(r, e) && member_enter(r, e) && (r->frozen || soan_report_poll(r, &changed, e));
    if (!ok && why.message.len) { /* what went wrong at first is what is to be mended */
        error_free(e);
        *e = why;
    } else {
        error_free(&why);
    }
    return ok;
}

bool connection_refresh(struct soan_report *r, bool *changed, struct error *e)
{
    struct stamp now = image_stamp(r->path);
    *changed = now.size && !stamp_equal(&now, &r->stamp);
    if (!*changed)
        return true;
    struct soan_report fresh = {.path = r->path, .now = r->now, .uptime = r->uptime, .member = text_copy(text_view(&r->member))};
    struct error why = {0};
    bool ok = attach(&fresh, &why);
    text_free(&fresh.member);
    if (!ok) { /* what was read so far stays readable */
        disconnect(&fresh);
        error_set(e, why.status, "%s", text_str(&why.message));
        error_free(&why);
        return false;
    }
    disconnect(r);
    r->db = fresh.db;
    r->statement = fresh.statement;
    r->statements = fresh.statements;
    r->statement_cap = fresh.statement_cap;
    r->dev = fresh.dev;
    r->ino = fresh.ino;
    r->read_only = fresh.read_only;
    r->why = fresh.why;
    r->frozen = fresh.frozen;
    r->stamp = fresh.stamp;
    r->member_id = fresh.member_id;
    r->data_version = fresh.data_version;
    return true;
}

bool connection_look(struct soan_report *r, const char *path, struct error *e)
{
    struct stat st;
    r->path = strdup(path);
    if (!r->path)
        abort();
    if (!file_check(r->path, &st, e))
        return false;
    r->now = clock_now;
    r->uptime = clock_uptime;
    r->read_only = true;
    struct text real = {0};
    char *where = realpath(path, NULL); /* links above it */
    text_append_str(&real, where ? where : path);
    free(where);
    bool ok = stat(text_str(&real), &st) == 0 && connection_read(text_str(&real), &r->db, &r->frozen, e);
    text_free(&real);
    if (!ok)
        return false;
    r->dev = st.st_dev;
    r->ino = st.st_ino;
    connection_harden(r->db);
    return header_check(r->db, r->path, e);
}

void connection_look_away(struct soan_report *r)
{
    statements_free(r);
    sqlite3_close(r->db);
    text_free(&r->here);
    mem_free(&r->path);
}

bool soan_report_open(const char *path, const char *member, struct soan_report **out, struct error *e)
{
    if (!confine_allows(path, CONFINE_REPORT, e))
        return false;
    struct soan_report *r = mem_alloc(sizeof *r);
    struct error why = {0};
    r->now = clock_now;
    r->uptime = clock_uptime;
    /* The program may change its directory; a link is followed once. A confined one does neither. */
    r->path = confined() ? NULL : realpath(path, NULL);
    if (!r->path)
        r->path = strdup(path);
    if (!r->path)
        abort();
    text_clean_line(text_view_of(member), &r->member, NULL);
    if (!attach(r, e ? e : &why)) {
        error_free(&why);
        soan_report_close(&r);
        return false;
    }
    *out = r;
    return true;
}

void soan_report_close(struct soan_report **rp)
{
    struct soan_report *r = *rp;
    if (!r)
        return;
    struct error ignored = {0}; /* whoever looks next finds the process gone */
    if (!soan_session_end(r, &ignored))
        error_free(&ignored);
    disconnect(r);
    text_free(&r->member);
    text_free(&r->here);
    free(r->path);
    free(r);
    *rp = NULL;
}

bool soan_report_read_only(const struct soan_report *r)
{
    return r->read_only;
}

const char *soan_report_member(const struct soan_report *r)
{
    return text_str(&r->member);
}

int64_t soan_report_member_id(const struct soan_report *r)
{
    return r->member_id;
}
