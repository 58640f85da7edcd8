#include "seed.h"

/* Counted by hand: 2 parts, 6 of the form I., 17 of the form 1., 13 of the form 1.1. */
static void the_template_has_its_sections(void **state)
{
    struct soan_outline o;
    struct text bytes = seed();
    size_t depth[5] = {0};
    (void)state;
    assert_true(soan_outline_parse(&bytes, NULL, &o, NULL));
    assert_int_equal(o.n, 38);
    for (size_t k = 0; k < o.n; k++) {
        assert_in_range(o.node[k].depth, 1, 4);
        depth[o.node[k].depth]++;
    }
    assert_int_equal(depth[1], 2);
    assert_int_equal(depth[2], 6);
    assert_int_equal(depth[3], 17);
    assert_int_equal(depth[4], 13);
    assert_int_equal(o.items, 55);
    assert_int_equal(o.ordinal_items, 5);
    assert_int_equal(o.joined_lines, 0);
    assert_text(o.node[20].marker.shown, "Phần thứ hai");
    assert_text(o.node[20].title, "MỤC TIÊU, NHIỆM VỤ VÀ GIẢI PHÁP GIAI ĐOẠN 2025-2030");
    assert_text(o.node[0].title, "ĐÁNH GIÁ 05 NĂM THỰC HIỆN NGHỊ QUYẾT ĐẠI HỘI {nghi_quyet_dai_hoi} ĐẢNG BỘ PHƯỜNG");
    soan_outline_free(&o);
}

static const struct soan_outline_figure *figure(const struct soan_outline *o, const char *key)
{
    for (size_t k = 0; k < o->figures; k++) {
        if (text_view_equal(text_view(&o->figure[k].key), text_view_of(key)))
            return &o->figure[k];
    }
    fail_msg("no figure %s", key);
    return NULL;
}

/* 39 … and 2 ...: what each asks for was decided by reading. */
static void the_template_has_its_marks(void **state)
{
    static const char *const keys[] = {"thu_ngan_sach_nha_nuoc", "thu_ngan_sach_dia_phuong", "ty_le_tang_dan_so_tu_nhien",
                                       "cuoc_kiem_tra_giam_sat", "chi_bo_cuoc_kiem_tra", "thu_tuc_hanh_chinh", "linh_vuc"};
    struct soan_outline o;
    struct text bytes = seed();
    size_t numbers = 0;
    (void)state;
    assert_true(soan_outline_parse(&bytes, NULL, &o, NULL));
    assert_int_equal(o.marks, 41);
    assert_int_equal(o.marks_by_kind[SOAN_KIND_NUMBER], 17);
    assert_int_equal(o.marks_by_kind[SOAN_KIND_RATIO], 2);
    assert_int_equal(o.marks_by_kind[SOAN_KIND_NAME], 5);
    assert_int_equal(o.marks_by_kind[SOAN_KIND_ORDINAL], 4);
    assert_int_equal(o.marks_by_kind[SOAN_KIND_DOCNUM], 1);
    assert_int_equal(o.gaps, 2);
    assert_int_equal(o.etcs, 10);
    for (size_t k = 0; k < o.figures; k++) {
        const struct soan_outline_figure *f = &o.figure[k];
        if (f->kind != SOAN_KIND_NUMBER && f->kind != SOAN_KIND_RATIO)
            continue;
        numbers++;
        assert_int_equal(f->places, 1);
        assert_true(f->label.len > 0);
    }
    assert_int_equal(numbers, 18);
    assert_int_equal(figure(&o, "phuong")->places, 5);
    assert_int_equal(figure(&o, "nghi_quyet_dai_hoi")->places, 3);
    assert_int_equal(figure(&o, "lan_thu")->places, 1);
    for (size_t k = 0; k < SOAN_ARRAY_LEN(keys); k++)
        figure(&o, keys[k]);
    soan_outline_free(&o);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_template_has_its_sections),
        cmocka_unit_test(the_template_has_its_marks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
