/* Words: rules 4, 5 and 16 of the lint catalogue. The lists are data, so that an office can add to them. */
#include <string.h>

#include "check/rules.h"
#include "soan/viet.h"

static bool digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0xC3;
}

/* Letters outside ASCII begin with C3..C6 (Latin-1, Latin Extended) or E1 (Vietnamese); E2 begins quotes, dashes, …. */
static size_t letter_length(struct text_view v, size_t pos)
{
    unsigned char c = (unsigned char)v.bytes[pos];
    if (c < 0x80)
        return letter(v.bytes[pos]) ? 1 : 0;
    if (c < 0xC3 || c == 0xE2 || c >= 0xE3)
        return 0;
    size_t next;
    text_decode(v, pos, &next);
    return next - pos;
}

bool check_letter_at(struct text_view v, size_t pos)
{
    while (pos > 0 && pos < v.len && ((unsigned char)v.bytes[pos] & 0xC0) == 0x80)
        pos--;
    return pos < v.len && (letter_length(v, pos) || digit(v.bytes[pos]));
}

static size_t end_of_letters(struct text_view v, size_t pos)
{
    for (size_t n; pos < v.len && (n = letter_length(v, pos)) > 0;)
        pos += n;
    return pos;
}

/* The next line of a list that is neither blank nor a comment. */
static bool next_line(struct text_view list, size_t *at, struct text_view *line)
{
    while (*at < list.len) {
        size_t end = text_view_find(list, TEXT_LIT("\n"), *at);
        end = end == SIZE_MAX ? list.len : end;
        *line = text_view_part(list, *at, end);
        *at = end + 1;
        if (line->len && line->bytes[0] != '#')
            return true;
    }
    return false;
}

/* True if `phrase`, in any case, covers [from, to) of v. */
static bool covered(struct text_view v, size_t from, size_t to, struct text_view phrase)
{
    struct text around = {0};
    size_t begin = from > phrase.len ? from - phrase.len : 0;
    while (begin > 0 && ((unsigned char)v.bytes[begin] & 0xC0) == 0x80)
        begin--;
    size_t end = to + phrase.len < v.len ? to + phrase.len : v.len;
    while (end < v.len && ((unsigned char)v.bytes[end] & 0xC0) == 0x80)
        end++;
    bool hit = false;
    viet_fold(text_view_part(v, begin, end), VIET_FOLD_CASE, &around, NULL);
    /* Lower-casing Vietnamese keeps every length: both cases of a letter have as many bytes. */
    if (around.len == end - begin)
        for (size_t at = 0; !hit && (at = text_view_find(text_view(&around), phrase, at)) != SIZE_MAX; at++)
            hit = begin + at <= from && to <= begin + at + phrase.len;
    text_free(&around);
    return hit;
}

static bool may_repeat(struct text_view v, size_t from, size_t to)
{
    struct text_view list, line;
    if (!data_find("style/repeats", &list))
        return false;
    for (size_t at = 0; next_line(list, &at, &line);)
        if (covered(v, from, to, line))
            return true;
    return false;
}

static void check_repeated(struct check *c, size_t from, size_t to)
{
    struct text_view v = text_view(&c->plain);
    if (to >= v.len || v.bytes[to] != ' ')
        return;
    size_t end = end_of_letters(v, to + 1);
    struct text_view word = text_view_part(v, from, to), again = text_view_part(v, to + 1, end);
    struct viet_syllable s;
    if (!text_view_equal(word, again) || (end < v.len && digit(v.bytes[end])))
        return;
    /* Only syllables: letters such as `x x` and foreign names are not ours to judge. */
    if (viet_syllable_parse(word, &s) == VIET_IMPOSSIBLE || word.len < 2 || may_repeat(v, from, end))
        return;
    check_add(c, "repeated-word", SOAN_SEVERITY_WARNING, from, end, _("the same word twice"));
}

/* `đề ra14`: a syllable of at least two small letters with one to three digits at its end. */
static void check_glued(struct check *c, size_t from, size_t to)
{
    struct text_view v = text_view(&c->plain);
    size_t end = to;
    while (end < v.len && digit(v.bytes[end]))
        end++;
    if (end == to || end - to > 3 || check_letter_at(v, end))
        return;
    struct text_view word = text_view_part(v, from, to);
    struct viet_syllable s;
    struct text lower = {0};
    viet_fold(word, VIET_FOLD_CASE, &lower, NULL);
    bool small = text_view_equal(text_view(&lower), word);
    text_free(&lower);
    bool joined = (from > 0 && strchr("-/._@", v.bytes[from - 1])) || (end < v.len && strchr("-/_@", v.bytes[end]));
    if (!small || joined || text_char_count(word) < 2 || viet_syllable_parse(word, &s) != VIET_OK ||
        soan_unit_match(text_view_part(v, from, end)))
        return;
    check_add(c, "glued-number", SOAN_SEVERITY_WARNING, from, end,
              _("a number glued to a word: a footnote (Insert, Footnote makes it one), or a space is missing"));
}

static struct text_view field(struct text_view line, int nth)
{
    size_t from = 0;
    for (; nth > 0; nth--) {
        size_t tab = text_view_find(line, TEXT_LIT("\t"), from);
        if (tab == SIZE_MAX)
            return TEXT_LIT("");
        from = tab + 1;
    }
    size_t end = text_view_find(line, TEXT_LIT("\t"), from);
    return text_view_part(line, from, end);
}

/* data/style/slips: wrong words, right words, and phrases in which the first are right, parted by '|'. */
static void check_slip(struct check *c, struct text_view line, struct text_view lower)
{
    struct text_view v = text_view(&c->plain), wrong = field(line, 0), right = field(line, 1), fine = field(line, 2);
    for (size_t at = 0; (at = text_view_find(lower, wrong, at)) != SIZE_MAX; at += wrong.len) {
        size_t end = at + wrong.len;
        if ((at > 0 && check_letter_at(v, at - 1)) || check_letter_at(v, end))
            continue;
        bool excused = false;
        for (size_t i = 0; i < fine.len && !excused;) {
            size_t bar = text_view_find(fine, TEXT_LIT("|"), i);
            struct text_view phrase = text_view_part(fine, i, bar);
            excused = covered(v, at, end, phrase);
            i += phrase.len + 1;
        }
        if (excused)
            continue;
        struct text message = {0};
        text_printf(&message, _("usually written “%.*s”"), (int)right.len, right.bytes);
        check_add(c, "slip", SOAN_SEVERITY_WARNING, at, end, message.bytes);
        text_free(&message);
    }
}

static void check_slips(struct check *c)
{
    struct text_view list, line, v = text_view(&c->plain);
    struct text lower = {0};
    if (!data_find("style/slips", &list))
        return;
    viet_fold(v, VIET_FOLD_CASE, &lower, NULL);
    if (lower.len == v.len)
        for (size_t at = 0; next_line(list, &at, &line);)
            check_slip(c, line, text_view(&lower));
    text_free(&lower);
}

/* data/style/names: words written in just this way, whatever their case elsewhere. */
static void check_names(struct check *c)
{
    struct text_view list, line, v = text_view(&c->plain);
    struct text lower = {0}, small = {0};
    if (!data_find("style/names", &list))
        return;
    viet_fold(v, VIET_FOLD_CASE, &lower, NULL);
    for (size_t at = 0; lower.len == v.len && next_line(list, &at, &line);) {
        text_clear(&small);
        viet_fold(line, VIET_FOLD_CASE, &small, NULL);
        for (size_t p = 0; (p = text_view_find(text_view(&lower), text_view(&small), p)) != SIZE_MAX; p += small.len) {
            struct text_view here = text_view_part(v, p, p + small.len);
            struct text upper = {0}, message = {0};
            text_upper(here, &upper);
            bool capitals = text_view_equal(text_view(&upper), here);
            text_free(&upper);
            bool inside = (p > 0 && check_letter_at(v, p - 1)) || check_letter_at(v, p + small.len);
            if (capitals || inside || text_view_equal(here, line))
                continue;
            text_printf(&message, _("usually written “%.*s”"), (int)line.len, line.bytes);
            check_add(c, "capitals", SOAN_SEVERITY_ERROR, p, p + small.len, message.bytes);
            text_free(&message);
        }
    }
    text_free(&small);
    text_free(&lower);
}

/* The first word of a value again before it: `phường phường Hải Châu`. */
static void check_edges(struct check *c)
{
    struct text_view v = text_view(&c->shown.out);
    for (size_t i = 0; i < c->shown.n; i++) {
        const struct soan_span *s = &c->shown.span[i];
        if (s->kind != SOAN_TOKEN_FIGURE || s->open || s->out_from < 2 || v.bytes[s->out_from - 1] != ' ')
            continue;
        size_t end = end_of_letters(v, s->out_from), len = end - s->out_from, from = s->out_from - 1 - len;
        if (len < 2 || len + 1 > s->out_from || (from > 0 && check_letter_at(v, from - 1)))
            continue;
        struct text word = {0}, again = {0};
        viet_fold(text_view_part(v, from, from + len), VIET_FOLD_CASE, &word, NULL);
        viet_fold(text_view_part(v, s->out_from, end), VIET_FOLD_CASE, &again, NULL);
        if (text_view_equal(text_view(&word), text_view(&again)))
            check_add(c, "repeated-word", SOAN_SEVERITY_WARNING, from, end, _("the same word twice"));
        text_free(&word);
        text_free(&again);
    }
}

void check_words(struct check *c)
{
    struct text_view v = text_view(&c->plain);
    for (size_t i = 0; i < v.len;) {
        size_t end = end_of_letters(v, i);
        if (end == i) {
            /* Digits and what follows them are codes and units: 12A, 5m2. */
            bool code = digit(v.bytes[i]);
            i++;
            while (code && i < v.len && check_letter_at(v, i))
                i++;
            continue;
        }
        check_repeated(c, i, end);
        check_glued(c, i, end);
        i = end;
    }
    check_edges(c);
    check_slips(c);
    check_names(c);
}
