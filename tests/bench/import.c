/* An outline of 20 MB: read, and given back. The sample is our own template, repeated. */
#include <stdio.h>
#include <time.h>

#include "soan/outline.h"

enum { WANTED = 20 * 1000 * 1000 };

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static double best(double a, double b)
{
    return a == 0 || b < a ? b : a;
}

int main(void)
{
    struct text_view sample;
    struct text file = {0};
    double parse = 0, export = 0;
    size_t sections = 0, figures = 0;
    if (!data_find("templates/bao-cao-chinh-tri.txt", &sample))
        return 1;
    while (file.len < WANTED)
        text_append(&file, sample);
    for (int round = 0; round < 3; round++) {
        struct text bytes = text_copy(text_view(&file)), out = {0};
        struct soan_outline o;
        double start = now();
        if (!soan_outline_parse(&bytes, NULL, &o, NULL))
            return 1;
        parse = best(parse, now() - start);
        start = now();
        for (size_t k = 0; k < o.n; k++) {
            const struct soan_outline_node *n = &o.node[k];
            const struct soan_export_section s = {text_view(&n->marker.shown), text_view(&n->title), text_view(&n->body),
                                                  n->run_in, n->raw};
            soan_export_section(&s, NULL, NULL, &out);
        }
        export = best(export, now() - start);
        if (!text_view_equal(text_view(&out), text_view(&file)))
            return 1;
        sections = o.n;
        figures = o.figures;
        text_free(&out);
        soan_outline_free(&o);
    }
    printf("import  %6.1f MB/s  %zu sections, %zu figures\nexport  %6.1f MB/s\n", (double)file.len / 1e6 / parse, sections,
           figures, (double)file.len / 1e6 / export);
    text_free(&file);
    return 0;
}
