/* Any keys into the typing engine: the screen stays well-formed and ends with the word the engine believes in. */
#include <stdlib.h>
#include <string.h>

#include "soan/viet.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(bool holds)
{
    if (!holds)
        abort();
}

static void press(struct viet_typing *t, struct text *screen, uint8_t byte)
{
    struct text out = {0};
    size_t erase = 0;
    if (byte == '\b') {
        if (!viet_typing_backspace(t, &erase, &out)) {
            check(erase == 0 && out.len == 0);
            if (screen->len)
                erase = screen->len - text_grapheme_prev(text_view(screen), screen->len);
        }
    } else {
        /* High bytes stand for code points that no keyboard method knows. */
        viet_typing_key(t, byte < 0x80 ? byte : 0x1E00u + byte, &erase, &out);
        check(t->method != VIET_METHOD_OFF || (erase == 0 && out.len > 0));
    }
    check(erase <= screen->len);
    check(text_utf8_valid(text_view(&out), NULL));
    text_replace(screen, screen->len - erase, erase, text_view(&out));
    check(text_utf8_valid(text_view(screen), NULL));
    check(text_view_ends(text_view(screen), (struct text_view){t->shown, t->shown_len}));
    text_free(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0;
    struct viet_typing t;
    struct text screen = {0};
    viet_typing_init(&t, (enum viet_method)(data[0] & 3), (enum viet_style)(data[0] >> 2 & 1));
    for (size_t i = 1; i < size; i++) {
        if (data[i] == '\f')
            viet_typing_reset(&t);
        else if (data[i] != 0)
            press(&t, &screen, data[i]);
    }
    struct text nfc = {0};
    text_nfc(text_view(&screen), &nfc);
    check(text_view_equal(text_view(&nfc), text_view(&screen)));
    text_free(&nfc);
    text_free(&screen);
    return 0;
}
