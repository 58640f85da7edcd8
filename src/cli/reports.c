#include "cli/commands.h"

static void print_line(const struct soan_shelf_item *i)
{
    struct text line = {0}, at = {0};
    text_append(&line, text_view(&i->file));
    if (i->problem.len) {
        text_printf(&line, ": %s", text_str(&i->problem));
    } else {
        if (i->title.len)
            text_printf(&line, "  %s", text_str(&i->title));
        time_iso(i->at, &at);
        text_printf(&line, _(", changed %s by %s"), text_str(&at), text_str(&i->by));
        if (i->here.len)
            text_printf(&line, _(", open: %s"), text_str(&i->here));
    }
    text_append_char(&line, '\n');
    out_text(text_view(&line));
    text_free(&line);
    text_free(&at);
}

static void print_fields(struct list *l, const struct soan_shelf_item *i)
{
    struct text at = {0};
    if (i->at)
        time_iso(i->at, &at);
    list_text(l, text_view(&i->file));
    list_text(l, text_view(&i->title));
    list_text_or_null(l, text_view(&at));
    list_text_or_null(l, text_view(&i->by));
    list_text_or_null(l, text_view(&i->here));
    list_text_or_null(l, text_view(&i->problem));
    text_free(&at);
}

bool command_reports(struct invocation *in, struct error *e)
{
    static const char *const fields[] = {"file", "title", "changed", "by", "open", "problem"};
    bool json = false, tsv = false, changed;
    const struct option_spec options[] = {
        {"json", 0, &json, NULL, NULL, NULL, N_("one array of objects")},
        {"tsv", 0, &tsv, NULL, NULL, NULL, N_("columns parted by tabs, with a heading line")},
    };
    struct soan_shelf shelf = {0};
    struct list list;
    enum list_format format;
    if (!cli_parse(in, options, SOAN_ARRAY_LEN(options), 0, 1, e))
        return in->answered;
    if (!list_format(json, tsv, &format, e) || !soan_shelf_read(in->argc ? in->argv[0] : ".", &shelf, &changed, e))
        return false;
    list_begin(&list, format, fields, SOAN_ARRAY_LEN(fields));
    for (size_t i = 0; i < shelf.n && out_good(); i++) {
        if (format == LIST_TEXT)
            print_line(&shelf.item[i]);
        else
            print_fields(&list, &shelf.item[i]);
    }
    list_end(&list);
    soan_shelf_free(&shelf);
    return true;
}
