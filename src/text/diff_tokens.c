#include <stdlib.h>
#include <string.h>

#include "text/diff.h"
#include "text/prop.h"

/* FNV-1a, 64 bits. */
static uint64_t hash(struct text_view v, size_t from, size_t to)
{
    uint64_t h = 0xCBF29CE484222325u;
    for (size_t i = from; i < to; i++)
        h = (h ^ (unsigned char)v.bytes[i]) * 0x100000001B3u;
    return h;
}

static void add(struct text_view v, size_t from, size_t to, unsigned weight, bool word, struct tokens *out)
{
    mem_grow((void **)&out->item, &out->cap, out->n + 1, sizeof *out->item);
    out->item[out->n++] = (struct token){from, to, hash(v, from, to), weight, word};
}

void diff_tokens_free(struct tokens *t)
{
    mem_free(&t->item);
    *t = (struct tokens){0};
}

/* ---- sentences ---- */

static bool closes(struct text_view v, size_t pos, size_t *next)
{
    size_t len;
    uint32_t cp = decode(v.bytes + pos, &len);
    *next = pos + len;
    return cp == '"' || cp == '\'' || cp == ')' || cp == ']' || cp == 0x201D || cp == 0x2019 || cp == 0xBB;
}

/* True if a sentence ends with the mark at pos; *end is set behind it and the quotes that go with it. Dots in a row
 * are an open mark. */
static bool ends_at(struct text_view v, size_t pos, size_t *end)
{
    char c = v.bytes[pos];
    if (c != '.' && c != '!' && c != '?' && c != ';')
        return false;
    if (c == '.' && pos > 0 && v.bytes[pos - 1] == '.')
        return false;
    *end = pos + 1;
    for (size_t next; *end < v.len && closes(v, *end, &next);)
        *end = next;
    return *end < v.len && v.bytes[*end] == ' ';
}

static void add_sentence(struct text_view v, size_t from, size_t to, struct tokens *out)
{
    enum { MOST = 60 };
    while (from < to && v.bytes[from] == ' ')
        from++;
    while (to > from && v.bytes[to - 1] == ' ')
        to--;
    size_t len = to - from;
    if (len)
        add(v, from, to, len < MOST ? (unsigned)len : MOST, true, out);
}

void diff_sentences(struct text_view v, struct tokens *out)
{
    size_t from = 0;
    for (size_t i = 0, end; i < v.len;) {
        if (v.bytes[i] == '\n') {
            add_sentence(v, from, i, out);
            from = ++i;
        } else if (ends_at(v, i, &end)) {
            add_sentence(v, from, end, out);
            from = i = end;
        } else {
            i++;
        }
    }
    add_sentence(v, from, v.len, out);
}

/* ---- words ---- */

static bool digit(struct text_view v, size_t pos, size_t to)
{
    return pos < to && v.bytes[pos] >= '0' && v.bytes[pos] <= '9';
}

/* End of the figure in braces at pos, or pos. */
static size_t figure_end(struct text_view v, size_t pos, size_t to)
{
    size_t i = pos + 1;
    while (i < to && !strchr("{} \n", v.bytes[i]))
        i++;
    return v.bytes[pos] == '{' && i > pos + 1 && i < to && v.bytes[i] == '}' ? i + 1 : pos;
}

static size_t word_end(struct text_view v, size_t pos, size_t to, unsigned *letters)
{
    size_t i = pos;
    *letters = 0;
    for (size_t len; i < to; i += len) {
        uint16_t prop = text_prop(decode(v.bytes + i, &len));
        bool inside = (v.bytes[i] == '.' || v.bytes[i] == ',') && i > pos && digit(v, i - 1, to) && digit(v, i + 1, to);
        bool mark = (prop & PROP_JOINS) && i > pos && !(prop & PROP_BLANK);
        if (!(prop & PROP_ALNUM) && !inside && !mark)
            break;
        ++*letters;
    }
    return i;
}

static size_t mark_end(struct text_view v, size_t pos, size_t to)
{
    size_t len, end;
    decode(v.bytes + pos, &len);
    if (len > 1) {
        end = text_grapheme_next(v, pos);
        return end < to ? end : to;
    }
    for (end = pos + 1; end < to && v.bytes[end] == v.bytes[pos]; end++)
        continue;
    return end;
}

void diff_words(struct text_view v, size_t from, size_t to, struct tokens *out)
{
    enum { WORD = 2, MOST = 6 };
    for (size_t i = from; i < to;) {
        if (v.bytes[i] == ' ' || v.bytes[i] == '\n') {
            i++;
            continue;
        }
        unsigned letters = MOST;
        size_t end = figure_end(v, i, to);
        if (end == i)
            end = word_end(v, i, to, &letters);
        bool word = end > i;
        if (!word)
            end = mark_end(v, i, to);
        add(v, i, end, word ? WORD + (letters < MOST ? letters : MOST) : 1, word, out);
        i = end;
    }
}
