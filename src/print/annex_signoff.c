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

static bool each_section(const struct soan_status *s, void *arg)
{
    struct table *t = arg;
    bool approved = s->code[0];
    text_printf(&t->cell[NUMBER], "%zu", t->rows + 1);
    table_set(t, PLACE, text_view(&s->section->path));
    table_set(t, WHO, approved ? text_view_of(s->approver) : annex_word("unapproved"));
    table_set(t, CODE, text_view_of(s->code));
    if (approved)
        append_day(s->approved_at, &t->cell[DAY]);
    table_row(t, "title", "signoff");
    return !t->pages->stopped;
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
    bool ok = soan_status_each(p->report, each_section, &t, p->error);
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
