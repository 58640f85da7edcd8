#include <string.h>

#include "cli/commands.h"
#include "soan/check.h"
#include "soan/print.h"

static void to_file(struct text_view piece, void *arg)
{
    file_out_write(arg, piece);
}

static void to_output(struct text_view piece, void *arg)
{
    (void)arg;
    out_text(piece);
}

/* The pages may be on standard output. */
static void tell_fault(const struct soan_print_line *line, void *arg)
{
    (void)arg;
    fprintf(stderr, "soan: ");
    fprintf(stderr, _("page %u, line %d: %s"), line->page, line->line, soan_fault_text(line->fault));
    fputc('\n', stderr);
}

struct open_things {
    struct soan_report *r;
    size_t n, unapproved, suggestions;
};

/* What no rule of the check finds. */
static bool print_unapproved(const struct soan_status *s, void *arg)
{
    struct open_things *o = arg;
    const char *path = text_str(&s->section->path);
    if (s->section->state != SOAN_STATE_APPROVED) {
        out_printf(_("%s: is not approved; 'soan approve FILE %s'\n"), path, path);
        o->unapproved++;
    }
    if (s->suggestions)
        out_printf(_("%s: suggestions to be decided: %lld\n"), path, (long long)s->suggestions);
    if (s->section->comments)
        out_printf(_("%s: open comments: %lld; 'soan comments --open'\n"), path, (long long)s->section->comments);
    o->suggestions += (size_t)s->suggestions;
    return out_good();
}

static bool print_open_thing(const struct soan_finding *f, void *arg)
{
    struct open_things *o = arg;
    if (f->severity != SOAN_SEVERITY_ERROR)
        return true;
    struct text path = {0};
    cli_path(o->r, f->section, &path);
    out_printf("%s: %s: %.*s\n", path.bytes, f->message, (int)f->text.len, f->text.bytes);
    text_free(&path);
    o->n++;
    return true;
}

/* The list goes to standard output: nothing else does, for nothing is printed. */
static bool refuse_while_open(struct soan_report *r, struct error *e)
{
    struct open_things o = {.r = r};
    struct soan_totals totals = {0};
    if (!soan_check(r, print_open_thing, &o, e) || !soan_status_each(r, print_unapproved, &o, e) ||
        !soan_report_totals(r, &totals, e))
        return false;
    if (o.n == 0 && totals.blanks == 0 && totals.comments_open == 0 && o.unapproved == 0 && o.suggestions == 0)
        return true;
    return error_set(e, SOAN_REFUSED,
                     _("not printed as final: errors %zu, blanks %lld, open comments %lld, suggestions %zu, sections not "
                       "approved %zu; see `soan check` and `soan status --missing`"), o.n,
                     (long long)totals.blanks, (long long)totals.comments_open, o.suggestions, o.unapproved);
}

static void tell_replaced(const struct soan_replaced *s, void *arg)
{
    (void)arg;
    fprintf(stderr, "soan: ");
    fprintf(stderr, soan_ngettext("“%.*s” is not in this encoding: printed as “%.*s” %zu time, on page %u, line %d",
                                  "“%.*s” is not in this encoding: printed as “%.*s” %zu times, first on page %u, line %d", s->times),
            (int)s->sign.len, s->sign.bytes, (int)s->instead.len, s->instead.len ? s->instead.bytes : "", s->times, s->page,
            s->line);
    fputc('\n', stderr);
}

/* A terminal shows no such bytes, and takes some of them for commands. */
static bool take_encoding(struct soan_print_options *o, const char *name, bool to_stdout, struct error *e)
{
    o->encoding = name ? viet_encoding_by_name(name) : VIET_ENC_UTF8;
    o->replaced = tell_replaced;
    struct viet_encoder *x = viet_encoder_new(o->encoding);
    bool known = o->encoding == VIET_ENC_UTF8 || x;
    viet_encoder_free(&x);
    if (!known)
        return error_set(e, SOAN_USAGE, _("--encoding %s: pages are not printed in it; take utf-8, tcvn3, vni, viscii, "
                                          "windows-1258 or ascii"), name);
    if (o->encoding != VIET_ENC_UTF8 && to_stdout && !out_takes_bytes())
        return error_set(e, SOAN_USAGE, _("--encoding %s: goes to a file or a printer, not to a terminal; give -o OUT or "
                                          "--printer NAME"), name);
    return true;
}

static bool put_out(struct soan_report *r, const struct soan_print_options *o, const char *path, struct text_view pages,
                    struct error *e)
{
    if (strcmp(path, "-") == 0)
        return soan_print_encode(r, o, pages, to_output, NULL, e);
    struct file_out *f = file_out_open(path, e);
    bool ok = f && soan_print_encode(r, o, pages, to_file, f, e) && file_out_commit(&f, e);
    file_out_discard(&f);
    return ok;
}

static void print_queue(struct text_view name, bool usual, void *arg)
{
    struct text clean = {0};
    (void)arg;
    text_clean_line(name, &clean, NULL);
    out_printf("%s%s\n", text_str(&clean), usual ? _("  (the usual one)") : "");
    text_free(&clean);
}

static bool print_on(struct soan_report *r, const struct soan_print_options *o, const char *printer, struct error *e)
{
    struct text job = {0};
    bool ok = soan_print_on(r, o, strcmp(printer, "usual") == 0 ? NULL : printer, &job, e);
    if (ok)
        out_printf("%s\n", text_str(&job));
    text_free(&job);
    return ok;
}

static bool print_copies(struct soan_report *r, const struct soan_print_options *o, int copies, const char *path, struct error *e)
{
    struct text pages = {0};
    int64_t first = 0;
    bool ok = soan_print_copies(r, o, copies, &pages, &first, e) && put_out(r, o, path, text_view(&pages), e);
    if (ok && strcmp(path, "-") != 0)
        out_printf(_("copies %lld to %lld\n"), (long long)first, (long long)first + copies - 1);
    text_free(&pages);
    return ok;
}

bool command_print(struct invocation *in, struct error *e)
{
    const char *path = "-", *milestone = NULL, *printer = NULL, *encoding = NULL;
    bool printers = false;
    bool final = false;
    int copies = 0;
    struct soan_print_options o = SOAN_PRINT_DEFAULT;
    const struct option_spec options[] = {
        {"output", 'o', NULL, &path, NULL, "OUT", N_("a file, written whole or not at all; - is standard output")},
        {"width", 0, NULL, NULL, &o.width, "N", N_("columns of a line; else as the page style says")},
        {"page-length", 0, NULL, NULL, &o.page_length, "N", N_("lines of a page, else as the style says; 0: no pages")},
        {"style", 0, NULL, &o.style, NULL, "NAME", N_("page style, else that of the report: dang, hanh-chinh")},
        {"contents", 0, &o.contents, NULL, NULL, NULL, N_("adds the contents, with the pages of the headings")},
        {"annex", 0, NULL, &o.annexes, NULL, "NAMES", N_("tables behind the text, parted by commas: targets, blanks, responses, signoff")},
        {"draft", 0, &o.draft, NULL, NULL, NULL, N_("says on every page that it is a draft")},
        {"copies", 0, NULL, NULL, &copies, "N", N_("as many, each with its number, to which opinions written on it are traced")},
        {"encoding", 0, NULL, &encoding, NULL, "NAME",
         N_("for old printers: tcvn3, vni, viscii, windows-1258 or ascii; lists what it lacks")},
        {"printer", 0, NULL, &printer, NULL, "NAME", N_("hands all pages to a printer; usual: the one set up as such")},
        {"printers", 0, &printers, NULL, NULL, NULL, N_("lists the printers that are set up, and prints nothing")},
        {"final", 0, &final, NULL, NULL, NULL,
         N_("refuses, with the list, while anything is open; else freezes a milestone with these pages")},
        {"milestone", 0, NULL, &milestone, NULL, "NAME", N_("the pages of a milestone as they were; with --final: its name")},
    };
    struct soan_report *r = NULL;
    if (!cli_parse(in, options, SOAN_ARRAY_LEN(options), 1, 1, e))
        return in->answered;
    if (printers)
        return soan_queue_each(print_queue, NULL, e);
    if (printer && (strcmp(path, "-") != 0 || final || milestone))
        return error_set(e, SOAN_USAGE, _("--printer goes with none of -o, --final, --milestone; see `soan print --help`"));
    if (o.draft && (final || milestone))
        return error_set(e, SOAN_USAGE, _("--draft goes with neither --final nor --milestone; see `soan print --help`"));
    if (copies && (final || milestone || printer))
        return error_set(e, SOAN_USAGE, _("--copies goes with none of --final, --milestone, --printer; see `soan print --help`"));
    if (!take_encoding(&o, encoding, strcmp(path, "-") == 0 && !printer, e))
        return false;
    o.fault = tell_fault;
    bool ok = cli_open(in, in->argv[0], &r, e) && (!final || refuse_while_open(r, e));
    if (ok && copies) {
        ok = print_copies(r, &o, copies, path, e);
    } else if (ok && printer) {
        ok = print_on(r, &o, printer, e);
    } else if (ok && (final || milestone)) {
        struct text pages = {0};
        ok = final ? soan_print_freeze(r, &o, text_view_of(milestone ? milestone : _("Final")), TEXT_LIT(""), &pages, e)
                   : soan_milestone_print(r, text_view_of(milestone), &pages, e);
        ok = ok && put_out(r, &o, path, text_view(&pages), e);
        text_free(&pages);
    } else if (ok && strcmp(path, "-") == 0) {
        ok = soan_print(r, &o, to_output, NULL, e);
    } else if (ok) {
        struct file_out *f = file_out_open(path, e);
        ok = f && soan_print(r, &o, to_file, f, e) && file_out_commit(&f, e);
        file_out_discard(&f);
    }
    soan_report_close(&r);
    return ok;
}
