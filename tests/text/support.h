/* What the tests of this floor share: random text, the seed, small comparisons. */
#ifndef SOAN_TEST_TEXT_SUPPORT_H
#define SOAN_TEST_TEXT_SUPPORT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "soan/text.h"

#define T(s) text_view_of(s)

static uint64_t random_state = 88172645463325252ull;

static inline size_t random_below(size_t n)
{
    random_state ^= random_state << 13;
    random_state ^= random_state >> 7;
    random_state ^= random_state << 17;
    return (size_t)(random_state % n);
}

static inline void assert_text(const struct text *got, const char *want)
{
    assert_string_equal(text_str(got), want);
    assert_int_equal(got->len, strlen(want));
}

/* The report of the trials, where it is at hand; else the test is skipped. */
static inline void seed(struct text *out)
{
    struct text path = {0};
    const char *shared = getenv("SOAN_SHARED");
    text_printf(&path, "%s/seed/bao-cao-chinh-tri.txt", shared ? shared : "../shared");
    bool found = file_read(text_str(&path), out, NULL);
    text_free(&path);
    if (!found) {
        print_message("skipped: no seed report in SOAN_SHARED or ../shared\n");
        skip();
    }
}

#endif
