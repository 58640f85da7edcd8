/* Claims of the text about its numbers: one finding for each that fails. What is claimed is read by the figure
 * floor. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "check/claims.h"

struct known { struct text key, name, unit, target; enum soan_kind kind; };

struct claims_seen {
    struct soan_report *r;
    struct known *figure;     /* sorted by key */
    size_t n, cap;
    struct soan_claim_figure *here;
    size_t here_cap;
    struct soan_claims claims;
    struct said_table said;
    struct annex_counts annex;
    struct term term;
    unsigned plans_depth;     /* of the heading under which plans stand; 0: none */
};

static int by_key(const void *a, const void *b)
{
    const struct known *p = a, *q = b;
    return text_view_compare(text_view(&p->key), text_view(&q->key));
}

static bool take_figure(const struct soan_figure *f, void *arg)
{
    struct claims_seen *s = arg;
    annex_count(&s->annex, f);
    mem_grow((void **)&s->figure, &s->cap, s->n + 1, sizeof *s->figure);
    s->figure[s->n++] = (struct known){
        .key = text_copy(text_view(&f->key)),
        .name = text_copy(text_view_of(soan_figure_name(f))),
        .unit = text_copy(text_view(&f->unit)),
        .target = text_copy(text_view(&f->target)),
        .kind = f->kind,
    };
    return true;
}

bool check_claims_begin(struct check *c, struct soan_report *r, struct error *e)
{
    c->seen = mem_alloc(sizeof *c->seen);
    c->seen->r = r;
    struct text term = {0};
    if (!soan_report_get(r, "term", &term, e) || !soan_figure_each(r, take_figure, c->seen, e)) {
        text_free(&term);
        return false;
    }
    term_given(&c->seen->term, text_view(&term));
    text_free(&term);
    if (c->seen->n > 1)
        qsort(c->seen->figure, c->seen->n, sizeof *c->seen->figure, by_key);
    return true;
}

void check_claims_end(struct check *c)
{
    struct claims_seen *s = c->seen;
    if (!s)
        return;
    for (size_t i = 0; i < s->n; i++) {
        text_free(&s->figure[i].key);
        text_free(&s->figure[i].name);
        text_free(&s->figure[i].unit);
        text_free(&s->figure[i].target);
    }
    said_free(&s->said);
    soan_claims_free(&s->claims);
    free(s->figure);
    free(s->here);
    mem_free(&c->seen);
}

void check_claims_look(struct check *c, struct text_view title)
{
    term_look(&c->seen->term, title);
}

void check_claims_section(struct check *c)
{
    struct claims_seen *s = c->seen;
    if (s->plans_depth && c->section->depth > s->plans_depth)
        return;
    unsigned first, last;
    bool plans = soan_claims_heading(text_view(&c->section->title), &first, &last) == SOAN_HEADING_PLANS;
    s->plans_depth = plans ? c->section->depth : 0;
}

static const struct known *find_figure(const struct claims_seen *s, struct text_view key)
{
    size_t from = 0, to = s->n;
    while (from < to) {
        size_t mid = from + (to - from) / 2;
        int c = text_view_compare(text_view(&s->figure[mid].key), key);
        if (c == 0)
            return &s->figure[mid];
        if (c < 0)
            from = mid + 1;
        else
            to = mid;
    }
    return NULL;
}

const char *check_figure_name(const struct check *c, struct text_view key)
{
    const struct known *k = find_figure(c->seen, key);
    return k ? text_str(&k->name) : "";
}

/* Figures shown in [at, end) of the shown text; *span goes on from paragraph to paragraph. */
static size_t figures_in(struct check *c, size_t *span, size_t at, size_t end)
{
    struct claims_seen *s = c->seen;
    size_t n = 0;
    for (; *span < c->shown.n && c->shown.span[*span].out_from < end; ++*span) {
        const struct soan_span *p = &c->shown.span[*span];
        struct soan_token token;
        if (p->kind != SOAN_TOKEN_FIGURE || p->out_from < at || !soan_token_next(c->source, p->src_from, &token))
            continue;
        const struct known *k = find_figure(s, token.body);
        if (!k)
            continue;
        mem_grow((void **)&s->here, &s->here_cap, n + 1, sizeof *s->here);
        s->here[n++] = (struct soan_claim_figure){
            .from = p->out_from - at,
            .to = p->out_to - at,
            .key = text_view(&k->key),
            .unit = text_view(&k->unit),
            .target = text_view(&k->target),
            .kind = k->kind,
            .open = p->open,
        };
    }
    return n;
}

/* Of the source, in which figures stand by their names: another value does not change it. */
static uint64_t print_of_reading(const struct check *c, const char *rule, const struct found *f)
{
    struct text words = {0};
    viet_fold(text_view_part(c->source, f->from, f->to), VIET_FOLD_EXACT, &words, NULL);
    text_printf(&words, " %" PRId64, c->section->id);
    uint64_t print = claims_hash(claims_hash(claims_hash(0, TEXT_LIT("reading")), text_view_of(rule)), text_view(&words));
    text_free(&words);
    return print ? print : 1;
}

/* A bracket that is opened among the words is closed among them. */
static size_t whole_brackets(struct text_view v, size_t from, size_t to)
{
    int open = 0;
    for (size_t i = from; i < to; i++)
        open += v.bytes[i] == '(' ? 1 : v.bytes[i] == ')' ? -1 : 0;
    return open > 0 && to < v.len && v.bytes[to] == ')' ? to + 1 : to;
}

void claims_add(struct check *c, const char *rule, enum soan_severity severity, size_t from, size_t to,
                struct text *message)
{
    to = whole_brackets(text_view(&c->shown.out), from, to);
    struct text words = {0};
    viet_fold(text_view_part(text_view(&c->shown.out), from, to), VIET_FOLD_EXACT, &words, NULL);
    check_add(c, rule, severity, from, to, text_str(message));
    text_printf(&words, " %" PRId64, c->section->id); /* the same words elsewhere are another claim */
    struct found *f = &c->found[c->n - 1];
    uint64_t print = claims_hash(claims_hash(0, text_view_of(rule)), text_view(&words));
    f->fingerprint = print ? print : 1;
    f->reading = print_of_reading(c, rule, f);
    text_free(&words);
    text_free(message);
}

/* What a claim waits for, by its names. */
static void say_missing(const struct claims_seen *s, const struct soan_claim *k, struct text *m)
{
    size_t open = 0;
    for (size_t i = 0; i < k->operands; i++) {
        const struct soan_quantity *q = &s->claims.quantity[k->operand[i]];
        const struct known *f = q->open && q->figure != SIZE_MAX ? find_figure(s, s->here[q->figure].key) : NULL;
        if (f)
            text_printf(m, "%s%s", open++ ? "; " : _("waits for: "), text_str(&f->name));
    }
    if (!open)
        text_append_str(m, _("waits for what it is compared with"));
}

static void tell_claim(struct check *c, const struct soan_claim *k, size_t at)
{
    static const char *const rules[SOAN_CLAIM_COUNT_] = {
        [SOAN_CLAIM_PERCENT] = "claim-percent", [SOAN_CLAIM_EXCEED] = "claim-exceed",
        [SOAN_CLAIM_CHANGE] = "claim-change", [SOAN_CLAIM_POINTS] = "claim-points",
        [SOAN_CLAIM_TIMES] = "claim-times", [SOAN_CLAIM_AVERAGE] = "claim-average",
        [SOAN_CLAIM_RATIO] = "claim-ratio", [SOAN_CLAIM_SUM] = "claim-sum", [SOAN_CLAIM_PARTS] = "claim-parts",
        [SOAN_CLAIM_TARGET] = "claim-target", [SOAN_CLAIM_REST] = "claim-rest", [SOAN_CLAIM_HUNDRED] = "claim-hundred",
    };
    static const enum soan_severity severities[] = {
        [SOAN_VERDICT_HOLDS] = SOAN_SEVERITY_INFO, [SOAN_VERDICT_FAILS] = SOAN_SEVERITY_ERROR,
        [SOAN_VERDICT_WAITS] = SOAN_SEVERITY_INFO, [SOAN_VERDICT_DOUBTFUL] = SOAN_SEVERITY_WARNING,
    };
    struct text message = {0};
    if (!c->all_claims && k->verdict != SOAN_VERDICT_FAILS && k->verdict != SOAN_VERDICT_DOUBTFUL)
        return;
    claim_say(k, &message);
    if (k->verdict == SOAN_VERDICT_WAITS)
        say_missing(c->seen, k, &message);
    claims_add(c, rules[k->relation], severities[k->verdict], at + k->from, at + k->to, &message);
    c->found[c->n - 1].verdict = k->verdict;
    if (k->verdict == SOAN_VERDICT_WAITS)
        c->found[c->n - 1].fingerprint = c->found[c->n - 1].reading;
}

/* A figure kept in one unit before the name of another: 12 that are tỷ đồng, and triệu đồng behind it. */
static void check_figure_unit(struct check *c, const struct soan_quantity *q, size_t at)
{
    struct soan_number *one = NULL, *other = NULL;
    struct text message = {0};
    if (q->figure == SIZE_MAX || q->unit.len == 0 || q->to <= q->number_to)
        return;
    const struct soan_claim_figure *f = &c->seen->here[q->figure];
    if (f->unit.len == 0 || text_view_equal(f->unit, text_view(&q->unit)))
        return;
    one = soan_number_from_int(1);
    if (soan_unit_convert(one, f->unit, text_view(&q->unit), &other) && soan_number_compare(one, other) != 0) {
        text_printf(&message, _("the text says %s, but the figure “%s” is kept in %.*s"), text_str(&q->unit),
                    check_figure_name(c, f->key), (int)f->unit.len, f->unit.bytes);
        claims_add(c, "claim-unit", SOAN_SEVERITY_ERROR, at + q->from, at + q->to, &message);
    }
    soan_number_free(&one);
    soan_number_free(&other);
}

void check_claims(struct check *c)
{
    struct claims_seen *s = c->seen;
    struct text_view v = text_view(&c->shown.out);
    for (size_t at = 0, span = 0, end; at < v.len; at = end + 1) {
        end = text_view_find(v, TEXT_LIT("\n"), at);
        end = end == SIZE_MAX ? v.len : end;
        struct text_view paragraph = text_view_part(v, at, end);
        size_t n = figures_in(c, &span, at, end);
        soan_claims_read(paragraph, s->here, n, &s->claims);
        for (size_t i = 0; i < s->claims.n; i++)
            tell_claim(c, &s->claims.claim[i], at);
        for (size_t i = 0; i < s->claims.quantities; i++)
            check_figure_unit(c, &s->claims.quantity[i], at);
        annex_check(c, &s->annex, &s->claims, at);
        years_check(c, &s->term, &s->claims, at, s->plans_depth > 0);
        claims_across(c, &s->said, &s->claims, paragraph, at, s->plans_depth > 0);
    }
}
