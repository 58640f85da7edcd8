#include "office/lines.h"

#include <stdlib.h>
#include <string.h>

/* Line ends inside a piece of text are blanks, as XML has them. */
void lines_text(struct lines *l, struct text_view v)
{
    for (size_t i = 0; i < v.len; i++) {
        char c = v.bytes[i];
        text_append_char(&l->line, c == '\n' || c == '\r' || c == '\t' || c == '\0' ? ' ' : c);
    }
}

void lines_lead(struct lines *l, struct text_view v)
{
    lines_text(l, v);
    l->words = l->line.len;
}

void lines_break(struct lines *l)
{
    if (l->in_row || l->heading) /* the two lines of `Phần thứ nhất` are one heading */
        text_append_char(&l->line, ' ');
    else
        lines_end(l);
}

static void close_at(struct lines *l, size_t i)
{
    struct open *open = &l->open[i];
    text_append(&l->o->comment[open->comment].quote,
                text_view_trim(text_view_part(text_view(&l->line), open->from, l->line.len)));
    free(open->id);
    l->opened--;
    memmove(open, open + 1, (l->opened - i) * sizeof *open);
}

static void note_heading(struct lines *l)
{
    struct soan_office *o = l->o;
    mem_grow((void **)&o->heading, &o->heading_cap, o->headings + 1, sizeof *o->heading);
    o->heading[o->headings++] = (struct soan_outline_heading){l->number, l->heading};
}

void lines_end(struct lines *l)
{
    bool words = text_view_trim(text_view_part(text_view(&l->line), l->words, l->line.len)).len > 0;
    while (l->opened)
        close_at(l, l->opened - 1);
    if (words) {
        if (l->heading)
            note_heading(l);
        text_append(&l->o->text, text_view_trim(text_view(&l->line)));
        text_append_char(&l->o->text, '\n');
        l->number++;
        text_append(&l->o->text, text_view(&l->notes));
        for (size_t i = 0; i < l->notes.len; i++)
            l->number += l->notes.bytes[i] == '\n';
        text_clear(&l->notes);
    }
    text_clear(&l->line);
    l->words = 0;
}

void lines_note(struct lines *l, struct text_view words)
{
    size_t n = ++l->o->notes;
    text_printf(&l->line, "[^%zu]", n);
    text_printf(&l->notes, "[^%zu]: ", n);
    for (size_t i = 0; i < words.len; i++)
        text_append_char(&l->notes, words.bytes[i] == '\n' || words.bytes[i] == '\r' ? ' ' : words.bytes[i]);
    text_append_char(&l->notes, '\n');
}

void lines_comment(struct lines *l, const char *id, struct text *author, struct text *body)
{
    struct soan_office *o = l->o;
    if (l->opened == OPEN_COMMENTS)
        close_at(l, 0);
    mem_grow((void **)&o->comment, &o->comment_cap, o->comments + 1, sizeof *o->comment);
    o->comment[o->comments] =
        (struct soan_office_comment){.author = text_take(author), .body = text_take(body), .line = l->number};
    struct text owned = text_copy(text_view_of(id));
    char *name = mem_array(owned.len + 1, 1);
    memcpy(name, text_str(&owned), owned.len);
    text_free(&owned);
    l->open[l->opened++] = (struct open){name, o->comments++, l->line.len};
}

void lines_comment_end(struct lines *l, const char *id)
{
    for (size_t i = 0; id && i < l->opened; i++) {
        if (strcmp(l->open[i].id, id) == 0) {
            close_at(l, i);
            return;
        }
    }
}

void lines_row_begin(struct lines *l)
{
    lines_end(l);
    l->in_row = true;
    lines_lead(l, TEXT_LIT("| "));
}

void lines_cell_end(struct lines *l)
{
    while (l->line.len && l->line.bytes[l->line.len - 1] == ' ')
        text_replace(&l->line, l->line.len - 1, 1, TEXT_LIT(""));
    lines_text(l, TEXT_LIT(" | "));
}

void lines_row_end(struct lines *l)
{
    l->in_row = false;
    l->heading = 0;
    l->o->rows++;
    lines_end(l);
}

void lines_free(struct lines *l)
{
    while (l->opened)
        free(l->open[--l->opened].id);
    text_free(&l->line);
    text_free(&l->notes);
}
