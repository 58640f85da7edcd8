/* What a person decided about a claim of the text. The row in meta is the present decision, the journal its history. */
#include <inttypes.h>

#include "report/private.h"

const char *soan_decision_name(enum soan_decision d)
{
    static const char *const names[] = {
        [SOAN_DECISION_NONE] = N_("none"), [SOAN_DECISION_CONFIRMED] = N_("confirmed"),
        [SOAN_DECISION_DISMISSED] = N_("dismissed"),
    };
    return names[d];
}

static void row_name(int64_t section, uint64_t fingerprint, struct text *out)
{
    text_printf(out, "claim/%" PRId64 "/%016" PRIx64, section, fingerprint);
}

bool soan_claim_decision(struct soan_report *r, int64_t section, uint64_t fingerprint, enum soan_decision *out,
                         struct text *reason, struct error *e)
{
    struct text name = {0}, value = {0};
    row_name(section, fingerprint, &name);
    bool ok = soan_report_get(r, text_str(&name), &value, e);
    text_free(&name);
    *out = SOAN_DECISION_NONE;
    if (ok && value.len) {
        size_t blank = text_view_find(text_view(&value), TEXT_LIT(" "), 0);
        struct text_view verdict = text_view_part(text_view(&value), 0, blank);
        for (enum soan_decision d = SOAN_DECISION_CONFIRMED; d <= SOAN_DECISION_DISMISSED; d++)
            if (text_view_equal(verdict, text_view_of(soan_decision_name(d))))
                *out = d;
        if (reason && blank != SIZE_MAX)
            text_append(reason, text_view_part(text_view(&value), blank + 1, value.len));
    }
    text_free(&value);
    return ok;
}

struct decide {
    int64_t section;
    uint64_t fingerprint;
    enum soan_decision decision;
    struct text reason;
};

static bool write_decision(struct gate *g, void *arg, struct error *e)
{
    const struct decide *d = arg;
    struct text name = {0}, value = {0}, before = {0};
    struct spot spot;
    row_name(d->section, d->fingerprint, &name);
    if (d->decision != SOAN_DECISION_NONE)
        text_printf(&value, "%s %s", soan_decision_name(d->decision), text_str(&d->reason));
    bool ok = section_spot(g->r, d->section, &spot, e) && soan_report_get(g->r, text_str(&name), &before, e);
    struct journal_entry j = {.kind = "claim", .before = text_view(&name), .after = text_view(&value)};
    if (ok && text_view_equal(text_view(&before), text_view(&value)))
        g->nothing = true;
    else if (ok)
        ok = journal_add(g, &j, NULL, e) && meta_set(g->r, text_str(&name), text_view(&value), e);
    text_free(&name);
    text_free(&value);
    text_free(&before);
    return ok;
}

bool soan_claim_decide(struct soan_report *r, int64_t section, uint64_t fingerprint, enum soan_decision decision,
                       struct text_view reason, struct error *e)
{
    struct decide d = {.section = section, .fingerprint = fingerprint, .decision = decision};
    struct text clean = {0};
    text_clean_line(reason, &clean, NULL);
    text_append(&d.reason, text_view_trim(text_view(&clean)));
    text_free(&clean);
    bool ok = d.reason.len > 0 || decision == SOAN_DECISION_NONE;
    if (!ok)
        error_set(e, SOAN_REFUSED, _("%s: a decision about a claim needs a reason; nothing was changed"), r->path);
    ok = ok && gate_write(r, SOAN_RIGHT_CLAIM, "claim", GATE_HISTORY, write_decision, &d, e);
    text_free(&d.reason);
    return ok;
}
