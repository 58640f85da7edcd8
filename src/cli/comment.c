#include <inttypes.h>
#include <string.h>

#include "cli/commands.h"
#include "soan/review.h"

struct remark {
    const char *section, *text;
    const char *quote, *kind, *behalf, *figure, *paper;
    int nth;
    struct soan_comment c;
};

static bool take_kind(struct remark *m, struct error *e)
{
    return !m->kind || (*m->kind && soan_opinion_by_name(text_view_of(m->kind), &m->c.kind)) ||
           error_set(e, SOAN_USAGE, _("--kind %s: is none; there are agree, revise, disagree, form and other"), m->kind);
}

static bool take_words(struct soan_report *r, struct remark *m, struct text_view words, struct error *e)
{
    m->c.anchored = words.len > 0;
    if (m->c.anchored)
        return soan_review_find_nth(r, m->c.section, words, (size_t)m->nth, &m->c.from, &m->c.to, e);
    return !m->nth || error_set(e, SOAN_USAGE, _("--nth says which of the words of --quote are meant; give them"));
}

static bool take_place(struct soan_report *r, struct remark *m, struct error *e)
{
    struct text words = {0};
    text_clean(text_view_of(m->quote), &words, NULL);
    bool ok = m->paper ? soan_review_paper(r, m->paper, text_view(&words), &m->c, e)
                       : soan_section_find(r, m->section, &m->c.section, e) && take_words(r, m, text_view(&words), e);
    text_free(&words);
    return ok;
}

/* `-` is standard input: a long opinion need not be quoted for a shell. */
static bool take_body(const char *arg, struct soan_comment *c, struct error *e)
{
    if (strcmp(arg, "-") == 0)
        return cli_read_text("-", &c->body, e);
    text_clean(text_view_of(arg), &c->body, NULL);
    return text_view_trim(text_view(&c->body)).len ||
           error_set(e, SOAN_USAGE, _("the comment is empty; write what is to be said"));
}

/* On paper the section need not be known. */
static bool take_arguments(const struct invocation *in, struct remark *m, struct error *e)
{
    if (m->paper ? in->argc != 2 : in->argc != 3)
        return error_set(e, SOAN_USAGE, m->paper ? _("give the file and the text; --paper says which section it is")
                                                 : _("give the file, the section and the text; see `soan comment --help`"));
    if (m->paper && (m->figure || m->nth))
        return error_set(e, SOAN_USAGE, _("--paper goes with neither --figure nor --nth; see `soan comment --help`"));
    m->section = m->paper ? NULL : in->argv[1];
    m->text = in->argv[in->argc - 1];
    return true;
}

bool command_comment(struct invocation *in, struct error *e)
{
    struct remark m = {0};
    const struct option_spec options[] = {
        {"quote", 0, NULL, &m.quote, NULL, "WORDS", N_("the words it is about, as they stand in the section")},
        {"nth", 0, NULL, NULL, &m.nth, "N", N_("which of them, where they stand more than once")},
        {"figure", 0, NULL, &m.figure, NULL, "KEY", N_("the figure it is about")},
        {"kind", 0, NULL, &m.kind, NULL, "KIND", N_("agree, revise, disagree, form or other")},
        {"behalf", 0, NULL, &m.behalf, NULL, "BODY", N_("the body that speaks: a cell, the Front …")},
        {"paper", 0, NULL, &m.paper, NULL, "COPY/PAGE/LINE", N_("where it stood on paper; in place of the section")},
        {"draft", 0, &m.c.draft, NULL, NULL, NULL, N_("only you see it until you publish your drafts")},
    };
    struct soan_report *r = NULL;
    if (!cli_parse(in, options, SOAN_ARRAY_LEN(options), 2, 3, e))
        return in->answered;
    m.c.behalf = text_copy(text_view_of(m.behalf));
    m.c.figure = text_copy(text_view_of(m.figure));
    int64_t id;
    bool ok = take_arguments(in, &m, e) && take_kind(&m, e) && take_body(m.text, &m.c, e) && cli_open(in, in->argv[0], &r, e) &&
              take_place(r, &m, e) && soan_comment_add(r, &m.c, &id, e);
    if (ok)
        out_printf("#%" PRId64 "\n", id);
    soan_comment_free(&m.c);
    soan_report_close(&r);
    return ok;
}
