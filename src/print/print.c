/* A report walked in reading order and handed to the layout as blocks. */
#include <string.h>

#include "print/annex.h"
#include "print/document.h"
#include "print/join.h"
#include "print/recode.h"
#include "print/response.h"
#include "print/printer.h"

enum {
    WIDTH_MIN = 20,
    WIDTH_MAX = 500,
    LENGTH_MIN = 10,
    LENGTH_MAX = 100000,
};

const struct soan_print_options SOAN_PRINT_DEFAULT = {.width = SOAN_PRINT_BY_STYLE, .page_length = SOAN_PRINT_BY_STYLE};

static bool options_valid(const struct soan_print_options *o, struct error *e)
{
    if (o->width != SOAN_PRINT_BY_STYLE && (o->width < WIDTH_MIN || o->width > WIDTH_MAX))
        return error_set(e, SOAN_USAGE, _("width %d: give a width of %d to %d columns"), o->width, WIDTH_MIN,
                         WIDTH_MAX);
    if (o->page_length != SOAN_PRINT_BY_STYLE && o->page_length != 0 &&
        (o->page_length < LENGTH_MIN || o->page_length > LENGTH_MAX))
        return error_set(e, SOAN_USAGE, _("page length %d: give %d to %d lines, or 0 for no pages"), o->page_length,
                         LENGTH_MIN, LENGTH_MAX);
    return annex_names_valid(o->annexes, e);
}

/* The style asked for, else the report's own, else the usual one. */
static bool load_style(struct printer *p)
{
    struct text own = {0};
    bool ok = p->options->style || soan_report_get(p->report, "page-style", &own, p->error);
    struct text_view name = p->options->style ? text_view_of(p->options->style) : text_view(&own);
    ok = ok && style_load(name.len ? name : TEXT_LIT(STYLE_DEFAULT), &p->style, p->error);
    text_free(&own);
    return ok;
}

static struct page_form form_of(const struct page_style *s, const struct soan_print_options *o)
{
    return (struct page_form){
        .width = o->width == SOAN_PRINT_BY_STYLE ? s->columns : o->width,
        .length = o->page_length == SOAN_PRINT_BY_STYLE ? s->lines : o->page_length,
        .left = style_left(s),
        .top = style_top(s),
        .number_from = (unsigned)s->number_from,
        .number = s->number,
        .note_rule = s->note_rule,
    };
}

bool printer_open(struct printer *p, soan_print_line_fn *each, void *arg)
{
    if (!options_valid(p->options, p->error) || !load_style(p))
        return false;
    struct page_form form = form_of(&p->style, p->options);
    layout_init(&p->layout, &form, each, arg);
    p->layout.gap_most = p->style.blank_most;
    p->layout.pages.document = p->document;
    p->layout.note = printer_note;
    p->layout.note_arg = p;
    p->layout.pages.fault = p->options->fault;
    p->layout.pages.fault_arg = p->options->fault_arg;
    p->layout.pages.entry = contents_place;
    p->layout.pages.entry_arg = &p->contents;
    p->notes.form = p->style.note_mark;
    return true;
}

void printer_close(struct printer *p, bool print)
{
    layout_end(&p->layout, print);
    soan_values_free(&p->values);
    soan_projection_free(&p->title);
    soan_projection_free(&p->body);
    soan_projection_free(&p->note);
    notes_free(&p->notes);
    for (size_t i = 0; i < BULLETS; i++)
        text_free(&p->bullet[i]);
    text_free(&p->heading);
    text_free(&p->note_text);
    text_free(&p->source);
}

/* What precedes the sections, read in the same transaction as they are. `first` may be NULL, its text is at hand. */
static bool begin(struct printer *p, const struct soan_section *first)
{
    p->begun = true;
    if (!soan_values_load(p->report, &p->values, p->error))
        return false;
    if (p->document)
        p->document->begin(p->document, p);
    return p->only_one || head_begin(p, first);
}

bool printer_take(struct printer *p, const struct soan_section *s)
{
    text_clear(&p->source);
    if ((s->bytes > 0 && !soan_section_text(p->report, s->id, &p->source, NULL, p->error)) || (!p->begun && !begin(p, s)))
        return false;
    printer_section(p, s);
    return true;
}

bool printer_finish(struct printer *p)
{
    bool ok = (p->begun || begin(p, NULL)) && (p->only_one || head_end(p)) && annex_print(p, p->options->annexes);
    if (ok && p->options->contents && !p->style.contents_front) {
        pages_break(&p->layout.pages);
        contents_print(&p->contents, &p->layout.pages);
    }
    printer_close(p, ok);
    return ok;
}

static bool each_section(const struct soan_section *s, void *arg)
{
    struct printer *p = arg;
    p->failed = !printer_take(p, s);
    return !p->failed && !p->only_one && !p->layout.pages.stopped;
}

/* From the first page to the last, without the contents. */
static bool print_text(struct printer *p, int64_t root, soan_print_line_fn *each, void *arg)
{
    if (!printer_open(p, each, arg))
        return false;
    bool ok = soan_section_walk(p->report, root, each_section, p, p->error) && !p->failed;
    if (ok)
        return printer_finish(p);
    printer_close(p, false);
    return false;
}

/* Contents on pages of their own, numbered i, ii. */
static void print_front(struct printer *p, soan_print_line_fn *each, void *arg)
{
    struct page_form form = form_of(&p->style, p->options);
    struct pages pages;
    pages_init(&pages, &form, each, arg);
    pages.front = true;
    pages_running(&pages, text_view(&p->running), true);
    contents_print(&p->contents, &pages);
    pages_finish(&pages);
}

/* ---- the hash of what was printed so far ---- */

/* Sees the lines on their way. */
struct witness {
    struct sha256 hash;
    struct joiner joiner;
    soan_print_line_fn *each;
    void *arg;
};

static void hash_piece(struct text_view piece, void *hash)
{
    sha256_add(hash, piece);
}

static bool see_line(const struct soan_print_line *line, void *arg)
{
    struct witness *w = arg;
    return join_line(line, &w->joiner) && w->each(line, w->arg);
}

void printer_hash(struct printer *p, struct text *out)
{
    struct sha256 hash = {0};
    if (p->witness) {
        join_flush(&p->witness->joiner);
        hash = p->witness->hash;
    }
    sha256_end_hex(&hash, out);
}

static bool print_all(struct soan_report *r, int64_t root, const struct soan_print_options *o, soan_print_line_fn *each,
                      void *arg, struct error *e)
{
    struct witness w = {.each = each, .arg = arg, .joiner = {.sink = hash_piece}};
    struct printer p = {.report = r, .options = o, .error = e, .only_one = root != 0};
    struct soan_print_options quiet = *o;
    bool front = false;
    if (!soan_report_hold(r, e))
        return false;
    bool watched = annex_asked(o->annexes, "signoff");
    if (watched) {
        sha256_begin(&w.hash);
        w.joiner.arg = &w.hash;
        each = see_line;
        arg = &w;
    }
    bool ok = options_valid(o, e) && load_style(&p);
    front = ok && o->contents && p.style.contents_front;
    if (front) {
        /* Once for the page numbers, then for the paper. */
        quiet.fault = NULL;
        p.options = &quiet;
        ok = print_text(&p, root, NULL, NULL);
        if (ok)
            print_front(&p, each, arg);
        struct contents known = p.contents;
        known.closed = true;
        text_free(&p.running);
        p = (struct printer){.report = r, .options = o, .error = e, .contents = known};
    }
    p.witness = watched ? &w : NULL;
    ok = ok && print_text(&p, root, each, arg);
    contents_free(&p.contents);
    text_free(&p.running);
    text_free(&w.joiner.out);
    soan_report_release(r);
    return ok;
}

bool printer_document(struct soan_report *r, const struct soan_print_options *o, struct document *d, struct error *e)
{
    struct printer p = {.report = r, .options = o, .error = e, .document = d};
    if (!soan_report_hold(r, e))
        return false;
    bool ok = print_text(&p, 0, NULL, NULL);
    text_free(&p.running);
    soan_report_release(r);
    return ok;
}

/* ---- lines as bytes ---- */

static bool recoder_begin(struct soan_report *r, const struct soan_print_options *o, struct joiner *j, struct recoder **x,
                          struct error *e)
{
    struct printer p = {.report = r, .options = o, .error = e};
    if (!options_valid(o, e) || !load_style(&p))
        return false;
    struct page_form form = form_of(&p.style, o);
    *x = recoder_new(o, form.width + form.left, join_line, j, e);
    return *x;
}

static bool print_joined(struct soan_report *r, int64_t root, const struct soan_print_options *o, soan_sink_fn *sink,
                         void *arg, struct error *e)
{
    struct joiner j = {.sink = sink, .arg = arg};
    struct recoder *x = NULL;
    bool plain = o->encoding == VIET_ENC_UTF8;
    bool ok = plain || recoder_begin(r, o, &j, &x, e);
    ok = ok && print_all(r, root, o, plain ? join_line : recode_line, plain ? (void *)&j : x, e);
    if (ok)
        join_flush(&j);
    if (ok && x)
        recoder_tell(x);
    recoder_free(&x);
    text_free(&j.out);
    return ok;
}

/* Line by line as they stand in the bytes; false once no more are wanted. */
static bool split_pages(struct text_view pages, struct recoder *x)
{
    struct soan_print_line line = {.page = 1};
    for (size_t from = 0, to; from < pages.len; from = to + 1) {
        to = text_view_find(pages, TEXT_LIT("\n"), from);
        to = to == SIZE_MAX ? pages.len : to;
        line.line++;
        if (pages.bytes[from] == '\f') {
            line.page++;
            line.line = 1;
            from++;
        }
        line.text = text_view_part(pages, from, to);
        if (!recode_line(&line, x))
            return false;
    }
    return true;
}

bool soan_print_encode(struct soan_report *r, const struct soan_print_options *o, struct text_view pages, soan_sink_fn *sink,
                       void *arg, struct error *e)
{
    struct joiner j = {.sink = sink, .arg = arg};
    struct recoder *x = NULL;
    if (o->encoding == VIET_ENC_UTF8) {
        sink(pages, arg);
        return true;
    }
    bool ok = recoder_begin(r, o, &j, &x, e);
    if (ok && split_pages(pages, x)) {
        join_flush(&j);
        recoder_tell(x);
    }
    recoder_free(&x);
    text_free(&j.out);
    return ok;
}

bool soan_print(struct soan_report *r, const struct soan_print_options *o, soan_sink_fn *sink, void *arg,
                struct error *e)
{
    return print_joined(r, 0, o, sink, arg, e);
}

bool soan_print_lines(struct soan_report *r, const struct soan_print_options *o, soan_print_line_fn *each, void *arg,
                      struct error *e)
{
    return print_all(r, 0, o, each, arg, e);
}

bool soan_print_section(struct soan_report *r, int64_t id, const struct soan_print_options *o, soan_sink_fn *sink,
                        void *arg, struct error *e)
{
    struct soan_print_options endless = *o;
    if (id <= 0)
        return error_set(e, SOAN_NO_INPUT, _("there is no section #%lld; name one of the outline"), (long long)id);
    endless.page_length = 0;
    endless.annexes = NULL;
    endless.contents = false;
    return print_joined(r, id, &endless, sink, arg, e);
}

bool soan_response(struct soan_report *r, const struct soan_response *how, soan_sink_fn *sink, void *arg, struct error *e)
{
    struct printer p = {.report = r, .options = &how->options, .error = e};
    struct joiner j = {.sink = sink, .arg = arg};
    if (!soan_report_hold(r, e))
        return false;
    bool ok = options_valid(p.options, e) && load_style(&p) && soan_values_load(r, &p.values, e);
    if (ok && how->csv) {
        ok = response_csv(&p, how->by_body, sink, arg);
    } else if (ok && (ok = printer_open(&p, join_line, &j))) {
        ok = response_print(&p, how->by_body);
        printer_close(&p, ok);
        if (ok)
            join_flush(&j);
    }
    if (how->csv)
        soan_values_free(&p.values);
    text_free(&j.out);
    soan_report_release(r);
    return ok;
}

const char *soan_fault_text(enum soan_fault fault)
{
    static const char *const texts[] = {
        [SOAN_FAULT_NONE] = "",
        [SOAN_FAULT_WORD] = N_("a word is longer than the line and was parted"),
        [SOAN_FAULT_TABLE] = N_("the table is wider than the page and was printed as a list"),
        [SOAN_FAULT_ROW] = N_("a row of the table is longer than the page and was parted"),
        [SOAN_FAULT_NOTES] = N_("the notes do not fit on the page of their marks and go on behind it"),
        [SOAN_FAULT_FORM] = N_("the letterhead does not fit on its page and was parted"),
        [SOAN_FAULT_SIGNS] = N_("what stands for signs that the encoding lacks makes the line wider than the page"),
    };
    return _(texts[fault]);
}
