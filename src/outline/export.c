/*
 * A section as the lines of a text file. The units of today (heading, paragraphs) are looked for among the lines it was
 * imported from, in order. A unit found gives its lines back byte for byte, with the blank lines before it; between two
 * units found, new ones take the places of lines that are gone.
 */
#include <stdlib.h>

#include "outline/blank.h"
#include "outline/letters.h"
#include "outline/lines.h"
#include "outline/marker.h"

enum { LOOK_AHEAD = 64 };     /* lines in which a unit is looked for */

struct unit {
    struct text_view marker;  /* heading only */
    struct text_view title;
    struct text_view body;    /* one paragraph */
    bool heading;
};

struct writer {
    const struct soan_export_section *s;
    soan_lookup_fn *lookup;
    void *arg;
    struct text *out;
    size_t pos;               /* in raw: behind what is already written or dropped */
    size_t body;              /* in s->body: the next paragraph */
    bool heading_done;
    struct text joined, clean;
    struct line line;         /* the line read last, for it is asked for again and may be long */
    struct text_view words;
    struct text_view end;     /* of lines */
    struct soan_projection projection;
};

/* ---- what raw says at a place ------------------------------------------------------- */

static bool words_at(struct writer *w, size_t pos, struct line *l, struct text_view *words)
{
    if (w->line.next == 0 || w->line.from != pos) {
        if (!line_at(w->s->raw, pos, &w->line))
            return false;
        w->words = line_words(w->s->raw, &w->line, &w->clean, NULL);
    }
    *l = w->line;
    *words = w->words;
    return true;
}

/* Joins by newlines lines with words from pos on, one at least, until they are `length` bytes. A paragraph ends at a blank
 * line, a heading may have some inside. *end is where the last ends in raw. */
static void join_lines(struct writer *w, size_t pos, bool over_blanks, size_t length, size_t *end)
{
    struct line l;
    struct text_view words;
    size_t lines = 0;
    text_clear(&w->joined);
    for (; (lines < 1 || w->joined.len < length) && words_at(w, pos, &l, &words); pos = l.next) {
        if (words.len == 0) {
            if (!over_blanks)
                break;
            continue;
        }
        if (lines++)
            text_append_char(&w->joined, '\n');
        text_append(&w->joined, words);
        *end = l.next;
    }
}

/* ---- does it say the same ------------------------------------------------------------- */

enum same { SAME_NOT, SAME_MORE, SAME_BEGINS, SAME_YES };

/* Lines were joined by blanks when they came in. */
static bool same_words(struct text_view said, struct text_view there)
{
    for (size_t k = 0; k < there.len; k++) {
        if (said.bytes[k] != there.bytes[k] && !(said.bytes[k] == ' ' && there.bytes[k] == '\n'))
            return false;
    }
    return true;
}

/* Compares source form with plain text at *at; an open figure stands for any open mark. */
static enum same same_source(struct writer *w, struct text_view source, struct text_view plain, size_t *at)
{
    struct soan_token t;
    for (size_t pos = 0; soan_token_next(source, pos, &t); pos = t.to) {
        struct soan_shown shown = {0};
        struct mark m;
        bool known = t.kind == SOAN_TOKEN_FIGURE && w->lookup && w->lookup(t.body, &shown, w->arg);
        struct text_view said = text_view_part(source, t.from, t.to);
        if (*at >= plain.len)
            return SAME_MORE;
        if (t.kind == SOAN_TOKEN_FIGURE && shown.value.len == 0 && mark_at(plain, *at, &m)) {
            *at = m.to;
            continue;
        }
        if (t.kind == SOAN_TOKEN_BRACE)
            said = t.body;
        else if (known)
            said = shown.value.len ? shown.value : shown.blank;
        struct text_view there = text_view_part(plain, *at, *at + said.len);
        if (!same_words(said, there))
            return SAME_NOT;
        *at += there.len;
        if (there.len < said.len)
            return SAME_MORE;
    }
    return SAME_YES;
}

/* Between the parts of a heading stand any blanks, or the join of two lines. BEGINS: the text goes on behind *end. */
static enum same same_unit(struct writer *w, const struct unit *u, struct text_view plain, size_t *end)
{
    size_t at = 0;
    if (u->marker.len) {
        if (!text_view_starts(plain, text_view_part(u->marker, 0, plain.len)))
            return SAME_NOT;
        at = u->marker.len;
        if (at > plain.len)
            return SAME_MORE;
        at = letters_skip_blanks(plain, at);
    }
    enum same same = same_source(w, u->title, plain, &at);
    if (same != SAME_YES)
        return same;
    if (u->body.len) {
        size_t after = letters_skip_blanks(plain, at);
        if (u->title.len && after == at)
            return at >= plain.len ? SAME_MORE : SAME_NOT;
        at = after;
        same = same_source(w, u->body, plain, &at);
        if (same != SAME_YES)
            return same;
    }
    *end = at;
    return at == plain.len ? SAME_YES : SAME_BEGINS;
}

/* About how long the source is in raw; an unknown figure stands for a single mark. */
static size_t source_length(struct writer *w, struct text_view source)
{
    struct soan_token t;
    size_t n = 0;
    for (size_t pos = 0; soan_token_next(source, pos, &t); pos = t.to) {
        struct soan_shown shown = {.blank = TEXT_LIT("…")};
        if (t.kind == SOAN_TOKEN_FIGURE && w->lookup)
            w->lookup(t.body, &shown, w->arg);
        n += t.kind != SOAN_TOKEN_FIGURE ? t.to - t.from : shown.value.len ? shown.value.len : shown.blank.len;
    }
    return n;
}

static size_t unit_length(struct writer *w, const struct unit *u)
{
    return u->marker.len + source_length(w, u->title) + source_length(w, u->body) + 2;
}

/* The end in raw of the lines from pos on that say the unit; 0 if they do not. */
static size_t unit_at(struct writer *w, const struct unit *u, size_t pos)
{
    size_t raw = 0, end = 0, length;
    bool more;
    struct line l;
    struct text_view words;
    if (!words_at(w, pos, &l, &words))
        return 0;
    enum same same = same_unit(w, u, words, &end);
    if (same != SAME_MORE)
        return same == SAME_YES ? l.next : 0;
    length = unit_length(w, u);
    do {
        join_lines(w, pos, u->heading, length, &raw);
        same = same_unit(w, u, text_view(&w->joined), &end);
        more = w->joined.len >= length;
        length = 2 * w->joined.len;
    } while (more && same == SAME_MORE);
    if (same == SAME_YES)
        return raw;
    if (same != SAME_BEGINS)
        return 0;
    join_lines(w, pos, u->heading, end, &raw);
    return w->joined.len == end ? raw : 0;
}

/* ---- writing ----------------------------------------------------------------------------- */

static struct text_view line_end(struct text_view raw)
{
    for (size_t p = 0; p < raw.len; p++) {
        if (raw.bytes[p] == '\n')
            return TEXT_LIT("\n");
        if (raw.bytes[p] == '\r')
            return p + 1 < raw.len && raw.bytes[p + 1] == '\n' ? TEXT_LIT("\r\n") : TEXT_LIT("\r");
    }
    return TEXT_LIT("\n");
}

static void append_shown(struct writer *w, struct text_view source)
{
    soan_project(source, w->lookup, w->arg, &w->projection);
    text_append(w->out, text_view(&w->projection.out));
}

/* `Phần`, `Chương` and `Mục` without sign behind their number have their title on the next line. */
static bool title_below(struct text_view marker)
{
    struct marker_reading r[MARKER_READINGS];
    return marker_scan(marker, r) && !r[0].tail &&
           (r[0].kind == SOAN_MARKER_PART || r[0].kind == SOAN_MARKER_CHAPTER || r[0].kind == SOAN_MARKER_MUC);
}

/* Writes a unit anew in place of line `old` (NULL: of none), whose lead and end it takes. */
static void write_unit(struct writer *w, const struct unit *u, const struct line *old)
{
    struct text_view end = w->end, raw = w->s->raw;
    if (old) {
        struct text_view line = text_view_part(raw, old->words, old->to);
        text_append(w->out, text_view_part(raw, old->from, old->words));
        for (size_t p = 0; p < line.len && (line.bytes[p] == ' ' || line.bytes[p] == '\t'); p++)
            text_append_char(w->out, line.bytes[p]);
    }
    text_append(w->out, u->marker);
    if (u->title.len) {
        if (u->marker.len)
            text_append(w->out, title_below(u->marker) ? end : TEXT_LIT(" "));
        append_shown(w, u->title);
    }
    if (u->body.len) {
        if (u->title.len || u->marker.len)
            text_append_char(w->out, ' ');
        append_shown(w, u->body);
    }
    if (!old || old->next > old->to)
        text_append(w->out, end);
}

/* Where reading goes on after a unit was taken. */
static bool next_unit(struct writer *w, struct unit *u)
{
    const struct soan_export_section *s = w->s;
    *u = (struct unit){0};
    if (!w->heading_done) {
        w->heading_done = true;
        u->heading = true;
        u->marker = s->marker;
        u->title = s->title;
        if (s->run_in) {
            size_t end = text_view_find(s->body, TEXT_LIT("\n"), 0);
            u->body = text_view_part(s->body, 0, end);
            w->body = end == SIZE_MAX ? s->body.len : end + 1;
        }
        if (u->marker.len || u->title.len || u->body.len)
            return true;
    }
    if (w->body >= s->body.len)
        return false;
    size_t end = text_view_find(s->body, TEXT_LIT("\n"), w->body);
    u->body = text_view_part(s->body, w->body, end);
    w->body = end == SIZE_MAX ? s->body.len : end + 1;
    return true;
}

/* The first place at or behind w->pos where the unit stands; SIZE_MAX if it is not near. */
static size_t find_unit(struct writer *w, const struct unit *u, size_t *end)
{
    struct line l;
    struct text_view words;
    size_t pos = w->pos;
    if (u->body.len + u->title.len + u->marker.len == 0)
        return SIZE_MAX;
    for (int seen = 0; seen < LOOK_AHEAD && words_at(w, pos, &l, &words); pos = l.next) {
        if (words.len == 0)
            continue;
        *end = unit_at(w, u, pos);
        if (*end)
            return pos;
        seen++;
    }
    return SIZE_MAX;
}

/* Writes what stands in raw before `to`: blank lines as they are, lines that are gone replaced by the waiting units. The
 * waiting units left over follow the last line replaced, else they come first. */
static void write_gap(struct writer *w, struct unit *waiting, size_t n, size_t to)
{
    struct line l;
    struct text_view words;
    size_t gone = 0, done = 0;
    for (size_t pos = w->pos; pos < to && words_at(w, pos, &l, &words); pos = l.next)
        gone += words.len > 0;
    if (gone == 0) {
        for (; done < n; done++)
            write_unit(w, &waiting[done], NULL);
    }
    bool dropped = false;
    for (size_t pos = w->pos; pos < to && words_at(w, pos, &l, &words); pos = l.next) {
        if (words.len == 0) {
            /* Of the blank lines round a line taken out, those before it stay. */
            if (!dropped)
                text_append(w->out, text_view_part(w->s->raw, l.from, l.next));
            continue;
        }
        dropped = done >= n;
        gone--;
        if (done < n)
            write_unit(w, &waiting[done++], &l);
        while (gone == 0 && done < n)
            write_unit(w, &waiting[done++], NULL);
    }
    w->pos = to;
}

void soan_export_section(const struct soan_export_section *s, soan_lookup_fn *lookup, void *arg, struct text *out)
{
    struct writer w = {.s = s, .lookup = lookup, .arg = arg, .out = out, .end = line_end(s->raw)};
    struct unit u, *waiting = NULL;
    size_t n = 0, cap = 0, end;
    while (next_unit(&w, &u)) {
        size_t at = s->raw.len ? find_unit(&w, &u, &end) : SIZE_MAX;
        if (at == SIZE_MAX) {
            mem_grow((void **)&waiting, &cap, n + 1, sizeof *waiting);
            waiting[n++] = u;
            continue;
        }
        write_gap(&w, waiting, n, at);
        n = 0;
        text_append(out, text_view_part(s->raw, at, end));
        w.pos = end;
    }
    write_gap(&w, waiting, n, s->raw.len);
    mem_free(&waiting);
    text_free(&w.joined);
    text_free(&w.clean);
    soan_projection_free(&w.projection);
}
