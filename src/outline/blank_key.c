/* Names of figures, out of the words round their blanks. */
#include "outline/blank.h"
#include "outline/letters.h"

enum { KEY_BYTES = 40, LABEL_BYTES = 160, LOOK_BACK = 400, NOUN_WORDS = 6 };

void naming_free(struct naming *n)
{
    text_free(&n->subject);
    text_free(&n->counted);
}

static struct text_view trim_signs(struct text_view v)
{
    size_t from = 0, to = v.len, next;
    while (from < to) {
        uint32_t cp = letter_at(v, from, &next);
        if (letter_is(cp) || letter_is_digit(cp))
            break;
        from = next;
    }
    while (to > from) {
        uint32_t cp = letter_before(v, to, &next);
        if (letter_is(cp) || letter_is_digit(cp) || cp == ')' || cp == '%')
            break;
        to = next;
    }
    return text_view_part(v, from, to);
}

/* Takes phrases of a list off the end, again and again. */
static struct text_view strip_end(struct text_view v, enum blank_list list)
{
    for (size_t n; (n = list_ends(list, v, v.len)) > 0;)
        v = trim_signs(text_view_part(v, 0, v.len - n));
    return v;
}

static struct text_view strip_start(struct text_view v, enum blank_list list)
{
    for (size_t n; (n = list_begins(list, v, 0)) > 0;)
        v = trim_signs(text_view_part(v, n, v.len));
    return v;
}

static size_t next_word(struct text_view v, size_t pos)
{
    size_t next;
    while (pos < v.len && !letter_is_blank(letter_at(v, pos, &next)))
        pos = next;
    return letters_skip_blanks(v, pos);
}

static size_t word_count(struct text_view v)
{
    size_t n = 0;
    for (size_t p = letters_skip_blanks(v, 0); p < v.len; p = next_word(v, p))
        n++;
    return n;
}

static struct text_view first_words(struct text_view v, size_t n)
{
    size_t p = letters_skip_blanks(v, 0);
    for (; n > 0 && p < v.len; n--)
        p = next_word(v, p);
    return trim_signs(text_view_part(v, 0, p));
}

/* The words up to the first phrase that only says where or of what, if at least two stand before it. */
static struct text_view cut(struct text_view v)
{
    size_t p = next_word(v, next_word(v, 0));
    for (; p < v.len; p = next_word(v, p)) {
        if (list_begins(LIST_CUT, v, p))
            return trim_signs(text_view_part(v, 0, p));
    }
    return v;
}

static bool has_number_or_verb(struct text_view v)
{
    size_t next;
    for (size_t p = 0; p < v.len; p = next) {
        if (letter_is_digit(letter_at(v, p, &next)))
            return true;
    }
    for (size_t p = 0; p < v.len; p = next_word(v, p)) {
        if (list_begins(LIST_VERB, v, p))
            return true;
    }
    return false;
}

/* What a clause that ends at `end` is about: from its head word (`tỷ lệ …`), which may stand before a comma, or whole. */
static struct text_view noun_phrase(const struct place *at, size_t clause, size_t comma, size_t end, bool *headed)
{
    struct text_view v = text_view_part(at->paragraph, 0, end);
    *headed = false;
    if (end - comma > LOOK_BACK)
        comma = next_word(v, end - LOOK_BACK);
    if (end - clause > LOOK_BACK)
        clause = comma;
    for (size_t p = clause; p < end; p = next_word(v, p)) {
        size_t n = list_begins(LIST_HEAD, v, p);
        if (n == 0 || (p < comma && has_number_or_verb(text_view_part(v, p, comma))))
            continue;
        *headed = true;
        return trim_signs(text_view_part(v, p, end));
    }
    return strip_start(trim_signs(text_view_part(v, comma, end)), LIST_LEAD);
}

static void append_limited(struct text *out, struct text_view v, size_t max)
{
    if (v.len > max) {
        size_t p = 0;
        for (size_t next; (next = next_word(v, p)) <= max; p = next)
            ;
        v = letters_trim(text_view_part(v, 0, p ? p : max));
        while (v.len && ((unsigned char)v.bytes[v.len - 1] & 0xC0) == 0x80)
            v.len--;
    }
    text_append(out, v);
}

static void key_of(struct text_view words, struct text_view verb, struct text *out)
{
    struct text tail = {0};
    viet_ascii_key(verb, KEY_BYTES / 2, &tail);
    viet_ascii_key(words, KEY_BYTES - (tail.len ? tail.len + 1 : 0), out);
    if (tail.len && out->len)
        text_append_char(out, '_');
    text_append(out, text_view(&tail));
    text_free(&tail);
}

/* ---- words behind the mark ------------------------------------------------------- */

/* One run of words without sign, capital, digit or function word. */
static size_t noun_run(struct text_view v, size_t pos, unsigned *words)
{
    size_t p = pos, end = pos;
    for (; p < v.len && *words < NOUN_WORDS; ++*words) {
        size_t next, q = p;
        uint32_t cp = letter_at(v, p, &next);
        if (!letter_is(cp) || (letter_is_capital(cp) && p > pos) || list_begins(LIST_FUNCTION, v, p))
            break;
        while (q < v.len && letter_is(letter_at(v, q, &next)))
            q = next;
        end = q;
        p = letters_skip_blanks(v, q);
        if (p == q) {
            ++*words;
            break;
        }
    }
    return end;
}

/* `cuộc kiểm tra, giám sát (`: a short second noun belongs to it if the clause ends behind it. */
static struct text_view noun_behind(const struct place *at, size_t from)
{
    struct text_view v = at->paragraph;
    unsigned words = 0, more = 0;
    size_t end = noun_run(v, from, &words), unit = from == at->after ? at->unit_to : from;
    /* `tổ dân phố` says it all, `lượt` and `trường hợp` do not. */
    if (unit > end || (unit > from && word_count(text_view_part(v, from, unit)) >= 3))
        return text_view_part(v, from, unit);
    if (end < v.len && v.bytes[end] == ',') {
        size_t second = letters_skip_blanks(v, end + 1), second_end = noun_run(v, second, &more);
        size_t stop = letters_skip_blanks(v, second_end);
        bool closed = stop >= v.len || v.bytes[stop] == '(' || v.bytes[stop] == '.' || v.bytes[stop] == ';';
        if (more > 0 && more <= 3 && closed)
            end = second_end;
    }
    return text_view_part(v, from, end);
}

static bool is_measure(const struct place *at)
{
    size_t next;
    uint32_t cp = at->after < at->paragraph.len ? letter_at(at->paragraph, at->after, &next) : 0;
    return !letter_is(cp) || list_begins(LIST_MEASURE, at->paragraph, at->after) > 0;
}

/* ---- what is measured: the words stand before the mark ------------------------- */

/* Without its verb and what else stands behind the noun. */
static struct text_view bare_noun(struct text_view v, struct text_view *verb)
{
    *verb = TEXT_LIT("");
    v = strip_end(v, LIST_TAIL);
    size_t n = list_ends(LIST_VERB, v, v.len);
    if (n) {
        *verb = text_view_part(v, v.len - n, v.len);
        v = strip_end(trim_signs(text_view_part(v, 0, v.len - n)), LIST_TAIL);
    }
    return v;
}

/* The clause before the last comma, where this one says only `đạt` or `tăng`. */
static struct text_view earlier_noun(const struct place *at, struct naming *n)
{
    struct text_view verb;
    bool headed;
    if (n->sentence == at->sentence && n->subject.len)
        return text_view(&n->subject);
    if (at->comma <= at->clause)
        return TEXT_LIT("");
    struct text_view before = trim_signs(text_view_part(at->paragraph, at->clause, at->comma));
    size_t end = (size_t)(before.bytes + before.len - at->paragraph.bytes), comma = at->clause;
    for (size_t p = at->clause; p < end; p++)
        comma = at->paragraph.bytes[p] == ',' ? p + 1 : comma;
    return bare_noun(noun_phrase(at, at->clause, comma, end, &headed), &verb);
}

static void keep(struct text *kept, struct text_view words)
{
    struct text copy = text_copy(words);
    text_free(kept);
    *kept = copy;
}

/* What stands round a number. */
struct words {
    struct text_view noun, verb; /* before it */
    bool headed;
    struct text_view behind;
};

static void name_measured(const struct place *at, const struct words *w, struct naming *n, struct soan_blank *b)
{
    struct text_view noun = w->noun, verb = w->verb;
    /* `đạt …% kế hoạch` speaks of what was said before, `…% hộ dân` of what follows. */
    if (noun.len == 0 && verb.len == 0)
        noun = noun_behind(at, letters_skip_blanks(at->paragraph, at->unit_to));
    if (noun.len == 0)
        noun = earlier_noun(at, n);
    if (noun.len == 0)
        noun = noun_behind(at, letters_skip_blanks(at->paragraph, at->unit_to));
    append_limited(&b->label, noun, LABEL_BYTES);
    if (verb.len && b->label.len)
        text_append_char(&b->label, ' ');
    text_append(&b->label, verb);
    key_of(cut(noun), verb, &b->key);
    keep(&n->subject, noun);
    n->sentence = at->sentence;
}

/* ---- what is counted: the words stand behind the mark --------------------------- */

static void name_counted(const struct place *at, struct text_view noun, struct naming *n, struct soan_blank *b)
{
    struct text_view clause = text_view_part(at->paragraph, at->comma, at->before);
    bool with = text_view_equal(letters_trim(clause), TEXT_LIT("với")) && n->counted.len && n->sentence == at->sentence;
    struct text_view said = strip_start(trim_signs(clause), LIST_LEAD);
    struct text words = {0};
    if (with) {
        text_append(&words, text_view(&n->counted));
        text_append_char(&words, ' ');
        text_append(&words, noun);
        append_limited(&b->label, text_view(&n->counted), LABEL_BYTES);
        text_append_str(&b->label, ": ");
    } else {
        text_append(&words, noun);
        append_limited(&b->label, said, LABEL_BYTES / 2);
        if (b->label.len)
            text_append_str(&b->label, " … ");
        keep(&n->counted, noun);
    }
    append_limited(&b->label, noun, LABEL_BYTES);
    viet_ascii_key(text_view(&words), KEY_BYTES, &b->key);
    text_free(&words);
    keep(&n->subject, noun);
    n->sentence = at->sentence;
}

/* ---- all ------------------------------------------------------------------------ */

/* The sentence's words up to its first sign if these are few, else its first two. */
static void name_subject(const struct place *at, struct soan_blank *b)
{
    size_t end = at->sentence + 120 < at->before ? at->sentence + 120 : at->before;
    if (end <= at->sentence)
        return;
    struct text_view sentence = trim_signs(text_view_part(at->paragraph, at->sentence, end));
    sentence = strip_start(sentence, LIST_LEAD);
    size_t sign = 0, next;
    while (sign < sentence.len) {
        uint32_t cp = letter_at(sentence, sign, &next);
        if (!letter_is(cp) && !letter_is_digit(cp) && !letter_is_blank(cp))
            break;
        sign = next;
    }
    struct text_view lead = trim_signs(text_view_part(sentence, 0, sign));
    text_append(&b->subject, word_count(lead) <= 4 ? lead : first_words(sentence, 2));
}

static void name_number(const struct place *at, struct naming *n, struct soan_blank *b)
{
    struct words w = {.behind = noun_behind(at, at->after)};
    w.noun = bare_noun(noun_phrase(at, at->clause, at->comma, at->before, &w.headed), &w.verb);
    bool of_parts = b->kind == SOAN_KIND_RATIO, said_before = w.headed || (w.verb.len && w.noun.len);
    if (w.behind.len && !is_measure(at) && (of_parts || !said_before))
        name_counted(at, w.behind, n, b);
    else
        name_measured(at, &w, n, b);
    name_subject(at, b);
    if (b->label.len == 0)
        append_limited(&b->label, text_view(&b->subject), LABEL_BYTES);
    /* Four words and more, all of them equal, speak of one thing; fewer may only sound alike. */
    struct text_view clause = trim_signs(text_view_part(at->paragraph, at->clause, at->before));
    if (clause.len > LOOK_BACK || word_count(clause) < 4)
        return;
    viet_fold(clause, VIET_FOLD_EXACT, &b->same, NULL);
    text_append_str(&b->same, " … ");
    viet_fold(w.behind, VIET_FOLD_EXACT, &b->same, NULL);
}

void blank_name(const struct place *at, struct naming *n, struct soan_blank *b)
{
    static const char *const fallback[SOAN_KIND_COUNT_] = {
        [SOAN_KIND_NUMBER] = "so_lieu", [SOAN_KIND_RATIO] = "ty_so", [SOAN_KIND_ORDINAL] = "lan_thu", [SOAN_KIND_NAME] = "ten",
        [SOAN_KIND_DOCNUM] = "so_van_ban", [SOAN_KIND_DATE] = "ngay", [SOAN_KIND_TEXT] = "noi_dung",
    };
    if (b->kind == SOAN_KIND_NUMBER || b->kind == SOAN_KIND_RATIO) {
        name_number(at, n, b);
    } else {
        struct text_view words = at->context;
        bool headed;
        if (b->kind == SOAN_KIND_TEXT && list_ends(LIST_OPEN, at->paragraph, at->before))
            words = strip_end(noun_phrase(at, at->clause, at->comma, at->before, &headed), LIST_TAIL);
        if (letters_all_capital(words))
            text_lower(words, &b->label);
        else
            append_limited(&b->label, words, LABEL_BYTES);
        viet_ascii_key(words, KEY_BYTES, &b->key);
        bool person = list_ends(LIST_PERSON, at->paragraph, at->before) > 0;
        if (b->key.len && !person && (b->kind == SOAN_KIND_NAME || b->kind == SOAN_KIND_ORDINAL))
            text_append(&b->same, text_view(&b->key));
    }
    if (!soan_key_valid(text_view(&b->key))) {
        text_clear(&b->key);
        text_append_str(&b->key, fallback[b->kind]);
    }
}
