/* Units: data/units read once, matched against text without copying it. */
#include <stdlib.h>
#include <string.h>

#include "figure/private.h"

enum entry_kind { ENTRY_UNIT, ENTRY_PER, ENTRY_NONE };

struct entry {
    struct text name;
    struct text_view canonical;   /* into the data file */
    enum entry_kind kind;
    bool parts;
};

/* Entries of one kind whose first byte is the same stand together. */
struct table {
    struct entry *entry;
    size_t n, cap;
    size_t first[257];
};

static int by_first_byte(const void *a, const void *b)
{
    unsigned char x = (unsigned char)((const struct entry *)a)->name.bytes[0];
    unsigned char y = (unsigned char)((const struct entry *)b)->name.bytes[0];
    return x < y ? -1 : x > y;
}

static void add_spelling(struct table *t, const struct entry *model, struct text_view name)
{
    mem_grow((void **)&t->entry, &t->cap, t->n + 1, sizeof *t->entry);
    struct entry *entry = &t->entry[t->n++];
    *entry = *model;
    entry->name = text_copy(name);
}

/* The name as in running text, at the head of a sentence and in a heading of capitals. */
static void add_name(struct table *t, const struct entry *model, struct text_view name)
{
    struct text capital = {0}, upper = {0};
    size_t second;
    text_decode(name, 0, &second);
    text_upper(text_view_part(name, 0, second), &capital);
    text_append(&capital, text_view_part(name, second, name.len));
    text_upper(name, &upper);
    add_spelling(t, model, name);
    if (!text_view_equal(text_view(&capital), name))
        add_spelling(t, model, text_view(&capital));
    if (!text_view_equal(text_view(&upper), text_view(&capital)) && !text_view_equal(text_view(&upper), name))
        add_spelling(t, model, text_view(&upper));
    text_free(&capital);
    text_free(&upper);
}

static void read_line(struct table *t, struct text_view line)
{
    struct entry model = {.kind = ENTRY_UNIT};
    if (line.len == 0 || line.bytes[0] == '#')
        return;
    if (line.bytes[0] == '/' || line.bytes[0] == '!') {
        model.kind = line.bytes[0] == '/' ? ENTRY_PER : ENTRY_NONE;
        line = text_view_trim(text_view_part(line, 1, line.len));
    }
    size_t colon = text_view_find(line, TEXT_LIT(" :"), 0);
    if (colon != SIZE_MAX) {
        model.parts = text_view_equal(text_view_trim(text_view_part(line, colon + 2, line.len)), TEXT_LIT("parts"));
        line = text_view_part(line, 0, colon);
    }
    for (size_t from = 0; from <= line.len;) {
        size_t to = text_view_find(line, TEXT_LIT(" = "), from);
        struct text_view name = text_view_trim(text_view_part(line, from, to));
        if (name.len) {
            if (from == 0)
                model.canonical = name;
            add_name(t, &model, name);
        }
        if (to == SIZE_MAX)
            break;
        from = to + 3;
    }
}

static const struct table *units(void)
{
    static struct table *table;
    if (table)
        return table;
    table = mem_alloc(sizeof *table);
    struct text_view data;
    if (!data_find("units", &data))
        data = TEXT_LIT("");
    for (size_t from = 0; from < data.len;) {
        size_t to = text_view_find(data, TEXT_LIT("\n"), from);
        if (to == SIZE_MAX)
            to = data.len;
        read_line(table, text_view_trim(text_view_part(data, from, to)));
        from = to + 1;
    }
    if (table->n)
        qsort(table->entry, table->n, sizeof *table->entry, by_first_byte);
    for (size_t byte = 0, i = 0; byte <= 256; byte++) {
        while (i < table->n && (unsigned char)table->entry[i].name.bytes[0] < byte)
            i++;
        table->first[byte] = i;
    }
    return table;
}

/* Letters and digits of the scripts a report may hold; marks, signs and punctuation end a word. */
static bool in_word(struct text_view v, size_t pos)
{
    if (pos >= v.len)
        return false;
    size_t next;
    uint32_t cp = text_decode(v, pos, &next);
    if (cp < 0x80)
        return (cp >= '0' && cp <= '9') || (cp >= 'A' && cp <= 'Z') || (cp >= 'a' && cp <= 'z');
    if (cp < 0xC0 || cp == 0xD7 || cp == 0xF7)
        return false;
    return cp < 0x2000 || (cp >= 0x2C00 && cp < 0x2E00) || (cp >= 0x3040 && cp < 0xFF00) || cp >= 0xFF10;
}

/* End of `name` standing at pos, or 0. A blank of the name is a blank or no-break space, blanks round its slash are free. */
static size_t match_name(struct text_view v, size_t pos, struct text_view name)
{
    for (size_t i = 0; i < name.len; i++) {
        if (name.bytes[i] == ' ') {
            size_t space = figure_space(text_view_part(v, pos, v.len));
            if (!space)
                return 0;
            pos += space;
        } else {
            if (pos >= v.len || v.bytes[pos] != name.bytes[i])
                return 0;
            pos++;
        }
    }
    bool ends_in_word = (unsigned char)name.bytes[name.len - 1] >= 0x80 || name.bytes[name.len - 1] != '%';
    return ends_in_word && in_word(v, pos) ? 0 : pos;
}

/* The longest entry at pos; *end behind it. `per`: of those that stand behind a slash. */
static const struct entry *longest(struct text_view v, size_t pos, bool per, size_t *end)
{
    const struct table *t = units();
    const struct entry *best = NULL;
    if (pos >= v.len)
        return NULL;
    unsigned char byte = (unsigned char)v.bytes[pos];
    *end = pos;
    for (size_t i = t->first[byte]; i < t->first[byte + 1]; i++) {
        const struct entry *entry = &t->entry[i];
        if ((entry->kind == ENTRY_PER) != per)
            continue;
        size_t to = match_name(v, pos, text_view(&entry->name));
        if (to > *end || (to && to == *end && entry->kind == ENTRY_NONE)) {
            best = entry;
            *end = to;
        }
    }
    return best;
}

static size_t skip_space(struct text_view v, size_t pos)
{
    return pos + figure_space(text_view_part(v, pos, v.len));
}

/* The unit at the start of v: returns its length, appends its own spelling to `canonical` (or NULL). */
static size_t scan(struct text_view v, struct text *canonical, bool *parts)
{
    size_t end;
    const struct entry *unit = longest(v, 0, false, &end);
    if (!unit || unit->kind == ENTRY_NONE)
        return 0;
    *parts = unit->parts;
    if (canonical)
        text_append(canonical, unit->canonical);
    for (;;) {
        size_t slash = skip_space(v, end), next;
        if (slash >= v.len || v.bytes[slash] != '/')
            return end;
        const struct entry *per = longest(v, skip_space(v, slash + 1), true, &next);
        if (!per)
            return end;
        end = next;
        if (canonical) {
            text_append_char(canonical, '/');
            text_append(canonical, per->canonical);
        }
    }
}

size_t soan_unit_match(struct text_view v)
{
    bool parts;
    return scan(v, NULL, &parts);
}

bool soan_unit_canonical(struct text_view unit, struct text *out)
{
    struct text canonical = {0};
    bool parts;
    unit = figure_trim(unit);
    size_t len = scan(unit, &canonical, &parts);
    bool known = len > 0 && len == unit.len;
    text_append(out, known ? text_view(&canonical) : unit);
    text_free(&canonical);
    return known;
}

bool soan_unit_counts_parts(struct text_view unit)
{
    bool parts = false;
    unit = figure_trim(unit);
    return scan(unit, NULL, &parts) && parts;
}
