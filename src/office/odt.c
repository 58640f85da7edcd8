/* The body of an OpenDocument text (ISO/IEC 26300, 5, 14.10, 16.29). */
#include <stdlib.h>
#include <string.h>

#include "office/counter.h"
#include "office/read.h"
#include "office/xml.h"

struct odt_list { const char *name; struct counter counter; };

struct odt {
    struct lines *l;
    xmlDoc *content, *styles;
    struct odt_list *list;
    size_t lists, list_cap;
    struct counter outline;   /* of headings */
};

/* ---- numbering ---- */

static enum counter_form form_of(const char *format)
{
    switch (format && !format[1] ? format[0] : '\0') {
    case '1':
        return COUNT_DECIMAL;
    case 'I':
        return COUNT_UPPER_ROMAN;
    case 'i':
        return COUNT_LOWER_ROMAN;
    case 'A':
        return COUNT_UPPER;
    case 'a':
        return COUNT_LOWER;
    default:
        return COUNT_NONE;
    }
}

static void load_level(const xmlNode *n, struct counter *c)
{
    int level = xml_number(xml_attribute(n, "level"), 0) - 1;
    if (level < 0 || level >= COUNTER_LEVELS)
        return;
    struct counter_level *l = &c->level[level];
    text_free(&l->pattern);
    *l = (struct counter_level){.start = xml_number(xml_attribute(n, "start-value"), 1)};
    if (xml_is(n, "list-level-style-bullet")) {
        l->form = COUNT_BULLET;
        text_append_str(&l->pattern, xml_attribute(n, "bullet-char") ? xml_attribute(n, "bullet-char") : "");
        return;
    }
    l->form = form_of(xml_attribute(n, "num-format"));
    int levels = xml_number(xml_attribute(n, "display-levels"), 1);
    const char *prefix = xml_attribute(n, "num-prefix"), *suffix = xml_attribute(n, "num-suffix");
    text_append_str(&l->pattern, prefix ? prefix : "");
    for (int i = level - levels + 1; i <= level; i++)
        if (i >= 0 && i < COUNTER_LEVELS - 1)
            text_printf(&l->pattern, "%s%%%d", i > level - levels + 1 && i > 0 ? "." : "", i + 1);
    text_append_str(&l->pattern, suffix ? suffix : "");
}

static void load_list(struct odt *o, const xmlNode *n)
{
    bool outline = xml_is(n, "outline-style");
    struct counter *c = &o->outline;
    if (!outline) {
        mem_grow((void **)&o->list, &o->list_cap, o->lists + 1, sizeof *o->list);
        o->list[o->lists] = (struct odt_list){.name = xml_attribute(n, "name")};
        c = &o->list[o->lists++].counter;
    }
    for (const xmlNode *level = n->children; level; level = level->next)
        if (level->type == XML_ELEMENT_NODE)
            load_level(level, c);
}

static void load_lists(struct odt *o, xmlDoc *doc)
{
    if (!doc || !xmlDocGetRootElement(doc))
        return;
    for (const xmlNode *part = xmlDocGetRootElement(doc)->children; part; part = part->next)
        for (const xmlNode *n = part->type == XML_ELEMENT_NODE ? part->children : NULL; n; n = n->next)
            if (xml_is(n, "list-style") || xml_is(n, "outline-style"))
                load_list(o, n);
}

static struct counter *find_list(struct odt *o, const char *name)
{
    for (size_t i = 0; name && i < o->lists; i++)
        if (o->list[i].name && strcmp(o->list[i].name, name) == 0)
            return &o->list[i].counter;
    return NULL;
}

/* ---- words ---- */

static void plain(const xmlNode *n, struct text *out)
{
    for (const xmlNode *c = n->children; c; c = c->next) {
        if (c->type == XML_TEXT_NODE && c->content)
            text_append_str(out, (const char *)c->content);
        else if (xml_is(c, "creator") || xml_is(c, "date") || xml_is(c, "date-string") || xml_is(c, "note-citation"))
            continue;
        else if (xml_is(c, "s") || xml_is(c, "tab") || xml_is(c, "line-break"))
            text_append_char(out, ' ');
        else
            plain(c, out);
        if (xml_is(c, "p"))
            text_append_char(out, ' ');
    }
}

static void add_note(struct odt *o, const xmlNode *n)
{
    struct text words = {0};
    if (xml_child(n, "note-body"))
        plain(xml_child(n, "note-body"), &words);
    lines_note(o->l, text_view_trim(text_view(&words)));
    text_free(&words);
}

static void add_annotation(struct odt *o, const xmlNode *n)
{
    struct text author = {0}, body = {0};
    const char *name = xml_attribute(n, "name");
    if (xml_child(n, "creator"))
        plain(xml_child(n, "creator"), &author);
    plain(n, &body);
    lines_comment(o->l, name ? name : "", &author, &body);
    if (!name) /* at a point: about the line */
        lines_comment_end(o->l, "");
}

static void add_words(struct odt *o, const xmlNode *n)
{
    for (const xmlNode *c = n->children; c; c = c->next) {
        if (c->type == XML_TEXT_NODE && c->content)
            lines_text(o->l, text_view_of((const char *)c->content));
        else if (xml_is(c, "s") || xml_is(c, "tab"))
            lines_text(o->l, TEXT_LIT(" "));
        else if (xml_is(c, "line-break"))
            lines_break(o->l);
        else if (xml_is(c, "note"))
            add_note(o, c);
        else if (xml_is(c, "annotation"))
            add_annotation(o, c);
        else if (xml_is(c, "annotation-end"))
            lines_comment_end(o->l, xml_attribute(c, "name"));
        else if (xml_is(c, "frame") || xml_is(c, "custom-shape"))
            o->l->o->pictures++;
        else if (c->type == XML_ELEMENT_NODE)
            add_words(o, c);
        if (o->l->in_row && (xml_is(c, "p") || xml_is(c, "h")))
            lines_text(o->l, TEXT_LIT(" "));
    }
}

/* ---- blocks ---- */

static void add_paragraph(struct odt *o, const xmlNode *n, struct text_view lead)
{
    lines_lead(o->l, lead);
    add_words(o, n);
    lines_end(o->l);
}

static void add_heading(struct odt *o, const xmlNode *n, struct text_view lead)
{
    struct text number = {0};
    int level = xml_number(xml_attribute(n, "outline-level"), 1);
    const char *no_number = xml_attribute(n, "is-list-header");
    o->l->heading = level > 0 ? (unsigned)level : 1;
    if (lead.len == 0 && !(no_number && strcmp(no_number, "true") == 0))
        counter_step(&o->outline, level - 1, &number);
    add_paragraph(o, n, number.len ? text_view(&number) : lead);
    o->l->heading = 0;
    text_free(&number);
}

static void add_table(struct odt *o, const xmlNode *n)
{
    for (const xmlNode *row = n->children; row; row = row->next) {
        if (xml_is(row, "table-header-rows") || xml_is(row, "table-rows") || xml_is(row, "table-row-group")) {
            add_table(o, row);
            continue;
        }
        if (!xml_is(row, "table-row"))
            continue;
        lines_row_begin(o->l);
        for (const xmlNode *cell = xml_child(row, "table-cell"); cell; cell = xml_next(cell, "table-cell")) {
            add_words(o, cell);
            lines_cell_end(o->l);
        }
        lines_row_end(o->l);
    }
}

static void add_blocks(struct odt *o, const xmlNode *n);

/* The first paragraph of an item has its number. */
static void add_list(struct odt *o, const xmlNode *list, struct counter *c, int level)
{
    for (const xmlNode *item = list->children; item; item = item->next) {
        bool first = xml_is(item, "list-item");
        if (!first && !xml_is(item, "list-header"))
            continue;
        for (const xmlNode *b = item->children; b; b = b->next) {
            struct text lead = {0};
            bool words = xml_is(b, "p") || xml_is(b, "h");
            if (words && first && c)
                counter_step(c, level, &lead);
            first = first && !words;
            if (xml_is(b, "list")) {
                struct counter *inner = find_list(o, xml_attribute(b, "style-name"));
                add_list(o, b, inner ? inner : c, level + 1);
            } else if (xml_is(b, "h")) {
                add_heading(o, b, text_view(&lead));
            } else if (xml_is(b, "p")) {
                add_paragraph(o, b, text_view(&lead));
            }
            text_free(&lead);
        }
    }
}

static void add_outer_list(struct odt *o, const xmlNode *n)
{
    const char *on = xml_attribute(n, "continue-numbering");
    struct counter *c = find_list(o, xml_attribute(n, "style-name"));
    bool goes_on = (on && strcmp(on, "true") == 0) || xml_attribute(n, "continue-list");
    if (c && !goes_on)
        memset(c->begun, 0, sizeof c->begun);
    add_list(o, n, c, 0);
}

static void add_blocks(struct odt *o, const xmlNode *n)
{
    for (const xmlNode *c = n->children; c; c = c->next) {
        if (xml_is(c, "p"))
            add_paragraph(o, c, TEXT_LIT(""));
        else if (xml_is(c, "h"))
            add_heading(o, c, TEXT_LIT(""));
        else if (xml_is(c, "list"))
            add_outer_list(o, c);
        else if (xml_is(c, "table"))
            add_table(o, c);
        else if (xml_is(c, "section"))
            add_blocks(o, c);
    }
}

static const xmlNode *text_of(xmlDoc *content)
{
    return content ? xml_child(xml_child(xmlDocGetRootElement(content), "body"), "text") : NULL;
}

bool odt_read(struct package *p, struct lines *l, struct error *e)
{
    struct odt o = {.l = l};
    bool ok = package_xml(p, "content.xml", &o.content, e) && package_xml(p, "styles.xml", &o.styles, e);
    const xmlNode *text = ok ? text_of(o.content) : NULL;
    if (text) {
        load_lists(&o, o.styles);
        load_lists(&o, o.content);
        add_blocks(&o, text);
    } else if (ok) {
        ok = error_set(e, SOAN_BAD_DATA, _("has no text in it; open it in the word processor and save it anew"));
    }
    for (size_t i = 0; i < o.lists; i++)
        counter_free(&o.list[i].counter);
    free(o.list);
    counter_free(&o.outline);
    xmlFreeDoc(o.content);
    xmlFreeDoc(o.styles);
    return ok;
}
