/* What is said about a claim: both sides where it fails or holds. */
#include "check/claims.h"

/* Both sides in words. */
static void say_percent(const struct soan_claim *k, struct text *m)
{
    const char *said = text_str(&k->said), *due = text_str(&k->due), *how = text_str(&k->how);
    switch (k->relation) {
    case SOAN_CLAIM_PERCENT: case SOAN_CLAIM_RATIO:
        text_printf(m, _("the text says %s%%, but %s is %s%%"), said, how, due);
        break;
    case SOAN_CLAIM_AVERAGE:
        text_printf(m, _("the text says %s%% a year, but the average growth is %s%% (arithmetic mean: %s%%)"), said,
                    due, how);
        break;
    case SOAN_CLAIM_REST:
        text_printf(m, _("the text says that %s%% is left, but %s%% is missing to 100%%"), said, due);
        break;
    case SOAN_CLAIM_HUNDRED:
        text_printf(m, _("%s%% of a whole is more than all of it"), said);
        break;
    case SOAN_CLAIM_EXCEED: case SOAN_CLAIM_CHANGE: case SOAN_CLAIM_POINTS: case SOAN_CLAIM_TIMES:
        if (k->how.len)
            text_printf(m, _("the text says %s, but %s gives %s"), said, how, due);
        else
            text_printf(m, _("the words and the numbers point two ways: from %s to %s"), due, said);
        break;
    case SOAN_CLAIM_SUM: case SOAN_CLAIM_PARTS: case SOAN_CLAIM_TARGET: case SOAN_CLAIM_COUNT_:
        break;
    }
}

static void say_failing(const struct soan_claim *k, struct text *m)
{
    const char *said = text_str(&k->said), *due = text_str(&k->due), *how = text_str(&k->how);
    if (k->relation == SOAN_CLAIM_SUM || (k->relation == SOAN_CLAIM_PARTS && k->how.len))
        text_printf(m, _("total %s, parts add up to %s (%s)"), said, due, how);
    else if (k->relation == SOAN_CLAIM_PARTS || (k->relation == SOAN_CLAIM_RATIO && !k->how.len))
        text_printf(m, _("the part, %s, is more than the whole, %s"), said, due);
    else if (k->relation == SOAN_CLAIM_TARGET)
        text_printf(m, _("the value is %s, the target %s: the words say otherwise"), said, due);
    else
        say_percent(k, m);
}

static void say_holding(const struct soan_claim *k, struct text *m)
{
    const char *said = text_str(&k->said), *due = text_str(&k->due), *how = text_str(&k->how);
    if (!k->said.len || !k->due.len)
        text_append_str(m, _("holds"));
    else if (k->relation == SOAN_CLAIM_SUM)
        text_printf(m, _("holds: total %s, parts add up to %s (%s)"), said, due, how);
    else if (k->relation == SOAN_CLAIM_PARTS || (k->relation == SOAN_CLAIM_RATIO && !k->how.len))
        text_printf(m, _("holds: the part, %s, is not more than the whole, %s"), said, due);
    else if (k->relation == SOAN_CLAIM_TARGET)
        text_printf(m, _("holds: the value is %s, the target %s"), said, due);
    else if (k->relation == SOAN_CLAIM_PERCENT || k->relation == SOAN_CLAIM_RATIO)
        text_printf(m, _("holds: the text says %s%%, and %s is %s%%"), said, how, due);
    else if (k->how.len)
        text_printf(m, _("holds: the text says %s, and %s gives %s"), said, how, due);
    else
        text_printf(m, _("holds: from %s to %s"), due, said);
}

void claim_say(const struct soan_claim *k, struct text *m)
{
    switch (k->verdict) {
    case SOAN_VERDICT_FAILS:
        say_failing(k, m);
        break;
    case SOAN_VERDICT_HOLDS:
        say_holding(k, m);
        break;
    case SOAN_VERDICT_DOUBTFUL:
        text_append_str(m, _("“tăng … lần” may mean as many times or so many times more; “gấp … lần” is clear"));
        break;
    case SOAN_VERDICT_WAITS:
        break;
    }
}
