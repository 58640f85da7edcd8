/*
 * Any bytes are decoded, the same whatever pieces they come in; no control character is ever given as a
 * character, and every event is well-formed. The first byte says how the rest is cut; then the waits run out.
 */
#include <assert.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "tui/keys.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void record(struct keys *k, struct text *out)
{
    struct key_event e;
    while (keys_next(k, &e)) {
        assert(e.key > K_NONE && e.key <= K_CURSOR_REPORT);
        bool has_character = e.key == K_CHAR || e.key == K_ALT;
        assert(!has_character || (e.cp >= ' ' && !(e.cp >= 0x7F && e.cp < 0xA0) && e.cp <= 0x10FFFF));
        assert(!has_character || !(e.cp >= 0xD800 && e.cp <= 0xDFFF));
        text_printf(out, "%d %x %u %d,%d ", (int)e.key, e.cp, e.mods, e.row, e.col);
        text_append(out, e.paste);
        text_append_char(out, '\n');
    }
}

static void decode(const uint8_t *data, size_t size, size_t piece, bool timeouts, struct text *out)
{
    struct keys *k = keys_new();
    for (size_t i = 0; i < size; i += piece) {
        size_t n = size - i < piece ? size - i : piece;
        keys_feed(k, (const char *)data + i, n);
        record(k, out);
        if (timeouts && keys_wait_ms(k) >= 0) {
            keys_timeout(k);
            if (data[i] & 1)
                keys_esc_unused(k);
            record(k, out);
        }
    }
    for (int i = 0; i < 4 && keys_wait_ms(k) >= 0; i++) {
        keys_timeout(k);
        record(k, out);
    }
    assert(keys_wait_ms(k) == -1);
    keys_free(&k);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0;
    struct text joined = {0}, pieces = {0}, interrupted = {0};
    decode(data + 1, size - 1, size, false, &joined);
    decode(data + 1, size - 1, data[0] % 7 + 1U, false, &pieces);
    assert(joined.len == pieces.len && (joined.len == 0 || memcmp(joined.bytes, pieces.bytes, joined.len) == 0));
    decode(data + 1, size - 1, data[0] % 5 + 1U, true, &interrupted);
    text_free(&joined);
    text_free(&pieces);
    text_free(&interrupted);
    return 0;
}
