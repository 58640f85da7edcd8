#include <stdlib.h>
#include <string.h>

#include "report/private.h"

/* In one step: the copy is one state of the report; writers in WAL mode are not held up by it. */
static int copy(sqlite3 *from, sqlite3 *to)
{
    sqlite3_backup *b = sqlite3_backup_init(to, "main", from, "main");
    if (!b)
        return sqlite3_errcode(to);
    int rc;
    do
        rc = sqlite3_backup_step(b, -1);
    while ((rc == SQLITE_BUSY || rc == SQLITE_LOCKED) && connection_busy(NULL, 1));
    int end = sqlite3_backup_finish(b);
    return rc == SQLITE_DONE ? end : rc;
}

/* The copy is read through: a damaged report would be taken for a good one until it is needed. What keeps it from being
 * read, as memory that is out, says nothing of the report. */
static bool copy_is_whole(sqlite3 *to, const char *path, const char *dest, struct error *e)
{
    sqlite3_stmt *s = NULL;
    int rc = sqlite3_prepare_v2(to, "PRAGMA quick_check(1)", -1, &s, NULL);
    rc = rc == SQLITE_OK ? sqlite3_step(s) : rc;
    bool read = rc == SQLITE_ROW, damaged = rc == SQLITE_CORRUPT || rc == SQLITE_NOTADB;
    bool whole = read && strcmp((const char *)sqlite3_column_text(s, 0), "ok") == 0;
    sqlite3_finalize(s);
    if (!read && !damaged)
        return db_error_at(to, dest, rc, e);
    return whole || error_set(e, SOAN_BAD_DATA,
                              _("%s: is damaged, so no copy was made of it; keep older copies, `soan verify` says more"),
                              path);
}

bool soan_report_backup(struct soan_report *r, const char *dest, struct error *e)
{
    struct text file = {0};
    sqlite3 *to = NULL;
    if (!confine_allows(dest, CONFINE_REPORT, e) || !beside_create(dest, &file, e))
        return false;
    int rc = sqlite3_open_v2(text_str(&file), &to, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);
    if (rc == SQLITE_OK)
        rc = sqlite3_exec(to, "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF", NULL, NULL, NULL);
    if (rc == SQLITE_OK)
        rc = copy(r->db, to);
    bool ok = rc == SQLITE_OK || db_error_at(to, dest, rc, e);
    ok = ok && copy_is_whole(to, r->path, dest, e);
    rc = sqlite3_close(to);
    if (ok && rc != SQLITE_OK)
        ok = db_error_at(NULL, dest, rc, e);
    ok = ok && beside_commit(&file, dest, e);
    beside_discard(&file);
    return ok;
}
