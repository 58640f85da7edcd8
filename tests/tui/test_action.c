#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#include "tui/action.h"

static struct key_event ctrl(char c)
{
    return (struct key_event){.key = K_CTRL, .cp = (uint32_t)c};
}

static enum action of(enum key key, unsigned place)
{
    struct key_event k = {.key = key};
    return action_of_key(&k, place);
}

static enum action of_ctrl(char c, unsigned place)
{
    struct key_event k = ctrl(c);
    return action_of_key(&k, place);
}

static void test_table_is_whole(void **state)
{
    (void)state;
    for (int a = ACT_NONE + 1; a < ACT_COUNT_; a++) {
        const struct action_info *i = action_info((enum action)a);
        assert_int_equal(i->action, a);
        assert_true(i->name[0] && i->label[0] && i->help[0]);
        assert_true(i->places != 0);
        assert_int_equal(action_of_name(i->name), a);
        bool in_menu = false;
        for (size_t m = 0; action_menu(m); m++)
            in_menu |= strcmp(action_menu(m), i->menu) == 0;
        assert_true(in_menu);
    }
    assert_int_equal(action_of_name("no such thing"), ACT_NONE);
}

/* The promise of the office's key card. */
static void test_keys_of_the_card(void **state)
{
    (void)state;
    static const struct { enum key f; char ctrl; enum action action; } card[] = {
        {K_F1, 'g', ACT_HELP}, {K_F2, 's', ACT_CHECKPOINT}, {K_F3, 'f', ACT_FIND}, {K_F4, 'e', ACT_FIGURE},
        {K_F5, 't', ACT_COMMENTS}, {K_F6, 0, ACT_NEXT_PANE}, {K_F7, 0, ACT_CHECK}, {K_F8, '^', ACT_SELECT},
        {K_F9, 0, ACT_MENU}, {K_F10, 'q', ACT_LEAVE}, {K_F12, 0, ACT_PREVIEW}, {0, 'z', ACT_UNDO},
        {0, 'y', ACT_REDO}, {0, 'x', ACT_CUT}, {0, 'c', ACT_COPY}, {0, 'v', ACT_PASTE}, {0, 'k', ACT_CUT_LINE},
        {0, 'r', ACT_REPLACE}, {0, 'o', ACT_GOTO}, {0, 'n', ACT_NEXT}, {0, 'p', ACT_PREV}, {0, 'l', ACT_REDRAW},
        {0, '\\', ACT_INPUT_METHOD},
    };
    for (size_t i = 0; i < SOAN_ARRAY_LEN(card); i++) {
        if (card[i].f)
            assert_int_equal(of(card[i].f, IN_TEXT), card[i].action);
        if (card[i].ctrl)
            assert_int_equal(of_ctrl(card[i].ctrl, IN_TEXT), card[i].action);
    }
    assert_int_equal(of(K_ENTER, IN_TREE), ACT_SECTION_OPEN);
    assert_int_equal(of(K_RIGHT, IN_TREE), ACT_SECTION_FOLD);
    assert_int_equal(of(K_LEFT, IN_TREE), ACT_SECTION_FOLD);
    assert_int_equal(of(K_INSERT, IN_TREE), ACT_SECTION_ADD);
    assert_int_equal(of_ctrl('d', IN_TREE), ACT_SECTION_ADD_CHILD);
    assert_int_equal(of(K_DELETE, IN_TREE), ACT_SECTION_REMOVE);
    assert_int_equal(of(K_F8, IN_TREE), ACT_SECTION_MOVE);
    assert_int_equal(of(K_TAB, IN_TREE), ACT_NEXT_PANE);
}

static void test_editing_keys_are_no_commands_in_text(void **state)
{
    (void)state;
    static const enum key keys[] = {K_ENTER, K_TAB, K_DELETE, K_INSERT, K_LEFT, K_RIGHT, K_BACKSPACE, K_ESC, K_F11};
    for (size_t i = 0; i < SOAN_ARRAY_LEN(keys); i++) {
        assert_int_equal(of(keys[i], IN_TEXT), ACT_NONE);
        assert_int_equal(of(keys[i], IN_FIELD), ACT_NONE);
    }
    assert_int_equal(of_ctrl('d', IN_TEXT), ACT_NONE);
    assert_int_equal(of(K_F11, IN_TREE), ACT_NONE);
}

static void test_letters_never_command(void **state)
{
    (void)state;
    for (uint32_t cp = 1; cp < 0x2000; cp++) {
        struct key_event k = {.key = K_CHAR, .cp = cp};
        for (unsigned place = IN_TREE; place <= IN_FIELD; place <<= 1)
            assert_int_equal(action_of_key(&k, place), ACT_NONE);
    }
}

/* tmux's prefix must stay free. */
static void test_free_keys(void **state)
{
    (void)state;
    for (unsigned place = IN_TREE; place <= IN_FIELD; place <<= 1)
        assert_int_equal(of_ctrl('b', place), ACT_NONE);
}

/* Each key written in the table is one that can arrive, and belongs to its action alone. */
static void test_shown_keys_work(void **state)
{
    (void)state;
    for (unsigned place = IN_TREE; place <= IN_FIELD; place <<= 1) {
        size_t shown = 0, found = 0;
        for (int a = ACT_NONE + 1; a < ACT_COUNT_; a++) {
            const struct action_info *i = action_info((enum action)a);
            const char *both[] = {i->keys, place == IN_TREE ? i->tree_keys : ""};
            for (size_t n = 0; (i->places & place) && n < 2; n++) {
                for (const char *c = both[n]; *c; c++)
                    shown += c == both[n] || c[-1] == ' ';
            }
        }
        for (int key = K_ENTER; key <= K_F12; key++)
            found += of((enum key)key, place) != ACT_NONE;
        for (char c = ' '; c < 127; c++)
            found += (c < 'A' || c > 'Z') && of_ctrl(c, place) != ACT_NONE;
        assert_int_equal(shown, found);
    }
}

static void test_modifiers_do_not_command(void **state)
{
    (void)state;
    struct key_event k = {.key = K_DELETE, .mods = K_SHIFT};
    assert_int_equal(action_of_key(&k, IN_TREE), ACT_NONE);
    k = ctrl('f');
    k.mods = K_CTRL_MOD; /* as kitty sends it */
    assert_int_equal(action_of_key(&k, IN_TREE), ACT_FIND);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_table_is_whole),
        cmocka_unit_test(test_keys_of_the_card),
        cmocka_unit_test(test_editing_keys_are_no_commands_in_text),
        cmocka_unit_test(test_letters_never_command),
        cmocka_unit_test(test_free_keys),
        cmocka_unit_test(test_shown_keys_work),
        cmocka_unit_test(test_modifiers_do_not_command),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
