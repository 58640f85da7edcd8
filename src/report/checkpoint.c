#include "report/private.h"

struct naming { int64_t section; struct text_view name; };

bool section_touch(struct gate *g, int64_t section, struct error *e)
{
    struct query q = query(g->r, "UPDATE section SET rev = :rev WHERE id = :id");
    query_int(&q, ":rev", g->row);
    query_int(&q, ":id", section);
    return query_run(&q, e);
}

static bool name_state(struct gate *g, void *arg, struct error *e)
{
    const struct naming *n = arg;
    struct spot spot;
    struct text clean = {0};
    text_clean_line(text_view_trim(n->name), &clean, NULL);
    struct journal_entry j = {.kind = "checkpoint", .section = n->section, .after = text_view(&clean)};
    bool ok =
        section_spot(g->r, n->section, &spot, e) && journal_add(g, &j, NULL, e) && section_touch(g, n->section, e);
    text_free(&clean);
    return ok;
}

bool soan_checkpoint(struct soan_report *r, int64_t section, struct text_view name, struct error *e)
{
    struct naming n = {section, name};
    return gate_write(r, SOAN_RIGHT_TEXT, "checkpoint", GATE_HISTORY, name_state, &n, e);
}
