/* A report walked in reading order and handed to the layout as blocks. */
#include "print/annex.h"
#include "print/block.h"

enum {
    WIDTH_MIN = 20,
    WIDTH_MAX = 500,
    LENGTH_MIN = 10,
    LENGTH_MAX = 100000,
    PARAGRAPH_INDENT = 4,
    NESTED_INDENT = 2,
    BULLETS = 6,              /* kinds of bullets told apart in one section */
};

const struct soan_print_options SOAN_PRINT_DEFAULT = {.width = 72, .page_length = 60};

struct printer {
    struct soan_report *report;
    struct soan_values *values;
    struct layout layout;
    struct text heading;              /* marker and title at hand */
    struct text source;               /* of the section at hand */
    struct soan_projection title, body; /* as shown */
    struct text_view bullet[BULLETS]; /* in order of first appearance in the section; into `body` */
    size_t bullets;
    bool begun;                       /* values loaded, title printed */
    bool only_one;                    /* `soan show`: a section, no title */
    bool skip_heading, skip_opening;  /* the first heading or paragraph is the title, which stands there already */
    bool started;                     /* something was printed */
    bool after_heading;               /* nothing since the last heading */
    bool after_centred;
    unsigned depth;                   /* of the last heading */
    struct error *error;
    bool failed;
};

static bool options_valid(const struct soan_print_options *o, struct error *e)
{
    if (o->width < WIDTH_MIN || o->width > WIDTH_MAX)
        return error_set(e, SOAN_USAGE, _("width %d: give a width of %d to %d columns"), o->width, WIDTH_MIN,
                         WIDTH_MAX);
    if (o->page_length != 0 && (o->page_length < LENGTH_MIN || o->page_length > LENGTH_MAX))
        return error_set(e, SOAN_USAGE, _("page length %d: give %d to %d lines, or 0 for no pages"), o->page_length,
                         LENGTH_MIN, LENGTH_MAX);
    return true;
}

static void add(struct printer *p, struct block b)
{
    b.text = text_view_trim(b.text);
    if (b.text.len == 0)
        return;
    b.gap = b.gap && p->started;
    layout_add(&p->layout, &b);
    p->started = true;
    p->after_heading = b.kind != BLOCK_TEXT;
    p->after_centred = b.kind == BLOCK_CENTRED;
}

/* What a title shows; good until the next call. */
static struct text_view shown_title(struct printer *p, struct text_view source)
{
    soan_project(source, soan_values_lookup, p->values, &p->title);
    return text_view_trim(text_view(&p->title.out));
}

static bool is_centred(const struct soan_section *s)
{
    return s->marker.kind == SOAN_MARKER_PART || s->marker.kind == SOAN_MARKER_CHAPTER ||
           s->marker.kind == SOAN_MARKER_ANNEX;
}

/* Headings that follow one another downwards or side by side stand close. */
static bool heading_gap(const struct printer *p, const struct soan_section *s)
{
    return !p->after_heading || p->after_centred || s->depth < p->depth;
}

/* Marker and title on one line into p->heading. Returns the columns up to the title. */
static int compose_heading(struct printer *p, const struct soan_section *s)
{
    struct text_view marker = text_view(&s->marker.shown), title = shown_title(p, text_view(&s->title));
    text_clear(&p->heading);
    text_append(&p->heading, marker);
    if (marker.len && title.len)
        text_append_char(&p->heading, ' ');
    text_append(&p->heading, title);
    return marker.len ? text_width(marker) + 1 : 0;
}

static void add_heading(struct printer *p, const struct soan_section *s)
{
    bool gap = heading_gap(p, s);
    if (is_centred(s)) {
        add(p, (struct block){.kind = BLOCK_CENTRED, .text = text_view(&s->marker.shown), .gap = gap});
        add(p, (struct block){.kind = BLOCK_CENTRED, .text = shown_title(p, text_view(&s->title))});
    } else {
        int hang = compose_heading(p, s);
        add(p, (struct block){.kind = BLOCK_HEADING, .text = text_view(&p->heading), .hang = hang, .gap = gap});
    }
    p->depth = s->depth;
}

/* Columns a bullet stands in from the edge. */
static int bullet_indent(struct printer *p, struct text_view bullet)
{
    size_t i = 0;
    bullet = text_view_trim(bullet);
    while (i < p->bullets && !text_view_equal(p->bullet[i], bullet))
        i++;
    if (i == p->bullets && i < BULLETS)
        p->bullet[p->bullets++] = bullet;
    return (int)i * NESTED_INDENT;
}

static void add_paragraph(struct printer *p, struct text_view paragraph, bool gap)
{
    bool ordinal;
    size_t bullet = soan_item_bullet(paragraph, &ordinal);
    struct block b = {.kind = BLOCK_TEXT, .text = paragraph, .first = PARAGRAPH_INDENT, .gap = gap};
    if (bullet) {
        struct text_view sign = text_view_part(paragraph, 0, bullet);
        b.first = bullet_indent(p, sign);
        b.hang = b.first + text_width(sign);
    }
    add(p, b);
}

/* Heading and first paragraph on one line: `2.1. Nguyên nhân khách quan: Do …`. */
static void add_run_in(struct printer *p, const struct soan_section *s, struct text_view paragraph)
{
    bool gap = heading_gap(p, s);
    compose_heading(p, s);
    if (p->heading.len)
        text_append_char(&p->heading, ' ');
    text_append(&p->heading, paragraph);
    add(p, (struct block){.kind = BLOCK_TEXT, .text = text_view(&p->heading), .gap = gap});
    p->depth = s->depth;
}

static void add_section(struct printer *p, const struct soan_section *s)
{
    soan_project(text_view(&p->source), soan_values_lookup, p->values, &p->body);
    struct text_view body = text_view(&p->body.out);
    bool run_in = s->run_in && !is_centred(s) && !p->skip_heading, gap = false;
    p->bullets = 0;
    for (size_t from = 0, to; from <= body.len; from = to + 1) {
        to = text_view_find(body, TEXT_LIT("\n"), from);
        if (to == SIZE_MAX)
            to = body.len;
        struct text_view paragraph = text_view_trim(text_view_part(body, from, to));
        if (run_in && from == 0 && paragraph.len) {
            add_run_in(p, s, paragraph);
            continue;
        }
        if (from == 0 && !p->skip_heading)
            add_heading(p, s);
        p->skip_heading = false;
        if (p->skip_opening) {
            p->skip_opening = false;
            continue;
        }
        if (paragraph.len == 0) {
            gap = !p->after_heading; /* lines left empty between paragraphs: one is kept */
            continue;
        }
        add_paragraph(p, paragraph, gap || p->after_centred);
        gap = false;
    }
}

static bool unfilled(struct text_view key, struct soan_shown *out, void *values)
{
    if (!soan_values_lookup(key, out, values))
        return false;
    out->value = (struct text_view){"", 0};
    return true;
}

/* A report that was never given a title is called by its first heading or opening line; it is not printed twice. */
static bool says_the_same(struct printer *p, struct text_view title, struct text_view source)
{
    struct text a = {0}, b = {0};
    soan_project(source, unfilled, p->values, &p->title);
    text_upper(text_view_trim(text_view(&p->title.out)), &a);
    text_upper(text_view_trim(title), &b);
    bool same = a.len > 0 && text_view_equal(text_view(&a), text_view(&b));
    text_free(&a);
    text_free(&b);
    return same;
}

static void add_title(struct printer *p, struct text_view title, const struct soan_section *first)
{
    struct text capitals = {0};
    struct text_view line =
        text_view_part(text_view(&p->source), 0, text_view_find(text_view(&p->source), TEXT_LIT("\n"), 0));
    bool unmarked = first && first->marker.kind == SOAN_MARKER_NONE;
    bool heading = first && says_the_same(p, title, text_view(&first->title));
    bool opening = unmarked && first->title.len == 0 && says_the_same(p, title, line);
    bool sentence =
        opening && text_view_ends(text_view_trim(line), TEXT_LIT(".")); /* no title, but where the text begins */
    p->skip_heading = heading && unmarked;
    p->skip_opening = opening && !sentence;
    if (!sentence && (!heading || unmarked)) {
        text_upper(shown_title(p, title), &capitals);
        add(p, (struct block){.kind = BLOCK_CENTRED, .text = text_view(&capitals)});
    }
    text_free(&capitals);
}

/* What precedes the sections, read in the same transaction as they are. `first` may be NULL, its text is at hand. */
static bool begin(struct printer *p, const struct soan_section *first)
{
    struct text title = {0};
    p->begun = true;
    bool ok = soan_values_load(p->report, &p->values, p->error);
    if (ok && !p->only_one)
        ok = soan_report_get(p->report, "title", &title, p->error);
    if (ok && title.len)
        add_title(p, text_view(&title), first);
    text_free(&title);
    return ok;
}

static bool each_section(const struct soan_section *s, void *arg)
{
    struct printer *p = arg;
    text_clear(&p->source);
    p->failed = (s->bytes > 0 && !soan_section_text(p->report, s->id, &p->source, NULL, p->error)) ||
                (!p->begun && !begin(p, s));
    if (p->failed)
        return false;
    add_section(p, s);
    return !p->only_one;
}

static bool print(struct printer *p, int64_t root, const struct soan_print_options *o, soan_sink_fn *sink, void *arg)
{
    if (!options_valid(o, p->error))
        return false;
    layout_init(&p->layout, o, sink, arg);
    bool ok = soan_section_walk(p->report, root, each_section, p, p->error) && !p->failed;
    ok = ok && (p->begun || begin(p, NULL));
    ok = ok && (!o->annex || annex_print(p->report, &p->layout.pages, p->error));
    layout_end(&p->layout, ok);
    soan_values_free(&p->values);
    soan_projection_free(&p->title);
    soan_projection_free(&p->body);
    text_free(&p->heading);
    text_free(&p->source);
    return ok;
}

bool soan_print(struct soan_report *r, const struct soan_print_options *o, soan_sink_fn *sink, void *arg,
                struct error *e)
{
    struct printer p = {.report = r, .error = e};
    return print(&p, 0, o, sink, arg);
}

bool soan_print_section(struct soan_report *r, int64_t id, const struct soan_print_options *o, soan_sink_fn *sink,
                        void *arg, struct error *e)
{
    struct printer p = {.report = r, .error = e, .only_one = true};
    struct soan_print_options endless = *o;
    if (id <= 0)
        return error_set(e, SOAN_NO_INPUT, _("there is no section #%lld; name one of the outline"), (long long)id);
    endless.page_length = 0;
    endless.annex = false;
    return print(&p, id, &endless, sink, arg);
}
