/* The template from above that the project is tried on; it is no part of the tree. */
#ifndef SOAN_TEST_OUTLINE_SEED_H
#define SOAN_TEST_OUTLINE_SEED_H

#include <stdlib.h>

#include "unit.h"

/* Reads it, or skips the test. */
static inline struct text seed(void)
{
    struct text path = {0}, bytes = {0};
    const char *dir = getenv("SOAN_SHARED");
    text_printf(&path, "%s/seed/bao-cao-chinh-tri.txt", dir ? dir : SOURCE_ROOT "/../shared");
    bool found = file_read(text_str(&path), &bytes, NULL);
    if (!found)
        print_message("# no %s\n", text_str(&path));
    text_free(&path);
    if (!found)
        skip();
    return bytes;
}

#endif
