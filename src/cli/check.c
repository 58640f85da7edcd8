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

static bool list_findings(struct walk *w, enum list_format format, struct error *e)
{
    static const char *const fields[] = {"rule", "severity", "section", "text", "message"};
    list_begin(&w->list, format, fields, SOAN_ARRAY_LEN(fields));
    bool ok = soan_check(w->r, print_finding, w, e);
    if (ok)
        list_end(&w->list);
    if (ok && format == LIST_TEXT)
        out_printf(soan_ngettext("%zu finding, %zu of them errors\n", "%zu findings, %zu of them errors\n", w->all),
                   w->all, w->errors);
    return ok;
}

/* ---- claims ---- */

static bool print_claim(const struct soan_finding *f, void *arg)
{
    struct walk *w = arg;
    struct text path = {0}, line = {0};
    char id[ID_LENGTH + 1];
    const char *decision = f->decision == SOAN_DECISION_NONE ? "" : soan_decision_name(f->decision);
    finding_id(f, id);
    w->all++;
    w->errors += f->verdict == SOAN_VERDICT_FAILS && f->decision != SOAN_DECISION_DISMISSED;
    cli_path(w->r, f->section, &path);
    if (w->list.format == LIST_TEXT) {
        text_printf(&line, "%s: %s", path.bytes, f->message);
        text_printf(&line, ": \xE2\x80\x9C%.*s\xE2\x80\x9D [%s] [%.*s]", (int)f->text.len, f->text.len ? f->text.bytes : "", f->rule,
                    ID_SHOWN, id);
        if (*decision)
            text_printf(&line, " %s: %.*s", _(decision), (int)f->reason.len, f->reason.len ? f->reason.bytes : "");
        text_append_char(&line, '\n');
        out_text(text_view(&line));
    } else {
        list_text(&w->list, text_view_of(id));
        list_text(&w->list, text_view_of(f->rule));
        list_text(&w->list, text_view_of(soan_verdict_name(f->verdict)));
        list_text(&w->list, text_view(&path));
        list_text(&w->list, f->text);
        list_text(&w->list, text_view_of(f->message));
        list_text_or_null(&w->list, text_view_of(decision));
        list_text_or_null(&w->list, f->reason);
    }
    text_free(&path);
    text_free(&line);
    return out_good();
}

static bool list_claims(struct walk *w, enum list_format format, struct error *e)
{
    static const char *const fields[] = {"id", "rule", "verdict", "section", "text", "message", "decision", "reason"};
    list_begin(&w->list, format, fields, SOAN_ARRAY_LEN(fields));
    bool ok = soan_check_claims(w->r, print_claim, w, e);
    if (ok)
        list_end(&w->list);
    if (ok && format == LIST_TEXT)
        out_printf(soan_ngettext("%zu claim, %zu of them wrong\n", "%zu claims, %zu of them wrong\n", w->all), w->all,
                   w->errors);
    return ok;
}

struct deciding { const char *id; int64_t section; uint64_t fingerprint; size_t hits; };

static bool match_finding(const struct soan_finding *f, void *arg)
{
    struct deciding *d = arg;
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

static bool decide(struct soan_report *r, const char *option, const char *id, enum soan_decision decision,
                   const char *reason, struct error *e)
{
    struct deciding d = {.id = id};
    if (strlen(id) < 4 || strspn(id, "0123456789abcdef") != strlen(id))
        return error_set(e, SOAN_USAGE,
                         _("--%s %s: is no id of a finding; it stands in brackets at the end of its line"), option, id);
    if (!soan_check_claims(r, match_finding, &d, e))
        return false;
    if (d.hits == 0)
        return error_set(e, SOAN_NO_INPUT, _("--%s %s: no finding has this id; 'soan check' shows them"), option, id);
    if (d.hits > 1)
        return error_set(e, SOAN_REFUSED,
                         _("--%s %s: more than one finding begins with this id; give all of it"), option, id);
    return soan_claim_decide(r, d.section, d.fingerprint, decision, text_view_of(reason), e);
}

/* What is asked for beside the list. */
struct decision_call { const char *option, *id; enum soan_decision decision; };

static bool one_decision(const struct decision_call *all, size_t n, const char *reason,
                         const struct decision_call **out, struct error *e)
{
    *out = NULL;
    for (size_t i = 0; i < n; i++) {
        if (all[i].id && *out)
            return error_set(e, SOAN_USAGE, _("--%s and --%s: decide one claim at a time"), (*out)->option, all[i].option);
        *out = all[i].id ? &all[i] : *out;
    }
    bool wants = *out && (*out)->decision != SOAN_DECISION_NONE;
    if (wants && !reason)
        return error_set(e, SOAN_USAGE, _("--%s and --reason go together"), (*out)->option);
    if (!wants && reason)
        return error_set(e, SOAN_USAGE, _("--reason: goes with --dismiss or --confirm"));
    return true;
}

bool command_check(struct invocation *in, struct error *e)
{
    bool json = false, tsv = false, claims = false, ok = false;
    const char *dismissed = NULL, *confirmed = NULL, *reopened = NULL, *reason = NULL;
    const struct option_spec options[] = {
        {"json", 0, &json, NULL, NULL, NULL, N_("one array of objects")},
        {"tsv", 0, &tsv, NULL, NULL, NULL, N_("columns parted by tabs, with a heading line")},
        {"claims", 0, &claims, NULL, NULL, NULL,
         N_("everything the text says about its numbers: what holds, fails, waits, was decided")},
        {"dismiss", 0, NULL, &dismissed, NULL, "ID", N_("keeps silent about this finding from now on")},
        {"confirm", 0, NULL, &confirmed, NULL, "ID", N_("the words are read rightly")},
        {"reopen", 0, NULL, &reopened, NULL, "ID", N_("takes the decision about it back")},
        {"reason", 0, NULL, &reason, NULL, "TEXT", N_("why; kept in the history of the report")},
    };
    struct walk w = {0};
    enum list_format format;
    const struct decision_call *call;
    if (!cli_parse(in, options, SOAN_ARRAY_LEN(options), 1, 1, e))
        return in->answered;
    const struct decision_call calls[] = {
        {"dismiss", dismissed, SOAN_DECISION_DISMISSED},
        {"confirm", confirmed, SOAN_DECISION_CONFIRMED},
        {"reopen", reopened, SOAN_DECISION_NONE},
    };
    if (!one_decision(calls, SOAN_ARRAY_LEN(calls), reason, &call, e) || !list_format(json, tsv, &format, e) ||
        !cli_open(in, in->argv[0], &w.r, e))
        return false;
    if (call)
        ok = decide(w.r, call->option, call->id, call->decision, reason ? reason : "", e);
    else
        ok = claims ? list_claims(&w, format, e) : list_findings(&w, format, e);
    in->findings = w.errors > 0;
    soan_report_close(&w.r);
    return ok;
}
