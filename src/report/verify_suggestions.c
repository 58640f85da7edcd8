/* R14 where SQL cannot say it. */
#include <inttypes.h>

#include "report/verify.h"

static void verify_words(struct verifier *v, struct query *q)
{
    struct text_view was = query_text(q, 5), instead = query_text(q, 6), note = query_text(q, 7);
    if (!text_is_clean(was) || !text_is_clean(instead) || !text_is_clean(note) || text_view_equal(was, instead))
        verify_problem(v, _("R14: the words of suggestion %" PRId64 " are not such as can be kept"), query_get(q, 0));
}

static void verify_place(struct verifier *v, struct query *q)
{
    int64_t start = query_get(q, 2), stop = query_get(q, 3);
    struct text_view body = query_text(q, 8);
    if (start < 0 || stop < start || stop > (int64_t)body.len || !anchor_boundary(body, (size_t)start) ||
        !anchor_boundary(body, (size_t)stop))
        verify_problem(v, _("R14: the place of suggestion %" PRId64 " is outside its text"), query_get(q, 0));
}

bool verify_suggestions(struct verifier *v, struct error *e)
{
    bool ok = true;
    struct query q = query(v->r, "SELECT u.id, u.section, u.start, u.stop, u.state, u.was, u.instead, u.note,"
                                 " coalesce(t.body, ''), u.pending, u.decided FROM suggestion u"
                                 " LEFT JOIN section_text t ON t.id = u.section");
    while (ok && query_row(&q)) {
        bool accepted = text_view_equal(query_text(&q, 4), TEXT_LIT("accepted")), undone = false;
        verify_words(v, &q);
        if (accepted || text_view_equal(query_text(&q, 4), TEXT_LIT("open")))
            verify_place(v, &q);
        ok = !accepted || row_undone(v->r, query_get(&q, 1), query_get(&q, 10), &undone, e);
        if (ok && accepted && undone != query_flag(&q, 9))
            verify_problem(v, _("R14: suggestion %" PRId64 " is pending, or not, against its history"), query_get(&q, 0));
    }
    return query_end(&q, ok ? e : NULL) && ok;
}
