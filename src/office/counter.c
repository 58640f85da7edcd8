#include "office/counter.h"

#include <string.h>

#include "soan/outline.h"

void counter_free(struct counter *c)
{
    for (int i = 0; i < COUNTER_LEVELS; i++)
        text_free(&c->level[i].pattern);
}

static void append_number(const struct counter *c, int level, struct text *out)
{
    /* Styles of outline/ that write the number alone. */
    static const struct text_view style[] = {
        [COUNT_DECIMAL] = {"{1}", 3},     [COUNT_UPPER_ROMAN] = {"{I}", 3}, [COUNT_LOWER_ROMAN] = {"{i}", 3},
        [COUNT_UPPER] = {"{F}", 3},       [COUNT_LOWER] = {"{f}", 3},
    };
    enum counter_form form = c->level[level].form;
    int n = c->begun[level] ? c->now[level] : c->level[level].start;
    if (n <= 0 || form <= COUNT_BULLET || form == COUNT_DECIMAL)
        text_printf(out, "%d", n);
    else
        soan_marker_format(style[form], (unsigned)n, TEXT_LIT(""), out);
}

/* What items of a report begin with, for the signs that the fonts of word processors have. */
static void append_bullet(struct text_view sign, struct text *out)
{
    static const char *const dots[] = {"\u00B7", "\u2022", "\uF0B7", "\u25CF", "\u25CB", "o", "\u25AA", "\uF0A7"};
    if (text_view_equal(sign, TEXT_LIT("+")) || text_view_equal(sign, TEXT_LIT("*"))) {
        text_append(out, sign);
        text_append_char(out, ' ');
        return;
    }
    for (size_t i = 0; i < SOAN_ARRAY_LEN(dots); i++) {
        if (text_view_equal(sign, text_view_of(dots[i]))) {
            text_append_str(out, "· ");
            return;
        }
    }
    text_append_str(out, "- ");
}

void counter_step(struct counter *c, int level, struct text *out)
{
    if (level < 0 || level >= COUNTER_LEVELS || c->level[level].form == COUNT_NONE)
        return;
    const struct counter_level *l = &c->level[level];
    if (l->form == COUNT_BULLET) {
        append_bullet(text_view_trim(text_view(&l->pattern)), out);
        return;
    }
    c->now[level] = c->begun[level] ? c->now[level] + 1 : l->start;
    c->begun[level] = true;
    for (int i = level + 1; i < COUNTER_LEVELS; i++)
        c->begun[i] = false;
    const char *p = text_str(&l->pattern);
    if (!*p)
        return;
    for (; *p; p++) {
        if (p[0] == '%' && p[1] >= '1' && p[1] <= '9') {
            append_number(c, p[1] - '1', out);
            p++;
        } else {
            text_append_char(out, *p);
        }
    }
    text_append_char(out, ' ');
}
