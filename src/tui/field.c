#include "tui/field.h"

void field_init(struct field *f, struct text_view text)
{
    *f = (struct field){0};
    text_editor_init(&f->ed, text);
    f->ed.single_line = true;
    if (text.len) {
        text_editor_select_all(&f->ed);
    }
}

void field_free(struct field *f)
{
    text_editor_free(&f->ed);
    *f = (struct field){0};
}

bool field_key(struct field *f, struct input *in, const struct key_event *k)
{
    struct text_editor *ed = &f->ed;

    bool edge = k->key == K_HOME || k->key == K_END;

    /* The first of these puts the cursor into what was offered, instead of losing it. */
    if ((edge || k->key == K_LEFT || k->key == K_RIGHT) && ed->selecting && !(k->mods & K_SHIFT)) {
        in->by_shift = true;
    }
    if (edge) {
        input_before_move(in, ed, k->mods);
        text_editor_goto(ed, k->key == K_HOME ? 0 : ed->text.len);
        return true;
    }
    return input_edit(in, ed, k, NULL);
}

bool field_action(struct field *f, struct input *in, enum action a)
{
    struct text_editor *ed = &f->ed;

    switch ((int)a) {
    case ACT_CUT:
    case ACT_CUT_LINE:
        if (a == ACT_CUT_LINE) {
            text_editor_select_all(ed);
        }
        text_clear(&in->clip);
        text_editor_cut(ed, &in->clip);
        break;
    case ACT_COPY:
        text_clear(&in->clip);
        text_editor_copy(ed, &in->clip);
        break;
    case ACT_PASTE:
        text_editor_paste(ed, text_view(&in->clip), NULL);
        break;
    case ACT_SELECT_ALL:
        text_editor_select_all(ed);
        return true;
    case ACT_INPUT_METHOD:
        input_next_method(in);
        return true;
    default:
        return false;
    }
    input_leave_word(in);
    return true;
}

struct text_view field_view(struct field *f, int width, int *col, size_t *from, size_t *to)
{
    struct text_view v = text_view(&f->ed.text);
    size_t cursor = f->ed.cursor;

    if (width < 2) {
        width = 2;
    }
    if (f->left > cursor || f->left > v.len) {
        f->left = cursor;
    }
    /* The cursor behind the last letter needs a column too. */
    while (text_width(text_view_part(v, f->left, cursor)) > width - 1) {
        f->left = text_grapheme_next(v, f->left);
    }
    while (f->left > 0) {
        size_t before = text_grapheme_prev(v, f->left);
        if (text_width(text_view_part(v, before, v.len)) > width - 1) {
            break;
        }
        f->left = before;
    }
    struct text_view seen = text_view_part(v, f->left, v.len);
    seen.len = text_fit(seen, width, NULL);
    *col = text_width(text_view_part(v, f->left, cursor));
    *from = *to = 0;
    size_t a, b;
    if (text_editor_selection(&f->ed, &a, &b)) {
        *from = a > f->left ? a - f->left : 0;
        *to = b > f->left ? b - f->left : 0;
        *from = *from > seen.len ? seen.len : *from;
        *to = *to > seen.len ? seen.len : *to;
    }
    return seen;
}
