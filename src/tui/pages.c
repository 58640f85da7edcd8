#include <stdlib.h>
#include <unistd.h>

#include "tui/pages.h"

/* What stands in the file before the rows and the bytes of a page. */
struct head { size_t rows, bytes; };

void sheet_free(struct sheet *s)
{
    mem_free(&s->row);
    text_free(&s->text);
    *s = (struct sheet){0};
}

struct text_view sheet_line(const struct sheet *s, size_t row)
{
    return text_view_part(text_view(&s->text), s->row[row].at, s->row[row].at + s->row[row].len);
}

bool pages_kept_no_room(struct error *e)
{
    return error_set(e, SOAN_IO_ERROR, _("No room for the preview: make room in the temporary directory."));
}

bool pages_kept_open(struct pages_kept *p, struct error *e)
{
    *p = (struct pages_kept){.f = tmpfile()};
    return p->f || pages_kept_no_room(e);
}

void pages_kept_close(struct pages_kept *p)
{
    if (p->f) {
        fclose(p->f);
    }
    mem_free(&p->end);
    sheet_free(&p->filling);
    *p = (struct pages_kept){0};
}

static void put(struct pages_kept *p, const void *bytes, size_t n)
{
    p->failed = p->failed || fwrite(bytes, 1, n, p->f) != n;
}

static void end_page(struct pages_kept *p)
{
    struct sheet *s = &p->filling;
    struct head head = {s->n, s->text.len};
    off_t before = p->n ? p->end[p->n - 1] : 0;

    if (!p->number) {
        return;
    }
    put(p, &head, sizeof(head));
    put(p, s->row, s->n * sizeof(*s->row));
    put(p, s->text.bytes, s->text.len);
    p->failed = p->failed || fflush(p->f) != 0;
    if (!p->failed) {
        mem_grow((void **)&p->end, &p->cap, p->n + 1, sizeof(*p->end));
        p->end[p->n++] = before + (off_t)(sizeof(head) + s->n * sizeof(*s->row) + s->text.len);
    }
    s->n = 0;
    text_clear(&s->text);
}

static void look_for_words(struct pages_kept *p, const struct soan_print_line *line)
{
    if (!line->section || line->section != p->want_section) {
        return;
    }
    bool words = !line->in_title && !p->want_title && line->from <= p->want_from;
    if (words ? p->found && !p->found_title && line->from < p->found_from : !line->in_title || p->found) {
        return;
    }
    p->found = true;
    p->found_title = line->in_title;
    p->found_from = line->from;
    p->place = (struct page_place){p->n, p->filling.n};
}

bool pages_kept_line(const struct soan_print_line *line, void *pages)
{
    struct pages_kept *p = pages;
    struct sheet *s = &p->filling;
    int columns = text_width(line->text);

    if (line->page != p->number) {
        end_page(p);
        p->number = line->page;
    }
    look_for_words(p, line);
    mem_grow((void **)&s->row, &s->cap, s->n + 1, sizeof(*s->row));
    s->row[s->n++] = (struct sheet_row){.section = line->section, .from = line->from, .to = line->to, .at = s->text.len,
                                        .len = line->text.len, .fault = line->fault, .in_title = line->in_title};
    text_append(&s->text, line->text);
    p->columns = columns > p->columns ? columns : p->columns;
    return !p->failed;
}

void pages_kept_finish(struct pages_kept *p)
{
    end_page(p);
    p->number = 0;
}

static bool get(int fd, void *out, size_t n, off_t at)
{
    return n == 0 || pread(fd, out, n, at) == (ssize_t)n;
}

bool pages_kept_read(const struct pages_kept *p, size_t page, struct sheet *out)
{
    struct head head;
    int fd = fileno(p->f);
    off_t at = page ? p->end[page - 1] : 0;

    out->n = 0;
    text_clear(&out->text);
    if (!get(fd, &head, sizeof(head), at)) {
        return false;
    }
    at += (off_t)sizeof(head);
    mem_grow((void **)&out->row, &out->cap, head.rows, sizeof(*out->row));
    if (!get(fd, out->row, head.rows * sizeof(*out->row), at)) {
        return false;
    }
    at += (off_t)(head.rows * sizeof(*out->row));
    text_reserve(&out->text, head.bytes);
    if (!get(fd, out->text.bytes, head.bytes, at)) {
        return false;
    }
    out->text.len = head.bytes;
    out->n = head.rows;
    return true;
}
