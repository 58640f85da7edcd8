#include "seed.h"

static bool unknown(struct text_view key, struct soan_shown *out, void *arg)
{
    (void)key;
    (void)out;
    (void)arg;
    return false;
}

static bool as_spelled_first(struct text_view key, struct soan_shown *out, void *arg)
{
    const struct soan_outline *o = arg;
    for (size_t k = 0; k < o->figures; k++) {
        if (text_view_equal(text_view(&o->figure[k].key), key)) {
            *out = (struct soan_shown){TEXT_LIT(""), text_view(&o->figure[k].blank)};
            return true;
        }
    }
    return false;
}

static void export_all(const struct soan_outline *o, soan_lookup_fn *lookup, struct text *out)
{
    for (size_t k = 0; k < o->n; k++) {
        const struct soan_outline_node *n = &o->node[k];
        struct soan_export_section s = {text_view(&n->marker.shown), text_view(&n->title), text_view(&n->body), n->run_in, n->raw};
        soan_export_section(&s, lookup, (void *)o, out);
    }
}

/* What came in goes out, byte for byte. */
static void check_identity(struct text_view file)
{
    soan_lookup_fn *const lookups[] = {unknown, as_spelled_first, NULL};
    struct text bytes = text_copy(file);
    struct soan_outline o;
    assert_true(soan_outline_parse(&bytes, NULL, &o, NULL));
    struct text raws = {0};
    for (size_t k = 0; k < o.n; k++)
        text_append(&raws, o.node[k].raw);
    assert_true(text_view_equal(text_view(&raws), file));
    for (size_t k = 0; k < SOAN_ARRAY_LEN(lookups); k++) {
        struct text out = {0};
        export_all(&o, lookups[k], &out);
        if (!text_view_equal(text_view(&out), file))
            print_message("# in:\n%.*s\n# out:\n%s\n", (int)file.len, file.bytes, text_str(&out));
        assert_true(text_view_equal(text_view(&out), file));
        text_free(&out);
    }
    text_free(&raws);
    soan_outline_free(&o);
}

static void replace_all(struct text *t, const char *what, const char *with)
{
    struct text_view needle = text_view_of(what), by = text_view_of(with);
    struct text out = {0};
    size_t from = 0, at;
    while ((at = text_view_find(text_view(t), needle, from)) != SIZE_MAX) {
        text_append(&out, text_view_part(text_view(t), from, at));
        text_append(&out, by);
        from = at + needle.len;
    }
    text_append(&out, text_view_part(text_view(t), from, t->len));
    text_free(t);
    *t = out;
}

static void the_template_comes_out_as_it_went_in(void **state)
{
    static const struct { const char *what, *with; } change[] = {
        {"", ""}, {"\n", "\r\n"}, {"\n", "\r"}, {"\n", "  \t\n"}, {". ", ".\t"}, {"…", "......"}, {"\n· ", "\n\n  · "},
        {"1. ", "1.\t "}, {", ", "{,} "},
    };
    struct text bytes = seed();
    (void)state;
    for (size_t k = 0; k < SOAN_ARRAY_LEN(change); k++) {
        struct text file = text_copy(text_view(&bytes)), nfd = {0}, marked = {0};
        if (*change[k].what)
            replace_all(&file, change[k].what, change[k].with);
        check_identity(text_view(&file));
        text_nfd(text_view(&file), &nfd);
        check_identity(text_view(&nfd));
        text_append_str(&marked, "\xEF\xBB\xBF");
        text_append(&marked, text_view_part(text_view(&file), 0, file.len - 2));
        check_identity(text_view(&marked));
        text_free(&file);
        text_free(&nfd);
        text_free(&marked);
    }
    text_free(&bytes);
}

static void odd_files_come_out_as_they_went_in(void **state)
{
    static const char *const files[] = {
        "", "\n", "\n\n\n", " ", "x", "x\n", "\xEF\xBB\xBF", "\xEF\xBB\xBF\n", "1.", "1.\n\n", "I. A\n1. b: c\n",
        "Phần thứ nhất\n\nTÊN\n\nDÒNG HAI\n\nthân\n", "Phần I. TÊN\nTIẾP\n", "1. a:    b\n", "1.A ab\n", "1.Ab: cd\n",
        "Tên\n\n{a} {{b}} [^1] [1] }\n", "1. … tỷ {x}…{y} đạt …%\n", "ngày … tháng … năm …/… ... .... …..\n",
        "a\r\nb\rc\nd\x0b" "e\x0c" "f", "1. a\r\n\r\n2. b\n", "\x1b[31m1. đỏ\x1b[0m\n\x01\n", "1.\u200b Ẩn\n", "- a\n-\n·\n",
        "a)\nb)\n", "Chương I\nQUY ĐỊNH\nMục 1\nPhạm vi\nĐiều 1. Tên\n1. Một\na) Hai\n", "I. … : … . …\n", "1. ...\n2. ...:\n...\n",
    };
    (void)state;
    for (size_t k = 0; k < SOAN_ARRAY_LEN(files); k++)
        check_identity(text_view_of(files[k]));
}

/* Files put together at random out of everything the parser looks at. */
static void random_files_come_out_as_they_went_in(void **state)
{
    static const char *const pieces[] = {
        "\n", "\n", "\n", "\n\n", "\r\n", "\r", "\x0c", " ", "\t", "\u00a0", "  ", "…", "...", "..", ".", "…/…", "/", ",", ";", ":", ": ",
        ". ", "1.", "2.", "3.", "1.1.", "1.1", "1.2 ", "2.1.", "1)", "a)", "b)", "i)", "ii)", "(1)", "I.", "II.", "I -", "A.", "B.",
        "Phần thứ nhất", "Phần II", "Chương I", "Mục 1", "Điều 1.", "Phụ lục", "TÊN IN HOA", "Tên thường", "chữ", "- ", "· ", "Một là, ",
        "đạt ", " tỷ đồng", "%", " %/năm", "phường ", "lần thứ ", "ngày ", " tháng ", " năm ", "2025", "số ", "{", "}", "{{", "{thu}",
        "[^1]", "[1]", "\u0301", "e\u0302\u0301", "\u200b", "\x01", "\u202e", "\uFEFF", "“", "”", "(", ")",
        "một dòng dài đến mức có thể bị ngắt ở giữa câu khi chép ra từ một tệp khác ", "và tiếp tục ở dòng sau ",
    };
    unsigned long random = 20250101;
    (void)state;
    for (int file = 0; file < 4000; file++) {
        struct text t = {0};
        random = random * 6364136223846793005UL + 1442695040888963407UL;
        for (unsigned k = 0, n = (unsigned)(random >> 33) % 60; k < n; k++) {
            random = random * 6364136223846793005UL + 1442695040888963407UL;
            text_append_str(&t, pieces[(random >> 33) % SOAN_ARRAY_LEN(pieces)]);
        }
        check_identity(text_view(&t));
        text_free(&t);
    }
}

/* ---- what changed is written anew, the rest is not touched ------------------------------ */

static bool filled(struct text_view key, struct soan_shown *out, void *arg)
{
    *out = (struct soan_shown){text_view_equal(key, text_view_of(arg)) ? TEXT_LIT("1.250") : TEXT_LIT(""), TEXT_LIT("…")};
    return true;
}

static void check_written(const struct soan_export_section *s, const char *key, const char *expected)
{
    struct text out = {0};
    soan_export_section(s, filled, (void *)key, &out);
    assert_text(out, expected);
    text_free(&out);
}

#define RAW "  1.   Thu:  \r\n\r\n\t· Thu …  tỷ\r\n· Chi ... tỷ  \r\n\r\n\r\n· Hết.\r\n\r\n"

static void a_value_changes_its_line_only(void **state)
{
    struct soan_export_section s = {TEXT_LIT("1."), TEXT_LIT("Thu:"), TEXT_LIT("· Thu {thu}  tỷ\n· Chi {chi} tỷ\n· Hết."), false,
                                    TEXT_LIT(RAW)};
    (void)state;
    check_written(&s, "", RAW);
    check_written(&s, "thu", "  1.   Thu:  \r\n\r\n\t· Thu 1.250  tỷ\r\n· Chi ... tỷ  \r\n\r\n\r\n· Hết.\r\n\r\n");
    check_written(&s, "chi", "  1.   Thu:  \r\n\r\n\t· Thu …  tỷ\r\n· Chi 1.250 tỷ\r\n\r\n\r\n· Hết.\r\n\r\n");
}

static void headings_and_paragraphs_change(void **state)
{
    struct soan_export_section s = {TEXT_LIT("2."), TEXT_LIT("Thu:"), TEXT_LIT("· Thu {thu}  tỷ\n· Chi {chi} tỷ\n· Hết."), false,
                                    TEXT_LIT(RAW)};
    (void)state;
    check_written(&s, "", "  2. Thu:\r\n\r\n\t· Thu …  tỷ\r\n· Chi ... tỷ  \r\n\r\n\r\n· Hết.\r\n\r\n");
    s.marker = TEXT_LIT("1.");
    s.body = TEXT_LIT("· Thu {thu}  tỷ\n· Hết.");
    check_written(&s, "", "  1.   Thu:  \r\n\r\n\t· Thu …  tỷ\r\n· Hết.\r\n\r\n");
    s.body = TEXT_LIT("· Thu {thu}  tỷ\n· Mới.\n· Chi {chi} tỷ\n· Hết.\n· Thêm.");
    check_written(&s, "", "  1.   Thu:  \r\n\r\n\t· Thu …  tỷ\r\n· Mới.\r\n· Chi ... tỷ  \r\n\r\n\r\n· Hết.\r\n· Thêm.\r\n\r\n");
    s.body = TEXT_LIT("");
    check_written(&s, "", "  1.   Thu:  \r\n\r\n");
}

static void a_new_section_is_written_plainly(void **state)
{
    struct soan_export_section s = {TEXT_LIT("a)"), TEXT_LIT("Tên"), TEXT_LIT("một {{x}}\nhai {thu}"), false, TEXT_LIT("")};
    (void)state;
    check_written(&s, "thu", "a) Tên\nmột {x}\nhai 1.250\n");
    s.run_in = true;
    check_written(&s, "thu", "a) Tên một {x}\nhai 1.250\n");
    s = (struct soan_export_section){TEXT_LIT("Phần thứ hai"), TEXT_LIT("TÊN"), TEXT_LIT(""), false, TEXT_LIT("")};
    check_written(&s, "", "Phần thứ hai\nTÊN\n");
    s = (struct soan_export_section){TEXT_LIT(""), TEXT_LIT(""), TEXT_LIT(""), false, TEXT_LIT("")};
    check_written(&s, "", "");
}

static void wrapped_lines_stay_wrapped(void **state)
{
    struct soan_export_section s = {TEXT_LIT("1."), TEXT_LIT("Tên dài hai dòng"), TEXT_LIT("Đoạn ba dòng {x} hết."), false,
                                    TEXT_LIT("1. Tên dài\nhai dòng\nĐoạn\n ba dòng\n … hết.\n")};
    (void)state;
    check_written(&s, "", "1. Tên dài\nhai dòng\nĐoạn\n ba dòng\n … hết.\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_template_comes_out_as_it_went_in), cmocka_unit_test(odd_files_come_out_as_they_went_in),
        cmocka_unit_test(random_files_come_out_as_they_went_in),
        cmocka_unit_test(a_value_changes_its_line_only),        cmocka_unit_test(headings_and_paragraphs_change),
        cmocka_unit_test(a_new_section_is_written_plainly),     cmocka_unit_test(wrapped_lines_stay_wrapped),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
