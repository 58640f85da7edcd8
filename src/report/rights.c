/* Who may do what is not everybody's. */
#include "report/ledger.h"

#define ROLE(r) (1u << (r))

static const struct {
    unsigned roles;
    const char *refusal;
} rights[] = {
    [RIGHT_LOCK] = {ROLE(SOAN_ROLE_OWNER) | ROLE(SOAN_ROLE_APPROVER),
                    N_("%s: '%s' is no owner or approver and may not lock or unlock figures; ask one of them")},
    [RIGHT_CONFIRM] = {ROLE(SOAN_ROLE_OWNER) | ROLE(SOAN_ROLE_APPROVER) | ROLE(SOAN_ROLE_CLERK),
                       N_("%s: '%s' is a reviewer and may not confirm figures; ask a clerk")},
    [RIGHT_SUGGEST] = {ROLE(SOAN_ROLE_OWNER) | ROLE(SOAN_ROLE_APPROVER) | ROLE(SOAN_ROLE_CLERK) | ROLE(SOAN_ROLE_REVIEWER),
                       N_("%s: '%s' may not suggest other words; ask the owner")},
    [RIGHT_ACCEPT] = {ROLE(SOAN_ROLE_OWNER) | ROLE(SOAN_ROLE_CLERK),
                      N_("%s: '%s' may not write the text, and so not decide on suggestions for it; ask a clerk")},
    [RIGHT_TAKE_UP] = {ROLE(SOAN_ROLE_OWNER) | ROLE(SOAN_ROLE_APPROVER) | ROLE(SOAN_ROLE_CLERK),
                       N_("%s: '%s' is a reviewer and may only close comments of their own; ask a clerk")},
    [RIGHT_WITHDRAW] = {ROLE(SOAN_ROLE_OWNER),
                        N_("%s: '%s' is neither the author nor an owner and may not withdraw the comment; answer it instead")},
};

bool right_check(struct soan_report *r, enum right right, struct error *e)
{
    enum soan_role role = SOAN_ROLE_REVIEWER;
    struct query q = query(r, "SELECT role FROM member WHERE id = :id");
    query_int(&q, ":id", r->member_id);
    if (query_row(&q))
        role = role_by_name(query_text(&q, 0));
    if (!query_end(&q, e))
        return false;
    if (rights[right].roles & ROLE(role))
        return true;
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
    return error_set(e, SOAN_NOT_PERMITTED, _(rights[right].refusal), r->path, text_str(&r->member));
#pragma GCC diagnostic pop
}
