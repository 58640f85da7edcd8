#include <string.h>

#include "cli/commands.h"
#include "cli/export.h"

bool export_emit(struct export *x, struct text_view v)
{
    if (x->file)
        file_out_write(x->file, v);
    else
        out_text(v);
    return x->file || out_good();
}

/* ---- plain text, as it came in ---- */

struct writing {
    struct export *x;
    struct text text, raw;
    bool open_line, failed;
};

static bool write_section(const struct soan_section *s, void *arg)
{
    struct writing *w = arg;
    struct text *out = &w->x->out;
    text_clear(out);
    if (!soan_section_text(w->x->r, s->id, &w->text, NULL, w->x->e) ||
        !soan_section_raw(w->x->r, s->id, &w->raw, w->x->e)) {
        w->failed = true;
        return false;
    }
    const struct soan_export_section part = {
        .marker = text_view(&s->marker.shown),
        .title = text_view(&s->title),
        .body = text_view(&w->text),
        .run_in = s->run_in,
        .raw = text_view(&w->raw),
    };
    /* The last section of a file without a final newline may have been moved up. */
    if (w->open_line)
        text_append_char(out, '\n');
    soan_export_section(&part, soan_values_lookup, w->x->values, out);
    if (out->len)
        w->open_line = out->bytes[out->len - 1] != '\n';
    return export_emit(w->x, text_view(out));
}

bool export_text(struct export *x)
{
    struct writing w = {.x = x};
    bool ok = soan_section_walk(x->r, 0, write_section, &w, x->e) && !w.failed;
    text_free(&w.text);
    text_free(&w.raw);
    return ok;
}

/* ---- a document for an office program ---- */

static void to_output(struct text_view piece, void *arg)
{
    export_emit(arg, piece);
}

bool export_fodt(struct export *x)
{
    return soan_fodt(x->r, &x->options, to_output, x, x->e);
}

/* ---- the command ---- */

static const struct { const char *name; export_fn *write; } formats[] = {
    {"text", export_text}, {"json", export_json}, {"markdown", export_markdown}, {"fodt", export_fodt},
};

static export_fn *format_find(const char *name)
{
    for (size_t i = 0; i < SOAN_ARRAY_LEN(formats); i++)
        if (strcmp(formats[i].name, name) == 0)
            return formats[i].write;
    return NULL;
}

static bool write_all(struct export *x, export_fn *write, const char *path, struct error *e)
{
    if (strcmp(path, "-") != 0) {
        x->file = file_out_open(path, e);
        if (!x->file)
            return false;
    }
    bool ok = write(x);
    if (x->file && ok)
        ok = file_out_commit(&x->file, e);
    file_out_discard(&x->file);
    return ok;
}

bool command_export(struct invocation *in, struct error *e)
{
    const char *path = "-", *format = "text";
    struct export x = {.e = e, .options = SOAN_PRINT_DEFAULT};
    const struct option_spec options[] = {
        {"output", 'o', NULL, &path, NULL, "OUT", N_("a file, written whole or not at all; - is standard output")},
        {"format", 0, NULL, &format, NULL, "text|json|markdown|fodt",
         N_("plain text as it came in (the default), everything as JSON, Markdown, or a document for office programs")},
        {"style", 0, NULL, &x.options.style, NULL, "NAME", N_("of a fodt: page style, else that of the report")},
        {"annex", 0, NULL, &x.options.annexes, NULL, "NAMES", N_("of a fodt: tables behind the text, as of print")},
        {"draft", 0, &x.options.draft, NULL, NULL, NULL, N_("of a fodt: says on every page that it is a draft")},
    };
    if (!cli_parse(in, options, SOAN_ARRAY_LEN(options), 1, 1, e))
        return in->answered;
    export_fn *write = format_find(format);
    if (!write)
        return error_set(e, SOAN_USAGE, _("--format %s: is not known; take text, json, markdown or fodt"), format);
    if (write != export_fodt && (x.options.style || x.options.annexes || x.options.draft))
        return error_set(e, SOAN_USAGE, _("--style, --annex and --draft go with --format fodt; for pages use `soan print`"));
    bool ok = cli_open(in, in->argv[0], &x.r, e) && soan_values_load(x.r, &x.values, e) && write_all(&x, write, path, e);
    text_free(&x.out);
    soan_values_free(&x.values);
    soan_report_close(&x.r);
    return ok;
}
