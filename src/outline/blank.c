#include <stdlib.h>
#include <string.h>

#include "outline/blank.h"
#include "outline/letters.h"

static uint32_t sign_before(const struct place *at)
{
    size_t start;
    return at->before > at->lead ? letter_before(at->paragraph, at->before, &start) : 0;
}

static uint32_t sign_after(const struct place *at)
{
    size_t next;
    return at->after < at->paragraph.len ? letter_at(at->paragraph, at->after, &next) : 0;
}

static struct text_view rest(const struct place *at)
{
    return text_view_part(at->paragraph, at->after, at->paragraph.len);
}

/* The phrase of a list that stands right before the mark. */
static bool context(struct place *at, enum blank_list list)
{
    size_t n = at->before > at->lead ? list_ends(list, at->paragraph, at->before) : 0;
    if (n == 0)
        return false;
    at->context = text_view_part(at->paragraph, at->before - n, at->before);
    return true;
}

static bool value(struct soan_blank *b, enum soan_kind kind)
{
    b->what = SOAN_BLANK_VALUE;
    b->kind = kind;
    return true;
}

/* `…/QĐ-UBND`, `…-KL/TW`, `…/2025/NQ-HĐND`: a sign and a word with capitals hang on the mark. */
static bool document_tail(const struct place *at)
{
    size_t p = at->mark.to, next;
    if (p >= at->paragraph.len || (at->paragraph.bytes[p] != '/' && at->paragraph.bytes[p] != '-'))
        return false;
    for (unsigned capitals = 0; p < at->paragraph.len; p = next) {
        uint32_t cp = letter_at(at->paragraph, p, &next);
        capitals += letter_is_capital(cp);
        if (capitals >= 2)
            return true;
        if (letter_is_blank(cp) || letter_is_small(cp))
            return false;
    }
    return false;
}

/* A unit behind the mark, or behind the other end of a range (`… - …%`). */
static bool unit(struct place *at, struct soan_blank *b)
{
    struct text_view v = at->paragraph;
    size_t from = at->after, n = soan_unit_match(rest(at)), next;
    if (n == 0 && from < v.len && letter_is_dash(letter_at(v, from, &next))) {
        struct mark other;
        next = letters_skip_blanks(v, next);
        if (next >= v.len || !mark_at(v, next, &other) || other.shape != MARK_SINGLE)
            return false;
        from = letters_skip_blanks(v, other.to);
        n = soan_unit_match(text_view_part(v, from, v.len));
    }
    if (n == 0)
        return false;
    soan_unit_canonical(text_view_part(v, from, from + n), &b->unit);
    if (from == at->after)
        at->unit_to = from + n;
    return true;
}

static bool percent(const struct place *at)
{
    uint32_t cp = sign_after(at);
    return cp == '%' || cp == 0x2030;
}

/* Hangs on the word before, and nothing that wants it follows: "chú trọng…" */
static bool glued_end(const struct place *at)
{
    return at->before == at->mark.from && !letter_is(sign_after(at)) && !letter_is_digit(sign_after(at));
}

static bool names(struct place *at, struct soan_blank *b)
{
    if (context(at, LIST_PERSON) || context(at, LIST_PLACE))
        return value(b, SOAN_KIND_NAME);
    if (context(at, LIST_ORDINAL))
        return value(b, SOAN_KIND_ORDINAL);
    return false;
}

/* `Nghị quyết số …`, and `số … ngày`: surely a document's. A bare `số …` may also count what follows. */
static bool numbered_document(struct place *at, struct soan_blank *b)
{
    struct text_view v = at->paragraph;
    if (context(at, LIST_DOCUMENT_NUMBER) && list_ends(LIST_COUNTING, v, at->before) == 0) {
        size_t end = at->before - at->context.len, start, n;
        while (end > at->lead && letter_is_blank(letter_before(v, end, &start)))
            end = start;
        n = end > at->lead ? list_ends(LIST_DOCUMENT, v, end) : 0;
        if (n)
            at->context = text_view_part(v, end - n, at->before);
        return (n || list_begins(LIST_DAY, v, at->after)) && value(b, SOAN_KIND_DOCNUM);
    }
    return false;
}

static bool documents(struct place *at, struct soan_blank *b)
{
    size_t next;
    if (numbered_document(at, b))
        return true;
    if (context(at, LIST_DOCUMENT) && letter_is_capital(letter_at(at->context, 0, &next)))
        return value(b, SOAN_KIND_DOCNUM);
    return context(at, LIST_DOCUMENT_NUMBER) && list_ends(LIST_COUNTING, at->paragraph, at->before) == 0 &&
           value(b, SOAN_KIND_DOCNUM);
}

static bool dates(struct place *at, struct soan_blank *b)
{
    /* `ngày … tháng 6`: the day alone is no date. */
    if (context(at, LIST_DAY))
        return value(b, list_begins(LIST_MONTH, at->paragraph, at->after) ? SOAN_KIND_TEXT : SOAN_KIND_DATE);
    return (context(at, LIST_MONTH) || context(at, LIST_YEAR)) && value(b, SOAN_KIND_TEXT);
}

/* `… thủ tục hành chính của`: no unit we know, but a noun, and the sentence goes on. */
static bool counted_noun(const struct place *at)
{
    return letter_is_small(sign_after(at)) && at->after > at->mark.to && at->before < at->mark.from &&
           sign_before(at) != ',' && sign_before(at) != ';' && list_begins(LIST_FUNCTION, at->paragraph, at->after) == 0;
}

static bool wants_value(struct place *at, struct soan_blank *b)
{
    uint32_t before = sign_before(at);
    bool on_word = at->before == at->mark.from && letter_is(before);
    at->context = TEXT_LIT("");
    if (at->mark.shape == MARK_DATE) {
        context(at, LIST_DAY);
        return value(b, SOAN_KIND_DATE);
    }
    if (at->mark.shape == MARK_RATIO && context(at, LIST_DAY))
        return value(b, SOAN_KIND_DATE);
    if (percent(at) || at->mark.shape == MARK_RATIO) {
        unit(at, b);
        return value(b, at->mark.shape == MARK_RATIO ? SOAN_KIND_RATIO : SOAN_KIND_NUMBER);
    }
    if (document_tail(at)) {
        documents(at, b);
        return value(b, SOAN_KIND_DOCNUM);
    }
    if (at->before == at->mark.from && (before == ',' || before == ';' || before == '.'))
        return false;
    if (glued_end(at) && letter_is(before))
        return false;
    if (names(at, b) || numbered_document(at, b))
        return true;
    at->context = TEXT_LIT("");
    if ((!on_word || context(at, LIST_VALUE) || context(at, LIST_OPEN)) && unit(at, b))
        return value(b, SOAN_KIND_NUMBER);
    if (documents(at, b) || dates(at, b))
        return true;
    if (counted_noun(at))
        return value(b, SOAN_KIND_NUMBER);
    if (!on_word && context(at, LIST_VALUE))
        return value(b, SOAN_KIND_NUMBER);
    return !on_word && context(at, LIST_OPEN) && value(b, SOAN_KIND_TEXT);
}

static void classify(struct place *at, struct soan_blank *b)
{
    uint32_t before = sign_before(at);
    if (wants_value(at, b))
        return;
    text_clear(&b->unit);
    /* At the start of a paragraph or behind a colon words are missing; elsewhere the list only goes on. */
    b->what = before == 0 || before == ':' ? SOAN_BLANK_GAP : SOAN_BLANK_ETC;
}

/* Moves the borders from where they were up to the mark. */
static void move_borders(struct place *at, size_t from)
{
    struct text_view v = at->paragraph;
    for (size_t p = from; p < at->mark.from; p++) {
        char c = v.bytes[p];
        size_t behind = p + 1, next;
        if (c != '.' && c != '?' && c != '!' && c != ';' && c != ':' && c != '(' && c != ',')
            continue;
        bool blank = behind < v.len && letter_is_blank(letter_at(v, behind, &next));
        if (c != '(' && !blank && (c != ';' || behind == at->mark.from))
            continue;
        behind = letters_skip_blanks(v, behind);
        if (behind > at->mark.from)
            behind = at->mark.from;
        at->comma = behind;
        if (c != ',')
            at->clause = behind;
        if (c == '.' || c == '?' || c == '!')
            at->sentence = behind;
    }
}

static struct soan_blank *add_blank(struct soan_blanks *out, const struct mark *m)
{
    void *item = out->item;
    mem_grow(&item, &out->cap, out->n + 1, sizeof *out->item);
    out->item = item;
    struct soan_blank *b = &out->item[out->n++];
    *b = (struct soan_blank){.from = m->from, .to = m->to, .marks = m->marks};
    return b;
}

static void clear(struct soan_blanks *b)
{
    for (size_t k = 0; k < b->n; k++) {
        text_free(&b->item[k].unit);
        text_free(&b->item[k].label);
        text_free(&b->item[k].key);
        text_free(&b->item[k].subject);
        text_free(&b->item[k].same);
    }
    b->n = 0;
}

static void place_mark(struct place *at, const struct mark *m, size_t scanned)
{
    struct text_view v = at->paragraph;
    size_t start;
    at->mark = *m;
    at->before = m->from;
    while (at->before > at->lead && letter_is_blank(letter_before(v, at->before, &start)))
        at->before = start;
    at->after = letters_skip_blanks(v, m->to);
    at->unit_to = m->to;
    move_borders(at, scanned);
}

static struct place start_place(struct text_view paragraph)
{
    bool ordinal;
    size_t lead = letters_skip_blanks(paragraph, 0);
    lead += soan_item_bullet(text_view_part(paragraph, lead, paragraph.len), &ordinal);
    return (struct place){.paragraph = paragraph, .lead = lead, .sentence = lead, .clause = lead, .comma = lead};
}

/* Joined lines with a blank where one ended: only marks end there, words and units go on. `kept` holds it. */
static struct text_view one_line(struct text_view paragraph, struct text *kept)
{
    if (!memchr(paragraph.bytes, '\n', paragraph.len))
        return paragraph;
    text_append(kept, paragraph);
    for (char *c = kept->bytes; (c = strchr(c, '\n')) != NULL;)
        *c = ' ';
    return text_view(kept);
}

void soan_blanks_find(struct text_view paragraph, struct soan_blanks *out)
{
    struct naming naming = {0};
    struct text joined = {0};
    struct mark m;
    clear(out);
    if (!mark_next(paragraph, 0, &m))
        return;
    struct place at = start_place(one_line(paragraph, &joined));
    size_t scanned = at.lead;
    do {
        place_mark(&at, &m, scanned);
        struct soan_blank *b = add_blank(out, &m);
        classify(&at, b);
        if (b->what == SOAN_BLANK_VALUE)
            blank_name(&at, &naming, b);
        scanned = at.clause = at.comma = at.unit_to;
    } while (mark_next(paragraph, m.to, &m));
    naming_free(&naming);
    text_free(&joined);
}

void soan_blanks_free(struct soan_blanks *b)
{
    clear(b);
    mem_free(&b->item);
    *b = (struct soan_blanks){0};
}

size_t soan_blanks_count(struct text_view source)
{
    size_t count = 0;
    struct mark m;
    struct soan_blank b = {0};
    for (size_t from = 0, to; from < source.len; from = to + 1) {
        to = text_view_find(source, TEXT_LIT("\n"), from);
        if (to == SIZE_MAX)
            to = source.len;
        struct text_view paragraph = text_view_part(source, from, to);
        if (!mark_next(paragraph, 0, &m))
            continue;
        struct place at = start_place(paragraph);
        size_t scanned = at.lead;
        do {
            place_mark(&at, &m, scanned);
            classify(&at, &b);
            count += b.what != SOAN_BLANK_ETC ? m.marks : 0;
            text_clear(&b.unit);
            scanned = m.to;
        } while (mark_next(paragraph, m.to, &m));
    }
    text_free(&b.unit);
    return count;
}
