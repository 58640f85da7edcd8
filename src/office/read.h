/* The two families of word processors. */
#ifndef OFFICE_READ_H
#define OFFICE_READ_H

#include "office/lines.h"
#include "office/package.h"

bool docx_read(struct package *p, struct lines *l, struct error *e) SOAN_MUST_USE;
bool odt_read(struct package *p, struct lines *l, struct error *e) SOAN_MUST_USE;

#endif
