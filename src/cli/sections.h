#ifndef CLI_SECTIONS_H
#define CLI_SECTIONS_H

#include "cli/cli.h"

/* Places for soan_section_add() and soan_section_move(): as the last child of a section (0: at the top), right
 * behind a section, right before it. */
bool section_place_under(struct soan_report *r, int64_t parent, struct soan_place *out, struct error *e) SOAN_MUST_USE;
bool section_place_after(struct soan_report *r, int64_t id, struct soan_place *out, struct error *e) SOAN_MUST_USE;
bool section_place_before(struct soan_report *r, int64_t id, struct soan_place *out, struct error *e) SOAN_MUST_USE;
/* "#12 P1/I title" to standard output. */
bool section_print_line(struct soan_report *r, int64_t id, struct error *e) SOAN_MUST_USE;

#endif
