/* What a clause says of an indicator, to be held against other sections: `thu ngân sách … chưa đạt nghị quyết`. */
#include "figure/claim.h"

enum { WORDS_LEAST = 3, WORDS_MOST = 24, SENTENCE_MAX = 400 };

struct clause {
    struct reading *r;
    size_t from, to;          /* of the clause */
    size_t chain;             /* where the sentence or the last part behind a semicolon began */
    size_t stop;              /* end of the sentence */
};

static bool parts_clause(enum token_kind k)
{
    return k == T_COMMA || k == T_SEMICOLON || k == T_COLON || k == T_OPEN || k == T_CLOSE;
}

static size_t predicate_at(const struct reading *r, size_t i)
{
    if (is_quantity(r, i))
        return 1;
    static const enum word_list verbs[] = {W_MISS, W_REACHED, W_REACH, W_EXCEED};
    for (size_t k = 0; k < SOAN_ARRAY_LEN(verbs); k++)
        if (run_at(r, verbs[k], i))
            return run_at(r, verbs[k], i);
    return 0;
}

static size_t plan_at(const struct reading *r, size_t i, size_t to)
{
    i += run_at(r, W_AGAINST, i);
    for (size_t k = i; k < to && k <= i + 2 && r->token[k].kind == T_WORD; k++)
        if (run_at(r, W_PLAN, k))
            return k;
    return NONE;
}

/* Appends the words of [from, to) without auxiliary ones; false if they are none that name an indicator. */
static bool entity_of(const struct reading *r, size_t from, size_t to, struct text *out)
{
    size_t words = 0;
    while (from < to && (r->token[from].kind == T_OTHER || run_at(r, W_LINK, from)))
        from += r->token[from].kind == T_OTHER ? 1 : run_at(r, W_LINK, from);
    for (size_t i = from; i < to;) {
        size_t aside = run_at(r, W_ASIDE, i);
        if (r->token[i].kind != T_WORD || (run_at(r, W_TIME, i) && !aside))
            return false;
        if (aside && i + aside <= to) {
            i += aside;
            continue;
        }
        if (words++)
            text_append_char(out, ' ');
        text_append(out, token_word(r, i++));
    }
    return words >= WORDS_LEAST && words <= WORDS_MOST;
}

static void add(struct reading *r, enum soan_predicate p, size_t from, size_t to, struct text_view entity,
                size_t quantity)
{
    struct soan_claims *o = r->out;
    mem_grow((void **)&o->statement, &o->statement_cap, o->statements + 1, sizeof *o->statement);
    o->statement[o->statements++] = (struct soan_statement){
        .predicate = p,
        .from = r->token[from].from,
        .to = r->token[to - 1].to,
        .entity = text_copy(entity),
        .quantity = quantity,
    };
}

static void say_number(const struct clause *c, size_t i, struct text_view entity, bool indicator)
{
    const struct reading *r = c->r;
    const struct soan_quantity *q = quantity_of(r, i);
    bool percent = unit_class(q) == UNIT_PERCENT && !per_year(q);
    size_t plan = percent ? plan_at(r, i + 1, c->stop) : NONE;
    if (!exact(q) || !q->low)
        return;
    if (plan != NONE) {
        add(c->r, SOAN_SAYS_PERCENT, c->from, plan + run_at(r, W_PLAN, plan), entity, r->token[i].quantity);
        return;
    }
    bool said_of_all = i + 1 >= c->to || (r->token[i + 1].kind != T_WORD && r->token[i + 1].kind != T_YEAR);
    if (indicator && q->unit.len && said_of_all && (percent || unit_class(q) == UNIT_COUNT) &&
        words_find(r, W_TIME, c->chain, i) == NONE)
        add(c->r, SOAN_SAYS_VALUE, c->from, i + 1, entity, r->token[i].quantity);
}

/* What is said at i of the entity. */
static void say(const struct clause *c, size_t i, struct text_view entity, bool indicator)
{
    struct reading *r = c->r;
    size_t n, j, plan;
    if (is_quantity(r, i)) {
        say_number(c, i, entity, indicator);
    } else if ((n = run_at(r, W_MISS, i)) > 0) {
        if ((plan = plan_at(r, i + n, c->to)) != NONE)
            add(r, SOAN_SAYS_MISSED, c->from, plan + run_at(r, W_PLAN, plan), entity, NONE);
    } else if ((n = run_at(r, W_EXCEED, i)) > 0 && (plan = plan_at(r, i + n, c->to)) != NONE) {
        add(r, SOAN_SAYS_EXCEEDED, c->from, plan + run_at(r, W_PLAN, plan), entity, NONE);
    } else if ((n = run_at(r, W_REACHED, i)) > 0 && (plan = plan_at(r, i + n, c->to)) != NONE) {
        add(r, SOAN_SAYS_REACHED, c->from, plan + run_at(r, W_PLAN, plan), entity, NONE);
    } else if ((n = run_at(r, W_REACH, i)) > 0 && (j = i + n) < c->to && is_quantity(r, j)) {
        say_number(c, j, entity, indicator);
    }
}

static void read_clause(const struct clause *c, struct text *entity, bool *indicator)
{
    const struct reading *r = c->r;
    size_t i = c->from, p;
    while (i < c->to && (r->token[i].kind == T_OTHER || run_at(r, W_LINK, i)))
        i += r->token[i].kind == T_OTHER ? 1 : run_at(r, W_LINK, i);
    size_t start = i;
    bool rate = run_at(r, W_RATE, start) > 0;
    for (p = rate ? start + run_at(r, W_RATE, start) : start; p < c->to && !predicate_at(r, p); p++)
        continue;
    if (p >= c->to) {
        text_clear(entity);
        return;
    }
    if (p > start) {
        struct text words = {0};
        bool named = entity_of(r, start, p, &words);
        text_clear(entity);
        if (named)
            text_append(entity, text_view(&words));
        *indicator = run_at(r, W_INDICATOR, start) > 0;
        text_free(&words);
    }
    if (entity->len)
        say(c, p, text_view(entity), *indicator);
}

void statements_read(struct reading *r, size_t from, size_t to)
{
    struct text entity = {0};
    bool indicator = false;
    if (to - from > SENTENCE_MAX || words_find(r, W_FUTURE, from, to) != NONE)
        return;
    size_t chain = from;
    for (size_t start = from, end; start < to; start = end + 1) {
        for (end = start; end < to && !parts_clause(r->token[end].kind); end++)
            continue;
        if (start < end) {
            struct clause c = {.r = r, .from = start, .to = end, .chain = chain, .stop = to};
            read_clause(&c, &entity, &indicator);
        }
        if (end < to && r->token[end].kind != T_COMMA)
            text_clear(&entity);
        if (end < to && r->token[end].kind == T_SEMICOLON)
            chain = end + 1;
    }
    text_free(&entity);
}
