#include <string.h>

#include "print/annex.h"

static const struct annex annexes[] = {
    {"targets", annex_targets},
    {"blanks", annex_blanks},
    {"responses", annex_responses},
    {"signoff", annex_signoff},
};

struct text_view annex_word(const char *name)
{
    struct text_view data, key = text_view_of(name);
    if (!data_find("annex", &data))
        return key;
    for (size_t from = 0, to; from < data.len; from = to + 1) {
        to = text_view_find(data, TEXT_LIT("\n"), from);
        to = to == SIZE_MAX ? data.len : to;
        struct text_view line = text_view_part(data, from, to);
        if (text_view_starts(line, key) && line.len > key.len && line.bytes[key.len] == ':')
            return text_view_trim(text_view_part(line, key.len + 1, line.len));
    }
    return key;
}

static const struct annex *find(struct text_view name)
{
    for (size_t i = 0; i < SOAN_ARRAY_LEN(annexes); i++)
        if (text_view_equal(name, text_view_of(annexes[i].name)))
            return &annexes[i];
    return NULL;
}

/* The name at *at, which moves behind it; false at the end. */
static bool next_name(const char **at, struct text_view *name)
{
    size_t n = strcspn(*at, ",");
    if (**at == '\0')
        return false;
    *name = text_view_trim((struct text_view){*at, n});
    *at += n + ((*at)[n] == ',');
    return true;
}

bool annex_names_valid(const char *names, struct error *e)
{
    struct text_view name;
    struct text known = {0};
    bool ok = true;
    while (ok && names && next_name(&names, &name))
        ok = find(name);
    for (size_t i = 0; i < SOAN_ARRAY_LEN(annexes); i++)
        text_printf(&known, "%s%s", i ? ", " : "", annexes[i].name);
    if (!ok)
        error_set(e, SOAN_USAGE, _("%.*s: no such annex; there are: %s"), (int)name.len, name.bytes, text_str(&known));
    text_free(&known);
    return ok;
}

bool annex_asked(const char *names, const char *name)
{
    struct text_view one;
    while (names && next_name(&names, &one))
        if (text_view_equal(one, text_view_of(name)))
            return true;
    return false;
}

bool annex_print(struct printer *p, const char *names)
{
    struct text_view name;
    bool ok = true;
    while (ok && names && next_name(&names, &name)) {
        const struct annex *a = find(name);
        ok = !a || a->print(p);
    }
    return ok;
}
