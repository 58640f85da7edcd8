#include "cli/commands.h"
#include "soan/review.h"

struct walk {
    struct soan_report *r;
    int64_t from, to;
    struct soan_marking how;
    struct soan_marked marked;
    bool source;
    struct soan_values *was, *is;
    size_t printed;
    struct error *e;
    bool failed;
};

static void print_marked(const struct soan_marked *m)
{
    struct text_view v = text_view(&m->text);
    size_t at = 0;
    for (size_t i = 0; i < m->n; i++) {
        const struct soan_mark *k = &m->mark[i];
        out_text(text_view_part(v, at, k->from));
        out_styled(text_view_part(v, k->from, k->to), k->kind == TEXT_DELETED ? OUT_DELETED : OUT_INSERTED);
        at = k->to;
    }
    out_text(text_view_part(v, at, v.len));
}

static void print_heading(struct walk *w, int64_t id, const struct soan_comparison *c)
{
    struct text line = {0};
    cli_path(w->r, id, &line);
    text_append_char(&line, ' ');
    out_str(w->printed++ ? "\n" : "");
    out_styled(text_view(&line), OUT_HEADING);
    soan_mark_changes(text_view(&c->from.title), text_view(&c->to.title),
                      (struct soan_marking){.signs = w->how.signs, .whole = true}, &w->marked);
    if (w->marked.text.len)
        print_marked(&w->marked);
    else
        out_str("\n");
    text_free(&line);
}

static bool print_section(int64_t id, void *arg)
{
    struct walk *w = arg;
    struct soan_comparison c = {0};
    w->failed = !soan_compare(w->r, id, w->from, w->to, &c, w->e);
    if (!w->failed && !w->source)
        soan_comparison_show(&c, w->was, w->is);
    if (!w->failed && c.differs) {
        print_heading(w, id, &c);
        soan_mark_changes(text_view(&c.from.body), text_view(&c.to.body), w->how, &w->marked);
        print_marked(&w->marked);
    }
    soan_comparison_free(&c);
    return !w->failed && out_good();
}

bool command_diff(struct invocation *in, struct error *e)
{
    const char *from = "template", *to = "now";
    bool whole = false;
    struct walk w = {.e = e};
    const struct option_spec options[] = {
        {"from", 0, NULL, &from, NULL, "STATE", N_("the earlier state: template, #REV or the name of a checkpoint")},
        {"to", 0, NULL, &to, NULL, "STATE", N_("the later state; without it the present")},
        {"source", 0, &w.source, NULL, NULL, NULL, N_("in source form: {key} for the value of a figure")},
        {"whole", 0, &whole, NULL, NULL, NULL, N_("unchanged paragraphs too")},
    };
    int64_t id = 0;
    if (!cli_parse(in, options, SOAN_ARRAY_LEN(options), 1, 2, e))
        return in->answered;
    w.how = (struct soan_marking){.signs = !out_styles(), .whole = whole};
    bool ok = cli_open(in, in->argv[0], &w.r, e) && (in->argc < 2 || soan_section_find(w.r, in->argv[1], &id, e)) &&
              soan_state_find(w.r, id, from, &w.from, e) && soan_state_find(w.r, id, to, &w.to, e) &&
              soan_values_at(w.r, w.from, &w.was, e) && soan_values_at(w.r, w.to, &w.is, e);
    if (ok && id)
        print_section(id, &w);
    else if (ok)
        ok = soan_changed_each(w.r, w.from, w.to, print_section, &w, e);
    soan_marked_free(&w.marked);
    soan_values_free(&w.was);
    soan_values_free(&w.is);
    soan_report_close(&w.r);
    return ok && !w.failed;
}
