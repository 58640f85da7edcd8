/* What people leave round a value, and what a message may show of it. */
#include <string.h>

#include "figure/private.h"

size_t figure_space(struct text_view v)
{
    static const char *const spaces[] = {
        " ", "\t", "\xC2\xA0", "\xE2\x80\x87", "\xE2\x80\x89", "\xE2\x80\xAF", "\xE3\x80\x80"};
    for (size_t i = 0; i < SOAN_ARRAY_LEN(spaces); i++)
        if (text_view_starts(v, text_view_of(spaces[i])))
            return strlen(spaces[i]);
    return 0;
}

struct text_view figure_trim(struct text_view v)
{
    size_t n;
    do {
        v = text_view_trim(v);
        n = figure_space(v);
        v = text_view_part(v, n, v.len);
        for (size_t back = 2; back <= 3 && back <= v.len; back++) {
            struct text_view tail = text_view_part(v, v.len - back, v.len);
            if (figure_space(tail) == back) {
                v.len -= back;
                n = back;
            }
        }
    } while (n);
    return v;
}

void figure_quote(struct text_view value, struct text *out)
{
    struct text clean = {0};
    text_clean_line(text_view_part(value, 0, 400), &clean, NULL);
    text_ellipsize(text_view(&clean), 40, out);
    text_free(&clean);
}
