/* What the engine finds in a sentence. `{390}` is a figure with that value, `{}` one without, `{390;>=400}` one with a target. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "soan/figure.h"

struct sample {
    struct text shown;
    struct soan_claim_figure figure[16];
    size_t n;
};

static void read_sample(const char *marked, struct sample *s)
{
    struct text_view v = text_view_of(marked);
    *s = (struct sample){0};
    for (size_t at = 0; at < v.len;) {
        size_t open = text_view_find(v, TEXT_LIT("{"), at);
        text_append(&s->shown, text_view_part(v, at, open));
        if (open == SIZE_MAX)
            break;
        size_t close = text_view_find(v, TEXT_LIT("}"), open);
        struct text_view body = text_view_part(v, open + 1, close);
        size_t semicolon = text_view_find(body, TEXT_LIT(";"), 0);
        struct text_view value = text_view_part(body, 0, semicolon);
        bool ratio = text_view_find(value, TEXT_LIT("/"), 0) != SIZE_MAX;
        struct soan_claim_figure *f = &s->figure[s->n++];
        *f = (struct soan_claim_figure){.from = s->shown.len, .key = TEXT_LIT("key"), .open = value.len == 0};
        f->kind = ratio ? SOAN_KIND_RATIO : SOAN_KIND_NUMBER;
        if (semicolon != SIZE_MAX)
            f->target = text_view_part(body, semicolon + 1, body.len);
        text_append(&s->shown, value.len ? value : TEXT_LIT("…"));
        f->to = s->shown.len;
        at = close + 1;
    }
}

static const char *const verdicts[] = {"holds", "fails", "waits", "doubtful"};

/* Every claim as `relation verdict said due how`, parted by "; ". */
static void found_in(const char *marked, struct text *out)
{
    struct sample s;
    struct soan_claims c = {0};
    read_sample(marked, &s);
    soan_claims_read(text_view(&s.shown), s.figure, s.n, &c);
    for (size_t i = 0; i < c.n; i++) {
        const struct soan_claim *k = &c.claim[i];
        assert_true(k->from < k->to && k->to <= s.shown.len);
        text_printf(out, "%s%s %s", i ? "; " : "", soan_relation_name(k->relation), verdicts[k->verdict]);
        if (k->said.len)
            text_printf(out, " %s|%s|%s", text_str(&k->said), text_str(&k->due), text_str(&k->how));
    }
    soan_claims_free(&c);
    text_free(&s.shown);
}

static size_t wrong;

static void found(const char *marked, const char *expected)
{
    struct text out = {0};
    found_in(marked, &out);
    if (strcmp(text_str(&out), expected) != 0) {
        print_error("%s\n  found:    %s\n  expected: %s\n", marked, text_str(&out), expected);
        wrong++;
    }
    text_free(&out);
}

static void done(void)
{
    size_t n = wrong;
    wrong = 0;
    assert_int_equal(n, 0);
}

static void percent_of_something(void **state)
{
    (void)state;
    found("Thu ngân sách 390 tỷ đồng, đạt 118,5% so với dự toán (329 tỷ đồng).", "percent holds 118,5|118,541|390 / 329");
    found("Thu ngân sách 390 tỷ đồng, đạt 118,6% so với dự toán (329 tỷ đồng).", "percent fails 118,6|118,541|390 / 329");
    found("Thu ngân sách {390} tỷ đồng, bằng {118,5}% dự toán {329} tỷ đồng.", "percent holds 118,5|118,541|390 / 329");
    found("Thu ngân sách {390} tỷ đồng, bằng {}% dự toán {329} tỷ đồng.", "percent waits");
    found("Thu ngân sách {390;>=400} tỷ đồng, đạt 97,5% so với nghị quyết.", "percent holds 97,5|97,5|390 / 400");
    found("Thu ngân sách {390;400} tỷ đồng, đạt 100% chỉ tiêu nghị quyết đề ra.", "percent fails 100|97,5|390 / 400");
    found("Thu ngân sách 390 tỷ đồng, đạt 97% so với nghị quyết.", "percent waits");
    found("Kết nạp 45 đảng viên, đạt 112,5% chỉ tiêu (40 đảng viên).", "percent holds 112,5|112,5|45 / 40");
    found("Kết nạp 45 đảng viên mới (đạt 110% kế hoạch 40 đảng viên).", "percent fails 110|112,5|45 / 40");
    found("Thu 390 tỷ đồng, đạt trên 118% dự toán (329 tỷ đồng).", "percent holds 118|118,54|390 / 329");
    found("Thu 390 tỷ đồng, đạt gần 118% dự toán (329 tỷ đồng).", "percent fails 118|118,54|390 / 329");
    found("Thu 390 tỷ đồng, đạt khoảng 115% dự toán (329 tỷ đồng).", "percent holds 115|118,54|390 / 329");
    found("Thu 390 tỷ đồng, bằng 118,5% dự toán (329 tỷ đồng), bằng 105,1% so với cùng kỳ (371 tỷ đồng).",
          "percent holds 118,5|118,541|390 / 329; percent holds 105,1|105,121|390 / 371");
    /* Of something else: nothing is claimed. */
    found("Thu 390 tỷ đồng, chi ngân sách đạt 95% dự toán (200 tỷ đồng).", "");
    found("Thu 390 tỷ đồng; đạt 95% dự toán (200 tỷ đồng).", "");
    done();
}

static void exceeding(void **state)
{
    (void)state;
    found("Giá trị đạt 12.375,3 tỷ đồng, vượt 21,3% so với kế hoạch (10.200 tỷ đồng).", "exceed holds 21,3|21,326|12.375,3 / 10.200");
    found("Giá trị đạt 12.375,3 tỷ đồng, vượt 21,4% so với kế hoạch (10.200 tỷ đồng).", "exceed fails 21,4|21,326|12.375,3 / 10.200");
    found("Thu 390 tỷ đồng, vượt 61 tỷ đồng so với dự toán (329 tỷ đồng).", "exceed holds 61|61|390 - 329");
    found("Thu 390 tỷ đồng, vượt 51 tỷ đồng so với dự toán (329 tỷ đồng).", "exceed fails 51|61|390 - 329");
    found("Thu ngân sách đạt 118,6% dự toán và vượt 18,6%.", "exceed holds 18,6|18,6|118,6 - 100");
    found("Thu ngân sách đạt 118,6% dự toán, vượt 16,8%.", "exceed fails 16,8|18,6|118,6 - 100");
    found("Tỷ lệ đạt 98%, vượt 3% so với nghị quyết (95%).", "exceed holds 3|3|98 - 95");
    found("Tỷ lệ hộ dân dùng nước sạch đạt 98%, vượt 3% so với nghị quyết.", "exceed waits");
    found("Thu {390;380} tỷ đồng, vượt 10 tỷ đồng so với nghị quyết.", "exceed holds 10|10|390 - 380");
    done();
}

static void change(void **state)
{
    (void)state;
    found("Toàn phường có 12 mô hình, tăng 20% so với năm 2020 (10 mô hình).", "change holds 20|20|12 / 10");
    found("Toàn phường có 12 mô hình, tăng 25% so với năm 2020 (10 mô hình).", "change fails 25|20|12 / 10");
    found("Còn 8 vụ, giảm 20% so với cùng kỳ (10 vụ).", "change holds 20|20|8 / 10");
    found("Còn 8 vụ, tăng 20% so với cùng kỳ (10 vụ).", "change fails 20|-20|8 / 10");
    found("Còn 8 vụ, giảm 2 vụ so với cùng kỳ (10 vụ).", "change holds 2|2|10 - 8");
    found("Còn 8 vụ, giảm 3 vụ so với cùng kỳ (10 vụ).", "change fails 3|2|10 - 8");
    found("Thu tăng từ 300 tỷ đồng lên 390 tỷ đồng, tăng 30%.", "change holds 390|300|; change holds 30|30|390 / 300");
    found("Thu tăng từ 390 tỷ đồng lên 300 tỷ đồng.", "change fails 300|390|");
    found("Hộ nghèo giảm từ 5,2% năm 2020 xuống còn 1,1% năm 2025, giảm 4,1 điểm phần trăm.",
          "change holds 1,1|5,2|; points holds 4,1|4,1|5,2 - 1,1");
    found("Tỷ lệ đạt 87%, tăng 12 điểm phần trăm so với đầu nhiệm kỳ (75%).", "points holds 12|12|87 - 75");
    found("Tỷ lệ đạt 87%, tăng 14 điểm phần trăm so với đầu nhiệm kỳ (75%).", "points fails 14|12|87 - 75");
    found("Có 24 mô hình, gấp 2 lần so với năm 2020 (12 mô hình).", "times holds 2|2|24 / 12");
    found("Có 24 mô hình, gấp 3 lần so với năm 2020 (12 mô hình).", "times fails 3|2|24 / 12");
    found("Có 18 mô hình, gấp 2 lần so với năm 2020 (12 mô hình).", "times fails 2|1,5|18 / 12");
    found("Có 24 mô hình, gấp đôi so với năm 2020 (8 mô hình).", "times fails 2|3|24 / 8");
    found("Số mô hình tăng 2 lần so với năm 2020.", "times doubtful");
    found("Thu tăng từ 300 tỷ đồng năm 2020 lên 390 tỷ đồng năm 2025, bình quân tăng 5,4%/năm.",
          "change holds 390|300|; average holds 5,4|5,38|");
    found("Thu tăng từ 300 tỷ đồng năm 2020 lên 390 tỷ đồng năm 2025, tăng bình quân 6%/năm.",
          "change holds 390|300|; average holds 6|5,38|6");
    found("Thu tăng từ 300 tỷ đồng năm 2020 lên 390 tỷ đồng năm 2025, tăng bình quân 7%/năm.",
          "change holds 390|300|; average fails 7|5,38|6");
    found("Kinh tế tăng từ 5 đến 7%.", "");
    done();
}

/* One sentence, two sizes of a unit: what is rounded in the greater one is no contradiction. */
static void units_of_two_sizes(void **state)
{
    (void)state;
    found("Tổng thu 1,2 tỷ đồng, gồm 700 triệu đồng thuế và 500 triệu đồng phí.", "sum holds 1,2|1,2|0,7 + 0,5");
    found("Tổng thu 1,2 tỷ đồng, gồm 700 triệu đồng thuế và 480 triệu đồng phí.", "sum holds 1,2|1,18|0,7 + 0,48");
    found("Tổng thu 1,2 tỷ đồng, gồm 700 triệu đồng thuế và 600 triệu đồng phí.", "sum fails 1,2|1,3|0,7 + 0,6");
    found("Quỹ vận động 2 tỷ đồng, trong đó 350 triệu đồng từ hộ dân.", "parts holds 0,35|2|");
    found("Quỹ vận động 350 triệu đồng, trong đó 2 tỷ đồng từ hộ dân.", "parts fails 2.000|350|");
    done();
}

static void opposites(void **state)
{
    (void)state;
    found("Kết nạp 20 đảng viên (12 nam và 8 nữ).", "sum holds 20|20|12 + 8");
    found("Tổng số 20 đảng viên (12 nam và 9 nữ).", "sum fails 20|21|12 + 9");
    found("Kết nạp 20 đảng viên (12 đảng viên nam, 9 đảng viên nữ).", "sum fails 20|21|12 + 9");
    found("Có 120 đảng viên (5 dự bị, 40 nữ).", "");
    found("Có 120 đảng viên (112 chính thức, 9 dự bị).", "sum fails 120|121|112 + 9");
    done();
}

static void ratios(void **state)
{
    (void)state;
    found("Đã hoàn thành 21/25 chỉ tiêu.", "ratio holds 21|25|");
    found("Đã hoàn thành {26/25} chỉ tiêu.", "ratio fails 26|25|");
    found("Có 629/731 hộ đạt chuẩn (86,1%).", "ratio fails 86,1|86,047|629 / 731");
    found("Tỷ lệ đạt 86,05% (629/731 hộ).", "ratio holds 86,05|86,0465|629 / 731");
    found("Có 3/25 chi bộ hoàn thành xuất sắc, đạt 12%.", "ratio holds 12|12|3 / 25; ratio holds 3|25|");
    found("Có 03/25 chi bộ hoàn thành xuất sắc, đạt 15%.", "ratio fails 15|12|03 / 25; ratio holds 03|25|");
    found("Có 629 hộ trên tổng số 731 hộ, đạt 86,0%.", "parts holds 629|731|; percent holds 86,0|86,047|629 / 731");
    found("Đã làm 12/10 công trình.", "");
    done();
}

static void sums(void **state)
{
    (void)state;
    found("Đã tiến hành {20} cuộc kiểm tra, giám sát ({12} cuộc kiểm tra và {7} cuộc giám sát).", "sum fails 20|19|12 + 7");
    found("Đã tiến hành {20} cuộc kiểm tra, giám sát ({12} cuộc kiểm tra và {8} cuộc giám sát).", "sum holds 20|20|12 + 8");
    found("Đã tiến hành {} cuộc kiểm tra, giám sát ({12} cuộc kiểm tra và {8} cuộc giám sát).", "sum waits");
    found("Đảng bộ có 12 chi bộ, gồm 8 chi bộ khu dân cư, 2 chi bộ trường học và 2 chi bộ cơ quan.", "sum holds 12|12|8 + 2 + 2");
    found("Đảng bộ có 12 chi bộ, gồm 8 chi bộ khu dân cư, 2 chi bộ trường học và 3 chi bộ cơ quan.", "sum fails 12|13|8 + 2 + 3");
    found("Tổng thu 390 tỷ đồng, bao gồm: thuế 250 tỷ đồng, phí 100 tỷ đồng và thu khác 40 tỷ đồng.", "sum holds 390|390|250 + 100 + 40");
    found("Tổng thu 390 tỷ đồng, bao gồm: thuế 250 tỷ đồng, phí 100 tỷ đồng và thu khác 30 tỷ đồng.", "sum fails 390|380|250 + 100 + 30");
    found("Phường có 8 tổ dân phố, gồm 2.345 hộ, 9.876 nhân khẩu.", "");
    found("Có 45 đảng viên (12 đảng viên nữ, 8 đảng viên người dân tộc).", "");
    found("Có 45 đảng viên, trong đó 12 đảng viên nữ (26,7%).", "parts holds 12|45|; percent holds 26,7|26,667|12 / 45");
    found("Có 45 đảng viên, trong đó có 52 đảng viên nữ, chiếm 26,7%.", "parts fails 52|45|; percent fails 26,7|115,556|52 / 45");
    /* Of its own plan, not of the whole. */
    found("Thu hoạch 19.396 ha, đạt 47,5% diện tích gieo trồng. Trong đó, lúa 3.583 ha, đạt 57,9%.", "parts holds 3.583|19.396|");
    found("Có 20 cuộc kiểm tra, trong đó 15 cuộc định kỳ và 8 cuộc đột xuất.",
          "parts holds 15|20|; parts holds 8|20|; parts fails 20|23|15 + 8");
    found("Có 20 cuộc, trong đó 15 cuộc định kỳ, còn lại 5 cuộc đột xuất.", "parts holds 15|20|; parts holds 5|20|; sum holds 20|20|15 + 5");
    done();
}

static void targets(void **state)
{
    (void)state;
    found("Tỷ lệ hằng năm đạt {87;>=85}%, vượt chỉ tiêu nghị quyết đề ra.", "target holds 87|85|");
    found("Tỷ lệ hằng năm đạt {85;>=85}%, vượt chỉ tiêu nghị quyết đề ra.", "target fails 85|85|");
    found("Tỷ lệ hằng năm đạt {87}%, vượt chỉ tiêu nghị quyết đề ra.", "target waits");
    found("Tỷ lệ hộ nghèo còn {1,2;<=2}%, đạt chỉ tiêu.", "target holds 1,2|2|");
    found("Tỷ lệ hộ nghèo còn {2,3;<=2}%, đạt chỉ tiêu.", "target fails 2,3|2|");
    found("Tỷ lệ đạt {9;8 - 10}%, vượt kế hoạch.", "target fails 9|8-10|");
    found("Tỷ lệ đạt {90;>=85}%, chưa đạt nghị quyết.", "target fails 90|85|");
    found("Thu ngân sách đạt 97% so với nghị quyết, vượt chỉ tiêu.", "target fails 97|100|");
    found("Thu ngân sách đạt 103% so với nghị quyết, vượt chỉ tiêu.", "target holds 103|100|");
    /* The number behind the plan is the plan, or by how much it was passed. */
    found("Thu ngân sách đạt {90;>=100} tỷ đồng, vượt kế hoạch 80 tỷ đồng.", "target holds 90|80|");
    found("Thu ngân sách đạt {105;>=100} tỷ đồng, vượt kế hoạch 5 tỷ đồng.", "target holds 105|5|");
    found("Thu ngân sách đạt 90 tỷ đồng, vượt kế hoạch 100 tỷ đồng.", "target fails 90|100|");
    found("Kết nạp 50 đảng viên, chưa đạt chỉ tiêu 45 đảng viên.", "target fails 50|45|");
    found("Kết nạp 40 đảng viên, chưa đạt chỉ tiêu 45 đảng viên.", "target holds 40|45|");
    /* The target may be for the change. */
    found("Tình trạng sinh con thứ ba giảm {50;>=60}%, đạt chỉ tiêu đề ra.", "target fails 50|60|");
    found("Tình trạng sinh con thứ ba giảm {60;>=60}%, đạt chỉ tiêu đề ra.", "target holds 60|60|");
    found("Thu ngân sách đạt {90;>=80} tỷ đồng, tăng {5}%, vượt chỉ tiêu.", "target holds 90|80|");
    done();
}

/* A list that comes near its whole is meant to make it, of whatever kind its items are. */
static void near_sums(void **state)
{
    (void)state;
    found("Tổ chức 14 kỳ họp (10 kỳ họp thường lệ và 4 kỳ họp chuyên đề).", "sum holds 14|14|10 + 4");
    found("Tổ chức 14 kỳ họp (10 kỳ họp thường lệ và 5 kỳ họp chuyên đề).", "sum fails 14|15|10 + 5");
    found("Tổ chức 14 kỳ họp (3 kỳ họp thường lệ và 4 kỳ họp chuyên đề).", "");
    found("Chi trả cho 642 đối tượng, gồm 318 người bệnh, 346 người già.", "sum fails 642|664|318 + 346");
    found("Tặng 60 suất quà, gồm 50 kg gạo và 12 thùng mì.", "");
    found("Có 20 đảng viên mới (9 đảng viên nữ và 10 đảng viên trẻ).", "");
    done();
}

/* Shares of one list are of one whole. */
static void shares_of_a_list(void **state)
{
    (void)state;
    found("Diện tích là 200 ha, trong đó đất ở 80 ha (40%), đất giao thông 60 ha (35%).",
          "parts holds 80|200|; percent holds 40|40|80 / 200; parts holds 60|200|; percent fails 35|30|60 / 200");
    done();
}

static void ends_behind(void **state)
{
    (void)state;
    found("Số hộ nghèo giảm 40%, từ 100 hộ xuống còn 60 hộ.", "change holds 60|100|; change holds 40|40|60 / 100");
    found("Số hộ nghèo giảm 45%, từ 100 hộ xuống còn 60 hộ.", "change holds 60|100|; change fails 45|40|60 / 100");
    found("Doanh thu tăng gấp đôi, từ 9 tỷ đồng lên 27 tỷ đồng.", "change holds 27|9|; times fails 2|3|27 / 9");
    found("Thu 742 triệu đồng, cao hơn 12,4% so với năm 2020 (660 triệu đồng).", "exceed holds 12,4|12,424|742 / 660");
    found("Thu 842 triệu đồng, cao hơn 12,4% so với năm 2020 (660 triệu đồng).", "exceed fails 12,4|27,576|842 / 660");
    done();
}

static void parts_of_all_there_are(void **state)
{
    (void)state;
    found("Có 9/8 tổ dân phố văn hóa.", "ratio fails 9|8|");
    found("Có 10/9 trường đạt chuẩn quốc gia.", "ratio fails 10|9|");
    done();
}

static void years_are(const char *text, const char *expected)
{
    struct soan_claims c = {0};
    struct text out = {0};
    soan_claims_read(text_view_of(text), NULL, 0, &c);
    for (size_t i = 0; i < c.years; i++)
        text_printf(&out, "%s%u%s", i ? " " : "", c.year[i].year, c.year[i].planned ? "?" : "");
    if (strcmp(text_str(&out), expected) != 0) {
        print_error("%s\n  found:    %s\n  expected: %s\n", text, text_str(&out), expected);
        wrong++;
    }
    soan_claims_free(&c);
    text_free(&out);
}

static void years(void **state)
{
    (void)state;
    years_are("Năm 2028, thu ngân sách đạt 412 tỷ đồng; cuối năm 2023 có 12 hộ nghèo.", "2028 2023");
    years_are("Phấn đấu đến năm 2030 thu 600 tỷ đồng; đến hết năm 2028 có 9 trường.", "2030? 2028?");
    years_are("Năm 2028 được mùa.", "");
    years_are("Luật Đất đai năm 2013 có 212 điều; tăng 12 hộ so với năm 2015; chùa xây dựng năm 1950 có 5 gian.", "");
    years_are("Tầm nhìn đến năm 2045, thu nhập đạt 400 triệu đồng.", "");
    unsigned first, last;
    assert_int_equal(soan_claims_heading(TEXT_LIT("KẾT QUẢ THỰC HIỆN NGHỊ QUYẾT NHIỆM KỲ 2020- 2025"), &first, &last),
                     SOAN_HEADING_RESULTS);
    assert_int_equal(first, 2020);
    assert_int_equal(last, 2025);
    assert_int_equal(soan_claims_heading(TEXT_LIT("Mục tiêu giai đoạn 2025–2030"), &first, &last), SOAN_HEADING_PLANS);
    assert_int_equal(first, 2025);
    assert_int_equal(soan_claims_heading(TEXT_LIT("Đặc điểm tình hình"), &first, &last), SOAN_HEADING_OTHER);
    assert_int_equal(first, 0);
    done();
}

static void shares(void **state)
{
    (void)state;
    found("Dịch vụ chiếm 60%, công nghiệp chiếm 30%, còn lại 10% là nông nghiệp.", "rest holds 10|10|");
    found("Dịch vụ chiếm 60%, công nghiệp chiếm 30%, còn lại 15% là nông nghiệp.", "rest fails 15|10|");
    found("Tỷ lệ hộ nghèo giảm 3%, còn lại 2%.", "");
    found("Tỷ lệ hộ dùng nước sạch đạt 104%.", "hundred fails 104|100|");
    found("Có 104% hộ dùng nước sạch.", "hundred fails 104|100|");
    found("Kết nạp đảng viên đạt 120% chỉ tiêu.", "");
    done();
}

static void innocent(void **state)
{
    (void)state;
    static const char *const list[] = {
        "Nghị quyết số 12-NQ/TW ngày 25/10/2021, nhiệm kỳ 2020 - 2025, giai đoạn 2021-2025.",
        "Quyết định số 123/QĐ-UBND, tính đến 30/6/2025, tháng 8/2025.",
        "Hội trường Tổ dân phố 4 trong năm 2025, Tổ dân phố 2 và Tổ dân phố 3.",
        "Đại dịch COVID-19, cách mạng công nghiệp 4.0, đường QL1A, trẻ 5 tuổi.",
        "94% hộ gia đình đạt danh hiệu văn hóa, các chỉ tiêu đều đạt và vượt Nghị quyết đề ra.",
        "Tăng trưởng 7,5% - 8,0%/năm, từ 11 đến 12%/năm.",
    };
    for (size_t i = 0; i < SOAN_ARRAY_LEN(list); i++)
        found(list[i], "");
    done();
}

static void statement_is(const char *marked, const char *expected)
{
    static const char *const predicates[] = {"value", "percent", "reached", "exceeded", "missed"};
    struct sample s;
    struct soan_claims c = {0};
    struct text out = {0};
    read_sample(marked, &s);
    soan_claims_read(text_view(&s.shown), s.figure, s.n, &c);
    for (size_t i = 0; i < c.statements; i++)
        text_printf(&out, "%s%s: %s", i ? "; " : "", predicates[c.statement[i].predicate], text_str(&c.statement[i].entity));
    if (strcmp(text_str(&out), expected) != 0) {
        print_error("%s\n  found:    %s\n  expected: %s\n", marked, text_str(&out), expected);
        wrong++;
    }
    soan_claims_free(&c);
    text_free(&s.shown);
    text_free(&out);
}

static void statements(void **state)
{
    (void)state;
    statement_is("· Kinh tế phát triển; giá trị tăng qua các năm; thu ngân sách nhà nước trên địa bàn đến nay là {} tỷ đồng, đạt {104}% so với"
                 " nghị quyết; thu ngân sách địa phương đến nay là {390} tỷ đồng, đạt 100% chỉ tiêu nghị quyết đề ra.",
                 "percent: thu ngân sách nhà nước địa bàn; value: thu ngân sách địa phương; percent: thu ngân sách địa phương");
    statement_is("Phát triển chưa tương xứng; thu ngân sách nhà nước trên địa bàn chưa đạt nghị quyết đề ra14.",
                 "missed: thu ngân sách nhà nước địa bàn");
    statement_is("Năm 2024, tổng thu ngân sách là 390 tỷ đồng.", "");
    statement_is("Phấn đấu tổng thu ngân sách đạt 500 tỷ đồng.", "");
    statement_is("Tỷ lệ hộ nghèo còn 1,2%.", "value: tỷ lệ hộ nghèo");
    done();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(percent_of_something), cmocka_unit_test(exceeding), cmocka_unit_test(change),
        cmocka_unit_test(units_of_two_sizes), cmocka_unit_test(opposites), cmocka_unit_test(ratios), cmocka_unit_test(sums), cmocka_unit_test(targets), cmocka_unit_test(shares),
        cmocka_unit_test(near_sums), cmocka_unit_test(shares_of_a_list), cmocka_unit_test(ends_behind),
        cmocka_unit_test(parts_of_all_there_are),
        cmocka_unit_test(years), cmocka_unit_test(innocent), cmocka_unit_test(statements),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
