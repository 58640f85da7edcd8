#include "tui/input.h"

void input_init(struct input *in)
{
    *in = (struct input){0};
    viet_typing_init(&in->typing, VIET_METHOD_OFF, VIET_STYLE_OLD);
}

void input_free(struct input *in)
{
    text_free(&in->clip);
    *in = (struct input){0};
}

void input_set_method(struct input *in, enum viet_method method)
{
    viet_typing_init(&in->typing, method, in->typing.style);
}

void input_next_method(struct input *in)
{
    static const enum viet_method next[] = {
        [VIET_METHOD_OFF] = VIET_METHOD_TELEX,
        [VIET_METHOD_TELEX] = VIET_METHOD_VNI,
        [VIET_METHOD_VNI] = VIET_METHOD_OFF,
        [VIET_METHOD_VIQR] = VIET_METHOD_OFF,
    };
    input_set_method(in, next[in->typing.method]);
}

const char *input_method_name(const struct input *in)
{
    static const char *const names[] = {
        [VIET_METHOD_TELEX] = "Telex", [VIET_METHOD_VNI] = "VNI", [VIET_METHOD_VIQR] = "VIQR",
    };
    return names[in->typing.method];
}

void input_leave_word(struct input *in)
{
    viet_typing_reset(&in->typing);
}

void input_before_move(struct input *in, struct text_editor *ed, unsigned mods)
{
    input_leave_word(in);
    if (mods & K_SHIFT) {
        in->by_shift = in->by_shift || !ed->selecting;
        text_editor_select(ed, true);
    } else if (in->by_shift || !ed->selecting) {
        in->by_shift = false;
        text_editor_select(ed, false);
    }
}

static void put(struct text_editor *ed, size_t erase, struct text_view out)
{
    if (erase == 0) {
        text_editor_type(ed, out);
    } else {
        erase = erase > ed->cursor ? ed->cursor : erase;
        text_editor_replace(ed, ed->cursor - erase, ed->cursor, out);
    }
}

static void type(struct input *in, struct text_editor *ed, uint32_t cp)
{
    struct text out = {0};
    size_t erase = 0, from, to;

    /* Who erases and then sends a finished letter is an input method of its own: two at once spoil every word. */
    if (in->typing.method != VIET_METHOD_OFF && in->erased && cp >= 0xC0 && cp < 0x2000) {
        input_set_method(in, VIET_METHOD_OFF);
        in->saw_other = true;
    }
    if (text_editor_selection(ed, &from, &to)) {
        input_leave_word(in);
    }
    in->by_shift = false;
    if (in->typing.method == VIET_METHOD_OFF) {
        text_append_codepoint(&out, cp);
    } else {
        viet_typing_key(&in->typing, cp, &erase, &out);
    }
    put(ed, erase, text_view(&out));
    text_free(&out);
}

static void backspace(struct input *in, struct text_editor *ed)
{
    struct text out = {0};
    size_t erase = 0, from, to;

    if (in->typing.method != VIET_METHOD_OFF && !text_editor_selection(ed, &from, &to) &&
        viet_typing_backspace(&in->typing, &erase, &out)) {
        put(ed, erase, text_view(&out));
    } else {
        input_leave_word(in);
        text_editor_erase_back(ed);
    }
    in->by_shift = false;
    text_free(&out);
}

static bool move(struct input *in, struct text_editor *ed, const struct key_event *k)
{
    void (*go)(struct text_editor *) = NULL;
    bool word = k->mods & K_CTRL_MOD;
    size_t from, to;

    if (k->key == K_LEFT) {
        go = word ? text_editor_word_left : text_editor_left;
    } else if (k->key == K_RIGHT) {
        go = word ? text_editor_word_right : text_editor_right;
    } else {
        return false;
    }
    /* An arrow without Shift leaves the selection at the side it points to. */
    if (!(k->mods & K_SHIFT) && in->by_shift && text_editor_selection(ed, &from, &to)) {
        input_before_move(in, ed, 0);
        text_editor_goto(ed, k->key == K_LEFT ? from : to);
        return true;
    }
    input_before_move(in, ed, k->mods);
    go(ed);
    return true;
}

static bool edit(struct input *in, struct text_editor *ed, const struct key_event *k)
{
    switch ((int)k->key) {
    case K_CHAR:
        type(in, ed, k->cp);
        return true;
    case K_ENTER:
        if (ed->single_line) {
            return false;
        }
        input_leave_word(in);
        text_editor_type(ed, TEXT_LIT("\n"));
        return true;
    case K_BACKSPACE:
        backspace(in, ed);
        return true;
    case K_DELETE:
        input_leave_word(in);
        in->by_shift = false;
        text_editor_erase_forward(ed);
        return true;
    case K_PASTE:
        input_leave_word(in);
        in->by_shift = false;
        in->cleaned = (struct text_cleaning){0};
        text_editor_paste(ed, k->paste, &in->cleaned);
        return true;
    default:
        return false;
    }
}

bool input_edit(struct input *in, struct text_editor *ed, const struct key_event *k, bool *changed)
{
    bool done = edit(in, ed, k);
    if (changed) {
        *changed = done;
    }
    done = done || move(in, ed, k);
    in->erased = k->key == K_BACKSPACE;
    return done;
}
