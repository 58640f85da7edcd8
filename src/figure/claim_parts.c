/* Wholes and parts: m/n, T gồm a và b, T trong đó a, T (a và b). */
#include "figure/claim_items.h"

/* ---- what is known of an item ---- */

static bool said_of(const struct reading *r, enum word_list list, size_t token, size_t end)
{
    if (words_find(r, list, token + 1, end) != NONE)
        return true;
    /* The unit may hold the word: `hộ nghèo`. */
    struct text_view unit = text_view(&quantity_of(r, token)->unit);
    return list == W_OVERLAP && (text_view_ends(unit, TEXT_LIT("nghèo")) || text_view_ends(unit, TEXT_LIT("trẻ em")));
}

static bool part_of(const struct reading *r, const struct soan_quantity *whole, const struct items *l, size_t k)
{
    const struct soan_quantity *q = quantity_of(r, l->token[k]);
    if (q->unit.len)
        return same_kind(whole, q);
    return said_of(r, W_KIND, l->token[k], l->end[k]) || said_of(r, W_OVERLAP, l->token[k], l->end[k]);
}

static bool word_in(struct text_view word, struct text_view text)
{
    for (size_t at = 0; (at = text_view_find(text, word, at)) != SIZE_MAX; at++) {
        bool starts = at == 0 || text.bytes[at - 1] == ' ';
        size_t end = at + word.len;
        if (starts && (end == text.len || text.bytes[end] == ' ' || text.bytes[end] == ','))
            return true;
    }
    return false;
}

/* Every word of the items stands in the words of the whole: `cuộc kiểm tra, giám sát (… kiểm tra và … giám sát)`. */
static bool covered(const struct reading *r, size_t whole, size_t open, const struct items *l)
{
    struct text_view all = text_view(&r->folded);
    struct text_view text = text_view_part(all, r->token[whole].word_from, r->token[open].word_from);
    for (size_t k = 0; k < l->n; k++) {
        size_t last = l->end[k] > l->token[k] ? l->end[k] - 1 : l->token[k];
        struct text_view item = text_view_part(all, r->token[l->token[k]].word_from, r->token[last].word_to);
        for (size_t i = 0; i < item.len;) {
            size_t end = text_view_find(item, TEXT_LIT(" "), i);
            end = end == SIZE_MAX ? item.len : end;
            struct text_view word = text_view_part(item, i, end);
            bool letters = word.len && (word.bytes[0] < '0' || word.bytes[0] > '9') && i > 0;
            if (letters && !word_in(word, text))
                return false;
            i = end + 1;
        }
    }
    return true;
}

/* ---- claims ---- */

static struct soan_number *sum_of(const struct reading *r, const struct items *l, size_t n)
{
    struct soan_number *sum = soan_number_from_int(0);
    for (size_t k = 0; k < n && sum; k++) {
        struct soan_number *next = calc(SOAN_ADD, sum, quantity_of(r, l->token[k])->low);
        soan_number_free(&sum);
        sum = next;
    }
    return sum;
}

static struct soan_claim *list_claim(struct reading *r, enum soan_relation relation, size_t whole,
                                     const struct items *l)
{
    struct soan_claim *c = claim_add(r, relation, whole, l->token[l->n - 1] + 1);
    claim_operand(c, r->token[whole].quantity);
    for (size_t k = 0; k < l->n; k++)
        claim_operand(c, r->token[l->token[k]].quantity);
    return c;
}

static void show_sum(const struct reading *r, const struct items *l, struct soan_claim *c,
                     const struct soan_number *sum)
{
    soan_number_format(sum, -1, &c->due);
    for (size_t k = 0; k < l->n; k++) {
        text_append_str(&c->how, k ? " + " : "");
        soan_number_format(quantity_of(r, l->token[k])->low, -1, &c->how);
    }
}

/* The parts come so near the whole that they are meant to make it: within a fifth, and nothing counts twice. */
static bool is_near(const struct reading *r, const struct items *l, const struct soan_number *whole,
                    const struct soan_number *sum)
{
    struct soan_number *five = soan_number_from_int(5), *six = soan_number_from_int(6), *four = soan_number_from_int(4);
    struct soan_number *x = calc(SOAN_MUL, sum, five), *most = calc(SOAN_MUL, whole, six), *least = calc(SOAN_MUL, whole, four);
    bool near = x && most && least && soan_number_compare(x, most) <= 0 && soan_number_compare(x, least) >= 0;
    for (size_t k = 0; near && k < l->n; k++)
        near = same_kind(quantity_of(r, l->token[0]), quantity_of(r, l->token[k])) &&
               !said_of(r, W_OVERLAP, l->token[k], l->end[k]);
    struct soan_number **all[] = {&five, &six, &four, &x, &most, &least};
    for (size_t k = 0; k < SOAN_ARRAY_LEN(all); k++)
        soan_number_free(all[k]);
    return near;
}

/* Where the parts are told in a smaller unit, the whole is rounded. */
static bool makes(const struct reading *r, const struct soan_quantity *whole, const struct soan_number *sum)
{
    return soan_number_compare(sum, whole->low) == 0 || (r->turned_n && agrees(whole, sum));
}

/* Two that leave no third: nam and nữ. */
static bool are_opposites(const struct reading *r, const struct items *l)
{
    static const char *const opposite[][2] = {
        {"nam", "nữ"}, {"chính thức", "dự bị"}, {"chuyên trách", "kiêm nhiệm"}, {"định kỳ", "đột xuất"},
    };
    struct text_view all = text_view(&r->folded), said[2];
    for (size_t k = 0; k < l->n && k < 2; k++)
        said[k] = text_view_part(all, r->token[l->token[k]].word_to, r->token[l->end[k] - 1].word_to);
    for (size_t i = 0; l->n == 2 && i < SOAN_ARRAY_LEN(opposite); i++) {
        struct text_view a = text_view_of(opposite[i][0]), b = text_view_of(opposite[i][1]);
        if ((word_in(a, said[0]) && word_in(b, said[1])) || (word_in(b, said[0]) && word_in(a, said[1])))
            return true;
    }
    return false;
}

/* All parts make the whole. Where things of another kind are listed, only a sum that comes out says that they are
 * parts. */
static bool claim_sum(struct reading *r, size_t whole, const struct items *l, bool sure)
{
    const struct soan_quantity *t = quantity_of(r, whole);
    bool open = t->open, kinds = true;
    if (l->n < 2 || l->n >= ITEMS_MAX || l->rough || !exact(t))
        return false;
    for (size_t k = 0; k < l->n; k++) {
        open = open || quantity_of(r, l->token[k])->open;
        kinds = kinds && part_of(r, t, l, k);
    }
    if (open) {
        if (kinds && sure)
            list_claim(r, SOAN_CLAIM_SUM, whole, l);
        return true;
    }
    bool holds = false;
    for (size_t n = 2; n <= l->n && !holds; n++) {
        struct soan_number *sum = sum_of(r, l, n);
        holds = sum && makes(r, t, sum);
        soan_number_free(&sum);
    }
    struct soan_number *sum = sum_of(r, l, l->n);
    bool wanted = holds || (kinds && sure) || (sum && is_near(r, l, t->low, sum));
    if (sum && wanted) {
        struct soan_claim *c = list_claim(r, SOAN_CLAIM_SUM, whole, l);
        c->verdict = holds ? SOAN_VERDICT_HOLDS : SOAN_VERDICT_FAILS;
        show_quantity(t, &c->said);
        show_sum(r, l, c, sum);
    }
    soan_number_free(&sum);
    return wanted;
}

/* Quantities before `at` that item k may be a part of, the nearest first. */
static size_t candidates(const struct reading *r, size_t from, size_t at, const struct items *l, size_t k, size_t *out)
{
    size_t n = 0;
    for (size_t i = at; i-- > from && n < CANDIDATES_MAX && i + FAR > at;) {
        if (!is_quantity(r, i))
            continue;
        const struct soan_quantity *q = quantity_of(r, i);
        if (unit_class(q) == UNIT_COUNT && q->form == SOAN_QUANTITY_NUMBER && part_of(r, q, l, k))
            out[n++] = i;
    }
    return n;
}

static void claim_part(struct reading *r, const struct items *l, size_t k, const size_t *whole, size_t n)
{
    const struct soan_quantity *part = quantity_of(r, l->token[k]);
    bool open = part->open, fits = false;
    for (size_t i = 0; i < n; i++) {
        const struct soan_quantity *t = quantity_of(r, whole[i]);
        open = open || t->open;
        fits = fits || (part->low && t->low &&
                        (soan_number_compare(part->low, t->low) <= 0 || !exact(t) || makes(r, t, part->low)));
    }
    struct soan_claim *c = claim_add(r, SOAN_CLAIM_PARTS, whole[0], l->token[k] + 1);
    claim_operand(c, r->token[l->token[k]].quantity);
    claim_operand(c, r->token[whole[0]].quantity);
    if (open)
        return;
    show_quantity(part, &c->said);
    show_quantity(quantity_of(r, whole[0]), &c->due);
    c->verdict = fits ? SOAN_VERDICT_HOLDS : SOAN_VERDICT_FAILS;
}

/* Percentages of other items of the list are of this whole: so is one that is not. */
static void trust_shares(const struct reading *r, struct items *l, size_t whole)
{
    const struct soan_quantity *t = quantity_of(r, whole);
    size_t fit = 0;
    for (size_t k = 0; k < l->n; k++) {
        const struct soan_quantity *part = quantity_of(r, l->token[k]);
        if (l->share[k] == NONE || !exact(t) || !exact(part) || !part_of(r, t, l, k))
            continue;
        struct soan_number *p = percent_of(part->low, t->low);
        fit += p && quantity_of(r, l->share[k])->low && agrees(quantity_of(r, l->share[k]), p);
        soan_number_free(&p);
    }
    for (size_t k = 0; fit && k < l->n; k++)
        l->sure[k] = l->sure[k] || (l->share[k] != NONE && part_of(r, t, l, k));
}

/* The percentage that a part is of its whole. */
static void claim_part_share(struct reading *r, const struct items *l, size_t k, const size_t *whole, size_t n)
{
    const struct soan_quantity *part = quantity_of(r, l->token[k]), *said = quantity_of(r, l->share[k]);
    struct soan_number *due = NULL;
    size_t at = whole[0];
    for (size_t i = 0; i < n; i++) {
        const struct soan_quantity *t = quantity_of(r, whole[i]);
        struct soan_number *p = exact(t) && part->low && t->low ? percent_of(part->low, t->low) : NULL;
        bool fits = p && said->low && agrees(said, p);
        if (!due || fits) {
            soan_number_free(&due);
            due = p;
            at = whole[i];
        } else {
            soan_number_free(&p);
        }
        if (fits)
            break;
    }
    if ((!l->sure[k] || r->turned_n) && due && said->low && !agrees(said, due)) {
        soan_number_free(&due);
        return;
    }
    struct soan_claim *c = claim_add(r, SOAN_CLAIM_PERCENT, at, l->share[k] + 1);
    claim_operand(c, r->token[l->share[k]].quantity);
    claim_operand(c, r->token[l->token[k]].quantity);
    claim_operand(c, r->token[at].quantity);
    judge(c, said, due);
    if (due)
        show_pair(c, part->low, " / ", quantity_of(r, at)->low);
    soan_number_free(&due);
}

/* Together the parts are not more than the whole, unless one may be several of them at once. */
static void claim_together(struct reading *r, const struct items *l, const size_t *whole, size_t n)
{
    bool clear = l->n >= 2 && !l->rough && n > 0;
    for (size_t k = 0; clear && k < l->n; k++)
        clear = quantity_of(r, l->token[k])->low && part_of(r, quantity_of(r, whole[0]), l, k) &&
                !said_of(r, W_OVERLAP, l->token[k], l->end[k]);
    struct soan_number *sum = clear ? sum_of(r, l, l->n) : NULL;
    if (!sum)
        return;
    for (size_t i = 0; i < n && clear; i++) {
        const struct soan_quantity *t = quantity_of(r, whole[i]);
        clear = t->low && exact(t) && soan_number_compare(sum, t->low) > 0 && !makes(r, t, sum);
    }
    if (clear) {
        struct soan_claim *c = list_claim(r, SOAN_CLAIM_PARTS, whole[0], l);
        c->verdict = SOAN_VERDICT_FAILS;
        show_quantity(quantity_of(r, whole[0]), &c->said);
        show_sum(r, l, c, sum);
    }
    soan_number_free(&sum);
}

static void read_among(struct reading *r, size_t from, size_t at, size_t len, size_t to, size_t before)
{
    struct items l = {0};
    size_t start = at + len, whole[CANDIDATES_MAX], n = 0;
    bool colon = start < to && r->token[start].kind == T_COLON;
    start += start < to && (colon || r->token[start].kind == T_COMMA);
    items_read(r, start, to, colon, true, &l);
    size_t first = words_find(r, W_AMONG, from, at + 1) == from ? before : from;
    if (l.n && (n = candidates(r, first, at, &l, 0, whole)) > 0)
        trust_shares(r, &l, whole[0]);
    for (size_t k = 0; k < l.n; k++) {
        /* Behind a label the thing may be another one: `thu thuế`, `chi đầu tư`. */
        n = candidates(r, first, at, &l, k, whole);
        if (n == 0 || !exact(quantity_of(r, l.token[k])))
            continue;
        claim_part(r, &l, k, whole, n);
        if (l.share[k] != NONE && exact(quantity_of(r, whole[0])))
            claim_part_share(r, &l, k, whole, n);
    }
    if (l.n && (!l.labels || colon || l.rest)) {
        n = candidates(r, first, at, &l, 0, whole);
        if (!(l.rest && n && claim_sum(r, whole[0], &l, true)))
            claim_together(r, &l, whole, n);
    }
    items_free(&l);
}

/* What follows the whole at i: a bracket, `gồm`, a colon. */
static void read_whole(struct reading *r, size_t i, size_t to)
{
    struct items l = {0};
    size_t k = i + 1;
    while (k < to && k <= i + NOUN_MAX && r->token[k].kind == T_WORD && !run_at(r, W_MADE_OF, k) &&
           !run_at(r, W_AMONG, k))
        k++;
    if (k >= to)
        return;
    size_t made = run_at(r, W_MADE_OF, k);
    bool comma = !made && (r->token[k].kind == T_COMMA || r->token[k].kind == T_COLON || r->token[k].kind == T_OPEN);
    size_t inner = comma ? run_at(r, W_MADE_OF, k + 1) : 0, end = r->token[k].kind == T_OPEN ? close_of(r, k, to) : to;
    if (made || inner) {
        size_t start = made ? k + made : k + 1 + inner;
        bool colon = start < end && r->token[start].kind == T_COLON;
        items_read(r, start + colon, end, colon, true, &l);
        claim_sum(r, i, &l, !l.labels || !text_view_equal(text_view(&quantity_of(r, i)->unit), TEXT_LIT("")));
    } else if (r->token[k].kind == T_OPEN) {
        items_read(r, k + 1, end, false, false, &l);
        if (l.n >= 2)
            claim_sum(r, i, &l, covered(r, i, k, &l) || are_opposites(r, &l));
    } else if (r->token[k].kind == T_COLON) {
        items_read(r, k + 1, end, true, false, &l);
        if (l.n >= 2)
            claim_sum(r, i, &l, words_end_at(r, W_TOTAL, i, NULL) || covered(r, i, k, &l));
    }
    items_free(&l);
}

static void claim_at_most(struct reading *r, enum soan_relation relation, size_t i, size_t end,
                          const struct soan_number *m, const struct soan_number *n)
{
    struct soan_claim *c = claim_add(r, relation, i, end);
    claim_operand(c, r->token[i].quantity);
    if (!m || !n)
        return;
    soan_number_format(m, -1, &c->said);
    soan_number_format(n, -1, &c->due);
    c->verdict = soan_number_compare(m, n) <= 0 ? SOAN_VERDICT_HOLDS : SOAN_VERDICT_FAILS;
}

/* `629/731 hộ … (86,05%)` and `86,05% (629/731 hộ)`. */
static void read_ratio(struct reading *r, size_t i, size_t to)
{
    const struct soan_quantity *q = quantity_of(r, i);
    if (soan_unit_counts_parts(text_view(&q->unit)))
        claim_at_most(r, SOAN_CLAIM_RATIO, i, i + 1, q->low, q->high);
    size_t k = i + 1;
    while (k < to && k <= i + NOUN_MAX && r->token[k].kind == T_WORD)
        k++;
    size_t p = k < to && r->token[k].kind == T_OPEN ? percent_in_bracket(r, k, to) : NONE;
    if (p != NONE)
        claim_ratio(r, i, p, i);
    bool alone = i + 1 >= to || r->token[i + 1].kind != T_WORD;
    if (i < 2 || r->token[i - 1].kind != T_OPEN || !alone)
        return;
    for (k = i - 1; k > 0 && k + NOUN_MAX > i && r->token[k - 1].kind == T_WORD; k--)
        continue;
    if (k > 0 && is_percent(r, k - 1) && !words_end_at(r, W_RISE, k - 1, NULL) &&
        !words_end_at(r, W_FALL, k - 1, NULL) && !words_end_at(r, W_EXCEED, k - 1, NULL) &&
        words_find(r, W_AGAINST, k, i) == NONE && words_find(r, W_PLAN, k, i) == NONE)
        claim_ratio(r, k - 1, k - 1, i);
}

/* `629 hộ trên tổng số 731 hộ (86,05%)` */
static void read_out_of(struct reading *r, size_t i, size_t to)
{
    enum { NEAR = 6 };
    const struct soan_quantity *m = quantity_of(r, i);
    size_t k = i + 1;
    while (k < to && k <= i + NEAR && r->token[k].kind == T_WORD && !run_at(r, W_OF, k))
        k++;
    size_t of = run_at(r, W_OF, k), b = k + of;
    if (!of || b >= to || !is_quantity(r, b) || !exact(m) || !exact(quantity_of(r, b)))
        return;
    const struct soan_quantity *n = quantity_of(r, b);
    if (unit_class(n) != UNIT_COUNT || (m->unit.len && !same_kind(m, n)))
        return;
    claim_at_most(r, SOAN_CLAIM_PARTS, i, b + 1, m->low, n->low);
    for (k = b + 1; k < to && k <= b + NEAR && r->token[k].kind == T_WORD; k++)
        continue;
    if (k >= to)
        return;
    struct items l = {0};
    items_add(&l, i);
    if (r->token[k].kind == T_OPEN)
        l.share[0] = percent_in_bracket(r, k, to);
    else if (r->token[k].kind == T_COMMA)
        l.share[0] = percent_said(r, k + 1, to);
    l.sure[0] = true;
    if (l.share[0] != NONE)
        claim_part_share(r, &l, 0, &b, 1);
    items_free(&l);
}

void parts_read(struct reading *r, size_t from, size_t to, size_t before)
{
    for (size_t i = from; i < to; i++) {
        size_t among = run_at(r, W_AMONG, i);
        if (among) {
            read_among(r, from, i, among, to, before);
            i += among - 1;
        } else if (is_quantity(r, i)) {
            const struct soan_quantity *q = quantity_of(r, i);
            if (q->form == SOAN_QUANTITY_RATIO) {
                read_ratio(r, i, to);
            } else if (unit_class(q) == UNIT_COUNT) {
                read_out_of(r, i, to);
                read_whole(r, i, to);
            }
        }
    }
}
