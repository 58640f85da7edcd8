/*
 * Telex, VNI and VIQR. The word since the last breaker is kept as letters with marks and one tone; after every
 * key it is spelled anew and the difference goes to the text, so a tone moves by itself when the vowels change.
 *
 *   tone key     sets or replaces the tone; the same again removes it and stands as a letter; refused (a letter)
 *                without a vowel, and for huyền, hỏi, ngã on c ch p t
 *   circumflex   the matching vowel anywhere in the word; again: undone, and a letter
 *   breve, horn  one step of the vowel group: plain, marked, plain and a letter; uo, open after none h kh th: uơ
 *                first; Telex w without a vowel is ư
 *   đ            second d or 9 anywhere; in a word that is no syllable only behind a d that follows no vowel
 *   literal      once the letters can begin no syllable, further keys are letters until the word ends
 *   word end     a marked word that is no syllable gives way to its keys, then the ending key follows
 */
#include <string.h>

#include "viet/typing_rules.h"

#define OF_TONE 0xFF

enum key_kind { KEY_LETTER, KEY_TONE, KEY_CIRCUMFLEX, KEY_HOOK, KEY_STROKE, KEY_ESCAPE };

struct meaning {
    enum key_kind kind;
    enum viet_tone tone;      /* VIET_NGANG removes */
    uint8_t base;             /* of the circumflex; 0: any */
    unsigned hooks;
};

/* Keys in the order of enum viet_tone, the first one removes. */
static bool is_tone_key(const char *keys, char k, struct meaning *m)
{
    const char *found = strchr(keys, k);
    if (found)
        *m = (struct meaning){.kind = KEY_TONE, .tone = (enum viet_tone)(found - keys)};
    return found != NULL;
}

static struct meaning telex(char k)
{
    struct meaning m;
    if (is_tone_key("zsfrxj", k, &m))
        return m;
    if (k == 'a' || k == 'e' || k == 'o')
        return (struct meaning){.kind = KEY_CIRCUMFLEX, .base = (uint8_t)k};
    if (k == 'w')
        return (struct meaning){.kind = KEY_HOOK, .hooks = RULES_BREVE | RULES_HORN};
    return (struct meaning){.kind = k == 'd' ? KEY_STROKE : KEY_LETTER};
}

static struct meaning vni(char k)
{
    struct meaning m;
    if (is_tone_key("012345", k, &m))
        return m;
    switch (k) {
    case '6': return (struct meaning){.kind = KEY_CIRCUMFLEX};
    case '7': return (struct meaning){.kind = KEY_HOOK, .hooks = RULES_HORN};
    case '8': return (struct meaning){.kind = KEY_HOOK, .hooks = RULES_BREVE};
    case '9': return (struct meaning){.kind = KEY_STROKE};
    default: return (struct meaning){.kind = KEY_LETTER};
    }
}

static struct meaning viqr(char k)
{
    struct meaning m;
    if (is_tone_key("0'`?~.", k, &m))
        return m;
    switch (k) {
    case '^': return (struct meaning){.kind = KEY_CIRCUMFLEX};
    case '+': case '*': return (struct meaning){.kind = KEY_HOOK, .hooks = RULES_HORN};
    case '(': return (struct meaning){.kind = KEY_HOOK, .hooks = RULES_BREVE};
    case 'd': return (struct meaning){.kind = KEY_STROKE};
    case '\\': return (struct meaning){.kind = KEY_ESCAPE};
    default: return (struct meaning){.kind = KEY_LETTER};
    }
}

static struct meaning meaning_of(enum viet_method method, char k)
{
    switch (k ? method : VIET_METHOD_OFF) {
    case VIET_METHOD_TELEX: return telex(k);
    case VIET_METHOD_VNI: return vni(k);
    case VIET_METHOD_VIQR: return viqr(k);
    case VIET_METHOD_OFF: break;
    }
    return (struct meaning){.kind = KEY_LETTER};
}

/* ~ ` ^ and digits stay in the word. */
static bool ends_word(uint32_t cp)
{
    return cp <= ' ' || cp >= 0x7F || strchr(",;:.\"'!?<>=+-*/\\_@#$%&(){}[]|", (int)cp);
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

void viet_typing_init(struct viet_typing *t, enum viet_method method, enum viet_style style)
{
    *t = (struct viet_typing){.method = method, .style = style};
}

void viet_typing_reset(struct viet_typing *t)
{
    viet_typing_init(t, t->method, t->style);
}

static size_t tone_place(const struct viet_typing *t)
{
    if (t->tone == VIET_NGANG)
        return SIZE_MAX;
    return syllable_tone_place(t->letter, syllable_parts(t->letter, t->n), t->style);
}

static void show(struct viet_typing *t)
{
    size_t place = tone_place(t);
    t->shown_len = 0;
    for (size_t i = 0; i < t->n; i++) {
        struct viet_letter l = t->letter[i];
        if (i == place)
            l.tone = (uint8_t)t->tone;
        uint32_t cp = l.base >= 'a' && l.base <= 'z' ? letter_codepoint(l) : l.base;
        t->shown_len += letter_encode(cp, t->shown + t->shown_len);
    }
}

/* Shows the word anew: what differs from before goes out. */
static void update(struct viet_typing *t, size_t *erase, struct text *out)
{
    char was[sizeof t->shown];
    size_t was_len = t->shown_len, same = 0;
    memcpy(was, t->shown, was_len);
    show(t);
    while (same < was_len && same < t->shown_len && was[same] == t->shown[same])
        same++;
    while (same > 0 && ((same < was_len && ((unsigned char)was[same] & 0xC0) == 0x80) ||
                        (same < t->shown_len && ((unsigned char)t->shown[same] & 0xC0) == 0x80)))
        same--;
    *erase = was_len - same;
    text_append(out, (struct text_view){t->shown + same, t->shown_len - same});
}

static void note_key(struct viet_typing *t, char key, size_t of)
{
    t->raw[t->raw_len] = key;
    t->raw_of[t->raw_len++] = (uint8_t)of;
}

static void add_letter(struct viet_typing *t, char key)
{
    note_key(t, key, t->n);
    t->letter[t->n++] = (struct viet_letter){.base = (uint8_t)lower(key), .upper = key >= 'A' && key <= 'Z'};
    if (t->literal)
        return;
    rules_complete_uo(t->letter, t->n);
    t->literal = !rules_possible(t->letter, t->n);
}

static bool press_tone(struct viet_typing *t, char key, enum viet_tone tone)
{
    if (t->literal)
        return false;
    if (tone == VIET_NGANG) {
        if (t->tone == VIET_NGANG)
            return false;
    } else if (!rules_takes_tone(t->letter, t->n, tone)) {
        return false;
    } else if (t->tone == tone) {
        t->tone = VIET_NGANG;
        return false;
    }
    t->tone = tone;
    note_key(t, key, OF_TONE);
    return true;
}

static bool press_circumflex(struct viet_typing *t, char key, uint8_t base)
{
    size_t at;
    if (t->literal || rules_circumflex(t->letter, t->n, base, &at) != RULES_MARKED)
        return false;
    note_key(t, key, at);
    return true;
}

static bool press_hook(struct viet_typing *t, char key, unsigned kinds)
{
    size_t at = 0;
    if (t->literal)
        return false;
    switch (rules_hook(t->letter, t->n, kinds, &at)) {
    case RULES_MARKED:
        note_key(t, key, at);
        return true;
    case RULES_UNDONE:
        if (!t->bare_w)
            return false;
        /* The ư was a w: it becomes one. */
        t->letter[t->bare_w - 1].base = 'w';
        t->bare_w = 0;
        t->tone = VIET_NGANG;
        t->literal = true;
        note_key(t, key, at);
        return true;
    case RULES_NONE:
        break;
    }
    struct parts p = syllable_parts(t->letter, t->n);
    if (t->method != VIET_METHOD_TELEX || p.nucleus > p.onset || (t->n && t->letter[0].base == 'q'))
        return false;
    note_key(t, key, t->n);
    t->letter[t->n++] = (struct viet_letter){.base = 'u', .mark = MARK_HORN, .upper = key == 'W'};
    t->bare_w = (uint8_t)t->n;
    t->literal = !rules_possible(t->letter, t->n);
    return true;
}

static bool press_stroke(struct viet_typing *t, char key)
{
    struct viet_letter *d = t->n ? &t->letter[0] : NULL;
    if (t->literal)
        d = t->n >= 2 && !letter_is_vowel(t->letter[t->n - 2]) ? &t->letter[t->n - 1] : NULL;
    if (!d || d->base != 'd')
        return false;
    if (d->mark == MARK_STROKE) {
        d->mark = MARK_NONE;
        return false;
    }
    d->mark = MARK_STROKE;
    note_key(t, key, (size_t)(d - t->letter));
    return true;
}

static bool press_mark(struct viet_typing *t, char key, const struct meaning *m)
{
    switch (m->kind) {
    case KEY_TONE: return press_tone(t, key, m->tone);
    case KEY_CIRCUMFLEX: return press_circumflex(t, key, m->base);
    case KEY_HOOK: return press_hook(t, key, m->hooks);
    case KEY_STROKE: return press_stroke(t, key);
    case KEY_ESCAPE:
    case KEY_LETTER: break;
    }
    return false;
}

/* Ends the word; a marked word that is no syllable gives way to its keys. `was_len` bytes of it stand in the text. */
static void end_word(struct viet_typing *t, uint32_t cp, size_t was_len, size_t *erase, struct text *out)
{
    struct text_view shown = {t->shown, t->shown_len};
    if (t->n && !t->overflow && !rules_keeps(shown, t->letter, t->n, t->tone)) {
        *erase = was_len;
        text_clear(out);
        text_append(out, (struct text_view){t->raw, t->raw_len});
    }
    if (cp)
        text_append_codepoint(out, cp);
    viet_typing_reset(t);
}

void viet_typing_key(struct viet_typing *t, uint32_t cp, size_t *erase, struct text *out)
{
    *erase = 0;
    text_clear(out);
    if (t->method == VIET_METHOD_OFF) {
        text_append_codepoint(out, cp);
        return;
    }
    char key = cp < 0x80 ? (char)cp : '\0';
    struct meaning m = meaning_of(t->method, key ? lower(key) : '\0');
    if (t->escape) {
        t->escape = false;
        if (m.kind != KEY_LETTER) {
            *erase = 1;
            text_append_char(out, key);
            return;
        }
    }
    if (!t->overflow && (t->n == VIET_TYPING_LETTERS || t->raw_len == VIET_TYPING_KEYS)) {
        viet_typing_reset(t);
        t->overflow = true;
    }
    if (key && !t->overflow && press_mark(t, key, &m)) {
        update(t, erase, out);
        return;
    }
    if (ends_word(cp)) {
        /* An undo by a key that also ends words changed the letters: show them first. */
        size_t was_len = t->shown_len;
        update(t, erase, out);
        end_word(t, cp, was_len, erase, out);
        t->escape = m.kind == KEY_ESCAPE;
        return;
    }
    if (t->overflow) {
        text_append_char(out, key);
        return;
    }
    add_letter(t, key);
    update(t, erase, out);
}

bool viet_typing_backspace(struct viet_typing *t, size_t *erase, struct text *out)
{
    *erase = 0;
    text_clear(out);
    t->escape = false;
    if (t->n == 0 || t->overflow)
        return false;
    bool tone_goes = tone_place(t) == t->n - 1;
    t->n--;
    if (tone_goes)
        t->tone = VIET_NGANG;
    if (t->bare_w > t->n)
        t->bare_w = 0;
    size_t kept = 0;
    for (size_t i = 0; i < t->raw_len; i++) {
        if (t->raw_of[i] == t->n || (tone_goes && t->raw_of[i] == OF_TONE))
            continue;
        t->raw[kept] = t->raw[i];
        t->raw_of[kept++] = t->raw_of[i];
    }
    t->raw_len = kept;
    t->literal = t->n && !rules_possible(t->letter, t->n);
    update(t, erase, out);
    return true;
}
