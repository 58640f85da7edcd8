#include "unit.h"

/* Tokens of `source` as "kind<body>" words: T text, F figure, B brace, N note. */
static void spell(const char *source, struct text *out)
{
    struct soan_token t;
    struct text_view v = text_view_of(source);
    size_t pos = 0;
    for (; soan_token_next(v, pos, &t); pos = t.to) {
        assert_int_equal(t.from, pos);
        text_append_char(out, "TFBN"[t.kind]);
        text_append_char(out, '<');
        text_append(out, t.body);
        text_append_char(out, '>');
    }
    assert_int_equal(pos, v.len);
}

static void tokens_cover_the_source(void **state)
{
    static const struct { const char *source, *expected; } cases[] = {
        {"", ""},
        {"thu đạt {thu} tỷ", "T<thu đạt >F<thu>T< tỷ>"},
        {"a\nb", "T<a>T<\n>T<b>"},
        {"{{thu}}", "B<{>T<thu>B<}>"},
        {"{{{thu}}}", "B<{>F<thu>B<}>"},
        {"{Thu} {1a} {} {a", "T<{Thu} {1a} {} {a>"},
        {"đề ra[^14].", "T<đề ra>N<14>T<.>"},
        {"[1] [^] [^x]", "T<[1] [^] [^x]>"},
        {"}{a_1}{", "T<}>F<a_1>T<{>"},
        {"{a\n}", "T<{a>T<\n>T<}>"},
    };
    (void)state;
    for (size_t k = 0; k < SOAN_ARRAY_LEN(cases); k++) {
        struct text got = {0};
        spell(cases[k].source, &got);
        assert_text(got, cases[k].expected);
        text_free(&got);
    }
}

static void escaping_comes_back(void **state)
{
    static const char *const plain[] = {"", "{", "}{", "a {b} c", "{{{", "một {hai}} ba\n{", "{a}"};
    (void)state;
    for (size_t k = 0; k < SOAN_ARRAY_LEN(plain); k++) {
        struct text source = {0};
        struct soan_projection p = {0};
        soan_source_escape(text_view_of(plain[k]), &source);
        soan_project(text_view(&source), NULL, NULL, &p);
        assert_text(p.out, plain[k]);
        soan_projection_free(&p);
        text_free(&source);
    }
}

static void keys_are_narrow(void **state)
{
    struct text longest = {0};
    (void)state;
    assert_true(soan_key_valid(TEXT_LIT("thu_ngan_sach")));
    assert_true(soan_key_valid(TEXT_LIT("a1")));
    assert_false(soan_key_valid(TEXT_LIT("")));
    assert_false(soan_key_valid(TEXT_LIT("1a")));
    assert_false(soan_key_valid(TEXT_LIT("_a")));
    assert_false(soan_key_valid(TEXT_LIT("Thu")));
    assert_false(soan_key_valid(TEXT_LIT("thu-chi")));
    for (int k = 0; k < 64; k++)
        text_append_char(&longest, 'a');
    assert_true(soan_key_valid(text_view(&longest)));
    text_append_char(&longest, 'a');
    assert_false(soan_key_valid(text_view(&longest)));
    text_free(&longest);
}

static bool shown(struct text_view key, struct soan_shown *out, void *arg)
{
    (void)arg;
    if (text_view_equal(key, TEXT_LIT("thu"))) {
        *out = (struct soan_shown){TEXT_LIT("1.250"), TEXT_LIT("…")};
        return true;
    }
    if (text_view_equal(key, TEXT_LIT("chi"))) {
        *out = (struct soan_shown){TEXT_LIT(""), TEXT_LIT("...")};
        return true;
    }
    return false;
}

static void figures_show_value_or_blank(void **state)
{
    struct soan_projection p = {0};
    struct text_view source = TEXT_LIT("Thu {thu} tỷ, chi {chi} tỷ, {dau} {{x}}[^3]\ny");
    (void)state;
    soan_project(source, shown, NULL, &p);
    assert_text(p.out, "Thu 1.250 tỷ, chi ... tỷ, {dau} {x}[^3]\ny");
    size_t src = 0, out = 0, open = 0;
    for (size_t k = 0; k < p.n; k++) {
        assert_int_equal(p.span[k].src_from, src);
        assert_int_equal(p.span[k].out_from, out);
        src = p.span[k].src_to;
        out = p.span[k].out_to;
        open += p.span[k].open;
    }
    assert_int_equal(src, source.len);
    assert_int_equal(out, p.out.len);
    assert_int_equal(open, 1);
    soan_projection_free(&p);
}

static void positions_go_both_ways(void **state)
{
    struct soan_projection p = {0};
    struct text_view source = TEXT_LIT("a {thu} b {{c");
    (void)state;
    soan_project(source, shown, NULL, &p);                /* "a 1.250 b {c" */
    assert_int_equal(soan_projection_to_out(&p, 1), 1);
    assert_int_equal(soan_projection_to_out(&p, 4), 2);   /* inside the figure: its start */
    assert_int_equal(soan_projection_to_out(&p, 7), 7);
    assert_int_equal(soan_projection_to_out(&p, 12), 11);
    assert_int_equal(soan_projection_to_out(&p, 13), 12);
    assert_int_equal(soan_projection_to_out(&p, 99), 12);
    assert_int_equal(soan_projection_to_src(&p, 5), 2);
    assert_int_equal(soan_projection_to_src(&p, 7), 7);
    assert_int_equal(soan_projection_to_src(&p, 11), 12);
    assert_int_equal(soan_projection_to_src(&p, 12), 13);
    soan_project(TEXT_LIT(""), shown, NULL, &p);
    assert_int_equal(soan_projection_to_out(&p, 0), 0);
    assert_int_equal(soan_projection_to_src(&p, 0), 0);
    soan_projection_free(&p);
}

/* At every byte the atom must be the token that soan_token_next() sees from the line's start. */
static void atoms_agree_with_tokens(void **state)
{
    static const char *const sources[] = {
        "x {thu}{chi} y", "{{{thu}}}", "{{{{", "}}}}}", "a[^12]b[^1", "{{{{{a}", "chữ {a}{{b}}", "abc_{d}_e[^3]",
        "{aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa}{b}",
    };
    (void)state;
    for (size_t k = 0; k < SOAN_ARRAY_LEN(sources); k++) {
        struct text_view v = text_view_of(sources[k]);
        struct soan_token t;
        for (size_t pos = 0; soan_token_next(v, pos, &t); pos = t.to) {
            for (size_t at = t.from; at < t.to; at++) {
                size_t from = 0, to = 0;
                assert_int_equal(soan_source_atom(v, at, &from, &to), t.kind != SOAN_TOKEN_TEXT);
                if (t.kind != SOAN_TOKEN_TEXT) {
                    assert_int_equal(from, t.from);
                    assert_int_equal(to, t.to);
                }
            }
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tokens_cover_the_source), cmocka_unit_test(escaping_comes_back),
        cmocka_unit_test(keys_are_narrow),         cmocka_unit_test(figures_show_value_or_blank),
        cmocka_unit_test(positions_go_both_ways),  cmocka_unit_test(atoms_agree_with_tokens),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
