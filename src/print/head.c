/* What stands before the text and behind it, each where the report has a property for it. */
#include <string.h>

#include "print/annex.h"
#include "print/form.h"

enum { EDGE = 6 };            /* one part of so many of a line that the subject leaves free */

/* ---- properties ---- */

/* 5/2/2026 as `ngày 05 tháng 02 năm 2026`: days below 10 and the months 1 and 2 are written with a zero. */
static bool date_in_words(struct text_view v, struct text *out)
{
    unsigned part[3] = {0}, n = 0;
    size_t digits = 0;
    for (size_t i = 0; i <= v.len; i++) {
        bool end = i == v.len || v.bytes[i] == '/';
        if (!end && (v.bytes[i] < '0' || v.bytes[i] > '9' || ++digits > 4))
            return false;
        if (end && (digits == 0 || ++n > 3))
            return false;
        if (!end && n < 3)
            part[n] = part[n] * 10 + (unsigned)(v.bytes[i] - '0');
        digits = end ? 0 : digits;
    }
    if (n != 3 || part[0] < 1 || part[0] > 31 || part[1] < 1 || part[1] > 12)
        return false;
    struct text_view words = annex_word("date");
    for (size_t i = 0; i < words.len; i++) {
        char c = words.bytes[i];
        if (c == 'D')
            text_printf(out, "%02u", part[0]);
        else if (c == 'M')
            text_printf(out, part[1] < 3 ? "%02u" : "%u", part[1]);
        else if (c == 'Y')
            text_printf(out, "%u", part[2]);
        else
            text_append_char(out, c);
    }
    return true;
}

void form_property(struct printer *p, struct text_view name, struct text *out)
{
    struct text key = text_copy(name), value = {0};
    struct error e = {0};
    if (soan_property_find(name) && !soan_report_get(p->report, text_str(&key), &value, &e)) {
        p->failed = true;
        error_set(p->error, e.status, "%s", text_str(&e.message));
        error_free(&e);
    }
    struct text_view shown = printer_shown(p, text_view(&value));
    if (!text_view_ends(name, TEXT_LIT("date")) || !date_in_words(shown, out))
        text_append(out, shown);
    text_free(&key);
    text_free(&value);
}

static bool any_of(struct printer *p, const char *const *names, size_t n)
{
    bool any = false;
    for (size_t i = 0; !any && i < n; i++) {
        struct text v = {0};
        form_property(p, text_view_of(names[i]), &v);
        any = v.len;
        text_free(&v);
    }
    return any;
}

/* ---- letterhead ---- */

static void add_letterhead(struct printer *p)
{
    static const char *const heads[] = {"superior", "issuer", "number", "place", "date"};
    struct form_column left, right, none = {0};
    bool beside = form_columns(p, p->style.left_columns, &left, &right);
    p->headed = any_of(p, heads, SOAN_ARRAY_LEN(heads));
    for (size_t i = 0; i < p->style.left.n; i++)
        form_column_add(p, &left, p->style.left.line[i]);
    for (size_t i = 0; i < p->style.right.n; i++)
        form_column_add(p, &right, p->style.right.line[i]);
    if (beside) {
        form_rows(p, &left, &right, 0, BREAK_FREE);
    } else {
        form_rows(p, &none, &right, 0, BREAK_FREE);
        form_rows(p, &left, &none, 1, BREAK_NEVER);
    }
    form_column_free(&left);
    form_column_free(&right);
}

/* ---- title ---- */

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
        printer_add(p, (struct block){.kind = BLOCK_CENTRED, .text = text_view(&capitals), .gap = 1});
    }
    text_free(&capitals);
}

/* Type, or the title in its place, and the subject. */
static bool add_middle(struct printer *p, const struct soan_section *first)
{
    struct text name = {0}, line = {0};
    static const char *const kinds[] = {"type", "subject"};
    int edge = p->layout.pages.form.width / EDGE;
    p->headed = any_of(p, kinds, SOAN_ARRAY_LEN(kinds));
    bool ok = soan_report_get(p->report, "type", &name, p->error) &&
              (name.len || soan_report_get(p->report, "title", &name, p->error));
    for (size_t i = 0; ok && i < p->style.middle.n; i++) {
        struct text_view said = p->style.middle.line[i];
        if (text_view_equal(said, TEXT_LIT("(type)"))) {
            if (name.len)
                add_title(p, text_view(&name), first);
        } else if (form_expand(p, said, &line)) {
            printer_add(p, (struct block){.kind = BLOCK_CENTRED, .text = text_view(&line), .first = edge, .hang = edge});
        }
    }
    text_free(&name);
    text_free(&line);
    return ok;
}

/* ---- running head ---- */

bool head_running(struct printer *p, struct text *title, struct text *draft)
{
    struct text date = {0};
    form_property(p, TEXT_LIT("draft"), draft);
    form_property(p, TEXT_LIT("draft-date"), &date);
    form_property(p, TEXT_LIT("title"), title);
    if (p->options->draft && draft->len == 0)
        text_append(draft, annex_word("draft"));
    text_append(draft, date.len && draft->len ? TEXT_LIT(" - ") : TEXT_LIT(""));
    text_append(draft, text_view(&date));
    text_free(&date);
    return p->options->draft || p->style.running == RUNNING_ALWAYS || (p->style.running == RUNNING_DRAFT && draft->len);
}

static void set_running(struct printer *p)
{
    struct text title = {0}, draft = {0}, right = {0};
    int width = p->layout.pages.form.width, used;
    if (head_running(p, &title, &draft)) {
        struct text *out = &p->running;
        text_clear(out);
        text_ellipsize(text_view(&draft), width * 2 / 3, &right);
        used = text_width(text_view(&right));
        text_ellipsize(text_view(&title), width - used - (used ? 2 : 0), out);
        for (int n = width - used - text_width(text_view(out)); used && n > 0; n--)
            text_append_char(out, ' ');
        text_append(out, text_view(&right));
        pages_running(&p->layout.pages, text_view(out), p->options->draft);
    }
    text_free(&title);
    text_free(&draft);
    text_free(&right);
}

bool head_begin(struct printer *p, const struct soan_section *first)
{
    set_running(p);
    add_letterhead(p);
    return add_middle(p, first) && !p->failed;
}

/* ---- signature ---- */

/* Items parted by semicolons, each on lines of its own: `- item;`, the last one ending with a full stop. */
static void add_recipients(struct printer *p, struct form_column *c)
{
    struct text all = {0}, item = {0};
    form_property(p, TEXT_LIT("recipients"), &all);
    struct text_view v = text_view_trim(text_view(&all));
    while (v.len && (v.bytes[v.len - 1] == '.' || v.bytes[v.len - 1] == ';'))
        v.len--;
    if (v.len)
        form_column_item(c, p->style.recipients, 0);
    for (size_t from = 0, to; from < v.len; from = to + 1) {
        to = text_view_find(v, TEXT_LIT(";"), from);
        to = to == SIZE_MAX ? v.len : to;
        struct text_view words = text_view_trim(text_view_part(v, from, to));
        text_clear(&item);
        text_append_str(&item, "- ");
        text_append(&item, words);
        text_append_char(&item, to == v.len ? '.' : ';');
        if (words.len)
            form_column_item(c, text_view(&item), 2);
    }
    text_free(&all);
    text_free(&item);
}

bool head_end(struct printer *p)
{
    static const char *const signs[] = {"sign-for", "sign-as", "signer"};
    struct form_column left, right, none = {0};
    bool beside = form_columns(p, p->style.columns / 2, &left, &right);
    left.centred = false;
    p->headed = any_of(p, signs, SOAN_ARRAY_LEN(signs));
    add_recipients(p, &left);
    for (size_t i = 0; i < p->style.sign.n; i++)
        form_column_add(p, &right, p->style.sign.line[i]);
    if (beside) {
        form_rows(p, &left, &right, 1, BREAK_NEVER);
    } else {
        form_rows(p, &none, &right, 1, BREAK_NEVER);
        form_rows(p, &left, &none, 1, BREAK_FREE);
    }
    form_column_free(&left);
    form_column_free(&right);
    return !p->failed;
}
