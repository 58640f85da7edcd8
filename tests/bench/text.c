/*
 * Speed of the text floor on 20 MB of Vietnamese paragraphs, beside memcpy and bare libunistring loops over the same
 * bytes in the same run: the ratios hold where the machine does not. An argument names the one to run.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unigbrk.h>
#include <unilbrk.h>
#include <uninorm.h>
#include <unistd.h>

#include "soan/text.h"

#define SIZE ((size_t)20 << 20)
#define WIDTH 76
#define ROUNDS 5

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void make_text(struct text *t)
{
    static const char *paragraph[] = {
        "Tình hình kinh tế trên địa bàn giữ được đà tăng khá; thu ngân sách đạt 412 tỷ đồng, bằng 103,5% dự toán giao "
        "và tăng 7,2% so với cùng kỳ năm 2024. Cơ cấu chuyển dịch đúng hướng, thương mại - dịch vụ chiếm …% giá trị "
        "sản xuất; nhiều hộ kinh doanh mạnh dạn đổi mới thiết bị, mở rộng thị trường "
        "(nhất là “bán hàng trực tuyến”).\n",
        "· Thực hiện Kế hoạch số 15-KH/ĐU ngày 12/3/2023, đã tổ chức 24 cuộc kiểm tra, 18 buổi tiếp công dân, "
        "giải quyết xong 131/137 đơn thư, còn 06 đơn đang xác minh theo thẩm quyền.\n",
        "1.2. Văn hóa, xã hội: Phong trào văn nghệ, thể dục thể thao phát triển rộng khắp; 98% gia đình đạt danh "
        "hiệu văn hóa; công tác đền ơn đáp nghĩa, chăm lo người có công được quan tâm thường xuyên, kịp thời, đúng đối tượng.\n",
    };
    text_reserve(t, SIZE + 1000);
    for (size_t i = 0; t->len < SIZE; i++)
        text_append_str(t, paragraph[i % SOAN_ARRAY_LEN(paragraph)]);
}

static struct text_view all;
static struct text_view copy;
static size_t result;

static void each_paragraph(void (*work)(struct text_view))
{
    for (size_t from = 0; from < all.len;) {
        const char *end = memchr(all.bytes + from, '\n', all.len - from);
        work(text_view_part(all, from, (size_t)(end - all.bytes)));
        from = (size_t)(end - all.bytes) + 1;
    }
}

static void copies(void)
{
    memcpy((char *)(uintptr_t)copy.bytes, all.bytes, all.len);
    result += (unsigned char)copy.bytes[all.len / 2];
}

static struct text_lines lines;
static void wrap_one(struct text_view v)
{
    text_wrap(v, &(struct text_wrap){.width = WIDTH}, &lines);
    result += lines.n;
}
static void wraps(void)
{
    each_paragraph(wrap_one);
}

/* The same as a filter would do it, lines parted by newlines. */
static FILE *sink;
static void write_one(struct text_view v)
{
    wrap_one(v);
    for (size_t i = 0; i < lines.n; i++) {
        struct text_view line = text_view_part(v, lines.start[i], i + 1 < lines.n ? lines.start[i + 1] : v.len);
        while (line.len && line.bytes[line.len - 1] == ' ')
            line.len--;
        fwrite(line.bytes, 1, line.len, sink);
        putc_unlocked('\n', sink);
    }
}
static void wraps_and_writes(void)
{
    sink = fopen("/dev/null", "w");
    each_paragraph(write_one);
    fclose(sink);
}

static char flags[4096];
static void library_wrap_one(struct text_view v)
{
    u8_width_linebreaks((const uint8_t *)v.bytes, v.len, WIDTH, 0, 0, NULL, "UTF-8", flags);
    result += (unsigned char)flags[0];
}
static void library_wraps(void)
{
    each_paragraph(library_wrap_one);
}

static void validates(void)
{
    result += text_utf8_valid(all, NULL);
}

static void clean_test(void)
{
    result += text_is_clean(all);
}

static void cleans(void)
{
    struct text out = {0};
    text_clean(all, &out, NULL);
    result += out.len;
    text_free(&out);
}

static void library_nfc(void)
{
    size_t n;
    uint8_t *out = u8_normalize(UNINORM_NFC, (const uint8_t *)all.bytes, all.len, NULL, &n);
    result += n;
    free(out);
}

static void clusters(void)
{
    result += text_char_count(all);
}

static void library_clusters(void)
{
    const uint8_t *s = (const uint8_t *)all.bytes, *end = s + all.len;
    while (s < end)
        s = u8_grapheme_next(s, end), result++;
}

static void widths(void)
{
    result += (size_t)text_width(all);
}

static void words(void)
{
    result += text_word_count(all);
}

static double best_of(void (*work)(void))
{
    double best = 1e9;
    for (int i = 0; i < ROUNDS; i++) {
        double start = now();
        work();
        double t = now() - start;
        best = t < best ? t : best;
    }
    return best;
}

/* Peers as whole programs on the same text; they count bytes for columns. `ours`: seconds of wrapping and writing. */
static void peers(double ours)
{
    static const char *const command[] = {"fold -s -w 76", "fmt -w 76", "par 76", "cat"};
    char path[] = "/tmp/soan-bench-XXXXXX";
    int fd = mkstemp(path);
    if (fd < 0 || write(fd, all.bytes, all.len) != (ssize_t)all.len)
        return;
    for (size_t i = 0; i < SOAN_ARRAY_LEN(command); i++) {
        struct text line = {0};
        text_printf(&line, "%s <%s >/dev/null 2>&1", command[i], path);
        double best = 1e9;
        for (int k = 0; k < 3; k++) {
            double start = now();
            if (system(text_str(&line)) != 0)
                start = -1e9; /* not installed */
            best = now() - start < best ? now() - start : best;
        }
        if (best < 1e6)
            printf("%-20s %8.0f MB/s  wrap and write is %.1f x as fast\n", command[i], (double)all.len / best / 1e6,
                   best / ours);
        text_free(&line);
    }
    close(fd);
    unlink(path);
}

/* A key in the middle of one paragraph of 1 MB. */
static void key_in_long_paragraph(void)
{
    struct text t = {0};
    text_append(&t, text_view_part(all, 0, (size_t)1 << 20));
    while ((t.bytes[t.len - 1] & 0x80))
        t.bytes[--t.len] = '\0';
    for (char *p = t.bytes; (p = strchr(p, '\n'));)
        *p = ' ';
    struct text_editor ed;
    text_editor_init(&ed, text_view(&t));
    text_editor_goto(&ed, t.len / 2);
    struct text_wrap w = {.width = WIDTH};
    text_wrap(text_view(&ed.text), &w, &lines);
    double worst = 0, start = now();
    const int keys = 2000;
    for (int i = 0; i < keys; i++) {
        size_t at = ed.cursor, len = ed.text.len;
        double key = now();
        text_editor_type(&ed, i % 6 == 5 ? TEXT_LIT(" ") : TEXT_LIT("ế"));
        text_rewrap(text_view(&ed.text), &w, &lines, at, 0, ed.text.len - len);
        key = now() - key;
        worst = key > worst ? key : worst;
    }
    double key = (now() - start) / keys, library = now();
    library_wrap_one(text_view(&ed.text));
    library = now() - library;
    printf("key in a paragraph of 1 MB: %.1f us, worst %.0f us (%zu lines); u8_width_linebreaks wraps it in %.0f us, "
           "%.0f x a key\n", key * 1e6, worst * 1e6, lines.n, library * 1e6, library / key);
    text_editor_free(&ed);
    text_free(&t);
}

int main(int argc, char **argv)
{
    struct text t = {0}, c = {0};
    make_text(&t);
    text_reserve(&c, t.len + 1);
    all = text_view(&t);
    copy = (struct text_view){c.bytes, t.len};
    static const struct {
        const char *name;
        void (*work)(void);
    } job[] = {
        {"memcpy", copies},
        {"u8_width_linebreaks", library_wraps},
        {"text_wrap", wraps},
        {"wrap and write", wraps_and_writes},
        {"text_utf8_valid", validates},
        {"text_is_clean", clean_test},
        {"text_clean", cleans},
        {"u8_normalize NFC", library_nfc},
        {"text_char_count", clusters},
        {"u8_grapheme_next", library_clusters},
        {"text_width", widths},
        {"text_word_count", words},
    };
    double base = 0, written = best_of(wraps_and_writes);
    for (size_t i = 0; i < SOAN_ARRAY_LEN(job); i++) {
        if (argc > 1 && strcmp(argv[1], job[i].name) != 0)
            continue;
        double s = best_of(job[i].work);
        if (job[i].work == library_wraps)
            base = s;
        printf("%-20s %8.0f MB/s", job[i].name, (double)all.len / s / 1e6);
        if (base > 0)
            printf("  %5.1f x u8_width_linebreaks", base / s);
        printf("\n");
    }
    if (argc == 1 || strcmp(argv[1], "peers") == 0)
        peers(written);
    if (argc == 1 || strcmp(argv[1], "key") == 0)
        key_in_long_paragraph();
    text_lines_free(&lines);
    text_free(&t);
    text_free(&c);
    return result == 0;
}
