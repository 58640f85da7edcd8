#include <string.h>

#include "text/editor.h"

static bool atom_at(const struct text_editor *ed, size_t pos, size_t *from, size_t *to)
{
    return ed->atom && pos < ed->text.len && ed->atom(text_view(&ed->text), pos, from, to);
}

/* Marks and flags find new neighbours where text changes, and the last brace of a figure may carry a mark. */
size_t editor_boundary(const struct text_editor *ed, size_t pos)
{
    struct text_view v = text_view(&ed->text);
    if (pos >= v.len)
        return v.len;
    size_t start = text_grapheme_prev(v, pos + 1);
    return start < pos ? text_grapheme_next(v, start) : pos;
}

size_t editor_unit_next(const struct text_editor *ed, size_t pos)
{
    size_t from, to;
    if (atom_at(ed, pos, &from, &to))
        return editor_boundary(ed, to);
    return text_grapheme_next(text_view(&ed->text), pos);
}

size_t editor_unit_prev(const struct text_editor *ed, size_t pos)
{
    size_t from, to, prev = text_grapheme_prev(text_view(&ed->text), pos);
    return pos > 0 && atom_at(ed, prev, &from, &to) ? from : prev;
}

static void move_to(struct text_editor *ed, size_t pos)
{
    text_editor_break_group(ed);
    ed->cursor = pos;
}

void text_editor_left(struct text_editor *ed)
{
    move_to(ed, editor_unit_prev(ed, ed->cursor));
}

void text_editor_right(struct text_editor *ed)
{
    move_to(ed, editor_unit_next(ed, ed->cursor));
}

void text_editor_word_left(struct text_editor *ed)
{
    text_editor_goto(ed, text_word_prev(text_view(&ed->text), ed->cursor));
}

void text_editor_word_right(struct text_editor *ed)
{
    struct text_view v = text_view(&ed->text);
    size_t pos = text_word_next(v, ed->cursor), from, to;
    /* A word inside an atom is no place to stop: its start is, or the word behind the whole. */
    while (atom_at(ed, pos, &from, &to) && from < pos && from <= ed->cursor)
        pos = text_word_next(v, to - 1);
    if (atom_at(ed, pos, &from, &to) && from > ed->cursor)
        pos = from;
    move_to(ed, editor_boundary(ed, pos));
}

void text_editor_goto(struct text_editor *ed, size_t pos)
{
    struct text_view v = text_view(&ed->text);
    size_t from, to;
    if (pos >= v.len)
        pos = v.len;
    else
        pos = text_grapheme_prev(v, pos + 1);
    move_to(ed, atom_at(ed, pos, &from, &to) ? from : pos);
}

void text_editor_select(struct text_editor *ed, bool on)
{
    if (on && !ed->selecting)
        ed->mark = ed->cursor;
    ed->selecting = on;
    text_editor_break_group(ed);
}

void text_editor_select_all(struct text_editor *ed)
{
    text_editor_break_group(ed);
    ed->mark = 0;
    ed->cursor = ed->text.len;
    ed->selecting = true;
}

bool text_editor_selection(const struct text_editor *ed, size_t *from, size_t *to)
{
    if (!ed->selecting || ed->mark == ed->cursor)
        return false;
    *from = ed->mark < ed->cursor ? ed->mark : ed->cursor;
    *to = ed->mark < ed->cursor ? ed->cursor : ed->mark;
    size_t start, end;
    if (atom_at(ed, *from, &start, &end))
        *from = start;
    if (atom_at(ed, *to, &start, &end) && start < *to)
        *to = editor_boundary(ed, end);
    return true;
}

void text_editor_copy(const struct text_editor *ed, struct text *out)
{
    size_t from, to;
    if (text_editor_selection(ed, &from, &to))
        text_append(out, text_view_part(text_view(&ed->text), from, to));
}
