#include <inttypes.h>

#include "cli/commands.h"

struct walk {
    struct soan_report *r;
    struct list list;
    bool one;                 /* section */
};

static void print_line(struct walk *w, const struct soan_step *s)
{
    struct text line = {0};
    text_printf(&line, "#%" PRId64 " ", s->rev);
    time_iso(s->at, &line);
    text_append_char(&line, ' ');
    text_append(&line, s->member);
    if (!w->one && s->section) {
        text_append_char(&line, ' ');
        cli_path(w->r, s->section, &line);
    }
    text_append_str(&line, ", ");
    soan_step_tell(s, &line);
    text_append_char(&line, '\n');
    out_text(text_view(&line));
    text_free(&line);
}

static void print_fields(struct walk *w, const struct soan_step *s)
{
    struct text path = {0}, at = {0}, began = {0};
    struct list *l = &w->list;
    if (s->section)
        cli_path(w->r, s->section, &path);
    time_iso(s->began, &began);
    time_iso(s->at, &at);
    list_number(l, s->rev);
    list_text_or_null(l, text_view(&path));
    list_text(l, text_view_of(soan_step_name(s->kind)));
    list_text(l, s->member);
    list_text(l, text_view(&began));
    list_text(l, text_view(&at));
    list_text_or_null(l, s->name);
    list_number(l, s->removed);
    list_number(l, s->inserted);
    text_free(&path);
    text_free(&at);
    text_free(&began);
}

static bool print_step(const struct soan_step *s, void *arg)
{
    struct walk *w = arg;
    if (w->list.format == LIST_TEXT)
        print_line(w, s);
    else
        print_fields(w, s);
    return out_good();
}

/* ---- what is new ---- */

struct news_walk {
    struct soan_report *r;
    struct soan_values *values;
    struct list list;
    struct error *e;
    bool failed;
};

static bool print_event(const struct soan_news_event *ev, void *arg)
{
    struct text line = {0};
    (void)arg;
    text_append_str(&line, "  ");
    time_iso(ev->at, &line);
    text_append_char(&line, ' ');
    soan_news_tell(ev, &line);
    text_append_char(&line, '\n');
    out_text(text_view(&line));
    text_free(&line);
    return out_good();
}

static void print_news_line(struct news_walk *w, const struct soan_news *n, struct text_view path, struct text_view title)
{
    struct text line = {0};
    text_append(&line, path);
    text_append_char(&line, ' ');
    text_append(&line, title);
    text_append_str(&line, "  ");
    text_append(&line, n->members);
    text_append_char(&line, '\n');
    if (n->count[SOAN_NEWS_TEXT])
        text_printf(&line, _("  text: 'soan diff FILE %.*s --from #%lld' shows it\n"), (int)path.len, path.bytes,
                    (long long)n->since);
    out_text(text_view(&line));
    text_free(&line);
    w->failed = !soan_news_events(w->r, n->section, n->since, print_event, w, w->e);
}

static void print_news_fields(struct news_walk *w, const struct soan_news *n, struct text_view path, struct text_view title)
{
    struct text at = {0};
    time_iso(n->at, &at);
    list_text(&w->list, path);
    list_text(&w->list, title);
    list_number(&w->list, n->since);
    for (size_t i = 0; i < SOAN_NEWS_KINDS; i++)
        list_number(&w->list, n->count[i]);
    list_text(&w->list, n->members);
    list_text(&w->list, text_view(&at));
    text_free(&at);
}

static bool print_news(const struct soan_news *n, void *arg)
{
    struct news_walk *w = arg;
    struct soan_section s = {0};
    struct text path = {0}, title = {0};
    w->failed = !soan_section_get(w->r, n->section, &s, w->e);
    if (!w->failed) {
        cli_path(w->r, n->section, &path);
        cli_shown(text_view(&s.title), w->values, &title);
        if (w->list.format == LIST_TEXT)
            print_news_line(w, n, text_view(&path), text_view(&title));
        else
            print_news_fields(w, n, text_view(&path), text_view(&title));
    }
    soan_section_free(&s);
    text_free(&path);
    text_free(&title);
    return !w->failed && out_good();
}

static bool log_news(struct soan_report *r, enum list_format format, bool read, struct error *e)
{
    static const char *const fields[] = {"section", "title", "since", "text", "figures", "comments", "signoff", "members", "at"};
    struct news_walk w = {.r = r, .e = e};
    int64_t rev = 0;
    list_begin(&w.list, format, fields, SOAN_ARRAY_LEN(fields));
    bool ok = soan_report_rev(r, &rev, e) && soan_values_load(r, &w.values, e) && soan_news_each(r, print_news, &w, e) && !w.failed;
    if (ok)
        list_end(&w.list);
    soan_values_free(&w.values);
    return ok && (!read || soan_news_seen(r, 0, rev, e));
}

bool command_log(struct invocation *in, struct error *e)
{
    static const char *const fields[] = {"rev", "section", "kind", "member", "began", "at", "name", "removed",
                                         "inserted"};
    bool json = false, tsv = false, news = false, read = false;
    const struct option_spec options[] = {
        {"new", 0, &news, NULL, NULL, NULL, N_("what others changed since you looked, by section")},
        {"read", 0, &read, NULL, NULL, NULL, N_("with --new: all of it is read then")},
        {"json", 0, &json, NULL, NULL, NULL, N_("one array of objects")},
        {"tsv", 0, &tsv, NULL, NULL, NULL, N_("columns parted by tabs, with a heading line")},
    };
    struct walk w = {0};
    enum list_format format;
    int64_t id = 0;
    if (!cli_parse(in, options, SOAN_ARRAY_LEN(options), 1, 2, e))
        return in->answered;
    if ((news && in->argc > 1) || (read && !news))
        return error_set(e, SOAN_USAGE, _("log: --new is for the whole report, and --read goes with it"));
    bool ok = list_format(json, tsv, &format, e) && cli_open(in, in->argv[0], &w.r, e) &&
              (in->argc < 2 || soan_section_find(w.r, in->argv[1], &id, e));
    if (ok && news) {
        ok = log_news(w.r, format, read, e);
    } else if (ok) {
        w.one = id != 0;
        list_begin(&w.list, format, fields, SOAN_ARRAY_LEN(fields));
        ok = soan_history_each(w.r, id, print_step, &w, e);
        if (ok)
            list_end(&w.list);
    }
    soan_report_close(&w.r);
    return ok;
}
