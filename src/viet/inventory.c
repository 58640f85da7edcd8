/* Onsets and rimes as data/rimes lists them, read at first use. */
#include <stdlib.h>

#include "viet/syllable.h"

struct set {
    uint64_t *item;
    size_t n;
    size_t cap;
};

static struct {
    bool loaded;
    struct set onset, rime, rare;
} inventory;

/* đ and the marked vowels follow the 26 base letters. */
static uint64_t letter_id(struct viet_letter l)
{
    switch (l.mark) {
    case MARK_CIRCUMFLEX:
        return l.base == 'a' ? 27 : l.base == 'e' ? 28 : 29;
    case MARK_BREVE:
        return 30;
    case MARK_HORN:
        return l.base == 'o' ? 31 : 32;
    case MARK_STROKE:
        return 33;
    default:
        return (uint64_t)(l.base - 'a' + 1);
    }
}

uint64_t letters_pack(const struct viet_letter *l, size_t n)
{
    uint64_t packed = 0;
    if (n > 10)
        return 0;
    for (size_t i = 0; i < n; i++)
        packed = packed << 6 | letter_id(l[i]);
    return packed;
}

static int by_number(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

static bool set_has(const struct set *s, uint64_t packed)
{
    return packed && s->n && bsearch(&packed, s->item, s->n, sizeof packed, by_number);
}

static void set_add(struct set *s, struct text_view word)
{
    struct letters l;
    if (!letters_of(word, &l))
        return;
    mem_grow((void **)&s->item, &s->cap, s->n + 1, sizeof *s->item);
    s->item[s->n++] = letters_pack(l.at, l.n);
}

static struct text_view next_word(struct text_view line, size_t *pos)
{
    while (*pos < line.len && line.bytes[*pos] == ' ')
        ++*pos;
    size_t from = *pos;
    while (*pos < line.len && line.bytes[*pos] != ' ')
        ++*pos;
    return text_view_part(line, from, *pos);
}

static void load_line(struct text_view line)
{
    size_t pos = 0;
    struct text_view kind = next_word(line, &pos);
    struct set *s = text_view_equal(kind, TEXT_LIT("onset"))  ? &inventory.onset
                    : text_view_equal(kind, TEXT_LIT("rime")) ? &inventory.rime
                    : text_view_equal(kind, TEXT_LIT("rare")) ? &inventory.rare
                                                              : NULL;
    for (struct text_view word = next_word(line, &pos); s && word.len; word = next_word(line, &pos))
        set_add(s, word);
}

static void set_sort(struct set *s)
{
    if (s->n)
        qsort(s->item, s->n, sizeof *s->item, by_number);
}

static void load(void)
{
    struct text_view data;
    inventory.loaded = true;
    if (!data_find("rimes", &data))
        return;
    for (size_t pos = 0; pos < data.len;) {
        size_t end = text_view_find(data, TEXT_LIT("\n"), pos);
        if (end == SIZE_MAX)
            end = data.len;
        load_line(text_view_trim(text_view_part(data, pos, end)));
        pos = end + 1;
    }
    set_sort(&inventory.onset);
    set_sort(&inventory.rime);
    set_sort(&inventory.rare);
}

bool inventory_has_onset(uint64_t packed)
{
    if (!inventory.loaded)
        load();
    return set_has(&inventory.onset, packed);
}

enum inventory_rime inventory_rime(uint64_t packed)
{
    if (!inventory.loaded)
        load();
    return set_has(&inventory.rime, packed) ? RIME_NATIVE : set_has(&inventory.rare, packed) ? RIME_RARE : RIME_NONE;
}
