#ifndef FIGURE_PRIVATE_H
#define FIGURE_PRIVATE_H

#include "soan/figure.h"

/* Appends a value for use inside a message: clean, one line, at most 40 characters. */
void figure_quote(struct text_view value, struct text *out);

/* Without blanks at both ends, no-break and thin spaces included. */
struct text_view figure_trim(struct text_view v);

/* Width in bytes of the space that starts v: ASCII blank, U+00A0, U+2007, U+2009, U+202F, U+3000; 0 if none does. */
size_t figure_space(struct text_view v);

/* True if `typed` names the unit: in any of its spellings, or by its first words (`lượt` for `lượt cán bộ`, `%` for
 * `%/năm`) unless those are a unit that must stand alone (`đồng` is not `đồng chí`). */
bool figure_unit_named(struct text_view typed, struct text_view unit);

/* Checks and appends a person's ordinal or calendar date (already trimmed and clean). */
bool figure_ordinal(struct text_view v, struct text *out, struct error *e) SOAN_MUST_USE;
bool figure_date(struct text_view v, struct text *out, struct error *e) SOAN_MUST_USE;

#endif
