/*
 * Other words for words of the open section: asked for, decided.
 */
#include <stdlib.h>
#include <string.h>

#include "soan/review.h"
#include "tui/dialog.h"

/* ---- asking for other words ---- */

/* The words that are rewritten, and what they show. */
struct rewriting {
    struct app *app;
    size_t from, to;
    int64_t replaces;                 /* an own suggestion that is said anew */
    struct text was;
    struct soan_projection shown;
};

static bool blank(char c)
{
    return c == ' ' || c == '\n';
}

static bool ends_sentence(struct text_view v, size_t pos)
{
    char c = v.bytes[pos];
    return (c == '.' || c == '!' || c == '?' || c == ';') && pos + 1 < v.len && v.bytes[pos + 1] == ' ';
}

/* The sentence that byte pos stands in or behind, without the blanks round it. */
static void sentence_at(struct text_view v, size_t pos, size_t *from, size_t *to)
{
    size_t low = pos, high = pos;
    while (low > 0 && v.bytes[low - 1] != '\n' && !(low < pos && ends_sentence(v, low - 1))) {
        low--;
    }
    while (high < v.len && v.bytes[high] != '\n' && !(high > 0 && high >= pos && ends_sentence(v, high - 1) && high > low + 1)) {
        high++;
    }
    bool ordinal;
    low += soan_item_bullet(text_view_part(v, low, high), &ordinal);
    while (low < high && blank(v.bytes[low])) {
        low++;
    }
    while (high > low && blank(v.bytes[high - 1])) {
        high--;
    }
    *from = low;
    *to = high;
}

static void widen(struct text_view v, size_t *from, size_t *to)
{
    size_t low, high;
    if (soan_source_atom(v, *from, &low, &high)) {
        *from = low;
    }
    if (*to > *from && soan_source_atom(v, *to, &low, &high) && low < *to) {
        *to = high;
    }
}

/* A field has one line: a paragraph's end is typed and shown as its mark. */
static void lines_to_marks(struct text_view v, struct text *out)
{
    for (size_t from = 0, to; from <= v.len && v.len; from = to + 1) {
        to = text_view_find(v, TEXT_LIT("\n"), from);
        text_append(out, text_view_part(v, from, to));
        if (to == SIZE_MAX) {
            break;
        }
        text_append_str(out, "¶");
    }
}

static void marks_to_lines(struct text_view v, struct text *out)
{
    for (size_t from = 0, to; from <= v.len; from = to + strlen("¶")) {
        to = text_view_find(v, TEXT_LIT("¶"), from);
        text_append(out, text_view_part(v, from, to));
        if (to == SIZE_MAX) {
            break;
        }
        text_append_char(out, '\n');
    }
}

/* Where nothing is to stand any more, the blank beside it goes, too. */
static void take_blank(struct rewriting *w, struct soan_suggestion *s)
{
    struct text_view text = text_view(&w->app->doc.ed.text);
    bool alone = s->to == text.len || blank(text.bytes[s->to]) || strchr(".,;:!?)", text.bytes[s->to]);
    if (s->from > 0 && text.bytes[s->from - 1] == ' ' && alone) {
        s->from--;
        text_replace(&s->was, 0, 0, TEXT_LIT(" "));
    }
}

static bool accept(void *arg, struct text_view typed, struct error *e)
{
    struct rewriting *w = arg;
    struct soan_suggestion s = {.section = w->app->doc.id, .from = w->from, .to = w->to, .was = text_copy(text_view(&w->was))};
    struct text lines = {0};
    int64_t id;

    marks_to_lines(typed, &lines);
    soan_review_unproject(&w->shown, text_view(&w->was), text_view(&lines), &s.instead);
    if (!text_view_trim(text_view(&s.instead)).len && s.was.len) {
        text_clear(&s.instead);
        take_blank(w, &s);
    }
    bool ok = soan_suggestion_add(w->app->report, &s, 1, w->replaces, &id, e);
    text_free(&lines);
    soan_suggestion_free(&s);
    return ok;
}

/* The words as an own suggestion has them. */
static void said_so_far(const struct rewriting *w, const struct suggested *own, struct text *out)
{
    struct text_view text = text_view(&w->app->doc.ed.text);
    const struct soan_fitting *f = own->retyped ? &own->now : &own->base;
    size_t shift = own->from - f->from, at = w->from;

    for (size_t i = 0; i < f->n; i++) {
        text_append(out, text_view_part(text, at, f->hunk[i].from + shift));
        text_append(out, text_view(&f->hunk[i].with));
        at = f->hunk[i].to + shift;
    }
    text_append(out, text_view_part(text, at, w->to));
}

/* The selection, an own suggestion at the cursor, or the sentence there. */
static void choose_words(struct rewriting *w, struct text *offered)
{
    struct app *app = w->app;
    struct text_view text = text_view(&app->doc.ed.text);
    const struct suggested *own = marks_at(app, app->doc.ed.cursor);

    if (!text_editor_selection(&app->doc.ed, &w->from, &w->to)) {
        bool mine = own && strcmp(text_str(&own->s.author), soan_report_member(app->report)) == 0 &&
                    own->s.state == SOAN_SUGGESTION_OPEN && own->from < own->to;
        if (mine) {
            w->from = own->from;
            w->to = own->to;
            w->replaces = own->s.id;
        } else {
            sentence_at(text, app->doc.ed.cursor, &w->from, &w->to);
        }
    }
    while (!w->replaces && w->from < w->to && blank(text.bytes[w->from])) {
        w->from++;
    }
    while (!w->replaces && w->to > w->from && blank(text.bytes[w->to - 1])) {
        w->to--;
    }
    widen(text, &w->from, &w->to);
    text_append(&w->was, text_view_part(text, w->from, w->to));
    soan_project(text_view(&w->was), soan_values_lookup, app->values, &w->shown);
    if (w->replaces) {
        struct soan_projection p = {0};
        struct text said = {0};
        said_so_far(w, own, &said);
        soan_project(text_view(&said), soan_values_lookup, app->values, &p);
        lines_to_marks(text_view(&p.out), offered);
        soan_projection_free(&p);
        text_free(&said);
    } else {
        lines_to_marks(text_view(&w->shown.out), offered);
    }
}

static void about_words(const struct rewriting *w, bool typing, struct text *out)
{
    struct text shown = {0}, cut = {0};

    if (typing) {
        text_append_str(out, _("You may not write this text: what you type becomes a suggestion to those who may."));
        text_append_char(out, '\n');
    }
    lines_to_marks(text_view(&w->shown.out), &shown);
    if (shown.len) {
        text_ellipsize(text_view(&shown), 400, &cut);
        text_printf(out, _("Now: “%s”"), text_str(&cut));
    } else {
        text_append_str(out, _("New words, to be put in here:"));
    }
    text_free(&shown);
    text_free(&cut);
}

static bool too_long(const struct rewriting *w)
{
    enum { MOST = 8000 };             /* more is no line to type in */
    return w->to - w->from > MOST;
}

void suggest_ask(struct app *app, const struct key_event *first)
{
    struct rewriting w = {.app = app};
    struct text about = {0}, words = {0};
    size_t from, to;

    if (!app->doc.id || !app_may(app, SOAN_RIGHT_SUGGEST) || !app_settle(app)) {
        return;
    }
    bool selected = text_editor_selection(&app->doc.ed, &from, &to);
    choose_words(&w, &words);
    if (too_long(&w)) {
        app_say(app, _("So much is rewritten better as a whole, by `soan suggest`; or select fewer words."));
    } else {
        size_t at = app->doc.ed.cursor;
        struct prompt p = {.title = _("Suggest other words"), .accept = accept, .arg = &w, .first = first, .whole = true,
                           .keeps = first != NULL, .placed = !selected && !w.replaces};
        about_words(&w, first != NULL, &about);
        p.about = text_view(&about);
        if (at > w.from) {
            p.cursor = soan_projection_to_out(&w.shown, at < w.to ? at - w.from : w.was.len);
        }
        if (dialog_prompt(app, &p, &words)) {
            app_say(app, _("Suggested. The text stays as it is until someone who writes it accepts."));
            text_editor_select(&app->doc.ed, false);
            app->trail = TRAIL_SUGGESTIONS;
            struct text said = text_take(&app->message);
            app_refresh(app);
            app->message = said;
        }
    }
    soan_projection_free(&w.shown);
    text_free(&w.was);
    text_free(&about);
    text_free(&words);
}

bool suggest_by_typing(struct app *app, const struct key_event *k)
{
    if (app->read_only || soan_role_may(app->role, SOAN_RIGHT_TEXT) || !soan_role_may(app->role, SOAN_RIGHT_SUGGEST)) {
        return false;
    }
    /* Enter would be the answer to what is asked. */
    suggest_ask(app, k->key == K_ENTER ? NULL : k);
    return true;
}

/* ---- deciding ---- */

/* What the report did to the open text is taken in; then all counts are new. */
static void take_in(struct app *app)
{
    struct error e = {0};
    bool changed = false;

    if (app->doc.id && !document_merge(&app->doc, app->report, &changed, &e)) {
        app_fail(app, &e);
    }
    struct text said = text_take(&app->message);
    bool bad = app->message_bad;
    app_refresh(app);
    textpane_changed(app);
    app->hit_suggestion = 0;
    app->message = said;
    app->message_bad = bad;
}

struct kept { size_t n; int64_t first; struct text why; };

static void keep(int64_t id, const char *why, void *arg)
{
    struct kept *k = arg;
    if (k->n++ == 0) {
        k->first = id;
        text_append_str(&k->why, why);
    }
}

void suggest_accept(struct app *app, const int64_t *id, size_t n)
{
    struct kept kept = {0};
    struct error e = {0};
    size_t accepted = 0;

    if (!app_may(app, SOAN_RIGHT_SUGGEST) || !app_settle(app)) {
        return;
    }
    if (!soan_suggestion_accept(app->report, id, n, keep, &kept, &accepted, &e)) {
        app_fail(app, &e);
    } else if (kept.n) {
        app_say(app, _("Accepted: %zu. Kept: %zu. #%lld: %s."), accepted, kept.n, (long long)kept.first,
                text_str(&kept.why));
    } else {
        app_say(app, soan_ngettext("%zu suggestion accepted. ^Z takes it back.", "%zu suggestions accepted. ^Z takes them back.",
                                   accepted), accepted);
    }
    text_free(&kept.why);
    take_in(app);
}

void suggest_reject(struct app *app, const int64_t *id, size_t n)
{
    struct text reason = {0};
    struct error e = {0};
    struct prompt p = {.title = _("Decline"), .about = text_view_of(_("Why? Who suggested it reads the reason; it may be left out:"))};

    if (app_settle(app) && dialog_prompt(app, &p, &reason)) {
        if (soan_suggestion_reject(app->report, id, n, text_view(&reason), &e)) {
            app_say(app, soan_ngettext("%zu suggestion declined.", "%zu suggestions declined.", n), n);
        } else {
            app_fail(app, &e);
        }
        take_in(app);
    }
    text_free(&reason);
}

enum way { WAY_ACCEPT, WAY_REJECT, WAY_ANEW, WAY_LEAVE, WAYS };

struct choosing { enum way way[WAYS]; size_t n; struct text_view about; };

static void way_row(void *arg, size_t i, int cols, struct text *out)
{
    static const char *const rows[] = {
        [WAY_ACCEPT] = N_("Accept it: these words come into the text"), [WAY_REJECT] = N_("Decline it, with a reason"),
        [WAY_ANEW] = N_("Suggest something else here"), [WAY_LEAVE] = N_("Leave it open"),
    };
    const struct choosing *c = arg;
    (void)cols;
    text_append_str(out, _(rows[c->way[i]]));
}

static void way_detail(void *arg, size_t i, struct text *out)
{
    const struct choosing *c = arg;
    (void)i;
    text_append(out, c->about);
}

bool suggest_decide(struct app *app)
{
    const struct suggested *x = NULL;
    struct text title = {0}, mark = {0};
    struct choosing c = {{WAY_ACCEPT, WAY_REJECT, WAY_ANEW, WAY_LEAVE}, WAYS, {0}};

    for (size_t i = 0; i < app->marks.n; i++) {
        x = app->marks.item[i].s.id == app->hit_suggestion ? &app->marks.item[i] : x;
    }
    x = x ? x : app->doc.id ? marks_at(app, app->doc.ed.cursor) : NULL;
    if (!x) {
        return false;
    }
    int64_t id = x->s.id;
    soan_review_mark(x->retyped ? &x->now : &x->base, text_view(&app->doc.ed.text), soan_values_lookup, app->values, &mark);
    text_printf(&title, "#%lld %s", (long long)id, text_str(&x->s.author));
    if (x->s.note.len) {
        text_printf(&mark, " (%s)", text_str(&x->s.note));
    }
    c.about = text_view(&mark);
    struct list l = {.title = text_str(&title), .keys = _("Enter chooses  Esc closes"), .n = c.n, .row = way_row,
                     .detail = way_detail, .arg = &c};
    bool chosen = list_run(app, &l);
    if (chosen && c.way[l.cursor] == WAY_ACCEPT) {
        suggest_accept(app, &id, 1);
    } else if (chosen && c.way[l.cursor] == WAY_REJECT) {
        suggest_reject(app, &id, 1);
    } else if (chosen && c.way[l.cursor] == WAY_ANEW) {
        suggest_ask(app, NULL);
    }
    text_free(&title);
    text_free(&mark);
    return true;
}
