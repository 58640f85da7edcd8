#include "report/private.h"

static const char *const marker_kind[] = {
    [SOAN_MARKER_NONE] = "none", [SOAN_MARKER_PART] = "part", [SOAN_MARKER_CHAPTER] = "chapter",
    [SOAN_MARKER_MUC] = "muc", [SOAN_MARKER_DIEU] = "dieu", [SOAN_MARKER_ANNEX] = "annex",
    [SOAN_MARKER_UPPER] = "upper", [SOAN_MARKER_ROMAN] = "roman", [SOAN_MARKER_NUMBER] = "number",
    [SOAN_MARKER_DECIMAL] = "decimal", [SOAN_MARKER_LOWER] = "lower", [SOAN_MARKER_PAREN] = "paren",
    [SOAN_MARKER_LOWER_ROMAN] = "lower-roman",
};

static const char *const state[] = {
    [SOAN_STATE_EMPTY] = N_("empty"), [SOAN_STATE_DRAFTING] = N_("drafting"), [SOAN_STATE_REVIEW] = N_("review"),
    [SOAN_STATE_TAKEN_UP] = N_("taken-up"), [SOAN_STATE_APPROVED] = N_("approved"),
};

static const char *const role[] = {
    [SOAN_ROLE_OWNER] = N_("owner"), [SOAN_ROLE_CLERK] = N_("clerk"), [SOAN_ROLE_REVIEWER] = N_("reviewer"),
    [SOAN_ROLE_APPROVER] = N_("approver"), [SOAN_ROLE_NONE] = N_("no member"),
};

static const char *const opinion[] = {
    [SOAN_OPINION_NONE] = "", [SOAN_OPINION_AGREE] = N_("agree"), [SOAN_OPINION_REVISE] = N_("revise"),
    [SOAN_OPINION_DISAGREE] = N_("disagree"), [SOAN_OPINION_FORM] = N_("form"), [SOAN_OPINION_OTHER] = N_("other"),
};

static const char *const outcome[] = {
    [SOAN_OUTCOME_NONE] = "", [SOAN_OUTCOME_ADOPTED] = N_("adopted"), [SOAN_OUTCOME_PARTLY] = N_("partly"),
    [SOAN_OUTCOME_EXPLAINED] = N_("explained"), [SOAN_OUTCOME_REFERRED] = N_("referred"),
};

static size_t find(const char *const *names, size_t n, struct text_view name)
{
    for (size_t i = 0; i < n; i++)
        if (text_view_equal(text_view_of(names[i]), name))
            return i;
    return n;
}

const char *marker_kind_name(enum soan_marker_kind kind)
{
    return marker_kind[kind];
}

bool marker_kind_known(struct text_view name)
{
    return find(marker_kind, SOAN_ARRAY_LEN(marker_kind), name) < SOAN_ARRAY_LEN(marker_kind);
}

enum soan_marker_kind marker_kind_by_name(struct text_view name)
{
    return marker_kind_known(name) ? (enum soan_marker_kind)find(marker_kind, SOAN_ARRAY_LEN(marker_kind), name)
                                   : SOAN_MARKER_NONE;
}

const char *soan_state_name(enum soan_state s)
{
    return state[s];
}

bool state_known(struct text_view name)
{
    return find(state, SOAN_ARRAY_LEN(state), name) < SOAN_ARRAY_LEN(state);
}

enum soan_state state_by_name(struct text_view name)
{
    return state_known(name) ? (enum soan_state)find(state, SOAN_ARRAY_LEN(state), name) : SOAN_STATE_EMPTY;
}

const char *soan_role_name(enum soan_role r)
{
    return role[r];
}

bool role_known(struct text_view name)
{
    return find(role, SOAN_ROLE_NONE, name) < SOAN_ROLE_NONE;
}

bool soan_role_by_name(struct text_view name, enum soan_role *out)
{
    *out = (enum soan_role)find(role, SOAN_ROLE_NONE, name);
    return *out < SOAN_ROLE_NONE;
}

enum soan_role role_by_name(struct text_view name)
{
    return role_known(name) ? (enum soan_role)find(role, SOAN_ARRAY_LEN(role), name) : SOAN_ROLE_REVIEWER;
}

const char *soan_opinion_name(enum soan_opinion o)
{
    return opinion[o];
}

bool soan_opinion_by_name(struct text_view name, enum soan_opinion *out)
{
    size_t i = find(opinion, SOAN_OPINIONS_, name);
    if (i < SOAN_OPINIONS_)
        *out = (enum soan_opinion)i;
    return i < SOAN_OPINIONS_;
}

const char *soan_outcome_name(enum soan_outcome o)
{
    return outcome[o];
}

bool soan_outcome_by_name(struct text_view name, enum soan_outcome *out)
{
    size_t i = find(outcome, SOAN_OUTCOMES_, name);
    if (i < SOAN_OUTCOMES_)
        *out = (enum soan_outcome)i;
    return i < SOAN_OUTCOMES_;
}

void marker_component(const struct soan_marker *m, struct text *out)
{
    if (m->kind != SOAN_MARKER_NONE)
        soan_marker_path(m, 0, out);
}
