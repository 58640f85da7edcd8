/* The make-up of a syllable, shared by the checks and the typing methods. */
#ifndef VIET_SYLLABLE_H
#define VIET_SYLLABLE_H

#include "viet/letters.h"

/* Where onset, nucleus and coda end. The onset of "qua" is qu, of "gia" gi, of "gì" g. */
struct parts {
    size_t onset;             /* letters */
    size_t nucleus;           /* end of the vowels */
    size_t coda;              /* end of the consonants behind them */
};

/* Cuts any run of letters; parts.coda < n if more letters follow. Nothing is validated. */
struct parts syllable_parts(const struct viet_letter *l, size_t n);

/* Letter that carries the tone (vietnamese spelling, both styles); SIZE_MAX without a vowel. */
size_t syllable_tone_place(const struct viet_letter *l, struct parts p, enum viet_style style);

/* c ch p t (k in names): only sắc and nặng go with them. */
bool syllable_stops(const struct viet_letter *l, struct parts p);

/* Up to ten letters without tone and case in one number, so that lists of them can be searched. */
uint64_t letters_pack(const struct viet_letter *l, size_t n);

/* The inventory of data/rimes. */
bool inventory_has_onset(uint64_t packed);
enum inventory_rime { RIME_NONE, RIME_RARE, RIME_NATIVE };
enum inventory_rime inventory_rime(uint64_t packed);
/* A word of data/syllables, in any case and with its tone in any place. */
bool inventory_has_syllable(struct text_view word);

#endif
