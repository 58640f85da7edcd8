/* The sign-off sheet: who approved which section, when, the code of what was approved, and the hash of the pages before. */
#include <time.h>

#include "print/annex.h"

enum { NUMBER, PLACE, WHO, DAY, CODE, COLUMNS };

static const struct column columns[COLUMNS] = {
    {"number", 4, true}, {"section", 16, false}, {"approver", 0, false}, {"approved", 10, false}, {"code", 14, false},
};

/* The same on every machine: Vietnam has one time, seven hours ahead of UTC, all year. */
static void append_day(int64_t at, struct text *out)
{
    enum { HERE = 7 * 3600 };
    time_t when = (time_t)at + HERE;
    struct tm t;
    gmtime_r(&when, &t);
    text_printf(out, "%02d/%02d/%04d", t.tm_mday, t.tm_mon + 1, t.tm_year + 1900);
}

/* Who signed one section, each with the role that he has in the report. */
struct signing {
    struct printer *p;
    struct table *table;
    struct text_view member;  /* whose role is looked for */
    bool failed;
};

static bool append_role(const struct soan_member *m, void *arg)
{
    static const char *const words[] = {
        [SOAN_ROLE_OWNER] = "role-owner", [SOAN_ROLE_CLERK] = "role-clerk", [SOAN_ROLE_REVIEWER] = "role-reviewer",
        [SOAN_ROLE_APPROVER] = "role-approver",
    };
    const struct signing *s = arg;
    bool is = text_view_equal(text_view_of(m->name), s->member);
    if (is && (size_t)m->role < SOAN_ARRAY_LEN(words)) {
        struct text_view word = annex_word(words[m->role]);
        text_printf(&s->table->cell[WHO], " (%.*s)", (int)word.len, word.bytes);
    }
    return !is;
}

static bool append_signer(const struct soan_approval *a, void *arg)
{
    struct signing *s = arg;
    struct text *out = &s->table->cell[WHO];
    if (a->ended)
        return true;
    text_append_str(out, out->len ? ", " : "");
    text_append(out, a->member);
    s->member = a->member;
    s->failed = !soan_member_each(s->p->report, append_role, s, s->p->error);
    return !s->failed;
}

static bool each_section(const struct soan_status *s, void *arg)
{
    struct signing *x = arg;
    struct table *t = x->table;
    bool approved = s->code[0];
    text_printf(&t->cell[NUMBER], "%zu", t->rows + 1);
    table_set(t, PLACE, text_view(&s->section->path));
    if (!approved)
        table_set(t, WHO, annex_word("unapproved"));
    else if (!soan_approval_each(x->p->report, s->section->id, append_signer, x, x->p->error) || x->failed)
        x->failed = true;
    table_set(t, CODE, text_view_of(s->code));
    if (approved)
        append_day(s->approved_at, &t->cell[DAY]);
    table_row(t, "title", "signoff");
    return !x->failed && !t->pages->stopped;
}

/* In groups, so that it can be read out and goes into narrow lines. */
static void append_groups(struct text_view hex, struct text *out)
{
    enum { GROUP = 8 };
    for (size_t i = 0; i < hex.len; i += GROUP) {
        text_append_char(out, ' ');
        text_append(out, text_view_part(hex, i, i + GROUP));
    }
}

bool annex_signoff(struct printer *p)
{
    struct table t;
    struct text hex = {0}, line = {0};
    pages_break(&p->layout.pages);
    printer_hash(p, &hex);
    table_init(&t, &p->layout.pages, columns, COLUMNS);
    struct signing signing = {.p = p, .table = &t};
    bool ok = soan_status_each(p->report, each_section, &signing, p->error) && !signing.failed;
    if (t.rows && !p->document) {
        text_append(&line, annex_word("pages-hash"));
        append_groups(text_view(&hex), &line);
        printer_add(p, (struct block){.kind = BLOCK_TEXT, .text = text_view(&line), .gap = 1});
    }
    table_end(&t);
    text_free(&hex);
    text_free(&line);
    return ok;
}
