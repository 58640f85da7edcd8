#ifndef CLI_READING_H
#define CLI_READING_H

#include "cli/cli.h"
#include "soan/office.h"

/* Fills in what `--encoding NAME` asks for, NULL: find out. SOAN_USAGE with the names if there is no such encoding. */
bool reading_from_name(const char *name, struct soan_reading *out, struct error *e) SOAN_MUST_USE;
/* Reads a file, or "-", as UTF-8 text. If its encoding cannot be told, a person at a terminal is asked. A text of a word
 * processor goes into *office, its plain text moved to *out. */
bool reading_load(const char *path, struct soan_reading *r, struct soan_office *office, struct text *out, struct error *e)
    SOAN_MUST_USE;
/* Says on standard output what was turned into what; nothing for UTF-8. */
void reading_print(const struct soan_reading *r);

#endif
