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
    size_t n;
};

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
    if (!soan_check(r, print_open_thing, &o, e) || !soan_report_totals(r, &totals, e))
        return false;
    if (o.n == 0 && totals.blanks == 0 && totals.comments_open == 0)
        return true;
    return error_set(e, SOAN_REFUSED,
                     _("not printed as final: errors %zu, blanks %lld, open comments %lld; see `soan check`"), o.n,
                     (long long)totals.blanks, (long long)totals.comments_open);
}

bool command_print(struct invocation *in, struct error *e)
{
    const char *path = "-";
    bool final = false;
    struct soan_print_options o = SOAN_PRINT_DEFAULT;
    const struct option_spec options[] = {
        {"output", 'o', NULL, &path, NULL, "OUT", N_("a file, written whole or not at all; - is standard output")},
        {"width", 0, NULL, NULL, &o.width, "N", N_("columns of a line; else as the page style says")},
        {"page-length", 0, NULL, NULL, &o.page_length, "N", N_("lines of a page, else as the style says; 0: no pages")},
        {"style", 0, NULL, &o.style, NULL, "NAME", N_("page style, else that of the report: dang, hanh-chinh")},
        {"contents", 0, &o.contents, NULL, NULL, NULL, N_("adds the contents, with the pages of the headings")},
        {"annex", 0, NULL, &o.annexes, NULL, "NAMES", N_("tables behind the text: targets, blanks, or both (targets,blanks)")},
        {"final", 0, &final, NULL, NULL, NULL, N_("refuses, with the list, while anything is open")},
    };
    struct soan_report *r = NULL;
    if (!cli_parse(in, options, SOAN_ARRAY_LEN(options), 1, 1, e))
        return in->answered;
    o.fault = tell_fault;
    bool ok = cli_open(in, in->argv[0], &r, e) && (!final || refuse_while_open(r, e));
    if (ok && strcmp(path, "-") == 0) {
        ok = soan_print(r, &o, to_output, NULL, e);
    } else if (ok) {
        struct file_out *f = file_out_open(path, e);
        ok = f && soan_print(r, &o, to_file, f, e) && file_out_commit(&f, e);
        file_out_discard(&f);
    }
    soan_report_close(&r);
    return ok;
}
