/* What stands before the text. */
#include "print/printer.h"

static bool unfilled(struct text_view key, struct soan_shown *out, void *values)
{
    if (!soan_values_lookup(key, out, values))
        return false;
    out->value = (struct text_view){"", 0};
    return true;
}

/* A report that was never given a title is called by its first heading or opening line; it is not printed twice. */
static bool says_the_same(struct printer *p, struct text_view title, struct text_view source)
{
    struct text a = {0}, b = {0};
    soan_project(source, unfilled, p->values, &p->title);
    text_upper(text_view_trim(text_view(&p->title.out)), &a);
    text_upper(text_view_trim(title), &b);
    bool same = a.len > 0 && text_view_equal(text_view(&a), text_view(&b));
    text_free(&a);
    text_free(&b);
    return same;
}

static void add_title(struct printer *p, struct text_view title, const struct soan_section *first)
{
    struct text capitals = {0};
    struct text_view line =
        text_view_part(text_view(&p->source), 0, text_view_find(text_view(&p->source), TEXT_LIT("\n"), 0));
    bool unmarked = first && first->marker.kind == SOAN_MARKER_NONE;
    bool heading = first && says_the_same(p, title, text_view(&first->title));
    bool opening = unmarked && first->title.len == 0 && says_the_same(p, title, line);
    bool sentence =
        opening && text_view_ends(text_view_trim(line), TEXT_LIT(".")); /* no title, but where the text begins */
    p->skip_heading = heading && unmarked;
    p->skip_opening = opening && !sentence;
    if (!sentence && (!heading || unmarked)) {
        text_upper(printer_shown(p, title), &capitals);
        printer_add(p, (struct block){.kind = BLOCK_CENTRED, .text = text_view(&capitals)});
    }
    text_free(&capitals);
}

bool head_begin(struct printer *p, const struct soan_section *first)
{
    struct text title = {0};
    bool ok = soan_report_get(p->report, "title", &title, p->error);
    if (ok && title.len)
        add_title(p, text_view(&title), first);
    text_free(&title);
    return ok;
}
