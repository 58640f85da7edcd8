/* Finding words again that left their place: cut here and pasted there, written anew, copied before they were deleted. */
#include <stdlib.h>
#include <string.h>

#include "report/pin.h"

enum {
    LIKELY = 12,              /* bytes of context that tell words just put in from words like them */
    CERTAIN = 24,             /* and words that stood there before */
    LONG_QUOTE = 4,           /* words that are told by themselves */
    RECENT = 200,             /* journal rows in which a copy is looked for */
    COPIES = 4,               /* sections in which it is */
    COPY_MOST = 1 << 20,      /* bytes of an edit that is looked through for it */
};

void soughts_free(struct soughts *l)
{
    while (l->n)
        sought_drop(l);
    mem_free(&l->item);
    l->cap = 0;
}

void sought_drop(struct soughts *l)
{
    struct sought *s = &l->item[--l->n];
    text_free(&s->quote);
    text_free(&s->before);
    text_free(&s->after);
}

bool sought_add(struct soan_report *r, int64_t comment, struct soughts *l, struct sought **out, struct error *e)
{
    mem_grow((void **)&l->item, &l->cap, l->n + 1, sizeof *l->item);
    struct sought *s = *out = &l->item[l->n++];
    *s = (struct sought){.comment = comment};
    struct query q = query(r, "SELECT home, quote, before, after FROM comment WHERE id = :id");
    query_int(&q, ":id", comment);
    if (query_row(&q)) {
        s->home = query_get(&q, 0);
        s->quote = text_copy(query_text(&q, 1));
        s->before = text_copy(query_text(&q, 2));
        s->after = text_copy(query_text(&q, 3));
    }
    return query_end(&q, e);
}

/* ---- context ---- */

static size_t same_before(const struct sought *s, struct text_view text, size_t pos)
{
    size_t n = 0;
    while (n < s->before.len && n < pos && s->before.bytes[s->before.len - 1 - n] == text.bytes[pos - 1 - n])
        n++;
    return n;
}

static size_t same_after(const struct sought *s, struct text_view text, size_t pos)
{
    size_t n = 0, end = pos + s->quote.len;
    while (n < s->after.len && end + n < text.len && s->after.bytes[n] == text.bytes[end + n])
        n++;
    return n;
}

size_t context_score(const struct sought *s, struct text_view text, size_t pos)
{
    return same_before(s, text, pos) + same_after(s, text, pos);
}

bool context_same(const struct sought *s, struct text_view text, size_t pos)
{
    size_t end = pos + s->quote.len;
    return same_before(s, text, pos) == s->before.len && same_after(s, text, pos) == s->after.len &&
           (s->before.len || pos == 0) && (s->after.len || end == text.len);
}

/* ---- what was put in ---- */

static int by_from(const void *a, const void *b)
{
    const struct span *p = a, *q = b;
    return (p->from > q->from) - (p->from < q->from);
}

static bool ascending(const struct text_change *c, size_t n)
{
    for (size_t i = 1; i < n; i++)
        if (c[i].pos < c[i - 1].pos + c[i - 1].inserted.len)
            return false;
    return true;
}

void spans_changed(const struct text_change *c, size_t n, struct spans *out)
{
    bool in_order = ascending(c, n);
    for (size_t i = 0; i < n; i++) {
        struct span s = {c[i].pos, c[i].pos + c[i].inserted.len};
        for (size_t k = i + 1; !in_order && k < n; k++) {
            s.from = text_map_position(s.from, c[k].pos, c[k].removed.len, c[k].inserted.len, TEXT_GRAVITY_RIGHT);
            s.to = text_map_position(s.to, c[k].pos, c[k].removed.len, c[k].inserted.len, TEXT_GRAVITY_LEFT);
        }
        s.to = s.to < s.from ? s.from : s.to; /* where something went, two pieces may have become one */
        mem_grow((void **)&out->item, &out->cap, out->n + 1, sizeof *out->item);
        out->item[out->n++] = s;
    }
    if (out->n == 0)
        return;
    qsort(out->item, out->n, sizeof *out->item, by_from);
    size_t kept = 1;
    for (size_t i = 1; i < out->n; i++) {
        struct span *last = &out->item[kept - 1], s = out->item[i];
        if (s.from > last->to)
            out->item[kept++] = s;
        else if (s.to > last->to)
            last->to = s.to;
    }
    out->n = kept;
}

bool spans_touch(const struct spans *l, size_t from, size_t to)
{
    size_t low = 0, high = l->n;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (l->item[mid].to <= from)
            low = mid + 1;
        else
            high = mid;
    }
    return low < l->n && l->item[low].from < to;
}

/* ---- looking through a text ---- */

/* Only places that touch `within` count; NULL: all do. */
static void meet(struct sought *s, struct text_view text, size_t pos, const struct spans *within)
{
    if (within && !spans_touch(within, pos, pos + s->quote.len))
        return;
    size_t score = context_score(s, text, pos);
    if (s->found && score <= s->score)
        return;
    s->found = true;
    s->pos = pos;
    s->score = score;
}

static void look_for(struct sought *s, struct text_view text, const struct spans *within)
{
    for (size_t pos = 0; s->quote.len && (pos = text_view_find(text, text_view(&s->quote), pos)) != SIZE_MAX; pos++)
        meet(s, text, pos, within);
}

enum { HEAD = 4, BUCKETS = 1 << 14 };

static uint32_t head_hash(const char *bytes)
{
    uint32_t v;
    memcpy(&v, bytes, HEAD);
    return (v * UINT32_C(2654435761)) >> 18;
}
_Static_assert(BUCKETS == 1 << (32 - 18), "a hash is the number of a bucket");

/* Many at once: the text is gone through once, whatever their number. */
static void look_for_all(struct soughts *l, struct text_view text, const struct spans *within)
{
    enum { FEW = 8 };
    for (size_t i = 0; i < l->n; i++) {
        l->item[i].found = false;
        if (l->n <= FEW || l->item[i].quote.len < HEAD)
            look_for(&l->item[i], text, within);
    }
    if (l->n <= FEW)
        return;
    size_t *head = mem_array(BUCKETS, sizeof *head), *next = mem_array(l->n, sizeof *next); /* index + 1 */
    for (size_t i = 0; i < l->n; i++) {
        if (l->item[i].quote.len < HEAD)
            continue;
        uint32_t bucket = head_hash(l->item[i].quote.bytes);
        next[i] = head[bucket];
        head[bucket] = i + 1;
    }
    for (size_t pos = 0; pos + HEAD <= text.len; pos++)
        for (size_t i = head[head_hash(text.bytes + pos)]; i; i = next[i - 1]) {
            struct sought *s = &l->item[i - 1];
            if (s->quote.len <= text.len - pos && memcmp(s->quote.bytes, text.bytes + pos, s->quote.len) == 0)
                meet(s, text, pos, within);
        }
    free(head);
    free(next);
}

/* ---- carrying a comment over ---- */

static bool settle_at(struct gate *g, const struct sought *s, int64_t section, struct text_view text, struct error *e)
{
    bool moved = section != s->home || !context_same(s, text, s->pos);
    struct query a = query(g->r, "UPDATE anchor SET section = :section, start = :start, stop = :stop, whole = 1,"
                                 " moved = :moved, lost = 0 WHERE comment = :comment"
                                 " AND section = (SELECT section FROM comment WHERE id = :comment)");
    query_int(&a, ":section", section);
    query_int(&a, ":start", (int64_t)s->pos);
    query_int(&a, ":stop", (int64_t)(s->pos + s->quote.len));
    query_int(&a, ":moved", moved);
    query_int(&a, ":comment", s->comment);
    if (!query_run(&a, e))
        return false;
    struct query c = query(g->r, "UPDATE comment SET section = :section, before = :before, after = :after WHERE id = :id");
    query_int(&c, ":section", section);
    query_view(&c, ":before", text_view(&s->before));
    query_view(&c, ":after", text_view(&s->after));
    query_int(&c, ":id", s->comment);
    if (!query_run(&c, e))
        return false;
    struct query replies = query(g->r, "UPDATE comment SET section = :section WHERE parent = :id AND parent <> 0");
    query_int(&replies, ":section", section);
    query_int(&replies, ":id", s->comment);
    return query_run(&replies, e);
}

static void forget(struct soughts *l, size_t at)
{
    struct sought last = l->item[l->n - 1];
    l->item[l->n - 1] = l->item[at];
    l->item[at] = last;
    sought_drop(l);
}

/* ---- in what a row brought ---- */

static bool has_inner_blank(struct text_view v)
{
    v = text_view_trim(v);
    return text_view_find(v, TEXT_LIT(" "), 0) != SIZE_MAX || text_view_find(v, TEXT_LIT("\n"), 0) != SIZE_MAX;
}

static bool brings_words(const struct row_changes *w)
{
    if (!w->typed)
        return true;
    for (size_t i = 0; i < w->n; i++)
        if (has_inner_blank(text_view(&w->c[i].inserted)))
            return true;
    return false;
}

static bool same_piece(struct text_view a, struct text_view b, struct text_view quote)
{
    if (text_view_find(a, quote, 0) == SIZE_MAX || text_view_find(b, quote, 0) == SIZE_MAX)
        return false;
    a = text_view_trim(a);
    b = text_view_trim(b);
    return text_view_find(a, b, 0) != SIZE_MAX || text_view_find(b, a, 0) != SIZE_MAX;
}

/* What took the words away had taken what this row puts in: cut and pasted. */
static bool was_cut(struct gate *g, const struct sought *s, const struct row_changes *w, bool *is, struct error *e)
{
    *is = false;
    if (!s->lost)
        return true;
    struct query q = query(g->r, "SELECT removed FROM edit WHERE journal = :row");
    query_int(&q, ":row", s->lost);
    while (query_row(&q))
        for (size_t i = 0; i < w->n && !*is; i++)
            *is = same_piece(query_text(&q, 0), text_view(&w->c[i].inserted), text_view(&s->quote));
    return query_end(&q, e);
}

static bool carry_found(struct gate *g, const struct row_changes *w, struct soughts *l, bool words, struct error *e)
{
    for (size_t i = l->n; i-- > 0;) {
        struct sought *s = &l->item[i];
        if (!s->found)
            continue;
        bool told = words && (s->score >= (s->gone ? LIKELY : CERTAIN) ||
                              (s->gone && text_word_count(text_view(&s->quote)) >= LONG_QUOTE));
        if (!told && s->gone && !was_cut(g, s, w, &told, e))
            return false;
        if (told && !settle_at(g, s, w->section, w->body, e))
            return false;
        if (told)
            forget(l, i);
    }
    return true;
}

#define LOST_COLUMNS "a.comment, c.home, c.quote, c.before, c.after, a.lost, a.whole = 1 OR a.start = a.stop"
#define PLACE_COLUMNS ", a.section, a.start, a.stop, a.moved"

static void take_lost(struct query *q, struct soughts *l, const struct soughts *fresh)
{
    int64_t comment = query_get(q, 0);
    for (size_t i = 0; i < fresh->n; i++)
        if (fresh->item[i].comment == comment)
            return;
    mem_grow((void **)&l->item, &l->cap, l->n + 1, sizeof *l->item);
    l->item[l->n++] = (struct sought){
        .comment = comment,
        .home = query_get(q, 1),
        .quote = text_copy(query_text(q, 2)),
        .before = text_copy(query_text(q, 3)),
        .after = text_copy(query_text(q, 4)),
        .lost = query_get(q, 5),
        .gone = query_flag(q, 6),
    };
}

/* A burst of typing can only bring back what was cut a moment ago. */
static bool lost_before(struct gate *g, const struct row_changes *w, bool words, const struct soughts *fresh,
                        struct soughts *l, struct error *e)
{
    size_t most = 0;
    for (size_t i = 0; i < w->n; i++)
        most = w->c[i].inserted.len > most ? w->c[i].inserted.len : most;
    struct query q = query(g->r, "SELECT " LOST_COLUMNS " FROM anchor a JOIN comment c ON c.id = a.comment"
                                 " WHERE a.whole = 0 AND a.lost >= :since");
    query_int(&q, ":since", words ? 0 : w->row - RECENT);
    while (query_row(&q))
        if (words || query_text(&q, 2).len <= most)
            take_lost(&q, l, fresh);
    return query_end(&q, e);
}

/* Words that still stand in their place, though in the bin: what is round them now counts. */
struct standing { struct gate *g; struct text body; int64_t of; };

static bool take_standing(struct standing *x, struct query *q, struct soughts *l, const struct soughts *fresh, struct error *e)
{
    int64_t section = query_get(q, 7);
    size_t n = l->n;
    take_lost(q, l, fresh);
    if (l->n == n || query_flag(q, 10))
        return true;
    if (section != x->of && !section_body(x->g->r, section, &x->body, e))
        return false;
    x->of = section;
    text_clear(&l->item[n].before);
    text_clear(&l->item[n].after);
    anchor_context(text_view(&x->body), (size_t)query_get(q, 8), (size_t)query_get(q, 9), &l->item[n].before, &l->item[n].after);
    return true;
}

/* Their section went into the bin; the words may come to stand elsewhere. */
static bool in_the_bin(struct gate *g, const struct soughts *fresh, struct soughts *l, struct error *e)
{
    int64_t any = 0;
    bool ok = true;
    struct standing x = {.g = g};
    struct query bin = query(g->r, "SELECT 1 FROM section WHERE parent = -1 LIMIT 1");
    if (!query_single(&bin, &any, 0, e) || !any)
        return any == 0;
    struct query q = query(g->r, "SELECT " LOST_COLUMNS PLACE_COLUMNS " FROM anchor a CROSS JOIN section s ON s.id = a.section"
                                 " CROSS JOIN comment c ON c.id = a.comment WHERE a.whole = 1 AND s.removed > 0"
                                 " ORDER BY a.section");
    while (ok && query_row(&q))
        ok = take_standing(&x, &q, l, fresh, e);
    text_free(&x.body);
    return query_end(&q, ok ? e : NULL) && ok;
}

static bool find_in_row(struct gate *g, const struct row_changes *w, struct soughts *fresh, struct error *e)
{
    struct soughts l = {0};
    struct spans inserted = {0};
    bool words = brings_words(w);
    bool ok = lost_before(g, w, words, fresh, &l, e) && (!words || in_the_bin(g, fresh, &l, e));
    if (ok && (l.n || fresh->n)) {
        spans_changed(w->c, w->n, &inserted);
        look_for_all(fresh, w->body, &inserted);
        look_for_all(&l, w->body, &inserted);
        ok = carry_found(g, w, fresh, words, e) && carry_found(g, w, &l, words, e);
    }
    mem_free(&inserted.item);
    soughts_free(&l);
    return ok;
}

/* ---- copied first, deleted then ---- */

struct copies { int64_t section[COPIES]; bool cut[COPIES]; size_t n; };

/* Sections into which the words were put lately, the newest first. */
static bool copies_of(struct gate *g, const struct sought *s, const struct row_changes *w, struct copies *out,
                      struct error *e)
{
    struct query q = query(g->r,
        "SELECT j.section, e.inserted FROM journal j JOIN edit e ON e.journal = j.id JOIN section s ON s.id = j.section"
        " WHERE j.id > :since AND j.section <> :but AND s.removed = 0 AND length(e.inserted) < :most"
        " AND instr(e.inserted, :quote) > 0 ORDER BY j.id DESC");
    query_int(&q, ":since", g->row - RECENT);
    query_int(&q, ":but", w->section);
    query_int(&q, ":most", COPY_MOST);
    query_view(&q, ":quote", text_view(&s->quote));
    out->n = 0;
    while (out->n < COPIES && query_row(&q)) {
        bool cut = false, known = false;
        for (size_t i = 0; i < out->n; i++)
            known |= out->section[i] == query_get(&q, 0);
        if (known)
            continue;
        for (size_t i = 0; i < w->n && !cut; i++)
            cut = same_piece(text_view(&w->c[i].removed), query_text(&q, 1), text_view(&s->quote));
        out->cut[out->n] = cut;
        out->section[out->n++] = query_get(&q, 0);
    }
    return query_end(&q, e);
}

static bool find_copy(struct gate *g, const struct row_changes *w, struct sought *s, struct error *e)
{
    struct copies in;
    struct text text = {0};
    bool ok = copies_of(g, s, w, &in, e);
    s->found = false;
    for (size_t i = 0; ok && i < in.n; i++) {
        s->found = false;
        ok = section_body(g->r, in.section[i], &text, e);
        if (ok)
            look_for(s, text_view(&text), NULL);
        if (ok && s->found && (s->score >= CERTAIN || in.cut[i])) {
            ok = settle_at(g, s, in.section[i], text_view(&text), e);
            break;
        }
    }
    text_free(&text);
    return ok;
}

/* Those that nothing brought back: elsewhere in this text, else copied into another lately. */
static bool find_left(struct gate *g, const struct row_changes *w, struct soughts *fresh, struct error *e)
{
    look_for_all(fresh, w->body, NULL);
    for (size_t i = 0; i < fresh->n; i++) {
        struct sought *s = &fresh->item[i];
        if (!s->gone)
            continue;
        if (s->found && s->score >= CERTAIN ? !settle_at(g, s, w->section, w->body, e) : !find_copy(g, w, s, e))
            return false;
    }
    return true;
}

bool pins_find(struct gate *g, const struct row_changes *w, struct soughts *fresh, struct error *e)
{
    return find_in_row(g, w, fresh, e) && find_left(g, w, fresh, e);
}

bool pins_find_late(struct gate *g, const struct row_changes *w, struct soughts *fresh, struct error *e)
{
    struct spans inserted = {0};
    spans_changed(w->c, w->n, &inserted);
    look_for_all(fresh, w->body, &inserted);
    bool ok = carry_found(g, w, fresh, true, e) && find_left(g, w, fresh, e);
    mem_free(&inserted.item);
    return ok;
}

bool pins_leave(struct gate *g, int64_t root, struct error *e)
{
    struct soughts l = {0}, none_fresh = {0};
    struct row_changes none = {0};
    struct standing x = {.g = g};
    bool ok = true;
    struct query q = query(g->r,
        "WITH RECURSIVE branch (id) AS"
        " (VALUES (:root) UNION ALL SELECT s.id FROM section s JOIN branch b ON s.parent = b.id)"
        " SELECT " LOST_COLUMNS PLACE_COLUMNS " FROM branch b JOIN anchor a ON a.section = b.id"
        " JOIN comment c ON c.id = a.comment WHERE a.whole = 1");
    query_int(&q, ":root", root);
    while (ok && query_row(&q))
        ok = take_standing(&x, &q, &l, &none_fresh, e);
    ok = query_end(&q, ok ? e : NULL) && ok;
    for (size_t i = 0; ok && i < l.n; i++)
        ok = find_copy(g, &none, &l.item[i], e);
    text_free(&x.body);
    soughts_free(&l);
    return ok;
}
