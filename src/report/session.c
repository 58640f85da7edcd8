/* Who has the report open. A session is the row of a process; that it lives is asked of the kernel, so that nobody has to
 * write that he is still there. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "report/session.h"

enum {
    OTHER_ROOM = 3600, /* seconds without a key after which a process that cannot be looked at is taken for gone */
};

/* ---- processes ---- */

static size_t read_small(const char *path, char *out, size_t size)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return 0;
    ssize_t n = read(fd, out, size - 1);
    close(fd);
    out[n > 0 ? n : 0] = '\0';
    return n > 0 ? (size_t)n : 0;
}

/* When a process began, in clock ticks since the boot (proc(5), field 22); 0 if that cannot be seen. */
static int64_t process_began(int64_t pid)
{
    struct text path = {0};
    char stat[1024], *at;
    text_printf(&path, "/proc/%lld/stat", (long long)pid);
    size_t n = read_small(text_str(&path), stat, sizeof stat);
    text_free(&path);
    at = n ? strrchr(stat, ')') : NULL; /* the name before it may hold anything */
    for (int field = 2; at && field < 22; field++)
        at = strchr(at + 1, ' ');
    return at ? strtoll(at, NULL, 10) : 0;
}

/* The boot, the file (a copy of it has none of its sessions), and the room in which numbers of processes hold. Read once:
 * it is asked for every session that is looked at. */
static struct text_view here(struct soan_report *r)
{
    char buf[128];
    if (r->here.len)
        return text_view(&r->here);
    size_t n = read_small("/proc/sys/kernel/random/boot_id", buf, sizeof buf);
    while (n && buf[n - 1] == '\n')
        n--;
    text_append(&r->here, (struct text_view){buf, n});
    text_printf(&r->here, " %llx:%llx ", (unsigned long long)r->dev, (unsigned long long)r->ino);
    r->here_room = r->here.len;
    ssize_t link = readlink("/proc/self/ns/pid", buf, sizeof buf);
    if (link > 0)
        text_append(&r->here, (struct text_view){buf, (size_t)link});
    return text_view(&r->here);
}

bool session_lives(struct soan_report *r, const struct session *s)
{
    struct text_view now = here(r);
    if (!text_view_starts(s->boot, text_view_part(now, 0, r->here_room)) || s->pid <= 0)
        return false;
    if (!text_view_equal(s->boot, now))
        return r->uptime() - s->active < OTHER_ROOM;
    if (kill((pid_t)s->pid, 0) != 0 && errno != EPERM)
        return false;
    int64_t began = process_began(s->pid);
    return began == 0 || began == s->began; /* not to be seen (hidepid): the number is all there is */
}

/* Rounded, so that it gives the same moment each time it is asked. */
int64_t wall_time(int64_t up)
{
    struct timespec wall, boot;
    clock_gettime(CLOCK_REALTIME, &wall);
    clock_gettime(CLOCK_BOOTTIME, &boot);
    int64_t ms = (int64_t)(wall.tv_sec - boot.tv_sec) * 1000 + (wall.tv_nsec - boot.tv_nsec) / 1000000;
    return up + (ms + 500) / 1000;
}

/* ---- rows ---- */

#define SESSION_COLUMNS "s.id, s.member, s.boot, s.pid, s.began, s.since, s.active, s.section"

static struct session read_row(struct query *q)
{
    return (struct session){.id = query_get(q, 0), .member = query_get(q, 1), .boot = query_text(q, 2),
                            .pid = query_get(q, 3), .began = query_get(q, 4), .since = query_get(q, 5),
                            .active = query_get(q, 6), .section = query_get(q, 7)};
}

static bool insert(struct gate *g, int64_t section, struct error *e)
{
    struct soan_report *r = g->r;
    struct query q = query(r, "INSERT INTO session (id, member, boot, pid, began, since, active, section)"
                              " VALUES (:id, :member, :boot, :pid, :began, :since, :since, :section)");
    query_int(&q, ":id", r->session.id);
    query_int(&q, ":member", r->member_id);
    query_view(&q, ":boot", here(r));
    query_int(&q, ":pid", r->session.pid);
    query_int(&q, ":began", process_began(r->session.pid));
    query_int(&q, ":since", g->up);
    query_int(&q, ":section", section);
    return query_run(&q, e);
}

static bool leave_behind(struct gate *g, int64_t section, struct error *e)
{
    int64_t was = 0, held = 0;
    struct query q = query(g->r, "SELECT section FROM session WHERE id = :id");
    query_int(&q, ":id", g->r->session.id);
    if (!query_single(&q, &was, 0, e))
        return false;
    if (was == 0 || was == section)
        return true;
    q = query(g->r, "SELECT count(*) FROM lease WHERE section = :section AND session = :id");
    query_int(&q, ":section", was);
    query_int(&q, ":id", g->r->session.id);
    return query_single(&q, &held, 0, e) && (!held || lease_pass_on(g, was, e));
}

bool session_is_in(struct gate *g, int64_t section, struct error *e)
{
    if (!g->r->session.id || g->r->session.kept)
        return true;
    if (!leave_behind(g, section, e))
        return false;
    struct query q = query(g->r, "UPDATE session SET section = :section, active = :up WHERE id = :id");
    query_int(&q, ":section", section);
    query_int(&q, ":up", g->up);
    query_int(&q, ":id", g->r->session.id);
    return query_run(&q, e) && (sqlite3_changes(g->r->db) > 0 || insert(g, section, e));
}

static bool drop(struct gate *g, int64_t id, struct error *e)
{
    int64_t section = 1;
    struct query q = query(g->r, "DELETE FROM waiting WHERE session = :id");
    query_int(&q, ":id", id);
    bool ok = query_run(&q, e);
    q = query(g->r, "DELETE FROM session WHERE id = :id");
    query_int(&q, ":id", id);
    ok = query_run(&q, ok ? e : NULL) && ok;
    while (ok && section) {
        q = query(g->r, "SELECT min(section) FROM lease WHERE session = :id");
        query_int(&q, ":id", id);
        ok = query_single(&q, &section, 0, e) && (!section || lease_pass_on(g, section, e));
    }
    return ok;
}

bool sessions_sweep(struct gate *g, struct error *e)
{
    struct { int64_t *id; size_t n, cap; } dead = {0};
    struct query q = query(g->r, "SELECT " SESSION_COLUMNS " FROM session s");
    while (query_row(&q)) {
        struct session s = read_row(&q);
        if (s.id == g->r->session.id || session_lives(g->r, &s))
            continue;
        mem_grow((void **)&dead.id, &dead.cap, dead.n + 1, sizeof *dead.id);
        dead.id[dead.n++] = s.id;
    }
    bool ok = query_end(&q, e);
    for (size_t i = 0; ok && i < dead.n; i++)
        ok = drop(g, dead.id[i], e);
    free(dead.id);
    return ok;
}

/* ---- the face ---- */

static int64_t new_id(void)
{
    uint64_t random = 0;
    sqlite3_randomness(sizeof random, &random);
    return (int64_t)(random >> 12) + 1; /* never one that was: and exact in JSON */
}

static bool begin(struct gate *g, void *arg, struct error *e)
{
    const int64_t *section = arg;
    int64_t id = 0;
    if (!sessions_sweep(g, e))
        return false;
    struct session_own *own = &g->r->session;
    struct query q = query(g->r, "SELECT id FROM session WHERE pid = :pid AND began = :began AND member = :member");
    query_int(&q, ":pid", own->pid);
    query_int(&q, ":began", process_began(own->pid));
    query_int(&q, ":member", g->r->member_id);
    if (!query_single(&q, &id, 0, e))
        return false;
    if (own->kept && id)
        own->id = id;
    return (own->kept && id) || insert(g, *section, e);
}

static bool start(struct soan_report *r, int64_t pid, int64_t section, bool kept, struct error *e)
{
    if (r->read_only || r->session.id)
        return true;
    r->session = (struct session_own){.id = new_id(), .pid = pid, .kept = kept};
    if (gate_write(r, SOAN_RIGHT_STAND, "session", GATE_NO_HISTORY, begin, &section, e))
        return true;
    r->session = (struct session_own){0};
    return false;
}

bool soan_session_begin(struct soan_report *r, int64_t section, struct error *e)
{
    return start(r, (int64_t)getpid(), section, false, e);
}

bool soan_session_of(struct soan_report *r, int64_t pid, struct error *e)
{
    if (pid <= 0 || (kill((pid_t)pid, 0) != 0 && errno != EPERM))
        return error_set(e, SOAN_NO_INPUT, _("there is no process %lld that could hold a section"), (long long)pid);
    return start(r, pid, 0, true, e);
}

static bool end(struct gate *g, void *arg, struct error *e)
{
    (void)arg;
    return drop(g, g->r->session.id, e) && sessions_sweep(g, e);
}

bool soan_session_end(struct soan_report *r, struct error *e)
{
    bool ok = !r->session.id || r->session.kept || gate_write(r, SOAN_RIGHT_ENTER, "session", GATE_NO_HISTORY, end, NULL, e);
    r->session = (struct session_own){0};
    return ok;
}

struct listing {
    struct soan_presence *item;
    struct text *name;
    size_t n, item_cap, name_cap;
};

static bool list(struct soan_report *r, struct listing *l, struct error *e)
{
    int64_t up = r->uptime();
    struct query q = query(r, "SELECT " SESSION_COLUMNS ", m.name, EXISTS (SELECT 1 FROM lease l WHERE l.session = s.id)"
                              " FROM session s JOIN member m ON m.id = s.member ORDER BY s.since, m.name");
    while (query_row(&q)) {
        struct session s = read_row(&q);
        if (!session_lives(r, &s))
            continue;
        mem_grow((void **)&l->item, &l->item_cap, l->n + 1, sizeof *l->item);
        mem_grow((void **)&l->name, &l->name_cap, l->n + 1, sizeof *l->name);
        l->name[l->n] = text_copy(query_text(&q, 8));
        l->item[l->n++] = (struct soan_presence){
            .section = s.section, .since = wall_time(s.since), .active = wall_time(s.active),
            .idle = up - s.active, .writing = query_flag(&q, 9), .own = s.id == r->session.id};
    }
    return query_end(&q, e);
}

bool soan_presence_each(struct soan_report *r, soan_presence_fn *each, void *arg, struct error *e)
{
    struct listing l = {0};
    bool ok = list(r, &l, e);
    for (size_t i = 0; ok && i < l.n; i++) {
        l.item[i].member = text_view(&l.name[i]);
        if (!each(&l.item[i], arg))
            break;
    }
    for (size_t i = 0; i < l.n; i++)
        text_free(&l.name[i]);
    free(l.item);
    free(l.name);
    return ok;
}
