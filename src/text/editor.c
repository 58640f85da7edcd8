#include <string.h>

#include "text/editor.h"
#include "text/prop.h"

/* How far back the start of a word is looked for; a longer "word" only means another undo step. */
#define WORD_REACH 256

void text_editor_init(struct text_editor *ed, struct text_view text)
{
    *ed = (struct text_editor){.text = text_copy(text)};
}

void text_editor_free(struct text_editor *ed)
{
    text_free(&ed->text);
    text_changes_free(&ed->changes);
    *ed = (struct text_editor){0};
}

/* ---- undo steps -------------------------------------------------------------- */

static bool is_blank(char c)
{
    return c == ' ' || c == '\n';
}

/* Start of the word that ends at pos. */
static size_t word_start(const struct text_editor *ed, size_t pos)
{
    size_t from = pos;
    while (from > 0 && pos - from < WORD_REACH && !is_blank(ed->text.bytes[from - 1]))
        from--;
    return from;
}

static void open_group(struct text_editor *ed)
{
    ed->group++;
    ed->group_open = true;
    ed->word_done = false;
}

void text_editor_break_group(struct text_editor *ed)
{
    ed->group_open = false;
}

/* ---- changing ---------------------------------------------------------------- */

static bool is_unstable(struct text_view v, size_t pos)
{
    return pos < v.len && text_prop(decode_at(v, pos)) & PROP_UNSTABLE;
}

static void record(struct text_editor *ed, size_t from, size_t to, struct text_view with)
{
    struct text_view v = text_view(&ed->text);
    /* What composing took in and gave back unchanged is no change. */
    while (from < to && with.len && v.bytes[from] == with.bytes[0]) {
        size_t n = codepoint_next(v, from) - from;
        if (n > with.len || n > to - from || memcmp(v.bytes + from, with.bytes, n) != 0)
            break;
        from += n;
        with = text_view_part(with, n, with.len);
    }
    while (from < to && with.len) {
        size_t n = to - codepoint_prev(v, to);
        if (n > with.len || n > to - from || memcmp(v.bytes + to - n, with.bytes + with.len - n, n) != 0)
            break;
        to -= n;
        with.len -= n;
    }
    text_changes_add(&ed->changes, from, text_view_part(v, from, to), with, ed->group);
    text_replace(&ed->text, from, to - from, with);
}

/* Replaces [from, to) and puts the seams into NFC; the cursor ends behind what came in. */
static void splice(struct text_editor *ed, size_t from, size_t to, struct text_view with)
{
    struct text_view v = text_view(&ed->text);
    size_t low = from, high = to;
    bool left = with.len ? is_unstable(with, 0) : is_unstable(v, to);
    while (left && low > 0) {
        low = codepoint_prev(v, low);
        left = is_unstable(v, low);
    }
    while (is_unstable(v, high))
        high = codepoint_next(v, high);
    ed->selecting = false;
    if (low == from && high == to) {
        record(ed, from, to, with);
        ed->mark = ed->cursor = editor_boundary(ed, from + with.len);
        return;
    }
    struct text made = {0};
    text_append(&made, text_view_part(v, low, from));
    text_append(&made, with);
    size_t inside = made.len;
    text_append(&made, text_view_part(v, to, high));
    normalize_tail(&made, 0);
    if (high == to || inside > made.len)
        inside = made.len;
    record(ed, low, high, text_view(&made));
    ed->mark = ed->cursor = editor_boundary(ed, low + inside);
    text_free(&made);
}

static bool erase_selection(struct text_editor *ed)
{
    size_t from, to;
    if (!text_editor_selection(ed, &from, &to)) {
        ed->selecting = false;
        return false;
    }
    open_group(ed);
    splice(ed, from, to, (struct text_view){"", 0});
    ed->group_from = from;
    return true;
}

/* One word with the blanks behind it, or blanks alone. */
static void type_piece(struct text_editor *ed, struct text_view piece)
{
    bool blank = is_blank(piece.bytes[0]);
    if (!ed->group_open || (ed->word_done && !blank)) {
        open_group(ed);
        ed->group_from = word_start(ed, ed->cursor);
    }
    splice(ed, ed->cursor, ed->cursor, piece);
    ed->word_done = is_blank(piece.bytes[piece.len - 1]);
}

static void type_clean(struct text_editor *ed, struct text_view typed)
{
    for (size_t i = 0, end; i < typed.len; i = end) {
        end = i;
        while (end < typed.len && !is_blank(typed.bytes[end]))
            end++;
        while (end < typed.len && is_blank(typed.bytes[end]))
            end++;
        type_piece(ed, text_view_part(typed, i, end));
    }
}

void text_editor_type(struct text_editor *ed, struct text_view typed)
{
    if (typed.len == 0)
        return;
    erase_selection(ed);
    struct text cleaned = {0};
    bool newline = ed->single_line && memchr(typed.bytes, '\n', typed.len);
    if (newline || !text_is_clean(typed)) {
        (ed->single_line ? text_clean_line : text_clean)(typed, &cleaned, NULL);
        typed = text_view(&cleaned);
    }
    type_clean(ed, typed);
    text_free(&cleaned);
}

void text_editor_paste(struct text_editor *ed, struct text_view bytes, struct text_cleaning *seen)
{
    struct text cleaned = {0};
    (ed->single_line ? text_clean_line : text_clean)(bytes, &cleaned, seen);
    if (!erase_selection(ed))
        open_group(ed);
    splice(ed, ed->cursor, ed->cursor, text_view(&cleaned));
    text_editor_break_group(ed);
    text_free(&cleaned);
}

void text_editor_replace(struct text_editor *ed, size_t from, size_t to, struct text_view with)
{
    if (!ed->group_open) {
        open_group(ed);
        ed->group_from = word_start(ed, from);
    }
    splice(ed, from, to, with);
}

void text_editor_erase_back(struct text_editor *ed)
{
    if (erase_selection(ed)) {
        text_editor_break_group(ed);
        return;
    }
    if (ed->cursor == 0)
        return;
    size_t from = editor_unit_prev(ed, ed->cursor);
    if (!ed->group_open || from < ed->group_from) {
        open_group(ed);
        ed->group_from = word_start(ed, from);
    }
    splice(ed, from, ed->cursor, (struct text_view){"", 0});
    ed->word_done = false;
}

void text_editor_erase_forward(struct text_editor *ed)
{
    if (erase_selection(ed)) {
        text_editor_break_group(ed);
        return;
    }
    if (ed->cursor == ed->text.len)
        return;
    if (!ed->group_open || ed->word_done) {
        open_group(ed);
        ed->group_from = word_start(ed, ed->cursor);
    }
    size_t to = editor_unit_next(ed, ed->cursor);
    ed->word_done = is_blank(ed->text.bytes[ed->cursor]);
    splice(ed, ed->cursor, to, (struct text_view){"", 0});
}

/* Removes a range as a step of its own. */
static void remove_range(struct text_editor *ed, size_t from, size_t to)
{
    if (from >= to)
        return;
    open_group(ed);
    splice(ed, from, to, (struct text_view){"", 0});
    text_editor_break_group(ed);
}

void text_editor_erase_word_back(struct text_editor *ed)
{
    if (erase_selection(ed)) {
        text_editor_break_group(ed);
        return;
    }
    size_t to = ed->cursor;
    text_editor_word_left(ed);
    remove_range(ed, ed->cursor, to);
}

void text_editor_cut(struct text_editor *ed, struct text *out)
{
    text_editor_copy(ed, out);
    erase_selection(ed);
    text_editor_break_group(ed);
}

void text_editor_cut_line(struct text_editor *ed, struct text *out)
{
    struct text_view v = text_view(&ed->text);
    if (v.len == 0)
        return;
    const char *before = memrchr(v.bytes, '\n', ed->cursor);
    const char *behind = memchr(v.bytes + ed->cursor, '\n', v.len - ed->cursor);
    size_t from = before ? (size_t)(before - v.bytes) + 1 : 0;
    size_t to = behind ? (size_t)(behind - v.bytes) + 1 : v.len;
    text_append(out, text_view_part(v, from, to));
    if (!behind) {
        /* The last one goes with the newline before it, and is whole paragraphs again where it is put. */
        if (!ed->single_line && to > from)
            text_append_char(out, '\n');
        from -= before ? 1 : 0;
    }
    ed->selecting = false;
    text_editor_break_group(ed);
    remove_range(ed, from, to);
}

bool text_editor_apply(struct text_editor *ed, size_t pos, struct text_view removed, struct text_view inserted)
{
    struct text_view v = text_view(&ed->text);
    if (pos > v.len || removed.len > v.len - pos ||
        !text_view_equal(text_view_part(v, pos, pos + removed.len), removed))
        return false;
    text_replace(&ed->text, pos, removed.len, inserted);
    size_t cursor = text_map_position(ed->cursor, pos, removed.len, inserted.len, TEXT_GRAVITY_RIGHT);
    ed->cursor = editor_boundary(ed, cursor);
    size_t mark = text_map_position(ed->mark, pos, removed.len, inserted.len, TEXT_GRAVITY_RIGHT);
    ed->mark = editor_boundary(ed, mark);
    /* Changes made before and after this one do not join: their positions speak of different texts. */
    text_editor_break_group(ed);
    return true;
}
