/* Who may type where: taken, kept, waited for, taken over, ended. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "help.h"

/* What the handles take for the time since the boot. */
static int64_t up = 1000;

static int64_t uptime(void)
{
    return up;
}

static int64_t clock_set_back(void)
{
    return 86400;
}

/* A handle as commands have it. */
static struct soan_report *visit(const char *name, const char *member)
{
    struct soan_report *r = help_open(name, member);
    r->uptime = uptime;
    return r;
}

/* A session of this member on the report. */
static struct soan_report *sit_down(const char *name, const char *member)
{
    struct soan_report *r = visit(name, member);
    help_ok(soan_session_begin(r, 0, e));
    return r;
}

static struct soan_report *fresh(const char *name)
{
    struct soan_report *r = help_report(name);
    up = 1000;
    r->uptime = uptime;
    help_ok(soan_session_begin(r, 0, e));
    return r;
}

static void put(struct soan_report *r, int64_t id, const char *words)
{
    struct text t = {0};
    struct text_changes c = {0};
    struct soan_written w = {0};
    int64_t rev = 0;
    help_ok(soan_section_text(r, id, &t, &rev, e));
    text_changes_add(&c, t.len, TEXT_LIT(""), text_view_of(words), 1);
    help_ok(soan_section_edit(r, id, rev, &c, t.len, &w, e));
    soan_written_free(&w);
    text_changes_free(&c);
    text_free(&t);
}

static bool try_put(struct soan_report *r, int64_t id, int64_t rev, const char *words, struct error *e)
{
    struct text_changes c = {0};
    struct soan_written w = {0};
    text_changes_add(&c, 0, TEXT_LIT(""), text_view_of(words), 2);
    bool ok = soan_section_edit(r, id, rev, &c, 0, &w, e);
    soan_written_free(&w);
    text_changes_free(&c);
    return ok;
}

static void holder_is(struct soan_report *r, int64_t id, const char *member)
{
    struct soan_lease l;
    help_ok(soan_lease_get(r, id, &l, e));
    assert_string_equal(l.held ? text_str(&l.member) : "", member);
    soan_lease_free(&l);
}

static void look(struct soan_report *r, int64_t id)
{
    struct soan_lease l;
    help_ok(soan_lease_get(r, id, &l, e));
    soan_lease_free(&l);
}

static bool name_them(const struct soan_presence *p, void *arg)
{
    struct text *out = arg;
    text_printf(out, "%.*s #%lld%s%s %llds;", (int)p->member.len, p->member.bytes, (long long)p->section,
                p->writing ? " writes" : "", p->own ? " self" : "", (long long)p->idle);
    return true;
}

static void present_are(struct soan_report *r, const char *expected)
{
    struct text out = {0};
    help_ok(soan_presence_each(r, name_them, &out, e));
    assert_string_equal(text_str(&out), expected);
    text_free(&out);
}

static void test_typing_takes(void **state)
{
    (void)state;
    struct soan_report *lan = fresh("type.soan"), *hoa = sit_down("type.soan", "hoa");
    struct soan_written w = {0};
    struct text_changes done = {0};
    put(hoa, 9, " Hoa.");
    put(lan, 6, " Lan.");
    holder_is(hoa, 6, "lan");
    holder_is(lan, 6, "lan");
    holder_is(lan, 5, "");
    up += 200;
    put(lan, 6, " Nữa.");
    up += 65;
    int64_t rev = help_rev(hoa, 6), journal = 0, after = 0;
    help_ok(soan_report_rev(hoa, &journal, e));
    help_fails(SOAN_BUSY, "P1/I/2 is being written by lan", try_put(hoa, 6, rev, "x", e));
    help_fails(SOAN_BUSY, "last key 65 seconds ago", try_put(hoa, 6, rev, "x", e));
    help_fails(SOAN_BUSY, "after 2 minutes", soan_section_write(hoa, 6, 0, TEXT_LIT("x"), &w, e));
    help_fails(SOAN_BUSY, "by lan", soan_section_undo(hoa, 6, rev, false, &done, &w, e));
    help_fails(SOAN_BUSY, "by lan", soan_section_return(hoa, 6, 1, &w, e));
    help_ok(soan_report_rev(hoa, &after, e));
    assert_int_equal(journal, after);
    help_text_is(hoa, 6, "Một hai ba bốn năm. Lan. Nữa.");
    /* What is no text goes on. */
    help_ok(soan_section_rename(hoa, 6, TEXT_LIT("Chính trị, tư tưởng"), e));
    present_are(hoa, "hoa #9 writes self 265s;lan #6 writes 65s;");
    help_close(hoa);
    help_close(lan);
}

/* One who has no session respects what is held, and holds nothing. */
static void test_commands(void **state)
{
    (void)state;
    struct soan_report *lan = fresh("command.soan"), *hoa = visit("command.soan", "hoa"),
                       *lan2 = visit("command.soan", "lan");
    struct soan_written w = {0};
    help_ok(soan_section_write(hoa, 6, 0, TEXT_LIT("Trước."), &w, e));
    holder_is(lan, 6, "");
    put(lan, 6, " Lan.");
    help_fails(SOAN_BUSY, "by lan", soan_section_write(hoa, 6, 0, TEXT_LIT("x"), &w, e));
    help_fails(SOAN_BUSY, "by lan", try_put(hoa, 6, help_rev(hoa, 6), "x", e));
    help_fails(SOAN_NOT_PERMITTED, "reading only", soan_lease_take(hoa, 6, e));
    help_ok(soan_section_write(lan2, 6, 0, TEXT_LIT("Cùng người."), &w, e));
    holder_is(hoa, 6, "lan");
    present_are(hoa, "lan #6 writes 0s;");
    help_close(hoa);
    help_close(lan2);
    help_close(lan);
}

static void test_replace_leaves_out(void **state)
{
    (void)state;
    struct soan_report *lan = fresh("replace.soan"), *hoa = sit_down("replace.soan", "hoa");
    struct soan_replacement at[] = {{.section = 4, .from = 0, .was = TEXT_LIT("Thu"), .with = TEXT_LIT("Chi")},
                                    {.section = 6, .from = 0, .was = TEXT_LIT("Một"), .with = TEXT_LIT("Hai")}};
    size_t done = 0;
    int64_t rev = 0;
    put(lan, 6, " Lan.");
    help_ok(soan_report_rev(hoa, &rev, e));
    help_ok(soan_replace_all(hoa, rev, at, 2, &done, e));
    assert_int_equal(done, 1);
    help_text_is(hoa, 6, "Một hai ba bốn năm. Lan.");
    /* Both replaced, then one of them held: the other is taken back. */
    help_ok(soan_lease_release(lan, 6, e));
    at[0].was = at[1].with = TEXT_LIT("Chi");
    at[0].with = TEXT_LIT("Thu");
    help_ok(soan_report_rev(hoa, &rev, e));
    help_ok(soan_replace_all(hoa, rev, at, 2, &done, e));
    assert_int_equal(done, 2);
    put(lan, 6, " Lại.");
    help_ok(soan_replace_undo(hoa, false, &done, e));
    assert_int_equal(done, 1);
    help_text_is(hoa, 6, "Chi hai ba bốn năm. Lan. Lại.");
    help_close(hoa);
    help_close(lan);
}

static void test_same_member(void **state)
{
    (void)state;
    struct soan_report *desk = fresh("desk.soan"), *other = sit_down("desk.soan", "lan"),
                       *hoa = sit_down("desk.soan", "hoa");
    struct soan_lease l;
    int64_t before = 0, after = 0;
    put(desk, 6, " Bàn một.");
    help_ok(soan_report_rev(desk, &before, e));
    put(other, 6, " Bàn hai.");
    help_ok(soan_report_rev(desk, &after, e));
    assert_int_equal(after, before + 1); /* no checkpoint, no word about it */
    help_ok(soan_lease_get(desk, 6, &l, e));
    assert_true(l.own && !l.mine);
    soan_lease_free(&l);
    help_close(desk);
    holder_is(hoa, 6, "lan"); /* it was not the first desk's any more */
    help_close(other);
    holder_is(hoa, 6, "");
    help_close(hoa);
}

static void test_left_behind(void **state)
{
    (void)state;
    struct soan_report *lan = fresh("leave.soan"), *hoa = sit_down("leave.soan", "hoa");
    struct soan_stand stand = {.section = 5};
    put(lan, 6, " Lan.");
    help_ok(soan_stand_save(lan, &stand, e)); /* looks at another section */
    holder_is(hoa, 6, "");
    put(hoa, 6, " Hoa.");
    holder_is(lan, 6, "hoa");
    put(lan, 9, " Lan.");
    put(lan, 5, "Lan.");
    holder_is(hoa, 9, "");
    holder_is(hoa, 5, "lan");
    help_ok(soan_session_end(lan, e));
    holder_is(hoa, 5, "");
    present_are(hoa, "hoa #6 writes self 0s;");
    help_close(lan);
    help_close(hoa);
}

static void test_line(void **state)
{
    (void)state;
    struct soan_report *lan = fresh("line.soan"), *hoa = sit_down("line.soan", "hoa"), *minh = sit_down("line.soan", "minh"),
                       *nga = sit_down("line.soan", "nga");
    struct soan_lease l;
    bool held = true;
    put(lan, 6, " Lan.");
    help_ok(soan_lease_wait(hoa, 6, &held, e));
    assert_false(held);
    help_ok(soan_lease_wait(minh, 6, &held, e));
    help_ok(soan_lease_wait(nga, 6, &held, e));
    help_ok(soan_lease_wait(hoa, 6, &held, e)); /* twice is once */
    assert_false(held);
    help_ok(soan_lease_get(minh, 6, &l, e));
    assert_int_equal(l.waiting, 3);
    assert_int_equal(l.place, 2);
    soan_lease_free(&l);
    help_close(minh); /* goes home: out of the line */
    put(lan, 9, " Lan."); /* leaves it */
    holder_is(lan, 6, "hoa");
    help_ok(soan_lease_wait(hoa, 6, &held, e));
    assert_true(held);
    put(hoa, 6, " Hoa.");
    help_ok(soan_lease_release(hoa, 6, e));
    holder_is(lan, 6, "nga");
    help_ok(soan_lease_release(nga, 6, e));
    holder_is(lan, 6, "");
    help_ok(soan_lease_wait(nga, 6, &held, e)); /* nothing to wait for */
    assert_true(held);
    help_close(lan);
    help_close(hoa);
    help_close(nga);
}

/* A child that types and is killed. */
static pid_t typist(const char *name, const char *member, int64_t section, bool waits)
{
    int ready[2];
    char c;
    assert_int_equal(pipe(ready), 0);
    pid_t pid = fork();
    if (pid == 0) {
        struct soan_report *r = NULL;
        struct error e = {0};
        bool held;
        help_expect(soan_report_open(help_path(name), member, &r, &e));
        r->uptime = uptime;
        help_expect(soan_session_begin(r, 0, &e));
        help_expect(waits ? soan_lease_wait(r, section, &held, &e) : soan_lease_take(r, section, &e));
        help_expect(write(ready[1], "r", 1) == 1);
        pause();
        _exit(0);
    }
    close(ready[1]);
    assert_int_equal(read(ready[0], &c, 1), 1);
    close(ready[0]);
    return pid;
}

static void end(pid_t pid)
{
    kill(pid, SIGKILL);
    waitpid(pid, NULL, 0);
}

static void test_process_gone(void **state)
{
    (void)state;
    help_close(help_report("gone.soan"));
    up = 1000;
    pid_t hoa = typist("gone.soan", "hoa", 6, false), minh = typist("gone.soan", "minh", 6, true);
    struct soan_report *lan = sit_down("gone.soan", "lan"), *nga = sit_down("gone.soan", "nga");
    bool held = false;
    holder_is(lan, 6, "hoa");
    help_ok(soan_lease_wait(lan, 6, &held, e));
    assert_false(held);
    end(minh);
    kill(hoa, SIGSTOP);
    holder_is(lan, 6, "hoa"); /* a process that sleeps is there */
    end(hoa);
    holder_is(lan, 6, "");
    present_are(lan, "lan #0 self 0s;nga #0 0s;");
    help_fails(SOAN_BUSY, "is free, but lan waits", try_put(nga, 6, help_rev(nga, 6), "x", e));
    help_ok(soan_lease_wait(lan, 6, &held, e)); /* whoever waits sees it; the dead one before him does not hold him up */
    assert_true(held);
    holder_is(nga, 6, "lan");
    struct query q = query(lan, "SELECT count(*) FROM session");
    int64_t n = 0;
    help_ok(query_single(&q, &n, 0, e));
    assert_int_equal(n, 2);
    help_close(lan);
    help_close(nga);
}

/* The number of a process that is gone is given to another. */
static void test_number_again(void **state)
{
    (void)state;
    struct soan_report *lan = fresh("again.soan"), *hoa = sit_down("again.soan", "hoa");
    put(lan, 6, " Lan.");
    holder_is(hoa, 6, "lan");
    assert_int_equal(sqlite3_exec(hoa->db, "UPDATE session SET began = began - 1 WHERE member = 1", NULL, NULL, NULL),
                     SQLITE_OK);
    holder_is(hoa, 6, "");
    assert_int_equal(sqlite3_exec(hoa->db, "UPDATE session SET began = began + 1, boot = 'x' || boot WHERE member = 1",
                                  NULL, NULL, NULL), SQLITE_OK);
    holder_is(hoa, 6, ""); /* before the machine started anew */
    help_close(hoa);
    help_close(lan);
}

static bool keep_name(const struct soan_step *s, void *arg)
{
    struct text *out = arg;
    if (s->kind == SOAN_STEP_CHECKPOINT)
        text_printf(out, "%.*s;", (int)s->name.len, s->name.bytes);
    return true;
}

static void test_take_over(void **state)
{
    (void)state;
    struct soan_report *lan = fresh("over.soan"), *hoa = sit_down("over.soan", "hoa");
    struct soan_notice n;
    struct soan_lease l;
    struct text names = {0};
    put(lan, 6, " Lan.");
    int64_t rev = help_rev(lan, 6);
    up += 119;
    help_fails(SOAN_BUSY, "by lan", soan_lease_take(hoa, 6, e));
    help_ok(soan_lease_get(hoa, 6, &l, e));
    assert_int_equal(l.take_over_in, 1);
    soan_lease_free(&l);
    up++;
    help_ok(soan_lease_take(hoa, 6, e));
    holder_is(lan, 6, "hoa");
    help_ok(soan_history_each(hoa, 6, keep_name, &names, e));
    assert_string_equal(text_str(&names), "Before hoa took over;");
    /* The holder is told, once. */
    help_ok(soan_notice_get(hoa, &n, e));
    assert_int_equal(n.id, 0);
    help_ok(soan_notice_get(lan, &n, e));
    assert_string_equal(text_str(&n.kind), "taken-over");
    assert_string_equal(text_str(&n.by), "hoa");
    assert_string_equal(text_str(&n.text), "Before hoa took over");
    assert_int_equal(n.section, 6);
    help_ok(soan_notice_told(lan, n.id, e));
    soan_notice_free(&n);
    help_ok(soan_notice_get(lan, &n, e));
    assert_int_equal(n.id, 0);
    put(hoa, 6, " Hoa.");
    help_fails(SOAN_BUSY, "by hoa", try_put(lan, 6, rev, "x", e));
    text_free(&names);
    help_close(hoa);
    help_close(lan);
}

/* What the former holder had typed before he could know goes in where it fits; one who has been told is refused. */
static void test_burst_in_flight(void **state)
{
    (void)state;
    struct soan_report *lan = fresh("flight.soan"), *hoa = sit_down("flight.soan", "hoa");
    put(lan, 6, " Lan.");
    int64_t rev = help_rev(lan, 6);
    up += 120;
    help_ok(soan_lease_take(hoa, 6, e));
    put(hoa, 6, " Hoa.");
    help_ok(try_put(lan, 6, rev, "Trên đường. ", e));
    help_text_is(hoa, 6, "Trên đường. Một hai ba bốn năm. Lan. Hoa.");
    holder_is(hoa, 6, "hoa");
    help_fails(SOAN_BUSY, "by hoa", try_put(lan, 6, help_rev(lan, 6), "x", e));
    /* The same words: nothing is written, and it is the caller who keeps both. */
    up += 120;
    help_ok(soan_lease_take(lan, 6, e));
    put(lan, 6, " Lại.");
    rev = help_rev(hoa, 6);
    help_edit(lan, 6, "Trên đường", "Giữa đường", 3);
    struct text_changes c = {0};
    struct soan_written w = {0};
    text_changes_add(&c, 0, TEXT_LIT("Trên"), TEXT_LIT("Dưới"), 4);
    help_fails(SOAN_BUSY, "the same words", soan_section_edit(hoa, 6, rev, &c, 0, &w, e));
    help_fails(SOAN_BUSY, "by lan", soan_section_edit(hoa, 6, rev, &c, 0, &w, e));
    text_changes_free(&c);
    /* Two who begin at once: the first has it, the words of both stand. */
    help_ok(soan_lease_release(lan, 6, e));
    look(hoa, 6);
    rev = help_rev(hoa, 6);
    up++;
    put(lan, 6, " A.");
    help_ok(try_put(hoa, 6, rev, "B. ", e));
    holder_is(hoa, 6, "lan");
    help_fails(SOAN_BUSY, "by lan", try_put(hoa, 6, rev, "C. ", e));
    help_close(hoa);
    help_close(lan);
}

static void test_idle(void **state)
{
    (void)state;
    struct soan_report *lan = fresh("idle.soan"), *hoa = sit_down("idle.soan", "hoa"), *minh = sit_down("idle.soan", "minh");
    struct soan_stand stand = {.section = 6};
    struct text names = {0};
    struct soan_written w = {0};
    bool held = true;
    put(lan, 6, " Lan.");
    look(hoa, 6);
    up += 599;
    help_fails(SOAN_BUSY, "by lan", try_put(hoa, 6, help_rev(hoa, 6), "x", e));
    help_ok(soan_stand_save(lan, &stand, e)); /* a cursor moved in the section is a key in it */
    up += 599;
    help_fails(SOAN_BUSY, "by lan", try_put(hoa, 6, help_rev(hoa, 6), "x", e));
    up++;
    struct soan_report *command = visit("idle.soan", "hoa");
    help_ok(soan_section_write(command, 6, 0, TEXT_LIT("Hoa ghi."), &w, e)); /* it has ended: no session is needed */
    soan_written_free(&w);
    help_close(command);
    help_ok(try_put(hoa, 6, help_rev(hoa, 6), "x", e));
    holder_is(lan, 6, "hoa");
    help_ok(soan_history_each(hoa, 6, keep_name, &names, e));
    assert_string_equal(text_str(&names), "Before hoa took over;");
    text_free(&names);
    /* Whoever waits gets it by looking. */
    help_ok(soan_lease_wait(minh, 6, &held, e));
    assert_false(held);
    up += 600;
    help_ok(soan_lease_wait(minh, 6, &held, e));
    assert_true(held);
    /* As the office has it. */
    help_ok(soan_report_set(lan, "take-over", TEXT_LIT("0"), e));
    help_ok(soan_lease_take(hoa, 6, e));
    help_ok(soan_report_set(lan, "take-over", TEXT_LIT("5"), e));
    up += 299;
    help_fails(SOAN_BUSY, "after 5 minutes", soan_lease_take(lan, 6, e));
    help_ok(soan_report_set(lan, "lease", TEXT_LIT("4"), e));
    help_ok(try_put(lan, 6, help_rev(lan, 6), "x", e));
    help_close(minh);
    help_close(hoa);
    help_close(lan);
}

static void test_clock(void **state)
{
    (void)state;
    struct soan_report *lan = fresh("clock.soan"), *hoa = sit_down("clock.soan", "hoa");
    put(lan, 6, " Lan.");
    hoa->now = lan->now = clock_set_back;
    up += 60;
    put(lan, 6, " Nữa.");
    up += 119;
    help_fails(SOAN_BUSY, "by lan", soan_lease_take(hoa, 6, e));
    up++;
    help_ok(soan_lease_take(hoa, 6, e));
    present_are(hoa, "hoa #0 writes self 180s;lan #6 120s;");
    help_close(hoa);
    help_close(lan);
}

static void test_reader(void **state)
{
    (void)state;
    struct soan_report *lan = fresh("reader.soan"), *r = NULL;
    put(lan, 6, " Lan.");
    help_ok(soan_report_open(help_path("reader.soan"), "minh", &r, e));
    r->read_only = true; /* as for an account without the right to write: a file's mode says nothing to root */
    help_ok(soan_session_begin(r, 0, e));
    assert_int_equal(r->session.id, 0);
    r->uptime = uptime;
    holder_is(r, 6, "lan");
    present_are(r, "lan #6 writes 0s;");
    soan_report_close(&r);
    help_close(lan);
}

/* A copy is another report: whoever types in the first does not type in it. */
static void test_copy(void **state)
{
    (void)state;
    struct soan_report *lan = fresh("whole.soan");
    put(lan, 6, " Lan.");
    unlink(help_path("copy.soan"));
    help_ok(soan_report_backup(lan, help_path("copy.soan"), e));
    struct soan_report *hoa = sit_down("copy.soan", "hoa");
    holder_is(hoa, 6, "");
    present_are(hoa, "hoa #0 self 0s;");
    put(hoa, 6, " Hoa.");
    help_close(hoa);
    help_close(lan);
}

/* A script's shell holds what its commands take, until it ends. */
static void test_script(void **state)
{
    (void)state;
    struct soan_report *lan = fresh("script.soan"), *r = NULL;
    pid_t shell = fork();
    if (shell == 0) {
        pause();
        _exit(0);
    }
    for (int i = 0; i < 2; i++) {
        r = help_open("script.soan", "hoa");
        help_ok(soan_session_of(r, shell, e));
        help_ok(soan_lease_take(r, 6, e));
        soan_report_close(&r);
    }
    holder_is(lan, 6, "hoa");
    end(shell);
    holder_is(lan, 6, "");
    r = help_open("script.soan", "hoa");
    help_fails(SOAN_NO_INPUT, "no process", soan_session_of(r, shell, e));
    help_close(r);
    help_close(lan);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_typing_takes), cmocka_unit_test(test_commands), cmocka_unit_test(test_replace_leaves_out),
        cmocka_unit_test(test_same_member), cmocka_unit_test(test_left_behind), cmocka_unit_test(test_line),
        cmocka_unit_test(test_process_gone), cmocka_unit_test(test_number_again), cmocka_unit_test(test_take_over),
        cmocka_unit_test(test_burst_in_flight), cmocka_unit_test(test_idle), cmocka_unit_test(test_clock),
        cmocka_unit_test(test_reader), cmocka_unit_test(test_copy), cmocka_unit_test(test_script),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
