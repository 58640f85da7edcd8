/*
 * Tone-blind and exact search and folding over 20 MB of Vietnamese, beside memmem and memcpy over the same bytes in
 * the same run: the ratios hold where the machine does not.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "soan/viet.h"

#define SIZE ((size_t)20 << 20)
#define ROUNDS 5

static struct text all;
static size_t hits;

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void make_text(void)
{
    static const char *const paragraph[] = {
        "Tình hình kinh tế trên địa bàn giữ được đà tăng khá; thu ngân sách đạt 412 tỷ đồng, bằng 103,5% dự toán "
        "giao và tăng 7,2% so với cùng kỳ năm 2024. Cơ cấu chuyển dịch đúng hướng, thương mại - dịch vụ chiếm …% "
        "giá trị sản xuất; nhiều hộ kinh doanh mạnh dạn đổi mới thiết bị (nhất là “bán hàng trực tuyến”).\n",
        "· Thực hiện Kế hoạch số 15-KH/ĐU ngày 12/3/2023, đã tổ chức 24 cuộc kiểm tra, 18 buổi tiếp công dân, giải "
        "quyết xong 131/137 đơn thư, còn 06 đơn đang xác minh. Uỷ ban phường đã hoà giải xong.\n",
        "1.2. Văn hóa, xã hội: Phong trào văn nghệ, thể dục thể thao phát triển rộng khắp; 98% gia đình đạt danh "
        "hiệu văn hóa; công tác đền ơn đáp nghĩa, chăm lo người có công được quan tâm thường xuyên, kịp thời.\n",
    };
    for (size_t i = 0; all.len < SIZE; i++)
        text_append_str(&all, paragraph[i % SOAN_ARRAY_LEN(paragraph)]);
    text_append_str(&all, "Đường Nguyễn Huệ.\n");
}

static void find_bytes(const char *needle)
{
    size_t len = strlen(needle);
    const char *end = all.bytes + all.len;
    for (const char *p = all.bytes; (p = memmem(p, (size_t)(end - p), needle, len)); p += len)
        hits++;
}

static void find_words(const char *needle)
{
    struct viet_pattern *p = viet_pattern_new(text_view_of(needle));
    size_t start, end;
    for (size_t pos = 0; viet_pattern_find(p, text_view(&all), pos, &start, &end); pos = end)
        hits++;
    viet_pattern_free(&p);
}

static void fold_blind(const char *unused)
{
    struct text out = {0};
    (void)unused;
    viet_fold(text_view(&all), VIET_FOLD_BLIND, &out, NULL);
    hits += out.len;
    text_free(&out);
}

static void fold_exact(const char *unused)
{
    struct text out = {0};
    (void)unused;
    viet_fold(text_view(&all), VIET_FOLD_EXACT, &out, NULL);
    hits += out.len;
    text_free(&out);
}

static void copy_bytes(const char *unused)
{
    struct text out = {0};
    (void)unused;
    text_append(&out, text_view(&all));
    hits += out.len;
    text_free(&out);
}

static double best_of(void (*work)(const char *), const char *arg)
{
    double best = 1e9;
    for (int i = 0; i < ROUNDS; i++) {
        double from = now();
        hits = 0;
        work(arg);
        double took = now() - from;
        best = took < best ? took : best;
    }
    return best;
}

int main(void)
{
    static const struct {
        const char *name;
        void (*work)(const char *);
        const char *arg;
    } rows[] = {
        {"memmem, rare", find_bytes, "Đường Nguyễn Huệ"},  {"exact, rare", find_words, "đường nguyễn huệ"},
        {"blind, rare", find_words, "duong nguyen hue"},   {"memmem, frequent", find_bytes, "văn hóa"},
        {"exact, frequent", find_words, "văn hoá"},        {"blind, frequent", find_words, "van hoa"},
        {"blind, one letter", find_words, "n"},            {"blind, absent", find_words, "qwerty"},
        {"copy", copy_bytes, NULL},                        {"fold blind", fold_blind, NULL},
        {"fold exact", fold_exact, NULL},
    };
    double base = 0;
    make_text();
    for (size_t i = 0; i < SOAN_ARRAY_LEN(rows); i++) {
        double took = best_of(rows[i].work, rows[i].arg);
        bool is_base = rows[i].work == find_bytes || rows[i].work == copy_bytes;
        base = is_base ? took : base;
        printf("%-18s %8.1f ms %8.0f MB/s %10zu", rows[i].name, took * 1e3, (double)all.len / 1e6 / took, hits);
        if (!is_base)
            printf("  %5.1f x %s", took / base, rows[i].arg ? "memmem" : "copy");
        printf("\n");
    }
    text_free(&all);
    return 0;
}
