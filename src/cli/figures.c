#include <inttypes.h>

#include "cli/commands.h"

struct walk {
    struct soan_report *r;
    struct list list;
    struct text sections, decimals;
    const char *source; /* NULL: of all */
    bool missing;
    struct error *e;
    bool failed;
};

static bool add_section(int64_t id, void *arg)
{
    struct walk *w = arg;
    struct text path = {0};
    bool json = w->list.format == LIST_JSON;
    cli_path(w->r, id, &path);
    if (w->sections.len > (json ? 1u : 0u))
        text_append_str(&w->sections, json ? ", " : " ");
    if (json)
        json_string(text_view(&path), &w->sections);
    else
        text_append(&w->sections, text_view(&path));
    text_free(&path);
    return true;
}

static void print_row(struct walk *w, const struct soan_figure *f)
{
    struct list *l = &w->list;
    text_clear(&w->decimals);
    if (f->decimals >= 0)
        text_printf(&w->decimals, "%d", f->decimals);
    else if (l->format == LIST_JSON)
        text_append_str(&w->decimals, "null");
    list_text(l, text_view(&f->key));
    list_text(l, text_view_of(soan_kind_name(f->kind)));
    list_text(l, text_view(&f->label));
    list_text_or_null(l, text_view(&f->unit));
    list_text_or_null(l, text_view(&f->value));
    list_text_or_null(l, text_view(&f->target));
    list_text_or_null(l, text_view(&f->formula));
    list_text(l, text_view_of(soan_figure_state(f)));
    list_text_or_null(l, text_view(&f->source));
    list_raw(l, text_view(&w->sections));
    list_text_or_null(l, text_view(&f->previous));
    list_raw(l, text_view(&w->decimals));
    list_text_or_null(l, text_view(&f->paper));
    list_text_or_null(l, text_view(&f->dated));
    list_text_or_null(l, text_view(&f->note));
    list_text_or_null(l, text_view(&f->reason));
    list_text_or_null(l, text_view_of(soan_met_name(soan_met(text_view(&f->target), text_view(&f->value)))));
}

static void pad(struct text *line, int column)
{
    for (int n = column - text_width(text_view(line)); n > 0; n--)
        text_append_char(line, ' ');
}

static void print_line(struct walk *w, const struct soan_figure *f)
{
    struct text line = {0};
    text_append(&line, text_view(&f->key));
    text_append_str(&line, " = ");
    pad(&line, 44);
    text_append(&line, text_view(f->value.len ? &f->value : &f->blank));
    if (f->unit.len)
        text_printf(&line, " %s", f->unit.bytes);
    text_append_str(&line, "  ");
    pad(&line, 62);
    text_printf(&line, "%s  (%s)\n", text_str(&f->label), text_str(&w->sections));
    out_text(text_view(&line));
    text_free(&line);
}

static bool print_figure(const struct soan_figure *f, void *arg)
{
    struct walk *w = arg;
    bool json = w->list.format == LIST_JSON;
    if ((w->missing && f->value.len) || (w->source && !soan_source_equal(text_view(&f->source), text_view_of(w->source))))
        return true;
    text_clear(&w->sections);
    if (json)
        text_append_char(&w->sections, '[');
    if (!soan_figure_sections(w->r, f->id, add_section, w, w->e)) {
        w->failed = true;
        return false;
    }
    if (json)
        text_append_char(&w->sections, ']');
    if (w->list.format == LIST_TEXT)
        print_line(w, f);
    else
        print_row(w, f);
    return out_good();
}

struct sources {
    struct text_view wanted;
    struct text names;
    bool found;
};

static bool look_for(const struct soan_figure *f, void *arg)
{
    struct sources *s = arg;
    struct text quoted = {0};
    s->found = s->found || soan_source_equal(text_view(&f->source), s->wanted);
    text_printf(&quoted, "“%s”", text_str(&f->source));
    if (f->source.len && text_view_find(text_view(&s->names), text_view(&quoted), 0) == SIZE_MAX)
        text_printf(&s->names, "%s%s", s->names.len ? ", " : "", text_str(&quoted));
    text_free(&quoted);
    return !s->found;
}

/* A name that no figure has is a slip of the pen: an empty sheet would be sent out. */
static bool source_known(struct soan_report *r, const char *source, struct error *e)
{
    struct sources s = {.wanted = text_view_of(source ? source : "")};
    bool ok = s.wanted.len == 0 || soan_figure_each(r, look_for, &s, e);
    if (ok && s.wanted.len && !s.found)
        ok = error_set(e, SOAN_NO_INPUT, _("--source %s: no figure comes from there; departments are: %s"), source,
                       s.names.len ? text_str(&s.names) : _("none"));
    text_free(&s.names);
    return ok;
}

static bool print_sheet(struct soan_report *r, const char *source, struct error *e)
{
    struct text sheet = {0};
    bool ok = soan_sheet_write(r, text_view_of(source), &sheet, e);
    out_text(text_view(&sheet));
    text_free(&sheet);
    return ok;
}

static bool print_all(struct walk *w, enum list_format format)
{
    static const char *const fields[] = {"key",     "kind",  "label",  "unit",     "value",    "target",
                                         "formula", "state", "source", "sections", "previous", "decimals",
                                         "paper",   "dated", "note",   "reason",   "reached"};
    list_begin(&w->list, format, fields, SOAN_ARRAY_LEN(fields));
    bool ok = soan_figure_each(w->r, print_figure, w, w->e) && !w->failed;
    if (ok)
        list_end(&w->list);
    text_free(&w->sections);
    text_free(&w->decimals);
    return ok;
}

bool command_figures(struct invocation *in, struct error *e)
{
    struct walk w = {.e = e};
    bool json = false, tsv = false, csv = false, by_source = false;
    const struct option_spec options[] = {
        {"json", 0, &json, NULL, NULL, NULL, N_("one array of objects")},
        {"tsv", 0, &tsv, NULL, NULL, NULL, N_("columns parted by tabs, with a heading line")},
        {"csv", 0, &csv, NULL, NULL, NULL, N_("a sheet to be filled in and sent back, for spreadsheets")},
        {"source", 0, NULL, &w.source, NULL, "DEPT", N_("only what this department gives")},
        {"missing", 0, &w.missing, NULL, NULL, NULL, N_("only what has no value yet")},
        {"by-source", 0, &by_source, NULL, NULL, NULL, N_("for each department what is still missing")},
    };
    enum list_format format;
    bool ok = false;
    if (!cli_parse(in, options, SOAN_ARRAY_LEN(options), 1, 1, e))
        return in->answered;
    if (csv && (json || tsv || by_source || w.missing))
        return error_set(e, SOAN_USAGE, _("--csv: goes with --source only"));
    if (list_format(json, tsv, &format, e) && cli_open(in, in->argv[0], &w.r, e) && source_known(w.r, w.source, e))
        ok = csv ? print_sheet(w.r, w.source, e) : by_source ? sheet_missing(w.r, format, e) : print_all(&w, format);
    soan_report_close(&w.r);
    return ok;
}
