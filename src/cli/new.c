#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "cli/commands.h"
#include "cli/office.h"
#include "cli/reading.h"

static void print_depths(const struct soan_outline *o)
{
    struct text t = {0};
    unsigned deepest = 0;
    for (size_t i = 0; i < o->n; i++)
        if (o->node[i].depth > deepest)
            deepest = o->node[i].depth;
    size_t *count = mem_array(deepest + 1, sizeof *count);
    for (size_t i = 0; i < o->n; i++)
        count[o->node[i].depth]++;
    for (unsigned d = 1; d <= deepest; d++)
        text_printf(&t, "%s%zu", d > 1 ? " + " : "", count[d]);
    out_printf(soan_ngettext("  %zu section (by level: %s)\n", "  %zu sections (by level: %s)\n", o->n), o->n,
               text_str(&t));
    text_free(&t);
    free(count);
}

static const char *kind_label(enum soan_kind kind)
{
    static const char *const labels[SOAN_KIND_COUNT_] = {
        [SOAN_KIND_NUMBER] = N_("numbers"),    [SOAN_KIND_RATIO] = N_("ratios"),
        [SOAN_KIND_ORDINAL] = N_("ordinals"),  [SOAN_KIND_NAME] = N_("names"),
        [SOAN_KIND_DOCNUM] = N_("document numbers"), [SOAN_KIND_DATE] = N_("dates"),
        [SOAN_KIND_TEXT] = N_("words"),
    };
    return _(labels[kind]);
}

static void print_marks(const struct soan_outline *o)
{
    struct text t = {0};
    for (int k = 0; k < SOAN_KIND_COUNT_; k++)
        if (o->marks_by_kind[k])
            text_printf(&t, "%s%s %zu", t.len ? ", " : "", kind_label((enum soan_kind)k), o->marks_by_kind[k]);
    if (o->gaps)
        text_printf(&t, "%s%s %zu", t.len ? ", " : "", _("text to be written"), o->gaps);
    if (o->etcs)
        text_printf(&t, "%s%s %zu", t.len ? ", " : "", _("only “and so on”"), o->etcs);
    out_printf(soan_ngettext("  %zu open mark%s%s\n", "  %zu open marks%s%s\n", o->marks), o->marks, t.len ? ": " : "",
               text_str(&t));
    text_free(&t);
    out_printf(soan_ngettext("  %zu figure to fill in\n", "  %zu figures to fill in\n", o->figures), o->figures);
}

static void print_cleaned(const struct text_cleaning *c, size_t joined)
{
    if (c->controls)
        out_printf(soan_ngettext("  dropped: %zu control character\n",
                                 "  dropped: %zu control characters\n", c->controls),
                   c->controls);
    if (c->bidi)
        out_printf(soan_ngettext("  dropped: %zu mark that turns the writing direction\n",
                                 "  dropped: %zu marks that turn the writing direction\n", c->bidi),
                   c->bidi);
    if (c->invisible)
        out_printf(soan_ngettext("  dropped: %zu invisible character\n",
                                 "  dropped: %zu invisible characters\n", c->invisible),
                   c->invisible);
    if (c->tabs)
        out_printf(soan_ngettext("  turned into spaces: %zu tab\n", "  turned into spaces: %zu tabs\n", c->tabs),
                   c->tabs);
    if (c->composed)
        out_printf(soan_ngettext("  composed: %zu letter written in pieces\n",
                                 "  composed: %zu letters written in pieces\n", c->composed),
                   c->composed);
    if (joined)
        out_printf(soan_ngettext("  joined: %zu line that was broken inside a paragraph\n",
                                 "  joined: %zu lines that were broken inside a paragraph\n", joined),
                   joined);
}

static void print_disorder(const struct soan_outline *o)
{
    size_t told = o->disorders < SOAN_OUTLINE_DISORDERS ? o->disorders : SOAN_OUTLINE_DISORDERS;
    for (size_t k = 0; k < told; k++)
        out_printf(_("  line %zu: number out of order (%s before %s)\n"), o->disorder[k].line,
                   text_str(&o->node[o->disorder[k].before].marker.shown),
                   text_str(&o->node[o->disorder[k].node].marker.shown));
    if (o->disorders > told)
        out_printf(soan_ngettext("  and %zu more number out of order\n", "  and %zu more numbers out of order\n",
                                 o->disorders - told),
                   o->disorders - told);
}

static void print_summary(const char *path, const struct soan_reading *r, const struct soan_office *office,
                          const struct soan_outline *o)
{
    out_printf("%s\n", path);
    reading_print(r);
    if (office->read)
        office_print(office);
    print_depths(o);
    out_printf(_("  %zu items, %zu items by word (“Một là,”)\n"), o->items, o->ordinal_items);
    print_marks(o);
    print_cleaned(&o->cleaned, o->joined_lines);
    print_disorder(o);
}

static bool read_source(const char *from, const char *template, struct soan_reading *r, struct soan_office *office,
                        struct text *bytes, struct error *e)
{
    struct text_view v;
    if (from)
        return reading_load(from, r, office, bytes, e);
    r->encoding = VIET_ENC_UTF8;
    if (!soan_template_find(template, &v))
        return error_set(e, SOAN_NO_INPUT, _("%s: no such template; `soan templates` lists them"), template);
    text_append(bytes, v);
    return true;
}

static bool refuse_existing(const char *path, struct error *e)
{
    struct stat st;
    if (strcmp(path, "-") == 0)
        return error_set(e, SOAN_USAGE, _("-: a report is a file, not a stream; give it a name, as bao-cao.soan"));
    if (lstat(path, &st) == 0)
        return error_set(e, SOAN_CANNOT_CREATE, _("%s: exists already; choose another name"), path);
    if (errno == ENOENT)
        return true;
    return error_set(e, SOAN_CANNOT_CREATE, _("%s: cannot be created: %s"), path, strerror(errno));
}

static bool parse(const char *name, struct text *bytes, bool keep_lines, const struct soan_office *office,
                  struct soan_outline *o, struct error *e)
{
    struct error inner = {0};
    const struct soan_outline_options options = {
        .keep_lines = keep_lines || office->read, .heading = office->heading, .headings = office->headings};
    if (soan_outline_parse(bytes, &options, o, &inner))
        return true;
    error_set(e, inner.status, "%s: %s", name, text_str(&inner.message));
    error_free(&inner);
    return false;
}

bool command_new(struct invocation *in, struct error *e)
{
    const char *from = NULL, *template = NULL, *encoding = NULL, *title = "";
    bool keep_lines = false;
    const struct option_spec options[] = {
        {"template", 0, NULL, &template, NULL, "NAME", N_("one of `soan templates`")},
        {"from", 0, NULL, &from, NULL, "TEXT", N_("a plain-text outline, a .docx or .odt, or -")},
        {"encoding", 0, NULL, &encoding, NULL, "NAME", N_("utf-8, utf-16le, utf-16be, tcvn3, vni, viscii, cp1258; found out without")},
        {"title", 0, NULL, &title, NULL, "T", N_("title of the report")},
        {"keep-lines", 0, &keep_lines, NULL, NULL, NULL, N_("every line is a paragraph, as the text has it")},
    };
    if (!cli_parse(in, options, SOAN_ARRAY_LEN(options), 1, 1, e))
        return in->answered;
    if (!from == !template)
        return error_set(e, SOAN_USAGE, _("give --template NAME or --from TEXT, one of them; see `soan new --help`"));
    if (encoding && !from)
        return error_set(e, SOAN_USAGE, _("--encoding goes with --from TEXT; see `soan new --help`"));
    const char *path = in->argv[0];
    struct text bytes = {0}, clean_title = {0}, owner = {0};
    struct soan_outline o = {0};
    struct soan_office office = {0};
    struct soan_reading r;
    text_clean_line(text_view_of(title), &clean_title, NULL);
    bool ok = cli_member(in, NULL, &owner, e) && reading_from_name(encoding, &r, e) && refuse_existing(path, e) &&
              read_source(from, template, &r, &office, &bytes, e) &&
              parse(from ? from : template, &bytes, keep_lines, &office, &o, e) &&
              soan_report_create(path, &o, text_view(&clean_title), text_str(&owner), e);
    if (ok)
        print_summary(path, &r, &office, &o);
    ok = ok && office_comments(path, text_str(&owner), &office, &o, e);
    soan_office_free(&office);
    soan_outline_free(&o);
    text_free(&bytes);
    text_free(&clean_title);
    text_free(&owner);
    return ok;
}
