#include "soan/outline.h"

bool soan_note_text(struct text_view paragraph, struct text_view *number, size_t *words)
{
    struct soan_token t;
    if (paragraph.len == 0 || paragraph.bytes[0] != '[' || !soan_token_next(paragraph, 0, &t) ||
        t.kind != SOAN_TOKEN_NOTE || t.to >= paragraph.len || paragraph.bytes[t.to] != ':')
        return false;
    *number = t.body;
    *words = t.to + 1;
    while (*words < paragraph.len && paragraph.bytes[*words] == ' ')
        ++*words;
    return true;
}

/* The text without the marks of its notes, and without the colon behind those that begin one. */
static void leave_out_marks(struct text_view source, struct text *out)
{
    struct soan_token t;
    bool at_start = true, began = false;
    for (size_t pos = 0; soan_token_next(source, pos, &t); pos = t.to) {
        struct text_view said = text_view_part(source, t.from, t.to);
        bool colon = began && text_view_starts(said, TEXT_LIT(":"));
        began = at_start && t.kind == SOAN_TOKEN_NOTE;
        at_start = text_view_equal(said, TEXT_LIT("\n"));
        if (t.kind != SOAN_TOKEN_NOTE)
            text_append(out, text_view_part(said, colon, said.len));
    }
}

size_t soan_source_words(struct text_view source)
{
    struct text plain = {0};
    if (text_view_find(source, TEXT_LIT("[^"), 0) == SIZE_MAX)
        return text_word_count(source);
    leave_out_marks(source, &plain);
    size_t n = text_word_count(text_view(&plain));
    text_free(&plain);
    return n;
}
