/* The style most of a text is written in. */
#include "viet/letters.h"

#define SAMPLE_BYTES ((size_t)1024 * 1024)

/* Longer words are no syllables. */
enum { WORD_BYTES = 24 };

bool viet_text_style(struct text_view v, enum viet_style *style)
{
    size_t count[2] = {0, 0};
    struct text_view sample = text_view_part(v, 0, SAMPLE_BYTES);
    for (size_t pos = 0, len; pos < sample.len;) {
        size_t from = pos;
        bool marked = false;
        while (pos < sample.len && letter_of(letter_decode(sample.bytes + pos, sample.len - pos, &len)).base) {
            marked = marked || len > 1;
            pos += len;
        }
        enum viet_style found;
        if (marked && pos - from <= WORD_BYTES && viet_word_style(text_view_part(sample, from, pos), &found))
            count[found]++;
        if (pos == from)
            pos += len;
    }
    if (count[VIET_STYLE_OLD] + count[VIET_STYLE_NEW] == 0)
        return false;
    *style = count[VIET_STYLE_NEW] > count[VIET_STYLE_OLD] ? VIET_STYLE_NEW : VIET_STYLE_OLD;
    return true;
}

const char *viet_style_name(enum viet_style style)
{
    return style == VIET_STYLE_NEW ? "new" : "old";
}

bool viet_style_by_name(struct text_view name, enum viet_style *out)
{
    bool is_new = text_view_equal(name, TEXT_LIT("new"));
    if (!is_new && !text_view_equal(name, TEXT_LIT("old")))
        return false;
    *out = is_new ? VIET_STYLE_NEW : VIET_STYLE_OLD;
    return true;
}
