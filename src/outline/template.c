#include "soan/outline.h"

bool soan_template_find(const char *name, struct text_view *out)
{
    struct text file = {0};
    text_printf(&file, "templates/%s.txt", name);
    bool found = data_find(text_str(&file), out);
    text_free(&file);
    return found;
}

/* data/templates/index: a template a line, its name, a tab, what it is. */
bool soan_template_each(bool (*each)(struct text_view name, struct text_view what, void *arg), void *arg, struct error *e)
{
    struct text_view index;
    if (!data_find("templates/index", &index))
        return error_set(e, SOAN_NO_INPUT, _("the list of templates is missing; install the program again"));
    for (size_t at = 0; at < index.len;) {
        size_t end = text_view_find(index, TEXT_LIT("\n"), at);
        struct text_view line = text_view_part(index, at, end);
        size_t tab = text_view_find(line, TEXT_LIT("\t"), 0);
        if (tab != SIZE_MAX && !each(text_view_part(line, 0, tab), text_view_part(line, tab + 1, line.len), arg))
            break;
        at = end == SIZE_MAX ? index.len : end + 1;
    }
    return true;
}
