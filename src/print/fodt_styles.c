/* What stands before the text of a flat OpenDocument: the page style as styles, header and lists. */
#include "print/fodt.h"
#include "print/xml.h"

static const uint32_t bullets[] = {0x2022, '-', '+', '*', 0xB7, 0x2013, 0x2014, 0x25AA, 0x25CF, 0x25CB, 0x25E6};

unsigned fodt_bullet(uint32_t sign)
{
    for (unsigned i = 0; i < SOAN_ARRAY_LEN(bullets); i++)
        if (bullets[i] == sign)
            return i;
    return 0; /* Word's own, whose sign only its symbol font has */
}

/* Columns of the page as millimetres; no decimal comma, whatever the language. */
static void put_columns(struct fodt *f, int columns)
{
    int tenths = columns * 254 / f->p->style.cpi;
    text_printf(&f->out, "%s%d.%dmm", tenths < 0 ? "-" : "", (tenths < 0 ? -tenths : tenths) / 10,
                (tenths < 0 ? -tenths : tenths) % 10);
}

static void put_str(struct fodt *f, const char *s)
{
    text_append_str(&f->out, s);
}

/* ---- paragraphs ---- */

static void put_style(struct fodt *f, const char *name, const char *parent, const char *paragraph, const char *letters)
{
    text_printf(&f->out, "<style:style style:name=\"%s\" style:family=\"paragraph\"%s%s%s>", name,
                *parent ? " style:parent-style-name=\"" : "", parent, *parent ? "\"" : "");
    if (*paragraph)
        text_printf(&f->out, "<style:paragraph-properties %s/>", paragraph);
    if (*letters)
        text_printf(&f->out, "<style:text-properties %s/>", letters);
    put_str(f, "</style:style>\n");
}

static void put_headings(struct fodt *f)
{
    put_style(f, "Heading", "Standard", "fo:margin-top=\"2.1mm\" fo:margin-bottom=\"1mm\" fo:keep-with-next=\"always\"",
              "fo:font-weight=\"bold\"");
    for (int i = 1; i <= ODF_LEVELS; i++)
        text_printf(&f->out, "<style:style style:name=\"Heading_20_%d\" style:display-name=\"Heading %d\""
                    " style:family=\"paragraph\" style:parent-style-name=\"Heading\" style:default-outline-level=\"%d\">"
                    "<style:paragraph-properties fo:text-align=\"%s\"/></style:style>\n", i, i, i,
                    f->p->style.justified ? "justify" : "start");
}

static void put_body(struct fodt *f)
{
    put_str(f, "<style:style style:name=\"Text_20_body\" style:display-name=\"Text body\" style:family=\"paragraph\""
               " style:parent-style-name=\"Standard\"><style:paragraph-properties fo:text-indent=\"");
    put_columns(f, f->p->style.indent);
    text_printf(&f->out, "\" fo:text-align=\"%s\" fo:margin-bottom=\"%s\"/></style:style>\n",
                f->p->style.justified ? "justify" : "start", f->p->style.paragraph_gap ? "2.1mm" : "0.7mm");
    text_printf(&f->out, "<style:style style:name=\"Item\" style:family=\"paragraph\" style:parent-style-name=\"Standard\">"
                "<style:paragraph-properties fo:text-align=\"%s\" fo:margin-bottom=\"0.7mm\"/></style:style>\n",
                f->p->style.justified ? "justify" : "start");
}

static void put_named_styles(struct fodt *f)
{
    put_str(f, "<office:styles>\n<style:default-style style:family=\"paragraph\"><style:paragraph-properties fo:orphans=\"2\""
               " fo:widows=\"2\" style:writing-mode=\"page\"/><style:text-properties style:font-name=\"Text\""
               " fo:font-size=\"14pt\" fo:language=\"vi\" fo:country=\"VN\"/></style:default-style>\n");
    put_style(f, "Standard", "", "", "");
    put_headings(f);
    put_body(f);
    put_style(f, "Title", "Standard", "fo:text-align=\"center\" fo:margin-top=\"4.2mm\" fo:keep-with-next=\"always\"",
              "fo:font-weight=\"bold\" fo:font-size=\"15pt\"");
    put_style(f, "Subtitle", "Standard", "fo:text-align=\"center\" fo:margin-bottom=\"2.1mm\"", "fo:font-weight=\"bold\"");
    put_style(f, "Header", "Standard", "fo:text-align=\"center\"", "fo:font-size=\"13pt\"");
    put_style(f, "Footnote", "Standard", "fo:margin-left=\"5mm\" fo:text-indent=\"-5mm\"", "fo:font-size=\"11pt\"");
    put_style(f, "Cell", "Standard", "", "fo:font-size=\"12pt\"");
    put_str(f, "<text:notes-configuration text:note-class=\"footnote\" style:num-format=\"1\" text:start-value=\"0\""
               " text:footnotes-position=\"page\" text:start-numbering-at=\"document\"/>\n</office:styles>\n");
}

/* ---- what only this document has ---- */

static void put_list(struct fodt *f, unsigned nth)
{
    enum { HANG = 3 };
    text_printf(&f->out, "<text:list-style style:name=\"Item%u\">", nth);
    for (int level = 1; level <= BULLETS; level++) {
        int left = HANG + (level - 1) * f->p->style.item_step;
        text_printf(&f->out, "<text:list-level-style-bullet text:level=\"%d\" text:bullet-char=\"", level);
        text_append_codepoint(&f->out, bullets[nth]);
        put_str(f, "\"><style:list-level-properties text:list-level-position-and-space-mode=\"label-alignment\">"
                   "<style:list-level-label-alignment text:label-followed-by=\"listtab\" fo:text-indent=\"");
        put_columns(f, -HANG);
        put_str(f, "\" fo:margin-left=\"");
        put_columns(f, left);
        put_str(f, "\" text:list-tab-stop-position=\"");
        put_columns(f, left);
        put_str(f, "\"/></style:list-level-properties></text:list-level-style-bullet>");
    }
    put_str(f, "</text:list-style>\n");
}

static void put_table_styles(struct fodt *f)
{
    const struct page_style *s = &f->p->style;
    enum { SHARE = 100 }; /* of small numbers LibreOffice takes all for the same */
    int width = s->paper_width - s->margin_left - s->margin_right;
    text_printf(&f->out, "<style:style style:name=\"Table\" style:family=\"table\"><style:table-properties"
                " style:width=\"%dmm\" table:align=\"margins\" fo:margin-top=\"2.1mm\"/></style:style>\n", width);
    put_str(f, "<style:style style:name=\"Row\" style:family=\"table-row\"><style:table-row-properties"
               " fo:keep-together=\"always\"/></style:style>\n"
               "<style:style style:name=\"Box\" style:family=\"table-cell\"><style:table-cell-properties"
               " fo:border=\"0.5pt solid #000000\" fo:padding=\"1mm\"/></style:style>\n"
               "<style:style style:name=\"Bare\" style:family=\"table-cell\"><style:table-cell-properties"
               " fo:border=\"none\" fo:padding=\"0mm\"/></style:style>\n");
    for (int i = 1; i <= s->columns; i++)
        text_printf(&f->out, "<style:style style:name=\"Column%d\" style:family=\"table-column\"><style:table-column-properties"
                    " style:column-width=\"%d.%dmm\" style:rel-column-width=\"%d*\"/></style:style>\n", i,
                    width * 10 * i / s->columns / 10, width * 10 * i / s->columns % 10, i * SHARE);
}

static void put_page(struct fodt *f)
{
    const struct page_style *s = &f->p->style;
    text_printf(&f->out, "<style:page-layout style:name=\"Page\"><style:page-layout-properties fo:page-width=\"%dmm\""
                " fo:page-height=\"%dmm\" fo:margin-left=\"%dmm\" fo:margin-right=\"%dmm\" fo:margin-top=\"%dmm\""
                " fo:margin-bottom=\"%dmm\" style:print-orientation=\"%s\"><style:footnote-sep style:width=\"0.2mm\""
                " style:rel-width=\"30%%\" style:distance-before-sep=\"1mm\" style:distance-after-sep=\"1mm\""
                " style:line-style=\"solid\" style:color=\"#000000\"/></style:page-layout-properties>"
                "<style:header-style><style:header-footer-properties fo:min-height=\"5mm\" fo:margin-bottom=\"3mm\"/>"
                "</style:header-style></style:page-layout>\n",
                s->paper_width, s->paper_height, s->margin_left, s->margin_right, s->margin_top, s->margin_bottom,
                s->paper_width > s->paper_height ? "landscape" : "portrait");
}

static void put_own_styles(struct fodt *f)
{
    put_str(f, "<office:automatic-styles>\n");
    for (int i = 1; i <= ODF_LEVELS; i++) {
        text_printf(&f->out, "<style:style style:name=\"Centred%d\" style:family=\"paragraph\""
                    " style:parent-style-name=\"Heading_20_%d\"><style:paragraph-properties fo:text-align=\"center\"/>"
                    "</style:style>\n", i, i);
    }
    put_style(f, "Annex", "Heading_20_1", "fo:text-align=\"center\" fo:break-before=\"page\"", "");
    put_style(f, "NewTitle", "Title", "fo:break-before=\"page\"", "");
    put_style(f, "Apart", "Text_20_body", "fo:margin-top=\"4.2mm\"", "");
    put_style(f, "Edge", "Standard", "", "fo:font-size=\"13pt\"");
    put_style(f, "Middle", "Edge", "fo:text-align=\"center\"", "");
    put_style(f, "Ruled", "Middle", "", "style:text-underline-style=\"solid\""
              " style:text-underline-width=\"auto\" style:text-underline-color=\"font-color\"");
    put_style(f, "Number", "Cell", "fo:text-align=\"end\"", "");
    put_style(f, "Column", "Cell", "fo:text-align=\"center\"", "fo:font-weight=\"bold\"");
    for (unsigned i = 0; i < SOAN_ARRAY_LEN(bullets); i++)
        put_list(f, i);
    put_table_styles(f);
    put_page(f);
    put_str(f, "</office:automatic-styles>\n");
}

/* ---- the head of the pages ---- */

static void put_number(struct fodt *f)
{
    struct text_view form = f->p->style.number;
    size_t at = text_view_find(form, TEXT_LIT("N"), 0);
    if (!form.len)
        return;
    put_str(f, "<text:p text:style-name=\"Header\">");
    xml_text(text_view_part(form, 0, at), &f->out);
    put_str(f, "<text:page-number text:select-page=\"current\"/>");
    if (at != SIZE_MAX)
        xml_text(text_view_part(form, at + 1, form.len), &f->out);
    put_str(f, "</text:p>");
}

static void put_running(struct fodt *f)
{
    struct text title = {0}, draft = {0};
    if (head_running(f->p, &title, &draft)) {
        put_str(f, "<text:p text:style-name=\"Header\">");
        xml_text(text_view(&title), &f->out);
        put_str(f, title.len && draft.len ? " · " : "");
        xml_text(text_view(&draft), &f->out);
        put_str(f, "</text:p>");
    }
    text_free(&title);
    text_free(&draft);
}

static void put_master(struct fodt *f)
{
    put_str(f, "<office:master-styles><style:master-page style:name=\"Standard\" style:page-layout-name=\"Page\">"
               "<style:header>");
    put_number(f);
    put_running(f);
    put_str(f, "</style:header><style:header-first>");
    if (f->p->style.number_from <= 1)
        put_number(f);
    if (f->p->options->draft)
        put_running(f);
    /* Without a paragraph it would count as absent, and so would the header of the other pages. */
    if (f->p->style.number_from > 1 && !f->p->options->draft)
        put_str(f, "<text:p text:style-name=\"Header\"/>");
    put_str(f, "</style:header-first></style:master-page></office:master-styles>\n");
}

void fodt_prologue(struct fodt *f)
{
    struct text title = {0};
    put_str(f,
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<office:document xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\""
        " xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\""
        " xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\""
        " xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\""
        " xmlns:fo=\"urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0\""
        " xmlns:svg=\"urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0\""
        " xmlns:meta=\"urn:oasis:names:tc:opendocument:xmlns:meta:1.0\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
        " office:version=\"1.3\" office:mimetype=\"application/vnd.oasis.opendocument.text\">\n"
        "<office:meta><meta:generator>soan</meta:generator><dc:title>");
    form_property(f->p, TEXT_LIT("title"), &title);
    xml_text(text_view(&title), &f->out);
    put_str(f, "</dc:title><dc:language>vi-VN</dc:language></office:meta>\n"
               "<office:font-face-decls><style:font-face style:name=\"Text\" svg:font-family=\"'Times New Roman'\""
               " style:font-family-generic=\"roman\" style:font-pitch=\"variable\"/></office:font-face-decls>\n");
    put_named_styles(f);
    put_own_styles(f);
    put_master(f);
    put_str(f, "<office:body><office:text>\n");
    text_free(&title);
}
