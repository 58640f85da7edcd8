/* Onsets and rimes as data/rimes lists them, and the syllables of data/syllables; each read at first use. */
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

static struct {
    bool loaded;
    struct set syllable;
} common;

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

static void set_add(struct set *s, uint64_t packed)
{
    mem_grow((void **)&s->item, &s->cap, s->n + 1, sizeof *s->item);
    s->item[s->n++] = packed;
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

static void add_words(struct set *s, struct text_view line, size_t pos, uint64_t (*number)(const struct letters *))
{
    for (struct text_view word = next_word(line, &pos); word.len; word = next_word(line, &pos)) {
        struct letters l;
        if (letters_of(word, &l))
            set_add(s, number(&l));
    }
}

static uint64_t spelling(const struct letters *l)
{
    return letters_pack(l->at, l->n);
}

static uint64_t spelling_and_tone(const struct letters *l)
{
    uint64_t tone = VIET_NGANG;
    for (size_t i = 0; i < l->n; i++)
        if (l->at[i].tone != VIET_NGANG)
            tone = tone == VIET_NGANG ? l->at[i].tone : VIET_NANG + 1;
    return letters_pack(l->at, l->n) << 3 | tone;
}

static void load_rimes(struct text_view line)
{
    size_t pos = 0;
    struct text_view kind = next_word(line, &pos);
    if (text_view_equal(kind, TEXT_LIT("onset")))
        add_words(&inventory.onset, line, pos, spelling);
    else if (text_view_equal(kind, TEXT_LIT("rime")))
        add_words(&inventory.rime, line, pos, spelling);
    else if (text_view_equal(kind, TEXT_LIT("rare")))
        add_words(&inventory.rare, line, pos, spelling);
}

static void load_syllables(struct text_view line)
{
    if (!text_view_starts(line, TEXT_LIT("#")))
        add_words(&common.syllable, line, 0, spelling_and_tone);
}

static void load(const char *name, void (*take_line)(struct text_view))
{
    struct text_view data;
    if (!data_find(name, &data))
        return;
    for (size_t pos = 0; pos < data.len;) {
        size_t end = text_view_find(data, TEXT_LIT("\n"), pos);
        if (end == SIZE_MAX)
            end = data.len;
        take_line(text_view_trim(text_view_part(data, pos, end)));
        pos = end + 1;
    }
}

static void set_sort(struct set *s)
{
    if (s->n)
        qsort(s->item, s->n, sizeof *s->item, by_number);
}

static void need_inventory(void)
{
    if (inventory.loaded)
        return;
    inventory.loaded = true;
    load("rimes", load_rimes);
    set_sort(&inventory.onset);
    set_sort(&inventory.rime);
    set_sort(&inventory.rare);
}

bool inventory_has_syllable(struct text_view word)
{
    struct letters l;
    if (!common.loaded) {
        common.loaded = true;
        load("syllables", load_syllables);
        set_sort(&common.syllable);
    }
    return letters_of(word, &l) && set_has(&common.syllable, spelling_and_tone(&l));
}

bool inventory_has_onset(uint64_t packed)
{
    need_inventory();
    return set_has(&inventory.onset, packed);
}

enum inventory_rime inventory_rime(uint64_t packed)
{
    need_inventory();
    return set_has(&inventory.rime, packed) ? RIME_NATIVE : set_has(&inventory.rare, packed) ? RIME_RARE : RIME_NONE;
}
