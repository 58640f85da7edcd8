#include "support.h"

/* {key} is one unit, as in a section's source form. */
static bool braces(struct text_view v, size_t pos, size_t *from, size_t *to)
{
    size_t open = pos + 1;
    while (open > 0 && !strchr("{\n", v.bytes[open - 1]) && !(open <= pos && v.bytes[open - 1] == '}'))
        open--;
    if (open == 0 || v.bytes[open - 1] != '{')
        return false;
    size_t close = open;
    while (close < v.len && v.bytes[close] != '}' && v.bytes[close] != '\n' && v.bytes[close] != '{')
        close++;
    if (close >= v.len || v.bytes[close] != '}' || close < pos)
        return false;
    *from = open - 1;
    *to = close + 1;
    return true;
}

/* `text` with | for the cursor. */
static struct text_editor editor(const char *text)
{
    struct text_editor ed;
    struct text plain = {0};
    const char *bar = strchr(text, '|');
    text_append(&plain, (struct text_view){text, (size_t)(bar - text)});
    text_append_str(&plain, bar + 1);
    text_editor_init(&ed, text_view(&plain));
    ed.atom = braces;
    ed.cursor = (size_t)(bar - text);
    text_free(&plain);
    return ed;
}

static void assert_editor(const struct text_editor *ed, const char *want)
{
    struct text got = {0};
    text_append(&got, text_view_part(text_view(&ed->text), 0, ed->cursor));
    text_append_char(&got, '|');
    text_append(&got, text_view_part(text_view(&ed->text), ed->cursor, ed->text.len));
    assert_string_equal(text_str(&got), want);
    text_free(&got);
}

/* Keys as a terminal sends them: text, \b erases. One call of type() per run of text, or per letter. */
static void keys(struct text_editor *ed, const char *bytes, bool by_letter)
{
    for (struct text_view v = T(bytes); v.len;) {
        size_t n = 0;
        if (v.bytes[0] == '\b') {
            text_editor_erase_back(ed);
            n = 1;
        } else {
            do {
                n = n + 1;
                while (n < v.len && (v.bytes[n] & 0xC0) == 0x80)
                    n++;
            } while (!by_letter && n < v.len && v.bytes[n] != '\b');
            text_editor_type(ed, text_view_part(v, 0, n));
        }
        v = text_view_part(v, n, v.len);
    }
}

static size_t steps(const struct text_editor *ed)
{
    size_t n = 0;
    for (size_t i = 0; i < ed->changes.n; i++)
        n += i == 0 || ed->changes.item[i].group != ed->changes.item[i - 1].group;
    return n;
}

/* Streams of input methods that erase and type again; the text, and one step a word. */
static void typing(void **state)
{
    (void)state;
    static const struct {
        const char *before, *keys, *after;
        size_t steps;
    } row[] = {
        {"|", "vie\bêt\b\bệt ", "việt |", 1},
        {"|", "tie\bêng\b\b\bếng vie\bêt\b\bệt", "tiếng việt|", 2},
        {"|", "du\b\bđu", "đu|", 1},
        {"a |", "duong\b\b\b\bường\b\b\b\b\bđường\n", "a đường\n|", 1},
        {"xin|", "h\b\bính", "xiính|", 1},              /* a word begun before goes on */
        {"a duong|", "\b\b\b\b\bđường", "a đường|", 1}, /* and is retyped whole */
        {"mot hai|", "\b\b\b\b\b", "mo|", 2},           /* erasing over a word border: two words, two steps */
        {"|", "a b  c", "a b  c|", 3},
        {"|", "a \bb", "ab|", 1},
        {"|", "\u202F\bê", "ê|", 1},                     /* OpenKey's burst */
        {"|", "tie\u0302\u0301ng Vie\u0302\u0323t", "tiếng Việt|", 2}, /* macOS, Windows' own layout */
        {"|", "e\u0323\u0302\bo\u031B\u0300", "ờ|", 1},
        {"e|a", "\u0301", "é|a", 1},
        {"|\u0301a", "e", "é|a", 1},                     /* a mark that stood alone finds its letter */
        {"|", "a\x1b[31mb\x07", "a[31mb|", 1},
        {"{k}|", "\b", "|", 1},
        {"a👨‍👩‍👧|", "\b", "a|", 1},
    };
    for (size_t i = 0; i < SOAN_ARRAY_LEN(row); i++) {
        for (int by_letter = 0; by_letter < 2; by_letter++) {
            struct text_editor ed = editor(row[i].before);
            struct text old = text_copy(text_view(&ed.text));
            keys(&ed, row[i].keys, by_letter);
            assert_editor(&ed, row[i].after);
            assert_true(text_is_clean(text_view(&ed.text)));
            if (steps(&ed) != row[i].steps)
                fail_msg("row %zu: %zu steps, not %zu", i, steps(&ed), row[i].steps);
            for (size_t k = 0; k < ed.changes.n; k++)
                assert_true(text_change_apply(&ed.changes.item[k], &old));
            assert_text(&old, text_str(&ed.text));
            text_free(&old);
            text_editor_free(&ed);
        }
    }
}

static void composing_is_small(void **state)
{
    (void)state;
    struct text_editor ed = editor("tiê|ng");
    ed.group = 7;
    text_editor_type(&ed, T("\u0301"));
    assert_editor(&ed, "tiế|ng");
    assert_int_equal(ed.changes.n, 1);
    assert_int_equal(ed.changes.item[0].pos, 2);
    assert_text(&ed.changes.item[0].removed, "ê");
    assert_text(&ed.changes.item[0].inserted, "ế");
    assert_int_equal(ed.changes.item[0].group, 8);
    text_editor_free(&ed);
    ed = editor("a\n|\u0301b"); /* lines joined: the mark falls on the letter before */
    text_editor_erase_back(&ed);
    assert_editor(&ed, "á|b");
    text_editor_free(&ed);
}

static void moving(void **state)
{
    (void)state;
    struct text_editor ed = editor("|aé{thu_ns}\n🇻🇳 bốn");
    static const char *right[] = {"a|é{thu_ns}\n🇻🇳 bốn", "aé|{thu_ns}\n🇻🇳 bốn", "aé{thu_ns}|\n🇻🇳 bốn",
                                  "aé{thu_ns}\n|🇻🇳 bốn", "aé{thu_ns}\n🇻🇳| bốn"};
    for (size_t i = 0; i < SOAN_ARRAY_LEN(right); i++) {
        text_editor_right(&ed);
        assert_editor(&ed, right[i]);
    }
    for (size_t i = SOAN_ARRAY_LEN(right) - 1; i-- > 0;) {
        text_editor_left(&ed);
        assert_editor(&ed, right[i]);
    }
    text_editor_goto(&ed, 6); /* inside the figure: before it */
    assert_editor(&ed, "aé|{thu_ns}\n🇻🇳 bốn");
    text_editor_goto(&ed, 2); /* inside a letter */
    assert_editor(&ed, "a|é{thu_ns}\n🇻🇳 bốn");
    text_editor_goto(&ed, 17); /* inside the flag */
    assert_editor(&ed, "aé{thu_ns}\n|🇻🇳 bốn");
    text_editor_goto(&ed, 999);
    assert_int_equal(ed.cursor, ed.text.len);
    text_editor_right(&ed);
    assert_int_equal(ed.cursor, ed.text.len);
    text_editor_word_left(&ed);
    assert_editor(&ed, "aé{thu_ns}\n🇻🇳 |bốn");
    text_editor_word_left(&ed);
    assert_editor(&ed, "aé|{thu_ns}\n🇻🇳 bốn");
    text_editor_word_left(&ed);
    assert_editor(&ed, "|aé{thu_ns}\n🇻🇳 bốn");
    text_editor_left(&ed);
    assert_int_equal(ed.cursor, 0);
    text_editor_word_right(&ed);
    assert_editor(&ed, "aé|{thu_ns}\n🇻🇳 bốn");
    text_editor_word_right(&ed);
    assert_editor(&ed, "aé{thu_ns}\n🇻🇳 |bốn");
    assert_int_equal(ed.changes.n, 0);
    text_editor_free(&ed);
}

static void erasing(void **state)
{
    (void)state;
    struct text_editor ed = editor("một {k}|{m} hai");
    text_editor_erase_back(&ed);
    assert_editor(&ed, "một |{m} hai");
    text_editor_erase_forward(&ed);
    assert_editor(&ed, "một | hai");
    text_editor_erase_word_back(&ed);
    assert_editor(&ed, "| hai");
    text_editor_erase_back(&ed);
    text_editor_erase_word_back(&ed);
    assert_editor(&ed, "| hai");
    text_editor_goto(&ed, 99);
    text_editor_erase_forward(&ed);
    assert_editor(&ed, " hai|");
    text_editor_free(&ed);
}

static void selecting(void **state)
{
    (void)state;
    struct text_editor ed = editor("một |{k} hai");
    struct text out = {0};
    size_t from, to;
    assert_false(text_editor_selection(&ed, &from, &to));
    text_editor_select(&ed, true);
    assert_false(text_editor_selection(&ed, &from, &to));
    text_editor_right(&ed);
    text_editor_select(&ed, true); /* keeps the mark */
    text_editor_right(&ed);
    text_editor_copy(&ed, &out);
    assert_text(&out, "{k} ");
    text_editor_type(&ed, T("x"));
    assert_editor(&ed, "một x|hai");
    assert_false(ed.selecting);
    assert_int_equal(steps(&ed), 1);
    text_editor_select_all(&ed);
    text_clear(&out);
    text_editor_cut(&ed, &out);
    assert_text(&out, "một xhai");
    assert_editor(&ed, "|");
    text_editor_cut(&ed, &out);
    assert_text(&out, "một xhai");
    text_free(&out);
    text_editor_free(&ed);

    ed = editor("a{k}|b"); /* a mark inside a figure, left there by another's change, takes it whole */
    ed.selecting = true;
    ed.mark = 2;
    assert_true(text_editor_selection(&ed, &from, &to));
    assert_int_equal(from, 1);
    assert_int_equal(to, 4);
    text_editor_erase_back(&ed);
    assert_editor(&ed, "a|b");
    text_editor_free(&ed);
}

static void cutting_lines(void **state)
{
    (void)state;
    struct text_editor ed = editor("một\nh|ai\nba");
    struct text out = {0};
    text_editor_cut_line(&ed, &out);
    assert_text(&out, "hai\n");
    assert_editor(&ed, "một\n|ba");
    text_editor_cut_line(&ed, &out);
    assert_text(&out, "hai\nba\n");
    assert_editor(&ed, "một|");
    text_editor_cut_line(&ed, &out);
    assert_text(&out, "hai\nba\nmột\n");
    assert_editor(&ed, "|");
    text_editor_cut_line(&ed, &out);
    assert_editor(&ed, "|");
    assert_int_equal(steps(&ed), 3);
    text_free(&out);
    text_editor_free(&ed);
}

static void pasting(void **state)
{
    (void)state;
    struct text_editor ed = editor("a|b");
    struct text_cleaning seen = {0};
    text_editor_type(&ed, T("x"));
    text_editor_paste(&ed, T("e\u0301\r\nhai ba\x1b[200~"), &seen);
    assert_editor(&ed, "axé\nhai ba[200~|b");
    assert_int_equal(seen.controls, 1);
    text_editor_type(&ed, T("y"));
    assert_int_equal(steps(&ed), 3);
    text_editor_free(&ed);

    ed = editor("a|b");
    ed.single_line = true;
    text_editor_paste(&ed, T("một\nhai\r\n"), NULL);
    assert_editor(&ed, "amột hai |b");
    text_editor_type(&ed, T("\n"));
    assert_editor(&ed, "amột hai  |b");
    text_editor_free(&ed);
}

static void replacing_and_applying(void **state)
{
    (void)state;
    struct text_editor ed = editor("một hai hai|");
    text_editor_replace(&ed, 6, 9, T("ba"));
    text_editor_replace(&ed, 9, 12, T("ba"));
    assert_editor(&ed, "một ba ba|");
    assert_int_equal(steps(&ed), 1);
    text_editor_select(&ed, true);
    text_editor_goto(&ed, 6);
    assert_true(text_editor_apply(&ed, 6, T("ba"), T("bốn")));
    assert_editor(&ed, "một |bốn ba");
    assert_int_equal(ed.mark, ed.text.len);
    assert_false(text_editor_apply(&ed, 6, T("ba"), T("x")));
    assert_false(text_editor_apply(&ed, 99, T(""), T("x")));
    assert_true(text_editor_apply(&ed, 6, T(""), T("rồi ")));
    assert_editor(&ed, "một rồi |bốn ba");
    assert_int_equal(ed.changes.n, 2);
    text_editor_free(&ed);
}

/* Anything a hand can do, at random: the text stays clean, the cursor stands at a boundary, the recorded changes lead
 * from the old text to the new one, and their inverses back. */
static void at_random(void **state)
{
    (void)state;
    static const char *typed[] = {"a", "ế", " ", "\n", "\u0301", "\u0323", "{k}", "🇻", "việt nam ",
                                  "\u200D", "e", "👍", "🏽", "ᄀ", "ᅡ"};
    for (int round = 0; round < 400; round++) {
        struct text_editor ed = editor("Đảng bộ {k} e\u0301|");
        struct text start = {0}, replay = {0};
        text_nfc(text_view(&ed.text), &start);
        text_editor_free(&ed);
        text_editor_init(&ed, text_view(&start));
        ed.atom = braces;
        for (int i = 0; i < 120; i++) {
            struct text_view piece = T(typed[random_below(SOAN_ARRAY_LEN(typed))]);
            switch (random_below(14)) {
            case 0: text_editor_left(&ed); break;
            case 1: text_editor_right(&ed); break;
            case 2: text_editor_erase_back(&ed); break;
            case 3: text_editor_erase_forward(&ed); break;
            case 4: text_editor_goto(&ed, random_below(ed.text.len + 1)); break;
            case 5: text_editor_select(&ed, random_below(2)); break;
            case 6: text_editor_paste(&ed, piece, NULL); break;
            case 7: text_editor_word_left(&ed); break;
            case 8: text_editor_word_right(&ed); break;
            case 9: random_below(9) ? (void)0 : text_editor_erase_word_back(&ed); break;
            case 10: random_below(9) ? (void)0 : text_editor_cut_line(&ed, &replay); break;
            default: text_editor_type(&ed, piece); break;
            }
            struct text_view v = text_view(&ed.text);
            assert_true(text_is_clean(v));
            assert_true(ed.cursor <= v.len);
            if (ed.cursor < v.len)
                assert_int_equal(text_grapheme_prev(v, ed.cursor + 1), ed.cursor);
        }
        text_clear(&replay);
        text_append(&replay, text_view(&start));
        for (size_t i = 0; i < ed.changes.n; i++) {
            assert_true(i == 0 || ed.changes.item[i].group >= ed.changes.item[i - 1].group);
            assert_true(text_change_apply(&ed.changes.item[i], &replay));
        }
        assert_text(&replay, text_str(&ed.text));
        for (size_t i = ed.changes.n; i-- > 0;) {
            struct text_change *c = &ed.changes.item[i];
            assert_true(text_editor_apply(&ed, c->pos, text_view(&c->inserted), text_view(&c->removed)));
        }
        assert_text(&ed.text, text_str(&start));
        text_editor_free(&ed);
        text_free(&start), text_free(&replay);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(typing),        cmocka_unit_test(composing_is_small), cmocka_unit_test(moving),
        cmocka_unit_test(erasing),       cmocka_unit_test(selecting),          cmocka_unit_test(cutting_lines),
        cmocka_unit_test(pasting),       cmocka_unit_test(replacing_and_applying),
        cmocka_unit_test(at_random),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
