#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "soan/review.h"

/* The marks cover nothing but changes, and no line's end. */
static void check(const struct soan_marked *m)
{
    size_t at = 0;
    for (size_t i = 0; i < m->n; i++) {
        assert_true(m->mark[i].from >= at && m->mark[i].to > m->mark[i].from && m->mark[i].to <= m->text.len);
        assert_true(m->mark[i].kind != TEXT_SAME);
        assert_true(text_view_find(text_view_part(text_view(&m->text), m->mark[i].from, m->mark[i].to), TEXT_LIT("\n"), 0) ==
                    SIZE_MAX);
        at = m->mark[i].to;
    }
}

static void marks(const char *old, const char *now, bool whole, const char *want)
{
    struct soan_marked m = {0};
    soan_mark_changes(text_view_of(old), text_view_of(now), (struct soan_marking){.signs = true, .whole = whole}, &m);
    check(&m);
    assert_string_equal(text_str(&m.text), want);
    soan_marked_free(&m);
}

static void lines(void **state)
{
    (void)state;
    marks("", "", false, "");
    marks("Như cũ.", "Như cũ.", false, "");
    marks("Như cũ.", "Như cũ.", true, "Như cũ.\n");
    marks("Thu 390 tỷ đồng.", "Thu 412 tỷ đồng.", false, "Thu [-390-]{+412+} tỷ đồng.\n");
    marks("Đầu.\nThu 390 tỷ đồng.\nHai.\nBa.", "Đầu.\nThu 412 tỷ đồng.\nHai.\nBa.", false,
          "…\nThu [-390-]{+412+} tỷ đồng.\n…\n");
    marks("Đầu.\nThu 390 tỷ đồng.", "Đầu.\nThu 412 tỷ đồng.", true, "Đầu.\nThu [-390-]{+412+} tỷ đồng.\n");
}

static void paragraphs(void **state)
{
    (void)state;
    marks("Một.\nBa.", "Một.\nHai.\nBa.", true, "Một.\n{+Hai.+}\nBa.\n");
    marks("Một.\nHai.\nBa.", "Một.\nBa.", true, "Một.\n[-Hai.-]\nBa.\n");
    marks("Một.\n\nBa.", "Một.\nBa.", true, "Một.\n[-¶-]\nBa.\n");
    /* A paragraph's end inside a line. */
    marks("Một câu. Hai câu.", "Một câu.\nHai câu.", true, "Một câu.[- -]{+¶+}\nHai câu.\n");
    marks("Một câu.\nHai câu.", "Một câu. Hai câu.", true, "Một câu.[-¶-]{+ +}Hai câu.\n");
    marks("Một.", "Một.\nHai.", true, "Một.{+¶+}\n{+Hai.+}\n");
    marks("", "Một.\nHai.", false, "{+Một.+}\n{+Hai.+}\n");
}

static void without_signs(void **state)
{
    (void)state;
    struct soan_marked m = {0};
    soan_mark_changes(TEXT_LIT("Thu 390 tỷ đồng."), TEXT_LIT("Thu 412 tỷ đồng."), (struct soan_marking){0}, &m);
    assert_string_equal(text_str(&m.text), "Thu 390412 tỷ đồng.\n");
    assert_int_equal(m.n, 2);
    assert_true(m.mark[0].kind == TEXT_DELETED && m.mark[0].from == 4 && m.mark[0].to == 7);
    assert_true(m.mark[1].kind == TEXT_INSERTED && m.mark[1].from == 7 && m.mark[1].to == 10);
    soan_marked_free(&m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines), cmocka_unit_test(paragraphs), cmocka_unit_test(without_signs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
