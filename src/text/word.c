#include <stdlib.h>
#include <string.h>
#include <uniwbrk.h>

#include "text/prop.h"

static bool is_blank(char c)
{
    return c == ' ' || c == '\n';
}

/* UAX #29 always breaks at a blank, so words are looked for between blanks only, however long the text is. */
static void run_at(struct text_view v, size_t pos, size_t *from, size_t *to)
{
    *from = *to = pos;
    while (*from > 0 && !is_blank(v.bytes[*from - 1]))
        --*from;
    while (*to < v.len && !is_blank(v.bytes[*to]))
        ++*to;
}

/* The first word start in run [from, to) at or after `least`, or the last one before `most`; SIZE_MAX if none. */
static size_t start_in_run(struct text_view v, size_t from, size_t to, size_t least, size_t most, bool last)
{
    size_t found = SIZE_MAX;
    char *flag = mem_array(to - from + 1, 1);
    u8_wordbreaks((const uint8_t *)v.bytes + from, to - from, flag);
    for (size_t i = from; i < to; i++) {
        bool starts = i == from || flag[i - from];
        if (!starts || i < least || i >= most || !(text_prop(decode_at(v, i)) & PROP_ALNUM))
            continue;
        found = i;
        if (!last)
            break;
    }
    free(flag);
    return found;
}

size_t text_word_next(struct text_view v, size_t pos)
{
    size_t i = pos;
    while (i < v.len) {
        if (is_blank(v.bytes[i])) {
            i++;
            continue;
        }
        size_t from, to;
        run_at(v, i, &from, &to);
        size_t start = start_in_run(v, from, to, pos + 1, v.len, false);
        if (start != SIZE_MAX)
            return start;
        i = to;
    }
    return v.len;
}

size_t text_word_prev(struct text_view v, size_t pos)
{
    size_t i = pos < v.len ? pos : v.len;
    while (i > 0) {
        if (is_blank(v.bytes[i - 1])) {
            i--;
            continue;
        }
        size_t from, to;
        run_at(v, i - 1, &from, &to);
        size_t start = start_in_run(v, from, to, 0, pos, true);
        if (start != SIZE_MAX)
            return start;
        i = from;
    }
    return 0;
}

size_t text_word_count(struct text_view v)
{
    size_t n = 0;
    bool counted = false;
    for (size_t i = 0, len; i < v.len; i += len) {
        uint16_t prop = text_prop(decode(v.bytes + i, &len));
        if (prop & PROP_BLANK)
            counted = false;
        else if (!counted && prop & PROP_ALNUM)
            counted = true, n++;
    }
    return n;
}
