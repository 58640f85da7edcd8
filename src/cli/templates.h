#ifndef CLI_TEMPLATES_H
#define CLI_TEMPLATES_H

#include "soan/base.h"

/* Contents of the shipped template `name`, without directory and ending; borrowed. */
bool template_find(const char *name, struct text_view *out);

#endif
