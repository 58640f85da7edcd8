/*
 * 10,000 comments: what a burst of typing costs beside the same report without any, spread over its sections and all in
 * one; how long the lists take to open.
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "soan/report.h"

enum { SECTIONS = 40, PARAGRAPHS = 60, COMMENTS = 10000, BURSTS = 200 };

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1000 + (double)t.tv_nsec / 1e6;
}

static void fine(bool ok, struct error *e)
{
    if (ok)
        return;
    fprintf(stderr, "%s\n", text_str(&e->message));
    exit(1);
}

static struct soan_report *make(const char *name)
{
    struct soan_outline o = {0};
    struct soan_report *r = NULL;
    struct error e = {0};
    struct text bytes = {0};
    for (int i = 1; i <= SECTIONS; i++) {
        text_printf(&bytes, "%d. Mục\n", i);
        for (int k = 0; k < PARAGRAPHS; k++)
            text_printf(&bytes, "Đoạn %d của mục %d: thu ngân sách trên địa bàn năm sau cao hơn năm trước.\n", k, i);
    }
    fine(soan_outline_parse(&bytes, NULL, &o, &e), &e);
    fine(soan_report_create(name, &o, TEXT_LIT(""), "lan", &e), &e);
    fine(soan_report_open(name, "lan", &r, &e), &e);
    soan_outline_free(&o);
    text_free(&bytes);
    return r;
}

static void comment(struct soan_report *r, int64_t section, size_t nth)
{
    struct text text = {0};
    struct error e = {0};
    fine(soan_section_text(r, section, &text, NULL, &e), &e);
    size_t at = text_view_find(text_view(&text), TEXT_LIT("thu "), text.len / 2 * (nth % 97) / 97);
    struct soan_comment c = {.section = section, .anchored = true, .from = at, .to = at + 4};
    c.body = text_copy(TEXT_LIT("Con số này lấy ở đâu, và vì sao không khớp với báo cáo quý trước?"));
    fine(soan_comment_add(r, &c, NULL, &e), &e);
    text_free(&text);
    soan_comment_free(&c);
}

static void type(struct soan_report *r, const char *name)
{
    struct error e = {0};
    int64_t rev = 0;
    struct text text = {0};
    fine(soan_section_text(r, 1, &text, &rev, &e), &e);
    double began = now(), most = 0;
    for (int i = 0; i < BURSTS; i++) {
        struct text_changes c = {0};
        struct soan_written w = {0};
        double at = now();
        text_changes_add(&c, 0, TEXT_LIT(""), TEXT_LIT("kinh"), (uint64_t)i + 1);
        fine(soan_section_edit(r, 1, rev, &c, 4, &w, &e), &e);
        rev = w.rev;
        soan_written_free(&w);
        text_changes_free(&c);
        most = now() - at > most ? now() - at : most;
    }
    printf("%-28s a burst %6.2f ms, at most %6.2f ms\n", name, (now() - began) / BURSTS, most);
    fflush(stdout);
    text_free(&text);
}

static bool count(const struct soan_comment *c, void *arg)
{
    (void)c;
    ++*(size_t *)arg;
    return true;
}

static void list(struct soan_report *r, int64_t section)
{
    struct error e = {0};
    size_t n = 0;
    double began = now();
    fine(soan_comment_each(r, section, count, &n, &e), &e);
    printf("%-28s %6.2f ms, %zu comments\n", section ? "list of a section" : "list of the report", now() - began, n);
}

static bool count_spot(const struct soan_comment_spot *s, void *arg)
{
    (void)s;
    ++*(size_t *)arg;
    return true;
}

static void places(struct soan_report *r)
{
    struct error e = {0};
    size_t n = 0;
    double began = now();
    fine(soan_comment_spots(r, 0, 0, count_spot, &n, &e), &e);
    printf("%-28s %6.2f ms, %zu comments\n", "places in the report", now() - began, n);
}

int main(void)
{
    char dir[] = "/tmp/soan-bench-XXXXXX", command[64];
    if (!mkdtemp(dir) || chdir(dir) != 0)
        return 1;
    struct soan_report *none = make("none.soan"), *spread = make("spread.soan"), *one = make("one.soan");
    for (size_t i = 0; i < COMMENTS; i++) {
        comment(spread, 1 + (int64_t)(i % SECTIONS), i);
        comment(one, 1, i);
    }
    type(none, "no comments");
    type(spread, "10,000 in 40 sections");
    type(one, "10,000 in this section");
    type(none, "no comments, again");
    list(spread, 0);
    places(spread);
    list(spread, 1);
    list(one, 1);
    soan_report_close(&none);
    soan_report_close(&spread);
    soan_report_close(&one);
    snprintf(command, sizeof command, "rm -rf '%s'", dir);
    return system(command) != 0;
}
