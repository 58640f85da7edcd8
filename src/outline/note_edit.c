/* Notes as they are made, found and gone to. */
#include "outline/letters.h"
#include "soan/outline.h"

enum { GLUED_MOST = 3, NUMBER_DIGITS = 10 };

static size_t paragraph_end(struct text_view v, size_t from)
{
    size_t end = text_view_find(v, TEXT_LIT("\n"), from);
    return end == SIZE_MAX ? v.len : end;
}

static size_t paragraph_start(struct text_view v, size_t pos)
{
    while (pos > 0 && v.bytes[pos - 1] != '\n')
        pos--;
    return pos;
}

/* ---- numbers ---- */

static unsigned long long value_of(struct text_view digits)
{
    unsigned long long n = 0;
    for (size_t i = 0; i < digits.len && i < NUMBER_DIGITS; i++)
        n = n * 10 + (unsigned)(digits.bytes[i] - '0');
    return n;
}

/* The number of a mark or note anywhere in the text is taken. */
static unsigned long long free_number(struct text_view source, unsigned long long wanted)
{
    struct soan_token t;
    unsigned long long most = 0;
    bool taken = wanted == 0;
    for (size_t pos = 0; soan_token_next(source, pos, &t); pos = t.to) {
        if (t.kind != SOAN_TOKEN_NOTE)
            continue;
        unsigned long long n = value_of(t.body);
        taken = taken || n == wanted;
        most = n > most ? n : most;
    }
    return taken ? most + 1 : wanted;
}

bool soan_note_make(struct text_view source, size_t at, size_t removed, struct text_view words, struct text_changes *out,
                    size_t *cursor)
{
    struct text mark = {0}, note = {0};
    struct text_view id;
    size_t start = paragraph_start(source, at), text;
    if (soan_note_text(text_view_part(source, start, paragraph_end(source, at)), &id, &text))
        return false;
    struct text_view was = text_view_part(source, at, at + removed);
    text_printf(&mark, "[^%llu]", free_number(source, value_of(was)));
    if (at == source.len || source.bytes[source.len - 1] != '\n')
        text_append_char(&note, '\n');
    text_append(&note, text_view(&mark));
    text_append_str(&note, ": ");
    text_append(&note, words);
    /* The note first: it does not move the place of its mark. */
    text_changes_add(out, source.len, TEXT_LIT(""), text_view(&note), 0);
    text_changes_add(out, at, was, text_view(&mark), 0);
    *cursor = source.len - removed + mark.len + note.len;
    text_free(&mark);
    text_free(&note);
    return true;
}

/* ---- from one to the other ---- */

static bool find_note(struct text_view source, struct text_view id, size_t *to)
{
    for (size_t from = 0; from < source.len;) {
        struct text_view found;
        size_t words, end = paragraph_end(source, from);
        if (soan_note_text(text_view_part(source, from, end), &found, &words) && text_view_equal(found, id)) {
            *to = from + words;
            return true;
        }
        from = end + 1;
    }
    return false;
}

/* Behind the first mark of that number which does not begin a note. */
static bool find_mark(struct text_view source, struct text_view id, size_t *to)
{
    struct soan_token t;
    for (size_t pos = 0; soan_token_next(source, pos, &t); pos = t.to) {
        struct text_view found;
        size_t words;
        bool begins = (t.from == 0 || source.bytes[t.from - 1] == '\n') &&
                      soan_note_text(text_view_part(source, t.from, paragraph_end(source, t.from)), &found, &words);
        if (t.kind == SOAN_TOKEN_NOTE && !begins && text_view_equal(t.body, id)) {
            *to = t.to;
            return true;
        }
    }
    return false;
}

bool soan_note_other(struct text_view source, size_t pos, size_t *to)
{
    struct text_view id;
    struct soan_token t;
    size_t words, from, end, start = paragraph_start(source, pos);
    if (soan_note_text(text_view_part(source, start, paragraph_end(source, pos)), &id, &words))
        return find_mark(source, id, to);
    /* The mark that the cursor stands on, or right behind. */
    for (int back = 0; back <= 1; back++) {
        if ((size_t)back > pos || !soan_source_atom(source, pos - (size_t)back, &from, &end))
            continue;
        if (soan_token_next(source, from, &t) && t.kind == SOAN_TOKEN_NOTE)
            return find_note(source, t.body, to);
    }
    return false;
}

/* ---- numbers glued to a word ---- */

static bool is_digit(struct text_view v, size_t pos)
{
    return pos < v.len && v.bytes[pos] >= '0' && v.bytes[pos] <= '9';
}

/* Start of the letters that end at pos. */
static size_t letters_before(struct text_view v, size_t pos)
{
    size_t start;
    while (pos > 0 && letter_is(letter_before(v, pos, &start)))
        pos = start;
    return pos;
}

/* A whole word of small letters, but for the first: no formula, no abbreviation, no unit. */
static bool is_word(struct text_view v, size_t from, size_t to)
{
    struct text_view word = text_view_part(v, from, to);
    size_t first = word.len ? text_grapheme_next(word, 0) : 0;
    return word.len > first && !text_has_capital(text_view_part(word, first, word.len)) &&
           viet_syllable_parse(word, NULL) == VIET_OK;
}

/* Nothing that makes the digits part of a larger number or name. */
static bool ends_number(struct text_view v, size_t pos)
{
    if (pos == v.len)
        return true;
    char c = v.bytes[pos];
    if (c == '.' || c == ',' || c == ';' || c == ':' || c == ')' || c == '"')
        return !is_digit(v, pos + 1);
    return c == ' ' || c == '\n' || text_view_starts(text_view_part(v, pos, v.len), TEXT_LIT("”"));
}

bool soan_note_glued(struct text_view source, size_t from, size_t *at, size_t *to)
{
    struct soan_token t;
    for (size_t pos = 0; soan_token_next(source, pos, &t); pos = t.to) {
        if (t.kind != SOAN_TOKEN_TEXT || t.to <= from)
            continue;
        for (size_t i = from > t.from ? from : t.from; i < t.to; i++) {
            if (!is_digit(source, i) || (i > 0 && is_digit(source, i - 1)))
                continue;
            size_t end = i, word = letters_before(source, i);
            while (end < t.to && is_digit(source, end))
                end++;
            if (end - i <= GLUED_MOST && word < i && word >= t.from && !(word > 0 && is_digit(source, word - 1)) &&
                ends_number(source, end) && is_word(source, word, i)) {
                *at = i;
                *to = end;
                return true;
            }
        }
    }
    return false;
}
