#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "report/private.h"

/* Never the one an office put beside: the schema is what a hostile file is measured by. */
static struct text_view built_in(const char *name)
{
    struct text_view sql = {0};
    if (!data_built_in(name, &sql))
        abort();
    return sql;
}

struct text_view schema_sql(void)
{
    return built_in("schema.sql");
}

/* All of sqlite_schema as one text. */
static int schema_text(sqlite3 *db, struct text *out)
{
    sqlite3_stmt *s = NULL;
    int rc = sqlite3_prepare_v2(
        db, "SELECT type, name, tbl_name, coalesce(sql, '') FROM sqlite_schema ORDER BY type, name", -1, &s, NULL);
    while (rc == SQLITE_OK && sqlite3_step(s) == SQLITE_ROW) {
        for (int i = 0; i < 4; i++) {
            const char *v = (const char *)sqlite3_column_text(s, i);
            text_append_str(out, v ? v : "");
            text_append_char(out, '\n');
        }
    }
    int end = sqlite3_finalize(s);
    return rc == SQLITE_OK ? end : rc;
}

bool schema_check(sqlite3 *db, const char *path, struct error *e)
{
    struct text is = {0}, ought = {0};
    sqlite3 *model = NULL;
    bool ok = false;
    int rc = schema_text(db, &is);
    if (rc != SQLITE_OK) {
        db_error_at(db, path, rc, e);
        goto out;
    }
    rc = sqlite3_open_v2(":memory:", &model, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL);
    if (rc == SQLITE_OK)
        rc = sqlite3_exec(model, schema_sql().bytes, NULL, NULL, NULL);
    if (rc == SQLITE_OK)
        rc = schema_text(model, &ought);
    if (rc != SQLITE_OK)
        db_error_at(model, path, rc, e);
    else if (!text_view_equal(text_view(&is), text_view(&ought)))
        error_set(
            e, SOAN_BAD_DATA,
            _("%s: its tables are not those of a report; it was made or changed by another program; use a backup"),
            path);
    else
        ok = true;
out:
    sqlite3_close(model);
    text_free(&is);
    text_free(&ought);
    return ok;
}

static bool run(sqlite3 *db, const char *path, const char *sql, struct error *e)
{
    int rc = sqlite3_exec(db, sql, NULL, NULL, NULL);
    return rc == SQLITE_OK || db_error_at(db, path, rc, e);
}

static int version_of(sqlite3 *db, int *version)
{
    sqlite3_stmt *s = NULL;
    int rc = sqlite3_prepare_v2(db, "PRAGMA user_version", -1, &s, NULL);
    if (rc == SQLITE_OK && sqlite3_step(s) == SQLITE_ROW)
        *version = sqlite3_column_int(s, 0);
    int end = sqlite3_finalize(s);
    return rc == SQLITE_OK ? end : rc;
}

static bool migrate_all(sqlite3 *db, const char *path, const struct migration *step, size_t n, int target,
                        struct error *e)
{
    int version = target;
    int rc = version_of(db, &version); /* again: someone else may have done it meanwhile */
    if (rc != SQLITE_OK)
        return db_error_at(db, path, rc, e);
    for (; version < target; version++) {
        const char *sql = NULL;
        for (size_t i = 0; i < n && !sql; i++)
            if (step[i].from == version)
                sql = step[i].sql;
        if (!sql)
            return error_set(e, SOAN_BAD_DATA, _("%s: has the unknown report version %d; use a backup"), path, version);
        if (!run(db, path, sql, e))
            return false;
    }
    struct text pragma = {0};
    text_printf(&pragma, "PRAGMA user_version = %d", target);
    bool ok = run(db, path, text_str(&pragma), e);
    text_free(&pragma);
    return ok;
}

bool schema_migrate(sqlite3 *db, const char *path, const struct migration *step, size_t n, int target, struct error *e)
{
    if (!run(db, path, "BEGIN IMMEDIATE", e))
        return false;
    if (migrate_all(db, path, step, n, target, e) && schema_check(db, path, e) && run(db, path, "COMMIT", e))
        return true;
    if (!sqlite3_get_autocommit(db))
        sqlite3_exec(db, "ROLLBACK", NULL, NULL, NULL);
    return false;
}

/* Steps to the present schema, one for each version before it. A step must leave the text of every table as
 * data/schema.sql has it: rebuild the table, never ALTER it. */
static const struct { int from; const char *file; } steps[] = {
    {1, "migration/1-to-2.sql"},
    {2, "migration/2-to-3.sql"},
};

bool schema_bring_up(sqlite3 *db, const char *path, bool read_only, struct error *e)
{
    int version = 0;
    int rc = version_of(db, &version);
    if (rc != SQLITE_OK)
        return db_error_at(db, path, rc, e);
    if (version > SCHEMA_VERSION)
        return error_set(e, SOAN_BAD_DATA,
                         _("%s: was written by a newer soan (report version %d, this one knows %d); update soan"), path,
                         version, SCHEMA_VERSION);
    if (version == SCHEMA_VERSION)
        return schema_check(db, path, e);
    if (read_only)
        return error_set(e, SOAN_NOT_PERMITTED,
                         _("%s: is of an older version and may only be read; let its owner open it once"), path);
    struct migration migration[SOAN_ARRAY_LEN(steps)];
    for (size_t i = 0; i < SOAN_ARRAY_LEN(steps); i++)
        migration[i] = (struct migration){steps[i].from, built_in(steps[i].file).bytes};
    return schema_migrate(db, path, migration, SOAN_ARRAY_LEN(steps), SCHEMA_VERSION, e);
}
