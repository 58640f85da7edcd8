/* The content of a section, which is what an approval covers: its words and figures as they are shown, whatever the line
 * breaks, spaces and places of tone marks. */
#include <string.h>

#include "report/private.h"
#include "soan/viet.h"

static bool is_blank(uint32_t cp)
{
    return cp == ' ' || cp == '\n' || cp == '\t' || cp == 0xA0 || cp == 0x202F || cp == 0x2009;
}

/* One blank for any number and kind of them, none at the ends, tone marks in one place. */
static void fold(struct text_view v, struct text *out)
{
    struct text toned = {0};
    bool blank = false;
    viet_fold(v, VIET_FOLD_STYLE, &toned, NULL);
    struct text_view t = text_view(&toned);
    for (size_t pos = 0, next; pos < t.len; pos = next) {
        bool is = is_blank(text_decode(t, pos, &next));
        if (!is) {
            if (blank && out->len)
                text_append_char(out, ' ');
            text_append(out, text_view_part(t, pos, next));
        }
        blank = is;
    }
    text_free(&toned);
}

bool content_same(struct text_view a, struct text_view b)
{
    struct text fa = {0}, fb = {0};
    fold(a, &fa);
    fold(b, &fb);
    bool same = text_view_equal(text_view(&fa), text_view(&fb));
    text_free(&fa);
    text_free(&fb);
    return same;
}

/* ---- as shown ---- */

struct showing {
    struct soan_report *r;
    struct text value, blank;
    struct error *e;
    bool failed;
};

static bool look_up(struct text_view key, struct soan_shown *out, void *arg)
{
    struct showing *s = arg;
    struct query q = query(s->r, "SELECT value, blank FROM figure WHERE key = :key");
    query_view(&q, ":key", key);
    bool known = query_row(&q);
    if (known) {
        text_clear(&s->value);
        text_clear(&s->blank);
        text_append(&s->value, query_text(&q, 0));
        text_append(&s->blank, query_text(&q, 1));
        *out = (struct soan_shown){text_view(&s->value), text_view(&s->blank)};
    }
    s->failed = !query_end(&q, s->failed ? NULL : s->e) || s->failed;
    return known && !s->failed;
}

bool content_shown(struct soan_report *r, struct text_view title, struct text_view body, struct text *out,
                   struct error *e)
{
    struct showing s = {.r = r, .e = e};
    struct soan_projection p = {0};
    soan_project(title, look_up, &s, &p);
    text_append(out, text_view(&p.out));
    text_append_char(out, '\n');
    soan_project(body, look_up, &s, &p);
    text_append(out, text_view(&p.out));
    soan_projection_free(&p);
    text_free(&s.value);
    text_free(&s.blank);
    return !s.failed;
}

/* 60 bits of the hash in the 32 signs that are told apart when read aloud or copied by hand. */
void content_code(struct text_view shown, struct text *out)
{
    static const char signs[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    enum { CODE_SIGNS = 12, GROUP = 4, BITS = 5 };
    unsigned char hash[SHA256_BYTES];
    struct text folded = {0};
    size_t end = text_view_find(shown, TEXT_LIT("\n"), 0);
    /* The title is kept apart, so that words cannot wander between it and the text. */
    fold(text_view_part(shown, 0, end), &folded);
    text_append_char(&folded, '\n');
    struct text body = {0};
    fold(text_view_part(shown, end, shown.len), &body);
    text_append(&folded, text_view(&body));
    sha256(text_view(&folded), hash);
    text_free(&body);
    text_free(&folded);
    uint32_t bits = 0;
    for (unsigned i = 0, at = 0, have = 0; i < CODE_SIGNS; i++) {
        if (have < BITS) {
            bits = bits << 8 | hash[at++];
            have += 8;
        }
        have -= BITS;
        if (i && i % GROUP == 0)
            text_append_char(out, '-');
        text_append_char(out, signs[bits >> have & 31]);
    }
}

bool content_of(struct soan_report *r, int64_t section, struct text *shown, struct text *code, struct error *e)
{
    struct text title = {0}, body = {0};
    struct query q = query(r, "SELECT s.title, coalesce(t.body, '') FROM section s LEFT JOIN section_text t ON t.id = s.id"
                              " WHERE s.id = :id");
    query_int(&q, ":id", section);
    bool there = query_row(&q);
    if (there) {
        text_append(&title, query_text(&q, 0));
        text_append(&body, query_text(&q, 1));
    }
    bool ok = query_end(&q, e) && (there || no_section(r, section, e)) &&
              content_shown(r, text_view(&title), text_view(&body), shown, e);
    if (ok)
        content_code(text_view(shown), code);
    text_free(&title);
    text_free(&body);
    return ok;
}

bool soan_section_content(struct soan_report *r, int64_t section, struct text *shown, struct text *code, struct error *e)
{
    struct spot spot;
    text_clear(shown);
    text_clear(code);
    if (!read_begin(r, e))
        return false;
    bool ok = section_spot(r, section, &spot, e) && content_of(r, section, shown, code, e);
    read_end(r);
    return ok;
}
