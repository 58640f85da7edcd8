/* Footnotes: marks and notes must find each other. */
#include <stdlib.h>

#include "check/rules.h"

struct note { struct text_view id; size_t from, to, words; bool marked; };

struct notes {
    struct note *item;
    size_t n, cap;
};

static struct note *find(struct notes *n, struct text_view id)
{
    for (size_t i = 0; i < n->n; i++)
        if (text_view_equal(n->item[i].id, id))
            return &n->item[i];
    return NULL;
}

static void add(struct check *c, const char *rule, size_t from, size_t to, const char *message)
{
    check_add(c, rule, SOAN_SEVERITY_ERROR, soan_projection_to_out(&c->shown, from), soan_projection_to_out(&c->shown, to),
              message);
}

static void collect(struct check *c, struct text_view text, bool tell, struct notes *n)
{
    for (size_t from = 0, to; from < text.len; from = to + 1) {
        struct text_view id;
        size_t words;
        to = text_view_find(text, TEXT_LIT("\n"), from);
        to = to == SIZE_MAX ? text.len : to;
        if (!soan_note_text(text_view_part(text, from, to), &id, &words))
            continue;
        size_t label = from + id.len + 3; /* [^n] */
        if (find(n, id)) {
            if (tell)
                add(c, "note-twice", from, label, _("two footnotes of this section have this number"));
            continue;
        }
        mem_grow((void **)&n->item, &n->cap, n->n + 1, sizeof *n->item);
        n->item[n->n++] = (struct note){id, from, label, from + words, false};
        if (tell && from + words == to)
            add(c, "note-empty", from, label, _("this footnote has no words yet"));
    }
}

/* Marks in `source`; notes of the section that they ask for are told from the others. */
static void meet_marks(struct check *c, struct text_view source, bool tell, struct notes *n)
{
    struct soan_token t;
    for (size_t pos = 0; soan_token_next(source, pos, &t); pos = t.to) {
        struct text_view id;
        size_t words;
        if (t.kind != SOAN_TOKEN_NOTE)
            continue;
        bool first = t.from == 0 || source.bytes[t.from - 1] == '\n';
        if (first && soan_note_text(text_view_part(source, t.from, source.len), &id, &words))
            continue;
        struct note *note = find(n, t.body);
        if (note)
            note->marked = true;
        else if (tell)
            add(c, "note-without-text", t.from, t.to, _("this footnote is missing: no paragraph of the section begins with its mark and a colon"));
    }
}

void check_notes(struct check *c, struct text_view title, struct text_view text, bool in_title)
{
    struct notes n = {0};
    if (text_view_find(title, TEXT_LIT("[^"), 0) == SIZE_MAX && text_view_find(text, TEXT_LIT("[^"), 0) == SIZE_MAX)
        return;
    collect(c, text, !in_title, &n);
    meet_marks(c, title, in_title, &n);
    meet_marks(c, text, !in_title, &n);
    for (size_t i = 0; i < n.n && !in_title; i++)
        if (!n.item[i].marked)
            add(c, "note-without-mark", n.item[i].from, n.item[i].to, _("no mark in the text asks for this footnote"));
    mem_free(&n.item);
}
