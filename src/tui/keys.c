#include <stdlib.h>
#include <string.h>

#include "tui/keys.h"
#include "tui/sequence.h"

enum state {
    GROUND,
    LETTER,                       /* inside a UTF-8 sequence */
    ESCAPED,                      /* after Esc */
    SEQ_CSI, SEQ_SS3, SEQ_LINUX,
    SEQ_X10,                      /* the three bytes of an old mouse report */
    STRING,                       /* OSC, DCS, APC, PM, SOS: an answer, up to ST or BEL */
    STRING_ESC,                   /* an Esc in it: the first half of ST? */
    PASTE,
};

enum { MAX_SEQUENCE = 64, PASTE_END_LEN = 6 };
static const char paste_end[] = "\033[201~";

struct keys {
    struct text in;
    size_t at;                    /* next byte of `in` */
    enum state state;
    bool alt;                     /* the letter being read follows an Esc */
    bool late;                    /* K_ESC was given a moment ago: what looks like the rest of a sequence may be one */
    bool digit;                   /* ... and a digit is an F-key */
    bool doubtful;                /* the sequence began without its Esc */
    bool string_begins;           /* no byte of the string seen yet */
    uint32_t cp;                  /* of the letter so far, or the string's introducer */
    unsigned need;                /* continuation bytes still missing */
    unsigned char low, high;      /* range of the next one */
    char seq[MAX_SEQUENCE];
    size_t seq_len;
    bool seq_long;
    size_t unseen;                /* invisible characters dropped just now: a Backspace is theirs */
    struct text paste;
    size_t end_matched;
    bool paste_given;
    bool paste_due;               /* its end never came */
    struct text spelled;          /* doubtful bytes that were none: given as characters */
    size_t spelled_at;
    bool esc_due;
};

struct keys *keys_new(void)
{
    return mem_alloc(sizeof(struct keys));
}

void keys_free(struct keys **k)
{
    if (!*k)
        return;
    text_free(&(*k)->in);
    text_free(&(*k)->paste);
    text_free(&(*k)->spelled);
    mem_free(k);
}

void keys_feed(struct keys *k, const char *bytes, size_t n)
{
    if (k->at > 0 && k->at == k->in.len) {
        text_clear(&k->in);
        k->at = 0;
    }
    text_append(&k->in, (struct text_view){bytes, n});
}

static bool give(struct key_event *out, enum key key, uint32_t cp, unsigned mods)
{
    *out = (struct key_event){.key = key, .cp = cp, .mods = mods};
    return true;
}

/* Input methods send some of these and erase them again; what is not typed must not be erased either. */
static bool is_invisible(uint32_t cp)
{
    return cp == 0xAD || cp == 0x61C || (cp >= 0x200B && cp <= 0x200F) || (cp >= 0x202A && cp <= 0x202E) ||
           (cp >= 0x2060 && cp <= 0x206F) || cp == 0xFEFF;
}

static void begin(struct keys *k, enum state state)
{
    k->state = state;
    k->seq_len = 0;
    k->seq_long = false;
    k->doubtful = false;
}

static bool begin_string(struct keys *k, uint32_t introducer)
{
    begin(k, STRING);
    k->cp = introducer;
    k->need = 0;
    k->string_begins = true;
    return false;
}

/* A character is whole. */
static bool give_char(struct keys *k, uint32_t cp, struct key_event *out)
{
    k->state = GROUND;
    bool alt = k->alt;
    k->alt = false;
    switch (cp) {
    case 0x8F: begin(k, SEQ_SS3); return false;
    case 0x9B: begin(k, SEQ_CSI); return false;
    case 0x90: return begin_string(k, 'P');
    case 0x98: return begin_string(k, 'X');
    case 0x9D: return begin_string(k, ']');
    case 0x9E: return begin_string(k, '^');
    case 0x9F: return begin_string(k, '_');
    default: break;
    }
    if (cp >= 0x80 && cp < 0xA0)
        return false;
    if (is_invisible(cp)) {
        k->unseen++;
        return false;
    }
    return give(out, alt ? K_ALT : K_CHAR, cp, 0);
}

static bool control(struct keys *k, unsigned char c, unsigned mods, struct key_event *out)
{
    k->state = GROUND;
    switch (c) {
    case 0x08:
    case 0x7F:
        if (k->unseen > 0) {
            k->unseen--;
            return false;
        }
        return give(out, K_BACKSPACE, 0, mods);
    case '\t': return give(out, K_TAB, 0, mods);
    case '\n':
    case '\r': return give(out, K_ENTER, 0, mods);
    case 0: return give(out, K_CTRL, ' ', mods);
    default: return give(out, K_CTRL, (uint32_t)c + (c < 27 ? 'a' - 1U : '@'), mods);
    }
}

/* Lead byte of a character outside ASCII: ranges of Unicode table 3-7. */
static bool lead(struct keys *k, unsigned char c, struct key_event *out)
{
    k->low = c == 0xE0 ? 0xA0 : c == 0xF0 ? 0x90 : 0x80;
    k->high = c == 0xED ? 0x9F : c == 0xF4 ? 0x8F : 0xBF;
    if (c >= 0xC2 && c <= 0xDF) {
        k->need = 1;
        k->cp = c & 0x1FU;
    } else if (c >= 0xE0 && c <= 0xEF) {
        k->need = 2;
        k->cp = c & 0x0FU;
    } else if (c >= 0xF0 && c <= 0xF4) {
        k->need = 3;
        k->cp = c & 0x07U;
    } else if (c == 0x9B || c == 0x8F) { /* an 8-bit terminal's CSI, SS3 */
        return give_char(k, c, out);
    } else {
        return give_char(k, 0xFFFD, out);
    }
    k->state = LETTER;
    return false;
}

/* Esc on its own was meant. */
static bool give_esc(struct keys *k, struct key_event *out)
{
    begin(k, GROUND);
    k->late = true;
    k->digit = false;
    return give(out, K_ESC, 0, 0);
}

static bool ground(struct keys *k, unsigned char c, struct key_event *out)
{
    bool late = k->late, digit = k->digit;
    k->late = k->digit = false;
    if (c == 0x1B) {
        k->state = ESCAPED;
        return false;
    }
    if (digit && c >= '0' && c <= '9')
        return give(out, sequence_digit_key((char)c), 0, 0);
    if (late && (c == '[' || c == 'O')) {
        begin(k, c == '[' ? SEQ_CSI : SEQ_SS3);
        k->doubtful = true;
        return false;
    }
    if (c < 0x20 || c == 0x7F)
        return control(k, c, 0, out);
    return c < 0x80 ? give_char(k, c, out) : lead(k, c, out);
}

static bool escaped(struct keys *k, unsigned char c, struct key_event *out)
{
    switch (c) {
    case 0x1B: return give_esc(k, out);
    case '[': begin(k, SEQ_CSI); return false;
    case 'O': begin(k, SEQ_SS3); return false;
    case ']':
    case 'P':
    case 'X':
    case '^':
    case '_': return begin_string(k, c);
    default: break;
    }
    k->state = GROUND;
    if (c >= '0' && c <= '9')
        return give(out, sequence_digit_key((char)c), 0, 0);
    if (c < 0x20 || c == 0x7F)
        return control(k, c, K_ALT_MOD, out);
    k->alt = true;
    return c < 0x80 ? give_char(k, c, out) : lead(k, c, out);
}

/* A doubtful sequence was text after all: its bytes and what introduced them come as characters. */
static void spell(struct keys *k)
{
    text_clear(&k->spelled);
    k->spelled_at = 0;
    text_append_char(&k->spelled, k->state == SEQ_SS3 ? 'O' : '[');
    text_append(&k->spelled, (struct text_view){k->seq, k->seq_len});
    begin(k, GROUND);
}

static bool finish_csi(struct keys *k, char final, struct key_event *out)
{
    bool known = !k->seq_long && sequence_csi(k->seq, k->seq_len, final, out);
    if (k->seq_len == 0 && final == '[' && !k->doubtful) {
        begin(k, SEQ_LINUX);
        return false;
    }
    if (k->seq_len == 0 && final == 'M') {
        begin(k, SEQ_X10);
        return false;
    }
    if (k->seq_len == 3 && final == '~' && memcmp(k->seq, "200", 3) == 0) {
        begin(k, PASTE);
        text_clear(&k->paste);
        k->end_matched = 0;
        return false;
    }
    if (!known && k->doubtful && k->seq_len == 0) {
        spell(k);
        text_append_char(&k->spelled, final);
    }
    begin(k, GROUND);
    return known;
}

static void keep(struct keys *k, unsigned char c)
{
    if (k->seq_len < sizeof k->seq)
        k->seq[k->seq_len++] = (char)c;
    else
        k->seq_long = true;
}

/* Inside CSI or SS3. *again: c ends the sequence without belonging to it. */
static bool sequence(struct keys *k, unsigned char c, bool *again, struct key_event *out)
{
    bool csi = k->state == SEQ_CSI;
    if (c < 0x20 || c >= 0x7F) {
        if (k->doubtful)
            spell(k);
        begin(k, GROUND);
        *again = c != 0x18 && c != 0x1A;
        return false;
    }
    bool rxvt_shift = csi && c == '$' && k->seq_len > 0 && k->seq[0] <= '9' && !memchr(k->seq, ';', k->seq_len);
    if (c < 0x40 && !rxvt_shift) {
        keep(k, c);
        return false;
    }
    if (csi)
        return finish_csi(k, (char)c, out);
    bool known = !k->seq_long && sequence_ss3(k->seq, k->seq_len, (char)c, out);
    if (k->doubtful && (!known || out->key == K_CHAR)) {
        spell(k);
        text_append_char(&k->spelled, (char)c);
        return false;
    }
    begin(k, GROUND);
    return known;
}

static bool x10(struct keys *k, unsigned char c, struct key_event *out)
{
    keep(k, c);
    if (k->seq_len < 3)
        return false;
    const unsigned char *b = (const unsigned char *)k->seq;
    bool known = sequence_mouse(b[0], b[1] - 32, b[2] - 32, out);
    begin(k, GROUND);
    return known;
}

/* Alt with ] or P, typed by hand, looks like the start of an answer; answers go on with one of these. */
static bool string_plausible(uint32_t introducer, unsigned char c)
{
    if (introducer == ']')
        return (c >= '0' && c <= '9') || c == 'l' || c == 'L' || c == 'I';
    if (introducer == 'P')
        return (c >= '0' && c <= '?') || (c >= ' ' && c <= '/');
    return true;
}

static bool string(struct keys *k, unsigned char c, bool *again, struct key_event *out)
{
    bool first = k->string_begins;
    k->string_begins = false;
    if (first && !string_plausible(k->cp, c)) {
        begin(k, GROUND);
        *again = true;
        return give(out, K_ALT, k->cp, 0);
    }
    /* 0x9C ends the string unless it is the middle of a letter; 0xC2 0x9C is the same ST in UTF-8. */
    if (k->need > 0 && c >= 0x80 && c <= 0xBF) {
        k->need--;
        if (k->seq_len == 1 && c == 0x9C)
            begin(k, GROUND);
        k->seq_len = 0;
        return false;
    }
    k->need = c >= 0xF0 ? 3 : c >= 0xE0 ? 2 : c >= 0xC2 ? 1 : 0;
    k->seq_len = c == 0xC2;
    if (c == 0x1B)
        k->state = STRING_ESC;
    else if (c == 0x07 || c == 0x9C || c == 0x18 || c == 0x1A)
        begin(k, GROUND);
    return false;
}

static bool give_paste(struct keys *k, struct key_event *out)
{
    begin(k, GROUND);
    k->paste_due = false;
    k->paste_given = true;
    *out = (struct key_event){.key = K_PASTE, .paste = text_view(&k->paste)};
    return true;
}

/* Takes what there is of the paste in large pieces. */
static bool paste(struct keys *k, struct key_event *out)
{
    const char *s = k->in.bytes;
    while (k->at < k->in.len) {
        if (k->end_matched == 0) {
            const char *esc = memchr(s + k->at, 0x1B, k->in.len - k->at);
            size_t to = esc ? (size_t)(esc - s) : k->in.len;
            text_append(&k->paste, (struct text_view){s + k->at, to - k->at});
            k->at = to;
            if (!esc)
                return false;
        }
        if (s[k->at] == paste_end[k->end_matched]) {
            k->at++;
            if (++k->end_matched == PASTE_END_LEN)
                return give_paste(k, out);
        } else {
            text_append(&k->paste, (struct text_view){paste_end, k->end_matched});
            k->end_matched = 0;
        }
    }
    return false;
}

static bool letter(struct keys *k, unsigned char c, bool *again, struct key_event *out)
{
    if (c < k->low || c > k->high) {
        *again = true;
        return give_char(k, 0xFFFD, out);
    }
    k->low = 0x80;
    k->high = 0xBF;
    k->cp = k->cp << 6 | (c & 0x3FU);
    return --k->need == 0 && give_char(k, k->cp, out);
}

static bool byte(struct keys *k, unsigned char c, bool *again, struct key_event *out)
{
    bool known;
    switch (k->state) {
    case GROUND: return ground(k, c, out);
    case LETTER: return letter(k, c, again, out);
    case ESCAPED: return escaped(k, c, out);
    case SEQ_CSI:
    case SEQ_SS3: return sequence(k, c, again, out);
    case SEQ_LINUX:
        known = sequence_linux((char)c, out);
        begin(k, GROUND);
        *again = c < 0x20 || c >= 0x7F;
        return known;
    case SEQ_X10: return x10(k, c, out);
    case STRING: return string(k, c, again, out);
    case STRING_ESC:
        if (c == '\\') {
            begin(k, GROUND);
            return false;
        }
        k->state = ESCAPED;
        *again = true;
        return false;
    case PASTE: break;
    }
    return false;
}

static bool next(struct keys *k, struct key_event *out)
{
    if (k->esc_due) {
        k->esc_due = false;
        return give_esc(k, out);
    }
    if (k->paste_due)
        return give_paste(k, out);
    for (;;) {
        if (k->spelled_at < k->spelled.len)
            return give(out, K_CHAR, (unsigned char)k->spelled.bytes[k->spelled_at++], 0);
        if (k->at >= k->in.len)
            return false;
        if (k->state == PASTE)
            return paste(k, out);
        bool again = false;
        bool given = byte(k, (unsigned char)k->in.bytes[k->at], &again, out);
        k->at += !again;
        if (given)
            return true;
    }
}

bool keys_next(struct keys *k, struct key_event *out)
{
    if (k->paste_given) {
        k->paste_given = false;
        text_free(&k->paste);
    }
    if (!next(k, out))
        return false;
    if (out->key != K_BACKSPACE)
        k->unseen = 0;
    return true;
}

int keys_wait_ms(const struct keys *k)
{
    switch (k->state) {
    case GROUND: return k->digit ? KEYS_DIGIT_MS : k->late ? KEYS_LATE_MS - KEYS_ESC_MS : -1;
    case ESCAPED: return KEYS_ESC_MS;
    case SEQ_CSI:
    case SEQ_SS3: return k->doubtful ? KEYS_ESC_MS : KEYS_LATE_MS;
    case SEQ_LINUX:
    case SEQ_X10:
    case STRING:
    case STRING_ESC: return KEYS_LATE_MS;
    case PASTE: return KEYS_PASTE_MS;
    case LETTER: break;
    }
    return -1;
}

void keys_timeout(struct keys *k)
{
    if (k->state == LETTER)
        return;
    k->paste_due = k->state == PASTE;
    k->esc_due = k->state == ESCAPED;
    if (k->doubtful)
        spell(k);
    begin(k, GROUND);
    k->late = k->digit = false;
}

void keys_esc_unused(struct keys *k)
{
    k->digit = k->late;
}
