#include "cli/commands.h"

struct walk {
    struct soan_report *r;
    struct list list;
    int64_t section;
    struct text path;
    struct soan_values *values;
    struct soan_projection shown;
    size_t hits;
};

/* Up to this many columns of the paragraph on each side of a hit. */
enum { CONTEXT = 40 };

static size_t start_of_context(struct text_view p, size_t from)
{
    size_t at = from;
    for (int n = 0; at > 0 && n < CONTEXT; n++)
        at = text_grapheme_prev(p, at);
    return at == 0 ? 0 : text_word_next(p, at) <= from ? text_word_next(p, at) : at;
}

static size_t end_of_context(struct text_view p, size_t to)
{
    size_t at = to;
    for (int n = 0; at < p.len && n < CONTEXT; n++)
        at = text_grapheme_next(p, at);
    return at == p.len ? at : text_word_prev(p, at) >= to ? text_word_prev(p, at) : at;
}

static bool print_hit(const struct soan_hit *h, void *arg)
{
    struct walk *w = arg;
    w->hits++;
    if (w->section != h->section) {
        text_clear(&w->path);
        cli_path(w->r, h->section, &w->path);
        w->section = h->section;
    }
    soan_project(h->paragraph, soan_values_lookup, w->values, &w->shown);
    struct text_view shown = text_view(&w->shown.out);
    size_t hit_from = soan_projection_to_out(&w->shown, h->from - h->start);
    size_t hit_to = soan_projection_to_out(&w->shown, h->to - h->start);
    if (w->list.format != LIST_TEXT) {
        list_text(&w->list, text_view(&w->path));
        list_text(&w->list, h->in_title ? TEXT_LIT("title") : TEXT_LIT("text"));
        list_text(&w->list, text_view_part(shown, hit_from, hit_to));
        list_text(&w->list, shown);
        return out_good();
    }
    size_t from = start_of_context(shown, hit_from), to = end_of_context(shown, hit_to);
    struct text_view around = text_view_trim(text_view_part(shown, from, to));
    struct text line = {0};
    text_printf(&line, "%s: %s", w->path.bytes, from > 0 ? "… " : "");
    text_append(&line, around);
    text_printf(&line, "%s\n", to < shown.len ? " …" : "");
    out_text(text_view(&line));
    text_free(&line);
    return out_good();
}

bool command_search(struct invocation *in, struct error *e)
{
    static const char *const fields[] = {"section", "in", "text", "paragraph"};
    bool json = false, tsv = false, ok = false;
    const struct option_spec options[] = {
        {"json", 0, &json, NULL, NULL, NULL, N_("one array of objects")},
        {"tsv", 0, &tsv, NULL, NULL, NULL, N_("columns parted by tabs, with a heading line")},
    };
    struct walk w = {0};
    struct text words = {0};
    enum list_format format;
    if (!cli_parse(in, options, SOAN_ARRAY_LEN(options), 2, 2, e))
        return in->answered;
    text_clean_line(text_view_of(in->argv[1]), &words, NULL);
    if (!list_format(json, tsv, &format, e))
        ok = false;
    else if (text_view_trim(text_view(&words)).len == 0)
        ok = error_set(e, SOAN_USAGE, _("search for at least one letter"));
    else if (cli_open(in, in->argv[0], &w.r, e)) {
        list_begin(&w.list, format, fields, SOAN_ARRAY_LEN(fields));
        ok = soan_values_load(w.r, &w.values, e) && soan_search(w.r, text_view(&words), print_hit, &w, e);
        if (ok)
            list_end(&w.list);
        in->findings = ok && w.hits == 0;
    }
    text_free(&words);
    text_free(&w.path);
    soan_values_free(&w.values);
    soan_projection_free(&w.shown);
    soan_report_close(&w.r);
    return ok;
}
