#include <string.h>

#include "text/dropped.h"
#include "text/prop.h"

/* Length of the run from i that is well-formed, in NFC and to be stored as it is. *last is the start of its
 * last code point. */
static size_t clean_run(struct text_view v, size_t i, size_t *last)
{
    const unsigned char *s = (const unsigned char *)v.bytes;
    while (i < v.len) {
        size_t blocks = clean_blocks(s + i, v.len - i);
        if (blocks > 0) {
            i += blocks;
            *last = codepoint_prev(v, i);
        }
        for (size_t stop = i + 16; i < stop && i < v.len;) {
            size_t n = utf8_sequence(s + i, v.len - i), len;
            if (n == 0 || text_prop(decode(v.bytes + i, &len)) & (PROP_DROPPED | PROP_UNSTABLE))
                return i;
            *last = i;
            i += n;
        }
    }
    return i;
}

struct cleaner {
    struct text *out;
    struct text_cleaning seen;
    size_t stable;      /* in out: where NFC may reach back to */
    bool pending;       /* out[stable..] is not yet known to be NFC */
    bool one_line;
};

static void settle(struct cleaner *c)
{
    if (c->pending && normalize_tail(c->out, c->stable))
        c->seen.composed++;
    c->pending = false;
}

static void keep_stable(struct cleaner *c, struct text_view piece, size_t last)
{
    settle(c);
    c->stable = c->out->len + last;
    text_append(c->out, piece);
}

static void clean_one(struct cleaner *c, uint32_t cp, struct text_view bytes)
{
    switch (dropped(cp)) {
    case DROP_CONTROL:
        c->seen.controls++;
        return;
    case DROP_BIDI:
        c->seen.bidi++;
        return;
    case DROP_INVISIBLE:
        c->seen.invisible++;
        return;
    case TO_SPACE:
        c->seen.tabs++;
        keep_stable(c, TEXT_LIT(" "), 0);
        return;
    case TO_NEWLINE:
        keep_stable(c, c->one_line ? TEXT_LIT(" ") : TEXT_LIT("\n"), 0);
        return;
    case KEPT:
        break;
    }
    text_append(c->out, bytes);
    c->pending = true;
}

/* Appends a clean run, newlines turned into blanks where one line is wanted. */
static void keep_run(struct cleaner *c, struct text_view run, size_t last)
{
    /* What stood before the run may shrink when it is settled. */
    keep_stable(c, run, last);
    if (!c->one_line)
        return;
    char *p = c->out->bytes + c->out->len - run.len, *end = c->out->bytes + c->out->len;
    while ((p = memchr(p, '\n', (size_t)(end - p))))
        *p++ = ' ';
}

static void clean(struct text_view in, struct text *out, struct text_cleaning *seen, bool one_line)
{
    struct cleaner c = {.out = out, .stable = out->len, .one_line = one_line};
    text_reserve(out, out->len + in.len);
    for (size_t i = 0; i < in.len;) {
        size_t last = i, end = clean_run(in, i, &last);
        if (end > i) {
            keep_run(&c, text_view_part(in, i, end), last - i);
            i = end;
            continue;
        }
        size_t n = utf8_sequence((const unsigned char *)in.bytes + i, in.len - i);
        if (n == 0) {
            while (i < in.len && !utf8_sequence((const unsigned char *)in.bytes + i, in.len - i)) {
                c.seen.invalid++;
                i++;
            }
            keep_stable(&c, TEXT_LIT("\xEF\xBF\xBD"), 0);
            continue;
        }
        if (in.bytes[i] == '\r' && i + 1 < in.len && in.bytes[i + 1] == '\n')
            i++; /* the LF stands for both */
        else
            clean_one(&c, decode_at(in, i), text_view_part(in, i, i + n)), i += n;
    }
    settle(&c);
    if (seen) {
        seen->controls += c.seen.controls;
        seen->bidi += c.seen.bidi;
        seen->invisible += c.seen.invisible;
        seen->tabs += c.seen.tabs;
        seen->composed += c.seen.composed;
        seen->invalid += c.seen.invalid;
    }
}

void text_clean(struct text_view in, struct text *out, struct text_cleaning *seen)
{
    clean(in, out, seen, false);
}

void text_clean_line(struct text_view in, struct text *out, struct text_cleaning *seen)
{
    clean(in, out, seen, true);
}

/* NFC only joins code points up to the next stable one, so a doubtful stretch is tried alone. */
static bool stretch_is_nfc(struct text_view v, size_t from, size_t to)
{
    struct text copy = text_copy(text_view_part(v, from, to));
    bool changed = normalize_tail(&copy, 0);
    text_free(&copy);
    return !changed;
}

bool text_is_clean(struct text_view v)
{
    size_t last = 0;
    for (size_t i = clean_run(v, 0, &last); i < v.len; i = clean_run(v, i, &last)) {
        size_t from = last;
        while (i < v.len) {
            size_t n = utf8_sequence((const unsigned char *)v.bytes + i, v.len - i);
            if (n == 0)
                return false;
            uint16_t prop = text_prop(decode_at(v, i));
            if (prop & PROP_DROPPED)
                return false;
            if (!(prop & PROP_UNSTABLE))
                break;
            i += n;
        }
        if (!stretch_is_nfc(v, from, i))
            return false;
    }
    return true;
}
