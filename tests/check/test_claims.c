/* Ten pages of prose with correct numbers: no finding. Then every number in them is made wrong, one at a time. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "soan/check.h"

enum { PAGES = 10 };

static struct text page(int n)
{
    struct text name = {0}, out = {0};
    struct error e = {0};
    const char *dir = getenv("SOAN_PROSE");
    text_printf(&name, "%s/prose%d.txt", dir ? dir : ".", n);
    if (!file_read(text_str(&name), &out, &e))
        fail_msg("%s", text_str(&e.message));
    text_free(&name);
    return out;
}

static size_t failing(struct text_view paragraph, struct soan_claims *c, bool tell)
{
    size_t n = 0;
    soan_claims_read(paragraph, NULL, 0, c);
    for (size_t i = 0; i < c->n; i++) {
        const struct soan_claim *k = &c->claim[i];
        bool wrong = k->verdict == SOAN_VERDICT_FAILS || k->verdict == SOAN_VERDICT_DOUBTFUL;
        n += wrong;
        if (wrong && tell)
            print_error("%s: %.*s: %s, %s (%s)\n", soan_relation_name(k->relation), (int)(k->to - k->from),
                        paragraph.bytes + k->from, text_str(&k->said), text_str(&k->due), text_str(&k->how));
    }
    return n;
}

static void each_paragraph(void (*each)(struct text_view paragraph, void *arg), void *arg)
{
    for (int n = 1; n <= PAGES; n++) {
        struct text t = page(n);
        struct text_view all = text_view(&t);
        for (size_t at = 0, end; at < all.len; at = end + 1) {
            end = text_view_find(all, TEXT_LIT("\n"), at);
            end = end == SIZE_MAX ? all.len : end;
            each(text_view_part(all, at, end), arg);
        }
        text_free(&t);
    }
}

/* A page is 60 lines of 72 columns. */
static void count_lines(struct text_view paragraph, void *arg)
{
    const struct text_wrap w = {.width = 72};
    struct text_lines lines = {0};
    text_wrap(paragraph, &w, &lines);
    *(size_t *)arg += lines.n;
    text_lines_free(&lines);
}

static void there_are_ten_pages(void **state)
{
    (void)state;
    size_t lines = 0;
    each_paragraph(count_lines, &lines);
    print_message("# %zu lines\n", lines);
    assert_true(lines >= 600);
}

struct tally { size_t claims, wrong, numbers, tied, found; };

static void count_claims(struct text_view paragraph, void *arg)
{
    struct tally *t = arg;
    struct soan_claims c = {0};
    t->wrong += failing(paragraph, &c, true);
    for (size_t i = 0; i < c.n; i++)
        t->claims += c.claim[i].verdict == SOAN_VERDICT_HOLDS;
    soan_claims_free(&c);
}

static void correct_prose_is_left_alone(void **state)
{
    (void)state;
    struct tally t = {0};
    each_paragraph(count_claims, &t);
    print_message("# %zu claims hold\n", t.claims);
    assert_int_equal(t.wrong, 0);
    assert_true(t.claims >= 100); /* it was read, not passed over */
}

/* Whether a claim that holds is about the quantity. */
static bool tied(const struct soan_claims *c, size_t quantity)
{
    for (size_t i = 0; i < c->n; i++)
        for (size_t k = 0; k < c->claim[i].operands; k++)
            if (c->claim[i].operand[k] == quantity && c->claim[i].verdict == SOAN_VERDICT_HOLDS)
                return true;
    return false;
}

static void spoil_each(struct text_view paragraph, void *arg)
{
    struct tally *t = arg;
    struct soan_claims c = {0}, again = {0};
    soan_claims_read(paragraph, NULL, 0, &c);
    for (size_t i = 0; i < c.quantities; i++) {
        struct text spoilt = text_copy(paragraph);
        char *digit = &spoilt.bytes[c.quantity[i].from];
        *digit = *digit == '9' ? '4' : (char)(*digit + 1); /* another first digit */
        bool found = failing(text_view(&spoilt), &again, false) > 0;
        t->numbers++;
        t->tied += tied(&c, i);
        t->found += tied(&c, i) && found;
        text_free(&spoilt);
    }
    soan_claims_free(&c);
    soan_claims_free(&again);
}

static void wrong_numbers_are_found(void **state)
{
    (void)state;
    struct tally t = {0};
    each_paragraph(spoil_each, &t);
    print_message("# of %zu numbers %zu are tied to others; spoilt, %zu of these are found\n", t.numbers, t.tied,
                  t.found);
    /* A part may grow without being more than its whole, so not every one can be seen. */
    assert_true(t.found * 100 >= t.tied * 85);
}

struct report { struct text dir, file; struct soan_report *r; };

static void make_report(struct report *out, const char *outline)
{
    const char *tmp = getenv("TMPDIR");
    struct text bytes = text_copy(text_view_of(outline));
    struct soan_outline o = {0};
    struct error e = {0};
    *out = (struct report){0};
    text_printf(&out->dir, "%s/soan-claims-XXXXXX", tmp ? tmp : "/tmp");
    assert_non_null(mkdtemp(out->dir.bytes));
    text_printf(&out->file, "%s/r.soan", text_str(&out->dir));
    if (!soan_outline_parse(&bytes, NULL, &o, &e) ||
        !soan_report_create(text_str(&out->file), &o, TEXT_LIT("thử"), "vt1", &e) ||
        !soan_report_open(text_str(&out->file), "vt1", &out->r, &e))
        fail_msg("%s", text_str(&e.message));
    soan_outline_free(&o);
}

static void remove_report(struct report *p)
{
    static const char *const ends[] = {"", "-wal", "-shm", "-journal"};
    soan_report_close(&p->r);
    for (size_t i = 0; i < SOAN_ARRAY_LEN(ends); i++) {
        struct text path = text_copy(text_view(&p->file));
        text_append_str(&path, ends[i]);
        remove(text_str(&path));
        text_free(&path);
    }
    assert_int_equal(remove(text_str(&p->dir)), 0);
    text_free(&p->file);
    text_free(&p->dir);
}

/* The report as an office has it: nothing but what is not about numbers. */
static bool count_finding(const struct soan_finding *f, void *arg)
{
    size_t *n = arg;
    if (strncmp(f->rule, "claim-", 6) != 0)
        return true;
    print_error("%s: %.*s: %s\n", f->rule, (int)f->text.len, f->text.bytes, f->message);
    ++*n;
    return true;
}

static void whole_reports_have_no_finding(void **state)
{
    (void)state;
    for (int n = 1; n <= PAGES; n++) {
        struct text outline = page(n);
        struct report p;
        struct error e = {0};
        size_t findings = 0;
        make_report(&p, text_str(&outline));
        if (!soan_report_set(p.r, "term", TEXT_LIT("2020 - 2025"), &e) || !soan_check(p.r, count_finding, &findings, &e))
            fail_msg("%s", text_str(&e.message));
        remove_report(&p);
        text_free(&outline);
        assert_int_equal(findings, 0);
    }
}

static bool first_key(const struct soan_figure *f, void *arg)
{
    text_append(arg, text_view(&f->key));
    return false;
}

static void change(struct report *p, enum soan_figure_property what, const char *value)
{
    struct text key = {0};
    struct error e = {0};
    bool ok = soan_figure_each(p->r, first_key, &key, &e);
    struct soan_figure_change c = {.key = text_view(&key), .what = what, .value = text_view_of(value)};
    if (!ok || !soan_figures_change(p->r, &c, 1, NULL, false, NULL, &e))
        fail_msg("%s", text_str(&e.message));
    text_free(&key);
}

static bool note_claim(const struct soan_finding *f, void *arg)
{
    if (strncmp(f->rule, "claim-", 6) == 0)
        text_printf(arg, "%s: %s", f->rule, f->message);
    return true;
}

static void found_is(struct report *p, const char *expected)
{
    struct text found = {0};
    struct error e = {0};
    assert_true(soan_check(p->r, note_claim, &found, &e));
    assert_string_equal(text_str(&found), expected);
    text_free(&found);
}

static void targets_of_the_ledger_are_kept_to(void **state)
{
    (void)state;
    struct report p;
    make_report(&p, "I. KẾT QUẢ\n· Tỷ lệ tập hợp quần chúng hằng năm đạt …%, vượt chỉ tiêu nghị quyết đề ra.\n");
    found_is(&p, "");
    change(&p, SOAN_FIGURE_VALUE, "80");
    found_is(&p, ""); /* no target: nothing is known */
    change(&p, SOAN_FIGURE_TARGET, ">= 85");
    found_is(&p, "claim-target: the value is 80, the target 85: the words say otherwise");
    change(&p, SOAN_FIGURE_VALUE, "85");
    found_is(&p, "claim-target: the value is 85, the target 85: the words say otherwise");
    change(&p, SOAN_FIGURE_VALUE, "86,5");
    found_is(&p, "");
    change(&p, SOAN_FIGURE_TARGET, "<= 85");
    found_is(&p, "claim-target: the value is 86,5, the target 85: the words say otherwise");
    remove_report(&p);
}

#define RESULTS "Phần thứ nhất\nKẾT QUẢ NHIỆM KỲ 2020 - 2025\nI. KINH TẾ\n"
#define PLANS "Phần thứ hai\nMỤC TIÊU GIAI ĐOẠN 2025 - 2030\nI. MỤC TIÊU CHUNG\n"

static void outline_finds(const char *outline, const char *term, const char *expected)
{
    struct report p;
    struct error e = {0};
    make_report(&p, outline);
    if (term && !soan_report_set(p.r, "term", text_view_of(term), &e))
        fail_msg("%s", text_str(&e.message));
    found_is(&p, expected);
    remove_report(&p);
}

static void years_keep_to_the_term(void **state)
{
    (void)state;
    outline_finds(RESULTS "Năm 2024 thu 412 tỷ đồng.\n" PLANS "Đến năm 2030 thu 600 tỷ đồng.\n", NULL, "");
    outline_finds(RESULTS "Năm 2028 thu 412 tỷ đồng.\n", NULL,
                  "claim-year: the year 2028 lies outside the term 2020 - 2025");
    outline_finds(RESULTS "Năm 2018 thu 380 tỷ đồng, năm 2024 thu 412 tỷ đồng.\n", NULL, ""); /* compared */
    outline_finds(RESULTS "Năm 2028 thu 412 tỷ đồng.\n", "2025-2030", "");
    outline_finds("I. KẾT QUẢ\nNăm 2018 thu 380 tỷ đồng.\n", NULL, ""); /* no term is known */
    outline_finds("I. KẾT QUẢ\nNăm 2018 thu 380 tỷ đồng.\n" PLANS "Thu 600 tỷ đồng.\n", NULL,
                  "claim-year: the year 2018 lies outside the term 2020 - 2025");
    outline_finds(PLANS "Đến năm 2020 thu 600 tỷ đồng.\n", NULL,
                  "claim-year: planned until 2020, but the term to come begins in 2025");
    outline_finds(PLANS "Đến năm 2045 thu 600 tỷ đồng.\n", NULL, "");
    outline_finds(PLANS "Đến năm 2205 thu 600 tỷ đồng.\n", NULL,
                  "claim-year: the year 2205 is far from the term 2020 - 2025");
}

static void one_number_in_two_marks(void **state)
{
    (void)state;
    outline_finds("I. KẾT QUẢ\nThu 1.234 triệu đồng.\nII. ĐÁNH GIÁ\nĐã thu 1,234 triệu đồng.\n", NULL,
                  "claim-mark: elsewhere it is 1.234: one of them uses the other mark");
    outline_finds("I. KẾT QUẢ\nThu 1.234 triệu đồng.\nII. ĐÁNH GIÁ\nĐã chi 1,235 tỷ đồng và 1,234 tỷ đồng.\n", NULL, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(targets_of_the_ledger_are_kept_to),
        cmocka_unit_test(years_keep_to_the_term),
        cmocka_unit_test(one_number_in_two_marks),
        cmocka_unit_test(there_are_ten_pages),
        cmocka_unit_test(correct_prose_is_left_alone),
        cmocka_unit_test(wrong_numbers_are_found),
        cmocka_unit_test(whole_reports_have_no_finding),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
