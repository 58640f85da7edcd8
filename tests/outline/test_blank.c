#include <stdlib.h>

#include "unit.h"

enum { N = SOAN_KIND_NUMBER, R = SOAN_KIND_RATIO, O = SOAN_KIND_ORDINAL, NAME = SOAN_KIND_NAME, D = SOAN_KIND_DOCNUM,
       DATE = SOAN_KIND_DATE, T = SOAN_KIND_TEXT, GAP = 100, ETC = 101, NONE = 102 };

/* One open mark each: what it is, its unit and key. */
static const struct { const char *paragraph; int what; const char *mark, *unit, *key; } cases[] = {
    {"- Tổng thu ngân sách đến nay là … tỷ đồng.", N, "…", "tỷ đồng", "tong_thu_ngan_sach"},
    {"Tỷ lệ hộ nghèo giảm còn …%.", N, "…", "%", "ty_le_ho_ngheo_giam_con"},
    {"Tỷ lệ hộ nghèo ... %", N, "...", "%", "ty_le_ho_ngheo"},
    {"Tốc độ tăng trưởng bình quân …%/năm;", N, "…", "%/năm", "toc_do_tang_truong"},
    {"đã trồng …… ha rừng", N, "……", "ha", "trong"},
    {"Trong kỳ, đã mở … lớp tập huấn cho cán bộ", N, "…", NULL, "lop_tap_huan"},
    {"Ban hành … văn bản chỉ đạo.", N, "…", NULL, "van_ban_chi_dao"},
    {"Dân số đạt …; mật độ cao.", N, "…", "", "dan_so_dat"},
    {"hoàn thành …/… chỉ tiêu", R, "…/…", NULL, "chi_tieu"},
    {"Thu đạt …/… tỷ đồng", R, "…/…", "tỷ đồng", "thu_dat"},
    {"đạt ...../..... tổ dân phố", R, "...../.....", NULL, "to_dan_pho"},
    {"Đại hội lần thứ …, nhiệm kỳ mới", O, "…", "", "lan_thu"},
    {"Nghị quyết Đại hội … Đảng bộ", O, "…", "", "nghi_quyet_dai_hoi"},
    {"NGHỊ QUYẾT ĐẠI HỘI … ĐẢNG BỘ", O, "…", "", "nghi_quyet_dai_hoi"},
    {"Ban Chấp hành khóa …", O, "…", "", "khoa"},
    {"xây dựng phường … \"Xanh\"", NAME, "…", "", "phuong"},
    {"Đảng ủy xã … lãnh đạo", NAME, "…", "", "xa"},
    {"phường… phát triển", NAME, "…", "", "phuong"},
    {"do đồng chí … phụ trách", NAME, "…", "", "dong_chi"},
    {"theo Quy định …; đồng thời", D, "…", "", "quy_dinh"},
    {"Nghị quyết số … của Đảng ủy", D, "…", "", "nghi_quyet_so"},
    {"Kế hoạch …/KH-UBND của phường", D, "…", "", NULL},
    {"Kết luận số …-KL/TW", D, "…", "", "ket_luan_so"},
    {"ngày … tháng … năm …", DATE, "… tháng … năm …", "", "ngay"},
    {"ngày … tháng 6 năm 2025 họp", DATE, "… tháng 6 năm 2025", "", "ngay"},
    {"ngày .../.../2025", DATE, ".../.../2025", "", "ngay"},
    {"ngày …/… họp", DATE, "…/…", "", "ngay"},
    {"trong tháng …, đã họp", T, "…", "", "thang"},
    {"…", GAP, "…", NULL, NULL},
    {"....................", GAP, "....................", NULL, NULL},
    {"- …", GAP, "…", NULL, NULL},
    {"Thuận lợi: …. Nhân dân", GAP, "…", NULL, NULL},
    {"…. Nhân dân đoàn kết", GAP, "…", NULL, NULL},
    {"Khó khăn: …", GAP, "…", NULL, NULL},
    {"được quan tâm, chú trọng…", ETC, "…", NULL, NULL},
    {"đi vào chiều sâu….", ETC, "…", NULL, NULL},
    {"tranh chấp, khiếu kiện,…", ETC, "…", NULL, NULL},
    {"còn hạn chế;...", ETC, "...", NULL, NULL},
    {"công an, quân sự, … và các đoàn thể", ETC, "…", NULL, NULL},
    {"nghị quyết, chỉ thị, …", ETC, "…", NULL, NULL},
    {"(…)", ETC, "…", NULL, NULL},
    {"I. THÀNH QUẢ ........ 3", ETC, "........", NULL, NULL},
    {"không có gì..", NONE, NULL, NULL, NULL},
    {"Thu {thu} tỷ đồng.", NONE, NULL, NULL, NULL},
};

static void context_says_what_a_mark_is(void **state)
{
    struct soan_blanks b = {0};
    (void)state;
    for (size_t k = 0; k < SOAN_ARRAY_LEN(cases); k++) {
        struct text_view v = text_view_of(cases[k].paragraph);
        print_message("# %s\n", cases[k].paragraph);
        soan_blanks_find(v, &b);
        assert_int_equal(b.n, cases[k].what != NONE);
        assert_int_equal(soan_blanks_count(v), cases[k].what == NONE || cases[k].what == ETC ? 0 : b.item[0].marks);
        if (b.n == 0)
            continue;
        const struct soan_blank *got = &b.item[0];
        int what = got->what == SOAN_BLANK_GAP ? GAP : got->what == SOAN_BLANK_ETC ? ETC : (int)got->kind;
        assert_int_equal(what, cases[k].what);
        assert_view(text_view_part(v, got->from, got->to), cases[k].mark);
        if (cases[k].unit)
            assert_text(got->unit, cases[k].unit);
        if (cases[k].key)
            assert_text(got->key, cases[k].key);
    }
    soan_blanks_free(&b);
}

static void a_clause_without_noun_speaks_of_the_one_before(void **state)
{
    struct soan_blanks b = {0};
    (void)state;
    soan_blanks_find(TEXT_LIT("· Thu ngân sách trên địa bàn là … tỷ đồng, đạt …% kế hoạch; chi là … tỷ đồng."), &b);
    assert_int_equal(b.n, 3);
    assert_text(b.item[0].key, "thu_ngan_sach");
    assert_text(b.item[0].label, "Thu ngân sách trên địa bàn");
    assert_text(b.item[1].key, "thu_ngan_sach_dat");
    assert_text(b.item[1].label, "Thu ngân sách trên địa bàn đạt");
    assert_text(b.item[2].key, "chi");
    soan_blanks_free(&b);
}

static void a_range_has_one_unit(void **state)
{
    struct soan_blanks b = {0};
    (void)state;
    soan_blanks_find(TEXT_LIT("phấn đấu tăng … - …%/năm"), &b);
    assert_int_equal(b.n, 2);
    assert_int_equal(b.item[0].kind, N);
    assert_int_equal(b.item[1].kind, N);
    assert_text(b.item[0].unit, "%/năm");
    assert_text(b.item[1].unit, "%/năm");
    soan_blanks_free(&b);
}

static void doubled_braces_are_no_trouble(void **state)
{
    struct soan_blanks b = {0};
    (void)state;
    soan_blanks_find(TEXT_LIT("{{x}} {thu} phường …"), &b);
    assert_int_equal(b.n, 1);
    assert_int_equal(b.item[0].kind, NAME);
    soan_blanks_free(&b);
}

static void a_count_goes_over_paragraphs(void **state)
{
    (void)state;
    assert_int_equal(soan_blanks_count(TEXT_LIT("…\nphường …,…\n\nđạt …/… chỉ tiêu, v.v...")), 4);
    assert_int_equal(soan_blanks_count(TEXT_LIT("")), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(context_says_what_a_mark_is),
        cmocka_unit_test(a_clause_without_noun_speaks_of_the_one_before),
        cmocka_unit_test(a_range_has_one_unit),
        cmocka_unit_test(doubled_braces_are_no_trouble),
        cmocka_unit_test(a_count_goes_over_paragraphs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
