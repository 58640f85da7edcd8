#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "print/block.h"

struct paper { struct text text; unsigned page; };

static bool collect(const struct soan_print_line *line, void *arg)
{
    struct paper *p = arg;
    if (line->page != p->page)
        text_append_str(&p->text, p->page ? "\f" : "");
    p->page = line->page;
    text_append(&p->text, line->text);
    text_append_char(&p->text, '\n');
    return true;
}

static struct page_form form(int width, int length)
{
    return (struct page_form){.width = width, .length = length, .number_from = 2, .number = TEXT_LIT("- N -"),
                              .note_rule = 8};
}

static void lays_out(int width, int length, const struct block *block, size_t n, const char *expected)
{
    struct paper paper = {0};
    struct layout l;
    const struct page_form f = form(width, length);
    layout_init(&l, &f, collect, &paper);
    for (size_t i = 0; i < n; i++)
        layout_add(&l, &block[i]);
    layout_end(&l, true);
    assert_string_equal(text_str(&paper.text), expected);
    text_free(&paper.text);
}

#define HEADING(s, cols) {.kind = BLOCK_HEADING, .text = TEXT_LIT(s), .hang = cols}
#define TEXT(s) {.kind = BLOCK_TEXT, .text = TEXT_LIT(s)}

static void nothing_prints_nothing(void **state)
{
    (void)state;
    lays_out(72, 60, NULL, 0, "");
    lays_out(72, 0, NULL, 0, "");
}

static void indents_hang_and_centre(void **state)
{
    (void)state;
    const struct block block[] = {
        {.kind = BLOCK_CENTRED, .text = TEXT_LIT("PHẦN MỘT")},
        {.kind = BLOCK_HEADING, .text = TEXT_LIT("I. Kinh tế và xã hội"), .hang = 3, .gap = 1},
        {.kind = BLOCK_TEXT, .text = TEXT_LIT("Một hai ba bốn năm sáu bảy"), .first = 4},
        {.kind = BLOCK_TEXT, .text = TEXT_LIT("- một hai ba bốn năm sáu"), .hang = 2},
    };
    const char *expected =
        "      PHẦN MỘT\n"
        "\n"
        "I. Kinh tế và xã hội\n"
        "    Một hai ba bốn\n"
        "năm sáu bảy\n"
        "- một hai ba bốn năm\n"
        "  sáu\n";
    lays_out(20, 0, block, SOAN_ARRAY_LEN(block), expected);
    lays_out(20, 60, block, SOAN_ARRAY_LEN(block), expected);
}

/* Ten lines a page: eight lines of text from page 2 on. */
static void pages_are_numbered_from_the_second(void **state)
{
    (void)state;
    struct block block[20];
    for (size_t i = 0; i < 20; i++)
        block[i] = (struct block)TEXT("dòng");
    lays_out(20, 10, block, 20,
             "dòng\ndòng\ndòng\ndòng\ndòng\ndòng\ndòng\ndòng\ndòng\ndòng\n"
             "\f       - 2 -\n\ndòng\ndòng\ndòng\ndòng\ndòng\ndòng\ndòng\ndòng\n"
             "\f       - 3 -\n\ndòng\ndòng\n");
    lays_out(20, 10, block, 10, "dòng\ndòng\ndòng\ndòng\ndòng\ndòng\ndòng\ndòng\ndòng\ndòng\n");
    lays_out(20, 10, block, 18,
             "dòng\ndòng\ndòng\ndòng\ndòng\ndòng\ndòng\ndòng\ndòng\ndòng\n"
             "\f       - 2 -\n\ndòng\ndòng\ndòng\ndòng\ndòng\ndòng\ndòng\ndòng\n");
}

static void headings_go_with_two_lines(void **state)
{
    (void)state;
    const struct block block[] = {
        TEXT("1"), TEXT("2"), TEXT("3"), TEXT("4"), TEXT("5"), TEXT("6"), TEXT("7"),
        HEADING("I. A", 3), HEADING("1. B", 3), TEXT("a"), TEXT("b"), TEXT("c"),
    };
    lays_out(20, 11, block, SOAN_ARRAY_LEN(block), "1\n2\n3\n4\n5\n6\n7\nI. A\n1. B\na\nb\n\f       - 2 -\n\nc\n");
    lays_out(20, 10, block, SOAN_ARRAY_LEN(block), "1\n2\n3\n4\n5\n6\n7\n\f       - 2 -\n\nI. A\n1. B\na\nb\nc\n");
}

static void a_gap_at_the_head_of_a_page_is_left_out(void **state)
{
    (void)state;
    struct block block[18];
    for (size_t i = 0; i < 18; i++)
        block[i] = (struct block)TEXT("x");
    block[10].gap = 1;
    lays_out(20, 10, block, 18,
             "x\nx\nx\nx\nx\nx\nx\nx\nx\nx\n\f       - 2 -\n\nx\nx\nx\nx\nx\nx\nx\nx\n");
    block[10].gap = 0;
    block[9].gap = 1;
    lays_out(20, 10, block, 12, "x\nx\nx\nx\nx\nx\nx\nx\nx\n\f       - 2 -\n\nx\nx\nx\n");
}

/* Five words of a line each. */
#define FIVE "mộtmộtmộtmột haihaihaihai bababababa bốnbốnbốnbốn nămnămnămnăm"

static void no_single_line_is_left_behind(void **state)
{
    (void)state;
    struct block block[10];
    for (size_t i = 0; i < 10; i++)
        block[i] = (struct block)TEXT("x");
    /* One line fits: the paragraph moves as a whole. */
    block[9] = (struct block)TEXT(FIVE);
    lays_out(20, 10, block, 10,
             "x\nx\nx\nx\nx\nx\nx\nx\nx\n\f       - 2 -\n\n"
             "mộtmộtmộtmột\nhaihaihaihai\nbababababa\nbốnbốnbốnbốn\nnămnămnămnăm\n");
    /* Four fit: only three stay, so that two go over. */
    block[6] = block[9];
    lays_out(
        20, 10, block, 7,
        "x\nx\nx\nx\nx\nx\nmộtmộtmộtmột\nhaihaihaihai\nbababababa\n\f       - 2 -\n\nbốnbốnbốnbốn\nnămnămnămnăm\n");
}

static void a_colon_stays_with_what_it_announces(void **state)
{
    (void)state;
    struct block block[11];
    for (size_t i = 0; i < 11; i++)
        block[i] = (struct block)TEXT("x");
    block[9] = (struct block)TEXT("như sau:");
    lays_out(20, 10, block, 11, "x\nx\nx\nx\nx\nx\nx\nx\nx\n\f       - 2 -\n\nnhư sau:\nx\n");
}

static void headings_without_end_still_fill_pages(void **state)
{
    (void)state;
    struct block block[25];
    for (size_t i = 0; i < 25; i++)
        block[i] = (struct block)HEADING("I. A", 3);
    lays_out(20, 10, block, 25,
             "I. A\nI. A\nI. A\nI. A\nI. A\nI. A\nI. A\nI. A\nI. A\nI. A\n"
             "\f       - 2 -\n\nI. A\nI. A\nI. A\nI. A\nI. A\nI. A\nI. A\nI. A\n"
             "\f       - 3 -\n\nI. A\nI. A\nI. A\nI. A\nI. A\nI. A\nI. A\n");
}

/* ---- properties on random reports ------------------------------------------ */

static unsigned seed;

static unsigned random_below(unsigned n)
{
    seed = seed * 1103515245u + 12345u;
    return (seed >> 16) % n;
}

static void random_words(struct text *out, unsigned most)
{
    static const char *const word[] = {
        "đạt",  "94",   "%",   "…",    "nghiêm", "1.234,5", "tỷ",
        "đồng", "a",    "TW",  "chỉ",  "tiêu",   "(cũ)",    "khôngcókhoảngtrắngnàocảtrongtừdàinày",
        "của",  "Nhân", "dân", "nghìn"};
    for (unsigned n = 1 + random_below(most); n; n--) {
        text_append_str(out, word[random_below(SOAN_ARRAY_LEN(word))]);
        if (n > 1)
            text_append_char(out, ' ');
    }
}

/* Appends v without blanks, newlines, form feeds. */
static void squeeze(struct text_view v, struct text *out)
{
    for (size_t i = 0; i < v.len; i++)
        if (!strchr(" \n\f", v.bytes[i]))
            text_append_char(out, v.bytes[i]);
}

/* Checks widths and heights, and appends the text of all pages without their heads to `text`. */
static void check_pages(struct text_view out, int width, int length, struct text *text)
{
    size_t page = 1;
    for (size_t from = 0, to; from < out.len; from = to + 1, page++) {
        int lines = 0;
        to = text_view_find(out, TEXT_LIT("\f"), from);
        struct text_view body = text_view_part(out, from, to == SIZE_MAX ? out.len : to);
        assert_true(text_view_ends(body, TEXT_LIT("\n")));
        assert_false(text_view_ends(body, TEXT_LIT("\n\n")));
        for (size_t a = 0, b; a < body.len; a = b + 1, lines++) {
            b = text_view_find(body, TEXT_LIT("\n"), a);
            struct text_view line = text_view_part(body, a, b);
            assert_true(text_width(line) <= width);
            assert_false(text_view_ends(line, TEXT_LIT(" ")));
            if (page > 1 && lines == 0) {
                struct text head = {0};
                text_printf(&head, "- %zu -", page);
                assert_true(text_view_equal(text_view_trim(line), text_view(&head)));
                text_free(&head);
                continue;
            }
            if (lines == (page > 1 ? 2 : 0))
                assert_true(line.len > 0);
            squeeze(line, text);
            bool last = b + 1 == body.len;
            if (last && to != SIZE_MAX && text_view_starts(line, TEXT_LIT("#")))
                fail_msg("a heading ends page %zu of %d x %d", page, width, length);
        }
        if (length)
            assert_true(lines <= length);
        if (to == SIZE_MAX)
            break;
    }
}

static void random_report(int width, int length)
{
    struct paper paper = {0};
    struct text given = {0}, printed = {0}, words = {0};
    struct layout l;
    const struct page_form f = form(width, length);
    bool heading = true;
    layout_init(&l, &f, collect, &paper);
    for (unsigned n = 1 + random_below(60); n; n--) {
        /* At most one heading line in a row of text, so that no page is all headings. */
        heading = !heading && n > 1 && random_below(3) == 0;
        text_clear(&words);
        text_append_str(&words, heading ? "#" : "");
        random_words(&words, heading ? 1 : 60);
        struct block b = {.kind = heading ? BLOCK_HEADING : BLOCK_TEXT, .text = text_view(&words)};
        if (heading)
            b.text.len = 1;
        b.first = (int)random_below(6);
        b.hang = (int)random_below(12);
        b.gap = random_below(2) && given.len;
        squeeze(b.text, &given);
        layout_add(&l, &b);
    }
    layout_end(&l, true);
    check_pages(text_view(&paper.text), width, length, &printed);
    assert_string_equal(text_str(&printed), text_str(&given));
    text_free(&paper.text);
    text_free(&given);
    text_free(&printed);
    text_free(&words);
}

static void properties_hold_on_random_reports(void **state)
{
    (void)state;
    static const int width[] = {20, 21, 40, 72, 132}, length[] = {0, 10, 11, 24, 60};
    for (seed = 1; seed < 400; seed++) {
        unsigned start = seed;
        random_report(width[start % 5], length[start / 5 % 5]);
        seed = start;
    }
}

/* ---- notes ---- */

static const char *const *note_words;

static void note_block(void *arg, size_t note, struct block *out)
{
    (void)arg;
    *out = (struct block){.kind = BLOCK_TEXT, .text = text_view_of(note_words[note])};
}

struct faults { unsigned page[8]; enum soan_fault fault[8]; size_t n; };

static void keep_fault(const struct soan_print_line *line, void *arg)
{
    struct faults *f = arg;
    assert_true(f->n < 8);
    f->page[f->n] = line->page;
    f->fault[f->n++] = line->fault;
}

/* Lines `x`; where call[i] is said, line i has so many marks. */
static void lays_out_notes(int length, const size_t *calls, size_t n, const char *const *words, const char *expected,
                           struct faults *faults)
{
    struct paper paper = {0};
    struct layout l;
    const struct page_form f = form(20, length);
    struct call call[64];
    size_t note = 0;
    note_words = words;
    layout_init(&l, &f, collect, &paper);
    l.note = note_block;
    l.pages.fault = keep_fault;
    l.pages.fault_arg = faults;
    for (size_t i = 0; i < n; i++) {
        struct block b = TEXT("x");
        for (size_t k = 0; k < calls[i]; k++)
            call[k] = (struct call){1, note++};
        b.call = call;
        b.calls = calls[i];
        layout_add(&l, &b);
    }
    layout_end(&l, true);
    assert_string_equal(text_str(&paper.text), expected);
    text_free(&paper.text);
}

#define LONG_NOTE "mộtmộtmộtmột haihaihaihai bababababa bốnbốnbốnbốn nămnămnămnăm"

static void notes_stand_at_the_foot_of_their_page(void **state)
{
    (void)state;
    struct faults faults = {0};
    /* Blank lines fill the page up. */
    lays_out_notes(10, (size_t[]){0, 1, 0}, 3, (const char *[]){"một"}, "x\nx\nx\n\n\n\n\n\n--------\nmột\n", &faults);
    /* Without pages they stand at the end. */
    lays_out_notes(0, (size_t[]){0, 1, 0}, 3, (const char *[]){"một"}, "x\nx\nx\n\n--------\nmột\n", &faults);
    /* Line 8 would have no room for its note: it goes over with it. */
    lays_out_notes(10, (size_t[]){1, 0, 0, 0, 0, 0, 0, 1, 0}, 9, (const char *[]){"một", "hai"},
                   "x\nx\nx\nx\nx\nx\nx\n\n--------\nmột\n"
                   "\f       - 2 -\n\nx\nx\n\n\n\n\n--------\nhai\n",
                   &faults);
    assert_int_equal(faults.n, 0);
}

static void long_notes_go_on_at_the_next_foot(void **state)
{
    (void)state;
    struct faults faults = {0};
    lays_out_notes(10, (size_t[]){0, 0, 0, 0, 0, 0, 1, 0, 0, 0}, 10, (const char *[]){LONG_NOTE},
                   "x\nx\nx\nx\nx\nx\nx\n--------\nmộtmộtmộtmột\nhaihaihaihai\n"
                   "\f       - 2 -\n\nx\nx\nx\n\n--------\nbababababa\nbốnbốnbốnbốn\nnămnămnămnăm\n",
                   &faults);
    assert_int_equal(faults.n, 0);
}

static void more_notes_than_a_page_holds_are_told(void **state)
{
    (void)state;
    struct faults faults = {0};
    const char *const words[] = {"1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", "16"};
    lays_out_notes(10, (size_t[]){16, 1}, 1, words,
                   "x\n--------\n1\n2\n3\n4\n5\n6\n7\n8\n"
                   "\f       - 2 -\n\n--------\n9\n10\n11\n12\n13\n14\n15\n"
                   "\f       - 3 -\n\n\n\n\n\n\n\n--------\n16\n",
                   &faults);
    assert_int_equal(faults.n, 1);
    assert_int_equal(faults.page[0], 1);
    assert_int_equal(faults.fault[0], SOAN_FAULT_NOTES);
}

/* Every line and every note once, in order, whatever the lengths; marks not behind their notes. */
static void notes_are_never_lost(void **state)
{
    (void)state;
    for (seed = 1; seed < 300; seed++) {
        unsigned start = seed;
        const struct page_form f = form(20, 10 + (int)random_below(12));
        struct paper paper = {0};
        struct layout l;
        struct text words[40] = {0};
        const char *note[40];
        size_t notes = 0, seen = 0, lines = 0;
        for (size_t i = 0; i < 40; i++) {
            text_printf(&words[i], "<%zu>", i);
            for (unsigned n = random_below(30) ? random_below(9) : random_below(90); n; n--)
                text_append_str(&words[i], " dòngchúthíchdài");
            note[i] = text_str(&words[i]);
        }
        note_words = note;
        layout_init(&l, &f, collect, &paper);
        l.note = note_block;
        for (size_t i = 0; i < 60; i++) {
            struct call call = {1, notes};
            struct block b = TEXT("x");
            b.call = &call;
            b.calls = notes < 40 && random_below(3) == 0;
            notes += b.calls;
            layout_add(&l, &b);
        }
        layout_end(&l, true);
        for (size_t from = 0, to; from < paper.text.len; from = to + 1) {
            to = text_view_find(text_view(&paper.text), TEXT_LIT("\n"), from);
            struct text_view line = text_view_part(text_view(&paper.text), from, to);
            lines += text_view_equal(line, TEXT_LIT("x"));
            if (line.len && line.bytes[0] == '<')
                assert_int_equal(strtoul(line.bytes + 1, NULL, 10), seen++);
        }
        assert_int_equal(lines, 60);
        assert_int_equal(seen, notes);
        size_t want = 0, have = 0;
        for (size_t i = 0; i < notes; i++)
            for (size_t at = 0; (at = text_view_find(text_view(&words[i]), TEXT_LIT(" "), at)) != SIZE_MAX; at++)
                want++;
        for (size_t at = 0; (at = text_view_find(text_view(&paper.text), TEXT_LIT("dòngchú"), at)) != SIZE_MAX; at++)
            have++;
        assert_int_equal(have, want);
        text_free(&paper.text);
        for (size_t i = 0; i < 40; i++)
            text_free(&words[i]);
        seed = start;
    }
}

/* ---- justified ---- */

static void blanks_are_widened_evenly(void **state)
{
    (void)state;
    static const struct { const char *line; int width, most, phase; const char *want; } row[] = {
        {"một hai ba", 12, 3, 0, "một  hai  ba"},
        {"một hai ba", 11, 3, 0, "một hai  ba"},
        {"một hai ba", 11, 3, 1, "một  hai ba"},
        {"một hai ba", 14, 3, 0, "một   hai   ba"},
        {"một hai ba", 15, 3, 0, "một hai ba"},
        {"một", 15, 3, 0, "một"},
        {"- một hai", 11, 3, 0, "- một   hai"},
        {"một hai", 5, 3, 0, "một hai"},
    };
    for (size_t i = 0; i < SOAN_ARRAY_LEN(row); i++) {
        struct text out = {0};
        line_stretch(text_view_of(row[i].line), row[i].width, row[i].most, row[i].phase, &out);
        assert_string_equal(text_str(&out), row[i].want);
        text_free(&out);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_prints_nothing),
        cmocka_unit_test(indents_hang_and_centre),
        cmocka_unit_test(pages_are_numbered_from_the_second),
        cmocka_unit_test(headings_go_with_two_lines),
        cmocka_unit_test(a_gap_at_the_head_of_a_page_is_left_out),
        cmocka_unit_test(no_single_line_is_left_behind),
        cmocka_unit_test(a_colon_stays_with_what_it_announces),
        cmocka_unit_test(headings_without_end_still_fill_pages),
        cmocka_unit_test(properties_hold_on_random_reports),
        cmocka_unit_test(notes_stand_at_the_foot_of_their_page),
        cmocka_unit_test(long_notes_go_on_at_the_next_foot),
        cmocka_unit_test(more_notes_than_a_page_holds_are_told),
        cmocka_unit_test(notes_are_never_lost),
        cmocka_unit_test(blanks_are_widened_evenly),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
