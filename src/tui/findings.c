/*
 * What the check found, and what the text claims of its numbers, as lists to go through. Claims are decided here.
 */
#include <stdlib.h>

#include "soan/check.h"
#include "tui/dialog.h"

enum { FINDINGS_MOST = 20000 };

enum findings_view { VIEW_FINDINGS, VIEW_WAITING, VIEW_CLAIMS, VIEWS };

struct item {
    struct text line, reason;
    char mark;
    uint64_t fingerprint;
    enum soan_decision decision;
};

struct findings {
    struct app *app;
    enum findings_view view;
    struct item *item;
    size_t n, cap;
};

static void findings_clear(struct findings *x)
{
    for (size_t i = 0; i < x->n; i++) {
        text_free(&x->item[i].line);
        text_free(&x->item[i].reason);
    }
    mem_free(&x->item);
    x->n = x->cap = 0;
}

static char mark_of(const struct findings *x, const struct soan_finding *f)
{
    static const char severities[] = {
        [SOAN_SEVERITY_ERROR] = '!', [SOAN_SEVERITY_WARNING] = '?', [SOAN_SEVERITY_INFO] = ' ',
    };
    static const char verdicts[] = {
        [SOAN_VERDICT_HOLDS] = '=', [SOAN_VERDICT_FAILS] = '!', [SOAN_VERDICT_WAITS] = '.', [SOAN_VERDICT_DOUBTFUL] = '?',
    };
    if (f->decision != SOAN_DECISION_NONE) {
        return f->decision == SOAN_DECISION_DISMISSED ? '-' : '+';
    }
    return x->view == VIEW_FINDINGS ? severities[f->severity] : verdicts[f->verdict];
}

static bool add(const struct soan_finding *f, void *arg)
{
    struct findings *x = arg;
    if (x->view == VIEW_WAITING && (f->verdict != SOAN_VERDICT_WAITS || f->decision == SOAN_DECISION_DISMISSED)) {
        return true;
    }
    mem_grow((void **)&x->item, &x->cap, x->n + 1, sizeof(*x->item));
    struct item *i = &x->item[x->n++];
    *i = (struct item){.mark = mark_of(x, f), .fingerprint = f->fingerprint, .decision = f->decision,
                       .reason = text_copy(f->reason)};
    text_append_str(&i->line, f->message);
    if (f->text.len) {
        text_append_str(&i->line, ": ");
        text_ellipsize(f->text, 80, &i->line);
    }
    spots_add(&x->app->findings, (struct spot){f->section, f->from == f->to, f->from, f->to});
    return x->n < FINDINGS_MOST;
}

static bool load(struct findings *x)
{
    struct error e = {0};

    findings_clear(x);
    x->app->findings.n = 0;
    bool ok = x->view == VIEW_FINDINGS ? soan_check(x->app->report, add, x, &e) : soan_check_claims(x->app->report, add, x, &e);
    if (!ok) {
        app_fail(x->app, &e);
    }
    return ok;
}

static void row(void *arg, size_t i, int cols, struct text *out)
{
    const struct findings *x = arg;
    (void)cols;
    text_append_char(out, x->item[i].mark);
    text_append_char(out, ' ');
    size_t before = out->len;
    struct text path = {0};
    if (soan_section_path(x->app->report, x->app->findings.item[i].section, &path, NULL)) {
        text_append(out, text_view(&path));
    }
    text_free(&path);
    text_append_str(out, out->len > before ? "  " : "");
    text_append(out, text_view(&x->item[i].line));
}

static void detail(void *arg, size_t i, struct text *out)
{
    const struct findings *x = arg;
    const struct item *f = &x->item[i];
    if (f->decision != SOAN_DECISION_NONE) {
        text_printf(out, "%s: %s. ", _(soan_decision_name(f->decision)), text_str(&f->reason));
    }
    text_append(out, text_view(&f->line));
}

static bool other_key(const struct key_event *k)
{
    return k->key == K_TAB || k->key == K_DELETE || k->key == K_INSERT;
}

/* ---- deciding ---- */

static void take_back(struct app *app, int64_t section, const struct item *f)
{
    struct error e = {0};
    struct text question = {0};

    text_printf(&question, _("%s: %s. Take this decision back?"), _(soan_decision_name(f->decision)), text_str(&f->reason));
    if (dialog_confirm(app, _("Claim"), text_view(&question), _("take it back")) &&
        !soan_claim_decide(app->report, section, f->fingerprint, SOAN_DECISION_NONE, TEXT_LIT(""), &e)) {
        app_fail(app, &e);
    }
    text_free(&question);
}

static bool accept_reason(void *arg, struct text_view typed, struct error *e)
{
    (void)arg;
    return text_view_trim(typed).len > 0 || error_set(e, SOAN_REFUSED, _("Write a word or two: others will ask. Esc leaves it undecided."));
}

static void decide(struct app *app, int64_t section, const struct item *f, enum soan_decision decision)
{
    bool dismissing = decision == SOAN_DECISION_DISMISSED;
    struct prompt p = {
        .title = dismissing ? _("Dismiss the claim") : _("Confirm the claim"),
        .accept = accept_reason,
        .about = text_view_of(dismissing ? _("It is not reported again until its words change. Why? The reason is kept:")
                                         : _("The words are read rightly and stay watched. How do you know? The reason is kept:")),
    };
    struct text reason = {0};
    struct error e = {0};

    if (!f->fingerprint) {
        app_say(app, _("This is mended in the text: Enter goes there."));
    } else if (!app_may(app, SOAN_RIGHT_CLAIM)) {
        /* said */
    } else if (f->decision != SOAN_DECISION_NONE) {
        take_back(app, section, f);
    } else if (dialog_prompt(app, &p, &reason)) {
        if (!soan_claim_decide(app->report, section, f->fingerprint, decision, text_view(&reason), &e)) {
            app_fail(app, &e);
        } else {
            app_say(app, dismissing ? _("Dismissed. Del on the claim takes that back.")
                                    : _("Confirmed. Ins on the claim takes that back."));
        }
    }
    text_free(&reason);
}

static void view_title(const struct findings *x, struct text *out)
{
    switch (x->view) {
    case VIEW_FINDINGS:
        text_printf(out, soan_ngettext("Check: %zu finding", "Check: %zu findings", x->n), x->n);
        break;
    case VIEW_WAITING:
        text_printf(out, soan_ngettext("%zu claim waits for a value", "%zu claims wait for a value", x->n), x->n);
        break;
    case VIEW_CLAIMS:
    case VIEWS:
        text_printf(out, soan_ngettext("%zu claim about numbers", "%zu claims about numbers", x->n), x->n);
        break;
    }
}

static void go(struct findings *x, size_t i)
{
    struct spot to = x->app->findings.item[i];
    if (x->view == VIEW_FINDINGS) {
        x->app->trail = TRAIL_FINDINGS;
    }
    if (app_go(x->app, &to)) {
        app_say(x->app, "%s", text_str(&x->item[i].line));
    }
}

static void list_findings(struct app *app, enum findings_view view)
{
    struct findings x = {.app = app, .view = view};
    struct list l = {.keys = _("Enter goes there  Del dismisses  Ins confirms  Tab more"), .row = row,
                     .detail = detail, .other = other_key, .arg = &x, .full = true};
    bool on = true;

    while (on && load(&x)) {
        struct text title = {0};
        if (!x.n && x.view == VIEW_FINDINGS && view == VIEW_FINDINGS) {
            app_say(app, _("The check found nothing."));
            break;
        }
        view_title(&x, &title);
        l.n = x.n;
        l.title = text_str(&title);
        bool chosen = list_run(app, &l);
        if (l.key.key == K_TAB) {
            x.view = (enum findings_view)((x.view + 1) % VIEWS);
            l.cursor = l.top = 0;
        } else if (chosen && l.key.key != K_ENTER) {
            decide(app, app->findings.item[l.cursor].section, &x.item[l.cursor],
                   l.key.key == K_DELETE ? SOAN_DECISION_DISMISSED : SOAN_DECISION_CONFIRMED);
        } else {
            on = false;
            if (chosen) {
                go(&x, l.cursor);
            }
        }
        text_free(&title);
    }
    findings_clear(&x);
}

void findings_open(struct app *app)
{
    list_findings(app, VIEW_FINDINGS);
}

void findings_claims(struct app *app)
{
    list_findings(app, VIEW_CLAIMS);
}

static bool add_spot(const struct soan_finding *f, void *arg)
{
    struct app *app = arg;
    spots_add(&app->findings, (struct spot){f->section, f->from == f->to, f->from, f->to});
    return app->findings.n < FINDINGS_MOST;
}

void findings_next(struct app *app, bool back)
{
    struct error e = {0};

    /* The text moves under old findings, so they are made anew. */
    app->findings.n = 0;
    if (!soan_check(app->report, add_spot, app, &e)) {
        app_fail(app, &e);
    } else if (!app->findings.n) {
        app_say(app, _("The check found nothing."));
    } else {
        spots_step(app, &app->findings, back, _("Finding"));
    }
}
