/* The body of an Office Open XML text (ECMA-376 part 1, 17). */
#include <string.h>

#include "office/docx_numbering.h"
#include "office/read.h"
#include "office/xml.h"

struct docx {
    struct lines *l;
    struct docx_styles styles;
    xmlDoc *document, *footnotes, *endnotes, *comments;
};

static const xmlNode *by_id(xmlDoc *doc, const char *element, const char *id)
{
    if (!doc || !id)
        return NULL;
    for (const xmlNode *n = xml_child(xmlDocGetRootElement(doc), element); n; n = xml_next(n, element)) {
        const char *is = xml_attribute(n, "id");
        if (is && strcmp(is, id) == 0)
            return n;
    }
    return NULL;
}

static bool is_one_of(const xmlNode *n, const char *const *names, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (xml_is(n, names[i]))
            return true;
    return false;
}

/* Where words may stand within. What was deleted, and what only tells how it looks, is none of them. */
static bool is_holder(const xmlNode *n)
{
    static const char *const holders[] = {"r", "hyperlink", "ins", "moveTo", "smartTag", "sdt", "sdtContent", "fldSimple",
                                          "customXml", "dir", "bdo", "p", "tc", "tbl", "tr"};
    return is_one_of(n, holders, SOAN_ARRAY_LEN(holders));
}

/* The words below a node on one line: of a note, a comment. */
static void plain(const xmlNode *n, struct text *out)
{
    for (const xmlNode *c = n->children; c; c = c->next) {
        if (xml_is(c, "t") && c->children && c->children->content)
            text_append_str(out, (const char *)c->children->content);
        else if (xml_is(c, "tab") || xml_is(c, "br"))
            text_append_char(out, ' ');
        else if (is_holder(c))
            plain(c, out);
        if (xml_is(c, "p"))
            text_append_char(out, ' ');
    }
}

static void add_note(struct docx *d, const xmlNode *note)
{
    struct text words = {0};
    if (!note)
        return;
    plain(note, &words);
    lines_note(d->l, text_view_trim(text_view(&words)));
    text_free(&words);
}

static void add_comment(struct docx *d, const char *id)
{
    const xmlNode *comment = by_id(d->comments, "comment", id);
    struct text author = {0}, body = {0};
    if (!comment)
        return;
    text_append_str(&author, xml_attribute(comment, "author") ? xml_attribute(comment, "author") : "");
    plain(comment, &body);
    lines_comment(d->l, id, &author, &body);
}

static void add_leaf(struct docx *d, const xmlNode *n)
{
    static const char *const pictures[] = {"drawing", "pict", "object", "AlternateContent"};
    const char *id = xml_attribute(n, "id");
    if (xml_is(n, "t") && n->children && n->children->content)
        lines_text(d->l, text_view_of((const char *)n->children->content));
    else if (xml_is(n, "tab") || xml_is(n, "ptab"))
        lines_text(d->l, TEXT_LIT(" "));
    else if (xml_is(n, "noBreakHyphen"))
        lines_text(d->l, TEXT_LIT("-"));
    else if ((xml_is(n, "br") && !xml_attribute(n, "type")) || xml_is(n, "cr"))
        lines_break(d->l);
    else if (xml_is(n, "footnoteReference"))
        add_note(d, by_id(d->footnotes, "footnote", id));
    else if (xml_is(n, "endnoteReference"))
        add_note(d, by_id(d->endnotes, "endnote", id));
    else if (xml_is(n, "commentRangeStart"))
        add_comment(d, id);
    else if (xml_is(n, "commentRangeEnd"))
        lines_comment_end(d->l, id);
    else if (is_one_of(n, pictures, SOAN_ARRAY_LEN(pictures)))
        d->l->o->pictures++;
}

static void add_words(struct docx *d, const xmlNode *n)
{
    for (const xmlNode *c = n->children; c; c = c->next) {
        if (is_holder(c))
            add_words(d, c);
        else
            add_leaf(d, c);
        if (xml_is(c, "p"))
            lines_text(d->l, TEXT_LIT(" ")); /* within a cell */
    }
}

static void add_paragraph(struct docx *d, const xmlNode *n)
{
    struct docx_paragraph p = docx_paragraph(&d->styles, xml_child(n, "pPr"));
    struct text number = {0};
    if (p.contents)
        return;
    d->l->heading = p.heading;
    if (p.counter)
        counter_step(p.counter, p.level, &number);
    lines_lead(d->l, text_view(&number));
    add_words(d, n);
    lines_end(d->l);
    text_free(&number);
}

static void add_table(struct docx *d, const xmlNode *table)
{
    for (const xmlNode *row = xml_child(table, "tr"); row; row = xml_next(row, "tr")) {
        lines_row_begin(d->l);
        for (const xmlNode *cell = row->children; cell; cell = cell->next) {
            if (!xml_is(cell, "tc") && !xml_is(cell, "sdt"))
                continue;
            add_words(d, cell);
            lines_cell_end(d->l);
        }
        lines_row_end(d->l);
    }
}

static void add_blocks(struct docx *d, const xmlNode *n)
{
    static const char *const holders[] = {"sdt", "sdtContent", "customXml", "ins", "moveTo"};
    for (const xmlNode *c = n->children; c; c = c->next) {
        if (xml_is(c, "p"))
            add_paragraph(d, c);
        else if (xml_is(c, "tbl"))
            add_table(d, c);
        else if (is_one_of(c, holders, SOAN_ARRAY_LEN(holders)))
            add_blocks(d, c);
        else
            add_leaf(d, c); /* ends and beginnings of comments stand between paragraphs, too */
    }
}

bool docx_read(struct package *p, struct lines *l, struct error *e)
{
    struct docx d = {.l = l};
    bool ok = package_xml(p, "word/document.xml", &d.document, e) && package_xml(p, "word/footnotes.xml", &d.footnotes, e) &&
              package_xml(p, "word/endnotes.xml", &d.endnotes, e) && package_xml(p, "word/comments.xml", &d.comments, e) &&
              docx_styles_load(p, &d.styles, e);
    const xmlNode *body = ok ? xml_child(xmlDocGetRootElement(d.document), "body") : NULL;
    if (body)
        add_blocks(&d, body);
    else if (ok)
        ok = error_set(e, SOAN_BAD_DATA, _("has no text in it; open it in the word processor and save it anew"));
    docx_styles_free(&d.styles);
    xmlFreeDoc(d.document);
    xmlFreeDoc(d.footnotes);
    xmlFreeDoc(d.endnotes);
    xmlFreeDoc(d.comments);
    return ok;
}
