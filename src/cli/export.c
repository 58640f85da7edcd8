#include <inttypes.h>
#include <string.h>

#include "cli/commands.h"

struct writing {
    struct soan_report *r;
    struct soan_values *values;
    struct file_out *file;    /* NULL: standard output */
    bool json, any, open_line;
    struct text text, raw, out;
    struct error *e;
    bool failed;
};

static void emit(struct writing *w, struct text_view v)
{
    if (w->file)
        file_out_write(w->file, v);
    else
        out_text(v);
}

static void member(struct text *out, const char *name, struct text_view value)
{
    text_printf(out, ", \"%s\": ", name);
    json_string(value, out);
}

static void write_json(struct writing *w, const struct soan_section *s)
{
    struct text *out = &w->out;
    text_printf(out, "%s\n {\"id\": %" PRId64, w->any ? "," : "[", s->id);
    member(out, "path", text_view(&s->path));
    text_printf(out, ", \"depth\": %u", s->depth);
    member(out, "marker", text_view(&s->marker.shown));
    member(out, "title", text_view(&s->title));
    member(out, "status", text_view_of(soan_state_name(s->state)));
    member(out, "text", text_view(&w->text));
    text_append_str(out, "}");
}

static void write_text(struct writing *w, const struct soan_section *s)
{
    const struct soan_export_section x = {
        .marker = text_view(&s->marker.shown),
        .title = text_view(&s->title),
        .body = text_view(&w->text),
        .run_in = s->run_in,
        .raw = text_view(&w->raw),
    };
    /* The last section of a file without a final newline may have been moved up. */
    if (w->open_line)
        text_append_char(&w->out, '\n');
    soan_export_section(&x, soan_values_lookup, w->values, &w->out);
    if (w->out.len)
        w->open_line = w->out.bytes[w->out.len - 1] != '\n';
}

static bool write_section(const struct soan_section *s, void *arg)
{
    struct writing *w = arg;
    int64_t rev;
    text_clear(&w->text);
    text_clear(&w->raw);
    text_clear(&w->out);
    if (!soan_section_text(w->r, s->id, &w->text, &rev, w->e) ||
        (!w->json && !soan_section_raw(w->r, s->id, &w->raw, w->e))) {
        w->failed = true;
        return false;
    }
    if (w->json)
        write_json(w, s);
    else
        write_text(w, s);
    w->any = true;
    emit(w, text_view(&w->out));
    return w->file || out_good();
}

static bool write_all(struct writing *w, const char *path, struct error *e)
{
    w->e = e;
    if (strcmp(path, "-") != 0) {
        w->file = file_out_open(path, e);
        if (!w->file)
            return false;
    }
    bool ok = soan_section_walk(w->r, 0, write_section, w, e) && !w->failed;
    if (ok && w->json)
        emit(w, w->any ? TEXT_LIT("\n]\n") : TEXT_LIT("[]\n"));
    if (w->file && ok)
        ok = file_out_commit(&w->file, e);
    file_out_discard(&w->file);
    return ok;
}

bool command_export(struct invocation *in, struct error *e)
{
    const char *path = "-", *format = "text";
    const struct option_spec options[] = {
        {"output", 'o', NULL, &path, NULL, "OUT", N_("a file, written whole or not at all; - is standard output")},
        {"format", 0, NULL, &format, NULL, "text|json",
         N_("plain text as it came in (the default), or sections as JSON")},
    };
    struct writing w = {0};
    if (!cli_parse(in, options, SOAN_ARRAY_LEN(options), 1, 1, e))
        return in->answered;
    w.json = strcmp(format, "json") == 0;
    if (!w.json && strcmp(format, "text") != 0)
        return error_set(e, SOAN_USAGE, _("--format %s: is not known; take text or json"), format);
    bool ok = cli_open(in, in->argv[0], &w.r, e) && soan_values_load(w.r, &w.values, e) && write_all(&w, path, e);
    text_free(&w.text);
    text_free(&w.raw);
    text_free(&w.out);
    soan_values_free(&w.values);
    soan_report_close(&w.r);
    return ok;
}
