#include <inttypes.h>

#include "cli/commands.h"
#include "soan/review.h"

/* Replies come behind their comment, so a comment is printed when the next one begins. */
struct walk {
    struct soan_report *r;
    struct list list;
    bool only_open, any, failed;
    struct error *e;
    int64_t id, section, text_of;
    bool resolved;
    enum soan_anchor anchor;
    struct text author, at, quote, body, replies, text;
};

static void print_held(struct walk *w)
{
    struct text path = {0};
    if (!w->any)
        return;
    cli_path(w->r, w->section, &path);
    if (w->list.format == LIST_TEXT) {
        out_printf("#%" PRId64 " %s %s %s, %s, %s\n", w->id, path.bytes, text_str(&w->author), text_str(&w->at),
                   _(w->resolved ? N_("resolved") : N_("open")), _(soan_anchor_name(w->anchor)));
        if (w->quote.len)
            out_printf("    “%s”\n", w->quote.bytes);
        out_printf("    %s\n%s", text_str(&w->body), text_str(&w->replies));
    } else {
        struct list *l = &w->list;
        text_append_char(&w->replies, ']');
        list_number(l, w->id);
        list_text(l, text_view(&path));
        list_text(l, text_view(&w->author));
        list_text(l, text_view(&w->at));
        list_text(l, w->resolved ? TEXT_LIT("resolved") : TEXT_LIT("open"));
        list_text(l, text_view_of(soan_anchor_name(w->anchor)));
        list_text_or_null(l, text_view(&w->quote));
        list_text(l, text_view(&w->body));
        list_raw(l, text_view(&w->replies));
    }
    w->any = false;
    text_free(&path);
}

static void hold(struct walk *w, const struct soan_comment *c)
{
    int64_t rev;
    if (c->section != w->text_of) {
        text_clear(&w->text);
        /* A section in the bin has no text to look into: its words count as deleted. */
        if (!soan_section_text(w->r, c->section, &w->text, &rev, NULL))
            text_clear(&w->text);
        w->text_of = c->section;
    }
    w->any = true;
    w->id = c->id;
    w->section = c->section;
    w->resolved = c->resolved;
    w->anchor = soan_anchor_state(c, text_view(&w->text));
    text_clear(&w->author);
    text_clear(&w->at);
    text_clear(&w->quote);
    text_clear(&w->body);
    text_clear(&w->replies);
    text_append(&w->author, text_view(&c->author));
    time_iso(c->at, &w->at);
    text_append(&w->quote, text_view(&c->quote));
    text_append(&w->body, text_view(&c->body));
    if (w->list.format == LIST_JSON)
        text_append_char(&w->replies, '[');
}

static void add_reply(struct walk *w, const struct soan_comment *c)
{
    struct text at = {0}, *out = &w->replies;
    time_iso(c->at, &at);
    if (w->list.format == LIST_TEXT) {
        text_printf(out, "    #%" PRId64 " %s %s: %s\n", c->id, text_str(&c->author), text_str(&at),
                    text_str(&c->body));
    } else {
        text_printf(out, "%s{\"id\": %" PRId64 ", \"author\": ", out->len > 1 ? ", " : "", c->id);
        json_string(text_view(&c->author), out);
        text_append_str(out, ", \"at\": ");
        json_string(text_view(&at), out);
        text_append_str(out, ", \"text\": ");
        json_string(text_view(&c->body), out);
        text_append_char(out, '}');
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
    static const char *const fields[] = {"id", "section", "author", "at", "state", "anchor", "quote", "text",
                                         "replies"};
    bool json = false, ok = false;
    struct walk w = {.e = e};
    const struct option_spec options[] = {
        {"open", 0, &w.only_open, NULL, NULL, NULL, N_("only those not yet resolved")},
        {"json", 0, &json, NULL, NULL, NULL, N_("one array of objects")},
    };
    if (!cli_parse(in, options, SOAN_ARRAY_LEN(options), 1, 1, e))
        return in->answered;
    if (cli_open(in, in->argv[0], &w.r, e)) {
        list_begin(&w.list, json ? LIST_JSON : LIST_TEXT, fields, SOAN_ARRAY_LEN(fields));
        ok = soan_comment_each(w.r, 0, print_comment, &w, e);
        if (ok) {
            print_held(&w);
            list_end(&w.list);
        }
    }
    struct text *owned[] = {&w.author, &w.at, &w.quote, &w.body, &w.replies, &w.text};
    for (size_t i = 0; i < SOAN_ARRAY_LEN(owned); i++)
        text_free(owned[i]);
    soan_report_close(&w.r);
    return ok;
}
