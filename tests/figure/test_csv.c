/* Sheets: RFC 4180 with the marks that offices use, and the decimal mark of a column. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "soan/figure.h"

static bool read_all(struct text_view in, struct text *out, struct error *e)
{
    struct soan_csv c;
    struct soan_csv_row row = {0};
    bool more = true, ok = soan_csv_begin(&c, in, e);
    while (ok && (ok = soan_csv_next(&c, &row, &more, e)) && more) {
        text_printf(out, "%zu:", row.line);
        for (size_t i = 0; i < row.n; i++)
            text_printf(out, "[%s]", text_str(&row.cell[i]));
        text_append_char(out, '\n');
    }
    soan_csv_row_free(&row);
    return ok;
}

static void rows_are(const char *in, const char *expected)
{
    struct text out = {0};
    struct error e = {0};
    if (!read_all(text_view_of(in), &out, &e))
        fail_msg("%s: %s", in, text_str(&e.message));
    assert_string_equal(text_str(&out), expected);
    text_free(&out);
}

static void refused(struct text_view in, const char *words)
{
    struct text out = {0};
    struct error e = {0};
    assert_false(read_all(in, &out, &e));
    if (e.status != SOAN_BAD_DATA || !strstr(text_str(&e.message), words))
        fail_msg("%d %s", (int)e.status, text_str(&e.message));
    error_free(&e);
    text_free(&out);
}

static void test_rows(void **state)
{
    (void)state;
    rows_are("a;b\r\n1;2\r\n", "1:[a][b]\n2:[1][2]\n");
    rows_are("\xEF\xBB\xBF" "a,b\n1,2", "1:[a][b]\n2:[1][2]\n");
    rows_are("a\tb\n1\t2\n", "1:[a][b]\n2:[1][2]\n");
    rows_are("sep=,\r\na;x,b\r\n", "2:[a;x][b]\n");
    rows_are("a;\"b;\"\"c\"\"\"\n;\n", "1:[a][b;\"c\"]\n2:[][]\n");
    rows_are("a;\"hai\r\ndòng\"\n3;4\n", "1:[a][hai dòng]\n3:[3][4]\n");
    rows_are("a;\"\";b\n\n\nc", "1:[a][][b]\n4:[c]\n");
    rows_are("\"a,b,c,d\";e\n", "1:[a,b,c,d][e]\n");
    rows_are("", "");
    rows_are("\n\n", "");
    rows_are("a;b\rc;d\r", "1:[a][b]\n1:[c][d]\n");
}

static void test_refused(void **state)
{
    (void)state;
    refused(TEXT_LIT("a;b\n\"1;2\n3;4\n"), "line 2: a quotation mark is opened");
    refused(TEXT_LIT("a;\"b\"c\n"), "line 1: something stands behind");
    refused(TEXT_LIT("a;b\n1;2\"3\n"), "line 2: a quotation mark inside");
    refused(TEXT_LIT("a;\x1B[31m\n"), "line 1: holds a control character");
    refused(TEXT_LIT("a;\"\x1B\"\n"), "control");
    refused(TEXT_LIT("a;\0b\n"), "control");
    refused(TEXT_LIT("a;b\n\xFF\n"), "line 2: is not UTF-8");
}

static void test_cells(void **state)
{
    (void)state;
    struct text out = {0};
    static const char *const in[] = {"a", "a;b", "a,b", "\"x\"", "=1+1", "-5", "-5+1", "+84", "@x", "hai\ndòng", ""};
    for (size_t i = 0; i < SOAN_ARRAY_LEN(in); i++) {
        soan_csv_cell(text_view_of(in[i]), ';', &out);
        text_append_char(&out, '|');
    }
    assert_string_equal(text_str(&out), "a|\"a;b\"|a,b|\"\"\"x\"\"\"|\" =1+1\"|-5|\" -5+1\"|+84|\" @x\"|\"hai\ndòng\"||");
    text_free(&out);
}

/* Cells parted by blanks. '.', ',' or '!' (refused). */
static char mark_of(const char *cells, char separator)
{
    struct soan_marks m = {0};
    struct error e = {0};
    bool dot = false;
    size_t line = 1;
    for (const char *p = cells; *p; line++) {
        size_t n = strcspn(p, " ");
        soan_marks_look(&m, (struct text_view){p, n}, line);
        p += n + (p[n] == ' ');
    }
    bool ok = soan_marks_decide(&m, separator, &dot, &e);
    assert_int_equal(!ok, e.message.len > 0);
    error_free(&e);
    soan_marks_free(&m);
    return !ok ? '!' : dot ? '.' : ',';
}

static void test_marks(void **state)
{
    (void)state;
    assert_int_equal(mark_of("1.234,5 7", ';'), ',');
    assert_int_equal(mark_of("1,234.5 7", ';'), '.');
    assert_int_equal(mark_of("1.234 7,5", ','), ',');
    assert_int_equal(mark_of("1,234 7.5", ','), '.');
    assert_int_equal(mark_of("1.234.567", ','), ',');
    assert_int_equal(mark_of("1,234,567", ','), '.');
    assert_int_equal(mark_of("0.125", ';'), '.');
    assert_int_equal(mark_of("1234.567", ';'), '.');
    assert_int_equal(mark_of("5 12 300", ','), ',');
    assert_int_equal(mark_of("1.234", ';'), ','); /* Vietnamese: a thousand */
    assert_int_equal(mark_of("1,234", ';'), ',');
    assert_int_equal(mark_of("1.234", ','), '!');
    assert_int_equal(mark_of("1.234 1,234", ';'), '!');
    assert_int_equal(mark_of("1,5 1.5", ';'), '!');
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows), cmocka_unit_test(test_refused), cmocka_unit_test(test_cells), cmocka_unit_test(test_marks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
