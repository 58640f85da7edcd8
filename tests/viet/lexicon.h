/* Attested syllables for tests: the word list of Debian's hunspell-vi, which is not shipped. */
#ifndef TEST_VIET_LEXICON_H
#define TEST_VIET_LEXICON_H

#include <stdlib.h>
#include <string.h>

#include "soan/viet.h"

#define LEXICON_PATH "/usr/share/hunspell/vi_VN.dic"

struct lexicon {
    struct text file;
    struct text_view *word;
    size_t n;
};

/* False if the package is not installed. */
static bool lexicon_load(struct lexicon *lex)
{
    *lex = (struct lexicon){0};
    struct error e = {0};
    if (!file_read(LEXICON_PATH, &lex->file, &e)) {
        error_free(&e);
        return false;
    }
    struct text_view v = text_view(&lex->file);
    size_t cap = 0, pos = text_view_find(v, TEXT_LIT("\n"), 0); /* the first line is the count */
    while (pos != SIZE_MAX && pos + 1 < v.len) {
        size_t end = text_view_find(v, TEXT_LIT("\n"), pos + 1);
        struct text_view line = text_view_trim(text_view_part(v, pos + 1, end == SIZE_MAX ? v.len : end));
        if (line.len) {
            mem_grow((void **)&lex->word, &cap, lex->n + 1, sizeof *lex->word);
            lex->word[lex->n++] = line;
        }
        pos = end;
    }
    return true;
}

static void lexicon_free(struct lexicon *lex)
{
    free(lex->word);
    text_free(&lex->file);
}

/* The list also holds names and abbreviations in capitals. */
static bool lexicon_is_native(struct text_view w)
{
    for (size_t i = 0; i < w.len; i++)
        if (w.bytes[i] >= 'A' && w.bytes[i] <= 'Z')
            return false;
    return true;
}

#endif
