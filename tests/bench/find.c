/* Searching a report of 20 MB in its file, beside memmem over its text in memory and grep over it in a file. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "soan/report.h"

enum { WANTED = 20 * 1000 * 1000, ROUNDS = 3 };

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static bool make_files(const char *report, const char *plain, struct text *text, struct error *e)
{
    struct soan_outline o = {0};
    for (unsigned section = 1; text->len < WANTED; section++) {
        text_printf(text, "%u. Lãnh đạo phát triển kinh tế, khu phố thứ %u:\n", section, section);
        for (int item = 0; item < 4; item++)
            text_append_str(
                text, "- Triển khai đồng bộ các nhiệm vụ, giải pháp; thu ngân sách trên địa bàn đến nay là 1.234,5 tỷ đồng, "
                      "đạt 118,6% so với kế hoạch, đời sống của Nhân dân tiếp tục được nâng lên.\n");
        if (section % 50 == 0)
            text_append_str(text, "Tiền đóng góp: … triệu đồng, chính quyền đã trả lại cho các hộ.\n");
    }
    struct file_out *f = file_out_open(plain, e);
    if (!f)
        return false;
    file_out_write(f, text_view(text));
    struct text bytes = text_copy(text_view(text));
    bool ok = file_out_commit(&f, e) && soan_outline_parse(&bytes, NULL, &o, e) &&
              soan_report_create(report, &o, TEXT_LIT("Báo cáo"), "bench", e);
    soan_outline_free(&o);
    return ok;
}

static bool count(const struct soan_hit *h, void *arg)
{
    (void)h;
    ++*(size_t *)arg;
    return true;
}

static double memmem_time(struct text_view v, const char *words, size_t *hits)
{
    double best = 1e9;
    size_t len = strlen(words);
    for (int i = 0; i < ROUNDS; i++) {
        double from = now();
        const char *end = v.bytes + v.len;
        *hits = 0;
        for (const char *p = v.bytes; (p = memmem(p, (size_t)(end - p), words, len)); p += len)
            ++*hits;
        best = now() - from < best ? now() - from : best;
    }
    return best;
}

static double grep_time(const char *path, const char *words)
{
    struct text command = {0};
    double best = 1e9;
    text_printf(&command, "LC_ALL=C.UTF-8 grep -ic '%s' %s | wc -l >/dev/null", words, path);
    for (int i = 0; i < ROUNDS; i++) {
        double from = now();
        if (system(text_str(&command)) < 0)
            break;
        best = now() - from < best ? now() - from : best;
    }
    text_free(&command);
    return best;
}

static bool search_time(struct soan_report *r, const char *words, double *best, size_t *hits, struct error *e)
{
    *best = 1e9;
    for (int i = 0; i < ROUNDS; i++) {
        double from = now();
        *hits = 0;
        if (!soan_search(r, text_view_of(words), count, hits, e))
            return false;
        *best = now() - from < *best ? now() - from : *best;
    }
    return true;
}

static bool measure(const char *path, const char *plain, struct text_view text, struct error *e)
{
    static const char *const words[][2] = {{"chính quyền", "chinh quyen"}, {"giải pháp", "giai phap"}, {"không có ở đây", "khong co o day"}};
    struct soan_report *r = NULL;
    bool ok = soan_report_open(path, "bench", &r, e);
    for (size_t i = 0; ok && i < SOAN_ARRAY_LEN(words); i++) {
        size_t hits[3];
        double bytes = memmem_time(text, words[i][0], &hits[0]), file = grep_time(plain, words[i][0]), took[2];
        for (size_t k = 0; ok && k < 2; k++)
            ok = search_time(r, words[i][k], &took[k], &hits[k + 1], e);
        if (ok)
            printf("%-16s report %6.1f ms (%zu)  blind %6.1f ms (%zu)  memmem %6.1f ms (%zu)  grep -i %6.1f ms  "
                   "report: %.1f x memmem, %.2f x grep\n", words[i][0], took[0] * 1e3, hits[1], took[1] * 1e3, hits[2],
                   bytes * 1e3, hits[0], file * 1e3, took[0] / bytes, took[0] / file);
    }
    soan_report_close(&r);
    return ok;
}

int main(void)
{
    char dir[] = "/tmp/soan-bench-XXXXXX";
    struct text report = {0}, plain = {0}, text = {0};
    struct error e = {0};
    if (!mkdtemp(dir))
        return 1;
    text_printf(&report, "%s/r.soan", dir);
    text_printf(&plain, "%s/plain.txt", dir);
    bool ok = make_files(text_str(&report), text_str(&plain), &text, &e) &&
              measure(text_str(&report), text_str(&plain), text_view(&text), &e);
    if (!ok)
        fprintf(stderr, "%s\n", text_str(&e.message));
    unlink(text_str(&report));
    unlink(text_str(&plain));
    rmdir(dir);
    error_free(&e);
    text_free(&report);
    text_free(&plain);
    text_free(&text);
    return !ok;
}
