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

void claims_add(struct check *c, const char *rule, enum soan_severity severity, size_t from, size_t to,
                struct text *message)
{
    struct text words = {0};
    viet_fold(text_view_part(text_view(&c->shown.out), from, to), VIET_FOLD_EXACT, &words, NULL);
    check_add(c, rule, severity, from, to, text_str(message));
    text_printf(&words, " %" PRId64, c->section->id); /* the same words elsewhere are another claim */
    uint64_t print = claims_hash(claims_hash(0, text_view_of(rule)), text_view(&words));
    c->found[c->n - 1].fingerprint = print ? print : 1;
    text_free(&words);
    text_free(message);
}

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

static void say(const struct soan_claim *k, struct text *m)
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

static void tell_claim(struct check *c, const struct soan_claim *k, size_t at)
{
    static const char *const rules[SOAN_CLAIM_COUNT_] = {
        [SOAN_CLAIM_PERCENT] = "claim-percent", [SOAN_CLAIM_EXCEED] = "claim-exceed",
        [SOAN_CLAIM_CHANGE] = "claim-change", [SOAN_CLAIM_POINTS] = "claim-points",
        [SOAN_CLAIM_TIMES] = "claim-times", [SOAN_CLAIM_AVERAGE] = "claim-average",
        [SOAN_CLAIM_RATIO] = "claim-ratio", [SOAN_CLAIM_SUM] = "claim-sum", [SOAN_CLAIM_PARTS] = "claim-parts",
        [SOAN_CLAIM_TARGET] = "claim-target", [SOAN_CLAIM_REST] = "claim-rest", [SOAN_CLAIM_HUNDRED] = "claim-hundred",
    };
    struct text message = {0};
    bool fails = k->verdict == SOAN_VERDICT_FAILS;
    if (!fails && k->verdict != SOAN_VERDICT_DOUBTFUL)
        return;
    if (fails)
        say(k, &message);
    else
        text_append_str(&message, _("“tăng … lần” may mean as many times or so many times more; “gấp … lần” is clear"));
    claims_add(c, rules[k->relation], fails ? SOAN_SEVERITY_ERROR : SOAN_SEVERITY_WARNING, at + k->from, at + k->to,
               &message);
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
        annex_check(c, &s->annex, &s->claims, at);
        years_check(c, &s->term, &s->claims, at, s->plans_depth > 0);
        claims_across(c, &s->said, &s->claims, paragraph, at, s->plans_depth > 0);
    }
}
