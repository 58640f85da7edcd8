#include "office/docx_numbering.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "office/xml.h"

enum { STYLE_CHAIN = 20 };    /* styles based on one another, at most */

static enum counter_form form_of(const char *name)
{
    static const struct { const char *name; enum counter_form form; } forms[] = {
        {"none", COUNT_DECIMAL}, /* only the words of the pattern */
        {"bullet", COUNT_BULLET},         {"upperRoman", COUNT_UPPER_ROMAN}, {"lowerRoman", COUNT_LOWER_ROMAN},
        {"upperLetter", COUNT_UPPER},     {"lowerLetter", COUNT_LOWER},
    };
    for (size_t i = 0; name && i < SOAN_ARRAY_LEN(forms); i++)
        if (strcmp(name, forms[i].name) == 0)
            return forms[i].form;
    return COUNT_DECIMAL;
}

static void load_level(const xmlNode *lvl, struct counter *c)
{
    int i = xml_number(xml_attribute(lvl, "ilvl"), -1);
    if (i < 0 || i >= COUNTER_LEVELS)
        return;
    struct counter_level *l = &c->level[i];
    text_free(&l->pattern);
    const char *pattern = xml_value(lvl, "lvlText", "val");
    *l = (struct counter_level){.form = form_of(xml_value(lvl, "numFmt", "val")),
                                .start = xml_number(xml_value(lvl, "start", "val"), 1),
                                .pattern = text_copy(text_view_of(pattern))};
}

static void load_abstracts(struct docx_styles *s, const xmlNode *root)
{
    for (const xmlNode *n = xml_child(root, "abstractNum"); n; n = xml_next(n, "abstractNum")) {
        const char *id = xml_attribute(n, "abstractNumId");
        if (!id)
            continue;
        mem_grow((void **)&s->abstract, &s->abstract_cap, s->abstracts + 1, sizeof *s->abstract);
        struct docx_abstract *a = &s->abstract[s->abstracts++];
        *a = (struct docx_abstract){.id = id};
        for (const xmlNode *lvl = xml_child(n, "lvl"); lvl; lvl = xml_next(lvl, "lvl"))
            load_level(lvl, &a->counter);
    }
}

static struct docx_abstract *find_abstract(struct docx_styles *s, const char *id)
{
    for (size_t i = 0; id && i < s->abstracts; i++)
        if (strcmp(s->abstract[i].id, id) == 0)
            return &s->abstract[i];
    return NULL;
}

static void copy_levels(struct counter *to, const struct counter *from)
{
    for (int i = 0; i < COUNTER_LEVELS; i++) {
        to->level[i] = from->level[i];
        to->level[i].pattern = text_copy(text_view(&from->level[i].pattern));
    }
}

/* Lists of one abstract go on counting each other's numbers, but for one that says where it starts. */
static void load_lists(struct docx_styles *s, const xmlNode *root)
{
    for (const xmlNode *n = xml_child(root, "num"); n; n = xml_next(n, "num")) {
        struct docx_abstract *a = find_abstract(s, xml_value(n, "abstractNumId", "val"));
        const char *id = xml_attribute(n, "numId");
        if (!a || !id)
            continue;
        mem_grow((void **)&s->list, &s->list_cap, s->lists + 1, sizeof *s->list);
        struct docx_list *l = &s->list[s->lists++];
        *l = (struct docx_list){.id = id};
        const xmlNode *over = xml_child(n, "lvlOverride");
        if (over)
            copy_levels(&l->own, &a->counter);
        for (; over; over = xml_next(over, "lvlOverride")) {
            int i = xml_number(xml_attribute(over, "ilvl"), -1);
            if (i < 0 || i >= COUNTER_LEVELS)
                continue;
            if (xml_child(over, "lvl"))
                load_level(xml_child(over, "lvl"), &l->own);
            l->own.level[i].start = xml_number(xml_value(over, "startOverride", "val"), l->own.level[i].start);
        }
    }
}

/* Once no table grows any more. */
static void link_counters(struct docx_styles *s, const xmlNode *root)
{
    size_t i = 0;
    for (const xmlNode *n = xml_child(root, "num"); n; n = xml_next(n, "num")) {
        struct docx_abstract *a = find_abstract(s, xml_value(n, "abstractNumId", "val"));
        if (!a || !xml_attribute(n, "numId"))
            continue;
        struct docx_list *l = &s->list[i++];
        l->counter = xml_child(n, "lvlOverride") ? &l->own : &a->counter;
    }
}

bool docx_styles_load(struct package *p, struct docx_styles *s, struct error *e)
{
    if (!package_xml(p, "word/styles.xml", &s->styles, e) || !package_xml(p, "word/numbering.xml", &s->numbering, e))
        return false;
    if (s->numbering) {
        const xmlNode *root = xmlDocGetRootElement(s->numbering);
        load_abstracts(s, root);
        load_lists(s, root);
        link_counters(s, root);
    }
    return true;
}

void docx_styles_free(struct docx_styles *s)
{
    for (size_t i = 0; i < s->abstracts; i++)
        counter_free(&s->abstract[i].counter);
    for (size_t i = 0; i < s->lists; i++)
        counter_free(&s->list[i].own);
    free(s->abstract);
    free(s->list);
    xmlFreeDoc(s->styles);
    xmlFreeDoc(s->numbering);
}

static const xmlNode *find_style(const struct docx_styles *s, const char *id)
{
    if (!s->styles || !id)
        return NULL;
    for (const xmlNode *n = xml_child(xmlDocGetRootElement(s->styles), "style"); n; n = xml_next(n, "style")) {
        const char *is = xml_attribute(n, "styleId");
        if (is && strcmp(is, id) == 0)
            return n;
    }
    return NULL;
}

static struct counter *find_counter(struct docx_styles *s, const char *id)
{
    for (size_t i = 0; i < s->lists; i++)
        if (strcmp(s->list[i].id, id) == 0)
            return s->list[i].counter;
    return NULL;
}

/* What is said nearest the paragraph holds; -1 and NULL: nothing yet. */
struct found { const char *list; int level, outline; };

static void look(const xmlNode *properties, struct found *f)
{
    const xmlNode *list = xml_child(properties, "numPr");
    if (list && f->level < 0)
        f->level = xml_number(xml_value(list, "ilvl", "val"), -1);
    if (list && !f->list)
        f->list = xml_value(list, "numId", "val");
    if (f->outline < 0)
        f->outline = xml_number(xml_value(properties, "outlineLvl", "val"), -1);
}

struct docx_paragraph docx_paragraph(struct docx_styles *s, const xmlNode *properties)
{
    struct docx_paragraph p = {0};
    struct found f = {.level = -1, .outline = -1};
    look(properties, &f);
    const xmlNode *style = find_style(s, xml_value(properties, "pStyle", "val"));
    for (int i = 0; style && i < STYLE_CHAIN; i++) {
        const char *name = xml_value(style, "name", "val");
        if (name && strncasecmp(name, "toc ", 4) == 0)
            p.contents = true;
        look(xml_child(style, "pPr"), &f);
        if (name && strncasecmp(name, "heading ", 8) == 0 && f.outline < 0)
            f.outline = xml_number(name + 8, 0) - 1;
        style = find_style(s, xml_value(style, "basedOn", "val"));
    }
    if (f.outline >= 0 && f.outline < 9) /* 9: body text */
        p.heading = (unsigned)f.outline + 1;
    if (f.list)
        p.counter = find_counter(s, f.list);
    p.level = f.level < 0 ? 0 : f.level;
    return p;
}
