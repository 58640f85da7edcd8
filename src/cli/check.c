#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "soan/check.h"
#include "cli/commands.h"

struct walk {
    struct soan_report *r;
    struct list list;
    size_t errors, all;
};

enum { ID_LENGTH = 16, ID_SHOWN = 8 };

/* What a claim is called on the command line; empty for a finding that is mended, not dismissed. */
static void finding_id(const struct soan_finding *f, char out[ID_LENGTH + 1])
{
    out[0] = '\0';
    if (f->fingerprint)
        snprintf(out, ID_LENGTH + 1, "%016" PRIx64, f->fingerprint);
}

static bool print_finding(const struct soan_finding *f, void *arg)
{
    struct walk *w = arg;
    struct text path = {0}, line = {0};
    char id[ID_LENGTH + 1];
    finding_id(f, id);
    w->all++;
    w->errors += f->severity == SOAN_SEVERITY_ERROR;
    cli_path(w->r, f->section, &path);
    if (w->list.format == LIST_TEXT) {
        text_printf(&line, "%s: %s: %s", path.bytes, _(soan_severity_name(f->severity)), f->message);
        if (f->text.len) {
            text_append_str(&line, ": \xE2\x80\x9C");
            text_append(&line, f->text);
            text_append_str(&line, "\xE2\x80\x9D");
        }
        text_printf(&line, " [%s]", f->rule);
        if (f->fingerprint)
            text_printf(&line, " [%.*s]", ID_SHOWN, id);
        text_append_char(&line, '\n');
        out_text(text_view(&line));
    } else {
        list_text(&w->list, text_view_of(f->rule));
        list_text(&w->list, text_view_of(soan_severity_name(f->severity)));
        list_text(&w->list, text_view(&path));
        list_text(&w->list, f->text);
        list_text(&w->list, text_view_of(f->message));
    }
    text_free(&path);
    text_free(&line);
    return out_good();
}

struct dismissal { const char *id; int64_t section; uint64_t fingerprint; size_t hits; };

static bool match_finding(const struct soan_finding *f, void *arg)
{
    struct dismissal *d = arg;
    char id[ID_LENGTH + 1];
    finding_id(f, id);
    bool again = d->fingerprint == f->fingerprint && d->section == f->section;
    if (id[0] && strncmp(id, d->id, strlen(d->id)) == 0 && !again) {
        d->section = f->section;
        d->fingerprint = f->fingerprint;
        d->hits++;
    }
    return true;
}

static bool dismiss(struct soan_report *r, const char *id, const char *reason, struct error *e)
{
    struct dismissal d = {.id = id};
    if (strlen(id) < 4 || strspn(id, "0123456789abcdef") != strlen(id))
        return error_set(e, SOAN_USAGE,
                         _("--dismiss %s: is no id of a finding; it stands in brackets at the end of its line"), id);
    if (!soan_check(r, match_finding, &d, e))
        return false;
    if (d.hits == 0)
        return error_set(e, SOAN_NO_INPUT, _("--dismiss %s: no finding has this id; 'soan check' shows them"), id);
    if (d.hits > 1)
        return error_set(e, SOAN_REFUSED,
                         _("--dismiss %s: more than one finding begins with this id; give all of it"), id);
    return soan_claim_decide(r, d.section, d.fingerprint, SOAN_DECISION_DISMISSED, text_view_of(reason), e);
}

bool command_check(struct invocation *in, struct error *e)
{
    static const char *const fields[] = {"rule", "severity", "section", "text", "message"};
    bool json = false, tsv = false, ok = false;
    const char *dismissed = NULL, *reason = NULL;
    const struct option_spec options[] = {
        {"json", 0, &json, NULL, NULL, NULL, N_("one array of objects")},
        {"tsv", 0, &tsv, NULL, NULL, NULL, N_("columns parted by tabs, with a heading line")},
        {"dismiss", 0, NULL, &dismissed, NULL, "ID", N_("keeps silent about this finding from now on")},
        {"reason", 0, NULL, &reason, NULL, "TEXT", N_("why; kept in the history of the report")},
    };
    struct walk w = {0};
    enum list_format format;
    if (!cli_parse(in, options, SOAN_ARRAY_LEN(options), 1, 1, e))
        return in->answered;
    if (!dismissed != !reason)
        return error_set(e, SOAN_USAGE, _("--dismiss and --reason go together"));
    if (dismissed) {
        ok = cli_open(in, in->argv[0], &w.r, e) && dismiss(w.r, dismissed, reason, e);
        soan_report_close(&w.r);
        return ok;
    }
    if (list_format(json, tsv, &format, e) && cli_open(in, in->argv[0], &w.r, e)) {
        list_begin(&w.list, format, fields, SOAN_ARRAY_LEN(fields));
        ok = soan_check(w.r, print_finding, &w, e);
        if (ok)
            list_end(&w.list);
        if (ok && format == LIST_TEXT)
            out_printf(soan_ngettext("%zu finding, %zu of them errors\n", "%zu findings, %zu of them errors\n", w.all),
                       w.all, w.errors);
        in->findings = w.errors > 0;
    }
    soan_report_close(&w.r);
    return ok;
}
