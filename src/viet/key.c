#include <string.h>

#include "soan/viet.h"

static bool is_word_byte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

void viet_ascii_key(struct text_view words, size_t max, struct text *out)
{
    struct text folded = {0};
    viet_fold(words, VIET_FOLD_BLIND, &folded, NULL);
    size_t from = out->len;
    for (size_t pos = 0; pos < folded.len;) {
        size_t end = pos;
        while (end < folded.len && is_word_byte(folded.bytes[end]))
            end++;
        if (end == pos) {
            pos++;
            continue;
        }
        struct text_view word = {folded.bytes + pos, end - pos};
        size_t used = out->len - from;
        size_t glue = used ? 1 : (word.bytes[0] <= '9');
        if (used && used + glue + word.len > max)
            break;
        if (glue && used + glue <= max)
            text_append_char(out, used ? '_' : 'n');
        used = out->len - from;
        text_append(out, text_view_part(word, 0, max - used));
        pos = end;
    }
    text_free(&folded);
}
