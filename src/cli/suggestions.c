#include <inttypes.h>

#include "cli/commands.h"
#include "soan/review.h"

struct walk {
    struct soan_report *r;
    struct soan_values *values;
    struct list list;
    int64_t text_of;
    struct text text;         /* of the section */
    struct error *e;
    bool failed;
};

static const char *const fields[] = {"id", "section", "author", "at", "state", "anchor", "was", "now", "instead", "note",
                                     "decided_by", "decided_at", "reason"};

static void print_text(struct walk *w, const struct soan_suggestion *s, const struct soan_fitting *f, struct text_view path)
{
    struct text line = {0}, at = {0};
    bool pending = soan_suggestion_pending(s), fits = f->how != SOAN_FIT_CHANGED && f->how != SOAN_FIT_DELETED;
    time_iso(s->at, &at);
    out_printf("#%" PRId64 " %.*s %s %s, %s", s->id, (int)path.len, path.bytes, text_str(&s->author), text_str(&at),
               _(soan_suggestion_state_name(s->state)));
    if (pending)
        out_printf(", %s", _(soan_fit_name(f->how)));
    if (pending && fits) {
        soan_review_mark(f, text_view(&w->text), soan_values_lookup, w->values, &line);
        out_printf("\n    %s\n", text_str(&line));
    } else {
        struct text_view now = text_view_part(text_view(&w->text), f->from, f->to);
        out_printf("\n    %s “%s”\n", _("was:"), text_str(&s->was));
        if (pending)
            out_printf("    %s “%.*s”\n", _("now:"), (int)now.len, now.len ? now.bytes : "");
        out_printf("    %s “%s”\n", _("instead:"), text_str(&s->instead));
    }
    if (s->note.len)
        out_printf("    (%s)\n", text_str(&s->note));
    if (s->decided_at && !pending) {
        text_clear(&at);
        time_iso(s->decided_at, &at);
        out_printf("    %s %s%s%s\n", text_str(&s->decided_by), text_str(&at), s->reason.len ? ": " : "",
                   text_str(&s->reason));
    }
    text_free(&line);
    text_free(&at);
}

static void print_row(struct walk *w, const struct soan_suggestion *s, const struct soan_fitting *f, struct text_view path)
{
    struct list *l = &w->list;
    struct text at = {0};
    bool pending = soan_suggestion_pending(s);
    list_number(l, s->id);
    list_text(l, path);
    list_text(l, text_view(&s->author));
    time_iso(s->at, &at);
    list_text(l, text_view(&at));
    list_text(l, text_view_of(soan_suggestion_state_name(s->state)));
    list_text_or_null(l, pending ? text_view_of(soan_fit_name(f->how)) : TEXT_LIT(""));
    list_text(l, text_view(&s->was));
    if (pending)
        list_text(l, text_view_part(text_view(&w->text), f->from, f->to));
    else
        list_text_or_null(l, TEXT_LIT(""));
    list_text(l, text_view(&s->instead));
    list_text_or_null(l, text_view(&s->note));
    list_text_or_null(l, pending ? TEXT_LIT("") : text_view(&s->decided_by));
    text_clear(&at);
    if (!pending)
        time_iso(s->decided_at, &at);
    list_text_or_null(l, text_view(&at));
    list_text_or_null(l, text_view(&s->reason));
    text_free(&at);
}

static bool print_one(const struct soan_suggestion *s, void *arg)
{
    struct walk *w = arg;
    struct soan_fitting f = {0};
    struct text path = {0};
    if (s->section != w->text_of && !soan_section_text(w->r, s->section, &w->text, NULL, w->e)) {
        w->failed = true;
        return false;
    }
    w->text_of = s->section;
    if (soan_suggestion_pending(s))
        soan_suggestion_fit(s, text_view(&w->text), &f);
    cli_path(w->r, s->section, &path);
    if (w->list.format == LIST_TEXT)
        print_text(w, s, &f, text_view(&path));
    else
        print_row(w, s, &f, text_view(&path));
    soan_fitting_free(&f);
    text_free(&path);
    return out_good();
}

bool command_suggestions(struct invocation *in, struct error *e)
{
    bool json = false, tsv = false, open = false;
    struct walk w = {.e = e};
    enum list_format format;
    int64_t section = 0;
    const struct option_spec options[] = {
        {"open", 0, &open, NULL, NULL, NULL, N_("only those to be decided")},
        {"json", 0, &json, NULL, NULL, NULL, N_("one array of objects")},
        {"tsv", 0, &tsv, NULL, NULL, NULL, N_("tab-separated, with a heading line")},
    };
    if (!cli_parse(in, options, SOAN_ARRAY_LEN(options), 1, 2, e))
        return in->answered;
    bool ok = list_format(json, tsv, &format, e) && cli_open(in, in->argv[0], &w.r, e) &&
              (in->argc == 1 || soan_section_find(w.r, in->argv[1], &section, e)) && soan_values_load(w.r, &w.values, e);
    if (ok) {
        list_begin(&w.list, format, fields, SOAN_ARRAY_LEN(fields));
        ok = soan_suggestion_each(w.r, section, open, print_one, &w, e) && !w.failed;
        if (ok)
            list_end(&w.list);
    }
    text_free(&w.text);
    soan_values_free(&w.values);
    soan_report_close(&w.r);
    return ok;
}
