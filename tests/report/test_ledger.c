/* The ledger: properties, states and who may change them, formulas, what a change touches, history. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "help.h"

static struct text_view lit(const char *s) { return text_view_of(s); }

static void add(struct soan_report *r, const char *key, enum soan_kind kind, const char *unit)
{
    struct soan_outline_figure f = {.key = text_copy(lit(key)), .label = text_copy(lit(key)), .kind = kind,
                                    .unit = text_copy(lit(unit))};
    help_ok(soan_figure_add(r, &f, NULL, e));
    text_free(&f.key);
    text_free(&f.label);
    text_free(&f.unit);
}

static void set(struct soan_report *r, const char *key, enum soan_figure_property what, const char *value)
{
    struct soan_figure_change c = {lit(key), what, lit(value), NULL};
    help_ok(soan_figures_change(r, &c, 1, NULL, false, NULL, e));
}

#define refused(r, key, what, value, status, words) \
    do { \
        struct soan_figure_change refused_c = {lit(key), what, lit(value), NULL}; \
        help_fails(status, words, soan_figures_change(r, &refused_c, 1, NULL, false, NULL, e)); \
    } while (0)

/* Value of a figure, or "(reason)". One of a few buffers. */
static const char *value(struct soan_report *r, const char *key)
{
    static struct { char s[300]; } ring[4];
    static int at;
    struct soan_figure f;
    at = (at + 1) % 4;
    help_ok(soan_figure_get(r, lit(key), &f, e));
    snprintf(ring[at].s, sizeof ring[at].s, "%s%s%s%s", text_str(&f.value), f.value.len ? "" : "(", f.value.len ? "" : text_str(&f.reason),
             f.value.len ? "" : ")");
    soan_figure_free(&f);
    return ring[at].s;
}

static const char *state_of(struct soan_report *r, const char *key)
{
    struct soan_figure f;
    help_ok(soan_figure_get(r, lit(key), &f, e));
    const char *s = soan_figure_state(&f);
    soan_figure_free(&f);
    return s;
}

static void test_properties(void **state)
{
    (void)state;
    struct soan_report *r = help_report("properties.soan");
    struct soan_figure f;
    set(r, "thu", SOAN_FIGURE_LABEL, "Thu ngân sách");
    set(r, "thu", SOAN_FIGURE_UNIT, "triệu");
    set(r, "thu", SOAN_FIGURE_DECIMALS, "1");
    set(r, "thu", SOAN_FIGURE_VALUE, "1234");
    set(r, "thu", SOAN_FIGURE_TARGET, "≥1000,5");
    set(r, "thu", SOAN_FIGURE_PREVIOUS, "900 triệu đồng");
    set(r, "thu", SOAN_FIGURE_SOURCE, "Phòng Tài chính");
    set(r, "thu", SOAN_FIGURE_PAPER, "12/BC-TC");
    set(r, "thu", SOAN_FIGURE_DATED, "3/9/2026");
    set(r, "thu", SOAN_FIGURE_NOTE, "ước cả năm");
    help_ok(soan_figure_get(r, TEXT_LIT("thu"), &f, e));
    assert_string_equal(text_str(&f.label), "Thu ngân sách");
    assert_string_equal(text_str(&f.unit), "triệu đồng");
    assert_string_equal(text_str(&f.value), "1.234,0");
    assert_string_equal(text_str(&f.target), ">= 1.000,5");
    assert_string_equal(text_str(&f.previous), "900");
    assert_string_equal(text_str(&f.source), "Phòng Tài chính");
    assert_string_equal(text_str(&f.paper), "12/BC-TC");
    assert_string_equal(text_str(&f.dated), "3/9/2026");
    assert_string_equal(text_str(&f.note), "ước cả năm");
    soan_figure_free(&f);
    refused(r, "thu", SOAN_FIGURE_VALUE, "1,25", SOAN_REFUSED, "1,3");
    refused(r, "thu", SOAN_FIGURE_VALUE, "5 tỷ", SOAN_REFUSED, "5.000 triệu đồng");
    refused(r, "thu", SOAN_FIGURE_TARGET, "9 - 8", SOAN_REFUSED, "greater");
    refused(r, "thu", SOAN_FIGURE_DECIMALS, "12", SOAN_REFUSED, "0 to 9");
    refused(r, "thu", SOAN_FIGURE_DATED, "31/2/2026", SOAN_REFUSED, "31/2");
    refused(r, "thu", SOAN_FIGURE_KIND, "ratio", SOAN_REFUSED, "no number");
    refused(r, "ten", SOAN_FIGURE_TARGET, "5", SOAN_REFUSED, "no number");
    refused(r, "ten", SOAN_FIGURE_KIND, "nonsense", SOAN_REFUSED, "'nonsense'");
    refused(r, "khong", SOAN_FIGURE_NOTE, "x", SOAN_REFUSED, "'khong'");
    set(r, "thu", SOAN_FIGURE_TARGET, "");
    set(r, "thu", SOAN_FIGURE_DECIMALS, "");
    set(r, "thu", SOAN_FIGURE_VALUE, "5");
    set(r, "thu", SOAN_FIGURE_KIND, "ordinal");
    int64_t rev = 0, again = 0;
    help_ok(soan_report_rev(r, &rev, e));
    set(r, "thu", SOAN_FIGURE_NOTE, "ước cả năm");
    help_ok(soan_report_rev(r, &again, e));
    assert_int_equal(rev, again);
    help_close(r);
}

static void test_states(void **state)
{
    (void)state;
    struct soan_report *r = help_report("states.soan"), *clerk = help_open("states.soan", "minh");
    refused(r, "thu", SOAN_FIGURE_LOCK, "", SOAN_REFUSED, "no value");
    set(r, "thu", SOAN_FIGURE_VALUE, "390");
    set(clerk, "thu", SOAN_FIGURE_CONFIRM, "");
    assert_string_equal(state_of(r, "thu"), "confirmed");
    refused(clerk, "thu", SOAN_FIGURE_LOCK, "", SOAN_NOT_PERMITTED, "'minh'");
    set(r, "thu", SOAN_FIGURE_LOCK, "");
    assert_string_equal(state_of(r, "thu"), "locked");
    refused(r, "thu", SOAN_FIGURE_VALUE, "391", SOAN_REFUSED, "locked");
    refused(r, "thu", SOAN_FIGURE_UNIT, "đồng", SOAN_REFUSED, "locked");
    refused(clerk, "thu", SOAN_FIGURE_UNLOCK, "vì sai", SOAN_NOT_PERMITTED, "approver");
    refused(r, "thu", SOAN_FIGURE_UNLOCK, " ", SOAN_REFUSED, "why");
    set(r, "thu", SOAN_FIGURE_UNLOCK, "Kho bạc đính chính");
    refused(r, "thu", SOAN_FIGURE_UNLOCK, "nữa", SOAN_REFUSED, "not locked");
    assert_string_equal(state_of(r, "thu"), "confirmed");
    set(clerk, "thu", SOAN_FIGURE_VALUE, "391"); /* a new value is nobody's yet */
    assert_string_equal(state_of(r, "thu"), "draft");
    soan_report_close(&clerk);
    help_close(r);
}

static bool write_event(const struct soan_figure_event *x, void *arg)
{
    text_printf(arg, "%.*s %.*s '%.*s'->'%.*s'", (int)x->member.len, x->member.bytes, (int)x->what.len, x->what.bytes,
                (int)x->before.len, x->before.bytes, (int)x->after.len, x->after.bytes);
    if (x->file.len)
        text_printf(arg, " (%.*s, %.*s, %.*s)", (int)x->file.len, x->file.bytes, (int)x->sender.len, x->sender.bytes,
                    (int)x->dated.len, x->dated.bytes);
    text_append_char(arg, '\n');
    return true;
}

static void test_history(void **state)
{
    (void)state;
    struct soan_report *r = help_report("history.soan");
    struct soan_figure f;
    struct text out = {0};
    const struct soan_figure_change c = {TEXT_LIT("thu"), SOAN_FIGURE_VALUE, TEXT_LIT("390"), NULL};
    const struct soan_origin from = {TEXT_LIT("thu.csv"), TEXT_LIT("Lan"), TEXT_LIT("01/9/2026")};
    help_ok(soan_figures_change(r, &c, 1, &from, false, NULL, e));
    set(r, "thu", SOAN_FIGURE_LOCK, "");
    set(r, "thu", SOAN_FIGURE_UNLOCK, "a = b");
    set(r, "thu", SOAN_FIGURE_DECIMALS, "2");
    help_ok(soan_figure_get(r, TEXT_LIT("thu"), &f, e));
    help_ok(soan_figure_history(r, f.id, write_event, &out, e));
    assert_string_equal(text_str(&out), "lan value '390'->'390,00'\nlan decimals ''->'2'\nlan unlock ''->'a = b'\nlan lock ''->''\n"
                                        "lan value ''->'390' (thu.csv, Lan, 01/9/2026)\n");
    text_free(&out);
    soan_figure_free(&f);
    help_close(r);
}

static struct soan_report *computed(const char *name)
{
    struct soan_report *r = help_report(name);
    add(r, "a", SOAN_KIND_NUMBER, "cuộc");
    add(r, "b", SOAN_KIND_NUMBER, "cuộc");
    add(r, "tong", SOAN_KIND_NUMBER, "cuộc");
    add(r, "phan", SOAN_KIND_NUMBER, "%");
    set(r, "tong", SOAN_FIGURE_FORMULA, "a + b");
    set(r, "phan", SOAN_FIGURE_FORMULA, "a / tong * 100");
    return r;
}

static void test_formulas(void **state)
{
    (void)state;
    struct soan_report *r = computed("formulas.soan");
    assert_string_equal(value(r, "tong"), "(a has no value yet)");
    set(r, "a", SOAN_FIGURE_VALUE, "7");
    assert_string_equal(value(r, "tong"), "(b has no value yet)");
    set(r, "b", SOAN_FIGURE_VALUE, "12");
    assert_string_equal(value(r, "tong"), "19");
    assert_string_equal(value(r, "phan"), "36,8"); /* 36,842… */
    set(r, "phan", SOAN_FIGURE_DECIMALS, "2");
    assert_string_equal(value(r, "phan"), "36,84");
    set(r, "a", SOAN_FIGURE_VALUE, "0");
    set(r, "b", SOAN_FIGURE_VALUE, "0");
    assert_true(strstr(value(r, "phan"), "division by zero") != NULL);
    set(r, "b", SOAN_FIGURE_VALUE, "8"); /* 0/8 */
    assert_string_equal(value(r, "phan"), "0,00");
    set(r, "a", SOAN_FIGURE_VALUE, "1");
    set(r, "b", SOAN_FIGURE_VALUE, "799"); /* 0,125: half away from zero */
    assert_string_equal(value(r, "phan"), "0,13");
    refused(r, "tong", SOAN_FIGURE_VALUE, "20", SOAN_REFUSED, "a + b");
    refused(r, "tong", SOAN_FIGURE_FORMULA, "a + thu", SOAN_REFUSED, "cannot be added");
    refused(r, "tong", SOAN_FIGURE_FORMULA, "a + khong", SOAN_REFUSED, "'khong'");
    refused(r, "tong", SOAN_FIGURE_FORMULA, "a + ten", SOAN_REFUSED, "'ten'");
    refused(r, "tong", SOAN_FIGURE_FORMULA, "a +", SOAN_REFUSED, "tong:");
    refused(r, "thu", SOAN_FIGURE_FORMULA, "a", SOAN_REFUSED, "gives cuộc");
    assert_string_equal(value(r, "tong"), "800");
    set(r, "tong", SOAN_FIGURE_FORMULA, ""); /* typed from now on */
    assert_string_equal(value(r, "tong"), "800");
    set(r, "a", SOAN_FIGURE_VALUE, "4");
    assert_string_equal(value(r, "tong"), "800");
    assert_string_equal(value(r, "phan"), "0,50");
    set(r, "thu", SOAN_FIGURE_TARGET, "400");
    set(r, "phan", SOAN_FIGURE_FORMULA, "thu / thu.target * 100");
    set(r, "thu", SOAN_FIGURE_VALUE, "390,5");
    assert_string_equal(value(r, "phan"), "97,63"); /* 97,625 */
    set(r, "thu", SOAN_FIGURE_TARGET, "= 390,5");
    assert_string_equal(value(r, "phan"), "100,00");
    set(r, "thu", SOAN_FIGURE_TARGET, "300 - 400");
    assert_true(strstr(value(r, "phan"), "range") != NULL);
    help_close(r);
}

static void test_units_convert(void **state)
{
    (void)state;
    struct soan_report *r = help_report("convert.soan");
    add(r, "trieu", SOAN_KIND_NUMBER, "triệu đồng");
    set(r, "trieu", SOAN_FIGURE_FORMULA, "thu * 2");
    set(r, "thu", SOAN_FIGURE_VALUE, "0,4"); /* tỷ đồng */
    assert_string_equal(value(r, "trieu"), "800");
    add(r, "kiem_tra", SOAN_KIND_NUMBER, "cuộc kiểm tra");
    add(r, "giam_sat", SOAN_KIND_NUMBER, "cuộc giám sát");
    add(r, "ca_hai", SOAN_KIND_NUMBER, "cuộc kiểm tra, giám sát");
    set(r, "kiem_tra", SOAN_FIGURE_VALUE, "12");
    set(r, "giam_sat", SOAN_FIGURE_VALUE, "07");
    set(r, "ca_hai", SOAN_FIGURE_FORMULA, "kiem_tra + giam_sat");
    assert_string_equal(value(r, "ca_hai"), "19");
    refused(r, "ca_hai", SOAN_FIGURE_FORMULA, "kiem_tra + thu", SOAN_REFUSED, "cannot be added");
    help_close(r);
}

/* 'u' undoes, 'r' redoes, seen from a section; whether a figure was concerned. */
static bool back(struct soan_report *r, int64_t section, char what)
{
    bool done = false;
    help_ok(soan_figures_undo(r, section, what == 'r', false, &done, NULL, e));
    return done;
}

/* The amount stays when the unit changes; what has no such amount is a draft again. */
static void test_unit_changes(void **state)
{
    (void)state;
    struct soan_report *r = help_report("unit.soan");
    struct soan_figure f;
    set(r, "thu", SOAN_FIGURE_VALUE, "12,5"); /* tỷ đồng */
    set(r, "thu", SOAN_FIGURE_PREVIOUS, "10");
    set(r, "thu", SOAN_FIGURE_TARGET, "11 - 13");
    set(r, "thu", SOAN_FIGURE_CONFIRM, "");
    set(r, "thu", SOAN_FIGURE_UNIT, "triệu đồng");
    help_ok(soan_figure_get(r, lit("thu"), &f, e));
    assert_string_equal(text_str(&f.value), "12.500");
    assert_string_equal(text_str(&f.previous), "10.000");
    assert_string_equal(text_str(&f.target), "11.000 - 13.000");
    assert_false(f.confirmed);
    soan_figure_free(&f);
    assert_true(back(r, 0, 'u'));
    assert_string_equal(value(r, "thu"), "12,5");
    set(r, "thu", SOAN_FIGURE_DECIMALS, "1");
    refused(r, "thu", SOAN_FIGURE_UNIT, "nghìn tỷ đồng", SOAN_REFUSED, "more than 1 decimals");
    set(r, "thu", SOAN_FIGURE_UNIT, "ha"); /* nothing to turn */
    assert_string_equal(value(r, "thu"), "12,5");
    help_close(r);
}

static void test_leaps(void **state)
{
    (void)state;
    static const struct { const char *value; bool leaps; } cases[] = {
        {"12,5", false}, {"1.250", true}, {"1.249", false}, {"0,125", true}, {"-1.250", true}, {"", false},
    };
    struct soan_report *r = help_report("leaps.soan");
    set(r, "thu", SOAN_FIGURE_VALUE, "12,5");
    for (size_t i = 0; i < SOAN_ARRAY_LEN(cases); i++) {
        struct soan_effect x = {0};
        struct soan_figure_change c = {lit("thu"), SOAN_FIGURE_VALUE, lit(cases[i].value), NULL};
        help_ok(soan_figures_change(r, &c, 1, NULL, true, &x, e));
        assert_int_equal(x.figures && x.figure[0].leaps, cases[i].leaps);
        soan_effect_free(&x);
    }
    help_close(r);
}

static void test_circles(void **state)
{
    (void)state;
    struct soan_report *r = help_report("circle.soan");
    add(r, "x", SOAN_KIND_NUMBER, "");
    add(r, "y", SOAN_KIND_NUMBER, "");
    add(r, "z", SOAN_KIND_NUMBER, "");
    refused(r, "x", SOAN_FIGURE_FORMULA, "x + 1", SOAN_REFUSED, "circle: x -> x;");
    set(r, "x", SOAN_FIGURE_FORMULA, "y + 1");
    set(r, "y", SOAN_FIGURE_FORMULA, "z + 1");
    refused(r, "z", SOAN_FIGURE_FORMULA, "x + 1", SOAN_REFUSED, "circle: z -> x -> y -> z;");
    const struct soan_figure_change both[] = {
        {TEXT_LIT("y"), SOAN_FIGURE_FORMULA, TEXT_LIT(""), NULL},
        {TEXT_LIT("z"), SOAN_FIGURE_FORMULA, TEXT_LIT("x + 1"), NULL},
        {TEXT_LIT("y"), SOAN_FIGURE_VALUE, TEXT_LIT("5"), NULL},
    };
    help_ok(soan_figures_change(r, both, 3, NULL, false, NULL, e)); /* broken in the same step */
    assert_string_equal(value(r, "z"), "7");
    set(r, "z", SOAN_FIGURE_FORMULA, "z.target * 2"); /* its own target is no circle */
    set(r, "z", SOAN_FIGURE_TARGET, "4");
    assert_string_equal(value(r, "z"), "8");
    help_close(r);
}

static void test_long_chain(void **state)
{
    (void)state;
    enum { N = 10000 };
    struct soan_outline o;
    const struct help_node node[] = {{1, "I.", "A", "{k0} {k9999}"}};
    char key[16], operand[24];
    struct soan_report *r = NULL;
    help_outline(&o, node, 1);
    for (int i = 0; i < N; i++) {
        snprintf(key, sizeof key, "k%d", i);
        help_figure(&o, key, SOAN_KIND_NUMBER, "");
    }
    help_ok(soan_report_create(help_path("chain.soan"), &o, TEXT_LIT(""), "lan", e));
    help_outline_free(&o);
    help_ok(soan_report_open(help_path("chain.soan"), "lan", &r, e));
    struct soan_figure_change *c = mem_array(N, sizeof *c);
    struct text *pool = mem_array((size_t)N * 2, sizeof *pool);
    for (size_t i = 1; i < N; i++) {
        snprintf(key, sizeof key, "k%zu", i);
        snprintf(operand, sizeof operand, "k%zu + 1", i - 1);
        pool[2 * i] = text_copy(lit(key));
        pool[2 * i + 1] = text_copy(lit(operand));
        c[i - 1] = (struct soan_figure_change){text_view(&pool[2 * i]), SOAN_FIGURE_FORMULA, text_view(&pool[2 * i + 1]), NULL};
    }
    help_ok(soan_figures_change(r, c, N - 1, NULL, false, NULL, e));
    set(r, "k0", SOAN_FIGURE_VALUE, "1");
    assert_string_equal(value(r, "k9999"), "10.000");
    refused(r, "k0", SOAN_FIGURE_FORMULA, "k9999", SOAN_REFUSED, "… -> ");
    for (size_t i = 0; i < 2 * N; i++)
        text_free(&pool[i]);
    free(pool);
    free(c);
    help_close(r);
}

/* Who set a figure since it was looked at is not written over unseen. */
static void test_seen(void **state)
{
    (void)state;
    struct soan_report *r = computed("seen.soan");
    struct text seen = text_copy(TEXT_LIT("7"));
    set(r, "a", SOAN_FIGURE_VALUE, "7");
    const struct soan_figure_change mine = {TEXT_LIT("a"), SOAN_FIGURE_VALUE, TEXT_LIT("8"), &seen};
    set(r, "a", SOAN_FIGURE_VALUE, "9");
    help_fails(SOAN_BUSY, "was set to 9 meanwhile", soan_figures_change(r, &mine, 1, NULL, false, NULL, e));
    assert_string_equal(value(r, "a"), "9");
    set(r, "a", SOAN_FIGURE_VALUE, "7");
    help_ok(soan_figures_change(r, &mine, 1, NULL, false, NULL, e));
    assert_string_equal(value(r, "a"), "8");
    text_free(&seen);
    help_close(r);
}

static void test_locked_behind_a_formula(void **state)
{
    (void)state;
    struct soan_report *r = computed("lockedformula.soan");
    set(r, "a", SOAN_FIGURE_VALUE, "7");
    set(r, "b", SOAN_FIGURE_VALUE, "12");
    set(r, "tong", SOAN_FIGURE_CONFIRM, "");
    set(r, "tong", SOAN_FIGURE_LOCK, "");
    refused(r, "a", SOAN_FIGURE_VALUE, "8", SOAN_REFUSED, "'tong'");
    const struct soan_figure_change moved[] = {
        {TEXT_LIT("a"), SOAN_FIGURE_VALUE, TEXT_LIT("8"), NULL}, {TEXT_LIT("b"), SOAN_FIGURE_VALUE, TEXT_LIT("11"), NULL},
    };
    help_ok(soan_figures_change(r, moved, 2, NULL, false, NULL, e)); /* the locked sum stays */
    set(r, "tong", SOAN_FIGURE_UNLOCK, "sửa");
    set(r, "a", SOAN_FIGURE_VALUE, "9");
    assert_string_equal(value(r, "tong"), "20");
    assert_string_equal(state_of(r, "tong"), "draft");
    help_close(r);
}

static void test_effect(void **state)
{
    (void)state;
    struct soan_report *r = computed("effect.soan");
    struct soan_effect x = {0};
    help_edit(r, 6, "Một hai ba bốn năm.", "Có {a} cuộc; chia ra {phan}%. Hết.\nTổng {tong}.", 1);
    set(r, "a", SOAN_FIGURE_VALUE, "7");
    set(r, "b", SOAN_FIGURE_VALUE, "13");
    set(r, "tong", SOAN_FIGURE_TARGET, ">= 30");
    const struct soan_figure_change c[] = {
        {TEXT_LIT("a"), SOAN_FIGURE_VALUE, TEXT_LIT("17"), NULL}, {TEXT_LIT("thu"), SOAN_FIGURE_VALUE, TEXT_LIT("390"), NULL},
    };
    help_ok(soan_figures_change(r, c, 2, NULL, true, &x, e));
    assert_string_equal(value(r, "tong"), "20"); /* only tried */
    assert_int_equal(x.figures, 4);
    assert_string_equal(text_str(&x.figure[0].key), "a");
    assert_string_equal(text_str(&x.figure[1].key), "thu");
    assert_string_equal(text_str(&x.figure[2].key), "tong");
    assert_true(x.figure[2].computed && !x.figure[0].computed);
    assert_string_equal(text_str(&x.figure[2].after), "30");
    assert_int_equal(x.figure[2].was_met, SOAN_MET_SHORT);
    assert_int_equal(x.figure[2].is_met, SOAN_MET_REACHED);
    assert_int_equal(x.places, 5);
    assert_int_equal(x.place[0].section, 4);
    assert_string_equal(text_str(&x.place[0].before), "Thu ngân sách … tỷ đồng.");
    assert_string_equal(text_str(&x.place[0].after), "Thu ngân sách 390 tỷ đồng.");
    assert_string_equal(text_str(&x.place[1].after), "Có 17 cuộc;");
    assert_string_equal(text_str(&x.place[2].before), "chia ra 35%.");
    assert_string_equal(text_str(&x.place[2].after), "chia ra 56,7%.");
    assert_string_equal(text_str(&x.place[3].after), "Tổng 30.");
    assert_int_equal(x.place[4].section, 7);
    soan_effect_free(&x);
    help_close(r);
}

static void test_undo(void **state)
{
    (void)state;
    struct soan_report *r = computed("undo.soan"), *other = help_open("undo.soan", "minh");
    assert_true(back(r, 0, 'u')); /* the last formula */
    assert_true(back(r, 0, 'r'));
    set(r, "a", SOAN_FIGURE_VALUE, "7");
    set(r, "b", SOAN_FIGURE_VALUE, "13");
    assert_string_equal(value(r, "tong"), "20");
    assert_true(back(r, 0, 'u'));
    assert_string_equal(value(r, "b"), "()");
    assert_string_equal(value(r, "a"), "7");
    assert_true(back(r, 0, 'u'));
    assert_string_equal(value(r, "a"), "()");
    assert_true(back(r, 0, 'r'));
    assert_true(back(r, 0, 'r'));
    assert_string_equal(value(r, "tong"), "20");
    assert_false(back(other, 0, 'u')); /* another member's */
    const struct soan_figure_change both[] = {
        {TEXT_LIT("a"), SOAN_FIGURE_VALUE, TEXT_LIT("8"), NULL}, {TEXT_LIT("b"), SOAN_FIGURE_VALUE, TEXT_LIT("12"), NULL},
    };
    help_ok(soan_figures_change(r, both, 2, NULL, false, NULL, e));
    assert_true(back(r, 0, 'u')); /* one step */
    assert_string_equal(value(r, "a"), "7");
    assert_string_equal(value(r, "b"), "13");
    assert_true(back(r, 0, 'r'));
    set(other, "a", SOAN_FIGURE_VALUE, "9");
    bool done = true;
    help_fails(SOAN_REFUSED, "“a” was changed since", soan_figures_undo(r, 0, false, false, &done, NULL, e));
    assert_false(done);
    assert_string_equal(value(r, "b"), "12"); /* all or nothing */
    set(other, "a", SOAN_FIGURE_VALUE, "8");
    set(other, "b", SOAN_FIGURE_CONFIRM, "");
    help_fails(SOAN_REFUSED, "“b” was confirmed since", soan_figures_undo(r, 0, false, false, &done, NULL, e));
    set(r, "b", SOAN_FIGURE_LOCK, "");
    help_fails(SOAN_REFUSED, "“b” is locked", soan_figures_undo(r, 0, false, false, &done, NULL, e));
    help_ok(soan_figures_pass(r, 0, false, e)); /* both stay, and what was set before them goes back */
    assert_string_equal(value(r, "b"), "12");
    help_fails(SOAN_REFUSED, "“b” is locked", soan_figures_undo(r, 0, false, false, &done, NULL, e));
    help_ok(soan_figures_pass(r, 0, false, e));
    assert_string_equal(value(r, "a"), "8");
    help_fails(SOAN_REFUSED, "“a” was changed since", soan_figures_undo(r, 0, false, false, &done, NULL, e));
    help_ok(soan_figures_pass(r, 0, false, e));
    assert_true(back(r, 0, 'u')); /* the formula */
    assert_true(back(r, 0, 'r'));
    assert_false(back(r, 0, 'r')); /* those passed over are gone through, none is made again */
    assert_string_equal(value(r, "a"), "8");
    help_close(other);
    help_close(r);
}

/* Every property goes back to what it was, and a formula gives way to the value that was typed. */
static void test_undo_properties(void **state)
{
    (void)state;
    struct soan_report *r = computed("undo-properties.soan");
    struct soan_figure before, after;
    set(r, "a", SOAN_FIGURE_VALUE, "7");
    set(r, "a", SOAN_FIGURE_CONFIRM, "");
    help_ok(soan_figure_get(r, TEXT_LIT("a"), &before, e));
    const struct soan_figure_change all[] = {
        {TEXT_LIT("a"), SOAN_FIGURE_LABEL, TEXT_LIT("Khác"), NULL}, {TEXT_LIT("a"), SOAN_FIGURE_UNIT, TEXT_LIT("tỷ đồng"), NULL},
        {TEXT_LIT("a"), SOAN_FIGURE_DECIMALS, TEXT_LIT("2"), NULL}, {TEXT_LIT("a"), SOAN_FIGURE_TARGET, TEXT_LIT(">= 8"), NULL},
        {TEXT_LIT("a"), SOAN_FIGURE_FORMULA, TEXT_LIT("thu * 2"), NULL}, {TEXT_LIT("a"), SOAN_FIGURE_SOURCE, TEXT_LIT("Phòng"), NULL},
        {TEXT_LIT("b"), SOAN_FIGURE_KIND, TEXT_LIT("ordinal"), NULL},
    };
    const struct soan_figure_change free_b = {TEXT_LIT("tong"), SOAN_FIGURE_FORMULA, TEXT_LIT(""), NULL};
    help_ok(soan_figures_change(r, &free_b, 1, NULL, false, NULL, e));
    help_ok(soan_figures_change(r, all, 7, NULL, false, NULL, e));
    assert_true(back(r, 0, 'u'));
    help_ok(soan_figure_get(r, TEXT_LIT("a"), &after, e));
    assert_string_equal(text_str(&after.value), "7");
    assert_string_equal(text_str(&after.label), text_str(&before.label));
    assert_string_equal(text_str(&after.unit), text_str(&before.unit));
    assert_string_equal(text_str(&after.target), "");
    assert_string_equal(text_str(&after.formula), "");
    assert_string_equal(text_str(&after.source), "");
    assert_int_equal(after.decimals, -1);
    assert_true(after.confirmed);
    soan_figure_free(&before);
    soan_figure_free(&after);
    assert_true(back(r, 0, 'r'));
    help_ok(soan_figure_get(r, TEXT_LIT("a"), &after, e));
    assert_string_equal(text_str(&after.formula), "thu * 2");
    assert_string_equal(text_str(&after.label), "Khác");
    assert_int_equal(after.decimals, 2);
    soan_figure_free(&after);
    assert_true(back(r, 0, 'u'));
    assert_true(back(r, 0, 'u')); /* the formula of the sum */
    set(r, "b", SOAN_FIGURE_VALUE, "3");
    assert_string_equal(value(r, "tong"), "10");
    help_close(r);
}

/* What was done last goes first: typing before it or after it, here or elsewhere. */
static void test_undo_and_text(void **state)
{
    (void)state;
    struct soan_report *r = computed("undo-text.soan");
    struct text_changes done = {0};
    struct soan_written w = {0};
    set(r, "a", SOAN_FIGURE_VALUE, "7");
    help_edit(r, 6, "Một hai ba bốn năm.", "Có {a} cuộc.", 1);
    assert_false(back(r, 6, 'u'));  /* the text comes first */
    assert_false(back(r, 7, 'u'));  /* another section was written in since, and this one does not show it */
    help_ok(soan_section_undo(r, 6, help_rev(r, 6), false, &done, &w, e));
    text_changes_free(&done);
    soan_written_free(&w);
    assert_false(back(r, 6, 'u'));  /* it is not to be seen here any more */
    help_edit(r, 6, "Một hai ba bốn năm.", "Có {a} cuộc.", 2);
    set(r, "a", SOAN_FIGURE_VALUE, "9");
    help_edit(r, 7, " và ", " cùng ", 3);
    assert_true(back(r, 6, 'u'));   /* to be seen here, though something was written elsewhere */
    assert_string_equal(value(r, "a"), "7");
    assert_true(back(r, 6, 'r'));
    assert_true(back(r, 6, 'u'));
    help_edit(r, 6, "Có", "Đã có", 4);
    assert_false(back(r, 6, 'r'));  /* not behind what was typed */
    assert_string_equal(value(r, "a"), "7");
    help_close(r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_properties), cmocka_unit_test(test_states), cmocka_unit_test(test_history),
        cmocka_unit_test(test_formulas), cmocka_unit_test(test_units_convert), cmocka_unit_test(test_unit_changes), cmocka_unit_test(test_leaps), cmocka_unit_test(test_circles),
        cmocka_unit_test(test_long_chain), cmocka_unit_test(test_locked_behind_a_formula),
        cmocka_unit_test(test_seen), cmocka_unit_test(test_effect),
        cmocka_unit_test(test_undo), cmocka_unit_test(test_undo_properties), cmocka_unit_test(test_undo_and_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
