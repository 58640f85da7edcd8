/* Shared by the two halves of the editor: changing text and moving in it. */
#ifndef SOAN_TEXT_EDITOR_H
#define SOAN_TEXT_EDITOR_H

#include "soan/text.h"

/* Boundaries of the unit (atom or cluster) behind or before the cursor position pos. */
size_t editor_unit_next(const struct text_editor *ed, size_t pos);
size_t editor_unit_prev(const struct text_editor *ed, size_t pos);

/* pos, or the end of the cluster it fell into. */
size_t editor_boundary(const struct text_editor *ed, size_t pos);

#endif
