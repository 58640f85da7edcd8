#ifndef CLI_OFFICE_H
#define CLI_OFFICE_H

#include "cli/cli.h"
#include "soan/office.h"

/* Puts the comments of a text from a word processor on the sections of the report that was made of it, in the names of
 * their authors. `o` still holds what the report was made of. */
bool office_comments(const char *path, const char *member, const struct soan_office *office, const struct soan_outline *o,
                     struct error *e) SOAN_MUST_USE;
/* Says on standard output what came along and what did not. */
void office_print(const struct soan_office *office);

#endif
