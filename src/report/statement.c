#include <stdlib.h>

#include "report/private.h"

static struct statement *statement_find(struct soan_report *r, const char *sql)
{
    for (size_t i = 0; i < r->statements; i++)
        if (r->statement[i].sql == sql && !r->statement[i].busy)
            return &r->statement[i];
    return NULL;
}

/* A statement that is in use by a caller further up is prepared a second time. */
struct query query(struct soan_report *r, const char *sql)
{
    struct query q = {.r = r, .rc = SQLITE_OK};
    struct statement *s = statement_find(r, sql);
    if (!s) {
        sqlite3_stmt *stmt = NULL;
        q.rc = sqlite3_prepare_v3(r->db, sql, -1, SQLITE_PREPARE_PERSISTENT, &stmt, NULL);
        if (q.rc != SQLITE_OK)
            return q;
        mem_grow((void **)&r->statement, &r->statement_cap, r->statements + 1, sizeof *r->statement);
        s = &r->statement[r->statements++];
        *s = (struct statement){.sql = sql, .stmt = stmt};
    }
    s->busy = true;
    q.stmt = s->stmt;
    return q;
}

static int parameter(struct query *q, const char *name)
{
    int i = q->stmt ? sqlite3_bind_parameter_index(q->stmt, name) : 0;
    if (i == 0 && q->rc == SQLITE_OK)
        q->rc = SQLITE_MISUSE;
    return i;
}

void query_int(struct query *q, const char *name, int64_t v)
{
    int i = parameter(q, name);
    if (i && q->rc == SQLITE_OK)
        q->rc = sqlite3_bind_int64(q->stmt, i, v);
}

void query_view(struct query *q, const char *name, struct text_view v)
{
    int i = parameter(q, name);
    if (i && q->rc == SQLITE_OK)
        q->rc = sqlite3_bind_text64(q->stmt, i, v.bytes ? v.bytes : "", v.len, SQLITE_STATIC, SQLITE_UTF8);
}

void query_blob(struct query *q, const char *name, struct text_view v)
{
    int i = parameter(q, name);
    if (i && q->rc == SQLITE_OK)
        q->rc = sqlite3_bind_blob64(q->stmt, i, v.bytes ? v.bytes : "", v.len, SQLITE_STATIC);
}

bool query_row(struct query *q)
{
    if (q->rc != SQLITE_OK && q->rc != SQLITE_ROW)
        return false;
    q->rc = sqlite3_step(q->stmt);
    return q->rc == SQLITE_ROW;
}

int64_t query_get(struct query *q, int column)
{
    return sqlite3_column_int64(q->stmt, column);
}

bool query_flag(struct query *q, int column)
{
    return sqlite3_column_int(q->stmt, column) != 0;
}

struct text_view query_text(struct query *q, int column)
{
    const void *bytes = sqlite3_column_blob(q->stmt, column);
    size_t len = (size_t)sqlite3_column_bytes(q->stmt, column);
    return (struct text_view){bytes ? bytes : "", bytes ? len : 0};
}

bool query_end(struct query *q, struct error *e)
{
    int rc = q->rc;
    bool ok = rc == SQLITE_OK || rc == SQLITE_ROW || rc == SQLITE_DONE;
    if (!ok)
        db_error(q->r, rc, e);
    if (q->stmt) {
        sqlite3_reset(q->stmt);
        sqlite3_clear_bindings(q->stmt);
        for (size_t i = 0; i < q->r->statements; i++)
            if (q->r->statement[i].stmt == q->stmt)
                q->r->statement[i].busy = false;
    }
    q->stmt = NULL;
    return ok;
}

bool query_run(struct query *q, struct error *e)
{
    while (query_row(q))
        continue;
    return query_end(q, e);
}

bool query_single(struct query *q, int64_t *out, int64_t absent, struct error *e)
{
    int64_t v = absent;
    if (query_row(q) && sqlite3_column_type(q->stmt, 0) != SQLITE_NULL)
        v = query_get(q, 0);
    if (!query_end(q, e))
        return false;
    *out = v;
    return true;
}

void statements_free(struct soan_report *r)
{
    for (size_t i = 0; i < r->statements; i++)
        sqlite3_finalize(r->statement[i].stmt);
    mem_free(&r->statement);
    r->statements = r->statement_cap = 0;
}
