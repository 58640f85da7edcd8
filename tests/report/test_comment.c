/* Comments and how their anchors go with the text. */
#include <string.h>

#include "help.h"

static int64_t comment(struct soan_report *r, int64_t section, const char *words, const char *body)
{
    struct text t = {0};
    int64_t id = 0;
    struct soan_comment c = {.section = section, .anchored = words != NULL, .body = text_copy(text_view_of(body))};
    if (words) {
        help_ok(soan_section_text(r, section, &t, NULL, e));
        c.from = text_view_find(text_view(&t), text_view_of(words), 0);
        c.to = c.from + strlen(words);
    }
    help_ok(soan_comment_add(r, &c, &id, e));
    text_free(&c.body);
    text_free(&t);
    return id;
}

struct looking { struct soan_report *r; struct text out; };

static bool show(const struct soan_comment *c, void *arg)
{
    struct looking *l = arg;
    struct text t = {0};
    help_ok(soan_section_text(l->r, c->section, &t, NULL, e));
    struct text_view now = text_view_part(text_view(&t), c->from, c->to);
    text_printf(&l->out, "%d%s%s<%.*s>%s ", (int)c->id, c->parent ? "^" : "", c->anchored ? "" : "-", (int)now.len,
                now.bytes, c->resolved ? "ok" : "");
    text_free(&t);
    return true;
}

enum { SPOTS_MOST = 20 };
struct told_spots { struct soan_comment_spot item[SPOTS_MOST]; size_t n, at; int64_t also; };

static bool expect_spot(const struct soan_comment *c, void *arg)
{
    struct told_spots *t = arg;
    bool told = !c->parent && (!c->resolved || c->id == t->also);
    if (c->parent && t->n && t->item[t->n - 1].id == c->parent)
        t->item[t->n - 1].replies += !c->withdrawn;
    assert_true(t->n < SPOTS_MOST);
    if (told)
        t->item[t->n++] = (struct soan_comment_spot){c->id, c->section, c->from, c->to, c->anchored, c->binned, 0};
    return true;
}

static bool is_spot(const struct soan_comment_spot *s, void *arg)
{
    struct told_spots *t = arg;
    assert_true(t->at < t->n);
    const struct soan_comment_spot *x = &t->item[t->at++];
    assert_true(s->id == x->id && s->section == x->section && s->anchored == x->anchored && s->binned == x->binned);
    assert_true(!s->anchored || (s->from == x->from && s->to == x->to));
    assert_int_equal(s->replies, x->replies);
    return true;
}

/* Where they are agrees with what they are. */
static void spots_agree(struct soan_report *r, int64_t section)
{
    for (int64_t also = 0; also < 4; also++) {
        struct told_spots t = {.also = also};
        help_ok(soan_comment_each(r, section, expect_spot, &t, e));
        help_ok(soan_comment_spots(r, section, also, is_spot, &t, e));
        assert_int_equal(t.at, t.n);
    }
}

static void each_is(struct soan_report *r, int64_t section, const char *expected)
{
    struct looking l = {.r = r};
    help_ok(soan_comment_each(r, section, show, &l, e));
    assert_string_equal(text_str(&l.out), expected);
    text_free(&l.out);
    spots_agree(r, section);
}

static void test_threads_and_order(void **state)
{
    (void)state;
    struct soan_report *r = help_report("threads.soan");
    int64_t id = 0;
    comment(r, 6, "bốn", "sau");
    comment(r, 6, "hai", "trước");
    comment(r, 6, NULL, "cả mục");
    struct soan_comment reply = {.parent = 2, .body = text_copy(TEXT_LIT("đã hỏi"))};
    help_ok(soan_comment_add(r, &reply, &id, e));
    reply.parent = id; /* an answer to the answer stays in the thread */
    help_ok(soan_comment_add(r, &reply, &id, e));
    text_free(&reply.body);
    comment(r, 4, "Thu", "mục trước");
    each_is(r, 6, "3-<> 2<hai> 4^-<> 5^-<> 1<bốn> ");
    each_is(r, 0, "6<Thu> 3-<> 2<hai> 4^-<> 5^-<> 1<bốn> ");
    struct soan_section s;
    help_ok(soan_section_get(r, 6, &s, e));
    assert_int_equal(s.comments, 3);
    soan_section_free(&s);
    help_ok(soan_comment_resolve(r, 2, true, e));
    help_ok(soan_section_get(r, 6, &s, e));
    assert_int_equal(s.comments, 2);
    soan_section_free(&s);
    help_ok(soan_section_remove(r, 6, e)); /* none vanishes */
    each_is(r, 0, "6<Thu> 3-<> 2<hai>ok 4^-<> 5^-<> 1<bốn> ");
    struct soan_totals t;
    help_ok(soan_report_totals(r, &t, e));
    assert_int_equal(t.comments_open, 3);
    help_close(r);
}

static void test_refusals(void **state)
{
    (void)state;
    struct soan_report *r = help_report("refusals.soan");
    struct soan_comment c = {.section = 6, .anchored = true, .from = 0, .to = 500, .body = text_copy(TEXT_LIT("x"))};
    int64_t id;
    help_fails(SOAN_REFUSED, "select", soan_comment_add(r, &c, &id, e));
    c.to = 2; /* inside ộ */
    help_fails(SOAN_REFUSED, "select", soan_comment_add(r, &c, &id, e));
    c.to = 0;
    help_fails(SOAN_REFUSED, "select", soan_comment_add(r, &c, &id, e));
    c.anchored = false;
    c.section = 99;
    help_fails(SOAN_NO_INPUT, "#99", soan_comment_add(r, &c, &id, e));
    c.parent = 7;
    help_fails(SOAN_NO_INPUT, "comment 7", soan_comment_add(r, &c, &id, e));
    c = (struct soan_comment){.section = 6, .body = c.body};
    text_clear(&c.body);
    text_append_str(&c.body, " \n\x1b ");
    help_fails(SOAN_REFUSED, "empty", soan_comment_add(r, &c, &id, e));
    help_fails(SOAN_NO_INPUT, "comment 7", soan_comment_resolve(r, 7, true, e));
    text_free(&c.body);
    help_close(r);
}

static void test_anchor_moves(void **state)
{
    (void)state;
    struct soan_report *r = help_report("anchor.soan");
    comment(r, 6, "hai ba", "?");
    help_edit(r, 6, "Một", "Số một", 1);
    each_is(r, 6, "1<hai ba> ");
    help_edit(r, 6, "hai", "trước hai", 2);         /* begins at the anchor's start with other words */
    help_edit(r, 6, "trước hai", "hai", 3);
    help_edit(r, 6, "bốn", "4", 4);
    each_is(r, 6, "1<hai ba> ");
    help_edit(r, 6, " ba", " và ba", 5);            /* inside */
    each_is(r, 6, "1<hai và ba> ");
    help_edit(r, 6, "năm", "5", 6);
    help_edit(r, 6, "hai và ba 4", "4", 7);         /* gone */
    each_is(r, 6, "1<> ");
    help_edit(r, 6, "Số", "SỐ", 8);
    struct text_changes done = {0};
    struct soan_written w;
    help_ok(soan_section_undo(r, 6, help_rev(r, 6), false, &done, &w, e));
    help_ok(soan_section_undo(r, 6, help_rev(r, 6), false, &done, &w, e));
    each_is(r, 6, "1<> ");                          /* its quote was "hai ba", what came back is "hai và ba" */
    help_ok(soan_section_undo(r, 6, help_rev(r, 6), false, &done, &w, e));
    text_changes_free(&done);
    help_close(r);
}

static void test_anchor_back_after_undo(void **state)
{
    (void)state;
    struct soan_report *r = help_report("back.soan");
    comment(r, 6, "hai ba", "?");
    help_edit(r, 6, "Một hai ba bốn", "Bốn", 1);
    each_is(r, 6, "1<> ");
    struct text_changes done = {0};
    struct soan_written w;
    help_ok(soan_section_undo(r, 6, help_rev(r, 6), false, &done, &w, e));
    each_is(r, 6, "1<hai ba> ");
    text_changes_free(&done);
    help_close(r);
}

static int64_t say(struct soan_report *r, struct soan_comment c, const char *body)
{
    int64_t id = 0;
    c.body = text_copy(text_view_of(body));
    help_ok(soan_comment_add(r, &c, &id, e));
    text_free(&c.body);
    return id;
}

struct counting { size_t roots, replies; };

static bool count_one(const struct soan_comment *c, void *arg)
{
    struct counting *n = arg;
    n->roots += !c->parent;
    n->replies += c->parent != 0;
    return true;
}

/* What this member can reach in section 6, and what the counts say there is. */
static void sees(struct soan_report *r, size_t roots, size_t replies, int64_t counted)
{
    struct counting n = {0};
    struct soan_section s;
    struct soan_totals t;
    help_ok(soan_comment_each(r, 6, count_one, &n, e));
    assert_int_equal(n.roots, roots);
    assert_int_equal(n.replies, replies);
    help_ok(soan_section_get(r, 6, &s, e));
    assert_int_equal(s.comments, counted);
    soan_section_free(&s);
    help_ok(soan_report_totals(r, &t, e));
    assert_int_equal(t.comments_open, counted);
    spots_agree(r, 0);
}

static void test_drafts_are_private(void **state)
{
    (void)state;
    struct soan_report *lan = help_report("draft.soan"), *hoa = help_open("draft.soan", "hoa");
    struct soan_comment c;
    size_t n = 0;
    int64_t rev = help_rev(lan, 6);
    int64_t first = say(hoa, (struct soan_comment){.section = 6, .draft = true}, "nháp");
    say(hoa, (struct soan_comment){.section = 6, .anchored = true, .to = 5, .draft = true}, "nháp nữa");
    say(hoa, (struct soan_comment){.parent = first, .draft = true}, "đáp");
    sees(hoa, 2, 1, 2);
    sees(lan, 0, 0, 0);
    assert_int_equal(help_rev(lan, 6), rev);
    help_fails(SOAN_NO_INPUT, "comment 1", soan_comment_get(lan, first, &c, e));
    help_fails(SOAN_NO_INPUT, "comment 1", soan_comment_resolve(lan, first, true, e));
    help_fails(SOAN_NO_INPUT, "comment 1", soan_comment_withdraw(lan, first, e));
    struct soan_comment reply = {.parent = first, .body = text_copy(TEXT_LIT("?"))};
    int64_t id;
    help_fails(SOAN_NO_INPUT, "comment 1", soan_comment_add(lan, &reply, &id, e));
    text_free(&reply.body);
    help_ok(soan_comment_publish(lan, &n, e)); /* not hers */
    assert_int_equal(n, 0);
    help_ok(soan_comment_drafts(hoa, &n, e));
    assert_int_equal(n, 3);
    help_ok(soan_comment_publish(hoa, &n, e));
    assert_int_equal(n, 3);
    sees(lan, 2, 1, 2);
    assert_true(help_rev(lan, 6) > rev);
    help_close(hoa);
    help_close(lan);
}

static void taken(struct soan_report *r, int64_t id, enum soan_outcome outcome, const char *reason, int64_t answer,
                  enum soan_status_code status)
{
    struct soan_settlement how = {outcome, text_view_of(reason), answer};
    struct error e = {0};
    bool ok = soan_comment_settle(r, id, &how, &e);
    if (ok != (status == SOAN_DONE) || e.status != status)
        fail_msg("%d, not %d: %s", (int)e.status, (int)status, text_str(&e.message));
    error_free(&e);
}

static void test_taking_up(void **state)
{
    (void)state;
    struct soan_report *r = help_report("taking.soan"), *hoa = help_open("taking.soan", "hoa");
    struct soan_comment c;
    int64_t id = comment(r, 6, "hai ba", "sửa"), own = say(hoa, (struct soan_comment){.section = 6}, "của tôi");
    help_edit(r, 6, "hai ba", "2, 3", 1);
    int64_t edit = help_rev(r, 6);
    taken(r, id, SOAN_OUTCOME_PARTLY, " \n", 0, SOAN_REFUSED);
    taken(r, id, SOAN_OUTCOME_EXPLAINED, "", 0, SOAN_REFUSED);
    taken(r, id, SOAN_OUTCOME_ADOPTED, "", edit + 90, SOAN_REFUSED);
    taken(r, id, SOAN_OUTCOME_ADOPTED, "", edit - 1, SOAN_REFUSED); /* a comment, no edit */
    help_ok(soan_comment_get(r, id, &c, e));
    assert_false(c.resolved);
    soan_comment_free(&c);
    taken(r, id, SOAN_OUTCOME_PARTLY, "chỉ phần đầu", edit, SOAN_DONE);
    help_ok(soan_comment_get(hoa, id, &c, e));
    assert_true(c.resolved && c.outcome == SOAN_OUTCOME_PARTLY && c.answer == edit && c.lost == edit);
    assert_string_equal(text_str(&c.reason), "chỉ phần đầu");
    assert_string_equal(text_str(&c.decided_by), "lan");
    soan_comment_free(&c);
    /* No undo of the text takes the decision back. */
    struct text_changes done = {0};
    struct soan_written w = {0};
    help_ok(soan_section_undo(r, 6, help_rev(r, 6), false, &done, &w, e));
    text_changes_free(&done);
    soan_written_free(&w);
    help_text_is(r, 6, "Một hai ba bốn năm.");
    help_ok(soan_comment_get(r, id, &c, e));
    assert_true(c.resolved && c.outcome == SOAN_OUTCOME_PARTLY && c.whole && !c.moved && !c.lost);
    soan_comment_free(&c);
    help_ok(soan_comment_resolve(r, id, false, e));
    help_ok(soan_comment_get(r, id, &c, e));
    assert_true(!c.resolved && !c.outcome && !c.reason.len && !c.answer);
    soan_comment_free(&c);
    help_sql("taking.soan", "UPDATE member SET role = 'reviewer' WHERE name = 'hoa'");
    taken(hoa, own, SOAN_OUTCOME_ADOPTED, "", 0, SOAN_NOT_PERMITTED);
    help_fails(SOAN_NOT_PERMITTED, "reviewer", soan_comment_resolve(hoa, id, true, e));
    help_ok(soan_comment_resolve(hoa, own, true, e)); /* one's own may be closed */
    help_close(hoa);
    help_close(r);
}

static void test_withdrawing(void **state)
{
    (void)state;
    struct soan_report *r = help_report("withdraw.soan"), *hoa = help_open("withdraw.soan", "hoa");
    struct soan_comment c;
    int64_t own = say(hoa, (struct soan_comment){.section = 6}, "của tôi"), theirs = say(r, (struct soan_comment){.section = 6}, "của lan");
    help_fails(SOAN_NOT_PERMITTED, "withdraw comments of others", soan_comment_withdraw(hoa, theirs, e));
    int64_t reply = say(r, (struct soan_comment){.parent = own}, "đáp");
    help_fails(SOAN_REFUSED, "answered", soan_comment_withdraw(hoa, own, e));
    help_ok(soan_comment_withdraw(r, reply, e)); /* the last word of its author */
    help_ok(soan_comment_withdraw(hoa, own, e));
    help_ok(soan_comment_get(r, own, &c, e)); /* it stays to be seen */
    assert_true(c.withdrawn && c.resolved);
    soan_comment_free(&c);
    sees(r, 2, 1, 1);
    struct soan_comment answer = {.parent = own, .body = text_copy(TEXT_LIT("?"))};
    int64_t id;
    help_fails(SOAN_REFUSED, "withdrawn", soan_comment_add(r, &answer, &id, e));
    text_free(&answer.body);
    taken(r, own, SOAN_OUTCOME_ADOPTED, "", 0, SOAN_REFUSED);
    help_ok(soan_comment_resolve(hoa, own, false, e));
    sees(r, 2, 1, 2);
    help_close(hoa);
    help_close(r);
}

static void test_of_a_body_and_of_a_figure(void **state)
{
    (void)state;
    struct soan_report *r = help_report("behalf.soan");
    struct soan_comment in = {.section = 4, .kind = SOAN_OPINION_REVISE, .page = 12, .line = 8}, c;
    in.behalf = text_copy(TEXT_LIT("  Chi bộ\x1b 3\n"));
    in.figure = text_copy(TEXT_LIT("thu"));
    in.copy = text_copy(TEXT_LIT("7"));
    int64_t id = say(r, in, "số\x1b[31m này\u202e?"), no;
    help_ok(soan_comment_get(r, id, &c, e));
    assert_string_equal(text_str(&c.behalf), "Chi bộ 3");
    assert_string_equal(text_str(&c.figure), "thu");
    assert_string_equal(text_str(&c.body), "số[31m này?");
    assert_int_equal(c.kind, SOAN_OPINION_REVISE);
    assert_true(!c.anchored && c.page == 12 && c.line == 8);
    assert_string_equal(text_str(&c.copy), "7");
    soan_comment_free(&c);
    text_clear(&in.figure);
    text_append_str(&in.figure, "khong_co");
    in.body = text_copy(TEXT_LIT("?"));
    help_fails(SOAN_NO_INPUT, "khong_co", soan_comment_add(r, &in, &no, e));
    text_clear(&in.figure);
    text_clear(&in.body);
    text_append_str(&in.body, " \u00a0\u3000\u2003\u200b\n");
    help_fails(SOAN_REFUSED, "empty", soan_comment_add(r, &in, &no, e));
    for (size_t i = 0; i < 1 << 20; i++)
        text_append_char(&in.body, 'a');
    help_fails(SOAN_REFUSED, "too long", soan_comment_add(r, &in, &no, e));
    soan_comment_free(&in);
    help_close(r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_threads_and_order), cmocka_unit_test(test_refusals), cmocka_unit_test(test_anchor_moves),
        cmocka_unit_test(test_anchor_back_after_undo), cmocka_unit_test(test_drafts_are_private),
        cmocka_unit_test(test_taking_up), cmocka_unit_test(test_withdrawing),
        cmocka_unit_test(test_of_a_body_and_of_a_figure),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
