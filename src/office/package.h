/* A file of a word processor: XML parts in a ZIP archive. The one place that knows the archive. */
#ifndef OFFICE_PACKAGE_H
#define OFFICE_PACKAGE_H

#include <libxml/tree.h>

#include "soan/office.h"

struct package;
/* `bytes` must outlive it. */
struct package *package_open(struct text_view bytes, struct error *e) SOAN_MUST_USE;
void package_close(struct package **p);
bool package_has(struct package *p, const char *part);
/* A part as a tree, for xmlFreeDoc(). NULL without an error if there is no such part; nothing outside the archive is read. */
bool package_xml(struct package *p, const char *part, xmlDoc **out, struct error *e) SOAN_MUST_USE;

#endif
