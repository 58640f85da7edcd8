/* Elements and attributes by their local names: prefixes differ from one word processor to the next. */
#ifndef OFFICE_XML_H
#define OFFICE_XML_H

#include <libxml/tree.h>

#include "soan/base.h"

bool xml_is(const xmlNode *n, const char *name);
/* The first child element of that name, NULL if there is none (or n is NULL). */
const xmlNode *xml_child(const xmlNode *n, const char *name);
/* The next sibling element of that name. */
const xmlNode *xml_next(const xmlNode *n, const char *name);
/* The value of an attribute; NULL if absent. Borrowed. */
const char *xml_attribute(const xmlNode *n, const char *name);
/* The same of a child element: <numId val="3"/>. */
const char *xml_value(const xmlNode *n, const char *child, const char *attribute);
/* A small number; `absent` if it is none. */
int xml_number(const char *value, int absent);

#endif
