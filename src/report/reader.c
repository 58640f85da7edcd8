/*
 * How a report is opened by who may only read it. In WAL mode SQLite makes the -wal and -shm where they are missing; made by a
 * reader they would belong to him, and the owner could no longer write. So nothing is made, written or deleted here, whatever
 * SQLite asks for and however the files come and go meanwhile.
 */
#include <stdlib.h>
#include <string.h>

#include "report/private.h"

enum {
    TRIES = 5,
    WAL_HEADER = 32, /* sqlite.org/fileformat2.html, 4.1 */
};

static sqlite3_vfs reader;

static int open_for_reading(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *out)
{
    sqlite3_vfs *real = vfs->pAppData;
    if (name)
        flags = (flags & ~(SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_DELETEONCLOSE)) | SQLITE_OPEN_READONLY;
    return real->xOpen(real, name, file, flags, out);
}

static int delete_nothing(sqlite3_vfs *vfs, const char *name, int sync)
{
    (void)vfs;
    (void)name;
    (void)sync;
    return SQLITE_READONLY;
}

static const char *reader_vfs(void)
{
    sqlite3_vfs *real = sqlite3_vfs_find("unix");
    if (!reader.zName && real) {
        reader = *real;
        reader.pNext = NULL;
        reader.pAppData = real;
        reader.zName = "soan-reader";
        reader.xOpen = open_for_reading;
        reader.xDelete = delete_nothing;
        if (sqlite3_vfs_register(&reader, 0) != SQLITE_OK)
            abort();
    }
    return reader.zName;
}

static void uri_of(const char *path, const char *query, struct text *out)
{
    text_append_str(out, "file:");
    for (const char *p = path; *p; p++) {
        if (strchr("?#%", *p))
            text_printf(out, "%%%02X", (unsigned char)*p);
        else
            text_append_char(out, *p);
    }
    text_append_str(out, query);
}

static int try_open(const char *path, bool has_wal, sqlite3 **db)
{
    struct text uri = {0};
    uri_of(path, has_wal ? "?mode=ro&readonly_shm=1" : "?immutable=1", &uri);
    int rc = sqlite3_open_v2(text_str(&uri), db,
                             SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_NOFOLLOW,
                             reader_vfs());
    text_free(&uri);
    if (rc == SQLITE_OK) {
        sqlite3_busy_handler(*db, connection_busy, NULL);
        /* Only now are the files beside it opened. What is no database at all is told by others. */
        rc = sqlite3_exec(*db, "PRAGMA schema_version", NULL, NULL, NULL);
        rc = (rc & 0xFF) == SQLITE_NOTADB || (rc & 0xFF) == SQLITE_CORRUPT ? SQLITE_OK : rc;
    }
    return rc;
}

bool connection_wal(const char *path)
{
    off_t size = 0;
    return connection_sidecar(path, "-wal", &size) && size > WAL_HEADER;
}

/* The last writer may just have left and taken the files beside with him. */
static bool may_pass(int rc)
{
    return (rc & 0xFF) == SQLITE_CANTOPEN || (rc & 0xFF) == SQLITE_READONLY || (rc & 0xFF) == SQLITE_IOERR;
}

bool connection_read(const char *path, sqlite3 **db, bool *frozen, struct error *e)
{
    int rc = SQLITE_OK;
    for (int i = 0; i < TRIES; i++) {
        bool has_wal = connection_wal(path);
        *frozen = !has_wal;
        rc = try_open(path, has_wal, db);
        if (rc == SQLITE_OK)
            return true;
        if (!may_pass(rc) || i + 1 == TRIES)
            break;
        sqlite3_close(*db);
        *db = NULL;
    }
    if (connection_wal(path) && !connection_sidecar(path, "-shm", NULL))
        return error_set(e, SOAN_NOT_PERMITTED,
                         _("%s: was left in the middle of work and may only be read; let its owner open it once"),
                         path);
    return db_error_at(*db, path, rc, e);
}
