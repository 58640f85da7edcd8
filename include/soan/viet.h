/*
 * viet: the written Vietnamese syllable. Parsing, tone placement, folding, typing methods
 * (Telex, VNI, VIQR), encodings older than Unicode. All text is NFC UTF-8.
 */
#ifndef SOAN_VIET_H
#define SOAN_VIET_H

#include "soan/text.h"

enum viet_tone { VIET_NGANG, VIET_SAC, VIET_HUYEN, VIET_HOI, VIET_NGA, VIET_NANG };
/* Where the mark stands in open oa, oe, uy: hòa, khỏe, thủy / hoà, khoẻ, thuỷ. */
enum viet_style { VIET_STYLE_OLD, VIET_STYLE_NEW };

/* ---- folding -------------------------------------------------------------- */

enum viet_fold {
    VIET_FOLD_CASE = 1,       /* lower case */
    VIET_FOLD_STYLE = 2,      /* hoà = hòa; tone sorted to one place */
    VIET_FOLD_TONES = 4,      /* no tone marks */
    VIET_FOLD_LETTERS = 8,    /* ă â ê ô ơ ư đ become a a e o o u d; implies TONES */
};
#define VIET_FOLD_EXACT (VIET_FOLD_CASE | VIET_FOLD_STYLE)
#define VIET_FOLD_BLIND (VIET_FOLD_CASE | VIET_FOLD_TONES | VIET_FOLD_LETTERS)

/* Appends the folded text. If map is not NULL, *map becomes an array (owned, freed by the caller) of
 * out_added + 1 source offsets: the source cluster from which each output byte came. */
void viet_fold(struct text_view v, unsigned fold, struct text *out, size_t **map);
/* The fold a person means by what was typed: BLIND if the pattern has no mark, else EXACT. */
unsigned viet_fold_for(struct text_view pattern);

/* Search: tone-blind or exact as viet_fold_for() says, any case, hòa = hoà, a no-break space is a space. Compile
 * once (0.2 ms), use on many texts. The words may be decomposed; NULL is never returned, no words are never found. */
struct viet_pattern;
struct viet_pattern *viet_pattern_new(struct text_view words);
void viet_pattern_free(struct viet_pattern **p);
/* First hit at or after `from` (bytes of v); true sets [*start, *end), whole clusters. */
bool viet_pattern_find(const struct viet_pattern *p, struct text_view v, size_t from,
                       size_t *start, size_t *end);

/* Appends an ASCII identifier made of words: "Thu ngân sách" -> "thu_ngan_sach". Only [a-z0-9_], no
 * leading digit (an 'n' is put before), at most max bytes cut at a word. Nothing if no letter or digit is in it. */
void viet_ascii_key(struct text_view words, size_t max, struct text *out);

/* ---- syllables ------------------------------------------------------------ */

/* Parts of one syllable as written, lower case, without tone. The onset of quá is qu, of giá gi, of gì g. */
struct viet_syllable {
    char onset[8];
    char nucleus[16];
    char coda[8];
    enum viet_tone tone;
};

enum viet_verdict {
    VIET_OK,                  /* onset, rime and tone all attested */
    VIET_UNATTESTED,          /* composable, rime rare or foreign */
    VIET_STOP_TONE,           /* c ch p t without sắc or nặng */
    VIET_MISPLACED,           /* tone mark where neither style puts it */
    VIET_IMPOSSIBLE,          /* not composable */
};

/* Parses one word of any case by the inventory of data/rimes. `out` (or NULL) is set unless IMPOSSIBLE. */
enum viet_verdict viet_syllable_parse(struct text_view word, struct viet_syllable *out);
/* Appends the word with its tone mark where `style` puts it; case kept. What is no syllable is appended as it is. */
void viet_place_tone(struct text_view word, enum viet_style style, struct text *out);
/* Style of one word: true and *style if old and new differ for it and it follows one of them. */
bool viet_word_style(struct text_view word, enum viet_style *style);
/* Style of most words that differ, in the first megabyte of a text; false if there is none of them. */
bool viet_text_style(struct text_view v, enum viet_style *style);
const char *viet_style_name(enum viet_style style);       /* "old", "new" */
bool viet_style_by_name(struct text_view name, enum viet_style *out);

/* ---- typing methods ------------------------------------------------------- */

enum viet_method { VIET_METHOD_OFF, VIET_METHOD_TELEX, VIET_METHOD_VNI, VIET_METHOD_VIQR };

/* One letter taken apart. */
struct viet_letter {
    uint8_t base;             /* ASCII, lower case; 0: not a letter of the alphabet */
    uint8_t mark;             /* none, circumflex, breve, horn, stroke */
    uint8_t tone;             /* enum viet_tone */
    bool upper;
};

#define VIET_TYPING_LETTERS 48
#define VIET_TYPING_KEYS 64

/* State of the word being typed. Plain data: copy it, compare it, forget it. */
struct viet_typing {
    enum viet_method method;
    enum viet_style style;
    struct viet_letter letter[VIET_TYPING_LETTERS]; /* their tone is always ngang */
    size_t n;
    enum viet_tone tone;      /* of the word; its place follows from the letters */
    char raw[VIET_TYPING_KEYS]; /* keys of this word, ASCII */
    uint8_t raw_of[VIET_TYPING_KEYS]; /* the letter each of them made or marked */
    size_t raw_len;
    char shown[4 * VIET_TYPING_LETTERS]; /* what stands in the text for them, NFC UTF-8 */
    size_t shown_len;
    uint8_t bare_w;           /* 1 + index of a letter ư that a lone w made, or 0 */
    bool literal;             /* the word can be no syllable any more */
    bool overflow;            /* too long a word: keys pass until it ends */
    bool escape;              /* VIQR: a backslash stands before the cursor */
};

void viet_typing_init(struct viet_typing *t, enum viet_method method, enum viet_style style);
void viet_typing_reset(struct viet_typing *t);            /* cursor moved, other field, paste */
/* Feeds one typed code point. On return the caller removes `*erase` bytes before the cursor and inserts `out`
 * (cleared and filled here); the text before the cursor then ends with `shown`. A code point beyond ASCII and
 * every mark of print ends the word. Rules: see the comment at the top of src/viet/typing.c. */
void viet_typing_key(struct viet_typing *t, uint32_t cp, size_t *erase, struct text *out);
/* Backspace inside the word: removes one letter, moves the tone; false if the word is empty (caller erases itself). */
bool viet_typing_backspace(struct viet_typing *t, size_t *erase, struct text *out);

/* ---- encodings ------------------------------------------------------------- */

enum viet_encoding {
    VIET_ENC_UTF8, VIET_ENC_UTF16LE, VIET_ENC_UTF16BE, VIET_ENC_TCVN3, VIET_ENC_VNI, VIET_ENC_VISCII,
    VIET_ENC_CP1258, VIET_ENC_ASCII, VIET_ENC_UNKNOWN,
};

const char *viet_encoding_name(enum viet_encoding enc);   /* "utf-8", "tcvn3", … */
/* Any case; knows other names too (abc, tcvn, windows-1258, utf8); UNKNOWN if none. */
enum viet_encoding viet_encoding_by_name(const char *name);
/* By BOM, UTF-8 validity, then share of attested syllables (at least 90 %, and clear of the runner-up). UNKNOWN
 * if it cannot be told; *score (or NULL) is the share of the best in percent. Looks at the first 256 KB. */
enum viet_encoding viet_encoding_detect(struct text_view bytes, int *score);
/* Share of the words with a mark that are common syllables if the bytes are read as enc, in percent; -1 if they
 * cannot be read so or have too few such words. */
int viet_encoding_score(enum viet_encoding enc, struct text_view bytes);
/* Appends UTF-8 NFC without a BOM. False with the offset of the first byte that has no meaning in enc (out
 * unchanged). Controls other than those an encoding uses as letters are passed on. */
bool viet_decode(enum viet_encoding enc, struct text_view bytes, struct text *out, size_t *bad);
/* The other way: NULL for the encodings of Unicode, UNKNOWN, and where the system has no table. */
struct viet_encoder;
struct viet_encoder *viet_encoder_new(enum viet_encoding enc);
void viet_encoder_free(struct viet_encoder **x);
/* Appends the bytes of one code point of NFC text; false if the encoding has none. */
bool viet_encode(const struct viet_encoder *x, uint32_t cp, struct text *out);
/* Appends what stands for a code point that the encoding lacks: its small letter if there is that; else in ASCII: `...`, a
 * letter without its marks, `?`. */
void viet_spell(const struct viet_encoder *x, uint32_t cp, struct text *out);
/* Files for ABC fonts hold small letters where the font drew capitals: appends the text with such words (`HộI NGHị`)
 * in capitals throughout and returns how many they were. */
size_t viet_repair_capitals(struct text_view in, struct text *out);

#endif
