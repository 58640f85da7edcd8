#include <stdlib.h>

#include "unit.h"

/* One section a line: depth, marker, title, and behind '|' its body with ' / ' between paragraphs. */
static void sketch(const struct soan_outline *o, struct text *out)
{
    for (size_t k = 0; k < o->n; k++) {
        const struct soan_outline_node *n = &o->node[k];
        text_printf(out, "%u %s", n->depth, text_str(&n->marker.shown));
        if (n->title.len)
            text_printf(out, " «%s»", text_str(&n->title));
        if (n->body.len)
            text_append_str(out, n->run_in ? " >" : " |");
        for (size_t p = 0; p < n->body.len; p++) {
            if (n->body.bytes[p] == '\n')
                text_append_str(out, " /");
            else
                text_append_char(out, n->body.bytes[p]);
        }
        text_append_char(out, '\n');
        assert_true(n->parent == SIZE_MAX ? n->depth == 1 : n->parent < k && o->node[n->parent].depth + 1 == n->depth);
    }
}

static void check_parsed(const char *file, const char *expected, bool keep_lines)
{
    const struct soan_outline_options options = {.keep_lines = keep_lines};
    struct text bytes = text_copy(text_view_of(file)), got = {0};
    struct soan_outline o;
    assert_true(soan_outline_parse(&bytes, &options, &o, NULL));
    sketch(&o, &got);
    assert_text(got, expected);
    text_free(&got);
    soan_outline_free(&o);
}

#define PARSED(file, expected) check_parsed(file, expected, false)

static void parts_chapters_and_articles(void **state)
{
    (void)state;
    PARSED("Phần thứ nhất\nĐÁNH GIÁ\nKẾT QUẢ\nI. THU\n1. Thu:\n1.1. Thuế\n- a\nPhần thứ hai\nMỤC TIÊU\n",
           "1 Phần thứ nhất «ĐÁNH GIÁ KẾT QUẢ»\n2 I. «THU»\n3 1. «Thu:»\n4 1.1. «Thuế» |- a\n1 Phần thứ hai «MỤC TIÊU»\n");
    PARSED("Phần I. TỔNG KẾT\nPHẦN II\n\nPHƯƠNG HƯỚNG\n\nNHIỆM KỲ TỚI\nThân bài.\nPhần III: Tổ chức thực hiện\n",
           "1 Phần I. «TỔNG KẾT»\n1 PHẦN II «PHƯƠNG HƯỚNG NHIỆM KỲ TỚI» |Thân bài.\n1 Phần III: «Tổ chức thực hiện»\n");
    PARSED("Chương I\nQUY ĐỊNH CHUNG\nMục 1\nPhạm vi\nĐiều 1. Tên gọi\n1. Khoản một.\na) Điểm a;\nb) Điểm b.\n2. Khoản hai.\n"
           "Điều 2. Áp dụng\nChương II\nTỔ CHỨC\nĐiều 3\nNgười đứng đầu\nđược bầu.\n",
           "1 Chương I «QUY ĐỊNH CHUNG»\n2 Mục 1 «Phạm vi»\n3 Điều 1. «Tên gọi»\n4 1. «Khoản một.»\n5 a) «Điểm a;»\n"
           "5 b) «Điểm b.»\n4 2. «Khoản hai.»\n3 Điều 2. «Áp dụng»\n1 Chương II «TỔ CHỨC»\n2 Điều 3 «Người đứng đầu» |được bầu.\n");
    PARSED("A. MỞ ĐẦU\nI. Một\nB. NỘI DUNG\nI. Hai\n1. Ba\nPhụ lục I\nDANH MỤC\nMẫu 1. Đơn\n",
           "1 A. «MỞ ĐẦU»\n2 I. «Một»\n1 B. «NỘI DUNG»\n2 I. «Hai»\n3 1. «Ba»\n1 Phụ lục I «DANH MỤC»\n1 Mẫu 1. «Đơn»\n");
    /* Roman above letters, if it came first. */
    PARSED("I. Một\nA. Hai\nB. Ba\nII. Bốn\nA. Năm\n", "1 I. «Một»\n2 A. «Hai»\n2 B. «Ba»\n1 II. «Bốn»\n2 A. «Năm»\n");
}

static void numbers_and_letters(void **state)
{
    (void)state;
    PARSED("I- Một\n1- Hai\n2- Ba\nII- Bốn\n", "1 I- «Một»\n2 1- «Hai»\n2 2- «Ba»\n1 II- «Bốn»\n");
    PARSED("1- A\n1.1- B\n1.2- C\n1.2-1.5 Tỷ\n", "1 1- «A»\n2 1.1- «B»\n2 1.2- «C» |1.2-1.5 Tỷ\n");
    PARSED("I - Một\nII – Hai\n", "1 I - «Một»\n1 II – «Hai»\n");
    PARSED("1. A\n1.1. B\n1.2 C\n1.2.1 D\n1.2.2. E\n2. F\n2.1 G\n",
           "1 1. «A»\n2 1.1. «B»\n2 1.2 «C»\n3 1.2.1 «D»\n3 1.2.2. «E»\n1 2. «F»\n2 2.1 «G»\n");
    PARSED("1. A\n1) B\n2) C\n2. D\n1) E\n", "1 1. «A»\n2 1) «B»\n2 2) «C»\n1 2. «D»\n2 1) «E»\n");
    PARSED("1. A\na. B\nb. C\n2. D\na) E\nb) F\n(1) G\n(2) H\nc) I\n",
           "1 1. «A»\n2 a. «B»\n2 b. «C»\n1 2. «D»\n2 a) «E»\n2 b) «F»\n3 (1) «G»\n3 (2) «H»\n2 c) «I»\n");
    PARSED("Chương 2\nTÊN\n2.1. A\n2.1.1. B\n2.2. C\n", "1 Chương 2 «TÊN»\n2 2.1. «A»\n3 2.1.1. «B»\n2 2.2. «C»\n");
    /* Numbers that go on through the Roman sections. */
    PARSED("I. A\n1. B\n2. C\nII. D\n3. E\n4. G\n", "1 I. «A»\n2 1. «B»\n2 2. «C»\n1 II. «D»\n2 3. «E»\n2 4. «G»\n");
    /* A gap, a repetition. */
    PARSED("1. A\n2. B\n4. C\n4. D\n5. E\n", "1 1. «A»\n1 2. «B»\n1 4. «C»\n1 4. «D»\n1 5. «E»\n");
    PARSED("1.Tên liền\n2.Tên hai\n", "1 1. «Tên liền»\n1 2. «Tên hai»\n");
}

static void roman_or_letter(void **state)
{
    (void)state;
    PARSED("1. X\na) a\nb) b\nc) c\nd) d\nđ) đ\ne) e\ng) g\nh) h\ni) i\nk) k\nl) l\nm) m\n",
           "1 1. «X»\n2 a) «a»\n2 b) «b»\n2 c) «c»\n2 d) «d»\n2 đ) «đ»\n2 e) «e»\n2 g) «g»\n2 h) «h»\n2 i) «i»\n2 k) «k»\n"
           "2 l) «l»\n2 m) «m»\n");
    PARSED("a) Gồm:\ni) một;\nii) hai;\niii) ba;\niv) bốn;\nv) năm.\nb) Khác\n",
           "1 a) «Gồm:»\n2 i) «một;»\n2 ii) «hai;»\n2 iii) «ba;»\n2 iv) «bốn;»\n2 v) «năm.»\n1 b) «Khác»\n");
    PARSED("A. A\nB. B\nC. C\nD. D\nĐ. Đ\nE. E\nG. G\nH. H\nI. I\nK. K\nL. L\nM. M\n",
           "1 A. «A»\n1 B. «B»\n1 C. «C»\n1 D. «D»\n1 Đ. «Đ»\n1 E. «E»\n1 G. «G»\n1 H. «H»\n1 I. «I»\n1 K. «K»\n1 L. «L»\n"
           "1 M. «M»\n");
    PARSED("I. A\nII. B\nIII. C\nIV. D\nV. E\nVI. G\nVII. H\nVIII. I\nIX. K\nX. L\nXI. M\n",
           "1 I. «A»\n1 II. «B»\n1 III. «C»\n1 IV. «D»\n1 V. «E»\n1 VI. «G»\n1 VII. «H»\n1 VIII. «I»\n1 IX. «K»\n1 X. «L»\n"
           "1 XI. «M»\n");
}

/* a b c d e f … without đ: told by the e, and true of the first four as well. */
static void latin_order_is_noticed(void **state)
{
    struct text bytes = text_copy(TEXT_LIT("a) A\nb) B\nc) C\nd) D\ne) E\nf) F\ng) G\n")), next = {0};
    struct soan_outline o;
    (void)state;
    assert_true(soan_outline_parse(&bytes, NULL, &o, NULL));
    assert_int_equal(o.n, 7);
    for (size_t k = 0; k < o.n; k++) {
        assert_text(o.node[k].marker.style, "{f})");
        assert_int_equal(o.node[k].marker.number, k + 1);
    }
    soan_marker_format(text_view(&o.node[3].marker.style), 5, TEXT_LIT(""), &next);
    assert_text(next, "e)");
    text_free(&next);
    soan_outline_free(&o);
}

static void quantities_and_quotations_are_text(void **state)
{
    (void)state;
    PARSED("1. A\n1,5 tỷ đồng\n2025 - 2030\n19, ảnh hưởng\n2. 500 hộ\n3.500 hộ\n7.5 Triệu đồng\n25.10.2025 Họp\n9. Kế sau\n99. Quá xa\n",
           "1 1. «A» |1,5 tỷ đồng /2025 - 2030 /19, ảnh hưởng /2. 500 hộ /3.500 hộ /7.5 Triệu đồng /25.10.2025 Họp\n"
           "1 9. «Kế sau» |99. Quá xa\n");
    PARSED("1. A\nĐiều 5 của Luật quy định.\nMục 2 nêu rõ.\nPhần thứ nhất của báo cáo\nV. I. Lênin nói\nC. Mác viết\n(i) một\n(ii) hai\n",
           "1 1. «A» |Điều 5 của Luật quy định. /Mục 2 nêu rõ. /Phần thứ nhất của báo cáo /V. I. Lênin nói /C. Mác viết /"
           "(i) một /(ii) hai\n");
    PARSED("1. A\n| 1. | b |\n[1] Nguồn\n- mục\nMột là, x\n+ y\n* z\n", "1 1. «A» || 1. | b | /[1] Nguồn /- mục /Một là, x /+ y /* z\n");
    PARSED("1. A\nb) không có a\nB. Không có A\n", "1 1. «A» |b) không có a /B. Không có A\n");
    PARSED("I. A\nC. Mác viết\nX. Ngoài thứ tự\n", "1 I. «A» |C. Mác viết /X. Ngoài thứ tự\n");
    PARSED("1. A\n2. A\n3. A\n2025 - 2030\n1,5 tỷ\n19, ảnh hưởng\n2. 500\n3. 500\n2.500 hộ\n2.Dính\n",
           "1 1. «A»\n1 2. «A»\n1 3. «A» |2025 - 2030 /1,5 tỷ /19, ảnh hưởng /2. 500 /3. 500 /2.500 hộ /2.Dính\n");
}

static void numbers_out_of_order_are_headings(void **state)
{
    (void)state;
    PARSED("I. MỘT\n1. A\nIII. BA\nII. HAI\n1. B\n", "1 I. «MỘT»\n2 1. «A»\n1 III. «BA»\n1 II. «HAI»\n2 1. «B»\n");
    PARSED("1. a\n1. b\n3. c\n2. d\n", "1 1. «a»\n1 1. «b»\n1 3. «c»\n1 2. «d»\n");
    PARSED("1. A\n1.1. a\n1.3. c\n1.2. b\n2. B\n", "1 1. «A»\n2 1.1. «a»\n2 1.3. «c»\n2 1.2. «b»\n1 2. «B»\n");
    PARSED("a) a\nd) d\nb) b\n", "1 a) «a»\n1 d) «d»\n1 b) «b»\n");
}

static void disorder_is_told(void **state)
{
    struct text bytes = text_copy(TEXT_LIT("I. MỘT\n\nIII. BA\n1. a\n2. b\nII. HAI\n1. c\n2. d\n2. đ\nIII. BỐN\n"));
    static const struct soan_outline_disorder expected[] = {{3, 1, 0}, {6, 4, 1}, {9, 7, 6}};
    struct soan_outline o;
    (void)state;
    assert_true(soan_outline_parse(&bytes, NULL, &o, NULL));
    assert_int_equal(o.disorders, SOAN_ARRAY_LEN(expected));
    for (size_t k = 0; k < SOAN_ARRAY_LEN(expected); k++) {
        assert_int_equal(o.disorder[k].line, expected[k].line);
        assert_int_equal(o.disorder[k].node, expected[k].node);
        assert_int_equal(o.disorder[k].before, expected[k].before);
    }
    soan_outline_free(&o);
}

static void titles_and_run_in_text(void **state)
{
    (void)state;
    PARSED("1. Nguyên nhân: Do suy thoái.\n2. Khác:\nx\n3. Hết. Không còn.\n",
           "1 1. «Nguyên nhân:» >Do suy thoái.\n1 2. «Khác:» |x\n1 3. «Hết. Không còn.»\n");
    struct text file = {0}, expected = {0};
    text_append_str(&file, "1. Câu đầu. ");
    text_append_str(&expected, "1 1. «Câu đầu.» >");
    for (int k = 0; k < 100; k++) {
        text_append_str(&file, k ? " chữ" : "Chữ");
        text_append_str(&expected, k ? " chữ" : "Chữ");
    }
    text_append_str(&expected, "\n");
    PARSED(text_str(&file), text_str(&expected));
    text_free(&file);
    text_free(&expected);
    text_append_str(&file, "1. ");
    text_append_str(&expected, "1 1. >");
    for (int k = 0; k < 150; k++) {
        text_append_str(&file, k ? " chữ" : "Chữ");
        text_append_str(&expected, k ? " chữ" : "Chữ");
    }
    text_append_str(&expected, "\n");
    PARSED(text_str(&file), text_str(&expected));
    text_free(&file);
    text_free(&expected);
    PARSED("I. ĐÁNH GIÁ TÌNH HÌNH\nTHỰC HIỆN NGHỊ QUYẾT\nVăn bản.\n", "1 I. «ĐÁNH GIÁ TÌNH HÌNH THỰC HIỆN NGHỊ QUYẾT» |Văn bản.\n");

}

static void text_before_the_first_heading(void **state)
{
    (void)state;
    PARSED("BÁO CÁO\n\nChính trị\nI. A\n", "1  «BÁO CÁO» |Chính trị\n1 I. «A»\n");
    PARSED("Báo cáo này.\nCâu hai.\n", "1  |Báo cáo này. /Câu hai.\n");
    PARSED("Một dòng", "1  |Một dòng\n");
    PARSED("- mục một\n- mục hai", "1  |- mục một /- mục hai\n");
    PARSED("", "1 \n");
    PARSED(" \n\n\xEF\xBB\xBF\n", "1 \n");
    PARSED("\xEF\xBB\xBF\n I. A \n", "1 I. «A»\n");
}

static void every_writing_of_a_file_reads_the_same(void **state)
{
    (void)state;
    const char *expected = "1 I. «THỨ NHẤT»\n2 1. «Nội dung:» |- Thu đạt {thu_dat} tỷ đồng. /Hết\n";
    PARSED("I. THỨ NHẤT\n1. Nội dung:\n- Thu đạt … tỷ đồng.\nHết", expected);
    PARSED("\xEF\xBB\xBF" "I. THỨ NHẤT\r\n1. Nội dung:  \r\n\r\n\t- Thu đạt … tỷ đồng.\r\nHết\r\n", expected);
    PARSED("I.\tTHỨ NHẤT\r1.\u00a0Nội dung:\r- Thu đạt … tỷ đồng.\r\rHết\r", expected);
    PARSED("I. THU\u031b\u0301 NHA\u0302\u0301T\n1. No\u0323\u0302i dung:\n- Thu đạt … tỷ đồng.\n\u202eHết\x1b\n", expected);
}

static void cleaning_is_counted(void **state)
{
    struct text bytes = text_copy(TEXT_LIT("1. a\x01\x1b[1m\tb\n\u202ec\u200b e\u0301\n")), nul = {0};
    struct soan_outline o;
    (void)state;
    text_append_char(&nul, '\0');
    text_append(&bytes, text_view(&nul));
    assert_true(soan_outline_parse(&bytes, NULL, &o, NULL));
    assert_int_equal(o.cleaned.controls, 3);
    assert_int_equal(o.cleaned.tabs, 1);
    assert_int_equal(o.cleaned.bidi, 1);
    assert_int_equal(o.cleaned.invisible, 1);
    assert_int_equal(o.cleaned.composed, 1);
    assert_text(o.node[0].title, "a[1m b");
    assert_text(o.node[0].body, "c é");
    soan_outline_free(&o);
    text_free(&nul);
}

static void bytes_that_are_no_utf8_are_refused(void **state)
{
    static const struct { const char *file, *where; } cases[] = {
        {"\xFF", "line 1, column 1:"}, {"ab\n\nđường\xC3(", "line 3, column 6:"}, {"a\r\nb\xE1\xBB", "line 2, column 2:"},
        {"Pha\u0302\u0300n \xED\xA0\x80", "line 1, column 6:"},
    };
    (void)state;
    for (size_t k = 0; k < SOAN_ARRAY_LEN(cases); k++) {
        struct text bytes = text_copy(text_view_of(cases[k].file));
        struct soan_outline o = {.n = 77};
        struct error e = {0};
        assert_false(soan_outline_parse(&bytes, NULL, &o, &e));
        assert_int_equal(e.status, SOAN_BAD_DATA);
        assert_true(text_view_starts(text_view(&e.message), text_view_of(cases[k].where)));
        assert_int_equal(o.n, 77);
        assert_true(bytes.len > 0);
        error_free(&e);
        text_free(&bytes);
    }
}

#define WRAPPED \
    "I. TÌNH HÌNH CHUNG\n" \
    "1. Trong năm qua, Đảng bộ phường đã lãnh đạo nhân dân trong phường thực\n" \
    "hiện tốt nhiệm vụ được giao:\n" \
    "Kinh tế của phường tiếp tục phát triển, cơ cấu chuyển dịch đúng hướng, thu\n" \
    "ngân sách trên địa bàn đến nay là … tỷ đồng, đạt …% so với nghị quyết, đời\n" \
    "sống của nhân dân được nâng lên. Văn hóa, xã hội có nhiều tiến bộ rõ rệt.\n" \
    "An ninh được giữ vững.\n" \
    "- Công tác tuyên truyền được đẩy mạnh, gắn với phát triển các ngành kinh tế\n" \
    "- xã hội và giữ vững quốc phòng, an ninh, đấu tranh với tội phạm trên địa\n" \
    "bàn phường;\n" \
    "- Công tác cán bộ được quan tâm.\n" \
    "2. Nguyên nhân\n"

static void hard_wrapped_lines_are_joined(void **state)
{
    (void)state;
    const char *joined =
        "1 I. «TÌNH HÌNH CHUNG»\n"
        "2 1. «Trong năm qua, Đảng bộ phường đã lãnh đạo nhân dân trong phường thực hiện tốt nhiệm vụ được giao:» |"
        "Kinh tế của phường tiếp tục phát triển, cơ cấu chuyển dịch đúng hướng, thu ngân sách trên địa bàn đến nay là"
        " {thu_ngan_sach} tỷ đồng, đạt {thu_ngan_sach_dat}% so với nghị quyết, đời sống của nhân dân được nâng lên. Văn hóa, xã hội"
        " có nhiều tiến bộ rõ rệt. An ninh được giữ vững. /- Công tác tuyên truyền được đẩy mạnh, gắn với phát triển các ngành"
        " kinh tế - xã hội và giữ vững quốc phòng, an ninh, đấu tranh với tội phạm trên địa bàn phường; /- Công tác cán bộ"
        " được quan tâm.\n"
        "2 2. «Nguyên nhân»\n";
    /* The full line that ends a sentence had no room for "An"; a line that stands further in begins a paragraph. */
    PARSED(WRAPPED, joined);
    struct text bytes = text_copy(TEXT_LIT(WRAPPED));
    struct soan_outline o;
    assert_true(soan_outline_parse(&bytes, NULL, &o, NULL));
    assert_int_equal(o.joined_lines, 6);
    soan_outline_free(&o);
    bytes = text_copy(TEXT_LIT(WRAPPED));
    assert_true(soan_outline_parse(&bytes, &(struct soan_outline_options){.keep_lines = true}, &o, NULL));
    assert_int_equal(o.joined_lines, 0);
    assert_text(o.node[1].title, "Trong năm qua, Đảng bộ phường đã lãnh đạo nhân dân trong phường thực");
    soan_outline_free(&o);
}

static void lists_of_lines_are_not_joined(void **state)
{
    (void)state;
    PARSED("Thành viên\nÔng Nguyễn Văn An\nBà Trần Thị Bình\nÔng Lê Văn Cường\nBà Phạm Thị Dung\nÔng Hoàng Văn Em\n",
           "1  «Thành viên» |Ông Nguyễn Văn An /Bà Trần Thị Bình /Ông Lê Văn Cường /Bà Phạm Thị Dung /Ông Hoàng Văn Em\n");
}

static void depth_has_no_limit(void **state)
{
    struct text bytes = {0}, chain = text_copy(TEXT_LIT("1"));
    struct soan_outline o;
    (void)state;
    for (int k = 1; k <= 1001; k++) {
        text_printf(&bytes, "%s. Cấp %d\n", text_str(&chain), k);
        text_append_str(&chain, ".1");
    }
    assert_true(soan_outline_parse(&bytes, NULL, &o, NULL));
    assert_int_equal(o.n, 1000);
    assert_int_equal(o.node[999].depth, 1000);
    assert_int_equal(o.node[999].parent, 998);
    assert_true(o.node[999].body.len > 2000);             /* the chain of 1001 is text */
    soan_outline_free(&o);
    text_free(&chain);
}

static void equal_words_share_a_figure(void **state)
{
    struct text bytes = text_copy(TEXT_LIT(
        "I. A\nĐảng bộ phường … và phường …; Đại hội lần thứ …\n1. Thu ngân sách nhà nước trên địa bàn đạt … tỷ đồng.\n"
        "Thu ngân sách nhà nước trên địa bàn đạt … tỷ đồng; thu ngân sách nhà nước trên địa bàn đạt …%\n"
        "có … hộ, có … hộ, theo Quy định … và Quy định …\n"
        "II. B\nThu ngân sách nhà nước trên địa bàn đạt … tỷ đồng\n"));
    static const struct { const char *key; size_t places; } figures[] = {
        {"phuong", 2}, {"lan_thu", 1}, {"thu_ngan_sach_nha_nuoc_dat", 2}, {"thu_ngan_sach_nha_nuoc_dat_phan_tram", 1}, {"ho", 1},
        {"ho_2", 1}, {"quy_dinh", 1}, {"quy_dinh_2", 1}, {"thu_ngan_sach_nha_nuoc_dat_2", 1},
    };
    struct soan_outline o;
    (void)state;
    assert_true(soan_outline_parse(&bytes, NULL, &o, NULL));
    for (size_t k = 0; k < o.figures; k++)
        print_message("# %s %zu\n", text_str(&o.figure[k].key), o.figure[k].places);
    assert_int_equal(o.figures, SOAN_ARRAY_LEN(figures));
    for (size_t k = 0; k < SOAN_ARRAY_LEN(figures); k++) {
        assert_text(o.figure[k].key, figures[k].key);
        assert_int_equal(o.figure[k].places, figures[k].places);
    }
    soan_outline_free(&o);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parts_chapters_and_articles),
        cmocka_unit_test(numbers_and_letters),
        cmocka_unit_test(roman_or_letter),
        cmocka_unit_test(latin_order_is_noticed),
        cmocka_unit_test(quantities_and_quotations_are_text),
        cmocka_unit_test(numbers_out_of_order_are_headings),
        cmocka_unit_test(disorder_is_told),
        cmocka_unit_test(titles_and_run_in_text),
        cmocka_unit_test(text_before_the_first_heading),
        cmocka_unit_test(every_writing_of_a_file_reads_the_same),
        cmocka_unit_test(cleaning_is_counted),
        cmocka_unit_test(bytes_that_are_no_utf8_are_refused),
        cmocka_unit_test(hard_wrapped_lines_are_joined),
        cmocka_unit_test(lists_of_lines_are_not_joined),
        cmocka_unit_test(depth_has_no_limit),
        cmocka_unit_test(equal_words_share_a_figure),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
