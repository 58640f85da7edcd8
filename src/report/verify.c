/* The numbered invariants of data/schema.sql, each where its number stands. */
#include <inttypes.h>
#include <stdlib.h>

#include "report/verify.h"

void verify_problem(struct verifier *v, const char *format, ...)
{
    struct text line = {0}, clean = {0};
    va_list ap;
    va_start(ap, format);
    text_vprintf(&line, format, ap);
    va_end(ap);
    text_clean_line(text_view(&line), &clean, NULL);
    v->problems++;
    if (v->each)
        v->each(text_str(&clean), v->arg);
    text_free(&line);
    text_free(&clean);
}

/* Rules that SQL can say: each query gives an id and must give nothing. */
static const struct { const char *rule, *sql; } rule[] = {
    {N_("R1: the parent of section #%lld is missing"),
     "SELECT s.id FROM section s LEFT JOIN section p ON p.id = s.parent"
     " WHERE (s.parent > 0 AND p.id IS NULL) OR s.parent < -1"},
    {N_("R1: the depth of section #%lld is wrong"),
     "SELECT s.id FROM section s LEFT JOIN section p ON p.id = s.parent"
     " WHERE s.parent >= 0 AND s.depth <> coalesce(p.depth, 0) + 1"},
    {N_("R1: the children of section #%lld are not in one row without gaps"),
     "SELECT parent FROM section GROUP BY parent"
     " HAVING min(pos) <> 1 OR max(pos) <> count(*) OR count(DISTINCT pos) <> count(*)"},
    {N_("R2: section #%lld is half in the bin"),
     "SELECT s.id FROM section s LEFT JOIN section p ON p.id = s.parent"
     " WHERE s.removed <> CASE s.parent WHEN 0 THEN 0 WHEN -1 THEN max(s.removed, 1) ELSE p.removed END"},
    {N_("R2: section #%lld in the bin has no home"),
     "SELECT s.id FROM section s LEFT JOIN section h ON h.id = s.home"
     " WHERE s.parent = -1 AND s.home <> 0 AND h.id IS NULL"},
    {N_("R3: section #%lld is not told apart from its like"),
     "SELECT id FROM (SELECT id, nth, row_number() OVER (PARTITION BY parent, path ORDER BY pos) AS n FROM section"
     " WHERE parent >= 0) WHERE nth <> n"},
    {N_("R5: the blanks below section #%lld are miscounted"),
     "SELECT s.id FROM section s WHERE s.blanks_below <> s.blanks + coalesce((SELECT sum(c.blanks_below) FROM section c"
     " WHERE c.parent = s.id), 0)"},
    {N_("R6: the places of section #%lld, which does not exist, are kept"),
     "SELECT p.section FROM place p LEFT JOIN section s ON s.id = p.section WHERE s.id IS NULL"},
    {N_("R7: the totals disagree with the sections (row %lld)"),
     "SELECT t.id FROM total t WHERE (t.sections, t.words, t.blanks) <>"
     " (SELECT count(*), coalesce(sum(words), 0), coalesce(sum(blanks), 0) FROM section WHERE removed = 0)"},
    {N_("R7: the totals disagree with the figures (row %lld)"),
     "SELECT t.id FROM total t WHERE (t.figures, t.figures_open) <>"
     " (SELECT count(*), coalesce(sum(value = ''), 0) FROM figure)"},
    {N_("R8: the edit of row %lld has no history"),
     "SELECT e.journal FROM edit e LEFT JOIN journal j ON j.id = e.journal WHERE j.id IS NULL"},
    {N_("R8: section #%lld has edits, but not the text they began with"),
     "SELECT DISTINCT j.section FROM journal j JOIN edit e ON e.journal = j.id"
     " LEFT JOIN section_origin o ON o.id = j.section WHERE o.id IS NULL"},
    {N_("R8: the revision of section #%lld is not its newest"),
     "SELECT s.id FROM section s WHERE s.rev <> coalesce((SELECT max(j.id) FROM journal j WHERE j.section = s.id), 1)"},
    {N_("R8: the text of section #%lld, which does not exist, is kept"),
     "SELECT t.id FROM section_text t LEFT JOIN section s ON s.id = t.id WHERE s.id IS NULL"},
    {N_("R9: comment %lld is on a section that does not exist"),
     "SELECT c.id FROM comment c LEFT JOIN section s ON s.id = c.section WHERE s.id IS NULL"},
    {N_("R9: reply %lld is not where its comment is"),
     "SELECT c.id FROM comment c LEFT JOIN comment p ON p.id = c.parent"
     " WHERE c.parent <> 0 AND (p.id IS NULL OR p.section <> c.section OR p.parent <> 0)"},
    {N_("R9: the anchor of comment %lld is not where the comment is"),
     "SELECT a.comment FROM anchor a LEFT JOIN comment c ON c.id = a.comment"
     " WHERE c.id IS NULL OR c.section <> a.section OR c.parent <> 0 OR c.quote = ''"},
    {N_("R9: comment %lld quotes words and has no anchor"),
     "SELECT c.id FROM comment c LEFT JOIN anchor a ON a.section = c.section AND a.comment = c.id"
     " WHERE c.quote <> '' AND a.comment IS NULL"},
    {N_("R9: what was decided about comment %lld is not complete"),
     "SELECT id FROM comment WHERE (outcome <> '' AND resolved = 0) OR (withdrawn <> 0 AND resolved = 0)"
     " OR (outcome IN ('partly', 'explained', 'referred') AND reason = '')"},
    {N_("R11: the state of section #%lld does not fit its text"),
     "SELECT id FROM section WHERE (state = 'empty' AND bytes > 0) OR (state = 'drafting' AND bytes = 0)"},
    {N_("R11: history row %lld names a member that does not exist"),
     "SELECT j.id FROM journal j LEFT JOIN member m ON m.id = j.member WHERE m.id IS NULL"},
    {N_("R13: section #%lld is approved without an approval, or the other way round"),
     "SELECT s.id FROM section s WHERE (s.state = 'approved') <>"
     " EXISTS (SELECT 1 FROM approval a WHERE a.section = s.id AND a.ended = 0)"},
    {N_("R12: figure %lld has operands without a formula"),
     "SELECT o.figure FROM operand o LEFT JOIN figure f ON f.id = o.figure WHERE f.id IS NULL OR f.formula = ''"},
    {N_("R13: the lease of section #%lld is nobody's"),
     "SELECT l.section FROM lease l LEFT JOIN session s ON s.id = l.session LEFT JOIN member m ON m.id = l.member"
     " LEFT JOIN section x ON x.id = l.section WHERE s.member IS NOT l.member OR m.id IS NULL OR x.id IS NULL"},
    {N_("R13: for section #%lld somebody waits who is not there"),
     "SELECT w.section FROM waiting w LEFT JOIN session s ON s.id = w.session LEFT JOIN member m ON m.id = w.member"
     " LEFT JOIN section x ON x.id = w.section WHERE s.member IS NOT w.member OR m.id IS NULL OR x.id IS NULL"},
    {N_("R14: suggestion %lld is for a section, or of a member, that does not exist"),
     "SELECT u.id FROM suggestion u LEFT JOIN section s ON s.id = u.section LEFT JOIN member m ON m.id = u.member"
     " WHERE s.id IS NULL OR m.id IS NULL"},
    {N_("R14: the state of suggestion %lld is wrong"),
     "SELECT id FROM suggestion WHERE state NOT IN ('open', 'accepted', 'rejected', 'withdrawn')"
     " OR (state = 'open') <> (decided = 0) OR pending NOT IN (0, 1) OR (state = 'open' AND pending = 0)"
     " OR (state IN ('rejected', 'withdrawn') AND pending = 1)"},
    {N_("R14: the decision on suggestion %lld has no history"),
     "SELECT u.id FROM suggestion u LEFT JOIN journal j ON j.id = u.decided WHERE u.decided <> 0 AND (j.id IS NULL"
     " OR j.section <> u.section OR j.kind NOT IN ('accept', 'agree', 'reject', 'withdraw')"
     " OR (u.state = 'accepted') <> (j.kind IN ('accept', 'agree')) OR (u.state = 'rejected') <> (j.kind = 'reject'))"},
};

static bool verify_rule(struct verifier *v, size_t i, struct error *e)
{
    struct query q = query(v->r, rule[i].sql);
    for (int shown = 0; shown < 100 && query_row(&q); shown++) {
        struct text line = {0};
        int64_t id = query_get(&q, 0);
        _Pragma("GCC diagnostic push") _Pragma("GCC diagnostic ignored \"-Wformat-nonliteral\"")
        text_printf(&line, _(rule[i].rule), (long long)id);
        _Pragma("GCC diagnostic pop")
        verify_problem(v, "%s", text_str(&line));
        text_free(&line);
    }
    return query_end(&q, e);
}

static bool verify_file(struct verifier *v, struct error *e)
{
    struct query q = query(v->r, "PRAGMA integrity_check(100)");
    while (query_row(&q)) {
        struct text_view line = query_text(&q, 0);
        if (!text_view_equal(line, TEXT_LIT("ok")))
            verify_problem(v, _("the file is damaged: %.*s"), (int)line.len, line.bytes);
    }
    return query_end(&q, e);
}

/* ---- section by section ---- */

static void verify_marker(struct verifier *v, int64_t id, struct text_view kind, struct text_view style,
                          struct text_view shown, struct text_view path, int64_t number)
{
    struct soan_marker m = {.kind = marker_kind_by_name(kind), .number = (unsigned)number};
    m.style = text_copy(style);
    m.shown = text_copy(shown);
    text_clear(&v->scratch);
    marker_component(&m, &v->scratch);
    bool empty = style.len == 0 && shown.len == 0;
    if (!marker_kind_known(kind) || (m.kind == SOAN_MARKER_NONE) != empty ||
        !text_view_equal(text_view(&v->scratch), path))
        verify_problem(v, _("R3: the marker of section #%" PRId64 " is wrong"), id);
    soan_marker_free(&m);
}

static bool verify_places(struct verifier *v, int64_t id, struct error *e)
{
    size_t n = 0;
    bool same = true;
    struct query q = query(v->r, "SELECT key, n, first FROM place WHERE section = :id ORDER BY key");
    query_int(&q, ":id", id);
    for (; query_row(&q); n++) {
        const struct place *p = n < v->counts.places ? &v->counts.place[n] : NULL;
        same = same && p && text_view_equal(p->key, query_text(&q, 0)) && p->n == query_get(&q, 1) &&
               (int64_t)p->first == query_get(&q, 2);
    }
    if (!same || n != v->counts.places)
        verify_problem(v, _("R6: the places of figures in section #%" PRId64 " are wrong"), id);
    return query_end(&q, e);
}

static bool open_places(struct verifier *v, int64_t id, int64_t *n, struct error *e)
{
    struct query q = query(
        v->r, "SELECT sum(p.n) FROM place p JOIN figure f ON f.key = p.key WHERE p.section = :id AND f.value = ''");
    query_int(&q, ":id", id);
    return query_single(&q, n, 0, e);
}

static bool verify_section(struct verifier *v, struct query *q, struct error *e)
{
    int64_t id = query_get(q, 0), open = 0;
    struct text_view title = query_text(q, 1), body = query_text(q, 2);
    if (!text_is_clean(title) || text_view_find(title, TEXT_LIT("\n"), 0) != SIZE_MAX || !text_is_clean(body) ||
        query_get(q, 5) != (int64_t)body.len) {
        verify_problem(v, _("R4: title or text of section #%" PRId64 " is not clean"), id);
        if (!text_utf8_valid(title, &(size_t){0}) || !text_utf8_valid(body, &(size_t){0}))
            return true; /* nothing below may be asked of such bytes */
    }
    if (!state_known(query_text(q, 11)))
        verify_problem(v, _("R11: the state of section #%" PRId64 " is unknown"), id);
    verify_marker(v, id, query_text(q, 6), query_text(q, 7), query_text(q, 8), query_text(q, 9), query_get(q, 10));
    counts_of(title, body, &v->counts);
    if (!verify_places(v, id, e) || !open_places(v, id, &open, e))
        return false;
    if (v->counts.words != query_get(q, 3) || v->counts.marks + open != query_get(q, 4))
        verify_problem(v, _("R5: words or blanks of section #%" PRId64 " are miscounted"), id);
    return true;
}

static bool verify_sections(struct verifier *v, struct error *e)
{
    bool ok = true;
    struct query q = query(v->r,
        "SELECT s.id, s.title, coalesce(t.body, ''), s.words, s.blanks, s.bytes, s.kind, s.style, s.shown, s.path,"
        " s.number, s.state FROM section s LEFT JOIN section_text t ON t.id = s.id");
    while (ok && query_row(&q))
        ok = verify_section(v, &q, e);
    return query_end(&q, ok ? e : NULL) && ok;
}

static bool verify_history(struct verifier *v, struct error *e)
{
    bool ok = true;
    struct query q = query(v->r, "SELECT o.id, o.body, coalesce(t.body, '') FROM section_origin o"
                                 " LEFT JOIN section_text t ON t.id = o.id");
    while (ok && query_row(&q)) {
        struct text_changes c = {0};
        struct text t = text_copy(query_text(&q, 1));
        ok = changes_since(v->r, query_get(&q, 0), 0, &c, e);
        if (ok && (!changes_apply(&c, &t) || !text_view_equal(text_view(&t), query_text(&q, 2))))
            verify_problem(v, _("R8: the history of section #%" PRId64 " does not lead to its text"), query_get(&q, 0));
        text_free(&t);
        text_changes_free(&c);
    }
    return query_end(&q, ok ? e : NULL) && ok;
}

/* The codes on a sign-off sheet are those of the text as it stands. */
static bool verify_approvals(struct verifier *v, struct error *e)
{
    bool ok = true;
    struct query q = query(v->r, "SELECT DISTINCT a.section, a.code, s.title, coalesce(t.body, '') FROM approval a"
                                 " JOIN section s ON s.id = a.section LEFT JOIN section_text t ON t.id = s.id"
                                 " WHERE a.ended = 0");
    while (ok && query_row(&q)) {
        struct text shown = {0}, code = {0};
        ok = content_shown(v->r, query_text(&q, 2), query_text(&q, 3), &shown, e);
        content_code(text_view(&shown), &code);
        if (ok && !text_view_equal(text_view(&code), query_text(&q, 1)))
            verify_problem(v, _("R13: section #%" PRId64 " is not what was approved: its code is %s"), query_get(&q, 0),
                           text_str(&code));
        text_free(&shown);
        text_free(&code);
    }
    return query_end(&q, ok ? e : NULL) && ok;
}

static bool boundary(struct text_view v, int64_t pos)
{
    return pos == (int64_t)v.len || ((unsigned char)v.bytes[pos] & 0xC0) != 0x80;
}

static bool verify_anchors(struct verifier *v, struct error *e)
{
    struct query q = query(v->r, "SELECT a.comment, a.start, a.stop, coalesce(t.body, ''), c.quote, a.whole FROM anchor a"
                                 " LEFT JOIN section_text t ON t.id = a.section JOIN comment c ON c.id = a.comment");
    while (query_row(&q)) {
        int64_t id = query_get(&q, 0), start = query_get(&q, 1), stop = query_get(&q, 2);
        struct text_view body = query_text(&q, 3);
        if (start < 0 || stop < start || stop > (int64_t)body.len || !boundary(body, start) || !boundary(body, stop))
            verify_problem(v, _("R9: the anchor of comment %" PRId64 " is outside its text"), id);
        else if (query_flag(&q, 5) !=
                 text_view_equal(text_view_part(body, (size_t)start, (size_t)stop), query_text(&q, 4)))
            verify_problem(v, _("R9: what is said of the words under comment %" PRId64 " is not true"), id);
    }
    return query_end(&q, e);
}

bool soan_report_verify(struct soan_report *r, soan_line_fn *each, void *arg, size_t *problems, struct error *e)
{
    struct verifier v = {.r = r, .each = each, .arg = arg};
    if (!read_begin(r, e))
        return false;
    bool ok = verify_file(&v, e);
    for (size_t i = 0; ok && i < SOAN_ARRAY_LEN(rule); i++)
        ok = verify_rule(&v, i, e);
    ok = ok && verify_sections(&v, e) && verify_history(&v, e) && verify_approvals(&v, e) && verify_anchors(&v, e) && verify_suggestions(&v, e) &&
         verify_figures(&v, e);
    read_end(r);
    /* What cannot be read for damage is a finding like the others. */
    if (!ok && e && e->status == SOAN_BAD_DATA) {
        verify_problem(&v, _("the file is damaged: not all of it can be read"));
        error_free(e);
        ok = true;
    }
    counts_free(&v.counts);
    text_free(&v.scratch);
    if (ok)
        *problems = v.problems;
    return ok;
}
