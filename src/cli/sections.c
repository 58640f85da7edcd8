/* What several commands do with sections and their text. */
#include <inttypes.h>

#include "cli/sections.h"

static void line_and_column(struct text_view v, size_t at, size_t *line, size_t *column)
{
    *line = *column = 1;
    for (size_t i = 0; i < at; i++) {
        if (v.bytes[i] == '\n') {
            ++*line;
            *column = 1;
        } else if (((unsigned char)v.bytes[i] & 0xC0) != 0x80) {
            ++*column;
        }
    }
}

bool cli_read_text(const char *path, struct text *out, struct error *e)
{
    struct text bytes = {0};
    size_t bad, line, column;
    bool ok = file_read(path, &bytes, e);
    if (ok && !text_utf8_valid(text_view(&bytes), &bad)) {
        line_and_column(text_view(&bytes), bad, &line, &column);
        ok = error_set(e, SOAN_BAD_DATA,
                       _("%s: line %zu, column %zu: is not UTF-8; save the text as UTF-8 and try again"),
                       path, line, column);
    }
    if (ok) {
        text_clean(text_view(&bytes), out, NULL);
        while (out->len && out->bytes[out->len - 1] == '\n')
            text_replace(out, out->len - 1, 1, TEXT_LIT(""));
    }
    text_free(&bytes);
    return ok;
}

static bool know_nothing(struct text_view key, struct soan_shown *out, void *arg)
{
    (void)key, (void)out, (void)arg;
    return false;
}

void cli_shown(struct text_view source, struct soan_values *values, struct text *out)
{
    struct soan_projection p = {0};
    soan_project(source, values ? soan_values_lookup : know_nothing, values, &p);
    text_append(out, text_view(&p.out));
    soan_projection_free(&p);
}

void cli_path(struct soan_report *r, int64_t id, struct text *out)
{
    struct text path = {0};
    if (soan_section_path(r, id, &path, NULL) && path.len)
        text_append(out, text_view(&path));
    else
        text_printf(out, "#%" PRId64, id);
    text_free(&path);
}

bool section_place_under(struct soan_report *r, int64_t parent, struct soan_place *out, struct error *e)
{
    enum { PAGE = 64 };
    struct soan_section found[PAGE];
    size_t n = PAGE;
    *out = (struct soan_place){.parent = parent};
    for (unsigned pos = 1; n == PAGE; pos += PAGE) {
        if (!soan_section_children(r, parent, pos, PAGE, found, &n, e))
            return false;
        if (n)
            out->after = found[n - 1].id;
        for (size_t i = 0; i < n; i++)
            soan_section_free(&found[i]);
    }
    return true;
}

bool section_place_after(struct soan_report *r, int64_t id, struct soan_place *out, struct error *e)
{
    struct soan_section s = {0};
    if (!soan_section_get(r, id, &s, e))
        return false;
    *out = (struct soan_place){.parent = s.parent, .after = id};
    soan_section_free(&s);
    return true;
}

bool section_place_before(struct soan_report *r, int64_t id, struct soan_place *out, struct error *e)
{
    struct soan_section s = {0}, before = {0};
    size_t n = 0;
    if (!soan_section_get(r, id, &s, e))
        return false;
    *out = (struct soan_place){.parent = s.parent};
    bool ok = s.pos < 2 || soan_section_children(r, s.parent, s.pos - 1, 1, &before, &n, e);
    if (n)
        out->after = before.id;
    soan_section_free(&before);
    soan_section_free(&s);
    return ok;
}

bool section_print_line(struct soan_report *r, int64_t id, struct error *e)
{
    struct soan_section s = {0};
    struct text line = {0};
    if (!soan_section_get(r, id, &s, e))
        return false;
    text_printf(&line, "#%" PRId64 " ", id);
    cli_path(r, id, &line);
    text_append_char(&line, ' ');
    cli_shown(text_view(&s.title), NULL, &line);
    text_append_char(&line, '\n');
    out_text(text_view(&line));
    text_free(&line);
    soan_section_free(&s);
    return true;
}
