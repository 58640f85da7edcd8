/* Suggestions: how they go with the text, are taken up, declined and undone. */
#include <stdlib.h>
#include <string.h>

#include "help.h"

/* `instead` for the first `was` of the section's text. */
static int64_t suggest(struct soan_report *r, int64_t section, const char *was, const char *instead)
{
    struct text t = {0};
    int64_t id = 0;
    help_ok(soan_section_text(r, section, &t, NULL, e));
    struct soan_suggestion s = {.section = section, .was = text_copy(text_view_of(was)),
                                .instead = text_copy(text_view_of(instead))};
    s.from = text_view_find(text_view(&t), text_view_of(was), 0);
    assert_int_not_equal(s.from, SIZE_MAX);
    s.to = s.from + s.was.len;
    help_ok(soan_suggestion_add(r, &s, 1, 0, &id, e));
    soan_suggestion_free(&s);
    text_free(&t);
    return id;
}

/* Words put in at a byte. */
static int64_t put_in(struct soan_report *r, int64_t section, size_t at, const char *instead)
{
    int64_t id = 0;
    struct soan_suggestion s = {.section = section, .from = at, .to = at, .instead = text_copy(text_view_of(instead))};
    help_ok(soan_suggestion_add(r, &s, 1, 0, &id, e));
    soan_suggestion_free(&s);
    return id;
}

/* Words typed before (behind) the first `word`. */
static void type(struct soan_report *r, int64_t section, const char *word, bool behind, const char *typed, uint64_t group)
{
    struct text t = {0};
    struct text_changes c = {0};
    struct soan_written w = {0};
    int64_t rev = 0;
    help_ok(soan_section_text(r, section, &t, &rev, e));
    size_t pos = text_view_find(text_view(&t), text_view_of(word), 0);
    text_changes_add(&c, behind ? pos + strlen(word) : pos, TEXT_LIT(""), text_view_of(typed), group);
    help_ok(soan_section_edit(r, section, rev, &c, 0, &w, e));
    soan_written_free(&w);
    text_changes_free(&c);
    text_free(&t);
}

struct looking { struct soan_report *r; struct text out; };

static bool show(const struct soan_suggestion *s, void *arg)
{
    struct looking *l = arg;
    struct text t = {0};
    struct soan_fitting f = {0};
    help_ok(soan_section_text(l->r, s->section, &t, NULL, e));
    soan_suggestion_fit(s, text_view(&t), &f);
    struct text_view now = text_view_part(text_view(&t), f.from, f.to);
    text_printf(&l->out, "%d %s", (int)s->id, soan_suggestion_state_name(s->state));
    if (soan_suggestion_pending(s)) {
        text_printf(&l->out, " %s <%.*s>", soan_fit_name(f.how), (int)now.len, now.bytes);
        for (size_t i = 0; i < f.n; i++)
            text_printf(&l->out, " -%.*s+%s", (int)(f.hunk[i].to - f.hunk[i].from), t.bytes + f.hunk[i].from,
                        text_str(&f.hunk[i].with));
    }
    text_append_char(&l->out, '\n');
    soan_fitting_free(&f);
    text_free(&t);
    return true;
}

static void each_is(struct soan_report *r, int64_t section, const char *expected)
{
    struct looking l = {.r = r};
    help_ok(soan_suggestion_each(r, section, false, show, &l, e));
    assert_string_equal(text_str(&l.out), expected);
    text_free(&l.out);
}

static void keep(int64_t id, const char *why, void *arg)
{
    text_printf(arg, "%d: %s\n", (int)id, why);
}

/* Accepts and says what was kept. */
static void accept(struct soan_report *r, const int64_t *id, size_t n, size_t accepted, const char *kept)
{
    struct text out = {0};
    size_t done = 0;
    help_ok(soan_suggestion_accept(r, id, n, keep, &out, &done, e));
    assert_int_equal(done, accepted);
    assert_string_equal(text_str(&out), kept);
    text_free(&out);
}

static void take_back(struct soan_report *r, int64_t section, bool redo)
{
    struct text_changes done = {0};
    struct soan_written w;
    help_ok(soan_section_undo(r, section, help_rev(r, section), redo, &done, &w, e));
    text_changes_free(&done);
    soan_written_free(&w);
}

static void test_text_stays(void **state)
{
    (void)state;
    struct soan_report *r = help_report("stays.soan"), *other = help_open("stays.soan", "bt2");
    int64_t n = 0;
    suggest(other, 6, "hai ba", "hai và ba");
    suggest(r, 4, "tăng trưởng", "");
    help_text_is(r, 6, "Một hai ba bốn năm.");
    each_is(r, 0, "2 open in-place <tăng trưởng> -tăng trưởng+\n1 open in-place <hai ba> -+và \n");
    help_ok(soan_suggestion_count(r, 0, &n, e));
    assert_int_equal(n, 2);
    help_ok(soan_suggestion_count(r, 6, &n, e));
    assert_int_equal(n, 1);
    struct soan_totals t;
    help_ok(soan_report_totals(r, &t, e));
    assert_int_equal(t.suggestions, 2);
    /* The same once more, from the same member, is one; from another it is another. */
    assert_int_equal(suggest(other, 6, "hai ba", "hai và ba"), 1);
    assert_int_equal(suggest(r, 6, "hai ba", "hai và ba"), 3);
    help_close(other);
    help_close(r);
}

static void test_refusals(void **state)
{
    (void)state;
    struct soan_report *r = help_report("refused.soan");
    int64_t id;
    struct soan_suggestion s = {.section = 6, .from = 0, .to = 500, .was = text_copy(TEXT_LIT("xin chào")),
                                .instead = text_copy(TEXT_LIT("x"))};
    help_fails(SOAN_REFUSED, "does not have these words", soan_suggestion_add(r, &s, 1, 0, &id, e));
    text_free(&s.was);
    s.from = s.to = 2; /* inside ộ */
    help_fails(SOAN_REFUSED, "does not have these words", soan_suggestion_add(r, &s, 1, 0, &id, e));
    s.from = 9;
    s.to = 3;
    help_fails(SOAN_REFUSED, "does not have these words", soan_suggestion_add(r, &s, 1, 0, &id, e));
    s.from = s.to = 0;
    text_free(&s.instead); /* empty both */
    help_fails(SOAN_REFUSED, "stand there already", soan_suggestion_add(r, &s, 1, 0, &id, e));
    s.instead = text_copy(TEXT_LIT("\x1b\xe2\x80\xae\xe2\x80\x8b")); /* ESC, RLO, zero width: nothing is left of it */
    help_fails(SOAN_REFUSED, "stand there already", soan_suggestion_add(r, &s, 1, 0, &id, e));
    text_clear(&s.instead);
    while (s.instead.len < 1000000)
        text_append_str(&s.instead, "dài ");
    help_fails(SOAN_REFUSED, "65536", soan_suggestion_add(r, &s, 1, 0, &id, e));
    text_free(&s.instead);
    s.instead = text_copy(TEXT_LIT("x"));
    s.section = 99;
    help_fails(SOAN_NO_INPUT, "#99", soan_suggestion_add(r, &s, 1, 0, &id, e));
    help_ok(soan_section_remove(r, 6, e));
    s.section = 6;
    help_fails(SOAN_NO_INPUT, "bin", soan_suggestion_add(r, &s, 1, 0, &id, e));
    help_fails(SOAN_NO_INPUT, "#7", soan_suggestion_reject(r, (int64_t[]){7}, 1, TEXT_LIT(""), e));
    id = 7;
    size_t done;
    help_fails(SOAN_NO_INPUT, "#7", soan_suggestion_accept(r, &id, 1, NULL, NULL, &done, e));
    soan_suggestion_free(&s);
    help_close(r);
}

static void test_hostile_words(void **state)
{
    (void)state;
    struct soan_report *r = help_report("hostile.soan");
    struct soan_suggestion s;
    suggest(r, 6, "hai", "h\x1b[31mai\xe2\x80\xae xấu");
    help_ok(soan_suggestion_get(r, 1, &s, e));
    assert_string_equal(text_str(&s.instead), "h[31mai xấu");
    soan_suggestion_free(&s);
    /* Part of a figure stands for all of it. */
    int64_t id = 0;
    s = (struct soan_suggestion){.section = 4, .was = text_copy(TEXT_LIT("{thu")), .instead = text_copy(TEXT_LIT("5"))};
    s.from = strlen("Thu ngân sách ");
    s.to = s.from + s.was.len;
    help_ok(soan_suggestion_add(r, &s, 1, 0, &id, e));
    soan_suggestion_free(&s);
    each_is(r, 4, "2 open in-place <{thu}> -{thu}+5}\n");
    help_close(r);
}

static void test_places_move(void **state)
{
    (void)state;
    struct soan_report *r = help_report("moves.soan");
    suggest(r, 6, "hai ba", "23");
    put_in(r, 6, strlen("Một hai ba bốn"), " rưỡi");
    help_edit(r, 6, "Một", "Số một", 1);
    type(r, 6, "hai", false, "trước ", 2);
    type(r, 6, "ba", true, " sau", 3);
    type(r, 6, "bốn", true, " bốn", 4);
    each_is(r, 6, "1 open in-place <hai ba> -hai ba+23\n2 open in-place <> -+ rưỡi\n");
    type(r, 6, "hai", true, " và", 5); /* inside: the words are no longer those that were to be replaced */
    each_is(r, 6, "1 open words-changed <hai và ba> -hai và ba+23\n2 open in-place <> -+ rưỡi\n");
    help_edit(r, 6, "hai và ba sau ", "", 6);
    each_is(r, 6, "1 open words-deleted <> -+23\n2 open in-place <> -+ rưỡi\n");
    take_back(r, 6, false);
    take_back(r, 6, false); /* they are back, and found */
    each_is(r, 6, "1 open moved <hai ba> -hai ba+23\n2 open in-place <> -+ rưỡi\n");
    /* Cut here, pasted there. */
    help_edit(r, 6, "trước hai ba sau ", "", 7);
    help_edit(r, 6, "năm", "năm trước hai ba sau", 8);
    each_is(r, 6, "1 open moved <hai ba> -hai ba+23\n2 open in-place <> -+ rưỡi\n");
    accept(r, (int64_t[]){1, 2}, 2, 2, "");
    help_text_is(r, 6, "Số một bốn bốn rưỡi năm trước 23 sau.");
    help_close(r);
}

static void test_accept_and_undo(void **state)
{
    (void)state;
    struct soan_report *r = help_report("accept.soan"), *other = help_open("accept.soan", "bt2");
    suggest(other, 6, "hai ba", "hai và ba");
    accept(r, (int64_t[]){1}, 1, 1, "");
    help_text_is(r, 6, "Một hai và ba bốn năm.");
    each_is(r, 6, "1 accepted\n");
    accept(r, (int64_t[]){1}, 1, 0, "1: it is accepted already\n");
    help_edit(r, 6, "Một", "Số một", 1);
    take_back(r, 6, false);
    take_back(r, 6, false);
    help_text_is(r, 6, "Một hai ba bốn năm.");
    each_is(r, 6, "1 undone in-place <hai ba> -+và \n"); /* to be decided again, in its place */
    take_back(r, 6, true);
    help_text_is(r, 6, "Một hai và ba bốn năm.");
    each_is(r, 6, "1 accepted\n");
    take_back(r, 6, false);
    accept(r, (int64_t[]){1}, 1, 1, "");
    help_text_is(r, 6, "Một hai và ba bốn năm.");
    take_back(r, 6, false);
    help_ok(soan_suggestion_reject(r, (int64_t[]){1}, 1, TEXT_LIT("để sau"), e));
    each_is(r, 6, "1 rejected\n");
    help_fails(SOAN_REFUSED, "rejected already", soan_suggestion_reject(r, (int64_t[]){1}, 1, TEXT_LIT(""), e));
    struct soan_suggestion s;
    help_ok(soan_suggestion_get(r, 1, &s, e));
    assert_string_equal(text_str(&s.author), "bt2");
    assert_string_equal(text_str(&s.decided_by), "lan");
    assert_string_equal(text_str(&s.reason), "để sau");
    soan_suggestion_free(&s);
    help_close(other);
    help_close(r);
}

static void test_overlap(void **state)
{
    (void)state;
    struct soan_report *r = help_report("overlap.soan"), *other = help_open("overlap.soan", "bt2");
    suggest(r, 6, "Một hai ba", "Một hai BA");
    suggest(other, 6, "hai ba bốn", "HAI ba bốn");
    suggest(other, 6, "ba bốn", "4");
    each_is(r, 6, "1 open in-place <Một hai ba> -ba+BA\n2 open in-place <hai ba bốn> -hai+HAI\n"
                  "3 open in-place <ba bốn> -ba bốn+4\n");
    accept(r, (int64_t[]){1}, 1, 1, "");
    help_text_is(r, 6, "Một hai BA bốn năm.");
    /* The one changes other words of the same sentence and fits still, the other changes the same ones and is kept. */
    each_is(r, 6, "1 accepted\n2 open rebased <hai BA bốn> -hai+HAI\n3 open words-changed <BA bốn> -BA bốn+4\n");
    accept(r, (int64_t[]){2, 3}, 2, 1, "3: the words \"ba bốn\" were changed to \"BA bốn\"\n");
    help_text_is(r, 6, "Một HAI BA bốn năm.");
    accept(r, (int64_t[]){3}, 1, 0, "3: the words \"ba bốn\" were changed to \"BA bốn\"\n");
    help_close(other);
    help_close(r);
}

static void test_rebase(void **state)
{
    (void)state;
    struct soan_report *r = help_report("rebase.soan");
    suggest(r, 6, "Một hai ba bốn năm.", "Một hai ba bốn rưỡi năm tròn.");
    help_edit(r, 6, "Một hai", "Mười hai", 1); /* the word itself, and the place before it */
    each_is(r, 6, "1 open rebased <Mười hai ba bốn năm.> -+rưỡi  -+ tròn\n");
    help_edit(r, 6, "năm.", "năm tròn.", 2);   /* one of its words stands there already */
    each_is(r, 6, "1 open rebased <Mười hai ba bốn năm tròn.> -+rưỡi \n");
    accept(r, (int64_t[]){1}, 1, 1, "");
    help_text_is(r, 6, "Mười hai ba bốn rưỡi năm tròn.");
    /* The text says all of it already: there is nothing to change, and nothing to undo. */
    suggest(r, 4, "Phường {ten} tăng trưởng", "Phường {ten} tăng trưởng khá");
    type(r, 4, "tăng trưởng", true, " khá", 3);
    accept(r, (int64_t[]){2}, 1, 1, "");
    help_text_is(r, 4, "Thu ngân sách {thu} tỷ đồng.\nPhường {ten} tăng trưởng khá.");
    take_back(r, 4, false);
    help_text_is(r, 4, "Thu ngân sách {thu} tỷ đồng.\nPhường {ten} tăng trưởng.");
    each_is(r, 4, "2 accepted\n");
    help_close(r);
}

static void test_many_at_once(void **state)
{
    (void)state;
    struct soan_report *r = help_report("many.soan");
    size_t done = 0;
    suggest(r, 6, "hai", "2");
    suggest(r, 6, "bốn", "4");
    suggest(r, 9, "2030", "2035");
    suggest(r, 7, " và ", ", ");
    suggest(r, 4, "tăng trưởng", "phát triển");
    help_edit(r, 4, "tăng trưởng", "tiến lên", 1);
    help_ok(soan_section_remove(r, 7, e));
    struct text kept = {0};
    help_ok(soan_suggestion_accept(r, (int64_t[]){1, 2, 3, 4, 5}, 5, keep, &kept, &done, e));
    assert_int_equal(done, 3);
    assert_non_null(strstr(text_str(&kept), "5: the words \"tăng trưởng\" were changed to \"t"));
    assert_non_null(strstr(text_str(&kept), "4: "));
    assert_non_null(strstr(text_str(&kept), "bin"));
    text_free(&kept);
    help_text_is(r, 6, "Một 2 ba 4 năm.");
    help_text_is(r, 9, "Đến năm 2035.");
    /* One step, in both sections. */
    help_ok(soan_replace_undo(r, false, &done, e));
    assert_int_equal(done, 2);
    help_text_is(r, 6, "Một hai ba bốn năm.");
    help_text_is(r, 9, "Đến năm 2030.");
    each_is(r, 6, "1 undone in-place <hai> -hai+2\n2 undone in-place <bốn> -bốn+4\n");
    help_ok(soan_replace_undo(r, true, &done, e));
    each_is(r, 6, "1 accepted\n2 accepted\n");
    take_back(r, 6, false); /* from inside one of them */
    each_is(r, 9, "3 undone in-place <2030> -2030+2035\n");
    help_close(r);
}

static void test_side_by_side(void **state)
{
    (void)state;
    struct soan_report *r = help_report("side.soan");
    /* Three paragraphs for the end of the text, taken up in the worst order, stand in the order in which they were made. */
    size_t end = strlen("Một hai ba bốn năm.");
    put_in(r, 6, end, "\nMột.");
    put_in(r, 6, end, "\nHai.");
    put_in(r, 6, end, "\nBa.");
    accept(r, (int64_t[]){3}, 1, 1, "");
    accept(r, (int64_t[]){1}, 1, 1, "");
    accept(r, (int64_t[]){2}, 1, 1, "");
    help_text_is(r, 6, "Một hai ba bốn năm.\nMột.\nHai.\nBa.");
    /* One leaves a word out, another puts words in behind it: each comes back by itself. */
    suggest(r, 9, " năm", "");
    put_in(r, 9, strlen("Đến năm"), " hết");
    accept(r, (int64_t[]){4, 5}, 2, 2, "");
    help_text_is(r, 9, "Đến hết 2030.");
    take_back(r, 9, false);
    each_is(r, 9, "4 undone in-place < năm> - năm+\n5 undone in-place <> -+ hết\n");
    help_close(r);
}

static void test_who_may(void **state)
{
    (void)state;
    struct soan_report *r = help_report("may.soan"), *other = help_open("may.soan", "bt2");
    size_t done;
    assert_int_equal(sqlite3_exec(r->db, "UPDATE member SET role = 'reviewer' WHERE name = 'bt2'", NULL, NULL, NULL),
                     SQLITE_OK);
    int64_t mine = suggest(other, 6, "hai", "2"), theirs = suggest(r, 6, "ba", "3");
    help_fails(SOAN_NOT_PERMITTED, "bt2", soan_suggestion_accept(other, &mine, 1, NULL, NULL, &done, e));
    help_fails(SOAN_NOT_PERMITTED, "bt2", soan_suggestion_reject(other, (int64_t[]){theirs}, 1, TEXT_LIT(""), e));
    help_ok(soan_suggestion_reject(other, (int64_t[]){mine}, 1, TEXT_LIT(""), e)); /* its own: withdrawn, the row stays */
    each_is(r, 6, "1 withdrawn\n2 open in-place <ba> -ba+3\n");
    help_close(other);
    help_close(r);
}

static void test_said_anew(void **state)
{
    (void)state;
    struct soan_report *r = help_report("anew.soan");
    int64_t id = suggest(r, 6, "hai", "2"), next = 0;
    struct soan_suggestion s;
    help_ok(soan_suggestion_get(r, id, &s, e));
    help_ok(soan_suggestion_add(r, &s, 1, id, &next, e)); /* said again as it was */
    assert_int_equal(next, id);
    text_append_str(&s.instead, "2");
    help_ok(soan_suggestion_add(r, &s, 1, id, &next, e));
    each_is(r, 6, "1 withdrawn\n2 open in-place <hai> -hai+22\n");
    soan_suggestion_free(&s);
    help_close(r);
}

static void test_in_the_bin(void **state)
{
    (void)state;
    struct soan_report *r = help_report("bin.soan");
    int64_t id = suggest(r, 6, "hai", "2"), n = 0;
    size_t done;
    help_ok(soan_section_remove(r, 6, e));
    each_is(r, 0, "1 open in-place <hai> -hai+2\n");
    help_ok(soan_suggestion_count(r, 0, &n, e));
    assert_int_equal(n, 0);
    help_fails(SOAN_REFUSED, "bin", soan_suggestion_accept(r, &id, 1, NULL, NULL, &done, e));
    help_ok(soan_section_restore(r, 6, e));
    accept(r, &id, 1, 1, "");
    help_text_is(r, 6, "Một 2 ba bốn năm.");
    help_close(r);
}

static bool last_step(const struct soan_step *s, void *arg)
{
    soan_step_tell(s, arg);
    return false;
}

static void test_history(void **state)
{
    (void)state;
    struct soan_report *r = help_report("told.soan"), *other = help_open("told.soan", "bt2");
    struct text out = {0};
    suggest(other, 6, "hai", "2");
    suggest(other, 6, "bốn", "4");
    accept(r, (int64_t[]){1, 2}, 2, 2, "");
    help_ok(soan_history_each(r, 6, last_step, &out, e));
    assert_string_equal(text_str(&out), "taken up what bt2 suggested");
    text_free(&out);
    help_close(other);
    help_close(r);
}

static void add_line(const char *line, void *arg)
{
    text_printf(arg, "%s\n", line);
}

static void test_verify_finds(void **state)
{
    (void)state;
    static const struct { const char *sql, *says; } faults[] = {
        {"UPDATE suggestion SET stop = 900", "R14: the place of suggestion 1"},
        {"UPDATE suggestion SET start = 2", "R14: the place of suggestion 1"},
        {"UPDATE suggestion SET instead = was", "R14: the words of suggestion 1"},
        {"UPDATE suggestion SET state = 'lost'", "R14: the state of suggestion 1"},
        {"UPDATE suggestion SET pending = 0", "R14: the state of suggestion 1"},
        {"UPDATE suggestion SET section = 77", "R14: suggestion 1"},
        {"UPDATE suggestion SET state = 'accepted', decided = 1", "R14: the decision on suggestion 1"},
    };
    for (size_t i = 0; i < SOAN_ARRAY_LEN(faults); i++) {
        struct soan_report *r = help_report("fault.soan");
        struct text out = {0};
        size_t problems = 0;
        suggest(r, 6, "hai", "2");
        assert_int_equal(sqlite3_exec(r->db, faults[i].sql, NULL, NULL, NULL), SQLITE_OK);
        help_ok(soan_report_verify(r, add_line, &out, &problems, e));
        if (!strstr(text_str(&out), faults[i].says))
            fail_msg("%s: %s", faults[i].sql, text_str(&out));
        text_free(&out);
        soan_report_close(&r);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_text_stays),      cmocka_unit_test(test_refusals),
        cmocka_unit_test(test_hostile_words),   cmocka_unit_test(test_places_move),
        cmocka_unit_test(test_accept_and_undo), cmocka_unit_test(test_overlap),
        cmocka_unit_test(test_rebase),          cmocka_unit_test(test_many_at_once),
        cmocka_unit_test(test_side_by_side),    cmocka_unit_test(test_who_may),
        cmocka_unit_test(test_said_anew),       cmocka_unit_test(test_in_the_bin),
        cmocka_unit_test(test_history),         cmocka_unit_test(test_verify_finds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
