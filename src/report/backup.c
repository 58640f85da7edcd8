#include <stdlib.h>

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

bool soan_report_backup(struct soan_report *r, const char *dest, struct error *e)
{
    struct text file = {0};
    sqlite3 *to = NULL;
    if (!beside_create(dest, &file, e))
        return false;
    int rc = sqlite3_open_v2(text_str(&file), &to, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);
    if (rc == SQLITE_OK)
        rc = sqlite3_exec(to, "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF", NULL, NULL, NULL);
    if (rc == SQLITE_OK)
        rc = copy(r->db, to);
    bool ok = rc == SQLITE_OK || db_error_at(to, dest, rc, e);
    rc = sqlite3_close(to);
    if (ok && rc != SQLITE_OK)
        ok = db_error_at(NULL, dest, rc, e);
    ok = ok && beside_commit(&file, dest, e);
    beside_discard(&file);
    return ok;
}
