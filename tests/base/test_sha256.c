/* The examples of FIPS 180-4 (NIST, "SHA256" examples and CAVP short messages), in one piece and in many. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "soan/base.h"

static const struct { const char *message, *hash; } example[] = {
    {"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
    {"abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
    {"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
     "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
};
static const char million_a[] = "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0";

static void test_examples(void **state)
{
    (void)state;
    for (size_t i = 0; i < SOAN_ARRAY_LEN(example); i++) {
        struct text hex = {0};
        sha256_hex(text_view_of(example[i].message), &hex);
        assert_string_equal(text_str(&hex), example[i].hash);
        text_free(&hex);
    }
}

static void test_pieces(void **state)
{
    (void)state;
    enum { MILLION = 1000000 };
    static const size_t piece[] = {1, 3, 63, 64, 65, 127, 1000, MILLION};
    char *a = malloc(MILLION);
    assert_non_null(a);
    memset(a, 'a', MILLION);
    for (size_t p = 0; p < SOAN_ARRAY_LEN(piece); p++) {
        struct sha256 s;
        struct text hex = {0};
        sha256_begin(&s);
        for (size_t at = 0, n; at < MILLION; at += n) {
            n = piece[p] < MILLION - at ? piece[p] : MILLION - at;
            sha256_add(&s, (struct text_view){a + at, n});
        }
        sha256_end_hex(&s, &hex);
        assert_string_equal(text_str(&hex), million_a);
        text_free(&hex);
    }
    free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_examples),
        cmocka_unit_test(test_pieces),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
