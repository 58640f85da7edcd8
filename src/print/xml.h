/* XML written: what is text stays text. */
#ifndef PRINT_XML_H
#define PRINT_XML_H

#include "soan/text.h"

/* Appends character data or the value of an attribute in double quotes. What XML 1.0 has no sign for becomes U+FFFD. */
void xml_text(struct text_view v, struct text *out);

#endif
