/* Marks in a paragraph: what is shown, where the text's bytes are in it, that an edit lays out what a new layout gives. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tui/flow.h"

static bool lookup(struct text_view key, struct soan_shown *out, void *arg)
{
    (void)arg;
    if (!text_view_equal(key, TEXT_LIT("thu")))
        return false;
    *out = (struct soan_shown){TEXT_LIT("390"), TEXT_LIT("…")};
    return true;
}

static struct flow start(int width)
{
    struct flow l;
    flow_init(&l, lookup, NULL);
    flow_resize(&l, width, 8);
    return l;
}

/* The mark for the first `was` of the text. */
static struct flow_mark mark(struct text_view text, const char *was, const char *with)
{
    size_t from = text_view_find(text, text_view_of(was), 0);
    assert_int_not_equal(from, SIZE_MAX);
    return (struct flow_mark){from, from + strlen(was), text_view_of(with), false, 0};
}

static void shown_is(struct flow *l, struct text_view text, size_t pos, const char *expected)
{
    struct text copy = text_copy(flow_shown(flow_at(l, text, pos)));
    assert_string_equal(text_str(&copy), expected);
    text_free(&copy);
}

static void what_goes_and_what_comes(void **state)
{
    (void)state;
    struct flow l = start(80);
    struct text_view t = TEXT_LIT("Thu {thu} tỷ, chi đủ.");
    struct flow_mark m[] = {mark(t, "tỷ", "tỷ đồng"), mark(t, "chi đủ", "")};
    flow_set_marks(&l, m, 2, FLOW_SIGNED);
    shown_is(&l, t, 0, "Thu 390 [-tỷ-]{+tỷ đồng+}, [-chi đủ-].");
    const struct flow_paragraph *p = flow_at(&l, t, 0);
    assert_int_equal(p->covers, 3);
    assert_int_equal(p->cover[1].kind, FLOW_COMES);
    flow_set_marks(&l, m, 2, FLOW_MARKED);
    shown_is(&l, t, 0, "Thu 390 tỷtỷ đồng, chi đủ.");
    flow_set_marks(&l, m, 2, FLOW_RESULT);
    shown_is(&l, t, 0, "Thu 390 tỷ đồng, .");
    flow_set_marks(&l, NULL, 0, FLOW_MARKED);
    shown_is(&l, t, 0, "Thu 390 tỷ, chi đủ.");
    flow_free(&l);
}

static void between_bytes_and_places(void **state)
{
    (void)state;
    struct flow l = start(80);
    struct text_view t = TEXT_LIT("abc def");
    struct flow_mark m[] = {mark(t, "abc", "XY")};
    flow_set_marks(&l, m, 1, FLOW_MARKED);
    const struct flow_paragraph *p = flow_at(&l, t, 0); /* abcXY def */
    assert_int_equal(flow_to_shown(p, 2), 2);
    assert_int_equal(flow_to_shown(p, 3), 5);
    assert_int_equal(flow_to_shown(p, 7), 9);
    assert_int_equal(flow_to_source(p, 2), 2);
    assert_int_equal(flow_to_source(p, 4), 3); /* inside what is not in the text: where it would come */
    assert_int_equal(flow_to_source(p, 6), 4);
    flow_set_marks(&l, m, 1, FLOW_RESULT);
    p = flow_at(&l, t, 0); /* XY def */
    assert_int_equal(flow_to_shown(p, 1), 0);
    assert_int_equal(flow_to_shown(p, 3), 2);
    assert_int_equal(flow_to_source(p, 3), 4);
    flow_free(&l);
}

static void one_over_another(void **state)
{
    (void)state;
    struct flow l = start(80);
    struct text_view t = TEXT_LIT("một hai ba bốn");
    struct flow_mark m[] = {mark(t, "một hai", "A"), mark(t, "hai ba", "B"), mark(t, " bốn", "")};
    m[2].from = m[2].to; /* words at the end */
    m[2].with = TEXT_LIT(" C");
    flow_set_marks(&l, m, 3, FLOW_SIGNED);
    shown_is(&l, t, 0, "[-một hai-]{+A+}[- ba-]{+B+} bốn{+ C+}");
    flow_set_marks(&l, m, 3, FLOW_RESULT);
    shown_is(&l, t, 0, "AB bốn C");
    flow_free(&l);
}

static void a_figure_has_no_inside(void **state)
{
    (void)state;
    struct flow l = start(80);
    struct text_view t = TEXT_LIT("Thu {thu} tỷ");
    struct flow_mark m[] = {{6, 7, TEXT_LIT("x"), false, 0}};
    flow_set_marks(&l, m, 1, FLOW_SIGNED);
    shown_is(&l, t, 0, "Thu [-390-]{+x+} tỷ");
    flow_free(&l);
}

static void over_paragraphs(void **state)
{
    (void)state;
    struct flow l = start(80);
    struct text_view t = TEXT_LIT("một hai\nba bốn");
    struct flow_mark m[] = {mark(t, "hai\nba", "2\n3")};
    flow_set_marks(&l, m, 1, FLOW_SIGNED);
    shown_is(&l, t, 0, "một [-hai-][-¶-]");
    shown_is(&l, t, t.len, "[-ba-]{+2¶3+} bốn");
    struct flow_mark in[] = {{t.len, t.len, TEXT_LIT("\nnăm"), false, 0}};
    flow_set_marks(&l, in, 1, FLOW_SIGNED);
    shown_is(&l, t, 0, "một hai");
    shown_is(&l, t, t.len, "ba bốn{+¶năm+}");
    flow_free(&l);
}

static void what_cannot_be_done_is_only_shown(void **state)
{
    (void)state;
    struct flow l = start(80);
    struct text_view t = TEXT_LIT("một hai ba");
    struct flow_mark m[] = {mark(t, "hai", "2")};
    m[0].doubtful = true;
    flow_set_marks(&l, m, 1, FLOW_MARKED);
    shown_is(&l, t, 0, "một hai{?2?} ba");
    flow_free(&l);
}

/* ---- any marks, any edits ---- */

static uint64_t seed = 88172645463325252u;

static size_t any(size_t below)
{
    seed ^= seed << 13;
    seed ^= seed >> 7;
    seed ^= seed << 17;
    return (size_t)((seed >> 11) % below);
}

static size_t a_letter(struct text_view t, size_t at)
{
    while (at > 0 && at < t.len && ((unsigned char)t.bytes[at] & 0xC0) == 0x80)
        at--;
    return at;
}

static int by_from(const void *a, const void *b)
{
    const struct flow_mark *x = a, *y = b;
    return (x->from > y->from) - (x->from < y->from);
}

static size_t any_marks(struct text_view t, struct flow_mark *m, size_t most)
{
    static const char *const words[] = {"", "mới", "hai chữ", "\nđoạn", "{thu} tỷ", "một cụm từ khá dài để sang dòng"};
    size_t n = any(most + 1);
    for (size_t i = 0; i < n; i++) {
        m[i] = (struct flow_mark){.from = a_letter(t, any(t.len + 1)), .with = text_view_of(words[any(SOAN_ARRAY_LEN(words))])};
        m[i].to = a_letter(t, m[i].from + any(12));
        m[i].to = m[i].to > t.len ? t.len : m[i].to < m[i].from ? m[i].from : m[i].to;
        m[i].doubtful = any(5) == 0;
    }
    qsort(m, n, sizeof *m, by_from);
    return n;
}

static void check_places(const struct flow_paragraph *p)
{
    size_t last = 0;
    for (size_t at = 0; at <= p->source.len; at++) {
        size_t shown = flow_to_shown(p, at);
        assert_true(shown >= last && shown <= flow_shown(p).len);
        last = shown;
    }
    last = 0;
    for (size_t at = 0; at <= flow_shown(p).len; at++) {
        size_t source = flow_to_source(p, at);
        assert_true(source >= last && source <= p->source.len);
        last = source;
    }
    for (size_t i = 0; i < p->covers; i++) {
        assert_true(p->cover[i].from < p->cover[i].to && p->cover[i].to <= flow_shown(p).len);
        assert_true(i == 0 || p->cover[i - 1].to <= p->cover[i].from);
    }
}

/* Without the words that come all that is shown is the text. */
static void check_text(const struct flow_paragraph *p, const struct flow *l)
{
    struct text left = {0};
    struct soan_projection plain = {0};
    struct text_view v = flow_shown(p);
    size_t at = 0;
    soan_project(text_view(&p->source), lookup, NULL, &plain);
    for (size_t i = 0; i < p->covers; i++) {
        const struct flow_cover *c = &p->cover[i];
        text_append(&left, text_view_part(v, at, c->kind == FLOW_GOES ? c->to : c->from));
        at = c->to;
    }
    text_append(&left, text_view_part(v, at, v.len));
    if (l->show == FLOW_MARKED) {
        /* The mark of a paragraph's end that goes is the only other thing. */
        struct text_view t = text_view(&left);
        if (text_view_ends(t, TEXT_LIT("¶")))
            t.len -= strlen("¶");
        assert_true(text_view_equal(t, text_view(&plain.out)));
    }
    text_free(&left);
    soan_projection_free(&plain);
}

static void an_edit_gives_what_a_new_layout_gives(void **state)
{
    (void)state;
    struct flow kept = start(24);
    struct text text = text_copy(TEXT_LIT("Thu ngân sách {thu} tỷ đồng.\n· Đời sống được nâng lên rõ rệt.\nHết."));
    struct flow_mark m[6];
    for (int i = 0; i < 4000; i++) {
        size_t from = a_letter(text_view(&text), any(text.len + 1)), to = a_letter(text_view(&text), from + any(4));
        to = to > text.len ? text.len : to < from ? from : to;
        static const char *const typed[] = {"a", "ế", " ", "{thu}", "\n", "· ", ""};
        text_replace(&text, from, to - from, text_view_of(typed[any(SOAN_ARRAY_LEN(typed))]));
        size_t n = any_marks(text_view(&text), m, any(3) ? 6 : 0);
        enum flow_show show = (enum flow_show)any(3);
        struct flow fresh = start(24);
        flow_set_marks(&kept, m, n, show);
        flow_set_marks(&fresh, m, n, show);
        for (size_t at = 0; at <= text.len;) {
            const struct flow_paragraph *a = flow_at(&kept, text_view(&text), at), *b = flow_at(&fresh, text_view(&text), at);
            assert_true(text_view_equal(flow_shown(a), flow_shown(b)));
            assert_int_equal(a->lines.n, b->lines.n);
            assert_memory_equal(a->lines.start, b->lines.start, a->lines.n * sizeof(size_t));
            assert_int_equal(a->covers, b->covers);
            check_places(a);
            check_text(a, &kept);
            at = a->to + 1;
        }
        flow_free(&fresh);
    }
    flow_free(&kept);
    text_free(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_goes_and_what_comes),
        cmocka_unit_test(between_bytes_and_places),
        cmocka_unit_test(one_over_another),
        cmocka_unit_test(a_figure_has_no_inside),
        cmocka_unit_test(over_paragraphs),
        cmocka_unit_test(what_cannot_be_done_is_only_shown),
        cmocka_unit_test(an_edit_gives_what_a_new_layout_gives),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
