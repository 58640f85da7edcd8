/*
 * Any bytes as an outline: refused or parsed, the sections' bytes are the file, and the export gives it back. Source form
 * turned into what is shown and back keeps its positions, and atoms are the tokens.
 */
#include <stdlib.h>
#include <string.h>

#include "soan/outline.h"

static void expect(bool holds)
{
    if (!holds)
        abort();
}

static bool shown(struct text_view key, struct soan_shown *out, void *arg)
{
    (void)arg;
    *out = (struct soan_shown){key.len % 2 ? TEXT_LIT("1.250") : TEXT_LIT(""), TEXT_LIT("…")};
    return key.len % 3 > 0;
}

static void check_source(struct text_view source)
{
    struct soan_projection p = {0};
    struct soan_token t;
    size_t pos = 0;
    for (; soan_token_next(source, pos, &t); pos = t.to) {
        size_t from, to;
        expect(t.from == pos && t.to > pos);
        for (size_t at = t.from; at < t.to && at < t.from + 80; at++) {
            bool atom = soan_source_atom(source, at, &from, &to);
            expect(atom == (t.kind != SOAN_TOKEN_TEXT) && (!atom || (from == t.from && to == t.to)));
        }
    }
    expect(pos == source.len);
    soan_project(source, shown, NULL, &p);
    size_t src = 0, out = 0;
    for (size_t k = 0; k < p.n; k++) {
        expect(p.span[k].src_from == src && p.span[k].out_from == out);
        src = p.span[k].src_to;
        out = p.span[k].out_to;
    }
    expect(src == source.len && out == p.out.len);
    for (size_t at = 0; at <= source.len; at += 1 + source.len / 64)
        expect(soan_projection_to_src(&p, soan_projection_to_out(&p, at)) <= at);
    soan_projection_free(&p);
}

static void check_section(const struct soan_outline_node *n)
{
    struct soan_export_section s = {text_view(&n->marker.shown), text_view(&n->title), text_view(&n->body), n->run_in, n->raw};
    struct text out = {0}, path = {0}, next = {0};
    soan_export_section(&s, NULL, NULL, &out);
    expect(text_view_equal(text_view(&out), n->raw));
    text_clear(&out);
    soan_export_section(&s, shown, NULL, &out);
    check_source(s.title);
    check_source(s.body);
    expect(text_is_clean(s.title) && text_is_clean(s.body) && text_is_clean(s.marker));
    soan_marker_path(&n->marker, 1, &path);
    soan_marker_format(text_view(&n->marker.style), n->marker.number + 1, s.marker, &next);
    text_free(&out);
    text_free(&path);
    text_free(&next);
}

static void check_outline(struct text_view file, bool keep_lines)
{
    struct text bytes = text_copy(file);
    struct soan_outline o;
    struct error e = {0};
    const struct soan_outline_options options = {.keep_lines = keep_lines};
    if (!soan_outline_parse(&bytes, &options, &o, &e)) {
        expect(e.status == SOAN_BAD_DATA && e.message.len > 0);
        error_free(&e);
        text_free(&bytes);
        return;
    }
    size_t raw = 0, marks = o.gaps + o.etcs, places = 0;
    for (size_t k = 0; k < o.n; k++) {
        const struct soan_outline_node *n = &o.node[k];
        expect(n->parent == SIZE_MAX ? n->depth == 1 : n->parent < k && o.node[n->parent].depth + 1 == n->depth);
        expect(n->raw.len == 0 || n->raw.bytes == o.bytes.bytes + raw);
        raw += n->raw.len;
        check_section(n);
    }
    expect(raw == o.bytes.len && o.n > 0);
    for (size_t k = 0; k < SOAN_KIND_COUNT_; k++)
        marks += o.marks_by_kind[k];
    expect(marks == o.marks);
    for (size_t k = 0; k < o.figures; k++) {
        expect(soan_key_valid(text_view(&o.figure[k].key)) && o.figure[k].places > 0);
        places += o.figure[k].places;
    }
    expect(places <= o.marks);
    soan_outline_free(&o);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct text_view file = {(const char *)data, size};
    check_outline(file, false);
    check_outline(file, true);
    check_source(file);
    return 0;
}
