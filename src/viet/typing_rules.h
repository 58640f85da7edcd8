/* What a typing method may make of a word: the spell gate and the marks that fit a vowel group. */
#ifndef VIET_TYPING_RULES_H
#define VIET_TYPING_RULES_H

#include "viet/syllable.h"

/* False as soon as no Vietnamese syllable, nor a state on the way to one, begins with these letters. */
bool rules_possible(const struct viet_letter *l, size_t n);

/* Puts the circumflex on a vowel of base `base` (0: any of a e o). */
enum rules_change { RULES_NONE, RULES_MARKED, RULES_UNDONE };
enum rules_change rules_circumflex(struct viet_letter *l, size_t n, uint8_t base, size_t *at);

/* Breve and horn, as one key (Telex w) or as two. Moves the vowel group one step: plain -> marked -> plain. */
enum { RULES_BREVE = 1, RULES_HORN = 2 };
enum rules_change rules_hook(struct viet_letter *l, size_t n, unsigned kinds, size_t *at);

/* ưo and uơ become ươ once a coda, i or u follows. True if they did. */
bool rules_complete_uo(struct viet_letter *l, size_t n);

/* True if the word has a vowel group that can carry this tone. */
bool rules_takes_tone(const struct viet_letter *l, size_t n, enum viet_tone tone);

/* True if a finished word stands as it is; false if its keys had better come back. */
bool rules_keeps(struct text_view shown, const struct viet_letter *l, size_t n, enum viet_tone tone);

#endif
