/* The report as Markdown (CommonMark, with footnotes as pandoc and GitHub have them): headings by depth, items, notes numbered
 * through. What Markdown would take for its own is escaped. */
#include <string.h>

#include "cli/export.h"

struct markdown {
    struct export *x;
    unsigned notes;           /* of the sections before */
    unsigned most;            /* highest number in this section */
    bool item;                /* the paragraph before was one */
    bool failed;
};

static bool is_special(char c)
{
    return strchr("\\`*_[]<>#|~&", c) != NULL;
}

/* At the start of a line `1.`, `2)`, `-` and `+` would begin a list. */
static size_t lead(struct text_view v)
{
    size_t i = 0;
    while (i < v.len && v.bytes[i] >= '0' && v.bytes[i] <= '9')
        i++;
    bool numbered = i > 0 && i < v.len && (v.bytes[i] == '.' || v.bytes[i] == ')');
    return numbered ? i : v.len && (v.bytes[0] == '-' || v.bytes[0] == '+' || v.bytes[0] == '=') ? 0 : SIZE_MAX;
}

static void escape(struct text_view v, bool at_start, struct text *out)
{
    size_t mark = at_start ? lead(v) : SIZE_MAX;
    for (size_t i = 0; i < v.len; i++) {
        if (i == mark || is_special(v.bytes[i]))
            text_append_char(out, '\\');
        text_append_char(out, v.bytes[i]);
    }
}

static unsigned number_of(struct text_view digits)
{
    unsigned n = 0;
    for (size_t i = 0; i < digits.len && n < 1000000; i++)
        n = n * 10 + (unsigned)(digits.bytes[i] - '0');
    return n;
}

static void note_mark(struct markdown *m, struct text_view number, struct text *out)
{
    unsigned n = number_of(number);
    m->most = m->most > n ? m->most : n;
    text_printf(out, "[^%u]", m->notes + n);
}

static void inline_source(struct markdown *m, struct text_view source, bool at_start, struct text *out)
{
    struct soan_token t;
    for (size_t pos = 0; soan_token_next(source, pos, &t); pos = t.to) {
        struct soan_shown shown = {0};
        bool first = at_start && pos == 0;
        if (t.kind == SOAN_TOKEN_NOTE)
            note_mark(m, t.body, out);
        else if (t.kind == SOAN_TOKEN_FIGURE && soan_values_lookup(t.body, &shown, m->x->values))
            escape(shown.value.len ? shown.value : shown.blank, first, out);
        else
            escape(t.kind == SOAN_TOKEN_BRACE ? t.body : text_view_part(source, t.from, t.to), first, out);
    }
}

static void paragraph(struct markdown *m, struct text_view source, struct text *out)
{
    struct text_view number;
    size_t words = 0;
    bool ordinal = false;
    size_t bullet = soan_item_bullet(source, &ordinal);
    bool note = soan_note_text(source, &number, &words);
    if (!text_view_trim(source).len)
        return;
    if (!(bullet && m->item))
        text_append_char(out, '\n');
    if (note) {
        note_mark(m, number, out);
        text_append_str(out, ": ");
    } else if (bullet) {
        text_append_str(out, "- ");
        words = bullet;
    }
    inline_source(m, text_view_part(source, words, source.len), !note, out);
    text_append_char(out, '\n');
    m->item = bullet && !note;
}

static void heading(struct markdown *m, const struct soan_section *s, struct text *out)
{
    enum { DEEPEST = 6 };
    bool deep = s->depth > DEEPEST;
    if (!s->marker.shown.len && !s->title.len)
        return;
    text_append_char(out, '\n');
    for (unsigned i = 0; i < s->depth && !deep; i++)
        text_append_char(out, '#');
    text_append_str(out, deep ? "**" : " ");
    escape(text_view(&s->marker.shown), deep, out);
    text_append_str(out, s->marker.shown.len && s->title.len ? " " : "");
    inline_source(m, text_view(&s->title), false, out);
    text_append_str(out, deep ? "**\n" : "\n");
    m->item = false;
}

static bool section(const struct soan_section *s, void *arg)
{
    struct markdown *m = arg;
    struct text body = {0}, *out = &m->x->out;
    if (!soan_section_text(m->x->r, s->id, &body, NULL, m->x->e)) {
        m->failed = true;
        return false;
    }
    text_clear(out);
    m->most = 0;
    heading(m, s, out);
    for (size_t from = 0, to; from < body.len; from = to + 1) {
        to = text_view_find(text_view(&body), TEXT_LIT("\n"), from);
        to = to == SIZE_MAX ? body.len : to;
        paragraph(m, text_view_part(text_view(&body), from, to), out);
    }
    m->notes += m->most;
    text_free(&body);
    return export_emit(m->x, text_view(out));
}

bool export_markdown(struct export *x)
{
    struct markdown m = {.x = x};
    return soan_section_walk(x->r, 0, section, &m, x->e) && !m.failed;
}
