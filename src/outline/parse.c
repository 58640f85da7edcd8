#include <stdlib.h>

#include "outline/figures.h"
#include "outline/letters.h"
#include "outline/levels.h"
#include "outline/lines.h"

enum {
    TITLE_BYTES = 500,        /* a heading's line up to here is its title */
    COLON_TITLE_BYTES = 2000, /* … or up to here if it ends with ':' */
    RUN_IN_CHARS = 200,       /* a title before ': ' or '. ' is no longer */
    TITLE_LINES = 6,
    SHORT_COLUMNS = 120,
};

/* A line under the eye of the parser. */
struct row {
    struct line line;
    size_t number;            /* from 1 */
    struct text_view words;
    struct text clean;
    bool end;                 /* behind the file's last line */
};

struct parser {
    struct soan_outline *out;
    struct text_view file;
    size_t wrap;              /* columns; 0: a line is a paragraph */
    const struct soan_outline_options *options;
    struct row row, next;
    struct text paragraph, title; /* lines put together, parted by newlines until figures_source() */
    struct levels levels;
    struct figures figures;
    size_t raw_from;          /* where the open section's bytes start */
    struct line_context before;
};

static void fetch(struct parser *p, struct row *row, size_t pos)
{
    row->end = !line_at(p->file, pos, &row->line);
    if (row->end)
        row->line = (struct line){p->file.len, p->file.len, p->file.len, p->file.len};
    row->words = row->end ? TEXT_LIT("") : line_words(p->file, &row->line, &row->clean, &p->out->cleaned);
}

static void advance(struct parser *p)
{
    struct row freed = p->row;
    p->row = p->next;
    p->next = freed;
    fetch(p, &p->next, p->row.line.next);
    p->next.number = p->row.number + 1;
}

static bool is_heading(struct parser *p, struct text_view words, struct marker_reading *r)
{
    size_t next;
    if (words.len == 0)
        return false;
    /* Most lines begin with a small letter, a bullet or a word of several letters: no need to look closer. */
    uint32_t cp = letter_at(words, 0, &next);
    if (!letter_is(cp) && !letter_is_digit(cp) && cp != '(')
        return false;
    return levels_heading(&p->levels, words, &p->before, r);
}

/* The depth of a line that is told to be a heading, else 0. */
static unsigned told_depth(const struct parser *p, const struct row *row)
{
    size_t low = 0, high = p->options->headings;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (p->options->heading[mid].line < row->number)
            low = mid + 1;
        else
            high = mid;
    }
    return low < p->options->headings && p->options->heading[low].line == row->number ? p->options->heading[low].depth : 0;
}

static void note_line(struct parser *p, struct text_view words, bool continued)
{
    p->before.after_colon = text_view_ends(words, TEXT_LIT(":"));
    p->before.in_sentence = continued && p->wrap && !line_is_finished(words) && line_is_full(letters_columns(words), p->wrap);
}

/* ---- hard-wrapped lines ----------------------------------------------------------- */

static size_t indent(struct text_view file, const struct line *l)
{
    size_t p = l->words;
    while (p < l->to && (file.bytes[p] == ' ' || file.bytes[p] == '\t'))
        p++;
    return p - l->words;
}

/* True if the next line stands further in, as first lines of paragraphs do. */
static bool is_indented(const struct parser *p)
{
    return indent(p->file, &p->next.line) > indent(p->file, &p->row.line);
}

/* True if the next line goes on with the sentence of this one. */
static bool goes_on(struct parser *p)
{
    struct marker_reading r;
    struct text_view words = p->row.words, next = p->next.words;
    if (!p->wrap || next.len == 0 || !line_is_full(letters_columns(words), p->wrap))
        return false;
    bool small = line_starts_small(next), ordinal;
    size_t bullet = soan_item_bullet(next, &ordinal);
    note_line(p, words, true);
    if (is_heading(p, next, &r) || ordinal)
        return false;
    /* A line may break before the hyphen of `kinh tế - xã hội`. */
    if (bullet)
        return p->before.in_sentence && text_view_starts(next, TEXT_LIT("- ")) &&
               line_starts_small(text_view_part(next, bullet, next.len));
    if (p->before.in_sentence || (small && !p->before.after_colon))
        return true;
    return !is_indented(p) && line_is_packed(words, next, p->wrap);
}

/* The rest of this row from byte `from` with the lines that go on; the last of them becomes the row. */
static struct text_view whole_paragraph(struct parser *p, size_t from)
{
    struct text_view words = text_view_part(p->row.words, from, p->row.words.len);
    if (!goes_on(p))
        return words;
    text_clear(&p->paragraph);
    text_append(&p->paragraph, words);
    do {
        advance(p);
        p->out->joined_lines++;
        text_append_char(&p->paragraph, '\n');
        text_append(&p->paragraph, p->row.words);
    } while (goes_on(p));
    return text_view(&p->paragraph);
}

/* ---- sections ------------------------------------------------------------------------ */

static struct soan_outline_node *add_node(struct parser *p)
{
    struct soan_outline *o = p->out;
    size_t from = o->n ? p->row.line.from : 0;
    if (o->n)
        o->node[o->n - 1].raw = text_view_part(p->file, p->raw_from, from);
    p->raw_from = from;
    void *node = o->node;
    mem_grow(&node, &o->cap, o->n + 1, sizeof *o->node);
    o->node = node;
    o->node[o->n] = (struct soan_outline_node){.parent = SIZE_MAX, .depth = 1};
    return &o->node[o->n++];
}

static void add_paragraph(struct parser *p, struct text_view words)
{
    struct soan_outline_node *node = &p->out->node[p->out->n - 1];
    bool ordinal;
    if (words.len == 0)
        return;
    if (soan_item_bullet(words, &ordinal))
        p->out->items++;
    p->out->ordinal_items += ordinal;
    if (node->body.len)
        text_append_char(&node->body, '\n');
    figures_source(&p->figures, words, &node->body);
}

/* Lists a) b) c) d) that go on with e) instead of đ) follow the Latin letters from their start. */
static void retell_order(struct parser *p, const size_t *first, size_t n)
{
    for (size_t k = 0; k < n; k++) {
        struct text *style = &p->out->node[first[k]].marker.style;
        size_t at = text_view_find(text_view(style), TEXT_LIT("{"), 0);
        if (at == SIZE_MAX || at + 1 >= style->len)
            continue;
        if (style->bytes[at + 1] == 'a' || style->bytes[at + 1] == 'A')
            text_replace(style, at + 1, 1, style->bytes[at + 1] == 'a' ? TEXT_LIT("f") : TEXT_LIT("F"));
    }
}

/* Where the title of a run-in heading ends: behind the first of `sign` with a blank, within RUN_IN_CHARS. */
static size_t run_in_end(struct text_view words, char sign)
{
    size_t next;
    for (size_t p = 0, n = 0; p < words.len && n < RUN_IN_CHARS; p = next, n++) {
        uint32_t cp = letter_at(words, p, &next);
        if (cp == (unsigned char)sign && next < words.len && letter_is_blank(letter_at(words, next, &(size_t){0})))
            return next;
    }
    return 0;
}

/* Divides a heading's words into title and what runs on. */
static size_t title_end(struct text_view words)
{
    if (text_view_ends(words, TEXT_LIT(":")) && words.len <= COLON_TITLE_BYTES)
        return words.len;
    size_t end = run_in_end(words, ':');
    if (end)
        return end;
    return words.len <= TITLE_BYTES ? words.len : run_in_end(words, '.');
}

/* ---- titles on lines of their own ------------------------------------------------------ */

static bool ends_title(struct text_view words)
{
    return text_view_ends(words, TEXT_LIT(".")) || text_view_ends(words, TEXT_LIT(":")) ||
           text_view_ends(words, TEXT_LIT(";"));
}

/* The next line, or behind blank lines if they may stand between, is part of the title. */
static bool title_follows(struct parser *p, bool over_blanks, bool any_case)
{
    struct marker_reading r;
    struct text_view words = p->next.words;
    if (words.len == 0) {
        /* Blank lines are looked over in the file; they are cleaned when they are passed. */
        struct row ahead = {0};
        struct text_cleaning unused = {0};
        size_t pos = p->next.line.next;
        bool found = false;
        while (over_blanks && !p->next.end && !found && line_at(p->file, pos, &ahead.line)) {
            ahead.words = line_words(p->file, &ahead.line, &ahead.clean, &unused);
            pos = ahead.line.next;
            if (ahead.words.len == 0)
                continue;
            found = letters_all_capital(ahead.words) && ahead.words.len <= TITLE_BYTES && !soan_is_item(ahead.words) &&
                    !is_heading(p, ahead.words, &r);
            break;
        }
        text_free(&ahead.clean);
        return found;
    }
    if (words.len > TITLE_BYTES || soan_is_item(words) || is_heading(p, words, &r) || told_depth(p, &p->next))
        return false;
    if (letters_all_capital(words))
        return true;
    return any_case && letters_columns(words) <= SHORT_COLUMNS && !ends_title(words) && !text_view_ends(words, TEXT_LIT(",")) &&
           soan_blanks_count(words) == 0;
}

static void take_title_line(struct parser *p)
{
    do
        advance(p);
    while (p->row.words.len == 0);
    if (p->title.len)
        text_append_char(&p->title, '\n');
    text_append(&p->title, p->row.words);
}

/* Lines in capitals behind a heading whose own line says nothing, or only capitals. */
static void collect_title(struct parser *p, enum soan_marker_kind kind)
{
    bool headed = kind == SOAN_MARKER_PART || kind == SOAN_MARKER_CHAPTER || kind == SOAN_MARKER_ANNEX;
    bool any_case = kind == SOAN_MARKER_CHAPTER || kind == SOAN_MARKER_MUC || kind == SOAN_MARKER_DIEU;
    bool letters = kind == SOAN_MARKER_ROMAN || kind == SOAN_MARKER_UPPER || kind == SOAN_MARKER_MUC;
    p->before = (struct line_context){0};
    if (p->title.len == 0) {
        if (kind == SOAN_MARKER_LOWER || kind == SOAN_MARKER_PAREN || kind == SOAN_MARKER_LOWER_ROMAN ||
            !title_follows(p, headed, any_case))
            return;
        take_title_line(p);
    }
    if (!headed && !letters)
        return;
    for (int k = 1; k < TITLE_LINES && letters_all_capital(text_view(&p->title)) && !ends_title(text_view(&p->title)); k++) {
        if (!title_follows(p, headed, false))
            return;
        take_title_line(p);
    }
}

/* ---- the two kinds of sections ------------------------------------------------------------ */

static void note_disorder(struct parser *p, const struct marker_reading *r, size_t node)
{
    struct soan_outline *o = p->out;
    size_t before = levels_out_of_order(&p->levels, p->row.words, r);
    if (before == SIZE_MAX)
        return;
    if (o->disorders < SOAN_OUTLINE_DISORDERS)
        o->disorder[o->disorders] = (struct soan_outline_disorder){p->row.number, node, before};
    o->disorders++;
}

static void start_section(struct parser *p, const struct marker_reading *r)
{
    struct soan_outline_node *node = add_node(p);
    size_t index = p->out->n - 1, latin;
    marker_take(p->row.words, r, &node->marker);
    note_disorder(p, r, index);
    node->parent = levels_open(&p->levels, r, &node->marker, index, told_depth(p, &p->row), &latin);
    node->depth = node->parent == SIZE_MAX ? 1 : p->out->node[node->parent].depth + 1;
    if (latin)
        retell_order(p, p->levels.level[p->levels.n - 1].first, latin);
    p->figures.chapter += node->depth == 1;
    struct text_view words = whole_paragraph(p, r->words);
    size_t end = title_end(words);
    text_clear(&p->title);
    text_append(&p->title, text_view_part(words, 0, end));
    struct text_view body = letters_trim(text_view_part(words, end, words.len));
    if (body.len == 0)
        collect_title(p, r->kind);
    node = &p->out->node[index];
    node->run_in = body.len > 0;
    figures_source(&p->figures, text_view(&p->title), &node->title);
    add_paragraph(p, body);
    note_line(p, p->row.words, false);
}

/* Text before the first heading: its first line is the title if it looks like one and is not all there is. */
static void start_untitled(struct parser *p)
{
    struct text_view words = p->row.words;
    add_node(p);
    size_t pos = p->row.line.next;
    bool more = false;
    struct line l;
    while (!more && line_at(p->file, pos, &l)) {
        struct text clean = {0};
        more = line_words(p->file, &l, &clean, NULL).len > 0;
        text_free(&clean);
        pos = l.next;
    }
    bool stop = text_view_ends(words, TEXT_LIT(".")) || text_view_ends(words, TEXT_LIT(";")) ||
                text_view_ends(words, TEXT_LIT(","));
    bool title = more && !stop && words.len <= 4 * SHORT_COLUMNS && letters_columns(words) <= SHORT_COLUMNS &&
                 !soan_is_item(words) && !goes_on(p);
    if (title)
        figures_source(&p->figures, words, &p->out->node[0].title);
    else
        add_paragraph(p, whole_paragraph(p, 0));
    note_line(p, p->row.words, false);
}

/* A heading only because it is told to be one. */
static void start_unmarked(struct parser *p, unsigned depth)
{
    struct soan_outline_node *node = add_node(p);
    size_t index = p->out->n - 1;
    node->parent = levels_open_unmarked(&p->levels, index, depth);
    node->depth = node->parent == SIZE_MAX ? 1 : p->out->node[node->parent].depth + 1;
    p->figures.chapter += node->depth == 1;
    figures_source(&p->figures, p->row.words, &node->title);
    note_line(p, p->row.words, false);
}

static void parse_lines(struct parser *p)
{
    struct marker_reading r;
    fetch(p, &p->row, 0);
    fetch(p, &p->next, p->row.line.next);
    p->row.number = 1;
    p->next.number = 2;
    for (; !p->row.end; advance(p)) {
        if (p->row.words.len == 0) {
            p->before.in_sentence = false;
        } else if (is_heading(p, p->row.words, &r)) {
            start_section(p, &r);
        } else if (told_depth(p, &p->row)) {
            start_unmarked(p, told_depth(p, &p->row));
        } else if (p->out->n == 0) {
            start_untitled(p);
        } else {
            add_paragraph(p, whole_paragraph(p, 0));
            note_line(p, p->row.words, true);
        }
    }
    if (p->out->n == 0)
        add_node(p);
    p->out->node[p->out->n - 1].raw = text_view_part(p->file, p->raw_from, p->file.len);
}

/* ---- the file ---------------------------------------------------------------------------------- */

static bool refuse(struct text_view file, size_t bad, struct error *e)
{
    size_t line = 1, start = 0;
    struct line l;
    for (size_t pos = 0; line_at(file, pos, &l) && l.next <= bad; pos = l.next) {
        line++;
        start = l.next;
    }
    size_t column = text_char_count(text_view_part(file, start, bad)) + 1;
    return error_set(e, SOAN_BAD_DATA, _("line %zu, column %zu: not UTF-8 text; save it as UTF-8, or say what it is with --encoding"),
                     line, column);
}

bool soan_outline_parse(struct text *bytes, const struct soan_outline_options *o, struct soan_outline *out, struct error *e)
{
    size_t bad;
    if (!text_utf8_valid(text_view(bytes), &bad))
        return refuse(text_view(bytes), bad, e);
    *out = (struct soan_outline){.bytes = text_take(bytes)};
    static const struct soan_outline_options none = {0};
    struct parser p = {.out = out, .file = text_view(&out->bytes), .options = o ? o : &none};
    p.figures.outline = out;
    if (!p.options->keep_lines)
        p.wrap = lines_wrap_width(p.file);
    parse_lines(&p);
    levels_free(&p.levels);
    figures_free(&p.figures);
    text_free(&p.row.clean);
    text_free(&p.next.clean);
    text_free(&p.paragraph);
    text_free(&p.title);
    return true;
}

void soan_outline_free(struct soan_outline *o)
{
    for (size_t k = 0; k < o->n; k++) {
        soan_marker_free(&o->node[k].marker);
        text_free(&o->node[k].title);
        text_free(&o->node[k].body);
    }
    for (size_t k = 0; k < o->figures; k++) {
        text_free(&o->figure[k].key);
        text_free(&o->figure[k].label);
        text_free(&o->figure[k].unit);
        text_free(&o->figure[k].blank);
    }
    mem_free(&o->node);
    mem_free(&o->figure);
    text_free(&o->bytes);
    *o = (struct soan_outline){0};
}
