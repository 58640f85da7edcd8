#include "cli/commands.h"

/* ---- listing ---- */

struct listing {
    struct soan_report *r;
    struct soan_values *values;
    struct list *list;
    struct text source;
    struct error *e;
    bool failed;
};

static void put_note(struct listing *l, struct text_view path, struct text_view id, struct text_view words)
{
    struct text shown = {0};
    cli_shown(words, l->values, &shown);
    if (l->list->format == LIST_TEXT) {
        out_printf("%.*s [%.*s] ", (int)path.len, path.bytes, (int)id.len, id.bytes);
        out_text(text_view(&shown));
        out_str("\n");
    } else {
        list_text(l->list, path);
        list_text(l->list, id);
        list_text(l->list, text_view(&shown));
    }
    text_free(&shown);
}

static bool list_section(const struct soan_section *s, void *arg)
{
    struct listing *l = arg;
    l->failed = !soan_section_text(l->r, s->id, &l->source, NULL, l->e);
    struct text_view v = text_view(&l->source);
    for (size_t from = 0, to; !l->failed && from < v.len; from = to + 1) {
        struct text_view id;
        size_t words;
        to = text_view_find(v, TEXT_LIT("\n"), from);
        to = to == SIZE_MAX ? v.len : to;
        if (soan_note_text(text_view_part(v, from, to), &id, &words))
            put_note(l, text_view(&s->path), id, text_view_part(v, from + words, to));
    }
    return !l->failed && out_good();
}

static bool list_notes(struct soan_report *r, enum list_format format, struct error *e)
{
    static const char *const fields[] = {"section", "number", "text"};
    struct list list;
    struct listing l = {.r = r, .list = &list, .e = e};
    list_begin(&list, format, fields, SOAN_ARRAY_LEN(fields));
    bool ok = soan_values_load(r, &l.values, e) && soan_section_walk(r, 0, list_section, &l, e) && !l.failed;
    if (ok)
        list_end(&list);
    soan_values_free(&l.values);
    text_free(&l.source);
    return ok;
}

/* ---- making ---- */

/* Makes one note in `text`; false: its place is within another note. */
static bool make(struct text *text, size_t at, size_t removed, struct text_view words)
{
    struct text_changes c = {0};
    size_t cursor;
    bool made = soan_note_make(text_view(text), at, removed, words, &c, &cursor);
    for (size_t i = 0; i < c.n; i++)
        made = text_change_apply(&c.item[i], text) && made;
    text_changes_free(&c);
    return made;
}

/* All numbers that stick to a word. Their notes are blanks until somebody says what they say. */
static size_t make_glued(struct text *text, struct text_view words)
{
    size_t n = 0, at, to, from = 0;
    while (soan_note_glued(text_view(text), from, &at, &to)) {
        n += make(text, at, to - at, words);
        from = at + 1;
    }
    return n;
}

static bool behind_words(const char *section, struct text *text, struct text_view quote, struct text_view words,
                         struct error *e)
{
    size_t at = text_view_find(text_view(text), quote, 0);
    if (quote.len == 0 || at == SIZE_MAX)
        return error_set(e, SOAN_REFUSED, _("%s: does not say “%.*s”; quote the words as `soan show --source` has them"),
                         section, (int)quote.len, quote.bytes);
    if (text_view_find(text_view(text), quote, at + 1) != SIZE_MAX)
        return error_set(e, SOAN_REFUSED, _("%s: says “%.*s” more than once; quote more words"), section, (int)quote.len,
                         quote.bytes);
    if (!make(text, at + quote.len, 0, words))
        return error_set(e, SOAN_REFUSED, _("%s: “%.*s” stands in a note, and notes have none"), section, (int)quote.len,
                         quote.bytes);
    return true;
}

static bool note_section(struct soan_report *r, const struct invocation *in, bool glued, struct error *e)
{
    struct text text = {0}, quote = {0}, words = {0};
    struct soan_written written = {0};
    int64_t id, rev = 0;
    size_t n = 1;
    text_clean_line(text_view_of(glued ? "" : in->argv[2]), &quote, NULL);
    text_clean_line(text_view_of(glued ? "…" : in->argv[3]), &words, NULL);
    bool ok = soan_section_find(r, in->argv[1], &id, e) && soan_section_text(r, id, &text, &rev, e);
    if (ok && glued)
        n = make_glued(&text, text_view(&words));
    else if (ok)
        ok = behind_words(in->argv[1], &text, text_view(&quote), text_view(&words), e);
    if (ok && n == 0)
        ok = error_set(e, SOAN_REFUSED, _("%s: no number sticks to a word"), in->argv[1]);
    ok = ok && soan_section_write(r, id, rev, text_view(&text), &written, e);
    if (ok && glued)
        out_printf(soan_ngettext("%zu footnote made; its words are blank\n", "%zu footnotes made; their words are blank\n", n),
                   n);
    soan_written_free(&written);
    text_free(&text);
    text_free(&quote);
    text_free(&words);
    return ok;
}

bool command_note(struct invocation *in, struct error *e)
{
    bool glued = false, json = false, tsv = false;
    enum list_format format;
    const struct option_spec options[] = {
        {"glued", 0, &glued, NULL, NULL, NULL, N_("makes notes of the numbers that stick to a word")},
        {"json", 0, &json, NULL, NULL, NULL, N_("one array of objects")},
        {"tsv", 0, &tsv, NULL, NULL, NULL, N_("columns parted by tabs, with a heading line")},
    };
    struct soan_report *r = NULL;
    if (!cli_parse(in, options, SOAN_ARRAY_LEN(options), 1, 4, e))
        return in->answered;
    if (!list_format(json, tsv, &format, e))
        return false;
    if (in->argc != 1 && in->argc != (glued ? 2 : 4))
        return error_set(e, SOAN_USAGE, _("note: give FILE alone, FILE SECTION --glued, or FILE SECTION WORDS TEXT"));
    bool ok = cli_open(in, in->argv[0], &r, e);
    if (ok && in->argc == 1)
        ok = glued ? error_set(e, SOAN_USAGE, _("note --glued: name a section")) : list_notes(r, format, e);
    else if (ok)
        ok = note_section(r, in, glued, e);
    soan_report_close(&r);
    return ok;
}
