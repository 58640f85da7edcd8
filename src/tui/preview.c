/*
 * The printed pages on the screen. The print goes into a nameless file, so that memory stays small.
 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>

#include "soan/print.h"
#include "tui/dialog.h"

struct pages {
    FILE *f;
    bool failed;
    size_t size;
    size_t *line;                     /* where each line starts */
    size_t n, cap;
    bool at_start;
    size_t *page;                     /* the line each page begins with */
    size_t pages, page_cap;
    const char *bytes;
};

static void take(struct text_view piece, void *arg)
{
    struct pages *p = arg;

    for (size_t i = 0; i < piece.len; i++) {
        if (p->at_start) {
            mem_grow((void **)&p->line, &p->cap, p->n + 1, sizeof(*p->line));
            p->line[p->n++] = p->size + i;
            if (p->n == 1 || piece.bytes[i] == '\f') {
                mem_grow((void **)&p->page, &p->page_cap, p->pages + 1, sizeof(*p->page));
                p->page[p->pages++] = p->n - 1;
            }
        }
        p->at_start = piece.bytes[i] == '\n';
    }
    p->failed = p->failed || fwrite(piece.bytes, 1, piece.len, p->f) != piece.len;
    p->size += piece.len;
}

static void row(void *arg, size_t i, int cols, struct text *out)
{
    const struct pages *p = arg;
    size_t from = p->line[i], to = i + 1 < p->n ? p->line[i + 1] : p->size;
    struct text_view v = {p->bytes + from, to - from};
    (void)cols;

    if (v.len && v.bytes[v.len - 1] == '\n') {
        v.len--;
    }
    if (v.len && v.bytes[0] == '\f') {
        v.bytes++;
        v.len--;
    }
    text_append(out, v);
}

static size_t page_at(const struct pages *p, size_t line)
{
    size_t low = 0, high = p->pages;
    while (high - low > 1) {
        size_t mid = low + (high - low) / 2;
        if (p->page[mid] <= line) {
            low = mid;
        } else {
            high = mid;
        }
    }
    return low;
}

static void where(void *arg, size_t top, struct text *out)
{
    const struct pages *p = arg;
    text_printf(out, "%zu/%zu", page_at(p, top) + 1, p->pages);
}

static bool other(const struct key_event *k)
{
    return k->key == K_ENTER || (k->key == K_CTRL && (k->cp == 'o' || k->cp == 'n' || k->cp == 'p'));
}

static void ask_page(struct app *app, const struct pages *p, struct list *l)
{
    struct text typed = {0};
    struct prompt ask = {.title = _("Go to a page"), .about = text_view_of(_("Number of the page:"))};

    if (dialog_prompt(app, &ask, &typed) && typed.len) {
        char *end;
        unsigned long page = strtoul(text_str(&typed), &end, 10);
        if (!*end && page >= 1 && page <= p->pages) {
            l->cursor = p->page[page - 1];
        } else {
            app_say(app, soan_ngettext("There is %zu page.", "There are %zu pages.", p->pages), p->pages);
        }
    }
    text_free(&typed);
}

static void read_pages(struct app *app, struct pages *p)
{
    struct list l = {.title = _("Page"), .n = p->n, .row = row, .where = where, .other = other, .arg = p, .full = true,
                     .keys = _("^N ^P page  ^O go to  Enter prints  Esc closes"),
                     .reading = true, .cols = 72};

    while (list_run(app, &l)) {
        size_t page = page_at(p, l.top);
        if (l.key.key == K_ENTER) {
            output_print(app);
        } else if (l.key.cp == 'o') {
            ask_page(app, p, &l);
        } else if (l.key.cp == 'n') {
            l.cursor = p->page[page + 1 < p->pages ? page + 1 : page];
        } else {
            l.cursor = p->page[page > 0 ? page - 1 : 0];
        }
    }
}

void preview_open(struct app *app)
{
    struct pages p = {.at_start = true, .f = tmpfile()};
    struct error e = {0};
    struct soan_print_options o = SOAN_PRINT_DEFAULT;

    o.annexes = "targets";
    if (!p.f) {
        error_set(&e, SOAN_IO_ERROR, _("No room for the preview: make room in the temporary directory."));
    } else if (soan_print(app->report, &o, take, &p, &e)) {
        p.failed = p.failed || fflush(p.f) != 0;
        void *map = p.size && !p.failed ? mmap(NULL, p.size, PROT_READ, MAP_PRIVATE, fileno(p.f), 0) : MAP_FAILED;
        if (map == MAP_FAILED) {
            error_set(&e, SOAN_IO_ERROR, _("No room for the preview: make room in the temporary directory."));
        } else {
            p.bytes = map;
            read_pages(app, &p);
            munmap(map, p.size);
        }
    }
    if (e.message.len) {
        app_fail(app, &e);
    }
    if (p.f) {
        fclose(p.f);
    }
    mem_free(&p.line);
    mem_free(&p.page);
}
