#include <stdlib.h>
#include <string.h>

#include "cli/words.h"

static void add(struct words *w, struct text *word)
{
    mem_grow((void **)&w->word, &w->cap, w->n + 2, sizeof *w->word);
    text_append_str(word, "");
    w->word[w->n++] = strdup(text_str(word));
    w->word[w->n] = NULL;
    if (!w->word[w->n - 1])
        abort();
    text_clear(word);
}

/* The character at *at as it is meant; moves behind it. False if it opens or closes a quote, told by *quote. */
static bool take(const char *line, size_t *at, char *quote, char *out)
{
    char c = line[(*at)++], next = line[*at];
    if (c == '\\' && *quote != '\'' && next && (!*quote || next == '"' || next == '\\')) {
        c = next;
        (*at)++;
    } else if (c == *quote) {
        *quote = '\0';
        return false;
    } else if (!*quote && (c == '\'' || c == '"')) {
        *quote = c;
        return false;
    }
    *out = c;
    return true;
}

bool words_split(const char *line, struct words *out, struct error *e)
{
    struct text word = {0};
    bool open = false; /* a word was begun, be it an empty one in quotes */
    char quote = '\0', c;
    if (!text_view_harmless(text_view_of(line)))
        return error_set(e, SOAN_BAD_DATA, _("the command has control characters or is not UTF-8; type it anew"));
    for (size_t at = 0; line[at];) {
        if (!quote && line[at] == ' ') {
            if (open)
                add(out, &word);
            open = false;
            at++;
            continue;
        }
        open = true;
        if (take(line, &at, &quote, &c))
            text_append_char(&word, c);
    }
    if (open && !quote)
        add(out, &word);
    text_free(&word);
    if (quote)
        return error_set(e, SOAN_USAGE, _("the command has a %c that is not closed"), quote);
    return true;
}

void words_free(struct words *w)
{
    for (size_t i = 0; i < w->n; i++)
        free(w->word[i]);
    mem_free(&w->word);
    w->n = w->cap = 0;
}
