#include <stddef.h>
#include <string.h>

#include "print/style.h"

enum key_kind { KEY_NUMBER, KEY_TEXT, KEY_LINES, KEY_CHOICE };

struct key {
    const char *name;
    enum key_kind kind;
    size_t at;
    int least, most;          /* of a number */
    const char *choices;      /* parted by blanks; the first is 0 */
};

#define NUMBER(name, member, least, most) {name, KEY_NUMBER, offsetof(struct page_style, member), least, most, NULL}
#define TEXT(name, member) {name, KEY_TEXT, offsetof(struct page_style, member), 0, 0, NULL}
#define LINES(name, member) {name, KEY_LINES, offsetof(struct page_style, member), 0, 0, NULL}
#define CHOICE(name, member, choices) {name, KEY_CHOICE, offsetof(struct page_style, member), 0, 0, choices}

static const struct key keys[] = {
    TEXT("label", label),
    NUMBER("paper-width", paper_width, 50, 2000),
    NUMBER("paper-height", paper_height, 50, 2000),
    NUMBER("margin-left", margin_left, 0, 500),
    NUMBER("margin-right", margin_right, 0, 500),
    NUMBER("margin-top", margin_top, 0, 500),
    NUMBER("margin-bottom", margin_bottom, 0, 500),
    NUMBER("cpi", cpi, 5, 30),
    NUMBER("lpi", lpi, 2, 20),
    NUMBER("columns", columns, 20, 500),
    NUMBER("lines", lines, 10, 1000),
    CHOICE("margins-printed", margins_printed, "no yes"),
    NUMBER("indent", indent, 0, 40),
    NUMBER("item-step", item_step, 0, 20),
    NUMBER("paragraph-gap", paragraph_gap, 0, 5),
    CHOICE("edge", justified, "ragged justified"),
    NUMBER("blank-most", blank_most, 1, 20),
    TEXT("number", number),
    NUMBER("number-from", number_from, 1, 1000),
    CHOICE("running-head", running, "never always draft"),
    TEXT("note-mark", note_mark),
    NUMBER("note-rule", note_rule, 0, 500),
    CHOICE("contents", contents_front, "back front"),
    NUMBER("contents-depth", contents_depth, 1, 1000),
    NUMBER("left-columns", left_columns, 0, 500),
    LINES("left", left),
    LINES("right", right),
    LINES("middle", middle),
    TEXT("recipients", recipients),
    LINES("sign", sign),
};

struct reading {
    const char *name;         /* of the file */
    unsigned line;
    struct page_style *style;
    struct error *e;
};

static bool odd(const struct reading *r, const char *what, struct text_view said)
{
    return error_set(r->e, SOAN_BAD_DATA, _("%s: line %u: %.*s: %s"), r->name, r->line, (int)said.len, said.bytes, what);
}

static bool take_number(const struct reading *r, const struct key *k, struct text_view v)
{
    int *to = (int *)(void *)((char *)r->style + k->at), n = 0;
    struct text range = {0};
    bool digits = v.len > 0 && v.len < 7;
    for (size_t i = 0; digits && i < v.len; i++) {
        digits = v.bytes[i] >= '0' && v.bytes[i] <= '9';
        n = n * 10 + (v.bytes[i] - '0');
    }
    if (digits && n >= k->least && n <= k->most) {
        *to = n;
        return true;
    }
    text_printf(&range, _("give a number of %d to %d"), k->least, k->most);
    bool ok = odd(r, text_str(&range), v);
    text_free(&range);
    return ok;
}

static bool take_choice(const struct reading *r, const struct key *k, struct text_view v)
{
    int at = 0;
    for (const char *c = k->choices; *c; at++) {
        size_t n = strcspn(c, " ");
        if (text_view_equal(v, (struct text_view){c, n})) {
            char *to = (char *)r->style + k->at;
            if (k->at == offsetof(struct page_style, running))
                *(enum style_running *)(void *)to = (enum style_running)at;
            else
                *(bool *)(void *)to = at == 1;
            return true;
        }
        c += n + (c[n] == ' ');
    }
    struct text words = {0};
    text_printf(&words, _("say one of: %s"), k->choices);
    bool ok = odd(r, text_str(&words), v);
    text_free(&words);
    return ok;
}

static bool take_line(const struct reading *r, const struct key *k, struct text_view v)
{
    struct style_lines *l = (struct style_lines *)(void *)((char *)r->style + k->at);
    if (l->n == STYLE_LINES)
        return odd(r, _("has too many lines"), text_view_of(k->name));
    l->line[l->n++] = v;
    return true;
}

static bool take_pair(const struct reading *r, struct text_view name, struct text_view value)
{
    for (size_t i = 0; i < SOAN_ARRAY_LEN(keys); i++) {
        const struct key *k = &keys[i];
        if (!text_view_equal(name, text_view_of(k->name)))
            continue;
        switch (k->kind) {
        case KEY_NUMBER: return take_number(r, k, value);
        case KEY_CHOICE: return take_choice(r, k, value);
        case KEY_LINES: return take_line(r, k, value);
        case KEY_TEXT: *(struct text_view *)(void *)((char *)r->style + k->at) = value; return true;
        }
    }
    return odd(r, _("is no name of a page style"), name);
}

static bool read_lines(struct reading *r, struct text_view data)
{
    size_t bad;
    if (!text_utf8_valid(data, &bad) || !text_is_clean(data))
        return error_set(r->e, SOAN_BAD_DATA, _("%s: is not clean UTF-8 text"), r->name);
    for (size_t from = 0, to; from < data.len; from = to + 1) {
        to = text_view_find(data, TEXT_LIT("\n"), from);
        struct text_view line = text_view_trim(text_view_part(data, from, to));
        size_t sign = text_view_find(line, TEXT_LIT("="), 0);
        r->line++;
        if (line.len && line.bytes[0] != '#' && sign == SIZE_MAX)
            return odd(r, _("is not NAME = VALUE"), line);
        if (line.len && line.bytes[0] != '#' &&
            !take_pair(r, text_view_trim(text_view_part(line, 0, sign)),
                       text_view_trim(text_view_part(line, sign + 1, line.len))))
            return false;
        if (to == SIZE_MAX)
            break;
    }
    return true;
}

/* Millimetres that so many columns or lines take. */
static int millimetres(int n, int to_the_inch)
{
    return n * 254 / (10 * to_the_inch);
}

static bool fits_on_paper(const struct reading *r)
{
    const struct page_style *s = r->style;
    int wide = s->paper_width - s->margin_left - s->margin_right;
    int high = s->paper_height - s->margin_top - s->margin_bottom;
    if (!s->cpi || !s->lpi || !s->columns || !s->lines)
        return error_set(r->e, SOAN_BAD_DATA, _("%s: columns, lines, cpi and lpi must be said"), r->name);
    if (millimetres(s->columns, s->cpi) > wide)
        return error_set(r->e, SOAN_BAD_DATA, _("%s: %d columns are wider than the paper between its margins, %d mm"),
                         r->name, s->columns, wide);
    if (millimetres(s->lines, s->lpi) > high)
        return error_set(r->e, SOAN_BAD_DATA, _("%s: %d lines are higher than the paper between its margins, %d mm"),
                         r->name, s->lines, high);
    return true;
}

bool style_read(const char *name, struct text_view data, struct page_style *out, struct error *e)
{
    struct reading r = {.name = name, .style = out, .e = e};
    *out = (struct page_style){.number_from = 2, .blank_most = 1, .contents_depth = 3};
    return read_lines(&r, data) && fits_on_paper(&r);
}

static void add_name(const char *name, void *arg)
{
    struct text *names = arg;
    text_printf(names, "%s%s", names->len ? ", " : "", name + strlen("page/"));
}

bool style_load(struct text_view name, struct page_style *out, struct error *e)
{
    struct text file = {0};
    struct text_view data;
    text_printf(&file, "page/%.*s", (int)name.len, name.bytes);
    bool ok = data_find(text_str(&file), &data);
    if (ok) {
        ok = style_read(text_str(&file), data, out, e);
    } else {
        struct text names = {0};
        data_each("page/", add_name, &names);
        error_set(e, SOAN_USAGE, _("%.*s: no such page style; there are: %s"), (int)name.len, name.bytes, text_str(&names));
        text_free(&names);
    }
    text_free(&file);
    return ok;
}

struct each_style {
    void (*each)(const char *name, struct text_view label, void *arg);
    void *arg;
};

static void tell_style(const char *file, void *arg)
{
    const struct each_style *x = arg;
    const char *name = file + strlen("page/");
    struct page_style s;
    struct error e = {0};
    bool ok = style_load(text_view_of(name), &s, &e);
    x->each(name, ok ? s.label : text_view(&e.message), x->arg);
    error_free(&e);
}

void soan_page_style_each(void (*each)(const char *name, struct text_view label, void *arg), void *arg)
{
    data_each("page/", tell_style, &(struct each_style){each, arg});
}

int style_left(const struct page_style *s)
{
    return s->margins_printed ? s->margin_left * s->cpi * 10 / 254 : 0;
}

int style_top(const struct page_style *s)
{
    return s->margins_printed ? s->margin_top * s->lpi * 10 / 254 : 0;
}
