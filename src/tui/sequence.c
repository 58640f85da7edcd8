#include "tui/sequence.h"

enum { MAX_PARAMS = 4 };

/* Numbers between ';', each with its first two ':' parts. */
struct params {
    char private;
    char intermediate;
    size_t n;
    unsigned value[MAX_PARAMS];
    unsigned sub[MAX_PARAMS];
};

static void params_parse(const char *s, size_t len, struct params *p)
{
    *p = (struct params){0};
    size_t i = 0;
    if (len > 0 && s[0] >= '<' && s[0] <= '?') {
        p->private = s[0];
        i = 1;
    }
    size_t field = 0, part = 0;
    p->n = i < len;
    for (; i < len; i++) {
        char c = s[i];
        if (c == ';') {
            part = 0;
            if (++field < MAX_PARAMS)
                p->n = field + 1;
        } else if (c == ':') {
            part++;
        } else if (c < '0') {
            p->intermediate = c;
        } else if (c <= '9' && field < MAX_PARAMS && part < 2) {
            unsigned *v = part == 0 ? &p->value[field] : &p->sub[field];
            *v = *v < 100000000U ? *v * 10 + (unsigned)(c - '0') : *v;
        }
    }
}

static unsigned mods_of(unsigned value)
{
    unsigned bits = value > 0 ? value - 1 : 0;
    return bits & (K_SHIFT | K_ALT_MOD | K_CTRL_MOD);
}

enum key sequence_digit_key(char digit)
{
    return digit == '0' ? K_F10 : (enum key)(K_F1 + (digit - '1'));
}

/* A character with modifiers, as kitty's CSI u and xterm's modifyOtherKeys report it. */
static bool modified_char(uint32_t cp, unsigned mods, struct key_event *out)
{
    static const struct { uint32_t cp; enum key key; } plain[] = {
        {8, K_BACKSPACE}, {9, K_TAB}, {13, K_ENTER}, {27, K_ESC}, {127, K_BACKSPACE}, {57414, K_ENTER},
        {57417, K_LEFT}, {57418, K_RIGHT}, {57419, K_UP}, {57420, K_DOWN}, {57421, K_PAGE_UP},
        {57422, K_PAGE_DOWN}, {57423, K_HOME}, {57424, K_END}, {57425, K_INSERT}, {57426, K_DELETE},
    };
    for (size_t i = 0; i < SOAN_ARRAY_LEN(plain); i++) {
        if (plain[i].cp == cp) {
            bool back = cp == 9 && (mods & K_SHIFT);
            *out = (struct key_event){.key = back ? K_BACKTAB : plain[i].key, .mods = mods & ~(back ? K_SHIFT : 0U)};
            return true;
        }
    }
    if (cp >= 57399 && cp <= 57408)
        cp = '0' + (cp - 57399);
    if (cp < ' ' || (cp > '~' && cp < 0xA0) || (cp >= 0xD800 && cp <= 0xF8FF) || cp > 0x10FFFF)
        return false;
    bool letter = (cp >= 'a' && cp <= 'z') || (cp >= 'A' && cp <= 'Z');
    if (mods & K_CTRL_MOD) {
        if (letter || cp == ' ' || (cp >= '\\' && cp <= '_'))
            *out = (struct key_event){.key = K_CTRL, .cp = letter ? cp | 0x20 : cp, .mods = mods};
        return letter || cp == ' ' || (cp >= '\\' && cp <= '_');
    }
    if (mods & K_ALT_MOD) {
        if (cp >= '0' && cp <= '9')
            *out = (struct key_event){.key = sequence_digit_key((char)cp)};
        else
            *out = (struct key_event){.key = K_ALT, .cp = cp};
        return true;
    }
    *out = (struct key_event){.key = K_CHAR, .cp = cp};
    return true;
}

static bool kitty_char(const struct params *p, struct key_event *out)
{
    unsigned mods = p->n > 1 ? mods_of(p->value[1]) : 0;
    if (p->n > 1 && p->sub[1] == 3)
        return false; /* a release */
    uint32_t cp = p->value[0];
    if (mods & K_SHIFT) {
        if (p->sub[0])
            cp = p->sub[0];
        else if (cp >= 'a' && cp <= 'z' && !(mods & K_CTRL_MOD))
            cp -= 0x20;
    }
    return modified_char(cp, mods, out);
}

static enum key tilde_key(unsigned n)
{
    static const struct { unsigned char from, to; enum key key; } ranges[] = {
        {1, 1, K_HOME}, {2, 2, K_INSERT}, {3, 3, K_DELETE}, {4, 4, K_END}, {5, 5, K_PAGE_UP}, {6, 6, K_PAGE_DOWN},
        {7, 7, K_HOME}, {8, 8, K_END}, {11, 15, K_F1}, {17, 21, K_F6}, {23, 24, K_F11},
    };
    for (size_t i = 0; i < SOAN_ARRAY_LEN(ranges); i++) {
        if (n >= ranges[i].from && n <= ranges[i].to)
            return (enum key)(ranges[i].key + (n - ranges[i].from));
    }
    return K_NONE;
}

static enum key letter_key(char c)
{
    switch (c) {
    case 'A': return K_UP;
    case 'B': return K_DOWN;
    case 'C': return K_RIGHT;
    case 'D': return K_LEFT;
    case 'H': return K_HOME;
    case 'F': return K_END;
    case 'P': return K_F1;
    case 'Q': return K_F2;
    case 'R': return K_F3;
    case 'S': return K_F4;
    default: return K_NONE;
    }
}

static bool mouse(unsigned button, int col, int row, bool release, struct key_event *out)
{
    if (release || (button & 32U))
        return false;
    unsigned mods = (button & 4U ? K_SHIFT : 0) | (button & 8U ? K_ALT_MOD : 0) | (button & 16U ? K_CTRL_MOD : 0);
    *out = (struct key_event){.key = K_MOUSE, .cp = button & ~28U, .mods = mods, .row = row, .col = col};
    return true;
}

bool sequence_mouse(unsigned code, int col, int row, struct key_event *out)
{
    unsigned button = code >= 32 ? code - 32 : 3;
    return mouse(button, col, row, (button & 67U) == 3, out);
}

static bool csi_private(const struct params *p, char final, struct key_event *out)
{
    if (p->private == '<' && (final == 'M' || final == 'm') && p->n >= 3)
        return mouse(p->value[0], (int)p->value[1], (int)p->value[2], final == 'm', out);
    if (p->private == '?' && final == 'R' && p->n >= 2) {
        *out = (struct key_event){.key = K_CURSOR_REPORT, .row = (int)p->value[0], .col = (int)p->value[1]};
        return true;
    }
    return false;
}

static bool csi_tilde(const struct params *p, char final, struct key_event *out)
{
    if (final == '~' && p->value[0] == 27 && p->n >= 3) {
        unsigned mods = mods_of(p->value[1]);
        return modified_char(p->value[2], mods, out);
    }
    enum key key = tilde_key(p->value[0]);
    unsigned mods = p->n > 1 ? mods_of(p->value[1]) : 0;
    if (final == '$' || final == '@')
        mods |= K_SHIFT;
    if (final == '^' || final == '@')
        mods |= K_CTRL_MOD;
    if (key == K_NONE || (p->n > 1 && p->sub[1] == 3))
        return false;
    *out = (struct key_event){.key = key, .mods = mods};
    return true;
}

bool sequence_csi(const char *params, size_t n, char final, struct key_event *out)
{
    struct params p;
    params_parse(params, n, &p);
    if (p.private)
        return csi_private(&p, final, out);
    if (p.intermediate)
        return false;
    if (final == '~' || (p.n > 0 && (final == '$' || final == '^' || final == '@')))
        return csi_tilde(&p, final, out);
    if (final == 'u' && p.n > 0)
        return kitty_char(&p, out);
    if (final == 'Z') {
        *out = (struct key_event){.key = K_BACKTAB};
        return true;
    }
    if (final == 'M' && p.n >= 3) /* rxvt's mouse: decimal, the button plus 32 */
        return sequence_mouse(p.value[0], (int)p.value[1], (int)p.value[2], out);
    if (final == 'R' && p.n >= 2 && (p.value[0] != 1 || p.value[1] < 2 || p.value[1] > 16)) {
        *out = (struct key_event){.key = K_CURSOR_REPORT, .row = (int)p.value[0], .col = (int)p.value[1]};
        return true;
    }
    enum key key = letter_key(final);
    unsigned mods = p.n > 1 ? mods_of(p.value[1]) : 0;
    if (final >= 'a' && final <= 'd' && p.n == 0) { /* rxvt's Shift+arrows */
        key = letter_key((char)(final - 0x20));
        mods = K_SHIFT;
    }
    if (key == K_NONE || (p.n > 1 && p.sub[1] == 3))
        return false;
    *out = (struct key_event){.key = key, .mods = mods};
    return true;
}

bool sequence_ss3(const char *params, size_t n, char final, struct key_event *out)
{
    struct params p;
    params_parse(params, n, &p);
    unsigned mods = p.n > 0 ? mods_of(p.value[p.n - 1]) : 0;
    enum key key = letter_key(final);
    if (final >= 'a' && final <= 'd') { /* rxvt's Ctrl+arrows */
        key = letter_key((char)(final - 0x20));
        mods = K_CTRL_MOD;
    } else if (final == 'M') {
        key = K_ENTER;
    } else if (final == 'w') {
        key = K_END; /* PuTTY's rxvt mode; the same bytes as an application keypad's 7, which is never on */
    } else if (final >= 'j' && final <= 'y') {
        *out = (struct key_event){.key = K_CHAR, .cp = (uint32_t)"*+,-./0123456789"[final - 'j']};
        return true;
    }
    if (key == K_NONE)
        return false;
    *out = (struct key_event){.key = key, .mods = mods};
    return true;
}

bool sequence_linux(char final, struct key_event *out)
{
    if (final < 'A' || final > 'E')
        return false;
    *out = (struct key_event){.key = (enum key)(K_F1 + (final - 'A'))};
    return true;
}
