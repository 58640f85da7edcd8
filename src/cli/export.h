/* What the formats of `soan export` share. */
#ifndef CLI_EXPORT_H
#define CLI_EXPORT_H

#include "cli/cli.h"
#include "soan/print.h"

struct export {
    struct soan_report *r;
    struct soan_values *values;
    struct soan_print_options options; /* of a document */
    struct file_out *file;    /* NULL: standard output */
    struct text out;          /* of the piece being written */
    struct error *e;
};

/* False: nobody takes any more. */
bool export_emit(struct export *x, struct text_view v);

typedef bool export_fn(struct export *x);
export_fn export_text, export_json, export_markdown, export_fodt;

#endif
