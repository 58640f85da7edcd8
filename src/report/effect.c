/* What a change touches: figures with their verdicts, and the sentences that show them, before and after. */
#include <stdlib.h>

#include "report/ledger.h"

void soan_effect_free(struct soan_effect *x)
{
    for (size_t i = 0; i < x->figures; i++) {
        struct soan_effect_figure *f = &x->figure[i];
        text_free(&f->key);
        text_free(&f->label);
        text_free(&f->unit);
        text_free(&f->before);
        text_free(&f->after);
        text_free(&f->reason);
        text_free(&f->dropped);
    }
    for (size_t i = 0; i < x->places; i++) {
        text_free(&x->place[i].before);
        text_free(&x->place[i].after);
    }
    for (size_t i = 0; i < x->approvals; i++)
        text_free(&x->approval[i].members);
    for (size_t i = 0; i < x->milestones; i++)
        text_free(&x->milestone[i].name);
    free(x->figure);
    free(x->place);
    free(x->approval);
    free(x->milestone);
    *x = (struct soan_effect){0};
}

static bool other_value(const struct ledger_entry *x)
{
    return !text_view_equal(text_view(&x->was.value), text_view(&x->now.value));
}

static enum soan_met met(const struct soan_figure *f)
{
    return soan_met(text_view(&f->target), text_view(&f->value));
}

static struct soan_number *absolute(struct text_view v)
{
    struct soan_number *n = NULL, *minus = NULL, *out = NULL;
    if (!soan_number_parse(v, &n, NULL) || soan_number_sign(n) >= 0)
        return n;
    minus = soan_number_from_int(-1);
    bool ok = soan_number_calc(SOAN_MUL, n, minus, &out, NULL);
    soan_number_free(&minus);
    soan_number_free(&n);
    return ok ? out : NULL;
}

static bool is_hundredfold(const struct soan_number *a, const struct soan_number *b)
{
    struct soan_number *hundred = soan_number_from_int(100), *most = NULL;
    bool is = soan_number_sign(b) > 0 && soan_number_calc(SOAN_MUL, b, hundred, &most, NULL) &&
              soan_number_compare(a, most) >= 0;
    soan_number_free(&hundred);
    soan_number_free(&most);
    return is;
}

/* In the unit it has now: what is only told in another one does not leap. */
static bool leaps(const struct ledger_entry *x)
{
    struct text_view before = text_view(x->was.value.len ? &x->was.value : &x->now.previous);
    bool turned = !text_view_equal(text_view(&x->was.unit), text_view(&x->now.unit));
    if (turned || before.len == 0 || x->now.value.len == 0)
        return false;
    struct soan_number *was = absolute(before), *is = absolute(text_view(&x->now.value));
    bool far = was && is && (is_hundredfold(is, was) || is_hundredfold(was, is));
    soan_number_free(&was);
    soan_number_free(&is);
    return far;
}

static void add_figure(struct soan_effect *out, const struct ledger_entry *x)
{
    mem_grow((void **)&out->figure, &out->figure_cap, out->figures + 1, sizeof *out->figure);
    out->figure[out->figures++] = (struct soan_effect_figure){
        .key = text_copy(text_view(&x->was.key)),
        .label = text_copy(text_view(&x->now.label)),
        .unit = text_copy(text_view(&x->now.unit)),
        .before = text_copy(text_view(&x->was.value)),
        .after = text_copy(text_view(&x->now.value)),
        .reason = text_copy(text_view(&x->now.reason)),
        .dropped = text_copy(text_view(&x->dropped)),
        .computed = x->now.formula.len > 0,
        .leaps = x->now.formula.len == 0 && x->now.kind == SOAN_KIND_NUMBER && leaps(x),
        .confirmed = x->was.confirmed,
        .was_met = met(&x->was),
        .is_met = met(&x->now),
        .places = x->was.places,
    };
}

/* ---- sentences ---- */

struct showing {
    struct ledger *l;
    bool after, failed;
};

/* Values as they will be; of others as they are. What the views point to lives in the ledger. */
static bool show(struct text_view key, struct soan_shown *out, void *arg)
{
    struct showing *s = arg;
    struct ledger_entry *x = NULL;
    struct error none = {0};
    if (!ledger_take(s->l, key, &x, &none)) {
        s->failed = s->failed || none.status != SOAN_REFUSED;
        error_free(&none);
        return false;
    }
    const struct soan_figure *f = s->after ? &x->now : &x->was;
    *out = (struct soan_shown){text_view(&f->value), text_view(&f->blank)};
    return true;
}

static bool ends_sentence(struct text_view v, size_t i)
{
    return (v.bytes[i] == '.' || v.bytes[i] == ';' || v.bytes[i] == '!' || v.bytes[i] == '?') &&
           (i + 1 == v.len || v.bytes[i + 1] == ' ');
}

static void append_shown(struct text_view source, struct showing *s, bool after, struct text *out)
{
    struct soan_projection p = {0};
    s->after = after;
    soan_project(source, show, s, &p);
    text_append(out, text_view(&p.out));
    soan_projection_free(&p);
}

static void add_sentence(struct soan_effect *out, int64_t section, bool in_title, struct text_view sentence,
                         struct showing *s)
{
    struct soan_effect_place place = {.section = section, .in_title = in_title};
    append_shown(sentence, s, false, &place.before);
    append_shown(sentence, s, true, &place.after);
    if (text_view_equal(text_view(&place.before), text_view(&place.after))) {
        text_free(&place.before);
        text_free(&place.after);
        return;
    }
    mem_grow((void **)&out->place, &out->place_cap, out->places + 1, sizeof *out->place);
    out->place[out->places++] = place;
}

static bool concerns(struct ledger *l, struct text_view sentence)
{
    struct soan_token t;
    for (size_t pos = 0; soan_token_next(sentence, pos, &t); pos = t.to) {
        if (t.kind != SOAN_TOKEN_FIGURE)
            continue;
        const struct ledger_entry *x = ledger_find(l, t.body);
        if (x && other_value(x))
            return true;
    }
    return false;
}

static void read_sentences(struct soan_effect *out, int64_t section, bool in_title, struct text_view source,
                           struct showing *s)
{
    for (size_t from = 0, i = 0; i < source.len; i++) {
        bool line = source.bytes[i] == '\n';
        if (!line && i + 1 < source.len && !ends_sentence(source, i))
            continue;
        struct text_view sentence = text_view_trim(text_view_part(source, from, line ? i : i + 1));
        if (concerns(s->l, sentence))
            add_sentence(out, section, in_title, sentence, s);
        from = i + 1;
    }
}

static bool read_section(struct soan_effect *out, int64_t section, struct showing *s, struct error *e)
{
    struct text title = {0}, body = {0};
    struct query q =
        query(s->l->r, "SELECT s.title, coalesce(t.body, '') FROM section s LEFT JOIN section_text t ON t.id = s.id"
                       " WHERE s.id = :id");
    query_int(&q, ":id", section);
    if (query_row(&q)) {
        text_append(&title, query_text(&q, 0));
        text_append(&body, query_text(&q, 1));
    }
    bool ok = query_end(&q, e);
    if (ok) {
        read_sentences(out, section, true, text_view(&title), s);
        read_sentences(out, section, false, text_view(&body), s);
    }
    text_free(&title);
    text_free(&body);
    return ok;
}

static bool add_sections(struct soan_report *r, struct text_view key, struct ordered_list *l, struct error *e)
{
    bool ok = true;
    struct query q =
        query(r, "SELECT s.id FROM place p JOIN section s ON s.id = p.section WHERE p.key = :key AND s.removed = 0");
    query_view(&q, ":key", key);
    while (ok && query_row(&q)) {
        struct text order = {0};
        ok = section_order(r, query_get(&q, 0), &order, e);
        ordered_add(l, query_get(&q, 0), 0, &order);
    }
    return query_end(&q, ok ? e : NULL) && ok;
}

bool ledger_effect(struct ledger *l, struct soan_effect *out, struct error *e)
{
    struct ordered_list sections = {0};
    struct showing s = {.l = l};
    bool ok = true;
    for (int computed = 0; computed < 2; computed++)
        for (size_t i = 0; i < l->n; i++) {
            const struct ledger_entry *x = l->entry[i];
            if (x->named == !computed && (other_value(x) || met(&x->was) != met(&x->now)))
                add_figure(out, x);
        }
    for (size_t i = 0; ok && i < l->n; i++)
        if (other_value(l->entry[i]))
            ok = add_sections(l->r, text_view(&l->entry[i]->was.key), &sections, e);
    ordered_sort(&sections);
    for (size_t i = 0; ok && i < sections.n; i++)
        if (i == 0 || sections.item[i].id != sections.item[i - 1].id)
            ok = read_section(out, sections.item[i].id, &s, e);
    ordered_free(&sections);
    ok = ok && effect_approvals(l->r, out, e) && effect_milestones(l, out, e);
    return ok && (!s.failed ||
                  error_set(e, SOAN_IO_ERROR, _("%s: the figures cannot be read; run 'soan verify'"), l->r->path));
}
