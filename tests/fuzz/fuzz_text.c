/*
 * Any bytes as text, and any bytes as a script of edits: what is kept is clean, the recorded changes lead from the old
 * text to the new one, and wrapping again after an edit is wrapping.
 */
#include <stdlib.h>
#include <string.h>

#include "soan/text.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool ok)
{
    if (!ok)
        abort();
}

static bool figure(struct text_view v, size_t pos, size_t *from, size_t *to)
{
    size_t open = pos + 1, close = pos;
    while (open > 0 && v.bytes[open - 1] != '{' && (open > pos || !strchr("}\n", v.bytes[open - 1])))
        open--;
    while (close < v.len && v.bytes[close] != '}' && v.bytes[close] != '\n' && (close < open || v.bytes[close] != '{'))
        close++;
    if (open == 0 || close == v.len || v.bytes[close] != '}')
        return false;
    *from = open - 1;
    *to = close + 1;
    return true;
}

static void check_cleaning(struct text_view in)
{
    struct text once = {0}, twice = {0};
    text_clean(in, &once, NULL);
    must(text_utf8_valid(text_view(&once), NULL));
    must(text_is_clean(text_view(&once)));
    must(text_is_clean(in) == text_view_equal(in, text_view(&once)));
    text_clean(text_view(&once), &twice, NULL);
    must(text_view_equal(text_view(&once), text_view(&twice)));
    text_free(&once);
    text_free(&twice);
}

static void edit(struct text_editor *ed, uint8_t op, struct text_view arg)
{
    switch (op % 16) {
    case 0: text_editor_left(ed); break;
    case 1: text_editor_right(ed); break;
    case 2: text_editor_word_left(ed); break;
    case 3: text_editor_word_right(ed); break;
    case 4: text_editor_goto(ed, op * 7u); break;
    case 5: text_editor_select(ed, op & 16); break;
    case 6: text_editor_erase_forward(ed); break;
    case 7: text_editor_erase_word_back(ed); break;
    case 8: text_editor_paste(ed, arg, NULL); break;
    case 9: text_editor_break_group(ed); break;
    case 10: text_editor_select_all(ed); break;
    case 11:
    case 12: text_editor_erase_back(ed); break;
    default: text_editor_type(ed, arg); break;
    }
}

static void check_editor(const struct text_editor *ed)
{
    struct text_view v = text_view(&ed->text);
    must(text_is_clean(v));
    must(ed->cursor <= v.len && ed->mark <= v.len);
    must(ed->cursor == v.len || text_grapheme_prev(v, ed->cursor + 1) == ed->cursor);
}

static void check_lines(struct text_view v, const struct text_wrap *w, const struct text_lines *l)
{
    struct text_lines fresh = {0};
    text_wrap(v, w, &fresh);
    must(fresh.n == l->n && memcmp(fresh.start, l->start, l->n * sizeof *l->start) == 0);
    text_lines_free(&fresh);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 4 || size > 4096)
        return 0;
    check_cleaning((struct text_view){(const char *)data, size});
    struct text_wrap w = {.width = data[0] % 40 + 1, .first = data[1] % 5, .hang = data[2] % 5};
    struct text_editor ed;
    struct text replay = {0};
    struct text_lines lines = {0};
    text_editor_init(&ed, (struct text_view){0});
    ed.atom = figure;
    text_wrap(text_view(&ed.text), &w, &lines);
    size_t applied = 0;
    for (size_t i = 3; i + 1 < size;) {
        size_t n = data[i + 1] % 16;
        if (n > size - i - 2)
            n = size - i - 2;
        text_changes_free(&ed.changes);
        edit(&ed, data[i], (struct text_view){(const char *)data + i + 2, n});
        i += 2 + n;
        check_editor(&ed);
        for (applied = 0; applied < ed.changes.n; applied++) {
            const struct text_change *c = &ed.changes.item[applied];
            must(text_change_apply(c, &replay));
            text_rewrap(text_view(&replay), &w, &lines, c->pos, c->removed.len, c->inserted.len);
        }
        must(text_view_equal(text_view(&replay), text_view(&ed.text)));
        check_lines(text_view(&replay), &w, &lines);
    }
    text_lines_free(&lines);
    text_free(&replay);
    text_editor_free(&ed);
    return 0;
}
