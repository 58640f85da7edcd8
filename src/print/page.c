#include <stdlib.h>
#include <string.h>

#include "print/document.h"

enum {
    RULE_LINES = 1,           /* above the notes */
    NOTE_BEGINS = 2,          /* lines of a long note that stand on the page of its mark at least */
    NOTE_WHOLE = 3,           /* a note of so many lines is not parted */
};

void pages_init(struct pages *p, const struct page_form *form, soan_print_line_fn *each, void *arg)
{
    *p = (struct pages){.form = *form, .each = each, .arg = arg, .number = 1};
}

void pages_free(struct pages *p)
{
    strip_free(&p->body);
    strip_free(&p->notes);
    strip_free(&p->repeat);
    text_free(&p->running);
    text_free(&p->line);
    mem_free(&p->note);
    p->note_count = p->note_cap = 0;
}

void pages_running(struct pages *p, struct text_view head, bool first)
{
    text_clear(&p->running);
    text_append(&p->running, head);
    p->running_first = first;
}

/* ---- printing lines ---- */

static void print_line(struct pages *p, const struct page_line *l, struct text_view v)
{
    struct soan_print_line line = {
        .page = p->number,
        .front = p->front,
        .line = ++p->at,
        .section = l->origin.section,
        .in_title = l->origin.in_title,
        .from = l->origin.from,
        .to = l->origin.to,
        .fault = l->fault,
    };
    if (p->stopped)
        return;
    text_clear(&p->line);
    for (int i = v.len ? p->form.left : 0; i > 0; i--)
        text_append_char(&p->line, ' ');
    text_append(&p->line, v);
    line.text = text_view(&p->line);
    if (l->entry && p->entry)
        p->entry(p->number, p->entry_arg);
    if (l->fault && p->fault)
        p->fault(&line, p->fault_arg);
    p->stopped = p->each && !p->each(&line, p->arg);
}

static void print_plain(struct pages *p, struct text_view v)
{
    print_line(p, &(struct page_line){0}, v);
}

static void print_blank(struct pages *p, int n)
{
    for (; n > 0; n--)
        print_plain(p, TEXT_LIT(""));
}

static void print_strip(struct pages *p, const struct strip *s, size_t lines)
{
    for (size_t i = 0; i < lines; i++) {
        if (i > 0)
            print_blank(p, s->line[i].gap);
        print_line(p, &s->line[i], text_view_part(text_view(&s->bytes), s->line[i].from, s->line[i].to));
    }
}

/* ---- the head of a page ---- */

static void append_roman(unsigned n, struct text *out)
{
    static const struct { unsigned value; const char *letters; } part[] = {
        {1000, "m"}, {900, "cm"}, {500, "d"}, {400, "cd"}, {100, "c"}, {90, "xc"}, {50, "l"},
        {40, "xl"}, {10, "x"}, {9, "ix"}, {5, "v"}, {4, "iv"}, {1, "i"},
    };
    for (size_t i = 0; i < SOAN_ARRAY_LEN(part); i++)
        for (; n >= part[i].value; n -= part[i].value)
            text_append_str(out, part[i].letters);
}

void page_number(struct text_view form, unsigned number, bool roman, struct text *out)
{
    size_t at = text_view_find(form, TEXT_LIT("N"), 0);
    text_append(out, text_view_part(form, 0, at));
    if (roman)
        append_roman(number, out);
    else
        text_printf(out, "%u", number);
    if (at != SIZE_MAX)
        text_append(out, text_view_part(form, at + 1, form.len));
}

static bool has_number(const struct pages *p, unsigned number)
{
    return p->form.number.len && (p->front || number >= p->form.number_from);
}

static bool has_running(const struct pages *p, unsigned number)
{
    return p->running.len && (p->front || p->running_first || number > 1);
}

static int head_lines(const struct pages *p, unsigned number)
{
    int lines = has_number(p, number) + has_running(p, number);
    return lines ? lines + 1 : 0;
}

static void print_head(struct pages *p)
{
    struct text line = {0};
    print_blank(p, p->form.top);
    if (has_number(p, p->number)) {
        struct text number = {0};
        page_number(p->form.number, p->number, p->front, &number);
        for (int i = (p->form.width - text_width(text_view(&number))) / 2; i > 0; i--)
            text_append_char(&line, ' ');
        text_append(&line, text_view(&number));
        text_free(&number);
        print_plain(p, text_view(&line));
    }
    if (has_running(p, p->number))
        print_plain(p, text_view(&p->running));
    print_blank(p, head_lines(p, p->number) > 0);
    if (p->repeating)
        print_strip(p, &p->repeat, p->repeat.n);
    text_free(&line);
}

/* ---- filling a page ---- */

static int room_of(const struct pages *p, unsigned number, bool repeating)
{
    int lines = p->form.length - p->form.top - head_lines(p, number), repeat = (int)p->repeat.n;
    return repeating && lines > repeat ? lines - repeat : lines;
}

static int room(const struct pages *p)
{
    return room_of(p, p->number, p->repeating);
}

int pages_room(const struct pages *p)
{
    return room_of(p, 2, p->repeat.n > 0);
}

/* Notes begun earlier may take half of the page while there is text for the other half. */
static void fill_begin(const struct pages *p, struct fill *f)
{
    *f = (struct fill){.note = p->carried};
    for (size_t i = 0; i < p->carried; i++)
        f->foot += (int)p->note[i];
    f->least = f->foot < room(p) / 2 ? f->foot : room(p) / 2;
}

/* All notes but the last one stand whole on the page of their marks, and of that its beginning. */
static void fill_add(const struct pages *p, struct fill *f, size_t i)
{
    f->text += 1 + (i > 0 ? p->body.line[i].gap : 0);
    for (size_t k = 0; k < p->body.line[i].notes; k++) {
        int lines = (int)p->note[f->note++];
        f->least = f->foot + (lines > NOTE_WHOLE ? NOTE_BEGINS : lines);
        f->foot += lines;
    }
}

static bool fill_fits(const struct pages *p, const struct fill *f)
{
    return f->text + (f->least ? f->least + RULE_LINES : 0) <= room(p);
}

/* Number of lines to print as a page when not all of them fit; 0 only if notes fill it. */
static size_t best_end(const struct pages *p)
{
    size_t best[3] = {0, 0, 0};
    struct fill f;
    fill_begin(p, &f);
    for (size_t i = 0; i < p->body.n; i++) {
        if (i > 0)
            best[p->body.line[i].before] = i;
        fill_add(p, &f, i);
        if (!fill_fits(p, &f))
            break;
    }
    for (int b = BREAK_FREE; b <= BREAK_NEVER; b++)
        if (best[b])
            return best[b];
    return p->carried == 0;
}

/* Prints the first `lines` of the notes that stand in line. */
static void print_notes(struct pages *p, size_t lines, bool late)
{
    struct text rule = {0};
    struct page_line line = {.fault = late ? SOAN_FAULT_NOTES : SOAN_FAULT_NONE};
    for (int i = 0; i < p->form.note_rule && i < p->form.width; i++)
        text_append_char(&rule, '-');
    print_line(p, &line, text_view(&rule));
    text_free(&rule);
    print_strip(p, &p->notes, lines);
    strip_drop(&p->notes, lines);
}

/* Takes what was printed off the notes, of which `called` belong to this page and those before it. */
static void carry_notes(struct pages *p, size_t lines, size_t called)
{
    size_t done = 0;
    while (done < called && lines >= p->note[done])
        lines -= p->note[done++];
    if (done < called)
        p->note[done] -= lines;
    if (p->note_count > done)
        memmove(p->note, p->note + done, (p->note_count - done) * sizeof *p->note);
    p->note_count -= done;
    p->carried = called - done;
}

/* Whether a note that the page calls does not even begin on it, or the page has no room but for notes. */
static bool notes_late(const struct pages *p, size_t k, size_t lines, size_t called)
{
    size_t before = 0;
    for (size_t i = 0; i + 1 < called; i++)
        before += p->note[i];
    return (k == 0 && p->body.n) || (called > p->carried && before >= lines);
}

static void recount(struct pages *p)
{
    fill_begin(p, &p->fill);
    for (size_t i = 0; i < p->body.n; i++)
        fill_add(p, &p->fill, i);
}

/* Prints the first k lines as one page, and of the notes as much as fits. */
static void print_page(struct pages *p, size_t k)
{
    struct fill f;
    fill_begin(p, &f);
    for (size_t i = 0; i < k; i++)
        fill_add(p, &f, i);
    int most = room(p) - f.text - RULE_LINES;
    int foot = f.foot < most ? f.foot : most > 0 ? most : 0;
    int free_lines = room(p) - f.text - foot - RULE_LINES;
    print_head(p);
    print_strip(p, &p->body, k);
    if (foot) {
        bool late = notes_late(p, k, (size_t)foot, f.note);
        print_blank(p, free_lines);
        print_notes(p, (size_t)foot, late);
    }
    carry_notes(p, (size_t)foot, f.note);
    strip_drop(&p->body, k);
    p->number++;
    p->at = 0;
    p->repeating = p->repeat.n > 0;
    recount(p);
}

static void print_endless(struct pages *p)
{
    struct page_line *line = &p->body.line[0];
    if (p->at > 0)
        print_blank(p, line->gap);
    print_line(p, line, text_view(&p->body.bytes));
    strip_drop(&p->body, 1);
}

void pages_add(struct pages *p, const struct page_line *how, int indent, struct text_view v)
{
    if (p->recording)
        strip_add(&p->repeat, how, indent, v);
    strip_add(&p->body, how, indent, v);
    if (p->form.length == 0) {
        print_endless(p);
        return;
    }
    fill_add(p, &p->fill, p->body.n - 1);
    while (p->body.n && !fill_fits(p, &p->fill))
        print_page(p, best_end(p));
}

void pages_note_begin(struct pages *p)
{
    mem_grow((void **)&p->note, &p->note_cap, p->note_count + 1, sizeof *p->note);
    p->note[p->note_count++] = 0;
}

void pages_note_add(struct pages *p, const struct page_line *how, int indent, struct text_view v)
{
    strip_add(&p->notes, how, indent, v);
    p->note[p->note_count - 1]++;
}

static void flush(struct pages *p)
{
    if (p->form.length == 0) {
        if (p->notes.n) {
            print_blank(p, p->at > 0);
            print_notes(p, p->notes.n, false);
            p->note_count = 0;
        }
        return;
    }
    while (p->body.n || p->notes.n)
        print_page(p, p->body.n);
}

void pages_break(struct pages *p)
{
    flush(p);
    if (p->document)
        p->document->page(p->document);
}

void pages_repeat_begin(struct pages *p)
{
    p->recording = true;
}

void pages_repeat_end(struct pages *p)
{
    p->recording = false;
}

void pages_repeat_stop(struct pages *p)
{
    strip_drop(&p->repeat, p->repeat.n);
    p->repeating = false;
}

void pages_finish(struct pages *p)
{
    flush(p);
    pages_free(p);
}
