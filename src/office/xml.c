#include "office/xml.h"

#include <stdlib.h>
#include <string.h>

bool xml_is(const xmlNode *n, const char *name)
{
    return n->type == XML_ELEMENT_NODE && strcmp((const char *)n->name, name) == 0;
}

static const xmlNode *from(const xmlNode *n, const char *name)
{
    while (n && !xml_is(n, name))
        n = n->next;
    return n;
}

const xmlNode *xml_child(const xmlNode *n, const char *name)
{
    return n ? from(n->children, name) : NULL;
}

const xmlNode *xml_next(const xmlNode *n, const char *name)
{
    return from(n->next, name);
}

const char *xml_attribute(const xmlNode *n, const char *name)
{
    if (!n || n->type != XML_ELEMENT_NODE)
        return NULL;
    for (const xmlAttr *a = n->properties; a; a = a->next)
        if (strcmp((const char *)a->name, name) == 0)
            return a->children && a->children->content ? (const char *)a->children->content : "";
    return NULL;
}

const char *xml_value(const xmlNode *n, const char *child, const char *attribute)
{
    return xml_attribute(xml_child(n, child), attribute);
}

int xml_number(const char *value, int absent)
{
    char *end;
    if (!value || !*value)
        return absent;
    long n = strtol(value, &end, 10);
    return *end || n < -1000000 || n > 1000000 ? absent : (int)n;
}
