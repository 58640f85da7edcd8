/* A section as blocks: heading, paragraphs, items. */
#include "print/printer.h"

bool printer_lookup(struct text_view key, struct soan_shown *out, void *printer)
{
    struct printer *p = printer;
    if (key.len && key.bytes[0] == '^')
        return notes_mark(&p->notes, key, out);
    return soan_values_lookup(key, out, p->values);
}

/* Marks of notes show nothing. */
static bool without_notes(struct text_view key, struct soan_shown *out, void *values)
{
    if (key.len == 0 || key.bytes[0] != '^')
        return soan_values_lookup(key, out, values);
    out->value = (struct text_view){"", 0};
    return true;
}

struct text_view printer_shown(struct printer *p, struct text_view source)
{
    soan_project(source, without_notes, p->values, &p->title);
    return text_view_trim(text_view(&p->title.out));
}

void printer_add(struct printer *p, struct block b)
{
    if (b.text.len) {
        b.gap = p->started ? b.gap : 0;
        b.justified = p->style.justified;
        b.call = p->notes.call;
        b.calls = p->notes.calls;
        layout_add(&p->layout, &b);
        p->started = true;
        p->after_heading = b.kind != BLOCK_TEXT;
        p->after_centred = b.kind == BLOCK_CENTRED;
    }
    notes_calls_clear(&p->notes);
}

/* Trimmed bounds of what a projection shows. */
static struct text_view trimmed(const struct soan_projection *map, size_t *from)
{
    struct text_view v = text_view_trim(text_view(&map->out));
    *from = v.len ? (size_t)(v.bytes - map->out.bytes) : 0;
    return v;
}

/* Appends what `map` shows to p->heading as a piece of b. */
static void append_piece(struct printer *p, struct block *b, const struct soan_projection *map, size_t base, bool in_title,
                         size_t first_mark)
{
    size_t out;
    struct text_view v = trimmed(map, &out);
    if (p->heading.len && v.len)
        text_append_char(&p->heading, ' ');
    struct piece *piece = &b->piece[b->pieces++];
    *piece = (struct piece){.at = p->heading.len, .out = out, .in_title = in_title, .base = base, .map = map};
    text_append(&p->heading, v);
    notes_place(&p->notes, first_mark, piece, p->heading.len);
}

/* Marker and title on one line into p->heading. Returns the columns up to the title. */
static int compose_heading(struct printer *p, const struct soan_section *s, struct block *b)
{
    struct text_view marker = text_view(&s->marker.shown);
    size_t first = p->notes.marks;
    text_clear(&p->heading);
    text_append(&p->heading, marker);
    b->piece[b->pieces++] = (struct piece){.in_title = true};
    soan_project(text_view(&s->title), printer_lookup, p, &p->title);
    append_piece(p, b, &p->title, 0, true, first);
    return marker.len ? text_width(marker) + 1 : 0;
}

static bool is_centred(const struct soan_section *s)
{
    return s->marker.kind == SOAN_MARKER_PART || s->marker.kind == SOAN_MARKER_CHAPTER ||
           s->marker.kind == SOAN_MARKER_ANNEX;
}

/* Headings that follow one another downwards or side by side stand close. */
static int heading_gap(const struct printer *p, const struct soan_section *s)
{
    return !p->after_heading || p->after_centred || s->depth < p->depth;
}

static bool has_heading(struct printer *p, const struct soan_section *s)
{
    return s->marker.shown.len || printer_shown(p, text_view(&s->title)).len;
}

/* True if the contents name the section; its heading then says so to its page. */
static bool add_entry(struct printer *p, const struct soan_section *s)
{
    if (!p->options->contents || s->depth > (unsigned)p->style.contents_depth || !has_heading(p, s))
        return false;
    contents_add(&p->contents, s->depth, text_view(&s->marker.shown), printer_shown(p, text_view(&s->title)));
    return true;
}

static void add_centred(struct printer *p, const struct soan_section *s, bool entry)
{
    struct text_view shown = text_view(&s->marker.shown);
    struct block marker = {.kind = BLOCK_CENTRED, .text = shown, .section = s->id, .entry = entry,
                           .gap = heading_gap(p, s), .depth = s->depth, .pieces = 1, .piece = {{.in_title = true}}};
    struct block title = {.kind = BLOCK_CENTRED, .section = s->id, .depth = s->depth,
                          .entry = entry && shown.len == 0};
    printer_add(p, marker);
    text_clear(&p->heading);
    soan_project(text_view(&s->title), printer_lookup, p, &p->title);
    append_piece(p, &title, &p->title, 0, true, 0);
    title.text = text_view(&p->heading);
    printer_add(p, title);
}

static void add_heading(struct printer *p, const struct soan_section *s)
{
    bool entry = add_entry(p, s);
    if (is_centred(s)) {
        add_centred(p, s, entry);
    } else {
        struct block b = {.kind = BLOCK_HEADING, .gap = heading_gap(p, s), .section = s->id, .depth = s->depth,
                          .entry = entry};
        b.hang = compose_heading(p, s, &b);
        b.text = text_view(&p->heading);
        printer_add(p, b);
    }
    p->depth = s->depth;
}

/* Columns a bullet stands in from the edge. */
static int bullet_indent(struct printer *p, struct text_view bullet)
{
    size_t i = 0;
    bullet = text_view_trim(bullet);
    while (i < p->bullets && !text_view_equal(text_view(&p->bullet[i]), bullet))
        i++;
    if (i == p->bullets && i < BULLETS) {
        text_clear(&p->bullet[i]);
        text_append(&p->bullet[p->bullets++], bullet);
    }
    return (int)i * p->style.item_step;
}

/* A paragraph of p->source that begins at byte `base`, as p->body shows it. */
static void add_paragraph(struct printer *p, const struct soan_section *s, size_t base, int gap)
{
    bool ordinal;
    struct block b = {.kind = BLOCK_TEXT, .first = p->style.indent, .gap = gap, .section = s->id};
    text_clear(&p->heading);
    append_piece(p, &b, &p->body, base, false, 0);
    b.text = text_view(&p->heading);
    size_t bullet = soan_item_bullet(b.text, &ordinal);
    if (bullet) {
        struct text_view sign = text_view_part(b.text, 0, bullet);
        b.first = bullet_indent(p, sign);
        b.hang = b.first + text_width(sign);
    }
    printer_add(p, b);
}

/* Heading and first paragraph on one line: `2.1. Nguyên nhân khách quan: Do …`. */
static void add_run_in(struct printer *p, const struct soan_section *s, struct text_view paragraph)
{
    struct block b = {.kind = BLOCK_TEXT, .gap = heading_gap(p, s), .section = s->id, .depth = s->depth,
                      .entry = add_entry(p, s)};
    compose_heading(p, s, &b);
    size_t first = p->notes.marks;
    soan_project(paragraph, printer_lookup, p, &p->body);
    append_piece(p, &b, &p->body, 0, false, first);
    b.text = text_view(&p->heading);
    printer_add(p, b);
    p->depth = s->depth;
}

/* The state in which a section's paragraphs are added. */
struct adding {
    bool run_in;
    bool gap;                 /* a line was left empty */
};

static void add_source(struct printer *p, const struct soan_section *s, struct adding *a, size_t from, size_t to)
{
    struct text_view source = text_view_part(text_view(&p->source), from, to);
    bool note = notes_at(&p->notes, source, from), empty = text_view_trim(source).len == 0;
    if (a->run_in && from == 0 && !note && !empty) {
        add_run_in(p, s, source);
        return;
    }
    if (from == 0 && !p->skip_heading)
        add_heading(p, s);
    p->skip_heading = false;
    if (note)
        return;
    if (p->skip_opening) {
        p->skip_opening = false;
        return;
    }
    if (empty) {
        a->gap = !p->after_heading; /* lines left empty between paragraphs: one is kept */
        return;
    }
    soan_project(source, printer_lookup, p, &p->body);
    int gap = a->gap || p->after_centred ? 1 : 0, least = p->after_heading ? 0 : p->style.paragraph_gap;
    add_paragraph(p, s, from, gap > least ? gap : least);
    a->gap = false;
}

void printer_section(struct printer *p, const struct soan_section *s)
{
    struct text_view source = text_view(&p->source);
    struct adding a = {.run_in = s->run_in && !is_centred(s) && !p->skip_heading};
    p->bullets = 0;
    p->section = s->id;
    notes_read(&p->notes, text_view(&s->title), source);
    for (size_t from = 0, to; from <= source.len && !p->layout.pages.stopped; from = to + 1) {
        to = text_view_find(source, TEXT_LIT("\n"), from);
        to = to == SIZE_MAX ? source.len : to;
        add_source(p, s, &a, from, to);
    }
}

/* Marks within the words of a note show as they stand. */
static bool values_only(struct text_view key, struct soan_shown *out, void *values)
{
    return (key.len == 0 || key.bytes[0] != '^') && soan_values_lookup(key, out, values);
}

void printer_note(void *printer, size_t index, struct block *out)
{
    struct printer *p = printer;
    const struct note *note = &p->notes.item[index];
    size_t from;
    soan_project(text_view_part(text_view(&p->source), note->from, note->to), values_only, p->values, &p->note);
    struct text_view words = trimmed(&p->note, &from);
    text_clear(&p->note_text);
    text_append(&p->note_text, text_view(&note->mark));
    text_append_char(&p->note_text, ' ');
    *out = (struct block){
        .kind = BLOCK_TEXT,
        .hang = text_width(text_view(&p->note_text)),
        .justified = p->style.justified,
        .section = p->section,
        .piece = {{.at = p->note_text.len, .out = from, .base = note->from, .map = &p->note}},
        .pieces = 1,
    };
    text_append(&p->note_text, words);
    out->text = text_view_trim(text_view(&p->note_text));
}
