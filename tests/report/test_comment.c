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

static void each_is(struct soan_report *r, int64_t section, const char *expected)
{
    struct looking l = {.r = r};
    help_ok(soan_comment_each(r, section, show, &l, e));
    assert_string_equal(text_str(&l.out), expected);
    text_free(&l.out);
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_threads_and_order), cmocka_unit_test(test_refusals), cmocka_unit_test(test_anchor_moves),
        cmocka_unit_test(test_anchor_back_after_undo),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
