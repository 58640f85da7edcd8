#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

#include "soan/review.h"

struct fixture {
    char *dir;
    struct soan_report *r;
    int64_t section;
};

static void fine(bool ok, struct error *e)
{
    if (!ok)
        print_message("# %s\n", text_str(&e->message));
    assert_true(ok);
}

static int open_report(void **state)
{
    struct fixture *f = mem_alloc(sizeof *f);
    const char *tmp = getenv("TMPDIR");
    struct text name = {0}, bytes = text_copy(TEXT_LIT("1. Thu\nThu thuế đạt … tỷ đồng; thu phí tăng, thu phí đủ.\n2. Chi\nChi đủ.\n"));
    struct error e = {0};
    struct soan_outline o = {0};
    text_printf(&name, "%s/soan-review.XXXXXX", tmp ? tmp : "/tmp");
    f->dir = name.bytes;
    assert_non_null(mkdtemp(f->dir));
    assert_int_equal(chdir(f->dir), 0);
    fine(soan_outline_parse(&bytes, NULL, &o, &e), &e);
    fine(soan_report_create("r.soan", &o, TEXT_LIT(""), "bt2", &e), &e);
    fine(soan_report_open("r.soan", "bt2", &f->r, &e), &e);
    fine(soan_section_find(f->r, "1", &f->section, &e), &e);
    soan_outline_free(&o);
    text_free(&bytes);
    *state = f;
    return 0;
}

static int close_report(void **state)
{
    struct fixture *f = *state;
    static const char *const names[] = {"r.soan", "r.soan-wal", "r.soan-shm", "r.soan-journal"};
    soan_report_close(&f->r);
    for (size_t i = 0; i < SOAN_ARRAY_LEN(names); i++)
        unlink(names[i]);
    assert_int_equal(chdir("/"), 0);
    assert_int_equal(rmdir(f->dir), 0);
    free(f->dir);
    free(f);
    return 0;
}

struct seen {
    struct soan_report *r;
    size_t comments, replies;
    enum soan_anchor anchor;
    struct text words;        /* under the last comment, in source form */
    struct text author;
};

static bool look(const struct soan_comment *c, void *arg)
{
    struct seen *s = arg;
    struct text text = {0};
    struct error e = {0};
    int64_t rev;
    s->comments += !c->parent;
    s->replies += c->parent != 0;
    text_clear(&s->author);
    text_append(&s->author, text_view(&c->author));
    if (c->parent)
        return true;
    fine(soan_section_text(s->r, c->section, &text, &rev, &e), &e);
    s->anchor = soan_anchor_state(c);
    text_clear(&s->words);
    if (c->anchored)
        text_append(&s->words, text_view_part(text_view(&text), c->from, c->to));
    text_free(&text);
    return true;
}

static struct seen see(struct fixture *f)
{
    struct error e = {0};
    struct seen s = {.r = f->r};
    fine(soan_comment_each(f->r, 0, look, &s, &e), &e);
    return s;
}

static void forget(struct seen *s)
{
    text_free(&s->words);
    text_free(&s->author);
}

static void comment(struct fixture *f, const char *quote)
{
    struct error e = {0};
    int64_t id;
    fine(soan_review_comment(f->r, f->section, text_view_of(quote), TEXT_LIT("xem lại"), &id, &e), &e);
}

static void write_text(struct fixture *f, const char *text)
{
    struct error e = {0};
    struct soan_written w = {0};
    fine(soan_section_write(f->r, f->section, 0, text_view_of(text), &w, &e), &e);
    soan_written_free(&w);
}

static void on_the_section_as_a_whole(void **state)
{
    struct fixture *f = *state;
    comment(f, "");
    struct seen s = see(f);
    assert_int_equal(s.comments, 1);
    assert_int_equal(s.anchor, SOAN_ANCHOR_SECTION);
    assert_string_equal(text_str(&s.author), "bt2");
    forget(&s);
}

static void on_words_that_stay_when_others_change(void **state)
{
    struct fixture *f = *state;
    comment(f, "phí tăng");
    write_text(f, "Mới: thu thuế đạt một phần; thu phí tăng, thu phí đủ.");
    struct seen s = see(f);
    assert_int_equal(s.anchor, SOAN_ANCHOR_IN_PLACE);
    assert_string_equal(text_str(&s.words), "phí tăng");
    forget(&s);
}

static void words_that_are_deleted_keep_their_comment(void **state)
{
    struct fixture *f = *state;
    comment(f, "phí tăng");
    write_text(f, "Không còn gì.");
    struct seen s = see(f);
    assert_int_equal(s.comments, 1);
    assert_true(s.anchor == SOAN_ANCHOR_DELETED || s.anchor == SOAN_ANCHOR_CHANGED);
    forget(&s);
}

static void a_quote_as_it_is_shown(void **state)
{
    struct fixture *f = *state;
    comment(f, "đạt … tỷ");
    struct seen s = see(f);
    assert_int_equal(s.anchor, SOAN_ANCHOR_IN_PLACE);
    assert_true(text_view_starts(text_view(&s.words), TEXT_LIT("đạt {")));
    assert_true(text_view_ends(text_view(&s.words), TEXT_LIT("} tỷ")));
    forget(&s);
}

static void refused(struct fixture *f, const char *quote, const char *body, enum soan_status_code status)
{
    struct error e = {0};
    int64_t id;
    assert_false(soan_review_comment(f->r, f->section, text_view_of(quote), text_view_of(body), &id, &e));
    assert_int_equal(e.status, status);
    assert_true(e.message.len > 0);
    error_free(&e);
}

static void what_cannot_be_quoted(void **state)
{
    struct fixture *f = *state;
    refused(f, "không có chữ này", "xem lại", SOAN_REFUSED);
    refused(f, "thu phí", "xem lại", SOAN_REFUSED);
    refused(f, "", " \n", SOAN_USAGE);
    struct seen s = see(f);
    assert_int_equal(s.comments, 0);
    forget(&s);
}

static void answers_stand_behind_their_comment(void **state)
{
    struct fixture *f = *state;
    struct error e = {0};
    int64_t id, reply, again;
    fine(soan_review_comment(f->r, f->section, TEXT_LIT(""), TEXT_LIT("hỏi"), &id, &e), &e);
    fine(soan_review_reply(f->r, id, TEXT_LIT("đáp"), &reply, &e), &e);
    fine(soan_review_reply(f->r, reply, TEXT_LIT("đáp nữa"), &again, &e), &e);
    struct seen s = see(f);
    assert_int_equal(s.comments, 1);
    assert_int_equal(s.replies, 2);
    forget(&s);
    assert_false(soan_review_reply(f->r, 999, TEXT_LIT("đáp"), &reply, &e));
    assert_int_equal(e.status, SOAN_NO_INPUT);
    error_free(&e);
}

/* ---- words that leave their place ---- */

static int64_t other(struct fixture *f)
{
    struct error e = {0};
    int64_t id = 0;
    fine(soan_section_find(f->r, "2", &id, &e), &e);
    return id;
}

static void edit(struct fixture *f, int64_t section, const char *was, const char *with)
{
    struct error e = {0};
    struct text text = {0};
    struct text_changes c = {0};
    struct soan_written w = {0};
    static uint64_t group;
    int64_t rev = 0;
    fine(soan_section_text(f->r, section, &text, &rev, &e), &e);
    size_t pos = *was ? text_view_find(text_view(&text), text_view_of(was), 0) : text.len;
    assert_int_not_equal(pos, SIZE_MAX);
    text_changes_add(&c, pos, text_view_of(was), text_view_of(with), ++group);
    fine(soan_section_edit(f->r, section, rev, &c, pos, &w, &e), &e);
    soan_written_free(&w);
    text_changes_free(&c);
    text_free(&text);
}

static void undo(struct fixture *f, int64_t section)
{
    struct error e = {0};
    struct text text = {0};
    struct text_changes done = {0};
    struct soan_written w = {0};
    int64_t rev = 0;
    fine(soan_section_text(f->r, section, &text, &rev, &e), &e);
    fine(soan_section_undo(f->r, section, rev, false, &done, &w, &e), &e);
    soan_written_free(&w);
    text_changes_free(&done);
    text_free(&text);
}

/* The only comment: where it is, how its words fare, and the words. */
static void stands(struct fixture *f, int64_t section, enum soan_anchor state, const char *words)
{
    struct error e = {0};
    struct soan_comment c;
    struct seen s = see(f);
    fine(soan_comment_get(f->r, 1, &c, &e), &e);
    assert_int_equal(s.comments, 1);
    assert_int_equal(c.section, section);
    assert_int_equal(s.anchor, state);
    assert_string_equal(text_str(&s.words), words);
    soan_comment_free(&c);
    forget(&s);
}

static void cut_here_and_pasted_there(void **state)
{
    struct fixture *f = *state;
    comment(f, "phí tăng");
    edit(f, f->section, "; thu phí tăng, thu", "");
    stands(f, f->section, SOAN_ANCHOR_DELETED, "");
    edit(f, other(f), "", " Rồi thu phí giảm."); /* others' words, though like it */
    stands(f, f->section, SOAN_ANCHOR_DELETED, "");
    edit(f, other(f), " Rồi", "; thu phí tăng, thu");
    stands(f, other(f), SOAN_ANCHOR_MOVED, "phí tăng");
    undo(f, other(f));
    stands(f, other(f), SOAN_ANCHOR_DELETED, "");
    undo(f, f->section);
    stands(f, f->section, SOAN_ANCHOR_IN_PLACE, "phí tăng");
}

static void one_word_is_known_by_the_cut(void **state)
{
    struct fixture *f = *state;
    comment(f, "tăng");
    edit(f, f->section, "tăng", "");
    edit(f, other(f), "Chi", "tăng");
    stands(f, other(f), SOAN_ANCHOR_MOVED, "tăng");
}

static void the_same_word_elsewhere_is_another(void **state)
{
    struct fixture *f = *state;
    comment(f, "tăng");
    edit(f, f->section, "thu phí tăng, thu", "thu");
    edit(f, other(f), "", " Tổng chi tăng mạnh.");
    stands(f, f->section, SOAN_ANCHOR_DELETED, "");
}

static void written_again_where_it_stood(void **state)
{
    struct fixture *f = *state;
    comment(f, "phí tăng");
    edit(f, f->section, "tăng", "giả");
    edit(f, f->section, "phí giả", "phí giảm");
    stands(f, f->section, SOAN_ANCHOR_CHANGED, "phí giảm");
    edit(f, f->section, "giảm", "tăng");
    stands(f, f->section, SOAN_ANCHOR_IN_PLACE, "phí tăng");
}

static void copied_before_it_was_deleted(void **state)
{
    struct fixture *f = *state;
    struct error e = {0};
    int64_t two = other(f);
    comment(f, "phí tăng");
    edit(f, two, "", "\nThuế đạt mười tỷ đồng; thu phí tăng, thu phí đủ.");
    stands(f, f->section, SOAN_ANCHOR_IN_PLACE, "phí tăng");
    fine(soan_section_remove(f->r, f->section, &e), &e);
    stands(f, two, SOAN_ANCHOR_MOVED, "phí tăng");
}

static void in_the_bin_and_back(void **state)
{
    struct fixture *f = *state;
    struct error e = {0};
    comment(f, "phí tăng");
    fine(soan_section_remove(f->r, f->section, &e), &e);
    stands(f, f->section, SOAN_ANCHOR_DELETED, "phí tăng");
    fine(soan_section_restore(f->r, f->section, &e), &e);
    stands(f, f->section, SOAN_ANCHOR_IN_PLACE, "phí tăng");
}

static void a_paragraph_moved_by_a_rewrite(void **state)
{
    struct fixture *f = *state;
    write_text(f, "Một câu ở đầu.\nThu phí tăng đều trong cả năm.\nMột câu ở cuối.");
    comment(f, "tăng đều");
    write_text(f, "Thu phí tăng đều trong cả năm.\nMột câu ở đầu.\nMột câu ở cuối.");
    struct seen s = see(f);
    assert_true(s.anchor == SOAN_ANCHOR_MOVED || s.anchor == SOAN_ANCHOR_IN_PLACE);
    assert_string_equal(text_str(&s.words), "tăng đều");
    forget(&s);
}

static void states_of_an_anchor(void **state)
{
    (void)state;
    struct soan_comment c = {.anchored = true, .from = 4, .to = 12, .whole = true};
    assert_int_equal(soan_anchor_state(&c), SOAN_ANCHOR_IN_PLACE);
    c.moved = true;
    assert_int_equal(soan_anchor_state(&c), SOAN_ANCHOR_MOVED);
    c.binned = true;
    assert_int_equal(soan_anchor_state(&c), SOAN_ANCHOR_DELETED);
    c.binned = c.whole = false;
    assert_int_equal(soan_anchor_state(&c), SOAN_ANCHOR_CHANGED);
    c.to = c.from;
    assert_int_equal(soan_anchor_state(&c), SOAN_ANCHOR_DELETED);
    c.anchored = false;
    assert_int_equal(soan_anchor_state(&c), SOAN_ANCHOR_SECTION);
    c.figure = text_copy(TEXT_LIT("thu"));
    assert_int_equal(soan_anchor_state(&c), SOAN_ANCHOR_FIGURE);
    text_free(&c.figure);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(states_of_an_anchor),
        cmocka_unit_test_setup_teardown(cut_here_and_pasted_there, open_report, close_report),
        cmocka_unit_test_setup_teardown(one_word_is_known_by_the_cut, open_report, close_report),
        cmocka_unit_test_setup_teardown(the_same_word_elsewhere_is_another, open_report, close_report),
        cmocka_unit_test_setup_teardown(written_again_where_it_stood, open_report, close_report),
        cmocka_unit_test_setup_teardown(copied_before_it_was_deleted, open_report, close_report),
        cmocka_unit_test_setup_teardown(in_the_bin_and_back, open_report, close_report),
        cmocka_unit_test_setup_teardown(a_paragraph_moved_by_a_rewrite, open_report, close_report),
        cmocka_unit_test_setup_teardown(on_the_section_as_a_whole, open_report, close_report),
        cmocka_unit_test_setup_teardown(on_words_that_stay_when_others_change, open_report, close_report),
        cmocka_unit_test_setup_teardown(words_that_are_deleted_keep_their_comment, open_report, close_report),
        cmocka_unit_test_setup_teardown(a_quote_as_it_is_shown, open_report, close_report),
        cmocka_unit_test_setup_teardown(what_cannot_be_quoted, open_report, close_report),
        cmocka_unit_test_setup_teardown(answers_stand_behind_their_comment, open_report, close_report),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
