#include <stdlib.h>
#include <string.h>

#include "check/rules.h"

const char *soan_severity_name(enum soan_severity s)
{
    static const char *const names[] = {
        [SOAN_SEVERITY_ERROR] = N_("error"), [SOAN_SEVERITY_WARNING] = N_("warning"), [SOAN_SEVERITY_INFO] = N_("info"),
    };
    return names[s];
}

void check_add(struct check *c, const char *rule, enum soan_severity severity, size_t from, size_t to,
               const char *message)
{
    mem_grow((void **)&c->found, &c->cap, c->n + 1, sizeof *c->found);
    c->found[c->n++] = (struct found){
        .rule = rule,
        .severity = severity,
        .from = soan_projection_to_src(&c->shown, from),
        .to = to < c->shown.out.len ? soan_projection_to_src(&c->shown, to) : c->source.len,
        .out_from = from,
        .out_to = to,
        .verdict = SOAN_VERDICT_FAILS,
        .message = text_copy(text_view_of(message)),
    };
}

static int by_place(const void *a, const void *b)
{
    const struct found *x = a, *y = b;
    if (x->out_from != y->out_from)
        return x->out_from < y->out_from ? -1 : 1;
    return strcmp(x->rule, y->rule);
}

struct walk {
    struct soan_report *r;
    struct check check;
    struct text text, reason;
    size_t dots, marks;
    soan_finding_fn *each;
    void *arg;
    struct error *e;
    bool failed;
};

static bool read_text(struct walk *w, const struct soan_section *s)
{
    int64_t rev;
    text_clear(&w->text);
    w->failed = !soan_section_text(w->r, s->id, &w->text, &rev, w->e);
    return !w->failed;
}

static void show(struct check *c, struct text_view source)
{
    c->source = source;
    soan_project(source, soan_values_lookup, c->values, &c->shown);
    text_clear(&c->plain);
    text_append(&c->plain, text_view(&c->shown.out));
    for (size_t i = 0; i < c->shown.n; i++) {
        const struct soan_span *s = &c->shown.span[i];
        if (s->kind != SOAN_TOKEN_TEXT && s->out_to > s->out_from)
            memset(c->plain.bytes + s->out_from, 1, s->out_to - s->out_from);
    }
}

static bool decision_of(struct walk *w, const struct found *f, struct soan_finding *out)
{
    text_clear(&w->reason);
    out->decision = SOAN_DECISION_NONE;
    if (!f->fingerprint)
        return true;
    int64_t section = w->check.section->id;
    bool ok = soan_claim_decision(w->r, section, f->fingerprint, &out->decision, &w->reason, w->e);
    if (ok && out->decision == SOAN_DECISION_NONE && f->reading != f->fingerprint) {
        ok = soan_claim_decision(w->r, section, f->reading, &out->decision, &w->reason, w->e);
        out->fingerprint = out->decision == SOAN_DECISION_NONE ? f->fingerprint : f->reading;
    }
    out->reason = text_view(&w->reason);
    return ok;
}

static bool is_left_out(const struct walk *w, const struct soan_finding *f)
{
    if (w->check.all_claims)
        return f->fingerprint == 0;
    return f->decision == SOAN_DECISION_DISMISSED ||
           (f->decision == SOAN_DECISION_CONFIRMED && f->verdict == SOAN_VERDICT_DOUBTFUL);
}

/* Hands over what was found in the text at hand. Words of a title have no place in the section's text. */
static bool tell(struct walk *w, bool in_title)
{
    struct check *c = &w->check;
    bool go_on = true;
    if (c->n > 1)
        qsort(c->found, c->n, sizeof *c->found, by_place);
    for (size_t i = 0; i < c->n; i++) {
        struct found *f = &c->found[i];
        struct soan_finding out = {
            .rule = f->rule,
            .severity = f->severity,
            .section = c->section->id,
            .from = in_title ? 0 : f->from,
            .to = in_title ? 0 : f->to,
            .text = text_view_part(text_view(&c->shown.out), f->out_from, f->out_to),
            .message = f->message.bytes,
            .fingerprint = f->fingerprint,
            .verdict = f->verdict,
        };
        w->failed = w->failed || !decision_of(w, f, &out);
        go_on = go_on && !w->failed && (is_left_out(w, &out) || w->each(&out, w->arg));
        text_free(&f->message);
    }
    c->n = 0;
    return go_on;
}

static void run_rules(struct check *c, struct text_view source)
{
    show(c, source);
    check_blanks(c);
    check_punctuation(c);
    check_words(c);
    check_claims(c);
}

/* A numbered paragraph says all it has to say in what stands as its title. */
static bool is_empty(const struct soan_section *s, struct text_view text)
{
    enum { WORDS_OF_A_PARAGRAPH = 30 };
    return s->children == 0 && text_view_trim(text).len == 0 &&
           text_word_count(text_view(&s->title)) < WORDS_OF_A_PARAGRAPH;
}

static bool check_section(const struct soan_section *s, void *arg)
{
    struct walk *w = arg;
    if (!read_text(w, s))
        return false;
    w->check.section = s;
    check_claims_section(&w->check);
    run_rules(&w->check, text_view(&s->title));
    check_notes(&w->check, text_view(&s->title), text_view(&w->text), true);
    if (!tell(w, true))
        return false;
    run_rules(&w->check, text_view(&w->text));
    check_notes(&w->check, text_view(&s->title), text_view(&w->text), false);
    if (is_empty(s, text_view(&w->text)))
        check_add(&w->check, "empty-section", SOAN_SEVERITY_WARNING, 0, 0, _("this section has no text yet"));
    return tell(w, false);
}

static bool count_section(const struct soan_section *s, void *arg)
{
    struct walk *w = arg;
    if (!read_text(w, s))
        return false;
    check_count_ellipses(text_view(&w->text), &w->dots, &w->marks);
    check_claims_look(&w->check, text_view(&s->title));
    return true;
}

static bool check(struct soan_report *r, bool claims, soan_finding_fn *each, void *arg, struct error *e)
{
    struct walk w = {.r = r, .check.all_claims = claims, .each = each, .arg = arg, .e = e};
    bool ok = soan_values_load(r, &w.check.values, e) && check_claims_begin(&w.check, r, e) &&
              soan_section_walk(r, 0, count_section, &w, e) && !w.failed;
    w.check.few_dots = w.dots && w.dots <= w.marks;
    w.check.few_marks = w.marks && w.marks < w.dots;
    ok = ok && soan_section_walk(r, 0, check_section, &w, e) && !w.failed;
    check_claims_end(&w.check);
    soan_values_free(&w.check.values);
    soan_projection_free(&w.check.shown);
    text_free(&w.check.plain);
    text_free(&w.text);
    text_free(&w.reason);
    free(w.check.found);
    return ok;
}

bool soan_check(struct soan_report *r, soan_finding_fn *each, void *arg, struct error *e)
{
    return check(r, false, each, arg, e);
}

bool soan_check_claims(struct soan_report *r, soan_finding_fn *each, void *arg, struct error *e)
{
    return check(r, true, each, arg, e);
}
