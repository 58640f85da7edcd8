#include "cli/commands.h"

static bool outcome_of(const char *name, enum soan_outcome *out, struct error *e)
{
    return (*name && soan_outcome_by_name(text_view_of(name), out)) ||
           error_set(e, SOAN_USAGE, _("--outcome %s: is none; there are adopted, partly, explained and referred"), name);
}

bool command_resolve(struct invocation *in, struct error *e)
{
    bool reopen = false;
    const char *outcome = NULL, *reason = NULL, *answer = NULL;
    const struct option_spec options[] = {
        {"outcome", 0, NULL, &outcome, NULL, "OUTCOME", N_("adopted, partly, explained or referred")},
        {"reason", 0, NULL, &reason, NULL, "WORDS", N_("why, where it is not adopted in full")},
        {"answer", 0, NULL, &answer, NULL, "REV", N_("the edit that takes it up, as soan log numbers it")},
        {"reopen", 0, &reopen, NULL, NULL, NULL, N_("opens it again")},
    };
    struct soan_report *r = NULL;
    struct soan_settlement how = {0};
    int64_t comment;
    if (!cli_parse(in, options, SOAN_ARRAY_LEN(options), 2, 2, e))
        return in->answered;
    if (!cli_id(in->argv[1], &comment, e) || (outcome && !outcome_of(outcome, &how.outcome, e)) ||
        (answer && !cli_id(answer, &how.answer, e)))
        return false;
    bool decided = outcome || reason || answer;
    if (decided && (!outcome || reopen))
        return error_set(e, SOAN_USAGE, _("--reason and --answer belong to --outcome, and --reopen stands alone"));
    how.reason = text_view_of(reason);
    bool ok = cli_open(in, in->argv[0], &r, e) && (outcome ? soan_comment_settle(r, comment, &how, e)
                                                           : soan_comment_resolve(r, comment, !reopen, e));
    soan_report_close(&r);
    return ok;
}
