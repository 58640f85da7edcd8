/*
 * Two members type, suggest, accept, decline, undo and bring earlier texts back, in any order. Beside the report runs a model that
 * knows no positions: it marks the letters that a suggestion is about. After every step all invariants are tested (on every
 * write), every suggestion ever made is listed once, in the state that the model has, and where the model has its letters.
 * SOAN_SEED, SOAN_STEPS: another course, a longer one.
 */
#include <stdlib.h>
#include <string.h>

#include "help.h"

enum { SECTION = 6, MOST = 20000, LISTED = 4000 };

/* What the model knows of a suggestion. */
struct known {
    int64_t id;
    enum soan_suggestion_state state;
    unsigned char *mine;      /* for every byte of the text whether it is one of its words; NULL: no letters are left */
    size_t place;             /* if so: where they stood */
    struct text was;
    bool lost_track;          /* taken up once: from then on only that its place is in the text */
};

/* What a member did to the text, so that it can say what undo undoes. */
struct done { bool undone; size_t n; int64_t *id; };

struct person {
    struct soan_report *r;
    struct done *done;
    size_t n, cap;
    bool redo;                /* nothing new since the last undo */
};

struct world {
    struct person person[2];
    struct text text;
    int64_t rev;
    struct known *known;
    size_t n, cap;
    int64_t revs[64];         /* to go back to */
    size_t n_revs;
    bool binned;
    size_t pending;
    struct person *last;      /* who has just taken something up */
    size_t count[9], accepted, undone, kept, refused, rebased, changed, gone, moved;
    uint64_t random;
};

static uint64_t any(struct world *w, uint64_t below)
{
    w->random ^= w->random << 13;
    w->random ^= w->random >> 7;
    w->random ^= w->random << 17;
    return (w->random >> 11) % below;
}

/* ---- the model of a text ---- */

static void reseed(struct world *w, struct known *k, size_t from, size_t to)
{
    mem_free(&k->mine);
    k->place = from;
    if (from == to)
        return;
    k->mine = mem_array(w->text.len + 1, 1);
    memset(k->mine + from, 1, to - from);
}

/* The letters put in are its own if they take the place of its last ones, or come between two of its own. */
static void model_change(struct world *w, struct known *k, const struct text_change *c)
{
    size_t removed = c->removed.len, inserted = c->inserted.len, len = w->text.len, left = 0;
    if (!k->mine) {
        size_t at = k->was.len && k->place >= c->pos && k->place <= c->pos + removed
                        ? text_view_find(text_view(&c->inserted), text_view(&k->was), 0) : SIZE_MAX;
        if (at != SIZE_MAX) {
            k->mine = mem_array(len + inserted + 1, 1);
            memset(k->mine + c->pos + at, 1, k->was.len);
        } else if (removed ? k->place >= c->pos + removed : k->place >= c->pos) {
            k->place = k->place - removed + inserted;
        } else if (k->place > c->pos) {
            k->place = c->pos;
        }
        return;
    }
    bool before = c->pos > 0 && k->mine[c->pos - 1], behind = c->pos < len && k->mine[c->pos];
    bool joins = removed ? k->mine[c->pos + removed - 1] : before && behind;
    unsigned char *mine = mem_array(len - removed + inserted + 1, 1);
    memcpy(mine, k->mine, c->pos);
    memset(mine + c->pos, joins, inserted);
    memcpy(mine + c->pos + inserted, k->mine + c->pos + removed, len - c->pos - removed);
    free(k->mine);
    k->mine = mine;
    for (size_t i = 0; i < len - removed + inserted; i++)
        left += mine[i];
    if (!left) {
        mem_free(&k->mine);
        k->place = c->pos;
    }
}

static void follow(struct world *w)
{
    struct text_changes c = {0};
    int64_t rev;
    help_ok(soan_section_changes_since(w->person[0].r, SECTION, w->rev, &c, &rev, e));
    for (size_t i = 0; i < c.n; i++) {
        for (size_t k = 0; k < w->n; k++)
            model_change(w, &w->known[k], &c.item[i]);
        assert_true(text_change_apply(&c.item[i], &w->text));
    }
    w->rev = rev;
    text_changes_free(&c);
    struct text now = {0};
    help_ok(soan_section_text(w->person[0].r, SECTION, &now, NULL, e));
    assert_string_equal(text_str(&w->text), text_str(&now));
    text_free(&now);
}

/* ---- what is listed ---- */

struct listing { struct world *w; size_t n; };

static void check_fit(struct world *w, const struct soan_suggestion *s)
{
    struct soan_fitting f = {0};
    struct text_view text = text_view(&w->text);
    bool fits = soan_suggestion_fit(s, text, &f);
    struct text_view there = text_view_part(text, f.from, f.to);
    assert_true(f.from <= f.to && f.to <= text.len);
    switch (f.how) {
    case SOAN_FIT_IN_PLACE: case SOAN_FIT_MOVED:
        assert_true(fits && text_view_equal(there, text_view(&s->was)));
        break;
    case SOAN_FIT_REBASED:
        assert_true(fits);
        break;
    case SOAN_FIT_CHANGED:
        assert_true(!fits && (there.len || !s->was.len) && (!s->was.len || !text_view_equal(there, text_view(&s->was))));
        break;
    case SOAN_FIT_DELETED:
        assert_true(!fits && there.len == 0 && s->was.len);
        break;
    }
    w->moved += f.how == SOAN_FIT_MOVED;
    w->rebased += f.how == SOAN_FIT_REBASED;
    w->changed += f.how == SOAN_FIT_CHANGED;
    w->gone += f.how == SOAN_FIT_DELETED;
    soan_fitting_free(&f);
}

static bool check_one(const struct soan_suggestion *s, void *arg)
{
    struct listing *l = arg;
    struct world *w = l->w;
    size_t i = 0;
    while (i < w->n && w->known[i].id != s->id)
        i++;
    assert_true(i < w->n);
    struct known *k = &w->known[i];
    assert_int_equal(s->state, k->state);
    l->n++;
    if (!soan_suggestion_pending(s))
        return true;
    check_fit(w, s);
    if (k->lost_track) {
        reseed(w, k, s->from, s->to);
        k->lost_track = false;
        return true;
    }
    size_t from = k->place, to = k->place;
    if (k->mine) {
        for (from = 0; !k->mine[from]; from++)
            continue;
        for (to = w->text.len; !k->mine[to - 1]; to--)
            continue;
    }
    if (s->from != from || s->to != to)
        fail_msg("#%d is at %zu-%zu, the model has it at %zu-%zu", (int)s->id, s->from, s->to, from, to);
    return true;
}

static void check(struct world *w)
{
    int64_t n = 0;
    struct listing l = {.w = w};
    follow(w);
    help_ok(soan_suggestion_each(w->person[0].r, 0, false, check_one, &l, e));
    assert_int_equal(l.n, w->n); /* none is dropped */
    w->pending = 0;
    for (size_t i = 0; i < w->n; i++)
        w->pending += w->known[i].state == SOAN_SUGGESTION_OPEN || w->known[i].state == SOAN_SUGGESTION_UNDONE;
    help_ok(soan_suggestion_count(w->person[1].r, 0, &n, e));
    assert_int_equal(n, w->binned ? 0 : w->pending);
}

/* ---- steps ---- */

static struct done *new_step(struct person *p)
{
    size_t kept = 0;
    for (size_t i = 0; i < p->n; i++) { /* what was undone before cannot be redone any more */
        if (!p->done[i].undone)
            p->done[kept++] = p->done[i];
        else
            free(p->done[i].id);
    }
    p->n = kept;
    mem_grow((void **)&p->done, &p->cap, p->n + 1, sizeof *p->done);
    p->done[p->n] = (struct done){0};
    return &p->done[p->n++];
}

static size_t at_letter(struct world *w, size_t at)
{
    while (at < w->text.len && ((unsigned char)w->text.bytes[at] & 0xC0) == 0x80)
        at--;
    return at;
}

/* The start of some word, or the end of the text. */
static size_t at_word(struct world *w)
{
    size_t at = any(w, w->text.len + 1);
    while (at > 0 && at < w->text.len && w->text.bytes[at - 1] != ' ' && w->text.bytes[at - 1] != '\n')
        at--;
    return at;
}

static void words(struct world *w, size_t most, struct text *out)
{
    static const char *const some[] = {"một", "hai", "ba", "bốn", "năm", "thu", "chi", "{thu}", "đạt", "và", "phường", "trên", "10 %"};
    for (size_t n = any(w, most + 1); n > 0; n--) {
        text_append_str(out, some[any(w, SOAN_ARRAY_LEN(some))]);
        text_append_str(out, any(w, 12) ? " " : "\n");
    }
}

static void type(struct world *w, struct person *p)
{
    struct text_changes c = {0};
    struct soan_written out = {0};
    struct text in = {0};
    static uint64_t group;
    size_t from = any(w, 3) ? at_word(w) : at_letter(w, any(w, w->text.len + 1));
    size_t to = any(w, 2) ? from : at_letter(w, from + any(w, 4) * any(w, 6));
    to = to > w->text.len ? w->text.len : to < from ? from : to;
    if (w->text.len > 3000)
        to = at_letter(w, from + (w->text.len - from) / 2);
    words(w, 3, &in);
    while (in.len && any(w, 2)) /* in the middle of a word, too */
        in.bytes[--in.len] = '\0';
    struct text clean = {0};
    text_clean(text_view(&in), &clean, NULL);
    text_changes_add(&c, from, text_view_part(text_view(&w->text), from, to), text_view(&clean), ++group);
    if (c.n && !w->binned) {
        struct error why = {0};
        if (soan_section_edit(p->r, SECTION, w->rev, &c, from, &out, &why))
            new_step(p);
        else
            assert_int_equal(why.status, SOAN_BAD_DATA); /* a letter and a mark that would compose */
        error_free(&why);
    }
    text_changes_free(&c);
    soan_written_free(&out);
    text_free(&in);
    text_free(&clean);
}

static void suggest(struct world *w, struct person *p)
{
    struct soan_suggestion s = {.section = SECTION, .from = at_word(w)};
    s.to = s.from;
    for (size_t n = any(w, 5); n > 0 && s.to < w->text.len; n--)
        s.to = text_word_next(text_view(&w->text), s.to);
    s.was = text_copy(text_view_part(text_view(&w->text), s.from, s.to));
    words(w, 3, &s.instead);
    struct error why = {0};
    int64_t id = 0;
    if (w->n < LISTED && soan_suggestion_add(p->r, &s, 1, 0, &id, &why)) {
        bool known = false;
        for (size_t i = 0; i < w->n; i++)
            known = known || w->known[i].id == id;
        if (!known) {
            struct soan_suggestion made;
            help_ok(soan_suggestion_get(p->r, id, &made, e));
            mem_grow((void **)&w->known, &w->cap, w->n + 1, sizeof *w->known);
            w->known[w->n] = (struct known){.id = id, .was = text_copy(text_view(&made.was))};
            reseed(w, &w->known[w->n++], made.from, made.to);
            soan_suggestion_free(&made);
        }
    }
    assert_true(why.status == SOAN_DONE || why.status == SOAN_REFUSED || (w->binned && why.status == SOAN_NO_INPUT));
    error_free(&why);
    soan_suggestion_free(&s);
}

struct refusals { struct world *w; int64_t id[LISTED]; size_t n; };

static void kept(int64_t id, const char *why, void *arg)
{
    struct refusals *l = arg;
    assert_true(why[0] && !strchr(why, '\n'));
    l->id[l->n++] = id;
    l->w->kept++;
}

static bool was_kept(const struct refusals *l, int64_t id)
{
    for (size_t i = 0; i < l->n; i++)
        if (l->id[i] == id)
            return true;
    return false;
}

/* What accepting one does to the text is what its fitting says. */
static void expect(struct world *w, int64_t id, struct text *out)
{
    struct soan_suggestion s;
    struct soan_fitting f = {0};
    help_ok(soan_suggestion_get(w->person[0].r, id, &s, e));
    text_append(out, text_view(&w->text));
    if (soan_suggestion_pending(&s) && soan_suggestion_fit(&s, text_view(&w->text), &f))
        for (size_t i = f.n; i-- > 0;)
            text_replace(out, f.hunk[i].from, f.hunk[i].to - f.hunk[i].from, text_view(&f.hunk[i].with));
    soan_fitting_free(&f);
    soan_suggestion_free(&s);
}

static void accept(struct world *w, struct person *p, size_t most)
{
    static struct refusals l;
    int64_t id[LISTED];
    size_t n = 0, accepted = 0;
    struct error why = {0};
    struct text wanted = {0}, now = {0};
    l = (struct refusals){.w = w};
    for (size_t i = 0; i < w->n && n < most; i++)
        if (most > 1 ? any(w, 3) > 0 : i == any(w, w->n))
            id[n++] = w->known[i].id;
    if (n == 1)
        expect(w, id[0], &wanted);
    int64_t rev = w->rev;
    if (n && !soan_suggestion_accept(p->r, id, n, kept, &l, &accepted, &why)) {
        assert_true(w->binned && why.status == SOAN_REFUSED);
        error_free(&why);
        n = 0;
    }
    if (n == 1) {
        help_ok(soan_section_text(p->r, SECTION, &now, NULL, e));
        assert_string_equal(text_str(&now), text_str(&wanted));
    }
    assert_true(n == 0 || accepted + l.n == n);
    w->accepted += accepted;
    if (accepted) {
        w->last = p;
        struct text_changes c = {0};
        help_ok(soan_section_changes_since(p->r, SECTION, rev, &c, &rev, e));
        struct done *d = c.n ? new_step(p) : NULL;
        text_changes_free(&c);
        for (size_t i = 0; i < n; i++) {
            if (was_kept(&l, id[i]))
                continue;
            for (size_t k = 0; k < w->n; k++) {
                if (w->known[k].id == id[i]) {
                    w->known[k].state = SOAN_SUGGESTION_ACCEPTED;
                    w->known[k].lost_track = true;
                }
                /* Those beside it may have been put on its other side. */
                w->known[k].lost_track = w->known[k].lost_track || w->known[k].was.len == 0;
            }
            if (d) {
                d->id = mem_resize(d->id, d->n + 1, sizeof *d->id);
                d->id[d->n++] = id[i];
            }
        }
    }
    text_free(&wanted);
    text_free(&now);
}

static void reject(struct world *w, struct person *p)
{
    struct error why = {0};
    struct soan_suggestion s;
    if (!w->n)
        return;
    struct known *k = &w->known[any(w, w->n)];
    for (int i = 0; i < 20 && k->state != SOAN_SUGGESTION_OPEN; i++)
        k = &w->known[any(w, w->n)];
    bool pending = k->state == SOAN_SUGGESTION_OPEN || k->state == SOAN_SUGGESTION_UNDONE;
    help_ok(soan_suggestion_get(p->r, k->id, &s, e));
    bool own = strcmp(text_str(&s.author), soan_report_member(p->r)) == 0;
    assert_int_equal(soan_suggestion_reject(p->r, (int64_t[]){k->id}, 1, TEXT_LIT("không nêu"), &why), pending);
    if (pending)
        k->state = own ? SOAN_SUGGESTION_WITHDRAWN : SOAN_SUGGESTION_REJECTED;
    error_free(&why);
    soan_suggestion_free(&s);
}

static void take_back(struct world *w, struct person *p, bool redo)
{
    struct text_changes c = {0};
    struct soan_written out = {0};
    struct error why = {0};
    struct done *d = NULL;
    for (size_t i = 0; i < p->n; i++) { /* the last that stands; the first that does not */
        if (!redo && !p->done[i].undone)
            d = &p->done[i];
        if (redo && p->done[i].undone && !d)
            d = &p->done[i];
    }
    if (soan_section_undo(p->r, SECTION, w->rev, redo, &c, &out, &why)) {
        assert_non_null(d);
        d->undone = !redo;
        for (size_t i = 0; i < d->n; i++)
            for (size_t k = 0; k < w->n; k++)
                if (w->known[k].id == d->id[i] && (w->known[k].state == SOAN_SUGGESTION_ACCEPTED ||
                                                   w->known[k].state == SOAN_SUGGESTION_UNDONE)) {
                    w->known[k].state = redo ? SOAN_SUGGESTION_ACCEPTED : SOAN_SUGGESTION_UNDONE;
                    w->undone++;
                    w->known[k].lost_track = true;
                }
        text_changes_free(&c);
        soan_written_free(&out);
    } else {
        assert_int_equal(why.status, SOAN_REFUSED);
            w->refused++;
    }
    error_free(&why);
}

static void go_back(struct world *w, struct person *p)
{
    struct soan_written out = {0};
    if (!w->n_revs || w->binned)
        return;
    int64_t before = w->rev;
    help_ok(soan_section_return(p->r, SECTION, w->revs[any(w, w->n_revs)], &out, e));
    if (out.rev != before)
        new_step(p);
    soan_written_free(&out);
}

static void bin(struct world *w, struct person *p)
{
    if (w->binned)
        help_ok(soan_section_restore(p->r, SECTION, e));
    else
        help_ok(soan_section_remove(p->r, SECTION, e));
    w->binned = !w->binned;
}

static void step(struct world *w)
{
    enum { TYPE, SUGGEST, ACCEPT, ACCEPT_ALL, REJECT, UNDO, REDO, BACK, TO_BIN };
    static const unsigned char often[] = {[TYPE] = 36, [SUGGEST] = 25, [ACCEPT] = 9, [ACCEPT_ALL] = 2, [REJECT] = 5,
                                          [UNDO] = 10, [REDO] = 10, [BACK] = 2, [TO_BIN] = 1};
    struct person *p = &w->person[any(w, 2)];
    size_t what = 0;
    for (uint64_t n = any(w, 100); n >= often[what]; what++)
        n -= often[what];
    /* People look at what they have just taken up, and a section is not in the bin for long. */
    if (w->last && any(w, 2)) {
        p = w->last;
        what = UNDO;
    } else if (w->binned && any(w, 2)) {
        what = TO_BIN;
    } else if (w->pending > 40 && any(w, 2)) {
        what = REJECT;
    }
    w->last = NULL;
    w->count[what]++;
    switch (what) {
    case TYPE: type(w, p); break;
    case SUGGEST: suggest(w, p); break;
    case ACCEPT: accept(w, p, 1); break;
    case ACCEPT_ALL: accept(w, p, LISTED); break;
    case REJECT: reject(w, p); break;
    case UNDO: take_back(w, p, false); break;
    case REDO: take_back(w, p, true); break;
    case BACK: go_back(w, p); break;
    default: bin(w, p); break;
    }
    check(w);
    if (!w->binned && any(w, 8) == 0)
        w->revs[w->n_revs < SOAN_ARRAY_LEN(w->revs) ? w->n_revs++ : any(w, SOAN_ARRAY_LEN(w->revs))] = w->rev;
}

static void test_course(void **state)
{
    (void)state;
    const char *seed = getenv("SOAN_SEED"), *steps = getenv("SOAN_STEPS");
    struct world w = {.random = 88172645463325252ull + (seed ? strtoull(seed, NULL, 10) * 7919 : 0)};
    size_t n = steps ? strtoull(steps, NULL, 10) : 2000;
    w.person[0].r = help_report("course.soan");
    w.person[1].r = help_open("course.soan", "bt2");
    help_ok(soan_section_text(w.person[0].r, SECTION, &w.text, &w.rev, e));
    for (size_t i = 0; i < n; i++)
        step(&w);
    print_message("# %zu steps: typed %zu, suggested %zu, accepted %zu one by one and %zu times all, declined %zu, undone %zu, "
                  "redone %zu, brought back %zu, bin %zu\n", n, w.count[0], w.count[1], w.count[2], w.count[3], w.count[4],
                  w.count[5], w.count[6], w.count[7], w.count[8]);
    print_message("# %zu suggestions; taken up %zu times, that undone or redone %zu times; kept %zu times; undo refused %zu times; listed as moved %zu, rebased %zu, changed %zu, "
                  "deleted %zu times\n", w.n, w.accepted, w.undone, w.kept, w.refused, w.moved, w.rebased, w.changed, w.gone);
    for (size_t i = 0; i < w.n; i++) {
        free(w.known[i].mine);
        text_free(&w.known[i].was);
    }
    free(w.known);
    text_free(&w.text);
    for (int i = 0; i < 2; i++) {
        for (size_t k = 0; k < w.person[i].n; k++)
            free(w.person[i].done[k].id);
        free(w.person[i].done);
    }
    help_close(w.person[1].r);
    help_close(w.person[0].r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_course)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
