/* Paragraph styles and numbering of Office Open XML (ECMA-376 part 1, 17.3.1, 17.7, 17.9). */
#ifndef OFFICE_DOCX_NUMBERING_H
#define OFFICE_DOCX_NUMBERING_H

#include "office/counter.h"
#include "office/package.h"

struct docx_list {
    const char *id;           /* numId */
    struct counter *counter;
    struct counter own;       /* where the list does not go on counting another one's */
};

struct docx_styles {
    xmlDoc *styles, *numbering;
    struct docx_list *list;
    size_t lists, list_cap;
    struct docx_abstract { const char *id; struct counter counter; } *abstract;
    size_t abstracts, abstract_cap;
};

bool docx_styles_load(struct package *p, struct docx_styles *s, struct error *e) SOAN_MUST_USE;
void docx_styles_free(struct docx_styles *s);

struct docx_paragraph {
    unsigned heading;         /* depth, 0: none */
    bool contents;            /* a line of the table of contents */
    struct counter *counter;  /* NULL: not numbered */
    int level;
};
/* What properties (w:pPr, may be NULL) make of a paragraph. */
struct docx_paragraph docx_paragraph(struct docx_styles *s, const xmlNode *properties);

#endif
