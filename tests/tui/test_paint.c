/* What is sent, fed to a terminal, must show what is wanted, whatever stood there before. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>
#include <vterm.h>

#include "soan/text.h"
#include "tui/paint.h"

enum { ROWS = 12, COLS = 60 };

struct fixture {
    struct caps caps;
    struct painter painter;
    VTerm *vt;
    VTermScreen *screen;
};

static void open_on(struct fixture *f, const char *term)
{
    struct error e = {0};
    assert_true(caps_load(&f->caps, term, &e));
    paint_init(&f->painter, &f->caps, true);
    paint_resize(&f->painter, ROWS, COLS);
    f->vt = vterm_new(ROWS, COLS);
    vterm_set_utf8(f->vt, 1);
    f->screen = vterm_obtain_screen(f->vt);
    vterm_screen_reset(f->screen, 1);
}

static void close_all(struct fixture *f)
{
    vterm_free(f->vt);
    paint_free(&f->painter);
    caps_free(&f->caps);
}

static size_t flush(struct fixture *f)
{
    paint_flush(&f->painter);
    size_t n = f->painter.out.len;
    vterm_input_write(f->vt, text_str(&f->painter.out), n);
    text_clear(&f->painter.out);
    return n;
}

/* Roles that look the same share the first one. */
static void check_cell(struct fixture *f, int row, int col)
{
    const struct cell *want = f->painter.wanted + (size_t)row * COLS + (size_t)col;
    VTermScreenCell got;
    assert_true(vterm_screen_get_cell(f->screen, (VTermPos){row, col}, &got));
    struct text shown = {0};
    if (want->width > 0) {
        for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL && got.chars[i]; i++)
            text_append_codepoint(&shown, got.chars[i]);
        if (shown.len == 0)
            text_append_char(&shown, ' ');
        assert_int_equal(shown.len, want->len);
        assert_memory_equal(shown.bytes, want->bytes, want->len);
        bool reversed = want->role == ROLE_STATUS, underlined = want->role == (f->painter.colours ? ROLE_FIELD : ROLE_FIGURE);
        assert_int_equal(got.attrs.reverse, reversed);
        assert_int_equal(got.attrs.underline != 0, underlined);
        assert_int_equal(got.attrs.bold, want->role == ROLE_MESSAGE);
    }
    text_free(&shown);
}

static void check_screen(struct fixture *f)
{
    for (int row = 0; row < ROWS; row++) {
        for (int col = 0; col < COLS; col++)
            check_cell(f, row, col);
    }
    VTermPos at;
    vterm_state_get_cursorpos(vterm_obtain_state(f->vt), &at);
    assert_int_equal(at.row, f->painter.want_row);
    assert_int_equal(at.col, f->painter.want_col);
}

static unsigned seed;
static unsigned roll(unsigned n)
{
    seed = seed * 1103515245u + 12345u;
    return (seed >> 16) % n;
}

/* Lines of words, shifted a little from one step to the next, as editing does. */
static void draw_at_random(struct fixture *f)
{
    static const char *const words[] = {"thu ", "ngân sách ", "đạt 100% ", "kinh tế ", "…", "漢字", "e\u0323\u0302", "   ", "x"};
    static const enum role roles[] = {ROLE_TEXT, ROLE_TEXT, ROLE_TEXT, ROLE_STATUS, ROLE_FIELD, ROLE_HEADING};
    struct painter *p = &f->painter;
    int changed = 1 + (int)roll(4);
    for (int i = 0; i < changed; i++) {
        int row = (int)roll(ROWS), col = (int)roll(COLS);
        if (roll(4) == 0)
            paint_blank(p, row, col, (int)roll(COLS), roles[roll(SOAN_ARRAY_LEN(roles))]);
        struct cell *line = p->wanted + (size_t)row * COLS;
        int by = (int)roll(6);
        if (roll(3) > 0 && col + by < COLS) { /* what stands there moves right or left */
            struct text rest = {0};
            for (int c = roll(2) ? col : col + by; c < COLS; c++)
                text_append(&rest, (struct text_view){line[c].bytes, line[c].len});
            int used = paint_put(p, row, roll(2) ? col : col + by, COLS, text_view(&rest), ROLE_TEXT);
            paint_blank(p, row, col + by + used, COLS, ROLE_TEXT);
            text_free(&rest);
        }
        for (unsigned n = roll(4); n > 0; n--)
            col += paint_put(p, row, col, COLS - col, text_view_of(words[roll(SOAN_ARRAY_LEN(words))]),
                             roles[roll(SOAN_ARRAY_LEN(roles))]);
    }
    if (roll(5) == 0) { /* rows move */
        int top = (int)roll(ROWS - 4), n = 1 + (int)roll(3), height = 4 + (int)roll((unsigned)(ROWS - top - 3));
        struct cell *first = p->wanted + (size_t)top * COLS, *later = first + (size_t)n * COLS;
        size_t moved = (size_t)(height - n) * COLS * sizeof *first;
        bool up = roll(2);
        memmove(up ? first : later, up ? later : first, moved);
    }
    p->want_row = (int)roll(ROWS);
    p->want_col = (int)roll(COLS);
}

static void test_any_change(void **state)
{
    (void)state;
    static const char *const terms[] = {"xterm-256color", "linux", "screen-256color", "tmux-256color", "vt100", "vt220"};
    for (size_t t = 0; t < SOAN_ARRAY_LEN(terms); t++) {
        struct fixture f;
        open_on(&f, terms[t]);
        seed = (unsigned)t + 1;
        for (int step = 0; step < 600; step++) {
            draw_at_random(&f);
            flush(&f);
            check_screen(&f);
            if (step % 100 == 99)
                paint_forget(&f.painter);
        }
        close_all(&f);
    }
}

static void test_nothing_changed(void **state)
{
    (void)state;
    struct fixture f;
    open_on(&f, "xterm-256color");
    paint_put(&f.painter, 0, 0, COLS, TEXT_LIT("báo cáo"), ROLE_STATUS);
    flush(&f);
    paint_blank(&f.painter, 0, 0, COLS, ROLE_TEXT);
    paint_put(&f.painter, 0, 0, COLS, TEXT_LIT("báo cáo"), ROLE_STATUS);
    assert_int_equal(flush(&f), 0);
    close_all(&f);
}

/* A letter in the middle of a full row goes out as itself, not with all that stands behind it. */
static void test_letter_in_a_row(void **state)
{
    (void)state;
    static const char before[] = "thu ngân sách nhà nước trên địa bàn đến nay đạt 100% kế", after[] = "thu ngâns";
    struct fixture f;
    open_on(&f, "xterm-256color");
    paint_put(&f.painter, 3, 0, COLS, text_view_of(before), ROLE_TEXT);
    f.painter.want_row = 3;
    f.painter.want_col = 8;
    flush(&f);
    paint_put(&f.painter, 3, 0, COLS, text_view_of(after), ROLE_TEXT);
    paint_put(&f.painter, 3, 9, COLS, text_view_of(before + strlen("thu ngân")), ROLE_TEXT);
    f.painter.want_col = 9;
    assert_true(flush(&f) <= 8);
    check_screen(&f);
    close_all(&f);
}

/* One line further down in a pane as wide as the screen. */
static void test_scrolled_rows(void **state)
{
    (void)state;
    struct fixture f;
    open_on(&f, "xterm-256color");
    for (int shift = 0; shift < 2; shift++) {
        for (int row = 1; row < ROWS - 1; row++) {
            struct text line = {0};
            for (int i = 0; i < 12; i++)
                text_printf(&line, "%d ", (row + shift) * 7919 * (i + 3) % 97);
            paint_blank(&f.painter, row, 0, COLS, ROLE_TEXT);
            paint_put(&f.painter, row, 0, COLS, text_view(&line), ROLE_TEXT);
            text_free(&line);
        }
        size_t n = flush(&f);
        check_screen(&f);
        assert_true(shift == 0 ? n > 300 : n < 70);
    }
    close_all(&f);
}

/* tmux 3.3 leaves old letters standing where more characters are inserted than are moved. */
static void test_no_more_inserted_than_moved(void **state)
{
    (void)state;
    struct fixture f;
    open_on(&f, "xterm-256color");
    static const struct { int to; bool inserts; } cases[] = {{20, true}, {36, false}};
    for (size_t i = 0; i < SOAN_ARRAY_LEN(cases); i++) {
        paint_blank(&f.painter, 1, 0, COLS, ROLE_TEXT);
        paint_put(&f.painter, 1, 0, COLS, TEXT_LIT("abcdefghijklmnopqrstuvwx"), ROLE_TEXT);
        flush(&f);
        paint_blank(&f.painter, 1, 0, COLS, ROLE_TEXT);
        paint_put(&f.painter, 1, cases[i].to, COLS, TEXT_LIT("abcdefghijklmnopqrstuvwx"), ROLE_TEXT);
        paint_flush(&f.painter);
        bool inserts = text_view_find(text_view(&f.painter.out), TEXT_LIT("@"), 0) != SIZE_MAX;
        assert_int_equal(inserts, cases[i].inserts);
        flush(&f);
        check_screen(&f);
    }
    close_all(&f);
}

static void test_what_must_not_be_sent(void **state)
{
    (void)state;
    static const struct { const char *in, *shown; } cases[] = {
        {"a\033[2Jb", "a\uFFFD[2Jb"}, {"a\x07\x7F" "b", "a\uFFFD\uFFFDb"}, {"a\xC2\x9B" "b", "a\uFFFDb"},
        {"a\u202Eb", "a\uFFFDb"}, {"a\uE000b", "a\uFFFDb"}, {"\u0301a", "\u25CC\u0301a"}, {"a\u200Bb", "a\uFFFDb"}, {"\u200Da", "\u25CCa"},
    };
    for (size_t i = 0; i < SOAN_ARRAY_LEN(cases); i++) {
        struct fixture f;
        open_on(&f, "xterm-256color");
        paint_put(&f.painter, 1, 0, COLS, text_view_of(cases[i].in), ROLE_TEXT);
        struct text got = {0};
        for (int c = 0; c < COLS; c++) {
            const struct cell *cell = f.painter.wanted + COLS + c;
            text_append(&got, (struct text_view){cell->bytes, cell->len});
        }
        assert_true(text_view_starts(text_view(&got), text_view_of(cases[i].shown)));
        flush(&f);
        check_screen(&f);
        text_free(&got);
        close_all(&f);
    }
}

static void test_edges(void **state)
{
    (void)state;
    struct fixture f;
    open_on(&f, "xterm-256color");
    struct painter *p = &f.painter;
    assert_int_equal(paint_put(p, -1, 0, 5, TEXT_LIT("abc"), ROLE_TEXT), 0);
    assert_int_equal(paint_put(p, ROWS, 0, 5, TEXT_LIT("abc"), ROLE_TEXT), 0);
    assert_int_equal(paint_put(p, 0, COLS - 2, 9, TEXT_LIT("abcd"), ROLE_TEXT), 4);
    assert_int_equal(paint_put(p, 1, COLS - 1, 9, TEXT_LIT("漢"), ROLE_TEXT), 2);
    assert_int_equal(paint_put(p, 2, 0, 3, TEXT_LIT("漢字"), ROLE_TEXT), 2);
    assert_int_equal(paint_put(p, 3, -2, 9, TEXT_LIT("abcd"), ROLE_TEXT), 4);
    paint_blank(p, 4, -5, 500, ROLE_STATUS);
    for (int c = 0; c < COLS; c++)
        paint_put(p, ROWS - 1, c, 1, TEXT_LIT("z"), ROLE_STATUS);
    p->want_row = p->want_col = 0;
    flush(&f);
    check_screen(&f);
    close_all(&f);
}

static void test_terminal_that_cannot(void **state)
{
    (void)state;
    struct caps caps;
    struct error e = {0};
    assert_false(caps_load(&caps, "dumb", &e));
    assert_int_equal(e.status, SOAN_REFUSED);
    error_free(&e);
    assert_false(caps_load(&caps, "", &e));
    error_free(&e);
    assert_true(caps_load(&caps, "no-such-terminal", &e));
    caps_free(&caps);
    assert_true(caps_load(&caps, "../../../etc/passwd", &e));
    caps_free(&caps);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_any_change),
        cmocka_unit_test(test_nothing_changed),
        cmocka_unit_test(test_letter_in_a_row),
        cmocka_unit_test(test_scrolled_rows),
        cmocka_unit_test(test_no_more_inserted_than_moved),
        cmocka_unit_test(test_what_must_not_be_sent),
        cmocka_unit_test(test_edges),
        cmocka_unit_test(test_terminal_that_cannot),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
