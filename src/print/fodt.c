/* The report as a flat OpenDocument: blocks, letterhead and tables as they come from the printer, written on the way. */
#include "print/annex.h"
#include "print/fodt.h"
#include "print/xml.h"

enum {
    PIECE = 32768,            /* bytes gathered for the sink */
    EDGES = 2,                /* columns that the edges of a cell take */
};

static void put_str(struct fodt *f, const char *s)
{
    text_append_str(&f->out, s);
}

static void hand_on(struct fodt *f)
{
    f->sink(text_view(&f->out), f->arg);
    text_clear(&f->out);
}

/* ---- words ---- */

/* Blanks behind a blank would be taken for one. */
static void put_plain(struct fodt *f, struct text_view v)
{
    size_t from = 0;
    for (size_t i = 1; i < v.len; i++) {
        if (v.bytes[i] != ' ' || v.bytes[i - 1] != ' ')
            continue;
        xml_text(text_view_part(v, from, i), &f->out);
        put_str(f, "<text:s/>");
        from = i + 1;
    }
    xml_text(text_view_part(v, from, v.len), &f->out);
}

/* Returns the bytes of the mark, which the note takes the place of. */
static size_t put_note(struct fodt *f, const struct call *call)
{
    struct block b = {0};
    printer_note(f->p, call->note, &b);
    f->notes++;
    text_printf(&f->out, "<text:note text:id=\"ftn%u\" text:note-class=\"footnote\"><text:note-citation>%u</text:note-citation>"
                "<text:note-body><text:p text:style-name=\"Footnote\">", f->notes, f->notes);
    put_plain(f, text_view_part(b.text, b.piece[0].at, b.text.len));
    put_str(f, "</text:p></text:note-body></text:note>");
    return b.piece[0].at - 1; /* a blank stands behind it */
}

/* What a block says from one byte to another, notes at their marks; those that are left belong to its end. */
static void put_words(struct fodt *f, const struct block *b, size_t from, size_t to)
{
    for (size_t i = 0; i < b->calls; i++) {
        const struct call *call = &b->call[i];
        if (call->at < from || (call->at >= to && to < b->text.len))
            continue;
        size_t at = call->at < b->text.len ? call->at : b->text.len;
        put_plain(f, text_view_part(b->text, from, at));
        from = at + put_note(f, call);
    }
    if (from < to)
        put_plain(f, text_view_part(b->text, from, to));
}

/* ---- what is open ---- */

static void close_heading(struct fodt *f)
{
    if (f->heading)
        put_str(f, "</text:h>\n");
    f->heading = 0;
}

static void close_list(struct fodt *f)
{
    for (int i = 0; f->bullet && i < f->level; i++)
        put_str(f, i ? "</text:list-item></text:list>" : "</text:list>");
    if (f->bullet)
        put_str(f, "\n");
    f->bullet = 0;
}

static void close_all(struct fodt *f)
{
    close_heading(f);
    close_list(f);
    if (f->out.len > PIECE)
        hand_on(f);
}

/* ---- blocks ---- */

static unsigned level_of(const struct block *b)
{
    return b->depth < 1 ? 1 : b->depth > ODF_LEVELS ? ODF_LEVELS : b->depth;
}

static void open_heading(struct fodt *f, const struct block *b)
{
    close_all(f);
    text_printf(&f->out, "<text:h text:style-name=\"%s%u\" text:outline-level=\"%u\">",
                b->kind == BLOCK_CENTRED ? "Centred" : "Heading_20_", level_of(b), level_of(b));
    f->heading = b->section;
}

/* The marker and the title of a part come as two blocks of one heading. */
static void put_heading(struct fodt *f, const struct block *b, size_t to)
{
    if (b->kind == BLOCK_CENTRED && f->heading == b->section)
        put_str(f, "<text:line-break/>");
    else
        open_heading(f, b);
    put_words(f, b, 0, to);
}

static void put_paragraph(struct fodt *f, const struct block *b, size_t from, const char *style)
{
    close_all(f);
    text_printf(&f->out, "<text:p text:style-name=\"%s\">", style);
    put_words(f, b, from, b->text.len);
    put_str(f, "</text:p>\n");
}

static void put_item(struct fodt *f, const struct block *b, size_t bullet)
{
    size_t next;
    uint32_t sign = text_decode(b->text, 0, &next);
    int step = f->p->style.item_step, level = 1 + (step ? b->first / step : 0);
    if (f->bullet != sign || f->level != level) {
        close_all(f);
        text_printf(&f->out, "<text:list text:style-name=\"Item%u\">", fodt_bullet(sign));
        for (int i = 1; i < level; i++)
            put_str(f, "<text:list-item><text:list>");
        f->bullet = sign;
        f->level = level;
    }
    put_str(f, "<text:list-item><text:p text:style-name=\"Item\">");
    put_words(f, b, bullet, b->text.len);
    put_str(f, "</text:p></text:list-item>");
    if (f->out.len > PIECE)
        hand_on(f);
}

/* A heading that its text follows on the same line becomes one of its own, so that the outline has it. */
static bool put_run_in(struct fodt *f, const struct block *b)
{
    size_t body = b->pieces == BLOCK_PIECES ? b->piece[2].at : 0;
    if (!b->depth || body < b->piece[1].at + 2)
        return false;
    put_heading(f, b, body - 1);
    put_paragraph(f, b, body, "Text_20_body");
    return true;
}

static void put_text(struct fodt *f, const struct block *b)
{
    bool ordinal;
    size_t bullet = soan_item_bullet(b->text, &ordinal);
    if (bullet && !b->depth)
        put_item(f, b, bullet);
    else if (!put_run_in(f, b))
        put_paragraph(f, b, 0, b->gap ? "Apart" : "Text_20_body");
}

static void add_block(struct document *d, const struct block *b)
{
    struct fodt *f = (struct fodt *)(void *)d;
    if (b->kind == BLOCK_TEXT) {
        put_text(f, b);
    } else if (b->section) {
        put_heading(f, b, b->text.len);
    } else {
        put_paragraph(f, b, 0, f->new_page ? "NewTitle" : f->middle ? "Subtitle" : "Title");
        f->middle = true;
        f->new_page = false;
    }
}

static void new_page(struct document *d)
{
    ((struct fodt *)(void *)d)->new_page = true;
}

/* ---- letterhead and signature ---- */

/* Columns of dashes under a line, -1 if the line is no rule. */
static int rule_under(const struct form_column *c, size_t i)
{
    struct text_view v = i < c->n ? text_view(&c->line[i].text) : (struct text_view){0};
    bool dashes = i > 0 && v.len > 2;
    for (size_t k = 0; k < v.len; k++)
        dashes = dashes && v.bytes[k] == '-';
    return dashes ? (int)v.len : -1;
}

static void put_form_line(struct fodt *f, const struct form_column *c, size_t i)
{
    struct text_view v = text_view(&c->line[i].text);
    int under = rule_under(c, i + 1), rule = rule_under(c, i);
    bool whole = rule > 0 && rule == text_width(text_view(&c->line[i - 1].text));
    if (whole)
        return; /* the line above is underlined */
    text_printf(&f->out, "<text:p text:style-name=\"%s\">", under > 0 && under == text_width(v) ? "Ruled"
                                                            : c->centred                        ? "Middle"
                                                                                                : "Edge");
    if (rule > 0)
        for (int k = 0; k < rule; k++)
            put_str(f, "–");
    else
        put_plain(f, v);
    put_str(f, "</text:p>");
}

static void put_form_cell(struct fodt *f, const struct form_column *c)
{
    put_str(f, "<table:table-cell table:style-name=\"Bare\">");
    for (size_t i = 0; i < c->n; i++)
        put_form_line(f, c, i);
    put_str(f, c->n ? "</table:table-cell>" : "<text:p/></table:table-cell>");
}

static void put_table_begin(struct fodt *f)
{
    close_all(f);
    text_printf(&f->out, "<table:table table:name=\"Table%u\" table:style-name=\"Table\">", ++f->tables);
}

static void put_column(struct fodt *f, int width)
{
    text_printf(&f->out, "<table:table-column table:style-name=\"Column%d\"/>", width > 0 ? width : 1);
}

static void add_form(struct document *d, const struct form_column *left, const struct form_column *right)
{
    struct fodt *f = (struct fodt *)(void *)d;
    if (left->n == 0 && right->n == 0)
        return;
    put_table_begin(f);
    put_column(f, right->at);
    put_column(f, f->p->style.columns - right->at);
    put_str(f, "<table:table-row table:style-name=\"Row\">");
    put_form_cell(f, left);
    put_form_cell(f, right);
    put_str(f, "</table:table-row></table:table>\n");
}

/* ---- tables ---- */

static void put_cell(struct fodt *f, struct text_view v, const char *style)
{
    text_printf(&f->out, "<table:table-cell table:style-name=\"Box\" office:value-type=\"string\">"
                "<text:p text:style-name=\"%s\">", style);
    put_plain(f, v);
    put_str(f, "</text:p></table:table-cell>");
}

static void begin_table(struct document *d, const struct table *t, const char *title, const char *subtitle)
{
    struct fodt *f = (struct fodt *)(void *)d;
    if (title) {
        close_all(f);
        put_str(f, "<text:h text:style-name=\"Annex\" text:outline-level=\"1\">");
        xml_text(annex_word(title), &f->out);
        put_str(f, "<text:line-break/>");
        xml_text(annex_word(subtitle), &f->out);
        put_str(f, "</text:h>\n");
        f->new_page = false;
    }
    put_table_begin(f);
    for (size_t c = 0; c < t->columns; c++)
        put_column(f, t->width[c] + (t->column[c].width ? EDGES : 0));
    put_str(f, "<table:table-header-rows><table:table-row table:style-name=\"Row\">");
    for (size_t c = 0; c < t->columns; c++)
        put_cell(f, annex_word(t->column[c].word), "Column");
    put_str(f, "</table:table-row></table:table-header-rows>\n");
}

static void add_row(struct document *d, const struct table *t)
{
    struct fodt *f = (struct fodt *)(void *)d;
    put_str(f, "<table:table-row table:style-name=\"Row\">");
    for (size_t c = 0; c < t->columns; c++)
        put_cell(f, text_view(&t->cell[c]), t->column[c].right ? "Number" : "Cell");
    put_str(f, "</table:table-row>\n");
    if (f->out.len > PIECE)
        hand_on(f);
}

static void end_table(struct document *d)
{
    put_str((struct fodt *)(void *)d, "</table:table>\n");
}

static void begin(struct document *d, struct printer *p)
{
    struct fodt *f = (struct fodt *)(void *)d;
    f->p = p;
    fodt_prologue(f);
}

bool soan_fodt(struct soan_report *r, const struct soan_print_options *o, soan_sink_fn *sink, void *arg, struct error *e)
{
    struct fodt f = {
        .document = {.begin = begin, .block = add_block, .form = add_form, .page = new_page, .table_begin = begin_table,
                     .table_row = add_row, .table_end = end_table},
        .sink = sink,
        .arg = arg,
    };
    bool ok = printer_document(r, o, &f.document, e);
    if (ok) {
        close_all(&f);
        put_str(&f, "</office:text></office:body></office:document>\n");
        hand_on(&f);
    }
    text_free(&f.out);
    return ok;
}
