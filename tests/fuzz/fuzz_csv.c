/* Any bytes as a sheet: read to the end or refused; what is written again reads as the same cells. */
#include <stdlib.h>

#include "soan/figure.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(bool ok)
{
    if (!ok)
        abort();
}

static void again(const struct soan_csv_row *row)
{
    struct text line = {0}, cell = {0};
    struct soan_csv c;
    struct soan_csv_row back = {0};
    bool more = false;
    for (size_t i = 0; i < row->n; i++) {
        text_append_str(&line, i ? ";" : "x;");
        soan_csv_cell(text_view(&row->cell[i]), ';', &line);
    }
    c = (struct soan_csv){.in = text_view(&line), .line = 1, .separator = ';'};
    check(soan_csv_next(&c, &back, &more, NULL) && more && back.n == row->n + 1);
    for (size_t i = 0; i < row->n; i++)
        check(text_view_ends(text_view(&back.cell[i + 1]), text_view(&row->cell[i])));
    soan_csv_row_free(&back);
    text_free(&line);
    text_free(&cell);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct soan_csv c;
    struct soan_csv_row row = {0};
    struct soan_marks marks = {0};
    struct error e = {0};
    bool more = true, dot, ok = soan_csv_begin(&c, (struct text_view){(const char *)data, size}, &e);
    while (ok && (ok = soan_csv_next(&c, &row, &more, &e)) && more) {
        check(row.n > 0);
        again(&row);
        for (size_t i = 0; i < row.n; i++)
            soan_marks_look(&marks, text_view(&row.cell[i]), row.line);
    }
    check(ok || e.message.len > 0);
    if (!soan_marks_decide(&marks, ',', &dot, NULL))
        dot = false;
    soan_marks_free(&marks);
    soan_csv_row_free(&row);
    error_free(&e);
    return 0;
}
