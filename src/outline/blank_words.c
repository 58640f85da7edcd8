#include <stdlib.h>

#include "outline/blank.h"
#include "outline/letters.h"

struct phrase {
    struct text words;        /* lower case, single blanks */
    uint64_t first, last;     /* its first two and its last two letters: most phrases are told by them */
};
struct list {
    struct phrase *phrase;
    size_t n, cap;
};

static const char *const list_names[LIST_COUNT_] = {
    [LIST_PLACE] = "place", [LIST_PERSON] = "person", [LIST_ORDINAL] = "ordinal", [LIST_DOCUMENT] = "document",
    [LIST_DOCUMENT_NUMBER] = "document number", [LIST_COUNTING] = "counting", [LIST_DAY] = "day", [LIST_MONTH] = "month",
    [LIST_YEAR] = "year", [LIST_VALUE] = "value", [LIST_OPEN] = "open", [LIST_VERB] = "verb", [LIST_TAIL] = "tail",
    [LIST_LEAD] = "lead", [LIST_HEAD] = "head", [LIST_CUT] = "cut", [LIST_FUNCTION] = "function", [LIST_MEASURE] = "measure",
};

/* Of a word of one letter that letter alone. */
static uint64_t two_letters(uint32_t outer, uint32_t inner)
{
    bool word = letter_is(inner) || letter_is_digit(inner);
    return (uint64_t)letter_lower(outer) << 32 | (word ? letter_lower(inner) : 0);
}

static uint64_t first_two(struct text_view v, size_t pos)
{
    uint32_t first = letter_at(v, pos, &pos);
    return two_letters(first, pos < v.len ? letter_at(v, pos, &pos) : 0);
}

static uint64_t last_two(struct text_view v, size_t end)
{
    uint32_t last = letter_before(v, end, &end);
    return two_letters(last, end > 0 ? letter_before(v, end, &end) : 0);
}

static void add_phrase(struct list *list, struct text_view words)
{
    if (words.len == 0)
        return;
    void *p = list->phrase;
    mem_grow(&p, &list->cap, list->n + 1, sizeof *list->phrase);
    list->phrase = p;
    struct phrase *added = &list->phrase[list->n++];
    *added = (struct phrase){.words = text_copy(words)};
    added->first = first_two(words, 0);
    added->last = last_two(words, words.len);
}

static void add_line(struct list *lists, struct text_view line)
{
    size_t colon = text_view_find(line, TEXT_LIT(":"), 0);
    if (line.len == 0 || line.bytes[0] == '#' || colon == SIZE_MAX)
        return;
    struct text_view name = text_view_trim(text_view_part(line, 0, colon));
    for (size_t k = 0; k < LIST_COUNT_; k++) {
        if (!text_view_equal(name, text_view_of(list_names[k])))
            continue;
        for (size_t from = colon + 1, to; from < line.len; from = to + 1) {
            to = text_view_find(line, TEXT_LIT(","), from);
            if (to == SIZE_MAX)
                to = line.len;
            add_phrase(&lists[k], text_view_trim(text_view_part(line, from, to)));
        }
    }
}

/* Read once, kept until exit. */
static const struct list *lists(void)
{
    static struct list *all;
    struct text_view data;
    if (all)
        return all;
    all = mem_array(LIST_COUNT_, sizeof *all);
    if (!data_find("blanks", &data))
        return all;
    for (size_t from = 0, to; from < data.len; from = to + 1) {
        to = text_view_find(data, TEXT_LIT("\n"), from);
        if (to == SIZE_MAX)
            to = data.len;
        add_line(all, text_view_trim(text_view_part(data, from, to)));
    }
    return all;
}

size_t list_begins(enum blank_list list, struct text_view v, size_t pos)
{
    const struct list *l = &lists()[list];
    size_t best = 0;
    if (pos >= v.len)
        return 0;
    uint64_t first = first_two(v, pos);
    for (size_t k = 0; k < l->n; k++) {
        if (l->phrase[k].first != first)
            continue;
        size_t n = letters_match(v, pos, text_view(&l->phrase[k].words));
        if (n > best)
            best = n;
    }
    return best;
}

/* Start of `words` where they end at `end`, SIZE_MAX if they do not. */
static size_t match_back(struct text_view v, size_t end, struct text_view words)
{
    size_t p = end, w = words.len, start;
    while (w > 0) {
        if (p == 0)
            return SIZE_MAX;
        uint32_t want = letter_before(words, w, &w), cp = letter_before(v, p, &start);
        if (want == ' ') {
            if (!letter_is_blank(cp))
                return SIZE_MAX;
            while (p > 0 && letter_is_blank(letter_before(v, p, &start)))
                p = start;
            continue;
        }
        if (letter_lower(cp) != want)
            return SIZE_MAX;
        p = start;
    }
    return p > 0 && letter_is(letter_before(v, p, &start)) ? SIZE_MAX : p;
}

size_t list_ends(enum blank_list list, struct text_view v, size_t end)
{
    const struct list *l = &lists()[list];
    size_t best = 0;
    if (end == 0)
        return 0;
    uint64_t last = last_two(v, end);
    for (size_t k = 0; k < l->n; k++) {
        if (l->phrase[k].last != last)
            continue;
        size_t from = match_back(v, end, text_view(&l->phrase[k].words));
        if (from != SIZE_MAX && end - from > best)
            best = end - from;
    }
    return best;
}
