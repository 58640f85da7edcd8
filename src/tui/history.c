/*
 * Earlier states of a section: who made them, what changed since, and the way back.
 */
#include <stdlib.h>

#include "soan/review.h"
#include "tui/history.h"

struct state {
    int64_t rev, at;
    struct text told;                 /* who and what */
};

struct states {
    struct state *item;
    size_t n, cap;
    int64_t section;
};

static bool add(const struct soan_step *step, void *arg)
{
    struct states *s = arg;
    mem_grow((void **)&s->item, &s->cap, s->n + 1, sizeof(*s->item));
    struct state *own = &s->item[s->n++];
    *own = (struct state){.rev = step->rev, .at = step->at};
    text_append(&own->told, step->member);
    text_append_str(&own->told, ", ");
    soan_step_tell(step, &own->told);
    return true;
}

static void states_free(struct states *s)
{
    for (size_t i = 0; i < s->n; i++) {
        text_free(&s->item[i].told);
    }
    mem_free(&s->item);
    s->n = s->cap = 0;
}

static void row(void *arg, size_t i, int cols, struct text *out)
{
    const struct states *s = arg;
    (void)cols;
    when_full(s->item[i].at, out);
    text_append_char(out, ' ');
    text_append(out, text_view(&s->item[i].told));
}

static bool brings_back(const struct key_event *k)
{
    return k->key == K_INSERT;
}

static bool turns(const struct key_event *k)
{
    return k->key == K_TAB || brings_back(k);
}

static bool bring_back(struct app *app, const struct states *s, size_t i)
{
    struct text question = {0}, when = {0};
    struct soan_written w = {0};
    struct error e = {0};
    bool done = false;

    if (!app_may(app, SOAN_RIGHT_TEXT)) {
        return false;
    }
    when_full(s->item[i].at, &when);
    text_printf(&question, _("The section gets the text that it had on %s. Its present text stays in the history."),
                text_str(&when));
    if (dialog_confirm(app, _("Bring this text back?"), text_view(&question), _("bring it back")) && app_settle(app)) {
        size_t cursor = app->doc.id == s->section ? app->doc.ed.cursor : 0;
        done = soan_section_return(app->report, s->section, s->item[i].rev, &w, &e) &&
               app_open_section(app, s->section, cursor);
        if (e.message.len) {
            app_fail(app, &e);
        } else if (done) {
            app_refresh(app);
            app_say(app, _("The text of %s is back. ^Z takes it away again."), text_str(&when));
        }
        soan_written_free(&w);
    }
    text_free(&question);
    text_free(&when);
    return done;
}

/* What changed since state i, or on the way to it from the state before; true if its text was brought back. */
static bool show(struct app *app, const struct states *s, size_t i)
{
    bool step = false;
    struct text title = {0}, when = {0};
    bool done = false, again = true;

    when_full(s->item[i].at, &when);
    while (again) {
        struct changes_view v = {.section = s->section, .from = s->item[i].rev, .to = INT64_MAX, .other = turns};
        v.keys = step ? _("Tab: since then  Ins brings the text back  Esc closes")
                      : _("Tab: in this step  Ins brings the text back  Esc closes");
        text_clear(&title);
        if (step) {
            v.to = v.from;
            v.from = i + 1 < s->n ? s->item[i + 1].rev : v.to - 1;
            text_append(&title, text_view(&s->item[i].told));
        } else {
            text_printf(&title, _("Changes since %s"), text_str(&when));
        }
        v.title = text_str(&title);
        again = changes_view_run(app, &v);
        if (again && brings_back(&v.key)) {
            done = bring_back(app, s, i);
            again = !done;
        } else {
            step = !step;
        }
    }
    text_free(&title);
    text_free(&when);
    return done;
}

void history_open(struct app *app)
{
    const struct soan_section *current = tree_current(&app->tree);
    bool in_text = app->focus == PANE_TEXT && app->doc.id;
    struct states s = {.section = in_text ? app->doc.id : current ? current->id : 0};
    struct list l = {.title = _("History"), .keys = _("Enter: changes since then  Ins brings the text back  Esc closes"),
                     .row = row, .other = brings_back, .arg = &s};
    struct error e = {0};
    bool done = !s.section;

    while (!done) {
        states_free(&s);
        if (!soan_history_each(app->report, s.section, add, &s, &e)) {
            app_fail(app, &e);
            break;
        }
        l.n = s.n;
        if (!s.n || !list_run(app, &l)) {
            break;
        }
        done = brings_back(&l.key) ? bring_back(app, &s, l.cursor) : show(app, &s, l.cursor);
    }
    states_free(&s);
}

/* The word at byte pos with what is joined to it, of the words parted by blanks. */
static struct text_view word_at(struct text_view v, size_t pos)
{
    size_t from = pos, to = pos;
    while (from > 0 && v.bytes[from - 1] != ' ' && v.bytes[from - 1] != '\n') {
        from--;
    }
    while (to < v.len && v.bytes[to] != ' ' && v.bytes[to] != '\n') {
        to++;
    }
    return text_view_part(v, from, to);
}

void history_writer(struct app *app)
{
    struct text_view text = text_view(&app->doc.ed.text);
    struct soan_writer w = {0};
    struct text word = {0}, when = {0};
    struct error e = {0};
    size_t pos = app->doc.ed.cursor;

    if (!app->doc.id || !text.len) {
        return;
    }
    /* Behind the last letter of a word it is that word that is meant. */
    if (pos == text.len || ((text.bytes[pos] == ' ' || text.bytes[pos] == '\n') && pos > 0)) {
        pos = text_grapheme_prev(text, pos);
    }
    text_ellipsize(word_at(text, pos), 30, &word);
    if (!soan_section_writer(app->report, app->doc.id, pos, &w, &e)) {
        app_fail(app, &e);
    } else if (w.imported) {
        app_say(app, _("“%s” has stood there from the start."), text_str(&word));
    } else {
        when_full(w.at, &when);
        app_say(app, _("“%s” was written by %s on %s."), text_str(&word), text_str(&w.member), text_str(&when));
    }
    soan_writer_free(&w);
    text_free(&word);
    text_free(&when);
}
