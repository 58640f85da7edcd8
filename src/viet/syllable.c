/* Is a word a Vietnamese syllable, and is its tone where it belongs? */
#include <string.h>

#include "viet/fold.h"
#include "viet/syllable.h"

/* The tone of the word and the letter that carries it; false if two do. */
static bool find_tone(const struct letters *w, enum viet_tone *tone, size_t *at)
{
    *tone = VIET_NGANG;
    *at = SIZE_MAX;
    for (size_t i = 0; i < w->n; i++) {
        if (w->at[i].tone == VIET_NGANG)
            continue;
        if (*tone != VIET_NGANG)
            return false;
        *tone = w->at[i].tone;
        *at = i;
    }
    return true;
}

static bool is_front(struct viet_letter l)
{
    return l.base == 'e' || l.base == 'i' || l.base == 'y';
}

/* c g ng stand before back vowels, k gh ngh before e ê i (k also y). */
static enum viet_verdict judge_onset(const struct letters *w, struct parts p)
{
    if (p.onset && !inventory_has_onset(letters_pack(w->at, p.onset)))
        return VIET_IMPOSSIBLE;
    struct viet_letter v = w->at[p.onset];
    char first = (char)w->at[0].base, last = p.onset ? (char)w->at[p.onset - 1].base : '\0';
    if (p.onset == 1 && first == 'k')
        return is_front(v) ? VIET_OK : VIET_UNATTESTED;
    if (p.onset >= 2 && last == 'h' && w->at[p.onset - 2].base == 'g')
        return is_front(v) && v.base != 'y' ? VIET_OK : VIET_IMPOSSIBLE;
    bool hard = (p.onset == 1 && (first == 'c' || first == 'g')) || (p.onset == 2 && first == 'n' && last == 'g');
    if (hard && is_front(v) && !(p.onset == 1 && first == 'g' && v.base == 'i'))
        return VIET_IMPOSSIBLE;
    return VIET_OK;
}

static enum viet_verdict judge_rime(const struct letters *w, struct parts p)
{
    const struct viet_letter *r = w->at + p.onset;
    size_t n = w->n - p.onset;
    bool qu = p.onset == 2 && w->at[0].base == 'q', gi = p.onset == 2 && w->at[1].base == 'i';
    if ((gi && r[0].base == 'i') || (qu && r[0].base == 'u'))
        return VIET_IMPOSSIBLE;
    /* The i of giêng, giết is written once for onset and rime. */
    if (gi && r[0].base == 'e' && inventory_rime(letters_pack(r - 1, n + 1)) == RIME_NATIVE)
        return VIET_OK;
    if (r[0].base == 'y' && n > 1 && !qu) {
        bool open_onset = p.onset == 0 && r[1].base == 'e' && r[1].mark == MARK_CIRCUMFLEX;
        if (!open_onset)
            return VIET_IMPOSSIBLE;
    }
    switch (inventory_rime(letters_pack(r, n))) {
    case RIME_NATIVE:
        return VIET_OK;
    case RIME_RARE:
        return VIET_UNATTESTED;
    case RIME_NONE:
        break;
    }
    /* Loans end in r s l b: a native open rime of one vowel before it. */
    bool loan = p.nucleus - p.onset == 1 && n == 2 && r[1].mark == MARK_NONE && strchr("rslb", r[1].base) &&
                inventory_rime(letters_pack(r, 1)) == RIME_NATIVE;
    return loan ? VIET_UNATTESTED : VIET_IMPOSSIBLE;
}

static enum viet_verdict judge(const struct letters *w, struct parts p)
{
    enum viet_tone tone;
    size_t at;
    if (p.nucleus == p.onset || p.coda != w->n || !find_tone(w, &tone, &at))
        return VIET_IMPOSSIBLE;
    enum viet_verdict onset = judge_onset(w, p), rime = judge_rime(w, p);
    if (onset == VIET_IMPOSSIBLE || rime == VIET_IMPOSSIBLE)
        return VIET_IMPOSSIBLE;
    if (syllable_stops(w->at, p) && tone != VIET_SAC && tone != VIET_NANG)
        return VIET_STOP_TONE;
    if (tone != VIET_NGANG && at != syllable_tone_place(w->at, p, VIET_STYLE_OLD) &&
        at != syllable_tone_place(w->at, p, VIET_STYLE_NEW))
        return VIET_MISPLACED;
    return onset == VIET_OK ? rime : onset;
}

/* Spells letters from..to into a buffer, lower case without tone; they fit by the inventory. */
static void spell(const struct letters *w, size_t from, size_t to, char *buf, size_t size)
{
    size_t n = 0;
    for (size_t i = from; i < to && n + 4 < size; i++) {
        struct viet_letter l = w->at[i];
        l.upper = false;
        l.tone = VIET_NGANG;
        n += letter_encode(letter_codepoint(l), buf + n);
    }
    buf[n] = '\0';
}

enum viet_verdict viet_syllable_parse(struct text_view word, struct viet_syllable *out)
{
    struct letters w;
    if (!letters_of(word, &w))
        return VIET_IMPOSSIBLE;
    struct parts p = syllable_parts(w.at, w.n);
    enum viet_verdict verdict = judge(&w, p);
    if (verdict == VIET_IMPOSSIBLE || !out)
        return verdict;
    size_t at;
    find_tone(&w, &out->tone, &at);
    spell(&w, 0, p.onset, out->onset, sizeof out->onset);
    spell(&w, p.onset, p.nucleus, out->nucleus, sizeof out->nucleus);
    spell(&w, p.nucleus, p.coda, out->coda, sizeof out->coda);
    return verdict;
}

void viet_place_tone(struct text_view word, enum viet_style style, struct text *out)
{
    struct letters w;
    enum viet_tone tone;
    size_t at;
    if (!letters_of(word, &w) || !find_tone(&w, &tone, &at) || tone == VIET_NGANG) {
        text_append(out, word);
        return;
    }
    struct parts p = syllable_parts(w.at, w.n);
    size_t place = syllable_tone_place(w.at, p, style);
    if (judge(&w, p) == VIET_IMPOSSIBLE || place == at) {
        text_append(out, word);
        return;
    }
    w.at[at].tone = VIET_NGANG;
    w.at[place].tone = (uint8_t)tone;
    for (size_t i = 0; i < w.n; i++)
        text_append_codepoint(out, letter_codepoint(w.at[i]));
}

bool viet_word_style(struct text_view word, enum viet_style *style)
{
    struct letters w;
    enum viet_tone tone;
    size_t at;
    if (!letters_of(word, &w) || !find_tone(&w, &tone, &at) || tone == VIET_NGANG)
        return false;
    struct parts p = syllable_parts(w.at, w.n);
    size_t old = syllable_tone_place(w.at, p, VIET_STYLE_OLD), new = syllable_tone_place(w.at, p, VIET_STYLE_NEW);
    if (old == new || (at != old && at != new) || judge(&w, p) == VIET_IMPOSSIBLE)
        return false;
    *style = at == old ? VIET_STYLE_OLD : VIET_STYLE_NEW;
    return true;
}
