/* The annex of what is still blank: where, and what is wanted there. */
#include <stdlib.h>

#include "print/annex.h"

enum { NUMBER, PLACE, WANTED, UNIT, COLUMNS };

static const struct column columns[COLUMNS] = {
    {"number", 4, true}, {"section", 14, false}, {"wanted", 0, false}, {"unit", 10, false},
};

struct walk {
    struct printer *p;
    struct table table;
    struct soan_blanks blanks;
    struct text text;
    bool failed;
};

static void put(struct walk *w, const struct soan_section *s, struct text_view wanted, struct text_view unit)
{
    struct table *t = &w->table;
    text_printf(&t->cell[NUMBER], "%zu", t->rows + 1);
    table_set(t, PLACE, text_view(&s->path));
    table_set(t, WANTED, wanted);
    table_set(t, UNIT, unit);
    table_row(t, "title", "blanks");
}

static bool put_figure(struct walk *w, const struct soan_section *s, struct text_view key)
{
    struct soan_figure f = {0};
    struct soan_shown shown;
    if (!soan_values_lookup(key, &shown, w->p->values)) {
        put(w, s, key, TEXT_LIT(""));
        return true;
    }
    if (shown.value.len)
        return true;
    if (!soan_figure_get(w->p->report, key, &f, w->p->error))
        return false;
    put(w, s, text_view_of(soan_figure_name(&f)), text_view(&f.unit));
    soan_figure_free(&f);
    return true;
}

/* The mark with some words round it, where the words before it name nothing. */
static void around(struct text_view paragraph, const struct soan_blank *b, struct text *out)
{
    enum { WORDS = 4 };
    size_t from = b->from, to = b->to;
    for (int i = 0; i < WORDS; i++) {
        from = text_word_prev(paragraph, from);
        to = text_word_next(paragraph, to);
    }
    struct text_view v = text_view_trim(text_view_part(paragraph, from, to));
    text_append_str(out, from ? "… " : "");
    text_append(out, v);
}

/* Figures and open marks of one paragraph in the order in which they stand. */
static bool put_paragraph(struct walk *w, const struct soan_section *s, struct text_view paragraph)
{
    struct soan_token t;
    size_t blank = 0;
    bool ok = true;
    soan_blanks_find(paragraph, &w->blanks);
    for (size_t pos = 0; ok && pos <= paragraph.len; pos = t.to) {
        bool more = soan_token_next(paragraph, pos, &t);
        size_t until = more ? t.to : paragraph.len + 1;
        for (; blank < w->blanks.n && w->blanks.item[blank].from < until; blank++) {
            const struct soan_blank *b = &w->blanks.item[blank];
            struct text words = {0};
            if (b->what == SOAN_BLANK_ETC)
                continue;
            if (b->label.len)
                text_append(&words, text_view(&b->label));
            else
                around(paragraph, b, &words);
            put(w, s, text_view(&words), text_view(&b->unit));
            text_free(&words);
        }
        if (!more)
            break;
        ok = t.kind != SOAN_TOKEN_FIGURE || put_figure(w, s, t.body);
    }
    return ok;
}

static bool put_text(struct walk *w, const struct soan_section *s, struct text_view text)
{
    bool ok = true;
    for (size_t from = 0, to; ok && from < text.len; from = to + 1) {
        to = text_view_find(text, TEXT_LIT("\n"), from);
        to = to == SIZE_MAX ? text.len : to;
        ok = put_paragraph(w, s, text_view_part(text, from, to));
    }
    return ok;
}

static bool each_section(const struct soan_section *s, void *arg)
{
    struct walk *w = arg;
    if (s->blanks == 0)
        return true;
    w->failed = !soan_section_text(w->p->report, s->id, &w->text, NULL, w->p->error) ||
                !put_text(w, s, text_view(&s->title)) || !put_text(w, s, text_view(&w->text));
    return !w->failed && !w->p->layout.pages.stopped;
}

bool annex_blanks(struct printer *p)
{
    struct walk w = {.p = p};
    table_init(&w.table, &p->layout.pages, columns, COLUMNS);
    bool ok = soan_section_walk(p->report, 0, each_section, &w, p->error) && !w.failed;
    table_end(&w.table);
    soan_blanks_free(&w.blanks);
    text_free(&w.text);
    return ok;
}
