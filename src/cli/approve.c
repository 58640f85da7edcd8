#include <inttypes.h>
#include <stdlib.h>

#include "cli/commands.h"
#include "soan/review.h"

static bool find_all(struct soan_report *r, const struct invocation *in, struct soan_signing *s, struct error *e)
{
    for (int i = 1; i < in->argc; i++)
        if (!soan_section_find(r, in->argv[i], &s[i - 1].section, e))
            return false;
    return true;
}

static bool tell_codes(struct soan_report *r, const struct soan_signing *s, size_t n, struct error *e)
{
    struct text shown = {0}, code = {0}, path = {0};
    bool ok = true;
    for (size_t i = 0; ok && i < n; i++) {
        ok = soan_section_content(r, s[i].section, &shown, &code, e);
        text_clear(&path);
        cli_path(r, s[i].section, &path);
        if (ok)
            out_printf("%s %s\n", text_str(&path), text_str(&code));
    }
    text_free(&shown);
    text_free(&code);
    text_free(&path);
    return ok;
}

struct last { bool any, holds; struct text shown, member, reason, ended_by; };

static bool newest(const struct soan_approval *a, void *arg)
{
    struct last *l = arg;
    l->any = true;
    l->holds = a->ended == 0;
    l->shown = text_copy(a->shown);
    l->member = text_copy(a->member);
    l->reason = text_copy(a->reason);
    l->ended_by = text_copy(a->ended_by);
    return false;
}

/* What was approved beside what stands there now. */
static bool show_changes(struct soan_report *r, int64_t section, struct error *e)
{
    struct last l = {0};
    struct soan_marked m = {0};
    struct text shown = {0}, code = {0};
    bool ok = soan_approval_each(r, section, newest, &l, e) && soan_section_content(r, section, &shown, &code, e);
    if (ok && !l.any) {
        ok = error_set(e, SOAN_REFUSED, _("this section was never approved; 'soan diff' shows what changed in it"));
    } else if (ok) {
        if (l.holds)
            out_printf(_("approved by %s; it holds\n"), text_str(&l.member));
        else
            out_printf(_("approved by %s; ended by %s: %s\n"), text_str(&l.member), text_str(&l.ended_by),
                       text_str(&l.reason));
        soan_mark_changes(text_view(&l.shown), text_view(&shown), (struct soan_marking){.signs = true}, &m);
        out_text(text_view(&m.text));
    }
    soan_marked_free(&m);
    struct text *owned[] = {&l.shown, &l.member, &l.reason, &l.ended_by, &shown, &code};
    for (size_t i = 0; i < SOAN_ARRAY_LEN(owned); i++)
        text_free(owned[i]);
    return ok;
}

bool command_approve(struct invocation *in, struct error *e)
{
    const char *reason = NULL, *code = "";
    bool changes = false, ok = false;
    const struct option_spec options[] = {
        {"reopen", 0, NULL, &reason, NULL, "REASON", N_("lets the section be written again; the reason is kept")},
        {"code", 0, NULL, &code, NULL, "CODE", N_("only if this is still the code of what it says")},
        {"changes", 0, &changes, NULL, NULL, NULL, N_("shows what changed since it was approved last")},
    };
    struct soan_report *r = NULL;
    if (!cli_parse(in, options, SOAN_ARRAY_LEN(options), 2, 100000, e))
        return in->answered;
    size_t n = (size_t)in->argc - 1;
    if (n > 1 && (reason || *code || changes))
        return error_set(e, SOAN_USAGE, _("%s: --reopen, --code and --changes are for one section"), in->argv[2]);
    struct soan_signing *s = mem_array(n, sizeof *s);
    s[0].code = text_view_of(code);
    if (cli_open(in, in->argv[0], &r, e) && find_all(r, in, s, e)) {
        if (changes)
            ok = show_changes(r, s[0].section, e);
        else if (reason)
            ok = soan_reopen(r, s[0].section, text_view_of(reason), e);
        else
            ok = soan_approve(r, s, n, e) && tell_codes(r, s, n, e);
    }
    free(s);
    soan_report_close(&r);
    return ok;
}
