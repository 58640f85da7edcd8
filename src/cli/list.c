#include <inttypes.h>

#include "cli/cli.h"

bool list_format(bool json, bool tsv, enum list_format *out, struct error *e)
{
    if (json && tsv)
        return error_set(e, SOAN_USAGE, _("--json and --tsv: take one of them"));
    *out = json ? LIST_JSON : tsv ? LIST_TSV : LIST_TEXT;
    return true;
}

/* Written as \uXXXX: controls, and what a terminal would obey or hide (bidi marks, line separators). */
static bool needs_escape(uint32_t cp)
{
    return cp < 0x20 || (cp >= 0x7F && cp < 0xA0) || cp == 0x61C || (cp >= 0x200B && cp <= 0x200F) ||
           (cp >= 0x2028 && cp <= 0x202E) || (cp >= 0x2066 && cp <= 0x2069) || cp == 0xFEFF;
}

static void append_escaped(struct text_view v, struct text *out)
{
    for (size_t i = 0, next; i < v.len; i = next) {
        uint32_t cp = text_decode(v, i, &next);
        if (cp == '"' || cp == '\\')
            text_printf(out, "\\%c", (char)cp);
        else if (cp == '\n')
            text_append_str(out, "\\n");
        else if (cp == '\t')
            text_append_str(out, "\\t");
        else if (needs_escape(cp))
            text_printf(out, "\\u%04" PRIx32, cp);
        else
            text_append(out, text_view_part(v, i, next));
    }
}

void json_string(struct text_view v, struct text *out)
{
    struct text valid = {0};
    if (!text_utf8_valid(v, &(size_t){0})) {
        text_clean(v, &valid, NULL);
        v = text_view(&valid);
    }
    text_append_char(out, '"');
    append_escaped(v, out);
    text_append_char(out, '"');
    text_free(&valid);
}

static void tsv_text(struct text_view v, struct text *out)
{
    for (size_t i = 0; i < v.len; i++) {
        char c = v.bytes[i];
        const char *escape = c == '\t' ? "\\t" : c == '\n' ? "\\n" : c == '\\' ? "\\\\" : NULL;
        if (escape)
            text_append_str(out, escape);
        else
            text_append_char(out, c);
    }
}

void list_begin(struct list *l, enum list_format format, const char *const *field, size_t fields)
{
    *l = (struct list){.format = format, .field = field, .fields = fields};
    if (format == LIST_JSON)
        out_str("[");
    for (size_t i = 0; format == LIST_TSV && i < fields; i++)
        out_printf("%s%s", field[i], i + 1 < fields ? "\t" : "\n");
}

static void put_field(struct list *l, struct text_view value)
{
    struct text t = {0};
    if (l->format == LIST_JSON) {
        text_append_str(&t, l->at ? ", " : l->rows ? ",\n {" : "\n {");
        text_printf(&t, "\"%s\": ", l->field[l->at]);
    } else if (l->at) {
        text_append_char(&t, '\t');
    }
    text_append(&t, value);
    if (++l->at == l->fields) {
        text_append_str(&t, l->format == LIST_JSON ? "}" : "\n");
        l->at = 0;
        l->rows++;
    }
    out_text(text_view(&t));
    text_free(&t);
}

void list_text(struct list *l, struct text_view v)
{
    struct text t = {0};
    if (l->format == LIST_JSON)
        json_string(v, &t);
    else
        tsv_text(v, &t);
    put_field(l, text_view(&t));
    text_free(&t);
}

void list_text_or_null(struct list *l, struct text_view v)
{
    if (v.len)
        list_text(l, v);
    else
        list_raw(l, l->format == LIST_JSON ? TEXT_LIT("null") : TEXT_LIT(""));
}

void list_number(struct list *l, int64_t n)
{
    struct text t = {0};
    text_printf(&t, "%" PRId64, n);
    put_field(l, text_view(&t));
    text_free(&t);
}

void list_raw(struct list *l, struct text_view json)
{
    put_field(l, json);
}

void list_end(struct list *l)
{
    if (l->format == LIST_JSON)
        out_str(l->rows ? "\n]\n" : "]\n");
}
