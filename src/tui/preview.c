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
    const char *bytes;
};

static void take(struct text_view piece, void *arg)
{
    struct pages *p = arg;

    for (size_t i = 0; i < piece.len; i++) {
        if (p->at_start) {
            mem_grow((void **)&p->line, &p->cap, p->n + 1, sizeof(*p->line));
            p->line[p->n++] = p->size + i;
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
        text_append_str(out, term_ascii() ? "---- " : "──── ");
    }
    text_append(out, v);
}

void preview_open(struct app *app)
{
    struct pages p = {.at_start = true, .f = tmpfile()};
    struct error e = {0};
    struct soan_print_options o = SOAN_PRINT_DEFAULT;

    o.annex = true;
    if (!p.f) {
        error_set(&e, SOAN_IO_ERROR, _("No room for the preview: make room in the temporary directory."));
    } else if (soan_print(app->report, &o, take, &p, &e)) {
        p.failed = p.failed || fflush(p.f) != 0;
        void *map = p.size && !p.failed ? mmap(NULL, p.size, PROT_READ, MAP_PRIVATE, fileno(p.f), 0) : MAP_FAILED;
        if (map == MAP_FAILED) {
            error_set(&e, SOAN_IO_ERROR, _("No room for the preview: make room in the temporary directory."));
        } else {
            struct list l = {.title = _("Pages"), .keys = _("Arrows, PgUp, PgDn  Esc closes"), .n = p.n, .row = row,
                             .arg = &p, .full = true, .reading = true};
            p.bytes = map;
            list_run(app, &l);
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
}
