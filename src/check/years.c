/* Years that results are said to be of, against the term that the report is about. */
#include "check/claims.h"

void term_given(struct term *t, struct text_view years)
{
    struct text words = {0};
    text_printf(&words, "nhiệm kỳ %.*s", (int)years.len, years.len ? years.bytes : "");
    soan_claims_heading(text_view(&words), &t->first, &t->last);
    t->by = t->first ? TERM_GIVEN : TERM_UNKNOWN;
    text_free(&words);
}

void term_look(struct term *t, struct text_view title)
{
    enum { FIVE = 5 };
    unsigned first, last;
    enum soan_heading about = soan_claims_heading(title, &first, &last);
    if (!first || t->by >= (about == SOAN_HEADING_RESULTS ? TERM_OF_RESULTS : TERM_OF_PLANS))
        return;
    if (about == SOAN_HEADING_RESULTS)
        *t = (struct term){first, last, TERM_OF_RESULTS};
    else if (about == SOAN_HEADING_PLANS && last - first == FIVE)
        *t = (struct term){first - FIVE, first, TERM_OF_PLANS}; /* 2025 - 2030 are planned: 2020 - 2025 are past */
    else if (about == SOAN_HEADING_PLANS && last - first == FIVE - 1)
        *t = (struct term){first - FIVE, first - 1, TERM_OF_PLANS};
}

/* Nothing is planned so far ahead: two digits changed places. */
static bool is_slip(const struct term *t, const struct soan_year *y)
{
    enum { FAR_AHEAD = 75 };
    return y->planned && y->year > t->last + FAR_AHEAD;
}

static bool is_outside(const struct term *t, const struct soan_year *y)
{
    return y->planned ? y->year < t->last || is_slip(t, y) : y->year < t->first || y->year > t->last;
}

/* Beside a year of the term another one is there to be compared with. */
static bool stands_alone(const struct term *t, const struct soan_claims *claims, const struct soan_year *y)
{
    for (size_t i = 0; i < claims->years; i++)
        if (claims->year[i].part == y->part && !is_outside(t, &claims->year[i]))
            return false;
    return true;
}

void years_check(struct check *c, const struct term *t, const struct soan_claims *claims, size_t at, bool plans)
{
    for (size_t i = 0; t->by != TERM_UNKNOWN && i < claims->years; i++) {
        const struct soan_year *y = &claims->year[i];
        struct text message = {0};
        if (y->planned != plans || !is_outside(t, y) || !stands_alone(t, claims, y))
            continue;
        if (is_slip(t, y))
            text_printf(&message, _("the year %u is far from the term %u - %u"), y->year, t->first, t->last);
        else if (y->planned)
            text_printf(&message, _("planned until %u, but the term to come begins in %u"), y->year, t->last);
        else
            text_printf(&message, _("the year %u lies outside the term %u - %u"), y->year, t->first, t->last);
        claims_add(c, "claim-year", SOAN_SEVERITY_WARNING, at + y->from, at + y->to, &message);
    }
}
