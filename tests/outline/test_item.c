#include "unit.h"

static void items_are_known_by_their_lead(void **state)
{
    static const struct { const char *paragraph; size_t bullet; bool ordinal; } cases[] = {
        {"- Thu ngân sách", 2, false},      {"· Thu", 3, false},        {"+ Thu", 2, false},     {"* Thu", 2, false},
        {"• Thu", 4, false},                {"-  Thu", 3, false},       {"·\u00a0Thu", 4, false}, {"-", 1, false},
        {"-Thu", 1, false},                 {"-5%", 0, false},          {"*đậm*", 0, false},     {"*Đậm*", 0, false},
        {"-thu", 0, false},                 {"Một là, giữ", 0, true},   {"Hai là: giữ", 0, true}, {"Thứ nhất, giữ", 0, true},
        {"Thứ hai là, giữ", 0, true},       {"Mười một là, x", 0, true}, {"Một là giữ", 0, false}, {"một là, x", 0, false},
        {"Một số, ", 0, false},             {"Năm 2025, thu", 0, false}, {"Thứ", 0, false},       {"", 0, false},
        {"- Một là, x", 2, false},          {"Ba, bốn", 0, false},
    };
    (void)state;
    for (size_t k = 0; k < SOAN_ARRAY_LEN(cases); k++) {
        bool ordinal;
        print_message("# %s\n", cases[k].paragraph);
        assert_int_equal(soan_item_bullet(text_view_of(cases[k].paragraph), &ordinal), cases[k].bullet);
        assert_int_equal(ordinal, cases[k].ordinal);
        assert_int_equal(soan_is_item(text_view_of(cases[k].paragraph)), cases[k].bullet || cases[k].ordinal);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(items_are_known_by_their_lead)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
