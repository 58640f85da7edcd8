#include <inttypes.h>
#include <string.h>

#include "cli/commands.h"

struct walk {
    struct soan_report *r;
    struct soan_values *values;
    struct list list;
    bool late, missing;
    int64_t sections, approved, blanks, comments;
};

static void day(int64_t at, struct text *out)
{
    if (at)
        time_iso(at, out);
}

static void print_line(const struct soan_status *s, struct text_view title)
{
    const struct soan_section *x = s->section;
    struct text line = {0}, due = {0};
    day(s->due, &due);
    text_append(&line, text_view(&x->path));
    text_append_char(&line, ' ');
    text_append(&line, title);
    text_printf(&line, "  %s", _(soan_state_name(x->state)));
    if (*s->approver)
        text_printf(&line, _("; by %s, code %s"), s->approver, s->code);
    if (*s->assignee)
        text_printf(&line, s->gone ? _("; written by %s, who is no member any more") : _("; written by %s"), s->assignee);
    if (s->due)
        text_printf(&line, s->late ? _(", late since %s") : _(", until %s"), text_str(&due));
    if (x->blanks)
        text_printf(&line, _("; blanks %lld"), (long long)x->blanks);
    if (x->comments)
        text_printf(&line, _("; comments %lld"), (long long)x->comments);
    if (s->suggestions)
        text_printf(&line, _("; suggestions %lld"), (long long)s->suggestions);
    text_append_char(&line, '\n');
    out_text(text_view(&line));
    text_free(&line);
    text_free(&due);
}

static void print_fields(struct list *l, const struct soan_status *s, struct text_view title)
{
    const struct soan_section *x = s->section;
    struct text due = {0}, at = {0};
    day(s->due, &due);
    day(s->approved_at, &at);
    list_number(l, x->id);
    list_text(l, text_view(&x->path));
    list_text(l, title);
    list_text(l, text_view_of(soan_state_name(x->state)));
    list_text_or_null(l, text_view_of(s->assignee));
    list_text_or_null(l, text_view(&due));
    list_raw(l, s->late ? TEXT_LIT("true") : TEXT_LIT("false"));
    list_number(l, x->blanks);
    list_number(l, x->comments);
    list_number(l, s->suggestions);
    list_text_or_null(l, text_view_of(s->approver));
    list_text_or_null(l, text_view(&at));
    list_text_or_null(l, text_view_of(s->code));
    text_free(&due);
    text_free(&at);
}

static bool print_section(const struct soan_status *s, void *arg)
{
    struct walk *w = arg;
    const struct soan_section *x = s->section;
    bool approved = x->state == SOAN_STATE_APPROVED;
    bool whole = approved && !x->blanks && !x->comments && !s->suggestions;
    w->sections++;
    w->approved += approved;
    w->blanks += x->blanks;
    w->comments += x->comments;
    if ((w->late && !s->late) || (w->missing && whole))
        return true;
    struct text title = {0};
    cli_shown(text_view(&x->title), w->values, &title);
    if (w->list.format == LIST_TEXT)
        print_line(s, text_view(&title));
    else
        print_fields(&w->list, s, text_view(&title));
    text_free(&title);
    return out_good();
}

static bool print_all(struct walk *w, enum list_format format, struct error *e)
{
    static const char *const fields[] = {"id", "path", "title", "status", "assignee", "due", "late", "blanks", "comments",
                                         "suggestions", "approved_by", "approved_at", "code"};
    list_begin(&w->list, format, fields, SOAN_ARRAY_LEN(fields));
    if (!soan_values_load(w->r, &w->values, e) || !soan_status_each(w->r, print_section, w, e))
        return false;
    list_end(&w->list);
    if (format == LIST_TEXT && !w->late)
        out_printf(_("approved %lld of %lld sections; blanks %lld, open comments %lld\n"), (long long)w->approved,
                   (long long)w->sections, (long long)w->blanks, (long long)w->comments);
    return true;
}

bool command_status(struct invocation *in, struct error *e)
{
    struct walk w = {0};
    bool json = false, tsv = false;
    const struct option_spec options[] = {
        {"late", 0, &w.late, NULL, NULL, NULL, N_("only what is past its day, and whose it is")},
        {"missing", 0, &w.missing, NULL, NULL, NULL, N_("only what keeps the report from being final")},
        {"json", 0, &json, NULL, NULL, NULL, N_("one array of objects")},
        {"tsv", 0, &tsv, NULL, NULL, NULL, N_("columns parted by tabs, with a heading line")},
    };
    enum list_format format;
    enum soan_state state = SOAN_STATE_EMPTY;
    int64_t id = 0;
    if (!cli_parse(in, options, SOAN_ARRAY_LEN(options), 1, 3, e))
        return in->answered;
    if (in->argc == 2)
        return error_set(e, SOAN_USAGE, _("%s: name the state too: drafting, review or taken-up"), in->argv[1]);
    if (in->argc == 3 && !soan_state_by_name(text_view_of(in->argv[2]), &state))
        return error_set(e, SOAN_USAGE, _("%s: no such state; there are: drafting, review, taken-up"), in->argv[2]);
    bool ok = list_format(json, tsv, &format, e) && cli_open(in, in->argv[0], &w.r, e);
    if (ok && in->argc == 3)
        ok = soan_section_find(w.r, in->argv[1], &id, e) && soan_status_set(w.r, id, state, e);
    else if (ok)
        ok = print_all(&w, format, e);
    soan_values_free(&w.values);
    soan_report_close(&w.r);
    return ok;
}
