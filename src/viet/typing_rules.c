#include <string.h>

#include "viet/typing_rules.h"

/* Vowel groups, with those that are only a state on the way to a marked one (ie, uo, ưo, yeu). */
static const char groups[] =
    " a â ă e ê i o ô ơ u ư y ai ao au ay âu ây eo eu êu ia ie iê iu oa oă oe oi oo ôi ơi ua uâ ue uê ui uo uô uơ uu "
    "uy ưa ưi ưo ươ ưu ye yê ieu iêu oai oao oay oeo uay uây uoi uou uôi uơi uơu uya uye uyê uyu ưoi ưou ươi ươu yeu yêu ";

static const struct {
    const char *vowels, *codas;
} pairs[] = {
    {" a e oa ", " c ch m n ng nh p t "},
    {" ă ", " c k m n ng p t "},
    {" â o ô ", " c m n ng p t "},
    {" ê i ", " c ch m n nh p t "},
    {" ơ ", " m n p t "},
    {" u ie iê uo uô ưo ươ ", " c m n ng p t "},
    {" ư ", " c m n ng t "},
    {" oă ", " c m n ng t "},
    {" oe ", " m n t "},
    {" oo ", " c ng "},
    {" ua uâ ", " n ng t "},
    {" ue uê ", " c ch n nh "},
    {" uy ", " c ch n nh p t "},
    {" y ", " t "},
    {" ye yê ", " m n ng p t "},
    {" uye uyê ", " n t "},
};

static const char onsets[] = " b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x ";

#define SPELLED_MAX 64

/* " " + letters + end, so that a list can be asked for a whole member or for its beginning. */
static bool listed(const char *list, const struct viet_letter *l, size_t n, bool whole)
{
    char word[SPELLED_MAX];
    size_t len = 0;
    word[len++] = ' ';
    for (size_t i = 0; i < n; i++) {
        if (len + 5 >= sizeof word)
            return false;
        struct viet_letter x = {l[i].base, l[i].mark, VIET_NGANG, false};
        uint32_t cp = x.base >= 'a' && x.base <= 'z' ? letter_codepoint(x) : x.base;
        len += letter_encode(cp, word + len);
    }
    if (whole)
        word[len++] = ' ';
    word[len] = '\0';
    return strstr(list, word) != NULL;
}

static bool onset_fits(const struct viet_letter *l, struct parts p)
{
    if (!listed(onsets, l, p.onset, true) && p.onset)
        return false;
    uint8_t v = l[p.onset].base;
    if (p.onset == 1 && l[0].base == 'k')
        return v == 'e' || v == 'i' || v == 'y';
    if (p.onset == 2 && l[0].base == 'q')
        return v != 'u';
    if (p.onset == 2 && l[0].base == 'g' && l[1].base == 'i')
        return v != 'i';
    return true;
}

static const char *codas_of(const struct viet_letter *l, struct parts p)
{
    const struct viet_letter *v = l + p.onset;
    size_t n = p.nucleus - p.onset;
    if (p.onset == 2 && l[0].base == 'q' && n == 1 && v[0].base == 'y')
        return " ch n nh t ";
    if (p.onset == 2 && l[1].base == 'i' && n == 1 && v[0].base == 'e')
        return " c m n ng p t ";
    for (size_t i = 0; i < SOAN_ARRAY_LEN(pairs); i++)
        if (listed(pairs[i].vowels, v, n, true))
            return pairs[i].codas;
    return "";
}

bool rules_possible(const struct viet_letter *l, size_t n)
{
    struct parts p = syllable_parts(l, n);
    if (p.coda != n)
        return false;
    if (p.nucleus == p.onset)
        return listed(onsets, l, n, false);
    if (!onset_fits(l, p) || !listed(groups, l + p.onset, p.nucleus - p.onset, true))
        return false;
    return p.coda == p.nucleus || listed(codas_of(l, p), l + p.nucleus, p.coda - p.nucleus, false);
}

enum rules_change rules_circumflex(struct viet_letter *l, size_t n, uint8_t base, size_t *at)
{
    struct parts p = syllable_parts(l, n);
    for (size_t i = p.nucleus; i-- > p.onset;) {
        if (base ? l[i].base != base : !strchr("aeo", l[i].base))
            continue;
        *at = i;
        uint8_t mark = l[i].mark;
        if (mark == MARK_CIRCUMFLEX) {
            l[i].mark = MARK_NONE;
            return RULES_UNDONE;
        }
        l[i].mark = MARK_CIRCUMFLEX;
        /* ươ and ưo turn into uô as a whole. */
        bool with_u = i > p.onset && l[i].base == 'o' && l[i - 1].base == 'u' && l[i - 1].mark == MARK_HORN;
        if (with_u)
            l[i - 1].mark = MARK_NONE;
        if (rules_possible(l, n))
            return RULES_MARKED;
        l[i].mark = mark;
        if (with_u)
            l[i - 1].mark = MARK_HORN;
    }
    return RULES_NONE;
}

/* Which letters of a vowel group take the breve (b) or the horn (h). */
static const struct {
    const char *bases, *marks;
} hooks[] = {
    {"a", "b"},   {"oa", "-b"}, {"o", "h"},   {"oi", "h-"},   {"u", "h"},     {"ua", "h-"},
    {"ui", "h-"}, {"uu", "h-"}, {"uo", "hh"}, {"uoi", "hh-"}, {"uou", "hh-"},
};

/* Open uo after no onset, h, kh, th is first of all uơ: huơ, thuở. */
static bool prefers_uo_horn(const struct viet_letter *l, size_t n, struct parts p)
{
    if (p.coda > p.nucleus || p.nucleus != n || n - p.onset != 2 || l[p.onset].mark || l[p.onset + 1].mark)
        return false;
    return p.onset == 0 || listed(" h kh th ", l, p.onset, true);
}

enum rules_change rules_hook(struct viet_letter *l, size_t n, unsigned kinds, size_t *at)
{
    struct parts p = syllable_parts(l, n);
    struct viet_letter *v = l + p.onset, before[3];
    size_t vowels = p.nucleus - p.onset;
    char bases[4] = "";
    if (vowels == 0 || vowels > 3)
        return RULES_NONE;
    for (size_t i = 0; i < vowels; i++) {
        bases[i] = (char)v[i].base;
        before[i] = v[i];
    }
    const char *marks = NULL;
    for (size_t i = 0; i < SOAN_ARRAY_LEN(hooks) && !marks; i++)
        if (strcmp(hooks[i].bases, bases) == 0)
            marks = hooks[i].marks;
    if (!marks || !(kinds & (strchr(marks, 'b') ? RULES_BREVE : RULES_HORN)))
        return RULES_NONE;
    if (strcmp(bases, "uo") == 0 && prefers_uo_horn(l, n, p))
        marks = "-h";

    bool complete = true;
    for (size_t i = 0; i < vowels; i++) {
        uint8_t mark = marks[i] == 'b' ? MARK_BREVE : marks[i] == 'h' ? MARK_HORN : MARK_NONE;
        if (mark)
            *at = p.onset + i;
        complete = complete && v[i].mark == mark;
        v[i].mark = mark;
    }
    if (complete) {
        for (size_t i = 0; i < vowels; i++)
            v[i].mark = MARK_NONE;
        return RULES_UNDONE;
    }
    if (rules_possible(l, n))
        return RULES_MARKED;
    memcpy(v, before, vowels * sizeof *v);
    return RULES_NONE;
}

bool rules_complete_uo(struct viet_letter *l, size_t n)
{
    struct parts p = syllable_parts(l, n);
    if (p.nucleus - p.onset < 2 || n < p.onset + 3)
        return false;
    struct viet_letter *u = l + p.onset, *o = u + 1;
    bool half = u->base == 'u' && o->base == 'o' && (u->mark == MARK_HORN) != (o->mark == MARK_HORN) &&
                u->mark != MARK_CIRCUMFLEX && o->mark != MARK_CIRCUMFLEX;
    if (!half)
        return false;
    struct viet_letter was_u = *u, was_o = *o;
    u->mark = o->mark = MARK_HORN;
    if (rules_possible(l, n))
        return true;
    *u = was_u;
    *o = was_o;
    return false;
}

bool rules_takes_tone(const struct viet_letter *l, size_t n, enum viet_tone tone)
{
    struct parts p = syllable_parts(l, n);
    if (p.nucleus == p.onset)
        return false;
    if (n == p.nucleus && n - p.onset == 2 && l[n - 2].base == 'o' && l[n - 1].base == 'o')
        return false;
    return !syllable_stops(l, p) || tone == VIET_SAC || tone == VIET_NANG;
}

bool rules_keeps(struct text_view shown, const struct viet_letter *l, size_t n, enum viet_tone tone)
{
    bool marked = tone != VIET_NGANG, only_strokes = !marked, vowel = false, capitals = true;
    for (size_t i = 0; i < n; i++) {
        marked = marked || l[i].mark != MARK_NONE;
        only_strokes = only_strokes && (l[i].mark == MARK_NONE || l[i].mark == MARK_STROKE);
        vowel = vowel || letter_is_vowel(l[i]);
        capitals = capitals && l[i].upper;
    }
    /* Abbreviations: QĐ, HĐND, ĐBQH, đc. */
    if (!marked || (only_strokes && (!vowel || capitals)))
        return true;
    struct viet_syllable s;
    switch (viet_syllable_parse(shown, &s)) {
    case VIET_OK:
        return true;
    case VIET_UNATTESTED:
        return !s.coda[0] || !strchr("rslb", s.coda[0]);
    case VIET_STOP_TONE:
    case VIET_MISPLACED:
    case VIET_IMPOSSIBLE:
        break;
    }
    return false;
}
