/* Units: data/units read once into a tree of bytes, so that looking at a word costs no more than its letters. */
#include <string.h>

#include "figure/private.h"

enum entry_kind { ENTRY_NO_END, ENTRY_UNIT, ENTRY_PER, ENTRY_NONE };

struct entry {
    enum entry_kind kind;
    bool parts, whole;            /* its flags */
    bool counted;
    struct text_view canonical;   /* into the data file */
};

struct node {
    unsigned char byte;
    uint32_t child, sibling;      /* 0: none */
    struct entry entry;           /* of the name that ends here */
};

enum { ROOT_UNIT, ROOT_PER };     /* two trees: of units, and of what stands behind a slash */

struct tree {
    struct node *node;
    size_t n, cap;
};

static uint32_t find_child(const struct tree *t, uint32_t parent, unsigned char byte)
{
    uint32_t i = t->node[parent].child;
    while (i && t->node[i].byte != byte)
        i = t->node[i].sibling;
    return i;
}

static uint32_t add_node(struct tree *t, unsigned char byte, uint32_t sibling)
{
    mem_grow((void **)&t->node, &t->cap, t->n + 1, sizeof *t->node);
    t->node[t->n] = (struct node){.byte = byte, .sibling = sibling};
    return (uint32_t)t->n++;
}

static void add_spelling(struct tree *t, const struct entry *entry, struct text_view name)
{
    uint32_t at = entry->kind == ENTRY_PER ? ROOT_PER : ROOT_UNIT;
    for (size_t i = 0; i < name.len; i++) {
        unsigned char byte = (unsigned char)name.bytes[i];
        uint32_t next = find_child(t, at, byte);
        if (!next) {
            next = add_node(t, byte, t->node[at].child);
            t->node[at].child = next;
        }
        at = next;
    }
    if (t->node[at].entry.kind == ENTRY_NO_END)
        t->node[at].entry = *entry;
}

/* The name as in running text, at the head of a sentence and in a heading of capitals. */
static void add_name(struct tree *t, const struct entry *entry, struct text_view name)
{
    struct text capital = {0}, upper = {0};
    size_t second;
    text_decode(name, 0, &second);
    text_upper(text_view_part(name, 0, second), &capital);
    text_append(&capital, text_view_part(name, second, name.len));
    text_upper(name, &upper);
    add_spelling(t, entry, name);
    add_spelling(t, entry, text_view(&capital));
    add_spelling(t, entry, text_view(&upper));
    text_free(&capital);
    text_free(&upper);
}

/* Thousands and millions of things are rounded: they have decimals. */
static bool is_multiple(struct text_view name)
{
    static const char *const words[] = {"nghìn ", "triệu ", "tỷ "};
    for (size_t i = 0; i < SOAN_ARRAY_LEN(words); i++)
        if (text_view_starts(name, text_view_of(words[i])))
            return true;
    return false;
}

static void read_line(struct tree *t, struct text_view line, bool *counted)
{
    struct entry entry = {.kind = ENTRY_UNIT, .counted = *counted && !is_multiple(line)};
    size_t bad;
    if (line.len == 0 || line.bytes[0] == '#' || !text_utf8_valid(line, &bad))
        return;
    if (line.bytes[0] == '@') {
        *counted = text_view_equal(text_view_trim(text_view_part(line, 1, line.len)), TEXT_LIT("counted"));
        return;
    }
    if (line.bytes[0] == '/' || line.bytes[0] == '!') {
        entry.kind = line.bytes[0] == '/' ? ENTRY_PER : ENTRY_NONE;
        line = text_view_trim(text_view_part(line, 1, line.len));
    }
    size_t colon = text_view_find(line, TEXT_LIT(" :"), 0);
    if (colon != SIZE_MAX) {
        struct text_view flag = text_view_trim(text_view_part(line, colon + 2, line.len));
        entry.parts = text_view_equal(flag, TEXT_LIT("parts"));
        entry.whole = text_view_equal(flag, TEXT_LIT("whole"));
        line = text_view_part(line, 0, colon);
    }
    for (size_t from = 0; from <= line.len;) {
        size_t to = text_view_find(line, TEXT_LIT(" = "), from);
        struct text_view name = text_view_trim(text_view_part(line, from, to));
        if (name.len) {
            if (from == 0)
                entry.canonical = name;
            add_name(t, &entry, name);
        }
        if (to == SIZE_MAX)
            break;
        from = to + 3;
    }
}

static const struct tree *units(void)
{
    static struct tree tree;
    if (tree.n)
        return &tree;
    add_node(&tree, 0, 0);
    add_node(&tree, 0, 0);
    struct text_view data;
    if (!data_find("units", &data))
        data = TEXT_LIT("");
    bool counted = false;
    for (size_t from = 0, to; from < data.len; from = to + 1) {
        to = text_view_find(data, TEXT_LIT("\n"), from);
        if (to == SIZE_MAX)
            to = data.len;
        read_line(&tree, text_view_trim(text_view_part(data, from, to)), &counted);
    }
    return &tree;
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

/* The longest name at pos that ends at a word border; *end behind it. NULL if there is none. A blank of the name is a
 * blank or a no-break space. */
static const struct entry *longest(struct text_view v, size_t pos, uint32_t root, size_t *end)
{
    const struct tree *t = units();
    const struct entry *best = NULL;
    uint32_t at = root;
    while (pos < v.len) {
        unsigned char byte = (unsigned char)v.bytes[pos];
        size_t step = 1;
        if (byte == ' ' || byte == 0xC2 || byte == 0xE2) {
            size_t space = figure_space(text_view_part(v, pos, v.len));
            byte = space ? ' ' : byte;
            step = space ? space : 1;
        }
        at = find_child(t, at, byte);
        if (!at)
            break;
        pos += step;
        if (t->node[at].entry.kind != ENTRY_NO_END && (byte == '%' || !in_word(v, pos))) {
            best = &t->node[at].entry;
            *end = pos;
        }
    }
    return best;
}

static size_t skip_space(struct text_view v, size_t pos)
{
    return pos + figure_space(text_view_part(v, pos, v.len));
}

/* The unit at the start of v: returns its length (0: none) and entry, appends its own spelling to `canonical` (or
 * NULL). */
static size_t scan(struct text_view v, struct text *canonical, const struct entry **unit)
{
    size_t end = 0;
    *unit = longest(v, 0, ROOT_UNIT, &end);
    if (!*unit || (*unit)->kind == ENTRY_NONE)
        return 0;
    if (canonical)
        text_append(canonical, (*unit)->canonical);
    for (;;) {
        size_t slash = skip_space(v, end), next;
        if (slash >= v.len || v.bytes[slash] != '/')
            return end;
        const struct entry *per = longest(v, skip_space(v, slash + 1), ROOT_PER, &next);
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
    const struct entry *unit;
    return scan(v, NULL, &unit);
}

bool soan_unit_canonical(struct text_view v, struct text *out)
{
    struct text canonical = {0};
    const struct entry *unit;
    v = figure_trim(v);
    size_t len = scan(v, &canonical, &unit);
    bool known = len > 0 && len == v.len;
    text_append(out, known ? text_view(&canonical) : v);
    text_free(&canonical);
    return known;
}

bool soan_unit_counts_parts(struct text_view v)
{
    const struct entry *unit;
    return scan(figure_trim(v), NULL, &unit) > 0 && unit->parts;
}

bool soan_unit_is_count(struct text_view v)
{
    const struct entry *unit;
    v = figure_trim(v);
    size_t len = scan(v, NULL, &unit);
    return len > 0 && unit->counted && text_view_find(text_view_part(v, 0, len), TEXT_LIT("/"), 0) == SIZE_MAX;
}

bool figure_unit_named(struct text_view typed, struct text_view unit)
{
    struct text head = {0}, all = {0};
    const struct entry *entry;
    typed = figure_trim(typed);
    bool known = scan(typed, NULL, &entry) > 0;
    soan_unit_canonical(typed, &head);
    soan_unit_canonical(unit, &all);
    bool named = head.len > 0 && text_view_starts(text_view(&all), text_view(&head));
    if (named && all.len > head.len) {
        char next = all.bytes[head.len];
        named = next == '/' || (next == ' ' && known && !entry->whole);
    }
    text_free(&head);
    text_free(&all);
    return named;
}
