/* What a change of figures touches, told before or after it. */
#include <stdio.h>
#include <unistd.h>

#include "cli/cli.h"

static const char *shown(const struct text *value)
{
    return value->len ? value->bytes : "…";
}

static void print_figure(const struct soan_effect_figure *f)
{
    out_printf("%s: %s -> %s", text_str(&f->key), shown(&f->before), shown(&f->after));
    out_printf(soan_ngettext(" (%lld place)", " (%lld places)", (unsigned long)f->places), (long long)f->places);
    if (f->dropped.len)
        out_printf(_("; “%s” is left out: it stands before each place already"), text_str(&f->dropped));
    if (f->computed)
        out_printf("; %s", _("computed"));
    if (f->confirmed)
        out_printf("; %s", _("was confirmed"));
    if (f->leaps)
        out_printf("; %s", _("a hundred times more or less: is the mark in its place?"));
    if (f->is_met != f->was_met)
        out_printf("; %s: %s -> %s", _("target"), f->was_met ? _(soan_met_name(f->was_met)) : "…",
                   f->is_met ? _(soan_met_name(f->is_met)) : "…");
    if (f->reason.len)
        out_printf("; %s: %s", _("blank"), text_str(&f->reason));
    out_str("\n");
}

/* What somebody has vouched for, and no longer does or no longer agrees with. */
static void print_touched(struct soan_report *r, const struct soan_effect *x)
{
    for (size_t i = 0; i < x->approvals; i++) {
        struct text path = {0};
        cli_path(r, x->approval[i].section, &path);
        out_printf(_("%s: the approval by %s ends\n"), text_str(&path), text_str(&x->approval[i].members));
        text_free(&path);
    }
    for (size_t i = 0; i < x->milestones; i++) {
        struct text at = {0};
        time_iso(x->milestone[i].at, &at);
        out_printf(_("milestone \"%s\" of %s says the old value\n"), text_str(&x->milestone[i].name), text_str(&at));
        text_free(&at);
    }
}

static void print_text(struct soan_report *r, const struct soan_effect *x, bool sentences)
{
    for (size_t i = 0; i < x->figures; i++)
        print_figure(&x->figure[i]);
    for (size_t i = 0; sentences && i < x->places; i++) {
        struct text path = {0};
        cli_path(r, x->place[i].section, &path);
        out_printf("%s\n  - %s\n  + %s\n", text_str(&path), text_str(&x->place[i].before),
                   text_str(&x->place[i].after));
        text_free(&path);
    }
    print_touched(r, x);
}

static void list_touched(struct list *l, struct soan_report *r, const struct soan_effect *x)
{
    for (size_t i = 0; i < x->approvals + x->milestones; i++) {
        bool approval = i < x->approvals;
        struct text path = {0};
        if (approval)
            cli_path(r, x->approval[i].section, &path);
        list_text(l, approval ? TEXT_LIT("approval") : TEXT_LIT("milestone"));
        list_text_or_null(l, TEXT_LIT(""));
        list_text_or_null(l, text_view(&path));
        list_text(l, approval ? text_view(&x->approval[i].members) : text_view(&x->milestone[i - x->approvals].name));
        for (int rest = 0; rest < 3; rest++)
            list_text_or_null(l, TEXT_LIT(""));
        text_free(&path);
    }
}

bool cli_person_agrees(const char *question)
{
    char answer[16] = "";
    if (!cli_person_there())
        return false;
    out_printf("%s ", question);
    fflush(stdout);
    return fgets(answer, sizeof answer, stdin) &&
           (answer[0] == 'y' || answer[0] == 'Y' || answer[0] == 'c' || answer[0] == 'C');
}

bool cli_person_there(void)
{
    return isatty(STDIN_FILENO) && isatty(STDOUT_FILENO);
}

bool cli_change_agreed(struct soan_report *r, const struct soan_figure_change *change, size_t n, bool yes, struct error *e)
{
    struct soan_effect effect = {0};
    struct error why = {0};
    /* What cannot be made says so when it is tried. */
    bool agreed = yes || !soan_figures_change(r, change, n, NULL, true, &effect, &why) || cli_effect_agreed(r, &effect, yes, e);
    error_free(&why);
    soan_effect_free(&effect);
    return agreed;
}

bool cli_effect_agreed(struct soan_report *r, const struct soan_effect *x, bool yes, struct error *e)
{
    if (yes || !soan_effect_weighs(x))
        return true;
    if (cli_person_there()) {
        print_text(r, x, true);
        return cli_person_agrees(_("Change all of it? [y/N]")) || error_set(e, SOAN_REFUSED, _("nothing was changed"));
    }
    struct text path = {0};
    if (x->approvals)
        cli_path(r, x->approval[0].section, &path);
    bool ok = !x->approvals ||
              error_set(e, SOAN_REFUSED,
                        soan_ngettext("%zu approval would end (%s by %s); nothing was changed; look at it with --dry-run, then "
                                      "say --yes",
                                      "%zu approvals would end (%s by %s …); nothing was changed; look at them with --dry-run, "
                                      "then say --yes",
                                      (unsigned long)x->approvals),
                        x->approvals, text_str(&path), text_str(&x->approval[0].members));
    text_free(&path);
    return ok;
}

static void list_sentences(struct list *l, struct soan_report *r, const struct soan_effect *x)
{
    for (size_t i = 0; i < x->places; i++) {
        struct text path = {0};
        cli_path(r, x->place[i].section, &path);
        list_text(l, TEXT_LIT("sentence"));
        list_text_or_null(l, TEXT_LIT(""));
        list_text(l, text_view(&path));
        list_text(l, text_view(&x->place[i].before));
        list_text(l, text_view(&x->place[i].after));
        list_text_or_null(l, TEXT_LIT(""));
        list_text_or_null(l, TEXT_LIT(""));
        text_free(&path);
    }
}

void cli_effect(struct soan_report *r, const struct soan_effect *x, enum list_format format, bool sentences)
{
    static const char *const fields[] = {"what", "key", "section", "before", "after", "reached", "reason"};
    struct list l;
    if (format == LIST_TEXT) {
        print_text(r, x, sentences);
        return;
    }
    list_begin(&l, format, fields, SOAN_ARRAY_LEN(fields));
    for (size_t i = 0; i < x->figures; i++) {
        const struct soan_effect_figure *f = &x->figure[i];
        list_text(&l, f->computed ? TEXT_LIT("computed") : TEXT_LIT("figure"));
        list_text(&l, text_view(&f->key));
        list_text_or_null(&l, TEXT_LIT(""));
        list_text_or_null(&l, text_view(&f->before));
        list_text_or_null(&l, text_view(&f->after));
        list_text_or_null(&l, text_view_of(soan_met_name(f->is_met)));
        list_text_or_null(&l, text_view(&f->reason));
    }
    if (sentences)
        list_sentences(&l, r, x);
    list_touched(&l, r, x);
    list_end(&l);
}
