/* Who may do what: one table, read inside the gate, so that it holds for the screen and the command line alike and from the
 * moment in which a role is changed. */
#include "report/private.h"

enum {
    OWNER = 1u << SOAN_ROLE_OWNER,
    CLERK = 1u << SOAN_ROLE_CLERK,
    REVIEWER = 1u << SOAN_ROLE_REVIEWER,
    APPROVER = 1u << SOAN_ROLE_APPROVER,
    WRITERS = OWNER | CLERK | APPROVER,
    MEMBERS = WRITERS | REVIEWER,
    ENTERING = 1u << SOAN_ROLE_NONE,
    NAMES_TOLD = 4,           /* of those who may */
};

static const struct {
    unsigned roles;
    const char *what;         /* N_(), behind "may not" */
} rights[] = {
    [SOAN_RIGHT_ENTER] = {MEMBERS | ENTERING, N_("enter the report")},
    [SOAN_RIGHT_STAND] = {MEMBERS, N_("keep a place in the report")},
    [SOAN_RIGHT_TEXT] = {WRITERS, N_("change texts")},
    [SOAN_RIGHT_OUTLINE] = {WRITERS, N_("change the outline")},
    [SOAN_RIGHT_FIGURES] = {WRITERS, N_("set figures")},
    [SOAN_RIGHT_CONFIRM] = {WRITERS, N_("confirm figures")},
    [SOAN_RIGHT_LOCK] = {OWNER | APPROVER, N_("lock or unlock figures")},
    [SOAN_RIGHT_CLAIM] = {WRITERS, N_("decide what a sentence claims")},
    [SOAN_RIGHT_COMMENT] = {MEMBERS, N_("comment")},
    [SOAN_RIGHT_DECIDE] = {WRITERS, N_("decide comments of others")},
    [SOAN_RIGHT_WITHDRAW] = {OWNER, N_("withdraw comments of others")},
    [SOAN_RIGHT_SUGGEST] = {MEMBERS, N_("suggest other words")},
    [SOAN_RIGHT_ACCEPT] = {WRITERS, N_("accept or reject suggestions")},
    [SOAN_RIGHT_STATUS] = {WRITERS, N_("set the state of sections")},
    [SOAN_RIGHT_ASSIGN] = {OWNER | APPROVER, N_("assign sections")},
    [SOAN_RIGHT_APPROVE] = {OWNER | APPROVER, N_("approve sections")},
    [SOAN_RIGHT_REOPEN] = {OWNER | APPROVER, N_("reopen approved sections")},
    [SOAN_RIGHT_MILESTONE] = {WRITERS, N_("set milestones")},
    [SOAN_RIGHT_PRINTING] = {WRITERS, N_("register printed copies")},
    [SOAN_RIGHT_PROPERTY] = {WRITERS, N_("set properties of the report")},
    [SOAN_RIGHT_MEMBERS] = {OWNER, N_("change who is a member")},
};

static bool may(enum soan_right right, enum soan_role role)
{
    return (rights[right].roles & 1u << role) != 0;
}

bool soan_role_may(enum soan_role role, enum soan_right right)
{
    return may(right, role);
}

/* "owner, approver" */
static void roles_tell(enum soan_right right, struct text *out)
{
    for (enum soan_role role = SOAN_ROLE_OWNER; role <= SOAN_ROLE_APPROVER; role++)
        if (may(right, role))
            text_printf(out, "%s%s", out->len ? ", " : "", _(soan_role_name(role)));
}

bool members_tell(struct soan_report *r, enum soan_right right, struct text *out, struct error *e)
{
    int n = 0;
    struct query q = query(r, "SELECT name, role FROM member WHERE gone = 0 ORDER BY id");
    while (n <= NAMES_TOLD && query_row(&q)) {
        if (!may(right, role_by_name(query_text(&q, 1))))
            continue;
        if (n)
            text_append_str(out, ", ");
        if (n < NAMES_TOLD)
            text_append(out, query_text(&q, 0));
        else
            text_append_str(out, "…");
        n++;
    }
    return query_end(&q, e);
}

bool soan_report_role(struct soan_report *r, enum soan_role *role, struct error *e)
{
    *role = SOAN_ROLE_NONE;
    struct query q = query(r, "SELECT role FROM member WHERE id = :id AND gone = 0");
    query_int(&q, ":id", r->member_id);
    if (query_row(&q))
        *role = role_by_name(query_text(&q, 0));
    return query_end(&q, e);
}

bool soan_right_check(struct soan_report *r, enum soan_right right, struct error *e)
{
    enum soan_role role;
    struct text roles = {0}, names = {0};
    if (!soan_report_role(r, &role, e))
        return false;
    if (may(right, role))
        return true;
    roles_tell(right, &roles);
    if (members_tell(r, right, &names, e))
        error_set(e, SOAN_NOT_PERMITTED, _("%s: '%s' (%s) may not %s; that is for %s: ask %s"), r->path,
                  text_str(&r->member), _(soan_role_name(role)), _(rights[right].what), text_str(&roles),
                  text_str(&names));
    text_free(&roles);
    text_free(&names);
    return false;
}
