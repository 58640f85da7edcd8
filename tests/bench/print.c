/* A report of 20 MB printed on pages: seconds, MB a second, and the most memory the process ever held. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "soan/print.h"

enum { SIZE = 20000000 };

static double seconds(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static void add_up(struct text_view piece, void *arg)
{
    *(size_t *)arg += piece.len;
}

static long most_kilobytes(void)
{
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss;
}

static struct text invented_outline(void)
{
    struct text t = {0};
    for (unsigned section = 1; t.len < SIZE; section++) {
        text_printf(&t, "%u. Lãnh đạo công tác xây dựng, lĩnh vực thứ %u:\n", section, section);
        for (int item = 0; item < 8; item++)
            text_append_str(
                &t,
                "- Triển khai đồng bộ các nhiệm vụ, giải pháp; thu ngân sách trên địa bàn đến nay là 1.234,5 tỷ đồng, "
                "đạt 118,6% so với kế hoạch, đời sống của Nhân dân tiếp tục được nâng lên (“tốt hơn năm trước”).\n");
    }
    return t;
}

static bool make_report(const char *path, struct error *e)
{
    struct soan_outline outline = {0};
    struct text bytes = invented_outline();
    bool ok = soan_outline_parse(&bytes, &(struct soan_outline_options){0}, &outline, e) &&
              soan_report_create(path, &outline, TEXT_LIT("Báo cáo"), "bench", e);
    soan_outline_free(&outline);
    text_free(&bytes);
    return ok;
}

static bool measure(const char *path, struct error *e)
{
    struct soan_report *r = NULL;
    size_t bytes = 0;
    if (!soan_report_open(path, "bench", &r, e))
        return false;
    double start = seconds();
    bool ok = soan_print(r, &SOAN_PRINT_DEFAULT, add_up, &bytes, e);
    double took = seconds() - start;
    soan_report_close(&r);
    if (ok)
        printf("print: %.1f MB of pages in %.2f s, %.0f MB/s, %ld kB of memory\n", (double)bytes / 1e6, took,
               (double)bytes / 1e6 / took, most_kilobytes());
    return ok;
}

/* The report is made by another process, so that the memory shown is that of printing. */
static bool make_apart(const char *path)
{
    int status = 1;
    pid_t child = fork();
    if (child == 0) {
        struct error e = {0};
        bool ok = make_report(path, &e);
        if (!ok)
            fprintf(stderr, "%s\n", text_str(&e.message));
        _exit(ok ? 0 : 1);
    }
    return child > 0 && waitpid(child, &status, 0) == child && status == 0;
}

int main(void)
{
    static const char *const part[] = {"", "-wal", "-shm"};
    char directory[] = "/tmp/soan-bench-XXXXXX";
    struct error e = {0};
    struct text path = {0};
    if (!mkdtemp(directory))
        return 1;
    text_printf(&path, "%s/r.soan", directory);
    bool ok = make_apart(text_str(&path)) && measure(text_str(&path), &e);
    if (e.message.len)
        fprintf(stderr, "%s\n", text_str(&e.message));
    for (size_t i = 0; i < SOAN_ARRAY_LEN(part); i++) {
        struct text name = text_copy(text_view(&path));
        text_append_str(&name, part[i]);
        unlink(text_str(&name));
        text_free(&name);
    }
    rmdir(directory);
    text_free(&path);
    error_free(&e);
    return ok ? 0 : 1;
}
