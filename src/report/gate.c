#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "report/private.h"

static bool full(int system_errno)
{
    return system_errno == ENOSPC || system_errno == EDQUOT || system_errno == EFBIG;
}

bool disk_full(sqlite3 *db, int rc)
{
    return (rc & 0xFF) == SQLITE_FULL || rc == SQLITE_IOERR_SHMSIZE || full(db ? sqlite3_system_errno(db) : 0);
}

static bool full_error(const char *path, struct error *e)
{
    return error_set(e, SOAN_IO_ERROR, _("%s: the disk is full; nothing was changed; free some space and try again"),
                     path);
}

static bool io_error(sqlite3 *db, const char *path, int rc, struct error *e)
{
    int err = db ? sqlite3_system_errno(db) : 0;
    return error_set(
        e, SOAN_IO_ERROR,
        _("%s: the disk failed (%s, code %d); nothing was changed; check the disk, then run 'soan verify'"), path,
        err ? strerror(err) : sqlite3_errstr(rc), rc);
}

bool db_error_at(sqlite3 *db, const char *path, int rc, struct error *e)
{
    switch (rc & 0xFF) {
    case SQLITE_FULL:
        return full_error(path, e);
    case SQLITE_NOMEM:
        return error_set(e, SOAN_IO_ERROR,
                         _("%s: out of memory; nothing was changed; end other programs and try again"), path);
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
        return error_set(e, SOAN_NOT_PERMITTED,
                         _("%s: this account may not write it; nothing was changed; ask its owner"), path);
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_PROTOCOL:
        return error_set(e, SOAN_BUSY, _("%s: others keep writing it; nothing was changed; try again"), path);
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return error_set(e, SOAN_BAD_DATA,
                         _("%s: is damaged; keep a copy of it and go back to the newest backup"), path);
    case SQLITE_CANTOPEN:
        if (disk_full(db, rc))
            return full_error(path, e);
        return error_set(e, SOAN_NO_INPUT,
                         _("%s: cannot be opened (%s); check the name and the rights of its directory"), path,
                         strerror(db && sqlite3_system_errno(db) ? sqlite3_system_errno(db) : ENOENT));
    case SQLITE_IOERR:
        return rc == SQLITE_IOERR_NOMEM ? db_error_at(db, path, SQLITE_NOMEM, e)
               : disk_full(db, rc)      ? full_error(path, e)
                                        : io_error(db, path, rc, e);
    case SQLITE_TOOBIG:
        return error_set(e, SOAN_REFUSED, _("%s: a text is too long to be kept; nothing was changed; split it"), path);
    default:
        return error_set(e, SOAN_IO_ERROR,
                         _("%s: the database failed (%s, code %d); nothing was changed; run 'soan verify'"), path,
                         db ? sqlite3_errmsg(db) : sqlite3_errstr(rc), rc);
    }
}

bool db_error(struct soan_report *r, int rc, struct error *e)
{
    return db_error_at(r->db, r->path, rc, e);
}

bool read_begin(struct soan_report *r, struct error *e)
{
    if (!r->writing && r->reading == 0) {
        struct query q = query(r, "BEGIN");
        if (!query_run(&q, e))
            return false;
    }
    r->reading++;
    return true;
}

void read_end(struct soan_report *r)
{
    if (--r->reading > 0 || r->writing)
        return;
    struct query q = query(r, "COMMIT");
    struct error ignored = {0};
    if (!query_run(&q, &ignored))
        error_free(&ignored);
}

bool soan_report_hold(struct soan_report *r, struct error *e)
{
    return read_begin(r, e);
}

void soan_report_release(struct soan_report *r)
{
    read_end(r);
}

static bool has_its_name(const struct soan_report *r)
{
    struct stat st;
    return stat(r->path, &st) == 0 && st.st_dev == r->dev && st.st_ino == r->ino;
}

/* Whoever finds the file under its new name must find everything in it: no -wal goes with it. */
void gate_watch(struct soan_report *r)
{
    bool here = has_its_name(r);
    if (!here && !r->astray && !r->read_only) {
        sqlite3_busy_handler(r->db, NULL, NULL); /* another time will do */
        here = sqlite3_wal_checkpoint_v2(r->db, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL) != SQLITE_OK;
        sqlite3_busy_handler(r->db, connection_busy, NULL);
    }
    r->astray = !here;
}

/* What is typed into a file that lost its name would be gone with the program. */
static bool still_there(struct soan_report *r, struct error *e)
{
    if (has_its_name(r))
        return true;
    return error_set(
        e, SOAN_IO_ERROR,
        _("%s: was moved, deleted or replaced while open; nothing was changed; put it back or save the text elsewhere"),
        r->path);
}

bool soan_report_may_write(const struct soan_report *r, struct error *e)
{
    if (!r->read_only)
        return true;
    switch (r->why) {
    case READ_ONLY_FULL:
        return error_set(e, SOAN_IO_ERROR, _("%s: can only be read now: the disk is full; free some space, open it again"),
                         r->path);
    case READ_ONLY_FAILING:
        return error_set(e, SOAN_IO_ERROR, _("%s: can only be read now: the disk failed; check the disk, open it again"),
                         r->path);
    case READ_ONLY_NOT: case READ_ONLY_RIGHTS: break;
    }
    return error_set(e, SOAN_NOT_PERMITTED, _("%s: is open for reading only; nothing was changed; ask its owner"), r->path);
}

static bool may_write(struct soan_report *r, const char *caller, struct error *e)
{
    if (r->writing || r->reading)
        return error_set(e, SOAN_IO_ERROR,
                         _("%s: '%s' inside '%s': a fault of soan; nothing was changed; please report it"), r->path,
                         caller, r->writing ? r->writing : "read");
    return soan_report_may_write(r, e) && still_there(r, e);
}

static void roll_back(struct soan_report *r)
{
    if (sqlite3_get_autocommit(r->db))
        return; /* SQLite has done it: disk full, I/O error */
    struct query q = query(r, "ROLLBACK");
    struct error ignored = {0};
    if (!query_run(&q, &ignored))
        error_free(&ignored);
}

bool gate_write(struct soan_report *r, enum soan_right right, const char *caller, enum gate_history history, gate_fn *fn,
                void *arg, struct error *e)
{
    if (!may_write(r, caller, e))
        return false;
    struct query begin = query(r, "BEGIN IMMEDIATE");
    if (!query_run(&begin, e))
        return false;
    struct gate g = {.r = r, .at = r->now(), .up = r->uptime()};
    r->writing = caller;
    bool ok = soan_right_check(r, right, e) && fn(&g, arg, e);
    if (ok && !g.nothing && history == GATE_HISTORY && g.row == 0)
        ok = error_set(e, SOAN_IO_ERROR,
                       _("%s: '%s' left no history: a fault of soan; nothing was changed; please report it"), r->path,
                       caller);
    bool written = ok && !g.nothing;
    if (written) {
        struct query commit = query(r, "COMMIT");
        ok = written = query_run(&commit, e);
    }
    if (!written)
        roll_back(r);
    r->writing = NULL;
    if (written && r->after_write)
        r->after_write(r, r->after_write_arg);
    return ok;
}

bool journal_add(struct gate *g, const struct journal_entry *j, int64_t *row, struct error *e)
{
    struct query q = query(g->r,
        "INSERT INTO journal (at, member, kind, section, figure, comment, step, of, before, after)"
        " VALUES (:at, :member, :kind, :section, :figure, :comment, :step, :of, :before, :after)");
    query_int(&q, ":at", g->at);
    query_int(&q, ":member", g->r->member_id);
    query_view(&q, ":kind", text_view_of(j->kind));
    query_int(&q, ":section", j->section);
    query_int(&q, ":figure", j->figure);
    query_int(&q, ":comment", j->comment);
    query_int(&q, ":step", j->step);
    query_int(&q, ":of", j->of);
    query_view(&q, ":before", j->before);
    query_view(&q, ":after", j->after);
    if (!query_run(&q, e))
        return false;
    g->row = sqlite3_last_insert_rowid(g->r->db);
    if (row)
        *row = g->row;
    return true;
}
