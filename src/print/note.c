#include <stdlib.h>

#include "print/note.h"

static int compare_notes(const void *a, const void *b)
{
    const struct note *x = a, *y = b;
    int c = text_view_compare(x->id, y->id);
    return c ? c : (x->paragraph > y->paragraph) - (x->paragraph < y->paragraph);
}

static int compare_id(const void *id, const void *note)
{
    return text_view_compare(*(const struct text_view *)id, ((const struct note *)note)->id);
}

static struct note *find(const struct notes *n, struct text_view id)
{
    return n->n ? bsearch(&id, n->item, n->n, sizeof *n->item, compare_id) : NULL;
}

/* Of several notes with one id the first one counts. */
static void sort(struct notes *n)
{
    size_t kept = 0;
    if (n->n == 0)
        return;
    qsort(n->item, n->n, sizeof *n->item, compare_notes);
    for (size_t i = 1; i < n->n; i++)
        if (!text_view_equal(n->item[i].id, n->item[kept].id))
            n->item[++kept] = n->item[i];
    n->n = kept + 1;
}

static void want_marks(struct notes *n, struct text_view words)
{
    struct soan_token t;
    for (size_t pos = 0; soan_token_next(words, pos, &t); pos = t.to) {
        struct note *note = t.kind == SOAN_TOKEN_NOTE ? find(n, t.body) : NULL;
        if (note)
            note->wanted = true;
    }
}

static void clear(struct notes *n)
{
    for (size_t i = 0; i < n->n; i++)
        text_free(&n->item[i].mark);
    n->n = 0;
}

/* Takes the paragraphs that are notes, or the marks of those that are none. */
static void paragraphs(struct notes *n, struct text_view source, bool notes)
{
    for (size_t from = 0, to; from <= source.len; from = to + 1) {
        struct text_view id;
        size_t words;
        to = text_view_find(source, TEXT_LIT("\n"), from);
        to = to == SIZE_MAX ? source.len : to;
        struct text_view paragraph = text_view_part(source, from, to);
        bool is = soan_note_text(paragraph, &id, &words);
        if (is && notes) {
            mem_grow((void **)&n->item, &n->cap, n->n + 1, sizeof *n->item);
            n->item[n->n++] = (struct note){.id = id, .paragraph = from, .from = from + words, .to = to};
        } else if (!is && !notes) {
            want_marks(n, paragraph);
        }
    }
}

void notes_read(struct notes *n, struct text_view title, struct text_view source)
{
    clear(n);
    if (text_view_find(source, TEXT_LIT("[^"), 0) == SIZE_MAX)
        return;
    paragraphs(n, source, true);
    sort(n);
    if (n->n) {
        want_marks(n, title);
        paragraphs(n, source, false);
    }
}

void notes_free(struct notes *n)
{
    clear(n);
    mem_free(&n->item);
    mem_free(&n->call);
    mem_free(&n->mark);
    *n = (struct notes){0};
}

const struct note *notes_at(const struct notes *n, struct text_view paragraph, size_t at)
{
    struct text_view id;
    size_t words;
    const struct note *note = n->n && soan_note_text(paragraph, &id, &words) ? find(n, id) : NULL;
    return note && note->paragraph == at && note->wanted ? note : NULL;
}

static void meet(struct notes *n, size_t call)
{
    mem_grow((void **)&n->mark, &n->marks_cap, n->marks + 1, sizeof *n->mark);
    n->mark[n->marks++] = call;
}

bool notes_mark(struct notes *n, struct text_view key, struct soan_shown *out)
{
    struct note *note = find(n, text_view_part(key, 1, key.len));
    if (!note || !note->wanted) {
        meet(n, SIZE_MAX);
        return false;
    }
    if (note->number) {
        meet(n, SIZE_MAX);
    } else {
        note->number = ++n->count;
        page_number(n->form, note->number, false, &note->mark);
        meet(n, n->calls);
        mem_grow((void **)&n->call, &n->call_cap, n->calls + 1, sizeof *n->call);
        n->call[n->calls++] = (struct call){SIZE_MAX, (size_t)(note - n->item)};
    }
    out->value = text_view(&note->mark);
    return true;
}

void notes_calls_clear(struct notes *n)
{
    n->calls = n->marks = 0;
}

void notes_place(struct notes *n, size_t first, const struct piece *piece, size_t end)
{
    for (size_t i = 0, mark = first; i < piece->map->n && mark < n->marks; i++) {
        const struct soan_span *s = &piece->map->span[i];
        if (s->kind != SOAN_TOKEN_NOTE)
            continue;
        size_t call = n->mark[mark++];
        size_t at = s->out_from < piece->out ? piece->at : piece->at + (s->out_from - piece->out);
        if (call != SIZE_MAX)
            n->call[call].at = at < end ? at : end;
    }
}
