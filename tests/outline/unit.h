/* What every test of this floor includes. */
#ifndef SOAN_TEST_OUTLINE_UNIT_H
#define SOAN_TEST_OUTLINE_UNIT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "soan/outline.h"

#define assert_text(t, expected) assert_string_equal(text_str(&(t)), expected)
#define assert_view(v, expected) assert_text_view(v, expected, __FILE__, __LINE__)

static inline void assert_text_view(struct text_view v, const char *expected, const char *file, int line)
{
    struct text t = text_copy(v);
    _assert_string_equal(text_str(&t), expected, file, line);
    text_free(&t);
}

#endif
