#include <inttypes.h>

#include "cli/commands.h"
#include "soan/review.h"

/* Replies come behind their comment, so a comment is printed when the next one begins. */
struct walk {
    struct soan_report *r;
    struct list list;
    bool only_open, any;
    struct soan_comment held;
    struct text replies;
};

static const char *state_of(const struct soan_comment *c)
{
    return c->withdrawn ? N_("withdrawn") : c->draft ? N_("draft") : c->resolved ? N_("resolved") : N_("open");
}

static void print_origin(const struct soan_comment *c)
{
    if (c->behalf.len)
        out_printf(_(" for %s"), text_str(&c->behalf));
    if (c->kind)
        out_printf(" (%s)", _(soan_opinion_name(c->kind)));
    if (c->figure.len)
        out_printf(" {%s}", text_str(&c->figure));
    if (c->copy.len)
        out_printf(_(", copy %s, page %lld, line %lld"), text_str(&c->copy), (long long)c->page, (long long)c->line);
}

static void print_outcome(const struct soan_comment *c)
{
    if (!c->outcome)
        return;
    out_printf("    → %s", _(soan_outcome_name(c->outcome)));
    if (c->answer)
        out_printf(" (#%" PRId64 ")", c->answer);
    out_printf("%s%s\n", c->reason.len ? ": " : "", text_str(&c->reason));
}

static void print_text(struct walk *w, struct text_view path)
{
    const struct soan_comment *c = &w->held;
    struct text at = {0};
    time_iso(c->at, &at);
    out_printf("#%" PRId64 " %.*s %s", c->id, (int)path.len, path.bytes, text_str(&c->author));
    print_origin(c);
    out_printf(" %s, %s, %s", text_str(&at), c->draft && !c->withdrawn ? _("a draft") : _(state_of(c)), _(soan_anchor_name(soan_anchor_state(c))));
    out_str(c->binned ? _(", section in the bin\n") : "\n");
    if (c->quote.len)
        out_printf("    “%s”\n", text_str(&c->quote));
    out_printf("    %s\n%s", text_str(&c->body), text_str(&w->replies));
    print_outcome(c);
    text_free(&at);
}

static void number_or_null(struct list *l, int64_t n)
{
    if (n)
        list_number(l, n);
    else
        list_text_or_null(l, TEXT_LIT(""));
}

static void print_row(struct walk *w, struct text_view path)
{
    const struct soan_comment *c = &w->held;
    struct list *l = &w->list;
    struct text at = {0}, decided = {0};
    time_iso(c->at, &at);
    if (c->decided_at)
        time_iso(c->decided_at, &decided);
    text_append_char(&w->replies, ']');
    list_number(l, c->id);
    list_text(l, path);
    list_text(l, text_view(&c->author));
    list_text(l, text_view(&at));
    list_text(l, text_view_of(state_of(c)));
    list_text(l, text_view_of(soan_anchor_name(soan_anchor_state(c))));
    list_text_or_null(l, text_view(&c->quote));
    list_text(l, text_view(&c->body));
    list_raw(l, text_view(&w->replies));
    list_text_or_null(l, text_view_of(soan_opinion_name(c->kind)));
    list_text_or_null(l, text_view(&c->behalf));
    list_text_or_null(l, text_view(&c->figure));
    list_text_or_null(l, text_view_of(soan_outcome_name(c->outcome)));
    list_text_or_null(l, text_view(&c->reason));
    list_text_or_null(l, text_view(&c->decided_by));
    list_text_or_null(l, text_view(&decided));
    number_or_null(l, c->answer);
    number_or_null(l, c->lost);
    list_raw(l, c->binned ? TEXT_LIT("true") : TEXT_LIT("false"));
    list_text_or_null(l, text_view(&c->copy));
    number_or_null(l, c->page);
    number_or_null(l, c->line);
    text_free(&at);
    text_free(&decided);
}

static void print_held(struct walk *w)
{
    struct text path = {0};
    if (!w->any)
        return;
    cli_path(w->r, w->held.section, &path);
    if (w->list.format == LIST_TEXT)
        print_text(w, text_view(&path));
    else
        print_row(w, text_view(&path));
    w->any = false;
    soan_comment_free(&w->held);
    text_free(&path);
}

static void hold(struct walk *w, const struct soan_comment *c)
{
    w->any = true;
    soan_comment_copy(&w->held, c);
    text_clear(&w->replies);
    if (w->list.format != LIST_TEXT)
        text_append_char(&w->replies, '[');
}

static void add_reply(struct walk *w, const struct soan_comment *c)
{
    struct text at = {0}, *out = &w->replies;
    time_iso(c->at, &at);
    if (w->list.format == LIST_TEXT) {
        text_printf(out, "    #%" PRId64 " %s %s%s: %s\n", c->id, text_str(&c->author), text_str(&at),
                    c->draft ? _(" (draft)") : "", text_str(&c->body));
    } else {
        text_printf(out, "%s{\"id\": %" PRId64 ", \"author\": ", out->len > 1 ? ", " : "", c->id);
        json_string(text_view(&c->author), out);
        text_append_str(out, ", \"at\": ");
        json_string(text_view(&at), out);
        text_append_str(out, ", \"text\": ");
        json_string(text_view(&c->body), out);
        text_printf(out, ", \"state\": \"%s\"}", c->draft || c->withdrawn ? state_of(c) : "published");
    }
    text_free(&at);
}

static bool print_comment(const struct soan_comment *c, void *arg)
{
    struct walk *w = arg;
    if (c->parent) {
        if (w->any)
            add_reply(w, c);
        return true;
    }
    print_held(w);
    if (!w->only_open || !c->resolved)
        hold(w, c);
    return out_good();
}

bool command_comments(struct invocation *in, struct error *e)
{
    static const char *const fields[] = {
        "id", "section", "author", "at", "state", "anchor", "quote", "text", "replies", "kind", "behalf", "figure", "outcome",
        "reason", "decided_by", "decided_at", "answer", "lost", "removed", "copy", "page", "line",
    };
    bool json = false, tsv = false, ok = false;
    struct walk w = {0};
    enum list_format format;
    int64_t section = 0;
    const struct option_spec options[] = {
        {"open", 0, &w.only_open, NULL, NULL, NULL, N_("only those not yet resolved")},
        {"json", 0, &json, NULL, NULL, NULL, N_("one array of objects")},
        {"tsv", 0, &tsv, NULL, NULL, NULL, N_("columns parted by tabs, with a heading line")},
    };
    if (!cli_parse(in, options, SOAN_ARRAY_LEN(options), 1, 2, e))
        return in->answered;
    if (list_format(json, tsv, &format, e) && cli_open(in, in->argv[0], &w.r, e) &&
        (in->argc < 2 || soan_section_find(w.r, in->argv[1], &section, e))) {
        list_begin(&w.list, format, fields, SOAN_ARRAY_LEN(fields));
        ok = soan_comment_each(w.r, section, print_comment, &w, e);
        if (ok) {
            print_held(&w);
            list_end(&w.list);
        }
    }
    soan_comment_free(&w.held);
    text_free(&w.replies);
    soan_report_close(&w.r);
    return ok;
}
