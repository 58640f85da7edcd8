#include "report/private.h"

/* `name=value` of a row, as ledger.c writes it. */
static struct text_view after_name(struct text_view v, size_t name)
{
    return text_view_part(v, name + 1, v.len);
}

static bool hand_out(struct query *q, soan_figure_event_fn *each, void *arg)
{
    struct text_view kind = query_text(q, 2);
    struct soan_figure_event ev = {
        .at = query_get(q, 0),
        .member = query_text(q, 1),
        .before = query_text(q, 3),
        .after = query_text(q, 4),
        .file = query_text(q, 5),
        .sender = query_text(q, 6),
        .dated = query_text(q, 7),
    };
    if (text_view_equal(kind, TEXT_LIT("figure-set"))) {
        size_t name = text_view_find(ev.after, TEXT_LIT("="), 0);
        ev.what = text_view_part(ev.after, 0, name);
        ev.before = after_name(ev.before, ev.what.len);
        ev.after = after_name(ev.after, ev.what.len);
    } else if (text_view_equal(kind, TEXT_LIT("fill"))) {
        ev.what = TEXT_LIT("value");
    } else {
        ev.what = text_view_equal(kind, TEXT_LIT("compute")) ? TEXT_LIT("computed") : TEXT_LIT("new");
    }
    return each(&ev, arg);
}

bool soan_figure_history(struct soan_report *r, int64_t figure, soan_figure_event_fn *each, void *arg, struct error *e)
{
    struct query q = query(
        r,
        "SELECT j.at, coalesce(m.name, ''), j.kind, j.before, j.after, coalesce(s.file, ''), coalesce(s.sender, ''),"
        " coalesce(s.dated, '') FROM journal j LEFT JOIN member m ON m.id = j.member LEFT JOIN sheet s ON s.journal = j.step"
        " WHERE j.figure = :figure AND j.figure <> 0 AND j.kind NOT IN ('figure-undo', 'figure-redo') ORDER BY j.id DESC");
    query_int(&q, ":figure", figure);
    while (query_row(&q))
        if (!hand_out(&q, each, arg))
            break;
    return query_end(&q, e);
}
