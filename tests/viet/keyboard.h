/* Types keys into a text by way of the typing engine, as a text field does. */
#ifndef TEST_VIET_KEYBOARD_H
#define TEST_VIET_KEYBOARD_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "soan/viet.h"

/* In keys this stands for backspace. */
#define BACK '\b'

static void type_key(struct viet_typing *t, struct text *screen, uint32_t cp)
{
    struct text out = {0};
    size_t erase;
    if (cp == BACK) {
        if (!viet_typing_backspace(t, &erase, &out) && screen->len)
            erase = screen->len - text_grapheme_prev(text_view(screen), screen->len);
    } else {
        viet_typing_key(t, cp, &erase, &out);
    }
    assert_true(erase <= screen->len);
    assert_true(text_utf8_valid(text_view(&out), NULL));
    text_replace(screen, screen->len - erase, erase, text_view(&out));
    assert_true(text_utf8_valid(text_view(screen), NULL));
    text_free(&out);
}

/* What stands on the screen after typing `keys`; owned by the caller. */
static struct text type_keys(enum viet_method method, enum viet_style style, const char *keys)
{
    struct viet_typing t;
    struct text screen = {0};
    struct text_view v = text_view_of(keys);
    viet_typing_init(&t, method, style);
    for (size_t pos = 0; pos < v.len;)
        type_key(&t, &screen, text_decode(v, pos, &pos));
    return screen;
}

#endif
