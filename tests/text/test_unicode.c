/*
 * The test files of Unicode, from /usr/share/unicode (Debian package unicode-data). What fails is counted by reason: a
 * new reason or another count is a failure. The counts are those of libunistring 1.0 (Unicode 14) on
 * the files of Unicode 15.0; with others nearly all must pass, and the rest is shown.
 */
#include <unistd.h>
#include <unistring/version.h>
#include <uniwbrk.h>

#include "support.h"

#define UNICODE "/usr/share/unicode/"

struct reason {
    const char *rule;     /* "÷" or "×", what the file wants, its rule, and the class behind: the start of these */
    size_t known;
    const char *why;
    size_t seen;
};

/* One line of a break test: "÷ 0020 × 0308 ÷	# ÷ [0.2] SPACE ..." */
struct sample {
    struct text text;
    bool want[64];            /* by byte, at code points */
    char rule[64][40];
};

static bool sample_read(const char *line, struct sample *s)
{
    text_clear(&s->text);
    memset(s->want, 0, sizeof s->want);
    const char *remark = strchr(line, '#');
    if (line[0] == '#' || !remark)
        return false;
    const char *r = strchr(remark, '[');
    bool breaks = false;
    for (const char *p = line; p < remark; p++) {
        if (strncmp(p, "÷", 2) == 0 || strncmp(p, "×", 2) == 0) {
            breaks = strncmp(p, "÷", 2) == 0;
            if (r) {
                const char *end = strchr(r, ']');
                const char *class = strchr(end, '('), *next = strchr(end, '[');
                int class_len = class && next && class < next ? (int)strcspn(class + 1, ")") : 0;
                snprintf(s->rule[s->text.len], sizeof s->rule[0], "%s%.*s %.*s", breaks ? "÷" : "×", (int)(end - r - 1),
                         r + 1, class_len, class_len ? class + 1 : "");
                r = next;
            }
            s->want[s->text.len] = breaks;
            p++;
        } else if ((*p >= '0' && *p <= '9') || (*p >= 'A' && *p <= 'F')) {
            char *end;
            text_append_codepoint(&s->text, (uint32_t)strtoul(p, &end, 16));
            p = end - 1;
        }
    }
    return s->text.len > 0;
}

static FILE *open_or_skip(const char *command, const char *path)
{
    FILE *f = access(path, R_OK) ? NULL : command ? popen(command, "r") : fopen(path, "r");
    if (!f) {
        print_message("skipped: %s is missing (package unicode-data)\n", path);
        skip();
    }
    return f;
}

typedef void breaks_fn(struct text_view v, unsigned char *out);

static bool is_measured_pair(const char *first_line)
{
    return _libunistring_version == 0x0100 && strstr(first_line, "15.0.0");
}

static void check_file(const char *path, breaks_fn *breaks, struct reason *reasons, size_t passed_want)
{
    FILE *f = open_or_skip(NULL, path);
    static struct sample s;
    char *line = NULL;
    size_t cap = 0, passed = 0, failed = 0;
    bool measured = getline(&line, &cap, f) > 0 && is_measured_pair(line);
    while (getline(&line, &cap, f) > 0) {
        if (!sample_read(line, &s))
            continue;
        unsigned char got[64] = {0};
        assert_true(s.text.len < sizeof got);
        breaks(text_view(&s.text), got);
        size_t wrong = SIZE_MAX;
        for (size_t i = 1; i < s.text.len; i++)
            if ((s.text.bytes[i] & 0xC0) != 0x80 && s.want[i] != (got[i] != 0) && wrong == SIZE_MAX)
                wrong = i;
        if (wrong == SIZE_MAX) {
            passed++;
            continue;
        }
        failed++;
        struct reason *r = reasons;
        while (r->rule && strncmp(r->rule, s.rule[wrong], strlen(r->rule)) != 0)
            r++;
        if (!r->rule)
            print_error("not explained: byte %zu, rule %s: %s", wrong, s.rule[wrong], line);
        r->seen++;
    }
    fclose(f);
    free(line);
    text_free(&s.text);
    s.text = (struct text){0};
    for (struct reason *r = reasons; r->rule; r++) {
        print_message("%4zu of rule %-8s %s\n", r->seen, r->rule, r->why);
        assert_true(!measured || r->seen == r->known);
    }
    print_message("%zu passed\n", passed);
    assert_true(measured ? passed == passed_want : failed < passed / 10);
}

static void our_lines(struct text_view v, unsigned char *out)
{
    struct text_breaks *none = text_breaks_load((struct text_view){"", 0}, NULL);
    text_break_opportunities(v, none, out);
    text_breaks_free(&none);
}

static void line_breaks(void **state)
{
    (void)state;
    static const char old_marks[] = "blank and mark stay together, as Unicode had it before 5.0";
    static const char start[] = "blanks at the start of a paragraph stay with its first word";
    static const char numbers[] = "numbers stay together with their signs in more cases than the rules ask for";
    static const char object[] = "U+FFFC takes neighbours";
    struct reason reasons[] = {
        {"÷18.0 CM", 92, old_marks, 0},
        {"÷18.0 ZWJ", 7, old_marks, 0},
        {"÷18.0", 174, start, 0},
        {"÷999.0", 34, numbers, 0},
        {"÷20.0", 17, object, 0},
        {"×29.0", 12, "a break is offered between a full stop and a letter (data/breaks takes it back)", 0},
        {"×14.0", 12, "opening bracket, blank, mark", 0},
        {"×16.0", 5, "closing bracket, blank, small kana", 0},
        {"×30.11", 1, "a mark between two regional indicators", 0},
        {0},
    };
    check_file(UNICODE "auxiliary/LineBreakTest.txt", our_lines, reasons, 7300);
}

static void our_clusters(struct text_view v, unsigned char *out)
{
    for (size_t i = 0; i < v.len; i = text_grapheme_next(v, i))
        out[i] = 1;
    size_t n = 0;
    for (size_t i = v.len; i > 0; n++) {
        i = text_grapheme_prev(v, i);
        assert_true(out[i]);
    }
    for (size_t i = 0; i < v.len; i++)
        n -= out[i];
    assert_int_equal(n, 0);
}

static void clusters(void **state)
{
    (void)state;
    struct reason none[] = {{0}};
    check_file(UNICODE "auxiliary/GraphemeBreakTest.txt", our_clusters, none, 602);
}

static void their_words(struct text_view v, unsigned char *out)
{
    u8_wordbreaks((const uint8_t *)v.bytes, v.len, (char *)out);
}

static void words(void **state)
{
    (void)state;
    struct reason none[] = {{0}};
    check_file(UNICODE "auxiliary/WordBreakTest.txt", their_words, none, 1823);
}

/* Looking for words between blanks only gives what the whole text would. */
static void words_by_pieces(void **state)
{
    (void)state;
    static const char *piece[] = {"a", "ế", " ", "  ", "\n", "1", ".", ",", "'", "(", "\u0301",
                                  "\u200D", "漢", "カ", "א", "\"",
                                  "_", "\u00A0", "🇻", "…", "-", ":", "👍"};
    struct text t = {0};
    for (int round = 0; round < 5000; round++) {
        text_clear(&t);
        for (size_t n = 1 + random_below(20); n > 0; n--)
            text_append_str(&t, piece[random_below(SOAN_ARRAY_LEN(piece))]);
        unsigned char *want = mem_array(t.len + 1, 1);
        their_words(text_view(&t), want);
        want[0] = 1;
        for (size_t at = text_word_next(text_view(&t), 0), i = 1; i <= t.len; i++) {
            /* A word starts where a break comes before a letter or digit. */
            size_t end = i;
            if (i < t.len && want[i])
                text_decode(text_view(&t), i, &end);
            bool starts = text_word_count(text_view_part(text_view(&t), i, end)) == 1;
            if (starts || i == t.len) {
                assert_int_equal(at, i);
                assert_true(i == t.len || text_word_prev(text_view(&t), i + 1) == i);
                at = text_word_next(text_view(&t), at);
            }
        }
        free(want);
    }
    text_free(&t);
}

static void read_codepoints(const char **p, struct text *out)
{
    text_clear(out);
    while (**p && **p != ';') {
        char *end;
        text_append_codepoint(out, (uint32_t)strtoul(*p, &end, 16));
        *p = *end == ' ' ? end + 1 : end;
    }
    if (**p)
        ++*p;
}

/* c2 = NFC(c1..c3), c4 = NFC(c4..c5); c3 = NFD(c1..c3), c5 = NFD(c4..c5). */
static bool normalizes(const struct text c[5])
{
    bool ok = true;
    for (int i = 0; i < 5 && ok; i++) {
        struct text made = {0};
        text_nfc(text_view(&c[i]), &made);
        ok = text_view_equal(text_view(&made), text_view(&c[i < 3 ? 1 : 3]));
        assert_int_equal(text_is_clean(text_view(&c[i])), text_view_equal(text_view(&c[i]), text_view(&made)));
        text_clear(&made);
        text_nfd(text_view(&c[i]), &made);
        ok = ok && text_view_equal(text_view(&made), text_view(&c[i < 3 ? 2 : 4]));
        text_free(&made);
    }
    return ok;
}

static void normal_forms(void **state)
{
    (void)state;
    const char *path = UNICODE "NormalizationTest.txt.bz2";
    FILE *f = open_or_skip("bzcat " UNICODE "NormalizationTest.txt.bz2", path);
    char *line = NULL;
    size_t cap = 0, passed = 0, newer = 0;
    struct text c[5] = {0};
    bool measured = getline(&line, &cap, f) > 0 && is_measured_pair(line);
    while (getline(&line, &cap, f) > 0) {
        if (line[0] == '#' || line[0] == '@' || line[0] == '\n')
            continue;
        const char *p = line;
        for (int i = 0; i < 5; i++)
            read_codepoints(&p, &c[i]);
        if (normalizes(c))
            passed++;
        else
            newer++;
    }
    pclose(f);
    free(line);
    for (int i = 0; i < 5; i++)
        text_free(&c[i]);
    print_message("%zu passed, %zu of characters new in Unicode 15\n", passed, newer);
    assert_true(measured ? passed == 19054 && newer == 20 : newer < passed / 100);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(line_breaks), cmocka_unit_test(clusters), cmocka_unit_test(words),
        cmocka_unit_test(words_by_pieces), cmocka_unit_test(normal_forms),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
