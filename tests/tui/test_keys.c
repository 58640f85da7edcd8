#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "tui/keys.h"

/* Events as words, so that an expectation reads like what was pressed: `v i <Backspace> <Ctrl-Up>`. */
static void spell(const struct key_event *e, struct text *out)
{
    static const char *const names[] = {
        [K_ENTER] = "Enter", [K_TAB] = "Tab", [K_BACKTAB] = "BackTab", [K_ESC] = "Esc", [K_BACKSPACE] = "BS",
        [K_DELETE] = "Del", [K_INSERT] = "Ins", [K_UP] = "Up", [K_DOWN] = "Down", [K_LEFT] = "Left",
        [K_RIGHT] = "Right", [K_HOME] = "Home", [K_END] = "End", [K_PAGE_UP] = "PgUp", [K_PAGE_DOWN] = "PgDn",
        [K_F1] = "F1", [K_F2] = "F2", [K_F3] = "F3", [K_F4] = "F4", [K_F5] = "F5", [K_F6] = "F6", [K_F7] = "F7",
        [K_F8] = "F8", [K_F9] = "F9", [K_F10] = "F10", [K_F11] = "F11", [K_F12] = "F12",
        [K_MOUSE] = "Mouse", [K_CURSOR_REPORT] = "At",
    };
    if (e->key == K_CHAR && e->cp != '<') {
        text_append_codepoint(out, e->cp);
        return;
    }
    text_append_char(out, '<');
    if (e->key == K_PASTE) {
        text_append_str(out, "Paste ");
        text_append(out, e->paste);
    } else if (e->key == K_CHAR || e->key == K_CTRL || e->key == K_ALT) {
        text_append_str(out, e->key == K_CTRL ? "^" : e->key == K_ALT ? "M-" : "");
        text_append_codepoint(out, e->cp);
    } else {
        if (e->mods & K_CTRL_MOD)
            text_append_str(out, "C-");
        if (e->mods & K_ALT_MOD)
            text_append_str(out, "A-");
        if (e->mods & K_SHIFT)
            text_append_str(out, "S-");
        text_append_str(out, names[e->key]);
        if (e->key == K_MOUSE)
            text_printf(out, " %u", e->cp);
        if (e->key == K_MOUSE || e->key == K_CURSOR_REPORT)
            text_printf(out, " %d,%d", e->row, e->col);
    }
    text_append_char(out, '>');
}

static void drain(struct keys *k, struct text *out)
{
    struct key_event e;
    while (keys_next(k, &e))
        spell(&e, out);
}

static void check(const char *bytes, size_t n, const char *expected)
{
    struct text got = {0};
    /* Joined in one read, byte by byte, and torn at every place. */
    for (size_t split = 0; split <= n; split++) {
        struct keys *k = keys_new();
        text_clear(&got);
        if (split == 0) {
            for (size_t i = 0; i < n; i++) {
                keys_feed(k, bytes + i, 1);
                drain(k, &got);
            }
        } else {
            keys_feed(k, bytes, split);
            drain(k, &got);
            keys_feed(k, bytes + split, n - split);
            drain(k, &got);
        }
        assert_string_equal(text_str(&got), expected);
        assert_int_equal(keys_wait_ms(k), -1);
        keys_free(&k);
    }
    text_free(&got);
}

#define CHECK(bytes, expected) check(bytes, sizeof(bytes) - 1, expected)

static void test_letters(void **state)
{
    (void)state;
    CHECK("đường", "đường");
    CHECK("\xC0\x80|\xED\xA0\x80|\xF5|\xE1\xBBx|\xF0\x9F\x98\x80", "\uFFFD\uFFFD|\uFFFD\uFFFD\uFFFD|\uFFFD|\uFFFDx|😀");
    CHECK("e\xCC\xA3\xCC\x82", "e\u0323\u0302");
    CHECK("\r\n\t\x01\x00\x1C\x1D\x1E\x1F", "<Enter><Enter><Tab><^a><^ ><^\\><^]><^^><^_>");
    CHECK("\xC2\x85\xC2\x8D" "a", "a");
}

/* UniKey, EVKey, OpenKey: the keys v i e e t j, either erasing byte; OpenKey's burst with U+202F. */
static void test_input_methods(void **state)
{
    (void)state;
    CHECK("vie\x08\xC3\xAAt\x08\x08\xE1\xBB\x87t", "vie<BS>êt<BS><BS>ệt");
    CHECK("vie\x7F\xC3\xAAt\x7F\x7F\xE1\xBB\x87t", "vie<BS>êt<BS><BS>ệt");
    CHECK("a \xE2\x80\xAF\x08\x08\xC3\xA2", "a \u202F<BS><BS>â");
    /* Characters that would be dropped take their Backspaces with them. */
    CHECK("a\xE2\x80\x8C\x08\x08\xC3\xA2", "a<BS>â");
    CHECK("a\xE2\x80\x8C" "b\x08", "ab<BS>");
}

static void test_arrows(void **state)
{
    (void)state;
    CHECK("\033[A\033OB\033[1;5C\033[D\033O5A\033[1;2B\033[a\033Od", "<Up><Down><C-Right><Left><C-Up><S-Down><S-Up><C-Left>");
    CHECK("\033[H\033[F\033OH\033OF\033[1~\033[4~\033[7~\033[8~\033Ow", "<Home><End><Home><End><Home><End><Home><End><End>");
    CHECK("\033[2~\033[3~\033[5~\033[6~\033[3;2~\033[5;5~\033[1;2H", "<Ins><Del><PgUp><PgDn><S-Del><C-PgUp><S-Home>");
    CHECK("\033[3$\033[3^\033[3@", "<S-Del><C-Del><C-S-Del>");
    CHECK("\033[1;1:1A\033[1;1:3A", "<Up>");
}

static void test_function_keys(void **state)
{
    (void)state;
    CHECK("\033OP\033OQ\033OR\033OS", "<F1><F2><F3><F4>");
    CHECK("\033[11~\033[12~\033[13~\033[14~\033[15~", "<F1><F2><F3><F4><F5>");
    CHECK("\033[[A\033[[B\033[[C\033[[D\033[[E", "<F1><F2><F3><F4><F5>");
    CHECK("\033[17~\033[18~\033[19~\033[20~\033[21~\033[23~\033[24~", "<F6><F7><F8><F9><F10><F11><F12>");
    CHECK("\033[1;2P\033[1;5Q\033[1;2R\033[15;2~\033O2S\033[R", "<S-F1><C-F2><S-F3><S-F5><S-F4><F3>");
    CHECK("\033[Z\033[1;2Z", "<BackTab><BackTab>");
    CHECK("\0331\0339\0330", "<F1><F9><F10>");
}

static void test_escape(void **state)
{
    (void)state;
    struct text got = {0};
    struct keys *k = keys_new();
    keys_feed(k, "\033", 1);
    drain(k, &got);
    assert_int_equal(keys_wait_ms(k), KEYS_ESC_MS);
    keys_timeout(k);
    drain(k, &got);
    assert_string_equal(text_str(&got), "<Esc>");
    /* Had a use: the digit is a digit. */
    keys_feed(k, "1", 1);
    drain(k, &got);
    assert_string_equal(text_str(&got), "<Esc>1");
    assert_int_equal(keys_wait_ms(k), -1);
    /* Had none: Esc, a pause, then the digit. */
    text_clear(&got);
    keys_feed(k, "\033\033", 2);
    drain(k, &got);
    keys_esc_unused(k);
    assert_int_equal(keys_wait_ms(k), KEYS_DIGIT_MS);
    keys_feed(k, "99", 2);
    drain(k, &got);
    assert_string_equal(text_str(&got), "<Esc><F9>9");
    text_clear(&got);
    keys_feed(k, "\033\033", 2);
    drain(k, &got);
    keys_esc_unused(k);
    keys_timeout(k);
    keys_feed(k, "9", 1);
    drain(k, &got);
    assert_string_equal(text_str(&got), "<Esc>9");
    keys_free(&k);
    text_free(&got);
    CHECK("\033x\033\xC4\x91\033\x7F", "<M-x><M-đ><A-BS>");
}

/* An arrow whose Esc came long before the rest is an arrow still; text typed behind an Esc is text. */
static void test_torn_sequence(void **state)
{
    (void)state;
    static const struct { const char *rest, *expected; bool timeout; } cases[] = {
        {"[A", "<Esc><Up>", false}, {"OP", "<Esc><F1>", false}, {"[1;5Cx", "<Esc><C-Right>x", false},
        {"[3~", "<Esc><Del>", false}, {"[?64;1c", "<Esc>", false}, {"[x", "<Esc>[x", false}, {"On", "<Esc>On", false},
        {"[", "<Esc>[", true}, {"O", "<Esc>O", true}, {"[12", "<Esc>[12", true}, {"[\r", "<Esc>[<Enter>", false},
        {"[\xC6\xB0", "<Esc>[ư", false}, {"O\x7F\xC3\x94", "<Esc>O<BS>Ô", false},
        {"[200~a\033[201~", "<Esc><Paste a>", false},
    };
    for (size_t i = 0; i < SOAN_ARRAY_LEN(cases); i++) {
        struct text got = {0};
        struct keys *k = keys_new();
        keys_feed(k, "\033", 1);
        drain(k, &got);
        keys_timeout(k);
        drain(k, &got);
        for (const char *c = cases[i].rest; *c; c++) {
            keys_feed(k, c, 1);
            drain(k, &got);
        }
        if (cases[i].timeout) {
            assert_int_equal(keys_wait_ms(k), KEYS_ESC_MS);
            keys_timeout(k);
            drain(k, &got);
        }
        assert_string_equal(text_str(&got), cases[i].expected);
        keys_free(&k);
        text_free(&got);
    }
    CHECK("\033\033[A", "<Esc><Up>");
}

static void test_timeouts(void **state)
{
    (void)state;
    static const char *const unfinished[] = {"\033[", "\033[1;", "\033O", "\033[[", "\033[M!", "\033]11;rgb", "\033P1\033"};
    struct text got = {0};
    for (size_t i = 0; i < SOAN_ARRAY_LEN(unfinished); i++) {
        struct keys *k = keys_new();
        keys_feed(k, unfinished[i], strlen(unfinished[i]));
        drain(k, &got);
        assert_int_equal(keys_wait_ms(k), KEYS_LATE_MS);
        keys_timeout(k);
        keys_feed(k, "a", 1);
        drain(k, &got);
        assert_string_equal(text_str(&got), "a");
        text_clear(&got);
        keys_free(&k);
    }
    struct keys *k = keys_new();
    keys_feed(k, "\xE1\xBB", 2);
    drain(k, &got);
    assert_int_equal(keys_wait_ms(k), -1);
    keys_timeout(k);
    keys_feed(k, "\x87", 1);
    drain(k, &got);
    assert_string_equal(text_str(&got), "ệ");
    keys_free(&k);
    text_free(&got);
}

static void test_kitty_and_xterm(void **state)
{
    (void)state;
    CHECK("\033[97u\033[97;2u\033[97:65;2u\033[97;5u\033[7879u", "aAA<^a>ệ");
    CHECK("\033[27u\033[13u\033[9;2u\033[127u\033[97;1:3u\033[57441u\033[57400u", "<Esc><Enter><BackTab><BS>1");
    CHECK("\033[27;5;102~\033[27;3;120~\033[49;3u\033[27;2;13~", "<^f><M-x><F1><S-Enter>");
}

static void test_reports_are_swallowed(void **state)
{
    (void)state;
    CHECK("a\033[12;40Rb\033[?5;6R", "a<At 12,40>b<At 5,6>");
    CHECK("a\033[?64;1;2;6c\033[>41;379;0c\033[?2026;2$y\033[4;1$yb", "ab");
    CHECK("a\033]11;rgb:0000/0000/0000\033\\b\033]10;x\x07" "c\033P1+r544e\033\\d\033_Gi=1;OK\033\\e", "abcde");
    CHECK("a\xC2\x9D" "0;\xE1\xBA\x9C\xC2\x9C" "b\x9B" "A\xC2\x9B" "B\x8FP", "ab<Up><Down><F1>");
    CHECK("\033]11;x\033[A", "<Up>");
    CHECK("\033]a\033Pb", "<M-]>a<M-P>b");
    CHECK("a\033[I\033[O\033[1;2;3;4;5;6;7z\033[99~\033[25~\033[201~\033[E b", "a b");
    CHECK("\033[1;1\x18x\033[1\r\033[1\xC4\x91\033[1\033[A", "x<Enter>đ<Up>");
    char longest[300] = "\033[";
    memset(longest + 2, '1', 200);
    memcpy(longest + 202, "Ab", 3);
    check(longest, 204, "b");
}

static void test_mouse(void **state)
{
    (void)state;
    CHECK("\033[<0;5;7M\033[<0;5;7m\033[<64;1;2M\033[<35;9;9M\033[<16;1;1Mx", "<Mouse 0 7,5><Mouse 64 2,1><C-Mouse 0 1,1>x");
    CHECK("\033[M !\"\033[M#!\"\033[M`!\"x", "<Mouse 0 2,1><Mouse 64 2,1>x");
    CHECK("\033[32;5;7M\033[35;5;7Mx", "<Mouse 0 7,5>x");
}

static void test_paste(void **state)
{
    (void)state;
    CHECK("\033[200~a\r\n\tb\033[201~c", "<Paste a\r\n\tb>c");
    CHECK("\033[200~\033[31m\033\033[20\033[201\033[201~c", "<Paste \033[31m\033\033[20\033[201>c");
    CHECK("\033[200~\033[201~", "<Paste >");
    CHECK("\033[200~x\033[201~\033[200~y\033[201~", "<Paste x><Paste y>");
    struct text got = {0};
    struct keys *k = keys_new();
    keys_feed(k, "\033[200~abc\033[20", 13);
    drain(k, &got);
    assert_int_equal(keys_wait_ms(k), KEYS_PASTE_MS);
    keys_feed(k, "d\033[201~", 7);
    drain(k, &got);
    assert_string_equal(text_str(&got), "<Paste abc\033[20d>");
    /* The end never comes: nothing is lost, and keys work. */
    text_clear(&got);
    keys_feed(k, "\033[200~abc", 9);
    drain(k, &got);
    keys_timeout(k);
    drain(k, &got);
    keys_feed(k, "def\021\033[201~g", 11);
    drain(k, &got);
    assert_string_equal(text_str(&got), "<Paste abc>def<^q>g");
    keys_free(&k);
    text_free(&got);
}

static void test_great_paste(void **state)
{
    (void)state;
    enum { SIZE = 4 << 20, PIECE = 4096 };
    char piece[PIECE];
    struct keys *k = keys_new();
    struct key_event e;
    memset(piece, 0x1B, sizeof piece); /* the worst: each one might begin the end */
    keys_feed(k, "\033[200~", 6);
    for (size_t i = 0; i < SIZE / PIECE; i++) {
        keys_feed(k, piece, sizeof piece);
        assert_false(keys_next(k, &e));
    }
    keys_feed(k, "\033[201~", 6);
    assert_true(keys_next(k, &e));
    assert_int_equal(e.key, K_PASTE);
    assert_int_equal(e.paste.len, SIZE);
    keys_free(&k);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_letters),
        cmocka_unit_test(test_input_methods),
        cmocka_unit_test(test_arrows),
        cmocka_unit_test(test_function_keys),
        cmocka_unit_test(test_escape),
        cmocka_unit_test(test_torn_sequence),
        cmocka_unit_test(test_timeouts),
        cmocka_unit_test(test_kitty_and_xterm),
        cmocka_unit_test(test_reports_are_swallowed),
        cmocka_unit_test(test_mouse),
        cmocka_unit_test(test_paste),
        cmocka_unit_test(test_great_paste),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
