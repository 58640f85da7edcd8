/* One paragraph: its sentences, and the claims that the readers find in them. */
#include <stdlib.h>
#include <string.h>

#include "figure/claim.h"

const char *soan_relation_name(enum soan_relation relation)
{
    static const char *const names[SOAN_CLAIM_COUNT_] = {
        [SOAN_CLAIM_PERCENT] = "percent", [SOAN_CLAIM_EXCEED] = "exceed", [SOAN_CLAIM_CHANGE] = "change",
        [SOAN_CLAIM_POINTS] = "points", [SOAN_CLAIM_TIMES] = "times", [SOAN_CLAIM_AVERAGE] = "average",
        [SOAN_CLAIM_RATIO] = "ratio", [SOAN_CLAIM_SUM] = "sum", [SOAN_CLAIM_PARTS] = "parts",
        [SOAN_CLAIM_TARGET] = "target", [SOAN_CLAIM_REST] = "rest", [SOAN_CLAIM_HUNDRED] = "hundred",
    };
    return relation < SOAN_CLAIM_COUNT_ ? names[relation] : "";
}

const char *soan_verdict_name(enum soan_verdict v)
{
    static const char *const names[] = {
        [SOAN_VERDICT_HOLDS] = "holds", [SOAN_VERDICT_FAILS] = "fails", [SOAN_VERDICT_WAITS] = "waits",
        [SOAN_VERDICT_DOUBTFUL] = "doubtful",
    };
    return names[v];
}

struct soan_claim *claim_add(struct reading *r, enum soan_relation relation, size_t from, size_t to)
{
    struct soan_claims *out = r->out;
    mem_grow((void **)&out->claim, &out->cap, out->n + 1, sizeof *out->claim);
    struct soan_claim *c = &out->claim[out->n++];
    *c = (struct soan_claim){
        .relation = relation,
        .verdict = SOAN_VERDICT_WAITS,
        .from = r->token[from].from,
        .to = r->token[to - 1].to,
    };
    return c;
}

void claim_operand(struct soan_claim *c, size_t quantity)
{
    if (c->operands < SOAN_ARRAY_LEN(c->operand))
        c->operand[c->operands++] = quantity;
}

void show_pair(struct soan_claim *c, const struct soan_number *a, const char *op, const struct soan_number *b)
{
    if (!a || !b)
        return;
    soan_number_format(a, -1, &c->how);
    text_append_str(&c->how, op);
    soan_number_format(b, -1, &c->how);
}

void claim_ratio(struct reading *r, size_t i, size_t percent, size_t ratio)
{
    const struct soan_quantity *said = quantity_of(r, percent), *q = quantity_of(r, ratio);
    struct soan_number *due = q->low && q->high ? percent_of(q->low, q->high) : NULL;
    size_t last = ratio > percent ? ratio : percent, first = ratio < i ? ratio : i;
    struct soan_claim *c = claim_add(r, SOAN_CLAIM_RATIO, first, last + 1);
    claim_operand(c, r->token[percent].quantity);
    claim_operand(c, r->token[ratio].quantity);
    judge(c, said, due);
    show_pair(c, q->low, " / ", q->high);
    soan_number_free(&due);
}

static void clear(struct soan_claims *c)
{
    for (size_t i = 0; i < c->quantities; i++) {
        soan_number_free(&c->quantity[i].low);
        soan_number_free(&c->quantity[i].high);
        text_free(&c->quantity[i].unit);
    }
    for (size_t i = 0; i < c->n; i++) {
        text_free(&c->claim[i].said);
        text_free(&c->claim[i].due);
        text_free(&c->claim[i].how);
    }
    for (size_t i = 0; i < c->statements; i++)
        text_free(&c->statement[i].entity);
    c->quantities = c->n = c->statements = c->years = 0;
}

void soan_claims_free(struct soan_claims *c)
{
    clear(c);
    free(c->quantity);
    free(c->claim);
    free(c->statement);
    free(c->year);
    *c = (struct soan_claims){0};
}

/* Most paragraphs hold no number and no word that says a target was reached: they are not looked at further. */
static bool worth_reading(struct text_view v, size_t figures)
{
    for (size_t i = 0; i < v.len; i++)
        if (v.bytes[i] >= '0' && v.bytes[i] <= '9')
            return true;
    return figures > 0 || text_view_find(v, TEXT_LIT("chưa đạt"), 0) != SIZE_MAX ||
           text_view_find(v, TEXT_LIT("không đạt"), 0) != SIZE_MAX ||
           text_view_find(v, TEXT_LIT("vượt "), 0) != SIZE_MAX;
}

static void read_sentences(struct reading *r)
{
    for (size_t from = 0, before = 0, to; from < r->n; before = from, from = to + 1) {
        for (to = from; to < r->n && r->token[to].kind != T_STOP; to++)
            continue;
        compare_read(r, from, to);
        units_align(r, before, to);
        parts_read(r, from, to, before);
        units_restore(r);
        shares_read(r, from, to);
        statements_read(r, from, to);
        years_read(r, from, to);
    }
}

void soan_claims_read(struct text_view paragraph, const struct soan_claim_figure *figure, size_t figures,
                      struct soan_claims *out)
{
    clear(out);
    if (!worth_reading(paragraph, figures))
        return;
    struct reading r = {.paragraph = paragraph, .figure = figure, .figures = figures, .out = out};
    viet_fold(paragraph, VIET_FOLD_EXACT, &r.folded, &r.map);
    tokens_read(&r);
    words_mark(&r);
    quantities_settle(&r);
    read_sentences(&r);
    free(r.token);
    free(r.turned);
    free(r.map);
    text_free(&r.folded);
}

enum soan_heading soan_claims_heading(struct text_view title, unsigned *first, unsigned *last)
{
    struct soan_claims ignored = {0};
    struct reading r = {.paragraph = title, .out = &ignored};
    viet_fold(title, VIET_FOLD_EXACT, &r.folded, &r.map);
    tokens_read(&r);
    words_mark(&r);
    bool results = words_find(&r, W_RESULTS, 0, r.n) != NONE, plans = words_find(&r, W_PLANS, 0, r.n) != NONE;
    *first = *last = 0;
    if (!term_read(&r, first, last))
        *first = *last = 0;
    free(r.token);
    free(r.map);
    text_free(&r.folded);
    soan_claims_free(&ignored);
    return results ? SOAN_HEADING_RESULTS : plans ? SOAN_HEADING_PLANS : SOAN_HEADING_OTHER;
}
