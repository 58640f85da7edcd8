/* The table of opinions and how they were taken up: its head figures, and a row for each opinion. */
#include <stdlib.h>
#include <string.h>

#include "print/response.h"
#include "print/table.h"

enum { NUMBER, PLACE, BODY, OPINION, ANSWER, COLUMNS };

struct opinions {
    struct soan_comment *item;
    size_t n, cap;
    struct text *place;       /* of each: path and title of its section */
    size_t kind[SOAN_OPINIONS_], outcome[SOAN_OUTCOMES_];
};

static const char *const kind_word[] = {
    [SOAN_OPINION_NONE] = "other",         [SOAN_OPINION_AGREE] = "agree", [SOAN_OPINION_REVISE] = "revise",
    [SOAN_OPINION_DISAGREE] = "disagree", [SOAN_OPINION_FORM] = "form",   [SOAN_OPINION_OTHER] = "other",
};
static const char *const outcome_word[] = {
    [SOAN_OUTCOME_NONE] = "pending",         [SOAN_OUTCOME_ADOPTED] = "adopted",   [SOAN_OUTCOME_PARTLY] = "partly",
    [SOAN_OUTCOME_EXPLAINED] = "explained", [SOAN_OUTCOME_REFERRED] = "referred",
};

/* ---- gathering ---- */

static bool take(const struct soan_comment *c, void *arg)
{
    struct opinions *o = arg;
    if (c->parent || c->draft || c->withdrawn)
        return true;
    mem_grow((void **)&o->item, &o->cap, o->n + 1, sizeof *o->item);
    soan_comment_copy(&o->item[o->n++], c);
    o->kind[c->kind == SOAN_OPINION_NONE ? SOAN_OPINION_OTHER : c->kind]++;
    o->outcome[c->outcome]++;
    return true;
}

static struct text_view body_of(const struct soan_comment *c)
{
    return text_view(c->behalf.len ? &c->behalf : &c->author);
}

static int by_body(const void *a, const void *b)
{
    const struct soan_comment *p = a, *q = b;
    int c = text_view_compare(body_of(p), body_of(q));
    return c ? c : (p->id > q->id) - (p->id < q->id);
}

static void append_shown(struct printer *p, struct text_view source, struct text *out)
{
    struct soan_projection shown = {0};
    struct text line = {0};
    soan_project(source, soan_values_lookup, p->values, &shown);
    text_clean_line(text_view(&shown.out), &line, NULL);
    text_append(out, text_view(&line));
    text_free(&line);
    soan_projection_free(&shown);
}

static bool append_place(struct printer *p, const struct soan_comment *c, struct text *out)
{
    struct soan_past now = {0};
    int64_t rev = 0;
    struct text path = {0};
    if (c->binned) {
        text_append(out, annex_word("removed"));
        return true;
    }
    bool ok = soan_section_path(p->report, c->section, &path, p->error) && soan_report_rev(p->report, &rev, p->error) &&
              soan_section_at(p->report, c->section, rev, &now, p->error);
    text_append(out, text_view(&path));
    text_append_str(out, now.title.len ? " " : "");
    append_shown(p, text_view(&now.title), out);
    soan_past_free(&now);
    text_free(&path);
    return ok;
}

static bool gather(struct printer *p, bool bodies, struct opinions *o)
{
    bool ok = soan_comment_each(p->report, 0, take, o, p->error);
    if (ok && bodies && o->n > 1)
        qsort(o->item, o->n, sizeof *o->item, by_body);
    o->place = mem_array(o->n + 1, sizeof *o->place);
    for (size_t i = 0; ok && i < o->n; i++)
        ok = i && o->item[i].section == o->item[i - 1].section
                 ? (text_append(&o->place[i], text_view(&o->place[i - 1])), true)
                 : append_place(p, &o->item[i], &o->place[i]);
    return ok;
}

static void opinions_free(struct opinions *o)
{
    for (size_t i = 0; i < o->n; i++) {
        soan_comment_free(&o->item[i]);
        text_free(&o->place[i]);
    }
    free(o->item);
    free(o->place);
}

/* “the words”: what is said of them. */
static void append_opinion(struct printer *p, const struct soan_comment *c, struct text *out)
{
    struct text line = {0};
    if (c->quote.len) {
        text_append_str(out, "“");
        append_shown(p, text_view(&c->quote), out);
        text_append_str(out, "”: ");
    }
    text_clean_line(text_view(&c->body), &line, NULL);
    text_append(out, text_view(&line));
    text_free(&line);
}

static void append_answer(const struct soan_comment *c, struct text *out)
{
    struct text line = {0};
    bool closed = c->resolved && !c->outcome;
    text_append(out, annex_word(closed ? "closed" : outcome_word[c->outcome]));
    text_clean_line(text_view(&c->reason), &line, NULL);
    text_append_str(out, line.len ? ": " : "");
    text_append(out, text_view(&line));
    text_free(&line);
}

/* ---- head figures ---- */

static bool has_answered(const struct opinions *o, struct text_view body)
{
    struct text asked = {0};
    bool found = false;
    text_lower(body, &asked);
    for (size_t i = 0; i < o->n && !found; i++) {
        struct text speaks = {0};
        text_lower(text_view(&o->item[i].behalf), &speaks);
        found = text_view_equal(text_view(&speaks), text_view(&asked));
        text_free(&speaks);
    }
    text_free(&asked);
    return found;
}

static void say_bodies(const struct opinions *o, struct text_view list, struct text *out)
{
    struct text silent = {0};
    size_t asked = 0, answered = 0;
    for (size_t from = 0, to; from < list.len; from = to + 1) {
        to = text_view_find(list, TEXT_LIT(";"), from);
        to = to == SIZE_MAX ? list.len : to;
        struct text_view body = text_view_trim(text_view_part(list, from, to));
        if (!body.len)
            continue;
        asked++;
        if (has_answered(o, body)) {
            answered++;
        } else {
            text_append_str(&silent, silent.len ? ", " : "");
            text_append(&silent, body);
        }
    }
    struct text_view w = annex_word("asked"), a = annex_word("answered"), s = annex_word("silent");
    text_printf(out, "1. %.*s: %zu; %.*s: %zu", (int)w.len, w.bytes, asked, (int)a.len, a.bytes, answered);
    if (silent.len)
        text_printf(out, "; %.*s: %s", (int)s.len, s.bytes, text_str(&silent));
    text_append_char(out, '.');
    text_free(&silent);
}

static void say_counts(const char *head, const char *const *word, const size_t *count, size_t first, size_t n, struct text *out)
{
    struct text_view h = annex_word(head);
    text_append(out, h);
    for (size_t i = first; i < n; i++) {
        struct text_view w = annex_word(word[i]);
        struct text name = {0};
        text_lower(w, &name);
        text_printf(out, "%s %s %zu", i > first ? "," : ":", text_str(&name), count[i]);
        text_free(&name);
    }
    text_append_char(out, '.');
}

static void put_paragraph(struct printer *p, struct text_view v, enum block_kind kind, int gap)
{
    struct block b = {.kind = kind, .text = v, .gap = gap};
    layout_add(&p->layout, &b);
}

static bool put_head_figures(struct printer *p, const struct opinions *o)
{
    struct text bodies = {0}, line = {0};
    bool ok = soan_report_get(p->report, "bodies", &bodies, p->error);
    put_paragraph(p, annex_word("response"), BLOCK_CENTRED, 0);
    ok = ok && soan_report_get(p->report, "title", &line, p->error);
    if (line.len)
        put_paragraph(p, text_view(&line), BLOCK_CENTRED, 0);
    text_clear(&line);
    say_bodies(o, text_view(&bodies), &line);
    put_paragraph(p, text_view(&line), BLOCK_TEXT, 1);
    text_clear(&line);
    text_printf(&line, "2. %.*s: %zu; ", (int)annex_word("opinions").len, annex_word("opinions").bytes, o->n);
    say_counts("by-kind", kind_word, o->kind, SOAN_OPINION_AGREE, SOAN_OPINIONS_, &line);
    put_paragraph(p, text_view(&line), BLOCK_TEXT, 0);
    text_clear(&line);
    text_append_str(&line, "3. ");
    say_counts("by-outcome", outcome_word, o->outcome, SOAN_OUTCOME_NONE, SOAN_OUTCOMES_, &line);
    put_paragraph(p, text_view(&line), BLOCK_TEXT, 0);
    text_free(&bodies);
    text_free(&line);
    return ok;
}

static bool print_opinions(struct printer *p, bool bodies, bool annex)
{
    int width = p->layout.pages.form.width, rest = (width - 4 - 3 - 14 - 13) / 2;
    const struct column columns[COLUMNS] = {
        {"number", 3, true}, {"issue", 14, false}, {"body", 13, false}, {"opinion", 0, false}, {"taken-up", rest > 8 ? rest : 8, false},
    };
    struct opinions o = {0};
    struct table t;
    bool ok = gather(p, bodies, &o);
    bool silent = annex && o.n == 0;
    if (ok && annex && !silent)
        pages_break(&p->layout.pages);
    ok = ok && (silent || put_head_figures(p, &o));
    table_init(&t, &p->layout.pages, columns, COLUMNS);
    for (size_t i = 0; ok && i < o.n; i++) {
        bool again = i && text_view_equal(text_view(&o.place[i]), text_view(&o.place[i - 1]));
        text_printf(&t.cell[NUMBER], "%zu", i + 1);
        table_set(&t, PLACE, again && !t.as_list ? TEXT_LIT("") : text_view(&o.place[i]));
        table_set(&t, BODY, body_of(&o.item[i]));
        append_opinion(p, &o.item[i], &t.cell[OPINION]);
        append_answer(&o.item[i], &t.cell[ANSWER]);
        table_row(&t, NULL, NULL);
    }
    table_end(&t);
    opinions_free(&o);
    return ok;
}

bool response_print(struct printer *p, bool bodies)
{
    return print_opinions(p, bodies, false);
}

bool annex_responses(struct printer *p)
{
    return print_opinions(p, false, true);
}

/* ---- CSV ---- */

static void cell(struct text *line, struct text_view v, bool last)
{
    soan_csv_cell(v, ';', line);
    text_append_str(line, last ? "\r\n" : ";");
}

bool response_csv(struct printer *p, bool bodies, soan_sink_fn *sink, void *arg)
{
    static const char *const heads[] = {"issue", "body", "opinion", "taken-up", "kind", "outcome", "id"};
    struct opinions o = {0};
    struct text line = {0}, words = {0};
    bool ok = gather(p, bodies, &o);
    text_append_str(&line, "\xEF\xBB\xBF");
    for (size_t i = 0; i < SOAN_ARRAY_LEN(heads); i++)
        cell(&line, annex_word(heads[i]), i + 1 == SOAN_ARRAY_LEN(heads));
    for (size_t i = 0; ok && i < o.n; i++) {
        const struct soan_comment *c = &o.item[i];
        cell(&line, text_view(&o.place[i]), false);
        cell(&line, body_of(c), false);
        text_clear(&words);
        append_opinion(p, c, &words);
        cell(&line, text_view(&words), false);
        text_clear(&words);
        append_answer(c, &words);
        cell(&line, text_view(&words), false);
        cell(&line, annex_word(kind_word[c->kind]), false);
        cell(&line, annex_word(outcome_word[c->outcome]), false);
        text_clear(&words);
        text_printf(&words, "%lld", (long long)c->id);
        cell(&line, text_view(&words), true);
        sink(text_view(&line), arg);
        text_clear(&line);
    }
    if (ok)
        sink(text_view(&line), arg);
    text_free(&line);
    text_free(&words);
    opinions_free(&o);
    return ok;
}
