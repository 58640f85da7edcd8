/* The ledger: order, places, values, filling, new figures. */
#include <string.h>

#include "help.h"

static bool keys(const struct soan_figure *f, void *arg)
{
    text_printf(arg, "%s:%s:%d ", text_str(&f->key), soan_figure_state(f), (int)f->places);
    return true;
}

static void each_is(struct soan_report *r, const char *expected)
{
    struct text out = {0};
    help_ok(soan_figure_each(r, keys, &out, e));
    assert_string_equal(text_str(&out), expected);
    text_free(&out);
}

static bool id_list(int64_t id, void *arg)
{
    text_printf(arg, "%d ", (int)id);
    return true;
}

static void fill(struct soan_report *r, const char *key, const char *value)
{
    struct soan_fill f = {text_view_of(key), text_view_of(value)};
    help_ok(soan_figures_fill(r, &f, 1, false, NULL, e));
}

static int64_t blanks(struct soan_report *r)
{
    struct soan_totals t;
    help_ok(soan_report_totals(r, &t, e));
    return t.blanks;
}

static void test_each_in_order_of_appearance(void **state)
{
    (void)state;
    struct soan_report *r = help_report("order.soan");
    each_is(r, "ten:missing:2 thu:missing:3 ");
    help_edit(r, 1, "Phường {ten} mở đầu.", "", 1); /* now both appear first in #4, thu before ten */
    each_is(r, "thu:missing:3 ten:missing:1 ");
    help_ok(soan_section_move(r, 7, (struct soan_place){0, 0}, e));
    help_ok(soan_section_remove(r, 4, e));
    each_is(r, "thu:missing:2 ten:missing:0 ");
    help_close(r);
}

static void test_sections(void **state)
{
    (void)state;
    struct soan_report *r = help_report("places.soan");
    struct soan_figure f;
    struct text out = {0};
    help_ok(soan_figure_get(r, TEXT_LIT("thu"), &f, e));
    assert_int_equal(f.places, 3);
    assert_int_equal(f.kind, SOAN_KIND_NUMBER);
    assert_string_equal(text_str(&f.unit), "tỷ đồng");
    help_ok(soan_section_move(r, 7, (struct soan_place){1, 0}, e)); /* before the section that had it first */
    help_ok(soan_figure_sections(r, f.id, id_list, &out, e));
    assert_string_equal(text_str(&out), "7 4 ");
    soan_figure_free(&f);
    text_free(&out);
    help_fails(SOAN_NO_INPUT, "'khong'", soan_figure_get(r, TEXT_LIT("khong"), &f, e));
    help_close(r);
}

static void test_fill(void **state)
{
    (void)state;
    struct soan_report *r = help_report("fill.soan");
    struct soan_fill both[] = {{TEXT_LIT("thu"), TEXT_LIT("1234,5")}, {TEXT_LIT("ten"), TEXT_LIT("Hòa Bình")}};
    struct soan_filled *out = NULL;
    assert_int_equal(blanks(r), 5);
    help_ok(soan_figures_fill(r, both, 2, true, &out, e));
    assert_string_equal(text_str(&out[0].after), "1.234,5");
    assert_int_equal(out[0].places, 3);
    soan_filled_free(&out, 2);
    each_is(r, "ten:missing:2 thu:missing:3 "); /* only tried */
    help_ok(soan_figures_fill(r, both, 2, false, &out, e));
    assert_string_equal(text_str(&out[0].key), "thu");
    assert_string_equal(text_str(&out[0].before), "");
    assert_string_equal(text_str(&out[0].after), "1.234,5");
    soan_filled_free(&out, 2);
    each_is(r, "ten:draft:2 thu:draft:3 ");
    assert_int_equal(blanks(r), 0);
    struct soan_totals t;
    help_ok(soan_report_totals(r, &t, e));
    assert_int_equal(t.figures_open, 0);
    fill(r, "thu", ""); /* open again */
    assert_int_equal(blanks(r), 3);
    int64_t rev = 0, again = 0;
    help_ok(soan_report_rev(r, &rev, e));
    fill(r, "ten", "Hòa Bình");
    help_ok(soan_report_rev(r, &again, e));
    assert_int_equal(rev, again); /* nothing new, no history */
    help_close(r);
}

static void test_fill_all_or_nothing(void **state)
{
    (void)state;
    struct soan_report *r = help_report("none.soan");
    struct soan_fill bad[] = {{TEXT_LIT("ten"), TEXT_LIT("Hòa Bình")}, {TEXT_LIT("thu"), TEXT_LIT("1,234.5")}};
    struct soan_fill unknown[] = {{TEXT_LIT("ten"), TEXT_LIT("Hòa Bình")}, {TEXT_LIT("khong_co"), TEXT_LIT("1")}};
    struct soan_fill twice[] = {
        {TEXT_LIT("thu"), TEXT_LIT("1")}, {TEXT_LIT("ten"), TEXT_LIT("x")}, {TEXT_LIT("thu"), TEXT_LIT("2")}};
    help_fails(SOAN_REFUSED, "thu:", soan_figures_fill(r, bad, 2, false, NULL, e));
    help_fails(SOAN_REFUSED, "khong_co", soan_figures_fill(r, unknown, 2, false, NULL, e));
    help_fails(SOAN_REFUSED, "twice", soan_figures_fill(r, twice, 3, false, NULL, e));
    each_is(r, "ten:missing:2 thu:missing:3 ");
    help_ok(soan_figures_fill(r, NULL, 0, false, NULL, e));
    help_close(r);
}

static void test_fill_in_the_bin(void **state)
{
    (void)state;
    struct soan_report *r = help_report("binfill.soan");
    help_ok(soan_section_remove(r, 2, e));
    assert_int_equal(blanks(r), 3);
    fill(r, "thu", "5");
    assert_int_equal(blanks(r), 1);
    help_ok(soan_section_restore(r, 2, e));
    assert_int_equal(blanks(r), 2);
    help_close(r);
}

static void test_add(void **state)
{
    (void)state;
    struct soan_report *r = help_report("addfigure.soan");
    struct text key = {0};
    struct soan_outline_figure f = {
        .key = text_copy(TEXT_LIT("thu")), .label = text_copy(TEXT_LIT("Thu khác")), .kind = SOAN_KIND_RATIO};
    help_ok(soan_figure_add(r, &f, &key, e));
    assert_string_equal(text_str(&key), "thu_2");
    help_ok(soan_figure_add(r, &f, &key, e));
    assert_string_equal(text_str(&key), "thu_3");
    text_free(&f.key);
    help_ok(soan_figure_add(r, &f, &key, e));
    assert_string_equal(text_str(&key), "thu_khac");
    text_free(&f.label);
    /* a key that stands in a text already, unknown till now, becomes a blank */
    help_edit(r, 6, "hai", "{moi}", 1);
    assert_int_equal(blanks(r), 5);
    f.key = text_copy(TEXT_LIT("moi"));
    help_ok(soan_figure_add(r, &f, &key, e));
    assert_int_equal(blanks(r), 6);
    help_edit(r, 6, "bốn", "{moi} {thu_2}", 2);
    assert_int_equal(blanks(r), 8);
    each_is(r, "ten:missing:2 thu:missing:3 moi:missing:2 thu_2:missing:1 thu_3:missing:0 thu_khac:missing:0 ");
    text_free(&f.key);
    text_free(&key);
    help_close(r);
}

static void test_values(void **state)
{
    (void)state;
    struct soan_report *r = help_report("values.soan"), *b = help_open("values.soan", "minh");
    struct soan_values *v = NULL;
    struct soan_shown s;
    help_ok(soan_values_load(r, &v, e));
    assert_true(soan_values_lookup(TEXT_LIT("thu"), &s, v));
    assert_int_equal(s.value.len, 0);
    assert_true(text_view_equal(s.blank, TEXT_LIT("…")));
    assert_false(soan_values_lookup(TEXT_LIT("th"), &s, v));
    assert_false(soan_values_lookup(TEXT_LIT("thua"), &s, v));
    struct soan_values *same = v;
    help_ok(soan_values_load(r, &v, e));
    assert_ptr_equal(same, v);
    fill(b, "thu", "390"); /* somebody else */
    help_ok(soan_values_load(r, &v, e));
    assert_true(soan_values_lookup(TEXT_LIT("thu"), &s, v));
    assert_true(text_view_equal(s.value, TEXT_LIT("390")));
    assert_true(soan_values_lookup(TEXT_LIT("ten"), &s, v));
    soan_values_free(&v);
    soan_report_close(&b);
    help_close(r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_each_in_order_of_appearance),
        cmocka_unit_test(test_sections),
        cmocka_unit_test(test_fill),
        cmocka_unit_test(test_fill_all_or_nothing),
        cmocka_unit_test(test_fill_in_the_bin),
        cmocka_unit_test(test_add),
        cmocka_unit_test(test_values),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
